/*-------------------------------------------------------------------------
 *
 * entity.h
 *	  Decode entities and escapes that were left in a text.
 *
 *	  &#20013;&#x56FD;&nbsp;			character references of HTML
 *	  \u4E2D\u56FD						escapes of JSON and JavaScript,
 *	  %u4E2D%u56FD						also by its escape()
 *	  %E4%B8%AD%E5%9B%BD				UTF-8 in a URL, which is not in one
 *
 * A reference is decoded wherever it stands; one with a name only if it is of
 * HTML 4 and has its semicolon.  One pass takes off one layer: of &amp;lt;
 * remains &lt;.
 *
 * Escapes are also what programmers write about.  They are decoded in a word
 * of ASCII that holds two Han characters or more in that way, has no Han
 * beside it and is no URL.
 *
 * extension/core/entity.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_ENTITY_H
#define WIC_ENTITY_H

#include "core/changes.h"

typedef struct WicEntities
{
	const uint8_t *text;
	const uint8_t *next;
	const uint8_t *end;
	const uint8_t *word_end;	/* of the word whose escapes are judged */
	bool		escapes;		/* are decoded in it */
	uint32_t	left;			/* the character before next, or 0 */
	uint8_t		with[4];
} WicEntities;

/* The text may be any bytes, and must outlive the pass. */
extern void wic_entities_init(WicEntities *entities, const uint8_t *text,
							  size_t size);

/* The next edit, or false at the end.  All together is linear in size. */
extern bool wic_entities_next(WicEntities *entities, WicEdit *edit);

#endif							/* WIC_ENTITY_H */
