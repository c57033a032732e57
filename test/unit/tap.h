/*-------------------------------------------------------------------------
 *
 * tap.h
 *	  What a unit test needs to say what it found, in TAP.
 *
 *	  ok(1 + 1 == 2, "claim");
 *	  is(got, "wanted", "claim");
 *	  return done();
 *
 * Claims are numbered as they come.  A failed one makes done() return 1, so
 * that make stops too where nobody reads the output.
 *
 * In strings a character whose UTF-8 has a byte 80 is written as \u3005:
 * pg_bsd_indent takes that byte for a sign of its own and destroys it.
 *
 * test/unit/tap.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_TAP_H
#define WIC_TAP_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int	tests_run;
static int	tests_failed;

static inline bool
ok(bool passed, const char *name)
{
	tests_run++;
	tests_failed += !passed;
	printf("%sok %d - %s\n", passed ? "" : "not ", tests_run, name);
	return passed;
}

/* Are two strings the same?  If not, both are shown. */
static inline bool
is(const char *got, const char *want, const char *name)
{
	bool		same = strcmp(got, want) == 0;

	ok(same, name);
	if (!same)
		printf("#   got:  %s\n#   want: %s\n", got, want);
	return same;
}

/* Print the plan, and return what main returns. */
static inline int
done(void)
{
	printf("1..%d\n", tests_run);
	return tests_failed > 0;
}

#endif							/* WIC_TAP_H */
