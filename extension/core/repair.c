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

/*
 * Where a damaged article stands on a page with other texts, so many Han
 * characters from the first line with a gloss to the last are enough to tell.
 */
#define MIN_STRETCH_HAN		200

#define MIN_DOUBLED_PERCENT 20

/*
 * Two commas in a row are also an empty cell, but a comma before an
 * ideographic comma or full stop is nothing that a person or program writes.
 */
#define MIN_ODD_PERCENT		10

/*
 * So many characters behind one where a run may begin are no evidence for
 * what stands in it.
 */
#define MAX_DOUBTFUL		WIC_SHIFT_READ_MAX

typedef struct Evidence
{
	WicWitness *witness;
	size_t		han;
	size_t		glosses;
	size_t		commas;
	size_t		doubled;		/* commas before a punctuation mark */
	size_t		odd;			/* of these, before an ideographic one */
	const uint8_t *first;		/* gloss, NULL if there is none */
	const uint8_t *last;
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
	if (*p == '(' && wic_is_han(previous))
	{
		*rule = WIC_REPAIR_GLOSS;
		return gloss_size(p, end);
	}
	if (*p == ',' && is_stop(wic_utf8_peek(p + 1, end)))
	{
		*rule = WIC_REPAIR_COMMA;
		return 1;
	}
	return 0;
}

/* Do the rules of the survey work at p? */
static bool
is_within(const WicSurvey *survey, const uint8_t *text, const uint8_t *p)
{
	return p >= text +survey->start && p < text +survey->end;
}

/* Read a run that begins at next into the repairer's shift. */
static bool
read_shift(WicRepairer *repairer)
{
	const WicSurvey *survey = repairer->survey;
	WicShiftPlace place = {
		.start = repairer->next,
		.end = repairer->end,
		.previous = repairer->previous,
		.left = repairer->left,
		.open = repairer->open
	};

	if (survey == NULL || !survey->applies[WIC_REPAIR_SHIFT] ||
		!is_within(survey, repairer->text, repairer->next))
		return false;
	return wic_shift_read(survey->gbk, survey->witness, &place,
						  &repairer->shift);
}

/* Follow the brackets of a line; nested ones count as one. */
static void
track(WicRepairer *repairer, uint32_t cp)
{
	if (wic_bracket_closing(cp) != 0)
		repairer->open = cp;
	else if (cp == '\n' || cp == wic_bracket_closing(repairer->open))
		repairer->open = 0;
	repairer->left = cp;
}

/* The run in the repairer's shift is the next piece. */
static void
take_shift(WicRepairer *repairer, Piece *piece)
{
	const WicShift *shift = &repairer->shift;

	piece->start = repairer->next;
	piece->size = shift->size;
	piece->is_damage = true;
	piece->rule = shift->is_inner ? WIC_REPAIR_INNER : WIC_REPAIR_SHIFT;
	for (size_t i = 0; i < shift->nchars; i++)
		track(repairer, shift->chars[i]);
	repairer->previous = repairer->left;
	repairer->next += piece->size;
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
	if (wic_shift_may_begin(piece->cp) && read_shift(repairer))
	{
		take_shift(repairer, piece);
		return true;
	}

	damage = damage_size(p, repairer->end, repairer->previous, &piece->rule);
	piece->start = p;
	piece->is_damage = damage > 0;
	piece->size = piece->is_damage ? damage : used;
	if (!piece->is_damage)
		track(repairer, piece->cp);

	/* A rule asks only whether a Han character precedes: "(" says no. */
	repairer->previous = piece->cp;
	repairer->next += piece->size;
	return true;
}

static void
weigh_comma(Evidence *evidence, uint32_t following)
{
	evidence->commas++;
	evidence->doubled += is_stop(following);
	evidence->odd += is_ideographic_stop(following);
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
		if (wic_is_han(piece.cp))
		{
			evidence->han++;
			wic_witness_see(evidence->witness, piece.cp);
		}
		else if (piece.cp == ',')
			weigh_comma(evidence, wic_utf8_peek(reader.next, reader.end));
		else if (piece.is_damage)
		{
			if (evidence->glosses++ == 0)
				evidence->first = piece.start;
			evidence->last = piece.start;
			wic_witness_gloss(evidence->witness, previous);
		}
		previous = piece.cp;
	}
}

