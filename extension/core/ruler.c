/*-------------------------------------------------------------------------
 *
 * ruler.c
 *	  Where a text may be cut, and how long its parts are.
 *
 * extension/core/ruler.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/ruler.h"

#include <string.h>

#include "core/token.h"

#define lengthof(array) (sizeof(array) / sizeof((array)[0]))

/* Tokens between two calls of pulse. */
#define PULSE_INTERVAL	1024

/* Marks that stay with their character; more is no text. */
#define MARKS_MAX	16

#define ZERO_WIDTH_JOINER	0x200D

/* Closing quotes and brackets, or blanks, between a clause and its end. */
#define CLOSERS_MAX 4

#define BITS	64

static void
set_bit(uint64_t *bits, int at)
{
	bits[at / BITS] |= UINT64_C(1) << (at % BITS);
}

static bool
has_bit(const uint64_t *bits, int at)
{
	return (bits[at / BITS] >> (at % BITS) & 1) != 0;
}

static int
count_bits(uint64_t word)
{
	const uint64_t ones = ~UINT64_C(0);

	/* Sums of 2, of 4 and of 8 bits side by side, then of all. */
	word -= word >> 1 & ones / 3;
	word = (word & ones / 5) + (word >> 2 & ones / 5);
	word = (word + (word >> 4)) & ones / 17;
	return (int) (word * (ones / 255) >> 56);
}

/* What a character belongs to, while the text is measured. */
typedef struct Measure
{
	uint32_t	before;			/* the last character */
	int			nmarks;			/* since the last cut between characters */
	int			nchars;			/* since the last cut */
	unsigned	tokens;			/* counted for pulse */
} Measure;

/* May every character of such a token stand alone? */
static bool
is_loose(WicTokenKind kind)
{
	return kind == WIC_TOKEN_CJK || kind == WIC_TOKEN_PUNCT ||
		kind == WIC_TOKEN_BLANK;
}

static bool
is_counted(WicTokenKind kind)
{
	return kind != WIC_TOKEN_PUNCT && kind != WIC_TOKEN_BLANK &&
		kind != WIC_TOKEN_TAG && kind != WIC_TOKEN_ENTITY;
}

static bool
extends(uint32_t cp)
{
	uint8_t		props = wic_char_props(cp);
	WicCharClass class = (WicCharClass) (props & WIC_CHAR_CLASS_MASK);

	return class == WIC_CLASS_MARK || class == WIC_CLASS_IGNORE ||
		(props & WIC_CHAR_JOINS) != 0;
}

/*
 * Does the first of so many characters that are not cut apart belong to what
 * stands before it?  Emoji are joined.
 */
static bool
joins(const WicRuler *ruler, Measure *measure, uint32_t cp, int size)
{
	bool		is_emoji = measure->before == ZERO_WIDTH_JOINER &&
	wic_char_class(cp) == WIC_CLASS_PUNCT;
	bool		joined = measure->before != 0 && (extends(cp) || is_emoji) &&
	measure->nmarks < MARKS_MAX && measure->nchars <= ruler->longest - size;

	measure->nmarks = joined ? measure->nmarks + 1 : 0;
	measure->before = cp;
	return joined;
}

static void
measure_token(WicRuler *ruler, Measure *measure, const WicToken *token)
{
	const uint8_t *p = token->start + token->repeated;
	const uint8_t *end = token->start + token->length;
	size_t		nchars = wic_utf8_count(p, end);
	bool		splits = is_loose(token->kind) ||
	nchars > (size_t) ruler->longest;
	int			size = splits ? 1 : (int) nchars;
	bool		is_first = true;

	while (p < end)
	{
		int			at = (int) (p - ruler->bytes);
		bool		is_cut;
		uint32_t	cp;

		p += wic_utf8_next(p, end, &cp);
		is_cut = !joins(ruler, measure, cp, is_first ? size : 1) &&
			(splits || is_first);
		measure->nchars = is_cut ? 1 : measure->nchars + 1;
		is_first = false;
		if (is_cut)
			set_bit(ruler->cuts, at);
		if (ruler->unit == WIC_RULER_CHARS ||
			(is_cut && is_counted(token->kind)))
			set_bit(ruler->units, at);
	}
}

