/*-------------------------------------------------------------------------
 *
 * shift.c
 *	  Undo what an insertion between the two bytes of a GBK character did.
 *
 * The bytes of a run are b0 | b1 b2 | b3 ... as they were read, and b0 b1 |
 * b2 b3 | ... as they were meant.  So a run is read into bytes, paired anew,
 * and then only its two ends are in question.
 *
 * The program glosses each occurrence of its characters, on bytes, wherever
 * they stand.  So a restored character may not be one that is glossed
 * elsewhere in the document and not here.
 *
 * extension/core/shift.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/shift.h"

#include <string.h>

#include "core/pinyin.h"
#include "core/shift_run.h"
#include "core/utf8.h"

/* Codes of GBK: rows and columns, and the row of punctuation. */
#define LEAD_FIRST			0x81
#define LEAD_LAST			0xFE
#define TRAIL_FIRST			0x40
#define TRAIL_LAST			0xFE
#define PUNCTUATION_ROW		0xA1

/* Windows reads this byte alone, and as a euro sign. */
#define EURO_BYTE			0x80
#define EURO				0x20AC

/* A run is restored if it then is worth so much, and so much more. */
#define MIN_VALUE			(-160)
#define MIN_GAIN			80

/* Fewer that make sense are an accident, unless the end proves them. */
#define MIN_HAN				3

/*
 * A pair that has been lost without trace leaves behind it a character that
 * is out of place.  Of so many characters, one may be.
 */
#define MIN_CHARS_PER_WEAK	3

/* How far the bracket that a run closes may be closed again. */
#define MAX_QUOTATION		200

/* The pinyin in "pinyin)" at p; returns the bytes of both, or 0. */
static size_t
reading_at(const WicRun *run, const uint8_t *p, size_t *pinyin)
{
	if (p >= run->place->end)
		return 0;
	*pinyin = wic_pinyin_length(p, run->place->end);
	if (*pinyin == 0 || wic_run_char(run, p + *pinyin) != ')')
		return 0;
	return *pinyin + 1;
}

static bool
reads(const WicRun *run, uint32_t cp, const uint8_t *pinyin, size_t size)
{
	return wic_is_han(cp) &&
		run->gbk->reads(run->gbk->state, cp, pinyin, size);
}

/*
 * A character that has its reading behind it is one of those the program
 * knows, and so are all that have it elsewhere.  One that stands bare
 * elsewhere is none.
 */
static int
gloss_score(const WicRun *run, uint32_t cp, uint32_t right)
{
	WicTally	tally = wic_witness_tally(run->witness, cp);
	int			score = wic_run_fit(run, wic_run_last(run), cp, right) * 100;

	if (tally.glossed > 0)
		score += 100000;
	else if (tally.occurrences > 0)
		score -= 100000;
	return score + wic_run_value(run, cp);
}

/* The two bytes of a character, or 0. */
static uint16_t
encode(const WicRun *run, uint32_t cp)
{
	if (cp < 0x80 || cp == WIC_LOST || cp == WIC_UTF8_BAD)
		return 0;
	return run->gbk->encode(run->gbk->state, cp);
}

/*
 * Take the two-byte characters from next on, and the one behind them.  False
 * if there is no end in sight.
 */
static bool
take_bytes(WicRun *run)
{
	while (run->next < run->place->end && run->nread < WIC_SHIFT_READ_MAX)
	{
		uint32_t	cp;
		size_t		used = wic_utf8_next(run->next, run->place->end, &cp);
		uint16_t	code = encode(run, cp);

		run->next += used;
		run->last = cp;
		if (code == 0)
			return true;
		run->read[run->nread++] = cp;
		run->bytes[run->nbytes++] = code >> 8;
		run->bytes[run->nbytes++] = code & 0xFF;
	}
	return false;
}

/* Put the characters that the bytes were, up to the last byte. */
static bool
put_middle(WicRun *run)
{
	for (size_t i = 0; i + 1 < run->nbytes; i += 2)
	{
		uint32_t	cp = wic_run_decode(run, run->bytes[i], run->bytes[i + 1]);

		if (!wic_is_running(cp) || wic_run_knows_gloss(run, cp))
			return false;
		wic_run_put(run, cp);
	}
	return true;
}

/* Whether the bracket that is open is closed by a text that follows. */
static bool
is_closed_later(const WicRun *run)
{
	const uint8_t *p = run->next;

	for (int i = 0; i < MAX_QUOTATION && p < run->place->end; i++)
	{
		uint32_t	cp;

		p += wic_utf8_next(p, run->place->end, &cp);
		if (cp == run->place->open || cp == '\n')
			return false;
		if (cp == wic_bracket_closing(run->place->open))
			return true;
	}
	return false;
}

