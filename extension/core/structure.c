/*-------------------------------------------------------------------------
 *
 * structure.c
 *	  What each paragraph of a document is, and where the document is from.
 *
 * extension/core/structure.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/structure.h"

#include <string.h>

#include "core/boilerplate.h"
#include "core/byline.h"
#include "core/event.h"
#include "core/metaline.h"
#include "core/role.h"
#include "core/utf8.h"

/* Characters of the longest title, by script */
#define TITLE_CHARS		60
#define TITLE_LETTERS	160

/* Letters from which a line without CJK is English for sure */
#define ENGLISH_LETTERS 20

/* Characters of an entry of a menu, and of a column in brackets */
#define MENU_CHARS		4
#define COLUMN_CHARS	8

/* Han that tell Traditional from Simplified without doubt */
#define SURE_HAN		40
#define SURE_VARIANTS	3

/* Lines in which a lead that names itself may stand */
#define LEAD_LINES		12

static const char *const role_names[WIC_ROLES] = {
	[WIC_ROLE_NONE] = NULL,
	[WIC_ROLE_TITLE] = "title",
	[WIC_ROLE_HEADING] = "heading",
	[WIC_ROLE_LEAD] = "lead",
	[WIC_ROLE_BODY] = "body",
	[WIC_ROLE_QUOTE] = "quote",
	[WIC_ROLE_CAPTION] = "caption",
	[WIC_ROLE_ATTRIBUTION] = "attribution",
	[WIC_ROLE_CREDIT] = "credit",
	[WIC_ROLE_META] = "meta",
	[WIC_ROLE_WIDGET] = "widget",
	[WIC_ROLE_BREADCRUMB] = "breadcrumb",
	[WIC_ROLE_TEASER] = "teaser",
	[WIC_ROLE_DISCLAIMER] = "disclaimer",
	[WIC_ROLE_REPEAT] = "repeat"
};

const char *
wic_role_name(WicRole role)
{
	return role_names[role];
}

WicRole
wic_role_of(const char *name, size_t size)
{
	for (int role = WIC_ROLE_TITLE; role < WIC_ROLES; role++)
		if (strlen(role_names[role]) == size &&
			memcmp(role_names[role], name, size) == 0)
			return (WicRole) role;
	return WIC_ROLE_NONE;
}

size_t
wic_structure_count(const uint8_t *text, size_t size)
{
	WicParagraphs paragraphs;
	WicParagraph paragraph;
	size_t		n = 0;

	wic_paragraphs_init(&paragraphs, text, size);
	while (wic_paragraphs_next(&paragraphs, &paragraph))
		n++;
	return n;
}

/* A clause or a list goes on in the next line. */
static bool
goes_on(uint32_t last)
{
	return last == ',' || last == ';' || last == 0x3001;
}

/* 的 和 与 在 从 “ 「 『 ( 《: nothing ends so. */
static bool
stays_open(uint32_t last)
{
	return last == 0x7684 || last == 0x548C || last == 0x4E0E ||
		last == 0x5728 || last == 0x4ECE || last == 0x201C ||
		last == 0x300C || last == 0x300E || last == '(' || last == 0x300A;
}

/* ” 」 』 ) 》 。 , ; 、 : nothing begins so. */
static bool
comes_from_above(uint32_t first)
{
	return first == 0x201D || first == 0x300D || first == 0x300F ||
		first == ')' || first == 0x300B || first == 0x3002 ||
		first == ':' || goes_on(first);
}

static bool
is_empty(const WicLine *line)
{
	const WicScriptCounts *counts = &line->counts;

	if (counts->letters + counts->han + counts->kana + counts->hangul > 0)
		return false;
	for (size_t i = 0; i < line->n; i++)
		if (line->folded[i] >= '0' && line->folded[i] <= '9')
			return false;
	return true;
}

static bool
is_bullet(uint32_t first)
{
	return first == 0x2022 || first == 0xB7 || first == '*' ||
		first == 0x25CF || first == 0x25A0 || first == 0x25C6 ||
		first == 0x25AA || first == 0x30FB;
}

