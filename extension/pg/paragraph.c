/*-------------------------------------------------------------------------
 *
 * paragraph.c
 *	  wic_paragraphs() and wic_lines(): take a document apart.
 *
 * extension/pg/paragraph.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/paragraph.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/* Columns of wic_paragraphs */
enum
{
	PARAGRAPH_ORD,
	PARAGRAPH_START_CHAR,
	PARAGRAPH_END_CHAR,
	PARAGRAPH_BODY,
	PARAGRAPH_COLUMNS
};

/* Columns of wic_lines */
enum
{
	LINE_NUMBER,
	LINE_RAW,
	LINE_COLUMNS
};

static text *
paragraph_text(const WicParagraph *paragraph)
{
	return cstring_to_text_with_len((const char *) paragraph->start,
									paragraph->size);
}

/* Add a row whose last column is the only one that is allocated. */
static void
put_row(ReturnSetInfo *result, Datum *values, int columns)
{
	bool		nulls[PARAGRAPH_COLUMNS] = {false};

	Assert(columns <= lengthof(nulls));
	CHECK_FOR_INTERRUPTS();
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	pfree(DatumGetPointer(values[columns - 1]));
}

PG_FUNCTION_INFO_V1(wic_paragraphs);
Datum
wic_paragraphs(PG_FUNCTION_ARGS)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	WicParagraphs paragraphs;
	WicParagraph paragraph;
	Datum		values[PARAGRAPH_COLUMNS];
	int			ord = 0;

	InitMaterializedSRF(fcinfo, 0);
	wic_paragraphs_init(&paragraphs, (uint8_t *) VARDATA_ANY(document),
						VARSIZE_ANY_EXHDR(document));

	while (wic_paragraphs_next(&paragraphs, &paragraph))
	{
		values[PARAGRAPH_ORD] = Int32GetDatum(++ord);
		values[PARAGRAPH_START_CHAR] = Int32GetDatum(paragraph.start_char);
		values[PARAGRAPH_END_CHAR] = Int32GetDatum(paragraph.end_char);
		values[PARAGRAPH_BODY] = PointerGetDatum(paragraph_text(&paragraph));
		put_row((ReturnSetInfo *) fcinfo->resultinfo, values,
				PARAGRAPH_COLUMNS);
	}
	return (Datum) 0;
}

static bool
is_blank(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
		p++;
	return p == end;
}

PG_FUNCTION_INFO_V1(wic_lines);
Datum
wic_lines(PG_FUNCTION_ARGS)
{
	bytea	   *document = PG_GETARG_BYTEA_PP(0);
	const char *p = VARDATA_ANY(document);
	const char *end = p + VARSIZE_ANY_EXHDR(document);
	Datum		values[LINE_COLUMNS];

	InitMaterializedSRF(fcinfo, 0);
	for (int number = 1; p < end; number++)
	{
		const char *newline = memchr(p, '\n', end - p);
		const char *stop = newline != NULL ? newline : end;

		if (!is_blank(p, stop))
		{
			values[LINE_NUMBER] = Int32GetDatum(number);
			values[LINE_RAW] =
				PointerGetDatum(cstring_to_text_with_len(p, stop - p));
			put_row((ReturnSetInfo *) fcinfo->resultinfo, values,
					LINE_COLUMNS);
		}
		p = newline != NULL ? newline + 1 : end;
	}
	return (Datum) 0;
}
