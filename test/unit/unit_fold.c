/*-------------------------------------------------------------------------
 *
 * unit_fold.c
 *	  Tests of folding and composing.
 *
 * test/unit/unit_fold.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/fold.h"

#include "core/compose.h"
#include "tap.h"

/* Folded text; large enough for any here. */
typedef struct Folded
{
	uint8_t		bytes[2048];
	size_t		size;
} Folded;

static const WicFoldTable *table;

static void
fold_bytes(Folded *folded, bool variants, const void *text, size_t size)
{
	WicFolder	folder;
	WicCluster	cluster;

	folded->size = 0;
	wic_folder_init(&folder, table, variants, text, size);
	while (wic_folder_next(&folder, &cluster))
		for (size_t i = 0; i < cluster.ncps; i++)
			folded->size += wic_utf8_put(folded->bytes + folded->size,
										 cluster.cps[i]);
	folded->bytes[folded->size] = '\0';
}

/* Does text fold to expected, with variants? */
static void
folds(const char *text, const char *expected, const char *name)
{
	Folded		folded;

	fold_bytes(&folded, true, text, strlen(text));
	is((const char *) folded.bytes, expected, name);
}

/* Does it so without variants? */
static void
folds_exactly(const char *text, const char *expected, const char *name)
{
	Folded		folded;

	fold_bytes(&folded, false, text, strlen(text));
	is((const char *) folded.bytes, expected, name);
}

static bool
fold_alike(const void *a, size_t a_size, const void *b, size_t b_size)
{
	Folded		a_folded;
	Folded		b_folded;

	for (int variants = 0; variants <= 1; variants++)
	{
		fold_bytes(&a_folded, variants, a, a_size);
		fold_bytes(&b_folded, variants, b, b_size);
		if (a_folded.size != b_folded.size ||
			memcmp(a_folded.bytes, b_folded.bytes, a_folded.size) != 0)
			return false;
	}
	return true;
}

/* Do both ways of writing the same fold alike, with variants and without? */
static void
alike(const char *a, const char *b, const char *name)
{
	ok(fold_alike(a, strlen(a), b, strlen(b)), name);
}

static bool
is_surrogate(uint32_t cp)
{
	return cp >= 0xD800 && cp <= 0xDFFF;
}

/* Does folding what cp folds to, between two characters, change nothing? */
static bool
is_stable(uint32_t cp, const char *before, const char *after, bool variants)
{
	char		bytes[32];
	size_t		size = strlen(before);
	Folded		once;
	Folded		twice;

	memcpy(bytes, before, size);
	size += wic_utf8_put((uint8_t *) bytes + size, cp);
	memcpy(bytes + size, after, strlen(after));
	size += strlen(after);

	fold_bytes(&once, variants, bytes, size);
	fold_bytes(&twice, variants, once.bytes, once.size);
	return once.size == twice.size &&
		memcmp(once.bytes, twice.bytes, once.size) == 0;
}

static void
all_stable(const char *before, const char *after, bool variants,
		   const char *name)
{
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++)
		if (!is_surrogate(cp) && !is_stable(cp, before, after, variants))
		{
			ok(false, name);
			printf("#   U+%04X is not\n", (unsigned) cp);
			return;
		}
	ok(true, name);
}

/*
 * This holds for characters and for most texts, but not where a character of
 * context comes to stand beside what only folding made its neighbour, as in
 * 1月々, which is what ㋀々 folds to.
 */
static void
test_idempotence(void)
{
	all_stable("", "", true, "fold of fold is fold, with variants");
	all_stable("", "", false, "and without");
	all_stable("発", "中", true, "also between Han, with variants");
	all_stable("発", "中", false, "and without");
	all_stable("か", "\u3099", true, "also between kana and a mark");
	all_stable("A", "\u0308\u0323", false, "also before Latin marks");
	all_stable("\u1100", "\u11A8", false, "also between jamo");
}

/*
 * Does what does not join fold to what does not join?  Only so may the folder
 * end a cluster before it has folded what follows.
 */
static bool
joining_survives(bool variants)
{
	uint32_t	cps[WIC_FOLD_CHAR_MAX];

	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++)
		if ((wic_char_props(cp) & WIC_CHAR_JOINS) == 0 &&
			wic_fold_char(table, variants, cp, cps) > 0 &&
			(wic_char_props(cps[0]) & WIC_CHAR_JOINS) != 0)
			return false;
	return true;
}

