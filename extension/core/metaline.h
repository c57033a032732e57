/*-------------------------------------------------------------------------
 *
 * metaline.h
 *	  Read a line that says where a text comes from.
 *
 *	  发布时间:2023-11-09 08:58 | 来源:滨江日报 | 作者: | 责任编辑:王小河
 *	  2023年11月9日 滨江日报			(责编:王小河、李江)		文/王小河 图/李江
 *	  《滨江日报》（2023年11月9日 03版）		《河流》2023年第21期
 *
 * extension/core/metaline.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_METALINE_H
#define WIC_METALINE_H

#include "core/date.h"
#include "core/keyword.h"

/* Characters of a line, half-open; empty where nothing is stated. */
typedef struct WicValue
{
	size_t		start;
	size_t		end;
} WicValue;

/* What kind of line it is. */
typedef enum WicMetaKind
{
	WIC_META_NONE,				/* something else */
	WIC_META_CREDIT,			/* who made it */
	WIC_META_DATE,				/* hardly anything but a date */
	WIC_META_LINE				/* keys and values, or date and publisher */
} WicMetaKind;

typedef struct WicMetaLine
{
	WicMetaKind kind;
	int			nkeys;			/* keys in it */
	WicDate		published;		/* precision NONE where there is none */
	WicDate		updated;
	WicDate		event;
	WicDate		time;			/* of what, the document has to tell */
	bool		has_place;
	WicValue	publisher;
	WicValue	issuer;
	WicValue	author;
	WicValue	editor;
	WicValue	column;
	WicValue	url;
} WicMetaLine;

extern void wic_metaline_read(WicMetaLine *meta, const WicLine *line);

/* An issue of a newspaper or journal. */
typedef struct WicIssue
{
	WicValue	name;
	WicDate		date;
	int			number;			/* 第21期; 0: not stated */
	int			page;			/* 03版; 0: not stated */
} WicIssue;

/* Is the line the name of an issue and not much else? */
extern bool wic_issue_read(WicIssue *issue, const WicLine *line);

#endif							/* WIC_METALINE_H */
