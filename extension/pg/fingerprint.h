/*-------------------------------------------------------------------------
 *
 * fingerprint.h
 *	  Tell whether texts are still read as they were.
 *
 * extension/pg/fingerprint.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_FINGERPRINT_H
#define WIC_FINGERPRINT_H

typedef struct WicConfigTraits
{
	Oid			config;

	/*
	 * Of all that decides which lexemes the configuration makes of a text:
	 * which dictionaries see which tokens, their options, and the tables of
	 * wic_fold.  Names count, not OIDs, so that it outlives pg_upgrade. Files
	 * of other dictionaries are not looked at.
	 */
	uint64		fingerprint;

	/*
	 * Does it make pairs of CJK characters of runs only?  So it is if its
	 * dictionaries are made from wic_fold, wic_gap, simple and snowball.
	 */
	bool		has_runs;
} WicConfigTraits;

/* For _PG_init: listen to changes of catalogs. */
extern void wic_config_traits_init(void);

/* Valid until the next call. */
extern const WicConfigTraits *wic_config_traits(Oid config);

#endif							/* WIC_FINGERPRINT_H */