/* Words for a bit of each byte, and of the end. */
static size_t
words_of(int length)
{
	return (size_t) length / BITS + 1;
}

static void
sum_units(WicRuler *ruler)
{
	int			sum = 0;

	for (size_t i = 0; i < words_of(ruler->length); i++)
	{
		ruler->sums[i] = sum;
		sum += count_bits(ruler->units[i]);
	}
}

size_t
wic_ruler_memory(int length)
{
	return (2 * sizeof(uint64_t) + sizeof(int)) * words_of(length);
}

void
wic_ruler_init(WicRuler *ruler, void *memory, const void *text, int length,
			   WicRulerUnit unit, int longest, void (*pulse) (void))
{
	size_t		nwords = words_of(length);
	Measure		measure = {0};
	WicTokenizer tokenizer;
	WicToken	token;

	ruler->bytes = text;

	ruler->length = length;
	ruler->unit = unit;
	ruler->longest = longest;
	ruler->cuts = memory;
	ruler->units = ruler->cuts + nwords;
	ruler->sums = (int *) (ruler->units + nwords);
	memset(memory, 0, wic_ruler_memory(length));

	wic_tokenizer_init(&tokenizer, text, (size_t) length);
	while (wic_tokenizer_next(&tokenizer, &token))
	{
		if (measure.tokens++ % PULSE_INTERVAL == 0 && pulse != NULL)
			pulse();
		measure_token(ruler, &measure, &token);
	}
	sum_units(ruler);
}

static int
units_before(const WicRuler *ruler, int at)
{
	uint64_t	below = (UINT64_C(1) << (at % BITS)) - 1;

	return ruler->sums[at / BITS] +
		count_bits(ruler->units[at / BITS] & below);
}

int
wic_ruler_count(const WicRuler *ruler, int start, int end)
{
	return units_before(ruler, end) - units_before(ruler, start);
}

int
wic_ruler_cut_from(const WicRuler *ruler, int at)
{
	while (at < ruler->length && !has_bit(ruler->cuts, at))
		at++;
	return at;
}

int
wic_ruler_cut_until(const WicRuler *ruler, int at)
{
	while (at > 0 && at < ruler->length && !has_bit(ruler->cuts, at))
		at--;
	return at;
}

int
wic_ruler_next(const WicRuler *ruler, int at)
{
	return wic_ruler_cut_from(ruler, at + 1);
}

int
wic_ruler_previous(const WicRuler *ruler, int at)
{
	return wic_ruler_cut_until(ruler, at - 1);
}

/*-------------------------------------------------------------------------
 * Where a clause begins and ends
 *-------------------------------------------------------------------------
 */

static uint32_t
char_at(const WicRuler *ruler, int at)
{
	uint32_t	cp;

	if (at >= ruler->length)
		return '\n';
	wic_utf8_next(ruler->bytes + at, ruler->bytes + ruler->length, &cp);
	return cp;
}

static int
previous_char(const WicRuler *ruler, int at)
{
	const uint8_t *end = ruler->bytes + at;
	uint32_t	cp;
	int			p = at - 1;

	while (p > 0 && at - p < WIC_UTF8_MAX &&
		   wic_utf8_is_continuation(ruler->bytes[p]))
		p--;

	/* Bytes that are no character are one each. */
	return wic_utf8_next(ruler->bytes + p, end, &cp) == (size_t) (at - p) ?
		p : at - 1;
}

static bool
is_among(uint32_t cp, const uint32_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == cp)
			return true;
	return false;
}

/* ! , . : ; ? end a clause only if a blank follows: 3.14, a.b, 12:30. */
static bool
is_ascii_ender(uint32_t cp)
{
	static const uint32_t enders[] = {'!', ',', '.', ':', ';', '?'};

	return is_among(cp, enders, lengthof(enders));
}

/* 、。！，：；？…— and the end of a line. */
static bool
is_ender(uint32_t cp)
{
	static const uint32_t enders[] = {
		'\n', 0x2014, 0x2026, 0x3001, 0x3002, 0xFF01, 0xFF0C, 0xFF0E, 0xFF1A,
		0xFF1B, 0xFF1F, 0xFF61, 0xFF64
	};

	return is_among(cp, enders, lengthof(enders));
}

