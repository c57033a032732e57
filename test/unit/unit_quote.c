/*-------------------------------------------------------------------------
 *
 * unit_quote.c
 *	  Tests of quotation marks, words, speakers and occasions.
 *
 * test/unit/unit_quote.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/quote.h"

#include <stdlib.h>

#include "core/occasion_key.h"
#include "core/utf8.h"
#include "core/utterance.h"
#include "tap.h"

#define MAX 40000

static const WicFoldTable *table;
static uint32_t chars[MAX];
static uint32_t offsets[MAX + 1];
static char shown[4000];

static size_t
fold(const char *text)
{
	return wic_attribution_fold(table, (const uint8_t *) text, strlen(text),
								chars, offsets, MAX);
}

static void
show(const char *text, size_t size)
{
	size_t		used = strlen(shown);

	snprintf(shown + used, sizeof(shown) - used, "%.*s", (int) size, text);
}

static void
show_range(const char *text, const WicRange *range)
{
	show(text + offsets[range->start],
		 offsets[range->end] - offsets[range->start]);
}

/* Depth, text and marks of each quotation: + closed, - not, * title */
static const char *
quotes_of(const char *text)
{
	WicQuotes	quotes;
	WicQuote	quote;

	shown[0] = '\0';
	wic_quotes_init(&quotes, chars, fold(text));
	while (wic_quotes_next(&quotes, &quote))
	{
		char		depth = (char) ('0' + quote.depth);
		WicRange	range = {quote.start, quote.end};

		show(&depth, 1);
		show(quote.is_title ? "*" : quote.is_closed ? "+" : "-", 1);
		show_range(text, &range);
		show(" ", 1);
	}
	return shown;
}

static const char *
show_act(const char *text, const WicAct *act)
{
	char		date[32];

	shown[0] = '\0';
	show_range(text, &act->speaker);
	snprintf(date, sizeof(date), "|%d-%d-%d|", act->date.year,
			 act->date.month, act->date.day);
	show(date, strlen(date));
	show_range(text, &act->occasion);
	show("|", 1);
	if (wic_act_kind_name(act->kind) != NULL)
		show(wic_act_kind_name(act->kind),
			 strlen(wic_act_kind_name(act->kind)));
	return shown;
}

static const char *
act_in(const char *text)
{
	WicAct		act;

	return wic_act_in(chars, 0, fold(text), &act) ? show_act(text, &act) : "";
}

static const char *
line_of(const char *text)
{
	WicAct		act;

	return wic_attribution_line(chars, 0, fold(text), &act) ?
		show_act(text, &act) : "";
}

static const char *
key_of(const char *text)
{
	WicOccasionKey key;
	uint8_t		bytes[WIC_UTF8_MAX];
	char		year[32];

	shown[0] = '\0';
	wic_occasion_key(chars, fold(text), &key);
	for (size_t i = 0; i < key.n; i++)
		show((char *) bytes, wic_utf8_put(bytes, key.chars[i]));
	snprintf(year, sizeof(year), " %d%s", key.year,
			 key.has_ordinal ? " ordinal" : "");
	show(year, strlen(year));
	return shown;
}

static void
test_quotes(void)
{
	is(quotes_of("他说:“叫‘桥’的那个。”"), "1+桥 0+叫‘桥’的那个。 ",
	   "inner quotations come before outer ones");
	is(quotes_of("「一『二』」《三“四”》〝五〞\"六\""),
	   "1+二 0+一『二』 0+四 0*三“四” 0+五 0+六 ", "all marks are known");
	is(quotes_of("﹁甲﹂｢乙｣"), "0+甲 0+乙 ",
	   "and their vertical and half-width forms");
	is(quotes_of("“甲「乙”丙」"), "1-乙 0+甲「乙 ",
	   "a mark that is crossed is closed with the other");
	is(quotes_of("”甲“乙"), "0-乙 ", "what stays open runs to the end");
	is(quotes_of("don’t ‘it’s’"), "0+it’s ", "an apostrophe closes nothing");
	is(quotes_of("\"甲\"乙\"丙\""), "0+甲 0+丙 ", "straight marks alternate");
	is(quotes_of(""), "", "nothing holds no quotation");
}

static void
test_depth(void)
{
	WicQuotes	quotes;
	WicQuote	quote;
	size_t		count = 0;
	unsigned	deepest = 0;

	for (size_t i = 0; i < 10000; i++)
	{
		chars[i] = 0x201C;
		chars[10001 + i] = 0x201D;
	}
	chars[10000] = 0x6865;
	wic_quotes_init(&quotes, chars, 20001);
	while (wic_quotes_next(&quotes, &quote))
	{
		count += quote.is_closed;
		deepest = quote.depth > deepest ? quote.depth : deepest;
	}
	ok(count == WIC_QUOTE_DEPTH && deepest == WIC_QUOTE_DEPTH - 1,
	   "ten thousand marks deep, the outer ones are told");
}

