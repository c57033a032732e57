/*-------------------------------------------------------------------------
 *
 * unit_edge.c
 *	  What leans on its neighbours goes, and what is a word stays.
 *
 * test/unit/unit_edge.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/edge.h"

#include "tap.h"

#define SYMBOLS_MAX 200

/* The table, as edge.c has it */
typedef struct Particle
{
	const char *character;
	const char *beside;
} Particle;

#include "core/edge_table.h"

#define lengthof(array) (sizeof(array) / sizeof((array)[0]))

static size_t
read_keys(const char *text, uint64_t *keys)
{
	WicSymbolReader reader;
	WicSymbol	symbol;
	size_t		n = 0;

	wic_symbol_reader_init(&reader, wic_fold_table(WIC_FOLD_LATEST), text,
						   strlen(text));
	while (wic_symbol_next(&reader, &symbol))
		keys[n++] = symbol.key;
	return n;
}

/* Is so much taken from the begin, and from the end? */
static void
cuts(const char *text, size_t begin, size_t end)
{
	uint64_t	keys[SYMBOLS_MAX];
	size_t		n = read_keys(text, keys);

	ok(wic_edge_begin(keys, n) == begin && wic_edge_end(keys, n) == end, text);
}

static bool
is_counted(const char *text)
{
	uint64_t	keys[SYMBOLS_MAX];

	return read_keys(text, keys) == 2 && wic_edge_is_counted(keys[0], keys[1]);
}

/* Are its characters what they fold to? */
static bool
is_folded(const char *text)
{
	const uint8_t *p = (const uint8_t *) text;
	const uint8_t *end = p + strlen(text);

	while (p < end)
	{
		uint32_t	folded[WIC_FOLD_CHAR_MAX];
		uint32_t	cp;

		p += wic_utf8_next(p, end, &cp);
		if (wic_fold_char(wic_fold_table(WIC_FOLD_LATEST), true, cp,
						  folded) != 1 || folded[0] != cp)
		{
			printf("# %s is not folded\n", text);
			return false;
		}
	}
	return true;
}

static bool
are_particles_folded(const Particle *particles, size_t n)
{
	bool		folded = true;

	for (size_t i = 0; i < n; i++)
		folded &= is_folded(particles[i].character) &
			is_folded(particles[i].beside);
	return folded;
}

static bool
are_words_folded(const char *const *words, size_t n)
{
	bool		folded = true;

	for (size_t i = 0; i < n; i++)
		folded &= is_folded(words[i]);
	return folded;
}

int
main(void)
{
	cuts("的山水", 1, 0);
	cuts("和山水", 1, 0);
	cuts("和平发展", 0, 0);
	cuts("对外开放", 0, 0);
	cuts("對外開放", 0, 0);
	cuts("对山水", 1, 0);
	cuts("我们爱护山水", 2, 0);
	cuts("进一步", 0, 0);
	cuts("进一步爱护", 3, 0);
	cuts("以河流", 1, 0);
	cuts("以河流为中心", 0, 0);
	cuts("同河流", 1, 0);
	cuts("同志", 0, 0);
	cuts("山水和", 0, 1);
	cuts("山水存在", 0, 0);
	cuts("山水在", 0, 1);
	cuts("爱护行为", 0, 0);
	cuts("山水以及", 0, 2);
	cuts("爱护山水", 0, 0);
	cuts("山", 0, 0);
	cuts("", 0, 0);
	cuts("the old river", 1, 0);
	cuts("old river of the", 0, 1);
	cuts("The", 0, 0);
	cuts("5G 网", 0, 0);
	ok(is_counted("八届") && is_counted("2015年") && is_counted("第次") &&
	   is_counted("三中"), "a measure goes with its number");
	ok(!is_counted("山届") && !is_counted("三山") && !is_counted("山水"),
	   "nothing else does");
	ok(are_particles_folded(edge_begin, lengthof(edge_begin)) &&
	   are_particles_folded(edge_end, lengthof(edge_end)) &&
	   are_words_folded(edge_begin_words, lengthof(edge_begin_words)) &&
	   are_words_folded(edge_end_words, lengthof(edge_end_words)) &&
	   are_words_folded(edge_english, lengthof(edge_english)) &&
	   is_folded(edge_numbers) && is_folded(edge_measures),
	   "the table is folded");
	return done();
}
