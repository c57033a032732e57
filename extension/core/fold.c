/*-------------------------------------------------------------------------
 *
 * fold.c
 *	  Fold text, so that all ways of writing it become one.
 *
 * Each mapping is a two-stage table: the code point's high bits choose a
 * block, its low bits a value in it.  A value is 0 (the character stays), a
 * single code point below U+10000, or, in the range of the surrogates and
 * the private use area, to which nothing folds, the number of a sequence.
 *
 * extension/core/fold.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/fold.h"

#include <string.h>

#include "core/compose.h"
#include "core/fold_v1_table.h"
#include "core/kana.h"

#define REPLACEMENT		0xFFFD

/* One mapping: a two-stage table over the code points below limit. */
typedef struct FoldMap
{
	const uint16_t *index;
	const uint16_t *data;
	uint32_t	limit;
} FoldMap;

struct WicFoldTable
{
	FoldMap		exact;			/* NFKC_Casefold */
	FoldMap		full;			/* and the variant classes */
	const uint16_t *sequence_start;
	const uint32_t *sequences;
	uint16_t	sequence_base;	/* values of sequences: from this one */
	uint16_t	sequence_end;	/* to before this one */
	uint64_t	fingerprint;
	unsigned	shift;
};

static const WicFoldTable fold_v1 = {
	.exact = {fold_v1_exact_index, fold_v1_exact_data, FOLD_V1_EXACT_LIMIT},
	.full = {fold_v1_full_index, fold_v1_full_data, FOLD_V1_FULL_LIMIT},
	.sequence_start = fold_v1_seq_start,
	.sequences = fold_v1_seq,
	.sequence_base = FOLD_V1_SEQ_BASE,
	.sequence_end = FOLD_V1_SEQ_END,
	.fingerprint = FOLD_V1_FINGERPRINT,
	.shift = FOLD_V1_SHIFT,
};

_Static_assert(FOLD_V1_SEQ_MAX <= WIC_FOLD_CHAR_MAX, "sequence too long");
_Static_assert(WIC_FOLD_CLUSTER_MAX <= WIC_COMPOSE_MAX, "cluster too long");

const WicFoldTable *
wic_fold_table(int version)
{
	return version == 1 ? &fold_v1 : NULL;
}

uint64_t
wic_fold_fingerprint(const WicFoldTable *table)
{
	return table->fingerprint;
}

/* The value of cp in the mapping; 0 if it stays. */
static inline uint16_t
lookup(const WicFoldTable *table, bool variants, uint32_t cp)
{
	const FoldMap *map = variants ? &table->full : &table->exact;

	if (cp >= map->limit)
		return 0;
	return map->data[((uint32_t) map->index[cp >> table->shift]
					  << table->shift) | (cp & ((1u << table->shift) - 1))];
}

size_t
wic_fold_char(const WicFoldTable *table, bool variants, uint32_t cp,
			  uint32_t *folded)
{
	uint16_t	value = lookup(table, variants, cp);
	size_t		start;
	size_t		n;

	if (value < table->sequence_base || value >= table->sequence_end)
	{
		folded[0] = value != 0 ? value : cp;
		return 1;
	}

	value -= table->sequence_base;
	start = table->sequence_start[value];
	n = table->sequence_start[value + 1] - start;
	memcpy(folded, table->sequences + start, n * sizeof(uint32_t));
	return n;
}

void
wic_folder_init(WicFolder *folder, const WicFoldTable *table,
				unsigned options, const void *text, size_t length)
{
	const uint8_t *start = text;

	folder->table = table;
	folder->options = options;
	folder->last = 0;
	wic_reader_init(&folder->reader, start, start + length);
	folder->has_ahead = wic_reader_next(&folder->reader, &folder->ahead);
}

static bool
folds_variants(const WicFolder *folder)
{
	return (folder->options & WIC_FOLD_VARIANTS) != 0;
}

/* 々 and 〻 repeat the Han character before them. */
static bool
repeats_last(const WicFolder *folder, uint32_t cp)
{
	return folds_variants(folder) && (cp == 0x3005 || cp == 0x303B) &&
		(wic_char_props(folder->last) & WIC_CHAR_HAN) != 0;
}

static size_t
fold_to(uint32_t *to, uint32_t cp)
{
	*to = cp;
	return 1;
}

/* Fold the character ahead into the cluster, and look at the next one. */
static void
take(WicFolder *folder, WicCluster *cluster)
{
	const WicChar *ch = &folder->ahead;
	uint32_t   *to = cluster->cps + cluster->ncps;

	if (ch->cp == WIC_UTF8_BAD)
		cluster->ncps += fold_to(to, REPLACEMENT);
	else if (repeats_last(folder, ch->cp))
		cluster->ncps += fold_to(to, folder->last);
	else
		cluster->ncps += wic_fold_char(folder->table, folds_variants(folder),
									   ch->cp, to);
	cluster->end = ch->end;
	folder->has_ahead = wic_reader_next(&folder->reader, &folder->ahead);
}

bool
wic_folder_next(WicFolder *folder, WicCluster *cluster)
{
	bool		combines = false;
	bool		in_run;

	if (!folder->has_ahead)
		return false;
	in_run = wic_class_of(&folder->ahead) == WIC_CLASS_CJK;

	cluster->ncps = 0;
	cluster->start = folder->ahead.start;
	take(folder, cluster);

	while (folder->has_ahead &&
		   ((folder->ahead.props & WIC_CHAR_JOINS) != 0 ||
			wic_class_of(&folder->ahead) == WIC_CLASS_IGNORE) &&
		   cluster->ncps + WIC_FOLD_CHAR_MAX <= WIC_FOLD_CLUSTER_MAX)
	{
		combines |= (folder->ahead.props & WIC_CHAR_JOINS) != 0;
		take(folder, cluster);
	}

	if (combines)
		cluster->ncps = wic_compose(cluster->cps, cluster->ncps);
	if ((folder->options & WIC_FOLD_ANY_KANA) != 0)
		for (size_t i = 0; i < cluster->ncps; i++)
			cluster->cps[i] = wic_kana_fold(cluster->cps[i], folder->options);
	if (cluster->ncps > 0)
		folder->last = in_run ? cluster->cps[cluster->ncps - 1] : 0;
	return true;
}
