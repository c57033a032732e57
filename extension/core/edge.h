/*-------------------------------------------------------------------------
 *
 * edge.h
 *	  Words that begin or end a run of symbols without being part of it.
 *
 *	  的经济发展 => 经济发展		我们必须坚持 => 坚持		of the sea => sea
 *	  but 和平发展, 对外开放, 行为, 平等, where the same character is a word's
 *
 * Particles, prepositions, conjunctions, pronouns and adverbs that lean on
 * what stands beside the run.  Our own list, in the folded form of simplified
 * characters; what a language other than Chinese and English has is not in it.
 *
 * extension/core/edge.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_EDGE_H
#define WIC_EDGE_H

#include "core/symbol.h"

/*
 * Is the symbol a measure, ordinal or the like that goes with the number in
 * front of it?  届 of 十八届, 年 of 2015年, 中 of 三中全会
 */
extern bool wic_edge_is_counted(uint64_t number, uint64_t key);

/*
 * Does the run begin with 以 and hold the 为 that belongs to it?  Then 以 is
 * its own: 以人民为中心.
 */
extern bool wic_edge_is_framed(const uint64_t *keys, size_t n);

/* Symbols that may go from the begin, or the end, of n of them; 0: none. */
extern size_t wic_edge_begin(const uint64_t *keys, size_t n);
extern size_t wic_edge_end(const uint64_t *keys, size_t n);

#endif							/* WIC_EDGE_H */
