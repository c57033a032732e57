/*-------------------------------------------------------------------------
 *
 * config.c
 *	  Levels of matching, and the text search configurations behind them.
 *
 * extension/pg/config.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_ts_config.h"
#include "miscadmin.h"
#include "pg/parser.h"
#include "pg/wicsearch.h"
#include "tsearch/ts_cache.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

typedef struct LevelName
{
	WicLevel	level;
	const char *name;
	const char *config;
} LevelName;

static const LevelName level_names[] = {
	{WIC_LEVEL_EXACT, "exact", "wicsearch_exact"},
	{WIC_LEVEL_SCRIPT, "script", "wicsearch"},
	{WIC_LEVEL_VOCAB, "vocab", "wicsearch"},
};

WicLevel
wic_level_from_name(const char *name)
{
	for (int i = 0; i < lengthof(level_names); i++)
		if (strcmp(level_names[i].name, name) == 0)
			return level_names[i].level;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown level \"%s\"", name),
			 errhint("Levels are \"exact\", \"script\" and \"vocab\".")));
}

WicLevel
wic_level_from_text(const text *name)
{
	return wic_level_from_name(text_to_cstring(name));
}

static const LevelName *
find_level(WicLevel level)
{
	for (int i = 0; i < lengthof(level_names); i++)
		if (level_names[i].level == level)
			return &level_names[i];
	elog(ERROR, "unknown level %d", (int) level);
}

const char *
wic_level_name(WicLevel level)
{
	return find_level(level)->name;
}

Oid
wic_config_of_level(Oid schema, WicLevel level)
{
	const char *name = find_level(level)->config;
	Oid			config = GetSysCacheOid2(TSCONFIGNAMENSP,
										 Anum_pg_ts_config_oid,
										 CStringGetDatum(name),
										 ObjectIdGetDatum(schema));

	if (!OidIsValid(config))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("text search configuration \"%s\" of the extension does not exist",
						name),
				 errhint("Drop and create the extension wicsearch again.")));
	return config;
}

Oid
wic_level_config(FunctionCallInfo fcinfo, WicLevel level)
{
	return wic_config_of_level(get_func_namespace(fcinfo->flinfo->fn_oid),
							   level);
}

void
wic_pin_search_path(void)
{
	(void) set_config_option("search_path", "pg_catalog, pg_temp",
							 PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
}

PG_FUNCTION_INFO_V1(wic_enter_corpus);

/*
 * The function that calls has to have a search_path of its own, with which
 * this one ends.  Parallel plans permit it, unlike SET.
 */
Datum
wic_enter_corpus(PG_FUNCTION_ARGS)
{
	char	   *corpus = text_to_cstring(PG_GETARG_TEXT_PP(0));
	char	   *path = psprintf("pg_catalog, %s, pg_temp",
								quote_identifier(corpus));

	/* A schema that may not be used would only be passed over. */
	(void) LookupExplicitNamespace(corpus, false);
	(void) set_config_option("search_path", path, PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	PG_RETURN_VOID();
}

void	   *
wic_grow(void *array, int n, int *size, Size element)
{
	if (n < *size)
		return array;
	*size = Max(8, *size * 2);
	return array == NULL ? palloc_extended(element * *size, MCXT_ALLOC_HUGE) :
		repalloc_huge(array, element * *size);
}

void
wic_check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

void
wic_check_config(Oid config)
{
	TSConfigCacheEntry *entry = lookup_ts_config_cache(config);
	TSParserCacheEntry *parser = lookup_ts_parser_cache(entry->prsId);

	if (parser->prsstart.fn_addr != wic_parser_start)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("text search configuration \"%s\" does not use the parser wicsearch",
						DatumGetCString(DirectFunctionCall1(regconfigout,
															ObjectIdGetDatum(config))))));
}
