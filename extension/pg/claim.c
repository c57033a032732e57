/*-------------------------------------------------------------------------
 *
 * claim.c
 *	  wic_claims(): sentences that tell when something was said first.
 *
 * extension/pg/claim.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/claim.h"
#include "core/sentence.h"
#include "core/utf8.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "pg/spans.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"

/* Characters of a sentence that are looked at */
#define SENTENCE_MAX	600

/* Columns of wic_claims */
enum
{
	CLAIM_START_CHAR,
	CLAIM_END_CHAR,
	CLAIM_HIT_CHAR,
	CLAIM_SPEAKER,
	CLAIM_IS_OWN,
	CLAIM_SAID_ON,
	CLAIM_PRECISION,
	CLAIM_OCCASION,
	CLAIM_COLUMNS
};

/* A sentence, folded. */
typedef struct Folded
{
	const uint8_t *bytes;
	uint32_t	chars[SENTENCE_MAX + 1];
	uint32_t	offsets[SENTENCE_MAX + 1];
	size_t		n;
} Folded;

static void
fold_sentence(Folded *folded, const WicParagraph *sentence)
{
	folded->bytes = sentence->start;
	folded->n = wic_attribution_fold(wic_fold_table(WIC_FOLD_LATEST),
									 sentence->start, sentence->size,
									 folded->chars, folded->offsets,
									 SENTENCE_MAX);
}

static void
set_slice(Datum *values, bool *nulls, int column, const Folded *folded,
		  const WicRange *range)
{
	const uint8_t *start = folded->bytes + folded->offsets[range->start];
	size_t		size = folded->offsets[range->end] -
	folded->offsets[range->start];
	text	   *slice;

	if (range->start >= range->end)
		return;
	slice = cstring_to_text_with_len((const char *) start, size);
	values[column] = PointerGetDatum(slice);
	nulls[column] = false;
}

static void
set_date(Datum *values, bool *nulls, const WicDate *date)
{
	WicDatePrecision precision = Min(date->precision, WIC_PRECISION_DAY);

	if (precision == WIC_PRECISION_NONE)
		return;
	values[CLAIM_SAID_ON] =
		DateADTGetDatum(date2j(date->year, Max(date->month, 1),
							   Max(date->day, 1)) - POSTGRES_EPOCH_JDATE);
	values[CLAIM_PRECISION] =
		CStringGetTextDatum(wic_precision_name(precision));
	nulls[CLAIM_SAID_ON] = nulls[CLAIM_PRECISION] = false;
}

static void
put_claim(ReturnSetInfo *result, const WicParagraph *sentence,
		  const Folded *folded, int hit_char, const WicClaim *claim)
{
	Datum		values[CLAIM_COLUMNS];
	bool		nulls[CLAIM_COLUMNS];

	memset(nulls, true, sizeof(nulls));
	values[CLAIM_START_CHAR] = Int32GetDatum(sentence->start_char);
	values[CLAIM_END_CHAR] = Int32GetDatum(sentence->end_char);
	values[CLAIM_HIT_CHAR] = Int32GetDatum(hit_char);
	values[CLAIM_IS_OWN] = BoolGetDatum(claim->is_own);
	nulls[CLAIM_START_CHAR] = nulls[CLAIM_END_CHAR] = false;
	nulls[CLAIM_HIT_CHAR] = nulls[CLAIM_IS_OWN] = false;
	set_slice(values, nulls, CLAIM_SPEAKER, folded, &claim->speaker);
	set_date(values, nulls, &claim->date);
	set_slice(values, nulls, CLAIM_OCCASION, folded, &claim->occasion);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* Put the first claim of a sentence, and skip the hits that lie in it. */
static void
read_sentence(ReturnSetInfo *result, const WicParagraph *sentence,
			  const WicSpans *hits, int *hit, Folded *folded)
{
	bool		is_folded = false;
	bool		is_found = false;

	for (; *hit < hits->n; ++*hit)
	{
		size_t		start = DatumGetInt32(hits->starts[*hit]);
		size_t		end = DatumGetInt32(hits->ends[*hit]);
		WicClaim	claim;

		if (start >= sentence->end_char)
			return;
		if (is_found || start < sentence->start_char)
			continue;
		if (!is_folded)
			fold_sentence(folded, sentence);
		is_folded = true;
		is_found = wic_claim_read(folded->chars, folded->n,
								  start - sentence->start_char,
								  end - sentence->start_char, &claim);
		if (is_found)
			put_claim(result, sentence, folded, start, &claim);
	}
}

/* wic_claims(body text, starts integer[], ends integer[]) */
PG_FUNCTION_INFO_V1(wic_claims);
Datum
wic_claims(PG_FUNCTION_ARGS)
{
	text	   *body = PG_GETARG_TEXT_PP(0);
	Folded	   *folded = palloc(sizeof(Folded));
	WicSentences sentences;
	WicParagraph sentence;
	WicSpans	hits;
	int			hit = 0;

	InitMaterializedSRF(fcinfo, 0);
	wic_spans_read(&hits, fcinfo, 1);
	wic_sentences_init(&sentences, (uint8_t *) VARDATA_ANY(body),
					   VARSIZE_ANY_EXHDR(body));
	while (hit < hits.n && wic_sentences_next(&sentences, &sentence))
	{
		CHECK_FOR_INTERRUPTS();
		read_sentence((ReturnSetInfo *) fcinfo->resultinfo, &sentence, &hits,
					  &hit, folded);
	}
	return (Datum) 0;
}
