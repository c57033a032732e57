/*-------------------------------------------------------------------------
 *
 * fuzz_passes.c
 *	  On any bytes, the passes of a repair yield edits that can be undone.
 *
 * Edits ascend, do not overlap and are within the text; the changes of all
 * passes in a row, composed, lead from the first text to the last; and the
 * last pass leaves nothing that it would change.
 *
 * test/fuzz/fuzz_passes.c
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/changes.h"
#include "core/entity.h"
#include "core/mojibake.h"
#include "core/plausible.h"
#include "core/tidy.h"
#include "core/utf8.h"
#include "core/width.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Text
{
	uint8_t    *at;
	size_t		size;
} Text;

typedef struct List
{
	WicTrace   *traces;
	size_t		n;
} List;

typedef enum PassName
{
	PASS_MOJIBAKE,
	PASS_ENTITIES,
	PASS_TIDY,
	PASS_WIDTH
} PassName;

#define PASSES (PASS_WIDTH + 1)

static void
expect(bool claim)
{
	if (!claim)
		abort();
}

/* Half of Han is common, so that a line can be more plausible or less. */
static const uint8_t *
make_kinds(void)
{
	static uint8_t kinds[WIC_KINDS];

	if (kinds[0x4E00] == 0 && kinds[0] == 0)
	{
		for (uint32_t cp = 0x4E00; cp < 0xA000; cp += 2)
			kinds[cp] = WIC_LEVEL_GB1;
		wic_plausible_make_kinds(kinds);
	}
	return kinds;
}

static uint8_t *rereads[WIC_MISREADINGS];

/* Bytes as characters of Latin-1; any misreading is of UTF-8. */
static const uint8_t *
reread(void *state, WicMisreading misreading, const uint8_t *line,
	   size_t size, size_t *result_size)
{
	uint8_t    *bytes = malloc(size + 1);
	const uint8_t *end = line + size;
	size_t		n = 0;

	(void) state;
	while (line < end)
	{
		uint32_t	cp;

		line += wic_utf8_next(line, end, &cp);
		if (cp >= 0x100)
		{
			free(bytes);
			return NULL;
		}
		bytes[n++] = (uint8_t) (cp + (uint32_t) misreading / 4);
	}
	free(rereads[misreading]);
	rereads[misreading] = bytes;
	*result_size = n;
	return bytes;
}

/* One of the passes. */
typedef struct Runner
{
	PassName	name;
	WicRereader rereader;
	WicMojibake mojibake;
	WicEntities entities;
	WicTidy		tidy;
	WicWidth	width;
} Runner;

static void
begin(Runner *runner, PassName name, const Text *text)
{
	static uint16_t standard[WIC_PRIVATES] = {0x4E00, 0x3042};

	runner->name = name;
	runner->rereader.reread = reread;
	runner->rereader.kinds = make_kinds();
	switch (name)
	{
		case PASS_MOJIBAKE:
			wic_mojibake_init(&runner->mojibake, &runner->rereader, text->at,
							  text->size);
			break;
		case PASS_ENTITIES:
			wic_entities_init(&runner->entities, text->at, text->size);
			break;
		case PASS_TIDY:
			wic_tidy_init(&runner->tidy, standard, text->at, text->size);
			break;
		case PASS_WIDTH:
			wic_width_init(&runner->width, text->at, text->size);
			break;
	}
}

static bool
next(Runner *runner, WicEdit *edit)
{
	switch (runner->name)
	{
		case PASS_MOJIBAKE:
			return wic_mojibake_next(&runner->mojibake, edit);
		case PASS_ENTITIES:
			return wic_entities_next(&runner->entities, edit);
		case PASS_TIDY:
			return wic_tidy_next(&runner->tidy, edit);
		case PASS_WIDTH:
			return wic_width_next(&runner->width, edit);
	}
	abort();
}

static void
put(Text *text, size_t *room, const uint8_t *bytes, size_t size)
{
	if (text->size + size > *room)
	{
		*room = 2 * (text->size + size);
		text->at = realloc(text->at, *room);
	}
	if (size > 0)
		memcpy(text->at + text->size, bytes, size);
	text->size += size;
}

static void
note(List *list, const WicEdit *edit, size_t clean_offset)
{
	WicTrace   *trace;

	list->traces = realloc(list->traces, (list->n + 1) * sizeof(WicTrace));
	trace = &list->traces[list->n++];
	memset(trace, 0, sizeof(*trace));
	trace->rules = UINT32_C(1) << edit->rule;
	trace->status = edit->status;
	trace->offset = edit->offset;
	trace->size = edit->size;
	trace->clean_offset = clean_offset;
	trace->clean_size = edit->with_size;
}

static Text
run(PassName name, const Text *raw, List *list)
{
	Runner		runner = {0};
	Text		clean = {malloc(raw->size + 1), 0};
	size_t		room = raw->size + 1;
	size_t		done = 0;
	WicEdit		edit;

	list->traces = malloc(sizeof(WicTrace));
	list->n = 0;
	begin(&runner, name, raw);
	while (next(&runner, &edit))
	{
		expect(edit.size > 0 && edit.offset >= done);
		expect(edit.offset + edit.size <= raw->size);
		expect(edit.rule < WIC_RULES);
		put(&clean, &room, raw->at + done, edit.offset - done);
		note(list, &edit, clean.size);
		put(&clean, &room, edit.with, edit.with_size);
		done = edit.offset + edit.size;
	}
	put(&clean, &room, raw->at + done, raw->size - done);
	return clean;
}

/* Between the changes, both texts are the same. */
static void
check(const List *list, const Text *raw, const Text *clean)
{
	size_t		from = 0;
	size_t		to = 0;

	for (size_t i = 0; i <= list->n; i++)
	{
		const WicTrace *trace = &list->traces[i];
		size_t		stop = i < list->n ? trace->offset : raw->size;

		expect(stop >= from && stop <= raw->size);
		expect(to + (stop - from) <= clean->size);
		expect(memcmp(raw->at + from, clean->at + to, stop - from) == 0);
		to += stop - from;
		if (i == list->n)
			break;
		expect(trace->clean_offset == to && trace->size > 0);
		from = stop + trace->size;
		to += trace->clean_size;
	}
	expect(to == clean->size);
}

/* Run a pass on clean, which was made from raw by changes. */
static void
advance(PassName name, const Text *raw, Text *clean, List *changes)
{
	List		second;
	List		all;
	Text		text = run(name, clean, &second);

	check(&second, clean, &text);
	all.traces = malloc((changes->n + second.n + 1) * sizeof(WicTrace));
	all.n = wic_changes_compose(changes->traces, changes->n, second.traces,
								second.n, all.traces);
	check(&all, raw, &text);

	free(second.traces);
	free(changes->traces);
	free(clean->at);
	*changes = all;
	*clean = text;
}

static void
check_width(const Text *text)
{
	List		list;
	Text		again = run(PASS_WIDTH, text, &list);

	expect(list.n == 0);
	free(again.at);
	free(list.traces);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Text		raw = {malloc(size + 1), size};
	Text		clean = {malloc(size + 1), size};
	List		changes = {malloc(sizeof(WicTrace)), 0};

	if (size > 0)
	{
		memcpy(raw.at, data, size);
		memcpy(clean.at, data, size);
	}
	for (int round = 0; round < 2; round++)
		for (int name = 0; name < PASSES; name++)
			advance((PassName) name, &raw, &clean, &changes);
	check_width(&clean);

	free(raw.at);
	free(clean.at);
	free(changes.traces);
	return 0;
}
