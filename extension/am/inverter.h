/*-------------------------------------------------------------------------
 *
 * inverter.h
 *	  Documents become a segment.
 *
 * Lexemes are kept in a hash table, and their postings as bytes in a memory of
 * limited size.  When that is full it is sorted by lexeme and written to a
 * temporary file as a run; the runs are merged in the end.
 *
 * extension/am/inverter.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_INVERTER_H
#define WIC_INVERTER_H

#include "am/document.h"
#include "am/segment.h"
#include "am/share.h"

typedef struct WicInverter WicInverter;

/* About so many bytes are used at most; documents go to the writer. */
extern WicInverter *wic_inverter_create(WicSegmentWriter *writer,
										Size memory);

/*
 * The same for a participant of a parallel build: documents and runs go to a
 * share, whose files have that number in the set.
 */
extern WicInverter *wic_inverter_create_share(FileSet *files, int number,
											  Size memory);

/* Read a row's document. */
extern void wic_inverter_add(WicInverter *inverter, ItemPointer row,
							 const WicDocumentReader *reader, Datum document);

/* Read a vector. */
extern void wic_inverter_add_vector(WicInverter *inverter, ItemPointer row,
									const uint8 *vector, Size length,
									bool is_stripped);

/* Give all terms to the writer, which remains to be finished; frees. */
extern void wic_inverter_finish(WicInverter *inverter);

/* Complete the share; frees. */
extern WicShare wic_inverter_finish_share(WicInverter *inverter);

#endif							/* WIC_INVERTER_H */
