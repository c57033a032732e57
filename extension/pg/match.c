/*-------------------------------------------------------------------------
 *
 * match.c
 *	  Find where in a text the lexemes of a query stand, and judge.
 *
 * extension/pg/match.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "pg/lexemes.h"
#include "pg/match.h"
#include "utils/memutils.h"

static uint32
hash_lexeme(const char *lexeme, int length)
{
	return hash_bytes((const unsigned char *) lexeme, length);
}

/*
 * A gram's first character is looked up in the hash table, so only other
 * prefixes need to be tried one by one.
 */
static bool
is_found_by_character(const WicOperand *operand)
{
	return wic_is_one_cjk_character((const uint8_t *) operand->lexeme,
									operand->length);
}

static void
add_prefix(WicMatcher *matcher, const WicOperand *operand)
{
	int			number = operand - matcher->operands;

	matcher->prefixes[matcher->nprefixes] = number;
	if (!is_found_by_character(operand))
	{
		matcher->prefixes[matcher->nprefixes] =
			matcher->prefixes[matcher->nlong_prefixes];
		matcher->prefixes[matcher->nlong_prefixes++] = number;
	}
	matcher->nprefixes++;
}

/* The operand of that lexeme, made if there is none. */
static int
intern(WicMatcher *matcher, const char *lexeme, int length, bool is_prefix)
{
	uint32		at = hash_lexeme(lexeme, length);
	WicOperand *operand;

	for (;; at++)
	{
		int			found = matcher->buckets[at & matcher->mask];

		if (found < 0)
			break;
		operand = &matcher->operands[found];
		if (operand->length == length && operand->is_prefix == is_prefix &&
			memcmp(operand->lexeme, lexeme, length) == 0)
			return found;
	}

	operand = &matcher->operands[matcher->noperands];
	operand->lexeme = lexeme;
	operand->length = length;
	operand->is_prefix = is_prefix;
	if (is_prefix)
		add_prefix(matcher, operand);
	matcher->buckets[at & matcher->mask] = matcher->noperands;
	return matcher->noperands++;
}

/* A table for twice as many operands as there can be. */
static void
allocate(WicMatcher *matcher, int max)
{
	uint32		size = 16;

	while (size < 2 * (uint32) max)
		size *= 2;
	matcher->mask = size - 1;
	matcher->buckets = palloc(sizeof(int) * size);
	memset(matcher->buckets, -1, sizeof(int) * size);
	matcher->operands = palloc0(sizeof(WicOperand) * (max + 1));
	matcher->prefixes = palloc(sizeof(int) * (max + 1));
	matcher->term_operand = palloc(sizeof(int) * (max + 1));
	matcher->item_operand = palloc(sizeof(int) * (max + 1));
}

static void
intern_condition(WicMatcher *matcher)
{
	QueryItem  *items = GETQUERY(matcher->condition);
	char	   *lexemes = GETOPERAND(matcher->condition);

	for (int i = 0; i < matcher->condition->size; i++)
	{
		QueryOperand *operand = &items[i].qoperand;

		if (items[i].type == QI_VAL)
			matcher->item_operand[i] = intern(matcher,
											  lexemes + operand->distance,
											  operand->length,
											  operand->prefix);
	}
}

static void
intern_terms(WicMatcher *matcher, bool rescores)
{
	const WicQuery *query = matcher->query;

	for (uint32 i = 0; i < query->nterms; i++)
	{
		const WicTerm *term = &query->terms[i];

		matcher->term_operand[i] = -1;
		if (!wic_term_scores(term) && !rescores)
			continue;
		matcher->term_operand[i] =
			intern(matcher, wic_query_lexeme(query, term), term->length,
				   wic_term_is_prefix(term));
	}
}

WicMatcher *
wic_matcher_create(const WicQuery *query, Oid config, bool rescores)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "wicsearch matcher",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	WicMatcher *matcher = palloc0(sizeof(WicMatcher));
	WicQuery   *copy;

	copy = palloc(VARSIZE(query));
	memcpy(copy, query, VARSIZE(query));
	matcher->query = copy;
	matcher->config = config;
	matcher->condition = wic_query_condition(copy);
	matcher->context = context;
	matcher->scratch = AllocSetContextCreate(context,
											 "wicsearch matcher scratch",
											 ALLOCSET_SMALL_SIZES);
	allocate(matcher, matcher->condition->size + (int) query->nterms);
	intern_condition(matcher);
	intern_terms(matcher, rescores);
	MemoryContextSwitchTo(old);
	return matcher;
}

WicMatcher *
wic_matcher_for(FunctionCallInfo fcinfo, const WicQuery *query,
				bool rescores)
{
	WicMatcher *matcher = fcinfo->flinfo->fn_extra;
	MemoryContext old;
	Oid			config;

	if (matcher != NULL && VARSIZE(matcher->query) == VARSIZE(query) &&
		memcmp(matcher->query, query, VARSIZE(query)) == 0)
		return matcher;

	if (matcher != NULL)
	{
		fcinfo->flinfo->fn_extra = NULL;
		MemoryContextDelete(matcher->context);
	}

	config = wic_level_config(fcinfo, query->level);
	wic_check_config(config);
	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	matcher = wic_matcher_create(query, config, rescores);
	MemoryContextSwitchTo(old);
	fcinfo->flinfo->fn_extra = matcher;
	return matcher;
}

