/*-------------------------------------------------------------------------
 *
 * fuzz_reuse.c
 *	  What is found in two texts is there, and does not depend on their order.
 *
 * The input is cut in two.  Stretches lie within both keys, and their numbers
 * are possible.  Exchanging the texts exchanges the sides.
 *
 * test/fuzz/fuzz_reuse.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/reuse.h"

#include <stdlib.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Text
{
	WicKeyUnit *key;
	WicPrint   *prints;
	WicReuseText text;
} Text;

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
read_text(Text *read, const uint8_t *data, size_t size)
{
	uint32_t	room = wic_key_room(data, size);
	void	   *memory = malloc(wic_key_memory(room) + 1);

	read->key = malloc(sizeof(WicKeyUnit) * room + 1);
	read->text.n = wic_key_make(read->key, room, memory, data, size);
	read->prints = malloc(sizeof(WicPrint) * (read->text.n + 1));
	read->text.nprints = wic_winnow(read->prints, read->key, read->text.n);
	wic_prints_sort(read->prints, read->text.nprints);
	read->text.key = read->key;
	read->text.prints = read->prints;
	for (uint32_t i = 1; i < read->text.nprints; i++)
		require(read->prints[i - 1].hash < read->prints[i].hash ||
				(read->prints[i - 1].hash == read->prints[i].hash &&
				 read->prints[i - 1].at < read->prints[i].at));
	free(memory);
}

static void
require_possible(const WicReuse *reuse, const WicReuseText *a,
				 const WicReuseText *b)
{
	require(reuse->a_start < reuse->a_end && reuse->a_end <= a->n);
	require(reuse->b_start < reuse->b_end && reuse->b_end <= b->n);
	require(reuse->matched <= reuse->a_end - reuse->a_start);
	require(reuse->matched <= reuse->b_end - reuse->b_start);
	require(reuse->matched >= WIC_REUSE_MATCHED);
	require(reuse->longest >= WIC_WINNOW_GRAM &&
			reuse->longest <= reuse->matched);
	require(wic_reuse_identity(reuse) <= 1);
	require(a->key[reuse->a_start].id == b->key[reuse->b_start].id);
	require(a->key[reuse->a_end - 1].id == b->key[reuse->b_end - 1].id);
}

static bool
are_exchanged(const WicReuse *one, const WicReuse *other)
{
	return one->a_start == other->b_start && one->a_end == other->b_end &&
		one->b_start == other->a_start && one->b_end == other->a_end &&
		one->matched == other->matched && one->longest == other->longest;
}

static void
require_exchanged(const WicReuse *found, const WicReuse *back, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
	{
		bool		is_there = false;

		for (uint32_t j = 0; j < n; j++)
			is_there |= are_exchanged(&found[i], &back[j]);
		require(is_there);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Text		a;
	Text		b;
	WicReuse	found[WIC_REUSE_MAX];
	WicReuse	back[WIC_REUSE_MAX];
	uint32_t	n;

	read_text(&a, data, size / 2);
	read_text(&b, data + size / 2, size - size / 2);
	n = wic_reuse_find(found, &a.text, &b.text);
	require(n <= WIC_REUSE_MAX);
	for (uint32_t i = 0; i < n; i++)
		require_possible(&found[i], &a.text, &b.text);
	require(wic_reuse_find(back, &b.text, &a.text) == n);
	require_exchanged(found, back, n);
	free(a.key);
	free(a.prints);
	free(b.key);
	free(b.prints);
	return 0;
}
