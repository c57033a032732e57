/*-------------------------------------------------------------------------
 *
 * markup.h
 *	  Is a text an HTML page, or a part of one?
 *
 * extension/core/markup.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_MARKUP_H
#define WIC_MARKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Looks at the first WIC_MARKUP_BYTES behind comments.  A page begins with
 * its doctype, or with an element that only pages have; a part of a page is
 * laid out by tags, most of which stand at the ends of lines, sentences and
 * other tags.  A text that speaks of tags has them amid its sentences.
 */
extern bool wic_is_markup(const uint8_t *text, size_t size);

#define WIC_MARKUP_BYTES 8192

#endif							/* WIC_MARKUP_H */
