/*-------------------------------------------------------------------------
 *
 * runs.h
 *	  What follows from how runs of CJK are cut.
 *
 * Every character of a run begins a lexeme: with the next one, or alone if it
 * is the last (core/gram.h).  So where 社會 stands, something that begins with
 * 會 stands one place on; and where 主義 follows two places on, that is 會主.
 *
 * This holds for texts whose configuration makes pairs of CJK characters of
 * runs only (wic_config_traits()), not for any tsvector.
 *
 * extension/am/runs.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_RUNS_H
#define WIC_RUNS_H

#include "am/plan.h"

/* A condition without what always holds: 社會 <-> 會:* becomes 社會. */
extern TSQuery wic_runs_simplify(TSQuery condition);

/*
 * Pairs that documents have in which the part of a condition at item holds:
 * 會主 for 社會 <2> 主義.  Looks into AND and phrases only.  Writes to keys from
 * n on, less than the condition has items, and returns how many there are
 * then.  Memory is taken from the current context.
 */
extern int	wic_runs_between(TSQuery condition, const QueryItem *item,
							 WicKey *keys, int n);

#endif							/* WIC_RUNS_H */
