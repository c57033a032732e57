# The five texts that the product was asked for, and the queries on them.
# Falls back on our own samples where those texts are not there.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};
my $shared = $ENV{WICSEARCH_SHARED} || '';

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;

# Load a folder with the client; returns what it printed.
sub load
{
	my ($database, $folder) = @_;
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	my ($out, $err) = run_command([ "$top/extension/bin/wicsearch-load", '-C', '-x', '*.txt', '-d', $database, $folder ]);
	return $out;
}

# The table of wanted and found that test/demo prints; returns its sums.
sub judge
{
	my ($database, $queries) = @_;
	my $out = $node->safe_psql($database, "SET client_min_messages = warning;\n\\i $queries\n\\i $top/test/demo_table.sql");
	return (split /\n/, $out)[-1];
}

$node->safe_psql('postgres', 'CREATE DATABASE samples');
$node->safe_psql('samples', 'CREATE EXTENSION wicsearch');
like(load('samples', "$top/test/samples"), qr/5 added, 0 updated, 0 unchanged, 0 skipped/, 'our samples load');
like(load('samples', "$top/test/samples"), qr/0 added, 0 updated, 5 unchanged, 0 skipped/, 'and load again without change');
my ($wanted, $found, $wrong) = split /\|/, judge('samples', "$top/test/demo_queries.sql");
is($found, $wanted, "all $wanted wanted texts of our samples are found");
is($wrong, 0, 'and no other');

SKIP:
{
	skip 'the five seed texts are not here', 4 unless -d "$shared/corpus/seeds";

	$node->safe_psql('postgres', 'CREATE DATABASE seeds');
	$node->safe_psql('seeds', 'CREATE EXTENSION wicsearch');
	like(load('seeds', "$shared/corpus/seeds"), qr/5 added, 0 updated, 0 unchanged, 0 skipped/, 'the seeds load');
	($wanted, $found, $wrong) = split /\|/, judge('seeds', "$shared/truth/queries.sql");
	cmp_ok($found, ">=", 49, "$found of $wanted wanted texts are found");
	is($wrong, 0, 'and no wrong one');
	is( $node->safe_psql('seeds', q{SELECT count(*) FROM corpus.sources WHERE clean_text ~ '[一-龥]\([a-zà-ǜ]+\)|,[,、。]'}),
		'0', 'no gloss and no doubled comma is left');
}

# What a document says of itself, one line per document; a colon may be wide.
my $metadata = q{SELECT string_agg(concat_ws('|', row_number, coalesce(replace(title, '：', ':'), '-'), coalesce(column_name, '-'),
		coalesce(published_at::text, '-'), coalesce(publisher, '-'), coalesce(author, '-'), coalesce(editor, '-'),
		coalesce(issue, '-'), coalesce(event_on::text, '-'), lang, script), E'\n' ORDER BY uri)
	FROM (SELECT uri, clean_text, row_number() OVER (ORDER BY uri) - 1 AS row_number FROM corpus.sources) AS s, wic_metadata(clean_text)};

# How many passages of each role and language a document has.
my $roles = q{SELECT string_agg(line, E'\n' ORDER BY row_number)
	FROM (SELECT row_number, row_number || ':' || string_agg(role || '/' || lang || '=' || n, ' ' ORDER BY lang, role) AS line
		FROM (SELECT row_number, role, coalesce(lang, '-') AS lang, count(*) AS n
			FROM (SELECT clean_text, row_number() OVER (ORDER BY uri) - 1 AS row_number FROM corpus.sources) AS s, wic_passages(clean_text)
			GROUP BY 1, 2, 3) AS r
		GROUP BY row_number) AS l};

