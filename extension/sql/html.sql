-- Web pages: the text that a reader sees, and what the page says of it.

-- STABLE, not IMMUTABLE: another version of libxml2 may open or close an
-- element elsewhere in a page that is not well formed.

CREATE FUNCTION wic_is_html(document text)
	RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_is_html(text) IS
	'is this a web page, or a part of one? A text that speaks of tags is none';

CREATE FUNCTION wic_html_parts(document text, OUT document text,
		OUT hints text[], OUT names text[], OUT contents text[])
	AS 'MODULE_PATHNAME'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_html_parts(text) IS
	'(internal)';

-- What the page says of itself

-- The first that a page says of itself as an article, in JSON-LD.
CREATE FUNCTION wic_html_article(names text[], contents text[])
	RETURNS json
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT item.item
	FROM ROWS FROM (pg_catalog.unnest(names), pg_catalog.unnest(contents))
		WITH ORDINALITY AS stated (name, content, n)
	CROSS JOIN LATERAL pg_catalog.json_array_elements(
		CASE
			WHEN name <> 'ld+json' THEN '[]'::json
			WHEN pg_catalog.json_typeof(content::json) = 'array'
				THEN content::json
			WHEN pg_catalog.json_typeof(content::json -> '@graph') = 'array'
				THEN content::json -> '@graph'
			ELSE pg_catalog.json_build_array(content::json)
		END) WITH ORDINALITY AS item (item, k)
	WHERE pg_catalog.json_typeof(item.item) = 'object'
		AND item.item ->> '@type' ~ 'Article|BlogPosting|Report'
	ORDER BY stated.n, item.k
	LIMIT 1
$$;
COMMENT ON FUNCTION wic_html_article(text[], text[]) IS
	'(internal)';

-- "name", {"name": "name"}, and arrays of these
CREATE FUNCTION wic_html_person(person json)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.string_agg(
		CASE pg_catalog.json_typeof(one.one)
			WHEN 'object' THEN one.one ->> 'name'
			WHEN 'string' THEN one.one #>> '{}'
		END, ', ' ORDER BY one.n)
	FROM pg_catalog.json_array_elements(
		CASE pg_catalog.json_typeof(person)
			WHEN 'array' THEN person
			ELSE pg_catalog.json_build_array(person)
		END) WITH ORDINALITY AS one (one, n)
$$;
COMMENT ON FUNCTION wic_html_person(json) IS
	'(internal)';

-- title_column_site; without the name of the site, if it is known.
CREATE FUNCTION wic_html_title(title text, site text)
	RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT pg_catalog.regexp_replace(
		CASE WHEN site <> '' AND pg_catalog.length(title) > pg_catalog.length(site)
				AND pg_catalog.right(title, pg_catalog.length(site)) = site
			 THEN pg_catalog.left(title, -pg_catalog.length(site))
			 ELSE pg_catalog.regexp_replace(title, '(?<=.{4})_.*$', '') END,
		'[-_|｜—–\s]+$', '')
$$;
COMMENT ON FUNCTION wic_html_title(text, text) IS
	'(internal)';

CREATE FUNCTION wic_html_meta(names text[], contents text[])
	RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	stated jsonb;
	article json := @extschema@.wic_html_article(names, contents);
	site text;
BEGIN
	-- Of several with one name the first counts.
	SELECT coalesce(pg_catalog.jsonb_object_agg(name, content ORDER BY n DESC), '{}')
	INTO stated
	FROM (
		SELECT name, n, pg_catalog.btrim(pg_catalog.regexp_replace(
			content, '[\s\u00A0\u3000]+', ' ', 'g')) AS content
		FROM ROWS FROM (pg_catalog.unnest(names), pg_catalog.unnest(contents))
			WITH ORDINALITY AS s (name, content, n)
		WHERE name <> 'ld+json'
	) AS s
	WHERE content <> ''
		AND NOT (name = 'article:author' AND content ~ '^https?://');

	site := coalesce(
		@extschema@.wic_meta(stated, '{og:site_name, sitename}'::text[]),
		@extschema@.wic_html_person(article -> 'publisher'));

	RETURN pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
		'title', coalesce(
			stated ->> '<h1>',
			@extschema@.wic_html_title(coalesce(
				@extschema@.wic_meta(stated,
					'{articletitle, og:title, headline}'::text[]),
				nullif(article ->> 'headline', ''),
				@extschema@.wic_meta(stated,
					'{twitter:title, <title>, <h1 alone>}'::text[])), site)),
		'author', coalesce(
			@extschema@.wic_meta(stated, '{author, article:author, byl,
				dc.creator, dcterms.creator, parsely-author}'::text[]),
			nullif(@extschema@.wic_html_person(article -> 'author'), '')),
		'publisher', nullif(site, ''),
		'source', nullif(pg_catalog.regexp_replace(@extschema@.wic_meta(stated,
			'{contentsource, source, article:source}'::text[]),
			'^(?:来源|來源)\s*[:：]\s*', ''), ''),
		'date', coalesce(
			@extschema@.wic_meta(stated, '{article:published_time,
				datepublished, pubdate, publishdate, publish_date,
				publish-date, publishtime, publish_time, og:published_time,
				og:release_date, weibo:article:create_at, parsely-pub-date,
				dc.date, dc.date.issued, dcterms.created, dcterms.issued,
				date}'::text[]),
			nullif(article ->> 'datePublished', ''),
			stated ->> 'time'),
		'url', (SELECT url
			FROM pg_catalog.unnest(ARRAY[stated ->> 'canonical',
				stated ->> 'og:url', stated ->> 'url']::text[])
				WITH ORDINALITY AS u (url, n)
			WHERE url ~* '^https?://'
			ORDER BY n LIMIT 1),
		'lang', pg_catalog.substring(pg_catalog.replace(
			@extschema@.wic_meta(stated,
				'{lang, content-language, og:locale}'::text[]), '_', '-'),
			'^[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*$'),
		'description', @extschema@.wic_meta(stated,
			'{description, og:description}'::text[]),
		'keywords', @extschema@.wic_meta(stated,
			'{keywords, news_keywords}'::text[]),
		'charset', coalesce(stated ->> 'charset', pg_catalog.substring(
			stated ->> 'content-type', '(?i)charset\s*=\s*"?([-\w:.]+)'))));
END
$body$;
COMMENT ON FUNCTION wic_html_meta(text[], text[]) IS
	'(internal)';

CREATE FUNCTION wic_html(document text, OUT document text,
		OUT hints text[], OUT meta jsonb)
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT parts.document, parts.hints,
		@extschema@.wic_html_meta(parts.names, parts.contents)
	FROM @extschema@.wic_html_parts($1) AS parts
$$;
COMMENT ON FUNCTION wic_html(text) IS
	'the text that a web page shows, one line per block; the role of each line where HTML tells it; what the page states of itself: title, author, publisher, source, date, url, lang, description, keywords, charset';
