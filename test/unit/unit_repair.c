/*-------------------------------------------------------------------------
 *
 * unit_repair.c
 *	  Tests of what the loader needs of the core: repair, paragraphs, script.
 *
 * test/unit/unit_repair.c
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/paragraph.h"
#include "core/pinyin.h"
#include "core/repair.h"
#include "core/script.h"
#include "core/utf8.h"

/* Three glosses and three commas too many. */
#define DAMAGED "山上的雪(xuě)化了,,河(hé)裏的水漲(zhǎng)起來,、又退下去,。"
#define CLEAN	"山上的雪化了,河裏的水漲起來、又退下去。"

/*
 * pg_bsd_indent spoils characters with a byte 0x80, but not in a directive.
 */
#define EIGHT_DOUBLED "五,、六,。七,、八,。九,、十,。百,、千,。"
#define QUOTATION	"他说“好”"
#define STOP		"。"
#define WIDE		"　"		/* U+3000 */

#define MAX_CHANGES 64

static int	tests_run;
static int	tests_failed;

static void
ok(bool passed, const char *name)
{
	tests_run++;
	tests_failed += !passed;
	printf("%sok %d - %s\n", passed ? "" : "not ", tests_run, name);
}

static const uint8_t *
bytes(const char *string)
{
	return (const uint8_t *) string;
}

/* n times unit, then tail. */
static const char *
repeat(const char *unit, int n, const char *tail)
{
	static char repeated[8192];

	repeated[0] = '\0';
	while (n-- > 0)
		strcat(repeated, unit);
	return strcat(repeated, tail);
}

static size_t
survey(const char *raw, WicRepairMode mode, WicSurvey *result)
{
	void	   *scratch = malloc(wic_repair_scratch_size());

	memset(scratch, 0x55, wic_repair_scratch_size());
	wic_repair_survey(bytes(raw), strlen(raw), mode, NULL, scratch, result);
	free(scratch);
	return wic_repair_count(result);
}

/* Repair raw; changes has room for MAX_CHANGES. */
static const char *
repair(const char *raw, WicRepairMode mode, WicChange *changes)
{
	static char clean[8192];
	WicSurvey	result;
	WicRepairer repairer;
	WicChange	change;

	survey(raw, mode, &result);
	wic_repair_init(&repairer, &result, bytes(raw), strlen(raw),
					(uint8_t *) clean);
	for (int n = 0; wic_repair_next(&repairer, &change); n++)
		if (n < MAX_CHANGES)
			changes[n] = change;

	clean[repairer.clean_size] = '\0';
	return clean;
}

static bool
repairs_to(const char *raw, const char *expected)
{
	WicChange	changes[MAX_CHANGES];

	return strcmp(repair(raw, WIC_REPAIR_SAFE, changes), expected) == 0;
}

/* Byte of the character at index i. */
static const char *
at_char(const char *string, size_t i)
{
	const uint8_t *p = bytes(string);
	uint32_t	cp;

	while (i-- > 0)
		p += wic_utf8_next(p, p + strlen((const char *) p), &cp);
	return (const char *) p;
}

/* Where repair.h says that a clean character stands in the raw text. */
static size_t
raw_index(const WicChange *changes, size_t n, size_t i)
{
	while (n > 0 && changes[n - 1].clean.start +
		   changes[n - 1].clean.length > i)
		n--;
	if (n == 0)
		return i;
	return i - (changes[n - 1].clean.start + changes[n - 1].clean.length) +
		(changes[n - 1].raw.start + changes[n - 1].raw.length);
}

static bool
maps_back(const char *raw)
{
	WicChange	changes[MAX_CHANGES];
	WicSurvey	result;
	size_t		n = survey(raw, WIC_REPAIR_SAFE, &result);
	const char *clean = repair(raw, WIC_REPAIR_SAFE, changes);
	size_t		chars = wic_utf8_count(bytes(clean),
									   bytes(clean) + strlen(clean));

	for (size_t i = 0; i < chars; i++)
		if (strncmp(at_char(clean, i),
					at_char(raw, raw_index(changes, n, i)), 1) != 0)
			return false;
	return true;
}

static bool
is_pinyin(const char *string)
{
	return wic_pinyin_length(bytes(string), bytes(string) + strlen(string)) ==
		strlen(string);
}

