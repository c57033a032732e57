/*-------------------------------------------------------------------------
 *
 * unit_sentence.c
 *	  Tests of sentences.
 *
 * test/unit/unit_sentence.c
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/sentence.h"
#include "core/utf8.h"
#include "tap.h"

/* All sentences, joined by '|'; offsets are checked on the way. */
static const char *
sentences(const char *string)
{
	static char joined[4096];
	const uint8_t *text = (const uint8_t *) string;
	WicSentences iterator;
	WicParagraph sentence;
	size_t		used = 0;

	joined[0] = '\0';
	wic_sentences_init(&iterator, text, strlen(string));
	while (wic_sentences_next(&iterator, &sentence))
	{
		if (wic_utf8_count(text, sentence.start) != sentence.start_char ||
			wic_utf8_count(text, sentence.start + sentence.size) !=
			sentence.end_char)
			return "wrong offsets";
		if (used > 0)
			joined[used++] = '|';
		memcpy(joined + used, sentence.start, sentence.size);
		used += sentence.size;
		joined[used] = '\0';
	}
	return joined;
}

static void
test_marks(void)
{
	is(sentences("雨停了。天晴了！走吗？"), "雨停了。|天晴了！|走吗？", "three marks");
	is(sentences("真的吗？！走吧……好。"), "真的吗？！|走吧……|好。", "marks in a row");
	is(sentences("一；二；三。"), "一；二；三。", "a semicolon ends none");
	is(sentences("等等…再说。"), "等等…再说。", "nor do three dots alone");
	is(sentences("雨停了\n天晴了。"), "雨停了|天晴了。", "a line is at least one");
	is(sentences("  雨停了。 　天晴了。 \n"), "雨停了。|天晴了。", "white space");
	is(sentences(""), "", "nothing");
	is(sentences("好!走?a=1?b。"), "好!|走?a=1?b。", "ASCII marks, not in a URL");
}

static void
test_quotes(void)
{
	is(sentences("他说：“雨停了。天晴了。”大家走了。"),
	   "他说：“雨停了。天晴了。”|大家走了。", "a quote is not cut");
	is(sentences("提出“走。留。”的办法。好。"), "提出“走。留。”的办法。|好。",
	   "a particle goes on");
	is(sentences("他问「走嗎？」，我說走。"), "他问「走嗎？」，我說走。", "a comma too");
	is(sentences("走了（雨停了。）天晴了。"), "走了（雨停了。）|天晴了。", "brackets");
	is(sentences("他说：“雨停了。天晴了。大家走了。"),
	   "他说：“雨停了。|天晴了。|大家走了。", "a quote that stays open");
	is(sentences("雨停了。\"走吧。留吧。\"他说。"), "雨停了。|\"走吧。留吧。\"|他说。",
	   "straight quotes");
	is(sentences("『「走。」と言った。」そう。』雨。"), "『「走。」と言った。」そう。』|雨。",
	   "nested quotes");
}

static void
test_long_quote(void)
{
	char		string[4096] = "“";
	const char *got;
	size_t		n = 0;

	for (int i = 0; i < 60; i++)
		strcat(string, "雨停了。");
	strcat(string, "”");
	got = sentences(string);
	for (const char *p = got; *p != '\0'; p++)
		n += *p == '|';
	ok(n == 59, "a long quote holds sentences");
}

static void
test_japanese(void)
{
	is(sentences("「雨が止んだ。」と彼は言った。晴れた。"),
	   "「雨が止んだ。」と彼は言った。|晴れた。", "Japanese");
	is(sentences("비가 그쳤습니다. 맑습니다."), "비가 그쳤습니다.|맑습니다.", "Korean");
}

static void
test_english(void)
{
	is(sentences("It rained. Mr. Li stayed. \"Go!\" he said."),
	   "It rained.|Mr. Li stayed.|\"Go!\" he said.", "abbreviations");
	is(sentences("It is 3.5 m. J. Smith knows www.a.cn is down."),
	   "It is 3.5 m. J. Smith knows www.a.cn is down.",
	   "numbers, initials, addresses");
	is(sentences("일시: 2023. 11. 9. 맑음"), "일시: 2023. 11. 9.|맑음",
	   "a date with blanks");
	is(sentences("他说：“走！”、“留！”，晴。"), "他说：“走！”、“留！”，晴。", "a list of quotes");
	is(sentences("1. It rained. 2. We stayed."),
	   "1. It rained.|2. We stayed.", "numbers of items");
	is(sentences("\"It rained. It stopped.\" We went."),
	   "\"It rained. It stopped.\"|We went.", "an English quote");
	is(sentences("Version 2.0. 天晴了。"), "Version 2.0.|天晴了。", "mixed");
}

int
main(void)
{
	test_marks();
	test_quotes();
	test_long_quote();
	test_japanese();
	test_english();
	return done();
}
