/*-------------------------------------------------------------------------
 *
 * repeats.h
 *	  The texts of a question in memory, and what is repeated in them.
 *
 * extension/pg/repeats.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_REPEATS_H
#define WIC_REPEATS_H

#include "core/choose.h"
#include "fmgr.h"
#include "pg/canon.h"
#include "utils/date.h"

/*
 * Symbols that can be looked through at once; a symbol takes some 30 bytes,
 * with the text that it stands for.
 */
#define WIC_REPEATS_MAX		(UINT32_C(1) << 25)

/* A speech: the texts of it that count */
typedef struct WicDocument
{
	int64		speech_id;
	DateADT		said_on;
	bool		has_date;
} WicDocument;

/* Where a passage begins, in symbols and in bytes */
typedef struct WicPassageStart
{
	uint32		symbol;
	Size		byte;
	Size		size;
} WicPassageStart;

typedef struct WicRepeats
{
	MemoryContext context;		/* of all arrays */
	WicCanon   *canon;			/* NULL at level script */
	WicSymbolTable table;
	uint64	   *keys;			/* of each symbol number */
	uint32	   *counts;			/* how often each stands in the texts */
	int			nkeys_size;
	uint32	   *symbols;
	uint32	   *symbol_documents;
	uint32	   *inner;			/* a bit per symbol; NULL at level script */
	uint32		n;
	uint32		size;
	uint32		part_sizes[2];	/* symbols of a part, without breaks */
	WicDocument *documents;
	uint32		ndocuments;
	int			documents_size;
	WicPassageStart *passages;
	int			npassages;
	int			passages_size;
	char	   *bytes;
	Size		nbytes;
	Size		bytes_size;

	/* What wic_repeats_sort finds out */
	WicRepeatText text;
	uint32	   *rank;
} WicRepeats;

/*
 * No texts yet; everything lives in the current memory context.  The level,
 * an argument of the running function, is vocab or script.
 */
extern void wic_repeats_init(WicRepeats *repeats, FunctionCallInfo fcinfo,
							 int level_argno);

/*
 * Read the texts of the scope that is argument argno of the running function,
 * which is one of the extension, without the speeches of the array known.
 * Called for part 0, and then perhaps for part 1.
 */
extern void wic_repeats_read(WicRepeats *repeats, FunctionCallInfo fcinfo,
							 int argno, unsigned part, Datum known);

/* The speeches read so far as an int8[] */
extern Datum wic_repeats_speeches(const WicRepeats *repeats);

/* Sort what was read. */
extern void wic_repeats_sort(WicRepeats *repeats);

/* Chars of the symbols from a place on. */
extern uint32 wic_repeats_chars(const WicRepeats *repeats, uint32 place,
								uint32 length);

/* Choose from all repeats; the chooser lives in the current memory context. */
extern void wic_repeats_choose(const WicRepeats *repeats, WicChooser *chooser,
							   const WicChoice *choice);

/*
 * Cover the passages that several speeches share word for word: three of
 * them, or two if the passage is longer than max_chars.  Those are reprints,
 * templates and salutations.
 */
extern void wic_repeats_cover_copies(const WicRepeats *repeats,
									 WicChooser *chooser, uint32 max_chars);

/*
 * The i-th place of a candidate's repeat, without what was cut, or
 * WIC_REPEATS_NOWHERE, which is behind all places, if it is not written there.
 */
#define WIC_REPEATS_NOWHERE		UINT32_MAX
extern uint32 wic_repeats_place(const WicRepeats *repeats,
								const WicCandidate *candidate, uint32 i);

/* The first place where a candidate is written. */
extern uint32 wic_repeats_first_place(const WicRepeats *repeats,
									  const WicCandidate *candidate);

/* The symbols from a place on as they were written there. */
extern text *wic_repeats_wording(const WicRepeats *repeats, uint32 place,
								 uint32 length);

#endif							/* WIC_REPEATS_H */
