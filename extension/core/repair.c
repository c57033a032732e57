/*-------------------------------------------------------------------------
 *
 * repair.c
 *	  Undo what a web site did to a text to keep it from being copied.
 *
 * Survey and repair see the text through one reader, next_piece, so what is
 * counted as evidence is exactly what is removed.
 *
 * extension/core/repair.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/repair.h"

#include <string.h>

#include "core/pinyin.h"
#include "core/utf8.h"

/* Fewer than this many traces are an accident. */
#define MIN_FOUND			8

/* The damaged texts we know gloss 16 to 18 of 100 Han characters. */
#define MIN_GLOSSED_PERCENT 2

/*
 * A poem for children gives the reading of every character, and there the
 * readings are the text.
 */
#define MAX_GLOSSED_PERCENT 50

/*
 * The machine glosses every occurrence of a character, a teacher the first:
 * of the characters that are glossed at all, so many occurrences are.
 */
#define MIN_CLOSURE_PERCENT 95

#define MIN_DOUBLED_PERCENT 20

/*
 * Two commas in a row are also an empty cell, but a comma before an
 * ideographic comma or full stop is nothing that a person or program writes.
 */
#define MIN_ODD_PERCENT		10

/* The Han characters that the legacy charsets of damaged pages hold. */
#define HAN_FIRST			0x3400
#define HAN_LAST			0x9FFF
#define COMPAT_FIRST		0xF900
#define COMPAT_LAST			0xFAFF
#define COMPAT_SLOT			(HAN_LAST - HAN_FIRST + 1)
#define HAN_SLOTS			(COMPAT_SLOT + COMPAT_LAST - COMPAT_FIRST + 1)

typedef struct Tally
{
	uint32_t	occurrences;
	uint32_t	glossed;
} Tally;

typedef struct Evidence
{
	Tally	   *tallies;		/* one per Han character */
	size_t		han;
	size_t		glosses;
	size_t		commas;
	size_t		doubled;		/* commas before a punctuation mark */
	size_t		odd;			/* of these, before an ideographic one */
} Evidence;

/* What the repair looks at as a whole: a character or one trace of damage. */
typedef struct Piece
{
	const uint8_t *start;
	size_t		size;
	uint32_t	cp;				/* its first character */
	bool		is_damage;
	WicRepairRule rule;			/* if it is damage */
} Piece;

typedef struct RuleTraits
{
	const char *name;
	WicRepairMode mode;			/* the least that admits it */
} RuleTraits;

static const RuleTraits rule_traits[WIC_REPAIR_RULES] = {
	[WIC_REPAIR_GLOSS] = {"pinyin-gloss", WIC_REPAIR_SAFE},
	[WIC_REPAIR_COMMA] = {"double-comma", WIC_REPAIR_SAFE}
};

const char *
wic_repair_rule_name(WicRepairRule rule)
{
	return rule_traits[rule].name;
}

const char *
wic_repair_status_name(WicRepairStatus status)
{
	static const char *const names[] = {
		[WIC_REPAIR_EXACT] = "exact",
		[WIC_REPAIR_INFERRED] = "inferred",
		[WIC_REPAIR_LOST] = "lost"
	};

	return names[status];
}

/* Where cp is tallied, or HAN_SLOTS if it is no Han character. */
static size_t
han_slot(uint32_t cp)
{
	if (cp >= HAN_FIRST && cp <= HAN_LAST)
		return cp - HAN_FIRST;
	if (cp >= COMPAT_FIRST && cp <= COMPAT_LAST)
		return COMPAT_SLOT + (cp - COMPAT_FIRST);
	return HAN_SLOTS;
}

static bool
is_han(uint32_t cp)
{
	return han_slot(cp) < HAN_SLOTS;
}

/* 、 and 。, which no damage and no keyboard turns into ASCII. */
static bool
is_ideographic_stop(uint32_t cp)
{
	return cp == 0x3001 || cp == 0x3002;
}

