/*-------------------------------------------------------------------------
 *
 * best_window.h
 *	  Find in a long text what is most like a short one.
 *
 *	  共享成果 in 讓更多國家共用發展成果，普惠人民	=>	共用發展成果
 *
 * Of all runs of units of the text, the window is the one whose likeness with
 * the sought text is greatest: the share of their characters that both have
 * in the same order, as wic_similarity measures it (Dice's coefficient over a
 * longest common subsequence).
 *
 * The greatest ratio is found by asking for each in turn whether there is a
 * greater one (W. Dinkelbach, On nonlinear fractional programming, 1967).
 * Each question is a local alignment (T. Smith, M. Waterman, Identification
 * of common molecular subsequences, 1981) in integers, so the answer is exact
 * and the same everywhere.  Of windows that are equally like it is the
 * longest, and of these the one that ends first.
 *
 * Cost: time in proportion to the product of the two lengths, for each
 * question; there are seldom more than four, and only the first one where
 * nothing is like enough.
 *
 * extension/core/best_window.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_BEST_WINDOW_H
#define WIC_BEST_WINDOW_H

#include "core/align.h"

typedef struct WicBestWindow
{
	uint32_t	first;			/* unit of the text */
	uint32_t	end;			/* exclusive */
	uint64_t	common;			/* characters of both that agree */
	uint64_t	length;			/* characters of both; never 0 */
} WicBestWindow;

/* What wic_best_window_find needs for a sought text of n units. */
extern size_t wic_best_window_memory(uint32_t n);

/*
 * Find the window of a document that is most like sought, if any is more like
 * it than least, in millionths.  Units are compared by their ids.  memory has
 * wic_best_window_memory(sought->n) bytes and is aligned for any type.  pulse
 * is called every few milliseconds and may leave by longjmp; NULL if there is
 * nobody to call.
 */
extern bool wic_best_window_find(WicBestWindow *window,
								 const WicAlignSide *sought,
								 const WicAlignSide *document, unsigned least,
								 void *memory, void (*pulse) (void));

#endif							/* WIC_BEST_WINDOW_H */
