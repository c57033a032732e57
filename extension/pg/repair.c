/*-------------------------------------------------------------------------
 *
 * repair.c
 *	  wic_repair() and wic_repairs(): restore a damaged text, and say how.
 *
 * A text goes through passes, each of which undoes what was done last to what
 * the next one sees: a line read in the wrong character set holds no entity,
 * and a glossed text has to lose its commas before they are widened.  What
 * one pass uncovers is damage that an earlier one may know, so all are
 * repeated until none finds anything.
 *
 * extension/pg/repair.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "core/changes.h"
#include "core/entity.h"
#include "core/mojibake.h"
#include "core/repair.h"
#include "core/tidy.h"
#include "core/unwrap.h"
#include "core/utf8.h"
#include "core/width.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "pg/gbk.h"
#include "pg/reread.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/*
 * An honest text is done after the second round.  One that was made to hold
 * damage in damage, layer in layer, keeps what is below these.
 */
#define MAX_ROUNDS		4

/* Changes, as many as are found. */
typedef struct TraceList
{
	WicTrace   *traces;
	Size		n;
	Size		capacity;
} TraceList;

/* A text under repair. */
typedef struct Repair
{
	const uint8_t *raw;
	const uint8_t *text;		/* after the passes so far; raw at first */
	Size		size;
	WicRepairMode mode;
	bool		wants_changes;
	TraceList	changes;		/* raw to text */
} Repair;

/* What a pass makes of the text; nothing before its first edit. */
typedef struct Output
{
	Repair	   *repair;
	uint8_t    *text;
	Size		size;
	Size		capacity;
	Size		done;			/* bytes of the text before the pass */
	TraceList	changes;
} Output;

/* A pass returns whether it changed anything. */
typedef bool (*Pass) (Repair *repair);

/* Columns of wic_repairs */
enum
{
	REPAIRS_START_CHAR,
	REPAIRS_LENGTH,
	REPAIRS_RULE,
	REPAIRS_BEFORE,
	REPAIRS_AFTER,
	REPAIRS_STATUS,
	REPAIRS_ALTERNATIVES,
	REPAIRS_RAW_START,
	REPAIRS_RAW_LENGTH,
	REPAIRS_COLUMNS
};

static WicRepairMode
mode_named(const char *name)
{
	if (strcmp(name, "none") == 0)
		return WIC_REPAIR_NONE;
	if (strcmp(name, "safe") == 0)
		return WIC_REPAIR_SAFE;
	if (strcmp(name, "full") == 0)
		return WIC_REPAIR_FULL;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown repair mode \"%s\"", name),
			 errhint("Repair modes are \"none\", \"safe\" and \"full\".")));
}

/* Allocate size bytes, or that many for what is old. */
static void *
resize(void *old, Size size)
{
	return old == NULL ?
		MemoryContextAllocHuge(CurrentMemoryContext, size) :
		repalloc_huge(old, size);
}

static WicTrace *
append(TraceList *list)
{
	if (list->n == list->capacity)
	{
		list->capacity = Max(list->capacity * 2, 16);
		list->traces = resize(list->traces,
							  list->capacity * sizeof(WicTrace));
	}
	return &list->traces[list->n++];
}

/* Free a text that a pass made. */
static void
drop_text(const Repair *repair)
{
	if (repair->text !=repair->raw)
		pfree(unconstify(uint8_t *, repair->text));
}

/* The pass made text, with these changes, which are freed. */
static void
advance(Repair *repair, uint8_t *text, Size size, TraceList *changes)
{
	TraceList	all = {0};

	drop_text(repair);
	repair->text = text;

	repair->size = size;
	if (!repair->wants_changes)
		return;

	if (repair->changes.n == 0)
	{
		repair->changes = *changes;
		return;
	}
	all.capacity = repair->changes.n + changes->n;
	all.traces = resize(NULL, all.capacity * sizeof(WicTrace));
	all.n = wic_changes_compose(repair->changes.traces, repair->changes.n,
								changes->traces, changes->n, all.traces);
	pfree(repair->changes.traces);
	pfree(changes->traces);
	repair->changes = all;
}

