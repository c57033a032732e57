/*-------------------------------------------------------------------------
 *
 * unit_token.c
 *	  Tests of cutting text into tokens.
 *
 * test/unit/unit_token.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/token.h"

#include <stdlib.h>

#include "tap.h"

/* Where a character of a long run stands. */
typedef struct RunText
{
	uint8_t    *bytes;
	size_t		size;
	size_t	   *starts;			/* of nchars characters, and the end */
	size_t		nchars;
} RunText;

typedef struct CodeRange
{
	uint32_t	first;
	uint32_t	last;
	const char *name;
} CodeRange;

/* Every assigned block of CJK, without what is invisible. */
static const CodeRange cjk_ranges[] = {
	{0x1100, 0x115E, "Hangul jamo, leading"},
	{0x1161, 0x11FF, "Hangul jamo, vowels and trailing"},
	{0x2E80, 0x2E99, "radicals supplement"},
	{0x2E9B, 0x2EF3, "radicals supplement, after the gap"},
	{0x2F00, 0x2FD5, "Kangxi radicals"},
	{0x3005, 0x3007, "iteration mark, closing mark, zero"},
	{0x3031, 0x3035, "vertical kana repeat marks"},
	{0x3038, 0x303B, "Hangzhou numerals, vertical iteration mark"},
	{0x3041, 0x3096, "hiragana"},
	{0x309D, 0x309F, "hiragana iteration marks and digraph"},
	{0x30A1, 0x30FA, "katakana"},
	{0x30FC, 0x30FF, "prolonged sound mark, katakana iteration marks"},
	{0x3105, 0x312F, "bopomofo"},
	{0x3131, 0x3163, "Hangul compatibility jamo"},
	{0x3165, 0x318E, "Hangul compatibility jamo, old"},
	{0x31A0, 0x31BF, "bopomofo extended"},
	{0x31C0, 0x31E3, "strokes"},
	{0x31F0, 0x31FF, "katakana phonetic extensions"},
	{0x3400, 0x4DBF, "extension A"},
	{0x4E00, 0x9FFF, "unified ideographs"},
	{0xA960, 0xA97C, "Hangul jamo extended A"},
	{0xAC00, 0xD7A3, "Hangul syllables"},
	{0xD7B0, 0xD7C6, "Hangul jamo extended B, vowels"},
	{0xD7CB, 0xD7FB, "Hangul jamo extended B, trailing"},
	{0xE000, 0xF8FF, "private use area"},
	{0xF900, 0xFA6D, "compatibility ideographs"},
	{0xFA70, 0xFAD9, "compatibility ideographs of DPRK"},
	{0xFF66, 0xFF9D, "halfwidth katakana"},
	{0xFFA1, 0xFFBE, "halfwidth Hangul consonants"},
	{0xFFC2, 0xFFC7, "halfwidth Hangul vowels"},
	{0x1AFF0, 0x1AFF3, "kana extended B"},
	{0x1B000, 0x1B122, "kana supplement and extended A"},
	{0x1B150, 0x1B152, "small kana"},
	{0x20000, 0x2A6DF, "extension B"},
	{0x2A700, 0x2B739, "extension C"},
	{0x2B740, 0x2B81D, "extension D"},
	{0x2B820, 0x2CEA1, "extension E"},
	{0x2CEB0, 0x2EBE0, "extension F"},
	{0x2F800, 0x2FA1D, "compatibility ideographs supplement"},
	{0x30000, 0x3134A, "extension G"},
	{0x31350, 0x323AF, "extension H"},
	{0xF0000, 0xFFFFD, "private use plane 15"},
	{0x100000, 0x10FFFD, "private use plane 16"}
};

#define LENGTH(array)	(sizeof(array) / sizeof((array)[0]))

