/*-------------------------------------------------------------------------
 *
 * html.c
 *	  wic_is_html() and wic_html_parts(): a web page as text.
 *
 * The results are those of one version of libxml2; another may open or close
 * an element elsewhere in a page that is not well formed.  So the functions
 * are STABLE, not IMMUTABLE.
 *
 * extension/pg/html.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "core/markup.h"
#include "fmgr.h"
#include "funcapi.h"
#include "pg/html_title.h"
#include "pg/html_walk.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* Columns of wic_html_parts */
enum
{
	PARTS_DOCUMENT,
	PARTS_HINTS,
	PARTS_NAMES,
	PARTS_CONTENTS,
	PARTS_COLUMNS
};

PG_FUNCTION_INFO_V1(wic_is_html);
Datum
wic_is_html(PG_FUNCTION_ARGS)
{
	text	   *document = PG_GETARG_TEXT_PP(0);

	PG_RETURN_BOOL(wic_is_markup((const uint8_t *) VARDATA_ANY(document),
								 VARSIZE_ANY_EXHDR(document)));
}

/* The roles of the lines, NULL where HTML tells none. */
static Datum
hints(const WicHtmlWalk *walk)
{
	int			n = walk->nlines;
	int			lower = 1;
	Datum		names[WIC_HTML_ROLES] = {0};
	Datum	   *values = palloc_extended(Max(n, 1) * sizeof(Datum),
										 MCXT_ALLOC_HUGE);
	bool	   *nulls = palloc(Max(n, 1) * sizeof(bool));

	for (int role = 0; role < WIC_HTML_ROLES; role++)
		if (wic_html_role_name(role) != NULL)
			names[role] = CStringGetTextDatum(wic_html_role_name(role));
	for (int i = 0; i < n; i++)
	{
		values[i] = names[walk->lines[i].role];
		nulls[i] = walk->lines[i].role == WIC_HTML_NO_ROLE;
	}
	return PointerGetDatum(construct_md_array(values, nulls, 1, &n, &lower,
											  TEXTOID, -1, false,
											  TYPALIGN_INT));
}

static Datum
stated(ArrayBuildState *strings)
{
	if (strings == NULL)
		return PointerGetDatum(construct_empty_array(TEXTOID));
	return makeArrayResult(strings, CurrentMemoryContext);
}

PG_FUNCTION_INFO_V1(wic_html_parts);
Datum
wic_html_parts(PG_FUNCTION_ARGS)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	Datum		values[PARTS_COLUMNS];
	bool		nulls[PARTS_COLUMNS] = {false};
	TupleDesc	row;
	WicHtmlWalk walk;
	int			length;

	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");

	wic_html_walk(VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document), &walk);
	wic_html_find_title(&walk);

	/* The last line feed ends the text. */
	length = Max(walk.text.len, 1) - 1;
	values[PARTS_DOCUMENT] =
		PointerGetDatum(cstring_to_text_with_len(walk.text.data, length));
	values[PARTS_HINTS] = hints(&walk);
	values[PARTS_NAMES] = stated(walk.names);
	values[PARTS_CONTENTS] = stated(walk.values);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(row, values, nulls)));
}
