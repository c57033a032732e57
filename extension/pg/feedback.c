/*-------------------------------------------------------------------------
 *
 * feedback.c
 *	  What stands beside a query's words in the passages it finds best.
 *
 * A query of a few words says little.  Bigrams that several of the best
 * passages share, and that are rare elsewhere, are about the same thing; a
 * query that scores them too puts passages on the subject before those that
 * merely mention it.  Only the order changes: what is found stays the same.
 *
 * A question has its answer in one place, which need not be like the others,
 * and a long query says enough; both stay as they are.
 *
 * Source: V. Lavrenko and W. B. Croft, Relevance-Based Language Models, 2001.
 * The constants were fixed by measurement (test/bench/relevance).  The gain
 * is small and depends little on them, but with more passages, or with
 * companions that weigh nearly as much as the query, some sets lose.
 *
 * extension/pg/feedback.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "core/weight.h"
#include "miscadmin.h"
#include "pg/lexemes.h"
#include "pg/query.h"
#include "pg/stats.h"
#include "pg/wicsearch.h"
#include "utils/array.h"

/* Queries with more terms that score stay as they are. */
#define QUERY_TERMS_MAX	12

/* A companion stands in so many of the passages. */
#define PASSAGES_MIN	2

/* So many of the most frequent are looked up in the statistics ... */
#define CANDIDATES_MAX	40

/* ... and so many of the most telling are taken. */
#define COMPANIONS_MAX	20

/* What they weigh together, as a share of the terms of the query. */
#define COMPANIONS_WEIGHT 0.5

typedef struct Passage
{
	text	   *body;
	double		share;			/* of the scores of all; then per lexeme */
} Passage;

/* An occurrence of a bigram. */
typedef struct Gram
{
	char		bytes[2 * WIC_UTF8_MAX];
	int			length;
	int			passage;
} Gram;

typedef struct GramList
{
	Gram	   *grams;
	int			n;
	int			size;
} GramList;

typedef struct Companion
{
	const Gram *gram;
	double		value;			/* how much it says, relative to others */
	double		idf;
} Companion;

static int
compare_lexemes(const Gram *left, const Gram *right)
{
	int			result = memcmp(left->bytes, right->bytes,
								Min(left->length, right->length));

	return result != 0 ? result : left->length - right->length;
}

static int
compare_grams(const void *a, const void *b)
{
	const Gram *left = a;
	const Gram *right = b;
	int			result = compare_lexemes(left, right);

	return result != 0 ? result : left->passage - right->passage;
}

/* The most telling first. */
static int
compare_companions(const void *a, const void *b)
{
	const Companion *left = a;
	const Companion *right = b;

	if (left->value != right->value)
		return left->value > right->value ? -1 : 1;
	return compare_lexemes(left->gram, right->gram);
}

/*
 * Has the lexeme a character that people ask with, or two that make a
 * question (多少) together or with what follows?  *next is the first character
 * of that, and becomes the lexeme's own.
 */
static bool
asks(const char *lexeme, int length, uint32_t *next)
{
	const uint8_t *p = (const uint8_t *) lexeme;
	const uint8_t *end = p + length;
	uint32_t	first = 0;
	uint32_t	before = 0;
	uint32_t	cp;

	while (p < end)
	{
		p += wic_utf8_next(p, end, &cp);
		if (wic_weight_asks(cp) ||
			(before != 0 && wic_weight_bigram(before, cp) == 0))
			return true;
		if (first == 0)
			first = cp;
		before = cp;
	}
	if (before != 0 && *next != 0 && wic_weight_bigram(before, *next) == 0)
		return true;
	*next = first;
	return false;
}

/*
 * Is the query a question?  Terms that only ask have been dropped, but the
 * condition covers all that was typed.  It has the right side first.
 */
static bool
is_question(TSQuery condition)
{
	QueryItem  *items = GETQUERY(condition);
	char	   *lexemes = GETOPERAND(condition);
	uint32_t	next = 0;

	for (int i = 0; i < condition->size; i++)
		if (items[i].type == QI_VAL &&
			asks(lexemes + items[i].qoperand.distance,
				 items[i].qoperand.length, &next))
			return true;
	return false;
}

