/*-------------------------------------------------------------------------
 *
 * terms.c
 *	  The vocabulary in force: the user's terms, and the built-in ones.
 *
 * Rows send no message when they change, so triggers on wic_terms have the
 * relcache invalidated, here and in all other sessions; what is kept of the
 * table is dropped with its relcache entry.
 *
 * The table is read under the latest snapshot, as a message may tell of a
 * change that the snapshot of a running statement does not see.  In parallel
 * mode there is no taking another snapshot; what was loaded then is dropped
 * at the end of the transaction.
 *
 * extension/pg/terms.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/parallel.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "commands/trigger.h"
#include "core/fold.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "pg/terms.h"
#include "pg/wicsearch.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#define FETCH_ROWS		1000

/* What is known of the terms in this session. */
static struct
{
	bool		has_callbacks;
	bool		is_valid;
	bool		ends_with_transaction;
	Oid			relation;
	uint64		generation;
	MemoryContext context;		/* of the lexicon; NULL if there is none */
	WicLexicon *lexicon;
}			terms;

/* A row of wic_terms, folded. */
typedef struct TermRow
{
	uint32		term[WIC_SURFACE_MAX];
	size_t		term_length;
	uint32		canonical[WIC_SURFACE_MAX];
	size_t		canonical_length;
	unsigned	weight;
	char		kind;			/* its first letter */
} TermRow;

typedef struct TermRows
{
	TermRow    *rows;
	int			n;
	int			size;
} TermRows;

void
wic_terms_forget(void)
{
	terms.is_valid = false;
	terms.generation++;
}

static void
relation_changed(Datum arg, Oid relation)
{
	if (relation == InvalidOid || relation == terms.relation)
		wic_terms_forget();
}

static void
transaction_ends(XactEvent event, void *arg)
{
	if (!terms.ends_with_transaction)
		return;
	terms.ends_with_transaction = false;
	wic_terms_forget();
}

static void
register_callbacks(void)
{
	if (terms.has_callbacks)
		return;
	CacheRegisterRelcacheCallback(relation_changed, (Datum) 0);
	RegisterXactCallback(transaction_ends, NULL);
	terms.has_callbacks = true;
}

/* Fold a text of at most WIC_SURFACE_MAX characters; 0 if it is longer. */
static size_t
fold_term(const text *term, uint32 *folded)
{
	WicFolder	folder;
	WicCluster	cluster;
	size_t		n = 0;

	wic_folder_init(&folder, wic_fold_table(WIC_FOLD_LATEST), true,
					VARDATA_ANY(term), VARSIZE_ANY_EXHDR(term));
	while (wic_folder_next(&folder, &cluster))
	{
		if (n + cluster.ncps > WIC_SURFACE_MAX)
			return 0;
		memcpy(folded + n, cluster.cps, cluster.ncps * sizeof(uint32));
		n += cluster.ncps;
	}
	return n;
}

/* Columns: term, canonical, kind, weight. */
static void
read_row(TermRow *row, HeapTuple tuple, TupleDesc desc)
{
	bool		isnull;
	Datum		value = SPI_getbinval(tuple, desc, 1, &isnull);

	row->term_length = fold_term(DatumGetTextPP(value), row->term);
	value = SPI_getbinval(tuple, desc, 2, &isnull);
	row->canonical_length = isnull ? 0 :
		fold_term(DatumGetTextPP(value), row->canonical);
	value = SPI_getbinval(tuple, desc, 3, &isnull);
	row->kind = *VARDATA_ANY(DatumGetTextPP(value));
	value = SPI_getbinval(tuple, desc, 4, &isnull);
	row->weight = (unsigned) rint(DatumGetFloat4(value) * WIC_WEIGHT_UNIT);
}

static void
read_rows(TermRows *rows, const char *sql)
{
	Oid			types[] = {TEXTOID};
	Datum		values[] = {CStringGetTextDatum(wic_region)};
	Portal		portal = SPI_cursor_open_with_args(NULL, sql, 1, types, values,
												   NULL, true,
												   CURSOR_OPT_NO_SCROLL);

	for (;;)
	{
		SPI_cursor_fetch(portal, true, FETCH_ROWS);
		if (SPI_processed == 0)
			break;
		for (uint64 i = 0; i < SPI_processed; i++)
		{
			rows->rows = wic_grow(rows->rows, rows->n, &rows->size,
								  sizeof(TermRow));
			read_row(&rows->rows[rows->n++], SPI_tuptable->vals[i],
					 SPI_tuptable->tupdesc);
		}
		SPI_freetuptable(SPI_tuptable);
	}
	SPI_cursor_close(portal);
}

