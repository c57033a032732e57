# How a search asks the index: in order, and once.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION wicsearch;
SELECT wic_create_corpus();
INSERT INTO corpus.sources (sha256, raw, clean_text) VALUES ('\x00', '\x00', '');
INSERT INTO corpus.speakers (name) SELECT '人' || i FROM generate_series(1, 50) AS i;
INSERT INTO corpus.speeches (kind, speaker_id, said_on) SELECT 'speech', 1 + i % 50, date '2000-01-01' + i FROM generate_series(1, 2000) AS i;
INSERT INTO corpus.witnesses (speech_id, source_id, form, lang, start_char, end_char) SELECT i, 1, 'whole', 'zh', 0, 1 FROM generate_series(1, 2000) AS i;
INSERT INTO corpus.passages (source_id, ord, witness_id, role, body, start_char, end_char)
SELECT 1, i, 1 + (i - 1) / 10, CASE WHEN i % 5 = 0 THEN 'widget' ELSE 'body' END,
	concat_ws('，', '小溪流过村庄', CASE WHEN i % 3 = 0 THEN '水质數據' END, CASE WHEN i % 1000 = 1 THEN '白鹭' END,
		repeat('清水', i % 4), '第' || i || '段'), 0, 1
FROM generate_series(1, 20000) AS i;
VACUUM ANALYZE;
SQL

# Is it so?  A plan is long, and not shown.
sub has
{
	my ($plan, $what, $name) = @_;
	ok($plan =~ $what, $name);
	return;
}

# The plans of what a search runs on the passages.
sub plans
{
	my ($search) = @_;
	my ($code, $out, $err) = $node->psql('postgres', <<"SQL");
LOAD 'auto_explain';
SET auto_explain.log_min_duration = 0;
SET auto_explain.log_nested_statements = on;
SET auto_explain.log_settings = on;
SET auto_explain.log_analyze = on;
SET auto_explain.log_timing = off;
SET client_min_messages = log;
SELECT count(*) FROM $search;
SQL

	die $err if $code != 0;
	return grep { /CTE (?:best|near)/ } split /^.*LOG: /m, $err;
}

