/*-------------------------------------------------------------------------
 *
 * query_fn.c
 *	  SQL functions wic_tsquery, wic_query and wic_counting_query.
 *
 * All are called once per row where a query stands in a target list, so
 * each call site remembers its last arguments and result.  Statistics are
 * taken again with each statement of the client.
 *
 * extension/pg/query_fn.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/xact.h"
#include "core/lexicon.h"
#include "pg/query_build.h"
#include "pg/stats.h"
#include "pg/terms.h"
#include "pg/wicsearch.h"
#include "tsearch/ts_utils.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

/* Without statistics all terms weigh the same, and texts have this length. */
#define DEFAULT_LENGTH	150

/* Arguments of any of them; what one lacks is zero. */
typedef struct QueryKey
{
	Oid			config;			/* of the level */
	WicLevel	level;
	WicExpansion expansion;
	uint64		vocabulary;		/* generation of the terms */
	Oid			rel;			/* InvalidOid: no statistics */
	uint16		flags;
	WicStatsMode mode;
	double		k1;
	double		b;
	TimestampTz statement;
} QueryKey;

/* What a call site remembers. */
typedef struct QueryMemo
{
	MemoryContext context;
	QueryKey	key;
	text	   *input;
	Datum		result;
} QueryMemo;

static bool
remembers(const QueryMemo *memo, const QueryKey *key, const text *input)
{
	return memo != NULL &&
		memcmp(&memo->key, key, sizeof(QueryKey)) == 0 &&
		VARSIZE_ANY_EXHDR(memo->input) == VARSIZE_ANY_EXHDR(input) &&
		memcmp(VARDATA_ANY(memo->input), VARDATA_ANY(input),
			   VARSIZE_ANY_EXHDR(input)) == 0;
}

static void
remember(FunctionCallInfo fcinfo, const QueryKey *key, const text *input,
		 Datum result)
{
	QueryMemo  *memo = fcinfo->flinfo->fn_extra;
	MemoryContext context;
	MemoryContext old;

	if (memo != NULL)
	{
		fcinfo->flinfo->fn_extra = NULL;
		MemoryContextDelete(memo->context);
	}

	context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt,
									"wicsearch query", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	memo = palloc0(sizeof(QueryMemo));
	memo->context = context;
	memo->key = *key;
	memo->input = cstring_to_text_with_len(VARDATA_ANY(input),
										   VARSIZE_ANY_EXHDR(input));
	memo->result = PointerGetDatum(PG_DETOAST_DATUM_COPY(result));
	MemoryContextSwitchTo(old);
	fcinfo->flinfo->fn_extra = memo;
}

static void
set_level(QueryKey *key, FunctionCallInfo fcinfo, WicLevel level)
{
	Oid			function = fcinfo->flinfo->fn_oid;

	key->level = level;
	key->config = wic_level_config(fcinfo, level);
	key->expansion = wic_level_expansion(level);
	if (key->expansion != WIC_EXPAND_NONE)
		key->vocabulary = wic_terms_load(get_func_namespace(function));
}

static WicBuiltQuery
build(const QueryKey *key, const text *input)
{
	return wic_build_query(key->config, key->expansion, VARDATA_ANY(input),
						   VARSIZE_ANY_EXHDR(input));
}

/* wic_tsquery(input text, level text) */
PG_FUNCTION_INFO_V1(wic_tsquery);
Datum
wic_tsquery(PG_FUNCTION_ARGS)
{
	text	   *input = PG_GETARG_TEXT_PP(0);
	WicLevel	level = wic_level_from_text(PG_GETARG_TEXT_PP(1));
	QueryKey	key;
	Datum		result;

	memset(&key, 0, sizeof(key));
	set_level(&key, fcinfo, level);
	if (!remembers(fcinfo->flinfo->fn_extra, &key, input))
	{
		wic_check_config(key.config);
		result = TSQueryGetDatum(build(&key, input).condition);
		remember(fcinfo, &key, input, result);
	}
	PG_RETURN_DATUM(((QueryMemo *) fcinfo->flinfo->fn_extra)->result);
}

static uint16
match_flags(const text *name)
{
	char	   *match = text_to_cstring(name);

	if (strcmp(match, "any") == 0)
		return WIC_QUERY_ANY;
	if (strcmp(match, "all") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown match \"%s\"", match),
				 errhint("A text must match \"all\" or \"any\".")));
	return 0;
}

