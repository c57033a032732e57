/*-------------------------------------------------------------------------
 *
 * canon.c
 *	  Texts with one word for each thing, for counting.
 *
 * extension/pg/canon.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "core/canon.h"
#include "core/fold.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "pg/canon.h"
#include "pg/terms.h"
#include "pg/wicsearch.h"
#include "utils/memutils.h"

/* A word for itself; one that is a whole run may have more alternatives. */
typedef struct Wording
{
	const uint32 *cps;
	uint32		length;
	bool		is_whole;
} Wording;

/* What stands for a group: the word of it that came first. */
typedef struct First
{
	Wording		wording;
	char	   *bytes;
	Size		size;
} First;

/* A group by its heart, or a word that was met. */
typedef struct Known
{
	Wording		wording;
	const First *first;
	bool		is_replaced;
	uint32		hash;
	char		status;
} Known;

static inline bool
is_same(const Wording *a, const Wording *b)
{
	return a->length == b->length && a->is_whole == b->is_whole &&
		memcmp(a->cps, b->cps, a->length * sizeof(uint32)) == 0;
}

#define SH_PREFIX known
#define SH_ELEMENT_TYPE Known
#define SH_KEY_TYPE Wording
#define SH_KEY wording
#define SH_HASH_KEY(table, key) \
	hash_bytes((const unsigned char *) (key).cps, \
			   (key).length * sizeof(uint32))
#define SH_EQUAL(table, a, b) is_same(&(a), &(b))
#define SH_STORE_HASH
#define SH_GET_HASH(table, element) (element)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* A folded character, and the bytes it is of. */
typedef struct Origin
{
	uint32		start;
	uint32		end;
} Origin;

struct WicCanon
{
	MemoryContext context;
	const WicLexicon *lexicons[WIC_LEXICONS_MAX];
	size_t		nlexicons;
	uint32		starts[WIC_STARTS_WORDS];
	known_hash *words;
	known_hash *groups;

	/* Of the text that is read */
	uint32	   *cps;
	Origin	   *origins;
	Size		n;
	Size		room;
	StringInfoData bytes;
	WicCanonEdit *edits;
	int			nedits;
	int			edits_size;
};

/* Leave out the lexicons without entries, as each costs time. */
static size_t
drop_empty(const WicLexicon **lexicons, size_t nlexicons)
{
	size_t		n = 0;
	size_t		nalternatives;

	for (size_t i = 0; i < nlexicons; i++)
		if (wic_lexicon_count(lexicons[i], &nalternatives) > 0)
			lexicons[n++] = lexicons[i];
	return n;
}

WicCanon   *
wic_canon_create(Oid schema)
{
	WicCanon   *canon = palloc0(sizeof(WicCanon));

	wic_terms_load(schema);
	canon->nlexicons = drop_empty(canon->lexicons,
								  wic_term_lexicons(canon->lexicons));
	for (size_t i = 0; i < canon->nlexicons; i++)
		wic_lexicon_mark_starts(canon->lexicons[i], canon->starts);
	canon->context = CurrentMemoryContext;
	canon->words = known_create(canon->context, 256, NULL);
	canon->groups = known_create(canon->context, 256, NULL);
	canon->room = 4096;
	canon->cps = palloc(sizeof(uint32) * canon->room);
	canon->origins = palloc(sizeof(Origin) * canon->room);
	initStringInfo(&canon->bytes);
	return canon;
}

static void
make_room(WicCanon *canon, Size n)
{
	if (canon->n + n <= canon->room)
		return;
	canon->room *= 2;
	canon->cps = repalloc_huge(canon->cps, sizeof(uint32) * canon->room);
	canon->origins = repalloc_huge(canon->origins,
								   sizeof(Origin) * canon->room);
}

static void
fold_text(WicCanon *canon, const char *bytes, Size size)
{
	WicFolder	folder;
	WicCluster	cluster;

	canon->n = 0;
	wic_folder_init(&folder, wic_fold_table(WIC_FOLD_LATEST),
					WIC_FOLD_VARIANTS, bytes, size);
	while (wic_folder_next(&folder, &cluster))
	{
		CHECK_FOR_INTERRUPTS();
		make_room(canon, cluster.ncps);
		for (size_t i = 0; i < cluster.ncps; i++)
		{
			Origin	   *origin = &canon->origins[canon->n];

			canon->cps[canon->n++] = cluster.cps[i];
			origin->start = cluster.start - (const uint8 *) bytes;
			origin->end = cluster.end - (const uint8 *) bytes;
		}
	}
}

static Wording
copy_wording(const Wording *wording)
{
	Wording		copy = *wording;
	uint32	   *cps = palloc(sizeof(uint32) * wording->length);

	memcpy(cps, wording->cps, sizeof(uint32) * wording->length);
	copy.cps = cps;
	return copy;
}

static First *
make_first(const Wording *wording)
{
	First	   *first = palloc(sizeof(First));

	first->wording = copy_wording(wording);
	first->bytes = palloc(wording->length * WIC_UTF8_MAX);
	first->size = 0;
	for (uint32 i = 0; i < wording->length; i++)
		first->size += wic_utf8_put((uint8_t *) first->bytes + first->size,
									wording->cps[i]);
	return first;
}

