/*-------------------------------------------------------------------------
 *
 * match.h
 *	  Find where in a text the lexemes of a query stand, and judge.
 *
 * One pass over the text notes every occurrence of the lexemes that the
 * query names; all questions are then answered from these notes: does the
 * condition hold, what is the score, which stretches of the text matched.
 *
 * extension/pg/match.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_MATCH_H
#define WIC_MATCH_H

#include "core/fragment.h"
#include "pg/condition.h"
#include "pg/query.h"

/* A lexeme, or a prefix of lexemes, that a query names. */
typedef struct WicOperand
{
	const char *lexeme;
	int			length;
	bool		is_prefix;
	int			noccurrences;
	int32	   *positions;		/* ascending */
	WicStretch *stretches;		/* what each occurrence stands for */
	int			size;
} WicOperand;

typedef struct WicMatcher
{
	const WicQuery *query;
	Oid			config;			/* whose dictionaries words go through */
	TSQuery		condition;
	MemoryContext context;		/* of the matcher and its operands */
	MemoryContext scratch;		/* what judging needs; reset each time */
	WicOperand *operands;
	int			noperands;
	int		   *prefixes;		/* operands that are prefixes, those first */
	int			nprefixes;		/* ... that are no single CJK character */
	int			nlong_prefixes;
	int		   *buckets;		/* hash table of all operands; -1: empty */
	uint32		mask;
	int		   *term_operand;	/* operand of each term; -1: not looked for */
	int		   *item_operand;	/* operand of each item of the condition */
	uint32		length;			/* lexemes of the text */
} WicMatcher;

/*
 * A matcher for a copy of the query, in a context of its own.  The terms that
 * count in wic_rescore() only are looked for if that is what it is for.
 */
extern WicMatcher *wic_matcher_create(const WicQuery *query, Oid config,
									  bool rescores);

/*
 * The matcher of a call site, which is kept while its query stays the same.
 * The function must be one of the extension's, and has no other use for
 * fn_extra.
 */
extern WicMatcher *wic_matcher_for(FunctionCallInfo fcinfo,
								   const WicQuery *query, bool rescores);

/* The operand of a term; NULL if it is not looked for. */
static inline const WicOperand *
wic_matcher_term(const WicMatcher *matcher, int term)
{
	int			number = matcher->term_operand[term];

	return number < 0 ? NULL : &matcher->operands[number];
}

/* Read a text; forgets the last one. */
extern void wic_matcher_read(WicMatcher *matcher,
							 const char *text, int length);

/* The operand of an item of the condition that is a value. */
static inline const WicOperand *
wic_matcher_operand(const WicMatcher *matcher, const QueryItem *item)
{
	int			number = item - GETQUERY(matcher->condition);

	return &matcher->operands[matcher->item_operand[number]];
}

/* Is the query's condition true for the text that was read? */
extern bool wic_matcher_holds(WicMatcher *matcher);

/* Its score, in WIC_SCORE_UNITs. */
extern uint64 wic_matcher_score(WicMatcher *matcher);

/* The sum over the terms that score in <=>, or over the others. */
extern uint64 wic_matcher_sum(const WicMatcher *matcher, bool scores);

/*
 * The score by which the best of many are put into their final order: that
 * above, that of the single characters, and a bonus where terms stand close
 * together.  The matcher must be one that rescores.
 */
extern uint64 wic_matcher_rescore(WicMatcher *matcher);

/*
 * Where the part of the condition at item matches; false if nowhere.
 * Allocates in the current memory context.
 */
extern bool wic_matcher_places(WicMatcher *matcher, const QueryItem *item,
							   WicPlaces *places);

/*
 * The stretches that the parts of the condition matched (a part is a word or
 * a phrase that is not negated), ordered by start; if no part matched, those
 * of single scored terms.  Returns a list in the current memory context.
 */
extern WicHit *wic_matcher_hits(WicMatcher *matcher, int *nhits);

/* The same, but none where no part matched. */
extern WicHit *wic_matcher_part_hits(WicMatcher *matcher, int *nhits);

#endif							/* WIC_MATCH_H */
