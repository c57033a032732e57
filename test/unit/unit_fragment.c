/*-------------------------------------------------------------------------
 *
 * unit_fragment.c
 *	  Tests of where texts are cut, and of what is shown and marked of them.
 *
 * test/unit/unit_fragment.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/fragment.h"

#include <limits.h>
#include <stdlib.h>

#include "tap.h"

#define PARTS_MAX	4

static unsigned beats;

static void
count_beat(void)
{
	beats++;
}

static void
measure(WicRuler *ruler, const void *text, size_t size, WicRulerUnit unit,
		int longest)
{
	wic_ruler_init(ruler, malloc(wic_ruler_memory((int) size)), text,
				   (int) size, unit, longest, count_beat);
}

static void
release(WicRuler *ruler)
{
	/* The memory of a ruler begins with its cuts. */
	free(ruler->cuts);
}

/*-------------------------------------------------------------------------
 * The ruler
 *-------------------------------------------------------------------------
 */

/* The text with a | at each cut. */
static const char *
pieces_of(const char *text, WicRulerUnit unit, int longest)
{
	static char out[1024];
	int			length = (int) strlen(text);
	int			used = 0;
	WicRuler	ruler;

	measure(&ruler, text, strlen(text), unit, longest);
	out[0] = '\0';
	for (int at = 0; at < length;)
	{
		int			next = wic_ruler_next(&ruler, at);

		used += snprintf(out + used, sizeof(out) - (size_t) used, "%s%.*s",
						 at == 0 ? "" : "|", next - at, text + at);
		at = next;
	}
	release(&ruler);
	return out;
}

static void
test_cuts(void)
{
	is(pieces_of("各国 ab1, 3.14", WIC_RULER_CHARS, 80),
	   "各|国| |ab1|,| |3.14", "words and numbers stay whole");
	is(pieces_of("各国 ab1, 3.14", WIC_RULER_CHARS, 3),
	   "各|国| |ab1|,| |3|.|1|4", "unless they are too long");
	is(pieces_of("か\u3099が葛\U000E0100x", WIC_RULER_CHARS, 80),
	   "か\u3099|が|葛\U000E0100|x", "marks stay with their character");
	is(pieces_of("か\u3099が", WIC_RULER_CHARS, 1), "か|\u3099|が",
	   "unless there is no room for both");
	is(pieces_of("\u3001\u0301\u0301\u0301x", WIC_RULER_CHARS, 3),
	   "\u3001\u0301\u0301|\u0301|x", "or for all of them");
	is(pieces_of("<b>\u0301国", WIC_RULER_CHARS, 3), "<b>|\u0301|国",
	   "nor for a mark behind a tag");
	is(pieces_of("<b>\u0301国", WIC_RULER_CHARS, 4), "<b>\u0301|国",
	   "which else is no exception");
	is(pieces_of("\u0301国", WIC_RULER_CHARS, 80), "\u0301|国",
	   "a mark may begin the text");
	is(pieces_of("\U0001F469\u200D\U0001F680国", WIC_RULER_CHARS, 80),
	   "\U0001F469\u200D\U0001F680|国", "joined emoji stay together");
	is(pieces_of("a<b>&amp;http://a.b/c ", WIC_RULER_CHARS, 80),
	   "a|<b>|&amp;|http://a.b/c| ", "tags, entities, URLs");
	is(pieces_of("", WIC_RULER_CHARS, 80), "", "nothing has no pieces");
}

static void
test_marks_limit(void)
{
	char		text[1024] = "国";
	WicRuler	ruler;

	for (int i = 0; i < 40; i++)
		strcat(text, "\u0301");
	measure(&ruler, text, strlen(text), WIC_RULER_CHARS, 80);
	ok(wic_ruler_next(&ruler, 0) == 3 + 2 * 16, "sixteen marks are enough");
	ok(wic_ruler_skip_marks(&ruler, 3, 83) == 3 + 2 * 16, "to go behind");
	ok(wic_ruler_skip_marks(&ruler, 3, 7) == 7, "but not beyond the end");
	ok(wic_ruler_skip_marks(&ruler, 0, 83) == 0, "nor if there is none");
	release(&ruler);
}

