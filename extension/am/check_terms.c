/*-------------------------------------------------------------------------
 *
 * check_terms.c
 *	  Are the postings of a segment right, and what they add up to?
 *
 * One pass over all terms counts the length of each document, and, if the
 * table is to be compared, what it says.  After damage that is met with an
 * error, the pass goes on with the next term; the sums are then of no use.
 *
 * extension/am/check_terms.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/check.h"
#include "am/postings.h"
#include "core/charclass.h"
#include "core/utf8.h"
#include "core/varint.h"
#include "miscadmin.h"

/* After so many errors in a segment nothing more is read of it. */
#define MAX_FAILURES	20

typedef struct Terms
{
	WicChecker *check;
	const WicSegmentEntry *entry;
	const char *where;
	const uint8 *deleted;
	WicSegment *segment;		/* of this part */

	/* how far it is */
	uint64		n;				/* terms that were read */
	uint8		key[WIC_NODE_KEY_MAX];
	size_t		key_len;
	bool		is_finished;

	/* of each document */
	uint32	   *lengths;
	uint64	   *contents;		/* NULL: not asked for */
	uint32	   *seen;			/* number of the character that was last */

	/* the CJK character with which the terms begin, if they do */
	uint8		character[WIC_UTF8_MAX];
	size_t		character_len;
	uint32		character_df;
	uint32		ncharacters;
	uint64		character_total;

	/* where the next long list begins, if the last could be read */
	bool		is_place_known;
	uint64		postings_at;
	uint64		positions_at;

	uint32	   *positions;		/* of a posting */
	uint32		capacity;
} Terms;

/* What a list is found to be. */
typedef struct TermList
{
	WicPostings postings;
	uint64		content;		/* of the lexeme */
	int64		last;			/* document; -1 at first */
	uint32		df;
	uint64		total;
	WicBound	bound;
	WicBound	block_bound;
} TermList;

static void
report(const Terms *terms, const char *what)
{
	wic_check_report(terms->check, WIC_FINDING_ERROR, "%s, term %llu: %s",
					 terms->where, (unsigned long long) terms->n, what);
}

/* ---- a posting ---- */

/* Not more than a document of the segment can have. */
static uint32 *
room_for_positions(Terms *terms, uint32 tf)
{
	if (tf > terms->capacity)
	{
		terms->capacity = Max(tf, 1024);
		terms->positions =
			MemoryContextAllocHuge(CurrentMemoryContext,
								   terms->capacity * sizeof(uint32));
	}
	return terms->positions;
}

static void
read_positions(Terms *terms, TermList *list, uint32 doc, uint32 tf)
{
	uint32	   *positions = room_for_positions(terms, tf);

	wic_postings_positions(&list->postings, positions);
	for (uint32 i = 1; i < tf; i++)
		if (positions[i] < positions[i - 1])
		{
			report(terms, "positions descend");
			break;
		}
	if (terms->contents == NULL)
		return;
	for (uint32 i = 0; i < tf; i++)
		terms->contents[doc] += wic_check_occurrence(list->content,
													 positions[i]);
}

/*
 * Are there so many positions to be read?  The total length can be less than
 * it is, but not by half; a norm stands for lengths up to the next one's.
 */
static bool
is_possible(const Terms *terms, uint32 doc, uint32 tf, uint8 norm)
{
	const WicSegmentEntry *entry = terms->entry;

	if ((entry->flags & WIC_SEGMENT_STRIPPED) == 0 && norm < PG_UINT8_MAX &&
		terms->lengths[doc] >= wic_norm_length(norm + 1))
		return false;
	return tf / 2 <= entry->total_length;
}

static void
read_posting(Terms *terms, TermList *list, uint32 doc, uint32 tf)
{
	uint8		norm = wic_segment_norm(terms->segment, doc);

	list->df++;
	list->total += tf;
	wic_bound_add(&list->bound, tf, norm);
	wic_bound_add(&list->block_bound, tf, norm);
	terms->lengths[doc] += Min(tf, PG_UINT32_MAX - terms->lengths[doc]);
	if (terms->character_len > 0 && terms->seen[doc] != terms->ncharacters)
	{
		terms->seen[doc] = terms->ncharacters;
		terms->character_df++;
	}
	if (is_possible(terms, doc, tf, norm))
		read_positions(terms, list, doc, tf);
	else
		wic_check_report(terms->check, WIC_FINDING_ERROR,
						 "%s, term %llu: document %u has more occurrences than lexemes",
						 terms->where, (unsigned long long) terms->n, doc);
}

/* The block that is decoded. */
static void
read_block(Terms *terms, TermList *list)
{
	WicPostings *postings = &list->postings;

	CHECK_FOR_INTERRUPTS();
	memset(&list->block_bound, 0, sizeof(WicBound));
	for (int i = 0; i < postings->n; i++)
	{
		uint32		doc = postings->docs[i];

		if (doc >= terms->entry->ndocs || (int64) doc <= list->last)
		{
			report(terms, "documents are not in order, or not there");
			terms->check->is_incomplete = true;
			return;
		}
		postings->at = i;
		postings->doc = doc;
		read_posting(terms, list, doc, wic_postings_tf(postings));
		list->last = doc;
	}
}

