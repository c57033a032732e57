/*-------------------------------------------------------------------------
 *
 * collocate.c
 *	  Of the sequences that stand near the hits of a query, those that are
 *	  collocates.
 *
 * The thresholds were chosen by reading the collocates of thirty words in
 * reports of seven decades and in speeches of ten years.
 *
 * extension/core/collocate.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/collocate.h"

#include <string.h>

/* A link that holds a term together at its ends: four times chance. */
#define LINK_MIN		4.0f

/* One that ties what stands beside a term to it: chance. */
#define LINK_TIES		1.0f

/* One that makes a particle part of a word, as in 和平 and 就业. */
#define LINK_STRONG		12.0f

/* Nearly all: of what stands within a longer term, or beside a character. */
#define MOST_WITHIN		0.8
#define MOST_BESIDE		0.95

/* How much more often than a term a word in it occurs that is another one. */
#define MUCH_MORE		2.0

#define INTERRUPT_INTERVAL	16384

/*
 * Mostly words of their own, in folded form: particles, pronouns,
 * prepositions and the like, and particles of Japanese.
 * 的 了 和 与 及 或 着 是 等 也 都 就 把 被 这 那 之 并 且 而 但 将 其 们 吗 呢 吧 啊 嘛 个
 * 为 于 从 以 到 在 对 得 所 有 者 过 向 由 使 让 要 中 上 下 内 外 里 间 不 更 很 还 又 再
 * 因 则 即 如 若 各
 */
static const uint16_t particles[] = {
	0x304C, 0x3067, 0x3068, 0x306B, 0x306E, 0x306F, 0x3092, 0x4E0A,
	0x4E0B, 0x4E0D, 0x4E0E, 0x4E14, 0x4E2A, 0x4E2D, 0x4E3A, 0x4E4B,
	0x4E5F, 0x4E86, 0x4E8E, 0x4ECE, 0x4EE5, 0x4EEC, 0x4F46, 0x4F7F,
	0x5176, 0x5185, 0x518D, 0x5219, 0x5230, 0x5373, 0x53C8, 0x53CA,
	0x5404, 0x5411, 0x5417, 0x5427, 0x5462, 0x548C, 0x554A, 0x561B,
	0x56E0, 0x5728, 0x5916, 0x5982, 0x5BF9, 0x5C06, 0x5C31, 0x5E76,
	0x5F88, 0x5F97, 0x6216, 0x6240, 0x628A, 0x662F, 0x66F4, 0x6709,
	0x7531, 0x7684, 0x7740, 0x7B49, 0x800C, 0x8005, 0x82E5, 0x8981,
	0x88AB, 0x8BA9, 0x8FC7, 0x8FD8, 0x8FD9, 0x90A3, 0x90FD, 0x91CC,
	0x95F4
};

/*
 * Those that end no word of three characters or more: 的 了 让 使 被 把 在 于 为 和 与
 * 及 或 是 也 都 着 而 但 并 将 这 那 其 不 很 更 对 从 向 由 以 要 到
 */
static const uint16_t no_endings[] = {
	0x4E0D, 0x4E0E, 0x4E3A, 0x4E5F, 0x4E86, 0x4E8E, 0x4ECE, 0x4EE5,
	0x4F46, 0x4F7F, 0x5176, 0x5230, 0x53CA, 0x5411, 0x548C, 0x5728,
	0x5BF9, 0x5C06, 0x5E76, 0x5F88, 0x6216, 0x628A, 0x662F, 0x66F4,
	0x7531, 0x7684, 0x7740, 0x800C, 0x88AB, 0x8981, 0x8BA9, 0x8FD9,
	0x90A3, 0x90FD
};

#define POSSESSIVE	0x7684		/* 的 */

/* Words of English that stand beside any other. */
static const char *const function_words[] = {
	"a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for",
	"from", "has", "have", "he", "in", "is", "it", "its", "of", "on", "or",
	"our", "that", "the", "their", "they", "this", "to", "was", "we", "were",
	"which", "will", "with"
};

#define LENGTH(array)	(sizeof(array) / sizeof((array)[0]))

