/*-------------------------------------------------------------------------
 *
 * check.h
 *	  Is an index what it should be?  What the parts of wic_check() share.
 *
 * Each part runs in a subtransaction of its own, so that damage by which it
 * fails becomes a row, and the other parts are still looked at.
 *
 * extension/am/check.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_CHECK_H
#define WIC_CHECK_H

#include "am/document.h"
#include "am/segment.h"
#include "funcapi.h"
#include "lib/bloomfilter.h"
#include "utils/resowner.h"
#include "utils/tuplesort.h"

typedef enum WicSeverity
{
	WIC_FINDING_WARNING,		/* answers are right all the same */
	WIC_FINDING_ERROR
} WicSeverity;

typedef struct WicChecker
{
	Relation	table;
	Relation	index;
	ReturnSetInfo *result;
	bool		in_recovery;	/* a standby: nothing can be locked */
	ResourceOwner owner;		/* of what outlives a part */
	WicMeta		meta;
	BlockNumber nblocks;		/* of the file */
	int			nfindings;		/* in what is being checked */
	Tuplesortstate *rows;		/* of live documents, by itemptr_encode() */
	bloom_filter *documents;	/* their fingerprints; NULL: not asked for */
	bool		is_incomplete;	/* some could not be read */
} WicChecker;

/* Begin with another thing: of each, only so many findings are told. */
extern void wic_check_begin(WicChecker *check);

extern void wic_check_report(WicChecker *check, WicSeverity severity,
							 const char *format,...) pg_attribute_printf(3, 4);

/*
 * Run a part of the check; false if it failed because of damage, which is
 * reported, with `where` in front.  It has to unpin what it pins; memory that
 * it takes is freed.
 */
typedef void (*WicCheckPart) (WicChecker *check, void *arg);
extern bool wic_check_part(WicChecker *check, const char *where,
						   WicCheckPart part, void *arg);

/* What each block belongs to, and the pages of chains. */
extern void wic_check_space(WicChecker *check);

/* The documents of a chain. */
extern void wic_check_pending(WicChecker *check, const WicChain *chain,
							  const char *where);

extern void wic_check_segment(WicChecker *check, const WicSegmentEntry *entry);

/* Are the nodes a tree, and in order?  Returns the number of keys. */
extern uint64 wic_check_dictionary(WicChecker *check, const char *where,
								   WicDictionaryReader *reader);

/*
 * The terms of a segment, and what they say of its documents; deleted has a
 * bit for each.
 */
extern void wic_check_terms(WicChecker *check, const WicSegmentEntry *entry,
							const char *where, const uint8 *deleted);

/* Is each row that the snapshot sees there, with what it says? */
extern void wic_check_table(WicChecker *check, Snapshot snapshot);

/* A live document was found. */
extern void wic_check_add_row(WicChecker *check, ItemPointer row);

/*
 * ... and its content, which is the sum of numbers for its occurrences; they
 * are made of a number for the lexeme.
 */
extern void wic_check_add_content(WicChecker *check, ItemPointer row,
								  uint64 content);
extern uint64 wic_check_lexeme(const uint8 *lexeme, Size length);
extern uint64 wic_check_occurrence(uint64 lexeme, uint32 position);

#endif							/* WIC_CHECK_H */
