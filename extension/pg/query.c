/*-------------------------------------------------------------------------
 *
 * query.c
 *	  The type wicquery: construction, input and output.
 *
 * The text form is a JSON object that says everything:
 *
 *	  {"level": "script", "match": "all", "k1": 3686, "b": 2458,
 *	   "average_length": 819200, "terms": [["网络", 65536, ""]],
 *	   "condition": "'网络'"}
 *
 * Numbers are the integers of score.h.  The binary form is the same text.
 *
 * extension/pg/query.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "pg/query.h"
#include "pg/wicsearch.h"
#include "tsearch/ts_utils.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

static int
compare_terms(const void *a, const void *b)
{
	const WicTermSource *left = a;
	const WicTermSource *right = b;
	int			result = memcmp(left->lexeme, right->lexeme,
								Min(left->length, right->length));

	if (result == 0)
		result = left->length - right->length;
	if (result == 0)
		result = (int) left->flags - (int) right->flags;
	return result;
}

static int
compare_sources(const void *a, const void *b)
{
	const WicTermSource *left = a;
	const WicTermSource *right = b;
	int			result = compare_terms(a, b);

	if (result == 0)
		result = (left->weight < right->weight) -
			(left->weight > right->weight);
	return result;
}

int
wic_terms_unique(WicTermSource *terms, int nterms)
{
	int			used = 0;

	qsort(terms, nterms, sizeof(WicTermSource), compare_sources);
	for (int i = 0; i < nterms; i++)
		if (used == 0 || compare_terms(&terms[used - 1], &terms[i]) != 0)
			terms[used++] = terms[i];
	return used;
}

WicQuery   *
wic_query_make(WicLevel level, uint16 flags, const WicBm25 *bm25,
			   const WicTermSource *terms, int nterms, TSQuery condition)
{
	Size		lexemes = 0;
	Size		start;
	Size		size;
	WicQuery   *query;
	char	   *to;

	for (int i = 0; i < nterms; i++)
		lexemes += terms[i].length;
	start = INTALIGN(offsetof(WicQuery, terms) +
					 nterms * sizeof(WicTerm) + lexemes);
	size = start + VARSIZE(condition);

	query = palloc0(size);
	SET_VARSIZE(query, size);
	query->version = WIC_QUERY_VERSION;
	query->flags = flags;
	query->level = level;
	query->bm25 = *bm25;
	query->nterms = nterms;
	query->condition = start;

	to = (char *) &query->terms[nterms];
	for (int i = 0; i < nterms; i++)
	{
		query->terms[i].lexeme = to - (char *) &query->terms[nterms];
		query->terms[i].length = terms[i].length;
		query->terms[i].flags = terms[i].flags;
		query->terms[i].weight = terms[i].weight;
		memcpy(to, terms[i].lexeme, terms[i].length);
		to += terms[i].length;
	}
	memcpy((char *) query + start, condition, VARSIZE(condition));
	return query;
}

WicQuery   *
wic_query_from_datum(Datum datum)
{
	WicQuery   *query = (WicQuery *) PG_DETOAST_DATUM(datum);

	if (query->version != WIC_QUERY_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("wicquery of version %d cannot be read",
						query->version),
				 errhint("Make it again with wic_query().")));
	return query;
}

TSQuery
wic_empty_condition(void)
{
	TSQuery		empty = palloc0(HDRSIZETQ);

	SET_VARSIZE(empty, HDRSIZETQ);
	return empty;
}

TSQuery
wic_query_condition_copy(const WicQuery *query)
{
	TSQuery		condition = wic_query_condition(query);
	TSQuery		copy = palloc(VARSIZE(condition));

	memcpy(copy, condition, VARSIZE(condition));
	return copy;
}

typedef struct TermKind
{
	const char *name;
	uint16		flags;
} TermKind;

static const TermKind term_kinds[] = {
	{"", 0},
	{"prefix", WIC_TERM_PREFIX},
	{"companion", WIC_TERM_COMPANION},
	{"character", WIC_TERM_PREFIX | WIC_TERM_CHARACTER},
};

static const char *
term_kind(uint16 flags)
{
	for (int i = 0; i < lengthof(term_kinds); i++)
		if (term_kinds[i].flags == flags)
			return term_kinds[i].name;
	elog(ERROR, "unrecognized flags of a term: %u", flags);
}

static void
append_term(StringInfo out, const WicQuery *query, const WicTerm *term)
{
	appendStringInfoChar(out, '[');
	escape_json(out, pnstrdup(wic_query_lexeme(query, term), term->length));
	appendStringInfo(out, ", %u, \"%s\"]", term->weight,
					 term_kind(term->flags));
}

static void
append_query(StringInfo out, const WicQuery *query)
{
	Datum		condition = PointerGetDatum(wic_query_condition(query));

	appendStringInfo(out, "{\"level\": \"%s\"", wic_level_name(query->level));
	appendStringInfo(out, ", \"match\": \"%s\"",
					 (query->flags & WIC_QUERY_ANY) != 0 ? "any" : "all");
	appendStringInfo(out, ", \"k1\": %u, \"b\": %u, \"average_length\": %u",
					 query->bm25.k1, query->bm25.b,
					 query->bm25.average_length);
	appendStringInfoString(out, ", \"terms\": [");
	for (uint32 i = 0; i < query->nterms; i++)
	{
		if (i > 0)
			appendStringInfoString(out, ", ");
		append_term(out, query, &query->terms[i]);
	}
	appendStringInfoString(out, "], \"condition\": ");
	escape_json(out, DatumGetCString(DirectFunctionCall1(tsqueryout,
														 condition)));
	appendStringInfoChar(out, '}');
}

pg_attribute_noreturn()
static void
malformed(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("malformed wicquery"),
			 errdetail("%s", detail),
			 errhint("Make a wicquery with wic_query().")));
}

/* The member of that name and type. */
static JsonbValue *
member(JsonbContainer *object, const char *key, enum jbvType type)
{
	JsonbValue *value = getKeyJsonValueFromContainer(object, key,
													 strlen(key), NULL);

	if (value == NULL || value->type != type)
		malformed(psprintf("Member \"%s\" is missing or of the wrong type.",
						   key));
	return value;
}

