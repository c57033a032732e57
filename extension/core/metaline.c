/*-------------------------------------------------------------------------
 *
 * metaline.c
 *	  Read a line that says where a text comes from.
 *
 * extension/core/metaline.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/metaline.h"

#include <string.h>

#include "core/digits.h"

/* Characters of the longest such line, value, and name of a person or two */
#define LINE_MAX_CHARS	200
#define VALUE_MAX		60
#define PEOPLE_MAX		40

/* Characters of a line that belong to no key and no date */
#define REST_MAX		14

/* Characters of a place or name beside a date, or behind 发表于 */
#define BESIDE_MAX		12

#define BAR				0x31D1	/* 丨, which folds to the stroke */

/* Characters of the name of an issue, and of all its line */
#define ISSUE_NAME_MAX	20
#define ISSUE_MAX		60

/* The line that is being read. */
typedef struct Reading
{
	const WicLine *line;
	WicMetaLine *meta;
	size_t		rest;			/* characters not understood */
	WicValue	word;			/* the last of them, if they are one word */
	int			nwords;
	bool		is_credit;		/* all keys are of people */
	bool		is_odd;			/* a value that its key cannot have */
	int			ndates;
	bool		starts_with_time;
	WicDate		last_date;		/* of those without a key */
} Reading;

static uint32_t
at(const WicLine *line, size_t i)
{
	return i < line->n ? line->folded[i] : 0;
}

static bool
is_separator(uint32_t cp)
{
	switch (cp)
	{
		case '|':
		case BAR:
		case '/':
		case 0xB7:				/* · */
		case 0x2022:			/* • */
		case '(':
		case ')':
		case '[':
		case ']':
		case 0x3010:			/* 【 】 */
		case 0x3011:
		case ',':
		case ';':
		case 0x3001:			/* 、 */
		case '-':
		case '<':
		case '>':
			return true;
	}
	return wic_is_blank(cp);
}

static bool
is_sentence_mark(uint32_t cp)
{
	return cp == 0x3002 || cp == '!' || cp == '?';
}

/* Where a key may stand: at the begin, and behind what separates. */
static bool
may_begin_key(const WicLine *line, size_t i)
{
	return i == 0 || is_separator(at(line, i - 1)) ||
		at(line, i - 1) == 0x2003;
}

/* A bar, a bracket that closes, or a blank and a key or date end a value. */
static bool
ends_value(const WicLine *line, size_t i)
{
	uint32_t	cp = at(line, i);
	size_t		length;
	WicDate		date;

	if (cp == '|' || cp == BAR || cp == '\t' || cp == ']' || cp == 0x3011)
		return true;
	if (cp == ')' && at(line, 0) == '(')
		return true;
	/* 滨江教育(ID:binjiang) */
	if (cp == '(' && at(line, i + 1) == 'i' && at(line, i + 2) == 'd' &&
		at(line, i + 3) == ':')
		return true;
	if (!may_begin_key(line, i) || wic_is_blank(cp))
		return false;
	return wic_key_at(line, i, &length) != WIC_KEY_NONE ||
		(at(line, i - 1) != '-' &&
		 wic_date_at(line->raw, line->n, i, &date) && date.year != 0);
}

static WicValue
trim(const WicLine *line, size_t start, size_t end)
{
	WicValue	value;

	while (start < end && is_separator(at(line, start)))
		start++;
	while (end > start && (is_separator(at(line, end - 1)) &&
						   at(line, end - 1) != ')'))
		end--;
	while (end > start && at(line, end - 1) == ')' &&
		   at(line, 0) == '(')
		end--;
	value.start = start;
	value.end = end;
	return value;
}

static bool
has_sentence_mark(const WicLine *line, WicValue value)
{
	for (size_t i = value.start; i < value.end; i++)
		if (is_sentence_mark(at(line, i)))
			return true;
	return false;
}

static size_t
size_of(WicValue value)
{
	return value.end - value.start;
}

/* The first statement counts; where there is none yet, take this. */
static void
keep(WicValue *kept, WicValue value)
{
	if (size_of(*kept) == 0)
		*kept = value;
}

static void
keep_date(WicDate *kept, const WicDate *date)
{
	if (kept->precision == WIC_PRECISION_NONE)
		*kept = *date;
}

/* What the value of a date's key says, or nothing. */
static WicDate
date_of(const WicLine *line, WicValue value)
{
	WicDate		date = {0};
	size_t		from = value.start;

	if (!wic_date_next(line->raw, value.end, &from, &date) || date.year == 0)
		memset(&date, 0, sizeof(date));
	return date;
}

static void
take_date(Reading *reading, WicKey key, WicValue value)
{
	WicMetaLine *meta = reading->meta;
	WicDate		date = date_of(reading->line, value);

	if (date.precision == WIC_PRECISION_NONE)
	{
		reading->is_odd |= size_of(value) > REST_MAX;
		return;
	}
	reading->ndates++;
	if (key == WIC_KEY_PUBLISHED)
		keep_date(&meta->published, &date);
	else if (key == WIC_KEY_UPDATED)
		keep_date(&meta->updated, &date);
	else if (key == WIC_KEY_EVENT)
		keep_date(&meta->event, &date);
	else
		keep_date(&meta->time, &date);
}

