/*-------------------------------------------------------------------------
 *
 * fuzz_token.c
 *	  Whatever the bytes, the tokens cover them exactly.
 *
 * Each token begins, but for the bytes that it repeats, where the last one
 * ended; each has something new and is short enough for the server; and each
 * is the same when the text is cut a second time.
 *
 * test/fuzz/fuzz_token.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/token.h"

#include <stdlib.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* Cut the text on, and check the token that begins at done. */
static bool
next_is_sound(WicTokenizer *tokenizer, WicToken *token, const uint8_t *done)
{
	if (!wic_tokenizer_next(tokenizer, token))
		return false;
	require(token->start + token->repeated == done);
	require(token->length > token->repeated);
	require(token->length <= WIC_TOKEN_MAX_BYTES);
	require(token->repeated == 0 || token->kind == WIC_TOKEN_CJK);
	require(token->kind >= WIC_TOKEN_CJK &&
			token->kind <= WIC_TOKEN_LAST_KIND);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *done = data;
	WicTokenizer tokenizer;
	WicTokenizer again;
	WicToken	token;
	WicToken	same;

	wic_tokenizer_init(&tokenizer, data, size);
	wic_tokenizer_init(&again, data, size);
	while (next_is_sound(&tokenizer, &token, done))
	{
		require(next_is_sound(&again, &same, done));
		require(same.length == token.length && same.kind == token.kind);
		done = token.start + token.length;
	}
	require(done == data + size);
	return 0;
}
