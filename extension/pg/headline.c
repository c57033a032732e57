/*-------------------------------------------------------------------------
 *
 * headline.c
 *	  Headline functions of the parsers: what makes ts_headline right.
 *
 *	  ts_headline('wicsearch', '各国应当尊重網路主權。', wic_tsquery('网路主权'))
 *		=> 各国应当尊重<b>網路主權</b>。
 *
 * The server hands over the tokens and which of them have a lexeme of the
 * query, but a token of CJK is a whole run.  So the text is put together
 * again, read as wic_snippet reads it, and cut into new words at the edges of
 * what matched.
 *
 * All options of ts_headline have their usual meaning, except that
 *
 * - each character of CJK counts as one word, and so does each word, number,
 *	 URL and symbol; punctuation, tags and entities count nothing;
 * - fragments begin and end with clauses, if these are near;
 * - ShortWord counts characters, and CJK is never short;
 * - what is marked is a part of the query as a whole: <b>quick fox</b> for a
 *	 phrase.  Parts of a query that is not satisfied are marked too, negated
 *	 ones never, and weights make no difference;
 * - the space that stands for an XML tag is left out beside CJK and blanks.
 *
 * A headline function is told the parser but not the configuration: words go
 * through the dictionaries of the extension's own ones.
 *
 * extension/pg/headline.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/defrem.h"
#include "core/token.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "pg/match.h"
#include "pg/wicsearch.h"
#include "tsearch/ts_public.h"
#include "utils/builtins.h"

#define INTERRUPT_INTERVAL	1024

/* HeadlineWordEntry.len has 16 bits. */
#define PIECE_MAX_BYTES 65535

/*-------------------------------------------------------------------------
 * Options
 *-------------------------------------------------------------------------
 */

typedef struct Options
{
	int			max_words;
	int			min_words;
	int			short_word;
	int			max_fragments;
	bool		highlight_all;
	char	   *start_mark;
	char	   *stop_mark;
	char	   *delimiter;
} Options;

typedef enum OptionKind
{
	OPTION_INTEGER,
	OPTION_BOOLEAN,
	OPTION_STRING
} OptionKind;

typedef struct OptionField
{
	const char *name;
	OptionKind	kind;
	size_t		offset;
} OptionField;

static const OptionField option_fields[] = {
	{"MaxWords", OPTION_INTEGER, offsetof(Options, max_words)},
	{"MinWords", OPTION_INTEGER, offsetof(Options, min_words)},
	{"ShortWord", OPTION_INTEGER, offsetof(Options, short_word)},
	{"MaxFragments", OPTION_INTEGER, offsetof(Options, max_fragments)},
	{"HighlightAll", OPTION_BOOLEAN, offsetof(Options, highlight_all)},
	{"StartSel", OPTION_STRING, offsetof(Options, start_mark)},
	{"StopSel", OPTION_STRING, offsetof(Options, stop_mark)},
	{"FragmentDelimiter", OPTION_STRING, offsetof(Options, delimiter)},
};

static const OptionField *
find_option(const char *name)
{
	for (int i = 0; i < lengthof(option_fields); i++)
		if (pg_strcasecmp(option_fields[i].name, name) == 0)
			return &option_fields[i];

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized headline parameter: \"%s\"", name)));
}

/* What the server takes for true here; all else is false. */
static bool
is_true(const char *value)
{
	static const char *const names[] = {"1", "on", "true", "t", "y", "yes"};

	for (int i = 0; i < lengthof(names); i++)
		if (pg_strcasecmp(names[i], value) == 0)
			return true;
	return false;
}

static void
set_option(Options *options, DefElem *element)
{
	const OptionField *field = find_option(element->defname);
	char	   *to = (char *) options + field->offset;
	char	   *value = defGetString(element);

	switch (field->kind)
	{
		case OPTION_INTEGER:
			*(int *) to = pg_strtoint32(value);
			break;
		case OPTION_BOOLEAN:
			*(bool *) to = is_true(value);
			break;
		case OPTION_STRING:
			*(char **) to = value;
			break;
	}
}

static void
require(bool condition, const char *message)
{
	if (!condition)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg_internal("%s", message)));
}

