/*-------------------------------------------------------------------------
 *
 * unit_lexicon.c
 *	  Tests of the vocabulary and of lexicons that are built at run time.
 *
 * test/unit/unit_lexicon.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/lexicon.h"

#include "core/fold.h"
#include "tap.h"

#define RUN_MAX 200

/* The lexicons that are searched: users' first, the built-in one last. */
static const WicLexicon *lexicons[2];
static size_t nlexicons;

static union
{
	uint64_t	align;
	uint8_t		bytes[4000000];
}			memory;

/* Fold a text; returns its characters and their number. */
static const uint32_t *
folded(const char *text, size_t *n)
{
	static uint32_t runs[4][RUN_MAX];
	static unsigned next;
	uint32_t   *run = runs[next++ % 4];
	WicFolder	folder;
	WicCluster	cluster;

	*n = 0;
	wic_folder_init(&folder, wic_fold_table(WIC_FOLD_LATEST), true, text,
					strlen(text));
	while (wic_folder_next(&folder, &cluster))
		for (size_t i = 0; i < cluster.ncps && *n < RUN_MAX; i++)
			run[(*n)++] = cluster.cps[i];
	return run;
}

static size_t
put_utf8(char *out, const uint32_t *text, size_t n)
{
	size_t		used = 0;

	for (size_t i = 0; i < n; i++)
		used += wic_utf8_put((uint8_t *) out + used, text[i]);
	out[used] = '\0';
	return used;
}

/* The concepts of a run, each in brackets with its alternatives. */
static const char *
found(const char *text)
{
	static char out[4000];
	WicConcept	concepts[RUN_MAX];
	size_t		used = 0;
	size_t		n;
	const uint32_t *run = folded(text, &n);
	size_t		count = wic_lexicon_find(lexicons, nlexicons, run, n,
										 concepts, RUN_MAX);

	for (size_t i = 0; i < count; i++)
	{
		WicAlternatives walk;
		WicAlternative way;

		out[used++] = '[';
		used += put_utf8(out + used, run + concepts[i].start,
						 concepts[i].length);
		wic_alternatives_init(&walk, lexicons, nlexicons, run, &concepts[i]);
		while (wic_alternatives_next(&walk, &way))
		{
			out[used++] = way.tier == WIC_TIER_A ? '=' : '~';
			used += put_utf8(out + used, way.text, way.length);
			if (way.lexicon + 1 < nlexicons)
				out[used++] = '!';
		}
		out[used++] = ']';
	}
	out[used] = '\0';
	return out;
}

static bool
add(WicLexicon *lexicon, const char *a, const char *b, unsigned weight)
{
	size_t		na;
	size_t		nb;
	const uint32_t *from = folded(a, &na);
	const uint32_t *to = folded(b, &nb);

	return wic_lexicon_add(lexicon, from, na, to, nb, WIC_TIER_A, weight);
}

static bool
add_blocker(WicLexicon *lexicon, const char *text)
{
	size_t		n;
	const uint32_t *word = folded(text, &n);

	return wic_lexicon_add_blocker(lexicon, word, n);
}

static WicLexicon *
new_lexicon(size_t entries, size_t alternatives, size_t characters)
{
	size_t		size = wic_lexicon_size(entries, alternatives, characters);

	if (size == 0 || size > sizeof(memory))
		return NULL;
	return wic_lexicon_init(&memory, entries, alternatives, characters);
}

static void
use_vocabulary(void)
{
	lexicons[0] = wic_vocab_table(WIC_VOCAB_LATEST);
	nlexicons = 1;
}

/* Search a user's lexicon and the built-in one behind it. */
static void
use_both(const WicLexicon *user)
{
	lexicons[0] = user;
	lexicons[1] = wic_vocab_table(WIC_VOCAB_LATEST);
	nlexicons = 2;
}

