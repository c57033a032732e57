/*-------------------------------------------------------------------------
 *
 * unit_canon.c
 *	  Tests of words that stand for each other.
 *
 * test/unit/unit_canon.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/canon.h"

#include "core/fold.h"
#include "tap.h"

#define TEXT_MAX	200

static const WicFoldTable *table;

/* The lexicons that are searched: the user's, and the built-in one. */
static const WicLexicon *lexicons[2];
static uint32_t starts[WIC_STARTS_WORDS];

static union
{
	uint64_t	align;
	uint8_t		bytes[100000];
}			lexicon_memory;

static size_t
fold(const char *text, uint32_t *cps)
{
	WicFolder	folder;
	WicCluster	cluster;
	size_t		n = 0;

	wic_folder_init(&folder, table, WIC_FOLD_VARIANTS, text, strlen(text));
	while (wic_folder_next(&folder, &cluster))
		for (size_t i = 0; i < cluster.ncps; i++)
			cps[n++] = cluster.cps[i];
	return n;
}

static size_t
put(char *to, const uint32_t *text, size_t n)
{
	size_t		size = 0;

	for (size_t i = 0; i < n; i++)
		size += wic_utf8_put((uint8_t *) to + size, text[i]);
	return size;
}

/* The words of a text with their groups: "网路=网络 2014年=2014年 " */
static const char *
words_of(const char *text)
{
	static char shown[TEXT_MAX * 16];
	uint32_t	cps[TEXT_MAX];
	size_t		n = fold(text, cps);
	size_t		size = 0;
	WicCanonWalk walk;
	WicCanonWord word;

	wic_canon_init(&walk, lexicons, 2, starts, cps, n);
	while (wic_canon_next(&walk, &word))
	{
		uint32_t	group[WIC_SURFACE_MAX];

		size += put(shown + size, cps + word.start, word.length);
		shown[size++] = '=';
		size += put(shown + size, group,
					wic_canon_group(&walk, &word, group));
		shown[size++] = ' ';
	}
	shown[size] = '\0';
	return shown;
}

static void
add_term(WicLexicon *lexicon, const char *a, const char *b, unsigned weight)
{
	uint32_t	left[TEXT_MAX];
	uint32_t	right[TEXT_MAX];
	size_t		nleft = fold(a, left);
	size_t		nright = fold(b, right);

	wic_lexicon_add(lexicon, left, nleft, right, nright, WIC_TIER_A, weight);
	wic_lexicon_add(lexicon, right, nright, left, nleft, WIC_TIER_A, weight);
}

static void
set_up(void)
{
	WicLexicon *terms = wic_lexicon_init(lexicon_memory.bytes, 100, 100, 1000);

	table = wic_fold_table(WIC_FOLD_LATEST);
	add_term(terms, "ebike", "\u7535\u52A8\u8F66", WIC_WEIGHT_A);
	add_term(terms, "甲乙", "丙丁", WIC_WEIGHT_A);
	add_term(terms, "丙丁", "戊己庚", WIC_WEIGHT_A);
	add_term(terms, "辛", "壬癸", WIC_WEIGHT_A);
	add_term(terms, "共用", "共享", 0);
	add_term(terms, "寅卯", "巳午", WIC_WEIGHT_A);
	wic_lexicon_add(terms, (const uint32_t[]) {0x4E11, 0x5BC5, 0x536F}, 3,
					(const uint32_t[]) {0x672A}, 1, WIC_TIER_B, WIC_WEIGHT_B);
	lexicons[0] = terms;
	lexicons[1] = wic_vocab_table(WIC_VOCAB_LATEST);
	wic_lexicon_mark_starts(lexicons[0], starts);
	wic_lexicon_mark_starts(lexicons[1], starts);
}

static void
test_words(void)
{
	is(words_of("發展網路"), "网路=网络 ", "a word is found, in any script");
	is(words_of("发展网络"), "网络=网络 ", "and so is the heart of its group");
	is(words_of("河水清清"), "", "what has no alternatives is no word");
	is(words_of(""), "", "nor is nothing");
	is(words_of("河水。網路，网络！"), "网路=网络 网络=网络 ",
			"punctuation parts runs");
	is(words_of("军队的士气"), "", "a guard takes out what is seen by accident");
	is(words_of("个人信息和個人資訊"), "个人信息=个资 资讯=信息 ",
	   "a longer word hides what lies within it");
	is(words_of("丑寅卯辰"), "寅卯=寅卯 ",
	   "unless it has alternatives of tier B only");
}

static void
test_groups(void)
{
	is(words_of("甲乙和丙丁和戊己庚"), "甲乙=丙丁 丙丁=丙丁 戊己庚=丙丁 ",
			"a chain is the group of its middle");
	is(words_of("資訊安全，信息安全，資安"),
			"资讯安全=信息安全 信息安全=信息安全 资安=信息安全 ",
			"in the built-in vocabulary, too");
	is(words_of("素质，品质，质量"), "素质=素质 品质=品质 质量=品质 ",
			"but nobody is in two groups");
	is(words_of("共用"), "", "the user takes an alternative back");
	is(words_of("辛"), "辛=辛 ", "a word may be a single character");
	is(words_of("壬癸"), "壬癸=辛 ", "the shorter one is better");
}

static void
test_letters(void)
{
	is(words_of("ebike, e-bike"), "ebike=电动车 ", "a word of letters");
	is(words_of("EBIKE电动车"), "ebike=电动车 电动车=电动车 ", "beside characters");
	is(words_of("ebikes"), "", "but not a part of one");
}

static void
test_numbers(void)
{
	is(words_of("二〇一四年"), "二零一四年=2014年 ", "a year");
	is(words_of("2014-11-19"), "2014-11-19=2014年11月19日 ", "a date");
	is(words_of("2014年網路"), "2014年=2014年 网路=网络 ",
			"a word follows a number");
}

int
main(void)
{
	set_up();
	test_words();
	test_groups();
	test_letters();
	test_numbers();
	return done();
}
