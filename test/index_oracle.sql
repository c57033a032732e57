-- What the tests of the access method share: texts, queries, and the oracle,
-- which is a sequential scan; it asks the operators row by row.
--
--	made_text(n)		a text that depends on n alone
--	made_query(n)		likewise a query, in the syntax of the web
--	random_differences(rel, n, seed)
--						how scans of the index of a table rel (body ...) differ
--						from the oracle, for n queries; no row if in nothing
--	must_agree(rel, seed)	ERROR if they do, for one query
--	must_be_sound(index)	ERROR if wic_check() finds one
--	unused_scans(rel)	what the index is not used for
--
-- An index has to find the same rows with the same bits of their scores, the
-- best first.

-- A number below a bound, the i-th that depends on n.
CREATE FUNCTION made_number(n bigint, i bigint, below integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((hashint8extended(n * 100003 + i, 4711) & 2147483647) % below)::integer;

CREATE FUNCTION made_word(n bigint, i bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE made_number(n, i, 20)
	WHEN 0 THEN chr(19968 + made_number(n, i + 1000, 4000))
	WHEN 1 THEN chr(19968 + made_number(n, i + 1000, 4000)) || chr(20000 + made_number(n, i + 2000, 4000))
	WHEN 2 THEN ' w' || made_number(n, i + 1000, 300) || ' '
	WHEN 3 THEN '，'
	WHEN 4 THEN '。'
	WHEN 5 THEN '旧'
	WHEN 6 THEN '網路'
	WHEN 7 THEN '网络'
	WHEN 8 THEN chr(25000 + made_number(n, i + 1000, 200))
	WHEN 9 THEN chr(25000 + made_number(n, i + 1000, 200))
	ELSE ('{河长,小溪,春天,山上,雪,化了,大家,爱护,愛護,清水,岸边,树,绿了,綠了,主权,主權,漁夫,渔夫,夜里,灯,橋,桥,一条,石头,魚,鱼,花,秋天,风,風,云,雲,月亮,船,木头,米,茶,田野,路,窗}'::text[])
		[1 + made_number(n, i + 1000, 40)]
END;

-- A few words or some thousand of them, more than any page holds; about one
-- in fifty is empty, or none.
CREATE FUNCTION made_text(n bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN made_number(n, 1, 100) = 0 THEN NULL
	WHEN made_number(n, 1, 100) = 1 THEN ''
	ELSE (SELECT string_agg(made_word(n, i), '' ORDER BY i)
		FROM generate_series(10, 12 + CASE WHEN made_number(n, 1, 400) = 2 THEN 4000
			ELSE made_number(n, 2, 60) * made_number(n, 3, 60) / 60 END) AS i)
END;

CREATE FUNCTION made_query(n bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE made_number(n, 3, 10)
	WHEN 0 THEN made_word(n, 4)
	WHEN 1 THEN made_word(n, 4) || ' ' || made_word(n, 5)
	WHEN 2 THEN made_word(n, 4) || ' -' || made_word(n, 5)
	WHEN 3 THEN made_word(n, 4) || ' OR ' || made_word(n, 5) || ' OR ' || made_word(n, 6)
	WHEN 4 THEN substr(made_word(n, 4), 1, 1) || '*'
	WHEN 5 THEN 'near(' || made_word(n, 4) || ' ' || made_word(n, 5) || ', 5)'
	WHEN 6 THEN '"' || made_word(n, 4) || made_word(n, 5) || '" ' || made_word(n, 6)
	WHEN 7 THEN 'w' || made_number(n, 4, 30) || '*'
	ELSE coalesce(substr(made_text(made_number(n, 4, 2000)), 1 + made_number(n, 5, 20), 2 + made_number(n, 6, 4)), '茶')
END;

-- Allow scans of one kind only.
CREATE FUNCTION allow(kind text) RETURNS void
LANGUAGE sql STABLE
RETURN (set_config('max_parallel_workers_per_gather', '0', true),
	set_config('enable_seqscan', (kind = 'Seq Scan')::text, true),
	set_config('enable_indexscan', (kind = 'Index Scan')::text, true),
	set_config('enable_bitmapscan', (kind = 'Bitmap Index Scan')::text, true));

CREATE FUNCTION found_by(kind text, statement text, q wicquery) RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
	found text[];
BEGIN
	PERFORM allow(kind);
	EXECUTE statement INTO found USING q;
	RETURN coalesce(found, '{}');
END
$$;

CREATE FUNCTION by_row(rel regclass) RETURNS text
LANGUAGE sql STABLE
RETURN format($q$
	SELECT array_agg(r ORDER BY c)
	FROM (SELECT ctid AS c, ctid || ':' || encode(float8send(body <=> $1), 'hex') AS r
		FROM %s WHERE body @@ $1 OFFSET 0) AS s$q$, rel);

CREATE FUNCTION by_score(rel regclass, rest text) RETURNS text
LANGUAGE sql STABLE
RETURN format($q$
	SELECT array_agg(r)
	FROM (SELECT ctid || ':' || encode(float8send(body <=> $1), 'hex') AS r
		FROM %s WHERE body @@ $1 ORDER BY body <=> $1 %s) AS s$q$, rel, rest);

-- Hits in one order; the scores of hits, as they come.
CREATE FUNCTION sorted(hits text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE
RETURN ARRAY(SELECT h FROM unnest(hits) AS h ORDER BY h COLLATE "C");

CREATE FUNCTION scores(hits text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE
RETURN ARRAY(SELECT split_part(h, ':', 2) FROM unnest(hits) WITH ORDINALITY AS u (h, n) ORDER BY n);

-- The bits of distances, which are not positive, descend where these ascend.
CREATE FUNCTION best_scores(hits text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE
RETURN ARRAY(SELECT split_part(h, ':', 2) FROM unnest(hits) AS h ORDER BY split_part(h, ':', 2) COLLATE "C" DESC);

-- All statements see the snapshot of the caller.  Rows of the same score are
-- in the order of where HOT chains begin, which SQL cannot see.
CREATE FUNCTION index_differences(rel regclass, query text, match text)
RETURNS SETOF text
LANGUAGE plpgsql STABLE
SET client_min_messages = warning
AS $$
DECLARE
	q wicquery := wic_query(query, rel, match => match);
	rows text[] := found_by('Seq Scan', by_row(rel), q);
	ordered text[] := found_by('Index Scan', by_score(rel, ''), q);
	best text[] := found_by('Index Scan', by_score(rel, 'LIMIT 10'), q);
	scan record;
BEGIN
	FOR scan IN VALUES
		('bitmap scan', found_by('Bitmap Index Scan', by_row(rel), q), rows),
		('index scan', found_by('Index Scan', by_row(rel), q), rows),
		('ordered scan', sorted(ordered), sorted(rows)),
		('order', scores(ordered), best_scores(rows)),
		('best ten', scores(best), (best_scores(rows))[:10]),
		('rows of the best ten', sorted(best), sorted(ARRAY(SELECT DISTINCT unnest(best) INTERSECT SELECT unnest(rows))))
	LOOP
		IF scan.column2 <> scan.column3 THEN
			RETURN NEXT format('%s for %s, match %s: %s instead of %s', scan.column1,
				query, match, left(scan.column2::text, 500), left(scan.column3::text, 500));
		END IF;
	END LOOP;
END
$$;

-- The kinds of scans that are not used although nothing else is allowed.
CREATE FUNCTION unused_scans(rel regclass) RETURNS SETOF text
LANGUAGE plpgsql AS $$
DECLARE
	kind text;
	statement text;
	line text;
	plan text;
BEGIN
	FOR kind, statement IN VALUES
		('Seq Scan', by_row(rel)), ('Bitmap Index Scan', by_row(rel)),
		('Index Scan', by_row(rel)), ('Index Scan', by_score(rel, ''))
	LOOP
		PERFORM allow(kind);
		plan := '';
		FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || statement USING wic_query('茶', rel) LOOP
			plan := plan || line;
		END LOOP;
		IF plan NOT LIKE '%' || kind || '%' THEN
			RETURN NEXT format('no %s in %s', kind, plan);
		END IF;
	END LOOP;
END
$$;

CREATE FUNCTION random_differences(rel regclass, n integer, seed bigint)
RETURNS SETOF text
LANGUAGE sql STABLE AS $$
	SELECT d
	FROM generate_series(seed, seed + n - 1) AS number,
		index_differences(rel, made_query(number), CASE WHEN number % 3 = 0 THEN 'any' ELSE 'all' END) AS d
$$;

CREATE FUNCTION must_agree(rel regclass, seed bigint) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
	difference text;
BEGIN
	FOR difference IN SELECT * FROM random_differences(rel, 1, seed) LOOP
		RAISE EXCEPTION '% differs: %', rel, difference USING ERRCODE = 'data_corrupted';
	END LOOP;
END
$$;

CREATE FUNCTION must_be_sound(index regclass) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	finding text;
BEGIN
	FOR finding IN SELECT detail FROM wic_check(index, true) WHERE severity = 'error' LOOP
		RAISE EXCEPTION '% is not sound: %', index, finding USING ERRCODE = 'index_corrupted';
	END LOOP;
END
$$;
