/*-------------------------------------------------------------------------
 *
 * query_part.c
 *	  Parts of a query: what must stand together in the text.
 *
 * extension/pg/query_part.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/weight.h"
#include "pg/lexemes.h"
#include "pg/query_part.h"

typedef struct PlacedNode
{
	QTNode	   *node;
	int32		position;
} PlacedNode;

static void
add_term(WicBuilder *builder, const char *lexeme, int length, uint16 flags,
		 unsigned factor)
{
	WicTermSource *term;

	builder->terms = wic_grow(builder->terms, builder->nterms,
							  &builder->size, sizeof(WicTermSource));

	term = &builder->terms[builder->nterms++];
	term->lexeme = lexeme;
	term->length = length;
	term->flags = flags;
	term->weight = factor;
}

static void
add_word_term(WicBuilder *builder, const WicAtom *atom)
{
	add_term(builder, atom->lexeme, atom->length,
			 atom->is_prefix ? WIC_TERM_PREFIX : 0, WIC_FACTOR_UNIT);
}

/* The first character of a gram, for the final order of the best. */
static void
add_character_term(WicBuilder *builder, const WicAtom *atom, uint32_t cp)
{
	uint8_t		bytes[WIC_UTF8_MAX];

	if (wic_weight_is_content(cp))
		add_term(builder, atom->lexeme, wic_utf8_put(bytes, cp),
				 WIC_TERM_PREFIX | WIC_TERM_CHARACTER, WIC_FACTOR_UNIT);
}

/* Join nodes that stand at ascending positions, in a balanced phrase. */
static QTNode *
join_phrase(const PlacedNode *placed, int n)
{
	int			half = n / 2;

	if (n == 1)
		return placed[0].node;
	return wic_node_operator(OP_PHRASE,
							 placed[half].position - placed[half - 1].position,
							 join_phrase(placed, half),
							 join_phrase(placed + half, n - half));
}

/* The phrase of the atoms; those at one position are variants of a word. */
static QTNode *
phrase(const WicAtom *atoms, int n)
{
	PlacedNode *placed = palloc(sizeof(PlacedNode) * n);
	int			used = 0;

	for (int i = 0; i < n; i++)
	{
		QTNode	   *node = wic_node_operand(atoms[i].lexeme, atoms[i].length,
											atoms[i].is_prefix);

		if (used > 0 && placed[used - 1].position == atoms[i].position)
			placed[used - 1].node =
				wic_node_operator(OP_OR, 0, placed[used - 1].node, node);
		else
		{
			placed[used].node = node;
			placed[used++].position = atoms[i].position;
		}
	}
	return join_phrase(placed, used);
}

static void
add_atom(WicAtomList *list, const WicLexeme *lexeme, int last_end)
{
	WicAtom    *atom;

	list->atoms = wic_grow(list->atoms, list->n, &list->size, sizeof(WicAtom));
	atom = &list->atoms[list->n++];
	atom->lexeme = pnstrdup(lexeme->bytes, lexeme->length);
	atom->length = lexeme->length;
	atom->position = lexeme->position;
	atom->start = lexeme->start;
	atom->end = lexeme->end;
	atom->is_gram = lexeme->is_gram;
	atom->is_last = lexeme->is_last;
	atom->repeats = lexeme->is_gram && lexeme->end <= last_end;
	atom->is_prefix = false;
}

bool
wic_room_take(WicRoom * room, int lexemes, int bytes)
{
	if (room->lexemes < lexemes || room->bytes < bytes)
		return false;
	room->lexemes -= lexemes;
	room->bytes -= bytes;
	return true;
}

WicAtomList
wic_part_atoms(WicBuilder *builder, WicRoom * room,
			   const char *text, int length)
{
	WicAtomList list = {0};
	WicLexemeReader reader;
	WicLexeme	lexeme;
	int			last_end = 0;

	wic_lexemes_begin(&reader, builder->config, text, length);
	while (!list.is_cut && wic_lexemes_next(&reader, &lexeme))
	{
		list.is_cut = !wic_room_take(room, 1, lexeme.length + 1);
		if (list.is_cut)
			break;
		add_atom(&list, &lexeme, last_end);
		last_end = lexeme.end;
	}
	wic_lexemes_end(&reader);
	return list;
}

