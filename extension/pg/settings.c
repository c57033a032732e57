/*-------------------------------------------------------------------------
 *
 * settings.c
 *	  Settings of the extension.
 *
 * extension/pg/settings.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/terms.h"
#include "pg/wicsearch.h"
#include "utils/guc.h"

int			wic_first_rows;
double		wic_k1;
double		wic_b;
char	   *wic_corpus;
char	   *wic_region;

/* Which terms count depends on the region. */
static void
region_changed(const char *value, void *extra)
{
	wic_terms_forget();
}

void
wic_settings_define(void)
{
	DefineCustomRealVariable("wicsearch.k1",
							 "How fast repeated words stop adding to the score.",
							 "BM25's k1, copied into a query when it is made.",
							 &wic_k1, 0.9, 0.0, 10.0,
							 PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomRealVariable("wicsearch.b",
							 "How much long texts are held back in ranking.",
							 "BM25's b, copied into a query when it is made.",
							 &wic_b, 0.6, 0.0, 1.0,
							 PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomStringVariable("wicsearch.corpus",
							   "The corpus that functions use if none is named.",
							   NULL,
							   &wic_corpus, "corpus",
							   PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomStringVariable("wicsearch.region",
							   "The regions whose rows of wic_terms count.",
							   "A list with commas; empty: all of them.",
							   &wic_region, "",
							   PGC_USERSET, 0, NULL, region_changed, NULL);
	DefineCustomIntVariable("wicsearch.first_rows",
							"How many of the best rows an index looks for at first.",
							"If more are wanted, it looks again, for eight times as many.",
							&wic_first_rows, 32, 1, WIC_FIRST_ROWS_MAX,
							PGC_USERSET, GUC_EXPLAIN, NULL, NULL, NULL);
	MarkGUCPrefixReserved("wicsearch");
}

PG_FUNCTION_INFO_V1(wic_expect_rows);

/*
 * Set wicsearch.first_rows until the function ends that calls this one, which
 * has to have a setting of its own.  Parallel plans permit it, unlike SET.
 */
Datum
wic_expect_rows(PG_FUNCTION_ARGS)
{
	int64		rows = PG_GETARG_INT64(0);
	char	   *value = psprintf("%d", (int) Max(1, Min(rows,
														WIC_FIRST_ROWS_MAX)));

	(void) set_config_option("wicsearch.first_rows", value, PGC_USERSET,
							 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(wic_avoid_loops);

/* The same for enable_nestloop, which is set off. */
Datum
wic_avoid_loops(PG_FUNCTION_ARGS)
{
	(void) set_config_option("enable_nestloop", "off", PGC_USERSET,
							 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	PG_RETURN_VOID();
}
