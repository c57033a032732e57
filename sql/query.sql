-- Queries: the web syntax, and what becomes of it.
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

SELECT wic_tsquery('互联网'), wic_tsquery('发展中国家'), wic_tsquery('韧'), wic_tsquery('互联网 发展');
SELECT wic_tsquery('"网络 主权" -旧 新'), wic_tsquery('“网络主权”'), wic_tsquery('-"网络 主权"');
SELECT wic_tsquery('互联网 OR 網路 主权'), wic_tsquery('OR a OR'), wic_tsquery('or');
SELECT wic_tsquery('post*'), wic_tsquery('发展*'), wic_tsquery('searching "data bases"');
SELECT wic_tsquery('A股'), wic_tsquery('2015年12月16日'), wic_tsquery('C++语言'), wic_tsquery('COVID-19疫情');

-- punctuation between two runs divides a clause, but not a quotation
SELECT wic_tsquery('网络，主权'), wic_tsquery('"网络，主权"');

-- levels
SELECT wic_tsquery('發展'), wic_tsquery('發展', 'exact'), wic_tsquery('發展', level => 'script');
SELECT wic_tsquery('發展', 'loose');

-- nothing to search for: a notice, never an error
SELECT wic_tsquery(''), wic_tsquery('，。！'), wic_tsquery('-'), wic_tsquery('""'), wic_tsquery('"'), wic_tsquery(chr(65024));
SELECT wic_tsquery(E'* & | ! ( ) : <-> \\ '' 好'), wic_tsquery('-好'), wic_tsquery('a - b');
SELECT numnode(wic_tsquery(repeat('(', 1000) || repeat('好', 100000) || repeat('"-', 1000))) > 1000 AS cut;
SELECT wic_tsquery(NULL) IS NULL, wic_query(NULL) IS NULL;

-- wicquery: text form and back
SELECT wic_query('互联网 韧');
SELECT wic_query('互联网 韧')::text::wicquery::text = wic_query('互联网 韧')::text AS same;
SELECT wic_query('互联网', match => 'any')::tsquery, wic_index_condition(wic_query('互联网', match => 'any'));
SELECT wic_query('互联网', match => 'some');
SELECT wic_query('互联网', stats => 'none');
SELECT wic_query('互联网', 'pg_type_oid_index');

-- malformed values
SELECT ''::wicquery;
SELECT '[]'::wicquery;
SELECT '{}'::wicquery;
CREATE FUNCTION make(member text, value text) RETURNS wicquery LANGUAGE sql AS $$
	SELECT (jsonb '{"level": "script", "match": "all", "k1": 1, "b": 1, "average_length": 1, "terms": [], "condition": "a"}'
		|| jsonb_build_object(member, value::jsonb))::text::wicquery
$$;
SELECT make('level', '"loose"');
SELECT make('match', '"none"');
SELECT make('k1', '-1');
SELECT make('k1', '1.5');
SELECT make('k1', '"1"');
SELECT make('terms', '{}');
SELECT make('terms', '["a"]');
SELECT make('terms', '[["a", 1]]');
SELECT make('terms', '[["", 1, ""]]');
SELECT make('terms', '[["a", "b", ""]]');
SELECT make('terms', '[["a", 1, "x"]]');
SELECT make('terms', '[["a", 1, ""], ["a", 2, ""]]');
SELECT make('condition', '"a:A"');
SELECT make('condition', '"a &"');
SELECT make('condition', '""');
SELECT make('terms', '[["a", 5, "prefix"], ["a", 5, ""]]');
DROP FUNCTION make;
