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

/* Settings; settings.c describes them. */
#define WIC_FIRST_ROWS_MAX	1000000
extern int	wic_first_rows;
extern double wic_k1;
extern double wic_b;
extern char *wic_corpus;
extern char *wic_region;

/* Make them known to the server; for _PG_init. */
extern void wic_settings_define(void);

/* How closely text has to agree with a query; stored in a wicquery. */
typedef enum WicLevel
{
	WIC_LEVEL_EXACT = 0,		/* NFKC and case */
	WIC_LEVEL_SCRIPT = 1,		/* and variants: 發展 = 发展 */
	WIC_LEVEL_VOCAB = 2			/* and other words: 網際網路 = 互联网 */
} WicLevel;

/* How far the parts of a query are written in other ways. */
typedef enum WicExpansion
{
	WIC_EXPAND_NONE,			/* as typed only */
	WIC_EXPAND_SURE,			/* words for the same thing: what is counted */
	WIC_EXPAND_ALL				/* and such as often are: what is ranked */
} WicExpansion;

/* How a query of the level is expanded; text is read as at script. */
static inline WicExpansion
wic_level_expansion(WicLevel level)
{
	return level == WIC_LEVEL_VOCAB ? WIC_EXPAND_ALL : WIC_EXPAND_NONE;
}

/* The level of that name; ERROR, naming those there are, if it is none. */
extern WicLevel wic_level_from_text(const text *name);
extern WicLevel wic_level_from_name(const char *name);

extern const char *wic_level_name(WicLevel level);

/*
 * The text search configuration of a level, in the schema of the function
 * that runs, which is the extension's; ERROR if somebody dropped it.
 */
extern Oid	wic_level_config(FunctionCallInfo fcinfo, WicLevel level);

/* The same, for the extension's schema. */
extern Oid	wic_config_of_level(Oid schema, WicLevel level);

/*
 * Let names in SQL that runs from here on mean what the server's catalog says,
 * whatever others have made.  Ends with the caller's NewGUCNestLevel().
 */
extern void wic_pin_search_path(void);

/* Room for one more element in an array of n that grows by doubling. */
extern void *wic_grow(void *array, int n, int *size, Size element);

/* CHECK_FOR_INTERRUPTS, for the core to call. */
extern void wic_check_interrupts(void);

/* ERROR unless the parser of the configuration is ours. */
extern void wic_check_config(Oid config);

#endif							/* WIC_WICSEARCH_H */
