/*-------------------------------------------------------------------------
 *
 * validate.c
 *	  Is an operator class one that the access method can use?
 *
 * extension/am/validate.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "am/handler.h"
#include "am/plan.h"
#include "catalog/pg_amop.h"
#include "catalog/pg_opclass.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/catcache.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

static bool
is_wicquery(Oid type)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	bool		same;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", type);
	same = strcmp(NameStr(((Form_pg_type) GETSTRUCT(tuple))->typname),
				  "wicquery") == 0;
	ReleaseSysCache(tuple);
	return same;
}

static bool
is_operator_usable(const FormData_pg_amop *member, Oid type)
{
	if (member->amoplefttype != type)
		return false;
	switch (member->amopstrategy)
	{
		case WIC_STRATEGY_QUERY:
			return member->amoppurpose == AMOP_SEARCH &&
				is_wicquery(member->amoprighttype);
		case WIC_STRATEGY_DISTANCE:
			return member->amoppurpose == AMOP_ORDER &&
				is_wicquery(member->amoprighttype);
		case WIC_STRATEGY_TSQUERY:
			return member->amoppurpose == AMOP_SEARCH &&
				type == TSVECTOROID &&
				member->amoprighttype == TSQUERYOID;
		default:
			return false;
	}
}

static bool
are_operators_usable(Oid family, Oid type, const char *name)
{
	CatCList   *list = SearchSysCacheList1(AMOPSTRATEGY,
										   ObjectIdGetDatum(family));
	bool		usable = true;

	for (int i = 0; i < list->n_members; i++)
	{
		FormData_pg_amop *member = (FormData_pg_amop *)
		GETSTRUCT(&list->members[i]->tuple);

		if (is_operator_usable(member, type))
			continue;
		ereport(INFO,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("operator class \"%s\" of access method wicsearch contains an operator that it cannot use, %s",
						name, format_operator(member->amopopr))));
		usable = false;
	}
	ReleaseCatCacheList(list);
	return usable;
}

bool
wic_validate(Oid opclass)
{
	HeapTuple	tuple = SearchSysCache1(CLAOID, ObjectIdGetDatum(opclass));
	FormData_pg_opclass form;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator class %u", opclass);
	form = *(Form_pg_opclass) GETSTRUCT(tuple);
	ReleaseSysCache(tuple);
	return are_operators_usable(form.opcfamily, form.opcintype,
								NameStr(form.opcname));
}
