/*-------------------------------------------------------------------------
 *
 * judge.h
 *	  Does a condition hold for a document of the index?
 *
 * Judged are documents of segments and pending ones, by the rules of the
 * operator: text as pg/match.h does it, a tsvector as core does.
 *
 * extension/am/judge.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_JUDGE_H
#define WIC_JUDGE_H

#include "tsearch/ts_type.h"

/*
 * The document is asked by these.  item is the number of an item of the
 * condition that is a value.  positions: as they are stored, in any order if
 * it is a prefix; they stay, and may be changed, until the condition is
 * judged.
 */
typedef struct WicJudge
{
	TSQuery		condition;
	bool		is_vector;
	bool		is_plain;		/* no weights, phrases of values alone */
	bool		is_stripped;	/* position 0: the entry had none */
	MemoryContext scratch;		/* reset each time */
	bool		(*occurs) (void *arg, int item);
	uint32	   *(*positions) (void *arg, int item, Size *n);
	void	   *arg;
} WicJudge;

/* Set all but is_stripped; takes memory from the context. */
extern void wic_judge_init(WicJudge *judge, TSQuery condition, bool is_vector,
						   MemoryContext context);

extern bool wic_judge_holds(WicJudge *judge);

/*
 * Does that follow from which values occur, in the sense of AND and OR alone?
 * Then nobody needs to be asked again.
 */
extern bool wic_condition_is_monotone(TSQuery condition, bool is_vector);

/* Are the positions of an item asked for?  Fills an array for all items. */
extern bool *wic_condition_positions(TSQuery condition, bool is_vector);

#endif							/* WIC_JUDGE_H */