static bool
is_put(const WicRun *run, uint32_t cp)
{
	for (size_t i = 0; i < run->shift->nchars; i++)
		if (run->shift->chars[i] == cp)
			return true;
	return false;
}

/* A second byte is lost: if it closed a bracket, we know it. */
static bool
put_closing(WicRun *run, uint8_t lead)
{
	uint32_t	closing = wic_bracket_closing(run->place->open);

	if (closing == 0 || lead != PUNCTUATION_ROW || is_put(run, closing) ||
		is_closed_later(run))
		return false;
	run->is_settled = true;
	run->shift->is_inferred = true;
	wic_run_put(run, closing);
	return true;
}

/* A second byte is lost, but only one character fits its neighbours. */
static bool
put_fitting(WicRun *run, uint8_t lead, uint32_t right)
{
	WicChoices	choices = {.n = 0};

	for (unsigned trail = TRAIL_FIRST; trail <= TRAIL_LAST; trail++)
	{
		uint32_t	cp = wic_run_decode(run, lead, trail);
		int			score = wic_run_fit(run, wic_run_last(run), cp, right);

		if (wic_is_han(cp) && !wic_run_knows_gloss(run, cp) && score > 0)
			wic_run_offer(&choices, run, cp, score);
	}
	if (choices.n == 0)
		return false;
	wic_run_note(run, &choices, run->shift->nchars);
	run->shift->is_inferred = true;
	wic_run_put(run, choices.best[0].cp);
	return true;
}

/* Of a date only digits can be lost: 月 and 日 follow 1 to 9 at least. */
static void
put_lost_ascii(WicRun *run, uint32_t right)
{
	WicShift   *shift = run->shift;

	if (right == 0x6708 || right == 0x65E5)
	{
		shift->choice = shift->nchars;
		shift->nchoices = 0;
		for (uint32_t digit = '1'; digit <= '9'; digit++)
			shift->choices[shift->nchoices++] = digit;
	}
	wic_run_put_lost(run);
}

/*
 * The question mark at the end ate a second byte and an ASCII character.
 * Before a mark that was the inserted comma, else it is lost.
 */
static bool
put_eaten(WicRun *run, uint8_t lead)
{
	uint32_t	right = wic_run_char(run, run->next);
	bool		ate_comma = wic_mark_code(right) != 0;

	if (!put_closing(run, lead) &&
		!put_fitting(run, lead, ate_comma ? right : 0))
		wic_run_put_lost(run);
	if (!ate_comma)
		put_lost_ascii(run, right);
	return true;
}

/*
 * The question mark at the end ate a second byte and the bracket before its
 * reading: the reading tells which character of the row it is.
 */
static bool
put_by_reading(WicRun *run, uint8_t lead, size_t pinyin)
{
	WicChoices	choices = {.n = 0};
	uint32_t	right = wic_run_char(run, run->next + pinyin + 1);

	for (unsigned trail = TRAIL_FIRST; trail <= TRAIL_LAST; trail++)
	{
		uint32_t	cp = wic_run_decode(run, lead, trail);

		if (reads(run, cp, run->next, pinyin))
			wic_run_offer(&choices, run, cp, gloss_score(run, cp, right));
	}
	if (choices.n == 0)
		return false;
	if (choices.glossed != 1)
		wic_run_note(run, &choices, run->shift->nchars);

	run->is_settled = true;
	run->next += pinyin + 1;
	wic_run_put(run, choices.best[0].cp);
	return true;
}

/*
 * Codes that Windows reads as a character for private use, which then gets
 * lost without trace.
 */
static bool
is_user_defined(unsigned lead, unsigned trail)
{
	if (lead >= 0xA1 && lead <= 0xA7)
		return trail >= 0x40 && trail <= 0xA0 && trail != 0x7F;
	return trail >= 0xA1 &&
		((lead >= 0xAA && lead <= 0xAF) || (lead >= 0xF8 && lead <= 0xFE));
}

/* The characters of the row that a lost pair can have torn from lead. */
static void
offer_torn(WicChoices *choices, const WicRun *run, uint8_t lead, uint32_t right)
{
	uint8_t		right_lead = run->gbk->encode(run->gbk->state, right) >> 8;

	for (unsigned trail = TRAIL_FIRST; trail <= TRAIL_LAST; trail++)
	{
		uint32_t	cp = wic_run_decode(run, lead, trail);

		if (wic_is_han(cp) && is_user_defined(trail, right_lead) &&
			!wic_run_knows_gloss(run, cp))
			wic_run_offer(choices, run, cp, wic_run_value(run, cp) +
						  wic_run_fit(run, wic_run_last(run), cp, right) * 100);
	}
}

