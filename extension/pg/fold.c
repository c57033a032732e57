/*-------------------------------------------------------------------------
 *
 * fold.c
 *	  SQL function wic_fold: the folded form of a text.
 *
 * extension/pg/fold.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "core/fold.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"

/* Look for a cancel request once in so many clusters. */
#define INTERRUPT_INTERVAL	4096

static void
append_cluster(StringInfo out, const WicCluster *cluster)
{
	for (size_t i = 0; i < cluster->ncps; i++)
	{
		uint8_t		bytes[WIC_UTF8_MAX];

		appendBinaryStringInfo(out, (char *) bytes,
							   wic_utf8_put(bytes, cluster->cps[i]));
	}
}

static const WicFoldTable *
fold_table(int version)
{
	const WicFoldTable *table = wic_fold_table(version);

	if (table == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown fold table version \"%d\"", version),
				 errhint("The latest version is %d.", WIC_FOLD_LATEST)));
	return table;
}

/* wic_fold(input text, level text, version int) */
PG_FUNCTION_INFO_V1(wic_fold);
Datum
wic_fold(PG_FUNCTION_ARGS)
{
	text	   *input = PG_GETARG_TEXT_PP(0);
	WicLevel	level = wic_level_from_text(PG_GETARG_TEXT_PP(1));
	const WicFoldTable *table = fold_table(PG_GETARG_INT32(2));
	StringInfoData folded;
	WicFolder	folder;
	WicCluster	cluster;
	unsigned	n = 0;

	initStringInfo(&folded);
	enlargeStringInfo(&folded, VARSIZE_ANY_EXHDR(input));
	wic_folder_init(&folder, table, level != WIC_LEVEL_EXACT,
					VARDATA_ANY(input), VARSIZE_ANY_EXHDR(input));
	while (wic_folder_next(&folder, &cluster))
	{
		if (n++ % INTERRUPT_INTERVAL == 0)
			CHECK_FOR_INTERRUPTS();
		append_cluster(&folded, &cluster);
	}

	PG_RETURN_TEXT_P(cstring_to_text_with_len(folded.data, folded.len));
}