my $in_order = qr/Index Scan using passages_text on passages p .*\n.*Index Cond: .*\n +Order By: \(body <=>/;

my @found = plans("wic_search('小溪')");
is(@found, 1, 'one scan for what all passages have');
has($found[0], $in_order, 'in order');
has($found[0], qr/wicsearch\.first_rows = '150'/, 'with room for what is left out');

@found = plans("wic_search('小溪', k => 1000)");
has($found[0], $in_order, 'in order if many are wanted');
has($found[0], qr/wicsearch\.first_rows = '1500'/, 'and all of them at once');

@found = plans("wic_search('小溪 没有这样的话')");
is(@found, 2, 'two scans where nothing has all words');
has($found[1], $in_order, 'the second one in order');

@found = plans("wic_search('白鹭 小溪', k => 500)");
is(@found, 2, 'two scans where few have all words');
has($found[0], qr/passages_text/, 'the first one by the index');
has($found[1], $in_order, 'the second one in order');
has($found[1], qr/wicsearch\.first_rows = '740'/, 'with room for those that are known');

# At level exact the index finds what is folded.
@found = plans("wic_search('水质数据', level => 'exact')");
is(@found, 1, 'one scan at level exact');
has($found[0], qr/passages_text/, 'by the index');
is($node->safe_psql('postgres', q{SELECT count(*) FROM wic_search('水质数据', level => 'exact'); SELECT count(*) FROM wic_search('水质數據', level => 'exact', k => 20000)}), "0\n5333",
	'and the text decides');

# Filters are part of the scan.
@found = plans("wic_search('小溪', since => '2002-01-01', until => '2003-12-31')");
is(@found, 1, 'one scan with a filter');
has($found[0], $in_order, 'in order, as it passes many');
has($found[0], qr/Filter: .*witness_id = ANY/, 'filtered as it goes');
has($found[0], qr/wicsearch\.first_rows = '1200'/, 'with room for what does not pass');
@found = plans("wic_search('小溪', since => '2002-01-01', until => '2002-01-01')");
has($found[0], qr/passages_witness_id_idx/, 'a filter that passes few is where to begin');
unlike($found[0], qr/Seq Scan on passages/, 'and nothing else is read');
@found = plans("wic_search('小溪', since => '2000-01-02')");
has($found[0], qr/Order By: \(body <=>/, 'a filter that passes nearly all');
@found = plans("wic_search('白鹭 小溪', within => 'sentence')");
has($found[0], qr/Function Scan on wic_sentences/, 'sentences of what the index finds');
has($found[0], qr/passages_text/, 'by the index');
@found = plans("wic_search('白鹭 水质数据', within => 'speech', speaker => '人3')");
has($found[0], qr/Filter: .*witness_id = ANY|passages_witness_id_idx/, 'speeches are filtered, too');
is($node->safe_psql('postgres', q{SELECT count(*), count(DISTINCT speech_id), bool_and(speaker = '人3') FROM wic_search('小溪', k => 30, within => 'speech', speaker => '人3')}),
	'30|30|t', 'each speech once');
is($node->safe_psql('postgres', <<'SQL'), '10|t', 'the best of those that pass, as sorting all of them gives');
SELECT count(*), bool_and(f.score = s.score) FROM
(SELECT rank, round(score::numeric, 6) AS score FROM wic_search('清水 小溪', feedback => false, since => '2004-01-01', until => '2004-02-01')) AS f
JOIN (SELECT row_number() OVER (ORDER BY r.score DESC) AS rank, round(r.score::numeric, 6) AS score
	FROM wic_query('清水 小溪', 'corpus.passages') AS q,
	LATERAL (SELECT wic_rescore(p.body, q) * 1.0625 AS score FROM corpus.passages AS p JOIN corpus.witnesses USING (witness_id) JOIN corpus.speeches USING (speech_id)
		WHERE p.body @@ q AND role = 'body' AND said_on BETWEEN '2004-01-01' AND '2004-02-01') AS r) AS s USING (rank);
SQL

# An attached table with an integer key: its index finds the speech of a row.
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE notes (id int PRIMARY KEY, body text, said_on date, writer text);
INSERT INTO notes SELECT ord, body, date '2000-01-01' + ord % 3000, '人' || ord % 40 FROM corpus.passages;
CREATE INDEX notes_body ON notes USING wicsearch (body);
CREATE INDEX notes_said_on ON notes (said_on);
ANALYZE notes;
SELECT wic_attach('notes', 'body', said_on => 'said_on', speaker => 'writer');
SQL
@found = plans("wic_search('小溪', corpus => 'notes', since => '2001-01-01')");
has($found[0], qr/Index Scan using notes_body on notes.*Order By/s, 'rows of a table in order');
has($found[0], qr/notes_pkey/, 'by its key');
@found = plans("wic_search('小溪', corpus => 'notes', since => '2001-01-01', until => '2001-01-02')");
has($found[0], qr/notes_said_on/, 'or what its own index says');
@found = plans("wic_search('白鹭', corpus => 'notes')");
has($found[0], qr/notes_body/, 'without filter by the texts');

# The setting: how often an index is looked through.
sub buffers
{
	my ($rows) = @_;
	my $plan = $node->safe_psql('postgres', <<"SQL");
SET enable_seqscan = off; SET enable_bitmapscan = off;
SET wicsearch.first_rows = $rows;
EXPLAIN (ANALYZE, BUFFERS, COSTS off, TIMING off, SUMMARY off)
SELECT ord FROM corpus.passages WHERE body @@ (SELECT wic_query('清水', 'corpus.passages'))
ORDER BY body <=> (SELECT wic_query('清水', 'corpus.passages')) LIMIT 100;
SQL
	die $plan unless $plan =~ /Index Scan using passages_text.*\n(?:.*\n)*? +Buffers: shared hit=(\d+)/;
	return $1;
}
buffers(100);    # so that all is in memory
my $once = buffers(100);
cmp_ok(buffers(20), '>', $once, 'an index scan that was told too little looks again');
is(buffers(1000), $once, 'one that was told more does not');

# A search may be part of a parallel plan.
is($node->safe_psql('postgres', <<'SQL'), '10', 'beside a parallel scan');
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET enable_nestloop = off; SET enable_indexscan = off; SET enable_mergejoin = off;
SELECT count(*) FROM corpus.passages AS p JOIN wic_search('小溪', since => '2001-01-01') AS s ON p.passage_id = s.passage_id;
SQL

done_testing();