/*
 * Before the last byte, a letter, a pair is lost: the second byte of one
 * character and the first of the next.  The reading tells which the next is.
 */
static bool
put_torn(WicRun *run, uint8_t lead, uint8_t trail, size_t pinyin)
{
	WicChoices	ends = {.n = 0};
	WicChoices	torn = {.n = 0};

	for (unsigned first = LEAD_FIRST; first <= LEAD_LAST; first++)
	{
		uint32_t	cp = wic_run_decode(run, first, trail);

		if (reads(run, cp, run->next + 1, pinyin))
			wic_run_offer(&ends, run, cp, gloss_score(run, cp, 0));
	}
	if (ends.n == 0)
		return false;
	offer_torn(&torn, run, lead, ends.best[0].cp);
	if (torn.n == 0)
		return false;

	run->shift->is_inferred |= ends.offered > 1 && ends.glossed != 1;
	wic_run_note(run, &torn, run->shift->nchars);
	wic_run_put(run, torn.best[0].cp);
	wic_run_put(run, ends.best[0].cp);
	return true;
}

/* The last byte stands there as a letter, or as a euro sign. */
static bool
put_letter(WicRun *run, uint8_t lead, uint8_t trail)
{
	uint32_t	cp = wic_run_decode(run, lead, trail);
	size_t		pinyin;
	size_t		gloss = 0;

	if (wic_run_char(run, run->next) == '(')
		gloss = reading_at(run, run->next + 1, &pinyin);
	if (gloss == 0)
	{
		wic_run_put(run, cp);
		return wic_is_han(cp) && !wic_run_knows_gloss(run, cp);
	}

	run->is_settled = true;
	if (reads(run, cp, run->next + 1, pinyin))
		wic_run_put(run, cp);
	else if (!put_torn(run, lead, trail, pinyin))
		return false;
	run->next += 1 + gloss;
	return true;
}

static bool
put_end(WicRun *run)
{
	uint8_t		lead = run->bytes[run->nbytes - 1];
	size_t		pinyin;

	if (run->last == EURO)
		return put_letter(run, lead, EURO_BYTE);
	if (run->last >= TRAIL_FIRST && run->last < 0x7F)
		return put_letter(run, lead, (uint8_t) run->last);
	if (!wic_shift_may_begin(run->last))
		return false;
	if (reading_at(run, run->next, &pinyin) > 0)
		return put_by_reading(run, lead, pinyin);
	return put_eaten(run, lead);
}

/* Characters other than stop whose second byte is the first of a mark. */
static void
offer_before_mark(WicChoices *choices, const WicRun *run, uint8_t trail,
				  uint32_t right)
{
	for (unsigned lead = LEAD_FIRST; lead <= LEAD_LAST; lead++)
	{
		uint32_t	cp = wic_run_decode(run, lead, trail);

		int			score = wic_run_fit(run, run->place->left, cp, right);

		if (wic_is_han(cp) && !wic_run_knows_gloss(run, cp) && score > 0)
			wic_run_offer(choices, run, cp, score);
	}
}

/*
 * The first character, of which the second byte, A1 or A3, is there.  Behind
 * the comma of a stop it must be one, and before a bracket it mostly is.
 */
static void
settle_first(WicRun *run, uint8_t trail)
{
	WicChoices	choices = {.n = 0};
	uint32_t	left = run->place->left;
	uint32_t	right = run->shift->chars[1];
	uint32_t	stop = trail == 0xA3 ? WIC_FULL_STOP : WIC_FULLWIDTH_BANG;
	bool		is_doubled = wic_is_wide_stop(right);
	bool		is_sure = run->place->previous == ',' && !is_doubled;
	bool		is_quoted = right != 0 &&
	right == wic_bracket_closing(run->place->open);
	int			score = wic_run_fit(run, left, stop, right);

	if (is_sure || is_quoted || (!is_doubled && score > 0))
		wic_run_offer(&choices, run, stop, score + (is_quoted ? 3 : 0));
	if (!is_sure)
		offer_before_mark(&choices, run, trail, right);

	if (choices.n == 0)
	{
		run->shift->is_lost = true;
		return;
	}
	run->shift->is_inferred |= !is_sure && !(is_quoted && score > 0);
	run->shift->chars[0] = choices.best[0].cp;
	wic_run_note(run, &choices, 0);
}

/*
 * Restored Han characters of which the document knows neither neighbour, in
 * the run or behind it.
 */
static size_t
count_weak(const WicRun *run)
{
	const WicShift *shift = run->shift;
	size_t		weak = 0;

	for (size_t i = 0; i < shift->nchars; i++)
	{
		uint32_t	left = i > 0 ? shift->chars[i - 1] : run->place->left;
		uint32_t	right = i + 1 < shift->nchars ? shift->chars[i + 1] :
		wic_run_char(run, run->next);

		weak += wic_is_han(shift->chars[i]) &&
			wic_run_fit(run, left, shift->chars[i], right) == 0;
	}
	return weak;
}

