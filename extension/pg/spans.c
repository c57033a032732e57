/*-------------------------------------------------------------------------
 *
 * spans.c
 *	  Places of a text, as SQL gives them in two arrays.
 *
 * extension/pg/spans.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "pg/spans.h"
#include "utils/array.h"

static Datum *
read_integers(ArrayType * array, int *n)
{
	Datum	   *integers;

	if (array_contains_nulls(array))
		elog(ERROR, "a place of a text is null");
	deconstruct_array(array, INT4OID, 4, true, TYPALIGN_INT, &integers, NULL,
					  n);
	return integers;
}

void
wic_spans_read(WicSpans *spans, FunctionCallInfo fcinfo, int first)
{
	int			nends;

	spans->starts = read_integers(PG_GETARG_ARRAYTYPE_P(first), &spans->n);
	spans->ends = read_integers(PG_GETARG_ARRAYTYPE_P(first + 1), &nends);
	if (nends != spans->n)
		elog(ERROR, "arrays of places differ in length");
}
