/*-------------------------------------------------------------------------
 *
 * unit_align_vocab.c
 *	  Tests of words that are aligned as one.
 *
 * test/unit/unit_align_vocab.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/align_vocab.h"

#include <stdlib.h>

#include "tap.h"

#define TEXT_MAX	200

static const WicFoldTable *table;

/* The lexicons that are searched. */
static const WicLexicon *lexicons[2];
static size_t nlexicons;

static union
{
	uint64_t	align;
	uint8_t		bytes[100000];
}			lexicon_memory;

static unsigned beats;

static void
count_beat(void)
{
	beats++;
}

/* A text as loaded, and as merged. */
typedef struct Side
{
	WicAlignSide side;
	WicUnit    *loaded;
	uint32_t	nloaded;
} Side;

static void
load(Side *side, const char *text)
{
	size_t		size = strlen(text);
	uint32_t	n = wic_align_count(table, true, text, size);

	side->nloaded = n;
	side->loaded = malloc(sizeof(WicUnit) * n + 1);
	wic_align_load(&side->side, malloc(sizeof(WicUnit) * n + 1), table, true,
				   text, size);
	memcpy(side->loaded, side->side.units, sizeof(WicUnit) * n);
}

static void
merge(Side *a, Side *b)
{
	void	   *memory = malloc(wic_align_merge_memory(lexicons, nlexicons,
													   a->nloaded,
													   b->nloaded));

	wic_align_merge(&a->side, &b->side, lexicons, nlexicons, memory,
					count_beat);
	free(memory);
}

static void
match(Side *a, Side *b)
{
	void	   *memory = malloc(wic_align_memory(a->side.n, b->side.n));

	wic_align_match(&a->side, &b->side, memory, NULL);
	free(memory);
}

static bool
split(Side *side)
{
	WicUnit    *merged = side->side.units;

	if (!wic_align_split(&side->side, side->loaded, side->nloaded))
		return false;
	side->loaded = merged;
	return true;
}

static void
release(Side *side)
{
	free(side->side.units);
	free(side->loaded);
}

/* The units of a side, the words of several characters in brackets. */
static size_t
print_side(char *out, const WicAlignSide *side)
{
	size_t		used = 0;

	for (uint32_t i = 0; i < side->n; i++)
	{
		uint32_t	start = side->units[i].start;
		uint32_t	end = i + 1 < side->n ? side->units[i + 1].start :
			side->size;
		bool		word = side->units[i].id >= WIC_UNIT_WORD;

		used += (size_t) sprintf(out + used, word ? "[%.*s]" : "%.*s",
								 (int) (end - start),
								 (const char *) side->begin + start);
	}
	return used;
}

/* Both texts after their words were merged. */
static const char *
merged(const char *a, const char *b)
{
	static char out[4 * TEXT_MAX];
	Side		sides[2];
	size_t		used;

	load(&sides[0], a);
	load(&sides[1], b);
	merge(&sides[0], &sides[1]);
	used = print_side(out, &sides[0].side);
	out[used++] = ' ';
	out[used++] = '|';
	out[used++] = ' ';
	out[used + print_side(out + used, &sides[1].side)] = '\0';
	release(&sides[0]);
	release(&sides[1]);
	return out;
}

/* The rows of both texts: op letters, each with its piece of a and of b. */
static const char *
rows_of(const char *a, const char *b)
{
	static char out[4 * TEXT_MAX];
	size_t		used = 0;
	Side		sides[2];
	WicAlignRows rows;
	WicAlignRow row;

	load(&sides[0], a);
	load(&sides[1], b);
	merge(&sides[0], &sides[1]);
	match(&sides[0], &sides[1]);
	if (split(&sides[0]) | split(&sides[1]))
		match(&sides[0], &sides[1]);
	wic_align_tidy(&sides[0].side, &sides[1].side);
	wic_align_rows_init(&rows, &sides[0].side, &sides[1].side);
	out[0] = '\0';
	while (wic_align_next(&rows, &row))
		used += (size_t) sprintf(out + used, "%s%s(%.*s|%.*s)",
								 used == 0 ? "" : " ",
								 wic_align_op_name(row.op),
								 (int) (row.a_end - row.a),
								 (const char *) row.a,
								 (int) (row.b_end - row.b),
								 (const char *) row.b);
	release(&sides[0]);
	release(&sides[1]);
	return out;
}

