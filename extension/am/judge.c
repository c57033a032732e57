/*-------------------------------------------------------------------------
 *
 * judge.c
 *	  Does a condition hold for a document of the index?
 *
 * extension/am/judge.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "am/document.h"
#include "am/judge.h"
#include "lib/qunique.h"
#include "miscadmin.h"
#include "pg/condition.h"
#include "tsearch/ts_utils.h"
#include "utils/memutils.h"

static int
number_of(const WicJudge *judge, const void *item)
{
	return (const QueryItem *) item - GETQUERY(judge->condition);
}

/* ---- text ---- */

static int
compare_positions(const void *a, const void *b)
{
	int32		left = *(const int32 *) a;
	int32		right = *(const int32 *) b;

	return (left > right) - (left < right);
}

static bool
item_occurs(void *arg, const QueryItem *item)
{
	WicJudge   *judge = arg;

	return judge->occurs(judge->arg, number_of(judge, item));
}

static bool
text_places(void *arg, const QueryItem *item, WicPlaces *places)
{
	WicJudge   *judge = arg;
	int			number = number_of(judge, item);
	Size		n;

	if (!judge->occurs(judge->arg, number))
		return false;
	places->positions = (int32 *) judge->positions(judge->arg, number, &n);
	places->n = n;
	if (item->qoperand.prefix)
		qsort(places->positions, n, sizeof(int32), compare_positions);
	return n > 0;
}

/* ---- tsvector; compare core's checkcondition_str() ---- */

static int
compare_entry_positions(const void *a, const void *b)
{
	return (int) *(const WordEntryPos *) a - (int) *(const WordEntryPos *) b;
}

/* Keep the positions of one of the weights; returns how many. */
static Size
keep_weights(WordEntryPos *out, const uint32 *positions, Size n, uint8 weights)
{
	Size		kept = 0;

	for (Size i = 0; i < n; i++)
	{
		WordEntryPos entry = wic_position_to_entry(positions[i]);

		if (weights == 0 || (weights & 1 << WEP_GETWEIGHT(entry)) != 0)
			out[kept++] = WEP_GETPOS(entry);
	}
	return kept;
}

static bool
lacks_positions(const WicJudge *judge, const uint32 *positions, Size n)
{
	for (Size i = 0; judge->is_stripped && i < n; i++)
		if (positions[i] == 0)
			return true;
	return false;
}

/* Weights do not matter to an entry without positions, as in core. */
static TSTernaryValue
vector_value(void *arg, QueryOperand *value, ExecPhraseData *data)
{
	WicJudge   *judge = arg;
	int			number = number_of(judge, value);
	WordEntryPos *kept;
	uint32	   *positions;
	Size		n;

	if (!judge->occurs(judge->arg, number))
		return TS_NO;
	if (data == NULL && value->weight == 0)
		return TS_YES;

	positions = judge->positions(judge->arg, number, &n);
	if (lacks_positions(judge, positions, n))
		return data == NULL ? TS_YES : TS_MAYBE;
	kept = palloc(sizeof(WordEntryPos) * (n + 1));
	n = keep_weights(kept, positions, n, value->weight);
	if (data == NULL || n == 0)
		return n > 0 ? TS_YES : TS_NO;

	qsort(kept, n, sizeof(WordEntryPos), compare_entry_positions);
	data->npos = qunique(kept, n, sizeof(WordEntryPos),
						 compare_entry_positions);
	data->pos = kept;
	data->allocated = true;
	return TS_YES;
}

/* The same for conditions that text is judged by as well. */
static bool
vector_places(void *arg, const QueryItem *item, WicPlaces *places)
{
	WicJudge   *judge = arg;
	int			number = number_of(judge, item);
	uint32	   *positions;
	Size		n;

	if (!judge->occurs(judge->arg, number))
		return false;
	positions = judge->positions(judge->arg, number, &n);
	places->positions = palloc(sizeof(int32) * (n + 1));
	places->n = n;
	for (Size i = 0; i < n; i++)
		places->positions[i] = WEP_GETPOS(wic_position_to_entry(positions[i]));
	if (item->qoperand.prefix)
		qsort(places->positions, n, sizeof(int32), compare_positions);
	return n > 0;
}

/* Core's phrases know positions of 14 bits, which shows if they are nested. */
static bool
is_plain(const QueryItem *item, bool in_phrase)
{
	check_stack_depth();
	if (item->type == QI_VAL)
		return item->qoperand.weight == 0;
	if (item->qoperator.oper == OP_PHRASE)
		in_phrase = true;
	else if (in_phrase)
		return false;
	return is_plain(item + 1, in_phrase) &&
		(item->qoperator.oper == OP_NOT ||
		 is_plain(item + item->qoperator.left, in_phrase));
}

void
wic_judge_init(WicJudge *judge, TSQuery condition, bool is_vector,
			   MemoryContext context)
{
	judge->condition = condition;
	judge->is_vector = is_vector;
	judge->is_plain = condition->size > 0 &&
		is_plain(GETQUERY(condition), false);
	judge->scratch = AllocSetContextCreate(context, "wicsearch judge",
										   ALLOCSET_SMALL_SIZES);
}

bool
wic_judge_holds(WicJudge *judge)
{
	WicOccurrences occurrences = {
		item_occurs, judge->is_vector ? vector_places : text_places, judge
	};
	MemoryContext old;
	bool		holds;

	if (judge->condition->size == 0)
		return false;
	MemoryContextReset(judge->scratch);
	old = MemoryContextSwitchTo(judge->scratch);
	if (judge->is_vector && (judge->is_stripped || !judge->is_plain))
		holds = TS_execute(GETQUERY(judge->condition), judge, TS_EXEC_EMPTY,
						   vector_value);
	else
		holds = wic_condition_holds(&occurrences,
									GETQUERY(judge->condition));
	MemoryContextSwitchTo(old);
	return holds;
}

bool
wic_condition_is_monotone(TSQuery condition, bool is_vector)
{
	QueryItem  *items = GETQUERY(condition);

	for (int i = 0; i < condition->size; i++)
	{
		if (items[i].type == QI_VAL)
		{
			if (is_vector && items[i].qoperand.weight != 0)
				return false;
		}
		else if (items[i].qoperator.oper != OP_AND &&
				 items[i].qoperator.oper != OP_OR)
			return false;
	}
	return true;
}

static void
mark_positions(const QueryItem *items, int i, bool in_phrase, bool is_vector,
			   bool *marks)
{
	const QueryItem *item = &items[i];

	check_stack_depth();
	if (item->type == QI_VAL)
	{
		marks[i] = in_phrase || (is_vector && item->qoperand.weight != 0);
		return;
	}
	in_phrase |= item->qoperator.oper == OP_PHRASE;
	mark_positions(items, i + 1, in_phrase, is_vector, marks);
	if (item->qoperator.oper != OP_NOT)
		mark_positions(items, i + item->qoperator.left, in_phrase, is_vector,
					   marks);
}

bool	   *
wic_condition_positions(TSQuery condition, bool is_vector)
{
	bool	   *marks = palloc0(sizeof(bool) * (condition->size + 1));

	if (condition->size > 0)
		mark_positions(GETQUERY(condition), 0, false, is_vector, marks);
	return marks;
}
