/*-------------------------------------------------------------------------
 *
 * role.h
 *	  Settle the roles of paragraphs by their neighbours.
 *
 * extension/core/role.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_ROLE_H
#define WIC_ROLE_H

#include "core/structure.h"

/* Where there is no such passage */
#define WIC_NO_PASSAGE	SIZE_MAX

/*
 * Give every passage that has none yet a role, and return the title, or
 * WIC_NO_PASSAGE.
 */
extern size_t wic_settle_roles(WicPassage *passages, size_t n);

/* The first passage of running text, or n. */
extern size_t wic_first_body(const WicPassage *passages, size_t n);

#endif							/* WIC_ROLE_H */
