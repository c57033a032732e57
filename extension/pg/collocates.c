/*-------------------------------------------------------------------------
 *
 * collocates.c
 *	  What stands near the hits of a query: wic_collocates.
 *
 * The texts that count are read twice, through one cursor: first those with
 * hits, for what stands near them, then all of them, for how often that occurs
 * elsewhere.  What is kept in memory are the hits, what stands near them, and
 * the sequences met there.
 *
 * extension/pg/collocates.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "pg/collocates.h"
#include "pg/query.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#define FETCH_ROWS	1000
#define SCORE_UNIT	1e9

/* Columns of wic_count_collocates */
enum
{
	COLUMN_COLLOCATE,
	COLUMN_TOGETHER,
	COLUMN_BEFORE,
	COLUMN_AFTER,
	COLUMN_TOTAL,
	COLUMN_EXPECTED,
	COLUMN_LOG_LIKELIHOOD,
	COLUMN_MI,
	COLUMN_T_SCORE,
	COLUMN_SPEECHES,
	COLUMNS
};

/* A row of wic_texts. */
typedef struct TextRow
{
	int64		passage;
	int64		speech;
	int32		start_char;
	const uint8 *bytes;
	Size		size;
} TextRow;

/* The schema is that of the extension. */
static const char hits_sql[] = "SELECT h.passage_id, h.start_char, h.end_char"
" FROM %s.wic_hits($1, $2) AS h";
static const char texts_sql[] = "SELECT t.passage_id, t.speech_id,"
" t.start_char, t.body FROM %s.wic_texts($1) AS t";

typedef void (*TextTaker) (WicCollocation *collocation, const TextRow *row);

static int
compare_hits(const void *a, const void *b)
{
	const WicPassageHit *left = a;
	const WicPassageHit *right = b;

	if (left->passage != right->passage)
		return left->passage < right->passage ? -1 : 1;
	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	return (left->end > right->end) - (left->end < right->end);
}

static Datum
column(HeapTuple tuple, int number)
{
	bool		isnull;
	Datum		value = SPI_getbinval(tuple, SPI_tuptable->tupdesc, number,
									  &isnull);

	return isnull ? (Datum) 0 : value;
}

static Portal
open_cursor(const char *what, Oid schema, int nargs, Oid *types,
			Datum *values, int options)
{
	char	   *sql = psprintf(what,
							   quote_identifier(get_namespace_name(schema)));

	return SPI_cursor_open_with_args(NULL, sql, nargs, types, values, NULL,
									 true, options);
}

/* The hits of all passages, ordered by passage. */
static void
read_hits(WicCollocation *collocation, Oid schema, Oid *types, Datum *values)
{
	Portal		portal = open_cursor(hits_sql, schema, 2, types, values,
									 CURSOR_OPT_NO_SCROLL);

	for (;;)
	{
		SPI_cursor_fetch(portal, true, FETCH_ROWS);
		if (SPI_processed == 0)
			break;
		for (uint64 i = 0; i < SPI_processed; i++)
		{
			HeapTuple	tuple = SPI_tuptable->vals[i];
			WicPassageHit *hit;

			collocation->hits = wic_grow(collocation->hits,
										 collocation->nhits,
										 &collocation->hits_size,
										 sizeof(WicPassageHit));
			hit = &collocation->hits[collocation->nhits++];
			hit->passage = DatumGetInt64(column(tuple, 1));
			hit->start = DatumGetInt32(column(tuple, 2));
			hit->end = DatumGetInt32(column(tuple, 3));
		}
		SPI_freetuptable(SPI_tuptable);
	}
	SPI_cursor_close(portal);
	if (collocation->nhits > 0)
		qsort(collocation->hits, collocation->nhits, sizeof(WicPassageHit),
			  compare_hits);
}

