/*-------------------------------------------------------------------------
 *
 * compare.c
 *	  wic_same, wic_similarity, wic_align, wic_align_text: two texts.
 *
 * The functions are IMMUTABLE, so they fold with one published table for
 * ever, like the default of wic_fold.
 *
 * extension/pg/compare.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/align.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"

#define FOLD_VERSION	1

/* Look for a cancel request once in so many units or rows. */
#define INTERRUPT_INTERVAL	4096

/* Columns of wic_align */
enum
{
	ALIGN_OP,
	ALIGN_A,
	ALIGN_B,
	ALIGN_A_START,
	ALIGN_B_START,
	ALIGN_COLUMNS
};

/* Two texts, read into units, and paired once match() has run. */
typedef struct Comparison
{
	WicAlignSide a;
	WicAlignSide b;
} Comparison;

/*
 * How texts are folded at a level.  This is the place to add a level: one
 * that knows words also makes units of them, in load().
 */
static bool
folds_variants(WicLevel level)
{
	switch (level)
	{
		case WIC_LEVEL_EXACT:
			return false;
		case WIC_LEVEL_SCRIPT:
			return true;
		case WIC_LEVEL_VOCAB:
			break;
	}
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("texts cannot be compared at level \"%s\"",
					wic_level_name(level)),
			 errhint("Compare them at level \"exact\" or \"script\".")));
}

static void
check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

static void
load(WicAlignSide *side, const text *document, bool variants)
{
	const WicFoldTable *table = wic_fold_table(FOLD_VERSION);
	const char *bytes = VARDATA_ANY(document);
	size_t		size = VARSIZE_ANY_EXHDR(document);
	Size		room;

	if (size > WIC_ALIGN_MAX_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("text is too long to be compared"),
				 errdetail("It has %zu bytes; the limit is %u.", size,
						   WIC_ALIGN_MAX_BYTES)));

	CHECK_FOR_INTERRUPTS();
	room = sizeof(WicUnit) * wic_align_count(table, variants, bytes, size);
	wic_align_load(side, palloc_extended(room, MCXT_ALLOC_HUGE), table,
				   variants, bytes, size);
}

/* The arguments a, b and level, the first three of all functions here. */
static void
load_arguments(Comparison *comparison, FunctionCallInfo fcinfo)
{
	bool		variants =
	folds_variants(wic_level_from_text(PG_GETARG_TEXT_PP(2)));

	load(&comparison->a, PG_GETARG_TEXT_PP(0), variants);
	load(&comparison->b, PG_GETARG_TEXT_PP(1), variants);
}

static uint32
match(Comparison *comparison)
{
	Size		size = wic_align_memory(comparison->a.n, comparison->b.n);
	void	   *memory = palloc_extended(size, MCXT_ALLOC_HUGE);
	uint32		pairs = wic_align_match(&comparison->a, &comparison->b, memory,
										check_interrupts);

	pfree(memory);
	return pairs;
}

static bool
fold_alike(const text *a, const text *b, bool variants)
{
	const WicFoldTable *table = wic_fold_table(FOLD_VERSION);
	WicUnitReader readers[2];
	WicUnit		units[2];
	unsigned	n = 0;

	wic_unit_reader_init(&readers[0], table, variants, VARDATA_ANY(a),
						 VARSIZE_ANY_EXHDR(a));
	wic_unit_reader_init(&readers[1], table, variants, VARDATA_ANY(b),
						 VARSIZE_ANY_EXHDR(b));
	for (;;)
	{
		bool		more = wic_unit_next(&readers[0], &units[0]);

		if (wic_unit_next(&readers[1], &units[1]) != more)
			return false;
		if (!more)
			return true;
		if (units[0].id != units[1].id)
			return false;
		if (n++ % INTERRUPT_INTERVAL == 0)
			CHECK_FOR_INTERRUPTS();
	}
}

/* wic_same(a text, b text, level text) */
PG_FUNCTION_INFO_V1(wic_same);
Datum
wic_same(PG_FUNCTION_ARGS)
{
	text	   *a = PG_GETARG_TEXT_PP(0);
	text	   *b = PG_GETARG_TEXT_PP(1);
	WicLevel	level = wic_level_from_text(PG_GETARG_TEXT_PP(2));

	PG_RETURN_BOOL(fold_alike(a, b, folds_variants(level)));
}