/* One letter for each kind. */
static char
letter(WicTokenKind kind)
{
	switch (kind)
	{
		case WIC_TOKEN_CJK:
			return 'c';
		case WIC_TOKEN_WORD:
			return 'w';
		case WIC_TOKEN_NUMWORD:
			return 'x';
		case WIC_TOKEN_NUMBER:
			return 'n';
		case WIC_TOKEN_EMAIL:
			return 'e';
		case WIC_TOKEN_URL:
			return 'u';
		case WIC_TOKEN_TAG:
			return 't';
		case WIC_TOKEN_ENTITY:
			return '&';
		case WIC_TOKEN_PUNCT:
			return '.';
		case WIC_TOKEN_BLANK:
			return '_';
		case WIC_TOKEN_SYMBOL:
			return 's';
	}
	return '?';
}

/* Tokens of text as `kind(text)`, for comparison at a glance. */
static const char *
cut(const char *text)
{
	static char out[1024];
	size_t		used = 0;
	WicTokenizer tokenizer;
	WicToken	token;

	wic_tokenizer_init(&tokenizer, text, strlen(text));
	while (wic_tokenizer_next(&tokenizer, &token))
		used += (size_t) snprintf(out + used, sizeof(out) - used, "%c(%.*s)",
								  letter(token.kind), (int) token.length,
								  (const char *) token.start);
	out[used] = '\0';
	return out;
}

static void
cuts(const char *text, const char *expected, const char *name)
{
	is(cut(text), expected, name);
}

/* Do the tokens cover the text exactly, each with something new? */
static bool
covers(const void *bytes, size_t size)
{
	const uint8_t *done = bytes;
	WicTokenizer tokenizer;
	WicToken	token;

	wic_tokenizer_init(&tokenizer, bytes, size);
	while (wic_tokenizer_next(&tokenizer, &token))
	{
		if (token.start + token.repeated != done ||
			token.length <= token.repeated ||
			token.length > WIC_TOKEN_MAX_BYTES)
			return false;
		done = token.start + token.length;
	}
	return done == (const uint8_t *) bytes + size;
}

/* Is the text one token of the kind? */
static bool
is_one_token(const void *bytes, size_t size, WicTokenKind kind)
{
	WicTokenizer tokenizer;
	WicToken	token;

	wic_tokenizer_init(&tokenizer, bytes, size);
	return wic_tokenizer_next(&tokenizer, &token) && token.length == size &&
		token.kind == kind;
}

/* Are cp alone and 中, cp, 中 tokens of CJK? */
static bool
is_cjk(uint32_t cp)
{
	uint8_t		bytes[3 * WIC_UTF8_MAX];
	size_t		size = wic_utf8_put(bytes, 0x4E2D);
	size_t		length = wic_utf8_put(bytes + size, cp);

	if (!is_one_token(bytes + size, length, WIC_TOKEN_CJK))
		return false;
	size += length;
	size += wic_utf8_put(bytes + size, 0x4E2D);
	return is_one_token(bytes, size, WIC_TOKEN_CJK);
}

static void
test_blocks(void)
{
	for (size_t i = 0; i < LENGTH(cjk_ranges); i++)
	{
		uint32_t	cp = cjk_ranges[i].first;

		while (cp <= cjk_ranges[i].last && is_cjk(cp))
			cp++;
		if (!ok(cp > cjk_ranges[i].last, cjk_ranges[i].name))
			printf("#   U+%04X is not\n", (unsigned) cp);
	}
}

static void
test_cjk(void)
{
	cuts("人\u3005", "c(人\u3005)", "an iteration mark is of the run");
	cuts("データ", "c(データ)", "so is a prolonged sound mark");
	cuts("二\u3007\u4E00四年", "c(二\u3007\u4E00四年)", "and the ideographic zero");
	cuts("葛\U000E0100飾", "c(葛\U000E0100飾)",
		 "a variation selector stays inside");
	cuts("か\u3099き", "c(か\u3099き)", "a combining mark too");
	cuts("ﾃﾞｰ\uFF80", "c(ﾃﾞｰ\uFF80)",
		 "halfwidth kana with its mark is one run");
	cuts("⼈⼝", "c(⼈⼝)", "Kangxi radicals are a run");
	cuts("中\u3002国", "c(中).(\u3002)c(国)", "punctuation ends a run");
	cuts("中 国", "c(中)_( )c(国)", "so does white space");
	cuts("中\u3000国", "c(中)_(\u3000)c(国)", "of full width as well");
	cuts("カタカナ・ヒラガナ", "c(カタカナ).(・)c(ヒラガナ)",
		 "the middle dot is punctuation");
}

