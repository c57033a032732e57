/*-------------------------------------------------------------------------
 *
 * fuzz_quote.c
 *	  Whatever the bytes, quotations nest and lie where they are found.
 *
 * The bytes are cut at line feeds into passages; the first byte of a line
 * chooses its role.  Of any two quotations of a passage one contains the
 * other or they do not overlap; inner ones come first.  What is told lies in
 * its passage, names are pieces of the text, and days are days.
 *
 * test/fuzz/fuzz_quote.c
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "core/claim.h"
#include "core/occasion_key.h"
#include "core/utf8.h"
#include "core/utterance.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static WicUtterances state;
static const WicUtterancePassage *current;

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static bool
is_piece(const WicName *name, const uint8_t *text, size_t size)
{
	for (size_t at = 0; at + name->size <= size; at++)
		if (memcmp(text + at, name->bytes, name->size) == 0)
			return true;
	return false;
}

static const uint8_t *document;
static size_t document_size;

static void
check_origin(const WicOrigin *origin)
{
	const WicDate *date = &origin->date;

	require(origin->speaker.size <= sizeof(origin->speaker.bytes));
	require(is_piece(&origin->speaker, document, document_size));
	require(is_piece(&origin->occasion, document, document_size));
	if (date->precision >= WIC_PRECISION_DAY && date->month != 0)
		require(wic_is_day(date->year, date->month, date->day));
}

static void
check(void *arg, const WicUtterance *utterance)
{
	size_t		chars = wic_utf8_count(current->bytes,
									   current->bytes + current->size);

	(void) arg;
	require(utterance->start >= current->start_char);
	require(utterance->start <= utterance->end);
	require(utterance->end <= current->start_char + chars);
	require((utterance->kind == WIC_UTTERANCE_TERM) ==
			(utterance->origin == NULL));
	if (utterance->origin != NULL)
		check_origin(utterance->origin);
	if (utterance->status != WIC_STATUS_NONE)
		require(utterance->origin->speaker.size > 0);
	(void) wic_utterance_kind_name(utterance->kind);
}

static void
check_quotes(const uint32_t *chars, size_t n)
{
	static WicQuote all[4096];
	WicQuotes	quotes;
	size_t		count = 0;

	wic_quotes_init(&quotes, chars, n);
	while (count < 4096 && wic_quotes_next(&quotes, &all[count]))
	{
		const WicQuote *last = &all[count++];

		require(last->start <= last->end && last->end <= n);
		require(last->depth < WIC_QUOTE_DEPTH);
		for (size_t i = count > 40 ? count - 40 : 1; i < count; i++)
			require(all[i - 1].end <= last->end &&
					(all[i - 1].end < last->start ||
					 all[i - 1].start > last->start));
	}
}

static WicUtteranceRole
role_of(uint8_t byte)
{
	switch (byte)
	{
		case '#':
			return WIC_ROLE_TITLE;
		case '-':
			return WIC_ROLE_ATTRIBUTION;
		case '*':
			return WIC_ROLE_ASIDE;
		case '!':
			return WIC_ROLE_OTHER;
		default:
			return WIC_ROLE_TEXT;
	}
}

/* What a claim names lies in the sentence, whatever is asked for. */
static void
check_claim(const uint32_t *sentence, size_t n)
{
	WicClaim	claim;
	size_t		start = n > 0 ? sentence[0] % n : 0;

	for (size_t end = start; end <= n; end += 7)
	{
		if (!wic_claim_read(sentence, n, start, end, &claim))
			continue;
		require(claim.speaker.start <= claim.speaker.end);
		require(claim.speaker.end <= n);
		require(claim.occasion.start <= claim.occasion.end);
		require(claim.occasion.end <= n);
		require(claim.date.precision == WIC_PRECISION_NONE ||
				claim.date.year != 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static WicUtterancePassage passages[512];
	static const WicDate published = {
		.precision = WIC_PRECISION_DAY,.year = 2024,.month = 2,.day = 29
	};
	static uint32_t chars[65536];
	static uint32_t offsets[65537];
	WicOccasionKey key;
	size_t		n = 0;
	size_t		at = 0;
	size_t		nchars = 0;

	document = data;
	document_size = size;
	while (at < size && n < 512)
	{
		const uint8_t *feed = memchr(data + at, '\n', size - at);
		size_t		end = feed == NULL ? size : (size_t) (feed - data);

		passages[n].role = role_of(data[at]);
		passages[n].bytes = data + at;
		passages[n].size = end - at;
		passages[n].start_char = nchars;
		nchars += wic_utf8_count(data + at, data + end) + 1;
		n++;
		at = end + 1;
	}

	wic_utterances_init(&state, wic_fold_table(WIC_FOLD_LATEST), &published,
						check, NULL);
	for (size_t i = 0; i < n; i++)
	{
		current = &passages[i];
		wic_utterances_read(&state, i, current,
							i + 1 < n && current->role == WIC_ROLE_TEXT &&
							passages[i + 1].role == WIC_ROLE_ATTRIBUTION ?
							&passages[i + 1] : NULL);
	}

	nchars = wic_attribution_fold(wic_fold_table(WIC_FOLD_LATEST), data, size,
								  chars, offsets, 65536);
	check_quotes(chars, nchars);
	check_claim(chars, nchars < 600 ? nchars : 600);
	wic_occasion_key(chars, nchars, &key);
	require(key.n <= WIC_OCCASION_KEY_MAX);
	return 0;
}