static void
test_pinyin(void)
{
	ok(is_pinyin("ér") && is_pinyin("ān") && is_pinyin("wǒ"), "short ones");
	ok(is_pinyin("zhuàng") && is_pinyin("xiōng"), "long ones");
	ok(is_pinyin("lǜ") && is_pinyin("nüè") && is_pinyin("yuǎn"), "with ü");
	ok(!is_pinyin("men") && !is_pinyin("a"), "no tone mark");
	ok(!is_pinyin("kāí"), "two tone marks");
	ok(!is_pinyin("zhuàngs") && !is_pinyin("café"), "letters too many");
	ok(!is_pinyin("iān") && !is_pinyin("bèt"), "no such final");
	ok(!is_pinyin("Mā") && !is_pinyin("v\xC3"), "capital, bad byte");
	ok(wic_pinyin_length(bytes(""), bytes("")) == 0, "nothing at all");
}

static void
test_repair(void)
{
	WicChange	changes[MAX_CHANGES];
	char		clean[8192];
	const WicChange *first = &changes[0];

	strcpy(clean, repeat(CLEAN, 4, ""));
	ok(repairs_to(repeat(DAMAGED, 4, ""), clean), "glosses and commas");
	ok(maps_back(repeat(DAMAGED, 4, "")), "clean offsets map to raw ones");
	strcpy(clean, repeat(CLEAN, 4, "\xFF"));
	ok(repairs_to(repeat(DAMAGED, 4, "\xFF"), clean), "a bad byte is kept");
	strcpy(clean, repeat(CLEAN, 4, ",?"));
	ok(!repairs_to(repeat(DAMAGED, 4, ",?"), clean), "a comma before ?");

	repair(repeat(DAMAGED, 4, ""), WIC_REPAIR_SAFE, changes);
	ok(first->raw.start == 4 && first->raw.length == 5 &&
	   first->raw.offset == 12 && first->raw.size == 6, "raw span");
	ok(first->clean.start == 4 && first->clean.length == 0 &&
	   first->clean.offset == 12 && first->clean.size == 0, "clean span");
	ok(first->rule == WIC_REPAIR_GLOSS &&
	   strcmp(wic_repair_status_name(first->status), "exact") == 0, "kind");
}

/* Whether repair leaves the text alone in this mode. */
static bool
is_left(const char *raw, WicRepairMode mode)
{
	WicChange	changes[MAX_CHANGES];
	WicSurvey	result;

	return survey(raw, mode, &result) == 0 &&
		strcmp(repair(raw, mode, changes), raw) == 0;
}

static void
test_gates(void)
{
	WicSurvey	result;

	ok(is_left("", WIC_REPAIR_FULL), "empty text");
	ok(is_left(repeat(DAMAGED, 4, ""), WIC_REPAIR_NONE), "mode none");
	ok(is_left(repeat(DAMAGED, 2, ""), WIC_REPAIR_FULL), "six of each");
	ok(is_left(repeat("雪(xuě)河(hé)水(shuǐ)", 9, ""), WIC_REPAIR_FULL),
	   "a primer, all of it glossed");
	ok(is_left(repeat("張三,,北京,\n", 20, ""), WIC_REPAIR_FULL),
	   "a table with empty cells");
	ok(is_left(repeat("甲,乙,丙,丁,", 20, EIGHT_DOUBLED), WIC_REPAIR_FULL),
	   "few commas are doubled");

	survey(repeat(DAMAGED, 4, "雪"), WIC_REPAIR_SAFE, &result);
	ok(!result.applies[WIC_REPAIR_GLOSS] && result.applies[WIC_REPAIR_COMMA],
	   "one bare character of thirteen closes one gate");
	survey(repeat(DAMAGED, 8, "雪"), WIC_REPAIR_SAFE, &result);
	ok(result.applies[WIC_REPAIR_GLOSS], "one of twenty-five does not");
}

/* Paragraphs of text as "start-end:body|", for comparison at a glance. */
static const char *
cut(const char *string)
{
	static char joined[1024];
	WicParagraphs paragraphs;
	WicParagraph paragraph;
	size_t		used = 0;

	joined[0] = '\0';
	wic_paragraphs_init(&paragraphs, bytes(string), strlen(string));
	while (wic_paragraphs_next(&paragraphs, &paragraph))
		used += (size_t) sprintf(joined + used, "%zu-%zu:%.*s|",
								 paragraph.start_char, paragraph.end_char,
								 (int) paragraph.size,
								 (const char *) paragraph.start);
	return joined;
}

/* Length of the first paragraph in characters. */
static size_t
first_length(const char *string, size_t size)
{
	WicParagraphs paragraphs;
	WicParagraph paragraph;

	wic_paragraphs_init(&paragraphs, bytes(string), size);
	return wic_paragraphs_next(&paragraphs, &paragraph) ?
		paragraph.end_char - paragraph.start_char : 0;
}

