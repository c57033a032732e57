/*-------------------------------------------------------------------------
 *
 * byline.c
 *	  Read a line that is nothing but the name of a person.
 *
 * extension/core/byline.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/byline.h"

#include "core/attribution.h"
#include "core/charclass.h"
#include "core/speech_words.h"

/* Characters of a name, and of the line with the offices in it */
#define NAME_MAX		4
#define LINE_MAX_CHARS	24

static bool
is_dot(uint32_t cp)
{
	return cp == 0xB7 || cp == 0x2022 || cp == 0x30FB;
}

/* Han and blanks, and the dot of a foreign name */
static bool
is_plain(const WicLine *line, bool *has_dot)
{
	*has_dot = false;
	for (size_t i = 0; i < line->n; i++)
	{
		uint32_t	cp = line->folded[i];

		if (is_dot(cp))
			*has_dot = true;
		else if (!wic_char_is_han(cp) &&
				 !wic_is_blank(cp))
			return false;
	}
	return true;
}

static bool
has_surname(const WicLine *line, const WicRange *name)
{
	return (wic_speech_classes(line->folded + name->start, 1) &
			WIC_SPEECH_SURNAME) != 0 ||
		(wic_speech_classes(line->folded + name->start, 2) &
		 WIC_SPEECH_SURNAME) != 0;
}

bool
wic_byline_read(const WicLine *line, WicValue *name)
{
	WicRange	range;
	bool		has_dot;
	size_t		before;

	if (!wic_line_is_short(line) || line->n < 2 ||
		line->n > LINE_MAX_CHARS || !is_plain(line, &has_dot) ||
		!wic_speaker_before(line->folded, 0, line->n, &range, NULL) ||
		range.end != line->n)
		return false;
	if (!has_dot && (range.end - range.start > NAME_MAX ||
					 !has_surname(line, &range)))
		return false;
	before = range.start;
	while (before > 0 && wic_is_blank(line->folded[before - 1]))
		before--;
	if (before > 0 &&
		wic_speech_word_before(line->folded, before, WIC_SPEECH_OFFICE |
							   WIC_SPEECH_REGION) == 0)
		return false;
	name->start = range.start;
	name->end = range.end;
	return true;
}
