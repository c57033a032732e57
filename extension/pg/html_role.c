/*-------------------------------------------------------------------------
 *
 * html_role.c
 *	  What an HTML element is: how it is laid out, and what it is for.
 *
 * Elements and the roles of ARIA say it for certain.  Names of classes and
 * ids are for the style sheet; the words below are those that sites of all
 * kinds use, and what they say is checked against what is in the element.
 *
 * extension/pg/html_role.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/html_role.h"

#define BLOCK	WIC_HTML_BLOCK
#define PART	(WIC_HTML_BLOCK | WIC_HTML_PART)
#define LIST	(WIC_HTML_BLOCK | WIC_HTML_LIST)
#define LINE	(WIC_HTML_BLOCK | WIC_HTML_LINE)
#define UNSEEN	WIC_HTML_UNSEEN

/* A word of the longest of the lists below fits. */
#define WORD_MAX 20

/* A word that is found in a class or an id. */
typedef struct Word
{
	const char *word;
	WicHtmlRole role;
} Word;

/* Sorted by name */
static const WicHtmlTag tags[] = {
	{"a", WIC_HTML_LINK},
	{"address", BLOCK},
	{"article", BLOCK | WIC_HTML_PAGE | WIC_HTML_MAIN},
	{"aside", BLOCK, WIC_HTML_WIDGET},
	{"audio", UNSEEN},
	{"blockquote", BLOCK, WIC_HTML_QUOTE},
	{"body", BLOCK | WIC_HTML_PAGE},
	{"br", WIC_HTML_BREAK},
	{"button", BLOCK, WIC_HTML_WIDGET},
	{"canvas", UNSEEN},
	{"caption", BLOCK, WIC_HTML_CAPTION},
	{"center", BLOCK},
	{"datalist", UNSEEN},
	{"dd", PART},
	{"details", BLOCK},
	{"dialog", BLOCK, WIC_HTML_WIDGET},
	{"dir", LIST},
	{"div", BLOCK},
	{"dl", LIST},
	{"dt", PART},
	{"fieldset", BLOCK},
	{"figcaption", BLOCK, WIC_HTML_CAPTION},
	{"figure", BLOCK},
	{"footer", BLOCK, WIC_HTML_WIDGET},
	{"form", BLOCK, WIC_HTML_WIDGET},
	{"frameset", BLOCK},
	{"h1", LINE | WIC_HTML_H1, WIC_HTML_HEADING},
	{"h2", LINE, WIC_HTML_HEADING},
	{"h3", LINE, WIC_HTML_HEADING},
	{"h4", LINE, WIC_HTML_HEADING},
	{"h5", LINE, WIC_HTML_HEADING},
	{"h6", LINE, WIC_HTML_HEADING},
	{"header", BLOCK, WIC_HTML_WIDGET},
	{"hgroup", BLOCK},
	{"hr", BLOCK},
	{"html", BLOCK | WIC_HTML_PAGE | WIC_HTML_META},
	{"iframe", UNSEEN},
	{"legend", BLOCK},
	{"li", PART},
	{"link", WIC_HTML_META},
	{"listing", BLOCK | WIC_HTML_PRE},
	{"main", BLOCK | WIC_HTML_PAGE | WIC_HTML_MAIN},
	{"menu", LIST},
	{"meta", WIC_HTML_META},
	{"nav", BLOCK, WIC_HTML_WIDGET},
	{"noscript", UNSEEN},
	{"object", UNSEEN},
	{"ol", LIST},
	{"optgroup", BLOCK, WIC_HTML_WIDGET},
	{"option", BLOCK, WIC_HTML_WIDGET},
	{"p", BLOCK},
	{"plaintext", BLOCK | WIC_HTML_PRE},
	{"pre", BLOCK | WIC_HTML_PRE},
	{"rp", UNSEEN},
	{"rt", UNSEEN},
	{"rtc", UNSEEN},
	{"script", UNSEEN},
	{"search", BLOCK, WIC_HTML_WIDGET},
	{"section", BLOCK},
	{"select", BLOCK, WIC_HTML_WIDGET},
	{"style", UNSEEN},
	{"summary", BLOCK},
	{"svg", UNSEEN},
	{"table", BLOCK},
	{"tbody", PART},
	{"td", WIC_HTML_CELL},
	{"template", UNSEEN},
	{"textarea", BLOCK | WIC_HTML_PRE, WIC_HTML_WIDGET},
	{"tfoot", PART},
	{"th", WIC_HTML_CELL},
	{"thead", PART},
	{"time", WIC_HTML_GAP | WIC_HTML_META},
	{"title", UNSEEN | WIC_HTML_HEAD_TITLE},
	{"tr", PART},
	{"ul", LIST},
	{"video", UNSEEN},
	{"xmp", BLOCK | WIC_HTML_PRE},
};

