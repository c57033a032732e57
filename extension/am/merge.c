/*-------------------------------------------------------------------------
 *
 * merge.c
 *	  Segments become fewer.
 *
 * Documents of the inputs follow each other in the output, without those that
 * are deleted, so the postings of a term are those of the inputs one after
 * the other.
 *
 * extension/am/merge.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/merge.h"
#include "am/postings.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/memutils.h"

/* So many segments of about the same size become one ... */
#define FAN_IN			8

/* ... where sizes up to this many blocks are about the same, then times 8. */
#define FIRST_TIER		64

/* A segment of which this part is deleted is written anew. */
#define MAX_DELETED		0.3

typedef struct Input
{
	WicSegment *segment;
	uint32	   *numbers;		/* of its documents in the output */
	bool		has_term;		/* terms.cursor stands at one */
} Input;

typedef struct Merger
{
	Relation	index;
	Input	   *inputs;
	int			ninputs;
	WicSegmentWriter *writer;
	uint32	   *positions;
	Size		npositions;
} Merger;

/* ---- documents ---- */

/* Lexemes of the documents that are left, as far as norms can tell. */
static uint64
live_length(const WicSegmentEntry *entry, uint64 live, uint64 all)
{
	if (live == all || all == 0)
		return entry->total_length;
	return (uint64) ((double) entry->total_length * live / all);
}

/* Returns the sum of the documents' lengths. */
static uint64
add_documents(Merger *merger, Input *input)
{
	WicSegment *segment = input->segment;
	bool		is_stripped =
	(segment->entry.flags & WIC_SEGMENT_STRIPPED) != 0;
	uint64		live = 0;
	uint64		all = 0;

	input->numbers = palloc_extended(sizeof(uint32) *
									 ((Size) segment->entry.ndocs + 1),
									 MCXT_ALLOC_HUGE);
	for (uint32 doc = 0; doc < segment->entry.ndocs; doc++)
	{
		uint32		length = wic_norm_length(wic_segment_norm(segment, doc));

		if (doc % WIC_PAGE_SIZE == 0)
			CHECK_FOR_INTERRUPTS();
		all += length;
		if (wic_segment_is_deleted(segment, doc))
		{
			input->numbers[doc] = WIC_NO_DOCUMENT;
			continue;
		}
		live += length;
		input->numbers[doc] =
			wic_segment_add_document(merger->writer,
									 wic_segment_row(segment, doc), length,
									 is_stripped);
	}
	return live_length(&segment->entry, live, all);
}

/* ---- terms ---- */

static void
next_term(Input *input)
{
	input->has_term = wic_dictionary_next(&input->segment->terms);
}

/* The input with the least term; NULL at the end. */
static Input *
least_term(Merger *merger)
{
	Input	   *least = NULL;

	for (int i = 0; i < merger->ninputs; i++)
	{
		Input	   *input = &merger->inputs[i];
		const WicNodeCursor *key = &input->segment->terms.cursor;
		const WicNodeCursor *best;

		if (!input->has_term)
			continue;
		best = least == NULL ? NULL : &least->segment->terms.cursor;
		if (best == NULL || wic_key_compare(key->key, key->key_len,
											best->key, best->key_len) < 0)
			least = input;
	}
	return least;
}

static void
copy_posting(Merger *merger, WicPostings *postings, uint32 number)
{
	uint32		tf = wic_postings_tf(postings);

	if (tf > merger->npositions)
	{
		merger->npositions = Max(tf, merger->npositions * 2);
		if (merger->positions != NULL)
			pfree(merger->positions);
		merger->positions = palloc_extended(sizeof(uint32) *
											merger->npositions,
											MCXT_ALLOC_HUGE);
	}
	wic_postings_positions(postings, merger->positions);
	wic_segment_add_posting(merger->writer, number, tf, merger->positions);
}

static void
copy_postings(Merger *merger, Input *input)
{
	WicPostings postings;

	wic_postings_open_here(&postings, input->segment);
	while (postings.doc != WIC_NO_DOCUMENT)
	{
		uint32		number = input->numbers[postings.doc];

		if (number != WIC_NO_DOCUMENT)
			copy_posting(merger, &postings, number);
		wic_postings_next(&postings);
	}
	wic_postings_close(&postings);
}

static void
merge_terms(Merger *merger)
{
	char		lexeme[WIC_NODE_KEY_MAX];
	Input	   *least;

	for (int i = 0; i < merger->ninputs; i++)
		next_term(&merger->inputs[i]);

	while ((least = least_term(merger)) != NULL)
	{
		int			length = least->segment->terms.cursor.key_len;

		CHECK_FOR_INTERRUPTS();
		memcpy(lexeme, least->segment->terms.cursor.key, length);
		wic_segment_begin_term(merger->writer, lexeme, length);
		for (int i = 0; i < merger->ninputs; i++)
		{
			Input	   *input = &merger->inputs[i];
			const WicNodeCursor *key = &input->segment->terms.cursor;

			if (!input->has_term || key->key_len != length ||
				memcmp(key->key, lexeme, length) != 0)
				continue;
			copy_postings(merger, input);
			next_term(input);
		}
		wic_segment_end_term(merger->writer);
	}
}

/* ---- segments ---- */

static void
remove_segments(WicMeta *meta, const WicSegmentEntry *inputs, int n)
{
	for (int i = 0; i < n; i++)
	{
		WicSegmentEntry *entry = wic_meta_find(meta, inputs[i].id);
		WicSegmentEntry *end = &meta->segments[meta->nsegments];

		if (entry == NULL)
			elog(ERROR, "segment " UINT64_FORMAT " is gone", inputs[i].id);
		memmove(entry, entry + 1, (char *) end - (char *) (entry + 1));
		meta->nsegments--;
	}
}

