/*-------------------------------------------------------------------------
 *
 * expand.c
 *	  The ways to write a part of a query: vocabulary, numbers and dates.
 *
 * A part has slots, stretches that can be written otherwise, and each slot has
 * choices, the first of which is what stands there.  A way makes one choice
 * for each slot.  Where the ways would be too many, slots lose their last
 * choices, and those at the end of the part have but the first.
 *
 * extension/pg/expand.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/fold.h"
#include "core/numeral.h"
#include "miscadmin.h"
#include "pg/expand.h"
#include "pg/terms.h"
#include "pg/wicsearch.h"

/* Numbers written otherwise are the same numbers. */
#define NUMERAL_WEIGHT	WIC_WEIGHT_A

typedef struct Choice
{
	const uint32 *text;
	size_t		length;
	unsigned	weight;
	unsigned	how;			/* WIC_WAY_ bit */
} Choice;

typedef struct Slot
{
	size_t		start;			/* in characters of the part */
	size_t		length;
	Choice	   *choices;
	int			nchoices;
	int			size;
} Slot;

typedef struct Part
{
	uint32	   *cps;			/* folded */
	size_t		n;
	Slot	   *slots;			/* ascending */
	int			nslots;
	int			size;
	WicTier		last_tier;		/* whose words count */
} Part;

/* Fold the part as a whole. */
static void
read_part(Part *part, const char *text, int length)
{
	WicFolder	folder;
	WicCluster	cluster;
	int			size = 0;

	memset(part, 0, sizeof(Part));
	wic_folder_init(&folder, wic_fold_table(WIC_FOLD_LATEST), true,
					text, length);
	while (wic_folder_next(&folder, &cluster))
	{
		for (size_t i = 0; i < cluster.ncps; i++)
		{
			part->cps = wic_grow(part->cps, part->n, &size, sizeof(uint32));
			part->cps[part->n++] = cluster.cps[i];
		}
	}
}

static void
add_choice(Slot *slot, const uint32 *text, size_t length, unsigned weight,
		   unsigned how)
{
	Choice	   *choice;

	for (int i = 0; i < slot->nchoices; i++)
		if (slot->choices[i].length == length &&
			memcmp(slot->choices[i].text, text,
				   length * sizeof(uint32)) == 0)
			return;

	slot->choices = wic_grow(slot->choices, slot->nchoices, &slot->size,
							 sizeof(Choice));
	choice = &slot->choices[slot->nchoices++];
	choice->text = text;

	choice->length = length;
	choice->weight = weight;
	choice->how = how;
}

/* A slot whose first choice is what stands there. */
static Slot *
add_slot(Part *part, size_t start, size_t length)
{
	Slot	   *slot;

	part->slots = wic_grow(part->slots, part->nslots, &part->size,
						   sizeof(Slot));
	slot = &part->slots[part->nslots++];
	memset(slot, 0, sizeof(Slot));
	slot->start = start;
	slot->length = length;
	add_choice(slot, part->cps + start, length, WIC_WEIGHT_UNIT, 0);
	return slot;
}

static void
add_numeral(Part *part, size_t start, const WicNumeral *numeral)
{
	Slot	   *slot = add_slot(part, start, numeral->length);

	for (int i = 0; i < WIC_NUMERAL_FORMS; i++)
	{
		uint32	   *form = palloc(sizeof(uint32) * WIC_NUMERAL_MAX);
		size_t		length = wic_numeral_form(numeral, i, form);

		if (length > 0)
			add_choice(slot, form, length, NUMERAL_WEIGHT, WIC_WAY_NUMBER);
	}
}

static void
add_concept(Part *part, const WicLexicon *const *lexicons, size_t nlexicons,
			size_t run_start, const WicConcept *concept)
{
	Slot	   *slot = add_slot(part, run_start + concept->start,
								concept->length);
	const WicLexicon *builtin = wic_vocab_table(WIC_VOCAB_LATEST);
	WicAlternatives walk;
	WicAlternative alternative;

	wic_alternatives_init(&walk, lexicons, nlexicons,
						  part->cps + run_start, concept);
	while (wic_alternatives_next(&walk, &alternative))
		if (alternative.tier <= part->last_tier)
			add_choice(slot, alternative.text, alternative.length,
					   alternative.weight,
					   lexicons[alternative.lexicon] == builtin ?
					   WIC_WAY_VOCABULARY : WIC_WAY_TERM);
}

static bool
overlaps(const Part *part, size_t start, size_t end)
{
	for (int i = 0; i < part->nslots; i++)
		if (start < part->slots[i].start + part->slots[i].length &&
			part->slots[i].start < end)
			return true;
	return false;
}