static void
test_context(void)
{
	cuts("\u4E00九八○年", "c(\u4E00九八○年)", "a circle between digit and year");
	cuts("二○○○年", "c(二○○○年)", "and several of them");
	cuts("二○○○", "c(二).(○○○)", "none of several at the end");
	cuts("二○○○○○○○○年", "c(二○○○○○○○○年)", "up to eight");
	cuts("二○○○○○○○○○年", "c(二).(○○○○○○○○○)c(年)", "not nine");
	cuts("二○\u4E00四", "c(二○\u4E00四)", "a circle between digits is a digit");
	cuts("\u4E00○月二○日", "c(\u4E00○月二○日)", "also before month and day");
	cuts("○\u4E00", ".(○)c(\u4E00)", "not at the start");
	cuts("中○国", "c(中).(○)c(国)", "not between other characters");
	cuts("メ－カー", "c(メ－カー)", "a full-width hyphen between kana");
	cuts("メ\u2010カー", "c(メ\u2010カー)", "a hyphen");
	cuts("メ\u2015カー", "c(メ\u2015カー)", "a horizontal bar");
	cuts("中－国", "c(中).(－)c(国)", "not between Han characters");
	cuts("メ－", "c(メ).(－)", "not at the end");
	cuts("ㄓㄨˋ ㄧㄣ", "c(ㄓㄨˋ)_( )c(ㄧㄣ)",
		 "a tone mark is of the syllable before it");
	cuts("˙ㄉㄜ", "c(˙ㄉㄜ)", "the light tone of that after it");
	cuts("ㄉㄜ˙", "c(ㄉㄜ˙)", "or of that before it");
	cuts("aˋ", "w(aˋ)", "after a letter a tone mark is a letter");
	cuts("a˙中", "w(a).(˙)c(中)", "but the light tone is punctuation");
	cuts("メ−カー", "c(メ−カー)", "a minus sign between kana");
}

static void
test_symbols(void)
{
	cuts("\u32C0\u4E00日", "s(\u32C0)c(\u4E00日)", "a month is a symbol");
	cuts("㈱日立", "s(㈱)c(日立)", "so is a company in brackets");
	cuts("①中", "s(①)c(中)", "and a number in a circle");
	cuts("㎏", "s(㎏)", "and a unit");
	cuts("①②", "s(①)s(②)", "each is a token of its own");
	cuts("㍿", "c(㍿)", "what folds to Han alone is CJK");
	cuts("中\U0001F600国", "c(中).(\U0001F600)c(国)", "an emoji is punctuation");
	cuts("中👨\u200D👩国", "c(中).(👨\u200D👩)c(国)",
		 "joined emoji are one");
	cuts("中\U0010FFFF国", "c(中).(\U0010FFFF)c(国)", "U+10FFFF");
}

static void
test_mixed(void)
{
	cuts("", "", "an empty text has no token");
	cuts("A股", "w(A)c(股)", "a letter that touches CJK is a token");
	cuts("C++语\u8A00", "w(C).(++)c(语\u8A00)",
		 "signs between them are another");
	cuts("2014-2018年", "n(2014).(-)n(2018)c(年)",
		 "a sign is no part of a number");
	cuts("COVID-19疫情", "w(COVID).(-)n(19)c(疫情)",
		 "nor is a hyphen of a word");
	cuts("h2o", "x(h2o)", "letters and digits");
	cuts("ＡＢ１２", "x(ＡＢ１２)", "also in full width");
	cuts("２０１４年", "n(２０１４)c(年)", "full-width digits are a number");
	cuts("naïve Straße", "w(naïve)_( )w(Straße)", "Latin with diacritics");
	cuts("Ελλάδα Москва", "w(Ελλάδα)_( )w(Москва)", "Greek and Cyrillic");
	cuts("a_b", "w(a).(_)w(b)", "a low line is punctuation");
	cuts("网\u00AD络", "c(网\u00AD络)", "a soft hyphen does not cut");
	cuts("\uFEFF中", "_(\uFEFF)c(中)",
		 "a byte order mark at the start is a blank");
	cuts("\uFE00\uFE01", "_(\uFE00\uFE01)",
		 "nothing but variation selectors is a blank");
	cuts("\u0301\u0301", ".(\u0301\u0301)",
		 "nothing but marks is punctuation");
}