/* Is the query one that says too little?  Sums up the weight of its terms. */
static bool
is_short(const WicQuery *query, double *weight)
{
	int			nterms = 0;

	*weight = 0;
	for (uint32 i = 0; i < query->nterms; i++)
	{
		const WicTerm *term = &query->terms[i];

		if (!wic_term_scores(term))
			continue;
		if (++nterms > QUERY_TERMS_MAX)
			return false;
		*weight += term->weight;
	}
	return nterms > 0;
}

static bool
is_in_query(const WicQuery *query, const WicLexeme *lexeme)
{
	for (uint32 i = 0; i < query->nterms; i++)
	{
		const WicTerm *term = &query->terms[i];

		if (term->length == lexeme->length &&
			memcmp(wic_query_lexeme(query, term), lexeme->bytes,
				   lexeme->length) == 0)
			return true;
	}
	return false;
}

/* Is it a bigram, and of no function word? */
static bool
has_content(const WicLexeme *lexeme)
{
	const uint8_t *p = (const uint8_t *) lexeme->bytes;
	const uint8_t *end = p + lexeme->length;
	uint32_t	first;
	uint32_t	second;

	if (!lexeme->is_gram || lexeme->is_last)
		return false;
	p += wic_utf8_next(p, end, &first);
	wic_utf8_next(p, end, &second);
	return wic_weight_bigram(first, second) == WIC_FACTOR_UNIT;
}

/* Add the bigrams of a passage that are not in the query. */
static void
read_passage(GramList *list, const WicQuery *query, Oid config,
			 Passage *passage, int number)
{
	WicLexemeReader reader;
	WicLexeme	lexeme;
	int			length = 0;

	wic_lexemes_begin(&reader, config, VARDATA_ANY(passage->body),
					  VARSIZE_ANY_EXHDR(passage->body));
	while (wic_lexemes_next(&reader, &lexeme))
	{
		Gram	   *gram;

		length++;
		if (!has_content(&lexeme) || is_in_query(query, &lexeme))
			continue;
		list->grams = wic_grow(list->grams, list->n, &list->size,
							   sizeof(Gram));
		gram = &list->grams[list->n++];
		memcpy(gram->bytes, lexeme.bytes, lexeme.length);
		gram->length = lexeme.length;
		gram->passage = number;
	}
	wic_lexemes_end(&reader);
	passage->share /= Max(length, 1);
}

/*
 * The companion whose occurrences begin at grams[from]; returns where those
 * of the next begin.
 */
static int
sum_up(const GramList *list, int from, const Passage *passages,
	   Companion *companion, int *npassages)
{
	int			i = from;

	companion->gram = &list->grams[from];
	companion->value = 0;
	companion->idf = 0;
	*npassages = 0;
	do
	{
		if (i == from || list->grams[i].passage != list->grams[i - 1].passage)
			++* npassages;
		companion->value += passages[list->grams[i].passage].share;
		i++;
	} while (i < list->n &&
			 compare_lexemes(&list->grams[i], companion->gram) == 0);
	return i;
}

/* The bigrams that most of the passages have most of. */
static Companion *
find_candidates(const GramList *list, const Passage *passages, int *n)
{
	Companion  *candidates = palloc(sizeof(Companion) * (list->n + 1));
	int			used = 0;

	if (list->n > 0)
		qsort(list->grams, list->n, sizeof(Gram), compare_grams);
	for (int i = 0; i < list->n;)
	{
		int			npassages;

		i = sum_up(list, i, passages, &candidates[used], &npassages);
		if (npassages >= PASSAGES_MIN)
			used++;
	}
	if (used > 0)
		qsort(candidates, used, sizeof(Companion), compare_companions);
	*n = Min(used, CANDIDATES_MAX);
	return candidates;
}

static void
set_lexeme(WicTermSource *term, const Companion *companion)
{
	term->lexeme = companion->gram->bytes;
	term->length = companion->gram->length;
	term->flags = WIC_TERM_COMPANION;
	term->weight = 0;
}

/* Count in how rare they are; the most telling come first. */
static void
weigh_candidates(Companion *candidates, int n, Oid rel, Oid config)
{
	WicTermSource *terms = palloc(sizeof(WicTermSource) * n);
	WicStats	stats;

	for (int i = 0; i < n; i++)
		set_lexeme(&terms[i], &candidates[i]);
	stats = wic_collect_stats(rel, config, WIC_STATS_ROUGH, terms, n);
	for (int i = 0; i < n; i++)
	{
		candidates[i].idf = wic_stats_idf(&stats, i);
		candidates[i].value *= candidates[i].idf;
	}
	qsort(candidates, n, sizeof(Companion), compare_companions);
}

