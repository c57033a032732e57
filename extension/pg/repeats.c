/*-------------------------------------------------------------------------
 *
 * repeats.c
 *	  The texts of a question in memory, and what is repeated in them.
 *
 * The texts come from wic_texts(), speech by speech in the order of time, so
 * the first place of a repeat is where it was said first.  At level vocab the
 * symbols are those of the canonical text (canon.h), while what is kept and
 * shown is what was written.
 *
 * extension/pg/repeats.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "pg/repeats.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#define FETCH_ROWS		1000

/* Slots of the first table of symbols; a power of two. */
#define SLOTS_MIN		16384

/* Columns of the query in read_query() */
enum
{
	TEXT_SPEECH_ID = 1,
	TEXT_SAID_ON,
	TEXT_BODY
};

static void *
allocate(Size count, Size element)
{
	return palloc_extended(mul_size(count, element), MCXT_ALLOC_HUGE);
}

void
wic_repeats_init(WicRepeats *repeats, FunctionCallInfo fcinfo,
				 int level_argno)
{
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	WicLevel	level = wic_level_from_text(PG_GETARG_TEXT_PP(level_argno));

	memset(repeats, 0, sizeof(WicRepeats));
	repeats->context = CurrentMemoryContext;
	if (level == WIC_LEVEL_VOCAB)
		repeats->canon = wic_canon_create(schema);
	wic_symbol_table_init(&repeats->table,
						  allocate(SLOTS_MIN, sizeof(WicSymbolSlot)),
						  SLOTS_MIN);

	/* The first two symbols are no words. */
	repeats->nkeys_size = 4096;
	repeats->keys = palloc0(sizeof(uint64) * repeats->nkeys_size);
	repeats->counts = palloc0(sizeof(uint32) * repeats->nkeys_size);

	repeats->size = 65536;
	repeats->symbols = allocate(repeats->size, sizeof(uint32));
	repeats->symbol_documents = allocate(repeats->size, sizeof(uint32));
	if (repeats->canon != NULL)
		repeats->inner = palloc0(repeats->size / BITS_PER_BYTE);
	repeats->bytes_size = 262144;
	repeats->bytes = allocate(repeats->bytes_size, 1);
}

static void
report_too_much(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too much text to look for repetitions in"),
			 errdetail("At most %u characters can be looked through at once.", WIC_REPEATS_MAX),
			 errhint("Narrow the question by its filters, such as speaker, since and until.")));
}

static uint32 *
clear_bits(uint32 *bits, uint32 from, uint32 to)
{
	memset(bits + from / 32, 0, (to - from) / BITS_PER_BYTE);
	return bits;
}

static void
append_symbol(WicRepeats *repeats, uint32 symbol)
{
	if (repeats->n == WIC_REPEATS_MAX)
		report_too_much();
	if (repeats->n == repeats->size)
	{
		repeats->size *= 2;
		repeats->symbols = repalloc_huge(repeats->symbols,
										 sizeof(uint32) * repeats->size);
		repeats->symbol_documents =
			repalloc_huge(repeats->symbol_documents,
						  sizeof(uint32) * repeats->size);
		if (repeats->inner != NULL)
			repeats->inner =
				clear_bits(repalloc_huge(repeats->inner,
										 repeats->size / BITS_PER_BYTE),
						   repeats->size / 2, repeats->size);
	}
	repeats->symbols[repeats->n] = symbol;
	repeats->symbol_documents[repeats->n++] = repeats->ndocuments - 1;
}

static void
enlarge_table(WicRepeats *repeats)
{
	WicSymbolTable larger;
	Size		size = (Size) repeats->table.size * 2;

	wic_symbol_table_init(&larger, allocate(size, sizeof(WicSymbolSlot)),
						  size);
	wic_symbol_table_copy(&larger, &repeats->table);
	pfree(repeats->table.slots);
	repeats->table = larger;
}

