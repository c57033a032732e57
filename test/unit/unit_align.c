/*-------------------------------------------------------------------------
 *
 * unit_align.c
 *	  Tests of alignment, against a plain table of edit distances.
 *
 * test/unit/unit_align.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/align.h"

#include <stdlib.h>

#include "tap.h"

static const WicFoldTable *table;
static unsigned beats;

/* Two texts, loaded and matched; the units are the caller's to free. */
typedef struct Aligned
{
	WicAlignSide a;
	WicAlignSide b;
	uint32_t	pairs;
} Aligned;

static void
count_beat(void)
{
	beats++;
}

static void
load(WicAlignSide *side, bool variants, const void *text, size_t size)
{
	uint32_t	n = wic_align_count(table, variants, text, size);

	wic_align_load(side, malloc(sizeof(WicUnit) * n + 1), table, variants,
				   text, size);
}

static void
match(Aligned *aligned)
{
	void	   *memory = malloc(wic_align_memory(aligned->a.n,
												 aligned->b.n));

	aligned->pairs = wic_align_match(&aligned->a, &aligned->b, memory,
									 count_beat);
	free(memory);
}

static void
align_bytes(Aligned *aligned, bool variants, const void *a, size_t a_size,
			const void *b, size_t b_size)
{
	load(&aligned->a, variants, a, a_size);
	load(&aligned->b, variants, b, b_size);
	match(aligned);
}

static void
release(Aligned *aligned)
{
	free(aligned->a.units);
	free(aligned->b.units);
}

/* One row as text: =same ~script {replaced|by} {|inserted} {deleted|} */
static size_t
print_row(char *out, size_t room, const WicAlignRow *row)
{
	bool		same = row->op == WIC_ALIGN_SAME;
	bool		script = row->op == WIC_ALIGN_SCRIPT;

	return (size_t) snprintf(out, room, "%s%.*s%s%.*s%s",
							 same ? "=" : script ? "~" : "{",
							 (int) (row->a_end - row->a),
							 (const char *) row->a, same ? "" : "|",
							 same ? 0 : (int) (row->b_end - row->b),
							 (const char *) row->b,
							 same || script ? "" : "}");
}

static const char *
rows_of(const char *a, const char *b, bool variants)
{
	static char out[2048];
	size_t		used = 0;
	Aligned		aligned;
	WicAlignRows rows;
	WicAlignRow row;

	align_bytes(&aligned, variants, a, strlen(a), b, strlen(b));
	wic_align_tidy(&aligned.a, &aligned.b);
	wic_align_rows_init(&rows, &aligned.a, &aligned.b);
	out[0] = '\0';
	while (wic_align_next(&rows, &row))
		used += print_row(out + used, sizeof(out) - used, &row);
	release(&aligned);
	return out;
}

static void
aligns(const char *a, const char *b, const char *rows, const char *name)
{
	is(rows_of(a, b, true), rows, name);
}

static void
test_rows(void)
{
	aligns("", "", "", "nothing against nothing has no rows");
	aligns("中国", "中国", "=中国", "the same is one row");
	aligns("让更多国家", "讓更多國家", "~让|讓=更多~国|國=家", "scripts");
	is(rows_of("让更多", "讓更多", false), "{让|讓}=更多",
	   "without variants they differ");
	aligns("数字经济", "数据经济", "=数{字|据}=经济", "a character replaced");
	aligns("数字经济", "数字的经济", "=数字{|的}=经济", "one put in");
	aligns("数字的经济", "数字经济", "=数字{的|}=经济", "one taken out");
	aligns("", "中国", "{|中国}", "all of it put in");
	aligns("中国", "", "{中国|}", "all of it taken out");
	aligns("ＡＢＣ公司", "abc公司", "~ＡＢＣ|abc=公司", "width and case");
	aligns("让更多国家和人民共享互联网发展成果",
		   "讓更多國家和人民共用網際網路發展成果",
		   "~让|讓=更多~国|國=家和人民共{享互联网|用網際網路}~发|發=展成果",
		   "other words");
}

static void
test_clusters(void)
{
	aligns("㈱東京", "(株)东京", "~㈱東|(株)东=京", "one against several");
	aligns("㈱東京", "(株東京", "{㈱|(株}=東京",
		   "what one character folds to is not cut");
	aligns("(株東京", "㈱東京", "{(株|㈱}=東京", "nor on the other side");
	aligns("葛\U000E0100飾", "葛飾", "~葛\U000E0100|葛=飾",
		   "a selector belongs to its character");
	aligns("\uFE00中国", "中国", "~\uFE00中|中=国", "or to the next");
	aligns("\uFE00", "", "~\uFE00|", "nothing but a selector");
	aligns("\uFE00", "中", "{\uFE00|中}", "a selector against a character");
	aligns("ﾃﾞ", "デ", "~ﾃﾞ|デ", "a mark is no character of its own");
	aligns("人\u3005は", "人人は", "=人~\u3005|人=は",
		   "an iteration mark");
	aligns("中\xFF", "中", "=中{\xFF|}", "a bad byte");
}

