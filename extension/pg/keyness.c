/*-------------------------------------------------------------------------
 *
 * keyness.c
 *	  wic_keyness_rows: wording that is typical of some texts against others.
 *
 * extension/pg/keyness.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "core/association.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "pg/repeats.h"
#include "pg/wicsearch.h"
#include "utils/array.h"

/* Arguments */
enum
{
	ARG_SCOPE,
	ARG_REFERENCE,
	ARG_ARE_APART,
	ARG_K,
	ARG_MIN_CHARS,
	ARG_MAX_CHARS,
	ARG_MIN_HITS,
	ARG_MIN_SPEECHES,
	ARG_DIRECTION,
	ARG_LEVEL
};

/* Columns of the result */
enum
{
	KEY_TERM,
	KEY_HITS,
	KEY_REF_HITS,
	KEY_CHARS,
	KEY_REF_CHARS,
	KEY_LOG_LIKELIHOOD,
	KEY_LOG_RATIO,
	KEY_SPEECHES,
	KEY_REF_SPEECHES,
	KEY_COLUMNS
};

/* What is asked for */
typedef struct Wanted
{
	uint32		min_hits;
	uint32		min_speeches;
	bool		more;			/* what the first texts have more of */
	bool		less;			/* what they have less of */
	const uint32 *sizes;		/* symbols of the two parts */
} Wanted;

/* The two parts are not empty. */
static double
score_key(const WicRepeat *repeat, void *state)
{
	const Wanted *wanted = state;
	const uint32 *sizes = wanted->sizes;
	bool		more = (uint64) repeat->hits[0] * sizes[1] >=
	(uint64) repeat->hits[1] * sizes[0];
	unsigned	part = more ? 0 : 1;

	if (repeat->hits[part] < wanted->min_hits ||
		repeat->documents[part] < wanted->min_speeches ||
		!(more ? wanted->more : wanted->less))
		return 0;
	return wic_log_likelihood_between(repeat->hits[0], sizes[0],
									  repeat->hits[1], sizes[1]);
}

static void
put_row(const WicRepeats *repeats, const WicCandidate *candidate,
		ReturnSetInfo *result)
{
	const uint32 *hits = candidate->hits;
	const uint32 *sizes = repeats->part_sizes;
	uint32		place = wic_repeats_first_place(repeats, candidate);
	Datum		values[KEY_COLUMNS];
	bool		nulls[KEY_COLUMNS] = {false};

	values[KEY_TERM] =
		PointerGetDatum(wic_repeats_wording(repeats, place,
											candidate->length));
	values[KEY_HITS] = Int64GetDatum((int64) hits[0]);
	values[KEY_REF_HITS] = Int64GetDatum((int64) hits[1]);
	values[KEY_CHARS] = Int64GetDatum((int64) sizes[0]);
	values[KEY_REF_CHARS] = Int64GetDatum((int64) sizes[1]);
	values[KEY_LOG_LIKELIHOOD] = Float8GetDatum(candidate->score);
	values[KEY_LOG_RATIO] =
		Float8GetDatum(wic_log_ratio(hits[0], sizes[0], hits[1], sizes[1]));
	values[KEY_SPEECHES] = Int64GetDatum((int64) candidate->documents[0]);
	values[KEY_REF_SPEECHES] = Int64GetDatum((int64) candidate->documents[1]);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* Read the texts that are compared; false if either has none. */
static bool
read_parts(WicRepeats *repeats, FunctionCallInfo fcinfo)
{
	Datum		none = PointerGetDatum(construct_empty_array(INT8OID));

	wic_repeats_init(repeats, fcinfo, ARG_LEVEL);
	wic_repeats_read(repeats, fcinfo, ARG_SCOPE, 0, none);
	wic_repeats_read(repeats, fcinfo, ARG_REFERENCE, 1,
					 PG_GETARG_BOOL(ARG_ARE_APART) ? none :
					 wic_repeats_speeches(repeats));
	for (unsigned part = 0; part < 2; part++)
	{
		if (repeats->part_sizes[part] > 0)
			continue;
		ereport(NOTICE,
				(errmsg("there are no texts to compare"),
				 part == 0 ? errdetail("The filters leave none of the texts asked for.") :
				 errdetail("The filters leave none of the texts for reference.")));
		return false;
	}
	return true;
}

static void
choose_keys(WicRepeats *repeats, FunctionCallInfo fcinfo,
			ReturnSetInfo *result)
{
	Wanted		wanted = {
		.min_hits = PG_GETARG_INT32(ARG_MIN_HITS),
		.min_speeches = PG_GETARG_INT32(ARG_MIN_SPEECHES),
		.more = PG_GETARG_INT32(ARG_DIRECTION) >= 0,
		.less = PG_GETARG_INT32(ARG_DIRECTION) <= 0,
		.sizes = repeats->part_sizes
	};
	WicChoice	choice = {
		.min_chars = PG_GETARG_INT32(ARG_MIN_CHARS),
		.max_chars = PG_GETARG_INT32(ARG_MAX_CHARS),
		.score = score_key,
		.state = &wanted
	};
	WicChooser	chooser;
	WicCandidate candidate;

	wic_repeats_sort(repeats);
	wic_repeats_choose(repeats, &chooser, &choice);
	for (int i = 0; i < PG_GETARG_INT32(ARG_K); i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!wic_choose_next(&chooser, &candidate, wic_check_interrupts))
			break;
		put_row(repeats, &candidate, result);
	}
}

/*
 * wic_keyness_rows(scope wic_scope, reference wic_scope, are_apart boolean,
 *					k integer, min_chars integer, max_chars integer,
 *					min_hits integer, min_speeches integer, direction integer,
 *					level text)
 *
 * Speeches of the first scope are left out of the reference, unless the two
 * are of different corpora (are_apart).  Direction is 1 for what the first
 * texts have more of, -1 for less, 0 for both.
 */
PG_FUNCTION_INFO_V1(wic_keyness_rows);
Datum
wic_keyness_rows(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext context;
	MemoryContext old_context;
	WicRepeats	repeats;

	InitMaterializedSRF(fcinfo, 0);
	context = AllocSetContextCreate(CurrentMemoryContext, "wic_keyness_rows",
									ALLOCSET_DEFAULT_SIZES);
	old_context = MemoryContextSwitchTo(context);
	if (read_parts(&repeats, fcinfo))
		choose_keys(&repeats, fcinfo, result);
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(context);
	return (Datum) 0;
}
