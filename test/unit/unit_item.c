/*-------------------------------------------------------------------------
 *
 * unit_item.c
 *	  Tests of texts as items, and of which of them are near a hit.
 *
 * test/unit/unit_item.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/window.h"

#include "tap.h"

#define ITEMS_MAX	128

static WicItem items[ITEMS_MAX];
static char shown[1024];

static size_t
read_items(const char *text, unsigned options)
{
	return wic_items_read(items, wic_fold_table(WIC_FOLD_LATEST), options,
						  (const uint8_t *) text, strlen(text));
}

/*
 * The items as the text has them, each word in brackets, and a stroke before
 * each that is not joined to the one before it.
 */
static const char *
show(const char *text, const WicItem *of, size_t n)
{
	size_t		length = 0;

	for (size_t i = 0; i < n; i++)
	{
		const WicItem *item = &of[i];
		const char *form = (item->flags & WIC_ITEM_WORD) != 0 ?
			"%s[%.*s]" : "%s%.*s";

		length += (size_t) snprintf(shown + length, sizeof(shown) - length,
									form,
									(item->flags & WIC_ITEM_RUN) != 0 &&
									i > 0 ? "|" : "",
									(int) (item->end - item->start),
									text + item->start);
	}
	shown[length] = '\0';
	return shown;
}

static void
test_items(void)
{
	const char *text = "网络 cyber-space，空间2015年";
	static const char long_word[] = "ABCDEabcdeABCDEabcdeABCDEabcde"
	"ABCDEabcdeABCDEabcdeABCDEabcdeABCDEabcde";
	uint32_t	word[WIC_ITEM_WORD_MAX];
	char		run[600 * 3 + 1];
	size_t		n = read_items(text, WIC_FOLD_VARIANTS);

	is(show(text, items, n), "网络|[cyber]|[space]|空间|[2015]|年",
	   "characters, words and numbers");
	text = "见 https://example.org/a ，写信给a@example.org。①&amp;<b>好</b>";
	n = read_items(text, WIC_FOLD_VARIANTS);
	is(show(text, items, n), "见|写信给|好", "no addresses, symbols or tags");
	ok(read_items("", 0) == 0, "an empty text has none");
	ok(read_items("，。 \n", 0) == 0, "nor has punctuation");

	n = read_items("發展", WIC_FOLD_VARIANTS);
	ok(n == 2 && items[0].code == 0x53D1 && items[1].code == 0x5C55,
	   "variants are folded");
	n = read_items("發展", 0);
	ok(n == 2 && items[0].code == 0x767C, "unless told not to");

	/* a run of 600 characters is two tokens that overlap */
	for (size_t i = 0; i < 600; i++)
		memcpy(run + 3 * i, i % 2 == 0 ? "山" : "河", 3);
	run[600 * 3] = '\0';
	{
		static WicItem many[600 * 3];
		size_t		joined = 0;

		n = wic_items_read(many, wic_fold_table(WIC_FOLD_LATEST), 0,
						   (const uint8_t *) run, 600 * 3);
		for (size_t i = 0; i < n; i++)
			joined += (many[i].flags & WIC_ITEM_RUN) == 0 &&
				many[i].start == 3 * i;
		ok(n == 600 && joined == 599, "a long run is one, each character once");
	}

	n = wic_item_word(word, wic_fold_table(WIC_FOLD_LATEST), 0,
					  (const uint8_t *) long_word,
					  (const uint8_t *) long_word + 5);
	ok(n == 5 && word[0] == 'a' && word[4] == 'e', "a word is folded");
	n = wic_item_word(word, wic_fold_table(WIC_FOLD_LATEST), 0,
					  (const uint8_t *) long_word,
					  (const uint8_t *) long_word + sizeof(long_word) - 1);
	ok(n == 0 && read_items(long_word, 0) == 0, "a very long one is none");
}

