/*-------------------------------------------------------------------------
 *
 * charset.c
 *	  Names of character sets, and what a document states about its own.
 *
 * extension/core/charset.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/charset.h"

#include <string.h>

#define lengthof(array) (sizeof(array) / sizeof((array)[0]))

/* Behind that no browser looks for a statement, and few pages have one. */
#define STATED_WITHIN	2048

/* The longest label that is known, and more. */
#define LABEL_MAX		40

/*
 * In all sets whose unit is a byte, one up to this is a character of its own.
 * The trail bytes nearest to it are those of ISO-2022-JP, from 0x21.
 */
#define LAST_WHOLE		0x20

typedef struct Charset
{
	const char *name;
	size_t		unit;
	size_t		bom_size;
	uint8_t		bom[4];
} Charset;

static const Charset charsets[WIC_CHARSETS] = {
	[WIC_CHARSET_UTF_8] = {"UTF-8", 1, 3, {0xEF, 0xBB, 0xBF}},
	[WIC_CHARSET_GB18030] = {"GB18030", 1, 4, {0x84, 0x31, 0x95, 0x33}},
	[WIC_CHARSET_BIG5] = {"Big5-HKSCS", 1, 0, {0}},
	[WIC_CHARSET_SHIFT_JIS] = {"Shift_JIS", 1, 0, {0}},
	[WIC_CHARSET_EUC_JP] = {"EUC-JP", 1, 0, {0}},
	[WIC_CHARSET_EUC_KR] = {"EUC-KR", 1, 0, {0}},
	[WIC_CHARSET_ISO_2022_JP] = {"ISO-2022-JP", 1, 0, {0}},
	[WIC_CHARSET_UTF_16LE] = {"UTF-16LE", 2, 2, {0xFF, 0xFE}},
	[WIC_CHARSET_UTF_16BE] = {"UTF-16BE", 2, 2, {0xFE, 0xFF}},
	[WIC_CHARSET_UTF_32LE] = {"UTF-32LE", 4, 4, {0xFF, 0xFE, 0, 0}},
	[WIC_CHARSET_UTF_32BE] = {"UTF-32BE", 4, 4, {0, 0, 0xFE, 0xFF}},
	[WIC_CHARSET_WINDOWS_1252] = {"windows-1252", 1, 0, {0}},
};

