/*-------------------------------------------------------------------------
 *
 * unit_date.c
 *	  Tests of dates.
 *
 * test/unit/unit_date.c
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <string.h>

#include "core/date.h"
#include "core/utf8.h"
#include "tap.h"

static size_t
decode(const char *string, uint32_t *cps)
{
	const uint8_t *p = (const uint8_t *) string;
	const uint8_t *end = p + strlen(string);
	size_t		n = 0;

	while (p < end)
		p += wic_utf8_next(p, end, &cps[n++]);
	return n;
}

/* All dates of a text: place, date as far as it is known, joined by '|'. */
static const char *
dates(const char *string)
{
	static char all[1024];
	uint32_t	cps[256];
	size_t		n = decode(string, cps);
	size_t		at = 0;
	size_t		used = 0;
	WicDate		date;

	all[0] = '\0';
	while (wic_date_next(cps, n, &at, &date))
	{
		used += sprintf(all + used, "%s%zu-%zu ", used > 0 ? "|" : "",
						date.start, date.end);
		used += sprintf(all + used, "%04d", date.year);
		if (date.precision >= WIC_PRECISION_MONTH)
			used += sprintf(all + used, "-%02d", date.month);
		if (date.precision >= WIC_PRECISION_DAY)
			used += sprintf(all + used, "-%02d", date.day);
		if (date.precision >= WIC_PRECISION_MINUTE)
			used += sprintf(all + used, " %02d:%02d", date.hour, date.minute);
		if (date.precision >= WIC_PRECISION_SECOND)
			used += sprintf(all + used, ":%02d", date.second);
	}
	return all;
}

static void
test_counters(void)
{
	is(dates("2014年11月19日"), "0-11 2014-11-19", "a date with counters");
	is(dates("於２０１４年１１月１９日在"), "1-12 2014-11-19", "full-width digits");
	is(dates("2014 年 11 月 19 日"), "0-16 2014-11-19", "blanks between");
	is(dates("2014年11月19号"), "0-11 2014-11-19", "号");
	is(dates("2014年11月"), "0-8 2014-11", "year and month");
	is(dates("到2014年为止"), "1-6 2014", "a year");
	is(dates("11月19日"), "0-6 0000-11-19", "no year");
	is(dates("2月29日"), "0-5 0000-02-29", "29 February of any year");
	is(dates("2014年3月1日至11月19日"), "0-9 2014-03-01|10-16 0000-11-19",
	   "two dates");
	is(dates("二〇一四年十一月十九日"), "0-11 2014-11-19", "〇");
	is(dates("二○一四年十一月廿九日"), "0-11 2014-11-29", "○ and 廿");
	is(dates("一九四九年十月卅一日"), "0-10 1949-10-31", "卅");
	is(dates("二零二零年二月二十九日"), "0-11 2020-02-29", "a leap day");
	is(dates("2023년 11월 9일"), "0-12 2023-11-09", "Korean");
}

static void
test_eras(void)
{
	is(dates("民國103年11月19日"), "0-12 2014-11-19", "the Republic");
	is(dates("民国一〇三年十一月"), "0-9 2014-11", "its year in Han digits");
	is(dates("民國 103/11/19"), "0-12 2014-11-19", "slashes");
	is(dates("民國元年一月一日"), "0-8 1912-01-01", "the first year");
	is(dates("112年11月9日"), "0-9 2023-11-09", "without its name");
	is(dates("112年"), "", "but only with month and day");
	is(dates("令和5年11月9日(木) 8時58分"), "0-18 2023-11-09 08:58", "令和");
	is(dates("平成元年1月8日"), "0-8 1989-01-08", "平成");
	is(dates("昭和64年1月7日"), "0-9 1989-01-07", "昭和");
	is(dates("大正十五年"), "0-5 1926", "大正");
	is(dates("明治45年"), "0-5 1912", "明治");
	is(dates("大正16年"), "", "an era ends");
	is(dates("令和時代"), "", "a name alone");
}

