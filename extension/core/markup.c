/*-------------------------------------------------------------------------
 *
 * markup.c
 *	  Is a text an HTML page, or a part of one?
 *
 * extension/core/markup.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/markup.h"

#include <string.h>

#include "core/utf8.h"

/* A tag is no longer. */
#define TAG_BYTES_MAX	2048

/* So many tags at least make a part of a page, ... */
#define TAGS_MIN		3

/* ... one for so many bytes of text, */
#define BYTES_PER_TAG	1500

#define NAME_MAX_BYTES 10

/* Comments before a page are not longer. */
#define PROLOG_BYTES_MAX	(64 * 1024)

/* A tag of the text */
typedef struct Tag
{
	const uint8_t *start;
	const uint8_t *end;
	char		name[NAME_MAX_BYTES + 1];	/* lower case */
	bool		is_end;			/* </p> */
} Tag;

typedef struct Census
{
	size_t		tags;
	size_t		amid;			/* of these, in the middle of a sentence */
	size_t		text_bytes;		/* outside tags, without white space */
	size_t		lines;			/* that have text */
	size_t		bare_lines;		/* of these, without tag */
	size_t		breaks;			/* <br> */
	size_t		ends;
} Census;

/* Elements that lay out a page */
static const char *const elements[] = {
	"html", "head", "body", "title", "meta", "link", "script", "style",
	"a", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt",
	"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "img",
	"li", "main", "nav", "ol", "p", "pre", "section", "span", "table",
	"tbody", "td", "th", "tr", "ul"
};

