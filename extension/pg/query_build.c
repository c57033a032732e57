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

#include "core/webquery.h"
#include "miscadmin.h"
#include "pg/lexemes.h"
#include "pg/query_build.h"
#include "tsearch/ts_utils.h"
#include "utils/pg_crc.h"

/* A lexeme of a clause. */
typedef struct Atom
{
	char	   *lexeme;
	int			length;
	int32		position;
	bool		is_gram;
	bool		is_last;		/* the lone last character of a run */
	bool		repeats;		/* begins before the atom before it ended */
	bool		is_prefix;
} Atom;

typedef struct AtomList
{
	Atom	   *atoms;
	int			n;
	int			size;
} AtomList;

typedef struct PlacedNode
{
	QTNode	   *node;
	int32		position;
} PlacedNode;

typedef struct NodeList
{
	QTNode	  **nodes;
	int			n;
	int			size;
} NodeList;

typedef struct ClauseList
{
	WicClause  *clauses;
	int			n;
	int			size;
}			ClauseList;

typedef struct Builder
{
	Oid			config;
	WicTermSource *terms;
	int			nterms;
	int			size;
	int			room;			/* lexemes that may still be taken */
	bool		was_cut;
} Builder;

static void
add_node(NodeList *list, QTNode *node)
{
	list->nodes = wic_grow(list->nodes, list->n, &list->size,
						   sizeof(QTNode *));
	list->nodes[list->n++] = node;
}

static void
add_term(Builder *builder, const Atom *atom, bool is_prefix)
{
	WicTermSource *term;

	builder->terms = wic_grow(builder->terms, builder->nterms,
							  &builder->size, sizeof(WicTermSource));

	term = &builder->terms[builder->nterms++];
	term->lexeme = atom->lexeme;
	term->length = atom->length;
	term->flags = is_prefix ? WIC_TERM_PREFIX : 0;
	term->weight = 0;
}

static QTNode *
operand_node(const char *lexeme, int length, bool is_prefix)
{
	QTNode	   *node = palloc0(sizeof(QTNode));
	QueryOperand *operand = palloc0(sizeof(QueryItem));
	pg_crc32	crc;

	INIT_LEGACY_CRC32(crc);
	COMP_LEGACY_CRC32(crc, lexeme, length);
	FIN_LEGACY_CRC32(crc);

	operand->type = QI_VAL;
	operand->prefix = is_prefix;
	operand->valcrc = (int32) crc;
	operand->length = length;
	node->valnode = (QueryItem *) operand;
	node->word = unconstify(char *, lexeme);
	return node;
}

static QTNode *
operator_node(int8 oper, int distance, QTNode *left, QTNode *right)
{
	QTNode	   *node = palloc0(sizeof(QTNode));
	QueryOperator *operator = palloc0(sizeof(QueryItem));

	operator->type = QI_OPR;
	operator->oper = oper;
	operator->distance = distance;
	node->valnode = (QueryItem *) operator;
	node->nchild = left != NULL ? 2 : 1;
	node->child = palloc(sizeof(QTNode *) * 2);
	node->child[0] = right;		/* stored first: see fillQT in core */
	node->child[1] = left;
	return node;
}

/* Join nodes by AND or OR in a balanced tree; NULL if there are none. */
static QTNode *
join(int8 oper, QTNode **nodes, int n)
{
	if (n == 0)
		return NULL;
	if (n == 1)
		return nodes[0];
	return operator_node(oper, 0, join(oper, nodes, n / 2),
						 join(oper, nodes + n / 2, n - n / 2));
}

/* Join nodes that stand at ascending positions, in a balanced phrase. */
static QTNode *
join_phrase(const PlacedNode *placed, int n)
{
	int			half = n / 2;

	if (n == 1)
		return placed[0].node;
	return operator_node(OP_PHRASE,
						 placed[half].position - placed[half - 1].position,
						 join_phrase(placed, half),
						 join_phrase(placed + half, n - half));
}

