/*-------------------------------------------------------------------------
 *
 * unit_changes.c
 *	  Tests of composing the changes of two passes.
 *
 * Random changes are composed, and by an oracle that looks at every pair.
 *
 * test/unit/unit_changes.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/changes.h"

#include "tap.h"

#define MAX_CHANGES	8
#define MAX_SIZE	64
#define TRIALS		50000

/* A list of changes; all it is about is sizes. */
typedef struct List
{
	WicTrace	traces[2 * MAX_CHANGES];
	size_t		n;
	size_t		size;			/* bytes before */
	size_t		clean_size;		/* and after */
} List;

static uint32_t seed = 1;

/* A number below n. */
static size_t
below(size_t n)
{
	seed = seed * UINT32_C(1664525) + UINT32_C(1013904223);
	return (seed >> 8) % n;
}

/* Changes of a text of size bytes, at random. */
static void
invent(List *list, size_t size, int rule)
{
	size_t		at = below(4);
	size_t		growth = 0;

	memset(list, 0, sizeof(*list));
	while (list->n < MAX_CHANGES && at < size)
	{
		WicTrace   *trace = &list->traces[list->n++];

		trace->rules = UINT32_C(1) << rule;
		trace->status = (WicRepairStatus) below(3);
		trace->offset = at;
		trace->size = 1 + below(size - at < 4 ? size - at : 4);
		trace->clean_offset = at + growth;
		trace->clean_size = below(4);
		growth += trace->clean_size - trace->size;
		at += trace->size + below(4);
	}
	list->size = size;
	list->clean_size = size + growth;
}

/* Do spans of the text between overlap?  An empty one has to be inside. */
static bool
overlap(const WicTrace *first, const WicTrace *second)
{
	size_t		end = first->clean_offset + first->clean_size;

	return first->clean_offset < second->offset + second->size &&
		second->offset < end + (first->clean_size == 0) &&
		(first->clean_size > 0 || second->offset < end);
}


/* Is every overlap within one change, and does each change have a cause? */
static bool
is_composed(const List *first, const List *second, const List *result)
{
	size_t		groups[2 * MAX_CHANGES];
	size_t		n = first->n + second->n;
	bool		is_merged = true;
	size_t		count = 0;

	for (size_t i = 0; i < n; i++)
		groups[i] = i;
	while (is_merged)
	{
		is_merged = false;
		for (size_t i = 0; i < first->n; i++)
			for (size_t j = 0; j < second->n; j++)
			{
				size_t	   *a = &groups[i];
				size_t	   *b = &groups[first->n + j];

				if (*a == *b ||
					!overlap(&first->traces[i], &second->traces[j]))
					continue;
				*a = *b = *a < *b ? *a : *b;
				is_merged = true;
			}
	}
	for (size_t i = 0; i < n; i++)
		count += groups[i] == i;
	return count == result->n;
}

/* The same text stands between changes, and behind the last. */
static bool
is_sound(const List *list)
{
	size_t		raw = 0;
	size_t		clean = 0;

	for (size_t i = 0; i < list->n; i++)
	{
		const WicTrace *trace = &list->traces[i];

		if (trace->size == 0 || trace->offset < raw ||
			trace->clean_offset - clean != trace->offset - raw)
			return false;
		raw = trace->offset + trace->size;
		clean = trace->clean_offset + trace->clean_size;
	}
	return raw <= list->size && list->size - raw == list->clean_size - clean;
}

/*
 * Bytes of the texts stand for where they come from: those of the second are
 * those of the first, or new; and so on.
 */
static void
apply(const List *list, const int *from, int *to, int fresh)
{
	size_t		raw = 0;
	size_t		n = 0;

	for (size_t i = 0; i < list->n; i++)
	{
		while (raw < list->traces[i].offset)
			to[n++] = from[raw++];
		for (size_t k = 0; k < list->traces[i].clean_size; k++)
		{
			to[n] = fresh + (int) n;
			n++;
		}
		raw += list->traces[i].size;
	}
	while (raw < list->size)
		to[n++] = from[raw++];
}

/* What is outside of changes in the result came through both passes. */
static bool
agrees(const List *first, const List *second, const List *result)
{
	int			texts[3][2 * MAX_SIZE];
	size_t		raw = 0;
	size_t		clean = 0;

	for (int i = 0; i < 2 * MAX_SIZE; i++)
		texts[0][i] = i;
	apply(first, texts[0], texts[1], 1000);
	apply(second, texts[1], texts[2], 2000);
	for (size_t i = 0; i <= result->n; i++)
	{
		size_t		stop = i < result->n ? result->traces[i].offset :
			result->size;

		while (raw < stop)
			if (texts[2][clean++] != texts[0][raw++])
				return false;
		if (i < result->n)
		{
			raw += result->traces[i].size;
			clean += result->traces[i].clean_size;
		}
	}
	return clean == result->clean_size;
}

static bool
all_compose(void)
{
	for (int i = 0; i < TRIALS; i++)
	{
		List		first;
		List		second;
		List		result;

		invent(&first, below(MAX_SIZE), WIC_RULE_COMMA);
		invent(&second, first.clean_size, WIC_RULE_WIDTH);
		result.n = wic_changes_compose(first.traces, first.n, second.traces,
									   second.n, result.traces);
		result.size = first.size;
		result.clean_size = second.clean_size;
		if (!is_sound(&result) || !agrees(&first, &second, &result) ||
			!is_composed(&first, &second, &result))
			return false;
	}
	return true;
}

static void
test_names(void)
{
	char		name[WIC_RULES_NAME_MAX];
	size_t		size = wic_rules_put(name, 1u << WIC_RULE_WIDTH |
									 1u << WIC_RULE_ENTITY);

	ok(size == 12 && memcmp(name, "entity+width", size) == 0,
	   "names in the order of the passes");
	ok(wic_rules_put(name, (1u << WIC_RULES) - 1) <= WIC_RULES_NAME_MAX,
	   "all names have room");
}

static void
test_merging(void)
{
	int			note;
	WicTrace	first = {
		.rules = 1u << WIC_RULE_SHIFT,.status = WIC_REPAIR_INFERRED,
		.offset = 2,.size = 5,.clean_offset = 2,.clean_size = 1,
		.note = &note
	};
	WicTrace	second = {
		.rules = 1u << WIC_RULE_WIDTH,
		.offset = 2,.size = 1,.clean_offset = 2,.clean_size = 3
	};
	WicTrace	result[2];

	ok(wic_changes_compose(&first, 1, &second, 1, result) == 1 &&
	   result[0].offset == 2 && result[0].size == 5 &&
	   result[0].clean_offset == 2 && result[0].clean_size == 3,
	   "changes that overlap become one");
	ok(result[0].rules == (1u << WIC_RULE_SHIFT | 1u << WIC_RULE_WIDTH) &&
	   result[0].status == WIC_REPAIR_INFERRED && result[0].note == &note,
	   "of both rules, the worst status and the note");
	second.offset = second.clean_offset = 3;
	ok(wic_changes_compose(&first, 1, &second, 1, result) == 2 &&
	   result[1].offset == 7 && result[1].clean_offset == 3,
	   "those that touch stay apart");
}

int
main(void)
{
	test_names();
	test_merging();
	ok(all_compose(), "random changes");
	return done();
}
