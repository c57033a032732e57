/*-------------------------------------------------------------------------
 *
 * node.h
 *	  A page of a dictionary: keys in order, each with a value.
 *
 *	  社会 3, 社會 9, 社區 4  =>  {0 社会 3} {3 會 9} {3 區 4}
 *
 * Keys are byte strings in the order of memcmp (the shorter first).  A key is
 * stored as the number of bytes it shares with the one before, and the rest;
 * every 16th one is stored in full, and the offsets of those stand at the end
 * of the node, so that one is found by bisection.
 *
 *	  {entries ...}  ... free ...  {u16 offsets of restarts}  {u16 restarts}
 *	  entry		{varint shared + 1} {varint rest} {varint size of the value}
 *				{rest of the key} {value}
 *
 * What is free is zero, which no entry begins with.  The lowest byte of a u16
 * comes first; the offset of the last restart is the first of the offsets.
 *
 * A node of one size is filled once and then only read.  What is read may be
 * damaged: then the functions return false, and never look beyond the node.
 *
 * extension/core/node.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_NODE_H
#define WIC_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest key, and the longest value. */
#define WIC_NODE_KEY_MAX	2048
#define WIC_NODE_VALUE_MAX	512

/* Nodes are not smaller than this: two of the largest entries fit. */
#define WIC_NODE_SIZE_MIN	5200

/* memcmp(), then the shorter first. */
extern int	wic_key_compare(const uint8_t *a, size_t a_len,
							const uint8_t *b, size_t b_len);

/* How many bytes two keys share at their beginning. */
extern size_t wic_key_shared(const uint8_t *a, size_t a_len,
							 const uint8_t *b, size_t b_len);

typedef struct WicNodeWriter
{
	uint8_t    *node;
	size_t		size;
	size_t		used;			/* bytes of entries */
	int			nentries;
	int			nrestarts;
	uint8_t		key[WIC_NODE_KEY_MAX];	/* the last one */
	size_t		key_len;
} WicNodeWriter;

/* Begin a node of size bytes, WIC_NODE_SIZE_MIN to 65535. */
extern void wic_node_begin(WicNodeWriter *writer, uint8_t *node, size_t size);

/*
 * Add an entry; its key must be greater than the last.  False, and nothing is
 * changed, if it does not fit.  Into an empty node every entry fits whose key
 * and value are not longer than they may be.
 */
extern bool wic_node_add(WicNodeWriter *writer,
						 const uint8_t *key, size_t key_len,
						 const uint8_t *value, size_t value_len);

/* Finish: clears what is free, writes the restarts. */
extern void wic_node_end(WicNodeWriter *writer);

/* A place in a node that is read. */
typedef struct WicNodeCursor
{
	const uint8_t *node;
	size_t		size;
	size_t		entries_end;	/* where the restarts begin */
	int			nrestarts;
	size_t		next;			/* where the next entry begins */
	uint8_t		key[WIC_NODE_KEY_MAX];
	size_t		key_len;
	const uint8_t *value;		/* in the node; NULL if nothing was read */
	size_t		value_len;
} WicNodeCursor;

/* False if it cannot be a node. */
extern bool wic_node_open(WicNodeCursor *cursor, const uint8_t *node,
						  size_t size);

/* What a step found. */
typedef enum WicNodeStep
{
	WIC_NODE_ENTRY,
	WIC_NODE_END,
	WIC_NODE_DAMAGED
} WicNodeStep;

/* The first entry, if nothing was read, or the next. */
extern WicNodeStep wic_node_next(WicNodeCursor *cursor);

/* The first entry whose key is not less than the given one. */
extern WicNodeStep wic_node_seek(WicNodeCursor *cursor,
								 const uint8_t *key, size_t key_len);

/*
 * The last entry whose key is not greater than the given one, or the first
 * entry if there is none: where to descend in an inner node.
 */
extern WicNodeStep wic_node_descend(WicNodeCursor *cursor,
									const uint8_t *key, size_t key_len);

#endif							/* WIC_NODE_H */
