/*-------------------------------------------------------------------------
 *
 * dict_fold.c
 *	  Dictionary template wic_fold: folds tokens, and cuts runs of CJK.
 *
 *	  發展中 (cjk)		=> 发展, 展中, 中		at three positions
 *	  ＰｏｓｔｇｒｅＳＱＬ (word)	=> postgresql			for the next dictionary
 *	  1,234 (number)	=> 1234					for the next dictionary
 *	  ㋀ (symbol)		=> 1, 月
 *
 * Every lexeme of a run is flagged TSL_ADDPOS, the first one too, so that one
 * position stays empty before each run.  A phrase of bigrams in steps of two
 * (AB <2> CD for ABCD) therefore cannot match across two runs.  The lone last
 * character is flagged TSL_PREFIX: in a query it also finds the bigrams that
 * begin with it, and that makes a run a substring query.
 *
 * Options: version, the published fold table (a later version of the library
 * still has it, so what an index holds never changes); variants, on by
 * default; kana, small_kana and voicing, off by default.
 *
 * extension/pg/dict_fold.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/defrem.h"
#include "core/gram.h"
#include "core/token.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "pg/dict_fold.h"
#include "tsearch/ts_public.h"

/* Lexemes that grow one by one, and end with an empty one. */
typedef struct LexemeList
{
	TSLexeme   *lexemes;
	int			n;
	int			size;
} LexemeList;

static void
init_list(LexemeList *list, int size)
{
	list->lexemes = palloc0(sizeof(TSLexeme) * (size + 1));
	list->n = 0;
	list->size = size;
}

/*
 * The server frees lexemes one by one, so each is memory of its own.  It
 * does not check their length, for which a tsvector has 11 bits.
 */
static void
append(LexemeList *list, const void *bytes, int length, uint16 flags)
{
	TSLexeme   *lexeme;

	if (length > WIC_TOKEN_MAX_BYTES)
		length = pg_encoding_mbcliplen(PG_UTF8, bytes, length,
									   WIC_TOKEN_MAX_BYTES);
	if (list->n == list->size)
	{
		list->size *= 2;
		list->lexemes = repalloc(list->lexemes,
								 sizeof(TSLexeme) * (list->size + 1));
	}

	lexeme = &list->lexemes[list->n++];
	lexeme->nvariant = 0;
	lexeme->flags = flags;
	lexeme->lexeme = pnstrdup(bytes, length);
	lexeme[1].lexeme = NULL;
}

static void
append_run(LexemeList *list, const WicFoldDict *dict,
		   const void *text, size_t length)
{
	WicGrammer	grammer;
	WicGram		gram;

	wic_grammer_init(&grammer, dict->table, dict->options, text, length);
	while (wic_grammer_next(&grammer, &gram))
		append(list, gram.bytes, gram.length,
			   TSL_ADDPOS | (gram.is_last ? TSL_PREFIX : 0));
}

/* What is to be done with a folded token. */
typedef struct FoldedToken
{
	StringInfoData text;
	bool		has_cjk;		/* it must be cut */
	bool		has_capitals;	/* another dictionary may change it */
} FoldedToken;

/*
 * Cherokee alone folds to capital letters.  Dictionaries of the server bring
 * them to lower case where the locale knows them, so what has any must not
 * reach those: lexemes do not depend on the locale.
 */
static bool
is_folded_capital(uint32_t cp)
{
	return cp >= 0x13A0 && cp <= 0x13F5;
}

static void
fold_token(FoldedToken *token, const WicFoldDict *dict,
		   const void *text, size_t length)
{
	WicFolder	folder;
	WicCluster	cluster;

	initStringInfo(&token->text);
	token->has_cjk = token->has_capitals = false;
	wic_folder_init(&folder, dict->table, dict->options, text, length);
	while (wic_folder_next(&folder, &cluster))
	{
		for (size_t i = 0; i < cluster.ncps; i++)
		{
			uint32_t	cp = cluster.cps[i];
			uint8_t		bytes[WIC_UTF8_MAX];

			appendBinaryStringInfo(&token->text, (char *) bytes,
								   wic_utf8_put(bytes, cp));
			token->has_cjk |= wic_char_class(cp) == WIC_CLASS_CJK;
			token->has_capitals |= is_folded_capital(cp);
		}
	}
}

/* 1,234 is the number 1234: the tokenizer has checked the groups. */
static void
strip_separators(StringInfo number)
{
	int			used = 0;

	if (strspn(number->data, "0123456789,.") != number->len)
		return;
	for (int i = 0; i < number->len; i++)
		if (number->data[i] != ',')
			number->data[used++] = number->data[i];
	number->data[used] = '\0';
	number->len = used;
}

