/*-------------------------------------------------------------------------
 *
 * converter.c
 *	  From bytes to text, strictly, with the converters of the server's ICU.
 *
 * A converter is opened when it is first needed and kept for the life of the
 * backend: it belongs to no memory context, so one that were opened for each
 * document would leak with each error.  Whoever uses it resets it first.
 *
 * extension/pg/converter.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/converter.h"

#include <unicode/ucnv.h>

#include "core/utf8.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

/* Bytes between two looks for an interrupt */
#define CHUNK			65536

/* UTF-16 between ICU's converter and ours */
#define PIVOT			4096

/* The most bytes of UTF-8 for a unit of UTF-16 */
#define UNIT_MAX		3

/* Their names in ICU; UTF-8 is the server's own */
static const char *const icu_names[WIC_CHARSETS] = {
	[WIC_CHARSET_GB18030] = "gb18030",
	[WIC_CHARSET_BIG5] = "Big5-HKSCS",
	[WIC_CHARSET_SHIFT_JIS] = "ibm-943_P15A-2003",
	[WIC_CHARSET_EUC_JP] = "euc-jp-2007",
	[WIC_CHARSET_EUC_KR] = "windows-949-2000",
	[WIC_CHARSET_ISO_2022_JP] = "ISO-2022-JP",
	[WIC_CHARSET_UTF_16LE] = "UTF-16LE",
	[WIC_CHARSET_UTF_16BE] = "UTF-16BE",
	[WIC_CHARSET_UTF_32LE] = "UTF-32LE",
	[WIC_CHARSET_UTF_32BE] = "UTF-32BE",
	[WIC_CHARSET_WINDOWS_1252] = "windows-1252",
};

/* A conversion under way */
typedef struct Conversion
{
	WicCharset	charset;
	UConverter *converter;
	const uint8_t *bytes;
	const uint8_t *end;
	size_t		max_bad;
	StringInfo	out;
	WicBadBytes *bad;
	UChar		high;			/* first half of a pair, or 0 */
} Conversion;

/* The converter, reset, or NULL if ICU has none. */
static UConverter *
get_converter(WicCharset charset)
{
	static UConverter *converters[WIC_CHARSETS];
	static bool is_asked[WIC_CHARSETS];
	UErrorCode	error = U_ZERO_ERROR;

	if (!is_asked[charset])
	{
		UConverter *converter = ucnv_open(icu_names[charset], &error);

		is_asked[charset] = true;
		ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL,
							NULL, &error);
		if (U_SUCCESS(error))
			converters[charset] = converter;
		else
			ucnv_close(converter);
	}
	if (converters[charset] != NULL)
		ucnv_resetToUnicode(converters[charset]);
	return converters[charset];
}

bool
wic_charset_is_available(WicCharset charset)
{
	return charset == WIC_CHARSET_UTF_8 || get_converter(charset) != NULL;
}

static void
add_bad(Conversion *conversion, const uint8_t *at, size_t size, bool is_cut)
{
	WicBadBytes *bad = conversion->bad;

	if (bad->count++ > 0)
		return;
	bad->offset = at - conversion->bytes;
	bad->size = size;
	bad->is_cut = is_cut;
}

/*
 * IBM's table of Shift_JIS has three control characters change places, as
 * they did on the PC; in a file of today they are what they are in ASCII.
 */
static UChar
straight_control(UChar unit)
{
	switch (unit)
	{
		case 0x1A:
			return 0x7F;
		case 0x1C:
			return 0x1A;
		case 0x7F:
			return 0x1C;
		default:
			return unit;
	}
}

static uint8_t *
put_unit(Conversion *conversion, uint8_t *p, UChar unit)
{
	UChar		high = conversion->high;

	if (U16_IS_LEAD(unit))
	{
		conversion->high = unit;
		return p;
	}
	conversion->high = 0;
	if (U16_IS_TRAIL(unit) && high != 0)
		return p + wic_utf8_put(p, U16_GET_SUPPLEMENTARY(high, unit));
	return p + wic_utf8_put(p, unit);
}

/* Append units as UTF-8.  NUL is left out: see note_strays. */
static void
put_units(Conversion *conversion, const UChar *units, size_t n)
{
	StringInfo	out = conversion->out;
	uint8_t    *p;

	enlargeStringInfo(out, n * UNIT_MAX);
	p = (uint8_t *) out->data + out->len;
	for (size_t i = 0; i < n; i++)
	{
		UChar		unit = units[i];

		if (conversion->charset == WIC_CHARSET_SHIFT_JIS)
			unit = straight_control(unit);
		if (unit != 0)
			p = put_unit(conversion, p, unit);
	}
	out->len = (char *) p - out->data;
	out->data[out->len] = '\0';
}