static void
take_people(Reading *reading, WicValue *kept, WicValue value)
{
	reading->is_odd |= size_of(value) > PEOPLE_MAX;
	keep(kept, value);
}

static void
take_value(Reading *reading, WicKey key, WicValue value)
{
	WicMetaLine *meta = reading->meta;
	WicValue	ignored = {0, 0};

	reading->is_odd |= size_of(value) > VALUE_MAX && key != WIC_KEY_URL;
	reading->is_odd |= key != WIC_KEY_URL &&
		has_sentence_mark(reading->line, value);
	if (key != WIC_KEY_CREDIT && key != WIC_KEY_EDITOR &&
		key != WIC_KEY_AUTHOR)
		reading->is_credit = false;

	switch (key)
	{
		case WIC_KEY_NONE:
		case WIC_KEY_OTHER:
			break;
		case WIC_KEY_PUBLISHED:
		case WIC_KEY_UPDATED:
		case WIC_KEY_TIME:
		case WIC_KEY_EVENT:
			take_date(reading, key, value);
			break;
		case WIC_KEY_PLACE:
			meta->has_place = true;
			break;
		case WIC_KEY_PUBLISHER:
			keep(&meta->publisher, value);
			break;
		case WIC_KEY_ISSUER:
			keep(&meta->issuer, value);
			break;
		case WIC_KEY_AUTHOR:
			take_people(reading, &meta->author, value);
			break;
		case WIC_KEY_EDITOR:
			take_people(reading, &meta->editor, value);
			break;
		case WIC_KEY_CREDIT:
			take_people(reading, &ignored, value);
			break;
		case WIC_KEY_COLUMN:
			keep(&meta->column, value);
			break;
		case WIC_KEY_URL:
			keep(&meta->url, value);
			break;
	}
}

/* http:// or https:// */
static size_t
url_length(const WicLine *line, size_t start)
{
	static const char *const schemes[] = {"http://", "https://", NULL};
	size_t		end = start + wic_line_words_at(line, start, schemes);

	if (end == start)
		return 0;
	while (at(line, end) > ' ' && at(line, end) < 0x7F &&
		   at(line, end) != ')' && at(line, end) != ']')
		end++;
	return end - start;
}

/* 星期三 behind a date, and 发表于滨江, where it was posted from */
static size_t
posted_from(const WicLine *line, size_t start)
{
	static const char *const posted[] = {"发表于", "发布于", NULL};
	static const char *const days[] = {
		"星期\u4e00", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天", "周\u4e00",
		"周二", "周三", "周四", "周五", "周六", "周日", NULL
	};
	size_t		length = wic_line_words_at(line, start, days);

	if (length > 0 || wic_line_words_at(line, start, posted) == 0)
		return length;
	return line->n - start <= BESIDE_MAX ? line->n - start : 0;
}

/* Read a key with its value, a date or a URL; 0 if there is none. */
static size_t
read_item(Reading *reading, size_t start)
{
	const WicLine *line = reading->line;
	size_t		length = url_length(line, start);
	WicDate		date;
	WicKey		key;

	if (length > 0)
	{
		WicValue	url = {start, start + length};

		keep(&reading->meta->url, url);
		return length;
	}
	key = may_begin_key(line, start) ?
		wic_key_at(line, start, &length) : WIC_KEY_NONE;
	if (key != WIC_KEY_NONE)
	{
		size_t		end = start + length;

		while (wic_is_blank(at(line, end)))
			end++;
		/* A date as a value holds blanks and may begin at once. */
		if (wic_date_at(line->raw, line->n, end, &date) && date.year != 0)
			end = date.end;
		if (url_length(line, end) > 0)
			end += url_length(line, end);
		else
			while (end < line->n && !ends_value(line, end))
				end++;
		reading->meta->nkeys++;
		take_value(reading, key, trim(line, start + length, end));
		return end - start;
	}
	if (wic_date_at(line->raw, line->n, start, &date) && date.year != 0)
	{
		reading->ndates++;
		reading->starts_with_time |= start == 0 &&
			date.precision >= WIC_PRECISION_MINUTE;
		reading->last_date = date;
		keep_date(&reading->meta->time, &date);
		return date.end - start;
	}
	return reading->ndates > 0 ? posted_from(line, start) : 0;
}

static void
skip_rest(Reading *reading, size_t i)
{
	if (reading->rest == 0 || reading->word.end != i)
	{
		reading->word.start = i;
		reading->nwords++;
	}
	reading->word.end = i + 1;
	reading->rest++;
}

/* 2023年11月9日 滨江日报: the word may be who published it. */
static bool
word_is_publisher(const Reading *reading)
{
	if (reading->nwords != 1 || size_of(reading->word) < 2)
		return false;
	for (size_t i = reading->word.start; i < reading->word.end; i++)
	{
		size_t		length = wic_line_words_at(reading->line, i,
											   wic_publisher_ends);

		if (length > 0 && i + length == reading->word.end)
			return true;
	}
	return false;
}

