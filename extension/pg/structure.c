/*-------------------------------------------------------------------------
 *
 * structure.c
 *	  wic_passages(), wic_metadata(), wic_title(), wic_sentences() and
 *	  wic_dates(): what a document says, and where.
 *
 * extension/pg/structure.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "core/event.h"
#include "core/sentence.h"
#include "core/structure.h"
#include "core/utf8.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

/* Columns of wic_passages */
enum
{
	PASSAGE_ORD,
	PASSAGE_ROLE,
	PASSAGE_LANG,
	PASSAGE_SCRIPT,
	PASSAGE_BODY,
	PASSAGE_START_CHAR,
	PASSAGE_END_CHAR,
	PASSAGE_COLUMNS
};

/* Columns of wic_metadata */
enum
{
	METADATA_TITLE,
	METADATA_COLUMN_NAME,
	METADATA_PUBLISHED_AT,
	METADATA_PUBLISHED_PRECISION,
	METADATA_PUBLISHER,
	METADATA_AUTHOR,
	METADATA_EDITOR,
	METADATA_ISSUE,
	METADATA_URL,
	METADATA_EVENT_ON,
	METADATA_EVENT_PRECISION,
	METADATA_EVENT_BASIS,
	METADATA_LANG,
	METADATA_SCRIPT,
	METADATA_COLUMNS
};

/* Columns of wic_sentences */
enum
{
	SENTENCE_ORD,
	SENTENCE_START_CHAR,
	SENTENCE_END_CHAR,
	SENTENCE_BODY,
	SENTENCE_COLUMNS
};

/* Columns of wic_dates */
enum
{
	DATE_START_CHAR,
	DATE_END_CHAR,
	DATE_BODY,
	DATE_SAID_ON,
	DATE_PRECISION,
	DATE_IS_INFERRED,
	DATE_COLUMNS
};

/* A document, taken apart. */
typedef struct Structure
{
	const uint8_t *text;
	size_t		size;
	WicPassage *passages;
	size_t		n;
	WicMetadata metadata;
} Structure;

static WicRole
role_of_hint(Datum hint)
{
	text	   *name = DatumGetTextPP(hint);
	WicRole		role = wic_role_of(VARDATA_ANY(name),
								   VARSIZE_ANY_EXHDR(name));

	if (role == WIC_ROLE_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid role \"%s\"", text_to_cstring(name)),
				 errhint("Roles are title, heading, lead, body, quote, caption, attribution, credit, meta, widget, breadcrumb, teaser, disclaimer and repeat; NULL is for not known.")));
	return role;
}

static WicRole *
read_hints(ArrayType * array, int *nhints)
{
	Datum	   *values;
	bool	   *nulls;
	WicRole    *hints;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &values,
					  &nulls, nhints);
	hints = palloc(sizeof(WicRole) * (*nhints + 1));
	for (int i = 0; i < *nhints; i++)
		hints[i] = nulls[i] ? WIC_ROLE_NONE : role_of_hint(values[i]);
	return hints;
}

static void
check_for_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

static void
take_apart(Structure *structure, text *document, ArrayType * array)
{
	WicRole    *hints = NULL;
	int			nhints = 0;

	if (array != NULL)
		hints = read_hints(array, &nhints);
	structure->text = (uint8_t *) VARDATA_ANY(document);
	structure->size = VARSIZE_ANY_EXHDR(document);
	structure->n = wic_structure_count(structure->text, structure->size);
	structure->passages =
		MemoryContextAllocHuge(CurrentMemoryContext,
							   sizeof(WicPassage) * (structure->n + 1));
	wic_structure_read(wic_fold_table(WIC_FOLD_LATEST), structure->text,
					   structure->size, hints, nhints, structure->passages,
					   structure->n, &structure->metadata,
					   check_for_interrupts);
}

static Datum
bytes_datum(const uint8_t *start, size_t size)
{
	return PointerGetDatum(cstring_to_text_with_len((const char *) start,
													size));
}

/* Values of a row, NULL until they are set. */
typedef struct Row
{
	Datum		values[METADATA_COLUMNS];
	bool		nulls[METADATA_COLUMNS];
} Row;

static void
clear_row(Row *row)
{
	memset(row->nulls, true, sizeof(row->nulls));
}

static void
set(Row *row, int column, Datum value)
{
	row->values[column] = value;
	row->nulls[column] = false;
}

static void
set_string(Row *row, int column, const char *string)
{
	if (string != NULL)
		set(row, column, CStringGetTextDatum(string));
}

static void
set_slice(Row *row, int column, const WicSlice *slice)
{
	if (slice->size > 0)
		set(row, column, bytes_datum(slice->start, slice->size));
}

