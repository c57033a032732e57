/*-------------------------------------------------------------------------
 *
 * attribution.h
 *	  Who speaks, when, and on what occasion, as one sentence states it.
 *
 *	  ——2014年11月19日,王小明向首届春天大会致贺词
 *		=> 王小明, 2014-11-19, 首届春天大会, letter
 *	  国家主席王小明最后强调,
 *		=> 王小明
 *
 * Characters are folded one by one, so that all scripts are one; places are
 * numbers of characters in the text that was folded.
 *
 * A name is taken for one where it stands next to an office (总理, 市长), or
 * opens a clause and begins with a surname or is made of the characters by
 * which foreign names are transcribed, and is not on the list of what only
 * looks like a name.  Where that leaves a doubt there is no speaker.
 *
 * extension/core/attribution.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_ATTRIBUTION_H
#define WIC_ATTRIBUTION_H

#include "core/date.h"
#include "core/fold.h"
#include "core/speech_words.h"

/* No more of a sentence is looked at, nor of the name of an occasion. */
#define WIC_STATEMENT_MAX	240
#define WIC_OCCASION_MAX	80
#define WIC_SPEAKER_MAX		24

typedef struct WicRange
{
	size_t		start;			/* half-open; empty where there is nothing */
	size_t		end;
} WicRange;

/* What a sentence states.  Each part may be missing. */
typedef struct WicAct
{
	WicRange	speaker;
	WicRange	occasion;
	WicDate		date;			/* the year may be 0, and the month where only
								 * the day can be read */
	uint32_t	kind;			/* a class of WIC_SPEECH_ACT, or 0 */
	size_t		verb;			/* where the verb or preposition begins that
								 * the speaker stands before */
} WicAct;

/*
 * Fold a text character by character into chars, which has room for max, and
 * note where each begins in offsets (one more); returns their number.
 */
extern size_t wic_attribution_fold(const WicFoldTable *table,
								   const uint8_t *bytes, size_t size,
								   uint32_t *chars, uint32_t *offsets,
								   size_t max);

/*
 * Find the speaker whose name, with offices and adverbs behind it, ends
 * before chars[at]; nothing before chars[from] is looked at.  A date between
 * the name and chars[at] is put into *date unless that is NULL.
 */
extern bool wic_speaker_before(const uint32_t *chars, size_t from, size_t at,
							   WicRange *speaker, WicDate *date);

/* Find the first act of saying in a sentence, chars[from] to chars[to]. */
extern bool wic_act_in(const uint32_t *chars, size_t from, size_t to,
					   WicAct *act);

/*
 * Read a line that tells where the words above it come from, chars[from] to
 * chars[to]; dashes before it are skipped.  False if it names nobody and no
 * date.
 */
extern bool wic_attribution_line(const uint32_t *chars, size_t from,
								 size_t to, WicAct *act);

/* Does a verb of saying end before chars[at]?  Returns its length. */
extern size_t wic_say_before(const uint32_t *chars, size_t from, size_t at);

/* Is it 他, 她 or 其 that says what follows the verb at chars[at]? */
extern bool wic_pronoun_before(const uint32_t *chars, size_t from, size_t at);

/* Where the adverbs before chars[at] begin. */
extern size_t wic_skip_adverbs_back(const uint32_t *chars, size_t from,
									size_t at);

extern bool wic_is_clause_end(uint32_t cp);
extern bool wic_is_sentence_end(uint32_t cp);
extern bool wic_is_dash(uint32_t cp);

#endif							/* WIC_ATTRIBUTION_H */