static size_t
count_han(const WicShift *shift)
{
	size_t		han = 0;

	for (size_t i = 0; i < shift->nchars; i++)
		han += wic_is_han(shift->chars[i]);
	return han;
}

static bool
is_better(const WicRun *run)
{
	WicShift   *shift = run->shift;
	int			value = wic_run_mean(run, shift->chars, shift->nchars);
	size_t		weak = count_weak(run);

	shift->is_inferred |= weak > 0;
	if (shift->nchars < weak * MIN_CHARS_PER_WEAK)
		return false;
	if (!run->is_settled && count_han(shift) < MIN_HAN)
		return false;
	if (run->nread == 0)
		return run->is_settled;
	return value >= MIN_VALUE &&
		value - wic_run_mean(run, run->read, run->nread) >= MIN_GAIN;
}

static void
init_run(WicRun *run, const WicGbk *gbk, const WicWitness *witness,
		 const WicShiftPlace *place, WicShift *shift)
{
	memset(run, 0, sizeof(*run));
	memset(shift, 0, sizeof(*shift));
	run->gbk = gbk;
	run->witness = witness;
	run->place = place;
	run->shift = shift;
	run->next = place->start;
	run->next += wic_utf8_next(run->next, place->end, &run->last);
}

/* A comma was put between the bytes of a character and the next. */
static bool
read_torn_by_comma(WicRun *run)
{
	uint32_t	mark = wic_run_char(run, run->next);
	uint16_t	code = wic_mark_code(mark);

	if (code == 0)
		return false;
	run->next += wic_utf8_next(run->next, run->place->end, &mark);
	run->bytes[run->nbytes++] = code & 0xFF;
	wic_run_put(run, WIC_LOST);
	if (!take_bytes(run) || !put_middle(run) || !put_end(run))
		return false;
	settle_first(run, code >> 8);
	return is_better(run);
}

/*
 * Restore the run as if the character that was glossed had this second byte,
 * which is the first of the next character.
 */
static bool
try_inner(WicRun *run, const WicRun *start, uint8_t trail)
{
	WicShift   *shift = run->shift;

	*run = *start;
	run->shift = shift;
	memset(shift, 0, sizeof(*shift));
	shift->is_inner = true;
	run->bytes[0] = trail;
	return put_middle(run) && put_end(run) && is_better(run);
}

/* Try each character of this lead byte and reading; one that is known wins. */
static bool
try_all_inner(WicRun *run, uint8_t lead, const uint8_t *reading, size_t pinyin)
{
	WicChoices	choices = {.n = 0};
	const WicRun start = *run;

	for (unsigned trail = LEAD_FIRST; trail <= LEAD_LAST; trail++)
	{
		uint32_t	cp = wic_run_decode(run, lead, trail);

		if (!reads(run, cp, reading, pinyin) ||
			!try_inner(run, &start, (uint8_t) trail))
			continue;
		wic_run_offer(&choices, run, cp, wic_run_knows_gloss(run, cp) * 10000 +
					  wic_run_mean(run, run->shift->chars, run->shift->nchars));
	}
	if (choices.n == 0)
		return false;

	try_inner(run, &start, run->gbk->encode(run->gbk->state,
											choices.best[0].cp) & 0xFF);
	run->shift->is_inferred |= choices.offered > 1 && choices.glossed != 1;
	return true;
}

/*
 * A gloss was put between the bytes of the next character, behind one that
 * the last byte and the next made: 變?nèi) is 變 and, of 人, the first byte.
 */
static bool
read_torn_by_gloss(WicRun *run)
{
	uint16_t	code = run->gbk->encode(run->gbk->state, run->place->previous);
	size_t		pinyin;
	size_t		size = reading_at(run, run->next, &pinyin);
	const uint8_t *reading = run->next;

	if (size == 0 || code == 0 || !wic_is_han(run->place->previous))
		return false;
	run->next += size;
	run->nbytes = 1;
	return take_bytes(run) &&
		try_all_inner(run, code & 0xFF, reading, pinyin);
}

bool
wic_shift_read(const WicGbk *gbk, const WicWitness *witness,
			   const WicShiftPlace *place, WicShift *shift)
{
	WicRun		run;

	init_run(&run, gbk, witness, place, shift);
	if (!read_torn_by_comma(&run))
	{
		init_run(&run, gbk, witness, place, shift);
		if (!read_torn_by_gloss(&run))
			return false;
	}
	shift->size = (size_t) (run.next - place->start);
	return true;
}
