/*-------------------------------------------------------------------------
 *
 * module.c
 *	  Entry point of the shared library.
 *
 * extension/am/module.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/options.h"
#include "am/statistics.h"
#include "fmgr.h"
#include "pg/fingerprint.h"
#include "pg/method.h"
#include "pg/wicsearch.h"

PG_MODULE_MAGIC;

static const WicIndexMethod index_method = {
	.is_index = wic_is_index,
	.config = wic_index_own_config,
	.collect = wic_statistics_collect,
};

extern PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	wic_settings_define();
	wic_options_define();
	wic_config_traits_init();
	wic_index_method = &index_method;
}
