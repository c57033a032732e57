/*-------------------------------------------------------------------------
 *
 * lexemes.h
 *	  The lexemes of a text, one after the other, with their places.
 *
 * They are those of to_tsvector with the same configuration, but not limited
 * in number or position, and each knows the stretch of text it comes from.
 *
 * extension/pg/lexemes.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_LEXEMES_H
#define WIC_LEXEMES_H

#include "core/gram.h"
#include "core/token.h"
#include "tsearch/ts_cache.h"
#include "tsearch/ts_public.h"

typedef struct WicLexeme
{
	const char *bytes;			/* valid until the next call */
	int			length;
	int			first_length;	/* bytes of its first character, if a gram */
	int32		position;		/* from 1, as in a tsvector */
	uint16		variant;		/* TSLexeme.nvariant */
	bool		is_gram;		/* of a run of CJK, cut by wic_fold */
	bool		is_last;		/* a gram of one character: ends its run */
	int			start;			/* byte offsets of what it comes from */
	int			end;
	int			first_end;		/* end of its first character, if a gram */
} WicLexeme;

typedef struct WicLexemeReader
{
	const char *text;
	WicTokenizer tokenizer;
	WicToken	token;
	TSConfigCacheEntry *config;
	MemoryContext scratch;		/* what dictionaries return; reset per token */
	int32		position;
	unsigned	tokens;			/* counted for CHECK_FOR_INTERRUPTS */
	bool		in_run;
	WicGrammer	grammer;
	WicGram		gram;
	TSLexeme   *pending;		/* lexemes of the token not yet returned */
} WicLexemeReader;

/* Begin; config must have passed wic_check_config. */
extern void wic_lexemes_begin(WicLexemeReader *reader, Oid config,
							  const char *text, int length);

/* Fetch the next lexeme, or return false at the end. */
extern bool wic_lexemes_next(WicLexemeReader *reader, WicLexeme *lexeme);

/* Free what begin took. */
extern void wic_lexemes_end(WicLexemeReader *reader);

#endif							/* WIC_LEXEMES_H */
