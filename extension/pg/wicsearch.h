/*-------------------------------------------------------------------------
 *
 * wicsearch.h
 *	  What the files of the glue share: settings and small helpers.
 *
 * extension/pg/wicsearch.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_WICSEARCH_H
#define WIC_WICSEARCH_H

#include "fmgr.h"

/* Settings; module.c describes them. */
extern double wic_k1;
extern double wic_b;
extern char *wic_corpus;

/* How closely text has to agree with a query. */
typedef enum WicLevel
{
	WIC_LEVEL_EXACT,			/* NFKC and case */
	WIC_LEVEL_SCRIPT			/* and variants: 發展 = 发展 */
} WicLevel;

/* The level of that name; ERROR, naming those there are, if it is none. */
extern WicLevel wic_level_from_text(const text *name);

/*
 * The text search configuration of a level, in the schema of the function
 * that runs, which is the extension's; ERROR if somebody dropped it.
 */
extern Oid	wic_level_config(FunctionCallInfo fcinfo, WicLevel level);

/* ERROR unless the parser of the configuration is ours. */
extern void wic_check_config(Oid config);

#endif							/* WIC_WICSEARCH_H */
