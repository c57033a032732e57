/*-------------------------------------------------------------------------
 *
 * role.c
 *	  Settle the roles of paragraphs by their neighbours.
 *
 * extension/core/role.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/role.h"

#include "core/utf8.h"

/* A line of so many characters is rather a name than a title. */
#define NAME_CHARS		5
#define SITE_CHARS		8

/* The title is among so many lines that might be it. */
#define TITLE_LINES		5

/* Lines at the begin and at the end of which repeats are looked for */
#define EDGE_LINES		16
#define REPEAT_CHARS	20

/* A line without an end that is longer is a lead. */
#define LEAD_CHARS		30

/* So many lines without an end below each other are verse or a list. */
#define MAX_HEADINGS	3

/* So many short lines below each other are a menu. */
#define MENU_LINES		6

/* So long a paragraph is no teaser. */
#define BODY_CHARS		60

static size_t
chars_of(const WicPassage *passage)
{
	return passage->span.end_char - passage->span.start_char;
}

static bool
is_open(const WicPassage *passage)
{
	return passage->role == WIC_ROLE_NONE;
}

/* Running text: it ends as sentences end, or is too long for a title. */
static bool
is_running(const WicPassage *passage)
{
	return is_open(passage) && !passage->is_dash &&
		(passage->ends_sentence || passage->is_long);
}

static bool
is_body(const WicPassage *passage)
{
	return passage->role == WIC_ROLE_BODY || passage->role == WIC_ROLE_QUOTE ||
		is_running(passage);
}

size_t
wic_first_body(const WicPassage *passages, size_t n)
{
	size_t		i = 0;

	while (i < n && !is_body(&passages[i]))
		i++;
	return i;
}

static size_t
last_body(const WicPassage *passages, size_t n)
{
	while (n > 0 && !is_body(&passages[n - 1]))
		n--;
	return n;
}

/* Two paragraphs in a row that stand for themselves end a list. */
static bool
returns_to_body(const WicPassage *passages, size_t n, size_t i)
{
	for (size_t j = i; j < i + 2; j++)
		if (j >= n || !is_running(&passages[j]) || passages[j].is_bullet ||
			passages[j].is_cut_off || passages[j].is_english !=
			passages[i].is_english || chars_of(&passages[j]) < BODY_CHARS)
			return false;
	return true;
}

/* 相关阅读 and what follows it */
static void
settle_related(WicPassage *passages, size_t n)
{
	bool		is_related = false;

	for (size_t i = 0; i < n; i++)
	{
		WicPassage *passage = &passages[i];

		if (passage->heads_related && i > 0)
			is_related = true;
		else if (is_related && returns_to_body(passages, n, i))
			is_related = false;
		if (is_related && passage->role != WIC_ROLE_DISCLAIMER &&
			passage->role != WIC_ROLE_WIDGET)
			passage->role = WIC_ROLE_TEASER;
	}
}

/* • title and the begin of its text, cut off: without a head, too */
static void
settle_teasers(WicPassage *passages, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (is_open(&passages[i]) && is_open(&passages[i - 1]) &&
			passages[i].is_cut_off && passages[i - 1].is_bullet &&
			!passages[i - 1].ends_sentence)
			passages[i].role = passages[i - 1].role = WIC_ROLE_TEASER;
}

static bool
may_repeat(const WicPassage *passage)
{
	return is_open(passage) && !passage->ends_sentence &&
		chars_of(passage) < REPEAT_CHARS * (passage->is_english ? 3 : 1);
}

/* Lines that are there once more, from one place to another. */
static void
settle_repeats(WicPassage *passages, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
	{
		bool		is_name = chars_of(&passages[i]) <= NAME_CHARS;
		bool		is_repeated = false;

		if (!may_repeat(&passages[i]))
			continue;
		for (size_t j = i + 1; j < to; j++)
			if (may_repeat(&passages[j]) &&
				passages[j].hash == passages[i].hash)
			{
				passages[j].role = WIC_ROLE_REPEAT;
				is_repeated = true;
			}
		if (is_repeated && is_name)
			passages[i].role = WIC_ROLE_REPEAT;
	}
}