static void
test_numbers(void)
{
	cuts("1,234.5", "n(1,234.5)", "groups and a decimal point");
	cuts("12,345,678", "n(12,345,678)", "several groups");
	cuts("3.14", "n(3.14)", "a decimal point");
	cuts("3.14\u3002", "n(3.14).(\u3002)", "before punctuation");
	cuts("1.2.3", "n(1).(.)n(2).(.)n(3)", "a version is three numbers");
	cuts("2023.11.09", "n(2023).(.)n(11).(.)n(09)", "so is a date");
	cuts("1,234.5.6", "n(1,234).(.)n(5).(.)n(6)", "groups in a chain");
	cuts("2014,2015", "n(2014).(,)n(2015)", "a list is no number");
	cuts("1,23", "n(1).(,)n(23)", "nor are groups of two");
	cuts("1,2345", "n(1).(,)n(2345)", "nor groups of four");
	cuts("3.", "n(3).(.)", "a full stop is no decimal point");
	cuts("1,", "n(1).(,)", "a comma is no separator");
	cuts(".5", ".(.)n(5)", "a number begins with a digit");
	cuts("-5", ".(-)n(5)", "a sign is punctuation");
	cuts("1.5亿", "n(1.5)c(亿)", "a number before CJK");
}

static void
test_urls(void)
{
	cuts("见https://example.org/a?b=c\u3002",
		 "c(见)u(https://example.org/a?b=c).(\u3002)",
		 "a URL ends at a Chinese full stop");
	cuts("http://example.org/路径", "u(http://example.org/)c(路径)",
		 "and at Chinese characters");
	cuts("www.example.org，", "u(www.example.org).(，)", "without a scheme");
	cuts("HTTP://EXAMPLE.ORG", "u(HTTP://EXAMPLE.ORG)", "in capitals");
	cuts("(http://example.org/a).", ".(()u(http://example.org/a).().)",
		 "punctuation of the sentence is not part of it");
	cuts("ftp://example.org", "u(ftp://example.org)", "ftp");
	cuts("http://", "w(http).(://)", "a scheme alone is none");
	cuts("http://\u3002", "w(http).(://\u3002)",
		 "nor is one before punctuation");
	cuts("http:/a", "w(http).(:/)w(a)", "nor one with a single slash");
	cuts("www", "w(www)", "nor three letters");
}

static void
test_emails(void)
{
	cuts("someone@example.org", "e(someone@example.org)", "an address");
	cuts("邮箱a.b+c@example-x.org\u3002",
		 "c(邮箱)e(a.b+c@example-x.org).(\u3002)", "within Chinese");
	cuts("a@example.org.", "e(a@example.org).(.)", "before a full stop");
	cuts("a@b", "w(a).(@)w(b)", "a domain has a dot");
	cuts("a@-b.c", "w(a).(@-)w(b).(.)w(c)", "and begins with no hyphen");
	cuts("a@b-c.d-", "e(a@b-c.d).(-)", "a domain ends with no hyphen");
	cuts("a@b..c", "w(a).(@)w(b).(..)w(c)", "and has no empty label");
	cuts("a@", "w(a).(@)", "an address has a domain");
	cuts("@example.org", ".(@)w(example).(.)w(org)", "and a local part");
}

