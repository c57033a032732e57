/*-------------------------------------------------------------------------
 *
 * paragraph.c
 *	  Cut a text into paragraphs.
 *
 * extension/core/paragraph.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/paragraph.h"

#include "core/charclass.h"
#include "core/utf8.h"

/*
 * A cut in the first half of a long line is not taken, so no character is
 * read more than twice.
 */
#define EARLIEST_CUT	(WIC_PARAGRAPH_CHARS / 2)

#define NO_BREAK_SPACE		0x00A0
#define IDEOGRAPHIC_SPACE	0x3000

/* A place between two characters. */
typedef struct Place
{
	const uint8_t *p;
	size_t		chars;
} Place;

/* What is known of a line while it is read; chars 0 where there is none. */
typedef struct Line
{
	Place		here;
	Place		trimmed;		/* behind the last character not white */
	Place		sentence;		/* behind the last sentence */
	Place		word;			/* before the last white space */
	bool		ends_sentence;	/* the characters before here do */
} Line;

static bool
is_line_break(uint32_t cp)
{
	return cp == '\n' || cp == '\r';
}

static bool
is_white(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == NO_BREAK_SPACE ||
		cp == IDEOGRAPHIC_SPACE || is_line_break(cp);
}

/* 。 ！ ？ … and the ASCII forms that are unambiguous */
static bool
is_sentence_end(uint32_t cp)
{
	return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0x2026 ||
		cp == '!' || cp == '?';
}

/* ’ ” 」 』 ） 》: may follow the end of a sentence and belongs to it. */
static bool
is_closer(uint32_t cp)
{
	return cp == 0x2019 || cp == 0x201D || cp == 0x300D || cp == 0x300F ||
		cp == 0xFF09 || cp == 0x300B || cp == ')' || cp == '"';
}

static bool
is_attached(uint32_t cp)
{
	WicCharClass class = wic_char_class(cp);

	return class == WIC_CLASS_MARK || class == WIC_CLASS_IGNORE;
}

static void
skip_white(WicParagraphs *paragraphs)
{
	while (paragraphs->next < paragraphs->end)
	{
		uint32_t	cp;
		size_t		used = wic_utf8_next(paragraphs->next, paragraphs->end,
										 &cp);

		if (!is_white(cp))
			return;
		paragraphs->next += used;
		paragraphs->chars++;
	}
}

static void
advance(Line *line, uint32_t cp, size_t used)
{
	if (line->ends_sentence && !is_closer(cp) && !is_sentence_end(cp))
		line->sentence = line->here;
	line->ends_sentence = is_sentence_end(cp) ||
		(line->ends_sentence && is_closer(cp));
	if (is_white(cp))
		line->word = line->trimmed;

	line->here.p += used;
	line->here.chars++;
	if (!is_white(cp))
		line->trimmed = line->here;
}

/* Where a line that is too long is cut: better behind a sentence. */
static Place
best_cut(const Line *line, size_t earliest)
{
	if (line->sentence.chars >= earliest)
		return line->sentence;
	if (line->word.chars >= earliest)
		return line->word;
	return line->here;
}

/* The end of the paragraph that begins at start with no white space. */
static Place
paragraph_end(Place start, const uint8_t *end)
{
	Line		line = {.here = start,.trimmed = start};

	while (line.here.p < end)
	{
		uint32_t	cp;
		size_t		used = wic_utf8_next(line.here.p, end, &cp);

		if (is_line_break(cp))
			break;
		if (line.here.chars - start.chars >= WIC_PARAGRAPH_CHARS &&
			!is_attached(cp))
			return best_cut(&line, start.chars + EARLIEST_CUT);
		advance(&line, cp, used);
	}
	return line.trimmed;
}

void
wic_paragraphs_init(WicParagraphs *paragraphs, const uint8_t *text,
					size_t size)
{
	paragraphs->next = text;

	paragraphs->end = paragraphs->next + size;
	paragraphs->chars = 0;
}

bool
wic_paragraphs_next(WicParagraphs *paragraphs, WicParagraph *paragraph)
{
	Place		start;
	Place		end;

	skip_white(paragraphs);
	if (paragraphs->next == paragraphs->end)
		return false;

	start.p = paragraphs->next;
	start.chars = paragraphs->chars;
	end = paragraph_end(start, paragraphs->end);

	paragraph->start = start.p;
	paragraph->size = (size_t) (end.p - start.p);
	paragraph->start_char = start.chars;
	paragraph->end_char = end.chars;

	paragraphs->next = end.p;
	paragraphs->chars = end.chars;
	return true;
}