static bool
is_opening_quote(uint32_t first)
{
	return first == 0x201C || first == 0x300C || first == 0x300E ||
		first == '"';
}

static void
note_features(WicPassage *passage, const WicLine *line)
{
	bool		is_latin;

	passage->script = wic_script_judge(&line->counts);
	passage->variants = line->counts.variants;
	is_latin = passage->script == WIC_SCRIPT_LATN;
	passage->is_english = is_latin && line->counts.letters >= ENGLISH_LETTERS;
	passage->is_clause = line->last == ':';
	passage->ends_sentence = wic_line_ends_sentence(line) ||
		passage->is_clause || goes_on(line->last);
	passage->is_cut_off = wic_line_is_cut_off(line);
	passage->is_greeting = wic_line_is_greeting(line);
	passage->is_long = line->chars > (is_latin ? TITLE_LETTERS : TITLE_CHARS);
	passage->is_long |= passage->is_greeting;
	passage->is_short = line->chars <= MENU_CHARS && !passage->ends_sentence;
	passage->is_numbered = wic_line_is_numbered(line);
	passage->is_bullet = is_bullet(line->first);
	passage->is_bracketed = line->first == '(' && line->last == ')';
	passage->is_empty = is_empty(line);
	passage->begins_inside = comes_from_above(line->first);
	passage->ends_inside = stays_open(line->last);
	passage->is_site = wic_line_is_site(line);
	passage->is_quoted = is_opening_quote(line->first);
	passage->hash = line->hash;
}

/* What the line is by itself, or WIC_ROLE_NONE. */
static WicRole
role_of_line(WicPassage *passage, const WicLine *line, bool is_head)
{
	WicMetaLine meta;
	WicIssue	issue;
	WicDate		date;
	WicValue	name;
	size_t		from = 0;

	if (is_head && wic_line_is_breadcrumb(line))
		return WIC_ROLE_BREADCRUMB;
	passage->heads_related = wic_line_heads_related(line);
	if (wic_line_is_neighbour(line))
		return WIC_ROLE_TEASER;
	passage->is_notice = wic_line_is_disclaimer(line);
	if (wic_line_is_widget(line) || (is_head && wic_line_is_placeholder(line)))
		return WIC_ROLE_WIDGET;
	if (wic_issue_read(&issue, line))
		return WIC_ROLE_META;

	wic_metaline_read(&meta, line);
	passage->is_date = meta.kind == WIC_META_DATE;
	if (meta.kind == WIC_META_LINE)
		return WIC_ROLE_META;
	if (meta.kind == WIC_META_CREDIT)
		return WIC_ROLE_CREDIT;
	if (wic_line_is_caption(line))
		return WIC_ROLE_CAPTION;
	passage->is_dash = !passage->is_date && wic_line_is_attribution(line);
	passage->is_dated = passage->is_dash &&
		(wic_date_next(line->raw, line->n, &from, &date) ||
		 (line->n > 2 && line->folded[2] == 0x300A));
	passage->is_name = is_head && wic_byline_read(line, &name);
	return wic_line_is_signature(line) ? WIC_ROLE_CREDIT : WIC_ROLE_NONE;
}

/* Is there a line break between two paragraphs? */
static bool
has_break(const uint8_t *p, const uint8_t *end)
{
	for (; p < end; p++)
		if (*p == '\n' || *p == '\r')
			return true;
	return false;
}

static void
add_counts(WicScriptCounts *sum, const WicScriptCounts *counts)
{
	sum->letters += counts->letters;
	sum->han += counts->han;
	sum->variants += counts->variants;
	sum->kana += counts->kana;
	sum->hangul += counts->hangul;
}