/* The number of a symbol, with its key noted and counted. */
static uint32
number_symbol(WicRepeats *repeats, uint64 key)
{
	uint32		symbol;

	if (!wic_symbol_table_has_room(&repeats->table))
		enlarge_table(repeats);
	symbol = wic_symbol_number(&repeats->table, key);
	if (symbol >= repeats->nkeys_size)
	{
		int			size = repeats->nkeys_size * 2;

		repeats->keys = repalloc_huge(repeats->keys, sizeof(uint64) * size);
		repeats->counts = repalloc_huge(repeats->counts,
										sizeof(uint32) * size);
		memset(repeats->counts + repeats->nkeys_size, 0,
			   sizeof(uint32) * repeats->nkeys_size);
		repeats->nkeys_size = size;
	}
	repeats->keys[symbol] = key;
	repeats->counts[symbol]++;
	return symbol;
}

/* Keep the text, so that it can be shown as it was written. */
static void
keep_bytes(WicRepeats *repeats, const char *bytes, Size size)
{
	Size		needed = repeats->nbytes + size;

	if (needed > repeats->bytes_size)
	{
		repeats->bytes_size = Max(needed, repeats->bytes_size * 2);
		repeats->bytes = repalloc_huge(repeats->bytes, repeats->bytes_size);
	}
	memcpy(repeats->bytes + repeats->nbytes, bytes, size);
	repeats->nbytes = needed;
}

/*
 * Is it a symbol of a word that was replaced, and not its first?  *edit is
 * the first one that may have it.
 */
static bool
goes_on(const WicCanonText *canonical, int *edit, const WicSymbol *symbol)
{
	Size		start = symbol->start - (const uint8 *) canonical->bytes;

	while (*edit < canonical->nedits &&
		   canonical->edits[*edit].new_end <= start)
		(*edit)++;
	return *edit < canonical->nedits &&
		start > canonical->edits[*edit].new_start;
}

/* Mark the symbol that was appended last. */
static void
mark_inner(WicRepeats *repeats)
{
	uint32		place = repeats->n - 1;

	repeats->inner[place / 32] |= UINT32_C(1) << (place % 32);
}

static void
add_passage(WicRepeats *repeats, unsigned part, const char *bytes, Size size)
{
	WicCanonText canonical = wic_canon_read(repeats->canon, bytes, size);
	WicSymbolReader reader;
	WicSymbol	symbol;
	WicPassageStart *start;
	int			edit = 0;

	repeats->passages = wic_grow(repeats->passages, repeats->npassages,
								 &repeats->passages_size,
								 sizeof(WicPassageStart));
	start = &repeats->passages[repeats->npassages++];
	start->symbol = repeats->n;
	start->byte = repeats->nbytes;
	start->size = size;
	keep_bytes(repeats, bytes, size);

	wic_symbol_reader_init(&reader, wic_fold_table(WIC_FOLD_LATEST),
						   canonical.bytes, canonical.size);
	while (wic_symbol_next(&reader, &symbol))
	{
		bool		is_break = symbol.key == WIC_SYMBOL_BREAK;

		append_symbol(repeats, is_break ? WIC_SUFFIX_BREAK :
					  number_symbol(repeats, symbol.key));
		if (!is_break && goes_on(&canonical, &edit, &symbol))
			mark_inner(repeats);
		repeats->part_sizes[part] += !is_break;
	}
	append_symbol(repeats, WIC_SUFFIX_BREAK);
}

static void
add_document(WicRepeats *repeats, int64 speech_id, Datum said_on,
			 bool has_date)
{
	WicDocument *document;

	repeats->documents = wic_grow(repeats->documents, repeats->ndocuments,
								  &repeats->documents_size,
								  sizeof(WicDocument));
	document = &repeats->documents[repeats->ndocuments++];
	document->speech_id = speech_id;
	document->said_on = has_date ? DatumGetDateADT(said_on) : 0;
	document->has_date = has_date;
}

