/*-------------------------------------------------------------------------
 *
 * handler.c
 *	  What the access method can do, and which functions do it.
 *
 * An order alone has no path (amoptionalkey is false): rows that match
 * nothing, and NULLs, would be missing from it.
 *
 * extension/am/handler.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/handler.h"
#include "am/options.h"
#include "am/plan.h"
#include "commands/vacuum.h"
#include "fmgr.h"

static void
set_properties(IndexAmRoutine *routine)
{
	routine->amstrategies = WIC_STRATEGY_TSQUERY;
	routine->amsupport = 0;
	routine->amcanorder = false;
	routine->amcanorderbyop = true;
	routine->amcanbackward = false;
	routine->amcanunique = false;
	routine->amcanmulticol = false;
	routine->amoptionalkey = false;
	routine->amsearcharray = false;
	routine->amsearchnulls = false;
	routine->amstorage = false;
	routine->amclusterable = false;
	routine->ampredlocks = false;
	routine->amcanparallel = false;
#if PG_VERSION_NUM >= 170000
	routine->amcanbuildparallel = true;
#endif
	routine->amcaninclude = false;
	routine->amusemaintenanceworkmem = true;
	routine->amparallelvacuumoptions = VACUUM_OPTION_NO_PARALLEL;
	routine->amkeytype = InvalidOid;
}

static void
set_functions(IndexAmRoutine *routine)
{
	routine->ambuild = wic_build;
	routine->ambuildempty = wic_build_empty;
	routine->ambuildphasename = wic_build_phase;
	routine->aminsert = wic_insert;
	routine->ambulkdelete = wic_bulk_delete;
	routine->amvacuumcleanup = wic_vacuum_cleanup;
	routine->amcostestimate = wic_cost_estimate;
	routine->amoptions = wic_options_parse;
	routine->amvalidate = wic_validate;
	routine->ambeginscan = wic_begin_scan;
	routine->amrescan = wic_rescan;
	routine->amgettuple = wic_get_tuple;
	routine->amgetbitmap = wic_get_bitmap;
	routine->amendscan = wic_end_scan;
}

/* wicsearch_handler(internal) */
PG_FUNCTION_INFO_V1(wicsearch_handler);
Datum
wicsearch_handler(PG_FUNCTION_ARGS)
{
	IndexAmRoutine *routine = makeNode(IndexAmRoutine);

	set_properties(routine);
	set_functions(routine);
	PG_RETURN_POINTER(routine);
}
