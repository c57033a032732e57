/*-------------------------------------------------------------------------
 *
 * boilerplate.c
 *	  Know a line of a page by what it says, without its neighbours.
 *
 * extension/core/boilerplate.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/boilerplate.h"

#include "core/charclass.h"
#include "core/date.h"
#include "core/digits.h"
#include "core/keyword.h"

/* Characters of the longest line of each kind */
#define BREADCRUMB_MAX	100
#define WIDGET_MAX		80
#define START_MAX		40		/* of a widget known by its begin */
#define NOTICE_MAX		160
#define CAPTION_MAX		300
#define ATTRIBUTION_MAX 120
#define NAME_MAX		30		/* of an attribution without a date */
#define SIGNATURE_MAX	40
#define SITE_MAX		20

/* Characters that may stand beside the words that head a list */
#define HEAD_REST		4

/* Tokens and their characters from which a line is a menu */
#define MENU_TOKENS		6
#define MENU_CHARS		4

/* Characters between 记者 and 摄 */
#define PHOTOGRAPHER	16

static uint32_t
at(const WicLine *line, size_t i)
{
	return i < line->n ? line->folded[i] : 0;
}

/* The i-th character from the end. */
static uint32_t
from_end(const WicLine *line, size_t i)
{
	return i < line->ntail ? line->tail[line->ntail - 1 - i] : 0;
}

static bool
is_mark(uint32_t cp)
{
	return cp == 0x3002 || cp == '!' || cp == '?' || cp == 0xFF61;
}

/* ’ ” 」 』 ) 》 " */
static bool
is_closer(uint32_t cp)
{
	return cp == 0x2019 || cp == 0x201D || cp == 0x300D || cp == 0x300F ||
		cp == ')' || cp == 0x300B || cp == '"' || cp == '\'';
}

static bool
is_ellipsis(uint32_t cp)
{
	return cp == 0x2026 || cp == 0x22EF;
}

bool
wic_line_ends_sentence(const WicLine *line)
{
	size_t		i = 0;

	while (is_closer(from_end(line, i)))
		i++;
	return is_mark(from_end(line, i)) || is_ellipsis(from_end(line, i)) ||
		from_end(line, i) == '.' || (i > 0 && from_end(line, 0) == 0x201D);
}

bool
wic_line_is_cut_off(const WicLine *line)
{
	return is_ellipsis(from_end(line, 0)) ||
		(from_end(line, 0) == '.' && from_end(line, 1) == '.' &&
		 from_end(line, 2) == '.');
}

/* — – ― ─ */
static bool
is_dash(uint32_t cp)
{
	return cp == 0x2014 || cp == 0x2013 || cp == 0x2015 || cp == 0x2500;
}

/* > » › : what stands between the steps */
static bool
is_step(uint32_t cp)
{
	return cp == '>' || cp == 0xBB || cp == 0x203A || cp == 0x2192 ||
		cp == 0x226B;
}

bool
wic_line_is_breadcrumb(const WicLine *line)
{
	size_t		steps = 0;
	bool		is_home = wic_line_words_at(line, wic_line_skip_marks(line),
											wic_home_words) > 0;

	if (!wic_line_is_short(line) || line->n > BREADCRUMB_MAX ||
		is_mark(line->last))
		return false;
	for (size_t i = 0; i < line->n; i++)
	{
		/* A tag is no step. */
		if (at(line, i) == '<')
			return false;
		steps += is_step(at(line, i)) ||
			(is_home && (at(line, i) == '/' || at(line, i) == '-' ||
						 at(line, i) == '|'));
	}
	return steps >= (is_home ? 1 : 2) ||
		(steps == 1 && line->n <= BREADCRUMB_MAX / 4 &&
		 line->counts.letters == 0);
}

/* A letter or digit of any kind. */
static bool
is_word(uint32_t cp)
{
	WicCharClass class = wic_char_class(cp);

	return class != WIC_CLASS_PUNCT && class != WIC_CLASS_BLANK &&
		class != WIC_CLASS_IGNORE;
}

static size_t
skip_word(const WicLine *line, size_t i)
{
	while (i < line->n && is_word(at(line, i)))
		i++;
	return i;
}

/*
 * The known token at the place, which may be of several words; else the
 * length of the word, as *is_known = false.
 */
