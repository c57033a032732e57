-- Compare what an index finds with what the operators say, row by row.
--
-- oracle.queries holds queries; oracle.compare() runs each of them on a table
-- by sequential scan, which is the oracle, and by every plan an index allows.
-- It returns a line for each difference, and at last how many queries it
-- compared and how many rows these found: "= 20 311".
--
-- The table has a column id, by which rows are told apart.

CREATE SCHEMA oracle;

-- All conditions that are not NULL hold together, or with is_or any of them;
-- extra is SQL.  Without rank there is no order.  Where loose, rows of the
-- same score may come in any order.
CREATE TABLE oracle.queries (
	id serial,
	wanted wicquery,
	also wicquery,
	vector_wanted tsquery,
	vector_also tsquery,
	rank wicquery,
	extra text,
	is_or boolean NOT NULL DEFAULT false,
	loose boolean NOT NULL DEFAULT false
);

CREATE TYPE oracle.ranked AS (ids int[], distances float8[]);

-- What oracle.open() leaves for oracle.close().
CREATE TABLE oracle.open (id int, plan text, query oracle.queries, want oracle.ranked, first int);

-- Let the planner do nothing but that.
CREATE FUNCTION oracle.use(plan text) RETURNS void LANGUAGE sql AS $$
	SELECT set_config('enable_seqscan', CASE WHEN plan IN ('seq', 'free') THEN 'on' ELSE 'off' END, true),
		set_config('enable_sort', CASE WHEN plan IN ('seq', 'free') THEN 'on' ELSE 'off' END, true),
		set_config('enable_bitmapscan', CASE WHEN plan IN ('bitmap', 'free') THEN 'on' ELSE 'off' END, true),
		set_config('enable_indexscan', CASE WHEN plan IN ('seq', 'bitmap') THEN 'off' ELSE 'on' END, true)
$$;

-- Is plan what EXPLAIN says?  tbl begins the names of its indexes as well.
CREATE FUNCTION oracle.is_used(plan text, explained text, tbl text) RETURNS boolean LANGUAGE sql AS $$
	SELECT CASE plan
		WHEN 'seq' THEN explained !~ 'Index Scan'
		WHEN 'bitmap' THEN explained ~ ('Bitmap Index Scan on ' || tbl) AND explained !~ 'Seq Scan'
		WHEN 'index' THEN explained ~ ('-> +Index Scan using ' || tbl) AND explained !~ 'Seq Scan|Order By:'
		WHEN 'ordered' THEN explained ~ ('-> +Index Scan using ' || tbl || '.* Order By:') AND explained !~ 'Seq Scan|-> +Sort'
		WHEN 'again' THEN explained ~ ('-> +Nested Loop.* Index Scan using ' || tbl || '.* Order By:')
			AND explained !~ 'Seq Scan|-> +Sort'
		ELSE true END
$$;

-- A row of oracle.queries as literals, for a person to try.
CREATE FUNCTION oracle.literal(statement text, query oracle.queries, most int) RETURNS text LANGUAGE sql AS $$
	SELECT replace(replace(replace(replace(replace(replace(statement,
		'$1', format('%L::wicquery', (query).wanted)), '$2', format('%L::wicquery', (query).also)),
		'$3', format('%L::tsquery', (query).vector_wanted)), '$4', format('%L::tsquery', (query).vector_also)),
		'$5', format('%L::wicquery', (query).rank)), '$6', format('%L', most))
$$;

CREATE FUNCTION oracle.condition(query oracle.queries, col text) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' AND ', '(' || concat_ws(CASE WHEN (query).is_or THEN ' OR ' ELSE ' AND ' END,
		col || CASE WHEN (query).wanted IS NOT NULL THEN ' @@ $1' END,
		col || CASE WHEN (query).also IS NOT NULL THEN ' @@ $2' END,
		col || CASE WHEN (query).vector_wanted IS NOT NULL THEN ' @@ $3' END,
		col || CASE WHEN (query).vector_also IS NOT NULL THEN ' @@ $4' END) || ')', (query).extra)
$$;