/* Read all lines, and give a role to those that say what they are. */
static void
read_lines(const WicFoldTable *table, const uint8_t *text, size_t size,
		   const WicRole *hints, size_t nhints,
		   WicPassage *passages, size_t n, WicScriptCounts *counts,
		   void (*pause) (void))
{
	WicParagraphs paragraphs;
	size_t		line_number = 0;
	bool		is_head = true;

	wic_paragraphs_init(&paragraphs, text, size);
	for (size_t i = 0; i < n; i++)
	{
		WicPassage *passage = &passages[i];
		WicLine		line;

		if (pause != NULL)
			pause();
		memset(passage, 0, sizeof(*passage));
		if (!wic_paragraphs_next(&paragraphs, &passage->span))
			return;
		passage->is_continued = i > 0 &&
			!has_break(passage[-1].span.start + passage[-1].span.size,
					   passage->span.start);
		line_number += !passage->is_continued;
		wic_line_read(&line, table, &passage->span);
		add_counts(counts, &line.counts);
		note_features(passage, &line);

		if (line_number <= nhints)
			passage->role = hints[line_number - 1];
		if (passage->role != WIC_ROLE_NONE)
			continue;
		passage->role = role_of_line(passage, &line, is_head);
		if (passage->role == WIC_ROLE_NONE && i < LEAD_LINES &&
			wic_line_is_lead(&line))
			passage->role = WIC_ROLE_LEAD;
		is_head = is_head && (passage->role != WIC_ROLE_NONE ||
							  !(passage->ends_sentence || passage->is_long));
	}
}

/*
 * A short line tells little: in a Traditional text it is Traditional, in a
 * Japanese one a line without kana is Japanese, and one or two characters that
 * are thought to be Traditional do not make it so.
 */
static void
settle_scripts(WicPassage *passages, size_t n, WicScript main_script)
{
	for (size_t i = 0; i < n; i++)
	{
		WicPassage *passage = &passages[i];
		bool		is_short = passage->span.end_char -
		passage->span.start_char < SURE_HAN;

		if (passage->script == WIC_SCRIPT_HANS && is_short &&
			(main_script == WIC_SCRIPT_HANT || main_script == WIC_SCRIPT_JPAN))
			passage->script = main_script;
		if (passage->script == WIC_SCRIPT_HANT && is_short &&
			(main_script == WIC_SCRIPT_JPAN ||
			 (main_script == WIC_SCRIPT_HANS &&
			  passage->variants < SURE_VARIANTS)))
			passage->script = main_script;
	}
}

static WicSlice
slice(const WicLine *line, size_t start, size_t end)
{
	const uint8_t *p = line->start;
	WicSlice	result = {NULL, 0};

	for (size_t i = 0; i < end && p < line->end; i++)
	{
		uint32_t	cp;

		if (i == start)
			result.start = p;
		p += wic_utf8_next(p, line->end, &cp);
	}
	if (result.start != NULL)
		result.size = (size_t) (p - result.start);
	return result;
}

static void
keep_first(WicSlice *kept, const WicLine *line, WicValue value)
{
	if (kept->size == 0 && value.end > value.start)
		*kept = slice(line, value.start, value.end);
}

/* The editor of the page stands below that of the article. */
static void
keep_last(WicSlice *kept, const WicLine *line, WicValue value)
{
	if (value.end > value.start)
		*kept = slice(line, value.start, value.end);
}

static void
keep_date(WicDate *kept, const WicDate *date)
{
	if (kept->precision == WIC_PRECISION_NONE)
		*kept = *date;
}

/* What the lines of a document say, before it is weighed. */
typedef struct Statements
{
	WicDate		updated;
	WicDate		time;
	WicDate		stamp;			/* without a key */
	WicDate		event;
	bool		has_place;
	WicSlice	issuer;
} Statements;