/* ) ] } ’ ” 〉》」』】〕〗）］｝ and the straight quotes. */
static bool
is_closer(uint32_t cp)
{
	static const uint32_t closers[] = {
		'"', '\'', ')', ']', '}', 0x2019, 0x201D, 0x3009, 0x300B, 0x300D,
		0x300F, 0x3011, 0x3015, 0x3017, 0xFF09, 0xFF3D, 0xFF5D, 0xFF63
	};

	return is_among(cp, closers, lengthof(closers));
}

/* ( [ { ‘ “ 〈《「『【〔〖（［｛ */
static bool
is_opener(uint32_t cp)
{
	static const uint32_t openers[] = {
		'(', '[', '{', 0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010,
		0x3014, 0x3016, 0xFF08, 0xFF3B, 0xFF5B, 0xFF62
	};

	return is_among(cp, openers, lengthof(openers));
}

static bool
is_blank(uint32_t cp)
{
	return wic_char_class(cp) == WIC_CLASS_BLANK;
}

bool
wic_ruler_ends_clause(const WicRuler *ruler, int at)
{
	uint32_t	next = char_at(ruler, at);
	int			p = at;

	if (at == 0 || is_closer(next) || is_ender(next) || is_ascii_ender(next))
		return at >= ruler->length;

	for (int i = 0; i < CLOSERS_MAX && p > 0; i++)
	{
		uint32_t	cp;

		p = previous_char(ruler, p);
		cp = char_at(ruler, p);
		if (is_ender(cp))
			return true;
		if (is_ascii_ender(cp))
			return is_blank(next);
		if (!is_closer(cp))
			break;
	}
	return false;
}

bool
wic_ruler_begins_clause(const WicRuler *ruler, int at)
{
	int			end = at;

	if (at == 0)
		return true;
	if (is_blank(char_at(ruler, at)))
		return false;
	for (int i = 0; i < CLOSERS_MAX && end > 0; i++)
	{
		int			p = previous_char(ruler, end);
		uint32_t	cp = char_at(ruler, p);

		if (cp == '\n')
			return true;
		if (!is_blank(cp))
			break;
		end = p;
	}
	return wic_ruler_ends_clause(ruler, end);
}

bool
wic_ruler_is_tag(const WicRuler *ruler, int start, int end)
{
	return ruler->unit == WIC_RULER_WORDS && end - start > 1 &&
		ruler->bytes[start] == '<' && ruler->bytes[end - 1] == '>';
}

/* A word or a number of letters and digits that is not worth ending with. */
static bool
is_short_word(const WicRuler *ruler, int start, int end, int short_word)
{
	WicCharClass class = wic_char_class(char_at(ruler, start));

	return (class == WIC_CLASS_LETTER || class == WIC_CLASS_DIGIT) &&
		wic_utf8_count(ruler->bytes + start,
					   ruler->bytes + end) <= (size_t) short_word;
}

bool
wic_ruler_is_bad_start(const WicRuler *ruler, int start, int short_word)
{
	uint32_t	cp = char_at(ruler, start);
	int			end = wic_ruler_next(ruler, start);

	return is_blank(cp) || is_closer(cp) || is_ender(cp) ||
		is_ascii_ender(cp) || wic_ruler_is_tag(ruler, start, end) ||
		is_short_word(ruler, start, end, short_word);
}

bool
wic_ruler_is_bad_end(const WicRuler *ruler, int end, int short_word)
{
	int			start = wic_ruler_previous(ruler, end);
	uint32_t	cp = char_at(ruler, start);

	return is_blank(cp) || is_opener(cp) ||
		wic_ruler_is_tag(ruler, start, end) ||
		is_short_word(ruler, start, end, short_word);
}

int
wic_ruler_skip_marks(const WicRuler *ruler, int at, int end)
{
	for (int i = 0; i < MARKS_MAX && at < end && extends(char_at(ruler, at));
		 i++)
	{
		uint32_t	cp;

		at += (int) wic_utf8_next(ruler->bytes + at, ruler->bytes + end, &cp);
	}
	return at;
}