/* Add a word that was not met before, and its group. */
static void
add_word(WicCanon *canon, const WicCanonWalk *walk, const WicCanonWord *word,
		 Known *known)
{
	uint32		cps[WIC_SURFACE_MAX];
	Wording		heart = {cps, 0, false};
	Known	   *group;
	bool		found;

	known->wording = copy_wording(&known->wording);
	heart.length = wic_canon_group(walk, word, cps);
	group = known_insert(canon->groups, heart, &found);
	if (!found)
	{
		group->wording = copy_wording(&heart);
		group->first = make_first(&known->wording);
	}
	known->first = group->first;
	known->is_replaced =
		known->wording.length != known->first->wording.length ||
		memcmp(known->wording.cps, known->first->wording.cps,
			   known->wording.length * sizeof(uint32)) != 0;
}

/* What stands for a word, or NULL if it stands for itself. */
static const First *
first_of(WicCanon *canon, const WicCanonWalk *walk, const WicCanonWord *word)
{
	Wording		wording = {walk->cps + word->start, word->length,
	word->is_whole};
	bool		found;
	Known	   *known = known_insert(canon->words, wording, &found);

	if (!found)
	{
		MemoryContext old_context = MemoryContextSwitchTo(canon->context);

		add_word(canon, walk, word, known);
		MemoryContextSwitchTo(old_context);
	}
	return known->is_replaced ? known->first : NULL;
}

/* Does one cluster end and another one begin before the character? */
static bool
is_boundary(const WicCanon *canon, size_t i)
{
	return i == 0 || i == canon->n ||
		canon->origins[i].start != canon->origins[i - 1].start;
}

/* Replace a word, behind what was copied so far; returns where it ends. */
static Size
replace(WicCanon *canon, const WicCanonWord *word, const First *first,
		const char *bytes, Size copied)
{
	WicCanonEdit *edit;

	canon->edits = wic_grow(canon->edits, canon->nedits, &canon->edits_size,
							sizeof(WicCanonEdit));
	edit = &canon->edits[canon->nedits++];
	edit->start = canon->origins[word->start].start;
	edit->end = canon->origins[word->start + word->length - 1].end;
	appendBinaryStringInfo(&canon->bytes, bytes + copied,
						   edit->start - copied);
	edit->new_start = canon->bytes.len;
	appendBinaryStringInfo(&canon->bytes, first->bytes, first->size);
	edit->new_end = canon->bytes.len;
	return edit->end;
}

static void
replace_words(WicCanon *canon, const char *bytes, Size size)
{
	Size		copied = 0;
	WicCanonWalk walk;
	WicCanonWord word;

	canon->nedits = 0;
	resetStringInfo(&canon->bytes);
	wic_canon_init(&walk, canon->lexicons, canon->nlexicons,
				   canon->starts, canon->cps, canon->n);
	while (wic_canon_next(&walk, &word))
	{
		const First *first;

		CHECK_FOR_INTERRUPTS();
		if (!is_boundary(canon, word.start) ||
			!is_boundary(canon, word.start + word.length))
			continue;
		first = first_of(canon, &walk, &word);
		if (first != NULL)
			copied = replace(canon, &word, first, bytes, copied);
	}
	if (canon->nedits > 0)
		appendBinaryStringInfo(&canon->bytes, bytes + copied, size - copied);
}

WicCanonText
wic_canon_read(WicCanon *canon, const char *bytes, Size size)
{
	WicCanonText text = {bytes, size, NULL, 0};
	MemoryContext old_context;

	if (canon == NULL)
		return text;

	old_context = MemoryContextSwitchTo(canon->context);
	fold_text(canon, bytes, size);
	replace_words(canon, bytes, size);
	MemoryContextSwitchTo(old_context);
	if (canon->nedits == 0)
		return text;
	text.		bytes = canon->bytes.data;
	text.		size = canon->bytes.len;
	text.		edits = canon->edits;
	text.		nedits = canon->nedits;
	return text;
}

/* The number of edits that begin before a place. */
static int
edits_before(const WicCanonText *text, Size place, bool is_new)
{
	int			low = 0;
	int			high = text->nedits;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		const WicCanonEdit *edit = &text->edits[middle];

		if ((is_new ? edit->new_start : edit->start) < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

Size
wic_canon_place(const WicCanonText *text, Size place, bool ends)
{
	int			n = edits_before(text, place, false);
	const WicCanonEdit *edit;

	if (n == 0)
		return place;
	edit = &text->edits[n - 1];
	if (place < edit->end)
		return ends ? edit->new_end : edit->new_start;
	return edit->new_end + (place - edit->end);
}

Size
wic_canon_origin(const WicCanonText *text, Size place, bool ends)
{
	int			n = edits_before(text, place, true);
	const WicCanonEdit *edit;

	if (n == 0)
		return place;
	edit = &text->edits[n - 1];
	if (place < edit->new_end)
		return ends ? edit->end : edit->start;
	return edit->end + (place - edit->new_end);
}
