/*-------------------------------------------------------------------------
 *
 * unit_structure.c
 *	  Tests of lines by what they say, and of roles.
 *
 * test/unit/unit_structure.c
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/boilerplate.h"
#include "core/byline.h"
#include "core/metaline.h"
#include "core/structure.h"
#include "core/utf8.h"
#include "tap.h"

static const WicFoldTable *
table(void)
{
	return wic_fold_table(WIC_FOLD_LATEST);
}

/* One line; it points into the string. */
static const WicLine *
line_of(const char *string)
{
	static WicLine line;
	const uint8_t *start = (const uint8_t *) string;
	WicParagraph paragraph = {.start = start,.size = strlen(string)};

	paragraph.end_char = wic_utf8_count(start, start + paragraph.size);
	wic_line_read(&line, table(), &paragraph);
	return &line;
}

/* pg_bsd_indent would have left one. */
static bool
has_bad_byte(const WicLine *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (line->raw[i] == WIC_UTF8_BAD)
			return true;
	return false;
}

/* What is found is compared with the folded line: is each word folded? */
static void
test_keywords(void)
{
	bool		are_folded = true;
	const char *word;

	for (size_t i = 0; (word = wic_keyword(i)) != NULL; i++)
		if (wic_line_word_at(line_of(word), 0, word) != line_of(word)->n ||
			has_bad_byte(line_of(word)))
		{
			are_folded = false;
			printf("# not folded: %s\n", word);
		}
	ok(are_folded, "the words by which lines are known are folded");
}

static const char *
value(const WicLine *line, WicValue place)
{
	static char values[8][256];
	static int	next;
	char	   *string = values[next++ % 8];
	size_t		used = 0;

	for (size_t i = place.start; i < place.end; i++)
		used += wic_utf8_put((uint8_t *) string + used, line->raw[i]);
	string[used] = '\0';
	return string;
}

/* publisher/author/editor of a line of metadata */
static const char *
people(const char *string)
{
	static char joined[1024];
	const WicLine *line = line_of(string);
	WicMetaLine meta;

	wic_metaline_read(&meta, line);
	snprintf(joined, sizeof(joined), "%d:%s/%s/%s", meta.kind,
			 value(line, meta.publisher), value(line, meta.author),
			 value(line, meta.editor));
	return joined;
}

static void
test_metaline(void)
{
	WicMetaLine meta;

	is(people("来源：滨江网 作者：王 寒 责任编辑：李江"), "3:滨江网/王 寒/李江", "keys behind blanks");
	is(people("來 源:水鄉網｜作者:"), "3:水鄉網//", "an empty value");
	is(people("（責編：王靜、李江）"), "1://王靜、李江", "a credit in brackets");
	is(people("2023-11-09 08:58 滨江日报"), "3:滨江日报//", "a date and a paper");
	is(people("2023年11月9日"), "2://", "a date");
	is(people("文/王小河 图/李江"), "1:/王小河/", "slashes");
	is(people("时间：来不及了，我们走吧。"), "0://", "a sentence");
	is(people("他说来源：不明"), "0://", "no key inside of a word");
	is(people("Source: Riverside Daily | Editor: Wang Xiaohe"),
	   "3:Riverside Daily//Wang Xiaohe", "English");

	is(people("滨江发布 2021-06-01 08:00 发表于滨江"), "3://", "a post");
	is(people("3楼 江边人 2019-5-29 09:20"), "3://", "an entry");
	is(people("2020年9月3日，滨江"), "2://", "a day and a place");
	is(people("2020年9月3日滨江春天大会"), "0://", "a name with a day");
	is(people("编辑丨王 寒"), "1://王 寒", "a bar of WeChat");
	is(people("来源：滨江日报 记者 王小河"), "3:滨江日报/王小河/", "a reporter behind a paper");
	wic_metaline_read(&meta, line_of("更新时间：2024-01-02 发布时间：2024-01-01 08:00"));
	ok(meta.published.day == 1 && meta.published.hour == 8 &&
	   meta.updated.day == 2, "two dates");
	wic_metaline_read(&meta, line_of("原文链接：https://example.org/a?b=1 （转载）"));
	ok(meta.url.end - meta.url.start == 25, "a URL");
}

static void
test_byline(void)
{
	WicValue	name;

	ok(wic_byline_read(line_of("王小河"), &name) && name.start == 0, "a name");
	ok(wic_byline_read(line_of("滨江市市长　张爱国"), &name) && name.start == 6,
	   "a name behind an office");
	ok(!wic_byline_read(line_of("方法"), &name), "a word is no name");
	ok(!wic_byline_read(line_of("滨江市政府"), &name), "nor is an office");
	ok(!wic_byline_read(line_of("王小河修桥记"), &name), "nor is a headline");
	ok(wic_line_is_widget(line_of("阅读 10万+")) &&
	   wic_line_is_widget(line_of("（下转第三版）")) &&
	   wic_line_is_widget(line_of("— 3 —")) &&
	   !wic_line_is_widget(line_of("阅读")), "counters, jumps and pages");
	ok(wic_line_is_placeholder(line_of("无标题文档")) &&
	   !wic_line_is_placeholder(line_of("无标题的春天")), "no title at all");
}