static void
collect_line(WicMetadata *metadata, Statements *said, const WicLine *line,
			 bool is_of_event, bool is_name)
{
	WicMetaLine meta;
	WicValue	name;
	WicIssue	issue;

	wic_metaline_read(&meta, line);
	if (wic_issue_read(&issue, line) && metadata->issue_name.size == 0)
	{
		metadata->issue_name = slice(line, issue.name.start, issue.name.end);
		metadata->issue_date = issue.date;
		metadata->issue_number = issue.number;
		metadata->issue_page = issue.page;
		return;
	}
	keep_first(&metadata->publisher, line, meta.publisher);
	keep_first(&metadata->author, line, meta.author);
	if (is_name && wic_byline_read(line, &name))
		keep_first(&metadata->author, line, name);
	keep_last(&metadata->editor, line, meta.editor);
	keep_first(&metadata->column, line, meta.column);
	keep_first(&metadata->url, line, meta.url);
	keep_first(&said->issuer, line, meta.issuer);
	keep_date(&metadata->published, &meta.published);
	keep_date(&said->updated, &meta.updated);
	keep_date(is_of_event ? &said->event :
			  meta.nkeys > 0 ? &said->time : &said->stamp, &meta.time);
	keep_date(&said->event, &meta.event);
	said->has_place |= meta.has_place;
}

static void
collect(WicMetadata *metadata, const WicFoldTable *table,
		const WicPassage *passages, size_t n)
{
	Statements	said = {0};

	for (size_t i = 0; i < n; i++)
	{
		WicLine		line;

		if (passages[i].role != WIC_ROLE_META &&
			passages[i].role != WIC_ROLE_CREDIT)
			continue;
		wic_line_read(&line, table, &passages[i].span);
		/* In brackets below the title stands when it was said. */
		collect_line(metadata, &said, &line,
					 passages[i].is_bracketed || passages[i].is_dash,
					 passages[i].is_name);
	}

	if (metadata->publisher.size == 0)
		metadata->publisher = said.issuer;
	/* The time of a meeting is none of publishing. */
	if (said.has_place)
		keep_date(&said.event, &said.time);
	else
		keep_date(&metadata->published, &said.time);
	keep_date(&metadata->published, &said.stamp);
	keep_date(&metadata->published, &said.updated);
	/* A page of a paper says no more than that. */
	keep_date(&metadata->published, &metadata->issue_date);
	if (metadata->publisher.size == 0)
		metadata->publisher = metadata->issue_name;
	metadata->event = said.event;
}

/* Where the brackets at the end of a title open, or n. */
static size_t
find_column(const WicLine *line)
{
	size_t		open = line->n;

	if (!wic_line_is_short(line) || line->last != ')')
		return line->n;
	while (open > 0 && line->folded[open - 1] != '(')
		open--;
	if (open < 2 || line->n - 1 - open > COLUMN_CHARS ||
		line->n - 1 - open < 2)
		return line->n;
	if (wic_line_words_at(line, open, wic_no_column_words) ==
		line->n - 1 - open)
		return line->n;
	return open - 1;
}

/* 题目（栏目） */
static void
collect_title(WicMetadata *metadata, const WicFoldTable *table,
			  const WicPassage *title)
{
	WicLine		line;
	size_t		open;
	size_t		end;

	wic_line_read(&line, table, &title->span);
	open = end = find_column(&line);
	if (open == line.n)
	{
		metadata->title.start = title->span.start;
		metadata->title.size = title->span.size;
		return;
	}
	while (end > 1 && wic_is_blank(line.folded[end - 1]))
		end--;
	metadata->title = slice(&line, 0, end);
	if (metadata->column.size == 0)
		metadata->column = slice(&line, open + 1, line.n - 1);
}

void
wic_structure_read(const WicFoldTable *table,
				   const uint8_t *text, size_t size,
				   const WicRole *hints, size_t nhints,
				   WicPassage *passages, size_t n,
				   WicMetadata *metadata, void (*pause) (void))
{
	WicScriptCounts counts = {0};
	size_t		title;

	memset(metadata, 0, sizeof(*metadata));
	read_lines(table, text, size, hints, nhints, passages, n, &counts, pause);
	metadata->script = wic_script_judge(&counts);
	title = wic_settle_roles(passages, n);
	settle_scripts(passages, n, metadata->script);

	collect(metadata, table, passages, n);
	if (title != WIC_NO_PASSAGE)
		collect_title(metadata, table, &passages[title]);
	wic_find_event(table, passages, n, metadata);
}
