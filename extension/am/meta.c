/*-------------------------------------------------------------------------
 *
 * meta.c
 *	  The metapage: what the index is, and what belongs to it.
 *
 * extension/am/meta.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "am/meta.h"
#include "am/options.h"
#include "catalog/pg_opfamily.h"
#include "catalog/pg_type.h"
#include "core/fold.h"
#include "pg/fingerprint.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#define WIC_META_MAGIC	0x57494353	/* "WICS" */

void
wic_meta_init(Page page, uint32 flags, uint32 level, uint64 fingerprint)
{
	WicMeta    *meta;

	wic_page_init(page, WIC_PAGE_META, 0, WIC_META_BLOCK);
	meta = wic_meta_of(page);
	memset(meta, 0, sizeof(WicMeta));
	meta->magic = WIC_META_MAGIC;
	meta->version = WIC_INDEX_VERSION;
	meta->flags = flags;
	meta->level = level;
	meta->fingerprint = fingerprint;
	meta->next_id = 1;
	wic_chain_clear(&meta->pending);
	wic_chain_clear(&meta->flushing);
	meta->free = InvalidBlockNumber;
	meta->dying_head = meta->dying_tail = InvalidBlockNumber;
	wic_page_set_used(page, sizeof(WicMeta));
}

static void
check_meta(Relation index, const WicMeta *meta)
{
	wic_page_claim(index, WIC_META_BLOCK, meta->magic == WIC_META_MAGIC,
				   "not a metapage");
	if (meta->version > WIC_INDEX_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("index \"%s\" has format version %u, which is newer than %u",
						RelationGetRelationName(index), meta->version,
						WIC_INDEX_VERSION),
				 errhint("Use the newer version of the extension, or make the index again with REINDEX.")));
	wic_page_claim(index, WIC_META_BLOCK,
				   meta->version > 0 &&
				   meta->nsegments <= WIC_MAX_SEGMENTS &&
				   meta->level <= WIC_LEVEL_VOCAB,
				   "impossible metapage");
}

static Buffer
read_meta(Relation index, int lockmode)
{
	Buffer		buffer = wic_page_read(index, WIC_META_BLOCK, lockmode,
									   WIC_PAGE_META, 0, WIC_META_BLOCK);

	wic_page_claim(index, WIC_META_BLOCK,
				   wic_page_used(BufferGetPage(buffer)) >= sizeof(WicMeta),
				   "short metapage");
	check_meta(index, wic_meta_of(BufferGetPage(buffer)));
	return buffer;
}

void
wic_meta_read(Relation index, WicMeta *meta)
{
	Buffer		buffer = read_meta(index, BUFFER_LOCK_SHARE);

	memcpy(meta, wic_meta_of(BufferGetPage(buffer)), sizeof(WicMeta));
	UnlockReleaseBuffer(buffer);
}

Buffer
wic_meta_lock(Relation index)
{
	return read_meta(index, BUFFER_LOCK_EXCLUSIVE);
}

/* The schema of the extension, by that of the operator family. */
static Oid
extension_schema(Relation index)
{
	Oid			family = index->rd_opfamily[0];
	HeapTuple	tuple = SearchSysCache1(OPFAMILYOID,
										ObjectIdGetDatum(family));
	Oid			schema;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator family %u", family);
	schema = ((Form_pg_opfamily) GETSTRUCT(tuple))->opfnamespace;
	ReleaseSysCache(tuple);
	return schema;
}

bool
wic_index_is_vector(Relation index)
{
	return index->rd_opcintype[0] == TSVECTOROID;
}

uint32
wic_index_level(Relation index)
{
	return wic_index_options(index)->level;
}

Oid
wic_index_config(Relation index, uint32 level)
{
	return wic_config_of_level(extension_schema(index), level);
}

/* A tsvector is what it is: no table of ours has a part in it. */
uint64
wic_index_fingerprint(Relation index, uint32 level)
{
	if (wic_index_is_vector(index))
		return 0;
	return wic_config_traits(wic_index_config(index, level))->fingerprint;
}

bool
wic_index_has_runs(Relation index, uint32 level)
{
	return wic_config_traits(wic_index_config(index, level))->has_runs;
}

void
wic_meta_read_current(Relation index, WicMeta *meta)
{
	wic_meta_read(index, meta);
	if (meta->fingerprint == wic_index_fingerprint(index, meta->level))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("index \"%s\" was built with other folding tables or dictionaries",
					RelationGetRelationName(index)),
			 errdetail("What it holds would not agree with how texts are read now."),
			 errhint("Run REINDEX INDEX %s;",
					 quote_qualified_identifier(get_namespace_name(RelationGetNamespace(index)),
												RelationGetRelationName(index)))));
}

uint64
wic_meta_new_id(Relation index)
{
	Buffer		buffer = wic_meta_lock(index);
	GenericXLogState *state = GenericXLogStart(index);
	Page		page = GenericXLogRegisterBuffer(state, buffer, 0);
	uint64		id = wic_meta_of(page)->next_id++;

	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
	return id;
}

WicSegmentEntry *
wic_meta_find(WicMeta *meta, uint64 id)
{
	for (uint32 i = 0; i < meta->nsegments; i++)
		if (meta->segments[i].id == id)
			return &meta->segments[i];
	return NULL;
}
