/*-------------------------------------------------------------------------
 *
 * display.c
 *	  Text in the columns of a terminal, as psql measures them.
 *
 * wic_display_width(text): columns that a line takes.
 * wic_pad_left(text, width): the line at the right end of that many columns.
 * wic_contexts(body, starts, ends, span): what stands around places.
 *
 * extension/pg/display.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/utf8.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "pg/spans.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/*
 * Letters, digits and marks below this are half as wide as a Han character.
 * Quotation marks and dashes above it are as wide in Chinese text, although
 * terminals show some of them narrow.
 */
#define FIRST_FULL_WIDTH	UINT32_C(0x2000)

/* Widest context; an error says so. */
#define SPAN_MAX			1000

/* Columns of wic_contexts */
enum
{
	CONTEXT_START_CHAR,
	CONTEXT_END_CHAR,
	CONTEXT_BEFORE,
	CONTEXT_HIT,
	CONTEXT_AFTER,
	CONTEXT_COLUMNS
};

typedef struct Reader
{
	const uint8_t *begin;
	const uint8_t *end;
} Reader;

static Reader
slice(const uint8_t *begin, const uint8_t *end)
{
	Reader		part = {begin, end};

	return part;
}

static Reader
read_text(const text *t)
{
	const uint8_t *bytes = (const uint8_t *) VARDATA_ANY(t);

	return slice(bytes, bytes + VARSIZE_ANY_EXHDR(t));
}

static bool
is_blank(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x85 ||
		cp == 0xA0 || cp == 0x3000 || cp == 0x2028 || cp == 0x2029;
}

/* Columns of the character of that many bytes at p. */
static int
char_columns(const uint8_t *p, size_t size, uint32_t cp)
{
	int			columns;

	if (cp == WIC_UTF8_BAD)
		return 1;
	columns = pg_encoding_dsplen(PG_UTF8, (const char *) p);

	/* psql writes control characters as \x1B and \u0085 */
	if (columns < 0)
		return size == 1 ? 4 : 6;
	return columns;
}

static int
line_columns(Reader line)
{
	int			columns = 0;

	for (const uint8_t *p = line.begin; p < line.end;)
	{
		uint32_t	cp;
		size_t		size = wic_utf8_next(p, line.end, &cp);

		columns += char_columns(p, size, cp);
		p += size;
	}
	return columns;
}

/* Behind that many characters from p. */
static const uint8_t *
skip_chars(const uint8_t *p, const uint8_t *end, int n)
{
	uint32_t	cp;

	for (; n > 0 && p < end; n--)
		p += wic_utf8_next(p, end, &cp);
	return p;
}

static const uint8_t *
previous_char(const uint8_t *p, const uint8_t *begin)
{
	do
		p--;
	while (p > begin && wic_utf8_is_continuation(*p));
	return p;
}

/*
 * Half characters that a character takes of a span.  A combining mark takes
 * nothing, and a run of blanks counts once.
 */
static int
half_chars(const uint8_t *p, size_t size, uint32_t cp, bool follows_blank)
{
	if (is_blank(cp))
		return follows_blank ? 0 : 1;
	if (char_columns(p, size, cp) == 0)
		return 0;
	return cp < FIRST_FULL_WIDTH ? 1 : 2;
}

/* Where the context of a span behind p ends. */
static const uint8_t *
context_end(const uint8_t *p, const uint8_t *end, int span)
{
	int			left = 2 * span;
	bool		follows_blank = false;

	while (p < end)
	{
		uint32_t	cp;
		size_t		size = wic_utf8_next(p, end, &cp);

		left -= half_chars(p, size, cp, follows_blank);
		if (left < 0)
			break;
		follows_blank = is_blank(cp);
		p += size;
	}
	return p;
}

/* Skip marks whose letter is not there. */
static const uint8_t *
skip_marks(const uint8_t *p, const uint8_t *end)
{
	while (p < end)
	{
		uint32_t	cp;
		size_t		size = wic_utf8_next(p, end, &cp);

		if (char_columns(p, size, cp) != 0)
			break;
		p += size;
	}
	return p;
}

/* Where the context of a span before an end begins. */
static const uint8_t *
context_begin(const uint8_t *end, const uint8_t *begin, int span)
{
	const uint8_t *p = end;
	int			left = 2 * span;
	bool		follows_blank = false;

	while (p > begin)
	{
		const uint8_t *before = previous_char(p, begin);
		uint32_t	cp;
		size_t		size = wic_utf8_next(before, p, &cp);

		left -= half_chars(before, size, cp, follows_blank);
		if (left < 0)
			break;
		follows_blank = is_blank(cp);
		p = before;
	}
	return skip_marks(p, end);
}