static void
put(Output *output, const uint8_t *bytes, Size size)
{
	if (output->size + size > output->capacity)
	{
		output->capacity = Max(output->capacity / 2 * 3, output->size + size);
		output->text = resize(output->text, output->capacity);
	}
	memcpy(output->text +output->size, bytes, size);
	output->size += size;
}

/* A piece of damage behind a like one is the same piece. */
static bool
continues(const TraceList *list, const WicEdit *edit)
{
	const WicTrace *last;

	if (list->n == 0)
		return false;
	last = &list->traces[list->n - 1];
	return last->offset + last->size == edit->offset &&
		last->rules == UINT32_C(1) << edit->rule &&
		last->status == edit->status &&
		edit->rule != WIC_RULE_LINE_END && edit->rule != WIC_RULE_MOJIBAKE;
}

static void
note_edit(Output *output, const WicEdit *edit)
{
	WicTrace   *trace;

	if (continues(&output->changes, edit))
	{
		trace = &output->changes.traces[output->changes.n - 1];
		trace->size += edit->size;
		trace->clean_size += edit->with_size;
		return;
	}

	trace = append(&output->changes);
	trace->rules = UINT32_C(1) << edit->rule;
	trace->status = edit->status;
	trace->offset = edit->offset;
	trace->size = edit->size;
	trace->clean_offset = output->size;
	trace->clean_size = edit->with_size;
	trace->note = NULL;
}

static void
apply_edit(Output *output, const WicEdit *edit)
{
	Repair	   *repair = output->repair;

	CHECK_FOR_INTERRUPTS();
	if (output->text == NULL)
	{
		output->capacity = repair->size + repair->size / 8 + 64;
		output->text = resize(NULL, output->capacity);
	}
	put(output, repair->text +output->done, edit->offset - output->done);
	if (repair->wants_changes)
		note_edit(output, edit);
	put(output, edit->with, edit->with_size);
	output->done = edit->offset + edit->size;
}

/* End a pass: copy the rest.  Returns whether it changed anything. */
static bool
finish(Output *output)
{
	Repair	   *repair = output->repair;

	if (output->text == NULL)
		return false;
	put(output, repair->text +output->done, repair->size - output->done);
	advance(repair, output->text, output->size, &output->changes);
	return true;
}

static bool
repair_mojibake(Repair *repair)
{
	Output		output = {repair};
	WicMojibake mojibake;
	WicEdit		edit;
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "wic_repair mojibake",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext old_context = MemoryContextSwitchTo(context);
	WicRereader *rereader = wic_rereader();

	MemoryContextSwitchTo(old_context);
	wic_mojibake_init(&mojibake, rereader, repair->text, repair->size);
	while (wic_mojibake_next(&mojibake, &edit))
		apply_edit(&output, &edit);
	MemoryContextDelete(context);
	return finish(&output);
}

static bool
decode_entities(Repair *repair)
{
	Output		output = {repair};
	WicEntities entities;
	WicEdit		edit;

	wic_entities_init(&entities, repair->text, repair->size);
	while (wic_entities_next(&entities, &edit))
		apply_edit(&output, &edit);
	return finish(&output);
}

/* They are often escaped once too often. */
static bool
repair_entities(Repair *repair)
{
	if (!decode_entities(repair))
		return false;
	decode_entities(repair);
	return true;
}

/* What the run might be if another character had been chosen. */
static Datum
alternative(const WicShift *shift, uint32_t choice)
{
	uint8_t		run[WIC_SHIFT_CHARS_MAX * WIC_UTF8_MAX];
	size_t		size = 0;

	for (size_t i = 0; i < shift->nchars; i++)
		size += wic_utf8_put(run + size, i == shift->choice ? choice :
							 shift->chars[i]);
	return PointerGetDatum(cstring_to_text_with_len((char *) run, size));
}

