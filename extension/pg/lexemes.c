/*-------------------------------------------------------------------------
 *
 * lexemes.c
 *	  The lexemes of a text, one after the other, with their places.
 *
 * What core's parsetext() does, as a stream.  Runs of CJK whose dictionary is
 * made from wic_fold, which is nearly all of a text, skip the dictionary call
 * and its allocations.
 *
 * Dictionaries that look at several tokens (thesaurus) see one at a time.
 *
 * extension/pg/lexemes.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "pg/dict_fold.h"
#include "pg/lexemes.h"
#include "utils/memutils.h"

#define INTERRUPT_INTERVAL	256

void
wic_lexemes_begin(WicLexemeReader *reader, Oid config,
				  const char *text, int length)
{
	memset(reader, 0, sizeof(WicLexemeReader));
	reader->text = text;

	reader->config = lookup_ts_config_cache(config);
	wic_tokenizer_init(&reader->tokenizer, text, length);
}

void
wic_lexemes_end(WicLexemeReader *reader)
{
	if (reader->scratch != NULL)
		MemoryContextDelete(reader->scratch);
}

/* The dictionary of a list that is made from wic_fold and stands alone. */
static const WicFoldDict *
fold_dictionary(const ListDictionary *list)
{
	TSDictionaryCacheEntry *entry;

	if (list->len != 1)
		return NULL;
	entry = lookup_ts_dictionary_cache(list->dictIds[0]);
	if (entry->lexize.fn_addr != wic_dict_fold_lexize)
		return NULL;
	return entry->dictData;
}

/* Ask the dictionaries in turn; NULL if none knows the token. */
static TSLexeme *
lexize(const ListDictionary *list, const char *word, int length)
{
	for (int i = 0; i < list->len; i++)
	{
		TSDictionaryCacheEntry *entry =
		lookup_ts_dictionary_cache(list->dictIds[i]);
		DictSubState state = {.isend = false};
		TSLexeme   *result = (TSLexeme *)
		DatumGetPointer(FunctionCall4(&entry->lexize,
									  PointerGetDatum(entry->dictData),
									  PointerGetDatum(word),
									  Int32GetDatum(length),
									  PointerGetDatum(&state)));

		if (result == NULL)
			continue;
		if ((result->flags & TSL_FILTER) == 0)
			return result;
		word = result->lexeme;
		length = strlen(word);
	}
	return NULL;
}

static TSLexeme *
lexize_token(WicLexemeReader *reader, const ListDictionary *list)
{
	MemoryContext old;
	TSLexeme   *result;

	if (reader->scratch == NULL)
		reader->scratch = AllocSetContextCreate(CurrentMemoryContext,
												"wicsearch lexemes",
												ALLOCSET_SMALL_SIZES);
	MemoryContextReset(reader->scratch);
	old = MemoryContextSwitchTo(reader->scratch);
	result = lexize(list, (const char *) reader->token.start,
					reader->token.length);
	MemoryContextSwitchTo(old);
	return result;
}

/* Prepare the lexemes of the token that has been read. */
static void
open_token(WicLexemeReader *reader)
{
	const WicToken *token = &reader->token;
	const ListDictionary *list;
	const WicFoldDict *dict;

	if ((int) token->kind >= reader->config->lenmap)
		return;
	list = &reader->config->map[token->kind];
	if (list->len == 0)
		return;

	dict = token->kind == WIC_TOKEN_CJK ? fold_dictionary(list) : NULL;
	if (dict != NULL)
	{
		wic_grammer_init(&reader->grammer, dict->table, dict->options,
						 token->start, token->length);
		reader->in_run = true;
		reader->position++;
		return;
	}

	reader->pending = lexize_token(reader, list);
	if (reader->pending != NULL)
		reader->position++;
}

static int
offset(const WicLexemeReader *reader, const uint8_t *p)
{
	return (const char *) p - reader->text;
}

static bool
next_gram(WicLexemeReader *reader, WicLexeme *lexeme)
{
	const WicGram *gram = &reader->gram;

	if (!reader->in_run || !wic_grammer_next(&reader->grammer, &reader->gram))
		return false;

	lexeme->bytes = (const char *) gram->bytes;
	lexeme->length = gram->length;
	lexeme->first_length = gram->first_length;
	lexeme->position = ++reader->position;
	lexeme->variant = 0;
	lexeme->is_gram = true;
	lexeme->is_last = gram->is_last;
	lexeme->start = offset(reader, gram->start);
	lexeme->end = offset(reader, gram->end);
	lexeme->first_end = offset(reader, gram->first_end);
	return true;
}

static bool
next_pending(WicLexemeReader *reader, WicLexeme *lexeme)
{
	TSLexeme   *pending = reader->pending;

	if (pending == NULL || pending->lexeme == NULL)
		return false;

	if (pending->flags & TSL_ADDPOS)
		reader->position++;
	lexeme->bytes = pending->lexeme;
	lexeme->length = strlen(pending->lexeme);
	lexeme->first_length = 0;
	lexeme->position = reader->position;
	lexeme->variant = pending->nvariant;
	lexeme->is_gram = false;
	lexeme->is_last = (pending->flags & TSL_PREFIX) != 0;
	lexeme->start = offset(reader, reader->token.start);
	lexeme->end = lexeme->start + reader->token.length;
	lexeme->first_end = lexeme->end;
	reader->pending++;
	return true;
}

bool
wic_lexemes_next(WicLexemeReader *reader, WicLexeme *lexeme)
{
	for (;;)
	{
		if (next_gram(reader, lexeme) || next_pending(reader, lexeme))
			return true;

		reader->in_run = false;
		reader->pending = NULL;
		if (reader->tokens++ % INTERRUPT_INTERVAL == 0)
			CHECK_FOR_INTERRUPTS();
		if (!wic_tokenizer_next(&reader->tokenizer, &reader->token))
			return false;
		open_token(reader);
	}
}
