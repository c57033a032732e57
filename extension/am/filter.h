/*-------------------------------------------------------------------------
 *
 * filter.h
 *	  The filters of a plan over one segment.
 *
 * An iterator finds the documents that may satisfy them: those that have the
 * right lexemes.  Phrases, negations and weights are then looked at document
 * by document.
 *
 * extension/am/filter.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_FILTER_H
#define WIC_FILTER_H

#include "am/iterator.h"
#include "am/judge.h"
#include "am/plan.h"

/* A value of a condition; its cursor is opened when it is first needed. */
typedef struct WicLeaf
{
	WicKey		key;
	bool		with_positions;
	bool		is_open;
	WicCursor  *cursor;			/* NULL: the segment does not have it */
} WicLeaf;

typedef struct WicSegmentFilter WicSegmentFilter;

/* A condition that has to be judged. */
typedef struct WicCheck
{
	WicSegmentFilter *filter;
	WicJudge	judge;
	WicLeaf    *leaves;			/* for each item */
} WicCheck;

struct WicSegmentFilter
{
	WicSegment *segment;
	MemoryContext context;		/* of cursors */
	bool		has_runs;		/* as in the plan */
	WicIterator *candidates;	/* NULL: there are none */
	uint32		doc;			/* that is being judged */
	int			nchecks;
	WicCheck   *checks;			/* for each filter of the plan */
	int			nrequired;
	int			required_size;
	WicCursor **required;		/* each candidate has all of them */
	int			ncursors;
	int			cursors_size;
	WicCursor **cursors;		/* that are open */
};

/* Memory is taken from the current context. */
extern WicSegmentFilter *wic_filter_open(WicSegment *segment,
										 const WicPlan *plan);

extern void wic_filter_close(WicSegmentFilter *filter);

/*
 * The first document from target on that may satisfy the filters and is not
 * deleted; WIC_NO_DOCUMENT if there is none.
 */
extern uint32 wic_filter_next(WicSegmentFilter *filter, uint32 target);

/* Does it satisfy them?  It is the one that was found last. */
extern bool wic_filter_holds(WicSegmentFilter *filter, uint32 doc);

/*
 * A cursor that stands at each candidate in turn, for numbers of occurrences;
 * NULL if there is none for that key.
 */
extern WicCursor *wic_filter_cursor(const WicSegmentFilter *filter,
									const WicKey *key);

/* The number of documents that satisfy them, if that is known at once. */
extern bool wic_filter_count(const WicSegmentFilter *filter, uint64 *count);

#endif							/* WIC_FILTER_H */
