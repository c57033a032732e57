-- What a document tells of speeches: what it is itself, what it quotes, and
-- which act each of its witnesses renders.

CREATE TYPE wic_profile AS (
	form        text,			-- of the witness: whole or report
	kind        text,			-- of the speech
	main        @extschema@.wic_quotation,
	start_char  integer,		-- of the text, without what surrounds it
	end_char    integer,
	other_start integer,		-- of a section in another language
	other_end   integer,
	other_lang  text
);
COMMENT ON TYPE wic_profile IS
	'(internal)';

CREATE TYPE wic_passage AS (
	ord        integer,
	role       text,
	lang       text,
	script     text,
	body       text,
	start_char integer,
	end_char   integer
);
COMMENT ON TYPE wic_passage IS
	'(internal)';

CREATE TYPE wic_document AS (
	source_id    bigint,
	title        text,
	published    date,
	lang         text,
	script       text,
	content_hash bytea,
	column_name  text,
	document     text,
	ords         integer[],
	roles        text[],
	langs        text[],
	starts       integer[],
	ends         integer[]
);
COMMENT ON TYPE wic_document IS
	'(internal)';

CREATE FUNCTION wic_document_of(corpus text, source bigint,
		passages @extschema@.wic_passage[])
	RETURNS @extschema@.wic_document
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	d @extschema@.wic_document;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	SELECT s.source_id, s.title,
		   CASE WHEN s.published_precision IN ('day', 'minute', 'second')
			   THEN s.published_at::date END,
		   s.lang, s.script, s.content_hash, s.column_name, s.clean_text,
		   p.ords, p.roles, p.langs, p.starts, p.ends
	INTO d
	FROM sources AS s
	CROSS JOIN (
		SELECT pg_catalog.array_agg(ord) AS ords,
			   pg_catalog.array_agg(role) AS roles,
			   pg_catalog.array_agg(lang) AS langs,
			   pg_catalog.array_agg(start_char) AS starts,
			   pg_catalog.array_agg(end_char) AS ends
		FROM pg_catalog.unnest(passages)) AS p
	WHERE s.source_id = source;
	RETURN d;
END
$$;
COMMENT ON FUNCTION wic_document_of(text, bigint, wic_passage[]) IS
	'(internal)';