/* The language that is meant where a script is that of one. */
static const char *
language_of(WicScript script)
{
	static const char *const languages[] = {
		[WIC_SCRIPT_NONE] = NULL,
		[WIC_SCRIPT_LATN] = "en",
		[WIC_SCRIPT_HANS] = "zh",
		[WIC_SCRIPT_HANT] = "zh",
		[WIC_SCRIPT_JPAN] = "ja",
		[WIC_SCRIPT_KORE] = "ko"
	};

	return languages[script];
}

/* Days since 2000; a month or day that is not stated counts as the first. */
static DateADT
day_of(const WicDate *date)
{
	return date2j(date->year, Max(date->month, 1), Max(date->day, 1)) -
		POSTGRES_EPOCH_JDATE;
}

static Timestamp
moment_of(const WicDate *date)
{
	return (Timestamp) day_of(date) * USECS_PER_DAY +
		((date->hour * 60 + date->minute) * 60 + date->second) *
		USECS_PER_SEC;
}

PG_FUNCTION_INFO_V1(wic_passages);
Datum
wic_passages(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Structure	structure;
	Row			row;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	take_apart(&structure, PG_GETARG_TEXT_PP(0),
			   PG_ARGISNULL(1) ? NULL : PG_GETARG_ARRAYTYPE_P(1));

	for (size_t i = 0; i < structure.n; i++)
	{
		const WicPassage *passage = &structure.passages[i];
		Datum		body = bytes_datum(passage->span.start,
									   passage->span.size);

		CHECK_FOR_INTERRUPTS();
		clear_row(&row);
		set(&row, PASSAGE_ORD, Int32GetDatum((int32) i + 1));
		set_string(&row, PASSAGE_ROLE, wic_role_name(passage->role));
		set_string(&row, PASSAGE_LANG, language_of(passage->script));
		set_string(&row, PASSAGE_SCRIPT, wic_script_code(passage->script));
		set(&row, PASSAGE_BODY, body);
		set(&row, PASSAGE_START_CHAR, Int32GetDatum(passage->span.start_char));
		set(&row, PASSAGE_END_CHAR, Int32GetDatum(passage->span.end_char));
		tuplestore_putvalues(result->setResult, result->setDesc, row.values,
							 row.nulls);
		pfree(DatumGetPointer(body));
	}
	return (Datum) 0;
}

/* 滨江日报 2023-11-10 p.3 */
static void
set_issue(Row *row, const WicMetadata *metadata)
{
	const WicDate *date = &metadata->issue_date;
	StringInfoData issue;

	if (metadata->issue_name.size == 0)
		return;
	initStringInfo(&issue);
	appendBinaryStringInfo(&issue, (const char *) metadata->issue_name.start,
						   metadata->issue_name.size);
	appendStringInfo(&issue, " %04d", date->year);
	if (date->precision >= WIC_PRECISION_MONTH)
		appendStringInfo(&issue, "-%02d", date->month);
	if (date->precision >= WIC_PRECISION_DAY)
		appendStringInfo(&issue, "-%02d", date->day);
	if (metadata->issue_number > 0)
		appendStringInfo(&issue, " no.%d", metadata->issue_number);
	if (metadata->issue_page > 0)
		appendStringInfo(&issue, " p.%d", metadata->issue_page);
	set_string(row, METADATA_ISSUE, issue.data);
}

static void
set_dates(Row *row, const WicMetadata *metadata)
{
	const WicDate *published = &metadata->published;
	const WicDate *event = &metadata->event;

	if (published->precision != WIC_PRECISION_NONE)
		set(row, METADATA_PUBLISHED_AT,
			TimestampGetDatum(moment_of(published)));
	set_string(row, METADATA_PUBLISHED_PRECISION,
			   wic_precision_name(published->precision));
	if (event->precision == WIC_PRECISION_NONE)
		return;
	set(row, METADATA_EVENT_ON, DateADTGetDatum(day_of(event)));
	set_string(row, METADATA_EVENT_PRECISION,
			   wic_precision_name(Min(event->precision, WIC_PRECISION_DAY)));
	set_string(row, METADATA_EVENT_BASIS,
			   metadata->event_is_inferred ? "inferred" : "stated");
}

PG_FUNCTION_INFO_V1(wic_metadata);
Datum
wic_metadata(PG_FUNCTION_ARGS)
{
	Structure	structure;
	const WicMetadata *metadata = &structure.metadata;
	TupleDesc	descriptor;
	Row			row;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (get_call_result_type(fcinfo, NULL, &descriptor) !=
		TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	take_apart(&structure, PG_GETARG_TEXT_PP(0),
			   PG_ARGISNULL(1) ? NULL : PG_GETARG_ARRAYTYPE_P(1));

	clear_row(&row);
	set_slice(&row, METADATA_TITLE, &metadata->title);
	set_slice(&row, METADATA_COLUMN_NAME, &metadata->column);
	set_slice(&row, METADATA_PUBLISHER, &metadata->publisher);
	set_slice(&row, METADATA_AUTHOR, &metadata->author);
	set_slice(&row, METADATA_EDITOR, &metadata->editor);
	set_slice(&row, METADATA_URL, &metadata->url);
	set_string(&row, METADATA_LANG, language_of(metadata->script));
	set_string(&row, METADATA_SCRIPT, wic_script_code(metadata->script));
	set_issue(&row, metadata);
	set_dates(&row, metadata);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
													  row.values,
													  row.nulls)));
}