/* Show every text from the cursor's place to its end. */
static void
read_texts(WicCollocation *collocation, Portal portal, TextTaker take)
{
	MemoryContext row_context = AllocSetContextCreate(CurrentMemoryContext,
													  "wicsearch text",
													  ALLOCSET_DEFAULT_SIZES);

	for (;;)
	{
		SPI_cursor_fetch(portal, true, FETCH_ROWS);
		if (SPI_processed == 0)
			break;
		for (uint64 i = 0; i < SPI_processed; i++)
		{
			HeapTuple	tuple = SPI_tuptable->vals[i];
			MemoryContext old = MemoryContextSwitchTo(row_context);
			text	   *body = DatumGetTextPP(column(tuple, 4));
			TextRow		row;

			row.passage = DatumGetInt64(column(tuple, 1));
			row.speech = DatumGetInt64(column(tuple, 2));
			row.start_char = DatumGetInt32(column(tuple, 3));
			row.bytes = (const uint8 *) VARDATA_ANY(body);
			row.size = VARSIZE_ANY_EXHDR(body);
			MemoryContextSwitchTo(old);
			CHECK_FOR_INTERRUPTS();
			take(collocation, &row);
			MemoryContextReset(row_context);
		}
		SPI_freetuptable(SPI_tuptable);
	}
	MemoryContextDelete(row_context);
}

/* The first hit of a passage; NULL if it has none. */
static const WicPassageHit *
hits_of(const WicCollocation *collocation, int64 passage, int *nhits)
{
	int			low = 0;
	int			high = collocation->nhits;
	int			first;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (collocation->hits[middle].passage < passage)
			low = middle + 1;
		else
			high = middle;
	}
	first = low;
	while (low < collocation->nhits &&
		   collocation->hits[low].passage == passage)
		low++;
	*nhits = low - first;
	return low == first ? NULL : &collocation->hits[first];
}

/* The byte so many characters behind p. */
static const uint8 *
skip_characters(const uint8 *p, const uint8 *end, int n)
{
	uint32		cp;

	while (n-- > 0 && p < end)
		p += wic_utf8_next(p, end, &cp);
	return p;
}

/* The hits of a text as bytes of it as it is read; they are in order. */
static WicByteRange *
ranges_of(const TextRow *row, const WicCanonText *text,
		  const WicPassageHit *hits, int nhits)
{
	WicByteRange *ranges = palloc(sizeof(WicByteRange) * nhits);
	const uint8 *end = row->bytes + row->size;
	const uint8 *p = row->bytes;
	int			at = row->start_char;

	for (int i = 0; i < nhits; i++)
	{
		p = skip_characters(p, end, hits[i].start - at);
		at = hits[i].start;
		ranges[i].start = p - row->bytes;
		ranges[i].end = skip_characters(p, end, hits[i].end - at) -
			row->bytes;
		ranges[i].start = wic_canon_place(text, ranges[i].start, false);
		ranges[i].end = wic_canon_place(text, ranges[i].end, true);
	}
	return ranges;
}

/*
 * The items of a text as it is read, with one word for each thing at level
 * vocab; they are gone with the next one.
 */
static size_t
read_items(WicCollocation *collocation, const TextRow *row)
{
	const WicGramCounts *counts = &collocation->counts;
	WicCanonText *text = &collocation->text;

	*text = wic_canon_read(collocation->canon, (const char *) row->bytes,
						   row->size);
	if (collocation->items_room < text->size)
	{
		if (collocation->items != NULL)
			pfree(collocation->items);
		collocation->items_room = Max(text->size, 4096);
		collocation->items =
			palloc_extended(sizeof(WicItem) * collocation->items_room,
							MCXT_ALLOC_HUGE);
	}
	return wic_items_read(collocation->items, counts->table, counts->options,
						  (const uint8 *) text->bytes, text->size);
}

/* A tree with room for so many more nodes. */
static void
grow_tree(WicGramTree *tree, size_t room)
{
	WicGramTree old = *tree;
	size_t		wanted = (size_t) old.n + room;

	if (wanted <= old.max)
		return;
	if (wanted > WIC_GRAM_TREE_MAX)
		elog(ERROR, "too many different words stand near the hits");
	wanted = Min(Max(wanted, (size_t) old.n * 2), WIC_GRAM_TREE_MAX);
	wic_gram_tree_init(tree, palloc_extended(wic_gram_tree_memory(wanted),
											 MCXT_ALLOC_HUGE),
					   wanted, old.nodes == NULL ? NULL : &old);
	if (old.nodes != NULL)
		pfree(old.nodes);
}

