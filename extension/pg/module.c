/*-------------------------------------------------------------------------
 *
 * module.c
 *	  Entry point of the shared library, and its settings.
 *
 * extension/pg/module.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>

#include "pg/wicsearch.h"
#include "utils/guc.h"

PG_MODULE_MAGIC;

double		wic_k1;
double		wic_b;
char	   *wic_corpus;

extern PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
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
	MarkGUCPrefixReserved("wicsearch");
}