/* The vocabulary in a stretch of text, where no number stands already. */
static void
find_concepts(Part *part, size_t start, size_t end)
{
	const WicLexicon *lexicons[WIC_LEXICONS_MAX];
	size_t		nlexicons = wic_term_lexicons(lexicons);
	WicConcept *concepts = palloc(sizeof(WicConcept) * (end - start));
	size_t		n = wic_lexicon_find(lexicons, nlexicons, part->cps + start,
									 end - start, concepts, end - start);

	for (size_t i = 0; i < n; i++)
	{
		size_t		from = start + concepts[i].start;

		if (!overlaps(part, from, from + concepts[i].length) &&
			!wic_splits_word(part->cps, part->n, from,
							 from + concepts[i].length))
			add_concept(part, lexicons, nlexicons, start, &concepts[i]);
	}
}

static void
find_numerals(Part *part)
{
	WicNumeral	numeral;

	for (size_t at = 0; at < part->n; at++)
	{
		if (!wic_numeral_at(part->cps, part->n, at, &numeral))
			continue;
		add_numeral(part, at, &numeral);
		at += numeral.length - 1;
	}
}

static int
compare_slots(const void *a, const void *b)
{
	const Slot *left = a;
	const Slot *right = b;

	return (left->start > right->start) - (left->start < right->start);
}

static void
find_slots(Part *part)
{
	size_t		start;

	find_numerals(part);
	for (size_t at = 0; at < part->n; at++)
	{
		CHECK_FOR_INTERRUPTS();
		start = at;
		while (at < part->n && wic_is_vocabulary(part->cps[at]))
			at++;
		if (at > start)
			find_concepts(part, start, at);
	}
	if (part->nslots > 0)
		qsort(part->slots, part->nslots, sizeof(Slot), compare_slots);
}

/* How many ways there are, with no more choices than the limits allow. */
static int
count_ways(Part *part)
{
	int			max = WIC_WAYS_MAX_CHARS / Max(part->n, 1);
	int			ways = 1;

	max = Min(max, WIC_WAYS_MAX);
	for (int i = 0; i < part->nslots; i++)
	{
		Slot	   *slot = &part->slots[i];

		slot->nchoices = Min(slot->nchoices, Max(1, max / ways));
		ways *= slot->nchoices;
	}
	return ways;
}

static void
append(WicWay *way, const uint32 *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		way->length += wic_utf8_put((uint8_t *) way->text +way->length,
									text[i]);
}

/* Write the way with that number: the choices are its digits. */
static void
write_way(const Part *part, int number, WicWay *way)
{
	size_t		size = part->n;
	size_t		at = 0;

	for (int i = 0; i < part->nslots; i++)
		size += WIC_SURFACE_MAX;
	way->text = palloc(size * WIC_UTF8_MAX);
	way->length = 0;
	way->weight = WIC_WEIGHT_UNIT;
	way->how = 0;

	for (int i = 0; i < part->nslots; i++)
	{
		const Slot *slot = &part->slots[i];
		const Choice *choice = &slot->choices[number % slot->nchoices];

		number /= slot->nchoices;
		append(way, part->cps + at, slot->start - at);
		append(way, choice->text, choice->length);
		at = slot->start + slot->length;
		way->weight = way->weight * choice->weight / WIC_WEIGHT_UNIT;
		way->how |= choice->how;
	}
	append(way, part->cps + at, part->n - at);
	way->weight = Max(way->weight, 1);
}

static int
compare_ways(const void *a, const void *b)
{
	const WicWay *left = a;
	const WicWay *right = b;
	int			result = (int) right->weight - (int) left->weight;

	if (result == 0)
		result = memcmp(left->text, right->text,
						Min(left->length, right->length));
	return result != 0 ? result : left->length - right->length;
}

int
wic_expand(const char *text, int length, WicExpansion expansion,
		   WicWay **ways)
{
	Part		part;
	int			n;

	*ways = NULL;
	if (expansion == WIC_EXPAND_NONE)
		return 0;
	read_part(&part, text, length);
	part.last_tier = expansion == WIC_EXPAND_SURE ? WIC_TIER_A : WIC_TIER_B;
	if (part.n > WIC_WAYS_MAX_CHARS / 2)
		return 0;
	find_slots(&part);

	/* The way with number 0 is the part as it stands. */
	n = count_ways(&part) - 1;
	*ways = palloc(sizeof(WicWay) * (n + 1));
	for (int i = 0; i < n; i++)
		write_way(&part, i + 1, &(*ways)[i]);
	if (n > 0)
		qsort(*ways, n, sizeof(WicWay), compare_ways);
	return n;
}