/* An array of them, or NULL if there was no choice. */
static void *
alternatives(const WicShift *shift)
{
	Datum		texts[WIC_SHIFT_CHOICES_MAX];

	if (shift == NULL)
		return NULL;
	for (size_t i = 0; i < shift->nchoices; i++)
		texts[i] = alternative(shift, shift->choices[i]);
	return construct_array(texts, shift->nchoices, TEXTOID, -1, false,
						   TYPALIGN_INT);
}

static void
note_change(TraceList *list, const WicChange *change)
{
	WicTrace   *trace = append(list);

	trace->rules = UINT32_C(1) << (WIC_RULE_GLOSS + change->rule);
	trace->status = change->status;
	trace->offset = change->raw.offset;
	trace->size = change->raw.size;
	trace->clean_offset = change->clean.offset;
	trace->clean_size = change->clean.size;
	trace->note = alternatives(change->shift);
}

static bool
repair_copy_protection(Repair *repair)
{
	TraceList	changes = {0};
	WicSurvey	survey;
	WicRepairer repairer;
	WicChange	change;
	void	   *scratch;
	uint8_t    *clean;

	if (!wic_repair_may_apply(repair->text, repair->size))
		return false;

	scratch = palloc(wic_repair_scratch_size());
	wic_repair_survey(repair->text, repair->size, repair->mode, wic_gbk(),
					  scratch, &survey);
	if (wic_repair_count(&survey) == 0)
	{
		pfree(scratch);
		return false;
	}

	clean = resize(NULL, wic_repair_clean_max(&survey, repair->size));
	wic_repair_init(&repairer, &survey, repair->text, repair->size, clean);
	while (wic_repair_next(&repairer, &change))
	{
		CHECK_FOR_INTERRUPTS();
		if (repair->wants_changes)
			note_change(&changes, &change);
	}
	advance(repair, clean, repairer.clean_size, &changes);
	pfree(scratch);
	return true;
}

static bool
repair_untidy(Repair *repair)
{
	Output		output = {repair};
	WicTidy		tidy;
	WicEdit		edit;

	wic_tidy_init(&tidy, wic_standard_chars(), repair->text, repair->size);
	while (wic_tidy_next(&tidy, &edit))
		apply_edit(&output, &edit);
	return finish(&output);
}

static bool
repair_width(Repair *repair)
{
	Output		output = {repair};
	WicWidth	width;
	WicEdit		edit;

	wic_width_init(&width, repair->text, repair->size);
	while (wic_width_next(&width, &edit))
		apply_edit(&output, &edit);
	return finish(&output);
}

/* Whether lines are wrapped is a guess, so it has to be asked for. */
static bool
repair_wrapped(Repair *repair)
{
	Output		output = {repair};
	WicUnwrap	unwrap;
	WicEdit		edit;

	if (repair->mode != WIC_REPAIR_FULL)
		return false;
	wic_unwrap_init(&unwrap, repair->text, repair->size);
	while (wic_unwrap_next(&unwrap, &edit))
		apply_edit(&output, &edit);
	return finish(&output);
}

static const Pass passes[] = {
	repair_mojibake,
	repair_entities,
	repair_copy_protection,
	repair_untidy,
	repair_width,
	repair_wrapped
};

/* Run all passes; returns whether there was anything to change. */
static bool
run_round(Repair *repair)
{
	bool		is_changed = false;

	for (int i = 0; i < lengthof(passes); i++)
		is_changed |= passes[i] (repair);
	return is_changed;
}

