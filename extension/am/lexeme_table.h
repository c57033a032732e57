/*-------------------------------------------------------------------------
 *
 * lexeme_table.h
 *	  Lexemes in a hash table, each with its postings so far.
 *
 * The time goes into waiting for memory: of a lexeme's slot in the table, and
 * of the end of its bytes.  So occurrences come in batches, and both are asked
 * for before they are needed.  A slot is half a cache line.
 *
 * A lexeme's bytes are those of sorted_run.h.  They lie in chunks, each of
 * which begins with the number of the next; the first ones are small, as most
 * lexemes are rare.  Chunks come from blocks, and are named by a number: that
 * of a 16-byte unit of all blocks.
 *
 * extension/am/lexeme_table.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_LEXEME_TABLE_H
#define WIC_LEXEME_TABLE_H

#include "am/key.h"
#include "am/sorted_run.h"

/* A slot. */
typedef struct WicLexemeSlot
{
	uint64		key;			/* of key.h; if the lexeme is longer, 32 bits
								 * of its hash and the unit of its bytes */
	uint32		last_doc;
	uint32		last_position;
	uint32		first;			/* chunk; 0: the slot is empty */
	uint32		current;		/* the last chunk */
	uint32		nchunks;
	uint16		used;			/* bytes of the last chunk */
	uint16		length;			/* of the lexeme */
} WicLexemeSlot;

StaticAssertDecl(sizeof(WicLexemeSlot) == 32, "two slots fill a cache line");

typedef struct WicLexemeTable
{
	MemoryContext context;
	Size		memory;			/* not to be exceeded by much */
	WicLexemeSlot *slots;		/* 2^bits */
	int			bits;
	Size		nlexemes;
	char	  **blocks;
	uint32		nblocks;
	uint32		used_blocks;	/* the last of these is being filled */
	uint32		max_blocks;
	int			block_shift;	/* units in a block, as a power of two */
	uint32		next_unit;
	uint32		block_end;		/* unit */
} WicLexemeTable;

/* In a context of its own. */
extern WicLexemeTable *wic_lexeme_table_create(Size memory);
extern void wic_lexeme_table_free(WicLexemeTable *table);

/* From now on it may take so much, and a megabyte in any case. */
extern void wic_lexeme_table_limit(WicLexemeTable *table, Size memory);

/*
 * To be called before n more occurrences; false if memory is used up and the
 * table must be cleared first.
 */
extern bool wic_lexeme_table_reserve(WicLexemeTable *table, int n);

/* An occurrence of a lexeme of at most WIC_KEY_BYTES bytes. */
typedef struct WicPlacedKey
{
	uint64		key;
	uint64		hash;			/* wic_key_hash() */
	uint32		doc;
	uint32		position;
	uint32		length;
} WicPlacedKey;

/* So many at once are best. */
#define WIC_LEXEME_BATCH	64

static inline uint64
wic_key_hash(uint64 key)
{
	/* The finalizer of MurmurHash3 (Austin Appleby, public domain). */
	key ^= key >> 33;
	key *= UINT64CONST(0xff51afd7ed558ccd);
	key ^= key >> 33;
	key *= UINT64CONST(0xc4ceb9fe1a85ec53);
	return key ^ key >> 33;
}

#if defined(__GNUC__)
#define wic_prefetch(p)		__builtin_prefetch(p, 1)
#else
#define wic_prefetch(p)		((void) 0)
#endif

/* Say that an occurrence will come. */
static inline void
wic_lexeme_table_expect(const WicLexemeTable *table, uint64 hash)
{
	wic_prefetch(&table->slots[hash >> (64 - table->bits)]);
}

/* At most WIC_LEXEME_BATCH. */
extern void wic_lexeme_table_add(WicLexemeTable *table,
								 const WicPlacedKey *keys, int n);

/* The same for one longer lexeme. */
extern void wic_lexeme_table_add_long(WicLexemeTable *table,
									  const char *lexeme, int length,
									  uint32 doc, uint32 position);

/*
 * Read the table as a run; this sorts it in its place, so that afterwards it
 * can only be cleared or freed.  Takes memory from the current context.
 */
extern WicSortedRun *wic_lexeme_table_open(WicLexemeTable *table);

/* How many bytes does the lexeme have that such a run stands at? */
extern uint64 wic_lexeme_table_bytes(const WicSortedRun *run);

extern void wic_lexeme_table_clear(WicLexemeTable *table);

#endif							/* WIC_LEXEME_TABLE_H */