-- The statement by which a plan answers: a set of ids, or a list.
CREATE FUNCTION oracle.statement(plan text, query oracle.queries, tbl text, col text) RETURNS text LANGUAGE sql AS $$
	SELECT format(CASE
		WHEN plan = 'seq' THEN 'SELECT array_agg(s.id), array_agg(s.distance) FROM (SELECT id, %1$s <=> $5 AS distance FROM %2$s WHERE %3$s ORDER BY 2, tableoid, ctid) AS s'
		WHEN plan = 'again' THEN 'SELECT array_agg(s.id) FILTER (WHERE v.n = 2) FROM (VALUES (1, $2, $2), (2, $1, $5)) AS v (n, wanted, rank) CROSS JOIN LATERAL (SELECT id FROM %2$s WHERE %1$s @@ v.wanted ORDER BY %1$s <=> v.rank LIMIT $6) AS s'
		WHEN plan IN ('ordered', 'free') AND (query).rank IS NOT NULL THEN 'SELECT array_agg(s.id) FROM (SELECT id FROM %2$s WHERE %3$s ORDER BY %1$s <=> $5 LIMIT $6) AS s'
		ELSE 'SELECT array_agg(id ORDER BY id) FROM %2$s WHERE %3$s'
		END, col, tbl, oracle.condition(query, col))
$$;

-- Is got the first of what is wanted, in an order that the distances allow?
CREATE FUNCTION oracle.is_order(got int[], want oracle.ranked, most int) RETURNS boolean LANGUAGE sql AS $$
	SELECT coalesce(array_agg(w.distance ORDER BY g.n), '{}') = coalesce((want).distances[1:coalesce(most, cardinality((want).ids))], '{}')
		AND count(DISTINCT g.id) = coalesce(cardinality(got), 0)
	FROM unnest(got) WITH ORDINALITY AS g (id, n)
	LEFT JOIN unnest((want).ids, (want).distances) AS w (id, distance) ON w.id = g.id
$$;

CREATE FUNCTION oracle.is_right(plan text, got int[], want oracle.ranked, query oracle.queries, most int, loose boolean)
	RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	IF plan IN ('bitmap', 'index') OR (query).rank IS NULL THEN
		RETURN coalesce(got, '{}') = ARRAY(SELECT unnest((want).ids) ORDER BY 1);
	ELSIF loose OR (query).loose OR plan = 'free' THEN
		RETURN oracle.is_order(got, want, most);
	END IF;
	RETURN coalesce(got, '{}') = coalesce((want).ids[1:coalesce(most, cardinality((want).ids))], '{}');
END
$$;

-- What is different, and the rows it is about.
CREATE FUNCTION oracle.difference(plan text, got int[], want oracle.ranked, query oracle.queries, most int, tbl text, col text)
	RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	ids int[] := ARRAY(SELECT unnest((want).ids) ORDER BY 1);
	shown text;
BEGIN
	EXECUTE format('SELECT string_agg(line, E''\n'') FROM (SELECT format(''  id %%s at %%s: %%s'', id, ctid, left((%s)::text, 200)) FROM %s WHERE id = ANY ($1) LIMIT 5) AS t (line)',
			col, tbl)
		INTO shown USING ARRAY((SELECT unnest(got) EXCEPT ALL SELECT unnest(ids)) UNION ALL (SELECT unnest(ids) EXCEPT ALL SELECT unnest(got)));
	RETURN format(E'plan %s, most %s: %s\n got %s\n want %s\n distances %s\n missed %s wrong %s\n%s', plan, most,
		oracle.literal(oracle.statement(plan, query, tbl, col), query, most), got[1:60], (want).ids[1:60], (want).distances[1:60],
		(SELECT array_agg(i) FROM (SELECT unnest(ids) EXCEPT ALL SELECT unnest(got) LIMIT 60) AS i (i)),
		(SELECT array_agg(i) FROM (SELECT unnest(got) EXCEPT ALL SELECT unnest(ids) LIMIT 60) AS i (i)), shown);
END
$$;

