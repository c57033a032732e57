/*-------------------------------------------------------------------------
 *
 * reuse.c
 *	  wic_fingerprints, wic_shared_runs: which texts share wording, and where.
 *
 * extension/pg/reuse.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "core/reuse.h"
#include "core/stock.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

/* The key of a text, and how long it is. */
typedef struct Key
{
	WicKeyUnit *units;
	uint32		n;
} Key;

static void *
allocate(Size size)
{
	return palloc_extended(size, MCXT_ALLOC_HUGE);
}

static Key
make_key(const text *document)
{
	const char *bytes = VARDATA_ANY(document);
	Size		size = VARSIZE_ANY_EXHDR(document);
	uint32		room;
	void	   *memory;
	Key			key;

	if (size > WIC_KEY_MAX_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("text is too long to be compared"),
				 errdetail("It has %zu bytes; the limit is %u.", size,
						   WIC_KEY_MAX_BYTES)));

	CHECK_FOR_INTERRUPTS();
	room = wic_key_room(bytes, size);
	key.units = allocate(sizeof(WicKeyUnit) * (Size) room + 1);
	memory = allocate(wic_key_memory(room) + 1);
	key.n = wic_key_make(key.units, room, memory, bytes, size);
	pfree(memory);
	return key;
}

/*
 * Linking compares the same passages again and again while documents are
 * loaded, and to make a key takes longer than to compare it.  So the keys are
 * kept until the transaction ends, by the hash of the text.
 */
#define KNOWN_UNITS_MAX	(1 << 20)	/* 12 MB */

typedef struct KnownKey
{
	uint64		hash[2];
	WicReuseText text;
} KnownKey;

static MemoryContext known_context = NULL;
static HTAB * known_keys = NULL;
static uint32 known_units;

static void
forget_known(void *argument)
{
	known_keys = NULL;
	known_context = NULL;
}

