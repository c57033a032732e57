/*-------------------------------------------------------------------------
 *
 * html_title.c
 *	  Which line of a page is its title.
 *
 * extension/pg/html_title.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/charclass.h"
#include "core/utf8.h"
#include "miscadmin.h"
#include "pg/html_title.h"
#include "utils/builtins.h"

/* A line that is no heading needs so many characters to be taken for one. */
#define PLAIN_TITLE_CHARS	6

/* How well a line is fit to be the title; the best is taken. */
typedef enum Fitness
{
	NOT_FIT,
	ONLY_H1,					/* the page's head names something else */
	NAMED_LINE,
	NAMED_HEADING,
	NAMED_H1
} Fitness;

/* Names of what a page may state as its title; "<title>" is the element. */
static const char *const title_names[] = {
	"og:title", "<title>", "twitter:title", "articletitle", "headline"
};

static const uint8_t *
skip_blank(const uint8_t *p, const uint8_t *end)
{
	while (p < end)
	{
		uint32_t	cp;
		size_t		n = wic_utf8_next(p, end, &cp);

		if (wic_char_class(cp) != WIC_CLASS_BLANK &&
			wic_char_class(cp) != WIC_CLASS_IGNORE)
			break;
		p += n;
	}
	return p;
}

/* title_site, title - site, title | site; a space does, too */
static bool
is_separated(const uint8_t *p, const uint8_t *end)
{
	uint32_t	cp;

	if (skip_blank(p, end) > p)
		return true;
	wic_utf8_next(p, end, &cp);
	return wic_char_class(cp) == WIC_CLASS_PUNCT || cp == '_' || cp == '|' ||
		cp == '-';
}

/* Does the title of the page's head begin with this line? */
static bool
names(const uint8_t *title, const uint8_t *title_end, const uint8_t *line,
	  const uint8_t *line_end)
{
	for (;;)
	{
		const uint8_t *rest = title;

		title = skip_blank(title, title_end);
		line = skip_blank(line, line_end);
		if (line == line_end)
			return title == title_end || is_separated(rest, title_end);
		if (title == title_end || *title != *line)
			return false;
		title++;
		line++;
	}
}

/* The titles that the page's head states. */
static int
stated_titles(const WicHtmlWalk *walk, text **titles, int max)
{
	int			n = 0;

	for (int i = 0; i < walk->nstated && n < max; i++)
	{
		text	   *name = DatumGetTextPP(walk->names->dvalues[i]);

		for (int k = 0; k < lengthof(title_names); k++)
			if (VARSIZE_ANY_EXHDR(name) == strlen(title_names[k]) &&
				memcmp(VARDATA_ANY(name), title_names[k],
					   strlen(title_names[k])) == 0)
			{
				titles[n++] = DatumGetTextPP(walk->values->dvalues[i]);
				break;
			}
	}
	return n;
}

static bool
is_named(const WicHtmlWalk *walk, const WicHtmlLine *line, text **titles,
		 int ntitles)
{
	const uint8_t *text_begin = (const uint8_t *) walk->text.data;

	for (int i = 0; i < ntitles; i++)
	{
		const uint8_t *title = (const uint8_t *) VARDATA_ANY(titles[i]);

		if (names(title, title + VARSIZE_ANY_EXHDR(titles[i]),
				  text_begin + line->start, text_begin + line->end))
			return true;
	}
	return false;
}

static Fitness
fitness(const WicHtmlLine *line, bool is_named)
{
	if (line->role != WIC_HTML_NO_ROLE && line->role != WIC_HTML_HEADING &&
		line->role != WIC_HTML_TEASER)
		return NOT_FIT;
	if (!is_named)
		return line->is_h1 && line->role == WIC_HTML_HEADING ? ONLY_H1 :
			NOT_FIT;
	if (line->is_h1)
		return NAMED_H1;
	if (line->role == WIC_HTML_HEADING)
		return NAMED_HEADING;
	return line->chars >= PLAIN_TITLE_CHARS && line->links == 0 ? NAMED_LINE :
		NOT_FIT;
}

/* An <h1> that is a link, and not the title, names the site. */
static void
set_aside_site_name(WicHtmlWalk *walk)
{
	for (int i = 0; i < walk->nlines; i++)
	{
		WicHtmlLine *line = &walk->lines[i];

		if (line->is_h1 && line->role == WIC_HTML_HEADING &&
			line->links == line->letters)
			line->role = WIC_HTML_WIDGET;
	}
}

void
wic_html_find_title(WicHtmlWalk *walk)
{
	text	   *titles[2 * lengthof(title_names)];
	int			ntitles = stated_titles(walk, titles, lengthof(titles));
	WicHtmlLine *best = NULL;
	Fitness		best_fitness = NOT_FIT;

	for (int i = 0; i < walk->nlines && best_fitness < NAMED_H1; i++)
	{
		WicHtmlLine *line = &walk->lines[i];
		Fitness		found = fitness(line, is_named(walk, line, titles,
												   ntitles));

		CHECK_FOR_INTERRUPTS();
		if (found > best_fitness)
		{
			best = line;
			best_fitness = found;
		}
	}
	if (best == NULL)
		return;

	if (best_fitness > ONLY_H1)
		set_aside_site_name(walk);
	best->role = WIC_HTML_TITLE;
	wic_html_state(walk, best_fitness == ONLY_H1 ? "<h1 alone>" : "<h1>",
				   pnstrdup(walk->text.data + best->start,
							best->end - best->start));
}
