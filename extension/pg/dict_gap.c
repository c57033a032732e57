/*-------------------------------------------------------------------------
 *
 * dict_gap.c
 *	  Dictionary template wic_gap: takes a position and leaves no lexeme.
 *
 * Punctuation goes through it, so that no phrase matches across it.
 *
 * extension/pg/dict_gap.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "tsearch/ts_public.h"

PG_FUNCTION_INFO_V1(wic_dict_gap_lexize);
Datum
wic_dict_gap_lexize(PG_FUNCTION_ARGS)
{
	/* An empty array: the token is known, and is a stop word. */
	PG_RETURN_POINTER(palloc0(sizeof(TSLexeme)));
}