static void
test_vocabulary(void)
{
	ok(wic_vocab_table(0) == NULL, "there is no version 0");
	use_vocabulary();
	is(found("發展網際網路服務"), "[网际网路=互联网=互联网络]",
	   "a word in a run");
	is(found("互联网"), "[互联网=网际网路]", "the other way, and alone");
	is(found("計畫"), "[计画=计划]", "the other spelling of Taiwan");
	is(found("沙士"), "[沙士=非典=非典型肺炎]", "Hong Kong");
	is(found("労働"), "[劳働=劳动]", "Japan");
	is(found("智慧城市"), "[智慧~智能~知惠][城市~都市]",
	   "doubtful ones are of tier B");
	is(found("行程"), "", "what was refused is no word");
	is(found("共用"), "", "nor is what is left to users");
	is(found("数据库"), "[数据库=资料库]", "the longest word counts");
	is(found(""), "", "an empty run has none");
	is(found("道"), "", "nor has one character");
}

static void
test_blockers(void)
{
	use_vocabulary();
	is(found("军队的士气"), "", "士气 crosses the end of 的士");
	is(found("理查德"), "", "理查德 contains 查德");
	is(found("查德湖"), "[查德=乍得]", "which is else taken");
	is(found("三线上有两个车站"), "", "三线 crosses the start of 线上");
	is(found("线上教学"), "[线上=在线]", "which is else taken");
	is(found("哥白尼日心说"), "", "哥白尼 crosses the start of 尼日");
	is(found("布尔什维克"), "", "布尔什维克 contains 布尔");
	is(found("美国企业"), "[美国=米国]",
	   "a guard takes out its own word only");
	is(found("产品质量"), "[质量=品质]", "what a guard leaves free is found");
}

static void
test_alone(void)
{
	use_vocabulary();
	is(found("的士"), "[的士=出租车=计程车]", "it is the whole run");
	is(found("中国的士大夫"), "", "it is not");
	is(found("我的士多啤梨"), "[士多啤梨=草莓]", "a word behind it is found");
	is(found("的士司機"), "[的士司机=出租车司机=计程车司机]",
	   "a longer word of its own");
}

static void
test_user_terms(void)
{
	WicLexicon *user = new_lexicon(20, 20, 100);
	size_t		nalternatives;

	ok(user != NULL, "a lexicon is made");
	use_both(user);
	is(found("共用单车"), "[单车=脚踏车=自行车]", "an empty one adds nothing");

	ok(add(user, "共用", "共享", 256) && add(user, "共享", "共用", 256),
	   "two directions are added");
	is(found("共享單車"), "[共享=共用!][单车=脚踏车=自行车]",
	   "a user's term acts at once");
	ok(add(user, "單車", "鐵馬", 200), "another name is added");
	is(found("单车"), "[单车=铁马!=脚踏车=自行车]",
	   "the alternatives of both lexicons, the user's first");
	ok(add(user, "单车", "自行车", 0), "an alternative is taken back");
	is(found("单车"), "[单车=铁马!=脚踏车]", "it is gone");
	ok(add(user, "共享單車", "小黃車", 200), "a longer one is added");
	is(found("共享单车"), "[共享单车=小黄车!]", "the longest counts");
	ok(add_blocker(user, "单车道"), "a blocker is added");
	is(found("单车道"), "", "it acts on built-in words");
	ok(add(user, "道", "路", 200), "a word of one character is added");
	is(found("人道"), "[道=路!]", "it is found at the end");
	is(found("道人"), "[道=路!]", "and at the start");
	ok(wic_lexicon_count(user, &nalternatives) == 6 && nalternatives == 6,
	   "it counts what it has");
}