static void
test_tags(void)
{
	cuts("<a title=\"中文\">文</a>", "t(<a title=\"中文\">)c(文)t(</a>)",
		 "Chinese within a tag is of the tag");
	cuts("<A股上涨，B股>", ".(<)w(A)c(股上涨).(，)w(B)c(股).(>)",
		 "what has no tag name is text");
	cuts("<a t='>'>", "t(<a t='>'>)", "a quoted > does not end it");
	cuts("<a\tb\r\nc=d>", "t(<a\tb\r\nc=d>)", "any white space may be in one");
	cuts("<h1><o:p></font-x>", "t(<h1>)t(<o:p>)t(</font-x>)",
		 "names have digits, colons and hyphens");
	cuts("<br", ".(<)w(br)", "one that does not end is text");
	cuts("<br/><br>", "t(<br/>)t(<br>)", "empty tags");
	cuts("<!-- 注 -->", "t(<!-- 注 -->)", "a comment");
	cuts("<?xml version=\"1.0\"?>", "t(<?xml version=\"1.0\"?>)",
		 "a processing instruction");
	cuts("，<b>", ".(，)t(<b>)", "punctuation ends before a tag");
	cuts("a<b", "w(a).(<)w(b)", "an open end is text");
	cuts("a < b > c", "w(a)_( ).(<)_( )w(b)_( ).(>)_( )w(c)",
		 "a comparison is text");
	cuts("<a <b>", ".(<)w(a)_( )t(<b>)", "a tag holds no <");
	cuts("<", ".(<)", "< alone");
	cuts("</", ".(</)", "</ alone");
	cuts("<1>", ".(<)n(1).(>)", "a name begins with a letter");
}

static void
test_entities(void)
{
	cuts("中&nbsp;国", "c(中)&(&nbsp;)c(国)", "by name");
	cuts("&#20013;&#x4E2D;&#X4e2d;", "&(&#20013;)&(&#x4E2D;)&(&#X4e2d;)",
		 "by number");
	cuts("A&B", "w(A).(&)w(B)", "& in a name is text");
	cuts("&nbsp", ".(&)w(nbsp)", "one without ; is text");
	cuts("&;&#;&#x;", ".(&;&#;&#)w(x).(;)", "empty ones are text");
	cuts("&#12a;&#xg;", ".(&#)x(12a).(;&#)w(xg).(;)", "wrong digits are text");
	cuts("&1a;", ".(&)x(1a).(;)", "a name begins with a letter");
	cuts("，&lt;", ".(，)&(&lt;)", "punctuation ends before one");
}

static void
test_bad_bytes(void)
{
	char		bytes[256];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char) i;
	cuts("a\xFF" "b", "w(a).(\xFF)w(b)", "a bad byte separates");
	cuts("中\xE5\xBA", "c(中).(\xE5\xBA)", "so does a truncated character");
	cuts("\xED\xA0\x80", ".(\xED\xA0\x80)", "a surrogate is three of them");
	ok(covers("a\0中\0", 6), "NUL is a character like others");
	ok(covers(bytes, sizeof(bytes)), "all bytes are covered");
}

/* Is text, repeated n times, covered?  Time must be linear to get here. */
static void
covers_repeated(const char *text, size_t n, const char *name)
{
	size_t		length = strlen(text);
	char	   *bytes = malloc(n * length);

	for (size_t i = 0; i < n; i++)
		memcpy(bytes + i * length, text, length);
	ok(covers(bytes, n * length), name);
	free(bytes);
}

static void
test_hostile(void)
{
	static const char *const texts[] = {
		"a_", "a.", "a@", "a@a.", "a-", "1.", "1,", "1,234.", "http://",
		"www.a", "<a ", "<!", "<a '", "&a", "&#", "<", "&", "(", " ", "a",
		"1", "\u3002", "①", "\u4E00○", "○", "メ－", "ㄓˋ", "\xFF", "\xE5",
		"\u3005", "\u0301", "\u3099", "\uFE00", "a\u0301", "中\U000E0100"
	};

	for (size_t i = 0; i < LENGTH(texts); i++)
	{
		char		name[64];

		snprintf(name, sizeof(name), "100 000 times %s",
				 (uint8_t) texts[i][0] >= 0x80 ? "a character" : texts[i]);
		covers_repeated(texts[i], 100000, name);
	}
}

