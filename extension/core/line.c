/*-------------------------------------------------------------------------
 *
 * line.c
 *	  A line of a document, ready to be compared with words.
 *
 * extension/core/line.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/line.h"

#include <string.h>

#include "core/charclass.h"
#include "core/utf8.h"

/* FNV-1a */
#define HASH_START	UINT64_C(0xCBF29CE484222325)
#define HASH_PRIME	UINT64_C(0x100000001B3)

static uint32_t
fold(const WicFoldTable *table, uint32_t cp)
{
	uint32_t	folded[WIC_FOLD_CHAR_MAX];

	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp | 0x20 : cp;
	if (cp == WIC_UTF8_BAD)
		return cp;
	return wic_fold_char(table, true, cp, folded) == 1 ? folded[0] : cp;
}

static bool
is_invisible(uint32_t cp)
{
	return wic_is_blank(cp) || wic_char_class(cp) == WIC_CLASS_IGNORE;
}

/* The last characters, back from the end. */
static void
read_tail(WicLine *line, const WicFoldTable *table,
		  const WicParagraph *paragraph)
{
	const uint8_t *end = paragraph->start + paragraph->size;
	const uint8_t *p = end;
	size_t		wanted = WIC_LINE_TAIL;

	if (wanted > line->chars)
		wanted = line->chars;
	if (wic_line_is_short(line))
	{
		memcpy(line->tail, line->folded + line->n - wanted,
			   wanted * sizeof(line->tail[0]));
		line->ntail = wanted;
		return;
	}

	for (size_t i = 0; i < wanted && p > paragraph->start; i++)
		for (p--; p > paragraph->start && wic_utf8_is_continuation(*p);)
			p--;
	while (p < end && line->ntail < WIC_LINE_TAIL)
	{
		uint32_t	cp;

		p += wic_utf8_next(p, end, &cp);
		line->tail[line->ntail++] = fold(table, cp);
	}
}

void
wic_line_read(WicLine *line, const WicFoldTable *table,
			  const WicParagraph *paragraph)
{
	const uint8_t *p = paragraph->start;
	const uint8_t *end = p + paragraph->size;

	line->start = p;
	line->end = end;
	line->chars = paragraph->end_char - paragraph->start_char;
	line->n = line->ntail = 0;
	line->first = line->last = 0;
	line->hash = HASH_START;
	memset(&line->counts, 0, sizeof(line->counts));

	while (p < end)
	{
		uint32_t	cp;
		uint32_t	folded;

		p += wic_utf8_next(p, end, &cp);
		wic_script_count(&line->counts, table, cp);
		if (line->n < WIC_LINE_HEAD)
		{
			folded = fold(table, cp);
			line->raw[line->n] = cp;
			line->folded[line->n++] = folded;
			line->hash = (line->hash ^ folded) * HASH_PRIME;
		}
		else
			line->hash = (line->hash ^ cp) * HASH_PRIME;
	}

	read_tail(line, table, paragraph);
	while (line->ntail > 0 && is_invisible(line->tail[line->ntail - 1]))
		line->ntail--;
	if (line->n > 0)
		line->first = line->folded[0];
	if (line->ntail > 0)
		line->last = line->tail[line->ntail - 1];
}

static size_t
word_at(const uint32_t *folded, size_t n, size_t at, const char *word)
{
	const uint8_t *p = (const uint8_t *) word;
	const uint8_t *end = p + strlen(word);
	size_t		start = at;

	while (p < end)
	{
		uint32_t	cp;

		p += wic_utf8_next(p, end, &cp);
		while (at > start && at < n && wic_is_blank(folded[at]) && cp != ' ')
			at++;
		if (at >= n || folded[at] != cp)
			return 0;
		at++;
	}
	return at - start;
}

size_t
wic_line_word_at(const WicLine *line, size_t at, const char *word)
{
	return word_at(line->folded, line->n, at, word);
}

size_t
wic_line_words_at(const WicLine *line, size_t at, const char *const *words)
{
	size_t		longest = 0;

	for (; *words != NULL; words++)
	{
		size_t		length = wic_line_word_at(line, at, *words);

		if (length > longest)
			longest = length;
	}
	return longest;
}

static uint32_t
first_of(const char *word)
{
	const uint8_t *p = (const uint8_t *) word;
	uint32_t	cp;

	wic_utf8_next(p, p + strlen(word), &cp);
	return cp;
}

bool
wic_line_has_word(const WicLine *line, const char *const *words)
{
	for (; *words != NULL; words++)
	{
		uint32_t	first = first_of(*words);

		for (size_t at = 0; at < line->n; at++)
			if (line->folded[at] == first &&
				wic_line_word_at(line, at, *words) > 0)
				return true;
	}
	return false;
}

bool
wic_line_ends_in(const WicLine *line, const char *const *words)
{
	for (; *words != NULL; words++)
	{
		uint32_t	first = first_of(*words);

		for (size_t at = 0; at < line->ntail; at++)
			if (line->tail[at] == first &&
				at + word_at(line->tail, line->ntail, at, *words) ==
				line->ntail)
				return true;
	}
	return false;
}

/* • · * ● ■ ◆ ▪ ○ ★ > 【 [ ( 《 - */
static bool
is_list_mark(uint32_t cp)
{
	switch (cp)
	{
		case 0x2022:
		case 0x00B7:
		case '*':
		case 0x25CF:
		case 0x25A0:
		case 0x25C6:
		case 0x25AA:
		case 0x2605:
		case '>':
		case 0x3010:
		case '[':
		case '(':
		case 0x30FB:
			return true;
	}
	return wic_is_blank(cp);
}

size_t
wic_line_skip_marks(const WicLine *line)
{
	size_t		at = 0;

	while (at < line->n && is_list_mark(line->folded[at]))
		at++;
	return at;
}
