/*-------------------------------------------------------------------------
 *
 * fuzz_charset.c
 *	  Whatever the bytes, what is found in them lies within them.
 *
 * test/fuzz/fuzz_charset.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/charset.h"
#include "core/evidence.h"

#include <stdlib.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
check_places(const uint8_t *data, size_t size, WicCharset charset)
{
	size_t		nul = wic_charset_find_nul(data, size, charset);

	require(nul <= size);
	require(wic_charset_find_stray(data, size, charset) <= nul);
	require(wic_charset_own_bom(data, size, charset) <= size);
	for (size_t from = 0; from <= size; from += 1 + size / 8)
	{
		size_t		place = wic_charset_resume(data, size, from, charset);

		require(place >= from && place <= size);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	WicUtf8Evidence utf8 = {0};
	WicTextEvidence text = {0};
	WicCharset	charset;

	for (int i = 0; i < WIC_CHARSETS; i++)
		check_places(data, size, (WicCharset) i);

	require(wic_charset_bom(data, size, &charset) <= size);
	wic_charset_stated(data, size, &charset);
	wic_charset_named((const char *) data, size, &charset);

	require(wic_utf8_evidence(data, data + size, 0, true, &utf8) ==
			data + size);
	require(utf8.bad == 0 || utf8.first_bad < size);
	require(!wic_utf8_is_proven(&utf8) || !wic_utf8_is_damaged(&utf8));

	wic_text_evidence(data, size, &text);
	require(text.frequent_han <= text.han &&
			text.frequent_hangul <= text.hangul &&
			text.western <= text.other && text.han <= text.other);
	return 0;
}
