/*-------------------------------------------------------------------------
 *
 * duplicates.c
 *	  wic_groups: what is connected by pairs.
 *
 * extension/pg/duplicates.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "core/forest.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* The numbers of one or two arrays. */
typedef struct Numbers
{
	int64	   *numbers;
	uint32		n;
} Numbers;

static Numbers
read_numbers(ArrayType * array)
{
	Numbers		read = {(int64 *) ARR_DATA_PTR(array)};

	if (ARR_HASNULL(array) && array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a pair has no number")));
	read.n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	return read;
}

#define ST_SORT sort_numbers
#define ST_ELEMENT_TYPE int64
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* All numbers of both, each once, ascending. */
static Numbers
unite(const Numbers *a, const Numbers *b)
{
	Numbers		all = {palloc_extended(sizeof(int64) * (a->n + b->n + 1),
									   MCXT_ALLOC_HUGE)};
	uint32		total = a->n + b->n;

	if (a->n > 0)
		memcpy(all.numbers, a->numbers, sizeof(int64) * a->n);
	if (b->n > 0)
		memcpy(all.numbers + a->n, b->numbers, sizeof(int64) * b->n);
	sort_numbers(all.numbers, total);
	for (uint32 i = 0; i < total; i++)
		if (all.n == 0 || all.numbers[all.n - 1] != all.numbers[i])
			all.numbers[all.n++] = all.numbers[i];
	return all;
}

static uint32
place_of(const Numbers *all, int64 number)
{
	uint32		first = 0;
	uint32		end = all->n;

	while (end - first > 1)
	{
		uint32		middle = first + (end - first) / 2;

		if (all->numbers[middle] <= number)
			first = middle;
		else
			end = middle;
	}
	return first;
}

static void
put_groups(FunctionCallInfo fcinfo, const Numbers *all, uint32 *parents)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	for (uint32 i = 0; i < all->n; i++)
	{
		Datum		values[2];
		bool		nulls[2] = {false};

		CHECK_FOR_INTERRUPTS();
		values[0] = Int64GetDatum(all->numbers[i]);
		values[1] = Int64GetDatum(all->numbers[wic_forest_first(parents, i)]);
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
	}
}

/* wic_groups(a bigint[], b bigint[]): the n-th of both are a pair. */
PG_FUNCTION_INFO_V1(wic_groups);
Datum
wic_groups(PG_FUNCTION_ARGS)
{
	Numbers		a = read_numbers(PG_GETARG_ARRAYTYPE_P(0));
	Numbers		b = read_numbers(PG_GETARG_ARRAYTYPE_P(1));
	Numbers		all = unite(&a, &b);
	uint32	   *parents = palloc_extended(sizeof(uint32) * (all.n + 1),
										  MCXT_ALLOC_HUGE);

	if (a.n != b.n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("pairs need arrays of one length")));
	InitMaterializedSRF(fcinfo, 0);
	wic_forest_init(parents, all.n);
	for (uint32 i = 0; i < a.n; i++)
		wic_forest_join(parents, place_of(&all, a.numbers[i]),
						place_of(&all, b.numbers[i]));
	put_groups(fcinfo, &all, parents);
	return (Datum) 0;
}
