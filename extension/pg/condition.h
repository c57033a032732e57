/*-------------------------------------------------------------------------
 *
 * condition.h
 *	  Is a condition true, and where?
 *
 * The condition is judged by the rules of core's TS_execute, with positions
 * of 32 bits where a tsvector has 14.  Where its lexemes occur is asked of
 * whoever has the text: a matcher, or an index.
 *
 * extension/pg/condition.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_CONDITION_H
#define WIC_CONDITION_H

#include "tsearch/ts_type.h"

/*
 * Where a lexeme or a phrase matches: the positions of its last lexemes, and
 * how many positions before them it begins.  With negate, everywhere but
 * there.
 */
typedef struct WicPlaces
{
	int32	   *positions;
	int			n;
	int			width;
	bool		negate;
	bool		owned;			/* positions are memory of their own */
} WicPlaces;

/*
 * Answers for an item that is a value.  occurs: does the text have it?
 * places: fills positions and n, which stay as they are until the condition
 * is judged; false if there are none.
 */
typedef struct WicOccurrences
{
	bool		(*occurs) (void *arg, const QueryItem *item);
	bool		(*places) (void *arg, const QueryItem *item,
						   WicPlaces *places);
	void	   *arg;
} WicOccurrences;

/* Is the condition at item true?  Allocates in the current context. */
extern bool wic_condition_holds(const WicOccurrences *occurrences,
								const QueryItem *item);

/* Where it is; false if nowhere.  Allocates in the current context. */
extern bool wic_condition_places(const WicOccurrences *occurrences,
								 const QueryItem *item, WicPlaces *places);

#endif							/* WIC_CONDITION_H */
