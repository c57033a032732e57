# A condition is judged on a text as core judges it on the text's tsvector.
#
# Random trees of & | ! <N> and prefixes over few words, on short texts.
# WICSEARCH_TREES and WICSEARCH_SEED choose others.
use strict;
use warnings FATAL => 'all';
use utf8;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $trees = $ENV{WICSEARCH_TREES} || 3000;
srand($ENV{WICSEARCH_SEED} || 20261121);

my @words = qw(a ab c d 网络 络空 空);

sub tree
{
	my ($depth) = @_;
	if ($depth == 0 || rand() < 0.2)
	{
		return "'$words[rand @words]'" . (rand() < 0.15 ? ':*' : '');
	}
	return '!(' . tree($depth - 1) . ')' if rand() < 0.2;
	my $operator = ('&', '|', '<->', '<' . int(rand 4) . '>')[ rand 4 ];
	return '(' . tree($depth - 1) . " $operator " . tree($depth - 1) . ')';
}

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');

my $script = "CREATE TABLE texts (body text);\nCREATE TABLE trees (tree text);\nCOPY texts FROM stdin;\n";
my @pieces = ('a', 'ab', 'c', 'd', '网络', '网络空', '空', '，', 'abc');
$script .= join(' ', map { $pieces[ rand @pieces ] } 1 .. 1 + rand 9) . "\n" for 1 .. 60;
$script .= "\\.\nCOPY trees FROM stdin;\n";
$script .= tree(1 + int rand 4) . "\n" for 1 .. $trees;
$script .= "\\.\n";
utf8::encode($script);
my $file = PostgreSQL::Test::Utils::tempdir() . '/trees.sql';
PostgreSQL::Test::Utils::append_to_file($file, $script);
$node->safe_psql('postgres', "\\i $file");

my $result = $node->safe_psql('postgres', <<'SQL');
WITH queries AS (
	SELECT tree, tree::tsquery AS core, (jsonb '{"level": "script", "match": "all", "k1": 1, "b": 1, "average_length": 1, "terms": []}'
		|| jsonb_build_object('condition', tree))::text::wicquery AS ours FROM trees),
judged AS (
	SELECT tree, body, to_tsvector('wicsearch', body) @@ core AS expected, body @@ ours AS text,
		to_tsvector('wicsearch', body) @@ ours AS vector
	FROM queries, texts)
SELECT count(*) FILTER (WHERE expected), count(*) FILTER (WHERE text <> expected), count(*) FILTER (WHERE vector <> expected),
	min(tree || ' on ' || body) FILTER (WHERE text <> expected)
FROM judged;
SQL
my ($true, $text, $vector, $example) = split /\|/, $result, 4;
cmp_ok($true, '>', $trees, "$true of the judgements are true: enough to compare");
is($text, 0, 'text @@ wicquery agrees with core') or diag($example);
is($vector, 0, 'tsvector @@ wicquery agrees with core');

done_testing();
