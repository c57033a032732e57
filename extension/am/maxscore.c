/*-------------------------------------------------------------------------
 *
 * maxscore.c
 *	  The best documents that have any of some terms.
 *
 * Terms are in order of their bounds.  Those from `essential` on are read
 * from end to end, and added up for a window of documents; whatever they give
 * is completed by the others, from the one with the greatest bound down, as
 * long as it can still enter.
 *
 * extension/am/maxscore.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/maxscore.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"

/* Documents of a window; what is known of them fits a fast cache. */
#define WINDOW			4096

typedef struct Race
{
	WicScorer  *scorer;
	WicTop	   *top;
	uint64	   *bounds;			/* [i]: of the terms before i together */
	int			essential;
	uint32		base;			/* the window begins here */
	uint64		marks[WINDOW / 64]; /* documents that were found */
	uint64		scores[WINDOW]; /* all 0 between windows */
} Race;

static int
compare_bounds(const void *a, const void *b)
{
	const WicScorerTerm *left = a;
	const WicScorerTerm *right = b;

	return (left->bound > right->bound) - (left->bound < right->bound);
}

/* Could a document enter with so much, and the terms before `term`? */
static inline bool
can_enter(const Race *race, uint64 score, int term)
{
	return score + race->bounds[term] >= wic_top_threshold(race->top);
}

/* The first document that an essential term has. */
static uint32
first_document(const Race *race)
{
	uint32		first = WIC_NO_DOCUMENT;

	for (int i = race->essential; i < race->scorer->nterms; i++)
		first = Min(first, race->scorer->terms[i].cursor->doc);
	return first;
}

/* The first of them in a block that may have one that is good enough. */
static uint32
first_promising(const Race *race)
{
	for (;;)
	{
		uint32		first = first_document(race);
		uint32		target;

		if (first == WIC_NO_DOCUMENT)
			return first;
		target = wic_scorer_promising(race->scorer, first,
									  wic_top_threshold(race->top));
		if (target == first)
			return first;
		for (int i = race->essential; i < race->scorer->nterms; i++)
			wic_cursor_seek(race->scorer->terms[i].cursor, target);
	}
}

/* Add a term's documents of the window. */
static void
add_term(Race *race, const WicScorerTerm *term)
{
	WicScorer  *scorer = race->scorer;
	WicCursor  *cursor = term->cursor;
	uint32		end = Min((uint64) race->base + WINDOW, WIC_NO_DOCUMENT);

	wic_cursor_seek(cursor, race->base);
	for (; cursor->doc < end; wic_cursor_next(cursor))
	{
		uint32		at = cursor->doc - race->base;
		uint8		norm = wic_segment_norm(scorer->segment, cursor->doc);

		race->marks[at / 64] |= UINT64CONST(1) << at % 64;
		race->scores[at] += wic_scoring_term(scorer->scoring, term->term,
											 wic_cursor_tf(cursor), norm);
	}
}

/* Complete the score of a document, and offer it. */
static void
finish_document(Race *race, uint32 doc, uint64 score)
{
	WicScorer  *scorer = race->scorer;
	uint8		norm = wic_segment_norm(scorer->segment, doc);

	for (int i = race->essential; i-- > 0;)
	{
		const WicScorerTerm *term = &scorer->terms[i];

		if (!can_enter(race, score, i + 1))
			return;
		wic_cursor_seek(term->cursor, doc);
		if (term->cursor->doc == doc)
			score += wic_scoring_term(scorer->scoring, term->term,
									  wic_cursor_tf(term->cursor), norm);
	}
	if (wic_top_admits(race->top, score) &&
		!wic_segment_is_deleted(scorer->segment, doc))
	{
		WicFound	found = {score, *wic_segment_row(scorer->segment, doc)};

		wic_top_offer(race->top, &found);
	}
}

static void
finish_window(Race *race)
{
	for (int i = 0; i < WINDOW / 64; i++)
	{
		for (; race->marks[i] != 0; race->marks[i] &= race->marks[i] - 1)
		{
			int			at = 64 * i + pg_rightmost_one_pos64(race->marks[i]);
			uint64		score = race->scores[at];

			race->scores[at] = 0;
			if (can_enter(race, score, race->essential))
				finish_document(race, race->base + at, score);
		}
	}
}

void
wic_maxscore(WicScorer *scorer, WicTop *top)
{
	Race	   *race = palloc0(sizeof(Race));
	int			n = scorer->nterms;

	race->scorer = scorer;
	race->top = top;
	race->bounds = palloc0(sizeof(uint64) * (n + 1));
	qsort(scorer->terms, n, sizeof(WicScorerTerm), compare_bounds);
	for (int i = 0; i < n; i++)
		race->bounds[i + 1] = race->bounds[i] + scorer->terms[i].bound;

	for (;;)
	{
		CHECK_FOR_INTERRUPTS();
		while (race->essential < n && !can_enter(race, 0, race->essential + 1))
			race->essential++;
		race->base = first_promising(race);
		if (race->base == WIC_NO_DOCUMENT)
			break;
		for (int i = race->essential; i < n; i++)
			add_term(race, &scorer->terms[i]);
		finish_window(race);
	}
	pfree(race->bounds);
	pfree(race);
}
