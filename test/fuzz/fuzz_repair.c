/*-------------------------------------------------------------------------
 *
 * fuzz_repair.c
 *	  On any bytes, the clean text with its changes undone is the raw text.
 *
 * Raw offsets, clean offsets and the announced number of changes agree, a
 * text that needs no change is copied, the clean text has the room that was
 * asked for, and paragraphs of it are where they say.
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
 * Most pairs of bytes mean a character, and a character is read in many ways,
 * so that each run is followed far.
 */
#define FIRST_CODE	0x8140
#define FIRST_HAN	0x4E00
#define LAST_HAN	0x9FFF
#define MARKS		0xA1A0		/* U+3000 to U+301F */

static uint32_t
decode(void *state, uint16_t code)
{
	uint32_t	han = FIRST_HAN + (uint32_t) (code - FIRST_CODE);

	(void) state;
	if (code >= MARKS && code < MARKS + 0x20)
		return 0x3000 + (uint32_t) (code - MARKS);
	if (code < FIRST_CODE || (code & 0xFF) < 0x40 || han > LAST_HAN)
		return 0;
	return han;
}

static uint16_t
encode(void *state, uint32_t cp)
{
	uint16_t	code = (uint16_t) (FIRST_CODE + (cp - FIRST_HAN));

	(void) state;
	if (cp >= 0x3000 && cp < 0x3020)
		return (uint16_t) (MARKS + (cp - 0x3000));
	return cp < FIRST_HAN || cp > LAST_HAN || (code & 0xFF) < 0x40 ? 0 : code;
}

static bool
reads(void *state, uint32_t cp, const uint8_t *pinyin, size_t size)
{
	(void) state;
	return (cp ^ pinyin[size - 1]) % 4 == 0;
}

static const WicGbk gbk = {decode, encode, reads, NULL};

/* Behind this text, runs that are read one byte off are looked for. */
#define GARBLED \
	"岸邊(biān)沒有人,漁(yú)船等漁(yú)人,岸邊(biān)沒有漁(yú)船," \
	"漁(yú)人沒有漁(yú)船,岸邊(biān)等船,岸邊(biān)沒有漁(yú)船\n"

/*
 * Random bytes rarely pass the gates.  What counts is that the rest holds
 * whichever rules apply, so the input chooses.  Runs are not among them: what
 * they change is counted only where the survey finds them.
 */
static void
choose_rules(WicSurvey *survey, uint8_t choice)
{
	for (int rule = 0; rule < WIC_REPAIR_SHIFT; rule++)
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

/* The input, behind a garbled text if its first byte says so. */
static uint8_t *
make_raw(const uint8_t *data, size_t *size)
{
	size_t		prefix = data[0] & 0x80 ? strlen(GARBLED) : 0;
	uint8_t    *raw = malloc(prefix + *size);

	memcpy(raw, GARBLED, prefix);
	memcpy(raw + prefix, data + 1, *size - 1);
	*size += prefix - 1;
	return raw;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void	   *scratch;
	uint8_t    *raw;
	uint8_t    *clean;
	WicSurvey	survey;

	if (size == 0)
		return 0;
	raw = make_raw(data, &size);
	scratch = malloc(wic_repair_scratch_size());

	wic_repair_survey(raw, size, WIC_REPAIR_FULL, &gbk, scratch, &survey);
	choose_rules(&survey, data[0]);
	clean = malloc(wic_repair_clean_max(&survey, size) + 1);
	check_paragraphs(clean, check_repair(&survey, raw, size, clean));

	free(clean);
	free(scratch);
	free(raw);
	return 0;
}
