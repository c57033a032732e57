/*-------------------------------------------------------------------------
 *
 * unwrap.c
 *	  Join lines that were broken at a width, not at the end of a paragraph.
 *
 * extension/core/unwrap.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/unwrap.h"

#include <string.h>

#include "core/charclass.h"
#include "core/utf8.h"

/* How far from the usual width a line may be, and the share that is so near */
#define NEAR			2
#define SHARE			60		/* per cent */

/* Lines, but the last one, that show a width */
#define MIN_LINES		2

/* A line without its break; white space at its ends is not counted. */
typedef struct Line
{
	const uint8_t *start;
	const uint8_t *end;
	const uint8_t *next;		/* begin of the next line */
	size_t		chars;
	uint32_t	first;
	uint32_t	last;			/* 0 in an empty line */
	bool		is_indented;
	bool		is_row;			/* of a table: it has a tab inside */
} Line;

static bool
is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\r' || cp == 0x3000 || cp == 0xA0;
}

static void
read_line(Line *line, const uint8_t *p, const uint8_t *end)
{
	size_t		chars = 0;

	memset(line, 0, sizeof(*line));
	line->start = line->end = p;
	while (p < end && *p != '\n')
	{
		uint32_t	cp;
		const uint8_t *at = p;

		p += wic_utf8_next(p, end, &cp);
		chars += line->last != 0;
		if (is_blank(cp))
		{
			line->is_indented |= line->last == 0;
			line->is_row |= cp == '\t' && line->last != 0;
			continue;
		}
		if (line->last == 0)
		{
			line->start = at;
			line->first = cp;
			chars = 1;
		}
		line->last = cp;
		line->end = p;
		line->chars = chars;
	}
	line->next = p < end ? p + 1 : p;
}

/* 。 ！ ？ ” : … and the ASCII ones: nothing goes on behind these. */
static bool
ends_paragraph(uint32_t last)
{
	static const uint32_t marks[] = {
		'.', '!', '?', ':', '"', 0x2026, 0x201D, 0x3002, 0x300D, 0x300F,
		0xFF01, 0xFF1A, 0xFF1F
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (last == marks[i])
			return true;
	return false;
}

static bool
is_near(size_t chars, size_t width)
{
	return chars + NEAR >= width && chars <= width + NEAR;
}

/* • - 1 一、: an entry of a list goes on with nothing. */
static bool
begins_entry(const Line *line)
{
	return line->is_row || line->first == 0x2022 || line->first == '-' ||
		line->first == '*' || line->first == 0xB7 ||
		(line->first >= '0' && line->first <= '9' &&
		 line->chars < WIC_WRAP_WIDTH);
}

/* Does the line break off where the block is as wide as this? */
static bool
is_broken(const Line *line, size_t width)
{
	return is_near(line->chars, width) && !line->is_row &&
		!ends_paragraph(line->last);
}

/* The width that most lines have; of two, the greater. */
static size_t
usual_width(const uint32_t *counts)
{
	size_t		width = 0;
	uint32_t	most = 0;

	for (size_t i = WIC_WRAP_WIDTH; i < WIC_WRAP_MAX; i++)
		if (counts[i] > 0 && counts[i] >= most)
		{
			most = counts[i];
			width = i;
		}
	return width;
}

/* Measure the block at the next line. */
static void
read_block(WicUnwrap *unwrap)
{
	uint32_t	counts[WIC_WRAP_MAX] = {0};
	const uint8_t *p = unwrap->next;
	size_t		lines = 0;
	size_t		indented = 0;
	size_t		broken = 0;
	Line		line;

	for (; p < unwrap->end; p = line.next)
	{
		read_line(&line, p, unwrap->end);
		if (line.last == 0)
			break;
		lines++;
		indented += line.is_indented;
		if (line.chars < WIC_WRAP_MAX)
			counts[line.chars]++;
	}
	unwrap->block_end = p < unwrap->end ? line.next : p;
	unwrap->width = usual_width(counts);
	unwrap->is_indented = indented >= 2 && indented < lines;
	if (lines <= MIN_LINES || unwrap->width == 0)
	{
		unwrap->width = 0;
		return;
	}

	p = unwrap->next;
	for (size_t i = 0; i + 1 < lines; i++)
	{
		read_line(&line, p, unwrap->end);
		broken += is_broken(&line, unwrap->width);
		p = line.next;
	}
	if (broken < MIN_LINES || broken * 100 < (lines - 1) * SHARE)
		unwrap->width = 0;
}

void
wic_unwrap_init(WicUnwrap *unwrap, const uint8_t *text, size_t size)
{
	memset(unwrap, 0, sizeof(*unwrap));
	unwrap->text = unwrap->next = unwrap->block_end = text;
	unwrap->end = text +size;
}

static bool
is_latin(uint32_t cp)
{
	return wic_char_class(cp) == WIC_CLASS_LETTER ||
		(cp >= '0' && cp <= '9') || cp == ',' || cp == ';';
}

bool
wic_unwrap_next(WicUnwrap *unwrap, WicEdit *edit)
{
	while (unwrap->next < unwrap->end)
	{
		Line		line;
		Line		below;

		if (unwrap->next >= unwrap->block_end)
			read_block(unwrap);
		if (unwrap->width == 0)
		{
			unwrap->next = unwrap->block_end;
			continue;
		}
		read_line(&line, unwrap->next, unwrap->end);
		unwrap->next = line.next;
		if (line.next >= unwrap->block_end ||
			!(is_broken(&line, unwrap->width) ||
			  (unwrap->is_indented && !line.is_row &&
			   is_near(line.chars, unwrap->width))))
			continue;
		read_line(&below, line.next, unwrap->end);
		if (below.last == 0 || below.is_indented ||
			begins_entry(&below))
			continue;

		memset(edit, 0, sizeof(*edit));
		edit->rule = WIC_RULE_UNWRAP;
		edit->status = WIC_REPAIR_INFERRED;
		edit->offset = (size_t) (line.end - unwrap->text);
		edit->size = (size_t) (below.start - line.end);
		edit->with = (const uint8_t *) " ";
		edit->with_size = is_latin(line.last) && is_latin(below.first);
		return true;
	}
	return false;
}
