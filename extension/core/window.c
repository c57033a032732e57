/*-------------------------------------------------------------------------
 *
 * window.c
 *	  Which items of a text stand near the hits of a query.
 *
 * extension/core/window.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/window.h"

#include "core/sentence.h"

void
wic_windows_cut(WicItem *items, size_t n, const uint8_t *text, size_t size)
{
	size_t		next = 0;
	WicSentences sentences;
	WicParagraph sentence;

	wic_sentences_init(&sentences, text, size);
	while (next < n && wic_sentences_next(&sentences, &sentence))
	{
		uint32_t	start = (uint32_t) (sentence.start - text);

		while (next < n && items[next].start < start)
			next++;
		if (next < n)
			items[next].flags |= WIC_ITEM_SENTENCE | WIC_ITEM_RUN;
	}
}

/* The first item that ends behind a place. */
static size_t
first_behind(const WicItem *items, size_t n, uint32_t place)
{
	size_t		low = 0;
	size_t		high = n;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (items[middle].end > place)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

void
wic_windows_hit(WicItem *items, size_t n, const WicByteRange *hits,
				size_t nhits)
{
	for (size_t i = 0; i < nhits; i++)
		for (size_t at = first_behind(items, n, hits[i].start);
			 at < n && items[at].start < hits[i].end; at++)
			items[at].flags |= WIC_ITEM_NODE;
}

static void
mark(WicItem *item, uint32_t flag)
{
	if ((item->flags & WIC_ITEM_NODE) == 0)
		item->flags |= flag;
}

static void
mark_before(WicItem *items, size_t first, size_t span)
{
	for (size_t at = first; at > 0 && first - at < span &&
		 (items[at].flags & WIC_ITEM_SENTENCE) == 0; at--)
		mark(&items[at - 1], WIC_ITEM_BEFORE);
}

static void
mark_after(WicItem *items, size_t n, size_t behind, size_t span)
{
	for (size_t at = behind; at < n && at - behind < span &&
		 (items[at].flags & WIC_ITEM_SENTENCE) == 0; at++)
		mark(&items[at], WIC_ITEM_AFTER);
}

void
wic_windows_mark(WicItem *items, size_t n, const WicByteRange *hits,
				 size_t nhits, size_t span)
{
	for (size_t i = 0; i < nhits; i++)
	{
		size_t		first = first_behind(items, n, hits[i].start);
		size_t		behind = first;

		while (behind < n && items[behind].start < hits[i].end)
			behind++;
		if (behind == first)
			continue;
		mark_before(items, first, span);
		mark_after(items, n, behind, span);
	}
}

/* Is the item joined to the one before it? */
static bool
is_joined(const WicItem *items, size_t n, size_t at)
{
	return at > 0 && at < n && (items[at].flags & WIC_ITEM_RUN) == 0;
}

/* Is the item at joined to that before it, one of both being of a hit? */
static bool
is_joined_to_hit(const WicItem *items, size_t n, size_t at, size_t hit)
{
	return is_joined(items, n, at) && (items[hit].flags & WIC_ITEM_NODE) != 0;
}

/* Is it near a hit, or joined to what is? */
static bool
is_kept(const WicItem *items, size_t n, size_t at)
{
	if ((items[at].flags & WIC_ITEM_NODE) != 0)
		return false;
	return (items[at].flags & WIC_ITEM_NEAR) != 0 ||
		(is_joined(items, n, at) &&
		 (items[at - 1].flags & WIC_ITEM_NEAR) != 0) ||
		(is_joined(items, n, at + 1) &&
		 (items[at + 1].flags & WIC_ITEM_NEAR) != 0);
}

size_t
wic_windows_keep(WicItem *kept, const WicItem *items, size_t n)
{
	size_t		nkept = 0;
	bool		kept_last = false;

	for (size_t at = 0; at < n; at++)
	{
		WicItem    *item = &kept[nkept];

		if (!is_kept(items, n, at))
		{
			kept_last = false;
			continue;
		}
		*item = items[at];
		if (!kept_last)
			item->flags |= WIC_ITEM_RUN;
		if (is_joined_to_hit(items, n, at, at - 1))
			item->flags |= WIC_ITEM_BEHIND_HIT;
		if (is_joined_to_hit(items, n, at + 1, at + 1))
			item->flags |= WIC_ITEM_BEFORE_HIT;
		kept_last = true;
		nkept++;
	}
	return nkept;
}
