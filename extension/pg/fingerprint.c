/*-------------------------------------------------------------------------
 *
 * fingerprint.c
 *	  Tell whether texts are still read as they were.
 *
 * extension/pg/fingerprint.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_ts_dict.h"
#include "catalog/pg_ts_template.h"
#include "common/hashfn.h"
#include "pg/dict_fold.h"
#include "pg/fingerprint.h"
#include "tsearch/ts_cache.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

static uint64
mix(uint64 fingerprint, const void *bytes, Size length)
{
	return hash_combine64(fingerprint,
						  hash_bytes_extended(bytes, length, 0));
}

static uint64
mix_name(uint64 fingerprint, const NameData *name)
{
	return mix(fingerprint, NameStr(*name), strlen(NameStr(*name)));
}

static uint64
mix_template(uint64 fingerprint, Oid template)
{
	HeapTuple	tuple = SearchSysCache1(TSTEMPLATEOID,
										ObjectIdGetDatum(template));
	Form_pg_ts_template form;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for text search template %u",
			 template);
	form = (Form_pg_ts_template) GETSTRUCT(tuple);
	fingerprint = mix_name(fingerprint, &form->tmplname);
	ReleaseSysCache(tuple);
	return fingerprint;
}

/* The options as they are stored. */
static uint64
mix_options(uint64 fingerprint, HeapTuple tuple)
{
	bool		isnull;
	Datum		options = SysCacheGetAttr(TSDICTOID, tuple,
										  Anum_pg_ts_dict_dictinitoption,
										  &isnull);
	char	   *string;

	if (isnull)
		return mix(fingerprint, "", 0);
	string = TextDatumGetCString(options);
	fingerprint = mix(fingerprint, string, strlen(string));
	pfree(string);
	return fingerprint;
}

static uint64
mix_dictionary(uint64 fingerprint, Oid dictionary)
{
	TSDictionaryCacheEntry *entry = lookup_ts_dictionary_cache(dictionary);
	HeapTuple	tuple = SearchSysCache1(TSDICTOID,
										ObjectIdGetDatum(dictionary));
	Form_pg_ts_dict form;
	uint64		table;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for text search dictionary %u",
			 dictionary);
	form = (Form_pg_ts_dict) GETSTRUCT(tuple);
	fingerprint = mix_template(fingerprint, form->dicttemplate);
	fingerprint = mix_options(fingerprint, tuple);
	ReleaseSysCache(tuple);

	if (entry->lexize.fn_addr != wic_dict_fold_lexize)
		return fingerprint;
	table = wic_fold_fingerprint(((WicFoldDict *) entry->dictData)->table);
	return mix(fingerprint, &table, sizeof(table));
}

uint64
wic_config_fingerprint(Oid config)
{
	TSConfigCacheEntry *entry = lookup_ts_config_cache(config);
	uint64		fingerprint = 0;

	for (int i = 0; i < entry->lenmap; i++)
	{
		const ListDictionary *list = &entry->map[i];

		fingerprint = mix(fingerprint, &list->len, sizeof(list->len));
		for (int j = 0; j < list->len; j++)
			fingerprint = mix_dictionary(fingerprint, list->dictIds[j]);
	}
	return fingerprint;
}