/* Let the witness see what stands outside of runs, and only that. */
static void
hear(WicWitness *witness, const uint8_t *text, size_t size)
{
	WicRepairer reader;
	Piece		piece;
	uint32_t	left = 0;
	int			doubtful = 0;

	memset(witness, 0, sizeof(*witness));
	wic_repair_init(&reader, NULL, text, size, NULL);
	while (next_piece(&reader, &piece))
	{
		if (wic_shift_may_begin(piece.cp))
			doubtful = MAX_DOUBTFUL;
		else if (doubtful > 0)
			doubtful--;
		else if (!piece.is_damage)
		{
			wic_witness_see(witness, piece.cp);
			wic_witness_see_pair(witness, left, piece.cp);
		}
		else if (piece.rule == WIC_REPAIR_GLOSS)
			wic_witness_gloss(witness, left);
		left = doubtful > 0 ? 0 : reader.left;
	}
}

static size_t
shift_size(const WicShift *shift)
{
	uint8_t		bytes[WIC_UTF8_MAX];
	size_t		size = 0;

	for (size_t i = 0; i < shift->nchars; i++)
		size += wic_utf8_put(bytes, shift->chars[i]);
	return size;
}

/* Count what will be changed now that it is known which rules apply. */
static void
count_changes(WicSurvey *survey, const uint8_t *text, size_t size)
{
	WicRepairer reader;
	Piece		piece;

	memset(survey->found, 0, sizeof(survey->found));
	wic_repair_init(&reader, survey, text, size, NULL);
	while (next_piece(&reader, &piece))
	{
		if (!piece.is_damage || !is_within(survey, text, piece.start))
			continue;
		survey->found[piece.rule]++;
		if (piece.rule >= WIC_REPAIR_SHIFT &&
			shift_size(&reader.shift) > piece.size)
			survey->growth += shift_size(&reader.shift) - piece.size;
	}
}

static bool
reaches(size_t part, size_t whole, size_t percent)
{
	return part * 100 >= whole * percent;
}

static bool
is_glossed(const Evidence *evidence)
{
	return evidence->glosses >= MIN_FOUND &&
		reaches(evidence->glosses, evidence->han, MIN_GLOSSED_PERCENT) &&
		!reaches(evidence->glosses, evidence->han, MAX_GLOSSED_PERCENT) &&
		reaches(evidence->glosses, wic_witness_closure(evidence->witness),
				MIN_CLOSURE_PERCENT);
}

static bool
is_comma_ridden(const Evidence *evidence)
{
	return evidence->doubled >= MIN_FOUND &&
		reaches(evidence->doubled, evidence->commas, MIN_DOUBLED_PERCENT) &&
		reaches(evidence->odd, evidence->doubled, MIN_ODD_PERCENT);
}

/* Does a letter as of pinyin, or a mark, follow the bracket or comma at p? */
static bool
may_be_trace(const uint8_t *p, const uint8_t *end)
{
	if (end - p < 2)
		return false;
	if (*p == ',')
		return is_stop(wic_utf8_peek(p + 1, end));

	/* ā, á, ǎ and à begin with C3 to C7. */
	return (p[1] >= 'a' && p[1] <= 'z') || (p[1] >= 0xC3 && p[1] <= 0xC7);
}

/* Are there MIN_FOUND places like that? */
static bool
has_traces(uint8_t mark, const uint8_t *p, const uint8_t *end)
{
	int			n = 0;

	while (p < end && n < MIN_FOUND)
	{
		p = memchr(p, mark, (size_t) (end - p));
		if (p == NULL)
			return false;
		n += may_be_trace(p, end);
		p++;
	}
	return n == MIN_FOUND;
}

bool
wic_repair_may_apply(const uint8_t *text, size_t size)
{
	return has_traces('(', text, &text[size]) ||
		has_traces(',', text, &text[size]);
}

size_t
wic_repair_scratch_size(void)
{
	return sizeof(WicWitness);
}

/* What the gates say, as far as the mode admits the rule. */
static void
open_gates(WicSurvey *survey, bool is_garbled, bool has_commas,
		   WicRepairMode mode)
{
	survey->applies[WIC_REPAIR_GLOSS] = is_garbled;
	survey->applies[WIC_REPAIR_COMMA] = has_commas;
	survey->applies[WIC_REPAIR_SHIFT] = is_garbled && survey->gbk != NULL;
	survey->applies[WIC_REPAIR_INNER] = is_garbled && survey->gbk != NULL;

	if (mode == WIC_REPAIR_NONE)
		memset(survey->applies, 0, sizeof(survey->applies));
}

