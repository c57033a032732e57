/*-------------------------------------------------------------------------
 *
 * occasion.c
 *	  wic_occasion_key(): what is the same for the names of one occasion.
 *
 * extension/pg/occasion.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/occasion_key.h"
#include "core/utf8.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

/* wic_occasion_key(name text, year integer); the year may be NULL */
PG_FUNCTION_INFO_V1(wic_occasion_key_text);
Datum
wic_occasion_key_text(PG_FUNCTION_ARGS)
{
	text	   *name;
	uint32_t	chars[WIC_OCCASION_NAME_MAX];
	uint32_t	offsets[WIC_OCCASION_NAME_MAX + 1];
	WicOccasionKey key;
	StringInfoData out;
	size_t		n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	name = PG_GETARG_TEXT_PP(0);
	n = wic_attribution_fold(wic_fold_table(WIC_FOLD_LATEST),
							 (const uint8_t *) VARDATA_ANY(name),
							 VARSIZE_ANY_EXHDR(name), chars, offsets,
							 WIC_OCCASION_NAME_MAX);
	wic_occasion_key(chars, n, &key);

	initStringInfo(&out);
	for (size_t i = 0; i < key.n; i++)
	{
		uint8_t		bytes[WIC_UTF8_MAX];

		appendBinaryStringInfo(&out, (char *) bytes,
							   wic_utf8_put(bytes, key.chars[i]));
	}
	if (key.year == 0 && !PG_ARGISNULL(1))
		key.year = PG_GETARG_INT32(1);
	if (key.n > 0 && key.year != 0 && !key.has_ordinal)
		appendStringInfo(&out, "@%d", key.year);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}