static char *
string_member(JsonbContainer *object, const char *key)
{
	JsonbValue *value = member(object, key, jbvString);

	return pnstrdup(value->val.string.val, value->val.string.len);
}

/* A number from low to high. */
static uint32
number(const JsonbValue *value, const char *what, int64 low, int64 high)
{
	int64		n;
	Datum		numeric;

	if (value == NULL || value->type != jbvNumeric)
		malformed(psprintf("\"%s\" is not a number.", what));
	numeric = NumericGetDatum(value->val.numeric);
	n = DatumGetInt64(DirectFunctionCall1(numeric_int8, numeric));
	if (n < low || n > high ||
		!DatumGetBool(DirectFunctionCall2(numeric_eq, numeric,
										  NumericGetDatum(int64_to_numeric(n)))))
		malformed(psprintf("\"%s\" is not an integer in range.", what));
	return (uint32) n;
}

static uint32
number_member(JsonbContainer *object, const char *key, int64 low, int64 high)
{
	return number(member(object, key, jbvNumeric), key, low, high);
}

static bool
is_string(const JsonbValue *value)
{
	return value != NULL && value->type == jbvString;
}

static uint16
read_term_flags(const JsonbValue *value)
{
	for (int i = 0; is_string(value) && i < lengthof(term_kinds); i++)
	{
		const char *name = term_kinds[i].name;

		if (value->val.string.len == strlen(name) &&
			memcmp(value->val.string.val, name, strlen(name)) == 0)
			return term_kinds[i].flags;
	}
	malformed("The third member of a term is none of \"\", \"prefix\", \"character\" and \"companion\".");
}

/* ["lexeme", weight, "prefix"] */
static void
read_term(JsonbValue *value, WicTermSource *term)
{
	JsonbContainer *array;
	JsonbValue *lexeme;

	if (value->type != jbvBinary ||
		!JsonContainerIsArray(value->val.binary.data) ||
		JsonContainerSize(value->val.binary.data) != 3)
		malformed("A term is not an array of three.");
	array = value->val.binary.data;
	lexeme = getIthJsonbValueFromContainer(array, 0);
	if (!is_string(lexeme) || lexeme->val.string.len == 0 ||
		lexeme->val.string.len >= MAXSTRLEN)
		malformed("The lexeme of a term is no string, or of a wrong length.");

	term->lexeme = lexeme->val.string.val;
	term->length = lexeme->val.string.len;
	term->flags = read_term_flags(getIthJsonbValueFromContainer(array, 2));
	term->weight = number(getIthJsonbValueFromContainer(array, 1), "weight",
						  0, (INT64CONST(1) << 27) - 1);
}

