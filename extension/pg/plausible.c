/*-------------------------------------------------------------------------
 *
 * plausible.c
 *	  The kinds of characters, by their levels in legacy sets, from ICU.
 *
 * A level is a range of rows in the code table of the standard, so what it
 * holds is found by decoding those rows.
 *
 * extension/pg/plausible.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/plausible.h"

#include <unicode/ucnv.h>

#include "utils/memutils.h"

typedef struct Level
{
	const char *converter;
	uint8_t		first_lead;
	uint8_t		last_lead;
	uint8_t		first_trail;
	uint8_t		level;
} Level;

/* Rows of GB 2312-80, Big5 (1984), JIS X 0208:1997 and KS X 1001:1998. */
static const Level levels[] = {
	{"windows-936-2000", 0xB0, 0xD7, 0xA1, WIC_LEVEL_GB1},
	{"windows-936-2000", 0xD8, 0xF7, 0xA1, WIC_LEVEL_GB2},
	{"windows-950-2000", 0xA4, 0xC6, 0x40, WIC_LEVEL_BIG1},
	{"windows-950-2000", 0xC9, 0xF9, 0x40, WIC_LEVEL_BIG2},
	{"euc-jp-2007", 0xB0, 0xCF, 0xA1, WIC_LEVEL_JIS1},
	{"euc-jp-2007", 0xD0, 0xF4, 0xA1, WIC_LEVEL_JIS2},
	{"windows-949-2000", 0xB0, 0xC8, 0xA1, WIC_LEVEL_KS}
};

/* Han and Hangul; what else such a row holds has no level. */
static bool
has_level(UChar unit)
{
	return (unit >= 0x3400 && unit < 0xA000) ||
		(unit >= 0xAC00 && unit < 0xD7A4);
}

static void
fill(uint8_t *table, const Level *level, UConverter *converter)
{
	for (int lead = level->first_lead; lead <= level->last_lead; lead++)
		for (int trail = level->first_trail; trail <= 0xFE; trail++)
		{
			const char	bytes[] = {(char) lead, (char) trail};
			UChar		units[2];
			UErrorCode	error = U_ZERO_ERROR;
			int			n = ucnv_toUChars(converter, units, lengthof(units),
										  bytes, sizeof(bytes), &error);

			if (U_SUCCESS(error) && n == 1 && has_level(units[0]))
				table[units[0]] |= level->level;
		}
}

const uint8_t *
wic_char_kinds(void)
{
	static const uint8_t *kinds = NULL;
	uint8_t    *table;

	if (kinds != NULL)
		return kinds;

	table = MemoryContextAllocZero(TopMemoryContext, WIC_KINDS);
	for (int i = 0; i < lengthof(levels); i++)
	{
		UErrorCode	error = U_ZERO_ERROR;
		UConverter *converter = ucnv_open(levels[i].converter, &error);

		if (U_SUCCESS(error))
		{
			fill(table, &levels[i], converter);
			ucnv_close(converter);
		}
	}
	wic_plausible_make_kinds(table);
	kinds = table;
	return kinds;
}
