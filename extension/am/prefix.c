/*-------------------------------------------------------------------------
 *
 * prefix.c
 *	  All documents that have a lexeme with a prefix.
 *
 * The lists of the lexemes are read one after the other.  If they have many
 * postings, these are added up in an array with a place for each document;
 * otherwise they are sorted.
 *
 * extension/am/prefix.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/cursor.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* Bits that a pass of the sort looks at. */
#define RADIX_BITS		11
#define RADIX			(1 << RADIX_BITS)

/* A posting: a document, and the number of occurrences or of the member. */
typedef uint64 Entry;

#define entry_doc(entry) ((uint32) ((entry) >> 32))
#define entry_value(entry) ((uint32) (entry))

typedef struct Union
{
	WicCursor  *cursor;
	uint32		ndocs;			/* of the segment */
	bool		with_positions;
	Entry	   *entries;
	Size		n;
	Size		size;
	uint8	   *counts;			/* or this, for each document */
	uint32		nmembers;
	uint32		members_size;
} Union;

static void *
allocate(Size n, Size element)
{
	return palloc_extended((n + 1) * element, MCXT_ALLOC_HUGE);
}

static void
add_count(Union *all, uint32 doc, uint32 tf)
{
	uint32		count = all->counts[doc] + Min(tf, WIC_TF_MAX);

	all->counts[doc] = Min(count, WIC_TF_MAX);
}

/* There are too many to be sorted. */
static void
begin_counting(Union *all)
{
	all->counts = palloc_extended(all->ndocs,
								  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (Size i = 0; i < all->n; i++)
		add_count(all, entry_doc(all->entries[i]),
				  entry_value(all->entries[i]));
	pfree(all->entries);
	all->entries = NULL;
	all->n = 0;
}

static void
add(Union *all, uint32 doc, uint32 tf)
{
	uint32		value = all->with_positions ? all->nmembers - 1 : tf;

	if (all->counts != NULL)
	{
		add_count(all, doc, tf);
		return;
	}
	if (all->n == all->size)
	{
		all->size *= 2;
		all->entries = repalloc_huge(all->entries,
									 all->size * sizeof(Entry));
	}
	all->entries[all->n++] = (Entry) doc << 32 | value;
	if (!all->with_positions && all->n > all->ndocs / 4 + RADIX)
		begin_counting(all);
}

static void
remember_member(Union *all, const WicNodeCursor *entry)
{
	WicCursor  *cursor = all->cursor;
	WicMember  *member;

	if (all->nmembers == all->members_size)
	{
		all->members_size = Max(16, 2 * all->members_size);
		cursor->members = cursor->members == NULL ?
			palloc(sizeof(WicMember) * all->members_size) :
			repalloc_huge(cursor->members,
						  sizeof(WicMember) * (Size) all->members_size);
	}
	member = &cursor->members[all->nmembers++];
	member->length = entry->key_len;
	member->lexeme = palloc(entry->key_len + 1);
	memcpy(member->lexeme, entry->key, entry->key_len);
}

/* Add the list of the lexeme that the dictionary stands at. */
static void
add_member(Union *all, MemoryContext scratch)
{
	WicPostings postings;
	MemoryContext old;

	CHECK_FOR_INTERRUPTS();
	if (all->with_positions)
		remember_member(all, &all->cursor->segment->terms.cursor);
	old = MemoryContextSwitchTo(scratch);
	wic_postings_open_here(&postings, all->cursor->segment);
	MemoryContextSwitchTo(old);

	for (; postings.doc != WIC_NO_DOCUMENT; wic_postings_next(&postings))
		add(all, postings.doc,
			all->with_positions ? 0 : wic_postings_tf(&postings));
	wic_postings_close(&postings);
	MemoryContextReset(scratch);
}

static bool
has_prefix(const WicDictionaryReader *terms, const WicKey *key)
{
	return terms->cursor.key_len >= key->length &&
		memcmp(terms->cursor.key, key->lexeme, key->length) == 0;
}

static void
read_members(Union *all)
{
	WicDictionaryReader *terms = &all->cursor->segment->terms;
	const WicKey *key = &all->cursor->key;
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext,
												  "wicsearch prefix",
												  ALLOCSET_DEFAULT_SIZES);
	bool		found = wic_dictionary_seek(terms, key->lexeme, key->length);

	for (; found && has_prefix(terms, key); found = wic_dictionary_next(terms))
		add_member(all, scratch);
	MemoryContextDelete(scratch);
}

/* One pass of the sort: by the RADIX_BITS of the document from shift on. */
static void
scatter(Entry *to, const Entry *from, Size n, int shift)
{
	Size		at[RADIX] = {0};
	Size		sum = 0;

	for (Size i = 0; i < n; i++)
		at[from[i] >> shift & (RADIX - 1)]++;
	for (int i = 0; i < RADIX; i++)
	{
		Size		count = at[i];

		at[i] = sum;
		sum += count;
	}
	for (Size i = 0; i < n; i++)
		to[at[from[i] >> shift & (RADIX - 1)]++] = from[i];
}