static bool
is_in(const uint16_t *list, size_t n, uint32_t code)
{
	size_t		low = 0;
	size_t		high = n;

	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (list[middle] == code)
			return true;
		if (list[middle] < code)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* The character as it stands in the lists, also at level exact. */
static uint32_t
plain_code(const WicGramCounts *counts, uint32_t code)
{
	uint32_t	folded[WIC_FOLD_CHAR_MAX];

	return wic_fold_char(counts->table, true, code, folded) == 1 ?
		folded[0] : code;
}

static bool
is_function_word(const uint32_t *codes, size_t n)
{
	for (size_t i = 0; i < LENGTH(function_words); i++)
	{
		const char *word = function_words[i];
		size_t		same = 0;

		while (same < n && word[same] != '\0' &&
			   codes[same] == (uint8_t) word[same])
			same++;
		if (same == n && word[same] == '\0')
			return true;
	}
	return false;
}

/* The link between two characters: how many times chance they meet. */
static float
link_between(const WicGramCounts *counts, uint32_t a, uint32_t b)
{
	const WicGramTree *tree = &counts->tree;
	uint32_t	first = wic_gram_find(tree, WIC_GRAM_ROOT, a);
	uint32_t	second = wic_gram_find(tree, WIC_GRAM_ROOT, b);
	uint32_t	both = first == WIC_GRAM_ROOT ? WIC_GRAM_ROOT :
	wic_gram_find(tree, first, b);
	double		chance;

	if (both == WIC_GRAM_ROOT || second == WIC_GRAM_ROOT)
		return 0;
	chance = (double) tree->nodes[first].total *
		(double) tree->nodes[second].total;
	return chance == 0 ? 0 : (float) ((double) tree->nodes[both].total *
									  (double) counts->places[1] / chance);
}

static void
set_links(WicCollocates *found, void (*check) (void))
{
	const WicItem *items = found->counts->items;

	for (size_t at = 0; at < found->counts->n; at++)
	{
		WicItemLink *link = &found->links[at];

		if (at % INTERRUPT_INTERVAL == 0)
			check();
		link->is_particle = is_in(particles, LENGTH(particles),
								  plain_code(found->counts, items[at].code));
		link->to_last = (items[at].flags & WIC_ITEM_RUN) != 0 ? 0 :
			link_between(found->counts, items[at - 1].code, items[at].code);
	}
}

size_t
wic_gram_codes(const WicGramTree *tree, uint32_t gram, uint32_t *codes)
{
	size_t		n = 0;

	for (uint32_t at = gram; at != WIC_GRAM_ROOT; at = tree->nodes[at].parent)
		n++;
	for (uint32_t at = gram, i = (uint32_t) n; i > 0;
		 at = tree->nodes[at].parent)
		codes[--i] = tree->nodes[at].code;
	if (n > 0 && codes[0] == 0) /* the mark of words */
		memmove(codes, codes + 1, sizeof(uint32_t) * --n);
	return n;
}

/* How far a node is from the root, and is it a word? */
static size_t
depth_of(const WicGramTree *tree, uint32_t gram, bool *is_word)
{
	size_t		depth = 0;

	*is_word = false;
	for (uint32_t at = gram; at != WIC_GRAM_ROOT; at = tree->nodes[at].parent)
	{
		depth++;
		*is_word = tree->nodes[at].code == 0;
	}
	return depth;
}

size_t
wic_collocates_room(const WicGramCounts *counts)
{
	size_t		room = 0;

	for (uint32_t gram = 1; gram < counts->tree.n; gram++)
		room += counts->tree.nodes[gram].near >= counts->min_near;
	return room;
}

/* Is the sequence part of a hit? */
static bool
is_hit(const WicCollocates *found, uint32_t gram)
{
	const WicGramNode *nodes = found->counts->tree.nodes;
	uint32_t	path[WIC_ITEM_WORD_MAX + 1];
	size_t		n = 0;
	uint32_t	hit = WIC_GRAM_ROOT;

	for (uint32_t at = gram; at != WIC_GRAM_ROOT; at = nodes[at].parent)
		path[n++] = nodes[at].code;
	while (n > 0)
	{
		hit = wic_gram_find(found->hits, hit, path[--n]);
		if (hit == WIC_GRAM_ROOT)
			return false;
	}
	return true;
}

/* Is a sequence of that length what is looked for? */
static bool
is_of_unit(const WicCollocates *found, size_t chars, bool is_word)
{
	if (found->unit == WIC_UNIT_CHARACTER)
		return chars == 1 && !is_word;
	return chars > 1 || is_word;
}

/* Is it near the hits more often than by chance? */
static bool
is_significant(const WicTable *counts)
{
	return (double) counts->o11 > wic_expected(counts) &&
		wic_log_likelihood(counts) >= WIC_SIGNIFICANT;
}

/* The sequences that may be collocates, by their counts. */
static void
collect(WicCollocates *found)
{
	const WicGramCounts *counts = found->counts;

	found->n = 0;
	memset(found->numbers, 0, sizeof(uint32_t) * counts->tree.n);
	for (uint32_t gram = 1; gram < counts->tree.n; gram++)
	{
		const WicGramNode *node = &counts->tree.nodes[gram];
		WicCollocate *collocate = &found->collocates[found->n];

		if (node->near < counts->min_near)
			continue;
		memset(collocate, 0, sizeof(WicCollocate));
		collocate->gram = gram;
		collocate->chars = (uint32_t) depth_of(&counts->tree, gram,
											   &collocate->is_word);
		if (collocate->is_word)
			collocate->chars = 1;
		collocate->counts = (WicTable)
		{
			node->near, counts->near_places[collocate->chars],
				node->total, counts->places[collocate->chars]
		};
		if (!is_of_unit(found, collocate->chars, collocate->is_word) ||
			!wic_table_holds(&collocate->counts) ||
			!is_significant(&collocate->counts) ||
			is_hit(found, gram))
			continue;
		found->numbers[gram] = (uint32_t) ++found->n;
	}
}

/* Boyer and Moore's vote: whoever has the majority wins. */
static void
vote(WicNeighbour *side, uint32_t code)
{
	if (side->votes == 0)
		side->code = code;
	if (side->code == code)
		side->votes++;
	else
		side->votes--;
}

/* Does the link to a character beside it tie that to a term? */
static bool
is_tied(const WicCollocates *found, size_t beside, float link)
{
	if (!found->links[beside].is_particle)
		return link >= LINK_TIES;
	return link >= LINK_STRONG &&
		found->counts->items[beside].code != POSSESSIVE;
}

/* What stands beside the items from..to; 0: nothing that is tied to them. */
static uint32_t
code_before(const WicCollocates *found, size_t from)
{
	if (from == 0 || !is_tied(found, from - 1, found->links[from].to_last))
		return 0;
	return found->counts->items[from - 1].code;
}

static uint32_t
code_behind(const WicCollocates *found, size_t to)
{
	size_t		next = to + 1;

	if (next == found->counts->n ||
		!is_tied(found, next, found->links[next].to_last))
		return 0;
	return found->counts->items[next].code;
}

/* Note an occurrence from..to. */
static void
note_occurrence(const WicCollocates *found, WicCollocate *collocate,
				size_t from, size_t to)
{
	const WicItemLink *links = found->links;
	uint32_t	left = code_before(found, from);
	uint32_t	right = code_behind(found, to);

	vote(&collocate->left, left);
	vote(&collocate->right, right);
	collocate->nbehind_hit +=
		(found->counts->items[from].flags & WIC_ITEM_BEHIND_HIT) != 0;
	collocate->nbefore_hit +=
		(found->counts->items[to].flags & WIC_ITEM_BEFORE_HIT) != 0;
	if (from == to)
		return;
	if ((found->counts->items[from].flags & WIC_ITEM_COUNTED) != 0)
		return;					/* 2015|年世界 */
	collocate->napart += left == 0 && right == 0;
	collocate->nfree +=
		(left == 0 || links[from].to_last < links[from + 1].to_last) &&
		(right == 0 || links[to + 1].to_last < links[to].to_last);
}

/* How often do those stand beside it that won the vote? */
static void
note_neighbours(const WicCollocates *found, WicCollocate *collocate,
				size_t from, size_t to)
{
	collocate->left.n += code_before(found, from) == collocate->left.code;
	collocate->right.n += code_behind(found, to) == collocate->right.code;
}

static void
visit(const WicCollocates *found, void (*check) (void),
	  void (*note) (const WicCollocates *, WicCollocate *, size_t, size_t))
{
	for (size_t at = 0; at < found->counts->n; at++)
	{
		uint32_t	grams[WIC_GRAM_MAX];
		size_t		n = wic_grams_at(found->counts, at, grams);

		if (at % INTERRUPT_INTERVAL == 0)
			check();
		for (size_t i = 0; i < n; i++)
		{
			uint32_t	number = found->numbers[grams[i]];

			if (number != 0)
				note(found, &found->collocates[number - 1], at, at + i);
		}
	}
}

/* How often a sequence occurs. */
static uint32_t
total_of(const WicGramTree *tree, const uint32_t *codes, size_t n)
{
	uint32_t	gram = WIC_GRAM_ROOT;

	for (size_t i = 0; i < n; i++)
	{
		gram = wic_gram_find(tree, gram, codes[i]);
		if (gram == WIC_GRAM_ROOT)
			return 0;
	}
	return tree->nodes[gram].total;
}

/* A term of characters, with the links between them. */
typedef struct Term
{
	uint32_t	codes[WIC_ITEM_WORD_MAX + 1];
	bool		is_particle[WIC_GRAM_MAX];
	float		links[WIC_GRAM_MAX];	/* of each to the one before it */
	size_t		n;
} Term;

static void
read_term(Term *term, const WicGramCounts *counts, uint32_t gram)
{
	term->n = wic_gram_codes(&counts->tree, gram, term->codes);
	for (size_t i = 0; i < term->n; i++)
	{
		uint32_t	code = plain_code(counts, term->codes[i]);

		term->is_particle[i] = is_in(particles, LENGTH(particles), code);
		term->links[i] = i == 0 ? 0 :
			link_between(counts, term->codes[i - 1], term->codes[i]);
	}
}

/* Does a particle stand within it that is no part of a word, as in 甲的乙? */
static bool
has_particle(const Term *term)
{
	for (size_t i = 1; i + 1 < term->n; i++)
		if (term->is_particle[i] && term->links[i] < LINK_MIN &&
			term->links[i + 1] < LINK_MIN)
			return true;
	return false;
}

/* Does the rest of the term, all but one character, mostly stand in it? */
static bool
is_implied(const WicGramTree *tree, const Term *term, const uint32_t *rest)
{
	return term->n > 2 &&
		2 * (uint64_t) total_of(tree, term->codes, term->n) >=
		total_of(tree, rest, term->n - 1);
}

/* Is a character at an end part of the term, by its link to the next? */
static bool
is_attached(float link, bool is_particle, float link_min, bool is_implied)
{
	if (is_particle)
		return link >= LINK_STRONG;
	return link >= link_min || is_implied;
}

/* Can a term begin, and end, with the characters that it has there? */
static bool
has_ends(const WicGramCounts *counts, const Term *term, float link_min)
{
	const WicGramTree *tree = &counts->tree;
	size_t		last = term->n - 1;
	uint32_t	last_code = plain_code(counts, term->codes[last]);

	if (term->codes[0] == POSSESSIVE || last_code == POSSESSIVE)
		return false;
	if (term->n > 2 && is_in(no_endings, LENGTH(no_endings), last_code))
		return false;
	return is_attached(term->links[1], term->is_particle[0], link_min,
					   is_implied(tree, term, term->codes + 1)) &&
		is_attached(term->links[last], term->is_particle[last], link_min,
					is_implied(tree, term, term->codes));
}

/* Is it a word that is listed? */
static bool
is_content_word(const WicCollocates *found, uint32_t gram)
{
	uint32_t	codes[WIC_ITEM_WORD_MAX + 1];
	size_t		n = wic_gram_codes(&found->counts->tree, gram, codes);

	return !is_function_word(codes, n);
}

/* Does it look like a term, where it occurs? */
static bool
is_term(const WicCollocates *found, const WicCollocate *collocate)
{
	uint64_t	near = (uint64_t) collocate->counts.o11;
	bool		is_apart = collocate->chars == 2 &&
	2 * (uint64_t) collocate->napart >= near;
	Term		term;

	if (collocate->is_word)
		return is_content_word(found, collocate->gram);
	if (2 * (uint64_t) collocate->nfree < near)
		return false;
	read_term(&term, found->counts, collocate->gram);
	return has_ends(found->counts, &term, is_apart ? 0 : LINK_MIN) &&
		!has_particle(&term);
}

/* Drop what nearly always stands within the longer term. */
static void
drop_parts(WicCollocates *found, const WicCollocate *longer)
{
	const WicGramTree *tree = &found->counts->tree;
	uint32_t	codes[WIC_ITEM_WORD_MAX + 1];
	size_t		n = wic_gram_codes(tree, longer->gram, codes);

	for (size_t from = 0; from < n; from++)
	{
		uint32_t	gram = WIC_GRAM_ROOT;

		for (size_t to = from; to < n; to++)
		{
			uint32_t	number;

			gram = wic_gram_find(tree, gram, codes[to]);
			if (gram == WIC_GRAM_ROOT)
				break;
			number = found->numbers[gram];
			if (number == 0 || gram == longer->gram)
				continue;
			if ((double) longer->counts.o11 >= MOST_WITHIN *
				(double) found->collocates[number - 1].counts.o11)
				found->collocates[number - 1].is_dropped = true;
		}
	}
}

/*
 * Is it nearly always followed, or preceded, by the same character, here and,
 * as far as the two characters tell that meet there, everywhere?
 */
static bool
is_piece(const WicCollocates *found, const WicCollocate *collocate)
{
	const WicGramTree *tree = &found->counts->tree;
	double		most_near = MOST_BESIDE * (double) collocate->counts.o11;
	double		most = MOST_WITHIN * (double) collocate->counts.c1;
	uint32_t	codes[WIC_ITEM_WORD_MAX + 1];
	size_t		n = wic_gram_codes(tree, collocate->gram, codes);
	uint32_t	before[] = {collocate->left.code, codes[0]};
	uint32_t	behind[] = {codes[n - 1], collocate->right.code};

	return (before[0] != 0 && collocate->left.n >= most_near &&
			total_of(tree, before, 2) >= most) ||
		(behind[1] != 0 && collocate->right.n >= most_near &&
		 total_of(tree, behind, 2) >= most);
}

/*
 * Drop a term whose first character belongs to the hit that nearly always
 * stands before it, as in 发展中|国家 where 发展 was sought: what is left without
 * it mostly occurs elsewhere.  The same at the other end.
 */
static void
drop_leftover(const WicCollocates *found, WicCollocate *collocate)
{
	const WicGramTree *tree = &found->counts->tree;
	double		most = MOST_BESIDE * (double) collocate->counts.o11;
	double		often = MUCH_MORE * (double) collocate->counts.c1;
	uint32_t	codes[WIC_ITEM_WORD_MAX + 1];
	size_t		n = wic_gram_codes(tree, collocate->gram, codes);

	if (n < 3)
		return;
	if ((collocate->nbehind_hit >= most &&
		 total_of(tree, codes + 1, n - 1) >= often) ||
		(collocate->nbefore_hit >= most &&
		 total_of(tree, codes, n - 1) >= often))
		collocate->is_dropped = true;
}

/* Take out what is dropped, or what is no term. */
static void
keep(WicCollocates *found,
	 bool (*is_kept) (const WicCollocates *, const WicCollocate *))
{
	size_t		n = 0;

	for (size_t i = 0; i < found->n; i++)
	{
		WicCollocate *collocate = &found->collocates[i];

		if (is_kept(found, collocate))
		{
			found->collocates[n++] = *collocate;
			found->numbers[collocate->gram] = (uint32_t) n;
		}
		else
			found->numbers[collocate->gram] = 0;
	}
	found->n = n;
}

static bool
stands_alone(const WicCollocates *found, const WicCollocate *collocate)
{
	return collocate->is_word ||
		(!collocate->is_dropped && !is_piece(found, collocate));
}

void
wic_collocates_find(WicCollocates *found, void (*check) (void))
{
	collect(found);
	if (found->unit == WIC_UNIT_CHARACTER)
		return;
	set_links(found, check);
	visit(found, check, note_occurrence);
	keep(found, is_term);
	visit(found, check, note_neighbours);
	for (size_t i = 0; i < found->n; i++)
		if (!found->collocates[i].is_word)
			drop_leftover(found, &found->collocates[i]);
	for (size_t i = 0; i < found->n; i++)
		if (!found->collocates[i].is_word && !found->collocates[i].is_dropped)
			drop_parts(found, &found->collocates[i]);
	keep(found, stands_alone);
}
