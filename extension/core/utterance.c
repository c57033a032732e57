/*-------------------------------------------------------------------------
 *
 * utterance.c
 *	  Find what a document quotes, and from whom, when and where.
 *
 * extension/core/utterance.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/utterance.h"

#include <string.h>

#include "core/charclass.h"
#include "core/origin.h"

/* How far before and behind a quotation its speaker is looked for */
#define VERB_REACH		60
#define BEHIND_REACH	120

/* A paragraph that reports opens with speaker and verb this soon. */
#define OPENER_MAX		60

/* A line of attribution at the end of its paragraph is no longer. */
#define TAIL_MAX		80

#define OF				0x7684	/* 的 */

void
wic_utterances_init(WicUtterances *state, const WicFoldTable *table,
					const WicDate *published, WicUtteranceSink sink,
					void *arg)
{
	memset(state, 0, sizeof(*state));
	state->table = table;
	if (published != NULL)
		state->published = *published;
	state->sink = sink;
	state->arg = arg;
}

const char *
wic_utterance_kind_name(WicUtteranceKind kind)
{
	static const char *const names[] = {
		"act", "block", "inline", "reported", "term"
	};

	return names[kind];
}

const char *
wic_utterance_status_name(WicUtteranceStatus status)
{
	static const char *const names[] = {
		NULL, "explicit", "carried", "inferred"
	};

	return names[status];
}

const char *
wic_act_kind_name(uint32_t kind)
{
	if (kind & WIC_SPEECH_VIDEO)
		return "video";
	if (kind & WIC_SPEECH_LETTER)
		return "letter";
	return kind & WIC_SPEECH_SPEECH ? "speech" : NULL;
}

static void
put(WicUtterances *state, WicUtteranceKind kind, WicUtteranceStatus status,
	size_t start, size_t end, unsigned depth, const WicOrigin *origin)
{
	WicUtterance utterance = {
		.kind = kind,
		.status = status,
		.passage = state->passage,
		.start = state->start_char + start,
		.end = state->start_char + end,
		.depth = depth,
		.origin = origin
	};

	state->sink(state->arg, &utterance);
}

/* Characters of CJK in a stretch. */
static size_t
count_cjk(const WicUtterances *state, size_t start, size_t end)
{
	size_t		count = 0;

	for (size_t i = start; i < end; i++)
		count += wic_char_class(state->chars[i]) == WIC_CLASS_CJK;
	return count;
}

static bool
ends_sentence(const WicUtterances *state, size_t start, size_t end)
{
	return end > start && (wic_is_sentence_end(state->chars[end - 1]) ||
						   state->chars[end - 1] == 0x2026);
}

/* Note the act that chars[from] to chars[to] tell of, if they do. */
static bool
read_act(WicUtterances *state, size_t from, size_t to, WicOrigin *origin)
{
	WicAct		act;

	if (!wic_act_in(state->chars, from, to, &act))
		return false;
	wic_origin_from_act(origin, state->chars, state->bytes, state->offsets,
						&act);
	wic_origin_complete_year(origin, state->chars, act.speaker.end, to,
							 state->title_year, &state->published);
	return true;
}

/* Remember an act that the document tells of. */
static void
remember_act(WicUtterances *state, const WicOrigin *act)
{
	state->local = *act;
	state->has_local = true;
	state->speaker = act->speaker;
	if (!state->has_main)
	{
		state->main = *act;
		state->has_main = true;
	}
	else if (wic_name_equal(&state->main.speaker, &act->speaker) &&
			 !wic_origin_merge(&state->main, act))
		state->has_others = true;
}

/* Tell of the acts in the sentence from start to end. */
static void
read_sentence(WicUtterances *state, size_t start, size_t end)
{
	WicOrigin  *act = &state->spare;

	if (end - start < 6 || !read_act(state, start, end, act) ||
		act->kind == 0 || act->speaker.size == 0 ||
		(act->occasion.size == 0 && act->date.precision < WIC_PRECISION_DAY))
		return;
	remember_act(state, act);
	put(state, WIC_UTTERANCE_ACT, WIC_STATUS_EXPLICIT, start, end, 0, act);
}

/* What the document has said about a speaker's act. */
static void
carry_act(const WicUtterances *state, WicOrigin *origin)
{
	const WicOrigin *act = NULL;

	if (state->has_local &&
		wic_name_equal(&state->local.speaker, &origin->speaker))
		act = &state->local;
	else if (state->has_main && !state->has_others &&
			 wic_name_equal(&state->main.speaker, &origin->speaker))
		act = &state->main;
	if (act != NULL)
		wic_origin_fill(origin, act);
}

