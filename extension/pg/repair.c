/*-------------------------------------------------------------------------
 *
 * repair.c
 *	  wic_repair() and wic_repairs(): restore a damaged text, and say how.
 *
 * extension/pg/repair.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "core/repair.h"
#include "core/utf8.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "pg/gbk.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* A text under repair; the clean text grows as changes are fetched. */
typedef struct Repair
{
	const uint8_t *raw;
	size_t		size;
	text	   *clean;
	void	   *scratch;
	WicSurvey	survey;
	WicRepairer repairer;
} Repair;

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

/* Survey raw, and make room for the clean text if there is one to write. */
static bool
needs_repair(Repair *repair, const text *raw, WicRepairMode mode)
{
	Size		room;

	repair->raw = (const uint8_t *) VARDATA_ANY(raw);
	repair->size = VARSIZE_ANY_EXHDR(raw);
	repair->scratch = palloc(wic_repair_scratch_size());
	wic_repair_survey(repair->raw, repair->size, mode, wic_gbk(),
					  repair->scratch, &repair->survey);
	if (wic_repair_count(&repair->survey) == 0)
	{
		pfree(repair->scratch);
		return false;
	}

	room = wic_repair_clean_max(&repair->survey, repair->size);
	repair->clean = palloc(VARHDRSZ + room);
	wic_repair_init(&repair->repairer, &repair->survey, repair->raw,
					repair->size, (uint8_t *) VARDATA(repair->clean));
	return true;
}

PG_FUNCTION_INFO_V1(wic_repair);
Datum
wic_repair(PG_FUNCTION_ARGS)
{
	text	   *raw = PG_GETARG_TEXT_PP(0);
	char	   *mode = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Repair		repair;
	WicChange	change;

	if (!needs_repair(&repair, raw, mode_named(mode)))
		PG_RETURN_TEXT_P(raw);

	while (wic_repair_next(&repair.repairer, &change))
		CHECK_FOR_INTERRUPTS();

	SET_VARSIZE(repair.clean, VARHDRSZ + repair.repairer.clean_size);
	PG_RETURN_TEXT_P(repair.clean);
}

static Datum
span_text(const void *begin, const WicSpan *span)
{
	const char *start = (const char *) begin + span->offset;

	return PointerGetDatum(cstring_to_text_with_len(start, span->size));
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

static Datum
alternatives(const WicShift *shift)
{
	Datum		texts[WIC_SHIFT_CHOICES_MAX];

	for (size_t i = 0; i < shift->nchoices; i++)
		texts[i] = alternative(shift, shift->choices[i]);
	return PointerGetDatum(construct_array(texts, shift->nchoices, TEXTOID,
										   -1, false, TYPALIGN_INT));
}

static void
put_change(ReturnSetInfo *result, const Repair *repair,
		   const WicChange *change)
{
	Datum		values[REPAIRS_COLUMNS];
	bool		nulls[REPAIRS_COLUMNS] = {false};

	values[REPAIRS_START_CHAR] = Int32GetDatum(change->clean.start);
	values[REPAIRS_LENGTH] = Int32GetDatum(change->clean.length);
	values[REPAIRS_RULE] =
		CStringGetTextDatum(wic_repair_rule_name(change->rule));
	values[REPAIRS_BEFORE] = span_text(repair->raw, &change->raw);
	values[REPAIRS_AFTER] = span_text(VARDATA(repair->clean),
									  &change->clean);
	values[REPAIRS_STATUS] =
		CStringGetTextDatum(wic_repair_status_name(change->status));

	if (change->shift == NULL)
		nulls[REPAIRS_ALTERNATIVES] = true;
	else
		values[REPAIRS_ALTERNATIVES] = alternatives(change->shift);

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
	WicChange	change;

	InitMaterializedSRF(fcinfo, 0);
	if (!needs_repair(&repair, raw, WIC_REPAIR_SAFE))
		return (Datum) 0;

	row_context = AllocSetContextCreate(CurrentMemoryContext,
										"wic_repairs row",
										ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(row_context);
	while (wic_repair_next(&repair.repairer, &change))
	{
		CHECK_FOR_INTERRUPTS();
		put_change(result, &repair, &change);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(row_context);

	return (Datum) 0;
}
