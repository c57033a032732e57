/*-------------------------------------------------------------------------
 *
 * share.h
 *	  What one participant of a parallel build makes of its rows.
 *
 * A share is two files in a set that all participants can open.  One has its
 * documents, in the order of their numbers, which begin at 0 in each share,
 * and behind them the places of its sorted runs; the other has the runs.
 *
 * extension/am/share.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SHARE_H
#define WIC_SHARE_H

#include "am/sorted_run.h"
#include "storage/fileset.h"

/* What must be known of it to read it. */
typedef struct WicShare
{
	uint64		ndocs;
	uint32		nruns;
} WicShare;

/* One that is being written. */
typedef struct WicShareWriter
{
	WicShare	share;
	BufFile    *documents;
	BufFile    *runs;
} WicShareWriter;

/* The files are named by the number of the participant. */
extern void wic_share_create(WicShareWriter *writer, FileSet *files,
							 int number);

extern void wic_share_add_document(WicShareWriter *writer, ItemPointer row,
								   uint64 length, bool is_stripped);

/* When all runs are written; from now on others can read it. */
extern void wic_share_finish(WicShareWriter *writer,
							 const WicRunPlace *places, uint32 nplaces);

/*
 * Give all documents of the shares, one share after the other, and all terms
 * to a writer.  Buffers and the writer together take about so much memory.
 */
extern void wic_share_merge(FileSet *files, const WicShare *shares,
							int nshares, WicSegmentWriter *writer,
							Size memory);

#endif							/* WIC_SHARE_H */