static void
test_builtin(void)
{
	lexicons[0] = wic_vocab_table(WIC_VOCAB_LATEST);
	nlexicons = 1;
	is(merged("发展互联网", "發展網際網路"), "发展[互联网] | 發展[網際網路]",
	   "words of one concept");
	is(merged("發展網際網路", "发展互联网"), "發展[網際網路] | 发展[互联网]",
	   "the other way round");
	is(merged("发展互联网", "發展互聯網"), "发展互联网 | 發展互聯網",
	   "the same word is left alone");
	is(merged("计划", "規劃"), "计划 | 規劃",
	   "a word whose concept is not there too");
	is(merged("网络,网络", "網路,網絡"), "[网络],[网络] | [網路],[網絡]",
	   "all places of both words");
	is(merged("", "網路"), " | 網路", "nothing against a word");
	is(rows_of("发展互联网", "發展網際網路"),
	   "script(发|發) same(展|展) vocab(互联网|網際網路)", "a row");
	is(rows_of("网络,网络", "網路,網絡"),
	   "vocab(网络|網路) same(,|,) script(网络|網絡)",
	   "the same word in another script is another row");
	ok(!wic_align_differs(WIC_ALIGN_VOCAB) &&
	   wic_align_differs(WIC_ALIGN_REPLACE), "which is no difference");
	is(rows_of("网络安全\u3002发展网络", "網羅天下\u3002發展網路"),
	   "script(网|網) replace(络安全|羅天下) same(\u3002|\u3002) "
	   "script(发|發) same(展|展) vocab(网络|網路)",
	   "a word without a partner is characters again");
}

static void
test_numerals(void)
{
	is(merged("二〇一四年底", "2014年底"), "[二〇一四年]底 | [2014年]底",
	   "a year");
	is(rows_of("2015-12-16开", "二〇一五年十二月十六日開"),
	   "vocab(2015-12-16|二〇一五年十二月十六日) script(开|開)", "a date");
	is(merged("2014年", "２０１４年"), "2014年 | ２０１４年",
	   "one that folds alike");
	is(merged("2014年", "二〇一五年"), "2014年 | 二〇一五年", "another year");
	is(merged("2014年5月", "二〇一四年"), "2014年5月 | 二〇一四年",
	   "or more of a date");
}

static void
add(WicLexicon *lexicon, const char *a, const char *b)
{
	uint32_t	cps[2][TEXT_MAX];
	size_t		n[2];
	const char *texts[] = {a, b};

	for (int i = 0; i < 2; i++)
	{
		n[i] = strlen(texts[i]);
		for (size_t k = 0; k < n[i]; k++)
			cps[i][k] = (uint8_t) texts[i][k];
	}
	if (n[1] == 0)
	{
		wic_lexicon_add_blocker(lexicon, cps[0], n[0]);
		return;
	}
	wic_lexicon_add(lexicon, cps[0], n[0], cps[1], n[1], WIC_TIER_A, 256);
	wic_lexicon_add(lexicon, cps[1], n[1], cps[0], n[0], WIC_TIER_A, 256);
}

/* Words of letters. */
static void
test_user(void)
{
	static const char *const pairs[][2] = {
		{"ab", "cd"}, {"cd", "ef"}, {"abxy", "gh"}, {"q", "rs"}, {"(z", "w"},
	};
	WicLexicon *lexicon = wic_lexicon_init(&lexicon_memory, 100, 100, 1000);

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		add(lexicon, pairs[i][0], pairs[i][1]);
	add(lexicon, "ab.", "");
	lexicons[0] = lexicon;
	nlexicons = 1;

	is(merged("ab", "cd"), "[ab] | [cd]", "a pair of the user's");
	is(merged("ab", "ef"), "ab | ef", "a third is not inferred");
	is(merged("ab ef", "cd"), "[ab] [ef] | [cd]",
	   "but one stands for each of two that are never compared");
	is(merged("ab ab ef", "cd ef ef"), "[ab] [ab] ef | [cd] ef ef",
	   "else for that which it stands for more often");
	is(merged("xab", "cdx"), "xab | cdx", "no word begins inside of one");
	is(merged("q,q", "rs"), "[q],[q] | [rs]", "a word of one character");
	is(rows_of("q,q", "q,rs"), "same(q,|q,) vocab(q|rs)", "and its row");
}

