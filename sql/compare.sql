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

--
-- Level vocab: other words for the same
--

-- in both directions, whatever the script
SELECT a, b, wic_same(a, b, 'vocab') AS same, wic_same(b, a, 'vocab') AS back, wic_same(a, b) AS script
FROM (VALUES
	('互联网', '網際網路'), ('互聯網', '网际网路'), ('发展互联网和信息技术', '發展網際網路和資訊技術'),
	('二〇一四年', '2014年'), ('2015-12-16', '二〇一五年十二月十六日'), ('2014年', '2015年'),
	('计划', '規劃'), ('信息和资讯', '資訊和信息'), ('互联网。', '網際網路'), ('共享', '共用'), ('', '网络'), ('', '')
) AS pair (a, b);

-- a word is one row, unless the other text has no word for it: then its
-- characters are aligned
SELECT * FROM wic_align('让更多国家和人民共享互联网发展成果', '讓更多國家和人民共用網際網路發展成果', 'vocab');
SELECT op, a, b FROM wic_align('计划', '規劃', 'vocab');
SELECT op, a, b FROM wic_align('网络安全。发展网络', '網羅天下。發展網路', 'vocab');
SELECT op, a, b FROM wic_align('二〇一四年底', '2014年底', 'vocab');
SELECT wic_align_text('让更多国家和人民共享互联网发展成果', '讓更多國家和人民共用網際網路發展成果', 'vocab');

-- a word counts with all its characters: (4 + 5) / (5 + 6)
SELECT round(wic_similarity('互联网，很好', '網際網路很差', 'vocab')::numeric, 4) AS vocab,
	round(wic_similarity('互联网，很好', '網際網路很差')::numeric, 4) AS script;

-- a word within a longer one counts where the longer one has no counterpart;
-- one that the text only seems to have does not
SELECT op, a, b FROM wic_align('个人信息', '個人資訊', 'vocab');
SELECT op, a, b FROM wic_align('个人信息', '個人資料', 'vocab');
SELECT op, a, b FROM wic_align('军队的士气', '軍隊計程車氣', 'vocab');

-- the users' terms count at once
SELECT wic_add_term('共用', '共享');
SELECT wic_same('共享成果', '共用成果', 'vocab'), wic_same('共用成果', '共享成果', 'vocab'), wic_same('共享成果', '共用成果') AS script;
SELECT wic_align_text('共享互联网', '共用網際網路', 'vocab');
BEGIN;
UPDATE wic_terms SET enabled = false;
SELECT wic_same('共享成果', '共用成果', 'vocab');
ROLLBACK;
SELECT wic_same('共享成果', '共用成果', 'vocab');

-- in all scripts, not beyond what was said, and with letters
SELECT wic_add_term('甲乙團購', '丙丁团购'), wic_add_term('丙丁團購', '戊己'), wic_add_term('AI', '人工智能');
SELECT wic_same('甲乙团购', '丙丁團購', 'vocab') AS said, wic_same('甲乙团购', '戊己', 'vocab') AS inferred,
	wic_same('AI技术', '人工智能技術', 'vocab') AS letters, wic_same('AIX', '人工智能X', 'vocab') AS part;

-- a word of one text that is another for two of the other text counts as one
-- of them only, unless those two are words for the same as well
SELECT wic_align_text('甲乙团购、丙丁团购、戊己', '丙丁團購、戊己、戊己', 'vocab');

-- a blocker
SELECT op, a, b FROM wic_align('共享价', '共用價', 'vocab');
SELECT wic_add_term('共享价', kind => 'blocker');
SELECT op, a, b FROM wic_align('共享价', '共用價', 'vocab');
SELECT wic_same('共享', '共用', 'vocab');

-- a region
SELECT wic_add_term('屋邨', '住宅小区', region => 'HK');
SET wicsearch.region = 'TW,JP';
SELECT wic_same('屋邨', '住宅小區', 'vocab');
SET wicsearch.region = 'TW,HK';
SELECT wic_same('屋邨', '住宅小區', 'vocab');
RESET wicsearch.region;

