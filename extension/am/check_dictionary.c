/*-------------------------------------------------------------------------
 *
 * check_dictionary.c
 *	  Are the nodes of a dictionary a tree, and its keys in order?
 *
 * extension/am/check_dictionary.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/check.h"
#include "core/varint.h"
#include "miscadmin.h"

typedef struct Tree
{
	WicChecker *check;
	const char *where;
	WicDictionaryReader *reader;
	uint32		npages;
	uint32		page;			/* the one that is read */
	char	   *node;
	WicNodeCursor cursor;
	WicNodeCursor probe;		/* of the same page */
	uint8		last[WIC_NODE_KEY_MAX]; /* key */
	size_t		last_len;
	uint64		nkeys;
	uint32		nchildren;
} Tree;

static void
report(Tree *tree, const char *what)
{
	wic_check_report(tree->check, WIC_FINDING_ERROR, "%s: page %u %s",
					 tree->where, tree->page, what);
}

static void
open_page(Tree *tree, uint32 page)
{
	WicStreamReader *stream = &tree->reader->stream;

	CHECK_FOR_INTERRUPTS();
	tree->page = page;
	wic_stream_read(stream, (uint64) page * WIC_PAGE_SIZE, tree->node,
					WIC_PAGE_SIZE);
	wic_page_claim(tree->check->index, wic_stream_block(stream, page),
				   wic_node_open(&tree->cursor, (uint8 *) tree->node,
								 WIC_PAGE_SIZE),
				   "damaged node");
}

static bool
next_entry(Tree *tree)
{
	WicNodeStep step = wic_node_next(&tree->cursor);

	wic_page_claim(tree->check->index,
				   wic_stream_block(&tree->reader->stream, tree->page),
				   step != WIC_NODE_DAMAGED, "damaged node");
	return step == WIC_NODE_ENTRY;
}

static bool
is_same_key(const WicNodeCursor *a, const WicNodeCursor *b)
{
	return wic_key_compare(a->key, a->key_len, b->key, b->key_len) == 0;
}

/* Bisection has to come to the entry that was read. */
static void
check_seek(Tree *tree)
{
	const WicNodeCursor *cursor = &tree->cursor;

	if (!wic_node_open(&tree->probe, (uint8 *) tree->node, WIC_PAGE_SIZE) ||
		wic_node_seek(&tree->probe, cursor->key,
					  cursor->key_len) != WIC_NODE_ENTRY ||
		!is_same_key(&tree->probe, cursor))
		report(tree, "has a key that is not found in it");
}

/* ... and so has the descent from the root. */
static void
check_descent(Tree *tree)
{
	const WicNodeCursor *cursor = &tree->cursor;

	if (!wic_dictionary_find(tree->reader, (const char *) cursor->key,
							 cursor->key_len) ||
		tree->reader->leaf != tree->page)
		report(tree, "is not where its first key leads");
}

static void
check_leaf(Tree *tree, uint32 page)
{
	const WicNodeCursor *cursor = &tree->cursor;
	uint64		before = tree->nkeys;

	open_page(tree, page);
	while (next_entry(tree))
	{
		if (tree->nkeys > 0 &&
			wic_key_compare(tree->last, tree->last_len, cursor->key,
							cursor->key_len) >= 0)
			report(tree, "has keys that do not ascend");
		check_seek(tree);
		if (tree->nkeys == before)
			check_descent(tree);
		memcpy(tree->last, cursor->key, cursor->key_len);
		tree->last_len = cursor->key_len;
		tree->nkeys++;
	}
	if (tree->nkeys == before)
		report(tree, "is empty");
}

/*
 * As levels follow each other, and each page has a place in the level above,
 * the entries of all inner pages are all pages but the root, in order.
 */
static void
check_inner(Tree *tree, uint32 page)
{
	uint64		child;

	open_page(tree, page);
	while (next_entry(tree))
	{
		const uint8 *value = tree->cursor.value;

		if (wic_varint_get(value, value + tree->cursor.value_len,
						   &child) == 0 ||
			child != tree->nchildren)
			report(tree, "has a child that is another's, or none");
		tree->nchildren++;
	}
}

uint64
wic_check_dictionary(WicChecker *check, const char *where,
					 WicDictionaryReader *reader)
{
	Tree	   *tree = palloc0(sizeof(Tree));
	uint64		nbytes = reader->stream.nbytes;

	tree->check = check;
	tree->where = where;
	tree->reader = reader;
	tree->node = palloc(WIC_PAGE_SIZE);
	tree->npages = nbytes / WIC_PAGE_SIZE;
	if (nbytes % WIC_PAGE_SIZE != 0 || reader->nleaves > tree->npages ||
		(reader->nleaves == 0) != (tree->npages == 0))
	{
		wic_check_report(check, WIC_FINDING_ERROR,
						 "%s: %llu bytes cannot have %u leaves", where,
						 (unsigned long long) nbytes, reader->nleaves);
		return 0;
	}
	for (uint32 page = 0; page < reader->nleaves; page++)
		check_leaf(tree, page);
	for (uint32 page = reader->nleaves; page < tree->npages; page++)
		check_inner(tree, page);
	if (tree->npages > 0 && tree->nchildren != tree->npages - 1)
		wic_check_report(check, WIC_FINDING_ERROR,
						 "%s: some pages are not in the tree", where);
	return tree->nkeys;
}
