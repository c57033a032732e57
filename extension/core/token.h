/*-------------------------------------------------------------------------
 *
 * token.h
 *	  Cut UTF-8 text into tokens.
 *
 *	  "A股 2014-2018年"  =>  word "A", cjk "股", blank, number "2014",
 *							 punct "-", number "2018", cjk "年"
 *
 * The tokenizer looks at bytes and at its own tables only: the same text
 * gives the same tokens on every server and in every locale.  It runs in
 * linear time on any input and needs no memory.
 *
 * A run of CJK without punctuation can be of any length, a token cannot: one
 * of more than WIC_TOKEN_MAX_CHARS characters is cut, and the next token
 * repeats the last WIC_TOKEN_OVERLAP characters.  Whatever is that long or
 * shorter so stands whole in one of the tokens.
 *
 * extension/core/token.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_TOKEN_H
#define WIC_TOKEN_H

#include "core/reader.h"

/*
 * Kinds of token.  The numbers are stored in pg_ts_config_map: add at the
 * end, never renumber.
 */
typedef enum WicTokenKind
{
	WIC_TOKEN_CJK = 1,			/* run of Han, kana, Hangul, bopomofo */
	WIC_TOKEN_WORD = 2,
	WIC_TOKEN_NUMWORD = 3,		/* letters and digits: h2o */
	WIC_TOKEN_NUMBER = 4,		/* 2014, 3.14, 1,234; a sign is PUNCT */
	WIC_TOKEN_EMAIL = 5,
	WIC_TOKEN_URL = 6,
	WIC_TOKEN_TAG = 7,
	WIC_TOKEN_ENTITY = 8,
	WIC_TOKEN_PUNCT = 9,
	WIC_TOKEN_BLANK = 10,		/* white space and invisible characters */
	WIC_TOKEN_SYMBOL = 11		/* one character that stands for words: ㋀ */
} WicTokenKind;

#define WIC_TOKEN_LAST_KIND WIC_TOKEN_SYMBOL

/* The server drops a token of 2047 bytes or more with a NOTICE. */
#define WIC_TOKEN_MAX_BYTES 2046
#define WIC_TOKEN_MAX_CHARS 500
#define WIC_TOKEN_OVERLAP	64

typedef struct WicTokenizer
{
	WicReader	reader;
	const uint8_t *begin;		/* of the text */
	const uint8_t *done;		/* end of what the tokens so far cover */
} WicTokenizer;

/* A slice of the caller's text; valid as long as that text is. */
typedef struct WicToken
{
	const uint8_t *start;
	size_t		length;			/* in bytes, 1 to WIC_TOKEN_MAX_BYTES */
	size_t		repeated;		/* leading bytes it shares with the last */
	WicTokenKind kind;
} WicToken;

extern void wic_tokenizer_init(WicTokenizer *tokenizer,
							   const void *text, size_t length);

/*
 * Fetch the next token, or return false at the end of the text.
 *
 * The tokens cover the text exactly: each begins, but for its repeated
 * bytes, where the last one ended.  unit_token and fuzz_token hold it.
 */
extern bool wic_tokenizer_next(WicTokenizer *tokenizer, WicToken *token);

#endif							/* WIC_TOKEN_H */
