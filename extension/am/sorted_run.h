/*-------------------------------------------------------------------------
 *
 * sorted_run.h
 *	  Postings on their way into a segment: sorted runs, and their merge.
 *
 * A run has terms in order, and for each its occurrences as bytes:
 *
 *	  {varint gap << 1 | 1} {varint position}	the first one in a document
 *	  {varint gap << 1}							one more: gap of the positions
 *
 * The gap of documents is that from the one before, or from -1.  In a file a
 * term is {uint16 length} {lexeme} {uint64 nbytes} {bytes}.
 *
 * A document whose terms did not all fit a run goes on in the next.
 *
 * extension/am/sorted_run.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SORTED_RUN_H
#define WIC_SORTED_RUN_H

#include "am/segment.h"
#include "core/varint.h"
#include "storage/buffile.h"

/* The most bytes of an occurrence: a gap has 33 bits. */
#define WIC_OCCURRENCE_BYTES	10

/* A run that is read; what holds the bytes has this at its beginning. */
typedef struct WicSortedRun WicSortedRun;

struct WicSortedRun
{
	/* Go to the next term, setting lexeme and length; false at the end. */
	bool		(*next_term) (WicSortedRun *run);

	/* More bytes of the term, from p to end; false if there are none. */
	bool		(*refill) (WicSortedRun *run);

	const char *lexeme;
	int			length;
	const uint8 *p;
	const uint8 *end;
	uint32		first_doc;		/* its documents are counted from there */
	int			number;			/* runs are in the order of their documents */
};

/*
 * Give the terms of all runs to the writer.  Memory is taken from the current
 * context.
 */
extern void wic_sorted_run_merge(WicSortedRun **runs, int nruns,
								 WicSegmentWriter *writer);

/* Where a run is in a file. */
typedef struct WicRunPlace
{
	uint64		nterms;
	off_t		offset;
	int			fileno;
} WicRunPlace;

/* Write to the end of a file; call these for each term, then its bytes. */
extern void wic_sorted_run_begin(WicRunPlace *place, BufFile *file);
extern void wic_sorted_run_write_term(WicRunPlace *place, BufFile *file,
									  const void *lexeme, int length,
									  uint64 nbytes);

extern void wic_sorted_run_write(BufFile *file, const void *bytes,
								 Size length);

/* As many as were written; fewer are an error. */
extern void wic_sorted_run_read(BufFile *file, void *bytes, Size length);

/* How large the buffers of n runs are that share a memory. */
extern Size wic_sorted_run_buffer(Size memory, int n);

/*
 * Read it again, through a buffer of size bytes.  The file, which can be
 * shared with other runs, remains the caller's.
 */
extern WicSortedRun *wic_sorted_run_open(BufFile *file,
										 const WicRunPlace *place,
										 Size size);

#endif							/* WIC_SORTED_RUN_H */