/* Many words below each other before the text begins */
static void
settle_menu(WicPassage *passages, size_t n, size_t end)
{
	size_t		run = 0;

	for (size_t i = 0; i <= end; i++)
	{
		if (i < end && is_open(&passages[i]) && passages[i].is_short)
		{
			run++;
			continue;
		}
		if (run >= MENU_LINES && end < n)
			for (size_t j = i - run; j < i; j++)
				passages[j].role = WIC_ROLE_WIDGET;
		run = 0;
	}
}

/* Might it be the title, if it stands above something? */
static bool
may_be_title(const WicPassage *passages, size_t n, size_t i)
{
	const WicPassage *passage = &passages[i];

	if (!is_open(passage) || passage->is_long || passage->is_dash ||
		passage->is_date || passage->is_bracketed || passage->is_empty ||
		passage->is_numbered || passage->begins_inside ||
		passage->ends_inside || passage->is_greeting)
		return false;
	if (!passage->ends_sentence)
		return true;
	/* A question may be a title where the line below says from where. */
	return !passage->is_cut_off && i + 1 < n &&
		passages[i + 1].role == WIC_ROLE_META;
}

static bool
is_name(const WicPassage *passage)
{
	return chars_of(passage) <= NAME_CHARS || passage->is_site;
}

/* Does anything show that this is a page, and no verse? */
static bool
is_page(const WicPassage *passages, size_t n, size_t end)
{
	if (end < n)
		return true;
	for (size_t i = 0; i < n; i++)
		if (!is_open(&passages[i]))
			return true;
	return false;
}

/* What stands above a breadcrumb belongs to the site. */
static size_t
behind_breadcrumbs(const WicPassage *passages, size_t n, size_t end)
{
	for (size_t i = end; i-- > 0;)
		if (passages[i].role == WIC_ROLE_BREADCRUMB)
		{
			for (size_t j = i + 1; j < end; j++)
				if (may_be_title(passages, n, j))
					return i + 1;
			return 0;
		}
	return 0;
}

/* Does the line that says when and by whom follow at once? */
static bool
is_above_meta(const WicPassage *passages, size_t n, size_t i)
{
	return i + 1 < n && passages[i + 1].role == WIC_ROLE_META;
}

/*
 * The title is the first line that may be it, but not the name of a site or
 * paper, if there is another one: one that is no name, or that stands where
 * titles do.
 */
static size_t
find_title(WicPassage *passages, size_t n, size_t end)
{
	size_t		title = WIC_NO_PASSAGE;
	bool		has_site = is_page(passages, n, end);
	size_t		i = behind_breadcrumbs(passages, n, end);
	int			seen = 0;

	for (; i < end && seen < TITLE_LINES; i++)
	{
		if (!may_be_title(passages, n, i))
			continue;
		seen++;
		if (title == WIC_NO_PASSAGE ||
			(has_site && is_name(&passages[title]) &&
			 (!is_name(&passages[i]) || is_above_meta(passages, n, i))))
			title = i;
	}
	return title + 1 < n ? title : WIC_NO_PASSAGE;
}

/* Is there anything to read behind it? */
static bool
has_content_behind(const WicPassage *passages, size_t n, size_t i)
{
	while (++i < n)
		if (is_open(&passages[i]) || wic_role_is_content(passages[i].role))
			return true;
	return false;
}

static size_t
settle_title(WicPassage *passages, size_t n)
{
	size_t		end = wic_first_body(passages, n);
	size_t		title = WIC_NO_PASSAGE;

	for (size_t i = 0; i < n; i++)
		if (passages[i].role == WIC_ROLE_TITLE)
			return i;
	/* A question above a line of metadata looks like running text. */
	if (end + 1 < n && may_be_title(passages, n, end))
		end++;
	title = find_title(passages, n, end);
	if (title == WIC_NO_PASSAGE || !has_content_behind(passages, n, title))
		return WIC_NO_PASSAGE;
	passages[title].role = WIC_ROLE_TITLE;
	return title;
}

