/*-------------------------------------------------------------------------
 *
 * unit_numeral.c
 *	  Tests of numbers and dates.
 *
 * test/unit/unit_numeral.c
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "core/numeral.h"
#include "core/utf8.h"
#include "tap.h"

/* All different forms of the number at the start, joined by '|'. */
static const char *
forms(const char *part)
{
	static char joined[1024];
	const uint8_t *p = (const uint8_t *) part;
	const uint8_t *end = p + strlen(part);
	uint32_t	cps[64];
	size_t		n = 0;
	size_t		used = 0;
	WicNumeral	numeral;

	while (p < end && n < 64)
		p += wic_utf8_next(p, end, &cps[n++]);
	if (!wic_numeral_at(cps, n, 0, &numeral))
		return "";
	for (int i = 0; i < WIC_NUMERAL_FORMS; i++)
	{
		uint32_t	form[WIC_NUMERAL_MAX];
		size_t		length = wic_numeral_form(&numeral, i, form);
		size_t		start = used;

		if (length == 0)
			continue;
		joined[used++] = '|';
		for (size_t j = 0; j < length; j++)
			used += wic_utf8_put((uint8_t *) joined + used, form[j]);
		joined[used] = '\0';
		if (strstr(joined, joined + start) != joined + start)
			used = start;
	}
	joined[used] = '\0';
	return joined + 1;
}

int
main(void)
{
	is(forms("2014年"), "2014年|二零一四年", "a year in Arabic digits");
	is(forms("二零一四年"), "2014年|二零一四年", "a year, place by place");
	is(forms("十二月三十一日"),
	   "12月31日|十二月三十一日", "a month and a day");
	is(forms("3月"), "3月|三月|03月", "a month below ten");
	is(forms("03月05日"), "3月5日|三月五日|03月05日", "leading zeros");
	is(forms("21世纪"), "21世纪|二十一世纪", "a century");
	is(forms("十年"), "10年|十年", "ten years");
	is(forms("二十年"), "20年|二十年", "twenty years");
	is(forms("2015-12-16"),
	   "2015年12月16日|二零一五年十二月十六日|2015-12-16", "a date with hyphens");
	is(forms("2015/3/5"),
	   "2015年3月5日|二零一五年三月五日|2015年03月05日|2015-03-05|2015-3-5",
	   "a date with slashes");
	is(forms("2015年12月16日"),
	   "2015年12月16日|二零一五年十二月十六日|2015-12-16", "a date with counters");

	is(forms("一心一意"), "", "一心一意 is no number");
	is(forms("三星"), "", "nor is 三星");
	is(forms("十分"), "", "nor 十分");
	is(forms("一点"), "", "nor 一点");
	is(forms("13月"), "", "there is no month 13");
	is(forms("32日"), "", "nor a day 32");
	is(forms("20155年"), "", "nor a year of five digits");
	is(forms("201年"), "", "a year of three digits is left alone");
	is(forms("2015-13-16"), "", "no date of month 13");
	is(forms("2015-12/16"), "", "no date of two separators");
	is(forms("2015-12-161"), "", "no date inside of another number");
	is(forms("十二十年"), "", "two numbers in one are none");
	is(forms(""), "", "nothing");
	return done();
}
