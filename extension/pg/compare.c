/*-------------------------------------------------------------------------
 *
 * compare.c
 *	  wic_same, wic_similarity, wic_align, wic_align_text, wic_most_like: two
 *	  texts.
 *
 * At levels "exact" and "script" texts are folded like wic_fold by default.
 * At level "vocab" the users' terms count, so the functions are STABLE.
 *
 * extension/pg/compare.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "core/align_vocab.h"
#include "core/charclass.h"
#include "core/best_window.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "pg/terms.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* The default of wic_fold. */
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

/* The units of a text before its words were merged. */
typedef struct Loaded
{
	WicUnit    *units;
	uint32		n;
} Loaded;

/* Two texts, read into units, and paired once match() has run. */
typedef struct Comparison
{
	WicAlignSide a;
	WicAlignSide b;
	WicLevel	level;
	bool		words_only;		/* without punctuation and blanks */
	Loaded		a_loaded;		/* at level vocab */
	Loaded		b_loaded;
} Comparison;

static bool
folds_variants(WicLevel level)
{
	return level != WIC_LEVEL_EXACT;
}

/* Vocabulary has to be folded as the lexicons are. */
static const WicFoldTable *
fold_table(WicLevel level)
{
	return wic_fold_table(level == WIC_LEVEL_VOCAB ? WIC_FOLD_LATEST :
						  FOLD_VERSION);
}