/* Who wrote it, in a line below the title: the first such line. */
static void
settle_byline(WicPassage *passages, size_t title, size_t body)
{
	for (size_t i = title + 1; i < body; i++)
	{
		if (passages[i].role == WIC_ROLE_CREDIT)
			return;
		if (is_open(&passages[i]) && passages[i].is_name)
		{
			passages[i].role = WIC_ROLE_CREDIT;
			return;
		}
	}
}

/* A day below the last paragraph is when it was written. */
static void
settle_end(WicPassage *passages, size_t n, size_t end)
{
	for (size_t i = end; i < n; i++)
		if (is_open(&passages[i]) && passages[i].is_date)
			passages[i].role = WIC_ROLE_META;
}

/* What stands between the title and the first paragraph. */
static void
settle_head(WicPassage *passages, size_t title, size_t body)
{
	for (size_t i = 0; i < body; i++)
	{
		WicPassage *passage = &passages[i];

		if (!is_open(passage))
			continue;
		if (passage->is_date || (passage->is_dash && passage->is_dated))
			passage->role = WIC_ROLE_META;
		else if (title == WIC_NO_PASSAGE)
			continue;
		else if (i < title &&
				 chars_of(passage) <= (passage->is_english ?
									   LEAD_CHARS : SITE_CHARS))
			passage->role = WIC_ROLE_META;
		else if (i > title && chars_of(passage) > LEAD_CHARS &&
				 !passage->is_dash && !passage->is_english)
			passage->role = WIC_ROLE_LEAD;
	}
}

/* Without an end and not too long: a heading, if something follows. */
static bool
may_be_heading(const WicPassage *passage)
{
	return is_open(passage) && !passage->is_long && !passage->is_continued &&
		!passage->is_empty && !passage->is_greeting &&
		!passage->begins_inside && !passage->ends_inside &&
		(!passage->ends_sentence || passage->is_numbered) &&
		!(passage->is_dash && passage->is_dated);
}

/* A number counts for a sentence only if that is short. */
static bool
may_be_numbered_heading(const WicPassage *passage)
{
	return may_be_heading(passage) && passage->is_numbered &&
		(!passage->ends_sentence || passage->is_clause);
}

/* The next passage that is text and no picture's, or n. */
static size_t
next_content(const WicPassage *passages, size_t n, size_t i)
{
	for (i++; i < n; i++)
		if (is_open(&passages[i]) || passages[i].role == WIC_ROLE_BODY ||
			passages[i].role == WIC_ROLE_HEADING)
			break;
	return i;
}

/* Does the line go on with that above, or that below with it? */
static bool
is_broken_off(const WicPassage *passages, size_t n, size_t first,
			  size_t behind)
{
	if (behind < n && passages[behind].begins_inside)
		return true;
	return first > 0 && passages[first - 1].role == WIC_ROLE_BODY &&
		!passages[first - 1].ends_sentence;
}

/* Lines without an end below each other: a few are headings. */
static size_t
settle_run(WicPassage *passages, size_t n, size_t first)
{
	size_t		run = 0;
	size_t		behind = first;
	WicRole		role;

	for (; behind < n && may_be_heading(&passages[behind]) &&
		 !passages[behind].is_numbered;
		 behind = next_content(passages, n, behind))
		run++;
	role = run <= MAX_HEADINGS && behind < n &&
		!is_broken_off(passages, n, first, behind) ?
		WIC_ROLE_HEADING : WIC_ROLE_BODY;
	for (size_t i = first; i < behind; i++)
		if (is_open(&passages[i]))
			passages[i].role = role;
	return behind;
}

/* Headings and, for all that is left, body. */
static void
settle_body(WicPassage *passages, size_t n)
{
	size_t		i = 0;

	while (i < n)
	{
		WicPassage *passage = &passages[i];

		if (!is_open(passage) || passage->is_dash)
			i++;
		else if (may_be_numbered_heading(passage))
		{
			passage->role = next_content(passages, n, i) < n ?
				WIC_ROLE_HEADING : WIC_ROLE_BODY;
			i++;
		}
		else if (may_be_heading(passage) && !passage->is_numbered)
			i = settle_run(passages, n, i);
		else
		{
			passage->role = WIC_ROLE_BODY;
			i++;
		}
	}
}

