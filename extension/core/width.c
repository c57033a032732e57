/*-------------------------------------------------------------------------
 *
 * width.c
 *	  Give punctuation in a line of Chinese or Japanese its full width.
 *
 * extension/core/width.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/width.h"

#include <string.h>

#include "core/charclass.h"
#include "core/lexical.h"
#include "core/utf8.h"

/* A line with more Latin letters for each CJK character is not CJK. */
#define MAX_LATIN			6

/* In a line of Korean, so many of 100 CJK characters are Hangul. */
#define MIN_HANGUL_PERCENT	30

/*
 * Bytes between brackets.  With WIC_WIDTH_DEPTH this bounds how often a byte
 * is looked at.
 */
#define MAX_BRACKETED		512

static bool
is_letter(uint32_t cp)
{
	if (cp >= 0x4E00 && cp < 0xA000)	/* the usual case */
		return true;
	return (WIC_CHAR_HAN | WIC_CHAR_KANA) & wic_char_props(cp);
}

static bool
is_hangul(uint32_t cp)
{
	return cp >= 0xAC00 && cp < 0xD7A4;
}

static bool
is_latin(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
		(cp >= 0xC0 && cp < 0x250);
}

/* Punctuation that only CJK text has. */
static bool
is_cjk_mark(uint32_t cp)
{
	return (cp >= 0x3001 && cp <= 0x3003) || (cp >= 0x3008 && cp <= 0x3011) ||
		(cp >= 0x3014 && cp <= 0x301B) || cp == 0x30FB ||
		(cp >= 0xFF01 && cp <= 0xFF0F) || cp == 0xFF1A || cp == 0xFF1B ||
		cp == 0xFF1F || cp == 0xFFFD;
}

/* Punctuation that Western text has as well. */
static bool
is_shared_mark(uint32_t cp)
{
	return cp == 0x2018 || cp == 0x2019 || cp == 0x201C || cp == 0x201D ||
		cp == 0x2014 || cp == 0x2026 || cp == 0xB7;
}

static bool
is_mark(uint32_t c)
{
	return c == ',' || c == ';' || c == ':' || c == '!' || c == '?';
}

/* Does a mark beside this character belong to CJK text? */
static bool
is_wide(const WicWidth *width, uint32_t cp)
{
	return is_cjk_mark(cp) || is_letter(cp) ||
		(width->is_cjk && is_shared_mark(cp));
}

/* Is there anything to widen? */
static bool
has_ascii_marks(const uint8_t *p, const uint8_t *end)
{
	static const char marks[] = ",;:!?(";

	for (const char *mark = marks; *mark != '\0'; mark++)
		if (memchr(p, *mark, (size_t) (end - p)) != NULL)
			return true;
	return false;
}

/* Bytes at p, behind left, that are none of our business. */
static size_t
skipped_size(const WicWidth *width, const uint8_t *p, const uint8_t *end,
			 uint32_t left)
{
	WicTokenKind kind;

	switch (*p)
	{
		case 'h':
		case 'H':
		case 'f':
		case 'F':
		case 'w':
		case 'W':
			/* A URL begins a word. */
			if (is_latin(left))
				return 0;
			break;
		case '<':
		case '&':
			break;
		default:
			return 0;
	}
	return wic_lexical_length(width->text, p, end, &kind);
}

/* Is the line CJK, and not Korean?  Sets is_cjk. */
static bool
judge_letters(WicWidth *width, const uint8_t *p, const uint8_t *end)
{
	size_t		letters = 0;
	size_t		latin = 0;
	size_t		hangul = 0;
	uint32_t	cp = 0;

	while (p < end)
	{
		size_t		skipped = skipped_size(width, p, end, cp);

		if (skipped > 0)
		{
			p += skipped;
			cp = 'x';
			continue;
		}
		p += wic_utf8_next(p, end, &cp);
		if (cp >= 0x2E80)
		{
			letters += is_letter(cp);
			hangul += is_hangul(cp);
		}
		else
			latin += is_latin(cp);
	}

	width->is_cjk = letters > latin;
	return letters > 0 && letters * MAX_LATIN >= latin &&
		hangul * 100 < (letters + hangul) * MIN_HANGUL_PERCENT;
}

static void
judge_line(WicWidth *width)
{
	const uint8_t *end = memchr(width->next, '\n',
								(size_t) (width->end - width->next));

	if (end == NULL)
		end = width->end;
	width->line_end = end;
	width->applies = has_ascii_marks(width->next, end) &&
		judge_letters(width, width->next, end);
	width->left = 0;
	width->nclosing = 0;
}

