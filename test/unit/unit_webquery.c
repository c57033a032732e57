/*-------------------------------------------------------------------------
 *
 * unit_webquery.c
 *	  Tests of the clauses of a web search.
 *
 * test/unit/unit_webquery.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/webquery.h"

#include "tap.h"

/*
 * The clauses of a query in brackets, with the signs of what they are:
 * - negated, " quoted, * prefix, | the word OR.
 */
static const char *
clauses(const char *text)
{
	static char out[512];
	size_t		used = 0;
	WicWebQuery query;
	WicClause	clause;

	wic_webquery_init(&query, text, strlen(text));
	while (wic_webquery_next(&query, &clause))
		used += (size_t) snprintf(out + used, sizeof(out) - used,
								  "%s%s%s%s[%.*s]",
								  clause.is_negated ? "-" : "",
								  clause.is_quoted ? "\"" : "",
								  clause.is_prefix ? "*" : "",
								  clause.is_or ? "|" : "",
								  (int) (clause.end - clause.start),
								  (const char *) clause.start);
	out[used] = '\0';
	return out;
}

static void
test_words(void)
{
	is(clauses(""), "", "an empty query has no clause");
	is(clauses(" \t\n\u3000"), "", "white space has none either");
	is(clauses("数字"), "[数字]", "one word");
	is(clauses(" 数字  network\u3000主权 "), "[数字][network][主权]",
	   "white space of any width separates");
	is(clauses("，\u3002"), "[，\u3002]", "punctuation is text");
	is(clauses("a\xFF" "b"), "[a\xFF" "b]", "a bad byte is text");
}

static void
test_quotes(void)
{
	is(clauses("\"网络 主权\""), "\"[网络 主权]", "ASCII quotes");
	is(clauses("＂网络 主权＂"), "\"[网络 主权]", "full-width quotes");
	is(clauses("\u201C网络 主权\u201D"), "\"[网络 主权]", "curved quotes");
	is(clauses("\u201Ca \" b\u201D"), "\"[a \" b]",
	   "a quotation ends with the kind of quote that began it");
	is(clauses("\"网络 主权"), "\"[网络 主权]",
	   "an unclosed quotation takes the rest");
	is(clauses("\""), "\"[]", "a lone quote is an empty quotation");
	is(clauses("\"\""), "\"[]", "an empty quotation is a clause");
	is(clauses("\"a\"\"b\""), "\"[a]\"[b]", "quotations may touch");
	is(clauses("a\"b c\"d"), "[a]\"[b c][d]",
	   "a quote ends the word before it");
	is(clauses("a\u201D"), "[a\u201D]",
	   "a closing quote closes nothing: text");
	is(clauses("\"发展*\""), "\"[发展*]", "no prefix inside of quotes");
	is(clauses("\"-a OR b\""), "\"[-a OR b]", "no operators either");
}

static void
test_or(void)
{
	is(clauses("a OR b"), "[a]|[OR][b]", "OR is an operator");
	is(clauses("OR"), "|[OR]", "also where it stands alone");
	is(clauses("a or b"), "[a][or][b]", "in capitals only");
	is(clauses("ORB FOR"), "[ORB][FOR]", "not as part of a word");
	is(clauses("\"OR\""), "\"[OR]", "not in quotes");
	is(clauses("-OR"), "-[OR]", "not where it is negated");
	is(clauses("OR*"), "*[OR]", "not as a prefix");
	is(clauses("ＯＲ"), "[ＯＲ]", "not in full width");
}

static void
test_minus(void)
{
	is(clauses("a -旧"), "[a]-[旧]", "a minus sign negates a word");
	is(clauses("-\"a b\""), "-\"[a b]", "and a quotation");
	is(clauses("-\u201Ca b"), "-\"[a b]", "and an unclosed one");
	is(clauses("- 旧"), "[-][旧]", "not across white space");
	is(clauses("a -"), "[a][-]", "not nothing");
	is(clauses("--a"), "-[-a]", "the second minus sign is text");
	is(clauses("a-b"), "[a-b]", "inside of a word it is text");
	is(clauses("-旧*"), "-*[旧]", "a prefix may be negated");
}

static void
test_prefix(void)
{
	is(clauses("发展*"), "*[发展]", "a star makes a prefix");
	is(clauses("*"), "[*]", "a lone star is text");
	is(clauses("发*展"), "[发*展]", "a star in the middle is text");
	is(clauses("发展**"), "*[发展*]", "one star is taken");
	is(clauses("\"a\"*"), "\"[a][*]", "a quotation is no prefix");
	is(clauses("-*"), "-[*]", "a lone star may be negated");
}

/* Does each query, cut after any byte, end, inside of its text? */
static bool
ends_inside(const char *text)
{
	size_t		length = strlen(text);

	for (size_t cut = 0; cut <= length; cut++)
	{
		const uint8_t *end = (const uint8_t *) text +cut;
		size_t		n = 0;
		WicWebQuery query;
		WicClause	clause;

		wic_webquery_init(&query, text, cut);
		while (wic_webquery_next(&query, &clause))
			if (++n > cut || clause.start > clause.end || clause.end > end)
				return false;
	}
	return true;
}

int
main(void)
{
	test_words();
	test_quotes();
	test_or();
	test_minus();
	test_prefix();
	ok(ends_inside("数字 \u201C网络 主权\u201D -\"旧\" OR 发展* ＂x"),
	   "a query may end anywhere, also within a character");
	return done();
}
