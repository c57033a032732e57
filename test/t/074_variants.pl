# Variants of a sentence, vocabulary, duplicates and nearest speeches, in the
# five texts and the reports; on a standby, too.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};
my $shared = $ENV{WICSEARCH_SHARED} || '';

plan skip_all => 'the five seed texts are not here' unless -d "$shared/corpus/seeds";

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ], allows_streaming => 1);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');

sub load
{
	my ($corpus, $folder) = @_;
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	run_command([ "$top/extension/bin/wicsearch-load", '-C', '-x', '*.txt', '-c', $corpus, '-d', 'postgres', $folder ]);
	return;
}

sub rows_of
{
	my ($sql) = @_;
	return $node->safe_psql('postgres', $sql);
}

load('corpus', "$shared/corpus/seeds");

my $numbered = q{(SELECT source_id, left(uri, 3) AS doc FROM corpus.sources) AS d};
is(rows_of("SELECT string_agg(doc || ' ' || script || ' ' || (similarity >= 0.73), ', ' ORDER BY doc)
	FROM wic_variants('信息革命时代潮流浩荡前行，网络空间承载着人类对美好未来的无限憧憬') JOIN $numbered USING (source_id)"),
	'001 Hant true, 003 Hant true, 004 Hans true', 'a sentence in both scripts and vocabularies');
is(rows_of("SELECT string_agg(doc || ' ' || coalesce(differences, '-'), '; ' ORDER BY doc)
	FROM wic_variants('讓更多國家和人民共用網際網路發展成果') JOIN $numbered USING (source_id)"),
	'001 用→享, 網際網路→互聯網; 003 -; 004 用→享, 網際網路→互联网', 'and its differences');
is(rows_of(q{SELECT string_agg(term || '|' || canonical || '|' || known, ' ' ORDER BY term COLLATE "C")
	FROM wic_variant_pairs(min_support => 2)}),
	'共用|共享|false 網路|网络|true 網際網路|互联网|true 資訊|信息|true', 'words that the texts teach');
is(rows_of('SELECT count(*) FROM wic_duplicates()'), '0', 'none of the texts is a duplicate');
is(rows_of("SELECT string_agg(left(n.uri, 3), ' ' ORDER BY x.ordinality)
	FROM corpus.sources AS s
	JOIN corpus.witnesses AS w ON w.source_id = s.source_id AND w.lang = 'zh'
	CROSS JOIN LATERAL wic_nearest(w.speech_id, k => 2) WITH ORDINALITY AS x
	JOIN corpus.witnesses AS v ON v.speech_id = x.speech_id
	JOIN corpus.sources AS n ON n.source_id = v.source_id
	WHERE s.uri LIKE '003%'"), '001 004', 'the two commentaries are nearest to the address');

SKIP:
{
	skip 'the reports are not here', 4 unless -d "$shared/corpus/reports";

	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	run_command([ "$top/extension/bin/wicsearch-load", '-C', '-c', 'reports', '-d', 'postgres', "$shared/corpus/reports" ]);
	is(rows_of(q{SELECT count(*) FROM wic_variants('高举中国特色社会主义伟大旗帜', k => 30, corpus => 'reports') WHERE similarity = 1}),
		'30', 'a formula in thirty reports');
	is(rows_of(q{SELECT count(*) FROM wic_variant_pairs(corpus => 'reports')}), '0', 'edits of formulas teach no vocabulary');
	is(rows_of(q{SELECT count(*) FROM wic_duplicates(corpus => 'reports')}), '0', 'no report is another');
	is(rows_of(q{SELECT substr(x.title, 1, 5) FROM reports.speeches AS s
		CROSS JOIN LATERAL wic_nearest(s.speech_id, k => 2, corpus => 'reports') AS x
		WHERE s.title LIKE '2008年%政府工作报告' AND x.title LIKE '%政府工作报告'}),
		'2007年', 'a report of the government is like that of the year before');
}

# the questions on a standby
$node->backup('copy');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($node, 'copy', has_streaming => 1);
$standby->start;
$node->wait_for_catchup($standby);
is($standby->safe_psql('postgres', q{SELECT (SELECT count(*) FROM wic_variants('信息革命时代潮流浩荡前行')),
	(SELECT count(*) FROM wic_variant_pairs()), (SELECT count(*) FROM wic_duplicates(0.3)),
	(SELECT count(*) FROM corpus.speeches AS s CROSS JOIN LATERAL wic_nearest(s.speech_id, k => 1))}),
	$node->safe_psql('postgres', q{SELECT (SELECT count(*) FROM wic_variants('信息革命时代潮流浩荡前行')),
	(SELECT count(*) FROM wic_variant_pairs()), (SELECT count(*) FROM wic_duplicates(0.3)),
	(SELECT count(*) FROM corpus.speeches AS s CROSS JOIN LATERAL wic_nearest(s.speech_id, k => 1))}),
	'a standby answers as the primary does');

done_testing();
