/*-------------------------------------------------------------------------
 *
 * parser.h
 *	  The tokenizer as a text search parser.
 *
 * extension/pg/parser.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_PARSER_H
#define WIC_PARSER_H

#include "fmgr.h"

/* Start function of the parsers; tells ours from other people's. */
extern PGDLLEXPORT Datum wic_parser_start(PG_FUNCTION_ARGS);

#endif							/* WIC_PARSER_H */