/* Add a row of the texts; a speech's rows follow each other. */
static void
add_row(WicRepeats *repeats, unsigned part, HeapTuple tuple, TupleDesc desc)
{
	uint32		first = part == 0 ? 0 : repeats->text.split;
	bool		isnull;
	bool		has_no_date;
	int64		speech_id = DatumGetInt64(SPI_getbinval(tuple, desc,
														TEXT_SPEECH_ID,
														&isnull));
	Datum		said_on = SPI_getbinval(tuple, desc, TEXT_SAID_ON,
										&has_no_date);
	Datum		value = SPI_getbinval(tuple, desc, TEXT_BODY, &isnull);
	MemoryContext old_context;
	text	   *body;

	if (isnull)
		return;
	body = DatumGetTextPP(value);
	old_context = MemoryContextSwitchTo(repeats->context);
	if (repeats->ndocuments == first ||
		repeats->documents[repeats->ndocuments - 1].speech_id != speech_id)
		add_document(repeats, speech_id, said_on, !has_no_date);
	add_passage(repeats, part, VARDATA_ANY(body), VARSIZE_ANY_EXHDR(body));
	MemoryContextSwitchTo(old_context);
	if ((Pointer) body != DatumGetPointer(value))
		pfree(body);
}

/* The texts of the scope $1, without the speeches $2. */
static char *
read_query(Oid function)
{
	Oid			schema = get_func_namespace(function);

	return psprintf("SELECT t.speech_id, t.said_on, t.body"
					" FROM %s.wic_texts($1) AS t"
					" WHERE t.speech_id OPERATOR(pg_catalog.<>)"
					" ALL ($2::pg_catalog.int8[])",
					quote_identifier(get_namespace_name(schema)));
}

void
wic_repeats_read(WicRepeats *repeats, FunctionCallInfo fcinfo, int argno,
				 unsigned part, Datum known)
{
	Oid			types[] = {get_fn_expr_argtype(fcinfo->flinfo, argno),
	INT8ARRAYOID};
	Datum		values[] = {PG_GETARG_DATUM(argno), known};
	Portal		portal;

	SPI_connect();
	portal = SPI_cursor_open_with_args(NULL,
									   read_query(fcinfo->flinfo->fn_oid),
									   2, types, values, NULL, true, 0);
	for (;;)
	{
		SPI_cursor_fetch(portal, true, FETCH_ROWS);
		if (SPI_processed == 0)
			break;
		for (uint64 i = 0; i < SPI_processed; i++)
		{
			CHECK_FOR_INTERRUPTS();
			add_row(repeats, part, SPI_tuptable->vals[i],
					SPI_tuptable->tupdesc);
		}
		SPI_freetuptable(SPI_tuptable);
	}
	SPI_cursor_close(portal);
	SPI_finish();
	if (part == 0)
		repeats->text.split = repeats->ndocuments;
}

Datum
wic_repeats_speeches(const WicRepeats *repeats)
{
	Datum	   *ids = allocate(repeats->ndocuments, sizeof(Datum));

	for (uint32 i = 0; i < repeats->ndocuments; i++)
		ids[i] = Int64GetDatum(repeats->documents[i].speech_id);
	return PointerGetDatum(construct_array(ids, repeats->ndocuments, INT8OID,
										   sizeof(int64), FLOAT8PASSBYVAL,
										   TYPALIGN_DOUBLE));
}

void
wic_repeats_sort(WicRepeats *repeats)
{
	uint32		alphabet = WIC_SUFFIX_FIRST + repeats->table.n;
	uint32	   *sorted;
	uint32	   *shared;
	void	   *memory;

	/* The end belongs to no document, but it is never part of a repeat. */
	if (repeats->ndocuments == 0)
		add_document(repeats, 0, 0, false);
	append_symbol(repeats, WIC_SUFFIX_END);

	sorted = allocate(repeats->n, sizeof(uint32));
	shared = allocate(repeats->n, sizeof(uint32));
	repeats->rank = allocate(repeats->n, sizeof(uint32));
	memory = allocate(wic_suffix_memory(repeats->n, alphabet), 1);
	wic_suffix_sort(repeats->symbols, repeats->n, alphabet, sorted, memory,
					wic_check_interrupts);
	pfree(memory);
	wic_suffix_share(repeats->symbols, repeats->n, sorted, repeats->rank,
					 shared, wic_check_interrupts);

	repeats->text.symbols = repeats->symbols;
	repeats->text.sorted = sorted;
	repeats->text.shared = shared;
	repeats->text.documents = repeats->symbol_documents;
	repeats->text.inner = repeats->inner;
	repeats->text.n = repeats->n;
	repeats->text.ndocuments = repeats->ndocuments;
}