/* Punctuation that may have a comma too much in front of it. */
static bool
is_stop(uint32_t cp)
{
	switch (cp)
	{
		case ',':
		case ':':
		case ';':
		case '!':
		case '?':
		case 0xFF0C:
		case 0xFF1A:
		case 0xFF1B:
		case 0xFF01:
		case 0xFF1F:
			return true;
		default:
			return is_ideographic_stop(cp);
	}
}

/* The character at p, or 0 at the end. */
static uint32_t
char_at(const uint8_t *p, const uint8_t *end)
{
	uint32_t	cp;

	if (p == end)
		return 0;
	wic_utf8_next(p, end, &cp);
	return cp;
}

/* Bytes of "(pinyin)" at p, or 0. */
static size_t
gloss_size(const uint8_t *p, const uint8_t *end)
{
	size_t		syllable = wic_pinyin_length(p + 1, end);
	const uint8_t *close = p + 1 + syllable;

	return syllable > 0 && close < end && *close == ')' ? syllable + 2 : 0;
}

/*
 * Bytes of the trace of damage at p, or 0; previous stands before p.  Each
 * look ahead is bounded, so reading all pieces is linear.
 */
static size_t
damage_size(const uint8_t *p, const uint8_t *end, uint32_t previous,
			WicRepairRule *rule)
{
	if (*p == '(' && is_han(previous))
	{
		*rule = WIC_REPAIR_GLOSS;
		return gloss_size(p, end);
	}
	if (*p == ',' && is_stop(char_at(p + 1, end)))
	{
		*rule = WIC_REPAIR_COMMA;
		return 1;
	}
	return 0;
}

/* Read the next piece, or return false at the end of the text. */
static bool
next_piece(WicRepairer *repairer, Piece *piece)
{
	const uint8_t *p = repairer->next;
	size_t		used;
	size_t		damage;

	if (p == repairer->end)
		return false;

	used = wic_utf8_next(p, repairer->end, &piece->cp);
	damage = damage_size(p, repairer->end, repairer->previous, &piece->rule);
	piece->start = p;
	piece->is_damage = damage > 0;
	piece->size = piece->is_damage ? damage : used;

	/* A rule asks only whether a Han character precedes: "(" says no. */
	repairer->previous = piece->cp;
	repairer->next += piece->size;
	return true;
}

/* glossed stands before the bracket. */
static void
weigh_gloss(Evidence *evidence, uint32_t glossed)
{
	evidence->glosses++;
	evidence->tallies[han_slot(glossed)].glossed++;
}

static void
weigh_comma(Evidence *evidence, uint32_t following)
{
	evidence->commas++;
	evidence->doubled += is_stop(following);
	evidence->odd += is_ideographic_stop(following);
}

static void
weigh_han(Evidence *evidence, uint32_t cp)
{
	evidence->han++;
	evidence->tallies[han_slot(cp)].occurrences++;
}

static void
gather(Evidence *evidence, const uint8_t *text, size_t size)
{
	WicRepairer reader;
	Piece		piece;
	uint32_t	previous = 0;

	wic_repair_init(&reader, NULL, text, size, NULL);
	while (next_piece(&reader, &piece))
	{
		if (is_han(piece.cp))
			weigh_han(evidence, piece.cp);
		else if (piece.cp == ',')
			weigh_comma(evidence, char_at(reader.next, reader.end));
		else if (piece.is_damage)
			weigh_gloss(evidence, previous);
		previous = piece.cp;
	}
}

static bool
reaches(size_t part, size_t whole, size_t percent)
{
	return part * 100 >= whole * percent;
}

/* Occurrences of the characters that are glossed anywhere. */
static size_t
occurrences_of_glossed(const Tally *tallies)
{
	size_t		sum = 0;

	for (size_t i = 0; i < HAN_SLOTS; i++)
		if (tallies[i].glossed > 0)
			sum += tallies[i].occurrences;
	return sum;
}

