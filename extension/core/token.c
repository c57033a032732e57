/*-------------------------------------------------------------------------
 *
 * token.c
 *	  Cut UTF-8 text into tokens.
 *
 * A token is a maximal run of one class of characters, with the marks that
 * follow them.  What has a syntax of its own (URL, e-mail address, number,
 * tag, entity) is in lexical.c, which looks ahead a bounded distance.
 *
 * extension/core/token.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/token.h"

#include "core/lexical.h"

/* Is there room in the token from start for a character that ends at end? */
static bool
has_room(const uint8_t *start, const uint8_t *end)
{
	return end - start <= WIC_TOKEN_MAX_BYTES;
}

/*
 * May a run be cut in front of ch?  Not where ch leans on what precedes it
 * (々, a mark, a combining jamo, a settled ○) nor after a settled character,
 * which leans on what follows.
 */
static bool
is_safe_cut(const WicChar *before, const WicChar *ch)
{
	return !before->settled && !ch->settled && !wic_extends(ch) &&
		(ch->props & WIC_CHAR_JOINS) == 0 &&
		ch->cp != 0x3005 && ch->cp != 0x303B;
}

/*
 * Where the token after a cut begins: WIC_TOKEN_OVERLAP characters before
 * the cut at a safe place, or at the cut if marks leave no such place in the
 * second half of the token.
 */
static const uint8_t *
overlap_start(const uint8_t *start, const uint8_t *cut)
{
	const uint8_t *begin = cut;
	WicReader	reader;
	WicChar		before = {0};
	WicChar		ch;
	size_t		left = 0;

	wic_reader_init(&reader, start, cut);
	while (wic_reader_next(&reader, &ch))
		left += !wic_extends(&ch);

	wic_reader_init(&reader, start, cut);
	while (wic_reader_next(&reader, &ch))
	{
		if (left < WIC_TOKEN_OVERLAP)
			break;
		if (is_safe_cut(&before, &ch) && ch.start > start)
			begin = ch.start;
		left -= !wic_extends(&ch);
		before = ch;
	}
	return begin - start > (cut - start) / 2 ? begin : cut;
}

/* End the token at end, and go on there. */
static void
finish(WicTokenizer *tokenizer, WicToken *token, const uint8_t *end)
{
	token->length = end - token->start;
	tokenizer->done = end;
	if (tokenizer->reader.next != end)
		wic_reader_init(&tokenizer->reader, end, tokenizer->reader.end);
}

/* Take a run of CJK, cutting it where it is too long for a token. */
static void
take_cjk(WicTokenizer *tokenizer, WicToken *token, WicChar before)
{
	const uint8_t *safe_cut = NULL;
	size_t		chars = 1;
	WicReader	ahead = tokenizer->reader;
	WicChar		ch;

	while (wic_reader_next(&ahead, &ch))
	{
		if (wic_class_of(&ch) != WIC_CLASS_CJK && !wic_extends(&ch))
			break;
		if (is_safe_cut(&before, &ch))
			safe_cut = ch.start;
		if (chars >= WIC_TOKEN_MAX_CHARS || !has_room(token->start, ch.end))
		{
			const uint8_t *cut = safe_cut != NULL ? safe_cut : ch.start;

			finish(tokenizer, token, cut);
			wic_reader_init(&tokenizer->reader,
							overlap_start(token->start, cut),
							tokenizer->reader.end);
			return;
		}
		chars++;
		before = ch;
		tokenizer->reader = ahead;
	}
	finish(tokenizer, token, tokenizer->reader.next);
}

/* Take characters while they are of a class in the set (1 << class). */
static void
take_run(WicTokenizer *tokenizer, WicToken *token, unsigned classes)
{
	WicReader	ahead = tokenizer->reader;
	WicChar		ch;

	while (wic_reader_next(&ahead, &ch) &&
		   (classes & 1u << wic_class_of(&ch)) != 0 &&
		   has_room(token->start, ch.end))
		tokenizer->reader = ahead;
	finish(tokenizer, token, tokenizer->reader.next);
}

#define EXTENDERS	(1u << WIC_CLASS_MARK | 1u << WIC_CLASS_IGNORE)

