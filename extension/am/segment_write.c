/*-------------------------------------------------------------------------
 *
 * segment_write.c
 *	  Write a segment: documents first, then terms in order.
 *
 * extension/am/segment_write.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "am/document.h"
#include "am/segment.h"
#include "core/charclass.h"
#include "core/utf8.h"
#include "core/varint.h"
#include "miscadmin.h"
#include "pg/wicsearch.h"
#include "utils/memutils.h"

#define INTERRUPT_INTERVAL	4096

/* Bytes of a value before the list: two numbers, and whether it is short. */
#define VALUE_HEADER_MAX	(2 * WIC_VARINT_MAX + 1)

/* The character that lexemes begin with, while they do. */
typedef struct Character
{
	char		bytes[4];
	int			length;			/* 0 for lexemes that are not CJK */
	uint32		df;
	uint16		ordinal;		/* from 1 on, and again after 65535 */
	uint16	   *seen;			/* that of the last one, per document */
} Character;

/* The term that is being written. */
typedef struct Term
{
	char		lexeme[WIC_LEXEME_MAX];
	int			length;
	uint32		df;
	uint64		total_tf;
	WicBound	bound;
	uint64		skips_at;
	uint64		postings_at;
	uint64		positions_at;
	uint32		base;			/* of the block */
	WicBlock	block;
	uint32	   *positions;		/* of the block */
	Size		npositions;
	Size		size;
	uint8	   *encoded;		/* room for them */
	Size		encoded_size;
} Term;

struct WicSegmentWriter
{
	Relation	index;
	MemoryContext context;		/* of all that is here */
	WicSegmentEntry entry;
	uint8	   *norms;			/* per document */
	Size		norms_size;
	ItemPointerData last_row;
	WicStreamWriter docmap;
	WicStreamWriter norm;
	WicStreamWriter deleted;
	WicStreamWriter skips;
	WicStreamWriter postings;
	WicStreamWriter positions;
	WicDictionaryWriter terms;
	WicDictionaryWriter characters;
	Term		term;
	Character	character;
	uint64		npostings;		/* for CHECK_FOR_INTERRUPTS */
};

WicSegmentWriter *
wic_segment_create(Relation index)
{
	uint64		id = wic_meta_new_id(index);
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "wicsearch segment",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	WicSegmentWriter *writer = palloc0(sizeof(WicSegmentWriter));

	writer->index = index;
	writer->context = context;
	writer->entry.id = id;
	writer->entry.flags = WIC_SEGMENT_ORDERED;
	ItemPointerSetInvalid(&writer->last_row);
	wic_stream_create(&writer->docmap, index, id, WIC_STREAM_DOCMAP);
	wic_stream_create(&writer->norm, index, id, WIC_STREAM_NORMS);
	wic_stream_create(&writer->deleted, index, id, WIC_STREAM_DELETED);
	wic_stream_create(&writer->skips, index, id, WIC_STREAM_SKIPS);
	wic_stream_create(&writer->postings, index, id, WIC_STREAM_POSTINGS);
	wic_stream_create(&writer->positions, index, id, WIC_STREAM_POSITIONS);
	wic_dictionary_create(&writer->terms, index, id, WIC_STREAM_TERMS);
	wic_dictionary_create(&writer->characters, index, id,
						  WIC_STREAM_CHARACTERS);
	MemoryContextSwitchTo(old);
	return writer;
}

/* Room for size elements in an array that may be huge. */
static void *
reserve(WicSegmentWriter *writer, void *array, Size needed, Size *size,
		Size element)
{
	if (likely(needed <= *size))
		return array;
	*size = Max(needed, Max(*size * 2, 1024));
	return array == NULL ?
		MemoryContextAllocHuge(writer->context, *size * element) :
		repalloc_huge(array, *size * element);
}

uint32
wic_segment_add_document(WicSegmentWriter *writer, ItemPointer row,
						 uint64 length, bool is_stripped)
{
	WicSegmentEntry *entry = &writer->entry;
	uint8		norm = wic_norm_from_length(Min(length, PG_UINT32_MAX));

	if (entry->ndocs == WIC_NO_DOCUMENT - 1)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("index \"%s\" has too many rows",
						RelationGetRelationName(writer->index)),
				 errhint("Partition the table.")));

	writer->norms = reserve(writer, writer->norms, (Size) entry->ndocs + 1,
							&writer->norms_size, 1);
	writer->norms[entry->ndocs] = norm;
	wic_stream_write(&writer->norm, &norm, 1);
	wic_stream_write(&writer->docmap, row, sizeof(ItemPointerData));
	entry->total_length += length;
	if (is_stripped)
		entry->flags |= WIC_SEGMENT_STRIPPED;
	if (entry->ndocs > 0 && ItemPointerCompare(&writer->last_row, row) >= 0)
		entry->flags &= ~WIC_SEGMENT_ORDERED;
	writer->last_row = *row;
	return entry->ndocs++;
}

uint32
wic_segment_ndocs(const WicSegmentWriter *writer)
{
	return writer->entry.ndocs;
}