CREATE FUNCTION wic_stored_passages(corpus text, source bigint)
	RETURNS @extschema@.wic_passage[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	RETURN ARRAY(
		SELECT ROW(p.ord, p.role, p.lang, p.script, p.body, p.start_char,
			p.end_char)::@extschema@.wic_passage
		FROM passages AS p
		WHERE p.source_id = source
		ORDER BY p.ord);
END
$$;
COMMENT ON FUNCTION wic_stored_passages(text, bigint) IS
	'(internal)';

-- What the title says of an act.
CREATE FUNCTION wic_title_act(d @extschema@.wic_document)
	RETURNS @extschema@.wic_quotation
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT q.*
	FROM @extschema@.wic_quotes((d).title, ARRAY['title']::text[],
		ARRAY[0], ARRAY[pg_catalog.length((d).title)], (d).published) AS q
	WHERE q.kind = 'act'
	LIMIT 1
$$;
COMMENT ON FUNCTION wic_title_act(wic_document) IS
	'(internal)';

-- Is it the text of a speech itself?  Returns its kind: a title or a line above
-- the text names one (…的讲话, …工作报告), or the text begins with a greeting.
CREATE FUNCTION wic_whole_kind(title text, head text)
	RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	nouns CONSTANT text := '(报告|讲话|演讲|讲演|演说|致辞|致词|贺词|贺信|'
		'回信|公开信|答辞|开幕词|闭幕词|谈话|声明|宣言|发言)(?:全文|摘要|节选)?$';
	folded text := pg_catalog.regexp_replace(
		@extschema@.wic_fold(title, 'script'::text, 1),
		'\s*[(（].*[)）]\s*$|[《》\s]', '', 'g');
	above text := @extschema@.wic_fold(head, 'script'::text, 1);
	greets boolean := above ~ '(^|\n)\s*(尊敬的|敬爱的|亲爱的|各位|同志们|'
		'女士们|先生们|朋友们|代表们|同学们|诸位|同胞们|议长)[^。\n]{0,60}[:,!]';
	noun text := pg_catalog.substring(folded, nouns);
BEGIN
	IF greets AND (above ~ '(^|\n)[^。,\n]{2,40}报告\s*(\n|$)'
		OR above ~ '(作|做|作出|提出|向[^。,]{2,20})(政府工作|工作|政治)?报告')
	THEN
		RETURN 'report';
	END IF;
	IF folded ~ '致[^,]+的(一封)?信$' THEN
		RETURN 'letter';
	END IF;
	IF noun IS NULL OR NOT (greets OR noun = '报告' OR folded ~ '全文$'
		OR folded ~ ('的[^的,]{0,6}' || nouns))
	THEN
		RETURN CASE WHEN greets THEN 'speech' END;
	END IF;
	RETURN CASE
		WHEN noun = '报告' THEN 'report'
		WHEN noun IN ('贺信', '贺词', '回信', '公开信') THEN 'letter'
		WHEN folded ~ '(视频|录像|视讯)[^的]{0,4}$' THEN 'video'
		ELSE 'speech' END;
END
$$;
COMMENT ON FUNCTION wic_whole_kind(text, text) IS
	'(internal)';

-- What kind of document is it, and of which act does it tell above all?
CREATE FUNCTION wic_profile_of(d @extschema@.wic_document,
		quotes @extschema@.wic_quotation[])
	RETURNS @extschema@.wic_profile
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	f @extschema@.wic_profile;
	s record;
	share record;
	act @extschema@.wic_quotation;
	heading @extschema@.wic_quotation := @extschema@.wic_title_act(d);
	whole text;
BEGIN
	SELECT pg_catalog.min(b) FILTER (WHERE NOT is_other) AS start_char,
		   pg_catalog.max(e) FILTER (WHERE NOT is_other) AS end_char,
		   pg_catalog.sum(e - b) FILTER (WHERE NOT is_other
			   AND r <> 'attribution') AS chars,
		   pg_catalog.min(ord) FILTER (WHERE NOT is_other) AS first_ord,
		   pg_catalog.min(ord) FILTER (WHERE is_other) AS other_first,
		   pg_catalog.max(ord) FILTER (WHERE is_other) AS other_last,
		   pg_catalog.count(*) FILTER (WHERE is_other) AS others,
		   pg_catalog.min(b) FILTER (WHERE is_other) AS other_start,
		   pg_catalog.max(e) FILTER (WHERE is_other) AS other_end,
		   pg_catalog.min(l) FILTER (WHERE is_other) AS other_lang,
		   pg_catalog.array_agg(ord) FILTER (WHERE NOT is_other) AS main_ords
	INTO s
	FROM (
		SELECT ord, r, b, e, l,
			   l IS NOT NULL AND d.lang IS NOT NULL AND l <> d.lang AS is_other
		FROM ROWS FROM (pg_catalog.unnest(d.ords), pg_catalog.unnest(d.roles),
			pg_catalog.unnest(d.langs), pg_catalog.unnest(d.starts),
			pg_catalog.unnest(d.ends)) AS p (ord, r, l, b, e)
		WHERE r IN ('heading', 'lead', 'body', 'quote', 'attribution')
			OR r = 'title' AND l <> d.lang) AS p;
	IF s.start_char IS NULL THEN
		RETURN NULL;
	END IF;

	f.start_char := s.start_char;
	f.end_char := s.end_char;
	IF s.others >= 2 AND NOT EXISTS (
		SELECT FROM pg_catalog.unnest(s.main_ords) AS o
		WHERE o BETWEEN s.other_first AND s.other_last)
	THEN
		f.other_start := s.other_start;
		f.other_end := s.other_end;
		f.other_lang := s.other_lang;
	END IF;

	-- the act that the title and the first paragraphs tell of
	SELECT * INTO act FROM pg_catalog.unnest(quotes) AS q
	WHERE q.kind = 'act' AND q.start_char < s.start_char
		+ (SELECT coalesce(pg_catalog.min(e), 0) - s.start_char
		   FROM ROWS FROM (pg_catalog.unnest(d.roles),
			pg_catalog.unnest(d.ends)) AS p (r, e)
		   WHERE r = 'body')
	ORDER BY q.said_on IS NULL, q.start_char
	LIMIT 1;
	f.main := act;

	whole := @extschema@.wic_whole_kind(d.title,
		pg_catalog.substr(d.document, 1, 400));
	SELECT coalesce(pg_catalog.sum(q.end_char - q.start_char)
			FILTER (WHERE q.kind = 'block'), 0) AS block,
		   coalesce(pg_catalog.sum(q.end_char - q.start_char)
			FILTER (WHERE q.kind IN ('reported', 'inline') AND q.depth = 0
				AND q.speaker IS NOT NULL), 0) AS said,
		   pg_catalog.count(*) FILTER (WHERE q.kind IN ('act', 'inline')) AS told
	INTO share
	FROM pg_catalog.unnest(quotes) AS q;

	f.form := 'whole';
	IF share.block * 10 >= s.chars * 3 THEN
		f.kind := 'collection';
	ELSIF share.said * 10 >= s.chars * 4 THEN
		f.kind := 'report';
		IF (f.main).speaker IS NOT NULL THEN
			f.form := 'report';
		END IF;
	ELSIF whole IS NOT NULL THEN
		f.kind := whole;
		IF heading.speaker IS NOT NULL THEN
			f.main := heading;
		ELSE
			f.main := NULL;
		END IF;
	ELSIF pg_catalog.substr(d.document, s.start_char + 1, 60) ~
		'[(（]?[^\s,，。]{0,12}(社|日报|日報|讯|訊|網|网)[^\s,，。]{0,12}\d{1,2}日[电電讯訊]|本[报報][讯訊]|[记記]者[^,，。]{2,12}[)）/／]'
	THEN
		f.kind := 'report';
	ELSIF share.told > 0 OR d.column_name IS NOT NULL THEN
		f.kind := 'commentary';
	ELSE
		f.kind := 'article';
	END IF;
	RETURN f;
END
$$;
COMMENT ON FUNCTION wic_profile_of(wic_document, wic_quotation[]) IS
	'(internal)';

CREATE FUNCTION wic_add_witness(corpus text, speech bigint,
		d @extschema@.wic_document, form text, lang text, start_char integer,
		end_char integer)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	id bigint;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	INSERT INTO witnesses (speech_id, source_id, form, lang, script,
		start_char, end_char)
	VALUES (speech, d.source_id, form, lang,
		CASE WHEN lang = 'en' THEN 'Latn' WHEN lang = d.lang THEN d.script
			 ELSE @extschema@.wic_script(pg_catalog.substr(d.document,
				start_char + 1, end_char - start_char)) END,
		start_char, end_char)
	RETURNING witness_id INTO id;
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_add_witness(text, bigint, wic_document, text, text, integer, integer) IS
	'(internal)';

-- The witness that a passage belongs to: the last that covers it.  With FILTER
-- the server does not look for the greatest number of all.
CREATE FUNCTION wic_witness_of(corpus text, source bigint, role text,
		start_char integer, end_char integer)
	RETURNS bigint
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	IF role <> ALL ('{heading,lead,body,quote,attribution,caption,title}'::text[])
	THEN
		RETURN NULL;
	END IF;
	PERFORM @extschema@.wic_enter_corpus(corpus);
	RETURN (SELECT pg_catalog.max(w.witness_id) FILTER (
			WHERE w.start_char <= wic_witness_of.start_char
				AND w.end_char >= wic_witness_of.end_char)
		FROM witnesses AS w
		WHERE w.source_id = source);
END
$$;
COMMENT ON FUNCTION wic_witness_of(text, bigint, text, integer, integer) IS
	'(internal)';

-- Passages that are stored before their witnesses.  Those of a new source are
-- stored after them: to change a passage is to index it again.
CREATE FUNCTION wic_link_passages(corpus text, source bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	UPDATE passages AS p
	SET witness_id = n.witness_id
	FROM (
		SELECT o.passage_id, @extschema@.wic_witness_of(corpus, source, o.role,
			o.start_char, o.end_char) AS witness_id
		FROM passages AS o
		WHERE o.source_id = source) AS n
	WHERE p.passage_id = n.passage_id
		AND p.witness_id IS DISTINCT FROM n.witness_id;
END
$$;
COMMENT ON FUNCTION wic_link_passages(text, bigint) IS
	'(internal)';

-- The document as an act of publishing: one for all copies of a text.  They
-- are looked up from the hash on, never from the acts without a speaker, which
-- are as many as the documents.
CREATE FUNCTION wic_publication_id(corpus text, d @extschema@.wic_document,
		f @extschema@.wic_profile, said_on date, "precision" text, basis text)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	id bigint;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	SELECT pg_catalog.min(p.speech_id) FILTER (
		WHERE p.speaker_id IS NULL AND p.kind = f.kind)
	INTO id
	FROM speeches AS p
	WHERE p.speech_id = ANY (ARRAY(
		SELECT w.speech_id
		FROM witnesses AS w
		WHERE w.form = 'whole' AND w.source_id = ANY (ARRAY(
			SELECT s.source_id
			FROM sources AS s
			WHERE s.content_hash = d.content_hash
				AND s.source_id <> d.source_id))));
	IF id IS NULL THEN
		INSERT INTO speeches (kind, title, said_on, said_on_precision,
			said_on_basis)
		VALUES (f.kind, d.title, said_on, "precision", basis)
		RETURNING speech_id INTO id;
		RETURN id;
	END IF;

	UPDATE speeches AS s
	SET title = @extschema@.wic_preferred_name(ARRAY[s.title, d.title]),
		said_on = wic_publication_id.said_on,
		said_on_precision = "precision", said_on_basis = basis
	WHERE s.speech_id = id;
	RETURN id;
END
$body$;
COMMENT ON FUNCTION wic_publication_id(text, wic_document, wic_profile, date, text, text) IS
	'(internal)';

-- The day in a line of its own below the title: （2021年3月11日…通过）, or
-- ——2021年3月5日在…上.  If the title names a year, it has to be that one.
CREATE FUNCTION wic_dateline(title text, document text)
	RETURNS date
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
	SELECT d.said_on::date
	FROM pg_catalog.regexp_match(pg_catalog.left(document, 500),
			'(?n)^(?:——|[（(])\s*([^\s年月日]{4}年[^\s年月日]{1,3}月[^\s年月日]{1,3}日).*$') AS line (parts)
	CROSS JOIN LATERAL @extschema@.wic_dates(line.parts[1]) AS d
	WHERE d."precision" = 'day'
		AND coalesce(pg_catalog.substring(title, '(?:^|\D)((?:19|20)\d\d)年')::integer
			= EXTRACT(year FROM d.said_on), true)
	LIMIT 1
$$;
COMMENT ON FUNCTION wic_dateline(text, text) IS
	'(internal)';

-- When a document was published, or what it tells of happened.
CREATE FUNCTION wic_document_day(corpus text, d @extschema@.wic_document,
		f @extschema@.wic_profile, OUT said_on date, OUT "precision" text,
		OUT basis text)
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	stated text;
	dateline date;
	act bigint;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	stated := pg_catalog.substring(d.title, '(?:^|\D)((?:19|20)\d\d)年');
	IF d.published IS NULL THEN
		dateline := @extschema@.wic_dateline(d.title, d.document);
	END IF;
	IF d.published IS NOT NULL THEN
		said_on := d.published;
		"precision" := 'day';
		basis := 'stated';
	ELSIF dateline IS NOT NULL THEN
		said_on := dateline;
		"precision" := 'day';
		basis := 'stated';
	ELSIF (f.main).said_on IS NOT NULL THEN
		said_on := (f.main).said_on;
		"precision" := (f.main).said_on_precision;
		basis := 'inferred';
	ELSIF (f.main).said_day IS NOT NULL THEN
		act := @extschema@.wic_act_id(corpus,
			@extschema@.wic_speaker_id(corpus, (f.main).speaker), f.main);
		SELECT s.said_on INTO said_on
		FROM speeches AS s
		WHERE s.speech_id = act AND s.said_on_precision = 'day';
		"precision" := CASE WHEN said_on IS NOT NULL THEN 'day' END;
		basis := CASE WHEN said_on IS NOT NULL THEN 'linked' END;
	ELSIF stated IS NOT NULL THEN
		said_on := pg_catalog.make_date(stated::integer, 1, 1);
		"precision" := 'year';
		basis := 'inferred';
	END IF;
END
$body$;
COMMENT ON FUNCTION wic_document_day(text, wic_document, wic_profile) IS
	'(internal)';

-- Acts of which only the day of publication is known, or a day on which that
-- act may have been published: those whose text is much like the document, and
-- those that were named without their text, by the occasion.
CREATE FUNCTION wic_acts_rendered(corpus text, speaker bigint, day date,
		main @extschema@.wic_quotation, d @extschema@.wic_document,
		f @extschema@.wic_profile)
	RETURNS bigint[]
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	days CONSTANT integer := 60;	-- from saying to the last reprint
	chars CONSTANT integer := 1000;	-- tell one text from another
	document text := pg_catalog.substr(d.document, f.start_char + 1,
		least(f.end_char - f.start_char, chars));
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	RETURN ARRAY(
		SELECT s.speech_id
		FROM speeches AS s
		LEFT JOIN occasions AS o USING (occasion_id)
		WHERE s.speaker_id = speaker AND s.said_on_precision = 'day'
			AND s.said_on BETWEEN day - days AND day + days
			AND CASE WHEN EXISTS (SELECT FROM witnesses AS w
					WHERE w.speech_id = s.speech_id AND w.form = 'whole')
				THEN EXISTS (
					SELECT FROM witnesses AS w
					JOIN sources AS t USING (source_id)
					WHERE w.speech_id = s.speech_id AND w.form = 'whole'
						AND @extschema@.wic_similarity(document,
							pg_catalog.substr(t.clean_text, w.start_char + 1,
								least(w.end_char - w.start_char, chars)),
							'script'::text) > 0.6)
				ELSE s.said_on <= day AND main.occasion IS NOT NULL
					AND @extschema@.wic_occasions_agree(o.key,
						@extschema@.wic_occasion_key(main.occasion,
							EXTRACT(year FROM s.said_on)::integer), NULL)
				END
		ORDER BY s.speech_id);
END
$body$;
COMMENT ON FUNCTION wic_acts_rendered(text, bigint, date, wic_quotation, wic_document, wic_profile) IS
	'(internal)';

-- The day of a speech of which a whole text does not say the day: that of
-- another text of it, or else the first day on which one was published.  Acts
-- that are known by a later publication move to the day that is returned.
CREATE FUNCTION wic_day_of_text(corpus text, speaker bigint,
		main @extschema@.wic_quotation, d @extschema@.wic_document,
		f @extschema@.wic_profile)
	RETURNS date
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	day date := coalesce(main.said_on, d.published);
	acts bigint[];
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	acts := @extschema@.wic_acts_rendered(corpus, speaker, day, main, d, f);
	IF main.said_on IS NULL THEN
		day := coalesce(
			(SELECT pg_catalog.min(s.said_on) FROM speeches AS s
			 WHERE s.speech_id = ANY (acts) AND NOT s.meta ? 'published'),
			(SELECT least(day, pg_catalog.min(s.said_on)) FROM speeches AS s
			 WHERE s.speech_id = ANY (acts)));
	END IF;
	UPDATE speeches AS s SET said_on = day,
		meta = CASE WHEN main.said_on IS NULL THEN s.meta
			ELSE s.meta - 'published'::text END
	WHERE s.speech_id = ANY (acts) AND s.meta ? 'published'
		AND (s.said_on <> day OR main.said_on IS NOT NULL);
	RETURN day;
END
$body$;
COMMENT ON FUNCTION wic_day_of_text(text, bigint, wic_quotation, wic_document, wic_profile) IS
	'(internal)';

-- The act that a whole text renders.  meta notes where its day is only that of
-- a publication.
CREATE FUNCTION wic_act_of_text(corpus text, d @extschema@.wic_document,
		f @extschema@.wic_profile)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	main @extschema@.wic_quotation := f.main;
	speaker CONSTANT bigint := @extschema@.wic_speaker_id(corpus, main.speaker);
	is_published CONSTANT boolean := main.said_on IS NULL
		AND main.said_day IS NULL AND d.published IS NOT NULL;
	last_act CONSTANT bigint := @extschema@.wic_last_speech(corpus);
	speech bigint;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	main.act := f.kind;
	IF is_published OR main.said_on_precision = 'day' THEN
		main.said_on := @extschema@.wic_day_of_text(corpus, speaker, main, d, f);
	END IF;
	IF is_published THEN
		main.said_on_precision := 'day';
		main.said_on_basis := 'inferred';
	END IF;
	speech := @extschema@.wic_act_id(corpus, speaker, main);
	UPDATE speeches
	SET title = @extschema@.wic_preferred_name(
			pg_catalog.array_remove(ARRAY[title, d.title], NULL)),
		meta = CASE WHEN is_published AND speech > last_act
			THEN meta || '{"published": true}'::jsonb ELSE meta END
	WHERE speech_id = speech;
	RETURN speech;
END
$body$;
COMMENT ON FUNCTION wic_act_of_text(text, wic_document, wic_profile) IS
	'(internal)';

-- The witness that the document itself is.
CREATE FUNCTION wic_add_own_witness(corpus text, d @extschema@.wic_document,
		f @extschema@.wic_profile)
	RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	is_act CONSTANT boolean := (f.main).speaker IS NOT NULL
		AND f.kind <> ALL ('{commentary,article,collection}'::text[])
		AND (f.form = 'report' OR f.kind <> 'report'
			 OR (f.main).end_char <= pg_catalog.length(d.title));
	day record;
	speech bigint;
	witness bigint;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	IF is_act AND f.form = 'whole' THEN
		speech := @extschema@.wic_act_of_text(corpus, d, f);
	ELSIF is_act THEN
		speech := @extschema@.wic_act_id(corpus,
			@extschema@.wic_speaker_id(corpus, (f.main).speaker), f.main);
	ELSE
		SELECT * INTO day FROM @extschema@.wic_document_day(corpus, d, f);
		speech := @extschema@.wic_publication_id(corpus, d, f, day.said_on,
			day."precision", day.basis);
	END IF;

	witness := @extschema@.wic_add_witness(corpus, speech, d, f.form, d.lang,
		f.start_char, f.end_char);
	IF f.other_start IS NOT NULL THEN
		PERFORM @extschema@.wic_add_witness(corpus, speech, d, 'translation',
			f.other_lang, f.other_start, f.other_end);
	END IF;
	RETURN witness;
END
$body$;
COMMENT ON FUNCTION wic_add_own_witness(text, wic_document, wic_profile) IS
	'(internal)';

CREATE FUNCTION wic_add_quotation(corpus text, d @extschema@.wic_document,
		witness bigint, q @extschema@.wic_quotation)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	speaker bigint;
	act bigint;
	acts bigint[];
	said_on date := q.said_on;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	IF q.speaker IS NOT NULL THEN
		speaker := @extschema@.wic_speaker_id(corpus, q.speaker);
		IF q.occasion IS NOT NULL OR q.kind = 'block' AND q.said_on IS NOT NULL
		THEN
			act := @extschema@.wic_act_id(corpus, speaker, q);
		ELSIF q.said_on_precision = 'day' THEN
			acts := @extschema@.wic_acts_like(corpus, speaker, q);
			act := CASE WHEN pg_catalog.cardinality(acts) = 1 THEN acts[1] END;
		END IF;
		IF said_on IS NULL AND act IS NOT NULL THEN
			said_on := (SELECT s.said_on FROM speeches AS s
				WHERE s.speech_id = act);
		END IF;
	END IF;
	IF q.kind = 'block' AND act IS NOT NULL THEN
		PERFORM @extschema@.wic_add_witness(corpus, act, d, 'excerpt', d.lang,
			q.start_char, q.end_char);
	END IF;
	INSERT INTO quotations (in_witness, in_start, in_end, kind,
		attributed_to, attributed_on, attributed_occasion, from_speech)
	VALUES (witness, q.start_char, q.end_char, q.kind, speaker, q.said_on,
		@extschema@.wic_occasion_id(corpus, q.occasion, said_on), act);
END
$body$;
COMMENT ON FUNCTION wic_add_quotation(text, wic_document, bigint, wic_quotation) IS
	'(internal)';

-- Take away what nothing refers to any more, of the acts that are given.
CREATE FUNCTION wic_forget_acts(corpus text, acts bigint[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
DECLARE
	gone record;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	WITH gone AS (
		DELETE FROM speeches AS s
		WHERE s.speech_id = ANY (acts)
			AND NOT EXISTS (SELECT FROM witnesses AS w
				WHERE w.speech_id = s.speech_id)
			AND NOT EXISTS (SELECT FROM quotations AS q
				WHERE q.from_speech = s.speech_id)
		RETURNING s.speaker_id, s.occasion_id)
	SELECT pg_catalog.array_agg(DISTINCT speaker_id) AS speakers,
		   pg_catalog.array_agg(DISTINCT occasion_id) AS occasions
	INTO gone
	FROM gone;
	PERFORM @extschema@.wic_forget_names(corpus, gone.speakers, gone.occasions);
END
$body$;
COMMENT ON FUNCTION wic_forget_acts(text, bigint[]) IS
	'(internal)';

CREATE FUNCTION wic_forget_names(corpus text, speakers bigint[],
		occasions bigint[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	DELETE FROM speakers AS n
	WHERE n.speaker_id = ANY (speakers) AND n.key IS NOT NULL
		AND NOT EXISTS (SELECT FROM speeches AS s
			WHERE s.speaker_id = n.speaker_id)
		AND NOT EXISTS (SELECT FROM quotations AS q
			WHERE q.attributed_to = n.speaker_id);
	DELETE FROM occasions AS n
	WHERE n.occasion_id = ANY (occasions) AND n.key IS NOT NULL
		AND NOT EXISTS (SELECT FROM speeches AS s
			WHERE s.occasion_id = n.occasion_id)
		AND NOT EXISTS (SELECT FROM quotations AS q
			WHERE q.attributed_occasion = n.occasion_id);
END
$body$;
COMMENT ON FUNCTION wic_forget_names(text, bigint[], bigint[]) IS
	'(internal)';

-- Take the witnesses of a source away, with its quotations, and tell what
-- they referred to.
CREATE FUNCTION wic_drop_witnesses(corpus text, source bigint,
		OUT acts bigint[], OUT speakers bigint[], OUT occasions bigint[])
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	SELECT pg_catalog.array_agg(DISTINCT w.speech_id)
			|| pg_catalog.array_agg(DISTINCT q.from_speech),
		   pg_catalog.array_agg(DISTINCT q.attributed_to),
		   pg_catalog.array_agg(DISTINCT q.attributed_occasion)
	INTO acts, speakers, occasions
	FROM witnesses AS w
	LEFT JOIN quotations AS q ON q.in_witness = w.witness_id
	WHERE w.source_id = source;
	DELETE FROM witnesses WHERE source_id = source;
END
$body$;
COMMENT ON FUNCTION wic_drop_witnesses(text, bigint) IS
	'(internal)';

-- Acts dated by a publication, when one of the texts was taken away.
CREATE FUNCTION wic_date_again(corpus text, acts bigint[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	UPDATE speeches AS s
	SET said_on = p.day
	FROM (
		SELECT w.speech_id, pg_catalog.min(t.published_at)::date AS day
		FROM witnesses AS w
		JOIN sources AS t USING (source_id)
		WHERE w.speech_id = ANY (acts) AND w.form = 'whole'
		GROUP BY w.speech_id) AS p
	WHERE s.speech_id = p.speech_id AND s.meta ? 'published'
		AND s.said_on <> p.day;
END
$body$;
COMMENT ON FUNCTION wic_date_again(text, bigint[]) IS
	'(internal)';

CREATE FUNCTION wic_remove_speeches(corpus text, source bigint)
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	old record;
BEGIN
	PERFORM @extschema@.wic_lock_speeches(corpus);
	SELECT * INTO old FROM @extschema@.wic_drop_witnesses(corpus, source);
	PERFORM @extschema@.wic_date_again(corpus, old.acts);
	PERFORM @extschema@.wic_forget_acts(corpus, old.acts);
	PERFORM @extschema@.wic_forget_names(corpus, old.speakers, old.occasions);
END
$$;
COMMENT ON FUNCTION wic_remove_speeches(text, bigint) IS
	'(internal)';

CREATE FUNCTION wic_read_speeches(corpus text, source bigint,
		passages @extschema@.wic_passage[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	d @extschema@.wic_document :=
		@extschema@.wic_document_of(corpus, source, passages);
	quotes @extschema@.wic_quotation[];
	f @extschema@.wic_profile;
	q @extschema@.wic_quotation;
	witness bigint;
BEGIN
	IF d.ords IS NULL THEN
		RETURN;
	END IF;
	quotes := ARRAY(
		SELECT item FROM @extschema@.wic_quotes(d.document, d.roles, d.starts,
			d.ends, d.published) AS item);
	f := @extschema@.wic_profile_of(d, quotes);
	IF f.form IS NULL THEN
		RETURN;
	END IF;

	witness := @extschema@.wic_add_own_witness(corpus, d, f);
	FOREACH q IN ARRAY quotes LOOP
		IF q.kind <> 'act' THEN
			PERFORM @extschema@.wic_add_quotation(corpus, d, witness, q);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_read_speeches(text, bigint, wic_passage[]) IS
	'(internal)';

-- Sources that leave the year or the occasion of an act to the reader, and
-- may mean one of the acts above the given number.
CREATE FUNCTION wic_sources_to_link(corpus text, above bigint, except_source bigint)
	RETURNS SETOF bigint
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	act record;
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	FOR act IN
		SELECT s.speaker_id, s.said_on, o.key AS occasion_key
		FROM speeches AS s
		LEFT JOIN occasions AS o USING (occasion_id)
		WHERE s.speech_id > above AND s.said_on_precision = 'day'
			AND s.speaker_id IS NOT NULL
	LOOP
		RETURN QUERY
			SELECT w.source_id
			FROM quotations AS q
			JOIN witnesses AS w ON w.witness_id = q.in_witness
			WHERE q.attributed_to = act.speaker_id
				AND q.attributed_on IS NULL
				AND q.attributed_occasion = ANY (ARRAY(
					SELECT o.occasion_id
					FROM occasions AS o
					WHERE o.occasion_id IN (
							SELECT m.attributed_occasion
							FROM quotations AS m
							WHERE m.attributed_to = act.speaker_id
								AND m.attributed_on IS NULL
								AND m.attributed_occasion IS NOT NULL)
						AND @extschema@.wic_occasions_agree(
							act.occasion_key, o.key, NULL)))
				AND w.source_id <> except_source
			UNION
			SELECT w.source_id
			FROM quotations AS q
			JOIN witnesses AS w ON w.witness_id = q.in_witness
			WHERE q.attributed_to = act.speaker_id
				AND q.attributed_on = act.said_on
				AND q.attributed_occasion IS NULL
				AND w.source_id <> except_source;
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_sources_to_link(text, bigint, bigint) IS
	'(internal)';

CREATE FUNCTION wic_last_speech(corpus text)
	RETURNS bigint
	LANGUAGE plpgsql STABLE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $body$
BEGIN
	PERFORM @extschema@.wic_enter_corpus(corpus);
	RETURN (SELECT coalesce(pg_catalog.max(speech_id), 0) FROM speeches);
END
$body$;
COMMENT ON FUNCTION wic_last_speech(text) IS
	'(internal)';

CREATE FUNCTION wic_add_speeches(corpus text, source bigint,
		passages @extschema@.wic_passage[])
	RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, @extschema@, pg_temp
AS $$
DECLARE
	last bigint;
	old record;
	other bigint;
BEGIN
	PERFORM @extschema@.wic_lock_speeches(corpus);
	last := @extschema@.wic_last_speech(corpus);
	PERFORM @extschema@.wic_read_speeches(corpus, source, passages);

	-- What was left open before may now be told.
	FOR other IN
		SELECT DISTINCT l.id
		FROM @extschema@.wic_sources_to_link(corpus, last, source) AS l (id)
		ORDER BY l.id
	LOOP
		SELECT * INTO old FROM @extschema@.wic_drop_witnesses(corpus, other);
		PERFORM @extschema@.wic_read_speeches(corpus, other,
			@extschema@.wic_stored_passages(corpus, other));
		PERFORM @extschema@.wic_link_passages(corpus, other);
		PERFORM @extschema@.wic_relink_quotations(corpus, other);
		PERFORM @extschema@.wic_forget_acts(corpus, old.acts);
		PERFORM @extschema@.wic_forget_names(corpus, old.speakers,
			old.occasions);
	END LOOP;
END
$$;
COMMENT ON FUNCTION wic_add_speeches(text, bigint, wic_passage[]) IS
	'(internal)';
