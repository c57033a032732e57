# What a search of the seeds finds, with filters and within sentences.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seeds = ($ENV{WICSEARCH_SHARED} // "$ENV{WICSEARCH_TOP}/../shared") . '/corpus/seeds';
my $load = "$ENV{WICSEARCH_TOP}/extension/bin/wicsearch-load";
plan skip_all => "no folder $seeds (WICSEARCH_SHARED names the folder above corpus)" unless -d $seeds;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');
my $socket = $node->host;
run_log([ $load, '-C', '-x', '*.txt', '-h', $socket, '-p', $node->port, '-d', 'postgres', $seeds ]);

sub finds
{
	my ($query, $expected, $name) = @_;
	is($node->safe_psql('postgres', $query), $expected, $name);
	return;
}

finds(q{SELECT string_agg(said_on::text, ' ' ORDER BY said_on) FROM wic_search('網際網路 治理', speaker => '習近平', since => '2015-01-01', until => '2019-12-31') WHERE NOT partial},
	'2015-12-16 2016-11-16 2018-11-07 2019-10-20', 'typed in Taiwan, with filters');
finds(q{SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (
		SELECT FROM corpus.passages AS p, wic_sentences(p.body) AS s
		WHERE p.passage_id = f.passage_id AND s.body @@ wic_query('安全 发展')))
	FROM wic_search('安全 发展', within => 'sentence', k => 20) AS f},
	'15|0', 'each has both words in a sentence');
finds(q{SELECT count(*) FROM corpus.passages AS p
	WHERE role <> ALL ('{breadcrumb,widget,teaser,disclaimer,repeat}')
		AND EXISTS (SELECT FROM wic_sentences(p.body) AS s WHERE s.body @@ wic_query('安全 发展'))},
	'15', 'and there are no others');
finds(q{SELECT count(*) = count(DISTINCT speech_id), bool_or(said_on = '2022-11-09') FROM wic_search('网络空间命运共同体', within => 'speech')},
	't|t', 'each speech once, though it is printed twice');
finds(q{SELECT bool_and(substr(s.clean_text, f.start_char + 1, 2) IN ('网络', '網路', '網絡')) FROM wic_search('网络空间命运共同体', within => 'speech') AS f JOIN corpus.sources AS s USING (source_id) WHERE NOT partial},
	't', 'and where its best passage has the words');
finds(q{SELECT (wic_suggest('网络空间命', k => 1)).suggestion}, '网络空间命运共同体', 'a formula is completed');
finds(q{SELECT suggestion FROM wic_suggest('习近', k => 1)}, '习近平', 'and a name');
finds(q{SELECT wic_fold(suggestion) FROM wic_suggest('命运共同休', k => 1)}, '命运共同体', 'and corrected');

done_testing();