Size
wic_segment_memory(const WicSegmentWriter *writer)
{
	return writer->norms_size + sizeof(uint16) * (Size) writer->entry.ndocs;
}

/* ---- characters ---- */

static void
end_character(WicSegmentWriter *writer)
{
	Character  *character = &writer->character;
	uint8		value[WIC_VARINT_MAX];

	if (character->length == 0)
		return;
	wic_dictionary_add(&writer->characters, character->bytes,
					   character->length, value,
					   wic_varint_put(value, character->df));
	character->length = 0;
}

/* The length of a lexeme's first character, if that is CJK. */
static int
first_cjk(const char *lexeme, int length)
{
	const uint8_t *p = (const uint8_t *) lexeme;
	uint32_t	cp;
	int			first = length > 0 ? wic_utf8_next(p, p + length, &cp) : 0;

	return first > 0 && wic_char_class(cp) == WIC_CLASS_CJK ? first : 0;
}

static void
next_ordinal(WicSegmentWriter *writer)
{
	Character  *character = &writer->character;
	Size		size = sizeof(uint16) * ((Size) writer->entry.ndocs + 1);

	if (character->seen == NULL)
		character->seen =
			MemoryContextAllocExtended(writer->context, size,
									   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	if (character->ordinal == PG_UINT16_MAX)
	{
		memset(character->seen, 0, size);
		character->ordinal = 0;
	}
	character->ordinal++;
}

/* Terms that begin with the same character follow each other. */
static void
begin_character(WicSegmentWriter *writer, const char *lexeme, int length)
{
	Character  *character = &writer->character;
	int			first = first_cjk(lexeme, length);

	if (first > 0 && first == character->length &&
		memcmp(character->bytes, lexeme, first) == 0)
		return;
	end_character(writer);
	if (first == 0)
		return;
	memcpy(character->bytes, lexeme, first);
	character->length = first;
	character->df = 0;
	next_ordinal(writer);
}

static void
count_character(Character *character, uint32 doc)
{
	if (character->length == 0 ||
		character->seen[doc] == character->ordinal)
		return;
	character->seen[doc] = character->ordinal;
	character->df++;
}

/* ---- terms ---- */

void
wic_segment_begin_term(WicSegmentWriter *writer, const char *lexeme,
					   int length)
{
	Term	   *term = &writer->term;

	Assert(length <= WIC_LEXEME_MAX);
	memcpy(term->lexeme, lexeme, length);
	term->length = length;
	term->df = 0;
	term->total_tf = 0;
	memset(&term->bound, 0, sizeof(WicBound));
	term->skips_at = writer->skips.nbytes;
	term->postings_at = writer->postings.nbytes;
	term->positions_at = writer->positions.nbytes;
	term->base = 0;
	term->block.n = 0;
	term->npositions = 0;
	begin_character(writer, lexeme, length);
}

static WicSkip
block_skip(const WicSegmentWriter *writer, const WicBlock *block)
{
	WicSkip		skip = {.last_doc = block->docs[block->n - 1]};

	for (int i = 0; i < block->n; i++)
		wic_bound_add(&skip.bound, block->tfs[i],
					  writer->norms[block->docs[i]]);
	return skip;
}

static void
write_block(WicSegmentWriter *writer)
{
	Term	   *term = &writer->term;
	WicSkip		skip = block_skip(writer, &term->block);
	uint8		bytes[WIC_BLOCK_BYTES];
	Size		length;

	skip.postings_bytes = wic_block_encode(bytes, &term->block, term->base);
	wic_stream_write(&writer->postings, bytes, skip.postings_bytes);

	term->encoded = reserve(writer, term->encoded,
							wic_positions_bound(term->npositions),
							&term->encoded_size, 1);
	length = wic_positions_encode(term->encoded, term->positions,
								  term->block.tfs, term->block.n);
	if (length > PG_UINT32_MAX)
		elog(ERROR, "too many positions in a block");
	skip.positions_bytes = (uint32) length;
	wic_stream_write(&writer->positions, term->encoded, length);

	wic_stream_write(&writer->skips, &skip, sizeof(WicSkip));
	wic_bound_join(&term->bound, &skip.bound);
	term->base = skip.last_doc + 1;
	term->block.n = 0;
	term->npositions = 0;
}

void
wic_segment_add_posting(WicSegmentWriter *writer, uint32 doc, uint32 tf,
						const uint32 *positions)
{
	Term	   *term = &writer->term;

	if (writer->npostings++ % INTERRUPT_INTERVAL == 0)
		CHECK_FOR_INTERRUPTS();
	Assert(doc < writer->entry.ndocs && tf > 0);

	if (term->block.n == WIC_BLOCK_SIZE)
		write_block(writer);
	term->block.docs[term->block.n] = doc;
	term->block.tfs[term->block.n++] = tf;
	term->positions = reserve(writer, term->positions, term->npositions + tf,
							  &term->size, sizeof(uint32));
	memcpy(&term->positions[term->npositions], positions,
		   sizeof(uint32) * tf);
	term->npositions += tf;

	term->df++;
	term->total_tf += tf;
	count_character(&writer->character, doc);
}

/* The whole list as a short one; false if it is not. */
static bool
encode_short(const Term *term, uint8 *list, Size *length)
{
	const WicBlock *block = &term->block;
	const uint32 *positions = term->positions;
	uint32		base = 0;

	*length = 0;
	if (term->df > WIC_SHORT_POSTINGS)
		return false;
	for (int i = 0; i < block->n; i++)
	{
		if (!wic_short_append(list, WIC_SHORT_BYTES, length, base,
							  block->docs[i], block->tfs[i], positions))
			return false;
		positions += block->tfs[i];
		base = block->docs[i] + 1;
	}
	return true;
}

/* What the dictionary holds of a long list. */
static Size
encode_long(const Term *term, uint8 *value)
{
	Size		n = sizeof(WicBound);

	memcpy(value, &term->bound, sizeof(WicBound));
	n += wic_varint_put(value + n, term->skips_at);
	n += wic_varint_put(value + n, term->postings_at);
	n += wic_varint_put(value + n, term->positions_at);
	return n;
}

void
wic_segment_end_term(WicSegmentWriter *writer)
{
	Term	   *term = &writer->term;
	uint8		value[VALUE_HEADER_MAX + WIC_SHORT_BYTES];
	Size		n = 0;
	Size		length;

	StaticAssertStmt(sizeof(WicBound) + 3 * WIC_VARINT_MAX <= WIC_SHORT_BYTES,
					 "a long list's value fits");
	if (term->df == 0)
		return;
	n += wic_varint_put(value, term->df);
	n += wic_varint_put(value + n, term->total_tf);
	if (encode_short(term, value + n + 1, &length))
		value[n] = 0;
	else
	{
		write_block(writer);
		value[n] = 1;
		length = encode_long(term, value + n + 1);
	}
	wic_dictionary_add(&writer->terms, term->lexeme, term->length,
					   value, n + 1 + length);
}

/* ---- the end ---- */

static void
write_deleted(WicSegmentWriter *writer)
{
	static const char zeros[1024];
	Size		left = ((Size) writer->entry.ndocs + 7) / 8;

	while (left > 0)
	{
		Size		part = Min(left, sizeof(zeros));

		wic_stream_write(&writer->deleted, zeros, part);
		left -= part;
	}
}

static void
add_stream(WicSegmentHeader *header, const WicStreamWriter *stream,
		   uint32 *nextents)
{
	if (*nextents + stream->nextents > WIC_SEGMENT_EXTENTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("index \"%s\" is in too many pieces",
						RelationGetRelationName(stream->index)),
				 errhint("Make it again with REINDEX.")));
	header->streams[stream->kind].nbytes = stream->nbytes;
	header->streams[stream->kind].nextents = stream->nextents;
	memcpy(&header->extents[*nextents], stream->extents,
		   sizeof(WicExtent) * stream->nextents);
	*nextents += stream->nextents;
	header->entry.nblocks += stream->npages;
}