/* Take letters and digits, and say by kind what they were. */
static void
take_word(WicTokenizer *tokenizer, WicToken *token, WicCharClass first)
{
	unsigned	seen = 1u << first;
	WicReader	ahead = tokenizer->reader;
	WicChar		ch;

	while (wic_reader_next(&ahead, &ch) && has_room(token->start, ch.end))
	{
		WicCharClass class = wic_class_of(&ch);

		if (class != WIC_CLASS_LETTER && class != WIC_CLASS_DIGIT &&
			!wic_extends(&ch))
			break;
		seen |= 1u << class;
		tokenizer->reader = ahead;
	}

	if ((seen & 1u << WIC_CLASS_DIGIT) == 0)
		token->kind = WIC_TOKEN_WORD;
	else if ((seen & 1u << WIC_CLASS_LETTER) != 0)
		token->kind = WIC_TOKEN_NUMWORD;
	else
		token->kind = WIC_TOKEN_NUMBER;
	finish(tokenizer, token, tokenizer->reader.next);
}

/* Take punctuation, but not the beginning of a tag or an entity. */
static void
take_punct(WicTokenizer *tokenizer, WicToken *token)
{
	WicReader	ahead = tokenizer->reader;
	WicTokenKind kind;
	WicChar		ch;

	while (wic_reader_next(&ahead, &ch) && has_room(token->start, ch.end))
	{
		if (wic_class_of(&ch) != WIC_CLASS_PUNCT && !wic_extends(&ch))
			break;
		if (wic_lexical_length(tokenizer->begin, ch.start, ahead.end,
							   &kind) > 0)
			break;
		tokenizer->reader = ahead;
	}
	finish(tokenizer, token, tokenizer->reader.next);
}

/* A token with a syntax of its own; marks behind it are not part of it. */
static bool
take_lexical(WicTokenizer *tokenizer, WicToken *token)
{
	WicTokenKind kind;
	size_t		length = wic_lexical_length(tokenizer->begin, token->start,
											tokenizer->reader.end, &kind);

	if (length == 0)
		return false;
	token->kind = kind;
	finish(tokenizer, token, token->start + length);
	return true;
}

static void
take_symbol(WicTokenizer *tokenizer, WicToken *token)
{
	token->kind = WIC_TOKEN_SYMBOL;
	take_run(tokenizer, token, EXTENDERS);
}

static void
take_blank(WicTokenizer *tokenizer, WicToken *token)
{
	token->kind = WIC_TOKEN_BLANK;
	take_run(tokenizer, token,
			 1u << WIC_CLASS_BLANK | 1u << WIC_CLASS_IGNORE);
}

/* Take the token that begins with ch, which has been read. */
static void
take(WicTokenizer *tokenizer, WicToken *token, const WicChar *ch)
{
	switch (wic_class_of(ch))
	{
		case WIC_CLASS_CJK:
			token->kind = WIC_TOKEN_CJK;
			take_cjk(tokenizer, token, *ch);
			break;
		case WIC_CLASS_LETTER:
		case WIC_CLASS_DIGIT:
			if (!take_lexical(tokenizer, token))
				take_word(tokenizer, token, wic_class_of(ch));
			break;
		case WIC_CLASS_BLANK:
		case WIC_CLASS_IGNORE:
			take_blank(tokenizer, token);
			break;
		case WIC_CLASS_SYMBOL:
			take_symbol(tokenizer, token);
			break;
		case WIC_CLASS_PUNCT:
		case WIC_CLASS_MARK:
		case WIC_CLASS_CONTEXT:
			token->kind = WIC_TOKEN_PUNCT;
			if (!take_lexical(tokenizer, token))
				take_punct(tokenizer, token);
			break;
	}
}

void
wic_tokenizer_init(WicTokenizer *tokenizer, const void *text, size_t length)
{
	const uint8_t *start = text;

	wic_reader_init(&tokenizer->reader, start, start + length);
	tokenizer->begin = start;
	tokenizer->done = start;
}

bool
wic_tokenizer_next(WicTokenizer *tokenizer, WicToken *token)
{
	WicChar		ch;

	/* Hundreds of marks behind an overlap leave room for it alone. */
	do
	{
		if (!wic_reader_next(&tokenizer->reader, &ch))
			return false;
		token->start = ch.start;
		token->repeated = tokenizer->done - ch.start;
		take(tokenizer, token, &ch);
	} while (token->length == token->repeated);

	return true;
}
