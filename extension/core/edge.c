/*-------------------------------------------------------------------------
 *
 * edge.c
 *	  Words that begin or end a run of symbols without being part of it.
 *
 * extension/core/edge.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/edge.h"

#include <string.h>

/* A character, and those beside it with which it is a word. */
typedef struct Particle
{
	const char *character;
	const char *beside;
} Particle;

/* Behind them stands what they govern: 和 but 和平. */
static const Particle at_begin[] = {
	{"的", "确士"}, {"了", "解"}, {"着", "力重眼手陆装想"},
	{"们", ""}, {"之", ""}, {"和", "平谐睦解气衷美合约谈缓"},
	{"与", "时会民邻国人共"}, {"及", "时早格"}, {"或", ""}, {"而", ""},
	{"并", "举存重轨购网联肩"}, {"且", ""}, {"也", ""}, {"都", "市城江"},
	{"还", "款原林草湖湿"}, {"就", "业医学地近读诊"}, {"又", "好红快"},
	{"则", ""}, {"是", "非"}, {"在", "线校岗册建职野途华"}, {"于", ""},
	{"以", "人身工旧权案德法色内"},
	{"由", "衷来"}, {"被", "动告"}, {"把", "握关脉"}, {"将", "军士领来"},
	{"从", "严事业容优快重"}, {"对", "外内口话策标接等称立比照手抗台华港"},
	{"向", "前上好心往"}, {"到", "位期达"}, {"等", "级候待"},
	{"所", "有得在属"}, {"其", "他它余"}, {"这", ""}, {"那", ""},
	{"该", ""}, {"要", "素求点害闻"}, {"已", ""}, {"曾", ""}, {"很", ""},
	{"更", "新换替"}, {"最", "高大低终近惠后先"}, {"使", "命用馆"},
	{"地", "方区位球缘下域震理质铁带产税道面勤"},
};

/* In front of them stands what they lean on: 在 but 存在. */
static const Particle at_end[] = {
	{"的", "目标"}, {"了", ""}, {"着", ""}, {"们", ""}, {"之", "总"},
	{"地", "土各基圣阵内外本耕属当湿草产驻两租用营林境工高宅因实绿陆"},
	{"得", "所获取"}, {"和", "中饱平温总共缓议亲柔祥人谐"},
	{"与", "参给赠授"}, {"及", "普涉触危遍波惠埃顾"}, {"或", ""},
	{"而", ""}, {"并", "合兼"}, {"且", ""}, {"也", ""}, {"都", "首成古"},
	{"还", "归偿返"}, {"就", "成造铸"}, {"又", ""},
	{"则", "原规法准细守附"}, {"是", "国求"},
	{"在", "存所潜内外现自健"}, {"于", ""}, {"以", ""},
	{"为", "行作有人无所"}, {"由", "自理事"}, {"被", ""}, {"把", ""},
	{"将", "大名干"}, {"从", "服听遵"}, {"对", "应面反相绝针敌核校结"},
	{"向", "方面导动走取倾意双单定转内外志流风相纵横"}, {"到", "周"},
	{"等", "平高初中同上均对"}, {"所", "场究派厕会诊住易务生"},
	{"其", ""}, {"这", ""}, {"那", ""}, {"该", ""},
	{"要", "主重需必纪概摘首提纲"}, {"使", "大行促"}, {"很", ""},
	{"更", ""}, {"最", ""}, {"已", ""}, {"曾", ""}, {"第", "门"},
};

static const char *const words_at_begin[] = {
	"我们", "你们", "他们", "它们", "这些", "那些", "这个", "那个", "这种",
	"这样", "以及", "而且", "并且", "因此", "所以", "如果", "但是", "同时",
	"必须", "应当", "应该", "继续", "进一步", "就是", "也是", "都是", "还是",
	"可以", "能够", "已经", "通过", "关于", "对于", "由于", "按照", "根据",
	"随着", "为了", "一些", "更加", "不断", "仍然", "尤其", "特别是",
};

static const char *const words_at_end[] = {
	"我们", "你们", "他们", "它们", "这些", "那些", "这个", "这种", "这样",
	"以及", "而且", "并且", "因此", "所以", "但是", "同时", "必须", "应当",
	"进行", "通过", "关于", "对于", "由于", "按照", "根据", "继续", "进一步",
	"更加", "不断", "一些", "一批", "一系列", "这一", "各种", "各项", "等等",
};

