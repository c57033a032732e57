/*-------------------------------------------------------------------------
 *
 * suffix.h
 *	  Sort the suffixes of a sequence of symbols, and what neighbours share.
 *
 *	  banana => a ana anana banana na nana, which share 0 1 3 0 0 2
 *
 * The sequence is made of runs, each followed by the symbol WIC_SUFFIX_BREAK,
 * and ends with WIC_SUFFIX_END.  What two suffixes share ends where a run
 * ends.  In a sorted sequence all places of a run of symbols stand together;
 * repeat.h reads from it whatever occurs more than once.
 *
 * Sorted by induction: Nong, Zhang, Chan, "Linear Suffix Array Construction
 * by Almost Pure Induced-Sorting", DCC 2009.  Shared prefixes: Kasai, Lee,
 * Arimura, Arikawa, Park, CPM 2001.  Both take linear time on any input.
 *
 * extension/core/suffix.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SUFFIX_H
#define WIC_SUFFIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The last symbol, which is nowhere else; and the end of a run. */
#define WIC_SUFFIX_END		0
#define WIC_SUFFIX_BREAK	1
#define WIC_SUFFIX_FIRST	2	/* the first that is neither */

/* Longest sequence: the highest bit is not used. */
#define WIC_SUFFIX_MAX		UINT32_C(0x7FFFFFFF)

/* Bytes that wic_suffix_sort needs. */
extern size_t wic_suffix_memory(uint32_t n, uint32_t alphabet);

/*
 * Sort the suffixes of n symbols, 1 to WIC_SUFFIX_MAX, each less than
 * alphabet: sorted[i] becomes the place where the suffix of rank i begins.
 * memory is aligned for uint32_t.  pulse is called every few milliseconds and
 * may leave by longjmp; NULL if there is nobody to call.
 */
extern void wic_suffix_sort(const uint32_t *symbols, uint32_t n,
							uint32_t alphabet, uint32_t *sorted,
							void *memory, void (*pulse) (void));

/*
 * rank[sorted[i]] becomes i, and shared[i] the number of symbols that the
 * suffixes of ranks i - 1 and i have in common before a run ends; shared[0]
 * is 0.  All arrays have n elements.
 */
extern void wic_suffix_share(const uint32_t *symbols, uint32_t n,
							 const uint32_t *sorted, uint32_t *rank,
							 uint32_t *shared, void (*pulse) (void));

#endif							/* WIC_SUFFIX_H */
