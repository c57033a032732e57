/*-------------------------------------------------------------------------
 *
 * iterator.c
 *	  The documents of a segment that may satisfy a condition, in order.
 *
 * extension/am/iterator.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/iterator.h"
#include "miscadmin.h"

static WicIterator *
make(WicIteratorKind kind, uint32 ndocs, uint64 cost)
{
	WicIterator *iterator = palloc0(sizeof(WicIterator));

	iterator->kind = kind;
	iterator->doc = -1;
	iterator->ndocs = ndocs;
	iterator->cost = cost;
	return iterator;
}

WicIterator *
wic_iterator_cursor(WicCursor *cursor)
{
	WicIterator *iterator;

	if (cursor == NULL)
		return NULL;
	iterator = make(WIC_ITERATE_CURSOR, cursor->segment->entry.ndocs,
					cursor->df);
	iterator->cursor = cursor;
	return iterator;
}

WicIterator *
wic_iterator_all(uint32 ndocs)
{
	return make(WIC_ITERATE_ALL, ndocs, ndocs);
}

static int
compare_costs(const void *a, const void *b)
{
	const WicIterator *left = *(WicIterator *const *) a;
	const WicIterator *right = *(WicIterator *const *) b;

	return (left->cost > right->cost) - (left->cost < right->cost);
}

/* The parts that say something; false if there is one with no document. */
static bool
drop_all(WicIterator **parts, int *nparts)
{
	int			kept = 0;

	for (int i = 0; i < *nparts; i++)
	{
		if (parts[i] == NULL)
			return false;
		if (parts[i]->kind != WIC_ITERATE_ALL || (kept == 0 &&
												  i == *nparts - 1))
			parts[kept++] = parts[i];
	}
	*nparts = kept;
	return true;
}

/* The parts that have documents; the one that has all, if there is one. */
static void
drop_none(WicIterator **parts, int *nparts)
{
	int			kept = 0;

	for (int i = 0; i < *nparts; i++)
	{
		if (parts[i] == NULL)
			continue;
		parts[kept++] = parts[i];
		if (parts[i]->kind == WIC_ITERATE_ALL)
		{
			parts[0] = parts[i];
			kept = 1;
			break;
		}
	}
	*nparts = kept;
}

static uint64
cost_of(WicIteratorKind kind, WicIterator **parts, int nparts)
{
	uint64		cost = 0;

	if (kind == WIC_ITERATE_AND)
		return parts[0]->cost;
	for (int i = 0; i < nparts; i++)
		cost += parts[i]->cost;
	return Min(cost, parts[0]->ndocs);
}

static bool
is_list(const WicIterator *iterator)
{
	return iterator->kind == WIC_ITERATE_CURSOR &&
		!iterator->cursor->key.is_prefix;
}

WicIterator *
wic_iterator_join(WicIteratorKind kind, WicIterator **parts, int nparts)
{
	WicIterator *iterator;

	if (kind == WIC_ITERATE_OR)
		drop_none(parts, &nparts);
	else if (!drop_all(parts, &nparts))
		return NULL;
	if (nparts <= 1)
		return nparts == 0 ? NULL : parts[0];

	qsort(parts, nparts, sizeof(WicIterator *), compare_costs);
	iterator = make(kind, parts[0]->ndocs, cost_of(kind, parts, nparts));
	iterator->parts = parts;
	iterator->nparts = nparts;
	iterator->are_lists = is_list(parts[0]) && is_list(parts[1]);
	return iterator;
}

/* The first document that the two rarest parts have. */
static uint32
seek_rarest(WicIterator *iterator, uint32 target)
{
	WicIterator *a = iterator->parts[0];
	WicIterator *b = iterator->parts[1];
	uint32		doc;

	if (iterator->are_lists)
	{
		doc = wic_postings_meet(&a->cursor->list, &b->cursor->list, target);
		a->doc = a->cursor->doc = doc;
		b->doc = b->cursor->doc = doc;
		return doc;
	}
	for (doc = wic_iterator_seek(a, target); doc != WIC_NO_DOCUMENT;)
	{
		uint32		other = wic_iterator_seek(b, doc);

		CHECK_FOR_INTERRUPTS();
		if (other == doc)
			break;
		doc = wic_iterator_seek(a, other);
	}
	return doc;
}

/* The rarest lead; whoever is behind catches up, until all agree. */
static uint32
seek_and(WicIterator *iterator, uint32 target)
{
	uint32		doc = seek_rarest(iterator, target);
	int			i = 2;

	while (i < iterator->nparts && doc != WIC_NO_DOCUMENT)
	{
		uint32		other = wic_iterator_seek(iterator->parts[i], doc);

		i++;
		if (other != doc)
		{
			doc = seek_rarest(iterator, other);
			i = 2;
		}
	}
	return doc;
}

static uint32
seek_or(WicIterator *iterator, uint32 target)
{
	uint32		least = WIC_NO_DOCUMENT;

	for (int i = 0; i < iterator->nparts; i++)
	{
		uint32		doc = wic_iterator_seek(iterator->parts[i], target);

		least = Min(least, doc);
	}
	return least;
}

uint32
wic_iterator_seek(WicIterator *iterator, uint32 target)
{
	if (iterator->doc >= target)
		return iterator->doc;

	switch (iterator->kind)
	{
		case WIC_ITERATE_CURSOR:
			wic_cursor_seek(iterator->cursor, target);
			iterator->doc = iterator->cursor->doc;
			break;
		case WIC_ITERATE_ALL:
			iterator->doc = target < iterator->ndocs ?
				target : WIC_NO_DOCUMENT;
			break;
		case WIC_ITERATE_AND:
			iterator->doc = seek_and(iterator, target);
			break;
		case WIC_ITERATE_OR:
			iterator->doc = seek_or(iterator, target);
			break;
	}
	return iterator->doc;
}