/* Mark what is near the hit, the first word that is given. */
static size_t
mark(const char *text, const char *hit, size_t span)
{
	size_t		n = read_items(text, WIC_FOLD_VARIANTS);
	WicByteRange ranges[8];
	size_t		nhits = 0;

	for (const char *at = strstr(text, hit); at != NULL && nhits < 8;
		 at = strstr(at + strlen(hit), hit))
	{
		ranges[nhits].start = (uint32_t) (at - text);
		ranges[nhits++].end = (uint32_t) (at - text + (int) strlen(hit));
	}
	wic_windows_cut(items, n, (const uint8_t *) text, strlen(text));
	wic_windows_hit(items, n, ranges, nhits);
	wic_windows_mark(items, n, ranges, nhits, span);
	return n;
}

/* The items with a flag, the others as dots. */
static const char *
show_flag(const char *text, size_t n, uint32_t flag)
{
	size_t		length = 0;

	for (size_t i = 0; i < n; i++)
	{
		bool		has_flag = (items[i].flags & flag) != 0;

		length += (size_t) snprintf(shown + length, sizeof(shown) - length,
									"%.*s",
									has_flag ? (int) (items[i].end -
													  items[i].start) : 1,
									has_flag ? text + items[i].start : ".");
	}
	shown[length] = '\0';
	return shown;
}

static void
test_windows(void)
{
	const char *text = "小溪流入大河，河里有鱼。河边有树。";
	size_t		n = mark(text, "大河", 2);

	is(show_flag(text, n, WIC_ITEM_NODE), "....大河........", "the hit");
	is(show_flag(text, n, WIC_ITEM_BEFORE), "..流入..........", "before it");
	is(show_flag(text, n, WIC_ITEM_AFTER), "......河里......",
	   "behind it, across a comma");
	n = mark(text, "大河", 100);
	is(show_flag(text, n, WIC_ITEM_AFTER), "......河里有鱼....",
	   "up to the end of the sentence");
	is(show_flag(text, n, WIC_ITEM_BEFORE), "小溪流入..........",
	   "and from its begin");
	is(show_flag(text, n, WIC_ITEM_SENTENCE), "小.........河...",
	   "sentences begin");

	/* each 河 is a hit, and takes its place in the span of the other */
	text = "甲河乙河丙";
	n = mark(text, "河", 2);
	is(show_flag(text, n, WIC_ITEM_BEFORE), "甲.乙..", "before two hits");
	is(show_flag(text, n, WIC_ITEM_AFTER), "..乙.丙", "behind two hits");

	/* part of a word, and what is no item at all */
	text = "the river flows";
	n = mark(text, "ive", 1);
	is(show_flag(text, n, WIC_ITEM_NODE), ".river.", "a hit within a word");
	text = "看 https://example.org 吧";
	n = mark(text, "example", 3);
	is(show_flag(text, n, WIC_ITEM_NEAR), "..",
	   "nothing is near what is no item");
}

static void
test_keep(void)
{
	const char *text = "图书馆里治理河流水清，山高。";
	WicItem		kept[ITEMS_MAX];
	size_t		n = mark(text, "治理", 2);
	size_t		nkept = wic_windows_keep(kept, items, n);

	is(show(text, kept, nkept), "书馆里|河流水",
	   "what is near, and what that is joined to");
	ok((kept[2].flags & WIC_ITEM_BEFORE_HIT) != 0 &&
	   (kept[3].flags & WIC_ITEM_BEHIND_HIT) != 0 &&
	   (kept[0].flags & WIC_ITEM_NEAR) == 0 &&
	   (kept[5].flags & WIC_ITEM_NEAR) == 0,
	   "their flags tell which is which");

	n = mark("山高", "水", 2);
	ok(wic_windows_keep(kept, items, n) == 0, "nothing without a hit");
	ok(wic_windows_keep(kept, items, 0) == 0, "nothing of nothing");
}

int
main(void)
{
	test_items();
	test_windows();
	test_keep();
	return done();
}