/* Units of the whole text. */
static int
count_of(const char *text, WicRulerUnit unit)
{
	WicRuler	ruler;
	int			count;

	measure(&ruler, text, strlen(text), unit, INT_MAX);
	count = wic_ruler_count(&ruler, 0, ruler.length);
	release(&ruler);
	return count;
}

static void
test_count(void)
{
	char		text[4000];
	WicRuler	ruler;
	bool		holds = true;

	ok(count_of("各国 ab1, 3.14", WIC_RULER_CHARS) == 12, "characters");
	ok(count_of("各国 ab1, 3.14", WIC_RULER_WORDS) == 4, "words");
	ok(count_of("か\u3099<b>x</b>&amp;\u3002①", WIC_RULER_WORDS) == 3,
	   "tags, entities and punctuation count nothing, symbols do");
	ok(count_of("", WIC_RULER_CHARS) == 0, "nothing");

	for (int i = 0; i < (int) sizeof(text); i++)
		text[i] = i % 7 == 3 ? ' ' : 'a';
	measure(&ruler, text, sizeof(text), WIC_RULER_CHARS, 1);
	for (int i = 0; i <= (int) sizeof(text); i++)
		holds &= wic_ruler_count(&ruler, 0, i) == i &&
			wic_ruler_count(&ruler, i / 2, i) == i - i / 2;
	ok(holds, "all bits set");
	release(&ruler);
	measure(&ruler, text, sizeof(text), WIC_RULER_WORDS, 80);
	for (int i = 1; i + 7 < (int) sizeof(text); i++)
		holds &= wic_ruler_count(&ruler, i, i + 7) == 1;
	ok(holds, "each seventh set");
	release(&ruler);
}

/* The text with [ where a clause begins and ] where one ends. */
static const char *
clauses_of(const char *text)
{
	static char out[1024];
	int			length = (int) strlen(text);
	int			used = 0;
	WicRuler	ruler;

	measure(&ruler, text, strlen(text), WIC_RULER_CHARS, 80);
	for (int at = 0;;)
	{
		int			next;

		if (wic_ruler_ends_clause(&ruler, at))
			out[used++] = ']';
		if (wic_ruler_begins_clause(&ruler, at))
			out[used++] = '[';
		if (at >= length)
			break;
		next = wic_ruler_next(&ruler, at);
		memcpy(out + used, text + at, (size_t) (next - at));
		used += next - at;
		at = next;
	}
	out[used] = '\0';
	release(&ruler);
	return out;
}

static void
test_clauses(void)
{
	is(clauses_of("各国，应当\u3002"), "[各国，][应当\u3002]", "at punctuation");
	is(clauses_of("one, two. three"), "[one,] [two.] [three]",
	   "behind the blank after it");
	is(clauses_of("3.14a.b 12:30"), "[3.14a.b 12:30]", "which must be there");
	is(clauses_of("\u201C各国\u3002\u201D应当"), "[\u201C各国\u3002\u201D][应当]",
	   "behind what closes");
	is(clauses_of("(one.) two"), "[(one.)] [two]", "in Latin too");
	is(clauses_of("\u4EC0么？！\u4EC0么"), "[\u4EC0么？！][\u4EC0么]",
	   "once where several end it");
	is(clauses_of("one\n  two"), "[one\n]  [two]",
	   "and behind the end of a line and blanks");
	is(clauses_of("\u3002"), "[\u3002]", "an end alone");
	is(clauses_of("中\x80\x80\x80\x80\x80\u3002国"),
	   "[中\x80\x80\x80\x80\x80\u3002][国]", "bad bytes");
}