static size_t
read_token(const WicLine *line, size_t i, bool *is_known)
{
	size_t		length = wic_line_words_at(line, i, wic_widget_words);
	size_t		end = skip_word(line, i);

	*is_known = length > 0 && i + length >= end;
	return *is_known ? length : end - i;
}

/* 大 中 小, and counts beside the tokens */
static bool
is_size_or_number(const WicLine *line, size_t start, size_t end)
{
	uint32_t	cp = at(line, start);

	if (end - start == 1 && (cp == 0x5927 || cp == 0x4E2D || cp == 0x5C0F ||
							 cp == 't' || cp == 'a'))
		return true;
	for (; start < end; start++)
		if (wic_arabic_digit(at(line, start)) == WIC_NO_NUMBER)
			return start + 1 == end && at(line, start) == 0x4E07;	/* 万 */
	return true;
}

/* 阅读 10万+: a word that counts only with a number behind it */
static size_t
read_counter(const WicLine *line, size_t i)
{
	size_t		length = wic_line_words_at(line, i, wic_counter_words);
	size_t		start = i + length;
	size_t		end;

	while (length > 0 && (wic_is_blank(at(line, start)) ||
						  at(line, start) == ':'))
		start++;
	end = skip_word(line, start);
	return length > 0 && end > start &&
		wic_arabic_digit(at(line, start)) != WIC_NO_NUMBER &&
		is_size_or_number(line, start, end) ? end - i : 0;
}

/* All tokens are known as widgets. */
static bool
is_all_widgets(const WicLine *line)
{
	size_t		known = 0;
	bool		is_known;

	for (size_t i = 0; i < line->n;)
	{
		size_t		length;

		if (!is_word(at(line, i)))
		{
			i++;
			continue;
		}
		length = read_counter(line, i);
		is_known = length > 0;
		if (!is_known)
			length = read_token(line, i, &is_known);
		if (!is_known && !is_size_or_number(line, i, i + length))
			return false;
		known += is_known;
		i += length;
	}
	return known > 0;
}

/* Many short words with nothing but blanks or bars between. */
static bool
is_menu(const WicLine *line)
{
	size_t		tokens = 0;

	for (size_t i = 0; i < line->n;)
	{
		size_t		end;

		if (wic_is_blank(at(line, i)) || at(line, i) == '|')
		{
			i++;
			continue;
		}
		end = skip_word(line, i);
		if (end == i || end - i > MENU_CHARS)
			return false;
		tokens++;
		i = end;
	}
	return tokens >= MENU_TOKENS;
}

/* 关注…微信: a name stands in between. */
static bool
is_follow_us(const WicLine *line)
{
	static const char *const starts[] = {"关注", NULL};
	static const char *const ends[] = {"微信", "公众号", "微博", "客户端", NULL};

	return wic_line_words_at(line, wic_line_skip_marks(line), starts) > 0 &&
		wic_line_ends_in(line, ends);
}

/* — 3 — : the number of a page */
static bool
is_page_number(const WicLine *line)
{
	size_t		digits = 0;

	for (size_t i = 0; i < line->n; i++)
		if (wic_arabic_digit(at(line, i)) != WIC_NO_NUMBER)
			digits++;
		else if (!is_dash(at(line, i)) && at(line, i) != '-' &&
				 !wic_is_blank(at(line, i)))
			return false;
	return digits > 0 && digits <= 4 && !is_word(at(line, 0)) &&
		!is_word(line->last);
}

/* （下转第三版） */
static bool
is_jump(const WicLine *line)
{
	return at(line, 0) == '(' && line->last == ')' && line->n <= START_MAX &&
		wic_line_words_at(line, 1, wic_jump_words) > 0;
}

bool
wic_line_is_placeholder(const WicLine *line)
{
	size_t		length = wic_line_words_at(line, 0, wic_placeholder_words);

	return length > 0 && length == line->n;
}

bool
wic_line_is_site(const WicLine *line)
{
	return wic_line_is_short(line) && line->n <= SITE_MAX &&
		wic_line_ends_in(line, wic_site_ends);
}

bool
wic_line_is_greeting(const WicLine *line)
{
	size_t		length = wic_line_words_at(line, 0, wic_greeting_words);

	return length > 0 && (line->chars > START_MAX ||
						  !is_word(at(line, length)));
}