/*
 * The bracket that closes the one at p if that is to be widened, or NULL.
 */
static const uint8_t *
closing_bracket(const WicWidth *width, const uint8_t *p)
{
	const uint8_t *end = width->line_end - p > MAX_BRACKETED ?
	p + MAX_BRACKETED : width->line_end;
	bool		has_letter = false;
	int			depth = 0;
	uint32_t	cp = 0;

	while (p < end)
	{
		const uint8_t *here = p;
		size_t		skipped = skipped_size(width, p, width->line_end, cp);

		if (skipped > 0)
		{
			p += skipped;
			cp = 'x';
			continue;
		}
		p += wic_utf8_next(p, width->line_end, &cp);
		if (cp == '(' && ++depth > WIC_WIDTH_DEPTH)
			return NULL;
		if (cp == ')' && --depth == 0)
			return has_letter ? here : NULL;
		if (cp >= 0x80 && is_letter(cp))
			has_letter = true;
	}
	return NULL;
}

static bool
is_closing(const WicWidth *width, const uint8_t *p)
{
	return width->nclosing > 0 && width->closing[width->nclosing - 1] == p;
}

/* The character at p as it will be, or 0 at the end of the line. */
static uint32_t
char_behind(const WicWidth *width, const uint8_t *p)
{
	uint32_t	cp;

	if (p >= width->line_end)
		return 0;
	wic_utf8_next(p, width->line_end, &cp);
	if (is_closing(width, p) ||
		(cp == '(' && closing_bracket(width, p) != NULL))
		return cp + 0xFEE0;
	return cp;
}

static bool
widen(WicWidth *width, WicEdit *edit)
{
	uint32_t	cp = *width->next + UINT32_C(0xFEE0);

	edit->rule = WIC_RULE_WIDTH;
	edit->status = WIC_REPAIR_EXACT;
	edit->offset = (size_t) (width->next - width->text);
	edit->size = 1;
	edit->with = width->with;
	edit->with_size = wic_utf8_put(width->with, cp);

	width->left = cp;
	width->next++;
	return true;
}

/* Is the mark at next widened?  What is found holds for those beside it. */
static bool
judge_marks(WicWidth *width)
{
	const uint8_t *p = width->next;

	while (p < width->line_end && is_mark(*p))
		p++;
	if (!is_wide(width, width->left) &&
		!is_wide(width, char_behind(width, p)))
		return false;
	width->marks_end = p;
	return true;
}

/* Is the bracket at next widened? */
static bool
judge_bracket(WicWidth *width)
{
	const uint8_t *closing;

	if (*width->next == ')')
	{
		if (!is_closing(width, width->next))
			return false;
		width->nclosing--;
		return true;
	}

	closing = closing_bracket(width, width->next);
	if (closing == NULL)
		return false;
	width->closing[width->nclosing++] = closing;
	return true;
}

/* Is the ASCII character at next widened? */
static bool
judge_char(WicWidth *width)
{
	uint8_t		c = *width->next;

	if (is_mark(c))
		return width->next < width->marks_end ||
			(!is_mark(width->left) && judge_marks(width));
	return (c == '(' || c == ')') && judge_bracket(width);
}

static void
skip(WicWidth *width, size_t size)
{
	width->next += size;
	width->left = 'x';
}

bool
wic_width_next(WicWidth *width, WicEdit *edit)
{
	while (width->next < width->end)
	{
		uint32_t	cp;

		if (width->next >= width->line_end)
		{
			if (*width->next == '\n')
				width->next++;
			judge_line(width);
			continue;
		}
		if (!width->applies)
		{
			width->next = width->line_end;
			continue;
		}
		if (*width->next < 0x80)
		{
			size_t		size = skipped_size(width, width->next,
											width->line_end, width->left);

			if (size > 0)
			{
				skip(width, size);
				continue;
			}
			if (judge_char(width))
				return widen(width, edit);
		}
		width->next += wic_utf8_next(width->next, width->end, &cp);
		width->left = cp;
	}
	return false;
}

void
wic_width_init(WicWidth *width, const uint8_t *text, size_t size)
{
	memset(width, 0, sizeof(*width));
	width->text = width->next = width->line_end = text;

	width->end = &text[size];
	width->marks_end = text;

	judge_line(width);
}