/* The query with companions, which share the weight by their values. */
static WicQuery *
extend(const WicQuery *query, const Companion *companions, int n,
	   double weight)
{
	WicTermSource *terms = palloc(sizeof(WicTermSource) *
								  (query->nterms + n));
	double		total = 0;
	int			nterms;

	for (int i = 0; i < n; i++)
		total += companions[i].value;
	for (int i = 0; i < n; i++)
	{
		double		share = weight * companions[i].value / total;

		set_lexeme(&terms[i], &companions[i]);
		terms[i].weight = Max(rint(Min(share, companions[i].idf *
									   WIC_SCORE_UNIT)), 1);
	}
	for (uint32 i = 0; i < query->nterms; i++)
	{
		terms[n + i].lexeme = wic_query_lexeme(query, &query->terms[i]);
		terms[n + i].length = query->terms[i].length;
		terms[n + i].flags = query->terms[i].flags;
		terms[n + i].weight = query->terms[i].weight;
	}
	nterms = wic_terms_unique(terms, query->nterms + n);
	return wic_query_make(query->level, query->flags, &query->bm25,
						  terms, nterms, wic_query_condition(query));
}

/*
 * Arrays of the same length, without NULLs; no passages if all scores are
 * zero, as nothing was asked for then.
 */
static Passage *
read_arguments(ArrayType * bodies, ArrayType * scores, int *n)
{
	Datum	   *body;
	Datum	   *score;
	int			nscores;
	double		total = 0;
	Passage    *passages;

	if (array_contains_nulls(bodies) || array_contains_nulls(scores))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a passage or a score is NULL"),
				 errhint("Leave out passages that are NULL.")));
	deconstruct_array(bodies, TEXTOID, -1, false, TYPALIGN_INT,
					  &body, NULL, n);
	deconstruct_array(scores, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &score, NULL, &nscores);
	if (*n != nscores)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("passages and scores differ in number"),
				 errdetail("There are %d passages and %d scores.",
						   *n, nscores)));

	passages = palloc(sizeof(Passage) * (*n + 1));
	for (int i = 0; i < *n; i++)
	{
		passages[i].body = DatumGetTextPP(body[i]);
		passages[i].share = DatumGetFloat8(score[i]);
		if (!(passages[i].share >= 0) || isinf(passages[i].share))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("score of passage %d is not a number from zero up",
							i + 1),
					 errhint("Scores are those of wic_rescore().")));
		total += passages[i].share;
	}
	if (total == 0)
		*n = 0;
	for (int i = 0; i < *n; i++)
		passages[i].share /= total;
	return passages;
}

/*
 * wic_feedback(query wicquery, rel regclass, bodies text[], scores float8[]):
 * the query with companions, or NULL if it has none
 */
PG_FUNCTION_INFO_V1(wic_feedback);
Datum
wic_feedback(PG_FUNCTION_ARGS)
{
	WicQuery   *query = PG_GETARG_WICQUERY(0);
	Oid			config = wic_level_config(fcinfo, query->level);
	GramList	list = {0};
	Passage    *passages;
	int			npassages;
	Companion  *companions;
	int			n;
	double		weight;

	passages = read_arguments(PG_GETARG_ARRAYTYPE_P(2),
							  PG_GETARG_ARRAYTYPE_P(3), &npassages);
	if (npassages < PASSAGES_MIN || !is_short(query, &weight) ||
		is_question(wic_query_condition(query)))
		PG_RETURN_NULL();

	wic_check_config(config);
	for (int i = 0; i < npassages; i++)
		read_passage(&list, query, config, &passages[i], i);
	companions = find_candidates(&list, passages, &n);
	if (n == 0)
		PG_RETURN_NULL();

	weigh_candidates(companions, n, PG_GETARG_OID(1), config);
	PG_RETURN_POINTER(extend(query, companions, Min(n, COMPANIONS_MAX),
							 weight * COMPANIONS_WEIGHT));
}
