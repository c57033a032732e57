/*-------------------------------------------------------------------------
 *
 * unit_association.c
 *	  Tests of the measures of association, against values worked by hand.
 *
 * test/unit/unit_association.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/association.h"

#include <math.h>

#include "tap.h"

/*
 *				V	not V
 *		U		8		8	16		expected	 4	12
 *		not U	8	   40	48					12	36
 *			   16	   48	64
 */
static const WicTable clear = {8, 16, 16, 64};

/* Twice as much of everything: E11 = 5 * 20 / 50 = 2 is what was found. */
static const WicTable equal = {2, 5, 20, 50};

/* U and V are never together: E11 = 4 * 8 / 32 = 1 */
static const WicTable apart = {0, 4, 8, 32};

/* U and V are always together: E11 = 4 * 4 / 16 = 1 */
static const WicTable one = {4, 4, 4, 16};

/* Nothing is V. */
static const WicTable none = {0, 4, 0, 16};

/* Counts whose products do not fit 64 bits; in proportion they are clear. */
#define HUGE_UNIT	(INT64_C(1) << 56)
static const WicTable huge = {8 * HUGE_UNIT, 16 * HUGE_UNIT, 16 * HUGE_UNIT,
64 * HUGE_UNIT};

static bool
near(double got, double want, double tolerance)
{
	bool		is_near = fabs(got - want) <= tolerance;

	if (!is_near)
		printf("#   got:  %.9f\n#   want: %.9f\n", got, want);
	return is_near;
}

#define NEAR(got, want, claim)	ok(near((got), (want), 5e-7), (claim))

static void
test_tables(void)
{
	ok(wic_table_holds(&clear) && wic_table_holds(&equal) &&
	   wic_table_holds(&apart) && wic_table_holds(&one) &&
	   wic_table_holds(&none) && wic_table_holds(&huge), "these are tables");
	ok(!wic_table_holds(&(WicTable) {0, 0, 0, 0}), "nothing was counted");
	ok(!wic_table_holds(&(WicTable) {-1, 4, 4, 16}), "O11 is negative");
	ok(!wic_table_holds(&(WicTable) {5, 4, 5, 16}), "O11 exceeds R1");
	ok(!wic_table_holds(&(WicTable) {5, 5, 4, 16}), "O11 exceeds C1");
	ok(!wic_table_holds(&(WicTable) {1, 17, 1, 16}), "R1 exceeds N");
	ok(!wic_table_holds(&(WicTable) {1, 1, 17, 16}), "C1 exceeds N");
	ok(!wic_table_holds(&(WicTable) {1, 10, 8, 16}), "O22 would be -1");
	ok(wic_table_holds(&(WicTable) {2, 10, 8, 16}), "O22 is 0");
	ok(!wic_table_holds(&(WicTable) {0, INT64_MAX, INT64_MAX, INT64_MAX}),
	   "the largest numbers overflow nothing");
	NEAR(wic_expected(&clear), 4, "16 * 16 / 64");
	NEAR(wic_expected(&huge) / (double) HUGE_UNIT, 4, "also of huge counts");
}

static void
test_log_likelihood(void)
{
	/*
	 * 2 * (8 ln(8/4) + 8 ln(8/12) + 8 ln(8/12) + 40 ln(40/36))
	 * = 2 * (5.545177 - 3.243721 - 3.243721 + 4.214421) = 6.544313
	 */
	NEAR(wic_log_likelihood(&clear), 6.544313, "G2, all cells filled");
	NEAR(wic_log_likelihood(&huge) / (double) HUGE_UNIT, 6.544313,
		 "G2 grows with the counts");
	ok(wic_log_likelihood(&equal) == 0, "G2 of what was expected is 0");

	/*
	 * 2 * (0 + 4 ln(4/3) + 8 ln(8/7) + 20 ln(20/21))
	 * = 2 * (1.150728 + 1.068251 - 0.975803) = 2.486352
	 */
	NEAR(wic_log_likelihood(&apart), 2.486352, "G2 of what keeps apart");
	/* 2 * (4 ln 4 + 12 ln(12/9)) = 2 * (5.545177 + 3.452185) = 17.994725 */
	NEAR(wic_log_likelihood(&one), 17.994725, "G2, two cells empty");
	ok(wic_log_likelihood(&none) == 0, "G2 of what does not occur");
	ok(wic_log_likelihood(&(WicTable) {16, 16, 16, 16}) == 0,
	   "G2 where everything is both");
}

/*
 * Dunning 1993, table 1: cells as k(AB), k(A~B), k(~AB), k(~A~B), and what
 * the paper has for -2 log lambda, to two places.
 */
