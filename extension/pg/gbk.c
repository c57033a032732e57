/*-------------------------------------------------------------------------
 *
 * gbk.c
 *	  Code page 936 and the readings of its characters, from the server's ICU.
 *
 * ICU is asked once per backend for each code, and once for each reading that
 * is needed.  This is the one thing in the extension that outlives a query:
 * to parse the rules of the transliterator takes longer than any repair.
 *
 * extension/pg/gbk.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/gbk.h"

#include <unicode/ucnv.h>
#include <unicode/utrans.h>

#include "core/utf8.h"
#include "utils/memutils.h"

#define LEAD_FIRST		0x81
#define TRAIL_FIRST		0x40
#define LAST			0xFE
#define ROW				(LAST - TRAIL_FIRST + 1)
#define CODES			((LAST - LEAD_FIRST + 1) * ROW)

/* ICU gives one character for private use to each code it does not know. */
#define PRIVATE_FIRST	0xE000
#define PRIVATE_LAST	0xF8FF
#define NO_CHARACTER	0xFFFD

/* "zhuàng" in UTF-8 and more; a longer reading is none that is compared. */
#define READING_MAX		8

typedef struct Tables
{
	UTransliterator *latin;		/* NULL if ICU has none: no readings */
	uint16_t	decoded[CODES]; /* 0: no character */
	uint16_t	encoded[65536]; /* 0: no code */
	char		readings[CODES][READING_MAX];	/* empty: not asked yet */
} Tables;

/* Where a code stands in the tables, or -1, and back. */
static int
code_index(uint16_t code)
{
	int			lead = code >> 8;
	int			trail = code & 0xFF;

	if (lead < LEAD_FIRST || lead > LAST || trail < TRAIL_FIRST ||
		trail > LAST)
		return -1;
	return (lead - LEAD_FIRST) * ROW + trail - TRAIL_FIRST;
}

static uint16_t
code_at(int i)
{
	return (uint16_t) ((LEAD_FIRST + i / ROW) << 8 | (TRAIL_FIRST + i % ROW));
}

/* The character of a code, or 0. */
static UChar
convert(UConverter *converter, uint16_t code)
{
	const char	bytes[] = {(char) (code >> 8), (char) code};
	UChar		units[2];
	UErrorCode	error = U_ZERO_ERROR;
	int			n = ucnv_toUChars(converter, units, lengthof(units), bytes,
								  sizeof(bytes), &error);

	if (U_FAILURE(error) || n != 1 || units[0] == NO_CHARACTER ||
		(units[0] >= PRIVATE_FIRST && units[0] <= PRIVATE_LAST))
		return 0;
	return units[0];
}

static void
fill(Tables *tables, UConverter *converter)
{
	for (int i = 0; i < CODES; i++)
	{
		uint16_t	code = code_at(i);
		UChar		unit = convert(converter, code);

		tables->decoded[i] = unit;
		if (unit != 0)
			tables->encoded[unit] = code;
	}
}

static UTransliterator *
open_latin(void)
{
	static const UChar id[] = {
		'H', 'a', 'n', '-', 'L', 'a', 't', 'i', 'n', 0
	};
	UErrorCode	error = U_ZERO_ERROR;
	UTransliterator *latin = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0,
										  NULL, &error);

	return U_SUCCESS(error) ? latin : NULL;
}

/*
 * The tables of this backend; without a converter they stay empty, and no
 * run is restored.
 */
static Tables *
get_tables(void)
{
	static Tables *tables = NULL;
	UErrorCode	error = U_ZERO_ERROR;
	UConverter *converter;

	if (tables != NULL)
		return tables;

	tables = MemoryContextAllocExtended(TopMemoryContext, sizeof(Tables),
										MCXT_ALLOC_ZERO | MCXT_ALLOC_HUGE);
	converter = ucnv_open("windows-936-2000", &error);
	if (U_SUCCESS(error))
	{
		fill(tables, converter);
		ucnv_close(converter);
		tables->latin = open_latin();
	}
	return tables;
}

static uint32_t
decode(void *state, uint16_t code)
{
	int			i = code_index(code);

	return i < 0 ? 0 : get_tables()->decoded[i];
}

static uint16_t
encode(void *state, uint32_t cp)
{
	return cp < lengthof(((Tables *) NULL)->encoded) ?
		get_tables()->encoded[cp] : 0;
}

/* Ask ICU for the reading of a character, in UTF-8 of READING_MAX bytes. */
static void
ask_reading(UTransliterator *latin, UChar han, char *reading)
{
	UChar		units[READING_MAX + 1] = {han};
	int32_t		n = 1;
	int32_t		limit = 1;
	UErrorCode	error = U_ZERO_ERROR;
	int			size = 0;

	utrans_transUChars(latin, units, &n, lengthof(units), 0, &limit, &error);
	reading[0] = '?';			/* so that it is not asked again */
	if (U_FAILURE(error) || n > READING_MAX)
		return;
	for (int i = 0; i < n; i++)
	{
		if (size + (units[i] < 0x80 ? 1 : 2) > READING_MAX ||
			units[i] > 0x7FF)
			return;
		size += wic_utf8_put((uint8_t *) reading + size, units[i]);
	}
}

static bool
reads(void *state, uint32_t cp, const uint8_t *pinyin, size_t size)
{
	Tables	   *tables = get_tables();
	int			i = code_index(encode(state, cp));
	char	   *reading;

	if (i < 0 || tables->latin == NULL || size > READING_MAX)
		return false;

	reading = tables->readings[i];
	if (reading[0] == '\0')
		ask_reading(tables->latin, (UChar) cp, reading);
	return memcmp(reading, pinyin, size) == 0 &&
		(size == READING_MAX || reading[size] == '\0');
}

const WicGbk *
wic_gbk(void)
{
	static const WicGbk gbk = {decode, encode, reads, NULL};

	return &gbk;
}
