/*-------------------------------------------------------------------------
 *
 * cost.h
 *	  What the planner is told; amcostestimate is in handler.h.
 *
 * extension/am/cost.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_COST_H
#define WIC_COST_H

#include "am/estimate.h"
#include "nodes/pathnodes.h"

/*
 * The value of an operand, as far as it is known when a query is planned: also
 * that of (SELECT wic_query(...)).  NULL if it is not.
 */
extern Const *wic_operand_value(PlannerInfo *root, Node *operand);

/*
 * Open an index for estimates, for a user who may know of all rows; NULL if it
 * cannot be asked.
 */
extern Relation wic_estimate_open(PlannerInfo *root, IndexOptInfo *info,
								  WicEstimator *estimator);

/* What @@ or <=> with a value, which may be NULL, is about to find. */
extern WicEstimate wic_estimate_value(WicEstimator *estimator,
									  const Const *value);

#endif							/* WIC_COST_H */
