/*-------------------------------------------------------------------------
 *
 * fuzz_structure.c
 *	  On any bytes, every paragraph has a role and all offsets are right.
 *
 * Sentences and dates lie in the text, in order and without overlap; what the
 * metadata says are slices of the text, and its dates are of the calendar.
 * The first byte gives the number of hints.
 *
 * test/fuzz/fuzz_structure.c
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/sentence.h"
#include "core/structure.h"
#include "core/utf8.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAX_HINTS	32

static void
expect(bool claim)
{
	if (!claim)
		abort();
}

static void
check_slice(const WicSlice *slice, const uint8_t *text, size_t size)
{
	if (slice->size == 0)
		return;
	expect(slice->start >= text);
	expect(slice->start + slice->size <= text + size);
}

static void
check_date(const WicDate *date)
{
	if (date->precision == WIC_PRECISION_NONE)
		return;
	expect(date->year > 0 && date->year < 3000);
	expect(wic_is_day(date->year, date->month > 0 ? date->month : 1,
					  date->day > 0 ? date->day : 1));
	expect(date->hour >= 0 && date->hour < 24);
	expect(date->minute >= 0 && date->minute < 60);
	expect(date->second >= 0 && date->second < 60);
}

static void
check_structure(const uint8_t *text, size_t size, size_t nhints)
{
	size_t		n = wic_structure_count(text, size);
	WicPassage *passages = malloc(sizeof(WicPassage) * (n + 1));
	WicRole		hints[MAX_HINTS];
	WicMetadata metadata;

	for (size_t i = 0; i < nhints; i++)
		hints[i] = (WicRole) (i * 7 % WIC_ROLES);
	wic_structure_read(wic_fold_table(WIC_FOLD_LATEST), text, size, hints,
					   nhints, passages, n, &metadata, NULL);
	for (size_t i = 0; i < n; i++)
	{
		expect(passages[i].role > WIC_ROLE_NONE);
		expect(passages[i].role < WIC_ROLES);
		expect(i == 0 || passages[i].span.start_char >=
			   passages[i - 1].span.end_char);
	}
	check_slice(&metadata.title, text, size);
	check_slice(&metadata.column, text, size);
	check_slice(&metadata.publisher, text, size);
	check_slice(&metadata.author, text, size);
	check_slice(&metadata.editor, text, size);
	check_slice(&metadata.url, text, size);
	check_slice(&metadata.issue_name, text, size);
	check_date(&metadata.published);
	check_date(&metadata.issue_date);
	check_date(&metadata.event);
	free(passages);
}

static void
check_sentences(const uint8_t *text, size_t size)
{
	WicSentences sentences;
	WicParagraph sentence;
	const uint8_t *done = text;
	size_t		chars = 0;

	wic_sentences_init(&sentences, text, size);
	while (wic_sentences_next(&sentences, &sentence))
	{
		const uint8_t *end = sentence.start + sentence.size;

		expect(sentence.size > 0 && sentence.start >= done);
		chars += wic_utf8_count(done, sentence.start);
		expect(sentence.start_char == chars);
		chars += wic_utf8_count(sentence.start, end);
		expect(sentence.end_char == chars);
		done = end;
	}
	expect(done <= text + size);
}

static void
check_dates(const uint8_t *text, size_t size)
{
	uint32_t   *cps = malloc(sizeof(uint32_t) * (size + 1));
	const uint8_t *p = text;
	size_t		n = 0;
	size_t		at = 0;
	size_t		done = 0;
	WicDate		date;

	while (p < text + size)
		p += wic_utf8_next(p, text + size, &cps[n++]);
	while (wic_date_next(cps, n, &at, &date))
	{
		expect(date.start >= done && date.end > date.start && date.end <= n);
		expect(at == date.end);
		done = date.end;
		if (date.year != 0)
			check_date(&date);
	}
	free(cps);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t    *text;

	if (size == 0)
		return 0;
	/* A copy of its own shows what is read beyond the end. */
	text = malloc(size - 1);
	memcpy(text, data + 1, size - 1);
	check_structure(text, size - 1, data[0] % MAX_HINTS);
	check_sentences(text, size - 1);
	check_dates(text, size - 1);
	free(text);
	return 0;
}
