/*-------------------------------------------------------------------------
 *
 * handler.h
 *	  What PostgreSQL calls; the manual chapter on index access methods says
 *	  when, and what is expected.
 *
 * extension/am/handler.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_HANDLER_H
#define WIC_HANDLER_H

#include "access/amapi.h"
#include "access/genam.h"
#include "nodes/execnodes.h"

/* build.c */
extern IndexBuildResult *wic_build(Relation heap, Relation index,
								   IndexInfo *info);
extern void wic_build_empty(Relation index);
extern char *wic_build_phase(int64 phase);

/* insert.c */
extern bool wic_insert(Relation index, Datum *values, bool *isnull,
					   ItemPointer row, Relation heap,
					   IndexUniqueCheck check, bool unchanged,
					   IndexInfo *info);

/* vacuum.c */
extern IndexBulkDeleteResult *wic_bulk_delete(IndexVacuumInfo *info,
											  IndexBulkDeleteResult *stats,
											  IndexBulkDeleteCallback callback,
											  void *state);
extern IndexBulkDeleteResult *wic_vacuum_cleanup(IndexVacuumInfo *info,
												 IndexBulkDeleteResult *stats);

/* cost.c */
extern void wic_cost_estimate(struct PlannerInfo *root,
							  struct IndexPath *path, double loop_count,
							  Cost *startup, Cost *total,
							  Selectivity *selectivity, double *correlation,
							  double *pages);

/* scan.c */
extern IndexScanDesc wic_begin_scan(Relation index, int nkeys,
									int norderbys);
extern void wic_rescan(IndexScanDesc scan, ScanKey keys, int nkeys,
					   ScanKey orderbys, int norderbys);
extern bool wic_get_tuple(IndexScanDesc scan, ScanDirection direction);
extern int64 wic_get_bitmap(IndexScanDesc scan, TIDBitmap *bitmap);
extern void wic_end_scan(IndexScanDesc scan);

/* validate.c */
extern bool wic_validate(Oid opclass);

#endif							/* WIC_HANDLER_H */
