/*-------------------------------------------------------------------------
 *
 * textkey.c
 *	  A text as the sequence of units by which reuse of it is recognized.
 *
 * The text is read run by run; a run is what lies between punctuation and
 * blanks.  The characters of a run are first written as units of their own,
 * then words of the vocabulary are replaced, then letters and digits become
 * words.  Neither step makes a run longer, so all happens in place.
 *
 * extension/core/textkey.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/textkey.h"

#include <string.h>

#include "core/align.h"
#include "core/lexicon.h"

#define FOLD_VERSION	1
#define VOCAB_VERSION	1

/* Names of one thing that are followed to the shared one. */
#define HOPS_MAX	4

typedef struct Maker
{
	WicKeyUnit *units;
	uint32_t	n;				/* units written */
	uint32_t	run;			/* the first of the run */
	uint32_t   *cps;			/* the ids of the run, as they were */
	WicConcept *concepts;
} Maker;

uint32_t
wic_key_room(const void *text, size_t size)
{
	return wic_align_count(wic_fold_table(FOLD_VERSION), true, text, size);
}

size_t
wic_key_memory(uint32_t room)
{
	return (sizeof(WicConcept) + sizeof(uint32_t)) * (size_t) room;
}

/*------------------------------------------------------- vocabulary -----*/

typedef struct Name
{
	const uint32_t *text;
	size_t		length;
} Name;

static bool
is_before(const Name *a, const Name *b)
{
	if (a->length != b->length)
		return a->length < b->length;
	for (size_t i = 0; i < a->length; i++)
		if (a->text[i] != b->text[i])
			return a->text[i] < b->text[i];
	return false;
}

/*
 * Set the name to the first of what it is called elsewhere.  What is half as
 * long is an abbreviation, and would hide that a part of the name has another
 * name: 个资 is 个人信息, and 个人资讯 is that too, because 资讯 is 信息.
 */
static bool
find_better(const WicLexicon *lexicon, Name *name, bool is_whole)
{
	WicConcept	concept = {0, name->length, is_whole};
	WicAlternatives walk;
	WicAlternative alternative;
	bool		found = false;

	wic_alternatives_init(&walk, &lexicon, 1, name->text, &concept);
	while (wic_alternatives_next(&walk, &alternative))
	{
		Name		other = {alternative.text, alternative.length};

		if (alternative.tier != WIC_TIER_A || !is_before(&other, name) ||
			2 * other.length <= name->length)
			continue;
		*name = other;
		found = true;
	}
	return found;
}

/* Write what a word of the run is called in all regions at maker->n. */
static void
put_word(Maker *maker, const WicLexicon *lexicon, const WicConcept *word)
{
	Name		name = {maker->cps + word->start, word->length};
	uint32_t	first = maker->units[maker->run + word->start].start;
	uint32_t	end = maker->units[maker->run + word->start +
								   word->length - 1].end;

	for (int i = 0; i < HOPS_MAX; i++)
		if (!find_better(lexicon, &name, i > 0 || word->is_whole))
			break;
	for (size_t i = 0; i < name.length; i++)
	{
		WicKeyUnit *unit = &maker->units[maker->n++];

		unit->id = name.text[i];
		unit->start = first + (uint32_t) ((end - first) * i / name.length);
		unit->end = first + (uint32_t) ((end - first) * (i + 1) /
										name.length);
	}
}

/* Words are found only between such as the lexicon can split the run at. */
static void
replace_words(Maker *maker)
{
	const WicLexicon *lexicon = wic_vocab_table(VOCAB_VERSION);
	WicKeyUnit *run = maker->units + maker->run;
	size_t		n = maker->n - maker->run;
	size_t		found = wic_lexicon_find(&lexicon, 1, maker->cps, n,
										 maker->concepts, n);
	size_t		at = 0;

	if (found == 0)
		return;
	maker->n = maker->run;
	for (size_t i = 0; i <= found; i++)
	{
		const WicConcept *word = &maker->concepts[i];
		size_t		stop = i < found ? word->start : n;

		for (; at < stop; at++)
			maker->units[maker->n++] = run[at];
		if (i == found ||
			wic_splits_word(maker->cps, n, at, at + word->length))
			continue;
		put_word(maker, lexicon, word);
		at += word->length;
	}
}

/*------------------------------------------- words of letters, digits -----*/

static bool
is_character(uint32_t id)
{
	return wic_char_class(id) == WIC_CLASS_CJK;
}

static uint32_t
mix(uint32_t hash, uint32_t id)
{
	hash = (hash ^ id) * UINT32_C(0x9E3779B1);
	return hash ^ hash >> 15;
}

/* Make one unit of what lies between two characters of CJK. */
static void
join_letters(Maker *maker)
{
	uint32_t	n = maker->run;

	for (uint32_t i = maker->run; i < maker->n;)
	{
		WicKeyUnit	unit = maker->units[i];
		uint32_t	hash = 0;

		if (is_character(unit.id))
		{
			maker->units[n++] = unit;
			i++;
			continue;
		}
		for (; i < maker->n && !is_character(maker->units[i].id); i++)
		{
			hash = mix(hash, maker->units[i].id);
			unit.end = maker->units[i].end;
		}
		unit.id = hash | WIC_KEY_WORD;
		maker->units[n++] = unit;
	}
	maker->n = n;
}

/*---------------------------------------------------------- reading -----*/

static void
end_run(Maker *maker)
{
	if (maker->n == maker->run)
		return;
	for (uint32_t i = maker->run; i < maker->n; i++)
		maker->cps[i - maker->run] = maker->units[i].id;
	replace_words(maker);
	join_letters(maker);
	maker->run = maker->n;
}

/* Where a cluster lies, in characters; goes along with the text. */
typedef struct Place
{
	const uint8_t *begin;
	uint32_t	byte;			/* where the cluster ends */
	uint32_t	start;
	uint32_t	end;
} Place;

/* Go on to the cluster of a unit, unless it is that of the one before. */
static void
go_to(Place *place, const WicUnit *unit, const WicCluster *cluster)
{
	if (unit->start < place->byte)
		return;
	place->start = place->end +
		(uint32_t) wic_utf8_count(place->begin + place->byte,
								  cluster->start);
	place->end = place->start +
		(uint32_t) wic_utf8_count(cluster->start, cluster->end);
	place->byte = (uint32_t) (cluster->end - place->begin);
}

uint32_t
wic_key_make(WicKeyUnit *units, uint32_t room, void *memory,
			 const void *text, size_t size)
{
	Maker		maker = {.units = units,.concepts = memory};
	Place		place = {0};
	WicUnitReader reader;
	WicUnit		unit;

	maker.cps = (uint32_t *) (maker.concepts + room);
	place.begin = text;

	wic_unit_reader_init(&reader, wic_fold_table(FOLD_VERSION), true, text,
						 size);
	while (wic_unit_next(&reader, &unit))
	{
		WicKeyUnit *next = &units[maker.n];

		if (!wic_unit_is_word(&unit))
		{
			end_run(&maker);
			continue;
		}
		next->id = unit.id;
		go_to(&place, &unit, &reader.cluster);
		next->start = place.start;
		next->end = place.end;
		maker.n++;
	}
	end_run(&maker);
	return maker.n;
}