/* The items from one on that are joined to it: the first behind them. */
static size_t
end_of_run(const WicItem *items, size_t n, size_t first)
{
	size_t		next = first + 1;

	while (next < n && (items[next].flags & WIC_ITEM_RUN) == 0)
		next++;
	return next;
}

/* Copy what the items stand for; those that are joined stay together. */
static void
keep_bytes(StringInfo bytes, const WicCanonText *text, WicItem *items,
		   size_t n)
{
	size_t		next;

	for (size_t i = 0; i < n; i = next)
	{
		uint32		from = items[i].start;
		uint32		to = bytes->len;

		next = end_of_run(items, n, i);
		appendBinaryStringInfo(bytes, text->bytes + from,
							   items[next - 1].end - from);
		for (size_t j = i; j < next; j++)
		{
			items[j].start = items[j].start - from + to;
			items[j].end = items[j].end - from + to;
		}
	}
}

/* Copy what was written where the items are. */
static void
keep_writings(WicCollocation *collocation, const TextRow *row,
			  const WicItem *items, size_t n)
{
	const WicCanonText *text = &collocation->text;
	StringInfo	bytes = &collocation->writings;
	WicByteRange *written = collocation->written + collocation->nkept_items;
	size_t		next;

	for (size_t i = 0; i < n; i = next)
	{
		uint32		from = wic_canon_origin(text, items[i].start, false);
		uint32		to = bytes->len;

		next = end_of_run(items, n, i);
		for (size_t j = i; j < next; j++)
		{
			written[j].start = wic_canon_origin(text, items[j].start, false) -
				from + to;
			written[j].end = wic_canon_origin(text, items[j].end, true) -
				from + to;
		}
		appendBinaryStringInfo(bytes, (const char *) row->bytes + from,
							   written[next - 1].end - to);
	}
}

/* Room for so many kept items. */
static void
enlarge_kept(WicCollocation *collocation, Size wanted)
{
	Size		room = Max(wanted, collocation->kept_room * 2);

	if (wanted <= collocation->kept_room)
		return;
	if (collocation->kept_items == NULL)
	{
		collocation->kept_items = palloc_extended(sizeof(WicItem) * room,
												  MCXT_ALLOC_HUGE);
		collocation->written = palloc_extended(sizeof(WicByteRange) * room,
											   MCXT_ALLOC_HUGE);
	}
	else
	{
		collocation->kept_items = repalloc_huge(collocation->kept_items,
												sizeof(WicItem) * room);
		collocation->written = repalloc_huge(collocation->written,
											 sizeof(WicByteRange) * room);
	}
	collocation->kept_room = room;
}

static void
keep_text(WicCollocation *collocation, const TextRow *row, size_t nitems)
{
	WicKeptText *text;
	WicItem    *kept;
	size_t		nkept;

	enlarge_kept(collocation, collocation->nkept_items + nitems);
	collocation->texts = wic_grow(collocation->texts, collocation->ntexts,
								  &collocation->texts_size,
								  sizeof(WicKeptText));
	text = &collocation->texts[collocation->ntexts++];
	text	  ->speech = row->speech;
	text	  ->first = collocation->nkept_items;

	kept = collocation->kept_items + collocation->nkept_items;
	nkept = wic_windows_keep(kept, collocation->items, nitems);
	keep_writings(collocation, row, kept, nkept);
	keep_bytes(&collocation->bytes, &collocation->text, kept, nkept);
	collocation->nkept_items += nkept;
}

/* Keep what stands near the hits of a text. */
static void
take_near(WicCollocation *collocation, const TextRow *row)
{
	WicGramTree *tree = &collocation->hit_tree;
	int			nhits;
	const WicPassageHit *hits = hits_of(collocation, row->passage, &nhits);
	const uint8 *bytes;
	WicByteRange *ranges;
	size_t		n;

	if (hits == NULL)
		return;
	n = read_items(collocation, row);
	bytes = (const uint8 *) collocation->text.bytes;
	ranges = ranges_of(row, &collocation->text, hits, nhits);
	wic_windows_cut(collocation->items, n, bytes, collocation->text.size);
	wic_windows_hit(collocation->items, n, ranges, nhits);
	wic_windows_mark(collocation->items, n, ranges, nhits,
					 collocation->span);
	pfree(ranges);

	grow_tree(tree, wic_grams_hit_room(&collocation->counts, bytes,
									   collocation->items, n));
	wic_grams_hit(tree, &collocation->counts, bytes, collocation->items, n);
	keep_text(collocation, row, n);
}

