/*-------------------------------------------------------------------------
 *
 * rank.c
 *	  Operators text @@ wicquery and text <=> wicquery, and for tsvector.
 *
 * extension/pg/rank.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/lexemes.h"
#include "pg/match.h"
#include "pg/stats.h"
#include "pg/wicsearch.h"
#include "tsearch/ts_utils.h"
#include "utils/builtins.h"

/* Read the text of argument 0 for the query of argument 1. */
static WicMatcher *
read_arguments(FunctionCallInfo fcinfo, bool rescores)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	WicMatcher *matcher = wic_matcher_for(fcinfo, PG_GETARG_WICQUERY(1),
										  rescores);

	wic_matcher_read(matcher, VARDATA_ANY(document),
					 VARSIZE_ANY_EXHDR(document));
	return matcher;
}

PG_FUNCTION_INFO_V1(wic_text_matches);
Datum
wic_text_matches(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(wic_matcher_holds(read_arguments(fcinfo, false)));
}

PG_FUNCTION_INFO_V1(wic_text_distance);
Datum
wic_text_distance(PG_FUNCTION_ARGS)
{
	WicMatcher *matcher = read_arguments(fcinfo, false);

	PG_RETURN_FLOAT8(wic_query_distance(wic_matcher_score(matcher)));
}

/* wic_rescore(document text, query wicquery) */
PG_FUNCTION_INFO_V1(wic_rescore);
Datum
wic_rescore(PG_FUNCTION_ARGS)
{
	WicMatcher *matcher = read_arguments(fcinfo, true);

	PG_RETURN_FLOAT8(-wic_query_distance(wic_matcher_rescore(matcher)));
}

static int
compare_entry(TSVector vector, const WordEntry *entry,
			  const char *lexeme, int length)
{
	return tsCompareString(unconstify(char *, lexeme), length,
						   STRPTR(vector) + entry->pos, entry->len, false);
}

/* The first entry that is not before the lexeme. */
static WordEntry *
lower_bound(TSVector vector, const char *lexeme, int length)
{
	WordEntry  *low = ARRPTR(vector);
	WordEntry  *high = low + vector->size;

	while (low < high)
	{
		WordEntry  *mid = low + (high - low) / 2;

		if (compare_entry(vector, mid, lexeme, length) > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* How often an entry occurs; once, if the positions were stripped. */
static uint32
entry_count(TSVector vector, WordEntry *entry)
{
	return entry->haspos ? POSDATALEN(vector, entry) : 1;
}

static bool
entry_matches(TSVector vector, const WordEntry *entry,
			  const char *lexeme, int length, bool is_prefix)
{
	if (is_prefix ? entry->len < length : entry->len != length)
		return false;
	return memcmp(STRPTR(vector) + entry->pos, lexeme, length) == 0;
}

uint32
wic_vector_count(TSVector vector, const char *lexeme, int length,
				 bool is_prefix)
{
	WordEntry  *end = ARRPTR(vector) + vector->size;
	WordEntry  *entry = lower_bound(vector, lexeme, length);
	uint32		count = 0;

	while (entry < end &&
		   entry_matches(vector, entry, lexeme, length, is_prefix))
	{
		count += entry_count(vector, entry++);
		if (!is_prefix)
			break;
	}
	return count;
}

uint32
wic_vector_length(TSVector vector)
{
	uint32		length = 0;

	for (int i = 0; i < vector->size; i++)
		length += entry_count(vector, ARRPTR(vector) + i);
	return length;
}

/* How often a term counts in a vector. */
static uint32
term_count(TSVector vector, const WicQuery *query, const WicTerm *term)
{
	if (!wic_term_scores(term))
		return 0;
	return wic_vector_count(vector, wic_query_lexeme(query, term),
							term->length,
							wic_term_is_prefix(term));
}

static uint64
vector_score(TSVector vector, const WicQuery *query)
{
	uint8		norm = wic_norm_from_length(wic_vector_length(vector));
	uint64		saturation = wic_score_saturation(&query->bm25, norm);
	uint64		score = 0;

	for (uint32 i = 0; i < query->nterms; i++)
	{
		uint32		count = term_count(vector, query, &query->terms[i]);

		if (count > 0)
			score += wic_score_term(&query->bm25, query->terms[i].weight,
									count, saturation);
	}
	return score;
}

PG_FUNCTION_INFO_V1(wic_tsvector_matches);
Datum
wic_tsvector_matches(PG_FUNCTION_ARGS)
{
	TSVector	vector = PG_GETARG_TSVECTOR(0);
	WicQuery   *query = PG_GETARG_WICQUERY(1);

	if ((query->flags & WIC_QUERY_ANY) == 0)
		return DirectFunctionCall2(ts_match_vq, TSVectorGetDatum(vector),
								   TSQueryGetDatum(wic_query_condition(query)));

	for (uint32 i = 0; i < query->nterms; i++)
		if (term_count(vector, query, &query->terms[i]) > 0)
			PG_RETURN_BOOL(true);
	PG_RETURN_BOOL(false);
}

PG_FUNCTION_INFO_V1(wic_tsvector_distance);
Datum
wic_tsvector_distance(PG_FUNCTION_ARGS)
{
	TSVector	vector = PG_GETARG_TSVECTOR(0);
	WicQuery   *query = PG_GETARG_WICQUERY(1);

	PG_RETURN_FLOAT8(wic_query_distance(vector_score(vector, query)));
}

/* wic_length(text, config regconfig): lexemes of a text */
PG_FUNCTION_INFO_V1(wic_text_length);
Datum
wic_text_length(PG_FUNCTION_ARGS)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	Oid			config = PG_GETARG_OID(1);
	WicLexemeReader reader;
	WicLexeme	lexeme;
	int32		length = 0;

	wic_check_config(config);
	wic_lexemes_begin(&reader, config, VARDATA_ANY(document),
					  VARSIZE_ANY_EXHDR(document));
	while (wic_lexemes_next(&reader, &lexeme))
		length++;
	wic_lexemes_end(&reader);
	PG_RETURN_INT32(length);
}

PG_FUNCTION_INFO_V1(wic_tsvector_length);
Datum
wic_tsvector_length(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(wic_vector_length(PG_GETARG_TSVECTOR(0)));
}
