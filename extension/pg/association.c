/*-------------------------------------------------------------------------
 *
 * association.c
 *	  Measures of association for SQL, of counts that the caller has.
 *
 * extension/pg/association.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/association.h"
#include "fmgr.h"

/* The arguments o11, r1, c1, n */
static WicTable
table_arguments(FunctionCallInfo fcinfo)
{
	WicTable	table = {PG_GETARG_INT64(0), PG_GETARG_INT64(1),
	PG_GETARG_INT64(2), PG_GETARG_INT64(3)};

	if (!wic_table_holds(&table))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("these counts are no contingency table"),
				 errdetail("o11 is %lld, r1 is %lld, c1 is %lld, n is %lld.",
						   (long long) table.o11, (long long) table.r1,
						   (long long) table.c1, (long long) table.n),
				 errhint("o11 counts what is in the row and in the column, r1 what is in the row, c1 what is in the column, and n everything.")));
	return table;
}

/* The arguments o1, n1, o2, n2: what each corpus has of a word, and in all. */
static void
check_corpora(int64 o1, int64 n1, int64 o2, int64 n2)
{
	if (o1 < 0 || o2 < 0 || n1 < 1 || n2 < 1 || o1 > n1 || o2 > n2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("these are no counts of two corpora"),
				 errdetail("o1 is %lld, n1 is %lld, o2 is %lld, n2 is %lld.",
						   (long long) o1, (long long) n1, (long long) o2,
						   (long long) n2),
				 errhint("o1 of n1 is how often the word occurs in the first corpus, o2 of n2 how often in the second.")));
}

PG_FUNCTION_INFO_V1(wic_log_likelihood_table);
Datum
wic_log_likelihood_table(PG_FUNCTION_ARGS)
{
	WicTable	table = table_arguments(fcinfo);

	PG_RETURN_FLOAT8(wic_log_likelihood(&table));
}

PG_FUNCTION_INFO_V1(wic_mutual_information_table);
Datum
wic_mutual_information_table(PG_FUNCTION_ARGS)
{
	WicTable	table = table_arguments(fcinfo);

	PG_RETURN_FLOAT8(wic_mutual_information(&table));
}

PG_FUNCTION_INFO_V1(wic_t_score_table);
Datum
wic_t_score_table(PG_FUNCTION_ARGS)
{
	WicTable	table = table_arguments(fcinfo);

	PG_RETURN_FLOAT8(wic_t_score(&table));
}

PG_FUNCTION_INFO_V1(wic_log_likelihood_corpora);
Datum
wic_log_likelihood_corpora(PG_FUNCTION_ARGS)
{
	int64		o1 = PG_GETARG_INT64(0);
	int64		n1 = PG_GETARG_INT64(1);
	int64		o2 = PG_GETARG_INT64(2);
	int64		n2 = PG_GETARG_INT64(3);

	check_corpora(o1, n1, o2, n2);
	PG_RETURN_FLOAT8(wic_log_likelihood_between(o1, n1, o2, n2));
}

PG_FUNCTION_INFO_V1(wic_log_ratio_corpora);
Datum
wic_log_ratio_corpora(PG_FUNCTION_ARGS)
{
	int64		o1 = PG_GETARG_INT64(0);
	int64		n1 = PG_GETARG_INT64(1);
	int64		o2 = PG_GETARG_INT64(2);
	int64		n2 = PG_GETARG_INT64(3);

	check_corpora(o1, n1, o2, n2);
	PG_RETURN_FLOAT8(wic_log_ratio(o1, n1, o2, n2));
}
