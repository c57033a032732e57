/*-------------------------------------------------------------------------
 *
 * dict_fold.h
 *	  The dictionary template wic_fold, for those that take its short cut.
 *
 * extension/pg/dict_fold.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_DICT_FOLD_H
#define WIC_DICT_FOLD_H

#include "core/fold.h"
#include "fmgr.h"

/* A dictionary made from the template: what its options say. */
typedef struct WicFoldDict
{
	const WicFoldTable *table;
	unsigned	options;		/* of core/fold.h */
} WicFoldDict;

/*
 * The template's lexize function.  Whoever finds it in a dictionary may cut
 * a run with wic_grammer_init(…, dict->table, dict->options, …) itself, to
 * the same result.
 */
extern PGDLLEXPORT Datum wic_dict_fold_lexize(PG_FUNCTION_ARGS);

/* The template wic_gap's: it knows every token, and makes none a lexeme. */
extern PGDLLEXPORT Datum wic_dict_gap_lexize(PG_FUNCTION_ARGS);

#endif							/* WIC_DICT_FOLD_H */