-- The plans that can answer a query, and how many rows each is asked for.
CREATE FUNCTION oracle.plans(query oracle.queries) RETURNS TABLE (plan text, most int) LANGUAGE sql AS $$
	SELECT * FROM (VALUES ('bitmap', NULL::int), ('index', NULL), ('free', 10), ('ordered', 1), ('ordered', 10), ('ordered', 64),
		('ordered', 65), ('ordered', 1000), ('ordered', NULL), ('again', 70)) AS p (plan, most)
	WHERE CASE plan
		WHEN 'index' THEN NOT (query).is_or
		WHEN 'ordered' THEN NOT (query).is_or AND (query).rank IS NOT NULL
		WHEN 'again' THEN NOT (query).is_or AND (query).rank IS NOT NULL AND (query).wanted IS NOT NULL
			AND (query).also IS NULL AND (query).vector_wanted IS NULL AND (query).extra IS NULL
		ELSE true END
$$;

-- Does the planner do what it was told to?  What it does if not, or NULL.
CREATE FUNCTION oracle.explain(plan text, query oracle.queries, most int, tbl text, col text)
	RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	statement text := oracle.literal(oracle.statement(plan, query, tbl, col), query, most);
	explained text := '';
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN ' || statement LOOP
		explained := explained || line || E'\n';
	END LOOP;
	IF NOT oracle.is_used(plan, explained, tbl) THEN
		RETURN format(E'plan %s is not used: %s\n%s', plan, statement, explained);
	END IF;
	RETURN NULL;
END
$$;

-- What is wrong with the answers to a query, or NULL; and how many rows it
-- finds.  before is what is asked for first where a scan is run again.
CREATE FUNCTION oracle.compare_one(query oracle.queries, before wicquery, tbl text, col text, loose boolean, explains boolean,
		OUT nrows int, OUT complaint text) LANGUAGE plpgsql AS $$
DECLARE
	p record;
	want oracle.ranked;
	got int[];
BEGIN
	PERFORM oracle.use('seq');
	EXECUTE oracle.statement('seq', query, tbl, col) INTO want
		USING query.wanted, query.also, query.vector_wanted, query.vector_also, query.rank;
	nrows := coalesce(cardinality(want.ids), 0);
	IF explains THEN
		complaint := oracle.explain('seq', query, NULL, tbl, col);
	END IF;
	FOR p IN SELECT * FROM oracle.plans(query) LOOP
		EXIT WHEN complaint IS NOT NULL;
		IF p.plan = 'again' THEN
			query.also := before;
		END IF;
		PERFORM oracle.use(p.plan);
		EXECUTE oracle.statement(p.plan, query, tbl, col) INTO got
			USING query.wanted, query.also, query.vector_wanted, query.vector_also, query.rank, p.most;
		IF NOT oracle.is_right(p.plan, got, want, query, p.most, loose) THEN
			complaint := oracle.difference(p.plan, got, want, query, p.most, tbl, col);
		ELSIF explains THEN
			complaint := oracle.explain(p.plan, query, p.most, tbl, col);
		END IF;
	END LOOP;
END
$$;

-- Every query.  loose: rows of the same score may come in any order.
CREATE FUNCTION oracle.compare(tbl text, col text, loose boolean) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	query oracle.queries;
	before wicquery;
	form text;
	forms text[] := '{}';
	n int;
	complaint text;
	place text;
	queries int := 0;
	nrows bigint := 0;
	bad int := 0;
BEGIN
	FOR query IN SELECT * FROM oracle.queries ORDER BY id LOOP
		-- the plans of each form of statement are looked at once
		form := oracle.statement('ordered', query, tbl, col);
		BEGIN
			SELECT * INTO n, complaint
			FROM oracle.compare_one(query, before, tbl, col, loose, form <> ALL (forms));
		EXCEPTION WHEN OTHERS THEN
			GET STACKED DIAGNOSTICS place = PG_EXCEPTION_CONTEXT;
			complaint := format(E'error %s: %s\n %s\n%s', SQLSTATE, SQLERRM, oracle.literal(form, query, NULL), place);
		END;
		queries := queries + 1;
		nrows := nrows + coalesce(n, 0);
		forms := forms || form;
		before := coalesce(query.wanted, before);
		IF complaint IS NOT NULL THEN
			RETURN NEXT format('query %s, %s', query.id, complaint);
			bad := bad + 1;
			EXIT WHEN bad >= 3;
		END IF;
	END LOOP;
	RETURN NEXT format('= %s %s', queries, nrows);
END
$$;

