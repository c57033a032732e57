/*-------------------------------------------------------------------------
 *
 * inverter.c
 *	  Documents become a segment.
 *
 * extension/am/inverter.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/inverter.h"
#include "am/lexeme_table.h"
#include "miscadmin.h"
#include "utils/memutils.h"

struct WicInverter
{
	MemoryContext context;
	WicSegmentWriter *writer;	/* NULL: it writes a share */
	WicShareWriter share;
	Size		memory;
	WicLexemeTable *table;
	uint32		doc;			/* that is being read */

	WicPlacedKey batch[WIC_LEXEME_BATCH];
	int			nbatch;

	BufFile    *file;			/* of all runs; NULL if there is none yet */
	WicRunPlace *places;
	int			nplaces;
	int			max_places;
	uint32	   *positions;		/* of an entry of a vector */
	Size		npositions;
};

#define INTERRUPT_INTERVAL	1024

static void
write_terms(WicInverter *inverter, WicRunPlace *place)
{
	WicSortedRun *run = wic_lexeme_table_open(inverter->table);

	while (run->next_term(run))
	{
		wic_sorted_run_write_term(place, inverter->file,
								  run->lexeme, run->length,
								  wic_lexeme_table_bytes(run));
		while (run->refill(run))
			wic_sorted_run_write(inverter->file, run->p, run->end - run->p);
		if (place->nterms % INTERRUPT_INTERVAL == 0)
			CHECK_FOR_INTERRUPTS();
	}
	pfree(run);
}

/* Write what is in memory, and forget it. */
static void
write_run(WicInverter *inverter)
{
	MemoryContext old = MemoryContextSwitchTo(inverter->context);
	WicRunPlace *place;

	if (inverter->file == NULL)
		inverter->file = BufFileCreateTemp(false);
	if (inverter->nplaces == inverter->max_places)
	{
		inverter->max_places *= 2;
		inverter->places = repalloc_huge(inverter->places,
										 sizeof(WicRunPlace) *
										 inverter->max_places);
	}
	place = &inverter->places[inverter->nplaces++];
	wic_sorted_run_begin(place, inverter->file);
	write_terms(inverter, place);
	wic_lexeme_table_clear(inverter->table);
	MemoryContextSwitchTo(old);
}

static inline void
make_room(WicInverter *inverter, int n)
{
	while (unlikely(!wic_lexeme_table_reserve(inverter->table, n)))
		write_run(inverter);
}

/* ---- what comes in ---- */

static void
drain(WicInverter *inverter)
{
	make_room(inverter, inverter->nbatch);
	wic_lexeme_table_add(inverter->table, inverter->batch, inverter->nbatch);
	inverter->nbatch = 0;
}

/* A WicOccurrence. */
static void
add(void *arg, const char *lexeme, int length, uint32 position)
{
	WicInverter *inverter = arg;
	WicPlacedKey *placed;

	if (unlikely(length > WIC_KEY_BYTES))
	{
		make_room(inverter, 1);
		wic_lexeme_table_add_long(inverter->table, lexeme, length,
								  inverter->doc, position);
		return;
	}

	placed = &inverter->batch[inverter->nbatch++];
	placed->key = wic_key_pack(lexeme, length);
	placed->hash = wic_key_hash(placed->key);
	placed->doc = inverter->doc;
	placed->position = position;
	placed->length = length;
	wic_lexeme_table_expect(inverter->table, placed->hash);
	if (inverter->nbatch == WIC_LEXEME_BATCH)
		drain(inverter);
}

/* What is left of the memory, beside what the writer takes. */
static Size
memory_left(const WicInverter *inverter)
{
	Size		taken = wic_segment_memory(inverter->writer);

	return inverter->memory > taken ? inverter->memory - taken : 0;
}

static void
begin_document(WicInverter *inverter)
{
	if (inverter->writer != NULL)
		inverter->doc = wic_segment_ndocs(inverter->writer);
	else
		inverter->doc = (uint32) inverter->share.share.ndocs;
}

static void
end_document(WicInverter *inverter, ItemPointer row, uint64 length,
			 bool is_stripped)
{
	if (inverter->writer == NULL)
	{
		wic_share_add_document(&inverter->share, row, length, is_stripped);
		return;
	}
	wic_segment_add_document(inverter->writer, row, length, is_stripped);
	wic_lexeme_table_limit(inverter->table, memory_left(inverter));
}

void
wic_inverter_add(WicInverter *inverter, ItemPointer row,
				 const WicDocumentReader *reader, Datum document)
{
	uint64		length;
	bool		is_stripped;

	begin_document(inverter);
	length = wic_document_read(reader, document, add, inverter, &is_stripped);
	end_document(inverter, row, length, is_stripped);
}

