/*-------------------------------------------------------------------------
 *
 * document.c
 *	  What is indexed: a text or a tsvector as lexemes with positions.
 *
 * extension/am/document.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/document.h"
#include "am/key.h"
#include "am/meta.h"
#include "miscadmin.h"
#include "pg/lexemes.h"
#include "pg/stats.h"
#include "tsearch/ts_type.h"
#include "utils/memutils.h"

void
wic_document_reader(WicDocumentReader *reader, Relation index, uint32 level)
{
	reader->is_vector = wic_index_is_vector(index);
	reader->config = InvalidOid;
	if (!reader->is_vector)
		reader->config = wic_index_config(index, level);
}

static uint64
read_text(Oid config, Datum document, WicOccurrence occurrence, void *arg)
{
	text	   *content = DatumGetTextPP(document);
	WicLexemeReader reader;
	WicLexeme	lexeme;
	uint64		length = 0;

	wic_lexemes_begin(&reader, config, VARDATA_ANY(content),
					  VARSIZE_ANY_EXHDR(content));
	while (wic_lexemes_next(&reader, &lexeme))
	{
		length++;
		if (lexeme.length > 0)
			occurrence(arg, lexeme.bytes, Min(lexeme.length, WIC_LEXEME_MAX),
					   lexeme.position);
	}
	wic_lexemes_end(&reader);
	if ((Pointer) content != DatumGetPointer(document))
		pfree(content);
	return length;
}

static void
read_entry(TSVector vector, WordEntry *entry,
		   WicOccurrence occurrence, void *arg)
{
	const char *lexeme = STRPTR(vector) + entry->pos;
	WordEntryPos *positions = POSDATAPTR(vector, entry);

	for (int i = 0; i < POSDATALEN(vector, entry); i++)
		occurrence(arg, lexeme, entry->len,
				   wic_position_from_entry(positions[i]));
}

static uint64
read_vector(Datum document, WicOccurrence occurrence, void *arg,
			bool *is_stripped)
{
	TSVector	vector = DatumGetTSVector(document);
	uint64		length = wic_vector_length(vector);

	for (int i = 0; i < vector->size; i++)
	{
		WordEntry  *entry = ARRPTR(vector) + i;

		if (!entry->haspos)
			*is_stripped = true;
		if (entry->len == 0)
			continue;
		if (entry->haspos)
			read_entry(vector, entry, occurrence, arg);
		else
			occurrence(arg, STRPTR(vector) + entry->pos, entry->len, 0);
	}
	if ((Pointer) vector != DatumGetPointer(document))
		pfree(vector);
	return length;
}

uint64
wic_document_read(const WicDocumentReader *reader, Datum document,
				  WicOccurrence occurrence, void *arg, bool *is_stripped)
{
	*is_stripped = false;
	if (reader->is_vector)
		return read_vector(document, occurrence, arg, is_stripped);
	return read_text(reader->config, document, occurrence, arg);
}

/* ---- a document as a vector ---- */

typedef struct Occurrence
{
	uint64		key;			/* the first eight bytes */
	const char *bytes;			/* of a lexeme with more */
	uint32		position;
	uint32		length;
} Occurrence;

/* A stretch of memory for the bytes of long lexemes. */
#define BYTES_SIZE	8192

typedef struct Collector
{
	Occurrence *occurrences;
	Size		n;
	Size		size;
	char	   *bytes;			/* the stretch in use */
	Size		nbytes;			/* of it that are free */
} Collector;

static void *
enlarge(void *array, Size *size, Size element)
{
	*size *= 2;
	return repalloc_huge(array, *size * element);
}

/* Their order; of a lexeme's occurrences, that of their positions. */
static inline int
compare_occurrences(const Occurrence *a, const Occurrence *b)
{
	int			order = 0;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (unlikely(a->length > WIC_KEY_BYTES && b->length > WIC_KEY_BYTES))
		order = wic_key_compare((const uint8 *) a->bytes, a->length,
								(const uint8 *) b->bytes, b->length);
	else if (a->length != b->length)
		order = a->length < b->length ? -1 : 1;
	if (order != 0)
		return order;
	return a->position < b->position ? -1 : a->position > b->position;
}

#define ST_SORT sort_occurrences
#define ST_ELEMENT_TYPE Occurrence
#define ST_COMPARE(a, b) compare_occurrences(a, b)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static const char *
keep_bytes(Collector *collector, const char *bytes, Size length)
{
	char	   *kept;

	if (collector->nbytes < length)
	{
		collector->bytes = palloc(BYTES_SIZE);
		collector->nbytes = BYTES_SIZE;
	}
	kept = collector->bytes;
	memcpy(kept, bytes, length);
	collector->bytes += length;
	collector->nbytes -= length;
	return kept;
}

