/*-------------------------------------------------------------------------
 *
 * repair.h
 *	  Undo what a web site did to a text to keep it from being copied.
 *
 * Some sites insert a reading after every occurrence of some fifty
 * characters, and a comma before two of three punctuation marks:
 *
 *	  網(wǎng)絡(luò)空間,,萬物互聯(lián),。  =>  網絡空間,萬物互聯。
 *
 * They do so on bytes, and where they hit the middle of a character, what
 * follows is garbled: see shift.h.
 *
 * Both are also what an honest text may hold: a textbook gives the reading of
 * a rare character, and a table has empty cells.  So a document is surveyed
 * first, and a rule works only where the document as a whole shows the
 * damage, or the lines from the first gloss to the last: all of it is undone,
 * or nothing is touched.
 *
 *	  wic_repair_survey(text, size, mode, gbk, scratch, &survey);
 *	  wic_repair_init(&repairer, &survey, text, size, clean);
 *	  while (wic_repair_next(&repairer, &change))
 *		  ...
 *
 * The text may be any bytes; a bad byte counts as one character and is kept.
 * Time is linear in size.
 *
 * extension/core/repair.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_REPAIR_H
#define WIC_REPAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/changes.h"
#include "core/shift.h"

/* In the order of WicRule, from WIC_RULE_GLOSS on. */
typedef enum WicRepairRule
{
	WIC_REPAIR_GLOSS,			/* a reading in brackets behind a character */
	WIC_REPAIR_COMMA,			/* a comma in front of a punctuation mark */
	WIC_REPAIR_SHIFT,			/* read one byte off, behind such a comma */
	WIC_REPAIR_INNER			/* and behind such a reading */
} WicRepairRule;

#define WIC_REPAIR_RULES (WIC_REPAIR_INNER + 1)

/* How much may be changed; each mode includes the one before it. */
typedef enum WicRepairMode
{
	WIC_REPAIR_NONE,
	WIC_REPAIR_SAFE,			/* what is certain to be damage */
	WIC_REPAIR_FULL				/* and what is only likely to be */
} WicRepairMode;

/* A stretch of text in both measures, counted from the begin of the text. */
typedef struct WicSpan
{
	size_t		start;			/* characters */
	size_t		length;
	size_t		offset;			/* bytes */
	size_t		size;
} WicSpan;

/*
 * The raw span was replaced by the clean span, which is empty for a deletion.
 *
 * Changes come in the order of the text and do not overlap, and between two
 * of them raw and clean text are the same.  So a clean character at i that is
 * part of no change stands in the raw text at
 *
 *	  i - (clean.start + clean.length) + (raw.start + raw.length)
 *
 * of the last change whose clean span ends at or before i.
 */
typedef struct WicChange
{
	WicRepairRule rule;
	WicRepairStatus status;
	WicSpan		raw;
	WicSpan		clean;
	const WicShift *shift;		/* of what it was chosen, until the next
								 * change; NULL where there was no choice */
} WicChange;

typedef struct WicSurvey
{
	bool		applies[WIC_REPAIR_RULES];
	size_t		found[WIC_REPAIR_RULES];	/* whether or not it applies */
	size_t		start;			/* bytes between which the rules work: the */
	size_t		end;			/* whole text, or an article on its page */
	size_t		growth;			/* bytes that changes add, at most */
	const WicGbk *gbk;
	const WicWitness *witness;
} WicSurvey;

typedef struct WicRepairer
{
	const WicSurvey *survey;
	const uint8_t *text;
	const uint8_t *next;		/* first byte not yet repaired */
	const uint8_t *end;
	uint32_t	previous;		/* the character before next */
	uint32_t	left;			/* the one before next that stays */
	uint32_t	open;			/* bracket that is open there, or 0 */
	WicShift	shift;			/* the last one read */
	uint8_t    *clean;
	size_t		raw_chars;
	size_t		clean_chars;
	size_t		clean_size;		/* bytes written */
} WicRepairer;

/*
 * May a survey find damage?  Takes no memory and little time; if not, there
 * is no need for one.
 */
extern bool wic_repair_may_apply(const uint8_t *text, size_t size);

/* Bytes that a repair needs to work in, aligned as malloc aligns. */
extern size_t wic_repair_scratch_size(void);

/*
 * Decide which rules apply to the text.  scratch may hold anything, and must
 * outlive the survey.  Without gbk, which may be NULL, runs that are read one
 * byte off stay.
 */
extern void wic_repair_survey(const uint8_t *text, size_t size,
							  WicRepairMode mode, const WicGbk *gbk,
							  void *scratch, WicSurvey *survey);

/* The number of changes that repairing will make. */
extern size_t wic_repair_count(const WicSurvey *survey);

/* The most bytes that the clean text of size raw ones can have. */
extern size_t wic_repair_clean_max(const WicSurvey *survey, size_t size);

/*
 * Begin to write the clean text to memory of wic_repair_clean_max() bytes.
 * text, clean and survey must outlive the repairer.
 */
extern void wic_repair_init(WicRepairer *repairer, const WicSurvey *survey,
							const uint8_t *text, size_t size, uint8_t *clean);

/*
 * Make the next change, or return false when the clean text is complete.
 *
 * The clean text is written up to the end of the change.
 */
extern bool wic_repair_next(WicRepairer *repairer, WicChange *change);

#endif							/* WIC_REPAIR_H */