static const WicHtmlTag unknown_tag = {"", 0};

/* Roles of ARIA; sorted */
static const Word aria_roles[] = {
	{"banner", WIC_HTML_WIDGET},
	{"complementary", WIC_HTML_WIDGET},
	{"contentinfo", WIC_HTML_WIDGET},
	{"dialog", WIC_HTML_WIDGET},
	{"menu", WIC_HTML_WIDGET},
	{"menubar", WIC_HTML_WIDGET},
	{"navigation", WIC_HTML_WIDGET},
	{"search", WIC_HTML_WIDGET},
	{"tablist", WIC_HTML_WIDGET},
	{"toolbar", WIC_HTML_WIDGET},
};

/* Parts of the names of classes and ids; sorted */
static const Word words[] = {
	{"ad", WIC_HTML_WIDGET},
	{"ads", WIC_HTML_WIDGET},
	{"advert", WIC_HTML_WIDGET},
	{"advertisement", WIC_HTML_WIDGET},
	{"banner", WIC_HTML_WIDGET},
	{"bdsharebuttonbox", WIC_HTML_WIDGET},
	{"bread", WIC_HTML_BREADCRUMB},
	{"breadcrumb", WIC_HTML_BREADCRUMB},
	{"breadcrumbs", WIC_HTML_BREADCRUMB},
	{"bshare", WIC_HTML_WIDGET},
	{"caption", WIC_HTML_CAPTION},
	{"comment", WIC_HTML_WIDGET},
	{"comments", WIC_HTML_WIDGET},
	{"cookie", WIC_HTML_WIDGET},
	{"cookies", WIC_HTML_WIDGET},
	{"copyright", WIC_HTML_WIDGET},
	{"crumb", WIC_HTML_BREADCRUMB},
	{"crumbs", WIC_HTML_BREADCRUMB},
	{"disclaimer", WIC_HTML_DISCLAIMER},
	{"erweima", WIC_HTML_WIDGET},
	{"foot", WIC_HTML_WIDGET},
	{"footer", WIC_HTML_WIDGET},
	{"jiathis", WIC_HTML_WIDGET},
	{"login", WIC_HTML_WIDGET},
	{"menu", WIC_HTML_WIDGET},
	{"menubar", WIC_HTML_WIDGET},
	{"mianbaoxie", WIC_HTML_BREADCRUMB},
	{"mianze", WIC_HTML_DISCLAIMER},
	{"modal", WIC_HTML_WIDGET},
	{"nav", WIC_HTML_WIDGET},
	{"navbar", WIC_HTML_WIDGET},
	{"navi", WIC_HTML_WIDGET},
	{"navigation", WIC_HTML_WIDGET},
	{"newsletter", WIC_HTML_WIDGET},
	{"pager", WIC_HTML_WIDGET},
	{"pages", WIC_HTML_WIDGET},
	{"pagination", WIC_HTML_WIDGET},
	{"pinglun", WIC_HTML_WIDGET},
	{"popup", WIC_HTML_WIDGET},
	{"qrcode", WIC_HTML_WIDGET},
	{"rank", WIC_HTML_TEASER},
	{"ranking", WIC_HTML_TEASER},
	{"recommend", WIC_HTML_TEASER},
	{"recommended", WIC_HTML_TEASER},
	{"register", WIC_HTML_WIDGET},
	{"relate", WIC_HTML_TEASER},
	{"related", WIC_HTML_TEASER},
	{"search", WIC_HTML_WIDGET},
	{"searchbox", WIC_HTML_WIDGET},
	{"share", WIC_HTML_WIDGET},
	{"sharebar", WIC_HTML_WIDGET},
	{"sharing", WIC_HTML_WIDGET},
	{"sidebar", WIC_HTML_WIDGET},
	{"social", WIC_HTML_WIDGET},
	{"submenu", WIC_HTML_WIDGET},
	{"subscribe", WIC_HTML_WIDGET},
	{"toolbar", WIC_HTML_WIDGET},
	{"topbar", WIC_HTML_WIDGET},
	{"tuijian", WIC_HTML_TEASER},
	{"xiangguan", WIC_HTML_TEASER},
};

/* Parts of the names of what stands beside others in one line; sorted */
static const Word apart[] = {
	{"author"}, {"bianji"}, {"columnist"}, {"date"}, {"datetime"}, {"editor"},
	{"from"}, {"laiyuan"}, {"publisher"}, {"pubdate"}, {"pubtime"},
	{"reporter"}, {"source"}, {"time"}, {"zuozhe"},
};

static int
compare_tag(const void *name, const void *tag)
{
	return strcmp(name, ((const WicHtmlTag *) tag)->name);
}

static int
compare_word(const void *word, const void *entry)
{
	return strcmp(word, ((const Word *) entry)->word);
}

