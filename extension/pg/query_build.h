/*-------------------------------------------------------------------------
 *
 * query_build.h
 *	  From what a person typed to a condition and the terms that score.
 *
 * extension/pg/query_build.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_QUERY_BUILD_H
#define WIC_QUERY_BUILD_H

#include "pg/query_part.h"

/*
 * Clauses and lexemes that may be typed; a NOTICE says where a query is cut.
 * Where it is long, it may be written in fewer ways than there are.
 */
#define WIC_QUERY_MAX_LEXEMES	4096

typedef struct WicBuiltQuery
{
	TSQuery		condition;		/* empty if nothing can be searched for */
	WicTermSource *terms;		/* sorted, unique; in WIC_WEIGHT_UNITs */
	int			nterms;
} WicBuiltQuery;

/*
 * Build from the syntax of webquery.h.  Clauses are joined by AND, OR binds
 * less tightly, as in websearch_to_tsquery.  Never fails, whatever the text.
 *
 * A run of CJK becomes a phrase of bigrams in steps of two, which core's
 * positions make equivalent to the run as a substring (within the 64
 * characters that the tokenizer promises to keep together; see token.h):
 *
 *	  发展中国家  =>  发展 <2> 中国 <1> 国家
 *
 * Pieces of a clause without blanks between them are one phrase (A股,
 * COVID-19疫情), but a clause that is not quoted is cut where punctuation
 * stands between two runs of CJK (网络，主权), as people paste sentences.
 *
 * If the query is expanded, a part may be written in other ways too (expand.h;
 * wic_terms_load must have been called).
 *
 * The result is allocated in the current memory context.
 */
extern WicBuiltQuery wic_build_query(Oid config, WicExpansion expansion,
									 const char *text, int length);

/* Tell of each way to write each part, without building anything. */
extern void wic_trace_query(Oid config, WicExpansion expansion,
							const char *text, int length,
							WicPartTrace trace, void *argument);

/* A tsquery that is true for any text with a scored term. */
extern TSQuery wic_build_any(const WicQuery *query);

#endif							/* WIC_QUERY_BUILD_H */
