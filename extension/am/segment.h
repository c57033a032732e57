/*-------------------------------------------------------------------------
 *
 * segment.h
 *	  An immutable inverted index over some documents.
 *
 * extension/am/segment.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SEGMENT_H
#define WIC_SEGMENT_H

#include "am/dictionary.h"
#include "core/bound.h"
#include "core/posting.h"
#include "storage/itemptr.h"

/* Flags of a segment. */
#define WIC_SEGMENT_STRIPPED	0x0001	/* some tsvector had no positions: for
										 * such an entry a single one, 0, is
										 * stored */
#define WIC_SEGMENT_ORDERED		0x0002	/* rows ascend with documents */

/* Lists with no more postings, in no more bytes, are in the dictionary. */
#define WIC_SHORT_POSTINGS	16
#define WIC_SHORT_BYTES		192

/* The header page: counts, then the extents of all streams in their order. */
typedef struct WicSegmentHeader
{
	WicSegmentEntry entry;		/* as it was when the segment was written */
	uint32		term_leaves;
	uint32		character_leaves;
	struct
	{
		uint64		nbytes;
		uint32		nextents;
		uint32		unused;
	}			streams[WIC_NSTREAMS];
	WicExtent	extents[FLEXIBLE_ARRAY_MEMBER];
} WicSegmentHeader;

/* So many extents fit the header page. */
#define WIC_SEGMENT_EXTENTS \
	((WIC_PAGE_SIZE - offsetof(WicSegmentHeader, extents)) / sizeof(WicExtent))

/* One per block of a list. */
typedef struct WicSkip
{
	uint32		last_doc;
	uint32		positions_bytes;
	uint16		postings_bytes;
	WicBound	bound;
} WicSkip;

StaticAssertDecl(sizeof(WicSkip) == 16, "WicSkip is stored");

/*
 * The value of a lexeme in the dictionary:
 *
 *	  {varint df} {varint sum of tf}, then for a short list its bytes, and
 *	  for others {WicBound} {varint offsets in skips, postings, positions}
 *
 * A list is short if its df is at most WIC_SHORT_POSTINGS and the first byte
 * behind the two numbers is 0, which is followed by the bytes; it is 1 for
 * others.
 */

/* ---- writing ---- */

typedef struct WicSegmentWriter WicSegmentWriter;

/*
 * The caller has begun to allocate (wic_space_begin).  The writer has a
 * context of its own, below the current one.
 */
extern WicSegmentWriter *wic_segment_create(Relation index);

/* Documents are numbered as they come; rows need not ascend. */
extern uint32 wic_segment_add_document(WicSegmentWriter *writer,
									   ItemPointer row, uint64 length,
									   bool is_stripped);

extern uint32 wic_segment_ndocs(const WicSegmentWriter *writer);

/* What it remembers of documents takes so many bytes, while terms come. */
extern Size wic_segment_memory(const WicSegmentWriter *writer);

/*
 * When all documents are known: terms in order, and the postings of each in
 * order of documents.  positions has tf numbers that do not descend.
 */
extern void wic_segment_begin_term(WicSegmentWriter *writer,
								   const char *lexeme, int length);
extern void wic_segment_add_posting(WicSegmentWriter *writer, uint32 doc,
									uint32 tf, const uint32 *positions);
extern void wic_segment_end_term(WicSegmentWriter *writer);

/* Write what is left and the header; frees the writer. */
extern void wic_segment_finish(WicSegmentWriter *writer,
							   WicSegmentEntry *entry);

/* ---- reading ---- */

typedef struct WicSegment
{
	Relation	index;
	WicSegmentEntry entry;		/* of the manifest */
	WicExtent  *extents;
	WicStreamReader streams[WIC_NSTREAMS];
	WicDictionaryReader terms;
	WicDictionaryReader characters;
	uint8	   *norms;			/* of the pages that were asked for */
	uint8	   *deleted;		/* likewise */
	bool	   *have_norms;		/* per page of the stream */
	bool	   *have_deleted;
	ItemPointerData *rows;		/* a window of the docmap */
	uint32		first_row;
	uint32		nrows;
} WicSegment;

/* Memory is taken from the current context. */
extern WicSegment *wic_segment_open(Relation index,
									const WicSegmentEntry *entry);
extern void wic_segment_close(WicSegment *segment);

extern void wic_segment_load_norms(WicSegment *segment, uint32 doc);
extern void wic_segment_load_deleted(WicSegment *segment, uint32 doc);
extern void wic_segment_load_rows(WicSegment *segment, uint32 doc);

/* These read what they need; doc is below ndocs. */
static inline uint8
wic_segment_norm(WicSegment *segment, uint32 doc)
{
	if (unlikely(!segment->have_norms[doc / WIC_PAGE_SIZE]))
		wic_segment_load_norms(segment, doc);
	return segment->norms[doc];
}

/* As it was when the page was first asked for. */
static inline bool
wic_segment_is_deleted(WicSegment *segment, uint32 doc)
{
	if (segment->entry.ndeleted == 0)
		return false;
	if (unlikely(!segment->have_deleted[doc / 8 / WIC_PAGE_SIZE]))
		wic_segment_load_deleted(segment, doc);
	return (segment->deleted[doc / 8] & (1 << doc % 8)) != 0;
}

static inline ItemPointer
wic_segment_row(WicSegment *segment, uint32 doc)
{
	if (unlikely(doc - segment->first_row >= segment->nrows))
		wic_segment_load_rows(segment, doc);
	return &segment->rows[doc - segment->first_row];
}

/*
 * Delete documents, in the manifest as well; docs ascend.  Returns how many
 * were not deleted before.  The caller holds WIC_LOCK_MAINTAIN.
 */
extern uint32 wic_segment_delete(WicSegment *segment, const uint32 *docs,
								 uint32 n);

/* How many documents have a lexeme that begins with a character. */
extern uint32 wic_segment_character_df(WicSegment *segment,
									   const char *character, int length);

/* Every extent of it, the header page included. */
extern void wic_segment_visit(Relation index, uint64 id, BlockNumber header,
							  WicExtentVisitor visit, void *arg);

#endif							/* WIC_SEGMENT_H */