static const char *const page_elements[] = {"html", "head", "body"};

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool
is_space(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static uint8_t
lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static bool
begins(const uint8_t *p, const uint8_t *end, const char *word)
{
	for (; *word != '\0'; p++, word++)
		if (p == end || lower(*p) != (uint8_t) *word)
			return false;
	return true;
}

/* Behind the next occurrence of word, or end. */
static const uint8_t *
after(const uint8_t *p, const uint8_t *end, const char *word)
{
	for (; p < end; p++)
		if (begins(p, end, word))
			return p + strlen(word);
	return end;
}

static const uint8_t *
skip_space(const uint8_t *p, const uint8_t *end)
{
	while (p < end && is_space(*p))
		p++;
	return p;
}

/* Byte order mark, white space, comments and processing instructions */
static const uint8_t *
skip_prolog(const uint8_t *p, const uint8_t *end)
{
	if (begins(p, end, "\xEF\xBB\xBF"))
		p += 3;
	for (;;)
	{
		p = skip_space(p, end);
		if (begins(p, end, "<!--"))
			p = after(p + 4, end, "-->");
		else if (begins(p, end, "<?"))
			p = after(p + 2, end, "?>");
		else
			return p;
	}
}

static bool
is_among(const char *name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* Read a tag at p, of an element in our list. */
static bool
read_tag(const uint8_t *p, const uint8_t *end, Tag *tag)
{
	size_t		n = 0;
	uint8_t		quote = 0;

	tag->start = p;
	if (p == end || *p++ != '<')
		return false;
	tag->is_end = p < end && *p == '/';
	p += tag->is_end;
	while (p < end && ((lower(*p) >= 'a' && lower(*p) <= 'z') ||
					   (*p >= '1' && *p <= '6' && n == 1)))
	{
		if (n == NAME_MAX_BYTES)
			return false;
		tag->name[n++] = lower(*p++);
	}
	tag->name[n] = '\0';
	if (p == end || (!is_space(*p) && *p != '>' && *p != '/') ||
		!is_among(tag->name, elements, sizeof(elements) / sizeof(elements[0])))
		return false;

	/* A > within quotes ends no tag. */
	for (; p < end && p - tag->start < TAG_BYTES_MAX; p++)
	{
		if (quote == 0 && *p == '>')
		{
			tag->end = p + 1;
			return true;
		}
		if (quote == 0 && *p == '<')
			return false;
		if (*p == quote)
			quote = 0;
		else if (quote == 0 && (*p == '"' || *p == '\'') && p[-1] == '=')
			quote = *p;
	}
	return false;
}

/* Does a line, a tag or a sentence end before p? */
static bool
is_after_end(const uint8_t *begin, const uint8_t *p)
{
	static const char *const ends[] = {
		"\u3002", "\uFF01", "\uFF1F", "\u201D", "\u2019", "\u300D", "\u300F",
		"\uFF1A", "\u2026"
	};

	while (p > begin && (p[-1] == ' ' || p[-1] == '\t'))
		p--;
	if (p == begin || is_space(p[-1]))
		return true;
	if (strchr(">.!?\":;)", p[-1]) != NULL)
		return true;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
	{
		size_t		n = strlen(ends[i]);

		if ((size_t) (p - begin) >= n && memcmp(p - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

static bool
is_before_begin(const uint8_t *p, const uint8_t *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p == end || is_space(*p) || *p == '<';
}

/*
 * An opening tag has to begin something, and a closing one to end it; <br>
 * may do either.
 */
static bool
is_amid(const Tag *tag, const uint8_t *begin, const uint8_t *end)
{
	if (strcmp(tag->name, "br") == 0)
		return !is_after_end(begin, tag->start) &&
			!is_before_begin(tag->end, end);
	if (!tag->is_end)
		return !is_after_end(begin, tag->start);
	return !is_before_begin(tag->end, end);
}

static bool
is_inline(const Tag *tag)
{
	static const char *const names[] = {"a", "img", "span"};

	return is_among(tag->name, names, sizeof(names) / sizeof(names[0]));
}

static void
count_tag(Census *census, const Tag *tag, const uint8_t *begin,
		  const uint8_t *end)
{
	if (is_inline(tag))
		return;
	census->tags++;
	census->breaks += strcmp(tag->name, "br") == 0;
	census->ends += tag->is_end;
	census->amid += is_amid(tag, begin, end);
}

static void
end_line(Census *census, bool *has_text, bool *has_tag)
{
	census->lines += *has_text;
	census->bare_lines += *has_text && !*has_tag;
	*has_text = *has_tag = false;
}

static void
take_census(const uint8_t *begin, const uint8_t *end, Census *census)
{
	const uint8_t *p = begin;
	bool		has_text = false;
	bool		has_tag = false;

	memset(census, 0, sizeof(*census));
	while (p < end)
	{
		Tag			tag;

		if (*p == '<' && begins(p, end, "<!--"))
			p = after(p + 4, end, "-->");
		else if (*p == '<' && read_tag(p, end, &tag))
		{
			count_tag(census, &tag, begin, end);
			has_tag = true;
			p = tag.end;
			if (!tag.is_end && strcmp(tag.name, "script") == 0)
				p = after(p, end, "</script");
			else if (!tag.is_end && strcmp(tag.name, "style") == 0)
				p = after(p, end, "</style");
		}
		else
		{
			if (*p == '\n')
				end_line(census, &has_text, &has_tag);
			else if (!is_space(*p))
			{
				census->text_bytes++;
				has_text = true;
			}
			p++;
		}
	}
	end_line(census, &has_text, &has_tag);
}

/* <html> or <head> with something of a page behind it, not with a text */
static bool
is_page(const uint8_t *p, const uint8_t *end)
{
	Tag			tag;

	if (!read_tag(p, end, &tag) || tag.is_end ||
		!is_among(tag.name, page_elements,
				  sizeof(page_elements) / sizeof(page_elements[0])))
		return false;
	if (strcmp(tag.name, "body") == 0)
		return true;
	p = skip_space(tag.end, end);
	return p == end || *p == '<';
}

/* Is the text laid out by tags? */
static bool
is_part_of_page(const uint8_t *p, const uint8_t *end)
{
	Census		census;
	Tag			first;

	take_census(p, end, &census);
	if (census.tags < TAGS_MIN ||
		census.text_bytes > census.tags * BYTES_PER_TAG)
		return false;
	if (census.ends == 0 && census.breaks < TAGS_MIN)
		return false;
	if (census.amid * 3 > census.tags)
		return false;
	return (read_tag(p, end, &first) && !first.is_end) ||
		census.bare_lines * 2 <= census.lines;
}

bool
wic_is_markup(const uint8_t *text, size_t size)
{
	const uint8_t *end = text +smaller(size, PROLOG_BYTES_MAX);
	const uint8_t *p = skip_prolog(text, end);

	if (begins(p, end, "<!doctype html"))
	{
		p = skip_prolog(after(p, end, ">"), end);
		if (p == end || *p == '<')
			return true;
	}
	if (is_page(p, end))
		return true;

	/* XML of another kind has elements of these names, too. */
	if (begins(skip_space(text, end), end, "<?xml"))
		return false;
	return is_part_of_page(p, p + smaller(end - p, WIC_MARKUP_BYTES));
}