/* The output, if it has documents, is there instead of the inputs. */
static void
publish(Relation index, const WicSegmentEntry *inputs, int n,
		const WicSegmentEntry *output)
{
	Buffer		buffer;
	GenericXLogState *state;
	WicMeta    *meta;
	WicFuneral	funeral;

	for (int i = 0; i < n; i++)
		wic_space_link(index, inputs[i].header,
					   i + 1 < n ? inputs[i + 1].header : InvalidBlockNumber);

	buffer = wic_meta_lock(index);
	state = GenericXLogStart(index);
	meta = wic_meta_register(state, buffer);
	remove_segments(meta, inputs, n);
	if (output != NULL)
		meta->segments[meta->nsegments++] = *output;
	wic_space_kill(index, state, meta, inputs[0].header,
				   inputs[n - 1].header, &funeral);
	GenericXLogFinish(state);
	wic_space_end_funeral(&funeral);
	UnlockReleaseBuffer(buffer);
}

static bool
has_documents(const WicSegmentEntry *inputs, int n)
{
	for (int i = 0; i < n; i++)
		if (inputs[i].ndeleted < inputs[i].ndocs)
			return true;
	return false;
}

static void
write_output(Relation index, const WicSegmentEntry *inputs, int n,
			 WicSegmentEntry *output)
{
	Merger		merger = {.index = index,.ninputs = n};
	uint64		total_length = 0;

	merger.inputs = palloc0(sizeof(Input) * n);
	merger.writer = wic_segment_create(index);
	for (int i = 0; i < n; i++)
	{
		merger.inputs[i].segment = wic_segment_open(index, &inputs[i]);
		total_length += add_documents(&merger, &merger.inputs[i]);
	}
	merge_terms(&merger);
	for (int i = 0; i < n; i++)
		wic_segment_close(merger.inputs[i].segment);
	wic_segment_finish(merger.writer, output);

	/* Norms are rounded; the exact sum is known. */
	output->total_length = total_length;
}

static void
merge(Relation index, const WicSegmentEntry *inputs, int n)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "wicsearch merge",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	WicSegmentEntry output;
	bool		has_output = has_documents(inputs, n);

	wic_space_begin(index);
	if (has_output)
		write_output(index, inputs, n, &output);
	publish(index, inputs, n, has_output ? &output : NULL);
	wic_space_end(index);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}

/* ---- which ones ---- */

static int
compare_size(const void *a, const void *b)
{
	uint32		x = ((const WicSegmentEntry *) a)->nblocks;
	uint32		y = ((const WicSegmentEntry *) b)->nblocks;

	return (x > y) - (x < y);
}

/* The live segments, the smallest first. */
static WicSegmentEntry *
by_size(Relation index, int *n)
{
	WicMeta		meta;
	WicSegmentEntry *entries;

	wic_meta_read(index, &meta);
	*n = meta.nsegments;
	entries = palloc(sizeof(WicSegmentEntry) * (*n + 1));
	memcpy(entries, meta.segments, sizeof(WicSegmentEntry) * *n);
	qsort(entries, *n, sizeof(WicSegmentEntry), compare_size);
	return entries;
}

static int
tier(const WicSegmentEntry *entry)
{
	int			result = 0;

	for (uint64 size = FIRST_TIER; entry->nblocks > size; size *= FAN_IN)
		result++;
	return result;
}

static bool
is_worn(const WicSegmentEntry *entry)
{
	return entry->ndeleted > MAX_DELETED * entry->ndocs;
}

/* How many of the segments from `from` on are of the same tier. */
static int
tier_length(const WicSegmentEntry *entries, int from, int n)
{
	int			end = from;

	while (end < n && tier(&entries[end]) == tier(&entries[from]))
		end++;
	return end - from;
}

bool
wic_merge_tier(Relation index)
{
	int			n;
	WicSegmentEntry *entries = by_size(index, &n);
	int			length;

	for (int from = 0; from < n; from += length)
	{
		length = tier_length(entries, from, n);
		if (length < FAN_IN)
			continue;
		merge(index, &entries[from], length);
		return true;
	}
	for (int i = 0; i < n; i++)
		if (is_worn(&entries[i]))
		{
			merge(index, &entries[i], 1);
			return true;
		}
	return false;
}

int
wic_merge_to(Relation index, int max)
{
	int			n;
	WicSegmentEntry *entries = by_size(index, &n);
	int			before = n;

	if (n > max)
	{
		merge(index, entries, n - max + 1);
		entries = by_size(index, &n);
	}
	for (int i = 0; i < n; i++)
		if (entries[i].ndeleted > 0)
			merge(index, &entries[i], 1);
	(void) by_size(index, &n);
	return before - n;
}

/* Merge some of the smallest. */
static void
merge_smallest(Relation index)
{
	int			n;
	WicSegmentEntry *entries = by_size(index, &n);

	if (n >= WIC_SEGMENTS_SOFT)
		merge(index, entries, FAN_IN);
}

void
wic_merge_small(Relation index)
{
	WicMeta		meta;

	wic_meta_read(index, &meta);
	if (meta.nsegments < WIC_SEGMENTS_SOFT)
		return;
	if (meta.nsegments >= WIC_SEGMENTS_HARD)
		LockPage(index, WIC_LOCK_MAINTAIN, ExclusiveLock);
	else if (!ConditionalLockPage(index, WIC_LOCK_MAINTAIN, ExclusiveLock))
		return;
	merge_smallest(index);
	UnlockPage(index, WIC_LOCK_MAINTAIN, ExclusiveLock);
}
