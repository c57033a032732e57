/*-------------------------------------------------------------------------
 *
 * quote.c
 *	  wic_quotes(): what a document quotes, and from whom, when and where.
 *
 * extension/pg/quote.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "core/utf8.h"
#include "core/utterance.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"

/* Columns of wic_quotes */
enum
{
	QUOTES_ORD,
	QUOTES_START_CHAR,
	QUOTES_END_CHAR,
	QUOTES_KIND,
	QUOTES_DEPTH,
	QUOTES_SPEAKER,
	QUOTES_SAID_ON,
	QUOTES_PRECISION,
	QUOTES_BASIS,
	QUOTES_DAY,
	QUOTES_OCCASION,
	QUOTES_ACT,
	QUOTES_STATUS,
	QUOTES_COLUMNS
};

/* The passages of a document, taken off the arguments. */
typedef struct Passages
{
	int			n;
	Datum	   *roles;
	Datum	   *starts;
	Datum	   *ends;
	WicUtterancePassage *list;
} Passages;

static Datum *
array_elements(ArrayType * array, Oid type, int typlen, bool typbyval,
			   char typalign, int *n)
{
	Datum	   *elements;

	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("roles and offsets of passages must not be null")));
	deconstruct_array(array, type, typlen, typbyval, typalign, &elements,
					  NULL, n);
	return elements;
}

static WicUtteranceRole
role_named(const text *name)
{
	static const struct
	{
		const char *name;
		WicUtteranceRole role;
	}			roles[] = {
		{"title", WIC_ROLE_TITLE},
		{"body", WIC_ROLE_TEXT},
		{"lead", WIC_ROLE_TEXT},
		{"quote", WIC_ROLE_TEXT},
		{"attribution", WIC_ROLE_ATTRIBUTION},
		{"caption", WIC_ROLE_ASIDE},
		{"widget", WIC_ROLE_ASIDE}
	};

	for (int i = 0; i < lengthof(roles); i++)
		if (VARSIZE_ANY_EXHDR(name) == strlen(roles[i].name) &&
			memcmp(VARDATA_ANY(name), roles[i].name,
				   strlen(roles[i].name)) == 0)
			return roles[i].role;
	return WIC_ROLE_OTHER;
}

static const uint8_t *
skip_chars(const uint8_t *p, const uint8_t *end, int n)
{
	uint32_t	cp;

	while (n > 0 && p < end)
	{
		p += wic_utf8_next(p, end, &cp);
		n--;
	}
	if (n > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("passages do not fit the document"),
				 errdetail("A passage ends behind the end of the document.")));
	return p;
}

/* Find the bytes of each passage. */
static void
locate(Passages *passages, text *document)
{
	const uint8_t *p = (const uint8_t *) VARDATA_ANY(document);
	const uint8_t *end = p + VARSIZE_ANY_EXHDR(document);
	int			at = 0;

	passages->list = palloc(sizeof(WicUtterancePassage) * passages->n + 1);
	for (int i = 0; i < passages->n; i++)
	{
		WicUtterancePassage *passage = &passages->list[i];
		int			start = DatumGetInt32(passages->starts[i]);
		int			stop = DatumGetInt32(passages->ends[i]);

		CHECK_FOR_INTERRUPTS();
		if (start < at || stop < start)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("passages do not fit the document"),
					 errdetail("Passage %d is from %d to %d, and the one before it ends at %d.",
							   i + 1, start, stop, at)));
		p = skip_chars(p, end, start - at);
		passage->role =
			role_named((text *) DatumGetPointer(passages->roles[i]));
		passage->bytes = p;
		passage->start_char = start;
		p = skip_chars(p, end, stop - start);
		passage->size = p - passage->bytes;
		at = stop;
	}
}

/* The attribution below a passage; what stands aside is read over. */
static const WicUtterancePassage *
line_below(const Passages *passages, int i)
{
	if (passages->list[i].role != WIC_ROLE_TEXT)
		return NULL;
	while (++i < passages->n && passages->list[i].role == WIC_ROLE_ASIDE)
		;
	if (i < passages->n && passages->list[i].role == WIC_ROLE_ATTRIBUTION)
		return &passages->list[i];
	return NULL;
}

static Datum
name_datum(const uint8_t *name, size_t size)
{
	return PointerGetDatum(cstring_to_text_with_len((const char *) name,
													size));
}

static void
set_text(Datum *values, bool *nulls, int column, const char *string)
{
	nulls[column] = string == NULL;
	if (string != NULL)
		values[column] = CStringGetTextDatum(string);
}

