/*-------------------------------------------------------------------------
 *
 * weight.c
 *	  How much the terms of a query say about what is sought.
 *
 * extension/core/weight.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/weight.h"

#include "core/charclass.h"

#define NOTHING		0
#define LITTLE		77			/* 0.3 */
#define HALF		128
#define MOST		179			/* 0.7 */

/* Of questions: 什么 哪 谁 何 多少 怎样 几 吗 呢 如 为 啥 */
static const uint16_t question_characters[] = {
	0x4E3A, 0x4E48, 0x4EC0, 0x4F55, 0x51E0, 0x5417, 0x5462, 0x54EA,
	0x5565, 0x591A, 0x5982, 0x5C11, 0x600E, 0x6837, 0x8C01
};

/* Those that hardly stand in anything else: 么 什 何 吗 呢 哪 啥 怎 谁 */
static const uint16_t asking_characters[] = {
	0x4E48, 0x4EC0, 0x4F55, 0x5417, 0x5462, 0x54EA, 0x5565, 0x600E, 0x8C01
};

/* Of function words: 的 了 是 在 和 与 及 或 之 其 而 以 于 为 被 把 从 到 对 将 就
 * 也 都 但 并 且 者 所 这 那 个 有 等 得 著 过 */
static const uint16_t stop_characters[] = {
	0x4E0E, 0x4E14, 0x4E2A, 0x4E3A, 0x4E4B, 0x4E5F, 0x4E86, 0x4E8E,
	0x4ECE, 0x4EE5, 0x4F46, 0x5176, 0x5230, 0x53CA, 0x548C, 0x5728,
	0x5BF9, 0x5C06, 0x5C31, 0x5E76, 0x5F97, 0x6216, 0x6240, 0x628A,
	0x662F, 0x6709, 0x7684, 0x7B49, 0x8005, 0x800C, 0x8457, 0x88AB,
	0x8FC7, 0x8FD9, 0x90A3, 0x90FD
};

#define LENGTH(array)	(sizeof(array) / sizeof((array)[0]))

static bool
is_in(uint32_t cp, const uint16_t *list, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (list[i] == cp)
			return true;
	return false;
}

static bool
is_question(uint32_t cp)
{
	return is_in(cp, question_characters, LENGTH(question_characters));
}

static bool
is_stop(uint32_t cp)
{
	return is_in(cp, stop_characters, LENGTH(stop_characters));
}

unsigned
wic_weight_bigram(uint32_t first, uint32_t second)
{
	if (is_question(first) && is_question(second))
		return NOTHING;
	if (is_stop(first) || is_stop(second))
		return HALF;
	if (wic_is_hiragana(first) && wic_is_hiragana(second))
		return LITTLE;
	if (wic_is_hiragana(first) || wic_is_hiragana(second))
		return MOST;
	return WIC_FACTOR_UNIT;
}

bool
wic_weight_asks(uint32_t cp)
{
	return is_in(cp, asking_characters, LENGTH(asking_characters));
}

bool
wic_weight_is_content(uint32_t cp)
{
	return !is_question(cp) && !is_stop(cp) && !wic_is_hiragana(cp);
}