/* The paragraph that an attribution is about, or WIC_NO_PASSAGE. */
static size_t
find_attributed(const WicPassage *passages, size_t i)
{
	while (i-- > 0)
		switch (passages[i].role)
		{
			case WIC_ROLE_CAPTION:
			case WIC_ROLE_WIDGET:
			case WIC_ROLE_REPEAT:
				break;
			case WIC_ROLE_BODY:
				return i;
			case WIC_ROLE_NONE:
			case WIC_ROLE_TITLE:
			case WIC_ROLE_HEADING:
			case WIC_ROLE_LEAD:
			case WIC_ROLE_QUOTE:
			case WIC_ROLE_ATTRIBUTION:
			case WIC_ROLE_CREDIT:
			case WIC_ROLE_META:
			case WIC_ROLE_BREADCRUMB:
			case WIC_ROLE_TEASER:
			case WIC_ROLE_DISCLAIMER:
				return WIC_NO_PASSAGE;
		}
	return WIC_NO_PASSAGE;
}

/*
 * A dash with a date or a book says who said what stands above; with a name
 * alone it does so only below what is in quotes, since lists have dashes too.
 */
static void
settle_attributions(WicPassage *passages, size_t n)
{
	for (size_t i = 0; i < n; i++)
	{
		WicPassage *passage = &passages[i];
		size_t		quote = find_attributed(passages, i);
		bool		is_bound = quote != WIC_NO_PASSAGE &&
		(passage->is_dated || passages[quote].is_quoted);

		if (passage->role == WIC_ROLE_ATTRIBUTION ||
			(is_open(passage) && passage->is_dash))
		{
			if (is_bound)
				passages[quote].role = WIC_ROLE_QUOTE;
			passage->role = is_bound || passage->is_dated ?
				WIC_ROLE_ATTRIBUTION : WIC_ROLE_BODY;
			if (passage->role == WIC_ROLE_BODY && i > 0 &&
				(passages[i - 1].role == WIC_ROLE_TITLE ||
				 passages[i - 1].role == WIC_ROLE_HEADING))
				passage->role = WIC_ROLE_HEADING;
		}
	}
}

/* From the end up, as long as such lines are met; the first line is none. */
static void
settle_notices(WicPassage *passages, size_t n)
{
	while (n > 0 && --n > 0)
	{
		if (!is_open(&passages[n]))
			continue;
		if (!passages[n].is_notice)
		{
			if (is_running(&passages[n]))
				return;
			continue;
		}
		passages[n].role = WIC_ROLE_DISCLAIMER;
	}
}

/* The first English line below Chinese text heads a section of its own. */
static void
settle_section_titles(WicPassage *passages, size_t n)
{
	bool		was_english = true;

	for (size_t i = 0; i < n; i++)
	{
		if (!wic_role_is_content(passages[i].role))
			continue;
		if (passages[i].role == WIC_ROLE_HEADING && !was_english &&
			passages[i].is_english)
		{
			size_t		next = next_content(passages, n, i);

			if (next < n && passages[next].is_english)
				passages[i].role = WIC_ROLE_TITLE;
		}
		was_english = passages[i].is_english;
	}
}

size_t
wic_settle_roles(WicPassage *passages, size_t n)
{
	size_t		title;
	size_t		body;
	size_t		end;

	settle_notices(passages, n);
	settle_related(passages, n);
	settle_teasers(passages, n);

	body = wic_first_body(passages, n);
	end = last_body(passages, n);
	settle_menu(passages, n, body);
	/* Verse, which has no such line, repeats itself on purpose. */
	if (body < n)
	{
		settle_repeats(passages, 0, body < EDGE_LINES ? body : EDGE_LINES);
		settle_repeats(passages,
					   end + EDGE_LINES < n ? n - EDGE_LINES : end, n);
	}

	title = settle_title(passages, n);
	body = wic_first_body(passages, n);
	if (title != WIC_NO_PASSAGE && body < n)
		settle_byline(passages, title, body);
	settle_head(passages, title, body);
	if (body < n)
		settle_end(passages, n, end);
	settle_body(passages, n);
	settle_attributions(passages, n);
	settle_section_titles(passages, n);
	return title;
}
