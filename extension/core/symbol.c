/*-------------------------------------------------------------------------
 *
 * symbol.c
 *	  Texts as sequences of symbols, in which repeats are looked for.
 *
 * extension/core/symbol.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/symbol.h"

#include <string.h>

#include "core/suffix.h"

/* FNV-1a */
#define HASH_START	UINT64_C(0xCBF29CE484222325)
#define HASH_PRIME	UINT64_C(0x100000001B3)

void
wic_symbol_reader_init(WicSymbolReader *reader, const WicFoldTable *table,
					   const void *text, size_t size)
{
	memset(reader, 0, sizeof(WicSymbolReader));
	reader->table = table;
	wic_tokenizer_init(&reader->tokenizer, text, size);
}

static bool
is_word(uint64_t key)
{
	return key >= WIC_SYMBOL_WORD;
}

static bool
is_hangul(uint64_t key)
{
	return (key >= 0xAC00 && key <= 0xD7A3) ||
		(key >= 0x1100 && key <= 0x11FF);
}

/* One hyphen or apostrophe: - ' \u2010 \u2011 \u2019 */
static bool
is_joint(const WicToken *token)
{
	uint32_t	cp;

	if (wic_utf8_next(token->start, token->start + token->length, &cp) <
		token->length)
		return false;
	return cp == '-' || cp == '\'' || cp == 0x2010 || cp == 0x2011 ||
		cp == 0x2019;
}

/* A word of which no character is left is none. */
static bool
read_word(WicSymbolReader *reader, const WicToken *token)
{
	WicFolder	folder;
	WicCluster	cluster;
	uint64_t	hash = HASH_START;
	size_t		n = 0;

	wic_folder_init(&folder, reader->table, WIC_FOLD_VARIANTS, token->start,
					token->length);
	while (wic_folder_next(&folder, &cluster))
		for (size_t i = 0; i < cluster.ncps; i++, n++)
			hash = (hash ^ cluster.cps[i]) * HASH_PRIME;
	reader->next.key = hash | WIC_SYMBOL_WORD;
	reader->next.start = token->start;
	reader->next.end = token->start + token->length;
	return n > 0;
}

/* The next character of a token of CJK; false at its end. */
static bool
read_character(WicSymbolReader *reader)
{
	WicCluster *cluster = &reader->cluster;

	while (reader->used == cluster->ncps)
	{
		if (!wic_folder_next(&reader->folder, cluster))
			return false;
		reader->used = 0;
	}
	reader->next.key = cluster->cps[reader->used++];
	reader->next.start = cluster->start;
	reader->next.end = cluster->end;
	return true;
}

static void
begin_characters(WicSymbolReader *reader, const WicToken *token)
{
	wic_folder_init(&reader->folder, reader->table, WIC_FOLD_VARIANTS,
					token->start + token->repeated,
					token->length - token->repeated);
	reader->cluster.ncps = reader->used = 0;
	reader->in_cjk = true;
}

static void
pass_over(WicSymbolReader *reader, const WicToken *token)
{
	if (token->kind == WIC_TOKEN_BLANK)
	{
		if (reader->between == WIC_BETWEEN_NOTHING)
			reader->between = WIC_BETWEEN_BLANK;
		else if (reader->between == WIC_BETWEEN_JOINT)
			reader->between = WIC_BETWEEN_BREAK;
	}
	else if (token->kind == WIC_TOKEN_PUNCT && is_word(reader->last) &&
			 reader->between == WIC_BETWEEN_NOTHING && is_joint(token))
		reader->between = WIC_BETWEEN_JOINT;
	else
		reader->between = WIC_BETWEEN_BREAK;
}

/* Read the next symbol of the text. */
static bool
read_symbol(WicSymbolReader *reader)
{
	WicToken	token;

	for (;;)
	{
		if (reader->in_cjk && read_character(reader))
			return true;
		reader->in_cjk = false;
		if (!wic_tokenizer_next(&reader->tokenizer, &token))
			return false;
		switch (token.kind)
		{
			case WIC_TOKEN_CJK:
				begin_characters(reader, &token);
				break;
			case WIC_TOKEN_WORD:
			case WIC_TOKEN_NUMWORD:
			case WIC_TOKEN_NUMBER:
			case WIC_TOKEN_SYMBOL:
				if (read_word(reader, &token))
					return true;
				break;
			case WIC_TOKEN_EMAIL:
			case WIC_TOKEN_URL:
			case WIC_TOKEN_TAG:
			case WIC_TOKEN_ENTITY:
			case WIC_TOKEN_PUNCT:
			case WIC_TOKEN_BLANK:
				pass_over(reader, &token);
				break;
		}
	}
}

/* Does a run end between the last symbol and the next one? */
static bool
is_break(const WicSymbolReader *reader)
{
	uint64_t	last = reader->last;
	uint64_t	next = reader->next.key;

	if (last == WIC_SYMBOL_BREAK)
		return false;
	switch (reader->between)
	{
		case WIC_BETWEEN_NOTHING:
			return false;
		case WIC_BETWEEN_BLANK:
			return !is_word(last) && !is_word(next) &&
				!(is_hangul(last) && is_hangul(next));
		case WIC_BETWEEN_JOINT:
			return !is_word(next);
		case WIC_BETWEEN_BREAK:
			return true;
	}
	return true;
}

bool
wic_symbol_next(WicSymbolReader *reader, WicSymbol *symbol)
{
	if (!reader->has_next && !read_symbol(reader))
		return false;
	reader->has_next = is_break(reader);
	if (reader->has_next)
	{
		symbol->key = WIC_SYMBOL_BREAK;
		symbol->start = symbol->end = reader->next.start;
	}
	else
		*symbol = reader->next;
	reader->between = WIC_BETWEEN_NOTHING;
	reader->last = symbol->key;
	return true;
}

uint64_t
wic_symbol_word(const char *word, size_t size)
{
	uint64_t	hash = HASH_START;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ (uint8_t) word[i]) * HASH_PRIME;
	return hash | WIC_SYMBOL_WORD;
}

void
wic_symbol_table_init(WicSymbolTable *table, WicSymbolSlot *slots,
					  uint32_t size)
{
	memset(slots, 0, sizeof(WicSymbolSlot) * (size_t) size);
	table->slots = slots;
	table->size = size;
	table->n = 0;
}

/* The slot of a key, or the free one where it belongs. */
static WicSymbolSlot *
slot_of(const WicSymbolTable *table, uint64_t key)
{
	uint64_t	hash = key * UINT64_C(0x9E3779B97F4A7C15);
	uint32_t	at = (uint32_t) (hash >> 32) & (table->size - 1);

	while (table->slots[at].key != key &&
		   table->slots[at].key != WIC_SYMBOL_BREAK)
		at = (at + 1) & (table->size - 1);
	return &table->slots[at];
}

void
wic_symbol_table_copy(WicSymbolTable *to, const WicSymbolTable *from)
{
	for (uint32_t i = 0; i < from->size; i++)
		if (from->slots[i].key != WIC_SYMBOL_BREAK)
			*slot_of(to, from->slots[i].key) = from->slots[i];
	to->n = from->n;
}

uint32_t
wic_symbol_number(WicSymbolTable *table, uint64_t key)
{
	WicSymbolSlot *slot = slot_of(table, key);

	if (slot->key == WIC_SYMBOL_BREAK)
	{
		slot->key = key;
		slot->number = WIC_SUFFIX_FIRST + table->n++;
	}
	return slot->number;
}
