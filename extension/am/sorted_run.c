/*-------------------------------------------------------------------------
 *
 * sorted_run.c
 *	  Postings on their way into a segment: sorted runs, and their merge.
 *
 * extension/am/sorted_run.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/document.h"
#include "am/sorted_run.h"
#include "lib/binaryheap.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* ---- files ---- */

typedef struct FileRun
{
	WicSortedRun run;
	BufFile    *file;
	int			fileno;			/* where to read on */
	off_t		offset;
	uint64		nterms;			/* that are still to be read */
	uint64		term_left;		/* bytes of the term, likewise */
	uint8	   *buffer;
	Size		size;
	Size		at;				/* the first byte not used */
	Size		filled;
	char		lexeme[WIC_LEXEME_MAX];
} FileRun;

/* BufFileWrite, which before version 16 does not say that it is const. */
void
wic_sorted_run_write(BufFile *file, const void *bytes, Size length)
{
	BufFileWrite(file, unconstify(void *, bytes), length);
}

static void
file_is_short(void)
{
	ereport(ERROR,
			(errcode_for_file_access(),
			 errmsg("unexpected end of a temporary file")));
}

void
wic_sorted_run_read(BufFile *file, void *bytes, Size length)
{
	if (BufFileRead(file, bytes, length) != length)
		file_is_short();
}

void
wic_sorted_run_begin(WicRunPlace *place, BufFile *file)
{
	place->nterms = 0;
	BufFileTell(file, &place->fileno, &place->offset);
}

void
wic_sorted_run_write_term(WicRunPlace *place, BufFile *file,
						  const void *lexeme, int length, uint64 nbytes)
{
	uint16		short_length = length;

	wic_sorted_run_write(file, &short_length, sizeof(short_length));
	wic_sorted_run_write(file, lexeme, length);
	wic_sorted_run_write(file, &nbytes, sizeof(nbytes));
	place->nterms++;
}

