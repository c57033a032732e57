/*-------------------------------------------------------------------------
 *
 * fold.h
 *	  Fold text, so that all ways of writing it become one.
 *
 *	  ＰｏｓｔｇｒｅＳＱＬ => postgresql	發展, 発展 => 发展		ﾃﾞｰﾀ => データ
 *	  葛󠄀 (with a selector) => 葛		人々 => 人人			⾦ => 金
 *
 * Two mappings are applied to each character: Unicode's NFKC_Casefold, and,
 * with variants, the representative of its class of variant characters
 * (extension/data/classes.tsv).  What results is composed (NFC).  The folded
 * form is for comparison only and is never shown to anybody.
 *
 * The tables are generated, published under a version, and kept: an index
 * that was built with version 1 is read with version 1 for ever.
 *
 * extension/core/fold.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_FOLD_H
#define WIC_FOLD_H

#include "core/reader.h"

#define WIC_FOLD_LATEST 1

/* A published pair of mappings; see wic_fold_table. */
typedef struct WicFoldTable WicFoldTable;

/* The table of a version, or NULL if that was never published. */
extern const WicFoldTable *wic_fold_table(int version);

/* Identifies what the table maps; equal if and only if the mappings are. */
extern uint64_t wic_fold_fingerprint(const WicFoldTable *table);

/*
 * Longest folded form of one character, and of a cluster (a character with
 * what combines with it; longer ones are folded piece by piece).
 */
#define WIC_FOLD_CHAR_MAX		18
#define WIC_FOLD_CLUSTER_MAX	64

/*
 * What cp folds to, without regard to its neighbours: writes at most
 * WIC_FOLD_CHAR_MAX code points and returns their number; 0 means that the
 * character is invisible.
 */
extern size_t wic_fold_char(const WicFoldTable *table, bool variants,
							uint32_t cp, uint32_t *folded);

/* Options of folding.  Without any it is NFKC_Casefold. */
#define WIC_FOLD_VARIANTS	0x01	/* variants of Han characters */
#define WIC_FOLD_KANA		0x02	/* katakana to hiragana; see kana.h */
#define WIC_FOLD_SMALL		0x04	/* small kana to full size */
#define WIC_FOLD_VOICING	0x08	/* voiced kana to unvoiced */

#define WIC_FOLD_ANY_KANA	(WIC_FOLD_KANA | WIC_FOLD_SMALL | WIC_FOLD_VOICING)

typedef struct WicFolder
{
	const WicFoldTable *table;
	unsigned	options;
	bool		has_ahead;
	WicChar		ahead;			/* read, but not yet folded */
	WicReader	reader;
	uint32_t	last;			/* last code point of the run; 0: none */
} WicFolder;

typedef struct WicCluster
{
	uint32_t	cps[WIC_FOLD_CLUSTER_MAX];
	size_t		ncps;			/* 0 where all was invisible */
	const uint8_t *start;		/* the text that was folded */
	const uint8_t *end;
} WicCluster;

extern void wic_folder_init(WicFolder *folder, const WicFoldTable *table,
							unsigned options, const void *text, size_t length);

/*
 * Fold the next cluster, or return false at the end of the text.  A byte
 * that is no UTF-8 folds to U+FFFD.  The clusters cover the text exactly.
 */
extern bool wic_folder_next(WicFolder *folder, WicCluster *cluster);

#endif							/* WIC_FOLD_H */
