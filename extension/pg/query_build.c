/*-------------------------------------------------------------------------
 *
 * query_build.c
 *	  From what a person typed to a condition and the terms that score.
 *
 * extension/pg/query_build.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/lexicon.h"
#include "core/webquery.h"
#include "miscadmin.h"
#include "pg/query_build.h"

/* Ways to write a word inside near(): each pair of ways takes many nodes. */
#define NEAR_WAYS	4

/*
 * Lexemes and bytes of lexemes for what was typed, and for other ways and
 * near().  Together they stay well below the megabyte that a tsquery has.
 */
#define BYTES_TYPED		(512 * 1024)
#define LEXEMES_SPARE	(2 * WIC_QUERY_MAX_LEXEMES)
#define BYTES_SPARE		(256 * 1024)

typedef struct ClauseList
{
	WicClause  *clauses;
	int			n;
	int			size;
} ClauseList;

/* Does a part of the clause end before atom i? */
static bool
begins_part(const WicAtom *atoms, int i, bool is_quoted)
{
	if (!wic_part_begins_run(atoms, i) || !atoms[i - 1].is_gram)
		return atoms[i].position - atoms[i - 1].position >= MAXENTRYPOS;
	return !is_quoted || atoms[i].repeats ||
		atoms[i].position - atoms[i - 1].position >= MAXENTRYPOS;
}

/* The atoms of a part, in all the ways to write it. */
static QTNode *
build_part(WicBuilder *builder, const WicClause *clause,
		   const WicAtom *atoms, int n, bool is_final)
{
	WicPartOptions options = {clause->is_negated,
	clause->is_prefix && is_final};
	WicNodeList ways = {0};

	wic_part_ways(builder, (const char *) clause->start, atoms, n,
				  options, &ways);
	return wic_node_join(OP_OR, ways.nodes, ways.n);
}

/* The parts of a clause, which all must be there. */
static QTNode *
build_text(WicBuilder *builder, const WicClause *clause)
{
	WicAtomList list = wic_part_atoms(builder, &builder->room,
									  (const char *) clause->start,
									  clause->end - clause->start);
	WicNodeList parts = {0};

	builder->was_cut |= list.is_cut;

	for (int start = 0, i = 1; start < list.n; i++)
	{
		if (i < list.n && !begins_part(list.atoms, i, clause->is_quoted))
			continue;
		wic_node_list_add(&parts,
						  build_part(builder, clause, list.atoms + start,
									 i - start, i == list.n));
		start = i;
	}
	return wic_node_join(OP_AND, parts.nodes, parts.n);
}

/* Operands of a tree, and their bytes. */
static void
measure_node(const QTNode *node, int *lexemes, int *bytes)
{
	if (node->valnode->type == QI_VAL)
	{
		++*lexemes;
		*bytes += node->valnode->qoperand.length + 1;
	}
	for (int i = 0; i < node->nchild; i++)
		if (node->child[i] != NULL)
			measure_node(node->child[i], lexemes, bytes);
}

/* One after the other, with up to so many characters in between. */
static void
add_within(WicBuilder *builder, WicNodeList *nodes,
		   QTNode *left, QTNode *right, int distance)
{
	int			lexemes = 0;
	int			bytes = 0;

	measure_node(left, &lexemes, &bytes);
	measure_node(right, &lexemes, &bytes);

	/* The last bigram of the left side begins one character before its end. */
	for (int d = 1; d <= distance + 2; d++)
	{
		/* Each distance is a copy of both sides. */
		if (!wic_room_take(&builder->spare, lexemes, bytes))
		{
			builder->was_cut = true;
			return;
		}
		wic_node_list_add(nodes, wic_node_operator(OP_PHRASE, d, left, right));
	}
}

/* Two words in either order, each in all its ways. */
static QTNode *
build_pair(WicBuilder *builder, const WicNodeList *left, const WicNodeList *right, int distance)
{
	WicNodeList nodes = {0};

	for (int i = 0; i < Min(left->n, NEAR_WAYS); i++)
	{
		for (int j = 0; j < Min(right->n, NEAR_WAYS); j++)
		{
			add_within(builder, &nodes, left->nodes[i], right->nodes[j],
					   distance);
			add_within(builder, &nodes, right->nodes[j], left->nodes[i],
					   distance);
		}
	}
	return wic_node_join(OP_OR, nodes.nodes, nodes.n);
}

/* The ways of a word inside near(); false if it has no lexeme. */
static bool
read_word(WicBuilder *builder, const WicClause *near, const WicClause *word,
		  WicNodeList *ways)
{
	WicPartOptions options = {near->is_negated, word->is_prefix};
	WicAtomList list = wic_part_atoms(builder, &builder->room,
									  (const char *) word->start,
									  word->end - word->start);

	builder->was_cut |= list.is_cut;
	memset(ways, 0, sizeof(WicNodeList));
	if (list.n == 0)
		return false;
	wic_part_ways(builder, (const char *) word->start, list.atoms, list.n,
				  options, ways);
	return true;
}

/* A pair that no room was left for is left out. */
static void
add_pair(WicNodeList *pairs, QTNode *pair)
{
	if (pair != NULL)
		wic_node_list_add(pairs, pair);
}

