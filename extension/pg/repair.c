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

#include "core/repair.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/* A text under repair; the clean text grows as changes are fetched. */
typedef struct Repair
{
	const uint8_t *raw;
	size_t		size;
	text	   *clean;
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
	void	   *scratch = palloc(wic_repair_scratch_size());

	repair->raw = (const uint8_t *) VARDATA_ANY(raw);
	repair->size = VARSIZE_ANY_EXHDR(raw);
	wic_repair_survey(repair->raw, repair->size, mode, scratch,
					  &repair->survey);
	pfree(scratch);
	if (wic_repair_count(&repair->survey) == 0)
		return false;

	repair->clean = palloc(VARHDRSZ + repair->size);
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

	/* Only what was chosen among several has alternatives. */
	values[REPAIRS_ALTERNATIVES] = (Datum) 0;
	nulls[REPAIRS_ALTERNATIVES] = true;

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