static void
test_paragraphs(void)
{
	ok(strcmp(cut("甲\n乙"), "0-1:甲|2-3:乙|") == 0, "lines");
	ok(strcmp(cut("\n  甲 乙\t\r\n\n"), "3-6:甲 乙|") == 0, "trimmed");
	ok(strcmp(cut(WIDE "\xC2\xA0甲\xC2\xA0" WIDE), "2-3:甲|") == 0, "wide blanks");
	ok(strcmp(cut(" \n" WIDE "\r\n"), "") == 0 && strcmp(cut(""), "") == 0,
	   "nothing but white space");
	ok(strcmp(cut("a\xFF" "b\nc"), "0-3:a\xFF" "b|4-5:c|") == 0, "bad byte");
}

static void
test_long_lines(void)
{
	static char line[3 * WIC_PARAGRAPH_CHARS];

	memset(line, 'x', sizeof(line));
	ok(first_length(line, sizeof(line)) == WIC_PARAGRAPH_CHARS, "no break");
	ok(first_length(line, WIC_PARAGRAPH_CHARS) == WIC_PARAGRAPH_CHARS,
	   "exactly as long as may be");

	line[6000] = ' ';
	ok(first_length(line, sizeof(line)) == 6000, "cut at a space");
	memcpy(line + 5500, "!\"", 2);
	ok(first_length(line, sizeof(line)) == 5502, "better behind a sentence");
	memcpy(line + 4000, "!\"", 2);
	line[5500] = line[5501] = line[6000] = 'x';
	ok(first_length(line, sizeof(line)) == WIC_PARAGRAPH_CHARS,
	   "but not in the first half");

	memcpy(line + WIC_PARAGRAPH_CHARS, "\xCC\x81", 2);
	ok(first_length(line, sizeof(line)) == WIC_PARAGRAPH_CHARS + 1,
	   "not before a mark");
}

static bool
is_script(const char *string, const char *expected)
{
	const char *code = wic_script_code(wic_script_of(wic_fold_table(1),
													 bytes(string),
													 strlen(string)));

	return expected == NULL ? code == NULL :
		code != NULL && strcmp(code, expected) == 0;
}

static void
test_script(void)
{
	ok(is_script("图书馆关闭了", "Hans"), "Simplified");
	ok(is_script("圖書館關閉了", "Hant"), "Traditional");
	ok(is_script("図書館は今日開いています", "Jpan"), "Japanese");
	ok(is_script("도서실 오늘 엽니다", "Kore"), "Korean");
	ok(is_script("The library is open", "Latn"), "English");
	ok(is_script("圖書館 library 關閉了 closed", "Hant"), "foreign words");
	ok(is_script("the word 鳥 is Chinese for a bird or a fowl", "Latn"),
	   "one foreign character");
	ok(is_script("上下左右", "Hans"), "characters that do not tell");
	ok(is_script("123 ~\xFF", NULL) && is_script("", NULL), "no letter");
}

/* An article on a page with others: only its lines are touched. */
static void
test_stretch(void)
{
	static const char *const clean =
	"河裏的雪,,水大了。这是别人的文章，说山上的雪和河里的水都涨起来了。\n";
	static const char *const garbled =
	"山上的雪(xu\u011b)化了,,河(h\u00e9)裏的水漲(zh\u01ceng)起來,、又退下去,。"
	"岸邊的樹綠了,孩子們在樹下唱歌跳舞,老人坐在門前看著他們.\n";
	static const char *const mended =
	"山上的雪化了,河裏的水漲起來、又退下去。"
	"岸邊的樹綠了,孩子們在樹下唱歌跳舞,老人坐在門前看著他們.\n";
	WicChange	changes[MAX_CHANGES];
	char		raw[8192];
	char		expected[8192];

	strcpy(raw, clean);
	strcat(raw, repeat(garbled, 6, clean));
	strcpy(expected, clean);
	strcat(expected, repeat(mended, 6, clean));
	ok(repairs_to(raw, expected), "an article is mended on a page that is not");
	ok(maps_back(raw), "and what follows is where it was");

	strcpy(raw, clean);
	strcat(raw, repeat(garbled, 3, clean));
	ok(strstr(repair(raw, WIC_REPAIR_SAFE, changes), "(xu\u011b)") != NULL,
	   "a few lines on a page do not tell enough");
}

int
main(void)
{
	test_pinyin();
	test_repair();
	test_gates();
	test_stretch();
	test_paragraphs();
	test_long_lines();
	test_script();
	printf("1..%d\n", tests_run);
	return tests_failed > 0;
}
