/*-------------------------------------------------------------------------
 *
 * unit_winnow.c
 *	  Tests of keys of texts, their fingerprints, and stock in them.
 *
 * test/unit/unit_winnow.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/winnow.h"

#include <stdlib.h>

#include "core/stock.h"
#include "core/utf8.h"
#include "tap.h"

typedef struct Text
{
	WicKeyUnit *key;
	uint32_t	n;
} Text;

/* The caller frees the key. */
static Text
read_text(const char *text)
{
	size_t		size = strlen(text);
	uint32_t	room = wic_key_room(text, size);
	void	   *memory = malloc(wic_key_memory(room) + 1);
	Text		read = {malloc(sizeof(WicKeyUnit) * room + 1), 0};

	read.n = wic_key_make(read.key, room, memory, text, size);
	free(memory);
	return read;
}

/* The key as a text, words as #. */
static const char *
key_of(const char *text)
{
	static char shown[400];
	size_t		len = 0;
	Text		read = read_text(text);

	for (uint32_t i = 0; i < read.n; i++)
		if (read.key[i].id >= WIC_KEY_WORD)
			shown[len++] = '#';
		else
			len += wic_utf8_put((uint8_t *) shown + len, read.key[i].id);
	shown[len] = '\0';
	free(read.key);
	return shown;
}

static bool
same_key(const char *a, const char *b)
{
	Text		left = read_text(a);
	Text		right = read_text(b);
	bool		same = left.n == right.n;

	for (uint32_t i = 0; same && i < left.n; i++)
		same = left.key[i].id == right.key[i].id;
	free(left.key);
	free(right.key);
	return same;
}

static void
test_key(void)
{
	Text		read;

	is(key_of(""), "", "nothing");
	is(key_of("河流,很 长。"), "河流很长", "without punctuation and blanks");
	is(key_of("發展ＡＩ技術"), "发展#技术", "folded; a word is a unit");
	is(key_of("在2023年,open the gate"), "在#年###", "numbers, words");
	is(key_of("網際網路"), "互联网", "in the words of all regions");
	ok(same_key("個人資訊", "个人信息"), "a part of a name has another name");
	ok(same_key("Open", "ＯＰＥＮ") && !same_key("open", "opens"),
	   "words are told apart");

	read = read_text("「發展」,網際網路A");
	ok(read.n == 6 && read.key[0].start == 1 && read.key[1].end == 3 &&
	   read.key[2].start == 5 && read.key[4].end == 9 &&
	   read.key[5].start == 9 && read.key[5].end == 10,
	   "places are characters of the text");
	free(read.key);
}

/* How many fingerprints two texts share. */
static uint32_t
count_shared(const char *a, const char *b)
{
	Text		texts[2] = {read_text(a), read_text(b)};
	WicPrint   *prints[2];
	uint32_t	n[2];
	uint32_t	shared = 0;

	for (int i = 0; i < 2; i++)
	{
		prints[i] = malloc(sizeof(WicPrint) * (texts[i].n + 1));
		n[i] = wic_winnow(prints[i], texts[i].key, texts[i].n);
	}
	for (uint32_t i = 0; i < n[0]; i++)
		for (uint32_t j = 0; j < n[1]; j++)
			shared += prints[0][i].hash == prints[1][j].hash;
	for (int i = 0; i < 2; i++)
	{
		free(prints[i]);
		free(texts[i].key);
	}
	return shared;
}

static void
test_prints(void)
{
	ok(count_shared("桥", "桥") == 0 && count_shared("一座很长的桥", "一座很长的桥") == 1,
	   "shorter than a gram; a gram");
	ok(count_shared("请大家爱护这座城市里的每一条河流吧",
					"人人爱护这座城市里的每一条河流才好") > 0,
	   "a run of twelve is found");
	ok(count_shared("我们爱护河流", "他们保护树木,也爱护河流") == 0,
	   "four characters are not");
	ok(count_shared("啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊",
					"啊啊啊啊啊啊") < 6, "repetitive texts have few");
}

/* The hash is stored: it must never change. */
static void
test_stored(void)
{
	Text		read = read_text("爱护河流树木");

	ok(wic_gram_hash(read.key) == UINT64_C(0x01C3F4C005A5D9F7),
	   "the hash of a gram");
	free(read.key);
}

/* How many units of the text are stock, with two names. */
static uint32_t
count_stock(const char *text, const uint64_t *grams, uint32_t ngrams)
{
	Text		names[2] = {read_text("桥梁大会"), read_text("王明")};
	Text		read = read_text(text);
	WicStock	stock;
	void	   *memory = malloc(wic_stock_memory(2));
	bool	   *is_stock = malloc(read.n + 1);
	uint32_t   *chars = malloc(sizeof(uint32_t) * read.n + 1);
	uint32_t	found;

	wic_stock_init(&stock, memory, 2, grams, ngrams);
	for (int i = 0; i < 2; i++)
		wic_stock_add(&stock, names[i].key, names[i].n);
	found = wic_stock_find(&stock, read.key, read.n, is_stock, chars);
	for (int i = 0; i < 2; i++)
		free(names[i].key);
	free(read.key);
	free(memory);
	free(is_stock);
	free(chars);
	return found;
}

static void
test_stock(void)
{
	Text		read = read_text("爱护河流树木");
	uint64_t	gram = wic_gram_hash(read.key);

	free(read.key);
	ok(count_stock("", NULL, 0) == 0, "nothing");
	ok(count_stock("让所有人走过桥梁", NULL, 0) == 0, "no name");
	ok(count_stock("橋樑大會很成功", NULL, 0) == 4, "a name, in any script");
	ok(count_stock("3月2日王明主席在第二届桥梁大会开幕式上发表讲话", NULL, 0) == 24,
	   "dates, ordinals, offices and what is given");
	ok(count_stock("王明说让所有人走过", NULL, 0) == 2, "what is said is none");
	ok(count_stock("大家爱护河流树木吧", &gram, 1) == 6, "a set phrase");
}

int
main(void)
{
	test_key();
	test_prints();
	test_stored();
	test_stock();
	return done();
}
