/*-------------------------------------------------------------------------
 *
 * association.c
 *	  Measures of how strongly two things go together in texts.
 *
 * Counts become doubles before they are multiplied, so that no product of two
 * of them overflows.
 *
 * extension/core/association.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/association.h"

#include <math.h>

bool
wic_table_holds(const WicTable *table)
{
	return table->n > 0 && table->o11 >= 0 &&
		table->o11 <= table->r1 && table->o11 <= table->c1 &&
		table->r1 <= table->n &&
		table->c1 - table->o11 <= table->n - table->r1;
}

static double
expected(int64_t row, int64_t column, int64_t n)
{
	return (double) row * (double) column / (double) n;
}

double
wic_expected(const WicTable *table)
{
	return expected(table->r1, table->c1, table->n);
}

/* O * ln(O / E) */
static double
surprise(int64_t observed, double expectation)
{
	if (observed == 0)
		return 0;
	return (double) observed * log((double) observed / expectation);
}

/* What is equal to its expectation gives a sum of 0, but for rounding. */
static double
twice(double sum)
{
	return sum > 0 ? 2 * sum : 0;
}

double
wic_log_likelihood(const WicTable *table)
{
	int64_t		r2 = table->n - table->r1;
	int64_t		c2 = table->n - table->c1;
	int64_t		o12 = table->r1 - table->o11;
	int64_t		o21 = table->c1 - table->o11;

	return twice(surprise(table->o11, wic_expected(table)) +
				 surprise(o12, expected(table->r1, c2, table->n)) +
				 surprise(o21, expected(r2, table->c1, table->n)) +
				 surprise(r2 - o21, expected(r2, c2, table->n)));
}

double
wic_log_likelihood_between(int64_t o1, int64_t n1, int64_t o2, int64_t n2)
{
	double		share = ((double) o1 + (double) o2) /
	((double) n1 + (double) n2);

	return twice(surprise(o1, (double) n1 * share) +
				 surprise(o2, (double) n2 * share));
}

double
wic_mutual_information(const WicTable *table)
{
	if (table->o11 == 0)
		return -INFINITY;
	return log2((double) table->o11 / wic_expected(table));
}

double
wic_mutual_information3(const WicTable *table)
{
	if (table->o11 == 0)
		return -INFINITY;
	return wic_mutual_information(table) + 2 * log2((double) table->o11);
}

double
wic_t_score(const WicTable *table)
{
	double		expectation = wic_expected(table);

	if (table->o11 == 0)
		return expectation > 0 ? -INFINITY : 0;
	return ((double) table->o11 - expectation) / sqrt((double) table->o11);
}

/* A relative frequency that is not 0. */
static double
frequency(int64_t count, int64_t n)
{
	return (count > 0 ? (double) count : 0.5) / (double) n;
}

double
wic_log_ratio(int64_t o1, int64_t n1, int64_t o2, int64_t n2)
{
	if (o1 == 0 && o2 == 0)
		return 0;
	return log2(frequency(o1, n1) / frequency(o2, n2));
}

double
wic_log_dice(int64_t both, int64_t x, int64_t y)
{
	if (both == 0)
		return -INFINITY;
	return 14 + log2(2 * (double) both / ((double) x + (double) y));
}