static void
test_separators(void)
{
	is(dates("2023-11-09 08:58:53"), "0-19 2023-11-09 08:58:53", "hyphens");
	is(dates("2023/11/9"), "0-9 2023-11-09", "slashes");
	is(dates("2023.11.09"), "0-10 2023-11-09", "dots");
	is(dates("2023. 11. 9. 08:58"), "0-18 2023-11-09 08:58", "dots and blanks");
	is(dates("2023-11"), "0-7 2023-11", "year and month");
	is(dates("2023-11-09T08:58:53.120+08:00。"), "0-29 2023-11-09 08:58:53",
	   "ISO 8601");
	is(dates("2023-11-09T08:58Z"), "0-17 2023-11-09 08:58", "UTC");
	is(dates("2023-11/09"), "", "two separators");
	is(dates("2023-11-091"), "", "a longer number");
	is(dates("12023-11-09"), "", "the end of a number");
	is(dates("1.2023.11.09"), "", "dots before");
	is(dates("2023.11"), "", "a decimal number");
	is(dates("192.168.10.1"), "", "an address");
	is(dates("/2023-11-09/a"), "", "in a path");
	is(dates("——2023-11-09"), "2-12 2023-11-09", "behind a dash");
}

static void
test_times(void)
{
	is(dates("2022年11月11日13:10"), "0-16 2022-11-11 13:10", "a time");
	is(dates("2022年11月11日　13：10：05"), "0-20 2022-11-11 13:10:05",
	   "full-width");
	is(dates("2022年11月11日13时10分"), "0-17 2022-11-11 13:10", "时 and 分");
	is(dates("2022年11月11日下午1时10分5秒"), "0-20 2022-11-11 13:10:05", "下午");
	is(dates("2022年11月11日（星期五）08:05"), "0-21 2022-11-11 08:05", "weekday");
	is(dates("2022年11月11日 星期五"), "0-11 2022-11-11", "weekday, no time");
	is(dates("2022年11月11日 03 版"), "0-11 2022-11-11", "a page is no time");
	is(dates("2022年11月11日25:10"), "0-11 2022-11-11", "no such hour");
	is(dates("2022年11月11日13:60"), "0-11 2022-11-11", "no such minute");
	is(dates("2022年11月11日13时"), "0-11 2022-11-11", "an hour alone");
	is(dates("2023년 11월 9일 오후 8시 58분"), "0-22 2023-11-09 20:58", "오후");
	is(dates("7月12日14:30"), "0-10 0000-07-12 14:30", "without a year");
}

static void
test_english(void)
{
	is(dates("November 9, 2023"), "0-16 2023-11-09", "month first");
	is(dates("on Nov. 9, 2023."), "3-15 2023-11-09", "a short month");
	is(dates("9 Nov 2023"), "0-10 2023-11-09", "day first");
	is(dates("the 9th November 2023"), "4-21 2023-11-09", "an ordinal");
	is(dates("Thu, 09 Nov 2023 08:58:53 GMT"), "5-25 2023-11-09 08:58:53",
	   "the date of a message");
	is(dates("November 2023"), "0-13 2023-11", "a month");
	is(dates("Sept. 3"), "0-7 0000-09-03", "no year");
	is(dates("we may 9 times"), "", "not a month");
	is(dates("Maybe 9"), "", "nor this");
	is(dates("Mar 32, 2023"), "", "no such day");
}

static void
test_not_dates(void)
{
	is(dates("2014年13月1日"), "", "no month 13");
	is(dates("2023年2月29日"), "", "not a leap year");
	is(dates("1900年2月29日"), "", "nor this");
	is(dates("2014年0月"), "", "no month 0");
	is(dates("11月31日"), "", "no day 31");
	is(dates("1990年代"), "", "a decade");
	is(dates("5000年文明"), "", "a number of years");
	is(dates("公元前1046年"), "", "before our era");
	is(dates("98年7月1日"), "", "two digits");
	is(dates("一心一意 三星 十月 13"), "", "words");
	is(dates(""), "", "nothing");
}

static void
test_compare(void)
{
	WicDate		early = {.year = 2022,.month = 7};
	WicDate		late = {.year = 2022,.month = 7,.day = 12};

	ok(wic_date_compare(&early, &late) < 0, "the month begins before the 12th");
	ok(wic_date_compare(&late, &late) == 0, "a day is itself");
	late.year = 2021;
	ok(wic_date_compare(&early, &late) > 0, "the year counts first");
	ok(wic_precision_name(WIC_PRECISION_NONE) == NULL, "no precision");
	is(wic_precision_name(WIC_PRECISION_DAY), "day", "its name");
}

int
main(void)
{
	test_counters();
	test_eras();
	test_separators();
	test_times();
	test_english();
	test_not_dates();
	test_compare();
	return done();
}