bool
wic_line_is_widget(const WicLine *line)
{
	if (wic_line_is_short(line) && (is_jump(line) || is_page_number(line)))
		return true;
	if (!wic_line_is_short(line) || line->n > WIDGET_MAX ||
		line->last == 0x3002)
		return false;
	if (line->n <= START_MAX &&
		(wic_line_words_at(line, wic_line_skip_marks(line),
						   wic_widget_starts) > 0 || is_follow_us(line)))
		return true;
	return is_all_widgets(line) || is_menu(line);
}

bool
wic_line_heads_related(const WicLine *line)
{
	size_t		start = wic_line_skip_marks(line);
	size_t		length = wic_line_words_at(line, start, wic_related_words);
	size_t		rest = 0;

	if (length == 0 || !wic_line_is_short(line))
		return false;
	for (size_t i = start + length; i < line->n; i++)
		rest += is_word(at(line, i));
	return rest <= HEAD_REST && (rest == 0 || !is_word(at(line,
														  start + length)));
}

bool
wic_line_is_neighbour(const WicLine *line)
{
	size_t		start = wic_line_skip_marks(line);
	size_t		length = wic_line_words_at(line, start, wic_neighbour_words);

	return length > 0 && wic_line_is_short(line) && line->n <= WIDGET_MAX &&
		!is_word(at(line, start + length));
}

bool
wic_line_is_disclaimer(const WicLine *line)
{
	if (wic_line_words_at(line, wic_line_skip_marks(line),
						  wic_disclaimer_words) > 0)
		return true;
	return line->chars <= NOTICE_MAX && wic_line_has_word(line,
														  wic_notice_words);
}

/* Where the character stands in the tail, or ntail. */
static size_t
find_in_tail(const WicLine *line, uint32_t first, uint32_t second)
{
	for (size_t i = 0; i + 1 < line->ntail; i++)
		if (line->tail[i] == first && line->tail[i + 1] == second)
			return i;
	return line->ntail;
}

/* 新华社记者 王小河 摄 */
static bool
names_photographer(const WicLine *line)
{
	size_t		reporter = find_in_tail(line, 0x8BB0, 0x8005);	/* 记者 */
	size_t		i = 0;

	while (is_closer(from_end(line, i)) || from_end(line, i) == 0x3002)
		i++;
	if (from_end(line, i) == 0x5F71)	/* 影 */
		i++;
	if (from_end(line, i) != 0x6444)	/* 摄 */
		return false;
	return (reporter < line->ntail &&
			line->ntail - reporter <= PHOTOGRAPHER + i + 2) ||
		from_end(line, i + 1) == ' ' || at(line, 0) == '(';
}

/* (图源:江边新闻), (photo by …) at the end */
static bool
names_source_in_brackets(const WicLine *line)
{
	static const char *const starts[] = {
		"(图源", "(图片", "(图自", "(来源:", "(资料", "(写真", "(사진", "(photo",
		"(摄影", "(供图", NULL
	};
	size_t		open = line->ntail;

	if (from_end(line, 0) != ')' && from_end(line, 1) != ')')
		return false;
	while (open > 0 && line->tail[open - 1] != '(')
		open--;
	if (open == 0)
		return false;
	for (const char *const *start = starts; *start != NULL; start++)
	{
		WicLine		end;

		end.n = line->ntail;
		for (size_t i = 0; i < line->ntail; i++)
			end.folded[i] = line->tail[i];
		if (wic_line_word_at(&end, open - 1, *start) > 0)
			return true;
	}
	return false;
}

/* 图1, 图①, 图: where the picture's number folds to a digit */
static bool
names_figure(const WicLine *line)
{
	return at(line, 0) == 0x56FE && wic_is_numeric(at(line, 1)) &&
		!is_word(at(line, 2));
}

bool
wic_line_is_caption(const WicLine *line)
{
	if (line->chars > CAPTION_MAX)
		return false;
	return names_photographer(line) || names_source_in_brackets(line) ||
		names_figure(line) ||
		wic_line_words_at(line, at(line, 0) == '(' || at(line, 0) == '[',
						  wic_caption_starts) > 0 ||
		(wic_line_ends_in(line, wic_caption_ends) &&
		 !is_mark(from_end(line, 0)) && line->chars <= CAPTION_MAX / 2);
}

static size_t
skip_dashes(const WicLine *line)
{
	size_t		i = 0;

	while (is_dash(at(line, i)) || (i < 2 && at(line, i) == '-'))
		i++;
	return i == 1 && at(line, 0) == '-' ? 0 : i;
}

