# The speeches, witnesses and quotations of the five texts that the product was
# asked for.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};
my $seeds = ($ENV{WICSEARCH_SHARED} || '') . '/corpus/seeds';

plan skip_all => 'the five seed texts are not here' unless -d $seeds;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');
{
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	run_command([ "$top/extension/bin/wicsearch-load", '-C', '-d', 'postgres', $seeds ]);
}

# Passages and speeches anew, whatever the loader has made of them.
$node->safe_psql('postgres', <<'SQL');
SELECT wic_remove_speeches('corpus', source_id) FROM corpus.sources;
TRUNCATE corpus.passages CASCADE;
UPDATE corpus.sources SET title = m.title, published_at = m.published_at, published_precision = m.published_precision, lang = m.lang
FROM corpus.sources AS s, wic_metadata(s.clean_text) AS m WHERE s.source_id = sources.source_id;
INSERT INTO corpus.passages (source_id, ord, role, lang, script, body, start_char, end_char)
SELECT source_id, p.ord, p.role, p.lang, p.script, p.body, p.start_char, p.end_char
FROM corpus.sources, wic_passages(clean_text) AS p;
CREATE FUNCTION add(uris text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM wic_remove_speeches('corpus', source_id) FROM corpus.sources;
	PERFORM wic_add_speeches('corpus', source_id, wic_stored_passages('corpus', source_id)) FROM corpus.sources ORDER BY strpos(uris, substring(uri, '00(\d)_'));
END
$$;
CREATE VIEW said AS
SELECT substring(c.uri, '00\d') AS file, q.kind, wic_fold(p.name) AS speaker, s.said_on, s.kind AS act, o.key AS occasion,
	q.in_start, q.in_end - q.in_start AS chars, q.from_speech
FROM corpus.quotations AS q
JOIN corpus.witnesses AS w ON w.witness_id = q.in_witness
JOIN corpus.sources AS c USING (source_id)
LEFT JOIN corpus.speakers AS p ON p.speaker_id = q.attributed_to
LEFT JOIN corpus.speeches AS s ON s.speech_id = q.from_speech
LEFT JOIN corpus.occasions AS o ON o.occasion_id = s.occasion_id;
SQL

my $all = q{SELECT string_agg(concat_ws(' ', file, kind, speaker, said_on, act, in_start, chars), E'\n' ORDER BY file, in_start) FROM said WHERE kind <> 'term'};
my $wanted = <<'WANTED';
000 inline 习近平 2022-07-12 letter 1 67
001 inline 习近平 2023-11-08 video 127 33
001 inline 习近平 2023-11-08 video 1074 23
001 inline 习近平 2023-11-08 video 1311 23
001 inline 习近平 2023-11-08 video 1536 23
002 inline 习近平 2022-11-09 letter 104 35
002 block 习近平 2014-11-19 letter 376 163
002 block 习近平 2015-12-16 speech 573 273
002 block 习近平 2022-07-12 letter 885 95
002 block 习近平 2018-11-07 letter 1119 130
002 block 习近平 2021-09-26 letter 1283 131
002 block 习近平 2022-11-09 letter 1454 133
002 block 习近平 2016-11-16 video 1724 116
002 block 习近平 2019-10-20 letter 1881 90
002 block 习近平 2022-11-09 letter 2006 116
003 reported 习近平 2023-11-08 video 195 251
003 reported 习近平 2023-11-08 video 503 97
003 reported 习近平 2023-11-08 video 602 181
003 reported 习近平 2023-11-08 video 785 125
003 reported 习近平 2023-11-08 video 912 91
WANTED

for my $order ('01234', '43210', '20314')
{
	$node->safe_psql('postgres', "SELECT add('$order')");
	is($node->safe_psql('postgres', $all) . "\n", $wanted, "the quotations, loaded in the order $order");
}
is($node->safe_psql('postgres', q{SELECT string_agg(file || ' ' || n, ', ' ORDER BY file) FROM (SELECT file, count(*) AS n FROM said WHERE kind = 'term' GROUP BY file) AS t}),
	'001 4, 003 3, 004 9', 'the terms');
is($node->safe_psql('postgres', q{SELECT count(*), count(DISTINCT (speaker_id, said_on, occasion_id)) FROM corpus.speeches WHERE speaker_id IS NOT NULL}),
	'9|9', 'one act per speaker, day and occasion');
is($node->safe_psql('postgres', q{SELECT string_agg(concat_ws(' ', substring(uri, '00\d'), form, witnesses.lang), ', ' ORDER BY uri, witnesses.start_char)
	FROM corpus.witnesses JOIN corpus.sources USING (source_id) JOIN corpus.speeches USING (speech_id) WHERE said_on IN ('2022-11-09', '2023-11-08') AND speaker_id IS NOT NULL}),
	'002 excerpt zh, 002 excerpt zh, 003 report zh, 003 translation en', 'their witnesses');
is($node->safe_psql('postgres', q{SELECT string_agg(concat_ws(' ', substring(uri, '00\d'), kind, said_on, said_on_basis), ', ' ORDER BY uri)
	FROM corpus.witnesses JOIN corpus.sources USING (source_id) JOIN corpus.speeches USING (speech_id) WHERE speaker_id IS NULL}),
	'000 commentary 2022-07-12 linked, 001 commentary 2023-11-08 inferred, 002 collection 2022-11-11 stated, 004 commentary 2023-11-10 stated', 'and the documents themselves');

done_testing();