/* Count in a text what was met near the hits of any. */
static void
take_total(WicCollocation *collocation, const TextRow *row)
{
	int			nhits;
	const WicPassageHit *hits = hits_of(collocation, row->passage, &nhits);
	size_t		n = read_items(collocation, row);

	if (hits != NULL)
	{
		WicByteRange *ranges = ranges_of(row, &collocation->text, hits,
										 nhits);

		wic_windows_hit(collocation->items, n, ranges, nhits);
		pfree(ranges);
	}
	wic_grams_total(&collocation->counts,
					(const uint8 *) collocation->text.bytes,
					collocation->items, n);
}

static void
count_near(WicCollocation *collocation)
{
	WicGramCounts *counts = &collocation->counts;

	counts->bytes = (const uint8 *) collocation->bytes.data;
	counts->items = collocation->kept_items;
	counts->n = collocation->nkept_items;
	counts->grams = palloc_extended(sizeof(uint32) * counts->n,
									MCXT_ALLOC_HUGE);
	for (size_t chars = 1; chars <= counts->max_chars; chars++)
	{
		CHECK_FOR_INTERRUPTS();
		grow_tree(&counts->tree, wic_grams_room(counts, chars));
		wic_grams_near(counts, chars);
	}
}

static void
find(WicCollocation *collocation)
{
	const WicGramCounts *counts = &collocation->counts;
	WicCollocates *found = &collocation->found;

	found->counts = counts;
	found->hits = &collocation->hit_tree;
	found->collocates =
		palloc_extended(sizeof(WicCollocate) *
						(wic_collocates_room(counts) + 1), MCXT_ALLOC_HUGE);
	found->numbers = palloc_extended(sizeof(uint32) * counts->tree.n,
									 MCXT_ALLOC_HUGE);
	found->links = palloc_extended(sizeof(WicItemLink) * counts->n,
								   MCXT_ALLOC_HUGE);
	wic_collocates_find(found, wic_check_interrupts);
}

/* Read the texts, and find the collocates; false if nothing is near a hit. */
static bool
collocate(WicCollocation *collocation, Oid schema, Oid *types, Datum *values)
{
	Portal		portal;

	read_hits(collocation, schema, types, values);
	if (collocation->nhits == 0)
		return false;
	initStringInfo(&collocation->bytes);
	initStringInfo(&collocation->writings);
	portal = open_cursor(texts_sql, schema, 1, types + 1, values + 1,
						 CURSOR_OPT_SCROLL);
	read_texts(collocation, portal, take_near);
	if (collocation->nkept_items > 0)
	{
		count_near(collocation);
		SPI_scroll_cursor_move(portal, FETCH_ABSOLUTE, 0);
		read_texts(collocation, portal, take_total);
		find(collocation);
	}
	SPI_cursor_close(portal);
	return collocation->found.n > 0;
}

/* The value by which collocates are ordered. */
static double
measure(WicCollocateOrder order, const WicTable *counts)
{
	switch (order)
	{
		case WIC_ORDER_LOG_LIKELIHOOD:
			return wic_log_likelihood(counts);
		case WIC_ORDER_MI:
			return wic_mutual_information(counts);
		case WIC_ORDER_T_SCORE:
			return wic_t_score(counts);
		case WIC_ORDER_TOGETHER:
			return (double) counts->o11;
	}
	return 0;
}

static WicCollocateOrder
order_of_name(const char *name)
{
	if (strcmp(name, "mi") == 0)
		return WIC_ORDER_MI;
	if (strcmp(name, "t_score") == 0)
		return WIC_ORDER_T_SCORE;
	if (strcmp(name, "together") == 0)
		return WIC_ORDER_TOGETHER;
	return WIC_ORDER_LOG_LIKELIHOOD;
}