static void
test_words(void)
{
	uint32_t	word[32];
	uint32_t	folded[WIC_FOLD_CHAR_MAX];
	size_t		n;
	size_t		bad = 0;
	size_t		lost = 0;

	for (size_t i = 0; (n = wic_speech_word_number(i, word)) > 0; i++)
	{
		for (size_t k = 0; k < n; k++)
			bad += wic_fold_char(table, true, word[k], folded) != 1 ||
				folded[0] != word[k];
		lost += wic_speech_classes(word, n) == 0 ||
			wic_speech_word(word, n, UINT32_MAX) != n ||
			wic_speech_word_before(word, n, UINT32_MAX) != n;
	}
	ok(bad == 0, "the words are folded");
	ok(lost == 0, "and each is found from either end");
}

static void
test_speakers(void)
{
	is(act_in("王小明指出,桥要修好"), "王小明|0-0-0||", "a name and a verb");
	is(act_in("市長林知遠最後還強調,橋要修好"), "林知遠|0-0-0||",
	   "offices before and adverbs behind, in any script");
	is(act_in("林知远市长22日在濱江說:好"), "林知远|0-0-0||",
	   "an office and a day behind");
	is(act_in("联合国秘书长安东尼奥·古特雷斯呼吁停火"),
	   "安东尼奥·古特雷斯|0-0-0||", "a foreign name of two parts");
	is(act_in("美国总统拜登称,好"), "拜登|0-0-0||", "one of one part");
	is(act_in("欧阳海棠表示,好"), "欧阳海棠|0-0-0||", "a surname of two");
	is(act_in("文章指出,桥要修好"), "", "an article is nobody");
	is(act_in("会议强调,桥要修好"), "", "nor is a meeting");
	is(act_in("美国总统表示,桥要修好"), "", "nor a country");
	is(act_in("白皮书提出,桥要修好"), "", "nor a white paper");
	is(act_in("温州市长表示,桥要修好"), "", "nor a town");
	is(act_in("张爱国指出,桥要修好"), "张爱国|0-0-0||", "国 ends a given name");
	is(act_in("李学军表示,好"), "李学军|0-0-0||", "so does 军");
	is(act_in("战胜国表示,好"), "", "but nobody is a country");
	is(act_in("专家说法不一"), "", "nor is a noun a verb");
	is(act_in(""), "", "nor is there anybody where there is nothing");
}

static void
test_acts(void)
{
	is(act_in("3月12日,国家主席王小明向第二届春天大会致贺信"),
	   "王小明|0-3-12|第二届春天大会|letter", "a letter");
	is(act_in("2024年3月12日上午,王小明主席向春天大会开幕式发表视频致辞"),
	   "王小明|2024-3-12|春天大会开幕式|video", "a video");
	is(act_in("王小明出席春天大会开幕式并发表题为《桥》的主旨演讲"),
	   "王小明|0-0-0|春天大会开幕式|speech", "a speech with a title");
	is(act_in("王小明出席春天大會開幕典禮,並發表致詞"),
	   "王小明|0-0-0|春天大會開幕典禮|speech", "in the next clause");
	is(act_in("�月12日,王小明向春天大会致贺信"),
	   "王小明|0-0-12|春天大会|letter", "a day whose month is lost");
	is(act_in("王小明致信全体河长,共护江水"), "王小明|0-0-0|全体河长|letter",
	   "a letter to somebody");
	is(act_in("王小明致信全体河长 共护江水"), "王小明|0-0-0|全体河长|letter",
	   "in a headline a blank ends the clause");
	is(act_in("王小明在北京指出,好"), "王小明|0-0-0||",
	   "a place is no occasion");
}

static void
test_lines(void)
{
	is(line_of("——2014年11月19日,王小明在首届春天大会开幕式上的讲话"),
	   "王小明|2014-11-19|首届春天大会开幕式|speech", "a line of attribution");
	is(line_of("——王小明在春天大学的演讲(2017年1月18日)"),
	   "王小明|2017-1-18|春天大学|speech", "the date behind, and a place");
	is(line_of("——《在春天大会上的讲话》(2016年7月1日)"),
	   "|2016-7-1|春天大会|speech", "no speaker");
	is(line_of("——鲁迅《故乡》"), "鲁迅|0-0-0||", "a name and a book");
	is(line_of("――弗朗西斯·培根"), "弗朗西斯·培根|0-0-0||", "a name");
	is(line_of("——1963年8月28日"), "|1963-8-28||", "a date");
	is(line_of("——"), "", "nothing");
}

static void
test_keys(void)
{
	is(key_of("第十二屆世界網際網路大會開幕式"),
	   "第12届世界互联网大会 0 ordinal", "script, words, number and part");
	is(key_of("首届春天大会"), "第1届春天大会 0 ordinal", "the first");
	is(key_of("2022年「春天大会」乌镇峰会"), "春天大会乌镇峰会 2022", "a year");
	is(key_of("春天大会2021年年会"), "春天大会年会 2021", "in the middle");
	is(key_of("开幕式"), "开幕式 0", "a part alone stays");
	is(key_of(""), " 0", "nothing stays nothing");
}

int
main(void)
{
	table = wic_fold_table(WIC_FOLD_LATEST);
	test_quotes();
	test_depth();
	test_words();
	test_speakers();
	test_acts();
	test_lines();
	test_keys();
	return done();
}
