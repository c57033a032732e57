/*-------------------------------------------------------------------------
 *
 * options.c
 *	  CREATE INDEX … USING wicsearch (…) WITH (options).
 *
 * extension/am/options.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/reloptions.h"
#include "am/options.h"
#include "pg/wicsearch.h"

#define PENDING_LIMIT	512

static relopt_kind option_kind;

static relopt_enum_elt_def level_values[] = {
	{"exact", WIC_LEVEL_EXACT},
	{"script", WIC_LEVEL_SCRIPT},
	{NULL}
};

static const WicOptions default_options = {
	.pending_limit = PENDING_LIMIT,
	.level = WIC_LEVEL_SCRIPT,
};

/* What is pending is read by every query; a page of it has to be allowed. */
void
wic_options_define(void)
{
	option_kind = add_reloption_kind();
	add_int_reloption(option_kind, "pending_limit",
					  "Kilobytes of documents that may be pending.",
					  PENDING_LIMIT, BLCKSZ / 1024, 1024 * 1024,
					  ShareUpdateExclusiveLock);
	add_enum_reloption(option_kind, "level",
					   "How text is read: exact, or with variants folded.",
					   level_values, WIC_LEVEL_SCRIPT,
					   "Valid values are \"exact\" and \"script\".",
					   AccessExclusiveLock);
}

const WicOptions *
wic_index_options(Relation index)
{
	return index->rd_options != NULL ?
		(const WicOptions *) index->rd_options : &default_options;
}

bytea	   *
wic_options_parse(Datum options, bool validate)
{
	static const relopt_parse_elt elements[] = {
		{"pending_limit", RELOPT_TYPE_INT,
		offsetof(WicOptions, pending_limit)},
		{"level", RELOPT_TYPE_ENUM, offsetof(WicOptions, level)},
	};

	return (bytea *) build_reloptions(options, validate, option_kind,
									  sizeof(WicOptions), elements,
									  lengthof(elements));
}