/* Append the text with each run of blanks and line ends as one blank. */
static void
append_line(StringInfo out, Reader part)
{
	bool		follows_blank = false;

	for (const uint8_t *p = part.begin; p < part.end;)
	{
		uint32_t	cp;
		size_t		size = wic_utf8_next(p, part.end, &cp);

		if (!is_blank(cp))
			appendBinaryStringInfo(out, (const char *) p, size);
		else if (!follows_blank)
			appendStringInfoChar(out, ' ');
		follows_blank = is_blank(cp);
		p += size;
	}
}

static text *
pad_left(const char *line, int length, int width)
{
	const uint8_t *bytes = (const uint8_t *) line;
	int			columns = line_columns(slice(bytes, bytes + length));
	StringInfoData out;

	initStringInfo(&out);
	if (columns < width)
		appendStringInfoSpaces(&out, width - columns);
	appendBinaryStringInfo(&out, line, length);
	return cstring_to_text_with_len(out.data, out.len);
}

static Datum
line_datum(Reader part)
{
	StringInfoData out;

	initStringInfo(&out);
	append_line(&out, part);
	return PointerGetDatum(cstring_to_text_with_len(out.data, out.len));
}

static Datum
padded_datum(Reader part, int width)
{
	StringInfoData out;

	initStringInfo(&out);
	append_line(&out, part);
	return PointerGetDatum(pad_left(out.data, out.len, width));
}

/* wic_display_width(line text) */
PG_FUNCTION_INFO_V1(wic_display_width);
Datum
wic_display_width(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(line_columns(read_text(PG_GETARG_TEXT_PP(0))));
}

/* wic_pad_left(line text, width integer) */
PG_FUNCTION_INFO_V1(wic_pad_left);
Datum
wic_pad_left(PG_FUNCTION_ARGS)
{
	text	   *line = PG_GETARG_TEXT_PP(0);

	PG_RETURN_TEXT_P(pad_left(VARDATA_ANY(line), VARSIZE_ANY_EXHDR(line),
							  PG_GETARG_INT32(1)));
}

/* The context of the text from start to end. */
static void
set_context(Datum *values, Reader body, const uint8_t *start,
			const uint8_t *end, int span)
{
	Reader		before = slice(context_begin(start, body.begin, span), start);
	Reader		after = slice(end, context_end(end, body.end, span));

	values[CONTEXT_BEFORE] = padded_datum(before, 2 * span);
	values[CONTEXT_HIT] = line_datum(slice(start, end));
	values[CONTEXT_AFTER] = line_datum(after);
}

/* The text is read once, for all places. */
static void
put_contexts(ReturnSetInfo *result, Reader body, const WicSpans *hits,
			 int span)
{
	MemoryContext row = AllocSetContextCreate(CurrentMemoryContext,
											  "wicsearch context",
											  ALLOCSET_SMALL_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(row);
	const uint8_t *p = body.begin;
	int			at = 0;

	for (int i = 0; i < hits->n; i++)
	{
		int			start = DatumGetInt32(hits->starts[i]);
		int			end = DatumGetInt32(hits->ends[i]);
		Datum		values[CONTEXT_COLUMNS];
		bool		nulls[CONTEXT_COLUMNS] = {false};

		CHECK_FOR_INTERRUPTS();
		p = skip_chars(p, body.end, start - at);
		at = start;
		values[CONTEXT_START_CHAR] = hits->starts[i];
		values[CONTEXT_END_CHAR] = hits->ends[i];
		set_context(values, body, p, skip_chars(p, body.end, end - start),
					span);
		tuplestore_putvalues(result->setResult, result->setDesc, values,
							 nulls);
		MemoryContextReset(row);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(row);
}

/* wic_contexts(body text, starts integer[], ends integer[], span integer) */
PG_FUNCTION_INFO_V1(wic_contexts);
Datum
wic_contexts(PG_FUNCTION_ARGS)
{
	int			span = PG_GETARG_INT32(3);
	WicSpans	hits;

	if (span < 1 || span > SPAN_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("span must be between 1 and %d", SPAN_MAX)));
	InitMaterializedSRF(fcinfo, 0);
	wic_spans_read(&hits, fcinfo, 1);
	put_contexts((ReturnSetInfo *) fcinfo->resultinfo,
				 read_text(PG_GETARG_TEXT_PP(0)), &hits, span);
	return (Datum) 0;
}