const WicHtmlTag *
wic_html_tag(const char *name)
{
	const WicHtmlTag *tag = bsearch(name, tags, lengthof(tags),
									sizeof(tags[0]), compare_tag);

	return tag != NULL ? tag : &unknown_tag;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/*
 * Look for the words of value in a list: "topNav main-menu" has the words
 * top, nav, main and menu.
 */
static const Word *
find_word(const char *value, const Word *list, size_t length)
{
	if (value == NULL)
		return NULL;
	while (*value != '\0')
	{
		char		word[WORD_MAX + 1];
		const Word *found;
		size_t		size = 0;

		while (*value != '\0' && !is_letter(*value))
			value++;
		while (is_letter(*value) &&
			   (size == 0 || !is_capital(*value) || is_capital(value[-1])))
		{
			if (size < WORD_MAX)
				word[size] = pg_ascii_tolower(*value);
			size++;
			value++;
		}
		if (size == 0 || size > WORD_MAX)
			continue;
		word[size] = '\0';
		found = bsearch(word, list, length, sizeof(Word), compare_word);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static bool
is_breadcrumb(const WicHtmlEvent *start)
{
	const char *label = wic_html_attribute(start, "aria-label");
	const char *type = wic_html_attribute(start, "itemtype");

	if (type != NULL && strstr(type, "BreadcrumbList") != NULL)
		return true;
	return label != NULL && (pg_strcasecmp(label, "breadcrumb") == 0 ||
							 pg_strcasecmp(label, "breadcrumbs") == 0);
}

/* The site's own, but for what an article has in the same place. */
static bool
has_sure_role(const WicHtmlTag *tag, bool in_article)
{
	if (tag->role == WIC_HTML_QUOTE || strcmp(tag->name, "form") == 0 ||
		strcmp(tag->name, "header") == 0)
		return false;
	return !in_article || strcmp(tag->name, "footer") != 0;
}

static WicHtmlRole
role_by_name(const WicHtmlEvent *start)
{
	const Word *found = find_word(wic_html_attribute(start, "class"),
								  words, lengthof(words));

	if (found == NULL)
		found = find_word(wic_html_attribute(start, "id"),
						  words, lengthof(words));
	return found != NULL ? found->role : WIC_HTML_NO_ROLE;
}

WicHtmlRole
wic_html_role(const WicHtmlTag *tag, const WicHtmlEvent *start,
			  bool in_article, bool *is_sure)
{
	const char *aria = wic_html_attribute(start, "role");
	WicHtmlRole named;

	*is_sure = true;
	if ((tag->flags & WIC_HTML_BLOCK) == 0 ||
		(tag->flags & WIC_HTML_PAGE) != 0)
		return WIC_HTML_NO_ROLE;
	if (is_breadcrumb(start))
		return WIC_HTML_BREADCRUMB;

	named = role_by_name(start);
	if (named == WIC_HTML_BREADCRUMB)
	{
		*is_sure = false;
		return named;
	}
	if (aria != NULL && find_word(aria, aria_roles, lengthof(aria_roles)))
	{
		*is_sure = strcmp(aria, "banner") != 0;
		return WIC_HTML_WIDGET;
	}
	if (tag->role != WIC_HTML_NO_ROLE)
	{
		*is_sure = has_sure_role(tag, in_article);
		if (*is_sure || !in_article || tag->role != WIC_HTML_WIDGET)
			return tag->role;
	}
	*is_sure = false;
	return named;
}

static bool
has_style(const char *style, const char *property, const char *value)
{
	for (; *style != '\0'; style++)
	{
		const char *p = style;
		size_t		size = strlen(property);

		if (pg_strncasecmp(p, property, size) != 0)
			continue;
		p += size;
		p += strspn(p, " \t\r\n");
		if (*p != ':')
			continue;
		p++;
		p += strspn(p, " \t\r\n");
		if (pg_strncasecmp(p, value, strlen(value)) == 0)
			return true;
	}
	return false;
}

bool
wic_html_is_hidden(const WicHtmlEvent *start)
{
	const char *style = wic_html_attribute(start, "style");

	if (wic_html_attribute(start, "hidden") != NULL)
		return true;
	return style != NULL && (has_style(style, "display", "none") ||
							 has_style(style, "visibility", "hidden"));
}

bool
wic_html_stands_apart(const WicHtmlEvent *start)
{
	return find_word(wic_html_attribute(start, "class"), apart,
					 lengthof(apart)) != NULL ||
		find_word(wic_html_attribute(start, "id"), apart,
				  lengthof(apart)) != NULL;
}

const char *
wic_html_role_name(WicHtmlRole role)
{
	static const char *const names[] = {
		NULL, "title", "heading", "caption", "quote", "teaser", "disclaimer",
		"widget", "breadcrumb"
	};

	StaticAssertStmt(lengthof(names) == WIC_HTML_ROLES, "one name per role");
	return names[role];
}
