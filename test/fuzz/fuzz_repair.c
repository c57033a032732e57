/*-------------------------------------------------------------------------
 *
 * fuzz_repair.c
 *	  On any bytes, the clean text with its changes undone is the raw text.
 *
 * Raw offsets, clean offsets and the announced number of changes agree, a
 * text that needs no change is copied, and paragraphs of the clean text are
 * where they say.
 *
 * test/fuzz/fuzz_repair.c
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/paragraph.h"
#include "core/repair.h"
#include "core/utf8.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
expect(bool claim)
{
	if (!claim)
		abort();
}

/*
 * Random bytes rarely pass the gates.  What counts is that the rest holds
 * whichever rules apply, so the input chooses.
 */
static void
choose_rules(WicSurvey *survey, uint8_t choice)
{
	for (int rule = 0; rule < WIC_REPAIR_RULES; rule++)
		survey->applies[rule] |= choice >> rule & 1;
}

/* The text before the change is the same on both sides. */
static void
check_change(const uint8_t *raw, const uint8_t *clean,
			 const WicSpan *raw_done, const WicSpan *clean_done,
			 const WicChange *change)
{
	size_t		kept = change->raw.offset - raw_done->offset;

	expect(change->raw.offset >= raw_done->offset);
	expect(change->clean.offset - clean_done->offset == kept);
	expect(change->raw.start - raw_done->start ==
		   change->clean.start - clean_done->start);
	expect(memcmp(raw + raw_done->offset, clean + clean_done->offset,
				  kept) == 0);
	expect(wic_utf8_count(raw + raw_done->offset, raw + change->raw.offset) ==
		   change->raw.start - raw_done->start);
	expect(wic_utf8_count(raw + change->raw.offset, raw + change->raw.offset +
						  change->raw.size) == change->raw.length);
	expect(change->raw.size > 0);
}

/* An empty span at the end of another. */
static WicSpan
behind(WicSpan span)
{
	span.start += span.length;
	span.offset += span.size;
	span.length = span.size = 0;
	return span;
}

/* Returns the bytes of the clean text. */
static size_t
check_repair(const WicSurvey *survey, const uint8_t *raw, size_t size,
			 uint8_t *clean)
{
	WicRepairer repairer;
	WicChange	change;
	WicSpan		raw_done = {0};
	WicSpan		clean_done = {0};
	size_t		n = 0;

	wic_repair_init(&repairer, survey, raw, size, clean);
	for (; wic_repair_next(&repairer, &change); n++)
	{
		check_change(raw, clean, &raw_done, &clean_done, &change);
		raw_done = behind(change.raw);
		clean_done = behind(change.clean);
	}

	expect(n == wic_repair_count(survey));
	expect(size - raw_done.offset ==
		   repairer.clean_size - clean_done.offset);
	expect(memcmp(raw + raw_done.offset, clean + clean_done.offset,
				  size - raw_done.offset) == 0);
	return repairer.clean_size;
}

static void
check_paragraphs(const uint8_t *clean, size_t size)
{
	WicParagraphs paragraphs;
	WicParagraph paragraph;
	const uint8_t *done = clean;
	size_t		chars = 0;

	wic_paragraphs_init(&paragraphs, clean, size);
	while (wic_paragraphs_next(&paragraphs, &paragraph))
	{
		const uint8_t *end = paragraph.start + paragraph.size;

		expect(paragraph.size > 0 && paragraph.start >= done);
		chars += wic_utf8_count(done, paragraph.start);
		expect(paragraph.start_char == chars);
		chars += wic_utf8_count(paragraph.start, end);
		expect(paragraph.end_char == chars);
		done = end;
	}
	expect(done <= clean + size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void	   *scratch;
	uint8_t    *clean;
	WicSurvey	survey;

	if (size == 0)
		return 0;
	scratch = malloc(wic_repair_scratch_size());
	clean = malloc(size);

	wic_repair_survey(data + 1, size - 1, WIC_REPAIR_FULL, scratch, &survey);
	choose_rules(&survey, data[0]);
	check_paragraphs(clean, check_repair(&survey, data + 1, size - 1, clean));

	free(clean);
	free(scratch);
	return 0;
}
