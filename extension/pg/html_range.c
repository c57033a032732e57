/*-------------------------------------------------------------------------
 *
 * html_range.c
 *	  Which lines of a page are its content, and which its surroundings.
 *
 * extension/pg/html_range.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "pg/html_range.h"
#include "pg/html_walk.h"
#include "utils/memutils.h"

/*
 * An element of less than SHORT letters is a teaser if more than 4/5 of it are
 * links (the values of Trafilatura); a list of lines shorter than that, if
 * more than half of it is.
 */
#define SHORT		100
#define LIST_LINES		3

/* A line above lists that says what they are: 您可能感兴趣的 */
#define LABEL			8

/* Breadcrumbs and captions are not longer. */
#define BREADCRUMB_LETTERS	200
#define CAPTION_LETTERS		300

/* How many of the ranges of each role a line is in */
typedef struct Cover
{
	int		   *changes[WIC_HTML_ROLES];	/* from line to line */
	int		   *lists;			/* of teasers that are lists */
	int		   *plain;			/* letters outside links before the line */
} Cover;

void
wic_html_tally_line(WicHtmlTally *tally, const WicHtmlLine *line)
{
	tally->lines++;
	tally->letters += line->letters;
	tally->links += line->links;
	if (line->links == 0 && line->role != WIC_HTML_HEADING)
	{
		tally->plain_lines++;
		tally->plain_letters += line->letters;
	}
}

static bool
is_mostly_link(int letters, int links)
{
	return letters < SHORT && links * 5 > letters * 4;
}

/* Sets *is_list if the lines are one of several. */
static bool
is_teaser(const WicHtmlTally *tally, const WicHtmlTag *tag, bool *is_list)
{
	int			lines = tally->lines + tally->done_lines;
	int64		letters = (int64) tally->letters + tally->done_letters;
	int64		links = (int64) tally->links + tally->done_letters;

	if ((tag->flags & (WIC_HTML_BLOCK | WIC_HTML_CELL)) == 0 ||
		(tag->flags & (WIC_HTML_PAGE | WIC_HTML_PART | WIC_HTML_LINE)) != 0 ||
		tally->seen != 0 || tally->letters == 0)
		return false;

	*is_list = lines >= LIST_LINES;
	if (is_mostly_link(tally->letters, tally->links))
		return true;
	if (!*is_list || links * 2 <= letters || letters / lines >= SHORT)
		return false;
	if (tag->flags & WIC_HTML_LIST)
		return true;

	/* Lists that were found in it may stand around a short article. */
	if (tally->done_lines > 0)
		return tally->plain_letters <= LABEL && tally->plain_lines <= 1;
	return tally->plain_lines * 3 <= lines && tally->plain_letters < SHORT;
}

static void
add_tally(WicHtmlTally *outer, const WicHtmlTally *inner)
{
	outer->lines += inner->lines;
	outer->letters += inner->letters;
	outer->links += inner->links;
	outer->plain_lines += inner->plain_lines;
	outer->plain_letters += inner->plain_letters;
	outer->done_lines += inner->done_lines;
	outer->done_letters += inner->done_letters;
}

bool
wic_html_tally_range(WicHtmlTally *outer, const WicHtmlTally *inner,
					 const WicHtmlTag *tag, WicHtmlRange *range)
{
	outer->seen |= inner->seen;
	if (range->first == range->end)
		return false;

	switch (range->role)
	{
		case WIC_HTML_NO_ROLE:
			break;
		case WIC_HTML_TEASER:
		case WIC_HTML_WIDGET:
		case WIC_HTML_BREADCRUMB:
			/* May turn out to be the article all the same. */
			if (inner->seen != 0)
				add_tally(outer, inner);
			return true;
		case WIC_HTML_HEADING:
			add_tally(outer, inner);
			return false;
		case WIC_HTML_TITLE:
		case WIC_HTML_CAPTION:
		case WIC_HTML_QUOTE:
		case WIC_HTML_DISCLAIMER:
		case WIC_HTML_ROLES:
			add_tally(outer, inner);
			return true;
	}

	if (!is_teaser(inner, tag, &range->is_list))
	{
		add_tally(outer, inner);
		return false;
	}
	range->role = WIC_HTML_TEASER;
	range->is_sure = true;
	outer->done_lines += inner->lines + inner->done_lines;
	outer->done_letters += inner->letters + inner->done_letters;
	return true;
}

