/*-------------------------------------------------------------------------
 *
 * cursor.h
 *	  The documents of a segment that have a lexeme, or any with a prefix.
 *
 * Those of a lexeme are its list (postings.h).  Those of a prefix are put
 * together when the cursor is opened, from the lists of all its lexemes.
 *
 * extension/am/cursor.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_CURSOR_H
#define WIC_CURSOR_H

#include "am/plan.h"
#include "am/postings.h"

/* A lexeme with the prefix. */
typedef struct WicMember
{
	char	   *lexeme;
	int			length;
} WicMember;

/* So many lists of members are kept open for their positions. */
#define WIC_OPEN_MEMBERS	64

typedef struct WicOpenMember
{
	const WicMember *member;	/* NULL: none is open here */
	WicPostings list;
} WicOpenMember;

typedef struct WicCursor
{
	uint32		doc;			/* WIC_NO_DOCUMENT behind the last */
	uint32		df;				/* how many documents there are */
	WicSegment *segment;
	WicKey		key;
	MemoryContext context;		/* it was opened in */

	/* a lexeme */
	WicPostings list;

	/* a prefix: each of its documents once */
	uint32		at;
	uint32	   *docs;
	uint8	   *tfs;			/* at most WIC_TF_MAX; NULL with members */
	uint32	   *first;			/* for positions: which of ... */
	uint32	   *member_of;		/* ... these are the members in a document */
	WicMember  *members;
	WicOpenMember *open;		/* member i is at i % WIC_OPEN_MEMBERS */

	uint32	   *positions;		/* of wic_cursor_positions() */
	Size		size;
} WicCursor;

/*
 * Open, at the first document; NULL if there is none.  Positions of a prefix
 * can be had if with_positions is set, and its numbers of occurrences
 * otherwise.  Memory is taken from the current context.
 */
extern WicCursor *wic_cursor_open(WicSegment *segment, const WicKey *key,
								  bool with_positions);

extern void wic_cursor_close(WicCursor *cursor);

/* To the first document that is at least target; never goes back. */
extern void wic_cursor_advance(WicCursor *cursor, uint32 target);

/* Mostly it is the next one. */
static inline void
wic_cursor_seek(WicCursor *cursor, uint32 target)
{
	WicPostings *list = &cursor->list;

	if (cursor->doc >= target)
		return;
	if (list->at + 1 < list->n && list->docs[list->at + 1] >= target)
		cursor->doc = list->doc = list->docs[++list->at];
	else
		wic_cursor_advance(cursor, target);
}

static inline void
wic_cursor_next(WicCursor *cursor)
{
	if (!cursor->key.is_prefix)
	{
		wic_postings_next(&cursor->list);
		cursor->doc = cursor->list.doc;
	}
	else
		cursor->doc = ++cursor->at < cursor->df ?
			cursor->docs[cursor->at] : WIC_NO_DOCUMENT;
}

/* How often it occurs in the document; of a prefix, at most WIC_TF_MAX. */
static inline uint32
wic_cursor_tf(WicCursor *cursor)
{
	return cursor->key.is_prefix ? cursor->tfs[cursor->at] :
		wic_postings_tf(&cursor->list);
}

/*
 * Where it occurs in the document, as it is stored; not in order if it is a
 * prefix.  Valid until the next call.
 */
extern uint32 *wic_cursor_positions(WicCursor *cursor, Size *n);

/* ---- of prefix.c ---- */

extern bool wic_prefix_open(WicCursor *cursor, bool with_positions);
extern void wic_prefix_close(WicCursor *cursor);
extern uint32 *wic_prefix_positions(WicCursor *cursor, Size *n);

/* Room for n more positions behind those that there are. */
extern void wic_cursor_reserve(WicCursor *cursor, Size used, Size n);

#endif							/* WIC_CURSOR_H */