/* FNV-1a over what each code point folds to. */
static uint64_t
hash_of_folds(bool variants)
{
	uint64_t	hash = UINT64_C(0xCBF29CE484222325);
	uint32_t	cps[WIC_FOLD_CHAR_MAX];

	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++)
	{
		size_t		n = wic_fold_char(table, variants, cp, cps);

		hash = (hash ^ n) * UINT64_C(0x100000001B3);
		for (size_t i = 0; i < n; i++)
			hash = (hash ^ cps[i]) * UINT64_C(0x100000001B3);
	}
	return hash;
}

static void
test_table(void)
{
	ok(wic_fold_table(0) == NULL && wic_fold_table(-1) == NULL &&
	   wic_fold_table(WIC_FOLD_LATEST + 1) == NULL,
	   "an unknown version has no table");
	ok(wic_fold_fingerprint(wic_fold_table(1)) ==
	   UINT64_C(0x5C843DB70D944471), "the fingerprint of version 1 is fixed");
	ok(hash_of_folds(true) == UINT64_C(0x6E903FEDE7FE6955),
	   "so is each mapping");
	ok(hash_of_folds(false) == UINT64_C(0x7C386BB50BBF188B),
	   "also without variants");
	ok(joining_survives(true) && joining_survives(false),
	   "what does not join folds to what does not join");
}

static void
test_variants(void)
{
	folds("發展 発展 发展", "发展 发展 发展", "script variants are one");
	folds("網際網路", "网际网路", "characters are folded, words are not");
	folds_exactly("發展 発展 发展", "發展 発展 发展",
				  "without variants they stay");
	folds("葛\U000E0100飾", "葛饰", "an ideographic variation selector");
	folds_exactly("葛\uFE00飾", "葛飾", "goes without variants too");
	folds("⾦⻝", "金食", "radicals are characters");
	folds_exactly("⾦", "金", "Kangxi radicals without variants too");
	folds("\uF900", "岂", "a compatibility ideograph");
	folds_exactly("\uF900", "豈", "without variants");
	folds("𠮷", "吉", "a variant beyond the basic plane");
}

static void
test_iteration(void)
{
	folds("人\u3005", "人人", "after Han it repeats");
	folds("發\u3005", "发发", "what it repeats is folded");
	folds("人\u3005\u3005", "人人人", "it may be repeated");
	folds("人\u303B", "人人", "the vertical one too");
	folds("葛\U000E0100\u3005", "葛葛", "across a selector");
	folds("か\u3005", "か\u3005", "after kana it stays");
	folds("\u3005人", "\u3005人", "at the start it stays");
	folds("\u3002\u3005", "\u3002\u3005", "after punctuation it stays");
	folds("人 \u3005", "人 \u3005", "after white space it stays");
	folds("\u32C0\u3005", "1月\u3005", "after a symbol it stays");
	folds_exactly("人\u3005", "人\u3005", "without variants it stays");
}

static void
test_compatibility(void)
{
	folds("ＰｏｓｔｇｒｅＳＱＬ\u3000１５", "postgresql 15", "full width");
	folds("ﾃﾞｰ\uFF80ﾍﾞｰｽ ﾊﾟｰｾﾝﾄ", "データベース パーセント", "halfwidth kana");
	folds("㈱ ㍿ ① Ⅳ ㋿ \u32C0 ㎏", "(株) 株式会社 1 iv 令和 1月 kg",
		  "symbols are words");
	folds("ﬁ ﬄ ĳ ǆ", "fi ffl ij dž", "ligatures");
	folds("Straße STRASSE ẞ", "strasse strasse ss", "sharp s");
	folds("ΣΊΣΥΦΟΣ ς", "σίσυφοσ σ", "both sigmas");
	folds("ﷺ", "صلى الله عليه وسلم", "the longest of all");
	folds("a\u00AD" "b\u200B" "c", "abc", "the invisible goes");
	folds("", "", "empty text");
	folds("\uFE00\u200D", "", "text that is all invisible");
	folds("a\xFF\xE5\xBA", "a\uFFFD\uFFFD\uFFFD",
		  "each bad byte is U+FFFD");
}

static void
test_context(void)
{
	folds("\u4E00九八○年", "\u4E00九八零年",
		  "a circle between digits is zero");
	folds_exactly("\u4E00九八○年", "\u4E00九八\u3007年",
				  "without variants it is that of Han");
	folds("○年", "○年", "another circle stays");
	folds("メ－カー メ\u2010カー メ\u2015カー メ−カー",
		  "メーカー メーカー メーカー メーカー", "hyphens between kana");
	folds("中－国", "中-国", "another hyphen is one");
}

