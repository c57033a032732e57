/*-------------------------------------------------------------------------
 *
 * detect.c
 *	  Which character set a document is in.
 *
 * extension/pg/detect.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/detect.h"

#include <math.h>

#include "core/evidence.h"
#include "core/utf8.h"
#include "miscadmin.h"
#include "pg/converter.h"
#include "pg/plausible.h"

#define CHUNK			65536

/* A sample: so much of the begin, and half of it of middle and end. */
#define HEAD			32768
#define PIECE			(HEAD / 2)

/* How far a safe place to begin or end a piece is looked for */
#define SAFE_WITHIN		1024

/* One place in so many characters may be bad, and one in the shortest. */
#define BAD_SHARE		50

/*
 * Marks that are added to the plausibility, which is 0 for prose, -2 and less
 * for what nobody wrote.
 */
#define DECLARED_BONUS	1.5
#define DECLARED_FEW	6.0		/* and so much by the number of characters */
#define UTF8_BONUS		3.0
#define DAMAGED_MALUS	1.0
#define WESTERN_MALUS	8.0		/* if no accent stands in a word */
#define ACCENTS_MALUS	1.5		/* if there are more of them than letters */
#define RARE_MALUS		1.5		/* if no Han is a frequent one */
#define RARE_KO_MALUS	2.0		/* if no Hangul is */

/*
 * In prose, more than these shares of Han and of Hangul are frequent ones.  In
 * half of Chinese texts .55 to .81 are, in a twentieth .36 or less; in Korean
 * that is read as Chinese .15, in a hundredth .3.  In Korean .8 are, and in
 * what is read as Korean .1.
 */
#define FREQUENT_HAN	0.4
#define FREQUENT_HANGUL	0.5

/* From this share of kana a text is Japanese, and its Han are others. */
#define JAPANESE_KANA	0.15

/* A reading below that is no text. */
#define LEAST_SCORE		(-2.0)

/* Characters from which a text speaks for itself */
#define FEW				10

/* The least confidence in what is certain */
#define CERTAIN			0.9

/* One way to read the document */
typedef struct Reading
{
	WicCharset	charset;
	size_t		chars;			/* that are not ASCII */
	size_t		all;			/* that speak for or against this set */
	size_t		bad;
	double		score;
} Reading;

typedef struct Document
{
	const uint8_t *bytes;
	size_t		size;
	size_t		first_high;		/* offset of the first byte from 0x80 */
	const WicCharset *declared;
	WicUtf8Evidence utf8;
	Reading		readings[WIC_CHARSETS];
	int			nreadings;
} Document;

static void
read_utf8(Document *document)
{
	const uint8_t *p = document->bytes;
	const uint8_t *end = p + document->size;

	while (p < end)
	{
		const uint8_t *stop = end - p > CHUNK ? p + CHUNK : end;

		CHECK_FOR_INTERRUPTS();
		p = wic_utf8_evidence(p, stop, p - document->bytes, stop == end,
							  &document->utf8);
	}
}

static size_t
find_high(const uint8_t *bytes, size_t size)
{
	size_t		i = 0;

	while (i < size && bytes[i] < 0x80)
		i++;
	return i;
}

/* Where a piece that is to begin or end at about offset does so, or size. */
static size_t
safe_place(const Document *document, WicCharset charset, size_t offset)
{
	size_t		within = Min(document->size, offset + SAFE_WITHIN);
	size_t		place = wic_charset_resume(document->bytes, within, offset,
										   charset);

	return place < within ? place : document->size;
}

/* Append what the bytes from start to end hold, and count what is bad. */
static size_t
read_piece(const Document *document, WicCharset charset, size_t start,
		   size_t end, StringInfo sample)
{
	WicBadBytes bad;

	wic_convert(charset, document->bytes + start, end - start,
				(end - start) / BAD_SHARE + 1, sample, &bad);
	if (bad.count == 1 && bad.is_cut && end < document->size)
		return 0;				/* it was cut here */
	return bad.count;
}