bool
wic_part_begins_run(const WicAtom *atoms, int i)
{
	return atoms[i].is_gram &&
		(i == 0 || !atoms[i - 1].is_gram || atoms[i - 1].is_last);
}

/* Atoms from i that belong to one run of CJK. */
static int
run_length(const WicAtom *atoms, int i, int n)
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
cover_run(WicAtom *cover, const WicAtom *run, int n, bool is_final)
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

/* The first two characters of a gram; the second is 0 if it has but one. */
static void
read_gram(const WicAtom *atom, uint32_t *first, uint32_t *second)
{
	const uint8_t *p = (const uint8_t *) atom->lexeme;
	const uint8_t *end = p + atom->length;

	p += wic_utf8_next(p, end, first);
	*second = 0;
	if (p < end)
		wic_utf8_next(p, end, second);
}

/* The bigrams of a run, or its only character; and all its characters. */
static void
add_run_terms(WicBuilder *builder, const WicAtom *run, int n)
{
	for (int i = 0; i < n; i++)
	{
		uint32_t	first;
		uint32_t	second;

		read_gram(&run[i], &first, &second);
		add_character_term(builder, &run[i], first);
		if (second != 0)
			add_term(builder, run[i].lexeme, run[i].length, 0,
					 wic_weight_bigram(first, second));
		else if (n == 1)
			add_term(builder, run[i].lexeme, run[i].length, WIC_TERM_PREFIX,
					 WIC_FACTOR_UNIT);
	}
}

/* The condition for a part of a clause, and its terms unless negated. */
static QTNode *
build_part(WicBuilder *builder, const WicAtom *atoms, int n,
		   WicPartOptions options)
{
	WicAtom    *cover = palloc(sizeof(WicAtom) * n);
	int			used = 0;

	for (int i = 0; i < n;)
	{
		int			length = run_length(atoms, i, n);

		if (!atoms[i].is_gram)
		{
			cover[used] = atoms[i];
			cover[used].is_prefix = options.is_prefix && i == n - 1;
			if (!options.is_negated)
				add_word_term(builder, &cover[used]);
			used++;
			i++;
			continue;
		}
		used += cover_run(cover + used, atoms + i, length, i + length == n);
		if (!options.is_negated)
			add_run_terms(builder, atoms + i, length);
		i += length;
	}
	return phrase(cover, used);
}

/*
 * Terms from first on are those of another way to write a part.  They weigh
 * less, and together no more than the nterms terms of the part as typed.
 */
static void
weaken_terms(WicBuilder *builder, int first, unsigned weight, int nterms)
{
	int			added = builder->nterms - first;

	for (int i = first; i < builder->nterms; i++)
		builder->terms[i].weight = builder->terms[i].weight * weight *
			Min(nterms, added) / added / WIC_WEIGHT_UNIT;
}

static void
trace(const WicBuilder *builder, const char *typed, int length,
	  const WicWay *way, bool is_negated)
{
	if (builder->trace != NULL)
		builder->trace(builder->trace_argument, typed, length, way,
					   is_negated);
}

void
wic_part_ways(WicBuilder *builder, const char *clause,
			  const WicAtom *atoms, int n,
			  WicPartOptions options, WicNodeList *nodes)
{
	const char *start = clause + atoms[0].start;
	int			length = atoms[n - 1].end - atoms[0].start;
	WicWay		typed = {0};
	int			first = builder->nterms;
	int			nterms;
	int			nways;
	WicWay	   *ways;

	typed.text = unconstify(char *, start);
	typed.length = length;
	typed.weight = WIC_WEIGHT_UNIT;
	trace(builder, start, length, &typed, options.is_negated);
	wic_node_list_add(nodes, build_part(builder, atoms, n, options));
	nterms = builder->nterms - first;
	nways = wic_expand(start, length, builder->expansion, &ways);

	for (int i = 0; i < nways; i++)
	{
		WicAtomList list = wic_part_atoms(builder, &builder->spare,
										  ways[i].text, ways[i].length);

		/* Half a way would be another query. */
		if (list.n == 0 || list.is_cut)
			continue;
		trace(builder, start, length, &ways[i], options.is_negated);
		first = builder->nterms;
		wic_node_list_add(nodes,
						  build_part(builder, list.atoms, list.n, options));
		weaken_terms(builder, first, ways[i].weight, nterms);
	}
}
