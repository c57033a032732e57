/*-------------------------------------------------------------------------
 *
 * canon.h
 *	  Find the words of a text that may stand for each other.
 *
 *	  發展網際網路，二〇一四年 => 网际网路, of the group of 互联网;
 *							  二零一四年, of the group of 2014年
 *
 * For counting, all words for one thing have to be one word.  Words are looked
 * for as in a query (lexicon.h), with blockers and guards; so are numbers and
 * dates (numeral.h), within which no word is looked for.  Only alternatives of
 * tier A count: a word that has none is no word here, and does not hide those
 * within it.
 *
 * What the lexicons say of two words they do not say of a third, but words
 * can only be counted as one or not.  A group is a word with its alternatives.
 * Where a word could be of several groups, or be the heart of one itself, the
 * better word has it:
 *
 *	  the one with more alternatives, then the shorter one, then the one whose
 *	  characters come first
 *
 * and the heart of a group has no alternative that is better than itself.  Of
 * a chain 信息安全 = 资安, 信息安全 = 资讯安全 all are in the group of 信息安全; of
 * 素质 = 质素, 质素 = 品质, 品质 = 质量 the first one is alone.
 *
 * extension/core/canon.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_CANON_H
#define WIC_CANON_H

#include "core/lexicon.h"
#include "core/numeral.h"

/* A word, number or date, by its place in the text. */
typedef struct WicCanonWord
{
	size_t		start;			/* both in characters */
	size_t		length;
	bool		is_whole;		/* it is a whole run */
	bool		is_number;
	WicNumeral	numeral;		/* if it is a number */
} WicCanonWord;

/* Goes through a text of folded characters. */
typedef struct WicCanonWalk
{
	const WicLexicon *const *lexicons;
	size_t		nlexicons;
	const uint32_t *starts;
	const uint32_t *cps;
	size_t		n;
	size_t		at;
	size_t		run;			/* where the run that at is in begins */
	size_t		run_end;
} WicCanonWalk;

/* starts has the marks of wic_lexicon_mark_starts, of all the lexicons. */
extern void wic_canon_init(WicCanonWalk *walk,
						   const WicLexicon *const *lexicons,
						   size_t nlexicons, const uint32_t *starts,
						   const uint32_t *cps, size_t n);

/*
 * Fetch the next word that has alternatives, or the next number; false at the
 * end of the text.  Words come in order and do not overlap.
 */
extern bool wic_canon_next(WicCanonWalk *walk, WicCanonWord *word);

/*
 * The heart of the word's group; group has room for WIC_SURFACE_MAX
 * characters.  Returns their number.
 */
extern size_t wic_canon_group(const WicCanonWalk *walk,
							  const WicCanonWord *word, uint32_t *group);

#endif							/* WIC_CANON_H */
