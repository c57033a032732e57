/*-------------------------------------------------------------------------
 *
 * shift_run.c
 *	  A run of characters that were read one byte off, while it is restored.
 *
 * extension/core/shift_run.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/shift_run.h"

#include "core/fold.h"
#include "core/utf8.h"

typedef struct Bracket
{
	uint32_t	opening;
	uint32_t	closing;
} Bracket;

static const Bracket brackets[] = {
	{0x201C, 0x201D}, {0x2018, 0x2019}, {0x300A, 0x300B}, {0x3008, 0x3009},
	{0x300C, 0x300D}, {0x300E, 0x300F}, {0x3010, 0x3011}, {0xFF08, 0xFF09}
};

#define lengthof(array) (sizeof(array) / sizeof((array)[0]))

uint32_t
wic_bracket_closing(uint32_t opening)
{
	for (size_t i = 0; i < lengthof(brackets); i++)
		if (brackets[i].opening == opening)
			return brackets[i].closing;
	return 0;
}

static bool
is_bracket(uint32_t cp)
{
	for (size_t i = 0; i < lengthof(brackets); i++)
		if (cp == brackets[i].opening || cp == brackets[i].closing)
			return true;
	return false;
}

bool
wic_is_wide_stop(uint32_t cp)
{
	return cp == 0x3001 || cp == WIC_FULL_STOP || cp == WIC_FULLWIDTH_BANG ||
		cp == 0xFF0C || cp == 0xFF1A || cp == 0xFF1B || cp == 0xFF1F;
}

uint16_t
wic_mark_code(uint32_t cp)
{
	switch (cp)
	{
		case ',':
		case 0xFF0C:
			return 0xA3AC;
		case ';':
		case 0xFF1B:
			return 0xA3BB;
		case '!':
		case WIC_FULLWIDTH_BANG:
			return 0xA3A1;
		case 0x3001:
			return 0xA1A2;
		case WIC_FULL_STOP:
			return 0xA1A3;
		default:
			return 0;
	}
}

uint32_t
wic_run_decode(const WicRun *run, unsigned lead, unsigned trail)
{
	return run->gbk->decode(run->gbk->state, (uint16_t) (lead << 8 | trail));
}

uint32_t
wic_run_char(const WicRun *run, const uint8_t *p)
{
	uint32_t	cp;

	if (p >= run->place->end)
		return 0;
	wic_utf8_next(p, run->place->end, &cp);
	return cp;
}

bool
wic_is_running(uint32_t cp)
{
	return wic_is_han(cp) || is_bracket(cp) || wic_is_wide_stop(cp) ||
		cp == 0x2014 || cp == 0x2026;
}

/* A Traditional character is as common as its Simplified form. */
static int
level_value(const WicRun *run, uint32_t cp)
{
	uint32_t	folded[WIC_FOLD_CHAR_MAX] = {0};
	uint16_t	code;

	wic_fold_char(wic_fold_table(WIC_FOLD_LATEST), true, cp, folded);
	code = run->gbk->encode(run->gbk->state, folded[0]);
	if (code >= 0xB0A1 && code <= 0xD7FA && (code & 0xFF) >= 0xA1)
		return WIC_VALUE_LEVEL_1;
	if (code >= 0xD8A1 && code <= 0xF7FE && (code & 0xFF) >= 0xA1)
		return WIC_VALUE_LEVEL_2;
	return WIC_VALUE_RARE;
}

int
wic_run_value(const WicRun *run, uint32_t cp)
{
	if (!wic_is_han(cp))
		return wic_is_running(cp) ? WIC_VALUE_KNOWN : WIC_VALUE_RARE;
	if (wic_witness_tally(run->witness, cp).occurrences > 0)
		return WIC_VALUE_KNOWN;
	return level_value(run, cp);
}

static int
pairs(const WicRun *run, uint32_t left, uint32_t right)
{
	return wic_witness_pairs(run->witness, left, right);
}

int
wic_run_mean(const WicRun *run, const uint32_t *chars, size_t n)
{
	uint32_t	left = run->place->left;
	int			sum = 0;
	int			counted = 0;

	for (size_t i = 0; i < n; left = chars[i++])
	{
		if (chars[i] == WIC_LOST)
			continue;
		sum += wic_run_value(run, chars[i]);
		sum += pairs(run, left, chars[i]) > 0 ? WIC_VALUE_PAIR : 0;
		counted++;
	}
	return counted > 0 ? sum / counted : WIC_VALUE_RARE;
}

bool
wic_run_knows_gloss(const WicRun *run, uint32_t cp)
{
	return wic_witness_tally(run->witness, cp).glossed > 0;
}

void
wic_run_put(WicRun *run, uint32_t cp)
{
	run->shift->chars[run->shift->nchars++] = cp;
}

uint32_t
wic_run_last(const WicRun *run)
{
	const WicShift *shift = run->shift;

	return shift->nchars > 0 ? shift->chars[shift->nchars - 1] :
		run->place->left;
}

void
wic_run_offer(WicChoices *choices, const WicRun *run, uint32_t cp,
			  int score)
{
	size_t		i = choices->n;

	choices->offered++;
	choices->glossed += wic_run_knows_gloss(run, cp);
	if (choices->n < lengthof(choices->best))
		choices->n++;
	else if (choices->best[--i].score >= score)
		return;

	for (; i > 0 && choices->best[i - 1].score < score; i--)
		choices->best[i] = choices->best[i - 1];
	choices->best[i].cp = cp;
	choices->best[i].score = score;
}

void
wic_run_note(WicRun *run, const WicChoices *choices, size_t at)
{
	WicShift   *shift = run->shift;

	if (choices->offered < 2)
		return;
	shift->is_inferred = true;
	shift->choice = at;
	shift->nchoices = 0;
	for (size_t i = 1; i < choices->n; i++)
		shift->choices[shift->nchoices++] = choices->best[i].cp;
}

void
wic_run_put_lost(WicRun *run)
{
	run->shift->is_lost = true;
	wic_run_put(run, WIC_LOST);
}

int
wic_run_fit(const WicRun *run, uint32_t left, uint32_t cp, uint32_t right)
{
	int			before = pairs(run, left, cp);
	int			after = pairs(run, cp, right);

	return (before > 5 ? 5 : before) + (after > 5 ? 5 : after);
}
