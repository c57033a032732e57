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
like(load('samples', "$top/test/samples"), qr/5 added, 0 unchanged, 0 skipped/, 'our samples load');
like(load('samples', "$top/test/samples"), qr/0 added, 5 unchanged, 0 skipped/, 'and load again without change');
my ($wanted, $found, $wrong) = split /\|/, judge('samples', "$top/test/demo_queries.sql");
is($found, $wanted, "all $wanted wanted texts of our samples are found");
is($wrong, 0, 'and no other');

SKIP:
{
	skip 'the five seed texts are not here', 4 unless -d "$shared/corpus/seeds";

	$node->safe_psql('postgres', 'CREATE DATABASE seeds');
	$node->safe_psql('seeds', 'CREATE EXTENSION wicsearch');
	like(load('seeds', "$shared/corpus/seeds"), qr/5 added, 0 unchanged, 0 skipped/, 'the seeds load');
	($wanted, $found, $wrong) = split /\|/, judge('seeds', "$shared/truth/queries.sql");
	cmp_ok($found, ">=", 49, "$found of $wanted wanted texts are found");
	is($wrong, 0, 'and no wrong one');
	is( $node->safe_psql('seeds', q{SELECT count(*) FROM corpus.sources WHERE clean_text ~ '[一-龥]\([a-zà-ǜ]+\)|,[,、。]'}),
		'0', 'no gloss and no doubled comma is left');
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
