/*-------------------------------------------------------------------------
 *
 * html_json.c
 *	  Is a script of a page JSON that the server can read?
 *
 * extension/pg/html_json.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/jsonapi.h"
#include "mb/pg_wchar.h"
#include "pg/html_json.h"

/* The server's parser recurses, and raises an error where it is too deep. */
#define DEPTH_MAX	64

static bool
is_deep(const char *data, int size)
{
	int			depth = 0;

	for (int i = 0; i < size; i++)
	{
		if (data[i] == '[' || data[i] == '{')
			depth++;
		else if (data[i] == ']' || data[i] == '}')
			depth--;
		if (depth > DEPTH_MAX)
			return true;
	}
	return false;
}

bool
wic_html_is_json(char *data, int size)
{
	JsonLexContext *lex;

	if (is_deep(data, size))
		return false;
#if PG_VERSION_NUM >= 170000
	lex = makeJsonLexContextCstringLen(NULL, data, size, PG_UTF8, true);
#else
	lex = makeJsonLexContextCstringLen(data, size, PG_UTF8, true);
#endif
	return pg_parse_json(lex, &nullSemAction) == JSON_SUCCESS;
}