/* 2020年9月3日,滨江: a day, and where or from whom, behind a mark */
static bool
is_day_and_place(const Reading *reading)
{
	const WicLine *line = reading->line;
	const WicDate *date = &reading->last_date;
	WicValue	word = reading->word;

	if (reading->nwords != 1 || reading->ndates != 1 ||
		date->precision < WIC_PRECISION_DAY || size_of(word) > BESIDE_MAX ||
		wic_line_has_word(line, wic_event_words))
		return false;
	return word.start >= date->end ? is_separator(at(line, date->end)) :
		date->start > 0 && is_separator(at(line, date->start - 1));
}

/* 3楼 江边人 2019-5-29 09:20: who wrote an entry, and to the minute when */
static bool
is_stamp(const Reading *reading)
{
	const WicLine *line = reading->line;
	const WicDate *date = &reading->last_date;

	return reading->ndates == 1 && reading->word.end <= date->start &&
		date->precision >= WIC_PRECISION_MINUTE && date->start > 0 &&
		is_separator(at(line, date->start - 1)) &&
		at(line, date->start + 4) != 0x5E74;	/* 年 */
}

static WicMetaKind
kind_of(Reading *reading)
{
	WicMetaLine *meta = reading->meta;

	if (reading->is_odd || reading->rest > REST_MAX)
		return WIC_META_NONE;
	if (meta->nkeys > 0)
		return reading->is_credit && reading->ndates == 0 && reading->rest == 0
			? WIC_META_CREDIT : WIC_META_LINE;
	if (reading->ndates == 0)
		return WIC_META_NONE;
	/* 2023/11/9 08:58（11/9 更新）: what begins with a time is about it. */
	if (reading->rest == 0 || (reading->starts_with_time &&
							   reading->nwords > 1))
		return WIC_META_DATE;
	if (is_stamp(reading))
		return WIC_META_LINE;
	if (!word_is_publisher(reading))
		return is_day_and_place(reading) ? WIC_META_DATE : WIC_META_NONE;
	keep(&meta->publisher, reading->word);
	return WIC_META_LINE;
}

void
wic_metaline_read(WicMetaLine *meta, const WicLine *line)
{
	Reading		reading = {.line = line,.meta = meta,.is_credit = true};
	size_t		i = 0;

	memset(meta, 0, sizeof(*meta));
	if (!wic_line_is_short(line) || line->n > LINE_MAX_CHARS ||
		is_sentence_mark(line->last))
		return;
	while (i < line->n && reading.rest <= REST_MAX)
	{
		size_t		length = 1;

		if (!is_separator(at(line, i)))
			length = read_item(&reading, i);

		if (length == 0)
			skip_rest(&reading, i);
		i += length > 0 ? length : 1;
	}
	meta->kind = kind_of(&reading);
}

/* 第03版, 03 版, 第21期: the number before a mark, or 0 */
static int
number_before(const WicLine *line, const char *mark)
{
	for (size_t i = 1; i < line->n; i++)
	{
		WicCursor	cursor;
		size_t		start = i;
		int			ndigits;

		if (wic_line_word_at(line, i, mark) == 0)
			continue;
		while (start > 0 && wic_is_blank(at(line, start - 1)))
			start--;
		cursor.n = start;
		while (start > 0 && wic_is_numeric(at(line, start - 1)))
			start--;
		cursor.text = line->folded;
		cursor.at = start;
		if (start < cursor.n)
			return wic_read_number(&cursor, &ndigits);
	}
	return 0;
}

/* The first name in 《》, or all before the date. */
static WicValue
issue_name(const WicLine *line, size_t date_start)
{
	WicValue	name = {0, date_start};

	for (size_t i = 0; i < date_start; i++)
	{
		if (at(line, i) == 0x300A)
			name.start = i + 1;
		if (at(line, i) != 0x300B || i < name.start)
			continue;
		name.end = i;
		break;
	}
	return trim(line, name.start, name.end);
}

/* A sentence that names an issue is longer than the names in it. */
bool
wic_issue_read(WicIssue *issue, const WicLine *line)
{
	size_t		from = 0;

	memset(issue, 0, sizeof(*issue));
	if (!wic_line_is_short(line) || line->n > ISSUE_MAX ||
		is_sentence_mark(line->last) ||
		!wic_date_next(line->raw, line->n, &from, &issue->date) ||
		issue->date.year == 0)
		return false;
	issue->page = number_before(line, "版");
	issue->number = number_before(line, "期");
	if (issue->page <= 0 && issue->number <= 0)
		return false;
	issue->page = issue->page > 0 ? issue->page : 0;
	issue->number = issue->number > 0 ? issue->number : 0;
	issue->name = issue_name(line, issue->date.start);
	return size_of(issue->name) > 0 && size_of(issue->name) <= ISSUE_NAME_MAX;
}