/* The phrase of the atoms; those at one position are variants of a word. */
static QTNode *
phrase(const Atom *atoms, int n)
{
	PlacedNode *placed = palloc(sizeof(PlacedNode) * n);
	int			used = 0;

	for (int i = 0; i < n; i++)
	{
		QTNode	   *node = operand_node(atoms[i].lexeme, atoms[i].length,
										atoms[i].is_prefix);

		if (used > 0 && placed[used - 1].position == atoms[i].position)
			placed[used - 1].node = operator_node(OP_OR, 0,
												  placed[used - 1].node, node);
		else
		{
			placed[used].node = node;
			placed[used++].position = atoms[i].position;
		}
	}
	return join_phrase(placed, used);
}

static void
add_atom(AtomList *list, const WicLexeme *lexeme, int last_end)
{
	Atom	   *atom;

	list->atoms = wic_grow(list->atoms, list->n, &list->size, sizeof(Atom));
	atom = &list->atoms[list->n++];
	atom->lexeme = pnstrdup(lexeme->bytes, lexeme->length);
	atom->length = lexeme->length;
	atom->position = lexeme->position;
	atom->is_gram = lexeme->is_gram;
	atom->is_last = lexeme->is_last;
	atom->repeats = lexeme->is_gram && lexeme->end <= last_end;
	atom->is_prefix = false;
}

/* Read the lexemes of a clause. */
static AtomList
read_atoms(Builder *builder, const WicClause *clause)
{
	AtomList	list = {0};
	WicLexemeReader reader;
	WicLexeme	lexeme;
	int			last_end = 0;

	wic_lexemes_begin(&reader, builder->config, (const char *) clause->start,
					  clause->end - clause->start);
	while (wic_lexemes_next(&reader, &lexeme))
	{
		if (builder->room == 0)
		{
			builder->was_cut = true;
			break;
		}
		builder->room--;
		add_atom(&list, &lexeme, last_end);
		last_end = lexeme.end;
	}
	wic_lexemes_end(&reader);
	return list;
}

static bool
begins_run(const Atom *atoms, int i)
{
	return atoms[i].is_gram &&
		(i == 0 || !atoms[i - 1].is_gram || atoms[i - 1].is_last);
}

/* Does a part of the clause end before atom i? */
static bool
begins_part(const Atom *atoms, int i, bool is_quoted)
{
	if (!begins_run(atoms, i) || !atoms[i - 1].is_gram)
		return atoms[i].position - atoms[i - 1].position >= MAXENTRYPOS;
	return !is_quoted || atoms[i].repeats ||
		atoms[i].position - atoms[i - 1].position >= MAXENTRYPOS;
}

/* Atoms from i that belong to one run of CJK. */
static int
run_length(const Atom *atoms, int i, int n)
{
	int			end = i;

	while (end < n && atoms[end].is_gram && !atoms[end].is_last)
		end++;
	return Min(end + 1, n) - i;
}

/*
 * The condition for a run: every other bigram, and the last one.  A lone
 * character finds what begins with it, unless something follows at a known
 * distance: then the run ends there in the text too.
 */
static int
cover_run(Atom *cover, const Atom *run, int n, bool is_final)
{
	int			used = 0;

	if (n == 1)
	{
		cover[0] = run[0];
		cover[0].is_prefix = is_final && run[0].is_last;
		return 1;
	}
	for (int i = 0; i < n - 1; i += 2)
		cover[used++] = run[i];
	if (n % 2 == 1)
		cover[used++] = run[n - 2];
	return used;
}

static void
add_run_terms(Builder *builder, const Atom *run, int n)
{
	if (n == 1)
		add_term(builder, run, true);
	for (int i = 0; i < n - 1; i++)
		add_term(builder, &run[i], false);
}

/* The condition for a part of a clause, and its terms unless negated. */
static QTNode *
build_part(Builder *builder, const Atom *atoms, int n,
		   const WicClause *clause, bool is_final)
{
	Atom	   *cover = palloc(sizeof(Atom) * n);
	int			used = 0;

	for (int i = 0; i < n;)
	{
		int			length = run_length(atoms, i, n);

		if (!atoms[i].is_gram)
		{
			cover[used] = atoms[i];
			cover[used].is_prefix = clause->is_prefix && is_final &&
				i == n - 1;
			if (!clause->is_negated)
				add_term(builder, &atoms[i], cover[used].is_prefix);
			used++;
			i++;
			continue;
		}
		used += cover_run(cover + used, atoms + i, length, i + length == n);
		if (!clause->is_negated)
			add_run_terms(builder, atoms + i, length);
		i += length;
	}
	return phrase(cover, used);
}