/* HighlightAll makes no use of the numbers, or little. */
static void
check_options(const Options *options)
{
	if (options->highlight_all)
		return;
	require(options->min_words < options->max_words,
			"MinWords should be less than MaxWords");
	require(options->min_words > 0, "MinWords should be positive");
	require(options->short_word >= 0, "ShortWord should be >= 0");
	require(options->max_fragments >= 0, "MaxFragments should be >= 0");
}

static Options
read_options(List *list)
{
	Options		options = {
		.max_words = 35,
		.min_words = 15,
		.short_word = 3,
		.start_mark = "<b>",
		.stop_mark = "</b>",
		.delimiter = " ... ",
	};
	ListCell   *cell;

	foreach(cell, list)
		set_option(&options, (DefElem *) lfirst(cell));
	check_options(&options);
	return options;
}

/* The server frees the string, so it gets a copy. */
static void
put_string(char **to, int16 *length, const char *name, const char *value)
{
	if (strlen(value) > PG_INT16_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("value for \"%s\" is too long", name)));
	*to = pstrdup(value);
	*length = strlen(value);
}

static void
put_strings(HeadlineParsedText *prs, const Options *options)
{
	put_string(&prs->startsel, &prs->startsellen, "StartSel",
			   options->start_mark);
	put_string(&prs->stopsel, &prs->stopsellen, "StopSel",
			   options->stop_mark);
	put_string(&prs->fragdelim, &prs->fragdelimlen, "FragmentDelimiter",
			   options->delimiter);
}

static WicFragmentRules
make_rules(const Options *options, int nhits)
{
	WicFragmentRules rules = {
		.max_fragments = Max(options->max_fragments, 1),
		.max = Max(options->max_words, 1),
		.min = Max(options->min_words, 1),
		.short_word = Max(options->short_word, 0),
	};

	/* Where nothing matches, the shortest headline says as much. */
	if (nhits == 0)
		rules.max = rules.min;
	return rules;
}

/*-------------------------------------------------------------------------
 * The text, from its tokens
 *-------------------------------------------------------------------------
 */

/* Would these two, less what they share, come out of the tokenizer again? */
static bool
is_cut_so(const HeadlineWordEntry *left, const HeadlineWordEntry *right,
		  size_t shared)
{
	char		bytes[2 * WIC_TOKEN_MAX_BYTES];
	size_t		length = left->len + right->len - shared;
	WicTokenizer tokenizer;
	WicToken	token;

	memcpy(bytes, left->word, left->len);
	memcpy(bytes + left->len, right->word + shared, right->len - shared);
	wic_tokenizer_init(&tokenizer, bytes, length);
	return wic_tokenizer_next(&tokenizer, &token) &&
		token.length == left->len &&
		wic_tokenizer_next(&tokenizer, &token) &&
		token.length == right->len && token.repeated == shared;
}

/*
 * How much of a token that was cut off the tokenizer repeats in the next.
 * That depends on the token alone, so it is asked to cut it again: in front
 * of a character that is no part of it, with marks that fill it up.
 */
static size_t
overlap_behind(const HeadlineWordEntry *word)
{
	static const char character[] = "\xE4\xB8\xAD";
	static const char mark[] = "\xEF\xB8\x80";
	const uint8_t *start = (const uint8_t *) word->word;
	size_t		nchars = wic_utf8_count(start, start + word->len);
	StringInfoData probe;
	WicTokenizer tokenizer;
	WicToken	token;
	size_t		overlap = 0;

	initStringInfo(&probe);
	appendBinaryStringInfo(&probe, word->word, word->len);
	appendStringInfoString(&probe, character);
	for (size_t i = nchars; i < WIC_TOKEN_MAX_CHARS; i++)
		appendStringInfoString(&probe, mark);
	appendStringInfoString(&probe, character);

	wic_tokenizer_init(&tokenizer, probe.data, probe.len);
	if (wic_tokenizer_next(&tokenizer, &token) &&
		token.length == word->len && wic_tokenizer_next(&tokenizer, &token))
		overlap = token.repeated;
	pfree(probe.data);
	return overlap;
}

