/*-------------------------------------------------------------------------
 *
 * mojibake.c
 *	  Read lines again that were read in the wrong character set.
 *
 * extension/core/mojibake.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/mojibake.h"

#include <string.h>

#include "core/plausible.h"
#include "core/utf8.h"

/* A reading is accepted with this score, and so much more than before. */
#define MIN_SCORE			(-1.6)
#define MIN_GAIN			0.8

/* And with so much more, if it is how the other lines were misread. */
#define MIN_USUAL_GAIN		0.3

/* No score is better than this, so a line that is not worse stays. */
#define MAX_SCORE			0.2
#define MAX_SUSPECT			(MAX_SCORE - MIN_GAIN)

/*
 * AÇÃO is a word of Portuguese, and its bytes are one of GBK between two
 * letters.  A line that is alone has so many characters beyond ASCII, and so
 * many percent of its letters are.
 */
#define MIN_ALONE			4
#define MIN_ALONE_PERCENT	55

/* Of text in double bytes that were read as others, so many are Han. */
#define MIN_HAN_PERCENT		20

/*
 * Half of Chinese in GBK is Hangul in EUC-KR, but not all of it: that a line
 * of so many characters is Korean is then sure, and otherwise it is in doubt.
 */
#define MIN_KOREAN			12
#define MIN_KOREAN_PERCENT	95

/* A line, and how it looks. */
typedef struct Line
{
	const uint8_t *p;
	size_t		size;			/* without the line feed */
	WicPlausible seen;
	double		score;			/* of all of it */
	double		beyond;			/* of what is beyond ASCII */
} Line;

/* A reading of a line. */
typedef struct Reading
{
	WicMisreading misreading;
	const uint8_t *p;			/* NULL: there is none */
	size_t		size;
	WicPlausible seen;
	double		gain;
} Reading;

static double
score_beyond(const WicPlausible *seen)
{
	WicPlausible beyond = *seen;

	beyond.counts[WIC_KIND_ALNUM] = 0;
	beyond.counts[WIC_KIND_OTHER] = 0;
	return wic_plausible_score(&beyond);
}

static size_t
count_beyond(const WicPlausible *seen)
{
	size_t		n = 0;

	for (int kind = 0; kind < WIC_CHAR_KINDS; kind++)
		if (kind != WIC_KIND_ALNUM && kind != WIC_KIND_OTHER)
			n += seen->counts[kind];
	return n;
}

/* Look at the line at p. */
static void
read_line(const WicMojibake *mojibake, const uint8_t *p, Line *line)
{
	const uint8_t *feed = memchr(p, '\n', (size_t) (mojibake->end - p));

	line->p = p;
	line->size = (size_t) ((feed == NULL ? mojibake->end : feed) - p);
	memset(&line->seen, 0, sizeof(line->seen));
	wic_plausible_read(&line->seen, mojibake->rereader->kinds, p,
					   p + line->size);
	line->score = wic_plausible_score(&line->seen);
	line->beyond = score_beyond(&line->seen);
}

static bool
is_suspect(const Line *line)
{
	return line->beyond <= MAX_SUSPECT;
}

static bool
is_utf8(WicMisreading misreading)
{
	return misreading == WIC_UTF8_AS_LATIN || misreading == WIC_UTF8_AS_GBK;
}

/* May the line be one that was so misread, as far as it can tell? */
static bool
may_be(const Line *line, WicMisreading misreading, bool is_usual)
{
	size_t		beyond = count_beyond(&line->seen);
	size_t		letters = beyond + line->seen.counts[WIC_KIND_ALNUM];

	/* That bytes are UTF-8 is no accident. */
	if (is_utf8(misreading))
		return true;
	if (misreading > WIC_EUCKR_AS_LATIN &&
		wic_plausible_han(&line->seen) * 100 < beyond * MIN_HAN_PERCENT)
		return false;
	return is_usual || (beyond >= MIN_ALONE &&
						beyond * 100 >= letters * MIN_ALONE_PERCENT);
}

/* Read a line again; whether that is good is not asked. */
static bool
reread(const WicMojibake *mojibake, const Line *line, const uint8_t *p,
	   size_t size, Reading *reading)
{
	const WicRereader *rereader = mojibake->rereader;
	WicMisreading misreading = reading->misreading;
	double		score;

	reading->p = rereader->reread(rereader->state, misreading, p, size,
								  &reading->size);
	if (reading->p == NULL ||
		memchr(reading->p, '\n', reading->size) != NULL)
		return false;

	memset(&reading->seen, 0, sizeof(reading->seen));
	wic_plausible_read(&reading->seen, rereader->kinds, reading->p,
					   reading->p + reading->size);
	if (is_utf8(misreading))
	{
		score = score_beyond(&reading->seen);
		reading->gain = score - line->beyond;
	}
	else
	{
		score = wic_plausible_score(&reading->seen);
		reading->gain = score - line->score;
	}
	return score >= MIN_SCORE;
}