static size_t
read_sample(const Document *document, WicCharset charset, StringInfo sample)
{
	size_t		size = document->size;
	size_t		start = 0;
	size_t		bad;

	if (size <= HEAD + 2 * PIECE)
		return read_piece(document, charset, 0, size, sample);

	/* A byte of ASCII before the first that is none is a whole character. */
	if (wic_charset_unit(charset) == 1 && document->first_high > 0 &&
		document->first_high < size)
		start = document->first_high - 1;
	bad = read_piece(document, charset, start, Min(size, start + HEAD),
					 sample);

	if (start + HEAD < size / 2)
	{
		start = safe_place(document, charset, size / 2);
		bad += read_piece(document, charset, start,
						  Min(size, start + PIECE), sample);
	}
	start = safe_place(document, charset, size - PIECE);
	return bad + read_piece(document, charset, start, size, sample);
}

/* How far the share of frequent characters falls short, from 0 to 1 */
static double
lack(size_t frequent, size_t all, double least)
{
	double		share = (double) frequent / all;

	return share < least ? 1 - share / least : 0;
}

/* How much the text looks like one, ASCII aside: all readings share that. */
static double
score_text(const uint8_t *text, size_t size, const WicTextEvidence *evidence)
{
	const uint8_t *kinds = wic_char_kinds();
	const uint8_t *p = text;
	const uint8_t *end = p + size;
	WicPlausible plausible = {0};
	double		score;

	while (p < end)
	{
		uint32_t	cp;

		p += wic_utf8_next(p, end, &cp);
		if (cp >= 0x80 || kinds[cp] == WIC_KIND_BAD)
			wic_plausible_see(&plausible, kinds, cp);
	}
	score = wic_plausible_score(&plausible);

	if (evidence->hangul > 0)
		score -= RARE_KO_MALUS * lack(evidence->frequent_hangul,
									  evidence->hangul, FREQUENT_HANGUL) *
			evidence->hangul / evidence->other;
	if (evidence->han > 0 && evidence->kana < evidence->other * JAPANESE_KANA)
		score -= RARE_MALUS * lack(evidence->frequent_han, evidence->han,
								   FREQUENT_HAN) *
			evidence->han / evidence->other;
	return score;
}

static double
score_western(const WicTextEvidence *evidence)
{
	double		malus = 0;

	if (evidence->other == 0)
		return 0;
	if (evidence->other > evidence->ascii_letters)
		malus = ACCENTS_MALUS;
	return -malus - WESTERN_MALUS *
		(1 - (double) evidence->western / evidence->other);
}

static double
score(const Document *document, WicCharset charset, StringInfo sample,
	  Reading *reading)
{
	WicTextEvidence evidence = {0};
	const uint8_t *start = (const uint8_t *) sample->data;
	bool		is_wide = wic_charset_unit(charset) > 1;
	double		western;
	double		marks;

	wic_text_evidence(start, sample->len, &evidence);
	reading->chars = evidence.other;
	reading->all = is_wide ? wic_utf8_count(start, start + sample->len) :
		evidence.other;
	western = score_western(&evidence);
	if (charset == WIC_CHARSET_WINDOWS_1252)
		return western;

	marks = score_text(start, sample->len, &evidence);
	if (charset == WIC_CHARSET_UTF_8)
		return Max(western, marks) + UTF8_BONUS;
	if (!is_wide || reading->all == 0)
		return marks;

	/* In these ASCII is no accident, either. */
	return Max(western, marks) * evidence.other / reading->all;
}

static bool
is_declared(const Document *document, WicCharset charset)
{
	return document->declared != NULL && *document->declared == charset;
}

/* Add the reading in a character set, if it can be one. */
static void
add_reading(Document *document, WicCharset charset)
{
	Reading    *reading = &document->readings[document->nreadings];
	StringInfoData sample;

	if (!wic_charset_is_available(charset))
		return;

	initStringInfo(&sample);
	reading->charset = charset;
	reading->bad = read_sample(document, charset, &sample);
	reading->score = score(document, charset, &sample, reading);
	pfree(sample.data);

	if (reading->bad > 0)
	{
		reading->score -= DAMAGED_MALUS;
		if (reading->chars < FEW ||
			reading->bad > reading->chars / BAD_SHARE + 1)
			return;
	}
	if (is_declared(document, charset))
		reading->score += DECLARED_BONUS +
			DECLARED_FEW / Max(reading->chars, 1);
	document->nreadings++;
}

static int
compare(const void *a, const void *b)
{
	const Reading *x = a;
	const Reading *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (int) x->charset - (int) y->charset;
}

static const char *
basis(const Document *document, const Reading *reading)
{
	if (reading->bad > 0)
		return "damaged";
	if (is_declared(document, reading->charset))
		return "declared";
	return reading->charset == WIC_CHARSET_UTF_8 ? "utf8" : "plausible";
}

