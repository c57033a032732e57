# A query that is one run of CJK finds exactly the texts that contain it.
#
# The oracle is a plain substring search on folded text.  It is compared with
# every way to ask: four functions that make a tsquery, by sequential scan and
# by GIN, and wic_query on the text itself.  WICSEARCH_QUERIES sets how many
# queries are tried on 250 texts (400 make 100 000 pairs), WICSEARCH_SEED
# chooses others.
use strict;
use warnings FATAL => 'all';
use utf8;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $queries = $ENV{WICSEARCH_QUERIES} || 400;
my $texts = 250;

# Few characters, so that random queries are found; variants of each other,
# and those whose role depends on their neighbours.
my @cjk = (qw(发 發 髮 国 國 国 会 會 々 一 二 ○ 〇 零 年 が ガ か ｶ メ － ー 가 각 ㄅ ˋ ㍿ 金 ⾦),
	"\x{3099}", "\x{FF9E}", "\x{FE00}", "\x{E0100}", "\x{200D}", "\x{11A8}", "\x{20BB7}");
my @other = ('a', 'B', '7', ' ', '，', '。', '-', '㈱', '㋀', '①', '"', '!', "\n", '😀');

srand($ENV{WICSEARCH_SEED} || 20261121);

sub random_text
{
	my ($length, @alphabet) = @_;
	return join('', map { $alphabet[ rand @alphabet ] } 1 .. $length);
}

sub copy_line
{
	my ($text) = @_;
	$text =~ s/\\/\\\\/g;
	$text =~ s/\n/\\n/g;
	return "$text\n";
}

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');

my $script = "CREATE TABLE texts (id serial, body text);\nCREATE TABLE queries (id serial, q text);\n";
$script .= "COPY texts (body) FROM stdin;\n";
$script .= copy_line(random_text(1 + rand 120, @cjk, @cjk, @other)) for 1 .. $texts;
$script .= "\\.\nCOPY queries (q) FROM stdin;\n";
$script .= copy_line(random_text(1 + rand(1 + rand 12), @cjk)) for 1 .. 3 * $queries;
$script .= "\\.\n";
utf8::encode($script);
my $file = PostgreSQL::Test::Utils::tempdir() . '/texts.sql';
PostgreSQL::Test::Utils::append_to_file($file, $script);
$node->safe_psql('postgres', "\\i $file");

# A query stands for itself only if it is one run, and is not cut from a
# longer character by its first sign.
$node->safe_psql('postgres', <<"SQL");
DELETE FROM queries WHERE (SELECT array_agg(tokid) FROM ts_parse('wicsearch', q)) <> '{1}' OR wic_fold(q) = '';
DELETE FROM queries WHERE id NOT IN (SELECT id FROM queries ORDER BY id LIMIT $queries);
ALTER TABLE texts ADD folded text, ADD v tsvector;
UPDATE texts SET folded = wic_fold(body), v = to_tsvector('wicsearch', body);
CREATE INDEX texts_v ON texts USING gin (v);
ANALYZE texts;
CREATE TABLE oracle AS SELECT q.id AS q, t.id AS t FROM queries q JOIN texts t ON strpos(t.folded, wic_fold(q.q)) > 0;
SQL

my $pairs = $node->safe_psql('postgres', 'SELECT (SELECT count(*) FROM queries) * (SELECT count(*) FROM texts)');
my $found = $node->safe_psql('postgres', 'SELECT count(*) FROM oracle');
cmp_ok($found, '>', $pairs / 200, "$found matches in $pairs pairs: enough to compare");

sub differences
{
	my ($settings, $condition) = @_;
	return $node->safe_psql('postgres', <<"SQL");
$settings
WITH answer AS (SELECT q.id AS q, t.id AS t FROM queries q JOIN texts t ON $condition),
missed AS (TABLE oracle EXCEPT TABLE answer),
wrong AS (TABLE answer EXCEPT TABLE oracle)
SELECT (SELECT count(*) FROM missed), (SELECT count(*) FROM wrong);
SQL
}

# to_tsquery has an operator syntax of its own: the run is quoted for it.
my %ways = (
	websearch_to_tsquery => "websearch_to_tsquery('wicsearch', q.q)",
	phraseto_tsquery => "phraseto_tsquery('wicsearch', q.q)",
	to_tsquery => "to_tsquery('wicsearch', quote_literal(q.q))",
	wic_tsquery => 'wic_tsquery(q.q)',
);

foreach my $way (sort keys %ways)
{
	is(differences('SET enable_indexscan = off; SET enable_bitmapscan = off;', "t.v @@ $ways{$way}"),
		'0|0', "$way by sequential scan");
	is(differences('SET enable_seqscan = off;', "t.v @@ $ways{$way}"),
		'0|0', "$way by GIN");
}
is(differences('', 't.body @@ wic_query(q.q)'), '0|0', 'wic_query on text');
is(differences('SET enable_seqscan = off;', 't.v @@ wic_query(q.q)'), '0|0', 'wic_query by GIN');

done_testing();