/* The line, misread like this, or a reading without p. */
static void
try(const WicMojibake *mojibake, const Line *line, WicMisreading misreading,
	bool is_usual, Reading *reading)
{
	double		min_gain = is_usual ? MIN_USUAL_GAIN : MIN_GAIN;

	reading->misreading = misreading;
	if (!may_be(line, misreading, is_usual) ||
		!reread(mojibake, line, line->p, line->size, reading) ||
		reading->gain < min_gain)
		reading->p = NULL;
}

/* UTF-8 that was misread twice, or a reading without p. */
static void
try_twice(const WicMojibake *mojibake, const Line *line, Reading *reading)
{
	size_t		size;
	const WicRereader *rereader = mojibake->rereader;
	const uint8_t *once = rereader->reread(rereader->state,
										   WIC_UTF8_AS_LATIN, line->p,
										   line->size, &size);

	reading->misreading = WIC_UTF8_AS_LATIN;
	if (once == NULL ||
		!reread(mojibake, line, once, size, reading) ||
		reading->gain < MIN_GAIN)
		reading->p = NULL;
}

/* Is what was read as EUC-KR nearly all Hangul? */
static bool
is_korean(const Reading *reading)
{
	size_t		hangul = reading->seen.counts[WIC_KIND_HANGUL];
	size_t		all = wic_plausible_hangul(&reading->seen) +
	wic_plausible_han(&reading->seen) +
	reading->seen.counts[WIC_KIND_KANA];

	return hangul * 100 >= all * MIN_KOREAN_PERCENT;
}

/*
 * The most plausible reading, or one without p.  Of those that are equally
 * so, the first in the order of the enumeration.
 */
static void
read_best(const WicMojibake *mojibake, const Line *line, Reading *best)
{
	Reading		reading;

	best->p = NULL;
	for (int i = 0; i < WIC_MISREADINGS; i++)
	{
		try(mojibake, line, (WicMisreading) i, false, &reading);
		if (i == WIC_UTF8_AS_LATIN && reading.p == NULL)
			try_twice(mojibake, line, &reading);
		if (reading.p == NULL)
			continue;
		if (i == WIC_EUCKR_AS_LATIN)
		{
			if (!is_korean(&reading))
				continue;
			if (wic_plausible_hangul(&reading.seen) < MIN_KOREAN)
			{
				best->p = NULL; /* may as well be Chinese */
				return;
			}
			*best = reading;
			return;
		}
		if (best->p == NULL || reading.gain > best->gain)
			*best = reading;
		if (is_utf8(reading.misreading))
			return;
	}
}

static void
elect(WicMojibake *mojibake)
{
	size_t		most = 0;

	for (int i = 0; i < WIC_MISREADINGS; i++)
		if (mojibake->votes[i] > most)
		{
			most = mojibake->votes[i];
			mojibake->usual = (WicMisreading) i;
			mojibake->has_usual = true;
		}
}

void
wic_mojibake_init(WicMojibake *mojibake, const WicRereader *rereader,
				  const uint8_t *text, size_t size)
{
	Line		line;
	Reading		reading;

	memset(mojibake, 0, sizeof(*mojibake));
	mojibake->rereader = rereader;
	mojibake->text = mojibake->next = text;

	mojibake->end = &text[size];

	for (size_t done = 0; done < size; done += line.size + 1)
	{
		read_line(mojibake, &text[done], &line);
		if (!is_suspect(&line))
			continue;
		read_best(mojibake, &line, &reading);
		if (reading.p != NULL)
			mojibake->votes[reading.misreading] +=
				count_beyond(&reading.seen);
	}

	elect(mojibake);
	if (!mojibake->has_usual)
		mojibake->next = mojibake->end;
}

bool
wic_mojibake_next(WicMojibake *mojibake, WicEdit *edit)
{
	while (mojibake->next < mojibake->end)
	{
		Line		line;
		Reading		reading;

		read_line(mojibake, mojibake->next, &line);
		mojibake->next += line.size;
		mojibake->next += mojibake->next < mojibake->end;
		if (!is_suspect(&line))
			continue;

		try(mojibake, &line, mojibake->usual, true, &reading);
		if (reading.p == NULL)
			read_best(mojibake, &line, &reading);
		if (reading.p == NULL)
			continue;

		edit->rule = WIC_RULE_MOJIBAKE;
		edit->status = WIC_REPAIR_EXACT;
		edit->offset = (size_t) (line.p - mojibake->text);
		edit->size = line.size;
		edit->with = reading.p;
		edit->with_size = reading.size;
		return true;
	}
	return false;
}