static void
test_parts(void)
{
	WicLexicon *lexicon = wic_lexicon_init(&lexicon_memory, 10, 10, 100);
	const uint32_t ab[] = {0x7532, 0x4E59}; /* 甲乙 */
	const uint32_t abc[] = {0x7532, 0x4E59, 0x4E19};	/* 甲乙丙 */
	const uint32_t bc[] = {0x4E59, 0x4E19};
	const uint32_t d[] = {0x4E01};	/* 丁 */
	const uint32_t e[] = {0x620A};	/* 戊 */

	wic_lexicon_add(lexicon, ab, 2, d, 1, WIC_TIER_A, 256);
	wic_lexicon_add(lexicon, d, 1, ab, 2, WIC_TIER_A, 256);
	wic_lexicon_add(lexicon, bc, 2, e, 1, WIC_TIER_A, 256);
	wic_lexicon_add(lexicon, e, 1, bc, 2, WIC_TIER_A, 256);
	lexicons[0] = lexicon;
	nlexicons = 1;
	is(merged("甲乙丙", "戊"), "甲乙丙 | 戊",
	   "a word hides those that overlap it, wherever the other one is");

	wic_lexicon_add(lexicon, abc, 3, ab + 1, 1, WIC_TIER_A, 256);
	is(merged("甲乙丙", "丁"), "[甲乙]丙 | [丁]",
	   "but not those within it, if it has no counterpart");
	is(merged("甲乙丙", "戊"), "甲[乙丙] | [戊]", "wherever they begin");
	wic_lexicon_add_blocker(lexicon, abc, 3);
	is(merged("甲乙丙", "丁"), "甲乙丙 | 丁", "a blocker hides them");
}

static void
test_clusters(void)
{
	WicLexicon *lexicon = wic_lexicon_init(&lexicon_memory, 10, 10, 100);
	const uint32_t company[] = {0x4F1A, 0x793E};	/* 会社 */
	const uint32_t firm[] = {0x4E01};	/* 丁 */

	wic_lexicon_add(lexicon, company, 2, firm, 1, WIC_TIER_A, 256);
	wic_lexicon_add(lexicon, firm, 1, company, 2, WIC_TIER_A, 256);
	lexicons[0] = lexicon;
	nlexicons = 1;
	is(rows_of("㍿,会社", "丁,丁"), "replace(㍿|丁) same(,|,) vocab(会社|丁)",
	   "half of what a character folds to is no word");
}

/* Texts of some length. */
static void
test_long(void)
{
	static const char *const pieces[2] = {"网络和信息\u3002", "網路和資訊\u3002"};
	size_t		size = strlen(pieces[0]);
	unsigned	repeats = 20000;
	char	   *texts[2];
	Side		sides[2];
	bool		alike = true;

	for (int i = 0; i < 2; i++)
	{
		texts[i] = malloc(size * repeats + 1);
		for (unsigned k = 0; k < repeats; k++)
			memcpy(texts[i] + k * size, pieces[i], size + 1);
		load(&sides[i], texts[i]);
	}
	lexicons[0] = wic_vocab_table(WIC_VOCAB_LATEST);
	nlexicons = 1;
	beats = 0;
	merge(&sides[0], &sides[1]);
	ok(sides[0].side.n == 4 * repeats && sides[1].side.n == 4 * repeats,
	   "a long text");
	for (uint32_t i = 0; i < 4 * repeats; i++)
		alike &= sides[0].side.units[i].id == sides[1].side.units[i].id;
	ok(alike, "is the same all along");
	ok(beats > 20, "and somebody may stop it");
	for (int i = 0; i < 2; i++)
	{
		release(&sides[i]);
		free(texts[i]);
	}
}

int
main(void)
{
	table = wic_fold_table(WIC_FOLD_LATEST);
	test_builtin();
	test_numerals();
	test_user();
	test_parts();
	test_clusters();
	test_long();
	return done();
}
