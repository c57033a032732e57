/*-------------------------------------------------------------------------
 *
 * decode.c
 *	  wic_decode(): the text that the bytes of a document hold.
 *
 * convert_from() would name the bad byte, but not where it is, which is what
 * a person needs who has to mend a file of a hundred megabytes.
 *
 * extension/pg/decode.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/utf8.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#define BOM			"\xEF\xBB\xBF"
#define BOM_SIZE	3

/* The bytes of a document, without the header of the datum. */
typedef struct Bytes
{
	const uint8_t *start;
	const uint8_t *end;
} Bytes;

static Bytes
bytes_of(const bytea *document)
{
	Bytes		bytes;

	bytes.start = (const uint8_t *) VARDATA_ANY(document);
	bytes.end = bytes.start + VARSIZE_ANY_EXHDR(document);
	return bytes;
}

/* The first byte that text cannot hold, or the end. */
static const uint8_t *
first_bad_byte(Bytes bytes)
{
	const uint8_t *p = bytes.start;

	while (p < bytes.end)
	{
		uint32_t	cp;
		size_t		used = wic_utf8_next(p, bytes.end, &cp);

		if (cp == WIC_UTF8_BAD || cp == 0)
			break;
		p += used;
		CHECK_FOR_INTERRUPTS();
	}
	return p;
}

pg_attribute_noreturn()
static void
refuse(uint8_t byte, int offset)
{
	if (byte == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
				 errmsg("document contains a NUL character"),
				 errdetail("It is at byte offset %d.", offset),
				 errhint("Text cannot hold NUL. UTF-16 is full of it: "
						 "convert the document to UTF-8.")));

	ereport(ERROR,
			(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
			 errmsg("document is not valid UTF-8"),
			 errdetail("Byte 0x%02x at byte offset %d begins no character.",
					   byte, offset),
			 errhint("Convert the document to UTF-8, for example with "
					 "iconv.")));
}

PG_FUNCTION_INFO_V1(wic_decode);
Datum
wic_decode(PG_FUNCTION_ARGS)
{
	Bytes		bytes = bytes_of(PG_GETARG_BYTEA_PP(0));
	const uint8_t *bad = first_bad_byte(bytes);

	if (bad < bytes.end)
		refuse(*bad, bad - bytes.start);

	if (bytes.end - bytes.start >= BOM_SIZE &&
		memcmp(bytes.start, BOM, BOM_SIZE) == 0)
		bytes.start += BOM_SIZE;

	PG_RETURN_TEXT_P(cstring_to_text_with_len((const char *) bytes.start,
											  bytes.end - bytes.start));
}

PG_FUNCTION_INFO_V1(wic_bad_byte);
Datum
wic_bad_byte(PG_FUNCTION_ARGS)
{
	Bytes		bytes = bytes_of(PG_GETARG_BYTEA_PP(0));
	const uint8_t *bad = first_bad_byte(bytes);

	if (bad == bytes.end)
		PG_RETURN_NULL();
	PG_RETURN_INT32(bad - bytes.start);
}
