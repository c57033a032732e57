/*-------------------------------------------------------------------------
 *
 * build.h
 *	  CREATE INDEX, by one process or by several.
 *
 * extension/am/build.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_BUILD_H
#define WIC_BUILD_H

#include "access/genam.h"
#include "am/inverter.h"
#include "nodes/execnodes.h"
#include "port/atomics.h"

/* What one process does: it reads rows. */
typedef struct WicBuild
{
	Relation	heap;
	Relation	index;
	IndexInfo  *info;
	WicDocumentReader reader;
	WicInverter *inverter;		/* NULL: there was no row yet */
	MemoryContext scratch;		/* reset for each row */
	uint64		nrows;
	pg_atomic_uint64 *counter;	/* of all processes, which is behind by at
								 * most WIC_BUILD_STRIDE each; or NULL */
	bool		reports;		/* shows progress */
} WicBuild;

#define WIC_BUILD_STRIDE	256

/* Set heap, index and info; the rest waits for an inverter. */
extern void wic_build_begin(WicBuild *build, Relation heap, Relation index,
							IndexInfo *info);

/* Add a row that is not NULL. */
extern void wic_build_row(WicBuild *build, ItemPointer row, Datum document);

/* What several processes have read, and how to end. */
typedef struct WicParallelBuild WicParallelBuild;

/*
 * Let workers scan the table, and help them.  NULL if there are none to be
 * had; then nothing has been done.  Sets what is known of the table.
 */
extern WicParallelBuild *wic_parallel_scan(Relation heap, Relation index,
										   IndexInfo *info,
										   IndexBuildResult *result);

/* Give what was read to a writer. */
extern void wic_parallel_merge(WicParallelBuild *parallel,
							   WicSegmentWriter *writer);

extern void wic_parallel_end(WicParallelBuild *parallel);

#endif							/* WIC_BUILD_H */