uint32
wic_repeats_chars(const WicRepeats *repeats, uint32 place, uint32 length)
{
	uint32		chars = 0;

	for (uint32 i = place; i < place + length; i++)
		chars += wic_symbol_chars(repeats->keys[repeats->symbols[i]]);
	return chars;
}

/* All repeats that have a score, as an array; sets *n. */
static WicCandidate *
find_candidates(const WicRepeats *repeats, const WicChoice *choice, int *n)
{
	uint32		min_length = Max(2, choice->min_chars / WIC_SYMBOL_WORD_CHARS);
	uint32		max_length = Max(min_length, choice->max_chars);
	WicCandidate *candidates = NULL;
	WicRepeatWalk walk;
	WicRepeat	repeat;
	int			size = 0;

	*n = 0;
	wic_repeat_init(&walk, &repeats->text, min_length, max_length,
					allocate(wic_repeat_memory(repeats->ndocuments, max_length),
							 1), wic_check_interrupts);
	while (wic_repeat_next(&walk, &repeat))
	{
		uint32		place = repeats->text.sorted[repeat.first];
		uint32		chars = wic_repeats_chars(repeats, place, repeat.length);
		double		score;

		if (chars < choice->min_chars || chars > choice->max_chars)
			continue;
		score = choice->score(&repeat, choice->state);
		if (score <= 0)
			continue;
		candidates = wic_grow(candidates, *n, &size, sizeof(WicCandidate));
		candidates[*n].repeat = repeat;
		candidates[(*n)++].score = score;
	}
	return candidates;
}

void
wic_repeats_choose(const WicRepeats *repeats, WicChooser *chooser,
				   const WicChoice *choice)
{
	int			n;
	WicCandidate *candidates = find_candidates(repeats, choice, &n);
	Size		size = wic_choose_memory(repeats->n, repeats->ndocuments);

	CHECK_FOR_INTERRUPTS();
	wic_choose_init(chooser, &repeats->text, repeats->rank, repeats->keys,
					repeats->counts, choice, candidates, n,
					allocate(size, 1));
}

/* Symbols of a passage, with the break behind it. */
static uint32
passage_length(const WicRepeats *repeats, uint32 i)
{
	uint32		end = repeats->n - 1;

	if (i + 1 < repeats->npassages)
		end = repeats->passages[i + 1].symbol;
	return end - repeats->passages[i].symbol;
}

static const uint32 *
passage_symbols(const WicRepeats *repeats, uint32 i)
{
	return repeats->symbols + repeats->passages[i].symbol;
}

/* Order passages by length, then by what they say, then by place. */
static int
compare_passages(const void *a, const void *b, void *arg)
{
	const WicRepeats *repeats = arg;
	uint32		i = *(const uint32 *) a;
	uint32		j = *(const uint32 *) b;
	uint32		length = passage_length(repeats, i);
	int			order;

	if (length != passage_length(repeats, j))
		return length < passage_length(repeats, j) ? -1 : 1;
	order = memcmp(passage_symbols(repeats, i), passage_symbols(repeats, j),
				   sizeof(uint32) * length);
	if (order == 0)
		order = i < j ? -1 : i > j;
	return order;
}

static bool
same_passage(const WicRepeats *repeats, uint32 i, uint32 j)
{
	uint32		length = passage_length(repeats, i);

	return length == passage_length(repeats, j) &&
		memcmp(passage_symbols(repeats, i), passage_symbols(repeats, j),
			   sizeof(uint32) * length) == 0;
}

