/*-------------------------------------------------------------------------
 *
 * stock.c
 *	  How much of a text is stock: names, dates and set phrases.
 *
 * extension/core/stock.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/stock.h"

#include <string.h>

#include "core/charclass.h"
#include "core/speech_words.h"

#define NONE	UINT32_MAX

/* Words that belong to a name beside which they stand. */
#define BESIDE \
	(WIC_SPEECH_ACT | WIC_SPEECH_LINK | WIC_SPEECH_DELIVER | \
	 WIC_SPEECH_EVENT | WIC_SPEECH_PART | WIC_SPEECH_DURING | \
	 WIC_SPEECH_OFFICE | WIC_SPEECH_REGION)

static uint32_t
slots_room(uint32_t nnames)
{
	uint32_t	slots = 16;

	while (slots < nnames)
		slots *= 2;
	return slots;
}

size_t
wic_stock_memory(uint32_t nnames)
{
	return (sizeof(WicKeyUnit *) + 2 * sizeof(uint32_t)) * (size_t) nnames +
		sizeof(uint32_t) * (size_t) slots_room(nnames);
}

void
wic_stock_init(WicStock *stock, void *memory, uint32_t nnames,
			   const uint64_t *grams, uint32_t ngrams)
{
	stock->names = memory;
	stock->lengths = (uint32_t *) (stock->names + nnames);
	stock->next = stock->lengths + nnames;
	stock->slots = stock->next + nnames;
	stock->mask = slots_room(nnames) - 1;
	stock->n = 0;
	stock->grams = grams;
	stock->ngrams = ngrams;
	memset(stock->slots, 0xFF, sizeof(uint32_t) * ((size_t) stock->mask + 1));
}

/* Names are looked up by their first two units. */
static uint32_t *
slot_of(const WicStock *stock, const WicKeyUnit *key)
{
	uint32_t	hash = (key[0].id * UINT32_C(0x9E3779B1) + key[1].id) *
	UINT32_C(0x85EBCA6B);

	return &stock->slots[(hash ^ hash >> 16) & stock->mask];
}

void
wic_stock_add(WicStock *stock, const WicKeyUnit *name, uint32_t n)
{
	uint32_t   *slot;

	if (n < 2)
		return;
	slot = slot_of(stock, name);
	stock->names[stock->n] = name;
	stock->lengths[stock->n] = n;
	stock->next[stock->n] = *slot;
	*slot = stock->n++;
}

/*---------------------------------------------------- names and grams ----*/

/* What is looked at. */
typedef struct Look
{
	const WicStock *stock;
	const WicKeyUnit *key;
	uint32_t	n;
	bool	   *is_stock;
	const uint32_t *chars;
} Look;

static void
mark(const Look *look, uint32_t start, uint32_t n)
{
	for (uint32_t i = start; i < start + n; i++)
		look->is_stock[i] = true;
}

static bool
is_name(const Look *look, uint32_t at, uint32_t name)
{
	uint32_t	n = look->stock->lengths[name];

	if (n > look->n - at)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (look->key[at + i].id != look->stock->names[name][i].id)
			return false;
	return true;
}

static void
mark_names(const Look *look)
{
	for (uint32_t at = 0; at + 1 < look->n; at++)
		for (uint32_t name = *slot_of(look->stock, look->key + at);
			 name != NONE; name = look->stock->next[name])
			if (is_name(look, at, name))
				mark(look, at, look->stock->lengths[name]);
}

static bool
is_stock_gram(const WicStock *stock, uint64_t hash)
{
	uint32_t	low = 0;
	uint32_t	high = stock->ngrams;

	while (low < high)
	{
		uint32_t	middle = low + (high - low) / 2;

		if (stock->grams[middle] == hash)
			return true;
		if (stock->grams[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static void
mark_grams(const Look *look)
{
	uint32_t	ngrams = wic_winnow_grams(look->n);

	for (uint32_t at = 0; at < ngrams && look->stock->ngrams > 0; at++)
		if (is_stock_gram(look->stock, wic_gram_hash(look->key + at)))
			mark(look, at, WIC_WINNOW_GRAM);
}

/*---------------------------------------------------- numbers, words -----*/

static bool
is_number(uint32_t id)
{
	return id >= WIC_KEY_WORD || wic_is_han_digit(id) || id == 0x5341;
}

/* What numbers are of: 年 月 日 号 届 次 */
static bool
is_counted(uint32_t id)
{
	return id == 0x5E74 || id == 0x6708 || id == 0x65E5 || id == 0x53F7 ||
		id == 0x5C4A || id == 0x6B21;
}

/* A number, with 第 before it, and what it counts. */
static void
mark_numbers(const Look *look)
{
	for (uint32_t at = 0; at < look->n; at++)
	{
		uint32_t	end = at;

		while (end < look->n && is_number(look->key[end].id))
			end++;
		if (end == at)
			continue;
		if (end < look->n && is_counted(look->key[end].id))
		{
			bool		is_ordinal = at > 0 && look->key[at - 1].id == 0x7B2C;

			mark(look, at - is_ordinal, end + 1 - at + is_ordinal);
		}
		at = end;
	}
}

/* Words that stand behind what is stock, then those before it. */
static void
mark_beside(const Look *look)
{
	for (uint32_t at = 1; at < look->n; at++)
		if (look->is_stock[at - 1] && !look->is_stock[at])
			mark(look, at, (uint32_t)
				 wic_speech_word(look->chars + at, look->n - at, BESIDE));

	for (uint32_t end = look->n; end-- > 1;)
		if (look->is_stock[end] && !look->is_stock[end - 1])
		{
			uint32_t	n = (uint32_t)
			wic_speech_word_before(look->chars, end, BESIDE);

			mark(look, end - n, n);
		}
}

uint32_t
wic_stock_find(const WicStock *stock, const WicKeyUnit *key, uint32_t n,
			   bool *is_stock, uint32_t *chars)
{
	Look		look = {stock, key, n, is_stock, chars};
	uint32_t	found = 0;

	memset(is_stock, 0, sizeof(bool) * n);
	for (uint32_t i = 0; i < n; i++)
		chars[i] = key[i].id < WIC_KEY_WORD ? key[i].id : 'a';
	mark_names(&look);
	mark_grams(&look);
	mark_numbers(&look);
	mark_beside(&look);
	for (uint32_t i = 0; i < n; i++)
		found += is_stock[i];
	return found;
}