/*
 * wic_similarity(a text, b text, level text)
 *
 * Twice the length of a longest common subsequence, divided by the sum of the
 * lengths: Dice's coefficient over the pairs of an alignment, or one minus
 * the insertions and deletions that are needed over those that could be.
 * Punctuation and blanks do not count unless there is nothing else.
 *
 * It serves sentences and books alike because Chinese texts have little in
 * common by chance: sentences that have nothing to do with each other average
 * 0.07, and one pair in a hundred reaches 0.2.  Letters of an alphabet agree
 * far more often.  For texts beyond WIC_ALIGN_EXACT_CELLS it is a lower bound.
 */
PG_FUNCTION_INFO_V1(wic_similarity);
Datum
wic_similarity(PG_FUNCTION_ARGS)
{
	Comparison	comparison;
	uint32		length;

	load_arguments(&comparison, fcinfo);
	if (wic_align_words(&comparison.a) + wic_align_words(&comparison.b) > 0)
	{
		wic_align_keep_words(&comparison.a);
		wic_align_keep_words(&comparison.b);
	}

	length = comparison.a.n + comparison.b.n;
	if (length == 0)
		PG_RETURN_FLOAT8(1);
	PG_RETURN_FLOAT8(2.0 * match(&comparison) / length);
}

/* Read the arguments, pair them, and go through the rows. */
static void
start_rows(Comparison *comparison, WicAlignRows *rows,
		   FunctionCallInfo fcinfo)
{
	load_arguments(comparison, fcinfo);
	match(comparison);
	wic_align_tidy(&comparison->a, &comparison->b);
	wic_align_rows_init(rows, &comparison->a, &comparison->b);
}

static Datum
piece(const uint8_t *start, const uint8_t *end)
{
	return PointerGetDatum(cstring_to_text_with_len((const char *) start,
													end - start));
}

/* wic_align(a text, b text, level text) */
PG_FUNCTION_INFO_V1(wic_align);
Datum
wic_align(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext row_context;
	MemoryContext old_context;
	Comparison	comparison;
	WicAlignRows rows;
	WicAlignRow row;
	int32		a_start = 0;
	int32		b_start = 0;

	InitMaterializedSRF(fcinfo, 0);
	start_rows(&comparison, &rows, fcinfo);

	row_context = AllocSetContextCreate(CurrentMemoryContext,
										"wic_align row",
										ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(row_context);
	while (wic_align_next(&rows, &row))
	{
		Datum		values[ALIGN_COLUMNS];
		bool		nulls[ALIGN_COLUMNS] = {false};

		CHECK_FOR_INTERRUPTS();
		values[ALIGN_OP] = CStringGetTextDatum(wic_align_op_name(row.op));
		values[ALIGN_A] = piece(row.a, row.a_end);
		values[ALIGN_B] = piece(row.b, row.b_end);
		values[ALIGN_A_START] = Int32GetDatum(a_start);
		values[ALIGN_B_START] = Int32GetDatum(b_start);
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
		a_start += wic_utf8_count(row.a, row.a_end);
		b_start += wic_utf8_count(row.b, row.b_end);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(row_context);

	return (Datum) 0;
}

static void
append_text(StringInfo out, const text *mark)
{
	appendBinaryStringInfo(out, VARDATA_ANY(mark), VARSIZE_ANY_EXHDR(mark));
}

static void
append_piece(StringInfo out, const uint8_t *start, const uint8_t *end)
{
	appendBinaryStringInfo(out, (const char *) start, end - start);
}

/*
 * wic_align_text(a text, b text, level text, start_mark text,
 *				  middle_mark text, stop_mark text)
 */
PG_FUNCTION_INFO_V1(wic_align_text);
Datum
wic_align_text(PG_FUNCTION_ARGS)
{
	text	   *start_mark = PG_GETARG_TEXT_PP(3);
	text	   *middle_mark = PG_GETARG_TEXT_PP(4);
	text	   *stop_mark = PG_GETARG_TEXT_PP(5);
	Comparison	comparison;
	WicAlignRows rows;
	WicAlignRow row;
	StringInfoData out;

	start_rows(&comparison, &rows, fcinfo);
	initStringInfo(&out);
	while (wic_align_next(&rows, &row))
	{
		bool		differs = row.op != WIC_ALIGN_SAME &&
		row.op != WIC_ALIGN_SCRIPT;

		CHECK_FOR_INTERRUPTS();
		if (differs)
			append_text(&out, start_mark);
		append_piece(&out, row.a, row.a_end);
		if (!differs)
			continue;
		append_text(&out, middle_mark);
		append_piece(&out, row.b, row.b_end);
		append_text(&out, stop_mark);
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}