static const char *const english[] = {
	"a", "about", "all", "also", "an", "and", "are", "as", "at", "be", "been",
	"but", "by", "can", "for", "from", "had", "has", "have", "he", "her",
	"his", "i", "in", "into", "is", "it", "its", "may", "more", "must", "of",
	"on", "or", "our", "shall", "she", "should", "so", "such", "than", "that",
	"the", "their", "them", "there", "these", "they", "this", "those", "to",
	"was", "we", "were", "which", "who", "will", "with", "would", "you",
	"your",
};

/* What counts, and what is counted or belongs to the number. */
static const char numbers[] = "〇零一二三四五六七八九十百千万亿两几数第";
static const char measures[] =
"年月日号时点分秒岁届次个条项章节款种类名人位户家县市省座所批件份起场"
"项目倍成元角吨斤里米亩公顷万亿千百十平立度瓦桶辆台套艘架中大期周世纪";

#define lengthof(array) (sizeof(array) / sizeof((array)[0]))

static uint32_t
next_of(const char **p)
{
	const uint8_t *at = (const uint8_t *) *p;
	uint32_t	cp;

	*p += wic_utf8_next(at, at + strlen(*p), &cp);
	return cp;
}

static bool
has_character(const char *characters, uint64_t key)
{
	while (*characters != '\0')
		if (next_of(&characters) == key)
			return true;
	return false;
}

/* Is the character one of the particles, and not of a word with beside? */
static bool
is_particle(const Particle *particles, size_t nparticles, uint64_t key,
			uint64_t beside)
{
	for (size_t i = 0; i < nparticles; i++)
		if (has_character(particles[i].character, key))
			return !has_character(particles[i].beside, beside);
	return false;
}

static size_t
count_characters(const char *word)
{
	size_t		length = 0;

	while (*word != '\0')
		next_of(&word), length++;
	return length;
}

static bool
is_word_at(const char *word, const uint64_t *keys)
{
	while (*word != '\0')
		if (next_of(&word) != *keys++)
			return false;
	return true;
}

/* Length of the longest word at an end of n symbols, which it does not fill. */
static size_t
longest_word(const char *const *words, size_t nwords, const uint64_t *keys,
			 size_t n, bool at_end)
{
	size_t		longest = 0;

	for (size_t i = 0; i < nwords; i++)
	{
		size_t		length = count_characters(words[i]);

		if (length > longest && length < n &&
			is_word_at(words[i], at_end ? keys + n - length : keys))
			longest = length;
	}
	return longest;
}

static bool
is_english(uint64_t key)
{
	for (size_t i = 0; i < lengthof(english); i++)
		if (wic_symbol_word(english[i], strlen(english[i])) == key)
			return true;
	return false;
}

/* 以 holds on to 为: 以人民为中心 */
static bool
has_partner(const uint64_t *keys, size_t n)
{
	if (!has_character("以", keys[0]))
		return false;
	for (size_t i = 1; i < n; i++)
		if (has_character("为", keys[i]))
			return true;
	return false;
}

bool
wic_edge_is_counted(uint64_t number, uint64_t key)
{
	if (number < WIC_SYMBOL_WORD && !has_character(numbers, number))
		return false;
	return has_character(measures, key);
}

size_t
wic_edge_begin(const uint64_t *keys, size_t n)
{
	size_t		longest;

	if (n < 2)
		return 0;
	if (keys[0] >= WIC_SYMBOL_WORD)
		return is_english(keys[0]);
	longest = longest_word(words_at_begin, lengthof(words_at_begin), keys, n,
						   false);
	if (longest > 0 || has_partner(keys, n))
		return longest;
	return is_particle(at_begin, lengthof(at_begin), keys[0], keys[1]);
}

size_t
wic_edge_end(const uint64_t *keys, size_t n)
{
	size_t		longest;

	if (n < 2)
		return 0;
	if (keys[n - 1] >= WIC_SYMBOL_WORD)
		return is_english(keys[n - 1]);
	longest = longest_word(words_at_end, lengthof(words_at_end), keys, n,
						   true);
	if (longest > 0)
		return longest;
	return is_particle(at_end, lengthof(at_end), keys[n - 1], keys[n - 2]);
}
