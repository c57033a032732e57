-- HTML: the one place where text becomes part of a page.
--
-- A page is well-formed as XML, too, so that tests can ask xpath() about it.

-- Text as it may stand between tags and in quoted attributes.  What could end
-- either is written as a reference.  Control characters, which no page may
-- hold, and those that could turn the direction of what follows them, become
-- U+FFFD, so that one sees that there was something.
CREATE FUNCTION wic_html_text(plain text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(
		pg_catalog.replace(pg_catalog.replace(pg_catalog.regexp_replace(plain,
		E'[\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069\\ufdd0-\\ufdef\\ufffe\\uffff]'::text,
		E'\ufffd'::text, 'g'::text),
		'&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;')
$$;
COMMENT ON FUNCTION wic_html_text(text) IS
	'(internal) a text as it may stand in HTML, between tags or in a quoted attribute';

-- The language of a text for the attribute lang, so that a browser takes the
-- glyphs of the right region; und if it is not known.
CREATE FUNCTION wic_html_language(lang text, script text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE
		WHEN script IN ('Hans', 'Hant') AND coalesce(lang, 'zh') = 'zh'
			THEN 'zh-' || script
		WHEN lang ~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$'
			THEN pg_catalog.replace(lang, '_', '-')
		WHEN script = 'Jpan' THEN 'ja'
		WHEN script = 'Kore' THEN 'ko'
		ELSE 'und' END
$$;
COMMENT ON FUNCTION wic_html_language(text, text) IS
	'(internal)';

-- A name or a title, whatever its language, apart from what is around it.
CREATE FUNCTION wic_html_name(name text)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.format('<bdi lang="%s">%s</bdi>',
		@extschema@.wic_html_language(NULL::text, @extschema@.wic_script(name)),
		@extschema@.wic_html_text(name))
	WHERE name <> ''
$$;
COMMENT ON FUNCTION wic_html_name(text) IS
	'(internal)';

-- A link, if the address is one of the web; what else it may be is shown as
-- text.  The text of a link is the host, so that it cannot claim another.
CREATE FUNCTION wic_html_link(address text)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE WHEN address ~* '^https?://[^[:space:]"<>\\]+$' AND a.host <> ''
			AND pg_catalog.strpos(a.escaped, E'\ufffd') = 0
		THEN pg_catalog.format('<a href="%s" rel="noreferrer">%s</a>', a.escaped,
			@extschema@.wic_html_text(a.host))
		ELSE pg_catalog.format('<bdi>%s</bdi>', a.escaped) END
	FROM (SELECT @extschema@.wic_html_text(address),
		pg_catalog.substring(address, '^[a-zA-Z]+://(?:[^/?#]*@)?([^/?#@]+)'::text)
		) AS a (escaped, host)
	WHERE address <> ''
$$;
COMMENT ON FUNCTION wic_html_link(text) IS
	'(internal)';

-- The words of a page: for each what it is in English and Chinese.  A label
-- that ends in _one is for the number one; %s is a number unless it says so.
CREATE FUNCTION wic_report_words()
	RETURNS TABLE (label text, en text, zh text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	VALUES
	('language'::text, 'en'::text, 'zh-Hans'::text),
	('report', 'Concordance report', '检索报告'),
	('corpus', 'Corpus', '语料库'),
	('searched', 'Searched', '检索范围'),
	('searched_is', 'speeches: %s, characters: %s', '%s 篇，%s 字'),
	('level', 'Matching', '匹配'),
	('level_vocab', 'any script, regional words and numerals',
		'繁简、异体、地区用词与数字写法视为相同'),
	('level_script', 'any script', '繁简、异体视为相同'),
	('level_exact', 'the very characters', '只认原字'),
	('speaker', 'Speaker', '讲者'),
	('since', 'Since', '起'),
	('until', 'Until', '止'),
	('occasion', 'Occasion', '场合'),
	('source', 'Source', '来源'),
	('kind', 'Kind', '体裁'),
	('lang', 'Language', '语言'),
	('witnesses', 'Witnesses', '版本'),
	('forms', 'Written', '字形'),
	('hits', 'hits', '命中'),
	('hits_one', 'hit', '命中'),
	('speeches', 'speeches', '篇目'),
	('speeches_one', 'speech', '篇目'),
	('sources', 'sources', '来源'),
	('sources_one', 'source', '来源'),
	('dates', 'dates', '时间'),
	('nothing', 'Nothing was found.', '没有找到。'),
	('timeline', 'Timeline', '历时分布'),
	('month', 'by month', '按月'),
	('year', 'by year', '按年'),
	('decade', 'by decade', '按十年'),
	('per_10k', 'per 10 000 characters', '每万字'),
	('chart_is', 'Hits from %s to %s; most, %s, in %s',
		'%s 至 %s 的命中数；最多 %s 处，在 %s'),
	('undated', ' Not dated: %s.', '另有 %s 处未注明日期。'),
	('ticks', 'A tick below the line: there are texts of that time.',
		'横线下的短划：语料中有该时期的文本。'),
	('figures', 'In figures', '数据'),
	('period', 'Period', '时期'),
	('texts', 'texts', '文本'),
	('first_use', 'First use', '首见'),
	('attested', 'attested', '语料所见'),
	('claimed', 'claimed', '文中所称'),
	('perhaps_first', 'Sources without date that have it, too: %s.', '另有 %s 个来源含此语而未注明日期。'),
	('collocates', 'Collocates', '搭配'),
	('collocates_are', 'within five characters, more often than by chance', '前后五字以内，多于偶然'),
	('collocate', 'Collocate', '搭配词'),
	('log_likelihood', 'Log-likelihood', '对数似然'),
	('together', 'Together', '共现'),
	('before', 'Before', '在前'),
	('after', 'After', '在后'),
	('mi', 'MI', '互信息'),
	('quotations', 'Quotations', '引用'),
	('quoted', 'Quoted', '出处'),
	('quoting', 'Quoted by', '引用者'),
	('wording', 'Wording', '引文'),
	('quoted_block', 'marked', '标明'),
	('quoted_inline', 'marked', '标明'),
	('quoted_reported', 'reported', '转述'),
	('quoted_silent', 'silent', '未标明'),
	('quoted_term', 'marked', '标明'),
	('chars', '%s characters', '%s 字'),
	('identity', '%s % the same', '同 %s%'),
	('concordance', 'Concordance', '逐条上下文'),
	('shown', '%s of %s lines: a sample, evenly spread over time (max_lines => %s).',
		'共 %2$s 条，按时间等距抽取 %1$s 条（max_lines => %3$s）。'),
	('lines', '%s hits', '%s 处'),
	('lines_one', '%s hit', '%s 处'),
	('lines_of', '%s of %s hits', '%s / %s 处'),
	('no_date', 'not dated', '日期不详'),
	('no_title', 'no title', '无题'),
	('paragraph', '¶%s', '第 %s 段'),
	('made', 'Made by wicsearch %s on %s with', '由 wicsearch %s 生成，%s：'),
	('counted', 'What counts is running text. Of reprints of a speech in one language the fullest counts, unless all were asked for.',
		'只统计正文；同一讲话同一语言的转载，只计最完整的一种，除非要求全部计入。')
$$;
COMMENT ON FUNCTION wic_report_words() IS
	'(internal)';

-- Label to words, in the language asked for, or in that of the query.
CREATE FUNCTION wic_report_labels(labels text, query text)
	RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	chosen text := coalesce(labels,
		CASE WHEN @extschema@.wic_script(query) IN ('Hans', 'Hant')
			THEN 'zh'::text ELSE 'en' END);
BEGIN
	PERFORM @extschema@.wic_check_choice('labels'::text, chosen, '{zh, en}'::text[]);
	RETURN (SELECT pg_catalog.jsonb_object_agg(w.label,
			CASE chosen WHEN 'zh' THEN w.zh ELSE w.en END)
		FROM @extschema@.wic_report_words() AS w);
END
$$;
COMMENT ON FUNCTION wic_report_labels(text, text) IS
	'(internal)';

-- A number as people read it, and with what it counts.
CREATE FUNCTION wic_report_number(number bigint)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN pg_catalog.to_char(number, 'FM999,999,999,999,999,990'::text);
COMMENT ON FUNCTION wic_report_number(bigint) IS
	'(internal)';

CREATE FUNCTION wic_report_noun(labels jsonb, label text, number bigint)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT labels ->> (label || CASE number WHEN 1 THEN '_one' ELSE '' END)
$$;
COMMENT ON FUNCTION wic_report_noun(jsonb, text, bigint) IS
	'(internal)';

-- A date, as far as it is known.
CREATE FUNCTION wic_report_date(said_on date, "precision" text, labels jsonb)
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT CASE WHEN pg_catalog.isfinite(said_on)
		THEN pg_catalog.format('<time>%s</time>', pg_catalog.to_char(said_on,
			CASE "precision" WHEN 'year' THEN 'YYYY'::text WHEN 'month' THEN 'YYYY-MM'
			ELSE 'YYYY-MM-DD' END))
		ELSE labels ->> 'no_date' END
$$;
COMMENT ON FUNCTION wic_report_date(date, text, jsonb) IS
	'(internal)';