/* Speeches that n passages are of, which are in the order of the speeches. */
static uint32
count_speeches(const WicRepeats *repeats, const uint32 *passages, int n)
{
	uint32		speeches = 0;
	uint32		last = UINT32_MAX;

	for (int i = 0; i < n; i++)
	{
		uint32		place = repeats->passages[passages[i]].symbol;

		speeches += repeats->symbol_documents[place] != last;
		last = repeats->symbol_documents[place];
	}
	return speeches;
}

void
wic_repeats_cover_copies(const WicRepeats *repeats, WicChooser *chooser,
						 uint32 max_chars)
{
	uint32	   *order = allocate(repeats->npassages, sizeof(uint32));
	int			first = 0;

	for (int i = 0; i < repeats->npassages; i++)
		order[i] = i;
	qsort_arg(order, repeats->npassages, sizeof(uint32), compare_passages,
			  unconstify(WicRepeats *, repeats));
	for (int i = 1; i <= repeats->npassages; i++)
	{
		uint32		length = passage_length(repeats, order[first]);
		uint32		speeches;

		if (i < repeats->npassages &&
			same_passage(repeats, order[first], order[i]))
			continue;
		speeches = count_speeches(repeats, order + first, i - first);
		if (speeches > 2 || (speeches == 2 && length > max_chars))
			for (int j = first; j < i; j++)
				wic_choose_cover(chooser, repeats->passages[order[j]].symbol,
								 length);
		first = i;
	}
	pfree(order);
}

uint32
wic_repeats_place(const WicRepeats *repeats, const WicCandidate *candidate,
				  uint32 i)
{
	uint32		place = repeats->text.sorted[candidate->repeat.first + i] +
	candidate->cut;

	return wic_repeat_is_written(&repeats->text, place, candidate->length) ?
		place : WIC_REPEATS_NOWHERE;
}

uint32
wic_repeats_first_place(const WicRepeats *repeats,
						const WicCandidate *candidate)
{
	uint32		first = WIC_REPEATS_NOWHERE;

	for (uint32 i = 0; i < wic_repeat_hits(&candidate->repeat); i++)
		first = Min(first, wic_repeats_place(repeats, candidate, i));
	return first;
}

/* The passage in which a place is. */
static const WicPassageStart *
passage_of(const WicRepeats *repeats, uint32 place)
{
	int			low = 0;
	int			high = repeats->npassages;

	while (high - low > 1)
	{
		int			middle = low + (high - low) / 2;

		if (repeats->passages[middle].symbol <= place)
			low = middle;
		else
			high = middle;
	}
	return &repeats->passages[low];
}

text	   *
wic_repeats_wording(const WicRepeats *repeats, uint32 place, uint32 length)
{
	const WicPassageStart *passage = passage_of(repeats, place);
	const char *bytes = repeats->bytes + passage->byte;
	WicCanonText canonical = wic_canon_read(repeats->canon, bytes,
											passage->size);
	WicSymbolReader reader;
	WicSymbol	symbol;
	Size		start = 0;
	Size		end = 0;
	uint32		at = passage->symbol;
	text	   *wording;

	wic_symbol_reader_init(&reader, wic_fold_table(WIC_FOLD_LATEST),
						   canonical.bytes, canonical.size);
	for (; at < place + length && wic_symbol_next(&reader, &symbol); at++)
	{
		if (at == place)
			start = symbol.start - (const uint8 *) canonical.bytes;
		end = symbol.end - (const uint8 *) canonical.bytes;
	}
	start = wic_canon_origin(&canonical, start, false);
	end = wic_canon_origin(&canonical, end, true);
	wording = cstring_to_text_with_len(bytes + start, end - start);
	for (char *p = VARDATA(wording); p < VARDATA(wording) + (end - start); p++)
		if (*p == '\n' || *p == '\r' || *p == '\t')
			*p = ' ';
	return wording;
}
