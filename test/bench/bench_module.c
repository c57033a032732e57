/*-------------------------------------------------------------------------
 *
 * bench_module.c
 *	  What the benchmarks need inside the server: CPU time, the first half of
 *	  to_tsvector alone, and a dictionary that does nothing but cut bigrams.
 *
 * test/bench/bench_module.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <time.h>

#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "tsearch/ts_public.h"
#include "tsearch/ts_utils.h"

PG_MODULE_MAGIC;

/* CPU time of this backend, in seconds. */
PG_FUNCTION_INFO_V1(bench_cpu);
Datum
bench_cpu(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8((double) clock() / CLOCKS_PER_SEC);
}

/* Parser and dictionaries, but no tsvector: the number of lexemes. */
PG_FUNCTION_INFO_V1(bench_parsetext);
Datum
bench_parsetext(PG_FUNCTION_ARGS)
{
	Oid			config = PG_GETARG_OID(0);
	text	   *document = PG_GETARG_TEXT_PP(1);
	ParsedText	parsed;

	memset(&parsed, 0, sizeof(parsed));
	parsed.lenwords = 16 + VARSIZE_ANY_EXHDR(document) / 6;
	parsed.words = palloc(sizeof(ParsedWord) * parsed.lenwords);
	parsetext(config, &parsed, VARDATA_ANY(document),
			  VARSIZE_ANY_EXHDR(document));
	PG_RETURN_INT32(parsed.curwords);
}

/* A run of n characters, three bytes each or not, as n lexemes. */
PG_FUNCTION_INFO_V1(bench_bigram_lexize);
Datum
bench_bigram_lexize(PG_FUNCTION_ARGS)
{
	char	   *word = (char *) PG_GETARG_POINTER(1);
	int			length = PG_GETARG_INT32(2);
	TSLexeme   *lexemes = palloc0(sizeof(TSLexeme) * (length + 2));
	int			n = 0;

	for (int at = 0; at < length;)
	{
		int			first = pg_utf_mblen((unsigned char *) word + at);
		int			second = at + first < length ?
		pg_utf_mblen((unsigned char *) word + at + first) : 0;

		lexemes[n].flags = TSL_ADDPOS;
		lexemes[n++].lexeme = pnstrdup(word + at, first + second);
		at += first;
	}
	PG_RETURN_POINTER(lexemes);
}