static WicStatsMode
stats_mode(const text *name)
{
	char	   *mode = text_to_cstring(name);

	if (strcmp(mode, "exact") == 0)
		return WIC_STATS_EXACT;
	if (strcmp(mode, "auto") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown source of statistics \"%s\"", mode),
				 errhint("Statistics are \"auto\" or \"exact\".")));
	return WIC_STATS_AUTO;
}

static uint32
units(double value, double unit)
{
	return (uint32) rint(value * unit);
}

static uint32
idf_weight(double idf, uint32 weight)
{
	idf *= (double) weight / WIC_WEIGHT_UNIT;
	return Max(units(idf, WIC_SCORE_UNIT), 1);
}

static void
set_weights(WicBuiltQuery *built, const QueryKey *key, WicBm25 *bm25)
{
	WicStats	stats;

	bm25->average_length = DEFAULT_LENGTH * WIC_PARAMETER_UNIT;
	if (!OidIsValid(key->rel))
	{
		for (int i = 0; i < built->nterms; i++)
			built->terms[i].weight *= WIC_SCORE_UNIT / WIC_WEIGHT_UNIT;
		return;
	}

	stats = wic_collect_stats(key->rel, key->config, key->mode,
							  built->terms, built->nterms);
	for (int i = 0; i < built->nterms; i++)
		built->terms[i].weight = idf_weight(wic_stats_idf(&stats, i),
											built->terms[i].weight);

	/* Longer averages than 2^20 lexemes make no difference. */
	bm25->average_length = units(Min(Max(stats.average_length, 1), 1048575),
								 WIC_PARAMETER_UNIT);
}

static Datum
make_query(const QueryKey *key, const text *input)
{
	WicBm25		bm25 = {
		.k1 = units(key->k1, WIC_PARAMETER_UNIT),
		.b = units(key->b, WIC_PARAMETER_UNIT),
	};
	WicBuiltQuery built;

	wic_check_config(key->config);
	built = build(key, input);
	set_weights(&built, key, &bm25);
	return PointerGetDatum(wic_query_make(key->level, key->flags, &bm25,
										  built.terms, built.nterms,
										  built.condition));
}

/*
 * wic_query(input text, rel regclass, level text, match text, stats text);
 * only rel may be NULL.
 */
PG_FUNCTION_INFO_V1(wic_query);
Datum
wic_query(PG_FUNCTION_ARGS)
{
	text	   *input;
	QueryKey	key;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3) ||
		PG_ARGISNULL(4))
		PG_RETURN_NULL();

	input = PG_GETARG_TEXT_PP(0);
	memset(&key, 0, sizeof(key));
	set_level(&key, fcinfo, wic_level_from_text(PG_GETARG_TEXT_PP(2)));
	key.rel = PG_ARGISNULL(1) ? InvalidOid : PG_GETARG_OID(1);
	key.flags = match_flags(PG_GETARG_TEXT_PP(3));
	key.mode = stats_mode(PG_GETARG_TEXT_PP(4));
	key.k1 = wic_k1;
	key.b = wic_b;
	key.statement = GetCurrentStatementStartTimestamp();

	if (!remembers(fcinfo->flinfo->fn_extra, &key, input))
		remember(fcinfo, &key, input, make_query(&key, input));
	PG_RETURN_DATUM(((QueryMemo *) fcinfo->flinfo->fn_extra)->result);
}

/*
 * wic_counting_query(input text, level text): of other words, only those for
 * the same thing.
 */
PG_FUNCTION_INFO_V1(wic_counting_query);
Datum
wic_counting_query(PG_FUNCTION_ARGS)
{
	text	   *input = PG_GETARG_TEXT_PP(0);
	QueryKey	key;

	memset(&key, 0, sizeof(key));
	set_level(&key, fcinfo, wic_level_from_text(PG_GETARG_TEXT_PP(1)));
	key.expansion = Min(key.expansion, WIC_EXPAND_SURE);
	key.k1 = wic_k1;
	key.b = wic_b;

	if (!remembers(fcinfo->flinfo->fn_extra, &key, input))
		remember(fcinfo, &key, input, make_query(&key, input));
	PG_RETURN_DATUM(((QueryMemo *) fcinfo->flinfo->fn_extra)->result);
}