/* Date, precision and basis; a day without a year as --07-12 or ---12. */
static void
set_date(Datum *values, bool *nulls, const WicOrigin *origin)
{
	const WicDate *date = &origin->date;
	WicDatePrecision precision = Min(date->precision, WIC_PRECISION_DAY);
	char		day[16];

	if (precision == WIC_PRECISION_NONE)
		return;
	if (precision == WIC_PRECISION_DAY && !origin->year_is_stated)
	{
		if (date->month == 0)
			snprintf(day, sizeof(day), "---%02d", date->day);
		else
			snprintf(day, sizeof(day), "--%02d-%02d", date->month, date->day);
		set_text(values, nulls, QUOTES_DAY, day);
	}
	if (date->year == 0 || date->month == 0)
	{
		if (date->year == 0 || precision != WIC_PRECISION_YEAR)
			return;
	}
	values[QUOTES_SAID_ON] =
		DateADTGetDatum(date2j(date->year, Max(date->month, 1),
							   Max(date->day, 1)) - POSTGRES_EPOCH_JDATE);
	nulls[QUOTES_SAID_ON] = false;
	set_text(values, nulls, QUOTES_PRECISION, wic_precision_name(precision));
	set_text(values, nulls, QUOTES_BASIS,
			 origin->year_is_stated ? "stated" : "inferred");
}

static void
put_row(void *arg, const WicUtterance *utterance)
{
	ReturnSetInfo *result = arg;
	const WicOrigin *origin = utterance->origin;
	Datum		values[QUOTES_COLUMNS];
	bool		nulls[QUOTES_COLUMNS];

	CHECK_FOR_INTERRUPTS();
	memset(nulls, true, sizeof(nulls));
	memset(nulls, false, sizeof(bool) * (QUOTES_DEPTH + 1));
	values[QUOTES_ORD] = Int32GetDatum(utterance->passage + 1);
	values[QUOTES_START_CHAR] = Int32GetDatum(utterance->start);
	values[QUOTES_END_CHAR] = Int32GetDatum(utterance->end);
	set_text(values, nulls, QUOTES_KIND,
			 wic_utterance_kind_name(utterance->kind));
	values[QUOTES_DEPTH] = Int32GetDatum(utterance->depth);
	set_text(values, nulls, QUOTES_STATUS,
			 wic_utterance_status_name(utterance->status));

	if (origin != NULL && origin->speaker.size > 0)
	{
		values[QUOTES_SPEAKER] = name_datum(origin->speaker.bytes,
											origin->speaker.size);
		nulls[QUOTES_SPEAKER] = false;
	}
	if (origin != NULL && origin->occasion.size > 0)
	{
		values[QUOTES_OCCASION] = name_datum(origin->occasion.bytes,
											 origin->occasion.size);
		nulls[QUOTES_OCCASION] = false;
	}
	if (origin != NULL)
	{
		set_date(values, nulls, origin);
		set_text(values, nulls, QUOTES_ACT, wic_act_kind_name(origin->kind));
	}
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

static void
check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

static void
read_passages(Passages *passages, FunctionCallInfo fcinfo)
{
	int			nstarts;
	int			nends;

	passages->roles = array_elements(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1,
									 false, TYPALIGN_INT, &passages->n);
	passages->starts = array_elements(PG_GETARG_ARRAYTYPE_P(2), INT4OID, 4,
									  true, TYPALIGN_INT, &nstarts);
	passages->ends = array_elements(PG_GETARG_ARRAYTYPE_P(3), INT4OID, 4,
									true, TYPALIGN_INT, &nends);
	if (nstarts != passages->n || nends != passages->n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("arrays of passages differ in length"),
				 errdetail("There are %d roles, %d beginnings and %d ends.",
						   passages->n, nstarts, nends)));
	locate(passages, PG_GETARG_TEXT_PP(0));
}

PG_FUNCTION_INFO_V1(wic_quotes);
Datum
wic_quotes(PG_FUNCTION_ARGS)
{
	WicUtterances *state;
	Passages	passages;
	WicDate		published = {.precision = WIC_PRECISION_NONE};

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) ||
		PG_ARGISNULL(3))
		return (Datum) 0;
	if (!PG_ARGISNULL(4) && !DATE_NOT_FINITE(PG_GETARG_DATEADT(4)))
	{
		j2date(PG_GETARG_DATEADT(4) + POSTGRES_EPOCH_JDATE, &published.year,
			   &published.month, &published.day);
		published.precision = WIC_PRECISION_DAY;
	}
	read_passages(&passages, fcinfo);

	state = palloc(sizeof(*state));
	wic_utterances_init(state, wic_fold_table(WIC_FOLD_LATEST), &published,
						put_row, fcinfo->resultinfo);
	state->beat = check_interrupts;
	for (int i = 0; i < passages.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		wic_utterances_read(state, i, &passages.list[i],
							line_below(&passages, i));
	}
	return (Datum) 0;
}
