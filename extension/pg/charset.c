/*-------------------------------------------------------------------------
 *
 * charset.c
 *	  wic_detect() and wic_decode(): the text that a document's bytes hold.
 *
 * convert_from() would name the bad byte, but not where it is, which is what
 * a person needs who has to mend a file of a hundred megabytes.
 *
 * extension/pg/charset.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "core/binary.h"
#include "fmgr.h"
#include "funcapi.h"
#include "pg/converter.h"
#include "pg/detect.h"
#include "utils/builtins.h"

/* Another guess is tried only if it is nearly as good as the first. */
#define NEARLY			0.5

/* Columns of wic_detect */
enum
{
	DETECT_CHARSET,
	DETECT_CONFIDENCE,
	DETECT_BASIS,
	DETECT_COLUMNS
};

/* Columns of wic_decode_document */
enum
{
	DOCUMENT_TEXT,
	DOCUMENT_CHARSET,
	DOCUMENT_CONFIDENCE,
	DOCUMENT_IS_UNCERTAIN,
	DOCUMENT_COLUMNS
};

/* The bytes of a document, without the header of the datum. */
typedef struct Bytes
{
	const uint8_t *start;
	size_t		size;
} Bytes;

static Bytes
bytes_of(const bytea *document)
{
	Bytes		bytes;

	bytes.start = (const uint8_t *) VARDATA_ANY(document);
	bytes.size = VARSIZE_ANY_EXHDR(document);
	return bytes;
}

static char *
known_charsets(void)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < WIC_CHARSETS; i++)
	{
		if (wic_charset_is_available((WicCharset) i))
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "",
							 wic_charset_name((WicCharset) i));
	}
	return names.data;
}

/* Set *charset to the argument's; false if that is NULL. */
static bool
charset_argument(FunctionCallInfo fcinfo, int n, WicCharset *charset)
{
	char	   *label;

	if (PG_ARGISNULL(n))
		return false;

	label = text_to_cstring(PG_GETARG_TEXT_PP(n));
	if (!wic_charset_named(label, strlen(label), charset))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown character set \"%s\"", label),
				 errhint("Known character sets are %s, and their usual other "
						 "names.", known_charsets())));
	return true;
}

pg_attribute_noreturn()
static void
refuse(Bytes bytes, WicCharset charset, const WicBadBytes *bad)
{
	const char *name = wic_charset_name(charset);
	const uint8_t *p = bytes.start + bad->offset;

	if (wic_charset_find_nul(p, bad->size, charset) < bad->size)
		ereport(ERROR,
				(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
				 errmsg("document contains a NUL character"),
				 errdetail("It is at byte offset %zu; the character set is %s.",
						   bad->offset, name),
				 errhint("Text cannot hold NUL. UTF-16 and binary files are "
						 "full of it.")));

	if (bad->is_cut)
		ereport(ERROR,
				(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
				 errmsg("document ends within a character"),
				 errdetail("The character begins at byte offset %zu; the "
						   "character set is %s.", bad->offset, name),
				 errhint("The file was cut off. Get all of it, or cut it "
						 "there.")));

	ereport(ERROR,
			(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
			 errmsg("document is not valid %s", name),
			 errdetail("Byte 0x%02x at byte offset %zu begins no character.",
					   *p, bad->offset),
			 errhint("Mend the document there, or name its character set if "
					 "it is another one.")));
}

/* What to do about a file that is no text. */
static const char *
binary_hint(WicBinaryKind kind)
{
	switch (kind)
	{
		case WIC_BINARY_COMPRESSED:
			return "Decompress it first.";
		case WIC_BINARY_ARCHIVE:
			return "Unpack it first, and load the texts in it.";
		case WIC_BINARY_DOCUMENT:
			return "Convert it to text or HTML first.";
		case WIC_BINARY_IMAGE:
		case WIC_BINARY_PROGRAM:
			break;
	}
	return "It holds no text to be loaded.";
}

/* If it is another kind of file, say so rather than where it is no text. */
static void
refuse_binary(Bytes bytes)
{
	const WicBinary *binary = wic_binary_format(bytes.start, bytes.size);

	if (binary != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
				 errmsg("document is no text but a %s", binary->name),
				 errhint("%s", binary_hint(binary->kind))));
}

pg_attribute_noreturn()
static void
refuse_unknown(Bytes bytes, const WicDetection *detection)
{
	WicBadBytes nul = {0};

	nul.offset = detection->bad_utf8;
	nul.size = 1;
	if (bytes.start[nul.offset] == 0)
		refuse(bytes, WIC_CHARSET_UTF_8, &nul);

	ereport(ERROR,
			(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
			 errmsg("document is text in no character set that is known"),
			 errdetail("It is no UTF-8 from byte offset %zu.",
					   detection->bad_utf8),
			 errhint("If it is text, name its character set: %s.",
					 known_charsets())));
}

/*
 * Decode all, without the byte order mark, to a text with room for its header
 * before it; false if there is a bad byte.
 */
static bool
decode(Bytes bytes, WicCharset charset, StringInfo decoded, WicBadBytes *bad)
{
	size_t		bom = wic_charset_own_bom(bytes.start, bytes.size, charset);

	resetStringInfo(decoded);
	decoded->len = VARHDRSZ;
	wic_convert(charset, bytes.start + bom, bytes.size - bom, 0, decoded, bad);
	bad->offset += bom;
	return bad->count == 0;
}

