-- Two texts: are they the same, how alike, and where do they differ?
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

--
-- Same
--

-- scripts are the same text, width and case are at every level
SELECT a, b, wic_same(a, b) AS same, wic_same(a, b, 'exact') AS exact
FROM (VALUES
	('網路主權', '网路主权'), ('網路主權', '网络主权'), ('ＡＢＣ公司', 'abc公司'),
	('㈱東京', '(株)东京'), ('人々', '人人'), ('', ''), ('', '网'), ('', chr(65024))
) AS pair (a, b);

-- it is equality of what wic_fold gives
SELECT count(*) AS pairs, bool_and(wic_same(a, b) = (wic_fold(a) = wic_fold(b))) AS holds
FROM (VALUES ('發展'), ('发展'), ('発展'), ('发展。'), ('頭髮'), ('㈱'), ('(株)'), ('(株'), ('')) AS x (a),
	(VALUES ('發展'), ('发展'), ('発展'), ('发展。'), ('头发'), ('㈱'), ('(株)'), ('株)'), ('')) AS y (b);

--
-- Alignment
--

-- each row is a piece of both texts, as they were written
SELECT * FROM wic_align('让更多国家和人民共享互联网发展成果', '讓更多國家和人民共用網際網路發展成果');
SELECT * FROM wic_align('数字经济', '数字的经济');
SELECT * FROM wic_align('发展文化、发展经济', '发展经济');
SELECT op, a, b FROM wic_align('讓更多', '让更多', 'exact');
SELECT * FROM wic_align('', '');

-- the same in one line
SELECT wic_align_text('让更多国家和人民共享互联网发展成果', '讓更多國家和人民共用網際網路發展成果');
SELECT wic_align_text('河长巡河，水清。', '河長每天巡河，清。');
SELECT wic_align_text('河长巡河，水清。', '河長每天巡河，清。', start_mark => '[', middle_mark => '|', stop_mark => ']');
SELECT wic_align_text('中国', ''), wic_align_text('', '中国'), wic_align_text('', '');

-- characters that fold to several are not cut in two
SELECT op, a, b FROM wic_align('㈱東京', '(株東京');

-- a longer text goes in where its punctuation stands, not amid two sentences
SELECT wic_align_text('山高水长。鱼儿归来。', '山高水长。河水清清。鱼儿归来。');

-- nothing is lost or moved: the rows join up to both texts, at the characters
-- they name; texts that are the same have no other rows, and are alike by 1
CREATE TEMPORARY TABLE texts AS
SELECT i, (SELECT coalesce(string_agg(substr('發发展展網网路络，。 aＡ㈱々', 1 + (i * j * 31 + j * j + i / 7) % 15, 1), '' ORDER BY j), '')
	FROM generate_series(1, i % 23) j) AS t
FROM generate_series(1, 120) i;

SELECT count(*) AS pairs,
	bool_and(a = joined_a AND b = joined_b) AS complete,
	bool_and(placed) AS placed,
	bool_and(NOT wic_same(a, b) OR (alike AND wic_similarity(a, b) = 1)) AS same_is_alike,
	bool_and(wic_similarity(a, b) = wic_similarity(b, a)) AS symmetric,
	bool_and(wic_similarity(a, b) BETWEEN 0 AND 1) AS bounded
FROM (
	SELECT x.t AS a, y.t AS b,
		coalesce(string_agg(r.a, '' ORDER BY a_start, b_start), '') AS joined_a,
		coalesce(string_agg(r.b, '' ORDER BY a_start, b_start), '') AS joined_b,
		coalesce(bool_and(substr(x.t, a_start + 1, length(r.a)) = r.a AND substr(y.t, b_start + 1, length(r.b)) = r.b), true) AS placed,
		coalesce(bool_and(op IN ('same', 'script')), true) AS alike
	FROM texts x CROSS JOIN texts y LEFT JOIN LATERAL wic_align(x.t, y.t) r ON true
	GROUP BY x.i, y.i, x.t, y.t
) pair;

--
-- Similarity
--

-- 2 * (characters in common, in order) / (characters of both)
SELECT a, b, round(wic_similarity(a, b)::numeric, 4) AS similarity
FROM (VALUES
	('让更多国家和人民共享互联网发展成果', '讓更多國家和人民共用網際網路發展成果'),
	('網路主權', '网路主权'), ('數字經濟', '数字经济。'), ('他說：「好」', '他说:“好”'),
	('河水', '河水清清'), ('甲乙', '乙甲'), ('甲乙', '丙丁'),
	('', ''), ('', '河'), ('。', '！'), ('。', '。'), ('。', '河'), ('', '。')
) AS pair (a, b);
SELECT wic_similarity('網路主權', '网路主权', 'exact') AS exact;

-- texts of 180 000 digits each, one in a hundred numbers changed
SELECT round(wic_similarity(string_agg(i::text, ',' ORDER BY i), string_agg((i + i % 100 / 99)::text, ',' ORDER BY i))::numeric, 3) AS similarity
FROM generate_series(100000, 130000) i;

-- functions that an index can rely on
CREATE INDEX ON texts (wic_similarity(t, '發展'));
CREATE INDEX ON texts (i) WHERE wic_same(t, '發展');

--
-- What they refuse
--

SELECT wic_same(NULL, '河') IS NULL AS same, wic_similarity('河', NULL) IS NULL AS similarity, wic_align_text('河', NULL) IS NULL AS text,
	(SELECT count(*) FROM wic_align(NULL, '河')) AS rows;
SELECT wic_same('河', '河', 'sloppy');
SELECT wic_same('互联网', '網際網路', 'vocab');
SELECT wic_similarity('河', repeat('a', 16777217));
