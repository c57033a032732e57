# The same text gives the same tokens and lexemes in every locale.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my ($available) = run_command([ 'locale', '-a' ]);
my @locales = grep {
	my $name = lc $_;
	$name =~ s/utf-8/utf8/;
	$_ eq 'C' || $available =~ /^\Q$name\E$/mi || $available =~ /^\Q$_\E$/mi
} ('C', 'C.UTF-8', 'en_US.UTF-8', 'zh_CN.UTF-8', 'ja_JP.UTF-8', 'tr_TR.UTF-8');

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;

my $digest = <<'SQL';
CREATE EXTENSION wicsearch;
WITH texts(t) AS (
	SELECT string_agg(chr(c), '') FROM generate_series(1, 205743, 3) c WHERE c NOT BETWEEN 55296 AND 57343 GROUP BY c / 1000
	UNION ALL VALUES ('2014-2018年，Ｃ++語言 A股 İstanbul ISTANBUL ıI ß ﬁ naïve Ünï'), ('<a title="中文">a@b.cn http://x.cn 1,234.5')
)
SELECT md5(string_agg(d, '' ORDER BY d COLLATE "C")) FROM texts, LATERAL (
	SELECT md5(string_agg(tokid || ':' || token, '|' ORDER BY n)) || md5(to_tsvector('wicsearch', t)::text)
		|| md5(to_tsvector('wicsearch_exact', t)::text) || md5(wic_fold(t)) || md5(wic_tsquery(t)::text)
	FROM ts_parse('wicsearch', t) WITH ORDINALITY AS p(tokid, token, n)) AS x(d);
SQL

my $expected;
foreach my $locale (@locales)
{
	(my $name = lc $locale) =~ s/\W/_/g;
	$node->safe_psql('postgres', "CREATE DATABASE $name LOCALE '$locale' ENCODING 'UTF8' TEMPLATE template0");
	my $got = $node->safe_psql($name, $digest);
	$expected //= $got;
	is($got, $expected, "tokens, lexemes and queries under $locale");
}
cmp_ok(scalar(@locales), '>=', 2, 'more than one locale was tried');

done_testing();