/* A run of different Han characters, with the marks behind each of them. */
static RunText
make_run(size_t nchars, const uint32_t *marks, size_t nmarks)
{
	RunText		run;

	run.bytes = malloc(nchars * (1 + nmarks) * WIC_UTF8_MAX);
	run.starts = malloc((nchars + 1) * sizeof(size_t));
	run.nchars = nchars;
	run.size = 0;
	for (size_t i = 0; i < nchars; i++)
	{
		run.starts[i] = run.size;
		run.size += wic_utf8_put(run.bytes + run.size,
								 0x4E00 + (uint32_t) (i * 7919 % 20000));
		for (size_t j = 0; j < nmarks; j++)
			run.size += wic_utf8_put(run.bytes + run.size, marks[j]);
	}
	run.starts[nchars] = run.size;
	return run;
}

static void
free_run(RunText *run)
{
	free(run->bytes);
	free(run->starts);
}

/* Does the window of n characters from each one stand in one token? */
static bool
windows_stand_whole(const RunText *run, size_t n)
{
	size_t		i = 0;
	WicTokenizer tokenizer;
	WicToken	token;

	wic_tokenizer_init(&tokenizer, run->bytes, run->size);
	while (wic_tokenizer_next(&tokenizer, &token))
	{
		size_t		start = (size_t) (token.start - run->bytes);

		/* Windows that no token before this one held must begin in it. */
		if (i + n <= run->nchars && run->starts[i] < start)
			return false;
		while (i + n <= run->nchars &&
			   run->starts[i + n] <= start + token.length)
			i++;
	}
	return i + n > run->nchars;
}

/* Does each token begin and end where a character with its marks does? */
static bool
cuts_are_between(const RunText *run)
{
	size_t		i = 0;
	WicTokenizer tokenizer;
	WicToken	token;

	wic_tokenizer_init(&tokenizer, run->bytes, run->size);
	while (wic_tokenizer_next(&tokenizer, &token))
	{
		size_t		end = (size_t) (token.start - run->bytes) + token.length;

		for (i = 0; i < run->nchars && run->starts[i] + run->bytes <
			 token.start; i++)
			;
		if (run->starts[i] + run->bytes != token.start)
			return false;
		while (run->starts[i] < end)
			i++;
		if (run->starts[i] != end)
			return false;
	}
	return true;
}

/* A run of 10 000 characters; window of them make up WIC_TOKEN_OVERLAP. */
static void
test_run(const uint32_t *marks, size_t nmarks, size_t window,
		 const char *name)
{
	RunText		run = make_run(10000, marks, nmarks);
	char		claim[128];

	snprintf(claim, sizeof(claim), "%s: the run is covered", name);
	ok(covers(run.bytes, run.size), claim);
	snprintf(claim, sizeof(claim), "%s: 64 characters stand whole", name);
	ok(windows_stand_whole(&run, window), claim);
	snprintf(claim, sizeof(claim), "%s: cuts are between characters", name);
	ok(cuts_are_between(&run), claim);
	free_run(&run);
}

static void
test_runs(void)
{
	static const uint32_t selector[] = {0xE0100};
	static const uint32_t marks[] = {0x3099, 0x0301};
	static const uint32_t iteration[] = {0x3005};
	static const uint32_t vertical[] = {0x303B};

	/* Marks and selectors are no characters, iteration marks are. */
	test_run(NULL, 0, 64, "no punctuation");
	test_run(selector, 1, 64, "variation selectors");
	test_run(marks, 2, 64, "two marks each");
	test_run(iteration, 1, 32, "iteration marks");
	test_run(vertical, 1, 32, "vertical iteration marks");
}

/* Characters in the first token of n times 中. */
static size_t
first_token_chars(size_t n)
{
	RunText		run = make_run(n, NULL, 0);
	size_t		chars;
	WicTokenizer tokenizer;
	WicToken	token;

	wic_tokenizer_init(&tokenizer, run.bytes, run.size);
	wic_tokenizer_next(&tokenizer, &token);
	chars = wic_utf8_count(token.start, token.start + token.length);
	free_run(&run);
	return chars;
}