/* (2014年11月19日,…): all of the line in brackets, which begins with a date */
static bool
is_dated_bracket(const WicLine *line)
{
	WicDate		date;
	size_t		from = 1;

	return at(line, 0) == '(' && line->last == ')' &&
		wic_date_next(line->raw, line->n, &from, &date) && date.year != 0 &&
		(date.start == 1 || wic_line_has_word(line, wic_event_words));
}

bool
wic_line_is_attribution(const WicLine *line)
{
	size_t		start = skip_dashes(line);
	WicDate		date;
	size_t		from = start;

	if (!wic_line_is_short(line) || line->n > ATTRIBUTION_MAX ||
		is_mark(line->last))
		return false;
	if (is_dated_bracket(line))
		return true;
	if (start == 0 || start == line->n)
		return false;
	return line->n <= NAME_MAX || at(line, start) == 0x300A ||
		wic_date_next(line->raw, line->n, &from, &date);
}

static size_t
skip_number(const WicLine *line, size_t i)
{
	while (wic_is_numeric(at(line, i)))
		i++;
	return i;
}

/* 章 节 编 部 条 回 讲 卷 篇 */
static bool
is_division(uint32_t cp)
{
	static const uint32_t divisions[] = {
		0x7AE0, 0x8282, 0x7F16, 0x90E8, 0x56DE, 0x8BB2, 0x5377, 0x7BC7
	};

	for (size_t i = 0; i < sizeof(divisions) / sizeof(divisions[0]); i++)
		if (divisions[i] == cp)
			return true;
	return false;
}

bool
wic_line_is_numbered(const WicLine *line)
{
	bool		is_bracketed = at(line, 0) == '(';
	bool		is_ordinal = at(line, 0) == 0x7B2C; /* 第 */
	size_t		start = is_bracketed || is_ordinal;
	size_t		end = skip_number(line, start);

	if (end == start || end - start > 3)
		return false;
	if (is_bracketed)
		return at(line, end) == ')';
	if (is_ordinal)
		return is_division(at(line, end));
	return at(line, end) == 0x3001 || at(line, end) == 0xFF0E ||
		(at(line, end) == '.' &&
		 wic_arabic_digit(at(line, end + 1)) == WIC_NO_NUMBER);
}

bool
wic_line_is_lead(const WicLine *line)
{
	size_t		start = wic_line_skip_marks(line);
	size_t		length = wic_line_words_at(line, start, wic_lead_words);

	return length > 0 && start + length < line->n &&
		!is_word(at(line, start + length)) &&
		at(line, start + length) != 0x300B;
}

/* 新华社滨江11月9日电: where and when it was wired */
static bool
is_dateline(const WicLine *line, size_t start)
{
	static const char *const ends[] = {"电", "电)", NULL};
	WicDate		date;
	size_t		from = start;

	return wic_line_ends_in(line, ends) &&
		wic_date_next(line->raw, line->n, &from, &date);
}

bool
wic_line_is_signature(const WicLine *line)
{
	static const char *const reporters[] = {
		"记\u8005", "本报记\u8005", "本刊记\u8005", "新华社记\u8005", "\u901a讯员", "本报评论员", "本报", "特约记\u8005", "作\u8005系",
		"作\u8005单位", "作\u8005为", "作\u8005是", "作\u8005:", "新华社", "中新社", "完)", "全文完)", "编译", "by ",
		NULL
	};
	static const char *const korean[] = {" 기자", "기자)", "특파원", NULL};
	size_t		start = at(line, 0) == '(';

	if (!wic_line_is_short(line) || line->n > SIGNATURE_MAX ||
		is_mark(line->last))
		return false;
	if (start == 1 && line->last != ')')
		return false;
	for (size_t i = 0; i < line->n; i++)
		if (at(line, i) == ',' || at(line, i) == ':')
			return false;
	return (start == 1 && wic_line_words_at(line, start, reporters) > 0) ||
		is_dateline(line, start) ||
		(wic_line_words_at(line, 0, reporters) > 0 &&
		 line->n <= SIGNATURE_MAX / 2 && wic_is_blank(at(line, 4)) +
		 wic_is_blank(at(line, 2)) + wic_is_blank(at(line, 5)) > 0) ||
		wic_line_ends_in(line, korean);
}