static void
remember_keys(void)
{
	MemoryContextCallback *callback;
	HASHCTL		settings = {.keysize = sizeof(((KnownKey *) 0)->hash),
	.entrysize = sizeof(KnownKey)};

	known_context = AllocSetContextCreate(TopTransactionContext,
										  "wicsearch keys",
										  ALLOCSET_DEFAULT_SIZES);
	callback = MemoryContextAllocZero(known_context, sizeof(*callback));
	callback->func = forget_known;
	MemoryContextRegisterResetCallback(known_context, callback);
	settings.hcxt = known_context;
	known_units = 0;
	known_keys = hash_create("wicsearch keys", 1024, &settings,
							 HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* Write the fingerprints of a key, as the text has them. */
static WicPrint *
make_prints(const Key *key, uint32 *n)
{
	uint32		room = wic_winnow_grams(key->n);
	WicPrint   *prints = allocate(sizeof(WicPrint) * (Size) room + 1);

	*n = wic_winnow(prints, key->units, key->n);
	return prints;
}

static WicReuseText
make_text(const text *document)
{
	Key			key = make_key(document);
	WicReuseText made = {.key = key.units,.n = key.n};
	WicPrint   *prints = make_prints(&key, &made.nprints);

	wic_prints_sort(prints, made.nprints);
	made.prints = prints;
	return made;
}

static const void *
keep(const void *array, Size size)
{
	void	   *kept = MemoryContextAllocHuge(known_context, size + 1);

	memcpy(kept, array, size);
	return kept;
}

/*
 * The key of a text and its fingerprints; they stay until the transaction
 * ends, or the context.
 */
static WicReuseText
known_text(const text *document)
{
	const unsigned char *bytes = (unsigned char *) VARDATA_ANY(document);
	Size		size = VARSIZE_ANY_EXHDR(document);
	uint64		hash[2] = {hash_bytes_extended(bytes, size, 0),
	hash_bytes_extended(bytes, size, 1)};
	KnownKey   *known;
	WicReuseText made;

	if (known_keys == NULL)
		remember_keys();
	known = hash_search(known_keys, hash, HASH_FIND, NULL);
	if (known != NULL)
		return known->text;
	made = make_text(document);
	if (made.n > KNOWN_UNITS_MAX - known_units)
		return made;

	made.key = keep(made.key, sizeof(WicKeyUnit) * (Size) made.n);
	made.prints = keep(made.prints, sizeof(WicPrint) * (Size) made.nprints);
	known_units += made.n;
	known = hash_search(known_keys, hash, HASH_ENTER, NULL);
	known->text = made;
	return made;
}

#define ST_SORT sort_numbers
#define ST_ELEMENT_TYPE int64
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* Sort the numbers, leave each once, and return how many there are. */
static uint32
sort_distinct(int64 *numbers, uint32 n)
{
	uint32		kept = 0;

	sort_numbers(numbers, n);
	for (uint32 i = 0; i < n; i++)
		if (kept == 0 || numbers[i] != numbers[kept - 1])
			numbers[kept++] = numbers[i];
	return kept;
}

static ArrayType *
array_of(const int64 *numbers, uint32 n)
{
	Size		size = ARR_OVERHEAD_NONULLS(1) + sizeof(int64) * (Size) n;
	ArrayType  *array;

	if (n == 0)
		return construct_empty_array(INT8OID);
	array = palloc0(size);
	SET_VARSIZE(array, size);
	array->ndim = 1;
	array->elemtype = INT8OID;
	ARR_DIMS(array)[0] = n;
	ARR_LBOUND(array)[0] = 1;
	memcpy(ARR_DATA_PTR(array), numbers, sizeof(int64) * (Size) n);
	return array;
}

/* wic_fingerprints(document text) */
PG_FUNCTION_INFO_V1(wic_fingerprints);
Datum
wic_fingerprints(PG_FUNCTION_ARGS)
{
	Key			key = make_key(PG_GETARG_TEXT_PP(0));
	uint32		n;
	WicPrint   *prints = make_prints(&key, &n);
	int64	   *numbers = allocate(sizeof(int64) * (Size) n + 1);

	for (uint32 i = 0; i < n; i++)
		numbers[i] = (int64) prints[i].hash;
	PG_RETURN_ARRAYTYPE_P(array_of(numbers, sort_distinct(numbers, n)));
}

/* An array of numbers without NULLs, of one dimension. */
static const int64 *
numbers_of(const ArrayType * array, uint32 *n)
{
	*n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (ARR_HASNULL(array))
		elog(ERROR, "fingerprints hold a NULL");
	return (const int64 *) ARR_DATA_PTR(array);
}

/* The numbers of the first array that the second has, or has not. */
static ArrayType *
select_numbers(const ArrayType * first, const ArrayType * second, bool shared)
{
	uint32		n;
	uint32		m;
	const int64 *a = numbers_of(first, &n);
	const int64 *b = numbers_of(second, &m);
	int64	   *kept = allocate(sizeof(int64) * (Size) n + 1);
	uint32		nkept = 0;
	uint32		j = 0;

	for (uint32 i = 0; i < n; i++)
	{
		while (j < m && b[j] < a[i])
			j++;
		if ((j < m && b[j] == a[i]) == shared)
			kept[nkept++] = a[i];
	}
	return array_of(kept, nkept);
}

/* wic_shared_prints(a bigint[], b bigint[]), both of them sorted */
PG_FUNCTION_INFO_V1(wic_shared_prints);
Datum
wic_shared_prints(PG_FUNCTION_ARGS)
{
	PG_RETURN_ARRAYTYPE_P(select_numbers(PG_GETARG_ARRAYTYPE_P(0),
										 PG_GETARG_ARRAYTYPE_P(1), true));
}

/* wic_other_prints(prints bigint[], without bigint[]), both sorted */
PG_FUNCTION_INFO_V1(wic_other_prints);
Datum
wic_other_prints(PG_FUNCTION_ARGS)
{
	PG_RETURN_ARRAYTYPE_P(select_numbers(PG_GETARG_ARRAYTYPE_P(0),
										 PG_GETARG_ARRAYTYPE_P(1), false));
}

/*--------------------------------------------------- shared wording -----*/

/* Columns of wic_shared_runs */
enum
{
	RUN_OTHER,
	RUN_START,
	RUN_END,
	RUN_OTHER_START,
	RUN_OTHER_END,
	RUN_CHARS,
	RUN_IDENTITY,
	RUN_LONGEST,
	RUN_COLUMNS
};

/* How many characters so many units of a stretch are, on an average. */
static uint32
characters_of(const WicKeyUnit *units, uint32 start, uint32 end,
			  uint32 matched)
{
	uint64		characters = 0;

	for (uint32 i = start; i < end; i++)
		characters += units[i].end - units[i].start;
	return (uint32) ((characters * matched + (end - start) / 2) /
					 (end - start));
}

/* On the side where they are fewer. */
static uint32
characters_matched(const WicReuseText *a, const WicReuseText *b,
				   const WicReuse *reuse, uint32 matched)
{
	return Min(characters_of(a->key, reuse->a_start, reuse->a_end, matched),
			   characters_of(b->key, reuse->b_start, reuse->b_end, matched));
}

static void
put_run(ReturnSetInfo *result, int other, const WicReuseText *a,
		const WicReuseText *b, const WicReuse *reuse)
{
	Datum		values[RUN_COLUMNS];
	bool		nulls[RUN_COLUMNS] = {false};

	values[RUN_OTHER] = Int32GetDatum(other);
	values[RUN_START] = Int32GetDatum(a->key[reuse->a_start].start);
	values[RUN_END] = Int32GetDatum(a->key[reuse->a_end - 1].end);
	values[RUN_OTHER_START] = Int32GetDatum(b->key[reuse->b_start].start);
	values[RUN_OTHER_END] = Int32GetDatum(b->key[reuse->b_end - 1].end);
	values[RUN_CHARS] = Int32GetDatum(characters_matched(a, b, reuse,
														 reuse->matched));
	values[RUN_IDENTITY] = Float4GetDatum(wic_reuse_identity(reuse));
	values[RUN_LONGEST] =
		Int32GetDatum(characters_matched(a, b, reuse, reuse->longest));
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* Put what a text and one of the others have in common. */
static void
put_runs(ReturnSetInfo *result, const WicReuseText *a, int number,
		 const text *other)
{
	WicReuseText b = known_text(other);
	WicReuse	found[WIC_REUSE_MAX];
	uint32		n = wic_reuse_find(found, a, &b);

	for (uint32 i = 0; i < n; i++)
		put_run(result, number, a, &b, &found[i]);
}

/* wic_shared_runs(document text, others text[]) */
PG_FUNCTION_INFO_V1(wic_shared_runs);
Datum
wic_shared_runs(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext row_context;
	MemoryContext old_context;
	Datum	   *others;
	bool	   *nulls;
	int			n;
	WicReuseText made;

	InitMaterializedSRF(fcinfo, 0);
	made = known_text(PG_GETARG_TEXT_PP(0));
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false,
					  TYPALIGN_INT, &others, &nulls, &n);

	row_context = AllocSetContextCreate(CurrentMemoryContext,
										"wic_shared_runs row",
										ALLOCSET_DEFAULT_SIZES);
	old_context = MemoryContextSwitchTo(row_context);
	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!nulls[i])
			put_runs(result, &made, i + 1, DatumGetTextPP(others[i]));
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(row_context);

	return (Datum) 0;
}

/*------------------------------------------------------------ stock -----*/

static Datum *
texts_of(ArrayType * array, bool **nulls, int *n)
{
	Datum	   *texts;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &texts, nulls,
					  n);
	return texts;
}

