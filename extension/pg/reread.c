/*-------------------------------------------------------------------------
 *
 * reread.c
 *	  Read a line again that was read in the wrong character set, with ICU.
 *
 * extension/pg/reread.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/reread.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "core/tidy.h"
#include "miscadmin.h"
#include "pg/plausible.h"
#include "utils/memutils.h"

/* No line is longer; ICU counts in int32_t. */
#define MAX_LINE	(64 * 1024 * 1024)

typedef enum Charset
{
	CHARSET_UTF8,
	CHARSET_LATIN,
	CHARSET_GBK,
	CHARSET_BIG5,
	CHARSET_SJIS,
	CHARSET_EUCJP,
	CHARSET_EUCKR
} Charset;

#define CHARSETS (CHARSET_EUCKR + 1)

static const char *const converter_names[CHARSETS] = {
	[CHARSET_GBK] = "gb18030",
	[CHARSET_BIG5] = "ibm-1375_P100-2008",	/* Big5-HKSCS */
	[CHARSET_SJIS] = "ibm-943_P15A-2003",	/* Windows-31J */
	[CHARSET_EUCJP] = "euc-jp-2007",
	[CHARSET_EUCKR] = "windows-949-2000"
};

typedef struct Misread
{
	Charset		is;
	Charset		taken_for;
} Misread;

static const Misread misreadings[WIC_MISREADINGS] = {
	[WIC_UTF8_AS_LATIN] = {CHARSET_UTF8, CHARSET_LATIN},
	[WIC_GBK_AS_LATIN] = {CHARSET_GBK, CHARSET_LATIN},
	[WIC_BIG5_AS_LATIN] = {CHARSET_BIG5, CHARSET_LATIN},
	[WIC_SJIS_AS_LATIN] = {CHARSET_SJIS, CHARSET_LATIN},
	[WIC_EUCJP_AS_LATIN] = {CHARSET_EUCJP, CHARSET_LATIN},
	[WIC_EUCKR_AS_LATIN] = {CHARSET_EUCKR, CHARSET_LATIN},
	[WIC_UTF8_AS_GBK] = {CHARSET_UTF8, CHARSET_GBK},
	[WIC_BIG5_AS_GBK] = {CHARSET_BIG5, CHARSET_GBK},
	[WIC_SJIS_AS_GBK] = {CHARSET_SJIS, CHARSET_GBK},
	[WIC_GBK_AS_BIG5] = {CHARSET_GBK, CHARSET_BIG5}
};

/* Windows-1252, 0x80 to 0x9F; 0: as ISO 8859-1. */
static const UChar windows_1252[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178
};

/* A buffer that grows. */
typedef struct Buffer
{
	void	   *data;
	Size		capacity;		/* bytes */
	int32_t		n;				/* units or bytes that are in it */
} Buffer;

typedef struct State
{
	WicRereader rereader;
	MemoryContext context;
	Buffer		units;			/* the line */
	Buffer		bytes;			/* that it was */
	Buffer		reread;			/* what they mean */
	Buffer		back;			/* the way back */
	Buffer		results[WIC_MISREADINGS];
} State;

/* Make room for so many bytes; what is in the buffer is lost. */
static void *
room(State *state, Buffer *buffer, Size size)
{
	if (size <= buffer->capacity)
		return buffer->data;
	if (buffer->data != NULL)
		pfree(buffer->data);
	buffer->data = MemoryContextAllocExtended(state->context, size,
											  MCXT_ALLOC_HUGE);
	buffer->capacity = size;
	return buffer->data;
}

/*
 * The strict converter of a character set, opened once per backend; NULL if
 * ICU has none.
 */
static UConverter *
get_converter(Charset charset)
{
	static UConverter *converters[CHARSETS];
	static bool is_asked[CHARSETS];
	UErrorCode	error = U_ZERO_ERROR;
	UConverter *converter;

	if (is_asked[charset])
		return converters[charset];
	is_asked[charset] = true;

	converter = ucnv_open(converter_names[charset], &error);
	if (U_FAILURE(error))
		return NULL;
	ucnv_setFallback(converter, false);
	ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL,
						&error);
	ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL,
						  NULL, &error);
	if (U_SUCCESS(error))
		converters[charset] = converter;
	else
		ucnv_close(converter);
	return converters[charset];
}

/* The byte that a character is in Windows-1252 only, or 0. */
static uint8_t
special_byte(UChar unit)
{
	for (int i = 0; i < lengthof(windows_1252); i++)
		if (windows_1252[i] == unit)
			return (uint8_t) (0x80 + i);
	return 0;
}

/*
 * Encode in Windows-1252, or in ISO 8859-1: a line of which some characters
 * are only in the one and some only in the other was in neither.
 */
static bool
encode_latin(const Buffer *units, Buffer *bytes)
{
	const UChar *from = units->data;
	uint8_t    *to = bytes->data;
	bool		has_special = false;
	bool		has_control = false;

	for (int32_t i = 0; i < units->n; i++)
	{
		UChar		unit = from[i];

		if (unit >= 0x100)
		{
			unit = special_byte(unit);
			if (unit == 0)
				return false;
			has_special = true;
		}
		else if (unit >= 0x80 && unit < 0xA0 && windows_1252[unit - 0x80])
			has_control = true;
		to[i] = (uint8_t) unit;
	}
	bytes->n = units->n;
	return !(has_special && has_control);
}

