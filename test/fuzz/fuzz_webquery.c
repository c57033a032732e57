/*-------------------------------------------------------------------------
 *
 * fuzz_webquery.c
 *	  Whatever is typed, its clauses stand in order and lose no letter.
 *
 * Clauses do not overlap, and what lies between two of them is white space
 * and signs: quotes, minus signs, stars.
 *
 * test/fuzz/fuzz_webquery.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/webquery.h"

#include <stdlib.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static bool
is_sign(uint32_t cp)
{
	return cp == '"' || cp == '-' || cp == '*' || cp == 0xFF02 ||
		cp == 0x201C || cp == 0x201D;
}

/* Is there nothing that a clause should have from p to end? */
static void
require_signs(const uint8_t *p, const uint8_t *end)
{
	uint32_t	cp;

	require(p <= end);
	while (p < end)
	{
		p += wic_utf8_next(p, end, &cp);
		require(is_sign(cp) || wic_char_class(cp) == WIC_CLASS_BLANK);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *done = data;
	WicWebQuery query;
	WicClause	clause;
	bool		after_near = false;

	wic_webquery_init(&query, data, size);
	while (wic_webquery_next(&query, &clause))
	{
		/* near(…, 6) has words around its text. */
		if (clause.near_distance == 0 && !after_near)
			require_signs(done, clause.start);
		after_near = clause.near_distance > 0;
		require(clause.is_quoted || clause.near_distance > 0 ||
				clause.start < clause.end);
		require(!clause.is_or || clause.end - clause.start == 2);
		require(!(clause.is_or && (clause.is_negated || clause.is_quoted ||
								   clause.is_prefix)));
		require(!(clause.is_quoted && clause.is_prefix));
		require(clause.start <= clause.end && clause.end <= data + size);
		done = clause.end;
	}
	if (!after_near)
		require_signs(done, data + size);
	return 0;
}
