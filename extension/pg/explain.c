/*-------------------------------------------------------------------------
 *
 * explain.c
 *	  Why a text matches: how a query is read, where it matched, what counts.
 *
 * extension/pg/explain.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/utf8.h"
#include "funcapi.h"
#include "pg/match.h"
#include "pg/query_build.h"
#include "pg/stats.h"
#include "pg/terms.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* Rows of the function that runs. */
typedef struct Rows
{
	ReturnSetInfo *info;
} Rows;

static void
put_row(const Rows *rows, Datum *values, bool *nulls)
{
	tuplestore_putvalues(rows->info->setResult, rows->info->setDesc,
						 values, nulls);
}

static Datum
text_datum(const char *bytes, int length)
{
	return PointerGetDatum(cstring_to_text_with_len(bytes, length));
}

static const char *
how_name(unsigned how)
{
	if ((how & WIC_WAY_TERM) != 0)
		return "user term";
	if ((how & WIC_WAY_VOCABULARY) != 0)
		return "vocabulary";
	return (how & WIC_WAY_NUMBER) != 0 ? "number" : "typed";
}

static void
put_way(void *argument, const char *typed, int typed_length,
		const WicWay *way, bool is_negated)
{
	const char *how;
	Datum		values[4];
	bool		nulls[4] = {false};

	values[0] = text_datum(typed, typed_length);
	values[1] = text_datum(way->text, way->length);
	how = is_negated ? "excluded" : how_name(way->how);
	values[2] = CStringGetTextDatum(how);
	values[3] = Float4GetDatum((float4) way->weight / WIC_WEIGHT_UNIT);
	put_row(argument, values, nulls);
}

/* wic_ways(query text, level text): part, way, how, weight */
PG_FUNCTION_INFO_V1(wic_ways);
Datum
wic_ways(PG_FUNCTION_ARGS)
{
	text	   *query = PG_GETARG_TEXT_PP(0);
	WicLevel	level = wic_level_from_text(PG_GETARG_TEXT_PP(1));
	Oid			config = wic_level_config(fcinfo, level);
	Rows		rows;

	InitMaterializedSRF(fcinfo, 0);
	rows.info = (ReturnSetInfo *) fcinfo->resultinfo;
	wic_check_config(config);
	if (wic_level_expansion(level) != WIC_EXPAND_NONE)
		wic_terms_load(get_func_namespace(fcinfo->flinfo->fn_oid));
	wic_trace_query(config, wic_level_expansion(level), VARDATA_ANY(query),
					VARSIZE_ANY_EXHDR(query), put_way, &rows);
	return (Datum) 0;
}

/* Counts characters on the way to byte offsets that ascend. */
typedef struct CharCounter
{
	const char *text;
	int			at;				/* byte offset */
	int			chars;
} CharCounter;

static int
chars_before(CharCounter *counter, int offset)
{
	const uint8_t *start = (const uint8_t *) counter->text;

	if (offset < counter->at)
		counter->at = counter->chars = 0;
	counter->chars += wic_utf8_count(start + counter->at, start + offset);
	counter->at = offset;
	return counter->chars;
}

static WicMatcher *
read_document(FunctionCallInfo fcinfo, const text *document, WicQuery *query)
{
	Oid			config = wic_level_config(fcinfo, query->level);
	WicMatcher *matcher = wic_matcher_create(query, config, false);

	wic_matcher_read(matcher, VARDATA_ANY(document),
					 VARSIZE_ANY_EXHDR(document));
	return matcher;
}

/* The hits of a query in their order; none if the text does not match. */
static WicHit *
read_hits(FunctionCallInfo fcinfo, const text *document, WicQuery *query,
		  int *nhits)
{
	WicMatcher *matcher = read_document(fcinfo, document, query);
	WicHit	   *hits = wic_matcher_hits(matcher, nhits);

	if (!wic_matcher_holds(matcher))
		*nhits = 0;
	MemoryContextDelete(matcher->context);
	return hits;
}

/* Those of any part of it. */
static WicHit *
read_part_hits(FunctionCallInfo fcinfo, const text *document,
			   WicQuery *query, int *nhits)
{
	WicMatcher *matcher = read_document(fcinfo, document, query);
	WicHit	   *hits = wic_matcher_part_hits(matcher, nhits);

	MemoryContextDelete(matcher->context);
	return hits;
}

/*
 * wic_matches(document text, query wicquery): start_char, end_char, part,
 * found; 0-based, half-open
 */
PG_FUNCTION_INFO_V1(wic_matches);
Datum
wic_matches(PG_FUNCTION_ARGS)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	WicHit	   *hits;
	int			nhits;
	CharCounter counter = {VARDATA_ANY(document), 0, 0};
	Rows		rows;

	InitMaterializedSRF(fcinfo, 0);
	rows.info = (ReturnSetInfo *) fcinfo->resultinfo;
	hits = read_hits(fcinfo, document, PG_GETARG_WICQUERY(1), &nhits);

	for (int i = 0; i < nhits; i++)
	{
		Datum		values[4];
		bool		nulls[4] = {false};

		values[0] = Int32GetDatum(chars_before(&counter, hits[i].start));
		values[1] = Int32GetDatum(chars_before(&counter, hits[i].end));
		values[2] = Int32GetDatum(hits[i].part);
		values[3] = text_datum(counter.text +hits[i].start,
							   hits[i].end - hits[i].start);
		put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}