PG_FUNCTION_INFO_V1(wic_title);
Datum
wic_title(PG_FUNCTION_ARGS)
{
	Structure	structure;
	const WicSlice *title = &structure.metadata.title;

	take_apart(&structure, PG_GETARG_TEXT_PP(0), NULL);
	if (title->size == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(bytes_datum(title->start, title->size));
}

PG_FUNCTION_INFO_V1(wic_sentences);
Datum
wic_sentences(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	text	   *document = PG_GETARG_TEXT_PP(0);
	WicSentences sentences;
	WicParagraph sentence;
	int			ord = 0;
	Row			row;

	InitMaterializedSRF(fcinfo, 0);
	wic_sentences_init(&sentences, (uint8_t *) VARDATA_ANY(document),
					   VARSIZE_ANY_EXHDR(document));
	while (wic_sentences_next(&sentences, &sentence))
	{
		Datum		body = bytes_datum(sentence.start, sentence.size);

		CHECK_FOR_INTERRUPTS();
		clear_row(&row);
		set(&row, SENTENCE_ORD, Int32GetDatum(++ord));
		set(&row, SENTENCE_START_CHAR, Int32GetDatum(sentence.start_char));
		set(&row, SENTENCE_END_CHAR, Int32GetDatum(sentence.end_char));
		set(&row, SENTENCE_BODY, body);
		tuplestore_putvalues(result->setResult, result->setDesc, row.values,
							 row.nulls);
		pfree(DatumGetPointer(body));
	}
	return (Datum) 0;
}

/* A sentence, decoded. */
typedef struct Sentence
{
	WicParagraph span;
	uint32_t	cps[WIC_PARAGRAPH_CHARS * 2];
	size_t		n;
	int			year;			/* the first that it names, or 0 */
} Sentence;

/* What exceeds the room is marks on other characters, no date. */
static void
read_sentence(Sentence *sentence)
{
	const uint8_t *p = sentence->span.start;
	const uint8_t *end = p + sentence->span.size;
	WicDate		date;
	size_t		from = 0;

	sentence->n = 0;
	while (p < end && sentence->n < lengthof(sentence->cps))
		p += wic_utf8_next(p, end, &sentence->cps[sentence->n++]);
	sentence->year = 0;
	while (sentence->year == 0 &&
		   wic_date_next(sentence->cps, sentence->n, &from, &date))
		sentence->year = date.year;
}

static void
put_date(ReturnSetInfo *result, const Sentence *sentence, WicDate *date)
{
	const uint8_t *end = sentence->span.start + sentence->span.size;
	const uint8_t *start = sentence->span.start;
	const uint8_t *stop;
	WicDate		unpublished = {0};
	bool		is_yearless = date->year == 0;
	Row			row;
	uint32_t	cp;

	for (size_t i = 0; i < date->start; i++)
		start += wic_utf8_next(start, end, &cp);
	stop = start;
	for (size_t i = date->start; i < date->end; i++)
		stop += wic_utf8_next(stop, end, &cp);

	clear_row(&row);
	set(&row, DATE_START_CHAR,
		Int32GetDatum(sentence->span.start_char + date->start));
	set(&row, DATE_END_CHAR,
		Int32GetDatum(sentence->span.start_char + date->end));
	set(&row, DATE_BODY, bytes_datum(start, stop - start));
	if (wic_resolve_year(date, sentence->year, 0, &unpublished))
		set(&row, DATE_SAID_ON, TimestampGetDatum(moment_of(date)));
	set_string(&row, DATE_PRECISION, wic_precision_name(date->precision));
	set(&row, DATE_IS_INFERRED,
		BoolGetDatum(is_yearless && !row.nulls[DATE_SAID_ON]));
	tuplestore_putvalues(result->setResult, result->setDesc, row.values,
						 row.nulls);
}

PG_FUNCTION_INFO_V1(wic_dates);
Datum
wic_dates(PG_FUNCTION_ARGS)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	Sentence   *sentence = palloc(sizeof(Sentence));
	WicSentences sentences;

	InitMaterializedSRF(fcinfo, 0);
	wic_sentences_init(&sentences, (uint8_t *) VARDATA_ANY(document),
					   VARSIZE_ANY_EXHDR(document));
	while (wic_sentences_next(&sentences, &sentence->span))
	{
		WicDate		date;
		size_t		from = 0;

		CHECK_FOR_INTERRUPTS();
		read_sentence(sentence);
		while (wic_date_next(sentence->cps, sentence->n, &from, &date))
			put_date((ReturnSetInfo *) fcinfo->resultinfo, sentence, &date);
	}
	return (Datum) 0;
}
