/*-------------------------------------------------------------------------
 *
 * bench_core.c
 *	  Speed of the core alone, over a file: tokenize, fold, both and cut.
 *
 * test/bench/bench_core.c
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/gram.h"
#include "core/token.h"

#define ROUNDS	5

static double
cpu_seconds(void)
{
	return (double) clock() / CLOCKS_PER_SEC;
}

static size_t
tokenize(const char *text, size_t length)
{
	WicTokenizer tokenizer;
	WicToken	token;
	size_t		n = 0;

	wic_tokenizer_init(&tokenizer, text, length);
	while (wic_tokenizer_next(&tokenizer, &token))
		n++;
	return n;
}

static size_t
fold(const char *text, size_t length)
{
	WicFolder	folder;
	WicCluster	cluster;
	size_t		n = 0;

	wic_folder_init(&folder, wic_fold_table(WIC_FOLD_LATEST), true,
					text, length);
	while (wic_folder_next(&folder, &cluster))
		n += cluster.ncps;
	return n;
}

static size_t
cut_run(const WicToken *token)
{
	WicGrammer	grammer;
	WicGram		gram;
	size_t		n = 0;

	wic_grammer_init(&grammer, wic_fold_table(WIC_FOLD_LATEST), true,
					 token->start, token->length);
	while (wic_grammer_next(&grammer, &gram))
		n++;
	return n;
}

static size_t
lexemes(const char *text, size_t length)
{
	WicTokenizer tokenizer;
	WicToken	token;
	size_t		n = 0;

	wic_tokenizer_init(&tokenizer, text, length);
	while (wic_tokenizer_next(&tokenizer, &token))
		if (token.kind == WIC_TOKEN_CJK)
			n += cut_run(&token);
	return n;
}

/* The best of some rounds, as other work on the machine only slows. */
static void
report(const char *name, size_t (*work) (const char *, size_t),
	   const char *text, size_t length)
{
	double		best = 0;
	size_t		n = 0;

	for (int i = 0; i < ROUNDS; i++)
	{
		double		start = cpu_seconds();
		double		seconds;

		n = work(text, length);
		seconds = cpu_seconds() - start;
		if (i == 0 || seconds < best)
			best = seconds;
	}
	printf("%-32s %6.0f MB/s  (%zu)\n", name, length / 1e6 / best, n);
}

int
main(int argc, char **argv)
{
	size_t		size = 64 << 20;
	char	   *text = malloc(size);
	FILE	   *file = argc > 1 ? fopen(argv[1], "r") : NULL;
	size_t		length;

	if (file == NULL || text == NULL)
	{
		fprintf(stderr, "usage: bench_core FILE\n");
		return 2;
	}
	length = fread(text, 1, size, file);

	report("core: tokenize", tokenize, text, length);
	report("core: fold", fold, text, length);
	report("core: tokenize, fold and cut", lexemes, text, length);
	return 0;
}