static void
test_published(void)
{
	static const struct
	{
		const char *pair;
		int			cells[4];
		double		score;
	}			rows[] = {
		{"the swiss", {110, 2442, 111, 29114}, 270.72},
		{"can be", {29, 13, 123, 31612}, 263.90},
		{"previous year", {31, 23, 139, 31584}, 256.84},
		{"mineral water", {10, 0, 3, 31764}, 167.23},
		{"at the", {76, 104, 2476, 29121}, 157.21},
		{"real terms", {16, 16, 51, 31694}, 157.03},
		{"natural gas", {9, 0, 5, 31763}, 146.80}
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
	{
		const int  *cells = rows[i].cells;
		WicTable	table = {cells[0], cells[0] + cells[1],
		cells[0] + cells[2], cells[0] + cells[1] + cells[2] + cells[3]};

		ok(near(wic_log_likelihood(&table), rows[i].score, 0.005),
		   rows[i].pair);
	}
}

static void
test_corpora(void)
{
	/*
	 * 30 of 1000 and 10 of 1000: E = 20 in both.
	 * 2 * (30 ln(30/20) + 10 ln(10/20)) = 2 * (12.163953 - 6.931472)
	 */
	NEAR(wic_log_likelihood_between(30, 1000, 10, 1000), 10.464963,
		 "LL of two corpora of a size");
	/* 10 of 1000 and 0 of 3000: E1 = 2.5; 2 * 10 ln 4 = 27.725887 */
	NEAR(wic_log_likelihood_between(10, 1000, 0, 3000), 27.725887,
		 "LL, a word that one corpus lacks");
	ok(wic_log_likelihood_between(0, 1000, 0, 3000) == 0, "LL of no word");
	ok(wic_log_likelihood_between(5, 1000, 15, 3000) == 0,
	   "LL of equal frequencies");
	ok(wic_log_likelihood_between(10, 1000, 30, 1000) ==
	   wic_log_likelihood_between(30, 1000, 10, 1000),
	   "LL does not tell which corpus has more");
	ok(isfinite(wic_log_likelihood_between(INT64_MAX, INT64_MAX, 0,
										   INT64_MAX)),
	   "the largest counts");

	/* (30/1000) / (10/1000) = 3; log2 3 = 1.584963 */
	NEAR(wic_log_ratio(30, 1000, 10, 1000), 1.584963, "log ratio of 3");
	/* (8/1000) / (4/4000) = 8 */
	NEAR(wic_log_ratio(8, 1000, 4, 4000), 3, "log ratio of 8");
	NEAR(wic_log_ratio(4, 4000, 8, 1000), -3, "and back");
	/* (8/1000) / (0.5/1000) = 16 */
	NEAR(wic_log_ratio(8, 1000, 0, 1000), 4, "0 is taken to be 0.5");
	NEAR(wic_log_ratio(0, 1000, 8, 1000), -4, "also on the left");
	ok(wic_log_ratio(0, 1000, 0, 10) == 0, "two zeros say nothing");
	ok(wic_log_ratio(INT64_MAX, INT64_MAX, 1, INT64_MAX) == 63,
	   "the largest counts");
}

static void
test_effects(void)
{
	/* log2(8 / 4) */
	NEAR(wic_mutual_information(&clear), 1, "MI");
	NEAR(wic_mutual_information(&huge), 1, "MI does not grow with the counts");
	NEAR(wic_mutual_information(&equal), 0, "MI of what was expected");
	/* log2(4 / 1) */
	NEAR(wic_mutual_information(&one), 2, "MI of what is always together");
	ok(wic_mutual_information(&apart) == -INFINITY, "MI of what never is");
	ok(wic_mutual_information(&none) == -INFINITY, "MI of nothing");

	/* log2(8 * 8 * 8 / 4) = log2 128 */
	NEAR(wic_mutual_information3(&clear), 7, "MI3");
	NEAR(wic_mutual_information3(&huge), 1 + 2 * (3 + 56), "MI3, huge");
	ok(wic_mutual_information3(&apart) == -INFINITY, "MI3 of what never is");

	/* (8 - 4) / sqrt 8 = sqrt 2 */
	NEAR(wic_t_score(&clear), 1.414214, "t-score");
	/* grows with the square root: 2^28 * sqrt 2 */
	NEAR(wic_t_score(&huge) / (double) (1 << 28), 1.414214, "t-score, huge");
	ok(wic_t_score(&equal) == 0, "t-score of what was expected");
	/* (4 - 1) / 2 */
	NEAR(wic_t_score(&one), 1.5, "t-score of what is always together");
	ok(wic_t_score(&apart) == -INFINITY, "t-score of what never is");
	ok(wic_t_score(&none) == 0, "t-score of nothing");

	/* 14 + log2(2 * 8 / (16 + 16)) */
	NEAR(wic_log_dice(8, 16, 16), 13, "logDice");
	NEAR(wic_log_dice(5, 5, 5), 14, "logDice of what is always together");
	/* 14 + log2(2 * 1 / (60 + 4)) */
	NEAR(wic_log_dice(1, 60, 4), 9, "logDice of what rarely is");
	ok(wic_log_dice(0, 16, 16) == -INFINITY, "logDice of what never is");
	ok(wic_log_dice(INT64_MAX, INT64_MAX, INT64_MAX) == 14,
	   "the largest counts");
}

int
main(void)
{
	test_tables();
	test_log_likelihood();
	test_published();
	test_corpora();
	test_effects();
	return done();
}
