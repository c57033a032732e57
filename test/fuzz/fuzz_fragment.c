/*-------------------------------------------------------------------------
 *
 * fuzz_fragment.c
 *	  Windows of any text, for any hits, keep to the rules of fragment.h.
 *
 * The first HEAD bytes of the input choose the rules and the hits; the others
 * are the text, or each stands for a character that matters.
 *
 * The ruler cuts no word, and no character from its marks, that is not too
 * long.  The windows begin and end at cuts, ascend, do not overlap, are not
 * empty and hold no more than they may.  What is marked ascends, lies in its
 * window and matches, and all that matches is marked; the first window has a
 * mark if there is a hit, and the only one shows as many parts as can be.
 * The calls of pulse are in proportion to tokens and hits.
 *
 * test/fuzz/fuzz_fragment.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/fragment.h"
#include "core/token.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define HEAD		10

/* Bytes of the longest one that a byte can stand for. */
#define CHARACTER_MAX	5

/* As many marks stay with a character. */
#define MARKS_MAX	16

/* Few enough to try all pairs. */
#define HITS_MAX	128

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A text with all that is asked of it. */
typedef struct Case
{
	WicRuler	ruler;
	WicFragmentRules rules;
	WicHit		hits[HITS_MAX];
	int			nhits;
	bool		is_aligned;		/* hits begin and end at cuts */
	size_t		ntokens;
} Case;

static size_t beats;

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
count_beat(void)
{
	beats++;
}

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

static uint32_t
char_at(const WicRuler *ruler, int at, int *next)
{
	uint32_t	cp;

	*next = at + (int) wic_utf8_next(ruler->bytes + at,
									 ruler->bytes + ruler->length, &cp);
	return cp;
}

static bool
is_cut(const WicRuler *ruler, int at)
{
	return wic_ruler_cut_from(ruler, at) == at &&
		wic_ruler_cut_until(ruler, at) == at;
}

static bool
is_mark(uint32_t cp)
{
	uint8_t		props = wic_char_props(cp);
	int			class = props & WIC_CHAR_CLASS_MASK;

	return class == WIC_CLASS_MARK || class == WIC_CLASS_IGNORE ||
		(props & WIC_CHAR_JOINS) != 0;
}

/*-------------------------------------------------------------------------
 * The ruler
 *-------------------------------------------------------------------------
 */

/* A piece between two cuts, of which the last one had so many characters. */
static int
require_piece(const WicRuler *ruler, int start, int end, int before)
{
	int			nchars = (int) wic_utf8_count(ruler->bytes + start,
											  ruler->bytes + end);
	int			count = wic_ruler_count(ruler, start, end);
	int			next;
	uint32_t	cp = char_at(ruler, start, &next);

	require(start < end && nchars <= ruler->longest);
	if (ruler->unit == WIC_RULER_CHARS)
		require(count == nchars);
	else
		require(count <= 1);
	require(wic_ruler_next(ruler, start) == end);
	require(wic_ruler_previous(ruler, end) == start);
	if (start > 0 && is_mark(cp) && ruler->bytes[start - 1] != 0)
		require(before > MARKS_MAX || before + nchars > ruler->longest);
	for (int at = start; at < end; at = next)
	{
		cp = char_at(ruler, at, &next);
		require(at == start || !is_cut(ruler, at));
	}
	require(next == end);
	return nchars;
}

static void
require_ruler(const WicRuler *ruler)
{
	int			before = 0;
	int			count = 0;

	for (int at = 0; at < ruler->length;)
	{
		int			next = wic_ruler_cut_from(ruler, at + 1);

		before = require_piece(ruler, at, next, before);
		count += wic_ruler_count(ruler, at, next);
		require(wic_ruler_count(ruler, 0, next) == count);
		at = next;
	}
}

/* No word that is short enough is cut; returns the number of tokens. */
static size_t
require_tokens(const WicRuler *ruler)
{
	WicTokenizer tokenizer;
	WicToken	token;
	size_t		n = 0;

	wic_tokenizer_init(&tokenizer, ruler->bytes, (size_t) ruler->length);
	while (wic_tokenizer_next(&tokenizer, &token))
	{
		int			start = (int) (token.start - ruler->bytes);
		int			end = start + (int) token.length;

		n++;
		if (token.kind == WIC_TOKEN_CJK || token.kind == WIC_TOKEN_PUNCT ||
			token.kind == WIC_TOKEN_BLANK ||
			wic_utf8_count(token.start, token.start + token.length) >
			(size_t) ruler->longest)
			continue;
		require(wic_ruler_next(ruler, start) >= end);
	}
	return n;
}

/*-------------------------------------------------------------------------
 * The windows
 *-------------------------------------------------------------------------
 */