/* Marks behind the last of nchars characters, more than a token holds. */
static bool
long_tail_is_covered(size_t nchars, size_t nmarks, uint32_t mark)
{
	RunText		run = make_run(nchars, NULL, 0);
	uint8_t    *bytes = malloc(run.size + nmarks * WIC_UTF8_MAX);
	size_t		size = run.size;
	bool		covered;

	memcpy(bytes, run.bytes, run.size);
	for (size_t i = 0; i < nmarks; i++)
		size += wic_utf8_put(bytes + size, mark);
	covered = covers(bytes, size);
	free(bytes);
	free_run(&run);
	return covered;
}

/* Length of the first token of head, n times fill, tail, if of the kind. */
static size_t
first_length(const char *head, char fill, size_t n, const char *tail,
			 WicTokenKind kind)
{
	char		bytes[4096];
	size_t		size = strlen(head);
	WicTokenizer tokenizer;
	WicToken	token;

	memcpy(bytes, head, size);
	memset(bytes + size, fill, n);
	size += n;
	memcpy(bytes + size, tail, strlen(tail));
	size += strlen(tail);
	wic_tokenizer_init(&tokenizer, bytes, size);
	wic_tokenizer_next(&tokenizer, &token);
	return token.kind == kind ? token.length : 0;
}

static void
test_lexical_limits(void)
{
	ok(first_length("<a ", 'x', 2042, ">", WIC_TOKEN_TAG) == 2046,
	   "a tag may have as many bytes as a token");
	ok(first_length("<a ", 'x', 2043, ">", WIC_TOKEN_PUNCT) == 1,
	   "a longer one is text");
	ok(first_length("&", 'x', 32, ";", WIC_TOKEN_ENTITY) == 34,
	   "the longest entity");
	ok(first_length("&", 'x', 33, ";", WIC_TOKEN_PUNCT) == 1,
	   "a longer one is text");
	ok(first_length("", 'x', 64, "@a.b", WIC_TOKEN_EMAIL) == 68,
	   "the longest local part");
	ok(first_length("", 'x', 65, "@a.b", WIC_TOKEN_WORD) == 65,
	   "a longer one is a word");
	ok(first_length("www.", 'x', 3000, "", WIC_TOKEN_URL) == 2046,
	   "a longer URL is cut");
	ok(first_length("", 'x', 3000, "", WIC_TOKEN_WORD) == 2046,
	   "so is a word");
	ok(first_length("", '1', 3000, "", WIC_TOKEN_NUMBER) == 2046,
	   "and a number");
	ok(first_length("", '1', 100, ".5", WIC_TOKEN_NUMBER) == 100,
	   "a number of many digits has no fraction");
	ok(first_length("1.", '2', 3000, "", WIC_TOKEN_NUMBER) == 2046,
	   "a longer fraction is cut");
	ok(first_length("", ' ', 3000, "", WIC_TOKEN_BLANK) == 2046 &&
	   first_length("", '!', 3000, "", WIC_TOKEN_PUNCT) == 2046,
	   "so are blanks and punctuation");
}

static void
test_limits(void)
{
	ok(first_token_chars(WIC_TOKEN_MAX_CHARS) == WIC_TOKEN_MAX_CHARS,
	   "a run of the greatest length is not cut");
	ok(first_token_chars(WIC_TOKEN_MAX_CHARS + 1) == WIC_TOKEN_MAX_CHARS,
	   "a longer one is");
	ok(long_tail_is_covered(200, 600, 0x3099),
	   "a tail of marks makes no token that only repeats");
	ok(long_tail_is_covered(200, 450, 0x3099), "nor a shorter one");
	ok(long_tail_is_covered(450, 460, 0xE0100), "nor one of selectors");
	ok(long_tail_is_covered(1, 5000, 0x3005), "nor one of iteration marks");
}

int
main(void)
{
	test_blocks();
	test_cjk();
	test_context();
	test_symbols();
	test_mixed();
	test_numbers();
	test_urls();
	test_emails();
	test_tags();
	test_entities();
	test_bad_bytes();
	test_hostile();
	test_runs();
	test_limits();
	test_lexical_limits();
	return done();
}