/* near(a b c, 6): a near b, and b near c. */
static QTNode *
build_near(WicBuilder *builder, const WicClause *clause)
{
	WicNodeList pairs = {0};
	WicNodeList before = {0};
	WicNodeList ways;
	WicWebQuery web;
	WicClause	word;

	wic_webquery_init(&web, clause->start, clause->end - clause->start);
	while (wic_webquery_next(&web, &word))
	{
		CHECK_FOR_INTERRUPTS();
		if (!read_word(builder, clause, &word, &ways))
			continue;
		if (before.n > 0)
			add_pair(&pairs, build_pair(builder, &before, &ways,
										clause->near_distance));
		before = ways;
	}
	if (pairs.n == 0)
		return wic_node_join(OP_OR, before.nodes, before.n);
	return wic_node_join(OP_AND, pairs.nodes, pairs.n);
}

static QTNode *
build_clause(WicBuilder *builder, const WicClause *clause)
{
	QTNode	   *node = clause->near_distance > 0 ?
	build_near(builder, clause) : build_text(builder, clause);

	if (node != NULL && clause->is_negated)
		node = wic_node_operator(OP_NOT, 0, NULL, node);
	return node;
}

/* Has the group a clause that says the same?  People paste and repeat. */
static bool
is_repeated(const ClauseList *group, const WicClause *clause)
{
	for (int i = 0; i < group->n; i++)
	{
		const WicClause *other = &group->clauses[i];
		Size		length = clause->end - clause->start;

		if (other->end - other->start == length &&
			other->near_distance == clause->near_distance &&
			other->is_negated == clause->is_negated &&
			other->is_quoted == clause->is_quoted &&
			other->is_prefix == clause->is_prefix &&
			memcmp(other->start, clause->start, length) == 0)
			return true;
	}
	return false;
}

static QTNode *
build_clauses(WicBuilder *builder, const char *text, int length)
{
	WicWebQuery web;
	WicClause	clause;
	WicNodeList groups = {0};
	WicNodeList group = {0};
	ClauseList	clauses = {0};

	wic_webquery_init(&web, text, length);
	while (wic_webquery_next(&web, &clause))
	{
		QTNode	   *node;

		CHECK_FOR_INTERRUPTS();
		if (clause.is_or)
		{
			if (group.n > 0)
				wic_node_list_add(&groups,
								  wic_node_join(OP_AND, group.nodes, group.n));
			group.n = clauses.n = 0;
			continue;
		}
		if (!wic_room_take(&builder->room, 1, 0))
		{
			builder->was_cut = true;
			break;
		}
		if (is_repeated(&clauses, &clause))
			continue;
		clauses.clauses = wic_grow(clauses.clauses, clauses.n, &clauses.size,
								   sizeof(WicClause));
		clauses.clauses[clauses.n++] = clause;
		node = build_clause(builder, &clause);
		if (node != NULL)
			wic_node_list_add(&group, node);
	}
	if (group.n > 0)
		wic_node_list_add(&groups,
						  wic_node_join(OP_AND, group.nodes, group.n));
	return wic_node_join(OP_OR, groups.nodes, groups.n);
}

/*
 * Leave out terms that say nothing (什么), unless there are no others: then
 * each counts the same.  Returns how many are left.
 */
static int
drop_weightless(WicTermSource *terms, int nterms)
{
	int			used = 0;

	for (int i = 0; i < nterms; i++)
		if (terms[i].weight > 0)
			terms[used++] = terms[i];
	if (used > 0)
		return used;
	for (int i = 0; i < nterms; i++)
		terms[i].weight = WIC_WEIGHT_UNIT;
	return nterms;
}

static void
give_room(WicBuilder *builder)
{
	builder->room.lexemes = WIC_QUERY_MAX_LEXEMES;
	builder->room.bytes = BYTES_TYPED;
	builder->spare.lexemes = LEXEMES_SPARE;
	builder->spare.bytes = BYTES_SPARE;
}

WicBuiltQuery
wic_build_query(Oid config, WicExpansion expansion, const char *text,
				int length)
{
	WicBuilder	builder = {0};
	WicBuiltQuery built;

	builder.config = config;
	builder.expansion = expansion;
	give_room(&builder);
	built.condition = wic_node_tsquery(build_clauses(&builder, text, length));
	built.nterms = drop_weightless(builder.terms, builder.nterms);
	built.nterms = wic_terms_unique(builder.terms, built.nterms);
	built.terms = builder.terms;

	if (builder.was_cut)
		ereport(NOTICE,
				(errmsg("query is too long, and its end is not used"),
				 errdetail("At most %d lexemes and %d bytes of them are used.",
						   WIC_QUERY_MAX_LEXEMES, BYTES_TYPED)));
	if (built.condition->size == 0)
		ereport(NOTICE,
				(errmsg("query has nothing to search for")));
	return built;
}

void
wic_trace_query(Oid config, WicExpansion expansion, const char *text,
				int length, WicPartTrace trace, void *argument)
{
	WicBuilder	builder = {0};

	builder.config = config;
	builder.expansion = expansion;
	give_room(&builder);
	builder.trace = trace;
	builder.trace_argument = argument;
	(void) build_clauses(&builder, text, length);
}

TSQuery
wic_build_any(const WicQuery *query)
{
	WicNodeList list = {0};

	for (uint32 i = 0; i < query->nterms; i++)
	{
		const WicTerm *term = &query->terms[i];

		if (!wic_term_scores(term))
			continue;
		wic_node_list_add(&list,
						  wic_node_operand(wic_query_lexeme(query, term),
										   term->length,
										   wic_term_is_prefix(term)));
	}
	return wic_node_tsquery(wic_node_join(OP_OR, list.nodes, list.n));
}