static void
add_row(WicLexicon *lexicon, const TermRow *row)
{
	if (row->kind == 'b')
	{
		(void) wic_lexicon_add_blocker(lexicon, row->term, row->term_length);
		return;
	}
	(void) wic_lexicon_add(lexicon, row->term, row->term_length,
						   row->canonical, row->canonical_length,
						   WIC_TIER_A, row->weight);
	(void) wic_lexicon_add(lexicon, row->canonical, row->canonical_length,
						   row->term, row->term_length,
						   WIC_TIER_A, row->weight);
}

/* Put the rows into a lexicon, in a context of its own. */
static void
build_lexicon(const TermRows *rows)
{
	size_t		characters = 0;
	size_t		n = 2 * (size_t) rows->n;
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "wicsearch terms",
												  ALLOCSET_START_SMALL_SIZES);
	WicLexicon *lexicon;
	void	   *memory;

	for (int i = 0; i < rows->n; i++)
		characters += 2 * (rows->rows[i].term_length +
						   rows->rows[i].canonical_length);
	memory = MemoryContextAllocHuge(context,
									wic_lexicon_size(n, n, characters));
	lexicon = wic_lexicon_init(memory, n, n, characters);
	for (int i = 0; i < rows->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		add_row(lexicon, &rows->rows[i]);
	}

	/* Only a complete lexicon takes the place of the old one. */
	MemoryContextSetParent(context, CacheMemoryContext);
	if (terms.context != NULL)
		MemoryContextDelete(terms.context);
	terms.context = context;
	terms.lexicon = lexicon;
}

static Oid
table_owner(Oid relation)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", relation);
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

/*
 * The vocabulary is one for all roles, whoever happens to load it: the table
 * is read with the rights of its owner.
 */
static void
read_table(Oid schema, Oid relation)
{
	TermRows	rows = {0};
	int			save_nestlevel = NewGUCNestLevel();
	bool		is_latest = !IsInParallelMode();
	Oid			save_user;
	int			save_context;

	GetUserIdAndSecContext(&save_user, &save_context);
	SetUserIdAndSecContext(table_owner(relation),
						   save_context | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION);

	wic_pin_search_path();
	if (is_latest)
		PushActiveSnapshot(GetLatestSnapshot());
	else
		terms.ends_with_transaction = true;

	SPI_connect();
	read_rows(&rows,
			  psprintf("SELECT term, canonical, kind, weight FROM %s "
					   "WHERE enabled AND kind <> 'formula' AND (region IS NULL "
					   "OR $1 = '' OR region = ANY (regexp_split_to_array($1, '\\s*,\\s*'))) "
					   "ORDER BY term COLLATE \"C\", canonical COLLATE \"C\"",
					   quote_qualified_identifier(get_namespace_name(schema),
												  "wic_terms")));
	build_lexicon(&rows);
	SPI_finish();

	if (is_latest)
		PopActiveSnapshot();
	AtEOXact_GUC(true, save_nestlevel);
	SetUserIdAndSecContext(save_user, save_context);
}

/* A lexicon without entries. */
static void
have_no_terms(void)
{
	TermRows	none = {0};

	build_lexicon(&none);
}

uint64_t
wic_terms_load(Oid schema)
{
	Oid			relation = get_relname_relid("wic_terms", schema);

	register_callbacks();
	if (relation != terms.relation)
	{
		terms.relation = relation;
		wic_terms_forget();
	}

	/* Other sessions' changes count in the middle of a transaction too. */
	AcceptInvalidationMessages();
	if (!terms.is_valid || terms.context == NULL)
	{
		/* A message that comes in meanwhile makes it invalid again. */
		terms.is_valid = true;
		PG_TRY();
		{
			if (OidIsValid(relation))
				read_table(schema, relation);
			else
				have_no_terms();
		}
		PG_CATCH();
		{
			terms.is_valid = false;
			PG_RE_THROW();
		}
		PG_END_TRY();
	}
	return terms.generation;
}

size_t
wic_term_lexicons(const WicLexicon *lexicons[WIC_LEXICONS_MAX])
{
	size_t		n = 0;

	if (terms.context != NULL)
		lexicons[n++] = terms.lexicon;
	lexicons[n++] = wic_vocab_table(WIC_VOCAB_LATEST);
	return n;
}

/* Trigger after any change of wic_terms. */
PG_FUNCTION_INFO_V1(wic_terms_changed);
Datum
wic_terms_changed(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("wic_terms_changed() is a trigger function")));
	CacheInvalidateRelcache(trigger->tg_relation);
	return PointerGetDatum(NULL);
}