static void
collect(void *arg, const char *lexeme, int length, uint32 position)
{
	Collector  *collector = arg;
	Occurrence *occurrence;

	if (unlikely(collector->n == collector->size))
		collector->occurrences = enlarge(collector->occurrences,
										 &collector->size,
										 sizeof(Occurrence));

	occurrence = &collector->occurrences[collector->n++];
	occurrence->key = wic_key_pack(lexeme, length);
	occurrence->bytes = length <= WIC_KEY_BYTES ? NULL :
		keep_bytes(collector, lexeme, length);
	occurrence->position = position;
	occurrence->length = length;
}

static inline bool
is_same_lexeme(const Occurrence *a, const Occurrence *b)
{
	return a->key == b->key && a->length == b->length &&
		(a->length <= WIC_KEY_BYTES ||
		 memcmp(a->bytes, b->bytes, a->length) == 0);
}

static Size
count_lexemes(const Occurrence *occurrences, Size n)
{
	Size		nlexemes = n > 0;

	for (Size i = 1; i < n; i++)
		nlexemes += !is_same_lexeme(&occurrences[i - 1], &occurrences[i]);
	return nlexemes;
}

/* A vector that is written. */
typedef struct Output
{
	uint8	   *vector;
	Size		length;
	Size		size;
	uint32	   *positions;		/* of an entry */
	Size		npositions;
	uint8		unpacked[2][WIC_KEY_BYTES];
	const uint8 *previous;
	Size		previous_length;
} Output;

/* Write the entry of the n occurrences of a lexeme. */
static void
put_entry(Output *output, const Occurrence *occurrences, Size n)
{
	const uint8 *key = (const uint8 *) occurrences->bytes;
	Size		length = occurrences->length;

	if (key == NULL)
	{
		/* The other one may hold the previous key. */
		uint8	   *unpacked = output->unpacked[0];

		if (output->previous == unpacked)
			unpacked = output->unpacked[1];
		wic_key_unpack(occurrences->key, unpacked);
		key = unpacked;
	}

	while (output->npositions < n)
		output->positions = enlarge(output->positions, &output->npositions,
									sizeof(uint32));
	for (Size i = 0; i < n; i++)
		output->positions[i] = occurrences[i].position;

	while (output->size - output->length < wic_vector_entry_bound(length, n))
		output->vector = enlarge(output->vector, &output->size, 1);
	output->length += wic_vector_add(output->vector + output->length,
									 output->previous,
									 output->previous_length,
									 key, length, n, output->positions);
	output->previous = key;
	output->previous_length = length;
}

#define INTERRUPT_INTERVAL	1024

static void
put_entries(Output *output, const Occurrence *occurrences, Size n)
{
	const Occurrence *end = occurrences + n;
	unsigned	nentries = 0;

	while (occurrences < end)
	{
		const Occurrence *next = occurrences + 1;

		while (next < end && is_same_lexeme(occurrences, next))
			next++;
		put_entry(output, occurrences, next - occurrences);
		occurrences = next;
		if (++nentries % INTERRUPT_INTERVAL == 0)
			CHECK_FOR_INTERRUPTS();
	}
}

/* What documents of usual sizes take at once. */
#define FIRST_OCCURRENCES	512
#define FIRST_POSITIONS		64
#define ENTRY_BYTES			8	/* of an occurrence, usually */

void
wic_document_make(const WicDocumentReader *reader, Datum document,
				  WicDocument *result)
{
	Collector	collector = {0};
	Output		output = {0};
	uint64		length;

	collector.size = FIRST_OCCURRENCES;
	collector.occurrences = palloc(sizeof(Occurrence) * FIRST_OCCURRENCES);
	length = wic_document_read(reader, document, collect, &collector,
							   &result->is_stripped);
	sort_occurrences(collector.occurrences, collector.n);

	output.size = WIC_VECTOR_HEADER_MAX + WIC_NODE_KEY_MAX +
		ENTRY_BYTES * collector.n;
	output.vector = palloc_extended(output.size, MCXT_ALLOC_HUGE);
	output.npositions = FIRST_POSITIONS;
	output.positions = palloc(sizeof(uint32) * FIRST_POSITIONS);
	output.previous = output.unpacked[1];
	output.length = wic_vector_begin(output.vector, length,
									 count_lexemes(collector.occurrences,
												   collector.n));
	put_entries(&output, collector.occurrences, collector.n);
	pfree(output.positions);
	pfree(collector.occurrences);

	result->vector = output.vector;
	result->length = output.length;
}
