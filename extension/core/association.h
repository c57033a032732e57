/*-------------------------------------------------------------------------
 *
 * association.h
 *	  Measures of how strongly two things go together in texts.
 *
 * Counts stand in a contingency table, in the notation of Evert 2005:
 *
 *				 V		not V
 *		U		O11		O12		R1		R1 = O11 + O12
 *		not U	O21		O22		R2		C1 = O11 + O21
 *				C1		C2		N		E11 = R1 * C1 / N
 *
 * Of collocations, V is the collocate, and U says that a place is near the
 * node.  Of two corpora, V is the word, and U and not U are the corpora.
 *
 * Sources
 *	  Church, Gale, Hanks and Hindle 1991, Using statistics in lexical
 *		analysis: t-score
 *	  Church and Hanks 1990, Word association norms, mutual information, and
 *		lexicography, Computational Linguistics 16(1): MI
 *	  Daille 1994, Approche mixte pour l'extraction automatique de
 *		terminologie: MI3
 *	  Dunning 1993, Accurate methods for the statistics of surprise and
 *		coincidence, Computational Linguistics 19(1): log-likelihood
 *	  Evert 2005, The statistics of word cooccurrences: notation
 *	  Evert 2008, Corpora and collocations: what is counted
 *	  Hardie 2014, Log Ratio: an informal introduction: log ratio
 *	  Rayson and Garside 2000, Comparing corpora using frequency profiling:
 *		log-likelihood of two corpora
 *	  Rychlý 2008, A lexicographer-friendly association score: logDice
 *
 * extension/core/association.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_ASSOCIATION_H
#define WIC_ASSOCIATION_H

#include <stdbool.h>
#include <stdint.h>

/* Counts; all functions here want a table for which wic_table_holds(). */
typedef struct WicTable
{
	int64_t		o11;
	int64_t		r1;
	int64_t		c1;
	int64_t		n;
} WicTable;

/* Is none of the four cells negative, and is there anything to count? */
extern bool wic_table_holds(const WicTable *table);

/* E11 = R1 * C1 / N */
extern double wic_expected(const WicTable *table);

/*
 * G2 = 2 * sum over the cells of O * ln(O / E), where 0 * ln 0 = 0
 *
 * Dunning 1993.  Never negative: it says how sure it is that U and V depend
 * on each other, not whether they attract each other (O11 > E11).  With one
 * degree of freedom, 3.84 is reached by chance once in 20 tables, 6.63 in
 * 100, 10.83 in 1000, 15.13 in 10 000.
 */
extern double wic_log_likelihood(const WicTable *table);

/*
 * LL = 2 * (O1 * ln(O1 / E1) + O2 * ln(O2 / E2))
 * Ei = Ni * (O1 + O2) / (N1 + N2)
 *
 * Rayson and Garside 2000: the word occurs o1 times among n1 in one corpus,
 * and o2 times among n2 in the other.  It is G2 without the cells of all other
 * words, which add little as long as the word is rare.  n1 and n2 are not 0.
 */
extern double wic_log_likelihood_between(int64_t o1, int64_t n1,
										 int64_t o2, int64_t n2);

/*
 * MI = log2(O11 / E11)
 *
 * Church and Hanks 1990, pointwise mutual information in bits.  An effect
 * size, high for rare words that were met once; -infinity if O11 is 0.
 */
extern double wic_mutual_information(const WicTable *table);

/*
 * MI3 = log2(O11 ^ 3 / E11)
 *
 * Daille 1994: MI that favours what is frequent; -infinity if O11 is 0.
 */
extern double wic_mutual_information3(const WicTable *table);

/*
 * t = (O11 - E11) / sqrt(O11)
 *
 * Church et al. 1991, with the variance taken to be O11.  -infinity if O11 is
 * 0 and something was expected; 0 if nothing was.
 */
extern double wic_t_score(const WicTable *table);

/*
 * LR = log2((O1 / N1) / (O2 / N2))
 *
 * Hardie 2014: each unit is a doubling of the relative frequency.  A count of
 * 0 is taken to be 0.5; of two of them, neither says anything: 0.  n1 and n2
 * are not 0.
 */
extern double wic_log_ratio(int64_t o1, int64_t n1, int64_t o2, int64_t n2);

/*
 * logDice = 14 + log2(2 * f(xy) / (f(x) + f(y)))
 *
 * Rychlý 2008: at most 14 where each x is with a y and each y with an x, and
 * independent of the size of the corpus.  -infinity if both = f(xy) is 0.
 */
extern double wic_log_dice(int64_t both, int64_t x, int64_t y);

#endif							/* WIC_ASSOCIATION_H */