static void
require_windows(const Case *test, const WicWindow *windows, int n)
{
	const WicRuler *ruler = &test->ruler;
	int64_t		total = 0;
	int			done = 0;

	require(n >= 1 && n <= test->rules.max_fragments);
	for (int i = 0; i < n; i++)
	{
		WicWindow	window = windows[i];
		int			count = wic_ruler_count(ruler, window.start, window.end);

		require(window.start >= done && window.end <= ruler->length);
		require(window.start < window.end || ruler->length == 0);
		require(is_cut(ruler, window.start) && is_cut(ruler, window.end));
		require(count <= test->rules.max);
		total += count;
		done = window.end;
	}
	require(total <= test->rules.max || !test->rules.is_shared);
	if (test->nhits == 0)
		require(n == 1 && windows[0].start == 0);
	if (wic_ruler_count(ruler, 0, ruler->length) <= test->rules.max)
		require(windows[0].start == 0 && windows[0].end == ruler->length);
}

static bool
is_within(const WicHit *hit, int start, int end)
{
	return hit->start >= start && hit->end <= end;
}

/* Does the stretch hold a hit, or begin with one if the window cuts all? */
static bool
matches(const Case *test, WicWindow window, const WicStretch *stretch)
{
	bool		has_whole = false;
	bool		holds_whole = false;
	bool		begins = false;

	for (int i = 0; i < test->nhits; i++)
	{
		const WicHit *hit = &test->hits[i];

		has_whole |= is_within(hit, window.start, window.end);
		holds_whole |= is_within(hit, stretch->start, stretch->end);
		begins |= hit->start == stretch->start;
	}
	return begins && (holds_whole || !has_whole);
}

/* Returns how many stretches are marked. */
static int
require_marks(const Case *test, WicWindow window)
{
	const WicRuler *ruler = &test->ruler;
	int			done = window.start - 1;
	int			first = 0;
	int			n = 0;
	WicMarks	marks;
	WicStretch	stretch;

	wic_marks_begin(&marks, ruler, test->hits, test->nhits, window);
	while (wic_marks_next(&marks, &stretch))
	{
		require(stretch.start > done && stretch.start < stretch.end &&
				stretch.end <= window.end);
		require(matches(test, window, &stretch));

		/* Nothing that matches lies before it, or sticks out. */
		for (; first < test->nhits && test->hits[first].start < stretch.end;
			 first++)
			require(!is_within(&test->hits[first], window.start,
							   window.end) ||
					is_within(&test->hits[first], stretch.start,
							  stretch.end));
		done = stretch.end;
		n++;
	}
	for (; first < test->nhits; first++)
		require(!is_within(&test->hits[first], window.start, window.end));
	return n;
}

/* Different parts among the hits from one to before another. */
static int
parts_among(const Case *test, int from, int to, WicWindow window)
{
	uint64_t	parts = 0;
	int			n = 0;

	for (int i = from; i < to; i++)
		if (is_within(&test->hits[i], window.start, window.end))
			parts |= UINT64_C(1) << test->hits[i].part;
	for (; parts != 0; parts &= parts - 1)
		n++;
	return n;
}

/*
 * No neighbours that would fit have more parts than the only window, unless
 * there is a hit that does not fit itself.
 */
static void
require_best(const Case *test, WicWindow window)
{
	const WicRuler *ruler = &test->ruler;
	WicWindow	whole = {0, ruler->length};
	int			shown = parts_among(test, 0, test->nhits, window);

	for (int i = 0; i < test->nhits; i++)
		if (wic_ruler_count(ruler, test->hits[i].start,
							test->hits[i].end) > test->rules.max)
			return;
	for (int i = 0; i < test->nhits; i++)
	{
		int			j = i + 1;

		while (j < test->nhits &&
			   wic_ruler_count(ruler, test->hits[i].start,
							   test->hits[j].end) <= test->rules.max)
			j++;
		require(parts_among(test, i, j, whole) <= shown);
	}
}

static void
require_fragments(const Case *test)
{
	size_t		size = wic_windows_memory(test->hits, test->nhits,
										  &test->rules);
	void	   *memory = malloc(size);
	WicWindow  *windows;
	int			n;

	beats = 0;
	windows = wic_choose_windows(&test->ruler, test->hits, test->nhits,
								 &test->rules, memory, &n, count_beat);
	require(beats <= 16 * (size_t) (test->nhits / 1024 + 1) +
			(size_t) test->nhits);
	require_windows(test, windows, n);
	for (int i = 0; i < n; i++)
	{
		int			nmarks = require_marks(test, windows[i]);

		require(i > 0 || nmarks > 0 || test->nhits == 0);
	}
	if (test->is_aligned && test->rules.max_fragments == 1)
		require_best(test, windows[0]);
	free(memory);
}

/*-------------------------------------------------------------------------
 * The hits
 *-------------------------------------------------------------------------
 */