/* In lower case, without punctuation and blanks. */
static const struct
{
	const char *label;
	WicCharset	charset;
}			labels[] = {
	{"utf8", WIC_CHARSET_UTF_8},
	{"utf8sig", WIC_CHARSET_UTF_8},
	{"utf8mb4", WIC_CHARSET_UTF_8},
	{"unicode11utf8", WIC_CHARSET_UTF_8},
	{"unicode20utf8", WIC_CHARSET_UTF_8},
	{"xunicode20utf8", WIC_CHARSET_UTF_8},
	{"cp65001", WIC_CHARSET_UTF_8},
	{"gb18030", WIC_CHARSET_GB18030},
	{"gb180302000", WIC_CHARSET_GB18030},
	{"gb180302022", WIC_CHARSET_GB18030},
	{"gbk", WIC_CHARSET_GB18030},
	{"xgbk", WIC_CHARSET_GB18030},
	{"gb2312", WIC_CHARSET_GB18030},
	{"gb231280", WIC_CHARSET_GB18030},
	{"csgb2312", WIC_CHARSET_GB18030},
	{"csiso58gb231280", WIC_CHARSET_GB18030},
	{"isoir58", WIC_CHARSET_GB18030},
	{"chinese", WIC_CHARSET_GB18030},
	{"euccn", WIC_CHARSET_GB18030},
	{"cp936", WIC_CHARSET_GB18030},
	{"ms936", WIC_CHARSET_GB18030},
	{"win936", WIC_CHARSET_GB18030},
	{"windows936", WIC_CHARSET_GB18030},
	{"big5", WIC_CHARSET_BIG5},
	{"big5hkscs", WIC_CHARSET_BIG5},
	{"cnbig5", WIC_CHARSET_BIG5},
	{"csbig5", WIC_CHARSET_BIG5},
	{"xxbig5", WIC_CHARSET_BIG5},
	{"cp950", WIC_CHARSET_BIG5},
	{"ms950", WIC_CHARSET_BIG5},
	{"win950", WIC_CHARSET_BIG5},
	{"windows950", WIC_CHARSET_BIG5},
	{"shiftjis", WIC_CHARSET_SHIFT_JIS},
	{"csshiftjis", WIC_CHARSET_SHIFT_JIS},
	{"mskanji", WIC_CHARSET_SHIFT_JIS},
	{"sjis", WIC_CHARSET_SHIFT_JIS},
	{"xsjis", WIC_CHARSET_SHIFT_JIS},
	{"cp932", WIC_CHARSET_SHIFT_JIS},
	{"ms932", WIC_CHARSET_SHIFT_JIS},
	{"win932", WIC_CHARSET_SHIFT_JIS},
	{"windows932", WIC_CHARSET_SHIFT_JIS},
	{"windows31j", WIC_CHARSET_SHIFT_JIS},
	{"eucjp", WIC_CHARSET_EUC_JP},
	{"xeucjp", WIC_CHARSET_EUC_JP},
	{"cseucpkdfmtjapanese", WIC_CHARSET_EUC_JP},
	{"ujis", WIC_CHARSET_EUC_JP},
	{"euckr", WIC_CHARSET_EUC_KR},
	{"cseuckr", WIC_CHARSET_EUC_KR},
	{"csksc56011987", WIC_CHARSET_EUC_KR},
	{"ksc56011987", WIC_CHARSET_EUC_KR},
	{"ksc56011989", WIC_CHARSET_EUC_KR},
	{"ksc5601", WIC_CHARSET_EUC_KR},
	{"isoir149", WIC_CHARSET_EUC_KR},
	{"korean", WIC_CHARSET_EUC_KR},
	{"cp949", WIC_CHARSET_EUC_KR},
	{"ms949", WIC_CHARSET_EUC_KR},
	{"win949", WIC_CHARSET_EUC_KR},
	{"windows949", WIC_CHARSET_EUC_KR},
	{"uhc", WIC_CHARSET_EUC_KR},
	{"iso2022jp", WIC_CHARSET_ISO_2022_JP},
	{"csiso2022jp", WIC_CHARSET_ISO_2022_JP},
	{"jis", WIC_CHARSET_ISO_2022_JP},
	{"utf16le", WIC_CHARSET_UTF_16LE},
	{"utf16", WIC_CHARSET_UTF_16LE},
	{"unicode", WIC_CHARSET_UTF_16LE},
	{"csunicode", WIC_CHARSET_UTF_16LE},
	{"unicodefeff", WIC_CHARSET_UTF_16LE},
	{"ucs2", WIC_CHARSET_UTF_16LE},
	{"ucs2le", WIC_CHARSET_UTF_16LE},
	{"iso10646ucs2", WIC_CHARSET_UTF_16LE},
	{"utf16be", WIC_CHARSET_UTF_16BE},
	{"unicodefffe", WIC_CHARSET_UTF_16BE},
	{"ucs2be", WIC_CHARSET_UTF_16BE},
	{"utf32le", WIC_CHARSET_UTF_32LE},
	{"utf32", WIC_CHARSET_UTF_32LE},
	{"ucs4", WIC_CHARSET_UTF_32LE},
	{"ucs4le", WIC_CHARSET_UTF_32LE},
	{"utf32be", WIC_CHARSET_UTF_32BE},
	{"ucs4be", WIC_CHARSET_UTF_32BE},
	{"windows1252", WIC_CHARSET_WINDOWS_1252},
	{"win1252", WIC_CHARSET_WINDOWS_1252},
	{"cp1252", WIC_CHARSET_WINDOWS_1252},
	{"xcp1252", WIC_CHARSET_WINDOWS_1252},
	{"iso88591", WIC_CHARSET_WINDOWS_1252},
	{"iso885911987", WIC_CHARSET_WINDOWS_1252},
	{"isoir100", WIC_CHARSET_WINDOWS_1252},
	{"csisolatin1", WIC_CHARSET_WINDOWS_1252},
	{"latin1", WIC_CHARSET_WINDOWS_1252},
	{"l1", WIC_CHARSET_WINDOWS_1252},
	{"ibm819", WIC_CHARSET_WINDOWS_1252},
	{"cp819", WIC_CHARSET_WINDOWS_1252},
	{"ascii", WIC_CHARSET_WINDOWS_1252},
	{"usascii", WIC_CHARSET_WINDOWS_1252},
	{"ansix341968", WIC_CHARSET_WINDOWS_1252},
};

const char *
wic_charset_name(WicCharset charset)
{
	return charsets[charset].name;
}

size_t
wic_charset_unit(WicCharset charset)
{
	return charsets[charset].unit;
}

static uint8_t
lower(uint8_t byte)
{
	return byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte;
}