-- a built-in word is taken back
SELECT wic_add_term('互联网', '網際網路', weight => 0);
SELECT wic_same('互联网', '網際網路', 'vocab');
SELECT wic_drop_term('互联网') AS dropped;
SELECT wic_same('互联网', '網際網路', 'vocab');

-- what holds at level script holds here, and what is the same at level script
-- is the same at level vocab
CREATE TEMPORARY TABLE phrases AS
SELECT i, (SELECT coalesce(string_agg((ARRAY['网络', '網路', '网', '互联网', '網際網路', '2014年', '二〇一四年', '。', '共享', '共用', '价', 'a', '国', '際'])[1 + (i * j * 31 + j * j + i / 7) % 14], '' ORDER BY j), '')
	FROM generate_series(1, i % 13) j) AS t
FROM generate_series(1, 60) i;

SELECT count(*) AS pairs,
	count(*) FILTER (WHERE reworded) > 0 AS has_words,
	bool_and(a = joined_a AND b = joined_b) AS complete,
	bool_and(placed) AS placed,
	bool_and(wic_same(a, b, 'vocab') OR NOT wic_same(a, b)) AS includes_script,
	bool_and(NOT wic_same(a, b, 'vocab') OR (alike AND wic_similarity(a, b, 'vocab') = 1)) AS same_is_alike,
	bool_and(wic_same(a, b, 'vocab') = wic_same(b, a, 'vocab')
		AND wic_similarity(a, b, 'vocab') = wic_similarity(b, a, 'vocab')) AS symmetric,
	bool_and(wic_similarity(a, b, 'vocab') BETWEEN 0 AND 1) AS bounded
FROM (
	SELECT x.t AS a, y.t AS b,
		coalesce(string_agg(r.a, '' ORDER BY a_start, b_start), '') AS joined_a,
		coalesce(string_agg(r.b, '' ORDER BY a_start, b_start), '') AS joined_b,
		coalesce(bool_and(substr(x.t, a_start + 1, length(r.a)) = r.a AND substr(y.t, b_start + 1, length(r.b)) = r.b), true) AS placed,
		coalesce(bool_and(op IN ('same', 'script', 'vocab')), true) AS alike,
		bool_or(op = 'vocab') AS reworded
	FROM phrases x CROSS JOIN phrases y LEFT JOIN LATERAL wic_align(x.t, y.t, 'vocab') r ON true
	GROUP BY x.i, y.i, x.t, y.t
) pair;

-- texts of 140 000 characters
SELECT wic_same(repeat('发展网络和信息。', 20000), repeat('發展網路和資訊。', 20000), 'vocab') AS same,
	wic_similarity(repeat('发展网络和信息。', 20000), repeat('發展網路和資訊。', 20000), 'vocab') AS similarity,
	(SELECT count(*) FROM wic_align(repeat('发展网络和信息。', 2000), repeat('發展網路和資訊。', 2000), 'vocab')) AS rows;

TRUNCATE wic_terms;
SELECT wic_same('共享', '共用', 'vocab');

--
-- What they refuse
--

-- an index cannot rely on them, as the users' terms count: it has wic_fold
CREATE INDEX ON texts (wic_similarity(t, '發展'));
CREATE INDEX ON texts (i) WHERE wic_same(t, '發展');
CREATE INDEX ON texts (i) WHERE wic_fold(t) = wic_fold('發展');

SELECT wic_same(NULL, '河') IS NULL AS same, wic_similarity('河', NULL) IS NULL AS similarity, wic_align_text('河', NULL) IS NULL AS text,
	(SELECT count(*) FROM wic_align(NULL, '河')) AS rows;
SELECT wic_same('河', '河', 'sloppy');
SELECT wic_similarity('河', repeat('a', 16777217));
