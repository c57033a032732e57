/*-------------------------------------------------------------------------
 *
 * html_walk.c
 *	  The text of an HTML page, line by line, and what each line is for.
 *
 * extension/pg/html_walk.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "core/charclass.h"
#include "core/utf8.h"
#include "miscadmin.h"
#include "pg/html_json.h"
#include "pg/html_range.h"
#include "pg/html_walk.h"
#include "utils/builtins.h"
#include "utils/formatting.h"
#include "utils/memutils.h"

/* More than this a page does not state of itself, nor at such length. */
#define STATED_MAX			500
#define STATED_BYTES_MAX	10000
#define DATA_BYTES_MAX		(256 * 1024)

/* A heading that is longer is a text that somebody wanted to be bold. */
#define HEADING_CHARS	120

#define NO_BREAK_SPACE		0x00A0
#define IDEOGRAPHIC_SPACE	0x3000
#define LINE_SEPARATOR		0x2028
#define PARAGRAPH_SEPARATOR 0x2029

/* An open element */
struct WicHtmlFrame
{
	const WicHtmlTag *tag;
	WicHtmlRole role;
	bool		is_sure;

	/* as the elements around it, or more */
	const WicHtmlTag *block;	/* the innermost, perhaps this one */
	bool		is_unseen;
	bool		is_pre;
	bool		is_link;
	bool		in_article;
	bool		in_widget;
	bool		stands_apart;

	WicHtmlTally tally;
};

#define IS_EMPTY_LINE(walk) ((walk)->line.chars == 0)

static WicHtmlFrame *
top(WicHtmlWalk *walk)
{
	return &walk->frames[walk->nframes - 1];
}

/* Make room for one more element of an array. */
static void *
grown(void *array, int used, int *room, size_t size)
{
	if (used < *room)
		return array;
	*room *= 2;
	return repalloc_huge(array, *room * size);
}

/* White space inside a line and at its ends; see core/paragraph.c. */
static bool
is_blank(uint32_t cp)
{
	return cp <= ' ' || cp == 0x7F || cp == 0x85 || cp == NO_BREAK_SPACE;
}

/*
 * Chinese and Japanese are written without spaces, so a line break of the
 * source between two of these is none of the text.  Hangul has spaces.
 */
static bool
is_wide(uint32_t cp)
{
	if (cp >= 0x3001 && cp <= 0x303F)
		return true;
	if (cp >= 0xFF01 && cp <= 0xFF9F)
		return true;
	return (wic_char_props(cp) & (WIC_CHAR_HAN | WIC_CHAR_KANA)) != 0;
}

/* “ ” ‘ ’ — … · belong to both kinds of text. */
static bool
is_narrow_or_wide(uint32_t cp)
{
	return (cp >= 0x2014 && cp <= 0x201D) || cp == 0x2026 || cp == 0xB7;
}

static bool
joins(uint32_t a, uint32_t b)
{
	if (is_wide(a))
		return is_wide(b) || is_narrow_or_wide(b);
	return is_narrow_or_wide(a) && is_wide(b);
}

static void
clear_gap(WicHtmlWalk *walk)
{
	walk->has_blank = walk->has_break = walk->has_gap = walk->has_tab = false;
}

/* The end of the line, without the white space before it. */
static int
trimmed_length(const WicHtmlWalk *walk)
{
	static const char ideographic_space[] = "\xE3\x80\x80";
	const char *begin = walk->text.data + walk->line.start;
	const char *p = walk->text.data + walk->text.len;

	for (;;)
	{
		if (p > begin && (p[-1] == ' ' || p[-1] == '\t'))
			p--;
		else if (p - begin >= 3 && memcmp(p - 3, ideographic_space, 3) == 0)
			p -= 3;
		else
			return p - walk->text.data;
	}
}

/* End the line, if anything is in it. */
static void
end_line(WicHtmlWalk *walk)
{
	WicHtmlLine *line = &walk->line;
	int			length;

	clear_gap(walk);
	walk->after_link = walk->after_inline = false;
	if (IS_EMPTY_LINE(walk))
	{
		/* Nothing but what is invisible */
		walk->text.len = line->start;
		walk->text.data[walk->text.len] = '\0';
		return;
	}

	length = trimmed_length(walk);
	walk->text.len = length;
	line->end = length;
	if (line->chars > HEADING_CHARS)
		line->role = WIC_HTML_NO_ROLE;

	walk->lines = grown(walk->lines, walk->nlines, &walk->lines_room,
						sizeof(WicHtmlLine));
	walk->lines[walk->nlines++] = *line;
	wic_html_tally_line(&top(walk)->tally, line);
	appendStringInfoChar(&walk->text, '\n');
	memset(line, 0, sizeof(*line));
	line->start = walk->text.len;
}

