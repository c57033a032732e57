/*-------------------------------------------------------------------------
 *
 * boilerplate.h
 *	  Know a line of a page by what it says, without its neighbours.
 *
 *	  首页 » 新闻 » 国内			breadcrumb
 *	  分享到：微信 微博			widget
 *	  版权所有 不得转载			disclaimer
 *	  图为江边的渔船。			caption
 *	  ——2014年11月19日，王小河在开幕式上的讲话	attribution
 *	  （三）修好每一条路		a numbered heading
 *
 * extension/core/boilerplate.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_BOILERPLATE_H
#define WIC_BOILERPLATE_H

#include "core/line.h"

/* Where the page stands in its site. */
extern bool wic_line_is_breadcrumb(const WicLine *line);

/* Something to click on, or a menu. */
extern bool wic_line_is_widget(const WicLine *line);

/* Heads a list of other texts, which runs to the end of the page. */
extern bool wic_line_heads_related(const WicLine *line);

/* 上一篇：, the text before or behind this one. */
extern bool wic_line_is_neighbour(const WicLine *line);

extern bool wic_line_is_disclaimer(const WicLine *line);

/* What a picture shows, or who took it. */
extern bool wic_line_is_caption(const WicLine *line);

/* A dash and who said what stands above, or all of that in brackets. */
extern bool wic_line_is_attribution(const WicLine *line);

/* 一、 （一） 第一章 1. Part 1: what a heading begins with. */
extern bool wic_line_is_numbered(const WicLine *line);

/* 无标题文档: what a program calls what nobody has named */
extern bool wic_line_is_placeholder(const WicLine *line);

/* 新闻公报: the name of a site or series rather than of a text */
extern bool wic_line_is_site(const WicLine *line);

/* 各位代表：, and a line that begins so and runs on */
extern bool wic_line_is_greeting(const WicLine *line);

/* 摘要： */
extern bool wic_line_is_lead(const WicLine *line);

/* （新华社记者 王小河）, （完）: who wrote it, or that it ends. */
extern bool wic_line_is_signature(const WicLine *line);

/* Ends as a sentence ends, with the quotes and brackets behind it. */
extern bool wic_line_ends_sentence(const WicLine *line);

/* Ends in ... or …… */
extern bool wic_line_is_cut_off(const WicLine *line);

#endif							/* WIC_BOILERPLATE_H */
