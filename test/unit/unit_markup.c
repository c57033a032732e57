/*-------------------------------------------------------------------------
 *
 * unit_markup.c
 *	  What is taken for HTML, at the edges of the buffer.
 *
 * What is and what is not a page is shown in sql/html.sql.
 *
 * test/unit/unit_markup.c
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>

#include "core/markup.h"
#include "tap.h"

/* From memory that ends where the text ends, so that the sanitizer sees. */
static bool
is_markup(const char *text, size_t size)
{
	uint8_t    *copy = malloc(size > 0 ? size : 1);
	bool		answer;

	memcpy(copy, text, size);
	answer = wic_is_markup(copy, size);
	free(copy);
	return answer;
}

static void
test_prefixes(void)
{
	const char *page = "\xEF\xBB\xBF<!-- a --><?xml?>\n<!DOCTYPE html>\n"
		"<html lang='>'><body class=a><p>b</p><script>x</script><br/></p>";
	size_t		size = strlen(page);
	size_t		first = 0;

	for (size_t i = 0; i <= size; i++)
		if (is_markup(page, i) && first == 0)
			first = i;
	ok(first > 0 && first <= size, "a page is known by its beginning");
	ok(is_markup(page, size), "and as a whole");
}

static void
test_repeated(const char *piece, bool want, const char *name)
{
	size_t		n = strlen(piece);
	size_t		size = n * 20000;
	char	   *text = malloc(size);

	for (size_t i = 0; i < size; i += n)
		memcpy(text + i, piece, n);
	ok(is_markup(text, size) == want, name);
	free(text);
}

int
main(void)
{
	test_prefixes();
	test_repeated("<p>a</p>\n", true, "paragraphs");
	test_repeated("a.<br>", true, "lines");
	test_repeated("<p", false, "tags that do not end");
	test_repeated("<!--", false, "a comment that does not end");
	test_repeated("<a href=\"", false, "quotes that do not end");
	test_repeated("we use <p> here, and </p> there ", false, "a text on tags");
	return done();
}