static void
vector_is_damaged(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INDEX_CORRUPTED),
			 errmsg("a document in a wicsearch index is damaged"),
			 errhint("REINDEX it.")));
}

static void
add_entry(WicInverter *inverter, const WicVectorReader *reader)
{
	/* Each position takes a byte at least, so tf is bounded. */
	if (reader->tf > reader->positions_end - reader->positions)
		vector_is_damaged();
	if (reader->tf > inverter->npositions)
	{
		pfree(inverter->positions);
		inverter->npositions = (Size) reader->tf * 2;
		inverter->positions =
			MemoryContextAllocHuge(inverter->context,
								   sizeof(uint32) * inverter->npositions);
	}
	if (!wic_vector_positions(reader, inverter->positions))
		vector_is_damaged();
	for (uint32 i = 0; i < reader->tf; i++)
		add(inverter, (const char *) reader->key, reader->key_len,
			inverter->positions[i]);
}

void
wic_inverter_add_vector(WicInverter *inverter, ItemPointer row,
						const uint8 *vector, Size length, bool is_stripped)
{
	WicVectorReader reader;
	WicNodeStep step;

	begin_document(inverter);
	if (!wic_vector_open(&reader, vector, length))
		vector_is_damaged();
	while ((step = wic_vector_next(&reader)) == WIC_NODE_ENTRY)
	{
		if (reader.key_len > WIC_LEXEME_MAX)
			vector_is_damaged();
		add_entry(inverter, &reader);
	}
	if (step == WIC_NODE_DAMAGED)
		vector_is_damaged();
	end_document(inverter, row, reader.length, is_stripped);
}

/* ---- begin and end ---- */

#define FIRST_PLACES	16
#define FIRST_POSITIONS	64

static WicInverter *
create(Size memory)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "wicsearch inverter",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	WicInverter *inverter = palloc0(sizeof(WicInverter));

	inverter->context = context;
	inverter->memory = memory;
	inverter->table = wic_lexeme_table_create(memory);
	inverter->max_places = FIRST_PLACES;
	inverter->places = palloc(sizeof(WicRunPlace) * FIRST_PLACES);
	inverter->npositions = FIRST_POSITIONS;
	inverter->positions = palloc(sizeof(uint32) * FIRST_POSITIONS);
	MemoryContextSwitchTo(old);
	return inverter;
}

WicInverter *
wic_inverter_create(WicSegmentWriter *writer, Size memory)
{
	WicInverter *inverter = create(memory);

	inverter->writer = writer;
	return inverter;
}

WicInverter *
wic_inverter_create_share(FileSet *files, int number, Size memory)
{
	WicInverter *inverter = create(memory);
	MemoryContext old = MemoryContextSwitchTo(inverter->context);

	wic_share_create(&inverter->share, files, number);
	inverter->file = inverter->share.runs;
	MemoryContextSwitchTo(old);
	return inverter;
}

static WicSortedRun **
open_files(WicInverter *inverter)
{
	int			n = inverter->nplaces;
	Size		size = wic_sorted_run_buffer(memory_left(inverter), n);
	WicSortedRun **runs = palloc_extended(sizeof(WicSortedRun *) * n,
										  MCXT_ALLOC_HUGE);

	for (int i = 0; i < n; i++)
		runs[i] = wic_sorted_run_open(inverter->file, &inverter->places[i],
									  size);
	return runs;
}

void
wic_inverter_finish(WicInverter *inverter)
{
	MemoryContext old = MemoryContextSwitchTo(inverter->context);
	WicSortedRun *run;
	WicSortedRun **runs = &run;
	int			nruns = 1;

	drain(inverter);
	if (inverter->file == NULL)
		run = wic_lexeme_table_open(inverter->table);
	else
	{
		write_run(inverter);
		wic_lexeme_table_free(inverter->table);
		runs = open_files(inverter);
		nruns = inverter->nplaces;
	}

	wic_sorted_run_merge(runs, nruns, inverter->writer);
	if (inverter->file != NULL)
		BufFileClose(inverter->file);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(inverter->context);
}

WicShare
wic_inverter_finish_share(WicInverter *inverter)
{
	MemoryContext old = MemoryContextSwitchTo(inverter->context);
	WicShare	share;

	drain(inverter);
	write_run(inverter);
	wic_share_finish(&inverter->share, inverter->places, inverter->nplaces);
	share = inverter->share.share;
	MemoryContextSwitchTo(old);
	MemoryContextDelete(inverter->context);
	return share;
}
