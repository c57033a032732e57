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
#include "miscadmin.h"
#include "pg/lexemes.h"
#include "pg/match.h"
#include "utils/memutils.h"

/* Which of two aligned lists a position must be in to be kept. */
#define KEEP_BOTH	0x01
#define KEEP_LEFT	0x02
#define KEEP_RIGHT	0x04

static uint32
hash_lexeme(const char *lexeme, int length)
{
	return hash_bytes((const unsigned char *) lexeme, length);
}

/*
 * A gram's first character is looked up in the hash table, so only longer
 * prefixes need to be tried one by one.
 */
static void
add_prefix(WicMatcher *matcher, const WicOperand *operand)
{
	int			number = operand - matcher->operands;

	matcher->prefixes[matcher->nprefixes] = number;
	if (!wic_is_one_cjk_character((const uint8_t *) operand->lexeme,
								  operand->length))
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
		if (operand != NULL)
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

/*
 * Merge two lists whose positions are shifted to be comparable, keeping the
 * positions that keep asks for.  True if any is kept.
 */
static bool
merge(WicPlaces *out, const WicPlaces *left, int left_shift,
	  const WicPlaces *right, int right_shift, int keep)
{
	int			i = 0;
	int			j = 0;

	out->positions = palloc_extended(sizeof(int32) *
									 ((Size) left->n + right->n + 1),
									 MCXT_ALLOC_HUGE);
	out->owned = true;
	out->n = 0;
	while (i < left->n || j < right->n)
	{
		int64		l = i < left->n ?
		(int64) left->positions[i] + left_shift : PG_INT64_MAX;
		int64		r = j < right->n ?
		(int64) right->positions[j] + right_shift : PG_INT64_MAX;
		int			where = l < r ? KEEP_LEFT : KEEP_RIGHT;

		if (l == r)
			where = KEEP_BOTH;
		if ((keep & where) != 0)
			out->positions[out->n++] = (int32) Min(l, r);
		i += l <= r;
		j += r <= l;
	}
	return out->n > 0;
}

/* L and R, each possibly "everywhere but": which positions to keep. */
static bool
conjunction(WicPlaces *out, const WicPlaces *left, int left_shift,
			const WicPlaces *right, int right_shift)
{
	out->negate = left->negate && right->negate;
	if (out->negate)
	{
		merge(out, left, left_shift, right, right_shift,
			  KEEP_BOTH | KEEP_LEFT | KEEP_RIGHT);
		return true;
	}
	return merge(out, left, left_shift, right, right_shift,
				 left->negate ? KEEP_RIGHT :
				 right->negate ? KEEP_LEFT : KEEP_BOTH);
}

static bool
disjunction(WicPlaces *out, const WicPlaces *left, int left_shift,
			const WicPlaces *right, int right_shift)
{
	int			keep = KEEP_BOTH | KEEP_LEFT | KEEP_RIGHT;

	out->negate = left->negate || right->negate;
	if (left->negate && right->negate)
		keep = KEEP_BOTH;
	else if (left->negate)
		keep = KEEP_LEFT;
	else if (right->negate)
		keep = KEEP_RIGHT;
	return merge(out, left, left_shift, right, right_shift, keep) ||
		out->negate;
}

static bool
operand_places(const WicMatcher *matcher, const QueryItem *item,
			   WicPlaces *out)
{
	const WicOperand *operand = wic_matcher_operand(matcher, item);

	out->positions = operand->positions;
	out->n = operand->noccurrences;
	return out->n > 0;
}

/* Everywhere but where item matches.  The width stays, as in core. */
static bool
negated_places(WicMatcher *matcher, const QueryItem *item, WicPlaces *out)
{
	if (!wic_matcher_places(matcher, item, out))
	{
		out->n = 0;
		out->negate = true;
		return true;
	}
	out->negate = !out->negate;
	return out->negate || out->n > 0;
}

static void
release(WicPlaces *places)
{
	if (places->owned)
		pfree(places->positions);
}

/* Put two sides together, whose narrower one ends with the wider one. */
static bool
combine(const QueryOperator *operator, WicPlaces *left, WicPlaces *right,
		WicPlaces *out)
{
	if (operator->oper == OP_PHRASE)
	{
		out->width = operator->distance + left->width + right->width;
		return conjunction(out, left, operator->distance + right->width,
						   right, 0);
	}

	out->width = Max(left->width, right->width);
	return (operator->oper == OP_AND ? conjunction : disjunction)
		(out, left, out->width - left->width,
		 right, out->width - right->width);
}

/*
 * Follows core's TS_phrase_execute, in which the narrower side of an AND or
 * OR is aligned with the end of the wider one, and a side of an OR that does
 * not match has no width.
 */
bool
wic_matcher_places(WicMatcher *matcher, const QueryItem *item,
				   WicPlaces *out)
{
	const QueryOperator *operator = &item->qoperator;
	WicPlaces	left;
	WicPlaces	right;
	bool		left_holds;
	bool		right_holds;
	bool		holds;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();

	memset(out, 0, sizeof(WicPlaces));
	if (item->type == QI_VAL)
		return operand_places(matcher, item, out);
	if (operator->oper == OP_NOT)
		return negated_places(matcher, item + 1, out);

	left_holds = wic_matcher_places(matcher, item + operator->left, &left);
	if (!left_holds && operator->oper != OP_OR)
		return false;
	right_holds = wic_matcher_places(matcher, item + 1, &right);
	if (!right_holds && (operator->oper != OP_OR || !left_holds))
	{
		release(&left);
		return false;
	}

	if (!left_holds)
		left.width = left.n = 0;
	if (!right_holds)
		right.width = right.n = 0;
	holds = combine(operator, &left, &right, out);
	release(&left);
	release(&right);
	return holds;
}

static bool
condition_holds(WicMatcher *matcher, const QueryItem *item)
{
	const QueryOperator *operator = &item->qoperator;
	WicPlaces	places;

	check_stack_depth();
	if (item->type == QI_VAL)
		return wic_matcher_operand(matcher, item)->noccurrences > 0;

	switch (operator->oper)
	{
		case OP_NOT:
			return !condition_holds(matcher, item + 1);
		case OP_AND:
			return condition_holds(matcher, item + operator->left) &&
				condition_holds(matcher, item + 1);
		case OP_OR:
			return condition_holds(matcher, item + operator->left) ||
				condition_holds(matcher, item + 1);
		case OP_PHRASE:
			return wic_matcher_places(matcher, item, &places);
		default:
			elog(ERROR, "unrecognized operator: %d", operator->oper);
	}
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
	MemoryContext old;
	bool		holds;

	if ((matcher->query->flags & WIC_QUERY_ANY) != 0)
		return any_term_occurs(matcher);
	if (matcher->condition->size == 0)
		return false;

	MemoryContextReset(matcher->scratch);
	old = MemoryContextSwitchTo(matcher->scratch);
	holds = condition_holds(matcher, GETQUERY(matcher->condition));
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