static int *
zeros(int n)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, n * sizeof(int),
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* Does the name of an element keep its promise, seen what is in it? */
static bool
is_credible(const WicHtmlRange *range, const Cover *cover, int nlines)
{
	int64		plain = cover->plain[range->end] - cover->plain[range->first];
	int64		whole = cover->plain[nlines];

	if (range->role == WIC_HTML_QUOTE)
		return plain * 5 <= whole * 4;
	if ((range->seen & WIC_HTML_MAIN) != 0)
		return false;
	if (range->is_sure)
		return true;
	if (range->role == WIC_HTML_BREADCRUMB && plain > BREADCRUMB_LETTERS)
		return false;
	if (range->role == WIC_HTML_CAPTION && plain > CAPTION_LETTERS)
		return false;
	return (range->seen & WIC_HTML_H1) == 0 && plain * 2 <= whole;
}

static void
mark(int *changes, const WicHtmlRange *range)
{
	changes[range->first]++;
	changes[range->end]--;
}

static void
make_cover(Cover *cover, const WicHtmlWalk *walk)
{
	for (int role = 0; role < WIC_HTML_ROLES; role++)
		cover->changes[role] = zeros(walk->nlines + 1);
	cover->lists = zeros(walk->nlines + 1);
	cover->plain = zeros(walk->nlines + 1);

	for (int i = 0; i < walk->nlines; i++)
		cover->plain[i + 1] = cover->plain[i] + walk->lines[i].letters -
			walk->lines[i].links;

	for (int i = 0; i < walk->nranges; i++)
	{
		const WicHtmlRange *range = &walk->ranges[i];

		CHECK_FOR_INTERRUPTS();
		if (!is_credible(range, cover, walk->nlines))
			continue;
		mark(cover->changes[range->role], range);
		if (range->role == WIC_HTML_TEASER && range->is_list)
			mark(cover->lists, range);
	}
}

/* The role that counts, of all that cover a line. */
static WicHtmlRole
role_that_counts(const int *depth, bool in_list, WicHtmlRole own)
{
	if (depth[WIC_HTML_BREADCRUMB] > 0)
		return WIC_HTML_BREADCRUMB;
	if (depth[WIC_HTML_WIDGET] > 0)
		return WIC_HTML_WIDGET;
	if (depth[WIC_HTML_DISCLAIMER] > 0)
		return WIC_HTML_DISCLAIMER;
	if (in_list)
		return WIC_HTML_TEASER;
	if (own != WIC_HTML_NO_ROLE)
		return own;
	if (depth[WIC_HTML_CAPTION] > 0)
		return WIC_HTML_CAPTION;
	if (depth[WIC_HTML_TEASER] > 0)
		return WIC_HTML_TEASER;
	if (depth[WIC_HTML_QUOTE] > 0)
		return WIC_HTML_QUOTE;
	return WIC_HTML_NO_ROLE;
}

void
wic_html_settle(WicHtmlWalk *walk)
{
	Cover		cover;
	int			depth[WIC_HTML_ROLES] = {0};
	int			lists = 0;

	make_cover(&cover, walk);
	for (int i = 0; i < walk->nlines; i++)
	{
		WicHtmlLine *line = &walk->lines[i];

		for (int role = 0; role < WIC_HTML_ROLES; role++)
			depth[role] += cover.changes[role][i];
		lists += cover.lists[i];
		line->role = role_that_counts(depth, lists > 0, line->role);

		/* Between two <br>, or in no element of its own */
		if (line->role == WIC_HTML_NO_ROLE &&
			is_mostly_link(line->letters, line->links))
			line->role = WIC_HTML_TEASER;
	}

	for (int role = 0; role < WIC_HTML_ROLES; role++)
		pfree(cover.changes[role]);
	pfree(cover.lists);
	pfree(cover.plain);
}
