/*-------------------------------------------------------------------------
 *
 * collocates.h
 *	  What wic_collocates knows while it runs.
 *
 * extension/pg/collocates.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_COLLOCATES_H
#define WIC_COLLOCATES_H

#include "core/collocate.h"
#include "core/window.h"
#include "lib/stringinfo.h"
#include "pg/canon.h"

/* A hit; characters of sources.clean_text. */
typedef struct WicPassageHit
{
	int64		passage;
	int32		start;
	int32		end;
} WicPassageHit;

/* A text with hits. */
typedef struct WicKeptText
{
	int64		speech;
	size_t		first;			/* of the items that are kept */
} WicKeptText;

typedef enum WicCollocateOrder
{
	WIC_ORDER_LOG_LIKELIHOOD,
	WIC_ORDER_MI,
	WIC_ORDER_T_SCORE,
	WIC_ORDER_TOGETHER
} WicCollocateOrder;

typedef struct WicRankedCollocate
{
	const WicCollocate *collocate;
	double		score;
	const char *name;			/* as it is mostly written near the hits */
	int			name_length;
	int64		speeches;		/* in which it is near a hit */
} WicRankedCollocate;

typedef struct WicCollocation
{
	size_t		span;
	WicCollocateOrder order;
	WicPassageHit *hits;		/* ordered by passage and start */
	int			nhits;
	int			hits_size;
	WicCanon   *canon;			/* NULL below level vocab */
	WicCanonText text;			/* that is read */
	WicItem    *items;			/* of it */
	size_t		items_room;
	WicItem    *kept_items;		/* of the texts that have hits: near those */
	size_t		nkept_items;
	size_t		kept_room;
	StringInfoData bytes;		/* what the kept items stand for */
	WicByteRange *written;		/* of each kept item, of: */
	StringInfoData writings;	/* what was written */
	WicKeptText *texts;
	int			ntexts;
	int			texts_size;
	WicGramTree hit_tree;		/* what is part of a hit */
	WicGramCounts counts;
	WicCollocates found;
	WicRankedCollocate *ranked;
} WicCollocation;

/* Order those found: by score, then the more frequent, then by character. */
extern void wic_rank_collocates(WicCollocation *collocation);

/*
 * For the first n: how they are mostly written near the hits (of two ways as
 * frequent, the one whose bytes come first), and in how many speeches.
 */
extern void wic_name_collocates(WicCollocation *collocation, int n);

#endif							/* WIC_COLLOCATES_H */
