/*-------------------------------------------------------------------------
 *
 * symbol.h
 *	  Texts as sequences of symbols, in which repeats are looked for.
 *
 *	  發展5G，Open Source => 发 展 5g | open source
 *
 * A symbol is a folded character of CJK, or a whole folded word of letters or
 * digits, so that no word is cut.  Punctuation ends a run of symbols, as does
 * a blank between two characters of Chinese or Japanese; a blank beside a word
 * or between syllables of Korean does not, nor does a hyphen or apostrophe
 * within a word.
 *
 * Symbols are known by a key of 64 bits, that of a word a hash, and numbered
 * in the order in which they are first met, from WIC_SUFFIX_FIRST.
 *
 * extension/core/symbol.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SYMBOL_H
#define WIC_SYMBOL_H

#include "core/fold.h"
#include "core/token.h"

/* Keys from here on are those of words; others are code points. */
#define WIC_SYMBOL_WORD		(UINT64_C(1) << 63)

/* Stands for the end of a run. */
#define WIC_SYMBOL_BREAK	UINT64_C(0)

/* What a word counts for where characters are counted. */
#define WIC_SYMBOL_WORD_CHARS	2

static inline uint32_t
wic_symbol_chars(uint64_t key)
{
	return key >= WIC_SYMBOL_WORD ? WIC_SYMBOL_WORD_CHARS : 1;
}

/* A symbol with the place where it was written, or WIC_SYMBOL_BREAK. */
typedef struct WicSymbol
{
	uint64_t	key;
	const uint8_t *start;
	const uint8_t *end;
} WicSymbol;

/* What stands between the last symbol and the next one. */
typedef enum WicBetween
{
	WIC_BETWEEN_NOTHING,
	WIC_BETWEEN_BLANK,
	WIC_BETWEEN_JOINT,			/* a hyphen or apostrophe behind a word */
	WIC_BETWEEN_BREAK
} WicBetween;

typedef struct WicSymbolReader
{
	const WicFoldTable *table;
	WicTokenizer tokenizer;
	WicFolder	folder;			/* of a token of CJK */
	WicCluster	cluster;
	size_t		used;			/* code points of the cluster taken */
	bool		in_cjk;
	bool		has_next;		/* it waits behind a break */
	WicSymbol	next;
	uint64_t	last;			/* the symbol before, or WIC_SYMBOL_BREAK */
	WicBetween	between;
} WicSymbolReader;

extern void wic_symbol_reader_init(WicSymbolReader *reader,
								   const WicFoldTable *table,
								   const void *text, size_t size);

/*
 * Fetch the next symbol or break, or return false at the end of the text.
 * No break comes first, or after another.
 */
extern bool wic_symbol_next(WicSymbolReader *reader, WicSymbol *symbol);

/* The key of a word of ASCII in lower case. */
extern uint64_t wic_symbol_word(const char *word, size_t size);

/* Numbers of keys, in memory of the caller. */
typedef struct WicSymbolSlot
{
	uint64_t	key;			/* WIC_SYMBOL_BREAK: free */
	uint32_t	number;
} WicSymbolSlot;

typedef struct WicSymbolTable
{
	WicSymbolSlot *slots;
	uint32_t	size;			/* a power of two */
	uint32_t	n;
} WicSymbolTable;

/* Slots need not be cleared; size is a power of two. */
extern void wic_symbol_table_init(WicSymbolTable *table, WicSymbolSlot *slots,
								  uint32_t size);

/* Is there room for one more?  Else make a larger table and copy to it. */
static inline bool
wic_symbol_table_has_room(const WicSymbolTable *table)
{
	return table->n < table->size / 2;
}

extern void wic_symbol_table_copy(WicSymbolTable *to,
								  const WicSymbolTable *from);

/* Number of the key; it is added, if the table has room. */
extern uint32_t wic_symbol_number(WicSymbolTable *table, uint64_t key);

#endif							/* WIC_SYMBOL_H */