/* ---- a list ---- */

/* It may promise more than there is, but not less. */
static void
check_bound(const Terms *terms, const WicBound *said, const WicBound *found)
{
	bool		holds = said->max_tf >= found->max_tf;

	for (int i = 0; i < WIC_BOUND_CLASSES; i++)
		if ((found->classes & (1 << i)) != 0)
			holds = holds && (said->classes & (1 << i)) != 0 &&
				said->least_norm[i] <= found->least_norm[i];
	if (!holds)
		report(terms, "documents score more than is said");
}

static void
check_skip(const Terms *terms, const TermList *list, uint32 block)
{
	const WicSkip *skip = &list->postings.skips[block];

	if (skip->last_doc != list->last)
		report(terms, "the last document of a block is another");
	check_bound(terms, &skip->bound, &list->block_bound);
}

/* Lists follow each other. */
static void
check_place(Terms *terms, const TermList *list)
{
	const WicPostings *postings = &list->postings;
	uint32		last = postings->nblocks - 1;

	if (terms->is_place_known &&
		(postings->postings_at[0] != terms->postings_at ||
		 postings->positions_at[0] != terms->positions_at))
		report(terms, "the list is not where the one before ends");
	terms->is_place_known = true;
	terms->postings_at = postings->postings_at[last] +
		postings->skips[last].postings_bytes;
	terms->positions_at = postings->positions_at[last] +
		postings->skips[last].positions_bytes;
}

static void
read_list(Terms *terms, TermList *list)
{
	WicPostings *postings = &list->postings;

	if (postings->is_short)
	{
		if (postings->df > WIC_SHORT_POSTINGS)
			report(terms, "a short list is long");
		read_block(terms, list);
		return;
	}
	check_place(terms, list);
	for (uint32 block = 0; block < postings->nblocks; block++)
	{
		wic_postings_load(postings, block);
		read_block(terms, list);
		check_skip(terms, list, block);
	}
	check_bound(terms, &list->postings.bound, &list->bound);
}

static void
check_list(Terms *terms)
{
	TermList   *list = palloc0(sizeof(TermList));

	list->last = -1;
	list->content = wic_check_lexeme(terms->key, terms->key_len);
	wic_postings_open_here(&list->postings, terms->segment);
	read_list(terms, list);
	if (list->df != list->postings.df || list->df == 0)
		report(terms, "the number of documents is not right");
	if (list->total != list->postings.total_tf)
		report(terms, "the number of occurrences is not right");
	wic_postings_close(&list->postings);
}

/* ---- characters ---- */

static void
end_character(Terms *terms)
{
	uint32		df;

	terms->character_total += terms->character_df;
	if (terms->character_len == 0 || terms->check->is_incomplete)
		return;
	df = wic_segment_character_df(terms->segment,
								  (char *) terms->character,
								  terms->character_len);
	if (df != terms->character_df)
		report(terms, "the documents of a character are not counted right");
}

/* The bytes of a key's first character, if that is CJK. */
static size_t
first_cjk(const WicNodeCursor *cursor)
{
	uint32_t	cp;
	size_t		length;

	if (cursor->key_len == 0)
		return 0;
	length = wic_utf8_next(cursor->key, cursor->key + cursor->key_len, &cp);
	return cp != WIC_UTF8_BAD && wic_char_class(cp) == WIC_CLASS_CJK ?
		length : 0;
}

/* The terms that begin with a character follow each other. */
static void
begin_character(Terms *terms, const WicNodeCursor *cursor)
{
	size_t		length = first_cjk(cursor);

	if (length == terms->character_len &&
		memcmp(terms->character, cursor->key, length) == 0)
		return;
	end_character(terms);
	memcpy(terms->character, cursor->key, length);
	terms->character_len = length;
	terms->character_df = 0;
	terms->ncharacters++;
}

/* There may be some without a document, but no others. */
static void
check_characters(Terms *terms)
{
	WicDictionaryReader *reader = &terms->segment->characters;
	uint64		total = 0;

	end_character(terms);
	for (bool found = wic_dictionary_seek(reader, "", 0); found;
		 found = wic_dictionary_next(reader))
	{
		const uint8 *value = reader->cursor.value;
		uint64		df = 0;

		CHECK_FOR_INTERRUPTS();
		(void) wic_varint_get(value, value + reader->cursor.value_len, &df);
		total += df;
	}
	if (total != terms->character_total && !terms->check->is_incomplete)
		wic_check_report(terms->check, WIC_FINDING_ERROR,
						 "%s: there are characters that no term begins with",
						 terms->where);
}

/* ---- all terms ---- */

static void
begin_term(Terms *terms)
{
	const WicNodeCursor *cursor = &terms->segment->terms.cursor;

	begin_character(terms, cursor);
	memcpy(terms->key, cursor->key, cursor->key_len);
	terms->key_len = cursor->key_len;
	terms->n++;
}

