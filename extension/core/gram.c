/*-------------------------------------------------------------------------
 *
 * gram.c
 *	  Cut a run of CJK into the lexemes that are indexed.
 *
 * extension/core/gram.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/gram.h"

#include <string.h>

/* Read the next folded character into current, if there is one. */
static void
advance(WicGrammer *grammer)
{
	while (grammer->used == grammer->cluster.ncps)
	{
		grammer->used = 0;
		grammer->has_current = wic_folder_next(&grammer->folder,
											   &grammer->cluster);
		if (!grammer->has_current)
		{
			grammer->cluster.ncps = 0;
			return;
		}
	}

	grammer->current = grammer->cluster.cps[grammer->used++];
	grammer->current_start = grammer->cluster.start;
	grammer->current_end = grammer->cluster.end;
}

void
wic_grammer_init(WicGrammer *grammer, const WicFoldTable *table,
				 unsigned options, const void *text, size_t length)
{
	wic_folder_init(&grammer->folder, table, options, text, length);
	grammer->cluster.ncps = 0;
	grammer->used = 0;
	grammer->has_current = false;
	advance(grammer);
}

bool
wic_grammer_next(WicGrammer *grammer, WicGram *gram)
{
	if (!grammer->has_current)
		return false;

	memset(gram->bytes, 0, sizeof(gram->bytes));
	gram->length = (uint8_t) wic_utf8_put(gram->bytes, grammer->current);
	gram->first_length = gram->length;
	gram->start = grammer->current_start;
	gram->first_end = grammer->current_end;

	advance(grammer);
	gram->is_last = !grammer->has_current;
	gram->end = gram->is_last ? gram->first_end : grammer->current_end;
	if (!gram->is_last)
		gram->length += (uint8_t) wic_utf8_put(gram->bytes + gram->length,
											   grammer->current);
	return true;
}
