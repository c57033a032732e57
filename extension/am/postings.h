/*-------------------------------------------------------------------------
 *
 * postings.h
 *	  The postings of a lexeme in a segment, in order of documents.
 *
 * extension/am/postings.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_POSTINGS_H
#define WIC_POSTINGS_H

#include "am/segment.h"

/* Positions of a block that takes no more bytes are read all at once. */
#define WIC_SMALL_POSITIONS	8192

/*
 * doc is the document the list stands at, WIC_NO_DOCUMENT behind the last.
 * Deleted documents are included.
 */
typedef struct WicPostings
{
	WicSegment *segment;
	uint32		doc;
	uint32		df;
	uint64		total_tf;
	WicBound	bound;			/* of long lists */
	bool		is_short;

	/* the block it stands in */
	int			at;
	int			n;
	uint32	   *docs;			/* WIC_BLOCK_SIZE */
	uint32	   *tfs;
	bool		have_tfs;
	bool		have_sums;		/* and places */
	uint64	   *before;			/* positions of the block before each */
	uint8	   *places;			/* of the block, or their width alone */

	/* long lists */
	uint32		nblocks;
	uint32		block;			/* the one that is decoded; nblocks: none */
	WicSkip    *skips;
	uint64	   *postings_at;	/* where each block begins */
	uint64	   *positions_at;
	uint8	   *bytes;			/* of the block */
	Size		nbytes;
	WicStreamReader postings;
	WicStreamReader positions;

	/* short lists */
	uint8	   *list;
	Size		list_length;
	Size	   *list_positions; /* where those of each posting begin */
} WicPostings;

/*
 * Open the list of a lexeme, at its first document; false if the segment does
 * not have it.  Memory is taken from the current context.
 */
extern bool wic_postings_open(WicPostings *postings, WicSegment *segment,
							  const char *lexeme, int length);

/* The same for the key that segment->terms stands at. */
extern void wic_postings_open_here(WicPostings *postings,
								   WicSegment *segment);

extern void wic_postings_close(WicPostings *postings);

/* Number of documents, without opening the list; 0 if there is none. */
extern uint32 wic_postings_df(WicSegment *segment,
							  const char *lexeme, int length);

/*
 * The first block, from block `from` on, that may have the target; nblocks if
 * there is none.
 */
extern uint32 wic_postings_find_block(const WicPostings *postings,
									  uint32 from, uint32 target);

/* Decode the block that block number b is, at its first document. */
extern void wic_postings_load(WicPostings *postings, uint32 b);

/* To the first document that is at least target; never goes back. */
extern void wic_postings_seek(WicPostings *postings, uint32 target);

/*
 * Both to the first document, from target on, that both have, which is
 * returned; WIC_NO_DOCUMENT if there is none.
 */
extern uint32 wic_postings_meet(WicPostings *a, WicPostings *b,
								uint32 target);

static inline void
wic_postings_next(WicPostings *postings)
{
	if (likely(++postings->at < postings->n))
		postings->doc = postings->docs[postings->at];
	else
		wic_postings_seek(postings, postings->doc + 1);
}

/* How often the document has the lexeme. */
extern void wic_postings_load_tfs(WicPostings *postings);

static inline uint32
wic_postings_tf(WicPostings *postings)
{
	if (!postings->have_tfs)
		wic_postings_load_tfs(postings);
	return postings->tfs[postings->at];
}

/* Where: wic_postings_tf() numbers. */
extern void wic_postings_positions(WicPostings *postings,
								   uint32 *positions);

#endif							/* WIC_POSTINGS_H */
