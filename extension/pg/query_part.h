/*-------------------------------------------------------------------------
 *
 * query_part.h
 *	  Parts of a query: what must stand together in the text.
 *
 * A part is read as lexemes, called atoms here; its condition is a phrase of
 * them, and there is one for each way to write the part (expand.h).
 *
 * extension/pg/query_part.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_QUERY_PART_H
#define WIC_QUERY_PART_H

#include "pg/expand.h"
#include "pg/query.h"
#include "pg/query_node.h"

/* A lexeme of a clause. */
typedef struct WicAtom
{
	char	   *lexeme;
	int			length;
	int32		position;
	int			start;			/* byte offsets in the clause */
	int			end;
	bool		is_gram;
	bool		is_last;		/* the lone last character of a run */
	bool		repeats;		/* begins before the atom before it ended */
	bool		is_prefix;
} WicAtom;

typedef struct WicAtomList
{
	WicAtom    *atoms;
	int			n;
	int			size;
	bool		is_cut;			/* there was no room for the rest */
} WicAtomList;

/*
 * How much may still be taken.  A tsquery has a limit on the bytes of its
 * lexemes; reaching it would be an error of the server.
 */
typedef struct WicRoom
{
	int			lexemes;
	int			bytes;
}			WicRoom;

/*
 * Somebody who wants to know how a query is read: called for each way to
 * write each part, the part as typed first.
 */
typedef void (*WicPartTrace) (void *argument, const char *typed,
							  int typed_length, const WicWay *way,
							  bool is_negated);

/* A query that is being built. */
typedef struct WicBuilder
{
	Oid			config;
	WicExpansion expansion;
	WicTermSource *terms;
	int			nterms;
	int			size;
	WicRoom		room;			/* for what was typed */
	WicRoom		spare;			/* for other ways, and for near() */
	bool		was_cut;
	WicPartTrace trace;			/* told of each way, or NULL */
	void	   *trace_argument;
} WicBuilder;

/* How a part is to be built. */
typedef struct WicPartOptions
{
	bool		is_negated;		/* its terms do not score */
	bool		is_prefix;		/* its last word finds what begins with it */
} WicPartOptions;

/* Take room for lexemes; false, with nothing taken, if there is too little. */
extern bool wic_room_take(WicRoom * room, int lexemes, int bytes);

/* Read the lexemes of a text, as far as there is room. */
extern WicAtomList wic_part_atoms(WicBuilder *builder, WicRoom * room,
								  const char *text, int length);

/* Does a run of CJK begin with atom i? */
extern bool wic_part_begins_run(const WicAtom *atoms, int i);

/*
 * Add to nodes a condition for each way to write the part that consists of n
 * atoms of a clause, as typed first; and its terms to the builder's.
 */
extern void wic_part_ways(WicBuilder *builder, const char *clause,
						  const WicAtom *atoms, int n,
						  WicPartOptions options, WicNodeList *nodes);

#endif							/* WIC_QUERY_PART_H */
