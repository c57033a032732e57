/*-------------------------------------------------------------------------
 *
 * parser.c
 *	  The tokenizer as a text search parser.
 *
 * Two parser objects, wicsearch and wicsearch_exact, share these functions:
 * a headline function is told its parser but not its configuration, and the
 * two configurations fold differently.
 *
 * extension/pg/parser.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/token.h"
#include "miscadmin.h"
#include "pg/parser.h"
#include "tsearch/ts_public.h"
#include "tsearch/ts_type.h"

/*
 * A tsvector holds one megabyte.  The parser cannot know how many different
 * lexemes a text has, but eight times that length is hopeless for any text
 * that people write, and parsing it would take gigabytes first.
 */
#define TEXT_MAX_BYTES	(8 * 1024 * 1024)

typedef struct ParserState
{
	WicTokenizer tokenizer;
	int64		positions;		/* about as many as the lexemes so far */
	bool		has_warned;
} ParserState;

static const LexDescr token_types[] = {
	{WIC_TOKEN_CJK, "cjk", "Run of Chinese, Japanese or Korean characters"},
	{WIC_TOKEN_WORD, "word", "Word of letters"},
	{WIC_TOKEN_NUMWORD, "numword", "Word of letters and digits"},
	{WIC_TOKEN_NUMBER, "number", "Unsigned number"},
	{WIC_TOKEN_EMAIL, "email", "E-mail address"},
	{WIC_TOKEN_URL, "url", "URL"},
	{WIC_TOKEN_TAG, "tag", "XML tag"},
	{WIC_TOKEN_ENTITY, "entity", "XML entity"},
	{WIC_TOKEN_PUNCT, "punct", "Punctuation and symbols"},
	{WIC_TOKEN_BLANK, "blank", "White space"},
	{WIC_TOKEN_SYMBOL, "symbol", "Character that stands for words"},
};

StaticAssertDecl(lengthof(token_types) == WIC_TOKEN_LAST_KIND,
				 "every kind of token has a description");

PG_FUNCTION_INFO_V1(wic_parser_start);
Datum
wic_parser_start(PG_FUNCTION_ARGS)
{
	char	   *text = (char *) PG_GETARG_POINTER(0);
	int			length = PG_GETARG_INT32(1);
	ParserState *state;

	if (length > TEXT_MAX_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("text of %d bytes is too long for text search",
						length),
				 errdetail("The longest text that can be parsed has %d bytes.",
						   TEXT_MAX_BYTES),
				 errhint("Split it into passages, for example with wic_paragraphs().")));

	state = palloc0(sizeof(ParserState));
	wic_tokenizer_init(&state->tokenizer, text, length);
	PG_RETURN_POINTER(state);
}

/* Positions that a token takes in a tsvector; see dict_fold.c. */
static int64
positions_of(const WicToken *token)
{
	if (token->kind == WIC_TOKEN_CJK)
		return 1 + wic_utf8_count(token->start, token->start + token->length);
	return token->kind == WIC_TOKEN_BLANK ? 0 : 1;
}

/* Say once that what follows will be found by AND, but not by phrase. */
static void
warn_of_lost_positions(ParserState *state)
{
	state->has_warned = true;
	ereport(WARNING,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("text has more than %d positions", MAXENTRYPOS - 1),
			 errdetail("A tsvector keeps no position beyond that; phrases, and words of more than two characters, are not found there."),
			 errhint("Split the text into passages.")));
}

PG_FUNCTION_INFO_V1(wic_parser_token);
Datum
wic_parser_token(PG_FUNCTION_ARGS)
{
	ParserState *state = (ParserState *) PG_GETARG_POINTER(0);
	char	  **start = (char **) PG_GETARG_POINTER(1);
	int		   *length = (int *) PG_GETARG_POINTER(2);
	WicToken	token;

	CHECK_FOR_INTERRUPTS();
	if (!wic_tokenizer_next(&state->tokenizer, &token))
		PG_RETURN_INT32(0);

	state->positions += positions_of(&token);
	if (state->positions >= MAXENTRYPOS && !state->has_warned)
		warn_of_lost_positions(state);

	*start = unconstify(char *, (const char *) token.start);
	*length = token.length;
	PG_RETURN_INT32(token.kind);
}

PG_FUNCTION_INFO_V1(wic_parser_end);
Datum
wic_parser_end(PG_FUNCTION_ARGS)
{
	pfree(PG_GETARG_POINTER(0));
	PG_RETURN_VOID();
}

/* The caller frees the list, so it must be a fresh copy. */
PG_FUNCTION_INFO_V1(wic_parser_lextypes);
Datum
wic_parser_lextypes(PG_FUNCTION_ARGS)
{
	LexDescr   *list = palloc0(sizeof(LexDescr) * (lengthof(token_types) + 1));

	for (int i = 0; i < lengthof(token_types); i++)
	{
		list[i].lexid = token_types[i].lexid;
		list[i].alias = pstrdup(token_types[i].alias);
		list[i].descr = pstrdup(token_types[i].descr);
	}

	PG_RETURN_POINTER(list);
}