/* Those that differ by rounding alone are the same. */
static double
round_score(double score)
{
	return rint(score * SCORE_UNIT) / SCORE_UNIT;
}

/* Put the best first, and keep k of them. */
static int
choose(WicCollocation *collocation, int k)
{
	const WicCollocates *found = &collocation->found;
	int			n = Min((size_t) k, found->n);

	collocation->ranked = palloc_extended(sizeof(WicRankedCollocate) *
										  found->n, MCXT_ALLOC_HUGE);
	for (size_t i = 0; i < found->n; i++)
	{
		collocation->ranked[i].collocate = &found->collocates[i];
		collocation->ranked[i].score =
			round_score(measure(collocation->order,
								&found->collocates[i].counts));
	}
	wic_rank_collocates(collocation);
	wic_name_collocates(collocation, n);
	return n;
}

static void
put_row(ReturnSetInfo *result, const WicCollocation *collocation,
		const WicRankedCollocate *ranked)
{
	const WicTable *counts = &ranked->collocate->counts;
	const WicGramNode *node =
	&collocation->counts.tree.nodes[ranked->collocate->gram];
	Datum		values[COLUMNS];
	bool		nulls[COLUMNS] = {false};

	values[COLUMN_COLLOCATE] =
		PointerGetDatum(cstring_to_text_with_len(ranked->name,
												 ranked->name_length));
	values[COLUMN_TOGETHER] = Int64GetDatum(counts->o11);
	values[COLUMN_BEFORE] = Int64GetDatum(node->before);
	values[COLUMN_AFTER] = Int64GetDatum(node->after);
	values[COLUMN_TOTAL] = Int64GetDatum(counts->c1);
	values[COLUMN_EXPECTED] = Float8GetDatum(wic_expected(counts));
	values[COLUMN_LOG_LIKELIHOOD] =
		Float8GetDatum(wic_log_likelihood(counts));
	values[COLUMN_MI] = Float8GetDatum(wic_mutual_information(counts));
	values[COLUMN_T_SCORE] = Float8GetDatum(wic_t_score(counts));
	values[COLUMN_SPEECHES] = Int64GetDatum(ranked->speeches);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * wic_count_collocates(wanted wicquery, scope wic_scope, level text,
 * unit text, span int, min_together int, order_by text, k int)
 *
 * wic_collocates has checked the arguments.
 */
PG_FUNCTION_INFO_V1(wic_count_collocates);
Datum
wic_count_collocates(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	Oid			types[] = {get_fn_expr_argtype(fcinfo->flinfo, 0),
	get_fn_expr_argtype(fcinfo->flinfo, 1)};
	Datum		values[] = {PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)};
	WicLevel	level = wic_level_from_text(PG_GETARG_TEXT_PP(2));
	bool		by_term = strcmp(text_to_cstring(PG_GETARG_TEXT_PP(3)),
								 "term") == 0;
	WicCollocation collocation;
	int			n = 0;

	InitMaterializedSRF(fcinfo, 0);
	memset(&collocation, 0, sizeof(WicCollocation));
	collocation.span = PG_GETARG_INT32(4);
	collocation.order = order_of_name(text_to_cstring(PG_GETARG_TEXT_PP(6)));
	collocation.found.unit = by_term ? WIC_UNIT_TERM : WIC_UNIT_CHARACTER;
	collocation.counts.table = wic_fold_table(WIC_FOLD_LATEST);
	collocation.counts.options =
		level == WIC_LEVEL_EXACT ? 0 : WIC_FOLD_VARIANTS;
	collocation.counts.min_near = PG_GETARG_INT32(5);
	collocation.counts.max_chars =
		by_term ? Min(collocation.span, WIC_GRAM_MAX) : 1;

	SPI_connect();
	if (level == WIC_LEVEL_VOCAB)
		collocation.canon = wic_canon_create(schema);
	if (collocate(&collocation, schema, types, values))
		n = choose(&collocation, PG_GETARG_INT32(7));
	for (int i = 0; i < n; i++)
		put_row(result, &collocation, &collocation.ranked[i]);
	SPI_finish();
	return (Datum) 0;
}