static void
test_tidy(void)
{
	aligns("他是好人", "她是坏人", "{他|她}=是{好|坏}=人",
		   "a pair amid small changes stays");
	aligns("红色的苹果树", "深蓝的海洋鱼类", "{红色的苹果树|深蓝的海洋鱼类}",
		   "a lone pair amid larger ones does not");
	aligns("红色网络安全苹果树", "深蓝网络安全海洋鱼",
		   "{红色|深蓝}=网络安全{苹果树|海洋鱼}", "a longer run stays");
	aligns("我们要发展经济", "我们要发展文化\u3001发展经济",
		   "=我们要{|发展文化\u3001}=发展经济",
		   "what was put in ends with punctuation");
	aligns("谋求和平\u3002", "谋求和平\u3002谋求发展\u3002",
		   "=谋求和平\u3002{|谋求发展\u3002}", "or stands at the end");
	aligns("a cat", "a black cat", "=a {|black }=cat", "or with a blank");
	aligns("发展文化\u3001发展经济", "发展经济", "{发展文化\u3001|}=发展经济",
		   "the same of what was taken out");
}

/* A repeatable sequence of numbers. */
static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* Random letters, of so many different ones; returns the size. */
static size_t
random_text(uint8_t *out, uint32_t n, uint32_t letters, uint32_t *state)
{
	size_t		size = 0;

	for (uint32_t i = 0; i < n; i++)
		size += wic_utf8_put(out + size,
							 'a' + next_random(state) % letters);
	return size;
}

/* The length of a longest common subsequence, by the book. */
static uint32_t
plain_common(const Aligned *aligned)
{
	uint32_t	m = aligned->b.n;
	uint32_t   *row = calloc(m + 1, sizeof(uint32_t));
	uint32_t	common;

	for (uint32_t i = 0; i < aligned->a.n; i++)
	{
		uint32_t	diagonal = 0;

		for (uint32_t j = 0; j < m; j++)
		{
			uint32_t	above = row[j + 1];

			if (aligned->a.units[i].id == aligned->b.units[j].id)
				row[j + 1] = diagonal + 1;
			else if (row[j] > above)
				row[j + 1] = row[j];
			diagonal = above;
		}
	}
	common = row[m];
	free(row);
	return common;
}

/* Does the n-th matched unit of a side equal the n-th of the other? */
static bool
pairs_are_equal(const Aligned *aligned)
{
	const WicAlignSide *a = &aligned->a;
	const WicAlignSide *b = &aligned->b;
	uint32_t	j = 0;

	for (uint32_t i = 0; i < a->n; i++)
	{
		if (!a->units[i].matched)
			continue;
		while (j < b->n && !b->units[j].matched)
			j++;
		if (j == b->n || a->units[i].id != b->units[j].id)
			return false;
		j++;
	}
	while (j < b->n && !b->units[j].matched)
		j++;
	return j == b->n;
}

/* Do the rows join up to both texts, in alternating ops? */
static bool
rows_cover(const Aligned *aligned)
{
	const uint8_t *a = aligned->a.begin;
	const uint8_t *b = aligned->b.begin;
	int			last = -1;
	WicAlignRows rows;
	WicAlignRow row;

	wic_align_rows_init(&rows, &aligned->a, &aligned->b);
	while (wic_align_next(&rows, &row))
	{
		if (row.a != a || row.b != b || (int) row.op == last)
			return false;
		a = row.a_end;
		b = row.b_end;
		last = (int) row.op;
	}
	return a == aligned->a.begin + aligned->a.size &&
		b == aligned->b.begin + aligned->b.size;
}

/* Does exchanging the texts exchange the pairs? */
static bool
is_symmetric(const Aligned *aligned)
{
	Aligned		other;
	bool		holds = true;

	align_bytes(&other, true, aligned->b.begin, aligned->b.size,
				aligned->a.begin, aligned->a.size);
	for (uint32_t i = 0; i < aligned->a.n; i++)
		holds &= aligned->a.units[i].matched == other.b.units[i].matched;
	for (uint32_t i = 0; i < aligned->b.n; i++)
		holds &= aligned->b.units[i].matched == other.a.units[i].matched;
	release(&other);
	return holds;
}

