/*-------------------------------------------------------------------------
 *
 * changes.c
 *	  What became of a text that was repaired in several passes.
 *
 * extension/core/changes.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/changes.h"

#include <string.h>

/*
 * Both lists side by side.  All is measured in the second text: there, the
 * first list's changes end and the second's begin.
 */
typedef struct Composer
{
	const WicTrace *first;
	const WicTrace *first_end;
	const WicTrace *second;
	const WicTrace *second_end;
	size_t		to_first;		/* add to come to the first text, modulo 2^n */
	size_t		to_third;		/* and to the third */
} Composer;

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

size_t
wic_rules_put(char *name, uint32_t rules)
{
	static const char *const names[WIC_RULES] = {
		[WIC_RULE_MOJIBAKE] = "mojibake",
		[WIC_RULE_ENTITY] = "entity",
		[WIC_RULE_ESCAPE] = "escape",
		[WIC_RULE_GLOSS] = "pinyin-gloss",
		[WIC_RULE_COMMA] = "double-comma",
		[WIC_RULE_SHIFT] = "byte-shift",
		[WIC_RULE_INNER] = "inner-gloss",
		[WIC_RULE_LINE_END] = "line-end",
		[WIC_RULE_INVISIBLE] = "invisible",
		[WIC_RULE_LOST] = "lost-bytes",
		[WIC_RULE_PRIVATE] = "private-use",
		[WIC_RULE_STOP] = "double-stop",
		[WIC_RULE_SPACING] = "spacing",
		[WIC_RULE_WIDTH] = "width",
		[WIC_RULE_UNWRAP] = "unwrap"
	};
	size_t		size = 0;

	for (int rule = 0; rule < WIC_RULES; rule++)
		if (rules >> rule & 1)
		{
			if (size > 0)
				name[size++] = '+';
			memcpy(name + size, names[rule], strlen(names[rule]));
			size += strlen(names[rule]);
		}
	return size;
}

/* The first list's next change ends before the second's begins. */
static bool
first_is_apart(const Composer *composer)
{
	const WicTrace *first = composer->first;

	return first < composer->first_end &&
		(composer->second == composer->second_end ||
		 first->clean_offset + first->clean_size <= composer->second->offset);
}

static bool
second_is_apart(const Composer *composer)
{
	const WicTrace *second = composer->second;

	return second < composer->second_end &&
		(composer->first == composer->first_end ||
		 second->offset + second->size <= composer->first->clean_offset);
}

static void
absorb(WicTrace *group, const WicTrace *change)
{
	group->rules |= change->rules;
	if (change->status > group->status)
		group->status = change->status;
	if (group->note == NULL)
		group->note = change->note;
}

static size_t
max(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Take the first list's next change; returns where it ends. */
static size_t
take_first(Composer *composer, WicTrace *group)
{
	const WicTrace *first = composer->first++;

	absorb(group, first);
	composer->to_first = first->offset + first->size -
		(first->clean_offset + first->clean_size);
	return first->clean_offset + first->clean_size;
}

static size_t
take_second(Composer *composer, WicTrace *group)
{
	const WicTrace *second = composer->second++;

	absorb(group, second);
	composer->to_third = second->clean_offset + second->clean_size -
		(second->offset + second->size);
	return second->offset + second->size;
}

/* Take all that overlaps; returns where it ends. */
static size_t
take_overlapping(Composer *composer, WicTrace *group, size_t end)
{
	for (;;)
	{
		if (composer->first < composer->first_end &&
			composer->first->clean_offset < end)
			end = max(end, take_first(composer, group));
		else if (composer->second < composer->second_end &&
				 composer->second->offset < end)
			end = max(end, take_second(composer, group));
		else
			return end;
	}
}

static void
take_group(Composer *composer, WicTrace *group)
{
	bool		is_first = first_is_apart(composer);
	bool		is_second = !is_first && second_is_apart(composer);
	size_t		start;
	size_t		end;

	if (is_first)
		start = composer->first->clean_offset;
	else if (is_second)
		start = composer->second->offset;
	else
	{
		start = composer->first->clean_offset;
		if (composer->second->offset < start)
			start = composer->second->offset;
	}

	memset(group, 0, sizeof(*group));
	group->offset = start + composer->to_first;
	group->clean_offset = start + composer->to_third;

	if (is_first)
		end = take_first(composer, group);
	else if (is_second)
		end = take_second(composer, group);
	else
	{
		end = take_first(composer, group);
		end = take_overlapping(composer, group,
							   max(end, take_second(composer, group)));
	}

	group->size = end + composer->to_first - group->offset;
	group->clean_size = end + composer->to_third - group->clean_offset;
}

size_t
wic_changes_compose(const WicTrace *first, size_t nfirst,
					const WicTrace *second, size_t nsecond, WicTrace *result)
{
	Composer	composer = {
		.first = first,
		.first_end = first + nfirst,
		.second = second,
		.second_end = second + nsecond
	};
	size_t		n = 0;

	while (composer.first < composer.first_end ||
		   composer.second < composer.second_end)
		take_group(&composer, &result[n++]);
	return n;
}