/* How sure it is that best is right, and not rival, which is worse. */
static double
confidence(const Reading *best, const Reading *rival)
{
	double		weight = Max(best->all, rival->all);

	return 1 - 0.5 * exp(-(best->score - rival->score) * weight / 4);
}

/* Are there too few characters to tell, and nobody who says it? */
static bool
speaks_too_little(const Document *document)
{
	const Reading *best = document->readings;

	return best->all < FEW && best->charset != WIC_CHARSET_UTF_8 &&
		!is_declared(document, best->charset);
}

static void
rank(Document *document, WicDetection *detection)
{
	Reading    *best = document->readings;
	double		sure = 1;

	qsort(best, document->nreadings, sizeof(Reading), compare);
	for (int i = 0; i < document->nreadings; i++)
	{
		Reading    *reading = &document->readings[i];
		WicGuess   *guess = &detection->guesses[i];

		if (reading->score < LEAST_SCORE)
			break;
		if (i > 0)
			sure = Min(sure, confidence(best, reading));
		guess->charset = reading->charset;
		guess->basis = basis(document, reading);
		guess->score = reading->score;
		guess->confidence = i == 0 ? 0 : 1 - confidence(best, reading);
		detection->nguesses++;
	}
	if (detection->nguesses == 0)
		return;

	detection->guesses[0].confidence = sure;
	detection->is_uncertain = sure < CERTAIN || speaks_too_little(document);
}

/* The one answer there is. */
static void
settle(WicDetection *detection, WicCharset charset, const char *basis,
	   double confidence)
{
	detection->guesses[0].charset = charset;
	detection->guesses[0].basis = basis;
	detection->guesses[0].confidence = confidence;
	detection->nguesses = 1;
}

/* Is it ASCII that escapes make Japanese? */
static bool
has_escapes(const Document *document)
{
	StringInfoData sample;
	WicTextEvidence evidence = {0};
	WicBadBytes bad;

	if (document->utf8.escapes == 0 || document->utf8.bad > 0 ||
		document->first_high < document->size ||
		!wic_charset_is_available(WIC_CHARSET_ISO_2022_JP))
		return false;

	initStringInfo(&sample);
	wic_convert(WIC_CHARSET_ISO_2022_JP, document->bytes,
				Min(document->size, HEAD), HEAD, &sample, &bad);
	wic_text_evidence((uint8_t *) sample.data, sample.len, &evidence);
	pfree(sample.data);
	return evidence.other > bad.count * BAD_SHARE;
}

/* What needs no comparison. */
static bool
is_plain(const Document *document, WicDetection *detection)
{
	const WicUtf8Evidence *utf8 = &document->utf8;
	WicCharset	charset;

	if (wic_charset_bom(document->bytes, document->size, &charset) > 0)
		settle(detection, charset, "bom", 1);
	else if (has_escapes(document))
		settle(detection, WIC_CHARSET_ISO_2022_JP, "escapes", 1);
	else if (wic_utf8_is_proven(utf8))
		settle(detection, WIC_CHARSET_UTF_8, "utf8", 1);
	else if (wic_utf8_is_damaged(utf8))
		settle(detection, WIC_CHARSET_UTF_8, "utf8",
			   1 - (double) utf8->bad /
			   (utf8->pairs + utf8->longer + utf8->bad));
	else
		return false;
	return true;
}

void
wic_detect_charset(const uint8_t *bytes, size_t size,
				   const WicCharset *declared, WicDetection *detection)
{
	Document	document = {
		.bytes = bytes,
		.size = size,
		.first_high = find_high(bytes, size),
		.declared = declared,
	};
	WicCharset	stated;

	memset(detection, 0, sizeof(*detection));
	read_utf8(&document);
	detection->bad_utf8 = document.utf8.first_bad;
	if (is_plain(&document, detection))
		return;

	if (declared == NULL && wic_charset_stated(bytes, size, &stated))
		document.declared = &stated;
	for (int i = 0; i < WIC_CHARSETS; i++)
	{
		if (i == WIC_CHARSET_ISO_2022_JP ||
			(i == WIC_CHARSET_UTF_8 && document.utf8.bad > 0))
			continue;
		CHECK_FOR_INTERRUPTS();
		add_reading(&document, (WicCharset) i);
	}
	rank(&document, detection);
}
