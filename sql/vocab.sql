-- Level vocab: other words for the same thing, numbers and dates; near().
\pset format unaligned
\pset footer off
\set SHOW_CONTEXT never

CREATE FUNCTION found(query text, document text, level text DEFAULT 'vocab') RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN document @@ wic_query(query, level => level) <> (to_tsvector('wicsearch', document) @@ wic_tsquery(query, level))
		THEN 'text and tsvector differ' ELSE (document @@ wic_query(query, level => level))::text END
$$;

SELECT a, b, found(a, b) AS there, found(b, a) AS back, found(a, b, 'script') AS script
FROM (VALUES
	('網際網路', '互联网'), ('發展網際網路服務', '发展互联网服务'), ('人工智慧', '人工智能'), ('計畫', '计划'),
	('品質', '质量'), ('捷運', '地铁'), ('馬鈴薯', '土豆'), ('軟體工程', '软件工程'), ('資訊安全', '信息安全'),
	('計程車', '出租车'), ('紐西蘭', '新西兰'), ('程式設計師', '程序员'), ('弁護士', '辩护士'), ('反覆', '反复'), ('藉口', '借口'),
	('二〇一四年', '2014年'), ('二○一四年', '2014年'), ('十二月三十一日', '12月31日'), ('2015-12-16', '2015年12月16日'),
	('2015/3/5', '2015年03月05日'), ('二十一世紀', '21世纪'),
	('數字', '文字'), ('一心一意', '1心1意'), ('三星', '3星'), ('军队的士气', '军队出租车气'), ('共用', '共享')
) AS pair(a, b);

-- where a text has both words, what follows either of them is found
SELECT found('发展网际网路服务', '先说网际网路，再发展互联网服务'), found('发展互联网服务', '先说互联网，再发展網際網路服務');
-- other words are matched whole, not in pieces
SELECT found('互联网服务', '网际网路的服务'), found('发展互联网', '发展了网际网路');

-- what was typed ranks above other words for it
SELECT t, round((t <=> wic_query('互联网'))::numeric, 2) AS distance FROM (VALUES ('互联网'), ('網際網路'), ('網路')) AS v(t) ORDER BY 2;

-- near: at most so many characters in between, in either order
SELECT t, found('near(主权 尊重, 2)', t) FROM (VALUES ('尊重主权'), ('尊重了主权'), ('尊重各国的主权'), ('主权要尊重'), ('主权，尊重')) AS v(t);
SELECT wic_tsquery('near(a b, 1)'), wic_tsquery('near(a b)'), wic_tsquery('near(a b, x)'), wic_tsquery('near(a b, 1'), wic_tsquery('-near(a b, 1)');
SELECT numnode(wic_tsquery('near(a b, 1000000)')), wic_tsquery('near(a, 3)'), numnode(wic_tsquery('near(, 3)')), wic_tsquery('near(a b c, 1)');

-- a long sentence with many such words stays a query of bounded size
SELECT numnode(wic_tsquery(repeat('网络信息软件程序数字', 40))) < 3000 AS bounded;

-- nothing typed is lost to other ways, no way is cut in two, and no length is an error
SELECT bool_and(to_tsvector('wicsearch', t || ' 人工') @@ q) AS half, bool_and(to_tsvector('wicsearch', t || ' 人工智能') @@ q) AS whole
FROM (SELECT string_agg('w' || i, ' ') AS t FROM generate_series(1, 2000) i) x, wic_tsquery(t || ' 人工智慧') q;
SELECT count(DISTINCT part) AS parts FROM wic_ways((SELECT string_agg('2015年12月' || i % 28 + 1 || '日网络软件' || chr(19968 + i), ' ') FROM generate_series(1, 60) i));
SELECT numnode(wic_tsquery(string_agg('near(' || repeat(md5(i::text), 3) || ' ' || repeat(md5((i + 1000)::text), 3) || ', 30)', ' '))) > 1000 AS built FROM generate_series(1, 120) i;
SELECT numnode(wic_tsquery(string_agg(repeat(md5(i::text), 50), ' '))) > 100 AS built FROM generate_series(1, 1000) i;
SELECT wic_tsquery('near(甲乙 -丙丁, 1)');

-- snippets mark other words and other forms of numbers as well
SELECT wic_snippet('各國應尊重網際網路主權。', '互联网主权'), wic_snippet('會議在二〇一五年十二月十六日開幕', '2015-12-16');
DROP FUNCTION found;