/*
 * Decode as the first guess that fits, and return it.  NULL if none does:
 * then bad is about the first.
 */
static const WicGuess *
decode_guessed(Bytes bytes, const WicDetection *detection, StringInfo decoded,
			   WicBadBytes *bad)
{
	const WicGuess *best = detection->guesses;

	if (decode(bytes, best->charset, decoded, bad))
		return best;

	for (int i = 1; i < detection->nguesses; i++)
	{
		const WicGuess *guess = &detection->guesses[i];
		WicBadBytes other;

		if (guess->score < best->score - NEARLY)
			break;
		if (decode(bytes, guess->charset, decoded, &other))
			return guess;
	}
	return NULL;
}

static const WicGuess *
decode_detected(Bytes bytes, const WicDetection *detection, StringInfo decoded)
{
	const WicGuess *guess;
	WicBadBytes bad;

	if (detection->nguesses > 0)
	{
		guess = decode_guessed(bytes, detection, decoded, &bad);
		if (guess != NULL)
			return guess;
	}

	refuse_binary(bytes);
	if (detection->nguesses == 0)
		refuse_unknown(bytes, detection);
	refuse(bytes, detection->guesses[0].charset, &bad);
}

/* The datum that was decoded. */
static Datum
text_datum(StringInfo decoded)
{
	SET_VARSIZE(decoded->data, decoded->len);
	return PointerGetDatum(decoded->data);
}

PG_FUNCTION_INFO_V1(wic_decode);
Datum
wic_decode(PG_FUNCTION_ARGS)
{
	Bytes		bytes;
	WicCharset	charset;
	WicDetection detection;
	WicBadBytes bad;
	StringInfoData decoded;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();

	bytes = bytes_of(PG_GETARG_BYTEA_PP(0));
	initStringInfo(&decoded);
	if (charset_argument(fcinfo, 1, &charset))
	{
		if (!decode(bytes, charset, &decoded, &bad))
			refuse(bytes, charset, &bad);
	}
	else
	{
		wic_detect_charset(bytes.start, bytes.size, NULL, &detection);
		decode_detected(bytes, &detection, &decoded);
	}
	PG_RETURN_DATUM(text_datum(&decoded));
}

PG_FUNCTION_INFO_V1(wic_bad_byte);
Datum
wic_bad_byte(PG_FUNCTION_ARGS)
{
	Bytes		bytes;
	WicCharset	charset;
	WicDetection detection;
	WicBadBytes bad;
	StringInfoData decoded;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();

	bytes = bytes_of(PG_GETARG_BYTEA_PP(0));
	initStringInfo(&decoded);
	if (charset_argument(fcinfo, 1, &charset))
	{
		if (decode(bytes, charset, &decoded, &bad))
			PG_RETURN_NULL();
		PG_RETURN_INT32(bad.offset);
	}

	wic_detect_charset(bytes.start, bytes.size, NULL, &detection);
	if (detection.nguesses == 0)
		PG_RETURN_INT32(detection.bad_utf8);
	if (decode_guessed(bytes, &detection, &decoded, &bad) != NULL)
		PG_RETURN_NULL();
	PG_RETURN_INT32(bad.offset);
}

PG_FUNCTION_INFO_V1(wic_detect);
Datum
wic_detect(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	WicCharset	declared;
	bool		is_declared = charset_argument(fcinfo, 1, &declared);
	WicDetection detection;
	Bytes		bytes;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;

	bytes = bytes_of(PG_GETARG_BYTEA_PP(0));
	wic_detect_charset(bytes.start, bytes.size,
					   is_declared ? &declared : NULL, &detection);
	for (int i = 0; i < detection.nguesses; i++)
	{
		const WicGuess *guess = &detection.guesses[i];
		Datum		values[DETECT_COLUMNS];
		bool		nulls[DETECT_COLUMNS] = {false};

		values[DETECT_CHARSET] =
			CStringGetTextDatum(wic_charset_name(guess->charset));
		values[DETECT_CONFIDENCE] = Float4GetDatum(guess->confidence);
		values[DETECT_BASIS] = CStringGetTextDatum(guess->basis);
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(wic_decode_document);
Datum
wic_decode_document(PG_FUNCTION_ARGS)
{
	WicCharset	declared;
	bool		is_declared = charset_argument(fcinfo, 1, &declared);
	Datum		values[DOCUMENT_COLUMNS];
	bool		nulls[DOCUMENT_COLUMNS] = {false};
	WicDetection detection;
	const WicGuess *guess;
	StringInfoData decoded;
	TupleDesc	desc;
	Bytes		bytes;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");

	bytes = bytes_of(PG_GETARG_BYTEA_PP(0));
	initStringInfo(&decoded);
	wic_detect_charset(bytes.start, bytes.size,
					   is_declared ? &declared : NULL, &detection);
	guess = decode_detected(bytes, &detection, &decoded);

	values[DOCUMENT_TEXT] = text_datum(&decoded);
	values[DOCUMENT_CHARSET] =
		CStringGetTextDatum(wic_charset_name(guess->charset));
	values[DOCUMENT_CONFIDENCE] = Float4GetDatum(guess->confidence);
	values[DOCUMENT_IS_UNCERTAIN] =
		BoolGetDatum(detection.is_uncertain || guess != detection.guesses);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc),
													  values, nulls)));
}
