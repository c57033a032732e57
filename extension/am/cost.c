/*-------------------------------------------------------------------------
 *
 * cost.c
 *	  What a scan of an index is about to cost.
 *
 * extension/am/cost.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/genam.h"
#include "am/cost.h"
#include "am/handler.h"
#include "core/posting.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/restrictinfo.h"
#include "utils/selfuncs.h"
#include "utils/spccache.h"

/* What a posting takes, with its share of skips and positions. */
#define POSTING_BYTES		2.2

/* A posting is decoded and scored in a fifth of what an operator takes. */
#define POSTING_OPERATORS	0.2

/* Pages that are looked at for each lexeme in each segment. */
#define PAGES_PER_LIST		3

/* As for a page of a B-tree. */
#define LIST_OPERATORS		50.0

/* Bytes of a lexeme of a pending document. */
#define PENDING_BYTES		8.0

/* Lists of a query that is not known. */
#define UNKNOWN_LISTS		4

/* So many operators are as expensive as to read a text and judge it. */
#define TEXT_OPERATORS		500.0

/* What a scan is about to do. */
typedef struct Work
{
	double		share;			/* of the documents that match all keys */
	double		ndocuments;
	double		nlists;
	double		nscored;
	double		postings;
	double		scored;
	double		nsegments;
	double		pending_pages;
	bool		is_foreign;
} Work;

static void
add_unknown(PlannerInfo *root, const IndexOptInfo *info, Node *clause,
			bool is_order, Work *work)
{
	double		share;

	if (is_order)
	{
		work->nscored += UNKNOWN_LISTS;
		work->scored += UNKNOWN_LISTS * work->share * work->ndocuments;
		return;
	}
	share = clause_selectivity(root, clause, info->rel->relid, JOIN_INNER,
							   NULL);
	work->share *= share;
	work->nlists += UNKNOWN_LISTS;
	work->postings += UNKNOWN_LISTS * share * work->ndocuments;
}

static void
add_known(const WicEstimate *estimate, bool is_order, Work *work)
{
	work->is_foreign |= estimate->is_foreign;
	if (estimate->is_foreign)
		return;
	if (is_order)
	{
		work->nscored += estimate->nscored;
		work->scored += estimate->scored;
		return;
	}
	work->share *= estimate->share;
	work->nlists += estimate->nlists;
	work->postings += estimate->postings;
}

/* The index key is on the left. */
static void
add_clause(PlannerInfo *root, IndexOptInfo *info, WicEstimator *estimator,
		   Node *clause, bool is_order, Work *work)
{
	Const	   *value = NULL;
	WicEstimate estimate;

	if (estimator != NULL && is_opclause(clause))
		value = wic_operand_value(root, lsecond(((OpExpr *) clause)->args));
	if (value == NULL)
	{
		add_unknown(root, info, clause, is_order, work);
		return;
	}
	estimate = wic_estimate_value(estimator, value);
	work->ndocuments = Max(work->ndocuments, estimator->ndocuments);
	add_known(&estimate, is_order, work);
}

static void
add_clauses(PlannerInfo *root, IndexPath *path, WicEstimator *estimator,
			Work *work)
{
	ListCell   *cell;

	foreach(cell, get_quals_from_indexclauses(path->indexclauses))
		add_clause(root, path->indexinfo, estimator,
				   (Node *) ((RestrictInfo *) lfirst(cell))->clause, false,
				   work);
	foreach(cell, path->indexorderbys)
		add_clause(root, path->indexinfo, estimator, lfirst(cell), true,
				   work);
}

static Work
work_of(PlannerInfo *root, IndexPath *path)
{
	Work		work = {
		.share = 1,
		.ndocuments = path->indexinfo->tuples,
		.nsegments = 1,
	};
	WicEstimator estimator;
	Relation	index = wic_estimate_open(root, path->indexinfo, &estimator);

	if (index == NULL)
	{
		add_clauses(root, path, NULL, &work);
		return work;
	}
	add_clauses(root, path, &estimator, &work);
	work.nsegments = estimator.meta.nsegments;
	work.pending_pages = (double) estimator.meta.pending.npages +
		estimator.meta.pending.noverflow +
		estimator.meta.flushing.npages + estimator.meta.flushing.noverflow;
	index_close(index, NoLock);
	return work;
}

/* Scores are asked of what matches, a block of each list at most. */
static double
postings_of(const Work *work)
{
	double		matches = work->share * work->ndocuments;

	return work->postings +
		Min(work->scored, matches * work->nscored * WIC_BLOCK_SIZE);
}

/* Lists that match are mostly those that score. */
static double
lists_of(const Work *work)
{
	return Max(work->nlists, work->nscored) * work->nsegments;
}

/* Pages that are read when this is done loop_count times, each time. */
static double
repeated(PlannerInfo *root, const IndexOptInfo *info, double pages,
		 double loop_count)
{
	if (loop_count <= 1)
		return pages;
	return index_pages_fetched(pages * loop_count, info->pages,
							   info->pages, root) / loop_count;
}

/* The operators decide about each candidate. */
static void
add_foreign(const IndexOptInfo *info, double share, double random_page_cost,
			Cost *startup, Cost *total)
{
	double		rows = share * info->rel->tuples;
	Cost		all = Min(info->rel->pages, rows) * random_page_cost +
	rows * TEXT_OPERATORS * cpu_operator_cost;

	*startup += all;
	*total += all;
}

void
wic_cost_estimate(PlannerInfo *root, IndexPath *path, double loop_count,
				  Cost *startup, Cost *total, Selectivity *selectivity,
				  double *correlation, double *pages)
{
	IndexOptInfo *info = path->indexinfo;
	Work		work = work_of(root, path);
	double		postings = postings_of(&work);
	double		lists = lists_of(&work);
	double		list_pages = Min(lists * PAGES_PER_LIST, info->pages);
	double		other_pages = ceil(postings * POSTING_BYTES / WIC_PAGE_SIZE) +
	work.pending_pages;
	double		random_cost;
	double		sequential_cost;
	Cost		search;

	get_tablespace_page_costs(info->reltablespace, &random_cost,
							  &sequential_cost);
	list_pages = repeated(root, info, Max(list_pages, 1), loop_count);
	other_pages = repeated(root, info, other_pages, loop_count);

	*startup = list_pages * random_cost +
		lists * LIST_OPERATORS * cpu_operator_cost +
		index_other_operands_eval_cost(root,
									   get_quals_from_indexclauses(path->indexclauses)) +
		index_other_operands_eval_cost(root, path->indexorderbys);
	search = other_pages * sequential_cost +
		(postings * POSTING_OPERATORS +
		 work.pending_pages * WIC_PAGE_SIZE / PENDING_BYTES) *
		cpu_operator_cost;
	*total = *startup + search +
		work.share * work.ndocuments * cpu_index_tuple_cost;
	if (path->indexorderbys != NIL)
		*startup += search;
	if (work.is_foreign)
		add_foreign(info, work.share, random_cost, startup, total);
	*selectivity = work.share;
	CLAMP_PROBABILITY(*selectivity);
	*correlation = 0;
	*pages = list_pages + other_pages;
}