/*
 * Note what ICU stopped at before p, and make the converter go on behind it.
 * Of a bad pair ICU gives back the second byte, if that is a character.
 */
static void
note_stop(Conversion *conversion, const uint8_t *p, UErrorCode error)
{
	char		stopped[32];
	int8_t		size = sizeof(stopped);
	UErrorCode	failure = U_ZERO_ERROR;

	ucnv_getInvalidChars(conversion->converter, stopped, &size, &failure);
	if (U_FAILURE(failure) || size > p - conversion->bytes)
		size = 0;
	add_bad(conversion, p - size, size, error == U_TRUNCATED_CHAR_FOUND);
}

/*
 * ICU sees the whole rest each time, and stops when its target is full: at the
 * end of a source it would keep the bytes of a character that is not complete,
 * and no longer say where they stood.
 */
static void
convert_units(Conversion *conversion)
{
	const char *source = (const char *) conversion->bytes;
	const char *end = (const char *) conversion->end;
	UErrorCode	error;

	do
	{
		UChar		units[PIVOT];
		UChar	   *target = units;

		CHECK_FOR_INTERRUPTS();
		error = U_ZERO_ERROR;
		ucnv_toUnicode(conversion->converter, &target, units + PIVOT, &source,
					   end, NULL, true, &error);
		put_units(conversion, units, target - units);
		if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR)
			note_stop(conversion, (const uint8_t *) source, error);
	} while (U_FAILURE(error) &&
			 conversion->bad->count <= conversion->max_bad);
}

/* Is p the begin of a character that the end of the document cuts off? */
static bool
is_cut_utf8(const uint8_t *p, const uint8_t *end)
{
	return *p >= 0xC2 && *p < 0xF5 && end - p < pg_utf_mblen(p) &&
		(end - p == 1 || wic_utf8_is_continuation(end[-1]));
}

/* UTF-8 needs no converter, only somebody who looks at it. */
static void
check_utf8(Conversion *conversion)
{
	const uint8_t *p = conversion->bytes;
	const uint8_t *end = conversion->end;

	while (p < end)
	{
		int			size = Min(end - p, CHUNK);
		int			good = pg_encoding_verifymbstr(PG_UTF8, (const char *) p,
												   size);

		CHECK_FOR_INTERRUPTS();
		appendBinaryStringInfo(conversion->out, (const char *) p, good);
		p += good;
		if (good > size - WIC_UTF8_MAX && end - p > WIC_UTF8_MAX)
			continue;			/* perhaps only the chunk ended there */
		if (p == end)
			break;
		add_bad(conversion, p, 1, is_cut_utf8(p, end));
		if (conversion->bad->count > conversion->max_bad)
			break;
		p++;
	}
}

/* Note what text cannot hold, though ICU would let it through. */
static void
note_strays(Conversion *conversion)
{
	size_t		unit = wic_charset_unit(conversion->charset);
	const uint8_t *p = conversion->bytes;

	while (conversion->bad->count <= conversion->max_bad)
	{
		p += wic_charset_find_stray(p, conversion->end - p,
									conversion->charset);
		if (p == conversion->end)
			return;
		add_bad(conversion, p, unit, false);
		p += unit;
	}
}

static void
convert_all(Conversion *conversion)
{
	WicBadBytes *bad = conversion->bad;
	WicBadBytes strays;

	note_strays(conversion);
	strays = *bad;
	memset(bad, 0, sizeof(*bad));
	convert_units(conversion);

	if (strays.count > 0 &&
		(bad->count == 0 || strays.offset < bad->offset))
	{
		strays.count += bad->count;
		*bad = strays;
	}
	else
		bad->count += strays.count;
}

void
wic_convert(WicCharset charset, const uint8_t *bytes, size_t size,
			size_t max_bad, StringInfo out, WicBadBytes *bad)
{
	Conversion	conversion = {
		.charset = charset,
		.bytes = bytes,
		.end = bytes + size,
		.max_bad = max_bad,
		.out = out,
		.bad = bad,
	};

	memset(bad, 0, sizeof(*bad));
	if (charset == WIC_CHARSET_UTF_8)
	{
		check_utf8(&conversion);
		return;
	}

	conversion.converter = get_converter(charset);
	if (conversion.converter == NULL)
		elog(ERROR, "ICU has no converter \"%s\"", icu_names[charset]);
	convert_all(&conversion);
}