static bool
encode(State *state, Charset charset, const Buffer *units, Buffer *bytes)
{
	/* No character set here takes more than 4 bytes for a unit. */
	Size		size = (Size) units->n * 4 + 16;
	UErrorCode	error = U_ZERO_ERROR;
	UConverter *converter;

	room(state, bytes, size);
	if (charset == CHARSET_LATIN)
		return encode_latin(units, bytes);

	converter = get_converter(charset);
	if (converter == NULL)
		return false;
	bytes->n = ucnv_fromUChars(converter, bytes->data, (int32_t) size,
							   units->data, units->n, &error);
	return U_SUCCESS(error);
}

static bool
decode(State *state, Charset charset, const Buffer *bytes, Buffer *units)
{
	/* A character of Big5-HKSCS may be two code points, each in two units. */
	int32_t		n = bytes->n * 2 + 16;
	UErrorCode	error = U_ZERO_ERROR;
	UConverter *converter = get_converter(charset);

	if (converter == NULL)
		return false;
	room(state, units, (Size) n * sizeof(UChar));
	units->n = ucnv_toUChars(converter, units->data, n, bytes->data,
							 bytes->n, &error);
	return U_SUCCESS(error);
}

static bool
same(const Buffer *a, const Buffer *b, Size unit)
{
	return a->n == b->n && memcmp(a->data, b->data, a->n * unit) == 0;
}

/* The bytes that the line was before it was taken for the wrong set. */
static bool
to_bytes(State *state, Charset taken_for, const uint8_t *line, Size size)
{
	int32_t		n = (int32_t) size + 1;
	UErrorCode	error = U_ZERO_ERROR;

	room(state, &state->units, (Size) n * sizeof(UChar));
	u_strFromUTF8(state->units.data, n, &state->units.n,
				  (const char *) line, (int32_t) size, &error);
	if (U_FAILURE(error) ||
		!encode(state, taken_for, &state->units, &state->bytes))
		return false;
	return taken_for == CHARSET_LATIN ||
		(decode(state, taken_for, &state->bytes, &state->back) &&
		 same(&state->back, &state->units, sizeof(UChar)));
}

/* Take the bytes for what they are. */
static bool
from_bytes(State *state, Charset is, Buffer *result)
{
	UErrorCode	error = U_ZERO_ERROR;
	Size		size;

	if (is == CHARSET_UTF8)
	{
		const Buffer *bytes = &state->bytes;

		/* Strict, so the way back is sure; what it decodes to is not used. */
		size = (Size) bytes->n + 1;
		room(state, &state->reread, size * sizeof(UChar));
		u_strFromUTF8(state->reread.data, (int32_t) size, &state->reread.n,
					  bytes->data, bytes->n, &error);
		if (U_FAILURE(error))
			return false;
		memcpy(room(state, result, size), bytes->data, bytes->n);
		result->n = bytes->n;
		return true;
	}

	if (!decode(state, is, &state->bytes, &state->reread) ||
		!encode(state, is, &state->reread, &state->back) ||
		!same(&state->back, &state->bytes, 1))
		return false;
	size = (Size) state->reread.n * 3 + 1;
	room(state, result, size);
	u_strToUTF8(result->data, (int32_t) size, &result->n, state->reread.data,
				state->reread.n, &error);
	return U_SUCCESS(error);
}

static const uint8_t *
reread(void *arg, WicMisreading misreading, const uint8_t *line, size_t size,
	   size_t *result_size)
{
	State	   *state = arg;
	const Misread *misread = &misreadings[misreading];
	Buffer	   *result = &state->results[misreading];

	CHECK_FOR_INTERRUPTS();
	if (size == 0 || size > MAX_LINE ||
		!to_bytes(state, misread->taken_for, line, size) ||
		!from_bytes(state, misread->is, result))
		return NULL;
	*result_size = (size_t) result->n;
	return result->data;
}

WicRereader *
wic_rereader(void)
{
	State	   *state = palloc0(sizeof(State));

	state->context = CurrentMemoryContext;
	state->rereader.reread = reread;
	state->rereader.state = state;
	state->rereader.kinds = wic_char_kinds();
	return &state->rereader;
}

/* The character of two bytes, or 0. */
static UChar
char_of(UConverter *converter, const char *bytes)
{
	UChar		units[2];
	UErrorCode	error = U_ZERO_ERROR;
	int32_t		n = ucnv_toUChars(converter, units, lengthof(units), bytes, 2,
								  &error);

	return U_SUCCESS(error) && n == 1 ? units[0] : 0;
}

/*
 * Code page 936 has private use for the codes that GB 18030 gives characters:
 * what the same bytes mean in both is what became of a character.
 */
static void
fill_standard(uint16_t *table, UConverter *old, UConverter *new)
{
	for (int cp = WIC_PRIVATE_FIRST; cp <= WIC_PRIVATE_LAST; cp++)
	{
		UChar		unit = (UChar) cp;
		char		bytes[4];
		UErrorCode	error = U_ZERO_ERROR;
		int32_t		n = ucnv_fromUChars(old, bytes, sizeof(bytes), &unit, 1,
										&error);
		UChar		standard;

		if (U_FAILURE(error) || n != 2)
			continue;
		standard = char_of(new, bytes);
		if (standard < 0xE000 || standard >= 0xF900)
			table[cp - WIC_PRIVATE_FIRST] = standard;
	}
}

const uint16_t *
wic_standard_chars(void)
{
	static uint16_t *table = NULL;
	UConverter *new = get_converter(CHARSET_GBK);
	UConverter *old;
	UErrorCode	error = U_ZERO_ERROR;

	if (table != NULL || new == NULL)
		return table;

	table = MemoryContextAllocZero(TopMemoryContext,
								   WIC_PRIVATES * sizeof(*table));
	old = ucnv_open("windows-936-2000", &error);
	if (U_SUCCESS(error))
	{
		fill_standard(table, old, new);
		ucnv_close(old);
	}
	return table;
}