static WicTermSource *
read_terms(JsonbContainer *object, int *nterms)
{
	JsonbValue *value = member(object, "terms", jbvBinary);
	JsonbContainer *array = value->val.binary.data;
	WicTermSource *terms;

	if (!JsonContainerIsArray(array))
		malformed("Member \"terms\" is not an array.");
	terms = palloc0(sizeof(WicTermSource) * (JsonContainerSize(array) + 1));
	for (uint32 i = 0; i < JsonContainerSize(array); i++)
		read_term(getIthJsonbValueFromContainer(array, i), &terms[i]);
	*nterms = wic_terms_unique(terms, JsonContainerSize(array));
	if (*nterms != (int) JsonContainerSize(array))
		malformed("A term is there twice.");
	return terms;
}

static uint16
read_flags(JsonbContainer *object)
{
	char	   *match = string_member(object, "match");

	if (strcmp(match, "any") == 0)
		return WIC_QUERY_ANY;
	if (strcmp(match, "all") != 0)
		malformed("Member \"match\" is neither \"all\" nor \"any\".");
	return 0;
}

/* A text has no weights, so a condition must not ask for any. */
static void
check_weights(TSQuery condition)
{
	QueryItem  *items = GETQUERY(condition);

	for (int i = 0; i < condition->size; i++)
		if (items[i].type == QI_VAL && items[i].qoperand.weight != 0)
			malformed("The condition has weights.");
}

/* The server's function says with a NOTICE that an empty one is empty. */
static TSQuery
read_condition(JsonbContainer *object)
{
	char	   *input = string_member(object, "condition");
	TSQuery		condition;

	if (*input == '\0')
		return wic_empty_condition();
	condition = DatumGetTSQuery(DirectFunctionCall1(tsqueryin,
													CStringGetDatum(input)));
	check_weights(condition);
	return condition;
}

static WicQuery *
read_query(char *input)
{
	Datum		json = DirectFunctionCall1(jsonb_in, CStringGetDatum(input));
	JsonbContainer *object = &DatumGetJsonbP(json)->root;
	WicBm25		bm25;
	WicTermSource *terms;
	int			nterms;
	WicLevel	level;

	if (!JsonContainerIsObject(object))
		malformed("It is not a JSON object.");

	level = wic_level_from_name(string_member(object, "level"));
	bm25.k1 = number_member(object, "k1", 0, 10 * WIC_PARAMETER_UNIT);
	bm25.b = number_member(object, "b", 0, WIC_PARAMETER_UNIT);
	bm25.average_length = number_member(object, "average_length",
										1, PG_UINT32_MAX);
	terms = read_terms(object, &nterms);
	return wic_query_make(level, read_flags(object), &bm25, terms, nterms,
						  read_condition(object));
}

PG_FUNCTION_INFO_V1(wicquery_in);
Datum
wicquery_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(read_query(PG_GETARG_CSTRING(0)));
}

PG_FUNCTION_INFO_V1(wicquery_out);
Datum
wicquery_out(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	initStringInfo(&out);
	append_query(&out, PG_GETARG_WICQUERY(0));
	PG_RETURN_CSTRING(out.data);
}

PG_FUNCTION_INFO_V1(wicquery_recv);
Datum
wicquery_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			length;
	char	   *input = pq_getmsgtext(message, message->len - message->cursor,
									  &length);

	PG_RETURN_POINTER(read_query(input));
}

PG_FUNCTION_INFO_V1(wicquery_send);
Datum
wicquery_send(PG_FUNCTION_ARGS)
{
	StringInfoData out;
	StringInfoData message;

	initStringInfo(&out);
	append_query(&out, PG_GETARG_WICQUERY(0));
	pq_begintypsend(&message);
	pq_sendtext(&message, out.data, out.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* The same query, but true for any scored term: with the same statistics. */
PG_FUNCTION_INFO_V1(wicquery_any);
Datum
wicquery_any(PG_FUNCTION_ARGS)
{
	WicQuery   *query = PG_GETARG_WICQUERY(0);
	WicQuery   *copy = palloc(VARSIZE(query));

	memcpy(copy, query, VARSIZE(query));
	copy->flags |= WIC_QUERY_ANY;
	PG_RETURN_POINTER(copy);
}

/* The condition alone, for indexes and functions that know a tsquery. */
PG_FUNCTION_INFO_V1(wicquery_condition);
Datum
wicquery_condition(PG_FUNCTION_ARGS)
{
	PG_RETURN_TSQUERY(wic_query_condition_copy(PG_GETARG_WICQUERY(0)));
}
