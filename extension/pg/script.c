/*-------------------------------------------------------------------------
 *
 * script.c
 *	  wic_script(): tell in which script a text is written.
 *
 * extension/pg/script.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/script.h"
#include "fmgr.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(wic_script);
Datum
wic_script(PG_FUNCTION_ARGS)
{
	text	   *document = PG_GETARG_TEXT_PP(0);
	WicScript	script = wic_script_of(wic_fold_table(WIC_FOLD_LATEST),
									   (uint8_t *) VARDATA_ANY(document),
									   VARSIZE_ANY_EXHDR(document));
	const char *code = wic_script_code(script);

	if (code == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(code));
}
