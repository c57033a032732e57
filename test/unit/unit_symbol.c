/*-------------------------------------------------------------------------
 *
 * unit_symbol.c
 *	  Texts become the symbols they should, and the table finds them again.
 *
 * test/unit/unit_symbol.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/symbol.h"

#include <stdlib.h>

#include "core/suffix.h"
#include "tap.h"

static char shown[1000];

/* What was written for each symbol, with | for a break. */
static const char *
symbols_of(const char *text)
{
	WicSymbolReader reader;
	WicSymbol	symbol;

	shown[0] = '\0';
	wic_symbol_reader_init(&reader, wic_fold_table(WIC_FOLD_LATEST), text,
						   strlen(text));
	while (wic_symbol_next(&reader, &symbol))
		if (symbol.key == WIC_SYMBOL_BREAK)
			strcat(shown, "| ");
		else
		{
			strncat(shown, (const char *) symbol.start,
					(size_t) (symbol.end - symbol.start));
			strcat(shown, " ");
		}
	return shown;
}

static uint64_t
first_key(const char *text)
{
	WicSymbolReader reader;
	WicSymbol	symbol = {0};

	wic_symbol_reader_init(&reader, wic_fold_table(WIC_FOLD_LATEST), text,
						   strlen(text));
	wic_symbol_next(&reader, &symbol);
	return symbol.key;
}

/* Numbers of many keys, in a table that is copied whenever it is full. */
static bool
numbers_many(void)
{
	WicSymbolTable table;
	bool		right = true;

	wic_symbol_table_init(&table, malloc(sizeof(WicSymbolSlot) * 4), 4);
	for (uint64_t key = 1; key <= 5000; key++)
	{
		if (!wic_symbol_table_has_room(&table))
		{
			WicSymbolTable larger;

			wic_symbol_table_init(&larger, malloc(sizeof(WicSymbolSlot) *
												  table.size * 2),
								  table.size * 2);
			wic_symbol_table_copy(&larger, &table);
			free(table.slots);
			table = larger;
		}
		right &= wic_symbol_number(&table, key << 13) ==
			WIC_SUFFIX_FIRST + key - 1;
	}
	for (uint64_t key = 1; key <= 5000; key++)
		right &= wic_symbol_number(&table, key << 13) ==
			WIC_SUFFIX_FIRST + key - 1;
	free(table.slots);
	return right;
}

int
main(void)
{
	is(symbols_of("發展5G，河流"), "發 展 5G | 河 流 ",
	   "characters and words; punctuation ends a run");
	is(symbols_of("  open  source. "), "open source ",
	   "blanks join words; no break comes last");
	is(symbols_of("（山）"), "山 ", "no break comes first");
	is(symbols_of("總理　李某"), "總 理 | 李 某 ",
	   "a blank between characters ends a run");
	is(symbols_of("强 5G 网"), "强 5G 网 ", "a blank beside a word does not");
	is(symbols_of("한국 강"), "한 국 강 ", "nor does one in Korean");
	is(symbols_of("long-term plan"), "long term plan ",
	   "nor a hyphen within a word");
	is(symbols_of("the river\u2019s end"), "the river s end ",
	   "nor an apostrophe");
	is(symbols_of("long - term"), "long | term ", "but a dash does");
	is(symbols_of("2014-2018年"), "2014 2018 年 ", "between numbers, too");
	is(symbols_of("x-山"), "x | 山 ", "or in front of a character");
	is(symbols_of("看 https://example.org/a 页"), "看 | 页 ",
	   "an address ends a run");
	is(symbols_of(""), "", "no text");
	ok(first_key("發") == first_key("发") && first_key("發") == 0x53D1,
	   "the key of a character is its folded code point");
	ok(first_key("Ｓｅａ") == wic_symbol_word("sea", 3),
	   "the key of a word is that of its folded letters");
	ok(wic_symbol_chars(first_key("sea")) == 2 &&
	   wic_symbol_chars(first_key("海")) == 1, "a word counts as two");
	ok(numbers_many(), "keys are numbered as they come");
	return done();
}
