/*-------------------------------------------------------------------------
 *
 * collocate_names.c
 *	  Collocates in their order, and written as the texts write them.
 *
 * extension/pg/collocate_names.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "pg/collocates.h"
#include "pg/wicsearch.h"

/* An occurrence of one of the collocates that are shown. */
typedef struct Writing
{
	uint32		number;			/* of the collocate, from 0 */
	uint32		length;
	const char *bytes;
} Writing;

typedef struct Writings
{
	Writing    *writings;
	int			n;
	int			size;
} Writings;

static int
compare_codes(const WicGramTree *tree, uint32 a, uint32 b)
{
	uint32		left[WIC_ITEM_WORD_MAX + 1];
	uint32		right[WIC_ITEM_WORD_MAX + 1];
	size_t		nleft = wic_gram_codes(tree, a, left);
	size_t		nright = wic_gram_codes(tree, b, right);

	for (size_t i = 0; i < Min(nleft, nright); i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return (nleft > nright) - (nleft < nright);
}

static int
compare_ranked(const void *a, const void *b, void *tree)
{
	const WicRankedCollocate *left = a;
	const WicRankedCollocate *right = b;

	if (left->score != right->score)
		return left->score > right->score ? -1 : 1;
	if (left->collocate->counts.o11 != right->collocate->counts.o11)
		return left->collocate->counts.o11 > right->collocate->counts.o11 ?
			-1 : 1;
	return compare_codes(tree, left->collocate->gram, right->collocate->gram);
}

void
wic_rank_collocates(WicCollocation *collocation)
{
	qsort_arg(collocation->ranked, collocation->found.n,
			  sizeof(WicRankedCollocate), compare_ranked,
			  &collocation->counts.tree);
}

static int
compare_writings(const void *a, const void *b)
{
	const Writing *left = a;
	const Writing *right = b;
	int			order;

	if (left->number != right->number)
		return left->number < right->number ? -1 : 1;
	order = memcmp(left->bytes, right->bytes,
				   Min(left->length, right->length));
	if (order != 0)
		return order;
	return (left->length > right->length) - (left->length < right->length);
}

static void
add_writing(Writings *list, uint32 number, const WicCollocation *collocation,
			size_t first, size_t last)
{
	uint32		start = collocation->written[first].start;

	Writing    *writing;

	list->writings = wic_grow(list->writings, list->n, &list->size,
							  sizeof(Writing));
	writing = &list->writings[list->n++];
	writing->number = number;
	writing->bytes = collocation->writings.data + start;
	writing->length = collocation->written[last].end - start;
}

/* Name the collocate of some writings, all its own, in order. */
static void
name_one(WicRankedCollocate *ranked, const Writing *writings, int n)
{
	int			most = 0;
	int			next;

	for (int i = 0; i < n; i = next)
	{
		for (next = i + 1; next < n; next++)
			if (compare_writings(&writings[i], &writings[next]) != 0)
				break;
		if (next - i <= most)
			continue;
		most = next - i;
		ranked->name = writings[i].bytes;
		ranked->name_length = writings[i].length;
	}
}

static void
name_all(WicCollocation *collocation, const Writings *list)
{
	int			next;

	qsort(list->writings, list->n, sizeof(Writing), compare_writings);
	for (int i = 0; i < list->n; i = next)
	{
		uint32		number = list->writings[i].number;

		for (next = i + 1; next < list->n; next++)
			if (list->writings[next].number != number)
				break;
		name_one(&collocation->ranked[number], &list->writings[i], next - i);
	}
}

/* Let the tree's nodes tell which of the first n they are. */
static void
number(WicCollocation *collocation, int n)
{
	uint32	   *numbers = collocation->found.numbers;

	memset(numbers, 0, sizeof(uint32) * collocation->counts.tree.n);
	for (int i = 0; i < n; i++)
	{
		collocation->ranked[i].speeches = 0;
		numbers[collocation->ranked[i].collocate->gram] = i + 1;
	}
}

/* Speeches come one after the other, with all their texts. */
static void
visit_text(WicCollocation *collocation, Writings *list, size_t from,
		   size_t to, int *last_speech, int speech)
{
	const WicGramCounts *counts = &collocation->counts;

	for (size_t at = from; at < to; at++)
	{
		uint32		grams[WIC_GRAM_MAX];
		size_t		n = wic_grams_at(counts, at, grams);

		for (size_t i = 0; i < n; i++)
		{
			uint32		number = collocation->found.numbers[grams[i]];

			if (number-- == 0)
				continue;
			add_writing(list, number, collocation, at, at + i);
			if (last_speech[number] != speech)
				collocation->ranked[number].speeches++;
			last_speech[number] = speech;
		}
	}
}

void
wic_name_collocates(WicCollocation *collocation, int n)
{
	int		   *last_speech = palloc0(sizeof(int) * (n + 1));
	Writings	list = {0};
	int			speech = 0;

	number(collocation, n);
	for (int i = 0; i < collocation->ntexts; i++)
	{
		const WicKeptText *text = &collocation->texts[i];
		size_t		to = i + 1 == collocation->ntexts ?
		collocation->nkept_items : text[1].first;

		CHECK_FOR_INTERRUPTS();
		speech += i == 0 || text[-1].speech != text->speech;

		visit_text(collocation, &list, text->first, to, last_speech, speech);
	}
	name_all(collocation, &list);
}
