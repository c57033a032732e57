/*-------------------------------------------------------------------------
 *
 * structure.h
 *	  What each paragraph of a document is, and where the document is from.
 *
 *	  首页 » 新闻					breadcrumb
 *	  共护一江清水（江声）			title, and column 江声
 *	  2023-11-10 08:42 来源：滨江日报	meta
 *	  江水清，两岸新。……			body
 *
 * A document is read in one pass over its text, and the roles are settled in
 * passes over the paragraphs, of which each looks at a few neighbours.  The
 * rules lean to body: a line that is kept for nothing costs a little, a lost
 * paragraph costs a speech.  Between the first and the last paragraph of a
 * text only what names itself (a caption, a credit, the head of a list of
 * other texts) is anything else than body or heading.
 *
 * extension/core/structure.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_STRUCTURE_H
#define WIC_STRUCTURE_H

#include "core/date.h"
#include "core/paragraph.h"
#include "core/script.h"

/* What a paragraph is.  What follows CAPTION is not searched. */
typedef enum WicRole
{
	WIC_ROLE_NONE,				/* not known yet; never in a result */
	WIC_ROLE_TITLE,
	WIC_ROLE_HEADING,
	WIC_ROLE_LEAD,
	WIC_ROLE_BODY,
	WIC_ROLE_QUOTE,				/* what an attribution line is about */
	WIC_ROLE_CAPTION,
	WIC_ROLE_ATTRIBUTION,
	WIC_ROLE_CREDIT,
	WIC_ROLE_META,
	WIC_ROLE_WIDGET,
	WIC_ROLE_BREADCRUMB,
	WIC_ROLE_TEASER,			/* of another text */
	WIC_ROLE_DISCLAIMER,
	WIC_ROLE_REPEAT				/* a line once more */
} WicRole;

#define WIC_ROLES	(WIC_ROLE_REPEAT + 1)

/* Its name, title to repeat; NULL for WIC_ROLE_NONE. */
extern const char *wic_role_name(WicRole role);

/* The role of a name, or WIC_ROLE_NONE. */
extern WicRole wic_role_of(const char *name, size_t size);

typedef struct WicPassage
{
	WicParagraph span;
	WicRole		role;
	WicScript	script;
	size_t		variants;		/* characters that only Traditional has */
	bool		is_english;		/* long enough to be sure */
	bool		ends_sentence;	/* or clause: more follows, but no heading */
	bool		is_clause;		/* it ends in a colon */
	bool		is_cut_off;		/* ends in ... */
	bool		is_long;		/* too long for a title */
	bool		is_short;		/* at most the length of a menu's words */
	bool		is_numbered;
	bool		is_bullet;
	bool		is_date;		/* nothing but a date */
	bool		is_bracketed;	/* as a whole */
	bool		is_empty;		/* no letter, no digit */
	bool		begins_inside;	/* with what closes or goes on */
	bool		ends_inside;	/* with what opens, or before what follows */
	bool		is_continued;	/* of the same line as the one before */
	bool		heads_related;
	bool		is_dash;		/* may be an attribution */
	bool		is_dated;		/* and names a date or a book */
	bool		is_quoted;		/* begins with an opening quote */
	bool		is_site;		/* named like a site or a series */
	bool		is_greeting;
	bool		is_name;		/* of a person, with offices before it */
	bool		is_notice;		/* a disclaimer, if it stands at the end */
	uint64_t	hash;			/* of the folded line */
} WicPassage;

/* A slice of the text; size 0 where nothing is stated. */
typedef struct WicSlice
{
	const uint8_t *start;
	size_t		size;
} WicSlice;

typedef struct WicMetadata
{
	WicSlice	title;
	WicSlice	column;
	WicSlice	publisher;
	WicSlice	author;
	WicSlice	editor;
	WicSlice	url;
	WicDate		published;		/* precision NONE where it is not stated */
	WicSlice	issue_name;
	WicDate		issue_date;
	int			issue_number;	/* 0 where it has none */
	int			issue_page;
	WicDate		event;			/* what the text is about happened then */
	bool		event_is_inferred;	/* its year stands elsewhere */
	WicScript	script;
} WicMetadata;

/* Paragraphs of a text: the passages that wic_structure_read needs. */
extern size_t wic_structure_count(const uint8_t *text, size_t size);

/*
 * Settle the role and script of each passage, and the metadata.
 *
 * passages has room for the n that wic_structure_count returned.  hints are
 * the roles of the first nhints lines that are not empty, as they are known
 * from elsewhere, with WIC_ROLE_NONE where they are not; a hint is believed.
 * Slices point into text.
 *
 * pause, unless it is NULL, is called before each paragraph; it may end the
 * reading for good with a jump.
 */
extern void wic_structure_read(const WicFoldTable *table,
							   const uint8_t *text, size_t size,
							   const WicRole *hints, size_t nhints,
							   WicPassage *passages, size_t n,
							   WicMetadata *metadata, void (*pause) (void));

/* Is this one of the lines that a default search looks at? */
static inline bool
wic_role_is_content(WicRole role)
{
	return role >= WIC_ROLE_TITLE && role <= WIC_ROLE_CAPTION;
}

#endif							/* WIC_STRUCTURE_H */