static void
test_issue(void)
{
	WicIssue	issue;

	ok(wic_issue_read(&issue, line_of("《 滨江日报 》( 2024年5月6日 03 版)")) &&
	   issue.page == 3 && issue.date.day == 6, "a page of a paper");
	ok(wic_issue_read(&issue, line_of("《河流》2023年第21期")) &&
	   issue.number == 21 && issue.page == 0, "an issue of a journal");
	ok(!wic_issue_read(&issue, line_of("2024年5月6日，这本书出了第三版。")),
	   "a sentence is none");
}

static void
test_lines(void)
{
	ok(wic_line_is_breadcrumb(line_of("首頁\u00a0>\u00a0頭條")), "a breadcrumb");
	ok(wic_line_is_breadcrumb(line_of("当前位置：首页/新闻/国内")), "with slashes");
	ok(!wic_line_is_breadcrumb(line_of("a < b > c > d")), "no breadcrumb");
	ok(wic_line_is_widget(line_of("【大 中 小】【打印】【关闭】")), "widgets");
	ok(wic_line_is_widget(line_of("首页 新闻 国际 财经 体育 娱乐")), "a menu");
	ok(wic_line_is_widget(line_of("關注水鄉網微信")), "follow us");
	ok(!wic_line_is_widget(line_of("打印机坏了")), "a word goes on");
	ok(!wic_line_is_widget(line_of("白日依山尽 黄河入海流")), "verse is no menu");
	ok(wic_line_heads_related(line_of("• 相关阅读")), "a list of others");
	ok(wic_line_heads_related(line_of("【相关新闻】更多>>")), "with more");
	ok(!wic_line_heads_related(line_of("相关新闻不少")), "a word goes on here too");
	ok(wic_line_is_caption(line_of("渔船回港。新华社记者 王小河 摄")), "a photographer");
	ok(wic_line_is_caption(line_of("图①：渔船回港。")), "a figure");
	ok(!wic_line_is_caption(line_of("他一生只会拍摄。")), "no caption");
	ok(wic_line_is_attribution(line_of("――2014年11月19日，王小河的讲话")),
	   "an attribution");
	ok(!wic_line_is_attribution(line_of("——你好。")), "a dialogue");
	ok(!wic_line_is_attribution(line_of("-5 度")), "a minus");
	ok(wic_line_is_numbered(line_of("（十二）修路")) &&
	   wic_line_is_numbered(line_of("第三章 修路")) &&
	   wic_line_is_numbered(line_of("1. 修路")), "numbers");
	ok(!wic_line_is_numbered(line_of("1.5 公里")) &&
	   !wic_line_is_numbered(line_of("三星")), "no numbers of headings");
	ok(wic_line_ends_sentence(line_of("走吧。”）")), "closers");
	ok(!wic_line_ends_sentence(line_of("走吧")), "no end");
	ok(wic_line_is_disclaimer(line_of("Copyright 2024 Riverside")), "a notice");
	ok(wic_line_is_signature(line_of("（本报记者 王小河）")), "a signature");
}

/* The first letters of the roles. */
static const char *
roles(const char *string)
{
	static char letters[64];
	const uint8_t *text = (const uint8_t *) string;
	size_t		n = wic_structure_count(text, strlen(string));
	WicPassage *passages = malloc(sizeof(WicPassage) * (n + 1));
	WicMetadata metadata;

	wic_structure_read(table(), text, strlen(string), NULL, 0, passages, n,
					   &metadata, NULL);
	for (size_t i = 0; i < n; i++)
		letters[i] = wic_role_name(passages[i].role)[0];
	letters[n] = '\0';
	free(passages);
	return letters;
}

static void
test_roles(void)
{
	is(roles("题目\n雨下了一整天。\n小标题\n天晴了。\n"), "tbhb", "a heading");
	is(roles("题目\n雨停了。\n看见《\n江边\n》这本书。\n"), "tbbbb",
	   "a broken line is no heading");
	is(roles("题目\n雨停了。\n相关新闻\n桥通了\n路通了\n"), "tbttt", "teasers");
	is(roles("雨停了，他们才走的\n桥边。"), "bb", "nothing ends so");
	ok(wic_role_of("body", 4) == WIC_ROLE_BODY &&
	   wic_role_of("bod", 3) == WIC_ROLE_NONE, "names of roles");
}

int
main(void)
{
	test_keywords();
	test_metaline();
	test_byline();
	test_issue();
	test_lines();
	test_roles();
	return done();
}