static void
test_bad_ends(void)
{
	const char *text = "\u201Ca zebra <b>\u201D，";
	WicRuler	ruler;

	measure(&ruler, text, strlen(text), WIC_RULER_WORDS, INT_MAX);
	ok(wic_ruler_is_bad_end(&ruler, 3, 0), "what opens is no end");
	ok(!wic_ruler_is_bad_start(&ruler, 0, 0), "but a start");
	ok(wic_ruler_is_bad_end(&ruler, 4, 1) &&
	   wic_ruler_is_bad_start(&ruler, 3, 1), "a short word is neither");
	ok(!wic_ruler_is_bad_end(&ruler, 4, 0) &&
	   !wic_ruler_is_bad_end(&ruler, 10, 4), "a longer one is both");
	ok(wic_ruler_is_bad_end(&ruler, 5, 0) &&
	   wic_ruler_is_bad_start(&ruler, 4, 0), "a blank is neither");
	ok(wic_ruler_is_bad_start(&ruler, 11, 0) &&
	   wic_ruler_is_bad_end(&ruler, 14, 0), "nor is a tag");
	ok(wic_ruler_is_bad_start(&ruler, 14, 0) &&
	   !wic_ruler_is_bad_end(&ruler, 17, 0), "what closes is no start");
	ok(wic_ruler_is_bad_start(&ruler, 17, 0), "nor is a comma");
	ok(wic_ruler_is_tag(&ruler, 11, 14) && !wic_ruler_is_tag(&ruler, 5, 10),
	   "a tag is one, a word is not");
	ruler.unit = WIC_RULER_CHARS;
	ok(!wic_ruler_is_tag(&ruler, 11, 14), "among characters none is");
	release(&ruler);
}

/*-------------------------------------------------------------------------
 * The fragments
 *-------------------------------------------------------------------------
 */

static int
compare_hits(const void *a, const void *b)
{
	const WicHit *left = a;
	const WicHit *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	return (left->part > right->part) - (left->part < right->part);
}

/* Where the parts, separated by blanks, stand in the text. */
static int
find_hits(const char *text, const char *parts, WicHit *hits)
{
	int			n = 0;
	int			part = 0;

	while (*parts != '\0')
	{
		size_t		length = strcspn(parts, " ");

		for (size_t at = 0; text[at] != '\0'; at++)
			if (strncmp(text + at, parts, length) == 0)
				hits[n++] = (WicHit) {(int) at, (int) (at + length), part};
		parts += length + (parts[length] == ' ');
		part++;
	}
	qsort(hits, (size_t) n, sizeof(WicHit), compare_hits);
	return n;
}

/* A window as text, its marks as [ and ]. */
static int
print_window(char *out, size_t room, const WicRuler *ruler,
			 const WicHit *hits, int nhits, WicWindow window)
{
	const char *text = (const char *) ruler->bytes;
	int			at = window.start;
	int			used = 0;
	WicMarks	marks;
	WicStretch	stretch;

	wic_marks_begin(&marks, ruler, hits, nhits, window);
	while (wic_marks_next(&marks, &stretch))
	{
		used += snprintf(out + used, room - (size_t) used, "%.*s[%.*s]",
						 stretch.start - at, text + at,
						 stretch.end - stretch.start, text + stretch.start);
		at = stretch.end;
	}
	used += snprintf(out + used, room - (size_t) used, "%.*s",
					 window.end - at, text + at);
	return used;
}

static const char *
show_rules(const char *text, const char *parts, WicRulerUnit unit,
		   const WicFragmentRules *rules)
{
	static char out[2048];
	int			longest = unit == WIC_RULER_WORDS ? INT_MAX :
	rules->max / rules->max_fragments;
	int			used = 0;
	int			shown = 0;
	WicHit		hits[64];
	int			nhits = find_hits(text, parts, hits);
	void	   *memory = malloc(wic_windows_memory(hits, nhits, rules));
	WicRuler	ruler;
	WicWindow  *windows;
	int			n;

	measure(&ruler, text, strlen(text), unit, longest);
	windows = wic_choose_windows(&ruler, hits, nhits, rules, memory, &n,
								 count_beat);
	out[0] = '\0';
	for (int i = 0; i < n; i++)
	{
		if (windows[i].start > shown)
			used += snprintf(out + used, sizeof(out) - (size_t) used, "...");
		used += print_window(out + used, sizeof(out) - (size_t) used, &ruler,
							 hits, nhits, windows[i]);
		shown = windows[i].end;
	}
	if (shown < ruler.length)
		snprintf(out + used, sizeof(out) - (size_t) used, "...");
	free(memory);
	release(&ruler);
	return out;
}

/* As a snippet. */
static const char *
snippet(const char *text, const char *parts, int max, int max_fragments)
{
	WicFragmentRules rules = {
		.max_fragments = max_fragments,.max = max,.is_shared = true
	};

	return show_rules(text, parts, WIC_RULER_CHARS, &rules);
}

