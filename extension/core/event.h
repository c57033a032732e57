/*-------------------------------------------------------------------------
 *
 * event.h
 *	  When that happened which a document is about.
 *
 * extension/core/event.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_EVENT_H
#define WIC_EVENT_H

#include "core/structure.h"

/*
 * Give a date without a year the one that it means: of the sentence, else of
 * the title, else of publication, which is not before it.  Either may have no
 * year.  False if none of them helps or there is no such day.
 */
extern bool wic_resolve_year(WicDate *date, int sentence_year,
							 int title_year, const WicDate *published);

/*
 * Set metadata->event, unless a line of metadata states it, to the first day
 * in the first paragraphs whose sentence tells of a speech or meeting, and
 * that is not later than publication.
 */
extern void wic_find_event(const WicFoldTable *table,
						   const WicPassage *passages, size_t n,
						   WicMetadata *metadata);

#endif							/* WIC_EVENT_H */