/* Where the sentence or clause begins that holds chars[at]. */
static size_t
sentence_start(const WicUtterances *state, size_t at)
{
	size_t		start = at;

	while (start > 0 && at - start < WIC_STATEMENT_MAX &&
		   !wic_is_sentence_end(state->chars[start - 1]))
		start--;
	/* 。” ends a sentence too. */
	while (start < at && wic_is_quote_closer(state->chars[start]))
		start++;
	return start;
}

static size_t
clause_start(const WicUtterances *state, size_t from, size_t at)
{
	while (at > from && !wic_is_clause_end(state->chars[at - 1]) &&
		   !wic_is_quote_closer(state->chars[at - 1]))
		at--;
	return at;
}

/* Who is it that says what the verb at chars[verb] leads to? */
static WicUtteranceStatus
find_speaker(WicUtterances *state, size_t from, size_t verb,
			 WicOrigin *origin)
{
	size_t		clause = clause_start(state, from, verb);
	size_t		before = wic_skip_adverbs_back(state->chars, clause, verb);
	WicAct		act;

	if (wic_act_in(state->chars, clause, verb + 2, &act) &&
		act.verb <= verb)
	{
		if (!read_act(state, from, verb + 2, origin) ||
			origin->speaker.n != act.speaker.end - act.speaker.start ||
			memcmp(origin->speaker.folded, state->chars + act.speaker.start,
				   origin->speaker.n * sizeof(uint32_t)) != 0)
			(void) read_act(state, clause, verb + 2, origin);
		return WIC_STATUS_EXPLICIT;
	}
	if (wic_pronoun_before(state->chars, clause, verb))
	{
		origin->speaker = state->speaker;
		return state->speaker.size > 0 ? WIC_STATUS_CARRIED : WIC_STATUS_NONE;
	}
	if (before > clause)
		return WIC_STATUS_NONE;
	if (clause > from && read_act(state, from, clause, origin))
		return WIC_STATUS_EXPLICIT;
	if (clause > from || !state->has_local)
		return WIC_STATUS_NONE;
	origin->speaker = state->local.speaker;
	return WIC_STATUS_CARRIED;
}

/* The verb of saying before a quotation; SIZE_MAX if there is none. */
static size_t
verb_before(const WicUtterances *state, size_t from, size_t open,
			bool *is_adjacent)
{
	size_t		at = open;
	size_t		n;

	while (at > from && (state->chars[at - 1] == ':' ||
						 state->chars[at - 1] == ',' ||
						 state->chars[at - 1] == ' '))
		at--;
	*is_adjacent = true;
	n = wic_say_before(state->chars, from, at);
	if (n > 0)
		return at - n;

	*is_adjacent = false;
	for (; at > from && open - at < VERB_REACH; at--)
	{
		n = wic_speech_word_before(state->chars + from, at - from,
								   WIC_SPEECH_SAY);
		if (n > 0)
			return at - n;
	}
	return SIZE_MAX;
}

/* Does what follows show that the marked words are only a name? */
static bool
is_embedded(const WicUtterances *state, size_t close)
{
	size_t		at = close + 1;

	if (at >= state->n)
		return false;
	if (wic_speech_word(state->chars + at, state->n - at,
						WIC_SPEECH_TOPIC) > 0 || state->chars[at] == OF)
		return true;
	return wic_char_class(state->chars[at]) == WIC_CLASS_CJK;
}

static bool
has_clauses(const WicUtterances *state, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		if (wic_is_clause_end(state->chars[i]))
			return true;
	return false;
}

/* The speaker named behind a quotation: “…,”X说; “…。”X向…致贺信。 */
static WicUtteranceStatus
speaker_behind(WicUtterances *state, const WicQuote *quote,
			   WicOrigin *origin)
{
	size_t		start = quote->end + 1;
	size_t		end;
	WicAct		act;
	bool		is_short;

	if (start < state->n && state->chars[start] == ',')
		start++;
	if (start >= state->n)
		return WIC_STATUS_NONE;
	for (end = start; end < state->n && end - start < BEHIND_REACH; end++)
		if (wic_is_sentence_end(state->chars[end]) ||
			wic_quote_closer(state->chars[end]) != 0)
			break;
	if (!wic_act_in(state->chars, start, end, &act))
		return WIC_STATUS_NONE;
	is_short = clause_start(state, start, act.verb) == start &&
		wic_speech_word(state->chars + act.verb, state->n - act.verb,
						WIC_SPEECH_SAY | WIC_SPEECH_SAY_SHORT) > 0;
	if (!is_short && (act.kind == 0 || quote->start > 1 ||
					  !ends_sentence(state, quote->start, quote->end)))
		return WIC_STATUS_NONE;
	(void) read_act(state, start, end, origin);
	return is_short ? WIC_STATUS_EXPLICIT : WIC_STATUS_INFERRED;
}

