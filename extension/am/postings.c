/*-------------------------------------------------------------------------
 *
 * postings.c
 *	  The postings of a lexeme in a segment, in order of documents.
 *
 * extension/am/postings.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/postings.h"
#include "core/varint.h"
#include "miscadmin.h"

/* Most seeks go no further than this. */
#define NEAR		8

/* Lists of which one is so many times as long are not read side by side. */
#define LONGER		16

static void
damaged(const WicPostings *postings)
{
	wic_page_damaged(postings->segment->index,
					 postings->segment->entry.header,
					 "postings are out of order");
}

/* The next number of a value in the dictionary. */
static uint64
next_number(WicPostings *postings, const uint8 **p, const uint8 *end)
{
	uint64		value;
	size_t		n = wic_varint_get(*p, end, &value);

	if (n == 0)
		damaged(postings);
	*p += n;
	return value;
}

static void
open_short(WicPostings *postings, const uint8 *p, const uint8 *end)
{
	size_t		at = 0;
	uint32		base = 0;

	if (postings->df > WIC_SHORT_POSTINGS)
		damaged(postings);
	postings->is_short = true;
	postings->list_length = end - p;
	postings->list = palloc(end - p + 1);
	memcpy(postings->list, p, end - p);
	postings->list_positions = palloc(sizeof(Size) * postings->df);

	postings->n = postings->df;
	for (int i = 0; i < postings->n; i++)
	{
		if (!wic_short_next(postings->list, postings->list_length, &at, base,
							&postings->docs[i], &postings->tfs[i],
							&postings->list_positions[i]) ||
			postings->docs[i] >= postings->segment->entry.ndocs)
			damaged(postings);
		base = postings->docs[i] + 1;
	}
	postings->have_tfs = true;
}

/* Read the skips, and sum up where blocks begin. */
static void
load_skips(WicPostings *postings, uint64 skips_at, uint64 postings_at,
		   uint64 positions_at)
{
	WicStreamReader stream;
	uint32		nblocks = postings->nblocks;
	uint32		last = 0;

	postings->skips = palloc_extended(sizeof(WicSkip) * (Size) nblocks,
									  MCXT_ALLOC_HUGE);
	postings->postings_at = palloc_extended(sizeof(uint64) * (Size) nblocks,
											MCXT_ALLOC_HUGE);
	postings->positions_at = palloc_extended(sizeof(uint64) * (Size) nblocks,
											 MCXT_ALLOC_HUGE);
	wic_stream_open(&stream, &postings->segment->streams[WIC_STREAM_SKIPS]);
	wic_stream_expect(&stream, skips_at,
					  skips_at + sizeof(WicSkip) * (uint64) nblocks);
	wic_stream_read(&stream, skips_at, postings->skips,
					sizeof(WicSkip) * (Size) nblocks);
	wic_stream_close(&stream);

	for (uint32 i = 0; i < nblocks; i++)
	{
		const WicSkip *skip = &postings->skips[i];

		if ((i > 0 && skip->last_doc <= last) ||
			skip->last_doc >= postings->segment->entry.ndocs ||
			skip->postings_bytes > WIC_BLOCK_BYTES)
			damaged(postings);
		last = skip->last_doc;
		postings->postings_at[i] = postings_at;
		postings->positions_at[i] = positions_at;
		postings_at += skip->postings_bytes;
		positions_at += skip->positions_bytes;
	}
	wic_stream_expect(&postings->postings, postings->postings_at[0],
					  postings_at);
	wic_stream_expect(&postings->positions, postings->positions_at[0],
					  positions_at);
}

static void
open_long(WicPostings *postings, const uint8 *p, const uint8 *end)
{
	WicSegment *segment = postings->segment;
	uint64		skips_at;
	uint64		postings_at;
	uint64		positions_at;

	if (end - p < sizeof(WicBound) || postings->df > segment->entry.ndocs)
		damaged(postings);
	memcpy(&postings->bound, p, sizeof(WicBound));
	p += sizeof(WicBound);
	skips_at = next_number(postings, &p, end);
	postings_at = next_number(postings, &p, end);
	positions_at = next_number(postings, &p, end);

	postings->nblocks = (postings->df + WIC_BLOCK_SIZE - 1) / WIC_BLOCK_SIZE;
	wic_stream_open(&postings->postings,
					&segment->streams[WIC_STREAM_POSTINGS]);
	wic_stream_open(&postings->positions,
					&segment->streams[WIC_STREAM_POSITIONS]);
	wic_stream_prefetch(&postings->postings, postings_at);
	load_skips(postings, skips_at, postings_at, positions_at);
	postings->bytes = palloc(WIC_BLOCK_BYTES);
	wic_postings_load(postings, 0);
}