static bool
is_letter_or_digit(uint8_t byte)
{
	byte = lower(byte);
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/* Write the label as it stands in the table; false if it stands nowhere. */
static bool
normalize(const char *label, size_t size, char *normal)
{
	size_t		n = 0;

	for (size_t i = 0; i < size; i++)
	{
		uint8_t		byte = (uint8_t) label[i];

		if (byte >= 0x80 || n == LABEL_MAX - 1)
			return false;
		if (is_letter_or_digit(byte))
			normal[n++] = (char) lower(byte);
	}
	normal[n] = '\0';
	return true;
}

bool
wic_charset_named(const char *label, size_t size, WicCharset *charset)
{
	char		normal[LABEL_MAX];

	if (!normalize(label, size, normal))
		return false;

	for (size_t i = 0; i < lengthof(labels); i++)
	{
		if (strcmp(labels[i].label, normal) == 0)
		{
			*charset = labels[i].charset;
			return true;
		}
	}
	return false;
}

size_t
wic_charset_own_bom(const uint8_t *bytes, size_t size, WicCharset charset)
{
	size_t		n = charsets[charset].bom_size;

	return n <= size && memcmp(bytes, charsets[charset].bom, n) == 0 ? n : 0;
}

/* The longest counts: FF FE 00 00 also begins like UTF-16. */
size_t
wic_charset_bom(const uint8_t *bytes, size_t size, WicCharset *charset)
{
	size_t		longest = 0;

	for (int i = 0; i < WIC_CHARSETS; i++)
	{
		size_t		n = wic_charset_own_bom(bytes, size, (WicCharset) i);

		if (n > longest)
		{
			longest = n;
			*charset = (WicCharset) i;
		}
	}
	return longest;
}

/* The first place of the word, which is lower case, or end. */
static const uint8_t *
find(const uint8_t *p, const uint8_t *end, const char *word)
{
	size_t		n = strlen(word);

	for (; (size_t) (end - p) >= n; p++)
	{
		size_t		i = 0;

		while (i < n && lower(p[i]) == (uint8_t) word[i])
			i++;
		if (i == n)
			return p;
	}
	return end;
}

static bool
is_blank(uint8_t byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' ||
		byte == '\f';
}

static const uint8_t *
skip_blanks(const uint8_t *p, const uint8_t *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p;
}

/* The character set of the label in   key = "label"   between p and end. */
static bool
value_of(const uint8_t *p, const uint8_t *end, const char *key,
		 WicCharset *charset)
{
	const uint8_t *start;

	p = find(p, end, key);
	if (p == end)
		return false;
	p = skip_blanks(p + strlen(key), end);
	if (p == end || *p != '=')
		return false;
	p = skip_blanks(p + 1, end);
	if (p < end && (*p == '"' || *p == '\''))
		p = skip_blanks(p + 1, end);

	start = p;
	while (p < end && (is_letter_or_digit(*p) || strchr("-_:.", *p) != NULL)
		   && *p != '\0')
		p++;
	return wic_charset_named((const char *) start, p - start, charset);
}

static bool
stated_by_meta(const uint8_t *p, const uint8_t *end, WicCharset *charset)
{
	static const char tag[] = "<meta";

	while ((p = find(p, end, tag)) < end)
	{
		const uint8_t *close = memchr(p, '>', end - p);

		p += sizeof(tag) - 1;
		if (value_of(p, close ? close : end, "charset", charset))
			return true;
	}
	return false;
}

bool
wic_charset_stated(const uint8_t *bytes, size_t size, WicCharset *charset)
{
	static const char xml[] = "<?xml";
	const uint8_t *end = bytes + (size < STATED_WITHIN ? size : STATED_WITHIN);
	const uint8_t *p = skip_blanks(bytes, end);
	const uint8_t *close = p < end ? memchr(p, '>', end - p) : NULL;
	bool		found = false;

	if (close != NULL && find(p, close, xml) == p)
		found = value_of(p, close, "encoding", charset);
	if (!found)
		found = stated_by_meta(bytes, end, charset);
	if (found && charsets[*charset].unit > 1)
		*charset = WIC_CHARSET_UTF_8;
	return found;
}

size_t
wic_charset_find_nul(const uint8_t *bytes, size_t size, WicCharset charset)
{
	size_t		unit = charsets[charset].unit;
	size_t		at = 0;

	while (at + unit <= size)
	{
		static const uint8_t zeros[4] = {0};
		const uint8_t *nul = memchr(bytes + at, 0, size - at);

		if (nul == NULL)
			return size;
		at = (nul - bytes) / unit * unit;
		if (at + unit <= size && memcmp(bytes + at, zeros, unit) == 0)
			return at;
		at += unit;
	}
	return size;
}

/* ICU reads these as control characters, and FF as one for private use. */
static bool
is_stray(uint8_t byte, WicCharset charset)
{
	if (byte == 0xFF || byte == 0x80)
		return true;
	return charset == WIC_CHARSET_EUC_JP && byte > 0x80 && byte <= 0xA0 &&
		byte != 0x8E && byte != 0x8F;
}

size_t
wic_charset_find_stray(const uint8_t *bytes, size_t size, WicCharset charset)
{
	size_t		nul = wic_charset_find_nul(bytes, size, charset);

	if (charset != WIC_CHARSET_EUC_JP && charset != WIC_CHARSET_EUC_KR)
		return nul;
	for (size_t i = 0; i < nul; i++)
	{
		if (is_stray(bytes[i], charset))
			return i;
	}
	return nul;
}

/* A low surrogate, the second half of a pair */
static bool
is_second_half(const uint8_t *unit, WicCharset charset)
{
	return (unit[charset == WIC_CHARSET_UTF_16LE ? 1 : 0] & 0xFC) == 0xDC;
}

size_t
wic_charset_resume(const uint8_t *bytes, size_t size, size_t from,
				   WicCharset charset)
{
	size_t		unit = charsets[charset].unit;

	if (from == 0 || from >= size)
		return from < size ? from : size;

	if (unit > 1)
	{
		from = (from + unit - 1) / unit * unit;
		if (unit == 2 && from + unit <= size &&
			is_second_half(bytes + from, charset))
			from += unit;
		return from < size ? from : size;
	}

	while (from < size && bytes[from - 1] > LAST_WHOLE)
		from++;
	return from;
}