/* Is a marked stretch somebody's words?  If so *origin says whose. */
static bool
is_quotation(WicUtterances *state, const WicQuote *quote, bool goes_on,
			 WicUtteranceStatus *status, WicOrigin *origin)
{
	size_t		open = quote->start - 1;
	size_t		from = sentence_start(state, open);
	bool		is_adjacent;
	size_t		verb;
	bool		is_sentence = ends_sentence(state, quote->start, quote->end);

	*status = WIC_STATUS_NONE;
	memset(origin, 0, sizeof(*origin));
	if (count_cjk(state, quote->start, quote->end) < WIC_QUOTATION_MIN)
		return false;
	if (wic_japanese_speaker(state->chars, from, open, quote->end + 1,
							 state->n, state->bytes, state->offsets, origin))
	{
		*status = origin->speaker.size > 0 ? WIC_STATUS_EXPLICIT :
			WIC_STATUS_NONE;
		return true;
	}

	verb = verb_before(state, from, open, &is_adjacent);
	if (verb != SIZE_MAX &&
		(is_adjacent || (!is_embedded(state, quote->end) &&
						 has_clauses(state, quote->start, quote->end))))
	{
		*status = find_speaker(state, from, verb, origin);
		return true;
	}
	if (verb == SIZE_MAX)
		*status = speaker_behind(state, quote, origin);
	return goes_on || *status != WIC_STATUS_NONE ||
		(open == 0 && is_sentence);
}

/* Tell of one marked stretch; does it go on with one left open above? */
static void
read_quote(WicUtterances *state, const WicQuote *quote, bool goes_on)
{
	WicOrigin  *origin = &state->found;
	WicUtteranceStatus status;

	if (quote->is_title || quote->end == quote->start)
		return;
	if (!is_quotation(state, quote, goes_on, &status, origin))
	{
		if (quote->is_closed)
			put(state, WIC_UTTERANCE_TERM, WIC_STATUS_NONE, quote->start,
				quote->end, quote->depth, NULL);
		return;
	}
	if (status == WIC_STATUS_NONE && goes_on)
	{
		origin->speaker = state->speaker;
		status = WIC_STATUS_CARRIED;
	}

	/* One that stays open is told only if it runs to the end. */
	if (!quote->is_closed && (quote->depth > 0 || quote->end != state->n ||
							  status == WIC_STATUS_NONE))
		return;
	if (status != WIC_STATUS_NONE)
	{
		carry_act(state, origin);
		state->speaker = origin->speaker;
	}
	put(state, WIC_UTTERANCE_INLINE, status, quote->start, quote->end,
		quote->depth, origin);
	state->is_open |= !quote->is_closed;
}

/* Tell of the acts in the sentences that begin at *start, before stop. */
static void
read_sentences(WicUtterances *state, size_t *start, size_t stop, size_t end)
{
	while (*start < stop)
	{
		size_t		at = *start;

		while (at < end && wic_is_quote_closer(state->chars[at]))
			at++;
		*start = at;
		while (at < end && !wic_is_sentence_end(state->chars[at]))
			at++;
		read_sentence(state, *start, at);
		*start = at + 1;
	}
}

/* Acts and quotations of the passage, in the order of the text. */
static void
read_quotes(WicUtterances *state, size_t end, bool is_block)
{
	WicQuotes	quotes;
	WicQuote	quote;
	size_t		sentence = 0;
	bool		was_open = state->is_open;

	state->is_open = false;
	wic_quotes_init(&quotes, state->chars, end);
	while (wic_quotes_next(&quotes, &quote))
	{
		read_sentences(state, &sentence, quote.start, end);
		if (!is_block || quote.depth > 0 || quote.start != 1)
			read_quote(state, &quote, was_open && quote.start == 1);
	}
	read_sentences(state, &sentence, end, end);
}

/* Where the words end that a report opens with, 0 if it is none. */
static size_t
opener(WicUtterances *state, size_t end, WicUtteranceStatus *status,
	   WicOrigin *origin)
{
	memset(origin, 0, sizeof(*origin));
	for (size_t at = 1; at < end && at < OPENER_MAX; at++)
	{
		size_t		n;

		if (wic_is_sentence_end(state->chars[at]) ||
			wic_quote_closer(state->chars[at]) != 0)
			return 0;
		if (state->chars[at] != ',' && state->chars[at] != ':')
			continue;
		if (at + 1 < end && wic_quote_closer(state->chars[at + 1]) != 0)
			return 0;
		n = wic_say_before(state->chars, 0, at);
		if (n == 0 || n == at)
			continue;
		*status = find_speaker(state, 0, at - n, origin);
		return *status == WIC_STATUS_NONE || origin->speaker.size == 0 ?
			0 : at + 1;
	}
	return 0;
}