-- Remember what the queries find now, and begin to read it by every plan ...
CREATE FUNCTION oracle.open(tbl text, col text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	query oracle.queries;
	want oracle.ranked;
	way text;
	portal refcursor;
	first int;
BEGIN
	DELETE FROM oracle.open;
	FOR query IN SELECT * FROM oracle.queries ORDER BY id LOOP
		PERFORM oracle.use('seq');
		EXECUTE oracle.statement('seq', query, tbl, col) INTO want
			USING query.wanted, query.also, query.vector_wanted, query.vector_also, query.rank;
		FOR way IN SELECT DISTINCT plan FROM oracle.plans(query) WHERE plan IN ('bitmap', 'index', 'ordered') LOOP
			portal := format('%s %s', way, query.id);
			PERFORM oracle.use(way);
			OPEN portal FOR EXECUTE format('SELECT id FROM %s WHERE %s', tbl, oracle.condition(query, col))
					|| CASE way WHEN 'ordered' THEN format(' ORDER BY %s <=> $5', col) ELSE '' END
				USING query.wanted, query.also, query.vector_wanted, query.vector_also, query.rank;
			FETCH portal INTO first;
			INSERT INTO oracle.open VALUES (query.id, way, query, want, first);
		END LOOP;
	END LOOP;
END
$$;

-- ... and later on, in the same transaction, read the rest and compare.
CREATE FUNCTION oracle.close(tbl text, col text, loose boolean) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	o oracle.open;
	portal refcursor;
	got int[];
	id int;
	queries int := 0;
	nrows bigint := 0;
BEGIN
	FOR o IN SELECT * FROM oracle.open ORDER BY open.id, plan LOOP
		portal := format('%s %s', o.plan, o.id);
		got := CASE WHEN o.first IS NULL THEN '{}' ELSE ARRAY[o.first] END;
		LOOP
			FETCH portal INTO id;
			EXIT WHEN NOT FOUND;
			got := got || id;
		END LOOP;
		CLOSE portal;
		queries := queries + (o.plan = 'bitmap')::int;
		nrows := nrows + cardinality(got) * (o.plan = 'bitmap')::int;
		IF o.plan <> 'ordered' THEN
			got := ARRAY(SELECT unnest(got) ORDER BY 1);
		END IF;
		IF NOT oracle.is_right(o.plan, got, o.want, o.query, NULL, loose) THEN
			RETURN NEXT format('cursor of query %s, %s', o.id, oracle.difference(o.plan, got, o.want, o.query, NULL, tbl, col));
		END IF;
	END LOOP;
	RETURN NEXT format('= %s %s', queries, nrows);
END
$$;

-- The indexes of a table and of its partitions that hold something.
CREATE FUNCTION oracle.indexes(tbl regclass) RETURNS SETOF regclass LANGUAGE sql AS $$
	SELECT x.indexrelid::regclass
	FROM pg_partition_tree(tbl) AS p
	JOIN pg_index AS x ON x.indrelid = p.relid
	JOIN pg_class AS c ON c.oid = x.indexrelid
	JOIN pg_am AS a ON a.oid = c.relam
	WHERE a.amname = 'wicsearch' AND c.relkind = 'i'
	UNION
	SELECT x.indexrelid::regclass FROM pg_index AS x
	JOIN pg_class AS c ON c.oid = x.indexrelid
	JOIN pg_am AS a ON a.oid = c.relam
	WHERE x.indrelid = tbl AND a.amname = 'wicsearch' AND c.relkind = 'i'
$$;

-- Is the number of rows that indexes count the right one?  condition is that
-- of a partial index.
CREATE FUNCTION oracle.count(tbl text, col text, condition text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	query oracle.queries;
	want bigint;
	got bigint;
BEGIN
	PERFORM oracle.use('seq');
	FOR query IN SELECT * FROM oracle.queries WHERE wanted IS NOT NULL AND NOT loose ORDER BY id LOOP
		EXECUTE format('SELECT count(*) FROM %s WHERE %s @@ $1 AND %s', tbl, col, condition) INTO want USING query.wanted;
		SELECT coalesce(sum(wic_count(i, query.wanted)), 0) INTO got FROM oracle.indexes(tbl::regclass) AS i;
		IF got <> want THEN
			RETURN NEXT format('query %s, wic_count is %s, want %s: %s', query.id, got, want, query.wanted);
		END IF;
	END LOOP;
END
$$;