/* Write the space that is due before cp. */
static void
put_gap(WicHtmlWalk *walk, uint32_t cp)
{
	if (IS_EMPTY_LINE(walk))
		;
	else if (walk->has_tab)
		appendStringInfoChar(&walk->text, '\t');
	else if (walk->has_gap)
		appendStringInfoChar(&walk->text, ' ');
	else if (walk->has_blank &&
			 !(walk->has_break && joins(walk->last_char, cp)))
		appendStringInfoChar(&walk->text, ' ');
	clear_gap(walk);
}

static void
put_visible(WicHtmlWalk *walk, const uint8_t *p, size_t size, uint32_t cp)
{
	if (IS_EMPTY_LINE(walk))
	{
		const WicHtmlTag *block = top(walk)->block;

		walk->line.is_h1 = (block->flags & WIC_HTML_H1) != 0;
		if (block->role == WIC_HTML_HEADING)
			walk->line.role = WIC_HTML_HEADING;
	}
	put_gap(walk, cp);
	appendBinaryStringInfo(&walk->text, (const char *) p, size);
	walk->last_char = cp;
	walk->after_link = walk->after_inline = false;
	walk->line.chars++;
	if (wic_char_class(cp) != WIC_CLASS_PUNCT)
	{
		walk->line.letters++;
		walk->line.links += top(walk)->is_link;
	}
}

/* White space in <pre> */
static void
put_preformatted(WicHtmlWalk *walk, uint32_t cp)
{
	if (cp == '\n')
		end_line(walk);
	else if (cp == NO_BREAK_SPACE)
		appendStringInfoChar(&walk->text, ' ');
	else if (cp == ' ' || cp == '\t')
		appendStringInfoChar(&walk->text, cp);
}

static void
put_blank(WicHtmlWalk *walk, uint32_t cp)
{
	if (top(walk)->is_pre)
	{
		put_gap(walk, cp);
		put_preformatted(walk, cp);
		return;
	}
	walk->has_blank = true;
	if (cp == '\n' || cp == '\r')
		walk->has_break = true;
	else if (cp == NO_BREAK_SPACE)
		walk->has_gap = true;
}

static void
put_text(WicHtmlWalk *walk, const char *text, size_t size)
{
	const uint8_t *p = (const uint8_t *) text;
	const uint8_t *end = p + size;

	while (p < end)
	{
		uint32_t	cp;
		size_t		n = wic_utf8_next(p, end, &cp);

		if (is_blank(cp))
			put_blank(walk, cp);
		else if (cp == LINE_SEPARATOR || cp == PARAGRAPH_SEPARATOR)
			end_line(walk);
		else if (cp == IDEOGRAPHIC_SPACE ||
				 wic_char_class(cp) == WIC_CLASS_IGNORE)
		{
			/* Of the text, but it makes no line. */
			if (!IS_EMPTY_LINE(walk))
				appendBinaryStringInfo(&walk->text, (const char *) p, n);
		}
		else
			put_visible(walk, p, n, cp);
		p += n;
	}
}

void
wic_html_state(WicHtmlWalk *walk, const char *name, const char *value)
{
	MemoryContext context = CurrentMemoryContext;
	Datum text;

	if (name == NULL || value == NULL || value[0] == '\0' ||
		walk->nstated == STATED_MAX || strlen(name) > STATED_BYTES_MAX)
		return;
	if (strlen(value) > STATED_BYTES_MAX && strcmp(name, "ld+json") != 0)
		return;

	walk->nstated++;
	text = CStringGetTextDatum(name);

	walk->names = accumArrayResult(walk->names, text, false, TEXTOID, context);
	text = CStringGetTextDatum(value);

	walk->values = accumArrayResult(walk->values, text, false, TEXTOID,
									context);
}

/* <meta name="author" content="…">, and under what else the name may stand */
static void
state_meta(WicHtmlWalk *walk, const WicHtmlEvent *start)
{
	static const char *const keys[] = {
		"property", "name", "itemprop", "http-equiv"
	};
	const char *content = wic_html_attribute(start, "content");

	wic_html_state(walk, "charset", wic_html_attribute(start, "charset"));
	for (int i = 0; i < lengthof(keys); i++)
	{
		const char *name = wic_html_attribute(start, keys[i]);

		if (name != NULL && strlen(name) <= STATED_BYTES_MAX)
			wic_html_state(walk, asc_tolower(name, strlen(name)), content);
	}
}

