/*-------------------------------------------------------------------------
 *
 * lexical.h
 *	  Recognise the tokens that have a syntax of their own.
 *
 * Each looks ahead a bounded distance, and a failed look costs no more than
 * a constant times what the tokenizer then takes, so hostile text (a
 * thousand `<`, `a.a.a.a`) stays linear.
 *
 * extension/core/lexical.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_LEXICAL_H
#define WIC_LEXICAL_H

#include "core/token.h"

/*
 * Length in bytes of the URL, e-mail address, number with separators, tag or
 * entity that begins at p, where begin <= p < end; 0 if none does.  Sets
 * *kind if there is one.  begin is that of the text: what stands before p
 * tells 2.3 in 1.2.3 from a number.
 *
 *	  https://example.org/a?b=c	 www.example.org	someone@example.org
 *	  3.14	 1,234,567.8	<a title="中文">	</p>	&amp;	&#x4E2D;
 */
extern size_t wic_lexical_length(const uint8_t *begin, const uint8_t *p,
								 const uint8_t *end, WicTokenKind *kind);

#endif							/* WIC_LEXICAL_H */
