/*-------------------------------------------------------------------------
 *
 * changes.h
 *	  What became of a text that was repaired in several passes.
 *
 * A pass reads a text and yields edits, in the order of the text and without
 * overlap.  What it did is kept as a list of changes, and two passes in a row
 * are made one list, from the first text to the last:
 *
 *	  a,,b  =>  a,b		1+1 => 1+0
 *	  a,b	=>  a，b		1+1 => 1+1
 *	  a,,b  =>  a，b		1+1 => 1+0, 2+1 => 1+1
 *
 * Changes of both passes that overlap become one, whatever is between them.
 * Those that only touch stay apart.
 *
 * extension/core/changes.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_CHANGES_H
#define WIC_CHANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order in which they are applied. */
typedef enum WicRule
{
	WIC_RULE_MOJIBAKE,			/* a line read in the wrong character set */
	WIC_RULE_ENTITY,			/* &#20013; */
	WIC_RULE_ESCAPE,			/* \u4E2D, %u4E2D, %E4%B8%AD */
	WIC_RULE_GLOSS,				/* a reading in brackets behind a character */
	WIC_RULE_COMMA,				/* a comma in front of a punctuation mark */
	WIC_RULE_SHIFT,				/* read one byte off, behind such a comma */
	WIC_RULE_INNER,				/* and behind such a reading */
	WIC_RULE_LINE_END,			/* CR LF */
	WIC_RULE_INVISIBLE,			/* characters of no width, and controls */
	WIC_RULE_LOST,				/* what stands for bytes that are gone */
	WIC_RULE_PRIVATE,			/* private use that has a standard by now */
	WIC_RULE_STOP,				/* 。。 */
	WIC_RULE_SPACING,			/* a blank behind every character */
	WIC_RULE_WIDTH,				/* ASCII punctuation in a line of CJK */
	WIC_RULE_UNWRAP				/* a line broken at a width */
} WicRule;

#define WIC_RULES (WIC_RULE_UNWRAP + 1)

/* How sure the restored text is; the worse, the greater. */
typedef enum WicRepairStatus
{
	WIC_REPAIR_EXACT,
	WIC_REPAIR_INFERRED,		/* chosen among alternatives */
	WIC_REPAIR_LOST				/* a part is marked U+FFFD, not restored */
} WicRepairStatus;

/* Replace size bytes at offset. */
typedef struct WicEdit
{
	WicRule		rule;
	WicRepairStatus status;
	size_t		offset;
	size_t		size;			/* at least 1 */
	const uint8_t *with;		/* valid until the next edit is asked for */
	size_t		with_size;
} WicEdit;

/* size bytes at offset became clean_size at clean_offset. */
typedef struct WicTrace
{
	uint32_t	rules;			/* a bit for each WicRule */
	WicRepairStatus status;
	size_t		offset;
	size_t		size;			/* at least 1 */
	size_t		clean_offset;
	size_t		clean_size;
	void	   *note;			/* of the caller */
} WicTrace;

extern const char *wic_repair_status_name(WicRepairStatus status);

/* Bytes that wic_rules_put writes at most. */
#define WIC_RULES_NAME_MAX	160

/* Write the names of the rules, joined by +; returns the bytes. */
extern size_t wic_rules_put(char *name, uint32_t rules);

/*
 * Compose the changes from a first text to a second with those from the
 * second to a third.  result has room for nfirst + nsecond changes; returns
 * how many there are.  Of changes that become one, the worst status and the
 * first note are kept.
 */
extern size_t wic_changes_compose(const WicTrace *first, size_t nfirst,
								  const WicTrace *second, size_t nsecond,
								  WicTrace *result);

#endif							/* WIC_CHANGES_H */
