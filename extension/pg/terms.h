/*-------------------------------------------------------------------------
 *
 * terms.h
 *	  The vocabulary in force: the user's terms, and the built-in ones.
 *
 * The rows of wic_terms are kept as a lexicon in this session.  It is built
 * anew when any session has changed them.
 *
 * extension/pg/terms.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_TERMS_H
#define WIC_TERMS_H

#include "core/lexicon.h"
#include "fmgr.h"

/*
 * The lexicons to search, the user's first; returns their number.  They are
 * valid until the next call of either function, or until invalidation
 * messages are taken in.
 */
extern size_t wic_term_lexicons(const WicLexicon *lexicons[WIC_LEXICONS_MAX]);

/*
 * Load the user's terms if they are not there.  schema is that of the
 * extension.  Returns the generation of the vocabulary: queries built in the
 * same generation are the same.
 */
extern uint64_t wic_terms_load(Oid schema);

/* Settings of the extension have changed what the terms are. */
extern void wic_terms_forget(void);

#endif							/* WIC_TERMS_H */