/* Is the passage a report of what somebody says? */
static void
read_report(WicUtterances *state, size_t end)
{
	WicOrigin  *origin = &state->found;
	WicUtteranceStatus status;

	if (opener(state, end, &status, origin) > 0)
		state->speaker = origin->speaker;
	else if (state->is_reporting &&
			 wic_speech_word(state->chars, end, WIC_SPEECH_CONTINUE) > 0)
	{
		memset(origin, 0, sizeof(*origin));
		origin->speaker = state->speaker;
		status = WIC_STATUS_CARRIED;
	}
	else
	{
		state->is_reporting = false;
		return;
	}

	carry_act(state, origin);
	put(state, WIC_UTTERANCE_REPORTED, status, 0, end, 0, origin);
	state->is_reporting = true;
}

/* The attribution with which a paragraph ends: 。——DATE,SPEAKER… */
static size_t
find_tail(const WicUtterances *state)
{
	const uint32_t *chars = state->chars;

	for (size_t at = state->n; at > 2 && state->n - at < TAIL_MAX; at--)
	{
		if (!wic_is_dash(chars[at - 1]))
			continue;
		while (at > 1 && wic_is_dash(chars[at - 1]))
			at--;
		while (at > 1 && chars[at - 1] == ' ')
			at--;
		if (wic_is_sentence_end(chars[at - 1]) ||
			wic_is_quote_closer(chars[at - 1]) || chars[at - 1] == 0x2026)
			return at;
		return 0;
	}
	return 0;
}

/* A whole passage of somebody's words; where they end. */
static size_t
read_block(WicUtterances *state, const WicUtterancePassage *line)
{
	WicOrigin  *origin = &state->found;
	WicAct		act;
	size_t		end = state->n;
	size_t		n;

	if (line != NULL)
	{
		n = wic_attribution_fold(state->table, line->bytes, line->size,
								 state->line, state->line_offsets,
								 WIC_LINE_MAX);
		(void) wic_attribution_line(state->line, 0, n, &act);
		wic_origin_from_act(origin, state->line, line->bytes,
							state->line_offsets, &act);
		wic_origin_complete_year(origin, state->line, act.speaker.end, n,
								 state->title_year, &state->published);
	}
	else
	{
		end = find_tail(state);
		if (end == 0 ||
			!wic_attribution_line(state->chars, end, state->n, &act) ||
			act.speaker.start == act.speaker.end)
			return 0;
		wic_origin_from_act(origin, state->chars, state->bytes,
							state->offsets, &act);
		wic_origin_complete_year(origin, state->chars, act.speaker.end,
								 state->n, state->title_year,
								 &state->published);
	}
	put(state, WIC_UTTERANCE_BLOCK, origin->speaker.size > 0 ?
		WIC_STATUS_EXPLICIT : WIC_STATUS_NONE, 0, end, 0, origin);
	return end;
}

/* Remember what a title says; it quotes nobody. */
static void
read_title(WicUtterances *state)
{
	size_t		at = 0;
	WicDate		date;

	while (state->title_year == 0 &&
		   wic_date_next(state->chars, state->n, &at, &date))
		state->title_year = date.year;
	read_sentence(state, 0, state->n);
}

static void
read_text(WicUtterances *state, const WicUtterancePassage *line)
{
	size_t		end = read_block(state, line);

	if (end > 0)
	{
		state->is_reporting = false;
		read_quotes(state, end, true);
		return;
	}
	read_quotes(state, state->n, false);
	read_report(state, state->n);
}

void
wic_utterances_read(WicUtterances *state, size_t number,
					const WicUtterancePassage *passage,
					const WicUtterancePassage *line)
{
	size_t		done = 0;

	state->passage = number;
	state->start_char = passage->start_char;
	state->has_local = false;
	if (passage->role == WIC_ROLE_OTHER)
		state->is_reporting = state->is_open = false;
	if (passage->role != WIC_ROLE_TITLE && passage->role != WIC_ROLE_TEXT)
		return;

	while (done < passage->size)
	{
		state->bytes = passage->bytes + done;
		if (state->beat != NULL)
			state->beat();
		state->n = wic_attribution_fold(state->table, state->bytes,
										passage->size - done, state->chars,
										state->offsets, WIC_UTTERANCE_CHARS);
		if (passage->role == WIC_ROLE_TITLE)
			read_title(state);
		else
			read_text(state, line);
		done += state->offsets[state->n];
		state->start_char += state->n;
		line = NULL;
	}
}