static void
test_weights(void)
{
	WicLexicon *user = new_lexicon(4, 4, 20);
	WicConcept	concept;
	WicAlternatives walk;
	WicAlternative way;
	size_t		n;
	const uint32_t *run;

	add(user, "甲乙", "丙丁", 100);
	add(user, "甲乙", "丙丁", 200);
	add(user, "甲乙", "丙丁", 50);
	use_both(user);
	run = folded("甲乙", &n);
	ok(wic_lexicon_find(lexicons, 2, run, n, &concept, 1) == 1 &&
	   concept.is_whole && concept.start == 0 && concept.length == 2,
	   "the whole run is a concept");
	wic_alternatives_init(&walk, lexicons, 2, run, &concept);
	ok(wic_alternatives_next(&walk, &way) && way.weight == 200 &&
	   way.lexicon == 0 && !wic_alternatives_next(&walk, &way),
	   "the greatest weight counts");
}

static void
test_limits(void)
{
	static uint32_t longest[WIC_SURFACE_MAX + 1];
	const uint32_t pair[] = {0x4E00, 0x4E8C};
	WicLexicon *user = new_lexicon(2, 1, 2 + WIC_SURFACE_MAX);
	WicConcept	concept;

	for (size_t i = 0; i <= WIC_SURFACE_MAX; i++)
		longest[i] = 0x4E00;
	ok(!wic_lexicon_add(user, pair, 0, pair, 1, WIC_TIER_A, 1),
	   "an empty surface is refused");
	ok(!wic_lexicon_add(user, pair, 2, pair, 2, WIC_TIER_A, 1),
	   "so is an alternative that is no other");
	ok(!wic_lexicon_add(user, pair, 1, pair, 2, WIC_TIER_A, 257),
	   "a weight above 1");
	ok(!wic_lexicon_add(user, longest, WIC_SURFACE_MAX + 1, pair, 2,
						WIC_TIER_A, 1), "a surface that is too long");
	ok(!wic_lexicon_add_blocker(user, pair, 1),
	   "and a blocker of one character");
	ok(wic_lexicon_add(user, longest, WIC_SURFACE_MAX, pair, 2, WIC_TIER_A, 1),
	   "the longest is taken");
	ok(!wic_lexicon_add(user, pair, 2, pair, 1, WIC_TIER_A, 1),
	   "and nothing more where there is no room");
	nlexicons = 1;
	lexicons[0] = user;
	ok(wic_lexicon_find(lexicons, 1, longest, WIC_SURFACE_MAX + 1, &concept,
						1) == 1, "it is found");
	ok(wic_lexicon_find(lexicons, 1, longest, WIC_SURFACE_MAX - 1, &concept,
						1) == 0, "but not in less than itself");
	ok(wic_lexicon_size(SIZE_MAX, 1, 1) == 0 &&
	   wic_lexicon_size(1, SIZE_MAX / 2, 1) == 0 &&
	   wic_lexicon_size(1, 1, SIZE_MAX) == 0, "no size overflows");
}

/* Ten thousand terms of four characters, each found again. */
static void
test_many(void)
{
	WicLexicon *user = new_lexicon(10000, 10000, 80000);
	WicConcept	concept;
	size_t		missed = 0;

	nlexicons = 1;
	lexicons[0] = user;
	for (uint32_t i = 0; i < 10000; i++)
	{
		const uint32_t term[] = {0x4E00 + i % 100, 0x5000 + i / 100,
			0x5100 + i % 7, 0x5200};
		const uint32_t other[] = {0x6000 + i % 100, 0x7000 + i / 100,
			0x4E00, 0x4E01};

		missed += !wic_lexicon_add(user, term, 4, other, 4, WIC_TIER_A, 256);
	}
	ok(missed == 0, "ten thousand terms are added");
	for (uint32_t i = 0; i < 10000; i++)
	{
		const uint32_t term[] = {0x4E00 + i % 100, 0x5000 + i / 100,
			0x5100 + i % 7, 0x5200};

		missed += wic_lexicon_find(lexicons, 1, term, 4, &concept, 1) != 1;
	}
	ok(missed == 0, "and all of them found");
}

int
main(void)
{
	test_vocabulary();
	test_blockers();
	test_alone();
	test_user_terms();
	test_weights();
	test_limits();
	test_many();
	return done();
}
