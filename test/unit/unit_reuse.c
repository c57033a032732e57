/*-------------------------------------------------------------------------
 *
 * unit_reuse.c
 *	  Tests of what two texts have in common.
 *
 * test/unit/unit_reuse.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/reuse.h"

#include <stdlib.h>

#include "tap.h"

typedef struct Text
{
	WicKeyUnit *key;
	WicPrint   *prints;
	WicReuseText text;
} Text;

static Text
read_text(const char *text)
{
	size_t		size = strlen(text);
	uint32_t	room = wic_key_room(text, size);
	void	   *memory = malloc(wic_key_memory(room) + 1);
	Text		read;

	read.key = malloc(sizeof(WicKeyUnit) * room + 1);
	read.text.n = wic_key_make(read.key, room, memory, text, size);
	read.prints = malloc(sizeof(WicPrint) * (read.text.n + 1));
	read.text.nprints = wic_winnow(read.prints, read.key, read.text.n);
	wic_prints_sort(read.prints, read.text.nprints);
	read.text.key = read.key;
	read.text.prints = read.prints;
	free(memory);
	return read;
}

static void
free_text(Text *text)
{
	free(text->key);
	free(text->prints);
}

/* What two texts have in common, as "start-end=start-end matched/longest". */
static const char *
found_in(const char *a, const char *b)
{
	static char shown[1000];
	Text		left = read_text(a);
	Text		right = read_text(b);
	WicReuse	found[WIC_REUSE_MAX];
	uint32_t	n = wic_reuse_find(found, &left.text, &right.text);
	size_t		len = 0;

	shown[0] = '\0';
	for (uint32_t i = 0; i < n && len < sizeof(shown) - 100; i++)
		len += (size_t) snprintf(shown + len, sizeof(shown) - len,
								 "%s%u-%u=%u-%u %u/%u", i > 0 ? "; " : "",
								 found[i].a_start, found[i].a_end,
								 found[i].b_start, found[i].b_end,
								 found[i].matched, found[i].longest);
	free_text(&left);
	free_text(&right);
	return shown;
}

#define RIVER "让这座城市里的每一条河流都清澈见底"	/* 17 */
#define PATH "在每个街区修一条安静的自行车道"	/* 14: 单车 */

static void
test_runs(void)
{
	is(found_in("", ""), "", "nothing");
	is(found_in(RIVER, PATH), "", "nothing in common");
	is(found_in(RIVER, RIVER), "0-17=0-17 17/17", "all");
	is(found_in("我们要" RIVER "吧", "大家" RIVER), "3-20=2-19 17/17",
	   "a run, with other words around it");
	is(found_in("每一条河流都清澈见底", "每一条河流都清澈见底"), "",
	   "ten characters are too few");
}

static void
test_edits(void)
{
	is(found_in("让这座城市里的每一条河流才能都清澈见底", RIVER), "0-19=0-17 17/12",
	   "inserted");
	is(found_in("让这座城市里的每一条小溪都清澈见底", RIVER), "0-17=0-17 15/10",
	   "replaced");
	is(found_in(RIVER "我们一起来" PATH, RIVER "大家" PATH),
	   "0-36=0-33 31/17", "two runs, not far from each other");
	is(found_in(RIVER "。" "从前有一个很老很老的人住在很高很高的山上,他每天都去钓鱼" PATH,
				RIVER PATH), "0-17=0-17 17/17; 44-58=17-31 14/14",
	   "far from each other");
}

static void
test_sides(void)
{
	is(found_in(RIVER "好。" RIVER, RIVER), "0-17=0-17 17/17; 18-35=0-17 17/17",
	   "said twice");
	is(found_in(RIVER, RIVER "好。" RIVER), "0-17=0-17 17/17; 0-17=18-35 17/17",
	   "the other way round");
}

int
main(void)
{
	test_runs();
	test_edits();
	test_sides();
	return done();
}
