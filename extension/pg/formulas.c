/*-------------------------------------------------------------------------
 *
 * formulas.c
 *	  wic_formula_rows: wording that several speeches share.
 *
 * extension/pg/formulas.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "pg/repeats.h"
#include "pg/wicsearch.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

/* Columns of the result */
enum
{
	FORMULA_TEXT,
	FORMULA_CHARS,
	FORMULA_HITS,
	FORMULA_SPEECHES,
	FORMULA_FIRST,
	FORMULA_LAST,
	FORMULA_COUNTS,
	FORMULA_SPEECH_ID,
	FORMULA_COLUMNS
};

/* The years of all the texts, shared out to bins as evenly as they can be */
typedef struct Years
{
	int			first;
	int			n;
	int			nbins;
} Years;

static int
year_of(DateADT date)
{
	int			year;
	int			month;
	int			day;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	return year;
}

static Years
find_years(const WicRepeats *repeats, int max_bins)
{
	Years		years = {0, 0, 0};

	for (uint32 i = 0; i < repeats->ndocuments; i++)
	{
		const WicDocument *document = &repeats->documents[i];
		int			year;
		int			last;

		if (!document->has_date || DATE_NOT_FINITE(document->said_on))
			continue;
		year = year_of(document->said_on);
		if (years.n == 0)
			years.first = year;
		last = Max(year, years.first + years.n - 1);
		years.first = Min(years.first, year);
		years.n = last - years.first + 1;
	}
	years.nbins = Min(years.n, max_bins);
	return years;
}

static int
bin_of(const Years *years, DateADT date)
{
	return (int64) (year_of(date) - years->first) * years->nbins / years->n;
}

/* Who says it first repeats nothing. */
static double
score_formula(const WicRepeat *repeat, void *state)
{
	uint32		min_speeches = *(uint32 *) state;
	uint32		speeches = repeat->documents[0];

	if (speeches < min_speeches)
		return 0;
	return speeches > 1 ? speeches - 1 : 0.5;
}

/* The documents of a candidate: days, and how many there are in each bin. */
static void
fill_days(const WicRepeats *repeats, const WicCandidate *candidate,
		  const Years *years, uint32 *seen, uint32 round, Datum *values,
		  bool *nulls)
{
	uint32		hits = wic_repeat_hits(&candidate->repeat);
	Datum	   *counts = palloc0(sizeof(Datum) * Max(1, years->nbins));
	DateADT		first = DATEVAL_NOEND;
	DateADT		last = DATEVAL_NOBEGIN;

	for (uint32 i = 0; i < hits; i++)
	{
		uint32		place = wic_repeats_place(repeats, candidate, i);
		uint32		n;
		const WicDocument *document;
		int			bin;

		if (place == WIC_REPEATS_NOWHERE)
			continue;
		n = repeats->symbol_documents[place];
		document = &repeats->documents[n];
		if (seen[n] == round || !document->has_date ||
			DATE_NOT_FINITE(document->said_on))
			continue;
		seen[n] = round;
		first = Min(first, document->said_on);
		last = Max(last, document->said_on);
		bin = bin_of(years, document->said_on);
		counts[bin] = Int32GetDatum(DatumGetInt32(counts[bin]) + 1);
	}
	values[FORMULA_FIRST] = DateADTGetDatum(first);
	values[FORMULA_LAST] = DateADTGetDatum(last);
	nulls[FORMULA_FIRST] = nulls[FORMULA_LAST] = first > last;
	values[FORMULA_COUNTS] =
		PointerGetDatum(construct_array(counts, years->nbins, INT4OID,
										sizeof(int32), true, TYPALIGN_INT));
}

static void
put_row(const WicRepeats *repeats, const WicCandidate *candidate,
		const Years *years, uint32 *seen, uint32 round,
		ReturnSetInfo *result)
{
	Datum		values[FORMULA_COLUMNS];
	bool		nulls[FORMULA_COLUMNS] = {false};
	uint32		place = wic_repeats_first_place(repeats, candidate);
	uint32		first = repeats->symbol_documents[place];

	values[FORMULA_TEXT] =
		PointerGetDatum(wic_repeats_wording(repeats, place,
											candidate->length));
	values[FORMULA_CHARS] =
		Int32GetDatum(wic_repeats_chars(repeats, place, candidate->length));
	values[FORMULA_HITS] =
		Int64GetDatum((int64) candidate->hits[0]);
	values[FORMULA_SPEECHES] =
		Int64GetDatum((int64) candidate->documents[0]);
	values[FORMULA_SPEECH_ID] =
		Int64GetDatum(repeats->documents[first].speech_id);
	fill_days(repeats, candidate, years, seen, round, values, nulls);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * wic_formula_rows(scope wic_scope, k integer, min_chars integer,
 *					max_chars integer, min_speeches integer, bins integer,
 *					level text)
 */
PG_FUNCTION_INFO_V1(wic_formula_rows);
Datum
wic_formula_rows(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	uint32		k = PG_GETARG_INT32(1);
	uint32		min_speeches = PG_GETARG_INT32(4);
	WicChoice	choice = {
		.min_chars = PG_GETARG_INT32(2),
		.max_chars = PG_GETARG_INT32(3),
		.per_symbol = true,
		.score = score_formula,
		.state = &min_speeches
	};
	MemoryContext context;
	MemoryContext old_context;
	WicRepeats	repeats;
	WicChooser	chooser;
	WicCandidate candidate;
	Years		years;
	uint32	   *seen;

	InitMaterializedSRF(fcinfo, 0);
	context = AllocSetContextCreate(CurrentMemoryContext, "wic_formula_rows",
									ALLOCSET_DEFAULT_SIZES);
	old_context = MemoryContextSwitchTo(context);
	wic_repeats_init(&repeats, fcinfo, 6);
	wic_repeats_read(&repeats, fcinfo, 0, 0, wic_repeats_speeches(&repeats));
	wic_repeats_sort(&repeats);
	years = find_years(&repeats, PG_GETARG_INT32(5));
	seen = palloc0(sizeof(uint32) * repeats.ndocuments);

	wic_repeats_choose(&repeats, &chooser, &choice);
	wic_repeats_cover_copies(&repeats, &chooser, choice.max_chars);
	for (uint32 i = 1; i <= k; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!wic_choose_next(&chooser, &candidate, wic_check_interrupts))
			break;
		put_row(&repeats, &candidate, &years, seen, i, result);
	}
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(context);
	return (Datum) 0;
}