static void
write_header(WicSegmentWriter *writer, WicSegmentEntry *entry)
{
	const WicStreamWriter *streams[WIC_NSTREAMS] = {
		&writer->docmap, &writer->norm, &writer->deleted,
		&writer->terms.stream, &writer->skips, &writer->postings,
		&writer->positions, &writer->characters.stream
	};
	WicExtent	extent = wic_space_allocate(writer->index, 1, 1);
	PGAlignedBlock page;
	WicSegmentHeader *header;
	uint32		nextents = 0;

	wic_page_init(page.data, WIC_PAGE_SEGMENT, entry->id, 0);
	header = (WicSegmentHeader *) wic_page_data(page.data);
	entry->header = extent.start;
	entry->nlexemes = writer->terms.nkeys;
	header->entry = *entry;
	header->entry.nblocks = 1;
	header->term_leaves = writer->terms.nleaves;
	header->character_leaves = writer->characters.nleaves;
	for (int i = 0; i < WIC_NSTREAMS; i++)
		add_stream(header, streams[i], &nextents);
	entry->nblocks = header->entry.nblocks;
	wic_page_set_used(page.data, offsetof(WicSegmentHeader, extents) +
					  nextents * sizeof(WicExtent));
	wic_page_write(writer->index, extent.start, page.data);
}

void
wic_segment_finish(WicSegmentWriter *writer, WicSegmentEntry *entry)
{
	end_character(writer);
	write_deleted(writer);
	wic_stream_finish(&writer->docmap);
	wic_stream_finish(&writer->norm);
	wic_stream_finish(&writer->deleted);
	wic_stream_finish(&writer->skips);
	wic_stream_finish(&writer->postings);
	wic_stream_finish(&writer->positions);
	wic_dictionary_finish(&writer->terms);
	wic_dictionary_finish(&writer->characters);
	*entry = writer->entry;
	write_header(writer, entry);
	MemoryContextDelete(writer->context);
}