void
wic_postings_open_here(WicPostings *postings, WicSegment *segment)
{
	const uint8 *p = segment->terms.cursor.value;
	const uint8 *end = p + segment->terms.cursor.value_len;
	uint64		df;

	memset(postings, 0, sizeof(WicPostings));
	postings->segment = segment;
	df = next_number(postings, &p, end);
	postings->total_tf = next_number(postings, &p, end);
	if (df == 0 || df > segment->entry.ndocs || p == end || *p > 1)
		damaged(postings);
	postings->df = df;
	postings->docs = palloc(sizeof(uint32) * WIC_BLOCK_SIZE);
	postings->tfs = palloc(sizeof(uint32) * WIC_BLOCK_SIZE);
	if (*p++ == 0)
		open_short(postings, p, end);
	else
		open_long(postings, p, end);
	postings->doc = postings->docs[0];
}

bool
wic_postings_open(WicPostings *postings, WicSegment *segment,
				  const char *lexeme, int length)
{
	if (!wic_dictionary_find(&segment->terms, lexeme, length))
		return false;
	wic_postings_open_here(postings, segment);
	return true;
}

void
wic_postings_close(WicPostings *postings)
{
	void	   *parts[] = {
		postings->docs, postings->tfs, postings->before, postings->skips,
		postings->postings_at, postings->positions_at, postings->bytes,
		postings->places, postings->list, postings->list_positions
	};

	if (!postings->is_short)
	{
		wic_stream_close(&postings->postings);
		wic_stream_close(&postings->positions);
	}
	for (int i = 0; i < lengthof(parts); i++)
		if (parts[i] != NULL)
			pfree(parts[i]);
}

uint32
wic_postings_df(WicSegment *segment, const char *lexeme, int length)
{
	const WicNodeCursor *cursor = &segment->terms.cursor;
	uint64		df;

	if (!wic_dictionary_find(&segment->terms, lexeme, length))
		return 0;
	if (wic_varint_get_upto(cursor->value, cursor->value + cursor->value_len,
							segment->entry.ndocs, &df) == 0)
		wic_page_damaged(segment->index, segment->entry.header,
						 "impossible number of documents");
	return (uint32) df;
}

void
wic_postings_load(WicPostings *postings, uint32 b)
{
	const WicSkip *skip = &postings->skips[b];
	uint32		base = b == 0 ? 0 : postings->skips[b - 1].last_doc + 1;

	postings->block = b;
	postings->n = b + 1 < postings->nblocks ? WIC_BLOCK_SIZE :
		postings->df - b * WIC_BLOCK_SIZE;
	postings->at = 0;
	postings->have_tfs = false;
	postings->have_sums = false;
	postings->nbytes = skip->postings_bytes;
	wic_stream_read(&postings->postings, postings->postings_at[b],
					postings->bytes, postings->nbytes);
	if (!wic_block_decode_docs(postings->bytes, postings->nbytes,
							   postings->n, base, postings->docs) ||
		postings->docs[postings->n - 1] != skip->last_doc)
		damaged(postings);
	postings->doc = postings->docs[0];
}