static void
note(WicMatcher *matcher, WicOperand *operand, const WicLexeme *lexeme)
{
	int			n = operand->noccurrences;
	int			size = operand->size;
	MemoryContext old = MemoryContextSwitchTo(matcher->context);

	operand->positions = wic_grow(operand->positions, n, &operand->size,
								  sizeof(int32));
	operand->stretches = wic_grow(operand->stretches, n, &size,
								  sizeof(WicStretch));
	MemoryContextSwitchTo(old);

	operand->positions[n] = lexeme->position;
	operand->stretches[n].start = lexeme->start;
	operand->stretches[n].end = lexeme->end;
	operand->noccurrences++;
}

/* A gram that is found by its first character alone covers only that. */
static void
note_prefix(WicMatcher *matcher, WicOperand *operand, const WicLexeme *lexeme)
{
	WicLexeme	first = *lexeme;

	if (lexeme->length < operand->length ||
		memcmp(lexeme->bytes, operand->lexeme, operand->length) != 0)
		return;
	if (lexeme->is_gram && operand->length < lexeme->length)
		first.end = lexeme->first_end;
	note(matcher, operand, &first);
}

/* The operand that is just that lexeme, or prefix; NULL if none is. */
static WicOperand *
find(const WicMatcher *matcher, const char *lexeme, int length,
	 bool is_prefix)
{
	for (uint32 at = hash_lexeme(lexeme, length);; at++)
	{
		int			found = matcher->buckets[at & matcher->mask];
		WicOperand *operand;

		if (found < 0)
			return NULL;
		operand = &matcher->operands[found];
		if (operand->is_prefix == is_prefix && operand->length == length &&
			memcmp(operand->lexeme, lexeme, length) == 0)
			return operand;
	}
}

static void
note_lexeme(WicMatcher *matcher, const WicLexeme *lexeme)
{
	WicOperand *operand = find(matcher, lexeme->bytes, lexeme->length, false);
	int			nprefixes = matcher->nprefixes;

	if (operand != NULL)
		note(matcher, operand, lexeme);

	if (lexeme->is_gram && nprefixes > matcher->nlong_prefixes)
	{
		nprefixes = matcher->nlong_prefixes;
		operand = find(matcher, lexeme->bytes, lexeme->first_length, true);
		if (operand != NULL && is_found_by_character(operand))
			note_prefix(matcher, operand, lexeme);
	}
	for (int i = 0; i < nprefixes; i++)
		note_prefix(matcher, &matcher->operands[matcher->prefixes[i]],
					lexeme);
}

void
wic_matcher_read(WicMatcher *matcher, const char *text, int length)
{
	WicLexemeReader reader;
	WicLexeme	lexeme;

	for (int i = 0; i < matcher->noperands; i++)
		matcher->operands[i].noccurrences = 0;
	matcher->length = 0;

	wic_lexemes_begin(&reader, matcher->config, text, length);
	while (wic_lexemes_next(&reader, &lexeme))
	{
		matcher->length++;
		note_lexeme(matcher, &lexeme);
	}
	wic_lexemes_end(&reader);
}

static bool
item_occurs(void *arg, const QueryItem *item)
{
	return wic_matcher_operand(arg, item)->noccurrences > 0;
}

static bool
item_places(void *arg, const QueryItem *item, WicPlaces *places)
{
	const WicOperand *operand = wic_matcher_operand(arg, item);

	places->positions = operand->positions;
	places->n = operand->noccurrences;
	return places->n > 0;
}

static WicOccurrences
occurrences(WicMatcher *matcher)
{
	WicOccurrences result = {item_occurs, item_places, matcher};

	return result;
}

bool
wic_matcher_places(WicMatcher *matcher, const QueryItem *item,
				   WicPlaces *places)
{
	WicOccurrences found = occurrences(matcher);

	return wic_condition_places(&found, item, places);
}

static bool
any_term_occurs(const WicMatcher *matcher)
{
	for (uint32 i = 0; i < matcher->query->nterms; i++)
	{
		const WicOperand *operand = wic_matcher_term(matcher, i);

		if (wic_term_scores(&matcher->query->terms[i]) &&
			operand->noccurrences > 0)
			return true;
	}
	return false;
}

bool
wic_matcher_holds(WicMatcher *matcher)
{
	WicOccurrences found = occurrences(matcher);
	MemoryContext old;
	bool		holds;

	if ((matcher->query->flags & WIC_QUERY_ANY) != 0)
		return any_term_occurs(matcher);
	if (matcher->condition->size == 0)
		return false;

	MemoryContextReset(matcher->scratch);
	old = MemoryContextSwitchTo(matcher->scratch);
	holds = wic_condition_holds(&found, GETQUERY(matcher->condition));
	MemoryContextSwitchTo(old);
	return holds;
}

uint64
wic_matcher_sum(const WicMatcher *matcher, bool scores)
{
	const WicQuery *query = matcher->query;
	uint8		norm = wic_norm_from_length(matcher->length);
	uint64		saturation = wic_score_saturation(&query->bm25, norm);
	uint64		sum = 0;

	for (uint32 i = 0; i < query->nterms; i++)
	{
		const WicOperand *operand = wic_matcher_term(matcher, i);

		if (wic_term_scores(&query->terms[i]) == scores &&
			operand->noccurrences > 0)
			sum += wic_score_term(&query->bm25, query->terms[i].weight,
								  operand->noccurrences, saturation);
	}
	return sum;
}

uint64
wic_matcher_score(WicMatcher *matcher)
{
	return wic_matcher_sum(matcher, true);
}
