/*-------------------------------------------------------------------------
 *
 * dictionary.h
 *	  A B-tree of lexemes in a stream.
 *
 * Each page of the stream is a node (core/node.h).  Leaves come first, in the
 * order of their keys; then the level above them, and so on; the last page is
 * the root.  The value of an inner entry is the number of the child's page.
 *
 * extension/am/dictionary.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_DICTIONARY_H
#define WIC_DICTIONARY_H

#include "am/stream.h"
#include "core/node.h"

typedef struct WicDictionaryWriter
{
	WicStreamWriter stream;
	WicNodeWriter node;
	char	   *page;			/* of WIC_PAGE_SIZE bytes */
	uint32		nleaves;
	uint64		nkeys;
	MemoryContext context;		/* of the first keys of leaves */
	struct WicFirstKey **first;
	int			nfirst;
	int			size;
} WicDictionaryWriter;

/* Memory is taken from the current context. */
extern void wic_dictionary_create(WicDictionaryWriter *writer,
								  Relation index, uint64 segment,
								  WicStreamKind kind);

/* Keys must ascend; ERROR if they do not, as that is our mistake. */
extern void wic_dictionary_add(WicDictionaryWriter *writer,
							   const char *key, int key_len,
							   const uint8 *value, int value_len);

/* Write the inner nodes; an empty dictionary has no pages. */
extern void wic_dictionary_finish(WicDictionaryWriter *writer);

/* Find, and read on in order. */
typedef struct WicDictionaryReader
{
	WicStreamReader stream;
	uint32		nleaves;
	uint32		leaf;			/* the page in `page` */
	bool		is_open;		/* ... if there is one */
	WicNodeCursor cursor;
	char		page[WIC_PAGE_SIZE];
} WicDictionaryReader;

/* model is one of the segment's readers; nleaves is in its header. */
extern void wic_dictionary_open(WicDictionaryReader *reader,
								const WicStreamReader *model,
								uint32 nleaves);

/* Is there that key?  Its value is in reader->cursor. */
extern bool wic_dictionary_find(WicDictionaryReader *reader,
								const char *key, int key_len);

/* Go to the first key that is not less; false if there is none. */
extern bool wic_dictionary_seek(WicDictionaryReader *reader,
								const char *key, int key_len);

/* The next key; false at the end. */
extern bool wic_dictionary_next(WicDictionaryReader *reader);

extern void wic_dictionary_close(WicDictionaryReader *reader);

#endif							/* WIC_DICTIONARY_H */