static void
state_element(WicHtmlWalk *walk, const WicHtmlEvent *start)
{
	const char *rel = wic_html_attribute(start, "rel");

	if (strcmp(start->name, "meta") == 0)
		state_meta(walk, start);
	else if (strcmp(start->name, "link") == 0)
	{
		if (rel != NULL && pg_strcasecmp(rel, "canonical") == 0)
			wic_html_state(walk, "canonical",
						   wic_html_attribute(start, "href"));
	}
	else if (strcmp(start->name, "html") == 0)
	{
		wic_html_state(walk, "lang", wic_html_attribute(start, "lang"));
		wic_html_state(walk, "lang", wic_html_attribute(start, "xml:lang"));
	}
	else if (!walk->has_time && !top(walk)->in_widget &&
			 wic_html_attribute(start, "datetime") != NULL)
	{
		walk->has_time = true;
		wic_html_state(walk, "time", wic_html_attribute(start, "datetime"));
	}
}

/* Open a frame for an element; what it inherits is in the one below. */
static WicHtmlFrame *
push(WicHtmlWalk *walk, const WicHtmlTag *tag)
{
	WicHtmlFrame *frame;

	walk->frames = grown(walk->frames, walk->nframes, &walk->frames_room,
						 sizeof(WicHtmlFrame));
	frame = &walk->frames[walk->nframes++];
	if (walk->nframes == 1)
		memset(frame, 0, sizeof(*frame));
	else
		*frame = frame[-1];
	frame->tag = tag;
	if (walk->nframes == 1 || (tag->flags & WIC_HTML_BLOCK) != 0)
		frame->block = tag;
	frame->role = WIC_HTML_NO_ROLE;
	frame->stands_apart = false;
	memset(&frame->tally, 0, sizeof(frame->tally));
	frame->tally.first = walk->nlines;
	return frame;
}

/*
 * Style sheets set links apart from each other, and in a list from what
 * stands beside them.
 */
static bool
stands_beside_link(WicHtmlWalk *walk, const WicHtmlTag *tag)
{
	bool		is_link = (tag->flags & WIC_HTML_LINK) != 0;

	if (is_link && walk->after_link)
		return true;
	return (top(walk)->block->flags & WIC_HTML_PART) != 0 &&
		(is_link ? walk->after_inline : walk->after_link);
}

/* What an element does to the line that it begins in. */
static void
lay_out(WicHtmlWalk *walk, const WicHtmlTag *tag)
{
	if (tag->flags & WIC_HTML_BLOCK)
		end_line(walk);
	else if (tag->flags & WIC_HTML_CELL)
		walk->has_tab = true;
	else if (tag->flags & WIC_HTML_BREAK)
	{
		if (top(walk)->tag->flags & WIC_HTML_LINE &&
			walk->line.chars < HEADING_CHARS)
			walk->has_gap = true;
		else
			end_line(walk);
	}
	else if (stands_beside_link(walk, tag))
		walk->has_gap = true;
}

static void
start_element(WicHtmlWalk *walk, const WicHtmlEvent *start)
{
	const WicHtmlTag *tag = wic_html_tag(start->name);
	WicHtmlFrame *frame;

	if (!top(walk)->is_unseen)
		lay_out(walk, tag);
	if (tag->flags & WIC_HTML_META)
		state_element(walk, start);

	frame = push(walk, tag);
	frame->is_pre |= (tag->flags & WIC_HTML_PRE) != 0;
	frame->is_link |= (tag->flags & WIC_HTML_LINK) != 0;
	frame->in_article |= (tag->flags & WIC_HTML_MAIN) != 0;
	frame->tally.seen = tag->flags & (WIC_HTML_MAIN | WIC_HTML_H1);
	if (frame->is_unseen)
		return;

	frame->is_unseen = (tag->flags & WIC_HTML_UNSEEN) != 0 ||
		(!walk->shows_hidden && (tag->flags & WIC_HTML_PAGE) == 0 &&
		 wic_html_is_hidden(start));
	frame->role = wic_html_role(tag, start, frame->in_article,
								&frame->is_sure);
	frame->in_widget |= frame->role == WIC_HTML_WIDGET && frame->is_sure;
	frame->stands_apart = (tag->flags & WIC_HTML_GAP) != 0 ||
		((tag->flags & WIC_HTML_BLOCK) == 0 && wic_html_stands_apart(start));
	walk->has_gap |= frame->stands_apart;
}