/* How many bytes of a word stand at the end of the last one already. */
static size_t
repeated_bytes(const HeadlineWordEntry *last, const HeadlineWordEntry *word)
{
	size_t		overlap;

	if (last == NULL || last->type != WIC_TOKEN_CJK ||
		word->type != WIC_TOKEN_CJK)
		return 0;
	overlap = overlap_behind(last);
	if (overlap == 0 || overlap > word->len ||
		memcmp(last->word + last->len - overlap, word->word, overlap) != 0 ||
		!is_cut_so(last, word, overlap))
		return 0;
	return overlap;
}

/* Put the text together, and drop the words. */
static void
take_text(HeadlineParsedText *prs, StringInfo text)
{
	const HeadlineWordEntry *last = NULL;

	initStringInfo(text);
	for (int i = 0; i < prs->curwords; i++)
	{
		const HeadlineWordEntry *word = &prs->words[i];
		size_t		repeated;

		if (i % INTERRUPT_INTERVAL == 0)
			CHECK_FOR_INTERRUPTS();
		if (word->repeated)
			continue;
		repeated = repeated_bytes(last, word);
		appendBinaryStringInfo(text, word->word + repeated,
							   word->len - repeated);
		if (last != NULL)
			pfree(last->word);
		last = word;
	}
	if (last != NULL)
		pfree(last->word);
	prs->curwords = 0;
}

/*-------------------------------------------------------------------------
 * New words
 *-------------------------------------------------------------------------
 */

typedef struct Writer
{
	HeadlineParsedText *prs;
	const WicRuler *ruler;
	const WicHit *hits;
	int			nhits;
	bool		keeps_tags;
} Writer;

/* An empty word, which the server takes for the end of a fragment. */
static HeadlineWordEntry *
add_word(HeadlineParsedText *prs)
{
	HeadlineWordEntry *word;

	prs->words = wic_grow(prs->words, prs->curwords, &prs->lenwords,
						  sizeof(HeadlineWordEntry));
	word = &prs->words[prs->curwords++];
	memset(word, 0, sizeof(HeadlineWordEntry));
	word->word = palloc(1);
	return word;
}

/* Words that show a stretch; a long one takes several. */
static void
add_pieces(Writer *writer, int start, int end, bool selected)
{
	const char *bytes = (const char *) writer->ruler->bytes;

	while (start < end)
	{
		int			stop = Min(end, start + PIECE_MAX_BYTES);
		HeadlineWordEntry *word;

		while (stop < end && wic_utf8_is_continuation((uint8_t) bytes[stop]))
			stop--;
		word = add_word(writer->prs);
		pfree(word->word);
		word->word = pnstrdup(bytes + start, stop - start);
		word->len = stop - start;
		word->in = 1;
		word->selected = selected;
		start = stop;
	}
}

/* Blanks, and CJK with its punctuation, which is written without spaces. */
static bool
needs_no_space(const WicRuler *ruler, int at)
{
	WicCharClass class;
	uint32		cp;

	wic_utf8_next(ruler->bytes + at, ruler->bytes + ruler->length, &cp);
	class = wic_char_class(cp);
	return class == WIC_CLASS_CJK || class == WIC_CLASS_BLANK ||
		(cp >= 0x3000 && cp <= 0x303F) || (cp >= 0xFF00 && cp <= 0xFFEF);
}

static bool
ends_with_space(const HeadlineParsedText *prs)
{
	return prs->curwords > 0 && prs->words[prs->curwords - 1].replace;
}

/* Show a space instead of a tag, where one is needed. */
static void
add_space(Writer *writer, int start, int end)
{
	const WicRuler *ruler = writer->ruler;
	HeadlineWordEntry *word;
	int			before = start - 1;

	if (start == 0 || end == ruler->length || ends_with_space(writer->prs))
		return;
	while (before > 0 &&
		   wic_utf8_is_continuation(ruler->bytes[before]))
		before--;
	if (needs_no_space(ruler, before) || needs_no_space(ruler, end))
		return;
	word = add_word(writer->prs);
	word->in = 1;
	word->replace = 1;
}