static QTNode *
build_clause(Builder *builder, const WicClause *clause)
{
	AtomList	list = read_atoms(builder, clause);
	NodeList	parts = {0};
	QTNode	   *node;

	for (int start = 0, i = 1; start < list.n; i++)
	{
		if (i < list.n && !begins_part(list.atoms, i, clause->is_quoted))
			continue;
		add_node(&parts, build_part(builder, list.atoms + start, i - start,
									clause, i == list.n));
		start = i;
	}

	node = join(OP_AND, parts.nodes, parts.n);
	if (node != NULL && clause->is_negated)
		node = operator_node(OP_NOT, 0, NULL, node);
	return node;
}

/* Has the group a clause that says the same?  People paste and repeat. */
static bool
is_repeated(const ClauseList * group, const WicClause *clause)
{
	for (int i = 0; i < group->n; i++)
	{
		const WicClause *other = &group->clauses[i];
		Size		length = clause->end - clause->start;

		if (other->end - other->start == length &&
			other->is_negated == clause->is_negated &&
			other->is_quoted == clause->is_quoted &&
			other->is_prefix == clause->is_prefix &&
			memcmp(other->start, clause->start, length) == 0)
			return true;
	}
	return false;
}

static QTNode *
build_clauses(Builder *builder, const char *text, int length)
{
	WicWebQuery web;
	WicClause	clause;
	NodeList	groups = {0};
	NodeList	group = {0};
	ClauseList	clauses = {0};

	wic_webquery_init(&web, text, length);
	while (wic_webquery_next(&web, &clause))
	{
		QTNode	   *node;

		CHECK_FOR_INTERRUPTS();
		if (clause.is_or)
		{
			if (group.n > 0)
				add_node(&groups, join(OP_AND, group.nodes, group.n));
			group.n = clauses.n = 0;
			continue;
		}
		if (is_repeated(&clauses, &clause))
			continue;
		if (builder->room == 0)
		{
			builder->was_cut = true;
			break;
		}
		clauses.clauses = wic_grow(clauses.clauses, clauses.n, &clauses.size,
								   sizeof(WicClause));
		clauses.clauses[clauses.n++] = clause;
		node = build_clause(builder, &clause);
		if (node != NULL)
			add_node(&group, node);
	}
	if (group.n > 0)
		add_node(&groups, join(OP_AND, group.nodes, group.n));
	return join(OP_OR, groups.nodes, groups.n);
}

static TSQuery
to_tsquery(QTNode *node)
{
	return node != NULL ? QTN2QT(node) : wic_empty_condition();
}

WicBuiltQuery
wic_build_query(Oid config, const char *text, int length)
{
	Builder		builder = {0};
	WicBuiltQuery built;

	builder.config = config;
	builder.room = WIC_QUERY_MAX_LEXEMES;
	built.condition = to_tsquery(build_clauses(&builder, text, length));
	built.terms = builder.terms;
	built.nterms = wic_terms_unique(builder.terms, builder.nterms);

	if (builder.was_cut)
		ereport(NOTICE,
				(errmsg("query is too long; only its first %d lexemes are used",
						WIC_QUERY_MAX_LEXEMES)));
	if (built.condition->size == 0)
		ereport(NOTICE,
				(errmsg("query has nothing to search for")));
	return built;
}

TSQuery
wic_build_any(const WicQuery *query)
{
	NodeList	list = {0};

	for (uint32 i = 0; i < query->nterms; i++)
	{
		const WicTerm *term = &query->terms[i];

		add_node(&list, operand_node(wic_query_lexeme(query, term),
									 term->length,
									 wic_term_is_prefix(term)));
	}
	return to_tsquery(join(OP_OR, list.nodes, list.n));
}