static bool
is_glossed(const Evidence *evidence)
{
	return evidence->glosses >= MIN_FOUND &&
		reaches(evidence->glosses, evidence->han, MIN_GLOSSED_PERCENT) &&
		!reaches(evidence->glosses, evidence->han, MAX_GLOSSED_PERCENT) &&
		reaches(evidence->glosses, occurrences_of_glossed(evidence->tallies),
				MIN_CLOSURE_PERCENT);
}

static bool
is_comma_ridden(const Evidence *evidence)
{
	return evidence->doubled >= MIN_FOUND &&
		reaches(evidence->doubled, evidence->commas, MIN_DOUBLED_PERCENT) &&
		reaches(evidence->odd, evidence->doubled, MIN_ODD_PERCENT);
}

size_t
wic_repair_scratch_size(void)
{
	return HAN_SLOTS * sizeof(Tally);
}

void
wic_repair_survey(const uint8_t *text, size_t size, WicRepairMode mode,
				  void *scratch, WicSurvey *survey)
{
	Evidence	evidence = {.tallies = scratch};

	memset(scratch, 0, wic_repair_scratch_size());
	gather(&evidence, text, size);

	survey->found[WIC_REPAIR_GLOSS] = evidence.glosses;
	survey->found[WIC_REPAIR_COMMA] = evidence.doubled;
	survey->applies[WIC_REPAIR_GLOSS] = is_glossed(&evidence);
	survey->applies[WIC_REPAIR_COMMA] = is_comma_ridden(&evidence);

	for (int rule = 0; rule < WIC_REPAIR_RULES; rule++)
		if (rule_traits[rule].mode > mode)
			survey->applies[rule] = false;
}

size_t
wic_repair_count(const WicSurvey *survey)
{
	size_t		count = 0;

	for (int rule = 0; rule < WIC_REPAIR_RULES; rule++)
		if (survey->applies[rule])
			count += survey->found[rule];
	return count;
}

void
wic_repair_init(WicRepairer *repairer, const WicSurvey *survey,
				const uint8_t *text, size_t size, uint8_t *clean)
{
	memset(repairer, 0, sizeof(*repairer));
	repairer->survey = survey;
	repairer->text = text;
	repairer->next = text;

	repairer->end = repairer->next + size;
	repairer->clean = clean;
}

static size_t
piece_chars(const Piece *piece)
{
	if (!piece->is_damage)
		return 1;
	return wic_utf8_count(piece->start, piece->start + piece->size);
}

/* Copy a piece that stays to the clean text. */
static void
keep(WicRepairer *repairer, const Piece *piece)
{
	size_t		chars = piece_chars(piece);

	memcpy(repairer->clean + repairer->clean_size, piece->start, piece->size);
	repairer->clean_size += piece->size;
	repairer->clean_chars += chars;
	repairer->raw_chars += chars;
}

static void
drop(WicRepairer *repairer, const Piece *piece, WicChange *change)
{
	change->rule = piece->rule;
	change->status = WIC_REPAIR_EXACT;
	change->raw.start = repairer->raw_chars;
	change->raw.length = piece_chars(piece);
	change->raw.offset = (size_t) (piece->start - repairer->text);
	change->raw.size = piece->size;
	change->clean.start = repairer->clean_chars;
	change->clean.length = 0;
	change->clean.offset = repairer->clean_size;
	change->clean.size = 0;

	repairer->raw_chars += change->raw.length;
}

bool
wic_repair_next(WicRepairer *repairer, WicChange *change)
{
	Piece		piece;

	while (next_piece(repairer, &piece))
	{
		if (piece.is_damage && repairer->survey->applies[piece.rule])
		{
			drop(repairer, &piece, change);
			return true;
		}
		keep(repairer, &piece);
	}
	return false;
}