/* As a headline, with min a third of max. */
static const char *
headline(const char *text, const char *parts, int max, int max_fragments)
{
	WicFragmentRules rules = {
		.max_fragments = max_fragments,.max = max,.min = (max + 2) / 3,
		.short_word = 3
	};

	return show_rules(text, parts, WIC_RULER_WORDS, &rules);
}

static void
test_one_window(void)
{
	is(snippet("各国应当尊重网络主权\u3002", "网络主权", 80, 1),
	   "各国应当尊重[网络主权]\u3002", "a short text is shown whole");
	is(snippet("", "", 80, 1), "", "and so is none");
	is(snippet("中国人民，各国应当尊重网络主权，发展互联网\u3002", "网络主权", 12, 1),
	   "...各国应当尊重[网络主权]，...", "a clause");
	is(snippet("中国人民，各国应当尊重网络主权，发展互联网\u3002", "网络主权", 4, 1),
	   "...[网络主权]...", "or less");
	is(snippet("中国人民，各国应当尊重网络主权，发展互联网\u3002", "网络主权", 3, 1),
	   "...[网络主]...", "the beginning of what is too long");
	is(snippet("the quick brown fox jumps over it", "fox", 12, 1),
	   "...[fox] jumps...", "whole words");
	is(snippet("中国人民，各国应当尊重\u3002", "", 7, 1), "中国人民，...",
	   "without hits, the clauses at the beginning");
	is(snippet("\u300C\u300C\u300C\u300C\u300C\u300C", "", 2, 1), "\u300C\u300C...",
	   "even one that ends badly");
}

static void
test_choice(void)
{
	const char *text = "甲零二三四五六七八九十乙零二三四五六七八九十"
		"甲零乙二三四五六七八九十甲";

	is(snippet(text, "甲 乙", 6, 1), "...十[甲]零[乙]二三...",
	   "where most parts stand together");
	is(snippet(text, "甲 丙 五", 3, 3), "[甲]...[五]...[五]...",
	   "each part once, and then what comes first");
	is(snippet("甲甲甲甲乙甲零二三四五六七八九十", "甲 乙", 2, 1),
	   "...[甲乙]...", "no part twice");
	is(snippet("甲甲甲零二三四五六七八九十乙二三四", "甲 乙", 4, 2),
	   "[甲甲]...[乙]二...",
	   "the second window shows what the first does not");
	is(snippet("甲二三四五六七八九十甲乙", "甲 乙", 4, 2),
	   "[甲]二...[甲乙]", "in the order of the text");
	is(snippet("甲二三四五", "甲 三四", 3, 1), "[甲]二三...",
	   "what is cut is not marked beside what is whole");
}

static void
test_shares(void)
{
	is(snippet("甲\u3002零二三四五六七八九十零二三四五六七八九十乙丙丁戊己庚\u3002",
			   "甲 丙", 10, 2),
	   "[甲]\u3002零二三...乙[丙]丁戊己...", "two windows share the units");
	is(snippet("甲零二三乙零二三丙零二三", "甲 乙 丙", 3, 3),
	   "[甲]...[乙]...[丙]...", "to the last");
	is(snippet("甲乙丙丁", "甲 丙", 3, 3), "[甲]...[丙]丁",
	   "what one leaves goes to the next");
	is(snippet("甲乙丙", "甲 乙", 2, 2), "[甲][乙]...", "windows may touch");
}

static void
test_words(void)
{
	is(headline("Does the quick brown fox jump over it, some asked.", "fox",
				5, 1), "...brown [fox] jump over it,...",
	   "a headline counts words");
	is(headline("The quick brown fox jumps over the lazy dog.", "fox", 6, 1),
	   "The quick brown [fox] jumps over...",
	   "and begins with a clause that is near");
	is(headline("各国，zebra one two three four five six\u3002", "zebra", 3, 1),
	   "...[zebra]...", "it does not end with a short word");
	is(headline("a b c d e f g", "", 3, 1), "a b c ...",
	   "unless there is nothing else");
	is(headline("甲<b>乙</b>，", "乙", 2, 1), "甲<b>[乙]</b>，",
	   "tags and punctuation count nothing");
	is(headline("甲零二三四五乙零二三四五丙", "甲 乙 丙", 2, 3),
	   "[甲]零...[乙]零...五[丙]", "each fragment has its own units");
}