/* What the parts of a folded token are, as if they stood in a text. */
static void
append_parts(LexemeList *list, const WicFoldDict *dict, StringInfo folded)
{
	WicTokenizer tokenizer;
	WicToken	token;

	wic_tokenizer_init(&tokenizer, folded->data, folded->len);
	while (wic_tokenizer_next(&tokenizer, &token))
	{
		if (token.kind == WIC_TOKEN_CJK)
			append_run(list, dict, token.start, token.length);
		else if (token.kind != WIC_TOKEN_PUNCT &&
				 token.kind != WIC_TOKEN_BLANK)
			append(list, token.start, token.length,
				   list->n > 0 ? TSL_ADDPOS : 0);
	}
}

/* A token that does not begin with CJK: usually one word. */
static void
append_other(LexemeList *list, const WicFoldDict *dict,
			 const void *text, size_t length)
{
	FoldedToken token;

	fold_token(&token, dict, text, length);
	if (token.has_cjk)
		append_parts(list, dict, &token.text);
	else if (token.text.len > 0)
	{
		strip_separators(&token.text);
		append(list, token.text.data, token.text.len,
			   token.has_capitals ? 0 : TSL_FILTER);
	}
	pfree(token.text.data);
}

static bool
begins_with_cjk(const uint8_t *word, size_t length)
{
	uint32_t	cp;

	if (length == 0)
		return false;
	wic_utf8_next(word, word + length, &cp);
	return wic_char_class(cp) == WIC_CLASS_CJK;
}

static int
version_option(DefElem *option)
{
	char	   *value = defGetString(option);
	char	   *end;
	long		version = strtol(value, &end, 10);

	if (*value == '\0' || *end != '\0' || version < 1 ||
		version > WIC_FOLD_LATEST)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown fold table version \"%s\"", value),
				 errhint("The latest version is %d.", WIC_FOLD_LATEST)));
	return (int) version;
}

typedef struct OptionName
{
	const char *name;
	unsigned	option;
} OptionName;

static const OptionName option_names[] = {
	{"variants", WIC_FOLD_VARIANTS},
	{"kana", WIC_FOLD_KANA},
	{"small_kana", WIC_FOLD_SMALL},
	{"voicing", WIC_FOLD_VOICING},
};

/* An option that is on or off. */
static void
set_option(WicFoldDict *dict, DefElem *option)
{
	for (int i = 0; i < lengthof(option_names); i++)
	{
		if (strcmp(option->defname, option_names[i].name) != 0)
			continue;
		if (defGetBoolean(option))
			dict->options |= option_names[i].option;
		else
			dict->options &= ~option_names[i].option;
		return;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized wic_fold parameter: \"%s\"",
					option->defname),
			 errhint("Parameters are \"version\", \"variants\", \"kana\", \"small_kana\" and \"voicing\".")));
}

/*
 * The default of version is 1 and stays so, for the same reason that a
 * published table stays.
 */
PG_FUNCTION_INFO_V1(wic_dict_fold_init);
Datum
wic_dict_fold_init(PG_FUNCTION_ARGS)
{
	List	   *options = (List *) PG_GETARG_POINTER(0);
	WicFoldDict *dict = palloc(sizeof(WicFoldDict));
	int			version = 1;
	ListCell   *cell;

	dict->options = WIC_FOLD_VARIANTS;
	foreach(cell, options)
	{
		DefElem    *option = (DefElem *) lfirst(cell);

		if (strcmp(option->defname, "version") == 0)
			version = version_option(option);
		else
			set_option(dict, option);
	}

	dict->table = wic_fold_table(version);
	PG_RETURN_POINTER(dict);
}

PG_FUNCTION_INFO_V1(wic_dict_fold_lexize);
Datum
wic_dict_fold_lexize(PG_FUNCTION_ARGS)
{
	const WicFoldDict *dict = (WicFoldDict *) PG_GETARG_POINTER(0);
	const uint8_t *text = (const uint8_t *) PG_GETARG_POINTER(1);
	int			length = PG_GETARG_INT32(2);
	LexemeList	list;

	if (begins_with_cjk(text, length))
	{
		init_list(&list, length / 3 + 1);
		append_run(&list, dict, text, length);
	}
	else
	{
		init_list(&list, 1);
		append_other(&list, dict, text, length);
	}
	PG_RETURN_POINTER(list.lexemes);
}
