/*-------------------------------------------------------------------------
 *
 * tidy.c
 *	  Take out of a text what nobody put there to be read.
 *
 * extension/core/tidy.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/tidy.h"

#include <string.h>

#include "core/charclass.h"
#include "core/utf8.h"

/*
 * A line is spaced if it has so many joints of Han and Han, and so many
 * percent of them have a blank.
 */
#define MIN_JOINTS			5
#define MIN_SPACED_PERCENT	60

/* A shorter run of 烫 is said by somebody who burnt his tongue. */
#define MIN_FILLED			3

#define STOP		0x3002
#define LOST		0xFFFD
#define ZWNJ		0x200C
#define ZWJ			0x200D
#define SPACE		0x20
#define WIDE_SPACE	0x3000

#define KUN			0x951F		/* 锟 */
#define TANG		0x70EB		/* 烫 */
#define TUN			0x5C6F		/* 屯 */
#define QI			0x847A		/* 葺 */

/* U+200B to U+200F, U+202A to U+202E, U+2060, U+2066 to U+2069, ... */
static bool
is_invisible(uint32_t cp)
{
	return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
		cp == 0x2060 || (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF ||
		cp == 0xAD;
}

static bool
is_control(uint32_t cp)
{
	return (cp < ' ' && cp != '\t' && cp != '\n' && cp != '\r') ||
		(cp >= 0x7F && cp < 0xA0);
}

/* Hebrew, Arabic, the scripts of India, Tibetan, Thai, Khmer, Mongolian. */
static bool
needs_controls(uint32_t cp)
{
	return (cp >= 0x0590 && cp < 0x10A0) || (cp >= 0x1780 && cp < 0x1C80) ||
		(cp >= 0xA840 && cp < 0xAC00 && cp != 0xA960) ||
		(cp >= 0xFB1D && cp < 0xFE00) || (cp >= 0xFE70 && cp < 0xFEFF);
}

static bool
is_emoji(uint32_t cp)
{
	return (cp >= 0x1F000 && cp < 0x20000) || (cp >= 0x2190 && cp < 0x2C00) ||
		cp == 0xFE0F;
}

static bool
is_quote(uint32_t cp)
{
	return cp == '"' || cp == '\'' || (cp >= 0x2018 && cp <= 0x201F) ||
		(cp >= 0x3008 && cp <= 0x300F) || cp == 0xFF02;
}

/* May a blank before or behind it be one too many? */
static bool
is_joint(uint32_t cp)
{
	return wic_char_is_han(cp) || (cp >= 0x3001 && cp <= 0x3003) ||
		(cp >= 0x3008 && cp <= 0x3011) || cp == 0xFF0C || cp == 0xFF1A ||
		cp == 0xFF1B || cp == 0xFF01 || cp == 0xFF1F;
}

/* Is there a blank in the line? */
static bool
has_blank(const uint8_t *p, const uint8_t *end)
{
	if (memchr(p, SPACE, (size_t) (end - p)) != NULL)
		return true;
	while ((p = memchr(p, 0xE3, (size_t) (end - p))) != NULL)
	{
		if (wic_utf8_peek(p, end) == WIDE_SPACE)
			return true;
		p++;
	}
	return false;
}

/* Is there a blank at most joints of the line? */
static bool
is_spaced(const uint8_t *p, const uint8_t *end)
{
	uint32_t	last = 0;		/* Han that waits for the next, or 0 */
	bool		is_behind = false;	/* a blank */
	size_t		joints = 0;
	size_t		spaced = 0;

	while (p < end)
	{
		uint32_t	cp;

		p += wic_utf8_next(p, end, &cp);
		if ((cp == SPACE || cp == WIDE_SPACE) && last != 0 && !is_behind)
			is_behind = true;
		else if (cp >= 0x2E80 && wic_char_is_han(cp))
		{
			joints += last != 0;
			spaced += is_behind;
			last = cp;
			is_behind = false;
		}
		else
		{
			last = 0;
			is_behind = false;
		}
	}

	return joints >= MIN_JOINTS &&
		spaced * 100 >= joints * MIN_SPACED_PERCENT;
}

/* The end of the line at p, which CR ends as well. */
static const uint8_t *
end_of_line(const uint8_t *p, const uint8_t *end)
{
	const uint8_t *found = memchr(p, '\n', (size_t) (end - p));

	if (found != NULL)
		end = found;
	found = memchr(p, '\r', (size_t) (end - p));
	return found == NULL ? end : found;
}

/* Judge the line at next. */
static void
judge_line(WicTidy *tidy)
{
	const uint8_t *end = end_of_line(tidy->next, tidy->end);

	tidy->line_end = end;
	tidy->is_spaced = has_blank(tidy->next, end) &&
		is_spaced(tidy->next, end);
}

/* Is the invisible character needed between left and right? */
static bool
is_needed(uint32_t cp, uint32_t left, uint32_t right)
{
	if (cp == ZWJ && is_emoji(left) && is_emoji(right))
		return true;
	return needs_controls(left) || needs_controls(right);
}

/* Bytes of the invisible character at next that can go, or 0. */
static size_t
read_invisible(const WicTidy *tidy, uint32_t cp, size_t size)
{
	if (is_control(cp))
		return size;
	if (!is_invisible(cp) ||
		is_needed(cp, tidy->left, wic_utf8_peek(tidy->next + size, tidy->end)))
		return 0;
	return size;
}

/* Bytes of copies of the character at next, which takes size. */
static size_t
run_size(const WicTidy *tidy, size_t size)
{
	const uint8_t *p = tidy->next + size;

	while ((size_t) (tidy->end - p) >= size &&
		   memcmp(p, tidy->next, size) == 0)
		p += size;
	return (size_t) (p - tidy->next);
}

/* Bytes of the string if it stands at next, or 0. */
static size_t
begins(const WicTidy *tidy, const char *string)
{
	size_t		size = strlen(string);

	return (size_t) (tidy->end - tidy->next) >= size &&
		memcmp(tidy->next, string, size) == 0 ? size : 0;
}

/* Bytes of 锟斤拷, ï¿½ or a run of 烫, 屯 or 葺 at next, or 0. */
static size_t
read_lost(const WicTidy *tidy, uint32_t cp, size_t size)
{
	size_t		run;

	if (cp == KUN)
		run = begins(tidy, "锟斤拷");
	else if (cp == 0xEF)
		run = begins(tidy, "ï¿½");
	else
		run = run_size(tidy, size);
	if (run < MIN_FILLED * size)
		return 0;

	if (is_quote(tidy->left) ||
		is_quote(wic_utf8_peek(tidy->next + run, tidy->end)))
		return 0;
	return run;
}

static size_t
read_stop(const WicTidy *tidy, size_t size)
{
	return tidy->left != STOP && run_size(tidy, size) == 2 * size ?
		2 * size : 0;
}

static size_t
read_space(const WicTidy *tidy, size_t size)
{
	return tidy->is_spaced && is_joint(tidy->left) &&
		is_joint(wic_utf8_peek(tidy->next + size, tidy->end)) ? size : 0;
}

static uint32_t
standard(const WicTidy *tidy, uint32_t cp)
{
	if (tidy->standard == NULL || cp < WIC_PRIVATE_FIRST ||
		cp > WIC_PRIVATE_LAST)
		return 0;
	return tidy->standard[cp - WIC_PRIVATE_FIRST];
}

/* Does no rule begin with this character?  That is the usual case. */
static bool
is_plain(uint32_t cp)
{
	if (cp >= 0x3400 && cp < 0xE000)
		return cp != KUN && cp != TANG && cp != TUN && cp != QI;
	return (cp > SPACE && cp < 0x7F) || cp == '\n';
}

/* A rule that applies, the bytes it takes, and what it leaves or 0. */
typedef struct Find
{
	WicRule		rule;
	size_t		size;
	uint32_t	with;
} Find;

/* What is to be done at next, where cp of size bytes stands. */
static Find
find(const WicTidy *tidy, uint32_t cp, size_t size)
{
	switch (cp)
	{
		case SPACE:
		case WIDE_SPACE:
			return (Find)
			{
				WIC_RULE_SPACING, read_space(tidy, size), 0
			};
		case '\r':
			if (wic_utf8_peek(tidy->next + 1, tidy->end) == '\n')
				return (Find)
			{
				WIC_RULE_LINE_END, 2, '\n'
			};
			return (Find)
			{
				WIC_RULE_LINE_END, 1, '\n'
			};
		case STOP:
			return (Find)
			{
				WIC_RULE_STOP, read_stop(tidy, size), STOP
			};
		case 0xEF:				/* ï */
		case KUN:
		case TANG:
		case TUN:
		case QI:
			return (Find)
			{
				WIC_RULE_LOST, read_lost(tidy, cp, size), LOST
			};
		default:
			break;
	}
	if (standard(tidy, cp) != 0)
		return (Find)
	{
		WIC_RULE_PRIVATE, size, standard(tidy, cp)
	};
	return (Find)
	{
		WIC_RULE_INVISIBLE, read_invisible(tidy, cp, size), 0
	};
}

static void
put(WicTidy *tidy, const Find *found, WicEdit *edit)
{
	edit->rule = found->rule;
	edit->status = found->with == LOST ? WIC_REPAIR_LOST : WIC_REPAIR_EXACT;
	edit->offset = (size_t) (tidy->next - tidy->text);
	edit->size = found->size;
	edit->with = tidy->with;
	edit->with_size = found->with == 0 ? 0 :
		wic_utf8_put(tidy->with, found->with);

	if (found->with != 0)
		tidy->left = found->with;
	tidy->next += found->size;
}

bool
wic_tidy_next(WicTidy *tidy, WicEdit *edit)
{
	while (tidy->next < tidy->end)
	{
		uint32_t	cp;
		size_t		size;
		Find		found;

		if (tidy->next > tidy->line_end)
			judge_line(tidy);

		size = wic_utf8_next(tidy->next, tidy->end, &cp);
		if (!is_plain(cp))
		{
			found = find(tidy, cp, size);
			if (found.size > 0)
			{
				put(tidy, &found, edit);
				return true;
			}
		}
		tidy->left = cp;
		tidy->next += size;
	}
	return false;
}

void
wic_tidy_init(WicTidy *tidy, const uint16_t *standard, const uint8_t *text,
			  size_t size)
{
	memset(tidy, 0, sizeof(*tidy));
	tidy->standard = standard;
	tidy->text = tidy->next = text;

	tidy->end = &text[size];

	judge_line(tidy);
}