static void
add_hit(Case *test, int start, int nchars, int part)
{
	const WicRuler *ruler = &test->ruler;
	WicHit	   *hit = &test->hits[test->nhits];
	int			end = start;

	for (int i = 0; i < nchars && end < ruler->length; i++)
		char_at(ruler, end, &end);
	if (test->is_aligned)
	{
		start = wic_ruler_cut_until(ruler, start);
		end = wic_ruler_cut_from(ruler, end);
	}
	if (test->nhits == HITS_MAX || start >= end)
		return;
	hit->start = start;
	hit->end = end;
	hit->part = part;
	test->nhits++;
}

static int
compare_hits(const void *a, const void *b)
{
	const WicHit *left = a;
	const WicHit *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	if (left->end != right->end)
		return left->end < right->end ? -1 : 1;
	return (left->part > right->part) - (left->part < right->part);
}

/*
 * Each character whose number and a key give a small remainder begins a hit,
 * so that characters that come again begin hits of the same part.
 */
static void
find_hits(Case *test, uint8_t key, uint8_t rarity, uint8_t length)
{
	const WicRuler *ruler = &test->ruler;
	int			next;

	for (int at = 0; at < ruler->length; at = next)
	{
		uint32_t	cp = char_at(ruler, at, &next);
		uint32_t	hash = (cp * 31 + key) * UINT32_C(2654435769) >> 16;
		uint32_t	part = hash / 256 % 8;

		if (rarity == 0 || hash % rarity != 0)
			continue;
		add_hit(test, at, 1 + (int) (hash % (length + 1u)), (int) part);
		if (hash / 16 % 4 == 0)
			add_hit(test, at, 1 + length / 2, (int) part + 8);
	}
	qsort(test->hits, (size_t) test->nhits, sizeof(WicHit), compare_hits);
}

/* Rules of a snippet or of a headline. */
static void
choose_rules(WicFragmentRules *rules, WicRulerUnit unit, const uint8_t *head)
{
	memset(rules, 0, sizeof(WicFragmentRules));
	rules->max = 1 + head[1] + (head[2] & 1) * 1000;
	if (head[2] == 255)
		rules->max = INT_MAX;
	rules->max_fragments = 1 + (head[3] & 3);
	if (head[3] >= 192)
		rules->max_fragments = head[3] == 255 ? INT_MAX : 1 + head[3];
	rules->is_shared = unit == WIC_RULER_CHARS;
	if (rules->is_shared)
		rules->max_fragments = smaller(rules->max_fragments, rules->max);
	else
	{
		rules->min = 1 + head[4] % 64;
		rules->short_word = head[5] % 8;
	}
}

/* Write a character for each code; returns the size of the text. */
static size_t
spell(uint8_t *text, const uint8_t *codes, size_t n)
{
	static const char *const characters[] = {
		"a", "b", "9", ".", ",", "-", " ", "\n", "<", ">", "/", "&", ";", "@",
		":", "\"", "(", ")", "\u56FD", "\u53D1", "\u767C", "\u4E00", "\u3005",
		"\u304B", "\u30FC", "\uFF0C", "\u3002", "\uFF01", "\u2026", "\u201C",
		"\u201D", "\u300C", "\u300D", "\u0301", "\u3099", "\u200D", "\uFE00",
		"\U000E0100", "\U0001F469", "\U0001F680", "\u2460", "\u3231", "\u25CB",
		"<b>", "&amp;"
	};
	size_t		size = 0;

	for (size_t i = 0; i < n; i++)
	{
		const char *character = characters[codes[i] % (sizeof(characters) /
													   sizeof(char *))];

		memcpy(text + size, character, strlen(character));
		size += strlen(character);
	}
	return size;
}

static void
require_text(const uint8_t *data, const uint8_t *text, int length)
{
	WicRulerUnit unit;
	int			longest = INT_MAX;
	void	   *memory;
	Case		test;

	unit = (data[0] & 1) != 0 ? WIC_RULER_WORDS : WIC_RULER_CHARS;
	test.nhits = 0;
	test.is_aligned = (data[0] & 2) != 0;
	choose_rules(&test.rules, unit, data);
	if (unit == WIC_RULER_CHARS)
		longest = test.rules.max / test.rules.max_fragments;
	else if (data[9] > 0)
		longest = data[9];

	memory = malloc(wic_ruler_memory(length));
	beats = 0;
	wic_ruler_init(&test.ruler, memory, text, length, unit, longest,
				   count_beat);
	require_ruler(&test.ruler);
	test.ntokens = require_tokens(&test.ruler);
	require(beats <= test.ntokens / 1024 + 1);
	find_hits(&test, data[6], data[7], data[8]);
	require_fragments(&test);
	free(memory);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t		n = size - HEAD;
	uint8_t    *text;

	if (size < HEAD)
		return 0;
	if ((data[0] & 4) == 0)
	{
		require_text(data, data + HEAD, (int) n);
		return 0;
	}

	/* Exactly as long as the text, so that reading on is found out. */
	text = malloc(CHARACTER_MAX * n + 1);
	n = spell(text, data + HEAD, n);
	text = realloc(text, n == 0 ? 1 : n);
	require_text(data, text, (int) n);
	free(text);
	return 0;
}
