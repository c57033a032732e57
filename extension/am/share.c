/*-------------------------------------------------------------------------
 *
 * share.c
 *	  What one participant of a parallel build makes of its rows.
 *
 * extension/am/share.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <fcntl.h>

#include "am/share.h"
#include "miscadmin.h"

/* A document in its file. */
typedef struct StoredDocument
{
	ItemPointerData row;
	uint16		is_stripped;
	uint32		length;			/* fewer than the bytes of a value, 2^30 */
} StoredDocument;

static void
name_file(char name[NAMEDATALEN], int number, const char *what)
{
	snprintf(name, NAMEDATALEN, "%d.%s", number, what);
}

static BufFile *
create_file(FileSet *files, int number, const char *what)
{
	char		name[NAMEDATALEN];

	name_file(name, number, what);
	return BufFileCreateFileSet(files, name);
}

static BufFile *
open_file(FileSet *files, int number, const char *what)
{
	char		name[NAMEDATALEN];

	name_file(name, number, what);
	return BufFileOpenFileSet(files, name, O_RDONLY, false);
}

/* ---- writing ---- */

void
wic_share_create(WicShareWriter *writer, FileSet *files, int number)
{
	writer->share.ndocs = 0;
	writer->share.nruns = 0;
	writer->documents = create_file(files, number, "documents");
	writer->runs = create_file(files, number, "runs");
}

void
wic_share_add_document(WicShareWriter *writer, ItemPointer row, uint64 length,
					   bool is_stripped)
{
	StoredDocument document = {.row = *row,.is_stripped = is_stripped};

	document.length = (uint32) length;
	wic_sorted_run_write(writer->documents, &document, sizeof(document));
	writer->share.ndocs++;
}

void
wic_share_finish(WicShareWriter *writer, const WicRunPlace *places,
				 uint32 nplaces)
{
	writer->share.nruns = nplaces;
	wic_sorted_run_write(writer->documents, places,
						 sizeof(WicRunPlace) * (Size) nplaces);
	BufFileExportFileSet(writer->documents);
	BufFileExportFileSet(writer->runs);
	BufFileClose(writer->documents);
	BufFileClose(writer->runs);
}

/* ---- reading ---- */

/* Shares that are read together. */
typedef struct Merge
{
	FileSet    *files;
	const WicShare *shares;
	int			nshares;
	WicSegmentWriter *writer;
	WicRunPlace **places;		/* of the runs of each share */
	uint32	   *first_docs;		/* what each share's documents begin with */
} Merge;

#define INTERRUPT_INTERVAL	4096

/* The documents, and where the runs are. */
static void
read_documents(Merge *merge, int i)
{
	WicShare	share = merge->shares[i];
	BufFile    *file = open_file(merge->files, i, "documents");
	Size		size = sizeof(WicRunPlace) * (Size) share.nruns;

	merge->first_docs[i] = wic_segment_ndocs(merge->writer);
	for (uint64 n = 0; n < share.ndocs; n++)
	{
		StoredDocument document;

		if (n % INTERRUPT_INTERVAL == 0)
			CHECK_FOR_INTERRUPTS();
		wic_sorted_run_read(file, &document, sizeof(document));
		wic_segment_add_document(merge->writer, &document.row,
								 document.length, document.is_stripped != 0);
	}
	merge->places[i] = palloc_extended(size + 1, MCXT_ALLOC_HUGE);
	wic_sorted_run_read(file, merge->places[i], size);
	BufFileClose(file);
}

/* Open the runs of a share; returns the place behind them. */
static WicSortedRun **
open_runs(Merge *merge, int i, BufFile *file, Size buffer,
		  WicSortedRun **runs)
{
	for (uint32 n = 0; n < merge->shares[i].nruns; n++)
	{
		*runs = wic_sorted_run_open(file, &merge->places[i][n], buffer);
		(*runs)->first_doc = merge->first_docs[i];
		runs++;
	}
	return runs;
}

static void
merge_runs(Merge *merge, Size memory)
{
	BufFile   **files = palloc(sizeof(BufFile *) * merge->nshares);
	WicSortedRun **runs;
	WicSortedRun **next;
	Size		nruns = 0;
	Size		buffer;

	for (int i = 0; i < merge->nshares; i++)
		nruns += merge->shares[i].nruns;
	buffer = wic_sorted_run_buffer(memory, (int) nruns);
	next = runs = palloc_extended(sizeof(WicSortedRun *) * (nruns + 1),
								  MCXT_ALLOC_HUGE);
	for (int i = 0; i < merge->nshares; i++)
	{
		files[i] = open_file(merge->files, i, "runs");
		next = open_runs(merge, i, files[i], buffer, next);
	}
	wic_sorted_run_merge(runs, (int) nruns, merge->writer);
	for (int i = 0; i < merge->nshares; i++)
		BufFileClose(files[i]);
}

void
wic_share_merge(FileSet *files, const WicShare *shares, int nshares,
				WicSegmentWriter *writer, Size memory)
{
	Merge		merge = {.files = files,.shares = shares,.nshares = nshares};
	Size		taken;

	merge.writer = writer;
	merge.places = palloc(sizeof(WicRunPlace *) * nshares);
	merge.first_docs = palloc(sizeof(uint32) * nshares);
	for (int i = 0; i < nshares; i++)
		read_documents(&merge, i);
	taken = wic_segment_memory(writer);
	merge_runs(&merge, memory > taken ? memory - taken : 0);
}
