/*-------------------------------------------------------------------------
 *
 * lexeme_table.c
 *	  Lexemes in a hash table, each with its postings so far.
 *
 * extension/am/lexeme_table.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/document.h"
#include "am/lexeme_table.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#define UNIT			16		/* bytes */

/* Chunks have 16, 16, 32, 32, 64, ... bytes; these are the largest. */
#define CHUNK_MAX		4096
#define LINK_BYTES		sizeof(uint32)

#define BLOCK_BYTES_MIN	(64 * 1024)
#define BLOCK_BYTES_MAX	(1024 * 1024)
#define BLOCKS			64		/* that a small memory is cut into */
#define FIRST_BLOCKS	64
#define FIRST_BITS		10
#define MEMORY_MIN		(1024 * 1024)
#define MEMORY_MAX		(INT64CONST(48) * 1024 * 1024 * 1024)	/* of units */

static Size
slot_bytes(int bits)
{
	return sizeof(WicLexemeSlot) << bits;
}

static Size
memory_used(const WicLexemeTable *table)
{
	return slot_bytes(table->bits) +
		table->used_blocks * ((Size) UNIT << table->block_shift);
}

static WicLexemeSlot *
allocate_slots(WicLexemeTable *table, int bits)
{
	return MemoryContextAllocExtended(table->context, slot_bytes(bits),
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* ---- chunks ---- */

static inline char *
unit_at(const WicLexemeTable *table, uint32 unit)
{
	uint32		mask = ((uint32) 1 << table->block_shift) - 1;

	return table->blocks[unit >> table->block_shift] +
		(Size) (unit & mask) * UNIT;
}

static void
next_block(WicLexemeTable *table)
{
	uint32		number = table->used_blocks;

	if (number == table->nblocks)
	{
		MemoryContext old = MemoryContextSwitchTo(table->context);

		if (number == table->max_blocks)
		{
			table->max_blocks *= 2;
			table->blocks = repalloc_huge(table->blocks,
										  sizeof(char *) *
										  table->max_blocks);
		}
		table->blocks[table->nblocks++] =
			palloc((Size) UNIT << table->block_shift);
		MemoryContextSwitchTo(old);
	}
	table->next_unit = number << table->block_shift;
	table->block_end = table->next_unit +
		((uint32) 1 << table->block_shift);
	table->used_blocks++;
}

/* Unit 0 is nothing. */
static void
rewind_blocks(WicLexemeTable *table)
{
	table->used_blocks = 0;
	next_block(table);
	table->next_unit = 1;
}

static inline uint32
allocate_units(WicLexemeTable *table, Size bytes)
{
	uint32		n = (bytes + UNIT - 1) / UNIT;
	uint32		unit;

	if (unlikely(table->block_end - table->next_unit < n))
		next_block(table);
	unit = table->next_unit;
	table->next_unit += n;
	return unit;
}

/* The size of a term's i-th chunk. */
static inline uint32
chunk_size(uint32 i)
{
	return i < 16 ? (uint32) UNIT << i / 2 : CHUNK_MAX;
}

/* How many bytes a term has. */
static uint64
term_bytes(const WicLexemeSlot *term)
{
	uint64		nbytes = term->used - LINK_BYTES;

	for (uint32 i = 0; i + 1 < term->nchunks; i++)
	{
		if (chunk_size(i) == CHUNK_MAX)
			return nbytes + (uint64) (term->nchunks - 1 - i) *
				(CHUNK_MAX - LINK_BYTES);
		nbytes += chunk_size(i) - LINK_BYTES;
	}
	return nbytes;
}

static void
add_chunk(WicLexemeTable *table, WicLexemeSlot *term)
{
	uint32		chunk = allocate_units(table, chunk_size(term->nchunks));

	if (term->nchunks == 0)
		term->first = chunk;
	else
		*(uint32 *) unit_at(table, term->current) = chunk;
	term->current = chunk;
	term->used = LINK_BYTES;
	term->nchunks++;
}

/* Append bytes that may not all fit the last chunk. */
static void
append_slowly(WicLexemeTable *table, WicLexemeSlot *term,
			  const uint8 *bytes, Size n)
{
	while (n > 0)
	{
		Size		room = chunk_size(term->nchunks - 1) - term->used;
		Size		now = Min(n, room);

		memcpy(unit_at(table, term->current) + term->used, bytes, now);
		term->used += now;
		bytes += now;
		n -= now;
		if (n > 0)
			add_chunk(table, term);
	}
}

static inline Size
put_occurrence(uint8 *out, const WicLexemeSlot *term,
			   uint32 doc, uint32 position)
{
	Size		n;

	if (doc == term->last_doc)
		return wic_varint_put(out,
							  (uint64) (position - term->last_position) << 1);
	n = wic_varint_put(out, (uint64) (doc - term->last_doc) << 1 | 1);
	return n + wic_varint_put(out + n, position);
}

static inline void
add_occurrence(WicLexemeTable *table, WicLexemeSlot *term,
			   uint32 doc, uint32 position)
{
	if (likely(chunk_size(term->nchunks - 1) - term->used >=
			   WIC_OCCURRENCE_BYTES))
	{
		uint8	   *out = (uint8 *) unit_at(table, term->current);

		term->used += put_occurrence(out + term->used, term, doc, position);
	}
	else
	{
		uint8		bytes[WIC_OCCURRENCE_BYTES];

		append_slowly(table, term, bytes,
					  put_occurrence(bytes, term, doc, position));
	}
	term->last_doc = doc;
	term->last_position = position;
}

/* ---- the table ---- */

static uint64
hash_bytes_of(const char *lexeme, int length)
{
	uint64		hash = length;

	for (; length > WIC_KEY_BYTES; length -= WIC_KEY_BYTES)
	{
		hash = wic_key_hash(hash ^ wic_key_pack(lexeme, WIC_KEY_BYTES));
		lexeme += WIC_KEY_BYTES;
	}
	hash = wic_key_hash(hash ^ wic_key_pack(lexeme, length));

	/* What a slot keeps of it is all that the table may use. */
	return hash & ~UINT64CONST(0xFFFFFFFF);
}

static inline const char *
long_lexeme(const WicLexemeTable *table, const WicLexemeSlot *term)
{
	return unit_at(table, (uint32) term->key);
}

static inline uint64
term_hash(const WicLexemeSlot *term)
{
	if (term->length <= WIC_KEY_BYTES)
		return wic_key_hash(term->key);
	return term->key & ~UINT64CONST(0xFFFFFFFF);
}

static inline Size
slot_of(const WicLexemeTable *table, uint64 hash)
{
	return hash >> (64 - table->bits);
}

static inline Size
slot_mask(const WicLexemeTable *table)
{
	return ((Size) 1 << table->bits) - 1;
}

static WicLexemeSlot *
new_term(WicLexemeTable *table, WicLexemeSlot *term, uint64 key, int length)
{
	term->key = key;
	term->length = length;
	term->last_doc = PG_UINT32_MAX; /* -1 */
	add_chunk(table, term);
	table->nlexemes++;
	return term;
}

static inline WicLexemeSlot *
find_short(WicLexemeTable *table, uint64 hash, uint64 key, int length)
{
	Size		mask = slot_mask(table);

	for (Size at = slot_of(table, hash);; at = (at + 1) & mask)
	{
		WicLexemeSlot *term = &table->slots[at];

		if (term->key == key && term->length == length && term->first != 0)
			return term;
		if (term->first == 0)
			return new_term(table, term, key, length);
	}
}

static WicLexemeSlot *
find_long(WicLexemeTable *table, const char *lexeme, int length)
{
	uint64		hash = hash_bytes_of(lexeme, length);
	Size		mask = slot_mask(table);
	uint32		unit;

	for (Size at = slot_of(table, hash);; at = (at + 1) & mask)
	{
		WicLexemeSlot *term = &table->slots[at];

		if (term->first == 0)
		{
			unit = allocate_units(table, length);
			memcpy(unit_at(table, unit), lexeme, length);
			return new_term(table, term, hash | unit, length);
		}
		if (term->length == length && term_hash(term) == hash &&
			memcmp(long_lexeme(table, term), lexeme, length) == 0)
			return term;
	}
}

static void
grow(WicLexemeTable *table)
{
	WicLexemeSlot *old = table->slots;
	WicLexemeSlot *end = old + ((Size) 1 << table->bits);
	Size		mask;

	table->slots = allocate_slots(table, table->bits + 1);
	table->bits++;
	mask = slot_mask(table);
	for (WicLexemeSlot *term = old; term < end; term++)
	{
		Size		at;

		if (term->first == 0)
			continue;
		at = slot_of(table, term_hash(term));
		while (table->slots[at].first != 0)
			at = (at + 1) & mask;
		table->slots[at] = *term;
	}
	pfree(old);
}

/* Slots are to be filled to three quarters at most. */
bool
wic_lexeme_table_reserve(WicLexemeTable *table, int n)
{
	Size		used = memory_used(table);
	Size		limit = ((Size) 3 << table->bits) / 4;

	if (unlikely(used > table->memory))
		return false;
	if (likely(table->nlexemes + n <= limit))
		return true;
	if (used + slot_bytes(table->bits + 1) > table->memory)
		return false;
	grow(table);
	return true;
}

void
wic_lexeme_table_add(WicLexemeTable *table, const WicPlacedKey *keys, int n)
{
	WicLexemeSlot *slots[WIC_LEXEME_BATCH];

	for (int i = 0; i < n; i++)
	{
		slots[i] = find_short(table, keys[i].hash, keys[i].key,
							  keys[i].length);
		wic_prefetch(unit_at(table, slots[i]->current) + slots[i]->used);
	}
	for (int i = 0; i < n; i++)
		add_occurrence(table, slots[i], keys[i].doc, keys[i].position);
}

void
wic_lexeme_table_add_long(WicLexemeTable *table, const char *lexeme,
						  int length, uint32 doc, uint32 position)
{
	add_occurrence(table, find_long(table, lexeme, length), doc, position);
}

/* ---- as a run ---- */

static inline const uint8 *
term_lexeme(const WicLexemeTable *table, const WicLexemeSlot *term,
			uint8 *unpacked)
{
	if (term->length > WIC_KEY_BYTES)
		return (const uint8 *) long_lexeme(table, term);
	wic_key_unpack(term->key, unpacked);
	return unpacked;
}

static inline int
compare_terms(const WicLexemeSlot *a, const WicLexemeSlot *b,
			  const WicLexemeTable *table)
{
	uint8		left[WIC_KEY_BYTES];
	uint8		right[WIC_KEY_BYTES];

	if (likely(a->length <= WIC_KEY_BYTES && b->length <= WIC_KEY_BYTES))
	{
		if (a->key != b->key)
			return a->key < b->key ? -1 : 1;
		return (int) a->length - (int) b->length;
	}
	return wic_key_compare(term_lexeme(table, a, left), a->length,
						   term_lexeme(table, b, right), b->length);
}

#define ST_SORT sort_slots
#define ST_ELEMENT_TYPE WicLexemeSlot
#define ST_COMPARE(a, b, arg) compare_terms(a, b, arg)
#define ST_COMPARE_ARG_TYPE const WicLexemeTable
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* Make a sorted array of the table, in its place. */
static void
sort_terms(WicLexemeTable *table)
{
	WicLexemeSlot *slots = table->slots;
	Size		n = 0;

	for (Size i = 0; n < table->nlexemes; i++)
		if (slots[i].first != 0)
			slots[n++] = slots[i];
	sort_slots(slots, n, table);
}

/* What is in memory, read as a run. */
typedef struct MemoryRun
{
	WicSortedRun run;
	const WicLexemeTable *table;
	const WicLexemeSlot *next;
	const WicLexemeSlot *end;
	const WicLexemeSlot *term;
	uint32		chunk;			/* the next one to be read */
	uint32		ichunk;
	uint8		unpacked[WIC_KEY_BYTES];
} MemoryRun;

static bool
memory_next_term(WicSortedRun *base)
{
	MemoryRun  *run = (MemoryRun *) base;

	if (run->next == run->end)
		return false;
	run->term = run->next++;
	run->chunk = run->term->first;
	run->ichunk = 0;
	base->lexeme = (const char *) term_lexeme(run->table, run->term,
											  run->unpacked);
	base->length = run->term->length;
	base->p = base->end = NULL;
	return true;
}

static bool
memory_refill(WicSortedRun *base)
{
	MemoryRun  *run = (MemoryRun *) base;
	const WicLexemeSlot *term = run->term;
	const char *chunk;
	bool		is_last = run->ichunk + 1 == term->nchunks;

	if (run->ichunk == term->nchunks)
		return false;
	chunk = unit_at(run->table, run->chunk);
	base->p = (const uint8 *) chunk + LINK_BYTES;
	base->end = (const uint8 *) chunk +
		(is_last ? term->used : chunk_size(run->ichunk));
	if (!is_last)
		run->chunk = *(const uint32 *) chunk;
	run->ichunk++;
	return true;
}

WicSortedRun *
wic_lexeme_table_open(WicLexemeTable *table)
{
	MemoryRun  *run = palloc0(sizeof(MemoryRun));

	sort_terms(table);
	run->run.next_term = memory_next_term;
	run->run.refill = memory_refill;
	run->table = table;
	run->next = table->slots;
	run->end = table->slots + table->nlexemes;
	return &run->run;
}

uint64
wic_lexeme_table_bytes(const WicSortedRun *base)
{
	return term_bytes(((const MemoryRun *) base)->term);
}

/* ---- begin and end ---- */

WicLexemeTable *
wic_lexeme_table_create(Size memory)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "wicsearch lexeme table",
												  ALLOCSET_DEFAULT_SIZES);
	WicLexemeTable *table = MemoryContextAllocZero(context,
												   sizeof(WicLexemeTable));
	Size		block = BLOCK_BYTES_MIN;

	table->context = context;
	wic_lexeme_table_limit(table, memory);
	table->bits = FIRST_BITS;
	table->slots = allocate_slots(table, FIRST_BITS);

	while (block < BLOCK_BYTES_MAX && block * BLOCKS < table->memory)
		block *= 2;
	while ((Size) UNIT << table->block_shift < block)
		table->block_shift++;
	table->max_blocks = FIRST_BLOCKS;
	table->blocks = MemoryContextAlloc(context,
									   sizeof(char *) * FIRST_BLOCKS);
	rewind_blocks(table);
	return table;
}

void
wic_lexeme_table_limit(WicLexemeTable *table, Size memory)
{
	table->memory = Min(Max(memory, MEMORY_MIN), MEMORY_MAX);
}

void
wic_lexeme_table_free(WicLexemeTable *table)
{
	MemoryContextDelete(table->context);
}

void
wic_lexeme_table_clear(WicLexemeTable *table)
{
	memset(table->slots, 0, slot_bytes(table->bits));
	table->nlexemes = 0;
	rewind_blocks(table);
}
