/*-------------------------------------------------------------------------
 *
 * fuzz_fold.c
 *	  Folding covers any bytes, is stable, and agrees with the lexemes.
 *
 * The clusters cover the text exactly.  Folding what is folded changes
 * nothing, but where a character of context is left or more marks follow a
 * character than a cluster holds.  Folding the tokens one by one gives what
 * folding the text gives, but where a token was cut or marks begin one.  The
 * lexemes of each CJK token begin with the characters that the token folds
 * to, and end with those after them.
 *
 * test/fuzz/fuzz_fold.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/gram.h"
#include "core/token.h"

#include <stdlib.h>
#include <string.h>

/* Marks in a row that a cluster holds beside any character. */
#define MARKS_MAX	24

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* Fold text, and check that the clusters cover it; the caller frees. */
static uint8_t *
fold(bool variants, const uint8_t *bytes, size_t size, size_t *folded_size)
{
	uint8_t    *folded = malloc(size * WIC_FOLD_CHAR_MAX * WIC_UTF8_MAX + 1);
	const uint8_t *done = bytes;
	WicFolder	folder;
	WicCluster	cluster;

	*folded_size = 0;
	wic_folder_init(&folder, wic_fold_table(WIC_FOLD_LATEST), variants,
					bytes, size);
	while (wic_folder_next(&folder, &cluster))
	{
		require(cluster.start == done && cluster.end > done);
		require(cluster.ncps <= WIC_FOLD_CLUSTER_MAX);
		done = cluster.end;
		for (size_t i = 0; i < cluster.ncps; i++)
			*folded_size += wic_utf8_put(folded + *folded_size,
										 cluster.cps[i]);
	}
	require(done == bytes + size);
	return folded;
}

/* Does a character that its neighbours change stand in the text? */
static bool
has_context(const uint8_t *p, const uint8_t *end)
{
	uint32_t	cp;

	while (p < end)
	{
		p += wic_utf8_next(p, end, &cp);
		if (wic_char_class(cp) == WIC_CLASS_CONTEXT || cp == 0x3005 ||
			cp == 0x303B)
			return true;
	}
	return false;
}

static bool
has_long_cluster(const uint8_t *p, const uint8_t *end)
{
	unsigned	marks = 0;
	uint32_t	cp;

	while (p < end && marks <= MARKS_MAX)
	{
		uint8_t		props;

		p += wic_utf8_next(p, end, &cp);
		props = wic_char_props(cp);
		if ((props & WIC_CHAR_JOINS) != 0)
			marks++;
		else if ((props & WIC_CHAR_CLASS_MASK) != WIC_CLASS_IGNORE)
			marks = 0;
	}
	return marks > MARKS_MAX;
}

static void
require_stable(bool variants, const uint8_t *data, size_t size)
{
	size_t		once_size;
	size_t		twice_size;
	uint8_t    *once = fold(variants, data, size, &once_size);
	uint8_t    *twice = fold(variants, once, once_size, &twice_size);

	if (!has_context(once, once + once_size) &&
		!has_long_cluster(data, data + size))
		require(once_size == twice_size &&
				memcmp(once, twice, once_size) == 0);
	free(once);
	free(twice);
}

/* Has no token been cut, and does none begin with a mark? */
static bool
tokens_stand_alone(const uint8_t *data, size_t size)
{
	WicTokenizer tokenizer;
	WicToken	token;

	wic_tokenizer_init(&tokenizer, data, size);
	while (wic_tokenizer_next(&tokenizer, &token))
	{
		uint32_t	cp;

		wic_utf8_next(token.start, data + size, &cp);
		if ((wic_char_props(cp) & WIC_CHAR_JOINS) != 0 ||
			token.length > WIC_TOKEN_MAX_BYTES / 2)
			return false;
	}
	return true;
}

static void
require_tokens(bool variants, const uint8_t *data, size_t size)
{
	size_t		folded_size;
	uint8_t    *folded = fold(variants, data, size, &folded_size);
	const uint8_t *p = folded;
	WicTokenizer tokenizer;
	WicToken	token;

	wic_tokenizer_init(&tokenizer, data, size);
	while (wic_tokenizer_next(&tokenizer, &token))
	{
		size_t		part_size;
		uint8_t    *part = fold(variants, token.start, token.length,
								&part_size);

		require(part_size <= (size_t) (folded + folded_size - p));
		require(memcmp(part, p, part_size) == 0);
		p += part_size;
		free(part);
	}
	require(p == folded + folded_size);
	free(folded);
}

/* Are the lexemes of the token what it folds to, two by two? */
static void
require_grams(bool variants, const uint8_t *bytes, size_t size)
{
	size_t		folded_size;
	uint8_t    *folded = fold(variants, bytes, size, &folded_size);
	const uint8_t *p = folded;
	const uint8_t *start = bytes;
	bool		is_last = folded_size == 0;
	WicGrammer	grammer;
	WicGram		gram;

	wic_grammer_init(&grammer, wic_fold_table(WIC_FOLD_LATEST), variants,
					 bytes, size);
	while (wic_grammer_next(&grammer, &gram))
	{
		require(!is_last);
		require(gram.length <= (size_t) (folded + folded_size - p));
		require(memcmp(gram.bytes, p, gram.length) == 0);
		require(start <= gram.start && gram.start < gram.first_end &&
				gram.first_end <= gram.end && gram.end <= bytes + size);
		start = gram.start;
		p += gram.first_length;
		is_last = gram.is_last;
	}
	require(is_last && p == folded + folded_size);
	free(folded);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	WicTokenizer tokenizer;
	WicToken	token;

	for (int variants = 0; variants <= 1; variants++)
	{
		require_stable(variants, data, size);
		if (tokens_stand_alone(data, size) &&
			!has_long_cluster(data, data + size))
			require_tokens(variants, data, size);
		wic_tokenizer_init(&tokenizer, data, size);
		while (wic_tokenizer_next(&tokenizer, &token))
			if (token.kind == WIC_TOKEN_CJK)
				require_grams(variants, token.start, token.length);
	}
	return 0;
}