/*
 * Is the hit one that was typed, or beside all of these?  first is the first
 * of typed that does not end before the hit, and moves on with the hits.
 */
static bool
is_counted(const WicHit *hit, const WicHit *typed, int ntyped, int *first)
{
	bool		is_beside = true;

	while (*first < ntyped && typed[*first].end <= hit->start)
		(*first)++;
	for (int i = *first; i < ntyped && typed[i].start < hit->end; i++)
	{
		if (typed[i].start == hit->start && typed[i].end == hit->end)
			return true;
		if (typed[i].end > hit->start)
			is_beside = false;
	}
	return is_beside;
}

/*
 * wic_places(document text, query wicquery, typed wicquery): start_char,
 * end_char; each place once, and none where other words overlap what was
 * typed: of 产品质量, which has 质量 and 品质, the first.  typed may be NULL.
 */
PG_FUNCTION_INFO_V1(wic_places);
Datum
wic_places(PG_FUNCTION_ARGS)
{
	text	   *document;
	WicHit	   *hits;
	WicHit	   *typed = NULL;
	int			nhits;
	int			ntyped = 0;
	int			first = 0;
	CharCounter counter = {0};
	Rows		rows;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	rows.info = (ReturnSetInfo *) fcinfo->resultinfo;
	document = PG_GETARG_TEXT_PP(0);
	counter.text = VARDATA_ANY(document);
	hits = read_hits(fcinfo, document, PG_GETARG_WICQUERY(1), &nhits);
	if (nhits > 0 && !PG_ARGISNULL(2))
		typed = read_part_hits(fcinfo, document, PG_GETARG_WICQUERY(2),
							   &ntyped);

	for (int i = 0; i < nhits; i++)
	{
		Datum		values[2];
		bool		nulls[2] = {false};

		if ((i > 0 && hits[i].start == hits[i - 1].start &&
			 hits[i].end == hits[i - 1].end) ||
			!is_counted(&hits[i], typed, ntyped, &first))
			continue;
		values[0] = Int32GetDatum(chars_before(&counter, hits[i].start));
		values[1] = Int32GetDatum(chars_before(&counter, hits[i].end));
		put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}

/* The terms of a query, as those of a query that is being built. */
static WicTermSource *
term_sources(const WicQuery *query)
{
	Size		n = query->nterms + 1;
	WicTermSource *sources = palloc(sizeof(WicTermSource) * n);

	for (uint32 i = 0; i < query->nterms; i++)
	{
		sources[i].lexeme = wic_query_lexeme(query, &query->terms[i]);
		sources[i].length = query->terms[i].length;
		sources[i].flags = query->terms[i].flags;
		sources[i].weight = query->terms[i].weight;
	}
	return sources;
}

/* A row for a term; df is NULL if it is not known. */
static void
put_score(const Rows *rows, const WicMatcher *matcher, int number,
		  uint64 saturation, const double *df)
{
	const WicQuery *query = matcher->query;
	const WicTerm *term = &query->terms[number];
	int			tf = wic_matcher_term(matcher, number)->noccurrences;
	uint64		score = wic_score_term(&query->bm25, term->weight, tf,
									   saturation);
	Datum		values[5];
	bool		nulls[5] = {false};

	values[0] = text_datum(wic_query_lexeme(query, term), term->length);
	values[1] = Int32GetDatum(tf);
	nulls[2] = df == NULL;
	values[2] = df == NULL ? (Datum) 0 : Float8GetDatum(*df);
	values[3] = Float8GetDatum((float8) term->weight / WIC_SCORE_UNIT);
	values[4] = Float8GetDatum((float8) score / WIC_SCORE_UNIT);
	put_row(rows, values, nulls);
}

/*
 * wic_scores(document text, query wicquery, rel regclass): term, tf, df,
 * weight, score of each term that counts in <=>; df is NULL without rel
 */
PG_FUNCTION_INFO_V1(wic_scores);
Datum
wic_scores(PG_FUNCTION_ARGS)
{
	text	   *document;
	WicQuery   *query;
	Oid			config;
	WicMatcher *matcher;
	WicStats	stats = {0};
	uint64		saturation;
	Rows		rows;

	InitMaterializedSRF(fcinfo, 0);
	rows.info = (ReturnSetInfo *) fcinfo->resultinfo;
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;

	document = PG_GETARG_TEXT_PP(0);
	query = PG_GETARG_WICQUERY(1);
	config = wic_level_config(fcinfo, query->level);
	if (!PG_ARGISNULL(2))
		stats = wic_collect_stats(PG_GETARG_OID(2), config, WIC_STATS_AUTO,
								  term_sources(query), query->nterms);
	matcher = wic_matcher_create(query, config, false);
	wic_matcher_read(matcher, VARDATA_ANY(document),
					 VARSIZE_ANY_EXHDR(document));
	saturation = wic_score_saturation(&query->bm25,
									  wic_norm_from_length(matcher->length));

	for (uint32 i = 0; i < query->nterms; i++)
		if (wic_term_scores(&query->terms[i]))
			put_score(&rows, matcher, i, saturation,
					  stats.df == NULL ? NULL : &stats.df[i]);
	MemoryContextDelete(matcher->context);
	return (Datum) 0;
}
