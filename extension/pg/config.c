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

#include "catalog/pg_ts_config.h"
#include "pg/parser.h"
#include "pg/wicsearch.h"
#include "tsearch/ts_cache.h"
#include "utils/builtins.h"
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
};

WicLevel
wic_level_from_text(const text *name)
{
	char	   *wanted = text_to_cstring(name);

	for (int i = 0; i < lengthof(level_names); i++)
		if (strcmp(level_names[i].name, wanted) == 0)
			return level_names[i].level;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown level \"%s\"", wanted),
			 errhint("Levels are \"exact\" and \"script\".")));
}

static const char *
config_name(WicLevel level)
{
	for (int i = 0; i < lengthof(level_names); i++)
		if (level_names[i].level == level)
			return level_names[i].config;
	elog(ERROR, "unknown level %d", (int) level);
}

Oid
wic_level_config(FunctionCallInfo fcinfo, WicLevel level)
{
	const char *name = config_name(level);
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
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