static void
run(Repair *repair, const text *raw, const text *mode, bool wants_changes)
{
	char	   *name = text_to_cstring(mode);

	memset(repair, 0, sizeof(*repair));
	repair->raw = repair->text = (const uint8_t *) VARDATA_ANY(raw);
	repair->size = VARSIZE_ANY_EXHDR(raw);
	repair->mode = mode_named(name);
	repair->wants_changes = wants_changes;
	pfree(name);

	if (repair->mode == WIC_REPAIR_NONE)
		return;
	for (int i = 0; i < MAX_ROUNDS && run_round(repair); i++)
		;
}

PG_FUNCTION_INFO_V1(wic_repair);
Datum
wic_repair(PG_FUNCTION_ARGS)
{
	text	   *raw = PG_GETARG_TEXT_PP(0);
	text	   *clean;
	Repair		repair;

	run(&repair, raw, PG_GETARG_TEXT_PP(1), false);
	if (repair.text == repair.raw)
		PG_RETURN_TEXT_P(raw);

	clean = cstring_to_text_with_len((const char *) repair.text, repair.size);
	drop_text(&repair);
	PG_RETURN_TEXT_P(clean);
}

/* How far a text was read, in both measures. */
typedef struct Progress
{
	Size		offset;
	int32		chars;
} Progress;

/* Read on to offset; returns how many characters that were. */
static int32
read_to(Progress *progress, const uint8_t *text, Size offset)
{
	int32		chars = wic_utf8_count(text +progress->offset,
									   text +offset);

	progress->offset = offset;
	progress->chars += chars;
	return chars;
}

static Datum
span_text(const uint8_t *text, Size offset, Size size)
{
	return PointerGetDatum(cstring_to_text_with_len((const char *) text +
													offset, size));
}

static void
put_change(ReturnSetInfo *result, const Repair *repair,
		   const WicTrace *change, Progress *raw, Progress *clean)
{
	Datum		values[REPAIRS_COLUMNS];
	bool		nulls[REPAIRS_COLUMNS] = {false};
	char		rule[WIC_RULES_NAME_MAX];
	size_t		rule_size = wic_rules_put(rule, change->rules);

	read_to(raw, repair->raw, change->offset);
	read_to(clean, repair->text, change->clean_offset);

	values[REPAIRS_RAW_START] = Int32GetDatum(raw->chars);
	values[REPAIRS_RAW_LENGTH] =
		Int32GetDatum(read_to(raw, repair->raw,
							  change->offset + change->size));
	values[REPAIRS_START_CHAR] = Int32GetDatum(clean->chars);
	values[REPAIRS_LENGTH] =
		Int32GetDatum(read_to(clean, repair->text, change->clean_offset +
							  change->clean_size));
	values[REPAIRS_RULE] =
		PointerGetDatum(cstring_to_text_with_len(rule, rule_size));
	values[REPAIRS_BEFORE] = span_text(repair->raw, change->offset,
									   change->size);
	values[REPAIRS_AFTER] = span_text(repair->text, change->clean_offset,
									  change->clean_size);
	values[REPAIRS_STATUS] =
		CStringGetTextDatum(wic_repair_status_name(change->status));
	values[REPAIRS_ALTERNATIVES] = PointerGetDatum(change->note);
	nulls[REPAIRS_ALTERNATIVES] = change->note == NULL;

	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(wic_repairs);
Datum
wic_repairs(PG_FUNCTION_ARGS)
{
	text	   *raw = PG_GETARG_TEXT_PP(0);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext row_context;
	MemoryContext old_context;
	Repair		repair;
	Progress	raw_done = {0};
	Progress	clean_done = {0};

	InitMaterializedSRF(fcinfo, 0);
	run(&repair, raw, PG_GETARG_TEXT_PP(1), true);

	row_context = AllocSetContextCreate(CurrentMemoryContext,
										"wic_repairs row",
										ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(row_context);
	for (Size i = 0; i < repair.changes.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_change(result, &repair, &repair.changes.traces[i], &raw_done,
				   &clean_done);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(row_context);

	return (Datum) 0;
}
