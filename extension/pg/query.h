/*-------------------------------------------------------------------------
 *
 * query.h
 *	  The type wicquery: a query that carries its own statistics.
 *
 * A wicquery holds a condition (a tsquery), the terms that score with their
 * weights, and the parameters of BM25.  Nothing else is needed to tell
 * whether a text matches and how well, so text <=> wicquery is immutable and
 * every plan, partition and standby computes the same bits.
 *
 * extension/pg/query.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_QUERY_H
#define WIC_QUERY_H

#include "core/score.h"
#include "fmgr.h"
#include "pg/wicsearch.h"
#include "tsearch/ts_type.h"

/* Stored; a value of another version is refused. */
#define WIC_QUERY_VERSION	1

/* Flags of a query. */
#define WIC_QUERY_ANY		0x0001	/* @@ is true for any scored term */

/* Flags of a term. */
#define WIC_TERM_PREFIX		0x0001	/* stands for every lexeme it begins */
#define WIC_TERM_CHARACTER	0x0002	/* counts in wic_rescore() only */
#define WIC_TERM_COMPANION	0x0004	/* of wic_feedback(): nobody typed it */

typedef struct WicTerm
{
	uint32		lexeme;			/* offset in the area of lexemes */
	uint16		length;
	uint16		flags;
	uint32		weight;			/* in WIC_SCORE_UNITs */
} WicTerm;

/*
 * Terms are sorted by lexeme and flags, without duplicates.  Then come their
 * lexemes, one after the other, and the condition at an offset that is
 * aligned.
 */
typedef struct WicQuery
{
	int32		vl_len_;		/* varlena header */
	uint16		version;
	uint16		flags;
	uint32		level;			/* WicLevel: how text is read */
	WicBm25		bm25;
	uint32		nterms;
	uint32		condition;		/* offset of the tsquery from the start */
	WicTerm		terms[FLEXIBLE_ARRAY_MEMBER];
} WicQuery;

StaticAssertDecl(sizeof(WicTerm) == 12, "WicTerm is stored");
StaticAssertDecl(offsetof(WicQuery, terms) == 32, "WicQuery is stored");

static inline const char *
wic_query_lexeme(const WicQuery *query, const WicTerm *term)
{
	return (const char *) &query->terms[query->nterms] + term->lexeme;
}

static inline TSQuery
wic_query_condition(const WicQuery *query)
{
	return (TSQuery) ((char *) query + query->condition);
}

/* A term before it is part of a query; lexeme need not end with a zero. */
typedef struct WicTermSource
{
	const char *lexeme;
	int			length;
	uint16		flags;
	uint32		weight;			/* the larger one of duplicates is kept */
} WicTermSource;

/* Sort the terms and drop duplicates; returns how many are left. */
extern int	wic_terms_unique(WicTermSource *terms, int nterms);

/* Put a query together; terms must be sorted and unique. */
extern WicQuery *wic_query_make(WicLevel level, uint16 flags,
								const WicBm25 *bm25,
								const WicTermSource *terms, int nterms,
								TSQuery condition);

static inline bool
wic_term_is_prefix(const WicTerm *term)
{
	return (term->flags & WIC_TERM_PREFIX) != 0;
}

/* Does the term count in <=> and for match "any"? */
static inline bool
wic_term_scores(const WicTerm *term)
{
	return (term->flags & WIC_TERM_CHARACTER) == 0;
}

/* What <=> returns for a score: the best come first, in ascending order. */
static inline float8
wic_query_distance(uint64 score)
{
	return score == 0 ? 0 : -((float8) score / WIC_SCORE_UNIT);
}

/* A condition that nothing satisfies. */
extern TSQuery wic_empty_condition(void);

/* A copy of the condition, in memory of its own. */
extern TSQuery wic_query_condition_copy(const WicQuery *query);

/* Detoast and check the version. */
extern WicQuery *wic_query_from_datum(Datum datum);

#define PG_GETARG_WICQUERY(n) wic_query_from_datum(PG_GETARG_DATUM(n))

#endif							/* WIC_QUERY_H */
