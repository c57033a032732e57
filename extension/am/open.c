/*-------------------------------------------------------------------------
 *
 * open.c
 *	  Open an index that a function is asked about.
 *
 * extension/am/open.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/table.h"
#include "am/open.h"
#include "am/statistics.h"
#include "catalog/index.h"
#include "catalog/pg_class.h"
#include "pg/stats.h"
#include "storage/lmgr.h"
#include "utils/lsyscache.h"

static void
check_relkind(Oid relid)
{
	char		relkind = get_rel_relkind(relid);

	if (relkind == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("relation with OID %u does not exist", relid)));
	if (relkind == RELKIND_PARTITIONED_INDEX)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("index \"%s\" is partitioned", get_rel_name(relid)),
				 errdetail("It has no pages of its own."),
				 errhint("Name the index of a partition; pg_partition_tree() lists them.")));
	if (relkind != RELKIND_INDEX)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not an index", get_rel_name(relid))));
}

static void
check_index(Relation index)
{
	if (!wic_is_index(index))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a wicsearch index",
						RelationGetRelationName(index))));
	if (RELATION_IS_OTHER_TEMP(index))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("cannot access temporary indexes of other sessions")));
}

/*
 * The table is locked before the index, as everywhere; in between somebody may
 * have dropped both.
 */
WicOpenIndex
wic_open_index(Oid relid, LOCKMODE lockmode)
{
	WicOpenIndex open;
	Oid			table;

	check_relkind(relid);
	table = IndexGetRelation(relid, true);
	if (OidIsValid(table))
		LockRelationOid(table, lockmode);
	open.index = index_open(relid, lockmode);
	open.table = table_open(IndexGetRelation(relid, false), NoLock);
	check_index(open.index);
	return open;
}

void
wic_close_index(WicOpenIndex open)
{
	index_close(open.index, NoLock);
	table_close(open.table, NoLock);
}

/* What an index holds tells of rows, of all there are. */
void
wic_open_require_select(const WicOpenIndex *open)
{
	if (wic_may_see_statistics(RelationGetRelid(open->table)))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("permission denied for index \"%s\"",
					RelationGetRelationName(open->index)),
			 errdetail("It tells of all rows of its table."),
			 errhint("The privilege SELECT on table \"%s\" is needed, without row-level security.",
					 RelationGetRelationName(open->table))));
}