static int
compare_hashes(const void *a, const void *b)
{
	uint64		left = *(const uint64 *) a;
	uint64		right = *(const uint64 *) b;

	return left < right ? -1 : left > right;
}

static void
load_stock(WicStock *stock, ArrayType * names, ArrayType * grams)
{
	int			n;
	bool	   *nulls;
	Datum	   *texts = texts_of(names, &nulls, &n);
	uint32		ngrams;
	const int64 *numbers = numbers_of(grams, &ngrams);
	uint64	   *hashes = allocate(sizeof(uint64) * (Size) ngrams + 1);

	memcpy(hashes, numbers, sizeof(uint64) * (Size) ngrams);
	qsort(hashes, ngrams, sizeof(uint64), compare_hashes);
	wic_stock_init(stock, allocate(wic_stock_memory(n)), n, hashes, ngrams);
	for (int i = 0; i < n; i++)
		if (!nulls[i])
		{
			Key			key = make_key(DatumGetTextPP(texts[i]));

			wic_stock_add(stock, key.units, key.n);
		}
}

/* wic_stock_chars(documents text[], names text[], grams bigint[]) */
PG_FUNCTION_INFO_V1(wic_stock_chars);
Datum
wic_stock_chars(PG_FUNCTION_ARGS)
{
	int			n;
	bool	   *nulls;
	Datum	   *texts = texts_of(PG_GETARG_ARRAYTYPE_P(0), &nulls, &n);
	Datum	   *counts = palloc(sizeof(Datum) * n + 1);
	WicStock	stock;

	load_stock(&stock, PG_GETARG_ARRAYTYPE_P(1), PG_GETARG_ARRAYTYPE_P(2));
	for (int i = 0; i < n; i++)
	{
		Key			key;
		bool	   *is_stock;
		uint32	   *chars;

		if (nulls[i])
			elog(ERROR, "documents hold a NULL");
		key = make_key(DatumGetTextPP(texts[i]));
		is_stock = allocate(sizeof(bool) * (Size) key.n + 1);
		chars = allocate(sizeof(uint32) * (Size) key.n + 1);
		counts[i] = Int32GetDatum(wic_stock_find(&stock, key.units, key.n,
												 is_stock, chars));
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(counts, n, INT4OID, sizeof(int32),
										  true, TYPALIGN_INT));
}