/* By document; members stay in their order. */
static void
sort(Union *all)
{
	Entry	   *other = allocate(all->n, sizeof(Entry));

	for (int bit = 0; bit < 32 && (uint64) all->ndocs >> bit > 0;
		 bit += RADIX_BITS)
	{
		Entry	   *from = all->entries;

		CHECK_FOR_INTERRUPTS();
		scatter(other, from, all->n, 32 + bit);
		all->entries = other;
		other = from;
	}
	pfree(other);
}

static void
finish_counts(Union *all)
{
	WicCursor  *cursor = all->cursor;
	uint32		df = 0;

	for (uint32 doc = 0; doc < all->ndocs; doc++)
		df += all->counts[doc] > 0;
	cursor->docs = allocate(df, sizeof(uint32));
	cursor->tfs = allocate(df, 1);
	for (uint32 doc = 0; doc < all->ndocs; doc++)
		if (all->counts[doc] > 0)
		{
			cursor->docs[cursor->df] = doc;
			cursor->tfs[cursor->df++] = all->counts[doc];
		}
	pfree(all->counts);
}

static void
finish_entries(Union *all)
{
	WicCursor  *cursor = all->cursor;

	sort(all);
	cursor->docs = allocate(all->n, sizeof(uint32));
	cursor->tfs = allocate(all->n, 1);
	for (Size i = 0; i < all->n; i++)
	{
		uint32		doc = entry_doc(all->entries[i]);
		uint32		tf = entry_value(all->entries[i]);

		if (cursor->df > 0 && cursor->docs[cursor->df - 1] == doc)
			tf = Min(tf, WIC_TF_MAX) + cursor->tfs[cursor->df - 1];
		else
			cursor->docs[cursor->df++] = doc;
		cursor->tfs[cursor->df - 1] = Min(tf, WIC_TF_MAX);
	}
	pfree(all->entries);
}

static void
finish_members(Union *all)
{
	WicCursor  *cursor = all->cursor;

	sort(all);
	cursor->docs = allocate(all->n, sizeof(uint32));
	cursor->first = allocate(all->n, sizeof(uint32));
	cursor->member_of = allocate(all->n, sizeof(uint32));
	for (Size i = 0; i < all->n; i++)
	{
		uint32		doc = entry_doc(all->entries[i]);

		cursor->member_of[i] = entry_value(all->entries[i]);
		if (cursor->df > 0 && cursor->docs[cursor->df - 1] == doc)
			continue;
		cursor->first[cursor->df] = i;
		cursor->docs[cursor->df++] = doc;
	}
	cursor->first[cursor->df] = all->n;
	pfree(all->entries);
}

bool
wic_prefix_open(WicCursor *cursor, bool with_positions)
{
	Union		all = {cursor};

	all.ndocs = cursor->segment->entry.ndocs;
	all.with_positions = with_positions;
	all.size = 256;
	all.entries = palloc(all.size * sizeof(Entry));
	read_members(&all);

	if (all.counts != NULL)
		finish_counts(&all);
	else if (with_positions)
		finish_members(&all);
	else
		finish_entries(&all);
	cursor->doc = cursor->df > 0 ? cursor->docs[0] : WIC_NO_DOCUMENT;
	return cursor->df > 0;
}

/* The list of a member, which has the document. */
static WicPostings *
open_member(WicCursor *cursor, uint32 number)
{
	const WicMember *member = &cursor->members[number];
	WicOpenMember *open = &cursor->open[number % WIC_OPEN_MEMBERS];

	if (open->member != member)
	{
		if (open->member != NULL)
			wic_postings_close(&open->list);
		open->member = NULL;
		if (!wic_postings_open(&open->list, cursor->segment,
							   member->lexeme, member->length))
			elog(ERROR, "lexeme of a prefix is gone");
		open->member = member;
	}
	wic_postings_seek(&open->list, cursor->doc);
	return &open->list;
}

uint32	   *
wic_prefix_positions(WicCursor *cursor, Size *n)
{
	uint32		from = cursor->first[cursor->at];
	uint32		to = cursor->first[cursor->at + 1];

	if (cursor->open == NULL)
		cursor->open = palloc0(sizeof(WicOpenMember) * WIC_OPEN_MEMBERS);
	*n = 0;
	for (uint32 i = from; i < to; i++)
	{
		WicPostings *list = open_member(cursor, cursor->member_of[i]);
		uint32		tf = wic_postings_tf(list);

		wic_cursor_reserve(cursor, *n, tf);
		wic_postings_positions(list, cursor->positions + *n);
		*n += tf;
	}
	return cursor->positions;
}

void
wic_prefix_close(WicCursor *cursor)
{
	if (cursor->open == NULL)
		return;
	for (int i = 0; i < WIC_OPEN_MEMBERS; i++)
		if (cursor->open[i].member != NULL)
			wic_postings_close(&cursor->open[i].list);
}