static void
test_marks(void)
{
	is(snippet("甲乙丙丁", "甲乙 乙丙", 80, 1), "[甲乙丙]丁",
	   "hits that overlap are one stretch");
	is(snippet("甲乙丙丁", "甲 乙", 80, 1), "[甲乙]丙丁", "or touch");
	is(snippet("か\u3099が", "か", 80, 1), "[か\u3099]が",
	   "marks are marked with their character");
	is(snippet("甲乙丙甲", "甲", 80, 1), "[甲]乙丙[甲]",
	   "others are not");
}

/*-------------------------------------------------------------------------
 * Large texts
 *-------------------------------------------------------------------------
 */

/* A text that repeats a pattern, with a hit at every so many bytes of it. */
static void
check_large(const char *pattern, int every, WicRulerUnit unit,
			int max_fragments, const char *name)
{
	WicFragmentRules rules = {
		.max_fragments = max_fragments,.max = 1000000,
		.is_shared = unit == WIC_RULER_CHARS,.min = 1
	};
	size_t		length = strlen(pattern);
	size_t		size = 3000000 / length * length;
	uint8_t    *text = malloc(size);
	int			nhits = (int) (size / (length * (size_t) every));
	WicHit	   *hits = malloc(sizeof(WicHit) * (size_t) nhits);
	int			done = 0;
	bool		holds = true;
	void	   *memory;
	WicRuler	ruler;
	WicWindow  *windows;
	int			n;

	for (size_t i = 0; i < size; i += length)
		memcpy(text + i, pattern, length);
	for (int i = 0; i < nhits; i++)
		hits[i] = (WicHit) {(int) length * every * i,
			(int) length * (every * i + 1), i % PARTS_MAX};
	measure(&ruler, text, size, unit, 1 + rules.max / max_fragments);
	memory = malloc(wic_windows_memory(hits, nhits, &rules));
	windows = wic_choose_windows(&ruler, hits, nhits, &rules, memory, &n,
								 NULL);
	for (int i = 0; i < n; i++)
	{
		holds &= windows[i].start >= done && windows[i].end >= done;
		done = windows[i].end;
	}
	ok(holds && n >= 1 && n <= max_fragments && done > 0, name);
	free(memory);
	free(hits);
	free(text);
	release(&ruler);
}

static void
test_large(void)
{
	beats = 0;
	check_large("国", 10, WIC_RULER_CHARS, 1, "a run, one window");
	ok(beats > 0, "somebody may stop it");
	check_large("国", 10, WIC_RULER_CHARS, 100000, "many windows");
	check_large("国", 1, WIC_RULER_WORDS, INT_MAX, "hits everywhere");
	check_large("\u3002", 100000, WIC_RULER_WORDS, 5, "what counts nothing");
	check_large("<b>", 100000, WIC_RULER_WORDS, 5, "tags");
	check_large("\u0301", 1000, WIC_RULER_CHARS, 5, "marks");
	check_large("\x80", 1000, WIC_RULER_CHARS, 5, "bytes that go on");
	check_large("one, ", 10, WIC_RULER_WORDS, 1000, "words");
}

static void
test_memory(void)
{
	WicFragmentRules rules = {.max_fragments = INT_MAX,.max = INT_MAX};
	WicHit		hit = {0, 1, 0};

	ok(wic_ruler_memory(0) > 0 && wic_ruler_memory(1 << 30) < 343 << 20,
	   "a third of a text of a gigabyte");
	ok(wic_windows_memory(NULL, 0, &rules) == sizeof(WicWindow) &&
	   wic_windows_memory(&hit, 1, &rules) < 64,
	   "no more than there are hits");
}

int
main(void)
{
	test_cuts();
	test_marks_limit();
	test_count();
	test_clauses();
	test_bad_ends();
	test_one_window();
	test_choice();
	test_shares();
	test_words();
	test_marks();
	test_large();
	test_memory();
	return done();
}