/* The element on top has ended. */
static void
pop(WicHtmlWalk *walk)
{
	WicHtmlFrame *frame = top(walk);
	WicHtmlFrame *outer = frame - 1;
	WicHtmlRange range;

	if (!frame->is_unseen)
	{
		if (frame->tag->flags & WIC_HTML_BLOCK)
			end_line(walk);
		walk->has_tab |= (frame->tag->flags & WIC_HTML_CELL) != 0;
		walk->has_gap |= frame->stands_apart;
		walk->after_link |= (frame->tag->flags & WIC_HTML_LINK) != 0;
		walk->after_inline = true;
	}

	range.first = frame->tally.first;
	range.end = walk->nlines;
	range.role = frame->role;
	range.is_sure = frame->is_sure;
	range.is_list = true;
	range.seen = frame->tally.seen;
	if (wic_html_tally_range(&outer->tally, &frame->tally, frame->tag, &range))
	{
		walk->ranges = grown(walk->ranges, walk->nranges, &walk->ranges_room,
							 sizeof(WicHtmlRange));
		walk->ranges[walk->nranges++] = range;
	}
	walk->nframes--;
}

static void
end_title(WicHtmlWalk *walk)
{
	if (!walk->has_title && walk->title.len > 0)
	{
		walk->has_title = true;
		wic_html_state(walk, "<title>", walk->title.data);
	}
	resetStringInfo(&walk->title);
}

/* What is no JSON is passed over: there are pages with broken scripts. */
static void
end_data(WicHtmlWalk *walk)
{
	if (walk->data.len > 0 && walk->data.len <= DATA_BYTES_MAX &&
		wic_html_is_json(walk->data.data, walk->data.len))
		wic_html_state(walk, "ld+json", walk->data.data);
	resetStringInfo(&walk->data);
}

/* Ends come nested; should one not, it ends what was opened inside it. */
static void
end_element(WicHtmlWalk *walk, const WicHtmlEvent *end)
{
	const WicHtmlTag *tag = wic_html_tag(end->name);
	int			depth = walk->nframes - 1;

	while (depth > 0 && walk->frames[depth].tag != tag)
		depth--;
	if (depth == 0)
		return;
	if (tag->flags & WIC_HTML_HEAD_TITLE)
		end_title(walk);
	if (walk->data.len > 0)
		end_data(walk);
	while (walk->nframes > depth)
		pop(walk);
}

/* A WicHtmlSink */
static void
see(void *state, const WicHtmlEvent *event)
{
	WicHtmlWalk *walk = state;

	switch (event->kind)
	{
		case WIC_HTML_START:
			start_element(walk, event);
			break;
		case WIC_HTML_END:
			end_element(walk, event);
			break;
		case WIC_HTML_TEXT:
			if (!top(walk)->is_unseen)
				put_text(walk, event->data, event->size);
			else if (top(walk)->tag->flags & WIC_HTML_HEAD_TITLE &&
					 walk->title.len <= STATED_BYTES_MAX)
				appendBinaryStringInfo(&walk->title, event->data, event->size);
			break;
		case WIC_HTML_DATA:
			if (walk->data.len <= DATA_BYTES_MAX)
				appendBinaryStringInfo(&walk->data, event->data, event->size);
			break;
	}
}

static void
walk_once(const char *html, size_t size, WicHtmlWalk *walk,
		  bool shows_hidden)
{
	memset(walk, 0, sizeof(*walk));
	walk->shows_hidden = shows_hidden;
	walk->lines_room = walk->ranges_room = walk->frames_room = 64;
	walk->lines = palloc(walk->lines_room * sizeof(WicHtmlLine));
	walk->ranges = palloc(walk->ranges_room * sizeof(WicHtmlRange));
	walk->frames = palloc(walk->frames_room * sizeof(WicHtmlFrame));
	initStringInfo(&walk->text);
	initStringInfo(&walk->title);
	initStringInfo(&walk->data);

	/* Below all elements, so that there always is a top. */
	push(walk, wic_html_tag(""));
	wic_html_parse(html, size, see, walk);
	while (walk->nframes > 1)
		pop(walk);
	end_line(walk);
}

void
wic_html_walk(const char *html, size_t size, WicHtmlWalk *walk)
{
	walk_once(html, size, walk, false);

	/* A page may wait for a script to show it. */
	if (walk->nlines == 0)
		walk_once(html, size, walk, true);
	wic_html_settle(walk);
}
