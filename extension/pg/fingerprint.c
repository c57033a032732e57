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
#include "catalog/pg_namespace.h"
#include "catalog/pg_ts_dict.h"
#include "catalog/pg_ts_template.h"
#include "common/hashfn.h"
#include "pg/dict_fold.h"
#include "pg/fingerprint.h"
#include "tsearch/ts_cache.h"
#include "utils/builtins.h"
#include "utils/inval.h"
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

/* What is remembered until a catalog changes; config is InvalidOid: none. */
static WicConfigTraits known[4];
static int	next_known;

static void
forget_all(Datum argument, int cache, uint32 hash)
{
	memset(known, 0, sizeof(known));
}

void
wic_config_traits_init(void)
{
	CacheRegisterSyscacheCallback(TSCONFIGOID, forget_all, 0);
	CacheRegisterSyscacheCallback(TSCONFIGMAP, forget_all, 0);
	CacheRegisterSyscacheCallback(TSDICTOID, forget_all, 0);
	CacheRegisterSyscacheCallback(TSTEMPLATEOID, forget_all, 0);
}

/* Templates whose dictionaries make no CJK of what is none. */
static bool
is_plain_template(const Form_pg_ts_template form)
{
	return form->tmplnamespace == PG_CATALOG_NAMESPACE &&
		(strcmp(NameStr(form->tmplname), "simple") == 0 ||
		 strcmp(NameStr(form->tmplname), "snowball") == 0);
}

static void
mix_template(WicConfigTraits *traits, Oid template, bool is_ours)
{
	HeapTuple	tuple = SearchSysCache1(TSTEMPLATEOID,
										ObjectIdGetDatum(template));
	Form_pg_ts_template form;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for text search template %u",
			 template);
	form = (Form_pg_ts_template) GETSTRUCT(tuple);
	traits->fingerprint = mix_name(traits->fingerprint, &form->tmplname);
	traits->has_runs &= is_ours || is_plain_template(form);
	ReleaseSysCache(tuple);
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

static void
mix_dictionary(WicConfigTraits *traits, Oid dictionary)
{
	TSDictionaryCacheEntry *entry = lookup_ts_dictionary_cache(dictionary);
	bool		is_fold = entry->lexize.fn_addr == wic_dict_fold_lexize;
	HeapTuple	tuple = SearchSysCache1(TSDICTOID,
										ObjectIdGetDatum(dictionary));
	Form_pg_ts_dict form;
	uint64		table;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for text search dictionary %u",
			 dictionary);
	form = (Form_pg_ts_dict) GETSTRUCT(tuple);
	mix_template(traits, form->dicttemplate,
				 is_fold || entry->lexize.fn_addr == wic_dict_gap_lexize);
	traits->fingerprint = mix_options(traits->fingerprint, tuple);
	ReleaseSysCache(tuple);

	if (!is_fold)
		return;
	table = wic_fold_fingerprint(((WicFoldDict *) entry->dictData)->table);
	traits->fingerprint = mix(traits->fingerprint, &table, sizeof(table));
}

static WicConfigTraits
find_traits(Oid config)
{
	TSConfigCacheEntry *entry = lookup_ts_config_cache(config);
	WicConfigTraits traits = {.config = config,.has_runs = true};

	for (int i = 0; i < entry->lenmap; i++)
	{
		const ListDictionary *list = &entry->map[i];

		traits.fingerprint = mix(traits.fingerprint, &list->len,
								 sizeof(list->len));
		for (int j = 0; j < list->len; j++)
			mix_dictionary(&traits, list->dictIds[j]);
	}
	return traits;
}

const WicConfigTraits *
wic_config_traits(Oid config)
{
	WicConfigTraits traits;
	WicConfigTraits *place;

	for (int i = 0; i < lengthof(known); i++)
		if (known[i].config == config)
			return &known[i];

	/* Looking at catalogs may make others forget, so it is kept last. */
	traits = find_traits(config);
	place = &known[next_known++ % lengthof(known)];
	*place = traits;
	return place;
}
