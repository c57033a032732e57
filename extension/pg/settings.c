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
	MarkGUCPrefixReserved("wicsearch");
}