/* To the term behind the one that was read last. */
static bool
go_on(Terms *terms)
{
	WicDictionaryReader *reader = &terms->segment->terms;
	const WicNodeCursor *cursor = &reader->cursor;

	if (!wic_dictionary_seek(reader, (char *) terms->key, terms->key_len))
		return false;
	if (terms->n == 0 ||
		wic_key_compare(cursor->key, cursor->key_len, terms->key,
						terms->key_len) != 0)
		return true;
	return wic_dictionary_next(reader);
}

/* Nothing is behind the last list. */
static void
check_ends(const Terms *terms)
{
	const WicStreamReader *streams = terms->segment->streams;

	if (terms->is_place_known &&
		(streams[WIC_STREAM_POSTINGS].nbytes != terms->postings_at ||
		 streams[WIC_STREAM_POSITIONS].nbytes != terms->positions_at))
		report(terms, "its list is not where the streams end");
}

static void
check_some_terms(WicChecker *check, void *arg)
{
	Terms	   *terms = arg;
	MemoryContext part = CurrentMemoryContext;
	MemoryContext context = AllocSetContextCreate(part, "wicsearch term",
												  ALLOCSET_DEFAULT_SIZES);

	terms->segment = wic_segment_open(check->index, terms->entry);
	for (bool found = go_on(terms); found;
		 found = wic_dictionary_next(&terms->segment->terms))
	{
		begin_term(terms);
		MemoryContextSwitchTo(context);
		check_list(terms);
		MemoryContextSwitchTo(part);
		MemoryContextReset(context);
		terms->capacity = 0;
	}
	check_characters(terms);
	check_ends(terms);
	wic_segment_close(terms->segment);
	terms->is_finished = true;
}

/* ---- documents ---- */

/*
 * Of what was merged without its deleted documents the total length is an
 * estimate; but no lengths of these norms could give another.
 */
static void
check_total(WicChecker *check, const Terms *terms, uint64 least, uint64 most)
{
	uint64		total = terms->entry->total_length;

	if (total + terms->entry->ndocs < least || total > most)
		wic_check_report(check, WIC_FINDING_ERROR,
						 "%s: its documents cannot have %llu lexemes",
						 terms->where, (unsigned long long) total);
}

/* A lexeme without any characters is counted, but is nowhere. */
static void
check_length(const Terms *terms, uint32 doc, uint8 norm)
{
	uint8		found = wic_norm_from_length(terms->lengths[doc]);

	if (norm == found)
		return;
	wic_check_report(terms->check, norm < found ? WIC_FINDING_ERROR :
					 WIC_FINDING_WARNING,
					 "%s: document %u has %u lexemes, which is not its length",
					 terms->where, doc, terms->lengths[doc]);
}

static void
check_sums(WicChecker *check, void *arg)
{
	Terms	   *terms = arg;
	const WicSegmentEntry *entry = terms->entry;
	WicSegment *segment = wic_segment_open(check->index, entry);
	bool		is_stripped = (entry->flags & WIC_SEGMENT_STRIPPED) != 0;
	uint64		least = 0;
	uint64		most = 0;
	uint8		norm;

	for (uint32 doc = 0; doc < entry->ndocs; doc++)
	{
		CHECK_FOR_INTERRUPTS();
		norm = wic_segment_norm(segment, doc);
		least += wic_norm_length(norm);
		most += norm < PG_UINT8_MAX ? wic_norm_length(norm + 1) :
			PG_UINT32_MAX;
		if (!is_stripped)
			check_length(terms, doc, norm);
		if (terms->contents != NULL &&
			(terms->deleted[doc / 8] & (1 << doc % 8)) == 0)
			wic_check_add_content(check, wic_segment_row(segment, doc),
								  terms->contents[doc]);
	}
	check_total(check, terms, least, most);
	wic_segment_close(segment);
}

static void *
array_of(uint32 n, Size element)
{
	return MemoryContextAllocExtended(CurrentMemoryContext,
									  Max(n, 1) * element,
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

void
wic_check_terms(WicChecker *check, const WicSegmentEntry *entry,
				const char *where, const uint8 *deleted)
{
	Terms	   *terms = palloc0(sizeof(Terms));
	bool		was_incomplete = check->is_incomplete;
	uint64		before;

	terms->check = check;
	terms->entry = entry;
	terms->where = where;
	terms->deleted = deleted;
	terms->lengths = array_of(entry->ndocs, sizeof(uint32));
	terms->seen = array_of(entry->ndocs, sizeof(uint32));
	if (check->documents != NULL)
		terms->contents = array_of(entry->ndocs, sizeof(uint64));

	check->is_incomplete = false;
	for (int i = 0; i < MAX_FAILURES && !terms->is_finished; i++)
	{
		before = terms->n;
		terms->capacity = 0;
		terms->is_place_known = terms->n == 0;
		if (!wic_check_part(check, where, check_some_terms, terms) &&
			terms->n == before)
			break;
	}
	if (!check->is_incomplete)
	{
		wic_check_begin(check);
		wic_check_part(check, where, check_sums, terms);
	}
	check->is_incomplete |= was_incomplete;

	pfree(terms->lengths);
	pfree(terms->seen);
	if (terms->contents != NULL)
		pfree(terms->contents);
	pfree(terms);
}
