/*-------------------------------------------------------------------------
 *
 * document.h
 *	  What is indexed: a text or a tsvector as lexemes with positions.
 *
 * Text is read as its operators read it (pg/lexemes.h).  A lexeme that is
 * longer than any operand of a query can be is cut to 2047 bytes; it is found
 * by its prefixes only.  Positions of a tsvector are those of its WordEntryPos
 * with the weights below them, so that they ascend.
 *
 * extension/am/document.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_DOCUMENT_H
#define WIC_DOCUMENT_H

#include "core/vector.h"
#include "fmgr.h"
#include "tsearch/ts_type.h"
#include "utils/rel.h"

/* One more byte than an operand of a tsquery can have. */
#define WIC_LEXEME_MAX		2047

/* A position of a tsvector as it is stored, and back. */
static inline uint32
wic_position_from_entry(WordEntryPos entry)
{
	return WEP_GETPOS(entry) << 2 | WEP_GETWEIGHT(entry);
}

static inline WordEntryPos
wic_position_to_entry(uint32 position)
{
	return (position & 3) << 14 | (position >> 2 & 0x3FFF);
}

/* How an index reads its documents. */
typedef struct WicDocumentReader
{
	bool		is_vector;		/* tsvector; text otherwise */
	Oid			config;			/* for text */
} WicDocumentReader;

extern void wic_document_reader(WicDocumentReader *reader, Relation index,
								uint32 level);

/*
 * Called for each occurrence: all occurrences of a lexeme come in order of
 * their positions, lexemes in any order.
 */
typedef void (*WicOccurrence) (void *arg, const char *lexeme, int length,
							   uint32 position);

/*
 * Read a document; returns its length, repetitions included.  *is_stripped
 * becomes true if an entry had no positions.  Memory it takes is in the
 * current context.
 */
extern uint64 wic_document_read(const WicDocumentReader *reader,
								Datum document, WicOccurrence occurrence,
								void *arg, bool *is_stripped);

/* A document as a vector of core/vector.h. */
typedef struct WicDocument
{
	uint8	   *vector;
	Size		length;			/* in bytes */
	bool		is_stripped;
} WicDocument;

extern void wic_document_make(const WicDocumentReader *reader,
							  Datum document, WicDocument *result);

#endif							/* WIC_DOCUMENT_H */
