/*-------------------------------------------------------------------------
 *
 * keyword.h
 *	  The words by which lines of web pages and newspapers are known.
 *
 * In Chinese, Japanese, Korean and English, and in folded form, which the unit
 * test checks: 来源 stands for 來源 too, and ( for （.
 *
 * Each list ends in NULL.
 *
 * extension/core/keyword.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_KEYWORD_H
#define WIC_KEYWORD_H

#include "core/line.h"

/* What the value behind a key is. */
typedef enum WicKey
{
	WIC_KEY_NONE,
	WIC_KEY_PUBLISHED,			/* 发布时间 */
	WIC_KEY_UPDATED,			/* 更新时间 */
	WIC_KEY_TIME,				/* 时间, of whatever */
	WIC_KEY_EVENT,				/* 会议时间 */
	WIC_KEY_PLACE,				/* 地点 */
	WIC_KEY_PUBLISHER,			/* 来源 */
	WIC_KEY_ISSUER,				/* 发布机构: the publisher if there is no
								 * other */
	WIC_KEY_AUTHOR,				/* 作者 */
	WIC_KEY_EDITOR,				/* 责任编辑 */
	WIC_KEY_CREDIT,				/* 审核, 校对, 摄影 … */
	WIC_KEY_COLUMN,				/* 栏目 */
	WIC_KEY_URL,				/* 原文链接 */
	WIC_KEY_OTHER				/* 浏览次数: of no interest */
} WicKey;

/*
 * The key at the place of the line, with *length set to where its value
 * begins, behind the colon; WIC_KEY_NONE if there is none.
 */
extern WicKey wic_key_at(const WicLine *line, size_t at, size_t *length);

extern const char *const wic_home_words[];	/* breadcrumbs begin so */
extern const char *const wic_related_words[];	/* 相关阅读 */
extern const char *const wic_neighbour_words[]; /* 上一篇 */
extern const char *const wic_disclaimer_words[];	/* begins with */
extern const char *const wic_notice_words[];	/* 版权所有: has somewhere */
extern const char *const wic_widget_words[];	/* tokens of widgets */
extern const char *const wic_widget_starts[];	/* 分享到 */
extern const char *const wic_counter_words[];	/* 阅读 10万+ */
extern const char *const wic_jump_words[];	/* （下转第三版） */
extern const char *const wic_placeholder_words[];	/* 无标题文档 */
extern const char *const wic_site_ends[];	/* 新闻公报: ends a name */
extern const char *const wic_greeting_words[];	/* begin an address */
extern const char *const wic_caption_starts[];	/* 图为 */
extern const char *const wic_caption_ends[];	/* 资料图 */
extern const char *const wic_lead_words[];	/* 核心提示 */
extern const char *const wic_publisher_ends[];	/* 网, 日报 */
extern const char *const wic_no_column_words[]; /* 全文: in brackets behind
												 * a title, but no column */
extern const char *const wic_event_words[]; /* 会议, 致辞: what has a date */

/* For the unit test: the i-th word of all lists and keys, or NULL. */
extern const char *wic_keyword(size_t i);

#endif							/* WIC_KEYWORD_H */
