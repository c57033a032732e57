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

/*
 * Of all that decides which lexemes a configuration makes of a text: which
 * dictionaries see which tokens, their options, and the tables of wic_fold.
 * Names count, not OIDs, so that it outlives pg_upgrade.  Files of other
 * dictionaries are not looked at.
 */
extern uint64 wic_config_fingerprint(Oid config);

#endif							/* WIC_FINGERPRINT_H */