/* Weigh a stretch of the text; scratch becomes the witness of it. */
static void
weigh(Evidence *evidence, void *scratch, const uint8_t *text, size_t start,
	  size_t end)
{
	memset(evidence, 0, sizeof(*evidence));
	memset(scratch, 0, wic_repair_scratch_size());
	evidence->witness = scratch;
	gather(evidence, text +start, end - start);
}

/*
 * A text that is not garbled as a whole may hold one that is.  If the lines
 * from the first gloss to the last are, narrow the survey to them.
 */
static bool
narrow(WicSurvey *survey, Evidence *evidence, void *scratch,
	   const uint8_t *text, size_t size)
{
	size_t		start = (size_t) (evidence->first - text);
	size_t		end = (size_t) (evidence->last - text);
	const uint8_t *newline = memchr(evidence->last, '\n', size - end);
	Evidence	stretch;

	while (start > 0 && text[start - 1] != '\n')
		start--;
	end = newline == NULL ? size : (size_t) (newline - text);
	weigh(&stretch, scratch, text, start, end);
	if (stretch.han < MIN_STRETCH_HAN || !is_glossed(&stretch))
		return false;
	*evidence = stretch;
	survey->start = start;
	survey->end = end;
	return true;
}

void
wic_repair_survey(const uint8_t *text, size_t size, WicRepairMode mode,
				  const WicGbk *gbk, void *scratch, WicSurvey *survey)
{
	Evidence	evidence;
	bool		is_garbled;

	memset(survey, 0, sizeof(*survey));
	survey->end = size;
	survey->gbk = gbk;
	survey->witness = scratch;
	weigh(&evidence, scratch, text, 0, size);
	is_garbled = is_glossed(&evidence);
	if (evidence.glosses >= MIN_FOUND && !is_garbled)
		is_garbled = narrow(survey, &evidence, scratch, text, size);

	survey->found[WIC_REPAIR_GLOSS] = evidence.glosses;
	survey->found[WIC_REPAIR_COMMA] = evidence.doubled;
	open_gates(survey, is_garbled, is_comma_ridden(&evidence), mode);
	if (survey->applies[WIC_REPAIR_SHIFT])
	{
		hear(scratch, text +survey->start, survey->end - survey->start);
		count_changes(survey, text, size);
	}
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

size_t
wic_repair_clean_max(const WicSurvey *survey, size_t size)
{
	return size + survey->growth;
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

/* Write the run that was read; returns its characters. */
static size_t
write_shift(WicRepairer *repairer)
{
	const WicShift *shift = &repairer->shift;

	for (size_t i = 0; i < shift->nchars; i++)
		repairer->clean_size += wic_utf8_put(repairer->clean +
											 repairer->clean_size,
											 shift->chars[i]);
	repairer->clean_chars += shift->nchars;
	return shift->nchars;
}

static WicRepairStatus
shift_status(const WicShift *shift)
{
	if (shift->is_lost)
		return WIC_REPAIR_LOST;
	return shift->is_inferred ? WIC_REPAIR_INFERRED : WIC_REPAIR_EXACT;
}

static void
replace(WicRepairer *repairer, const Piece *piece, WicChange *change)
{
	bool		is_shift = piece->rule >= WIC_REPAIR_SHIFT;

	change->rule = piece->rule;
	change->status = is_shift ? shift_status(&repairer->shift) :
		WIC_REPAIR_EXACT;
	change->shift = is_shift && repairer->shift.nchoices > 0 ?
		&repairer->shift : NULL;
	change->raw.start = repairer->raw_chars;
	change->raw.length = piece_chars(piece);
	change->raw.offset = (size_t) (piece->start - repairer->text);
	change->raw.size = piece->size;
	change->clean.start = repairer->clean_chars;
	change->clean.offset = repairer->clean_size;
	change->clean.length = is_shift ? write_shift(repairer) : 0;
	change->clean.size = repairer->clean_size - change->clean.offset;

	repairer->raw_chars += change->raw.length;
}

bool
wic_repair_next(WicRepairer *repairer, WicChange *change)
{
	Piece		piece;

	while (next_piece(repairer, &piece))
	{
		if (piece.is_damage && repairer->survey->applies[piece.rule] &&
			is_within(repairer->survey, repairer->text, piece.start))
		{
			replace(repairer, &piece, change);
			return true;
		}
		keep(repairer, &piece);
	}
	return false;
}
