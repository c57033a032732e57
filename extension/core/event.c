/*-------------------------------------------------------------------------
 *
 * event.c
 *	  When that happened which a document is about.
 *
 * extension/core/event.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/event.h"

#include "core/metaline.h"
#include "core/sentence.h"

/* Paragraphs, and sentences of each, that tell what a text is about */
#define PARAGRAPHS	4
#define SENTENCES	3

bool
wic_resolve_year(WicDate *date, int sentence_year, int title_year,
				 const WicDate *published)
{
	if (date->year != 0)
		return true;
	date->year = sentence_year != 0 ? sentence_year : title_year;
	if (date->year == 0 && published->precision != WIC_PRECISION_NONE)
	{
		date->year = published->year;
		if (published->precision >= WIC_PRECISION_DAY &&
			wic_date_compare(date, published) > 0)
			date->year--;
	}
	return date->year != 0 && wic_is_day(date->year, date->month, date->day);
}

/* The first year that a line names, or 0. */
static int
year_of(const WicLine *line)
{
	WicDate		date;
	size_t		from = 0;

	while (wic_date_next(line->raw, line->n, &from, &date))
		if (date.year != 0)
			return date.year;
	return 0;
}

static int
year_of_title(const WicFoldTable *table, const WicPassage *passages,
			  size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (passages[i].role == WIC_ROLE_TITLE)
		{
			WicLine		line;

			wic_line_read(&line, table, &passages[i].span);
			return year_of(&line);
		}
	return 0;
}

/* The first good day of a sentence. */
static bool
find_in_sentence(const WicLine *line, int title_year, WicMetadata *metadata)
{
	int			year = year_of(line);
	WicDate		date;
	size_t		from = 0;

	if (!wic_line_has_word(line, wic_event_words))
		return false;
	while (wic_date_next(line->raw, line->n, &from, &date))
	{
		bool		is_inferred = date.year == 0;

		if (date.precision < WIC_PRECISION_DAY ||
			!wic_resolve_year(&date, year, title_year, &metadata->published))
			continue;
		if (metadata->published.precision >= WIC_PRECISION_DAY &&
			wic_date_compare(&date, &metadata->published) > 0)
			continue;
		metadata->event = date;
		metadata->event_is_inferred = is_inferred;
		return true;
	}
	return false;
}

static bool
find_in_passage(const WicFoldTable *table, const WicPassage *passage,
				int title_year, WicMetadata *metadata)
{
	WicSentences sentences;
	WicParagraph sentence;

	wic_sentences_init(&sentences, passage->span.start, passage->span.size);
	for (int i = 0; i < SENTENCES; i++)
	{
		WicLine		line;

		if (!wic_sentences_next(&sentences, &sentence))
			return false;
		wic_line_read(&line, table, &sentence);
		if (find_in_sentence(&line, title_year, metadata))
			return true;
	}
	return false;
}

/* 发表时间 and 发表于 are no events, though they have words of one. */
static bool
is_stated(const WicFoldTable *table, const WicPassage *passage)
{
	WicMetaLine meta;
	WicLine		line;

	wic_line_read(&line, table, &passage->span);
	wic_metaline_read(&meta, &line);
	return meta.nkeys > 0 || meta.kind == WIC_META_LINE;
}

/* Where an event may be told; a line below the title may do it. */
static bool
tells(const WicFoldTable *table, const WicPassage *passage, int seen)
{
	if (passage->role == WIC_ROLE_META)
		return seen == 0 && !is_stated(table, passage);
	return passage->role == WIC_ROLE_TITLE || passage->role == WIC_ROLE_LEAD ||
		passage->role == WIC_ROLE_BODY;
}

void
wic_find_event(const WicFoldTable *table, const WicPassage *passages,
			   size_t n, WicMetadata *metadata)
{
	int			title_year = year_of_title(table, passages, n);
	int			seen = 0;

	if (metadata->event.precision != WIC_PRECISION_NONE)
		return;
	for (size_t i = 0; i < n && seen < PARAGRAPHS; i++)
	{
		if (!tells(table, &passages[i], seen))
			continue;
		if (find_in_passage(table, &passages[i], title_year, metadata))
			return;
		seen += passages[i].role == WIC_ROLE_BODY ||
			passages[i].role == WIC_ROLE_LEAD;
	}
}