uint32
wic_postings_find_block(const WicPostings *postings, uint32 from,
						uint32 target)
{
	uint32		low = from;
	uint32		step = 1;
	uint32		high;

	/* It is mostly near: gallop, then bisect. */
	while (low + step < postings->nblocks &&
		   postings->skips[low + step].last_doc < target)
	{
		low += step;
		step *= 2;
	}
	high = Min(low + step, postings->nblocks);
	while (low < high)
	{
		uint32		mid = low + (high - low) / 2;

		if (postings->skips[mid].last_doc < target)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The same within the block that is decoded. */
static int
gallop(const uint32 *docs, int low, int high, uint32 target)
{
	for (int step = 1; low + step < high && docs[low + step] < target;
		 step *= 2)
		low += step;
	while (low < high)
	{
		int			mid = low + (high - low) / 2;

		if (docs[mid] < target)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The first place in the block that is not before the target. */
static void
seek_in_block(WicPostings *postings, uint32 target)
{
	const uint32 *docs = postings->docs;
	int			n = postings->n;
	int			at = postings->at;
	int			near = Min(at + NEAR, n);

	while (at < near && docs[at] < target)
		at++;
	if (at == near && at < n)
		at = gallop(docs, at, n, target);
	postings->at = at;
	postings->doc = at < n ? docs[at] : WIC_NO_DOCUMENT;
}

void
wic_postings_seek(WicPostings *postings, uint32 target)
{
	if (postings->doc >= target)
		return;

	if (!postings->is_short &&
		postings->skips[postings->block].last_doc < target)
	{
		uint32		b = wic_postings_find_block(postings, postings->block,
												target);

		if (b == postings->nblocks)
		{
			postings->doc = WIC_NO_DOCUMENT;
			postings->at = postings->n;
			return;
		}
		wic_postings_load(postings, b);
	}
	seek_in_block(postings, target);
}

/*
 * Read both blocks side by side, up to a document that both have or to the end
 * of one, which then is sought in the other list.
 */
static void
meet_in_blocks(WicPostings *a, WicPostings *b)
{
	const uint32 *x = a->docs;
	const uint32 *y = b->docs;
	int			i = a->at;
	int			j = b->at;

	/* There is no telling which is behind, so nothing branches on it. */
	while (i < a->n && j < b->n && x[i] != y[j])
	{
		int			is_behind = x[i] < y[j];

		i += is_behind;
		j += 1 - is_behind;
	}
	a->at = i;
	b->at = j;
	a->doc = x[i < a->n ? i : a->n - 1];
	b->doc = y[j < b->n ? j : b->n - 1];
	if (i == a->n)
		wic_postings_seek(a, y[j]);
	else if (j == b->n)
		wic_postings_seek(b, x[i]);
}

uint32
wic_postings_meet(WicPostings *a, WicPostings *b, uint32 target)
{
	bool		is_even = a->df < b->df ? b->df / LONGER < a->df :
	a->df / LONGER < b->df;

	wic_postings_seek(a, target);
	wic_postings_seek(b, a->doc);
	while (a->doc != b->doc)
	{
		if (a->doc == WIC_NO_DOCUMENT || b->doc == WIC_NO_DOCUMENT)
			return WIC_NO_DOCUMENT;
		CHECK_FOR_INTERRUPTS();
		if (is_even)
			meet_in_blocks(a, b);
		else if (a->doc < b->doc)
			wic_postings_seek(a, b->doc);
		else
			wic_postings_seek(b, a->doc);
	}
	return a->doc;
}

void
wic_postings_load_tfs(WicPostings *postings)
{
	if (!wic_block_decode_tfs(postings->bytes, postings->nbytes, postings->n,
							  postings->tfs))
		damaged(postings);
	postings->have_tfs = true;
}

/* How many positions of the block precede those of each posting. */
static void
load_sums(WicPostings *postings)
{
	uint64		sum = 0;

	(void) wic_postings_tf(postings);
	if (postings->before == NULL)
		postings->before = palloc(sizeof(uint64) * WIC_BLOCK_SIZE);
	for (int i = 0; i < postings->n; i++)
	{
		postings->before[i] = sum;
		sum += postings->tfs[i];
	}
	postings->have_sums = true;
}

/*
 * The bytes of a range of the block's positions.  Most blocks are small, and
 * read as a whole; of others only the range is, into *bytes.
 */
static const uint8 *
range_bytes(WicPostings *postings, const WicPositionRange *range,
			uint8 **bytes)
{
	uint64		start = postings->positions_at[postings->block];
	uint32		size = postings->skips[postings->block].positions_bytes;

	if (range->offset > size || range->length > size - range->offset)
		damaged(postings);
	if (size <= WIC_SMALL_POSITIONS)
		return postings->places + range->offset;

	*bytes = palloc_extended(range->length + 1, MCXT_ALLOC_HUGE);
	wic_stream_read(&postings->positions, start + range->offset, *bytes,
					range->length);
	return *bytes;
}

/* The width of the positions, or all of them. */
static void
load_places(WicPostings *postings)
{
	uint64		start = postings->positions_at[postings->block];
	uint32		size = postings->skips[postings->block].positions_bytes;

	if (size == 0)
		damaged(postings);
	if (postings->places == NULL)
		postings->places = palloc(WIC_SMALL_POSITIONS);
	wic_stream_read(&postings->positions, start, postings->places,
					size <= WIC_SMALL_POSITIONS ? size : 1);
	load_sums(postings);
}

static void
read_long_positions(WicPostings *postings, uint32 tf, uint32 *positions)
{
	WicPositionRange range;
	const uint8 *in;
	uint8	   *bytes = NULL;

	if (!postings->have_sums)
		load_places(postings);
	if (!wic_positions_range(postings->places[0],
							 postings->before[postings->at], tf, &range))
		damaged(postings);
	in = range_bytes(postings, &range, &bytes);
	if (!wic_positions_decode(in, range.length, postings->places[0], &range,
							  tf, positions))
		damaged(postings);
	if (bytes != NULL)
		pfree(bytes);
}

void
wic_postings_positions(WicPostings *postings, uint32 *positions)
{
	uint32		tf = wic_postings_tf(postings);

	if (!postings->is_short)
		read_long_positions(postings, tf, positions);
	else if (!wic_short_positions(postings->list, postings->list_length,
								  postings->list_positions[postings->at], tf,
								  positions))
		damaged(postings);
}