SKIP:
{
	skip 'the five seed texts are not here', 3 unless -d "$shared/corpus/seeds";

	is($node->safe_psql('seeds', $metadata), <<'END' =~ s/\n\z//r, 'what the seeds say of themselves');
0|-|-|-|-|-|-|-|-|zh|Hant
1|共同推動構建網絡空間命運共同體邁向新階段|-|-|-|-|-|-|2023-11-08|zh|Hant
2|习近平:加快构建网络空间命运共同体|-|2022-11-11 13:10:00|党建网微平台|-|王静、胡永秋|-|2022-11-09|zh|Hans
3|習近平向2023年世界網際網路大會烏鎮峰會開幕式發表視頻致辭|-|2023-11-09 08:58:53|新華網|-|曹川川|-|2023-11-08|zh|Hant
4|让更多国家和人民共享互联网发展成果|和音|2023-11-10 08:42:00|人民网-人民日报|-|-|人民日报 2023-11-10 p.3|2023-11-08|zh|Hans
END
	is($node->safe_psql('seeds', $roles), <<'END' =~ s/\n\z//r, 'and what their paragraphs are');
0:body/zh=7
1:body/zh=7 title/zh=1 widget/zh=1
2:attribution/zh=9 body/zh=1 caption/zh=3 credit/zh=6 heading/zh=3 meta/zh=1 quote/zh=9 repeat/zh=2 title/zh=1 widget/zh=3
3:body/en=11 title/en=1 body/zh=7 breadcrumb/zh=1 caption/zh=2 meta/zh=1 title/zh=1
4:meta/-=1 body/zh=6 breadcrumb/zh=1 disclaimer/zh=1 lead/zh=1 meta/zh=2 teaser/zh=31 title/zh=1
END
	is($node->safe_psql('seeds', q{SELECT string_agg(n::text, '/' ORDER BY uri)
		FROM (SELECT uri, count(*) AS n FROM corpus.sources, wic_passages(clean_text) AS p, wic_sentences(p.body)
			WHERE p.role IN ('heading', 'body', 'quote', 'lead') AND p.lang = 'zh' GROUP BY uri) AS s}),
		'16/30/28/21/23', 'and how many sentences they have');
}

SKIP:
{
	my $pairs = "$shared/truth/fold_pairs.tsv";

	skip 'the list of pairs to fold is not here', 4 unless -f $pairs;
	$node->safe_psql('postgres', <<"SQL");
CREATE EXTENSION wicsearch;
CREATE TABLE pairs (a text, b text, match text, mode text);
\\copy pairs FROM '$pairs'
SQL
	is( $node->safe_psql('postgres', q{SELECT string_agg(a || '|' || b || '|' || match, ' ') FROM pairs
		WHERE mode = 'char fold' AND (wic_fold(a) = wic_fold(b)) <> (match = 'yes')}),
		'', 'every pair folds together or stays apart as it should');
	is( $node->safe_psql('postgres', q{SELECT string_agg(a || '|' || b || '|' || match, ' ') FROM pairs
		WHERE mode = 'char fold' AND a ~ '[一-龥]{2}' AND b ~ '[一-龥]{2}'
			AND ((to_tsvector('wicsearch', a) @@ wic_tsquery(b, $$script$$)) <> (match = 'yes')
				OR (to_tsvector('wicsearch', b) @@ wic_tsquery(a, $$script$$)) <> (match = 'yes'))}),
		'', 'and is found or not, in both directions');
	is( $node->safe_psql('postgres', q{SELECT string_agg(a || '|' || b || '|' || match, ' ') FROM pairs
		WHERE mode IN ('char+vocab', '+numbers')
			AND ((b @@ wic_query(a)) <> (match = 'yes') OR (a @@ wic_query(b)) <> (match = 'yes'))}),
		'', 'other words and numbers are found or not, in both directions');
	is( $node->safe_psql('postgres', q{CREATE TEXT SEARCH DICTIONARY kana (TEMPLATE = wic_fold, kana = on);
		SELECT string_agg(a || '|' || b || '|' || match, ' ') FROM pairs
		WHERE mode = '+kana' AND (ts_lexize('kana', a) = ts_lexize('kana', b)) <> (match = 'yes')}),
		'', 'kana folds where a dictionary asks for it');
}

done_testing();