static void
seek_file(FileRun *run)
{
	if (BufFileSeek(run->file, run->fileno, run->offset, SEEK_SET) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not seek in a temporary file")));
}

/* Read on; the buffer must have been used up. */
static void
load(FileRun *run)
{
	seek_file(run);
	run->filled = BufFileRead(run->file, run->buffer, run->size);
	run->at = 0;
	BufFileTell(run->file, &run->fileno, &run->offset);
	if (run->filled == 0)
		file_is_short();
}

static void
read_bytes(FileRun *run, void *bytes, Size length)
{
	char	   *to = bytes;

	while (length > 0)
	{
		Size		n;

		if (run->at == run->filled)
			load(run);
		n = Min(length, run->filled - run->at);
		memcpy(to, run->buffer + run->at, n);
		run->at += n;
		to += n;
		length -= n;
	}
}

static bool
file_next_term(WicSortedRun *base)
{
	FileRun    *run = (FileRun *) base;
	uint16		length;

	if (run->nterms == 0)
		return false;
	run->nterms--;
	read_bytes(run, &length, sizeof(length));
	Assert(length <= WIC_LEXEME_MAX);
	read_bytes(run, run->lexeme, length);
	read_bytes(run, &run->term_left, sizeof(run->term_left));
	base->lexeme = run->lexeme;
	base->length = length;
	base->p = base->end = NULL;
	return true;
}

static bool
file_refill(WicSortedRun *base)
{
	FileRun    *run = (FileRun *) base;
	Size		n;

	if (run->term_left == 0)
		return false;
	if (run->at == run->filled)
		load(run);
	n = Min(run->term_left, run->filled - run->at);
	base->p = run->buffer + run->at;
	base->end = base->p + n;
	run->at += n;
	run->term_left -= n;
	return true;
}

/* Buffers are of whole blocks of a BufFile. */
#define BUFFER_MAX	(256 * 1024)

Size
wic_sorted_run_buffer(Size memory, int n)
{
	Size		size = memory / Max(n, 1) / BLCKSZ * BLCKSZ;

	return Min(Max(size, BLCKSZ), BUFFER_MAX);
}

WicSortedRun *
wic_sorted_run_open(BufFile *file, const WicRunPlace *place, Size size)
{
	FileRun    *run = palloc0(sizeof(FileRun));

	run->run.next_term = file_next_term;
	run->run.refill = file_refill;
	run->file = file;
	run->fileno = place->fileno;
	run->offset = place->offset;
	run->nterms = place->nterms;
	run->buffer = palloc(size);
	run->size = size;
	return &run->run;
}

/* ---- merge ---- */

/* A posting that is being put together. */
typedef struct Posting
{
	WicSegmentWriter *writer;
	uint32		doc;
	uint32		tf;				/* 0: there is none */
	uint32	   *positions;
	Size		size;
	unsigned	count;			/* for CHECK_FOR_INTERRUPTS */
} Posting;

#define FIRST_POSITIONS		256
#define INTERRUPT_INTERVAL	4096

static void
end_posting(Posting *posting)
{
	if (posting->tf > 0)
		wic_segment_add_posting(posting->writer, posting->doc, posting->tf,
								posting->positions);
	posting->tf = 0;
}

static void
begin_posting(Posting *posting, uint32 doc)
{
	end_posting(posting);
	posting->doc = doc;
	if (++posting->count % INTERRUPT_INTERVAL == 0)
		CHECK_FOR_INTERRUPTS();
}

static inline void
add_position(Posting *posting, uint32 position)
{
	if (unlikely(posting->tf == posting->size))
	{
		posting->size *= 2;
		posting->positions = repalloc_huge(posting->positions,
										   sizeof(uint32) * posting->size);
	}
	posting->positions[posting->tf++] = position;
}

/* A number that may go on in the next bytes. */
static uint64
next_number_slowly(WicSortedRun *run)
{
	uint64		value = 0;

	for (unsigned shift = 0;; shift += 7)
	{
		uint8		byte;

		if (run->p == run->end && !run->refill(run))
			elog(ERROR, "a term of a run ends within a number");
		byte = *run->p++;
		value |= (uint64) (byte & 0x7F) << shift;
		if (byte < 0x80)
			return value;
	}
}

static inline uint64
next_number(WicSortedRun *run)
{
	const uint8 *p = run->p;
	uint64		value;

	if (unlikely(run->end - p < WIC_VARINT_MAX))
		return next_number_slowly(run);
	value = *p++;
	if (value >= 0x80)
	{
		uint64		byte;
		unsigned	shift = 7;

		value &= 0x7F;
		do
		{
			byte = *p++;
			value |= (byte & 0x7F) << shift;
			shift += 7;
		} while (byte >= 0x80);
	}
	run->p = p;
	return value;
}

/* Add the postings of the term that the run stands at. */
static void
add_term(Posting *posting, WicSortedRun *run)
{
	uint32		doc = run->first_doc - 1;
	uint32		position = 0;

	while (run->p < run->end || run->refill(run))
	{
		uint64		number = next_number(run);

		if ((number & 1) != 0)
		{
			doc += (uint32) (number >> 1);
			if (posting->tf == 0 || posting->doc != doc)
				begin_posting(posting, doc);
			position = (uint32) next_number(run);
		}
		else
			position += (uint32) (number >> 1);
		add_position(posting, position);
	}
}

/* The least lexeme, and of equal ones the earlier run, is at the top. */
static int
compare_runs(Datum a, Datum b, void *arg)
{
	const WicSortedRun *left = (const WicSortedRun *) DatumGetPointer(a);
	const WicSortedRun *right = (const WicSortedRun *) DatumGetPointer(b);
	int			order = wic_key_compare((const uint8 *) left->lexeme,
										left->length,
										(const uint8 *) right->lexeme,
										right->length);

	return order != 0 ? -order : right->number - left->number;
}

static WicSortedRun *
first_run(binaryheap *heap)
{
	return (WicSortedRun *) DatumGetPointer(binaryheap_first(heap));
}

static bool
is_at(binaryheap *heap, const char *lexeme, int length)
{
	const WicSortedRun *run;

	if (binaryheap_empty(heap))
		return false;
	run = first_run(heap);
	return run->length == length && memcmp(run->lexeme, lexeme, length) == 0;
}

static void
advance(binaryheap *heap, WicSortedRun *run)
{
	if (run->next_term(run))
		binaryheap_replace_first(heap, PointerGetDatum(run));
	else
		binaryheap_remove_first(heap);
}

/* Write the least term of all runs. */
static void
merge_term(binaryheap *heap, Posting *posting)
{
	WicSortedRun *run = first_run(heap);
	char		lexeme[WIC_LEXEME_MAX];
	int			length = run->length;

	memcpy(lexeme, run->lexeme, length);
	wic_segment_begin_term(posting->writer, lexeme, length);
	do
	{
		run = first_run(heap);
		add_term(posting, run);
		advance(heap, run);
	} while (is_at(heap, lexeme, length));
	end_posting(posting);
	wic_segment_end_term(posting->writer);
}

void
wic_sorted_run_merge(WicSortedRun **runs, int nruns, WicSegmentWriter *writer)
{
	binaryheap *heap = binaryheap_allocate(Max(nruns, 1), compare_runs, NULL);
	Posting		posting = {.writer = writer};

	posting.size = FIRST_POSITIONS;
	posting.positions = palloc(sizeof(uint32) * FIRST_POSITIONS);
	for (int i = 0; i < nruns; i++)
	{
		runs[i]->number = i;
		if (runs[i]->next_term(runs[i]))
			binaryheap_add_unordered(heap, PointerGetDatum(runs[i]));
	}
	binaryheap_build(heap);

	while (!binaryheap_empty(heap))
	{
		CHECK_FOR_INTERRUPTS();
		merge_term(heap, &posting);
	}
	pfree(posting.positions);
	binaryheap_free(heap);
}