static void
load(WicAlignSide *side, const text *document, WicLevel level)
{
	const WicFoldTable *table = fold_table(level);
	bool		variants = folds_variants(level);
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

static Loaded
keep_loaded(const WicAlignSide *side)
{
	Size		size = sizeof(WicUnit) * side->n;
	Loaded		loaded = {palloc_extended(size, MCXT_ALLOC_HUGE), side->n};

	memcpy(loaded.units, side->units, size);
	return loaded;
}

/* Make units of the words; schema is that of the extension. */
static void
merge_words(Comparison *comparison, Oid schema)
{
	WicAlignSide *a = &comparison->a;
	WicAlignSide *b = &comparison->b;
	const WicLexicon *lexicons[WIC_LEXICONS_MAX];
	size_t		nlexicons;
	void	   *memory;

	comparison->a_loaded = keep_loaded(a);
	comparison->b_loaded = keep_loaded(b);
	wic_terms_load(schema);
	nlexicons = wic_term_lexicons(lexicons);
	memory = palloc_extended(wic_align_merge_memory(lexicons, nlexicons,
													a->n, b->n),
							 MCXT_ALLOC_HUGE);
	wic_align_merge(a, b, lexicons, nlexicons, memory, wic_check_interrupts);
	pfree(memory);
}

/* The arguments a, b and level, the first three of all functions here. */
static void
load_arguments(Comparison *comparison, FunctionCallInfo fcinfo)
{
	WicLevel	level = wic_level_from_text(PG_GETARG_TEXT_PP(2));

	memset(comparison, 0, sizeof(Comparison));
	comparison->level = level;
	load(&comparison->a, PG_GETARG_TEXT_PP(0), level);
	load(&comparison->b, PG_GETARG_TEXT_PP(1), level);
	if (level == WIC_LEVEL_VOCAB)
		merge_words(comparison, get_func_namespace(fcinfo->flinfo->fn_oid));
}

static void
match_units(Comparison *comparison)
{
	Size		size;
	void	   *memory;

	if (comparison->words_only)
	{
		wic_align_keep_words(&comparison->a);
		wic_align_keep_words(&comparison->b);
	}
	size = wic_align_memory(comparison->a.n, comparison->b.n);
	memory = palloc_extended(size, MCXT_ALLOC_HUGE);
	wic_align_match(&comparison->a, &comparison->b, memory,
					wic_check_interrupts);
	pfree(memory);
}

/* Pair the units; words that find no partner may still share characters. */
static void
match(Comparison *comparison)
{
	bool		has_split;

	match_units(comparison);
	if (comparison->level != WIC_LEVEL_VOCAB)
		return;
	has_split = wic_align_split(&comparison->a, comparison->a_loaded.units,
								comparison->a_loaded.n);
	has_split |= wic_align_split(&comparison->b, comparison->b_loaded.units,
								 comparison->b_loaded.n);
	if (has_split)
		match_units(comparison);
}

static bool
fold_alike(const text *a, const text *b, WicLevel level)
{
	const WicFoldTable *table = fold_table(level);
	bool		variants = folds_variants(level);
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

/* Are the units the same, in the same order? */
static bool
units_alike(const WicAlignSide *a, const WicAlignSide *b)
{
	if (a->n != b->n)
		return false;
	for (uint32 i = 0; i < a->n; i++)
		if (a->units[i].id != b->units[i].id)
			return false;
	return true;
}

/* wic_same(a text, b text, level text) */
PG_FUNCTION_INFO_V1(wic_same);
Datum
wic_same(PG_FUNCTION_ARGS)
{
	text	   *a = PG_GETARG_TEXT_PP(0);
	text	   *b = PG_GETARG_TEXT_PP(1);
	WicLevel	level = wic_level_from_text(PG_GETARG_TEXT_PP(2));
	Comparison	comparison;

	if (fold_alike(a, b, level))
		PG_RETURN_BOOL(true);
	if (level != WIC_LEVEL_VOCAB)
		PG_RETURN_BOOL(false);
	load_arguments(&comparison, fcinfo);
	PG_RETURN_BOOL(units_alike(&comparison.a, &comparison.b));
}

/* The characters of the units, or of those that have a partner. */
static double
count_characters(const WicAlignSide *side, bool matched)
{
	uint64		characters = 0;

	for (uint32 i = 0; i < side->n; i++)
		if (side->units[i].matched || !matched)
			characters += side->units[i].length;
	return (double) characters;
}

/*
 * wic_similarity(a text, b text, level text)
 *
 * Twice the length of a longest common subsequence, divided by the sum of the
 * lengths: Dice's coefficient over the pairs of an alignment, or one minus
 * the insertions and deletions that are needed over those that could be.
 * Punctuation and blanks do not count unless there is nothing else.  A word
 * that pairs with another one counts with all the characters of both.
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
	double		common;
	double		length;

	load_arguments(&comparison, fcinfo);
	comparison.words_only = wic_align_words(&comparison.a) +
		wic_align_words(&comparison.b) > 0;
	match(&comparison);

	common = count_characters(&comparison.a, true) +
		count_characters(&comparison.b, true);
	length = count_characters(&comparison.a, false) +
		count_characters(&comparison.b, false);
	PG_RETURN_FLOAT8(length == 0 ? 1 : common / length);
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
		bool		differs = wic_align_differs(row.op);

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

/*------------------------------------------- a part of the second text -----*/

/* Is the unit of a word that is written in letters or digits? */
static bool
is_letter(const WicUnit *unit)
{
	return unit->id < WIC_UNIT_WORD && wic_unit_is_word(unit) &&
		wic_char_class(unit->id) != WIC_CLASS_CJK;
}

/* May a run begin, or end, between these two? */
static bool
is_joint(const WicUnit *before, const WicUnit *after)
{
	return !wic_unit_is_word(before) || !wic_unit_is_word(after);
}

/*
 * Where a run that begins at first should begin.  It never begins within a
 * word of letters.  Where what was sought goes on, so does the run, as far as
 * limit permits, if it then begins where a clause does.
 */
static uint32
widen_start(const WicAlignSide *side, uint32 first, uint32 limit)
{
	const WicUnit *units = side->units;
	uint32		start;

	while (first > 0 && is_letter(&units[first]) &&
		   is_letter(&units[first - 1]))
		first--;
	start = first;
	while (start > 0 && first - start <= limit &&
		   !is_joint(&units[start - 1], &units[start]))
		start--;
	return first - start > limit ? first : start;
}

/* The same at the end, which is exclusive. */
static uint32
widen_end(const WicAlignSide *side, uint32 last, uint32 limit)
{
	const WicUnit *units = side->units;
	uint32		n = side->n;
	uint32		end;

	while (last < n && is_letter(&units[last - 1]) &&
		   is_letter(&units[last]))
		last++;
	end = last;
	while (end < n && end - last <= limit &&
		   !is_joint(&units[end - 1], &units[end]))
		end++;
	return end - last > limit ? last : end;
}

/* How many units of a paired side come before the first that has a partner. */
static uint32
unmatched_before(const WicAlignSide *side)
{
	uint32		n = 0;

	while (n < side->n && !side->units[n].matched)
		n++;
	return n;
}

static uint32
unmatched_after(const WicAlignSide *side)
{
	uint32		n = 0;

	while (n < side->n && !side->units[side->n - 1 - n].matched)
		n++;
	return n;
}

/* The unit of the text that begins at a byte. */
static uint32
unit_at(const WicAlignSide *side, uint32 byte)
{
	uint32		first = 0;
	uint32		end = side->n;

	while (end - first > 1)
	{
		uint32		middle = first + (end - first) / 2;

		if (side->units[middle].start <= byte)
			first = middle;
		else
			end = middle;
	}
	return first;
}

/* A part of a text, in bytes. */
typedef struct Part
{
	uint32		start;
	uint32		end;
} Part;

/* Find the part of b that is most like a. */
static bool
find_most_like(Comparison *comparison, unsigned least, Part *part)
{
	WicAlignSide *sought = &comparison->a;
	WicAlignSide *words = &comparison->b;
	Loaded		copy = keep_loaded(words);
	WicAlignSide whole = *words;
	WicBestWindow window;
	void	   *memory;
	uint32		first;
	uint32		end;

	whole.units = copy.units;
	wic_align_keep_words(sought);
	wic_align_keep_words(words);
	memory = palloc_extended(wic_best_window_memory(sought->n),
							 MCXT_ALLOC_HUGE);
	if (!wic_best_window_find(&window, sought, words, least, memory,
							  wic_check_interrupts))
		return false;
	first = unit_at(&whole, words->units[window.first].start);
	end = unit_at(&whole, words->units[window.end - 1].start) + 1;

	words->units += window.first;
	words->n = window.end - window.first;
	match_units(comparison);
	first = widen_start(&whole, first, unmatched_before(sought));
	end = widen_end(&whole, end, unmatched_after(sought));
	part->start = whole.units[first].start;
	part->end = end < whole.n ? whole.units[end].start : whole.size;
	return true;
}

/* The greatest number of millionths below least. */
static unsigned
below_millionths(double least)
{
	return least == 0 ? 0 : (unsigned) ceil(least * 1000000) - 1;
}

/*
 * wic_most_like(sought text, document text, level text,
 *				 min_similarity double precision)
 *
 * Punctuation and blanks do not count, so a text without anything else is
 * never found, and nothing is found in it.
 */
PG_FUNCTION_INFO_V1(wic_most_like);
Datum
wic_most_like(PG_FUNCTION_ARGS)
{
	double		least = PG_GETARG_FLOAT8(3);
	const uint8_t *begin;
	Comparison	comparison;
	TupleDesc	desc;
	Datum		values[3];
	bool		nulls[3] = {false};
	Part		part;
	uint32		start_char;

	if (!(least >= 0 && least <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_similarity must be from 0 to 1")));
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	load_arguments(&comparison, fcinfo);
	begin = comparison.b.begin;
	if (!find_most_like(&comparison, below_millionths(least), &part))
		PG_RETURN_NULL();

	start_char = wic_utf8_count(begin, begin + part.start);
	values[0] = Int32GetDatum(start_char);
	values[1] = Int32GetDatum(start_char +
							  wic_utf8_count(begin + part.start,
											 begin + part.end));
	values[2] = piece(begin + part.start, begin + part.end);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc),
													  values, nulls)));
}
