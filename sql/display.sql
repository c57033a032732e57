--
-- Numbers and texts as people see them in a terminal.
--

\set SHOW_CONTEXT never
\pset null -

-- a bar in eighths; more than nothing is never empty
SELECT n, wic_bar(n, 16, 2) FROM unnest('{0,0.01,1,2,3,4,5,6,7,8,9,15,16}'::float8[]) AS n;
SELECT wic_bar(5, 5), wic_bar(3, 0), wic_bar(-1, 5), wic_bar(NULL, 5);
-- a line of numbers; none is a dot
SELECT wic_spark('{0,1,2,3,4,5,6,7,8}'), wic_spark('{0.5,100}'), wic_spark('{0,NULL,3}'), wic_spark('{0}'), wic_spark('{}');

-- columns that a line takes
\pset format unaligned
SELECT t, wic_display_width(t) FROM unnest(ARRAY['', 'abc', '江河', '江a河', '“江”', 'ｶﾞ', 'é', E'e\u0301', E'\u200b', '강', '𠀀', E'\t', E'\u0085']) AS t;
SELECT '[' || wic_pad_left(t, 6) || ']' FROM unnest(ARRAY['', '江', 'a江', '江河湖', '江河湖海']) AS t;
SELECT wic_pad_left('a', -1);

-- what stands around a place
CREATE FUNCTION around(body text, hit text, span integer) RETURNS text LANGUAGE sql AS $$
	SELECT format('[%s|%s|%s]', c.before, c.hit, c.after)
	FROM wic_contexts(body, ARRAY[strpos(body, hit) - 1], ARRAY[strpos(body, hit) - 1 + length(hit)], span) AS c
$$;
SELECT around('山连着水，水连着桥，桥连着路。', '桥', 3);
SELECT around('水，桥', '桥', 3);
SELECT around('桥', '桥', 3);
-- a Han character is not cut in half, and two letters are as wide
SELECT around('山a水b桥c路d海', '桥', 1), around('山a水b桥c路d海', '桥', 2), around('one bridge and one road', 'bridge', 2);
-- quotation marks count as they do in Chinese text
SELECT around('修“一座桥”和路', '桥', 3);
-- a run of blanks and line ends is one blank, also within the hit
SELECT around(E'水 \n\t　山\r\n桥  路\n\n海', '桥  路', 4);
-- a mark stays with its letter
SELECT around(E'ab' || U&'e\0301' || '桥' || U&'e\0301' || 'f', '桥', 1);
SELECT around(E'a' || U&'e\0301' || 'b桥', '桥', 1);
SELECT around('桥', '桥', 0);
SELECT around('桥', '桥', 1001);
-- several places, which may overlap; none
SELECT * FROM wic_contexts('水桥路海', '{0,1,1,3}', '{2,2,3,4}', 2);
SELECT count(*) FROM wic_contexts('水', '{}', '{}', 2);
DROP FUNCTION around;
