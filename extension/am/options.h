/*-------------------------------------------------------------------------
 *
 * options.h
 *	  CREATE INDEX … USING wicsearch (…) WITH (options).
 *
 * extension/am/options.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_OPTIONS_H
#define WIC_OPTIONS_H

#include "utils/rel.h"

typedef struct WicOptions
{
	int32		vl_len_;		/* varlena header */
	int			pending_limit;	/* kB that may be pending before a flush */
	int			level;			/* WicLevel, EXACT or SCRIPT */
} WicOptions;

/* Of an index, or the defaults. */
extern const WicOptions *wic_index_options(Relation index);

/* For _PG_init. */
extern void wic_options_define(void);

/* amoptions */
extern bytea *wic_options_parse(Datum options, bool validate);

#endif							/* WIC_OPTIONS_H */