/* Is every syllable of Hangul the same in jamo? */
static bool
syllables_are_jamo(void)
{
	for (uint32_t cp = 0xAC00; cp <= 0xD7A3; cp++)
	{
		uint32_t	index = cp - 0xAC00;
		uint8_t		whole[WIC_UTF8_MAX];
		uint8_t		parts[3 * WIC_UTF8_MAX];
		size_t		whole_size = wic_utf8_put(whole, cp);
		size_t		size = wic_utf8_put(parts, 0x1100 + index / 588);

		size += wic_utf8_put(parts + size, 0x1161 + index % 588 / 28);
		if (index % 28 > 0)
			size += wic_utf8_put(parts + size, 0x11A7 + index % 28);
		if (!fold_alike(whole, whole_size, parts, size))
			return false;
	}
	return true;
}

static void
test_composition(void)
{
	alike("é Å ñ", "e\u0301 A\u030A n\u0303", "Latin letters");
	alike("ǖ", "u\u0308\u0304", "with two marks");
	alike("ǖ", "ü\u0304", "one of them composed");
	alike("ệ", "e\u0323\u0302", "below and above");
	alike("ệ", "e\u0302\u0323", "in the wrong order");
	alike("ệ", "ê\u0323", "composed in the wrong order");
	alike("q\u0323\u0307", "q\u0307\u0323",
		  "marks that do not compose are ordered");
	alike("がぱヴ", "か\u3099は\u309Aウ\u3099", "kana");
	alike("ガパヴ", "ｶﾞﾊﾟｳﾞ", "halfwidth kana");
	alike("ガ", "ｶ\u3099", "halfwidth kana with a wide mark");
	alike("ガ", "カﾞ", "wide kana with a halfwidth mark");
	alike("が", "か\uFE00\u3099", "across a selector");
	alike("한\uAE00", "\u1112\u1161\u11AB\u1100\u1173\u11AF",
		  "Hangul in jamo");
	alike("\uAC00", "ㄱㅏ", "in compatibility jamo");
	alike("각", "\uAC00\u11A8", "half composed");
	ok(syllables_are_jamo(), "every syllable is the same in jamo");
	alike("\u00C5 \u03A9 k", "\u212B \u2126 \u212A", "singletons");
	alike("\u0300\u0301", "\u0340\u0341", "marks alone");
}

static void
test_compose(void)
{
	uint32_t	blocked[] = {'a', 0x0300, 'b', 0x0301};
	uint32_t	same_class[] = {'a', 0x0305, 0x0301};
	uint32_t	excluded[] = {0x0915, 0x093C};
	uint32_t	marks[WIC_COMPOSE_MAX];

	ok(wic_compose(blocked, 0) == 0, "nothing");
	ok(wic_compose(blocked, 4) == 3 && blocked[0] == 0xE0 &&
	   blocked[1] == 'b' && blocked[2] == 0x0301,
	   "marks compose with the letter before them");
	ok(wic_compose(same_class, 3) == 3 && same_class[0] == 'a',
	   "a mark of the same class stands between");
	ok(wic_compose(excluded, 2) == 2 && excluded[0] == 0x0915,
	   "composition exclusions stay apart");

	for (size_t i = 0; i < WIC_COMPOSE_MAX; i++)
		marks[i] = 0x1F82;
	ok(wic_compose(marks, WIC_COMPOSE_MAX) == WIC_COMPOSE_MAX &&
	   marks[WIC_COMPOSE_MAX - 1] == 0x1F82,
	   "characters of four parts, as many as there may be");
	for (size_t i = 0; i < WIC_COMPOSE_MAX; i++)
		marks[i] = 0x0344;
	ok(wic_compose(marks, WIC_COMPOSE_MAX) == WIC_COMPOSE_MAX,
	   "what grows is cut");
}

/* Do the clusters of nmarks marks behind a letter cover them all? */
static bool
long_cluster_is_covered(size_t nmarks)
{
	uint8_t		bytes[1024] = "a";
	size_t		size = 1;
	const uint8_t *end = bytes;
	WicFolder	folder;
	WicCluster	cluster;

	for (size_t i = 0; i < nmarks; i++)
		size += wic_utf8_put(bytes + size, 0x0301);
	wic_folder_init(&folder, table, true, bytes, size);
	while (wic_folder_next(&folder, &cluster))
	{
		if (cluster.start != end || cluster.ncps > WIC_FOLD_CLUSTER_MAX)
			return false;
		end = cluster.end;
	}
	return end == bytes + size;
}

int
main(void)
{
	table = wic_fold_table(WIC_FOLD_LATEST);
	test_table();
	test_variants();
	test_iteration();
	test_compatibility();
	test_context();
	test_composition();
	test_compose();
	ok(long_cluster_is_covered(40) && long_cluster_is_covered(300),
	   "long clusters are folded piece by piece");
	test_idempotence();
	return done();
}