/* Random texts of up to so many letters: fewest edits, and all the rest. */
static bool
random_texts_hold(int rounds, uint32_t length, uint32_t letters)
{
	uint8_t    *texts = malloc(2 * length);
	uint32_t	state = length * 31 + letters;
	bool		holds = true;

	for (int round = 0; round < rounds; round++)
	{
		size_t		a_size = random_text(texts, next_random(&state) % length,
										 letters, &state);
		size_t		b_size = random_text(texts + length,
										 next_random(&state) % length,
										 letters, &state);
		Aligned		aligned;

		align_bytes(&aligned, true, texts, a_size, texts + length, b_size);
		holds &= aligned.pairs == plain_common(&aligned);
		holds &= pairs_are_equal(&aligned) && rows_cover(&aligned) &&
			is_symmetric(&aligned);
		wic_align_tidy(&aligned.a, &aligned.b);
		holds &= pairs_are_equal(&aligned) && rows_cover(&aligned);
		release(&aligned);
	}
	free(texts);
	return holds;
}

static void
test_random(void)
{
	ok(random_texts_hold(2000, 8, 2), "fewest edits: 2 letters, up to 8");
	ok(random_texts_hold(1000, 64, 4), "4 letters, up to 64");
	ok(random_texts_hold(500, 70, 26), "26 letters, about a word's bits");
	ok(random_texts_hold(100, 400, 3), "3 letters, up to 400");
	ok(random_texts_hold(100, 400, 20), "20 letters, up to 400");
	ok(random_texts_hold(10, 3000, 12), "12 letters, up to 3000");
}

/* A text of n letters, and a copy with every edit-th letter replaced. */
static void
align_edited(Aligned *aligned, uint8_t *texts, uint32_t n, uint32_t edit)
{
	uint32_t	state = 7;

	random_text(texts, n, 20, &state);
	memcpy(texts + n, texts, n);
	for (uint32_t i = 0; i < n; i += edit)
		texts[n + i] = 'z';
	align_bytes(aligned, true, texts, n, texts + n, n);
}

static void
test_large(void)
{
	uint32_t	n = 50000;
	uint8_t    *texts = malloc(2 * n);
	Aligned		aligned;

	ok((uint64_t) n * n > WIC_ALIGN_EXACT_CELLS, "a text to be cut");
	align_edited(&aligned, texts, n, 1000);
	ok(aligned.pairs == n - n / 1000, "with edits here and there");
	ok(pairs_are_equal(&aligned) && rows_cover(&aligned) &&
	   is_symmetric(&aligned), "pairs, rows and symmetry hold");
	wic_align_tidy(&aligned.a, &aligned.b);
	ok(pairs_are_equal(&aligned) && rows_cover(&aligned), "when tidied too");
	release(&aligned);

	memset(texts, 'a', n);
	memset(texts + n, 'b', n);
	memset(texts + n, 'a', 20);
	memset(texts + n + n / 2, 'a', 30);
	beats = 0;
	align_bytes(&aligned, true, texts, n, texts + n, n);
	ok(aligned.pairs == 50, "nothing to cut at");
	ok(beats > 500, "somebody may stop it");
	release(&aligned);
	free(texts);
}

/* Texts beyond all bounds are not looked into between their ends. */
static void
test_bound(void)
{
	uint32_t	n = UINT32_C(1) << 19;
	uint8_t    *texts = malloc(2 * n);
	Aligned		aligned;

	memset(texts, 'a', n);
	for (uint32_t i = 0; i < n; i++)
		texts[n + i] = i % 2 == 0 ? 'b' : 'a';
	memset(texts, 'x', 100);
	memset(texts + n, 'x', 100);
	align_bytes(&aligned, true, texts, n, texts + n, n);
	ok((uint64_t) n * n > WIC_ALIGN_CELLS && aligned.pairs == 101,
	   "beyond the bound only the ends are paired");
	ok(pairs_are_equal(&aligned) && rows_cover(&aligned), "and rows hold");
	release(&aligned);
	free(texts);
}

static void
test_words(void)
{
	const char *text = "\u300C網路\u300D, ＡＢ\u2026  1\u3002";
	WicAlignSide side;

	load(&side, true, text, strlen(text));
	ok(wic_align_words(&side) == 5, "words are letters, digits and CJK");
	wic_align_keep_words(&side);
	ok(side.n == 5 && side.units[0].id == 0x7F51 && side.units[2].id == 'a' &&
	   side.units[4].id == '1', "and are kept in order");
	free(side.units);
}

int
main(void)
{
	table = wic_fold_table(WIC_FOLD_LATEST);
	test_rows();
	test_clusters();
	test_tidy();
	test_random();
	test_large();
	test_bound();
	test_words();
	return done();
}