static void
add_stretch(Writer *writer, int start, int end, bool selected)
{
	const WicRuler *ruler = writer->ruler;
	int			done = start;

	if (!writer->keeps_tags)
	{
		for (int at = start; at < end;)
		{
			int			next = Min(wic_ruler_next(ruler, at), end);

			if (wic_ruler_is_tag(ruler, at, next))
			{
				add_pieces(writer, done, at, selected);
				add_space(writer, at, next);
				done = next;
			}
			at = next;
		}
	}
	add_pieces(writer, done, end, selected);
}

static void
add_window(Writer *writer, WicWindow window)
{
	int			at = window.start;
	WicMarks	marks;
	WicStretch	stretch;

	CHECK_FOR_INTERRUPTS();
	wic_marks_begin(&marks, writer->ruler, writer->hits, writer->nhits,
					window);
	while (wic_marks_next(&marks, &stretch))
	{
		add_stretch(writer, at, stretch.start, false);
		add_stretch(writer, stretch.start, stretch.end, true);
		at = stretch.end;
	}
	add_stretch(writer, at, window.end, false);
}

static void
add_headline(Writer *writer, const Options *options)
{
	WicFragmentRules rules = make_rules(options, writer->nhits);
	WicWindow	whole = {0, writer->ruler->length};
	WicWindow  *windows;
	int			nwindows;
	void	   *memory;

	if (options->highlight_all && options->max_fragments == 0)
	{
		add_window(writer, whole);
		return;
	}

	memory = palloc_extended(wic_windows_memory(writer->hits, writer->nhits,
												&rules), MCXT_ALLOC_HUGE);
	windows = wic_choose_windows(writer->ruler, writer->hits, writer->nhits,
								 &rules, memory, &nwindows,
								 wic_check_interrupts);
	for (int i = 0; i < nwindows; i++)
	{
		if (i > 0 && windows[i - 1].end < windows[i].start)
			add_word(writer->prs);
		add_window(writer, windows[i]);
	}
	pfree(memory);
}

/* A tsquery as a wicquery, all of whose terms are in the condition. */
static WicMatcher *
make_matcher(FunctionCallInfo fcinfo, TSQuery condition, WicLevel level)
{
	Oid			config = wic_level_config(fcinfo, level);
	WicBm25		bm25 = {.k1 = 1,.b = 1,.average_length = 1};

	wic_check_config(config);
	return wic_matcher_create(wic_query_make(level, 0, &bm25, NULL, 0,
											 condition), config, false);
}

static Datum
make_headline(FunctionCallInfo fcinfo, WicLevel level)
{
	HeadlineParsedText *prs = (HeadlineParsedText *) PG_GETARG_POINTER(0);
	Options		options = read_options((List *) PG_GETARG_POINTER(1));
	TSQuery		condition = PG_GETARG_TSQUERY(2);
	WicMatcher *matcher = make_matcher(fcinfo, condition, level);
	StringInfoData text;
	void	   *memory;
	WicRuler	ruler;
	Writer		writer = {.prs = prs,.ruler = &ruler};

	put_strings(prs, &options);
	take_text(prs, &text);
	wic_matcher_read(matcher, text.data, text.len);
	writer.hits = wic_matcher_hits(matcher, &writer.nhits);
	writer.keeps_tags = options.highlight_all;
	memory = palloc_extended(wic_ruler_memory(text.len), MCXT_ALLOC_HUGE);
	wic_ruler_init(&ruler, memory, text.data, text.len, WIC_RULER_WORDS,
				   PG_INT32_MAX, wic_check_interrupts);
	add_headline(&writer, &options);

	pfree(memory);
	pfree(text.data);
	MemoryContextDelete(matcher->context);
	PG_RETURN_POINTER(prs);
}

/* Headline function of the parser wicsearch. */
PG_FUNCTION_INFO_V1(wic_headline);
Datum
wic_headline(PG_FUNCTION_ARGS)
{
	return make_headline(fcinfo, WIC_LEVEL_SCRIPT);
}

/* Headline function of the parser wicsearch_exact. */
PG_FUNCTION_INFO_V1(wic_headline_exact);
Datum
wic_headline_exact(PG_FUNCTION_ARGS)
{
	return make_headline(fcinfo, WIC_LEVEL_EXACT);
}
