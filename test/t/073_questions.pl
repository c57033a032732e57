# Questions on the five texts and the reports: concordance, history, trend,
# first use, and counts beside a plain search for substrings.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $top = $ENV{WICSEARCH_TOP};
my $shared = $ENV{WICSEARCH_SHARED} || '';

plan skip_all => 'the seed texts and the reports are not here'
	unless -d "$shared/corpus/seeds" && -d "$shared/corpus/reports";

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;

# Load a folder with the client into a corpus of a new database.
sub load
{
	my ($database, @options) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, 'CREATE EXTENSION wicsearch');
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	my ($out, $err) = run_command([ "$top/extension/bin/wicsearch-load", '-C', '-d', $database, @options ]);
	$node->safe_psql($database, 'VACUUM ANALYZE');
	return $out;
}

# The answer to a question, columns apart by |.
sub ask
{
	my ($database, $query) = @_;
	return $node->safe_psql($database, $query);
}

like(load('seeds', '-x', '*.txt', "$shared/corpus/seeds"), qr/5 added/, 'the seeds load');
like(load('reports', '-c', 'reports', "$shared/corpus/reports"), qr/88 added/, 'the reports load');
$node->safe_psql('postgres', q{ALTER DATABASE reports SET wicsearch.corpus = 'reports'});

my $formula = '网络空间命运共同体';

# What stands around each place, padded for a terminal.
is(ask('seeds', qq{SELECT said_on, before, hit, after FROM wic_kwic('$formula', span => 12) WHERE said_on < '2022-12-01' AND said_on > '2022-11-01' OR said_on < '2020-01-01'}),
	"2016-11-16|络空间国际合作，携手构建|网络空间命运共同体|。\n"
	. "2019-10-20|间全球治理，努力推动构建|网络空间命运共同体|。\n"
	. "2022-11-09|球数字发展道路，加快构建|网络空间命运共同体|，为世界和平发展和人类文",
	'a concordance');
is(ask('seeds', qq{SELECT before, hit, after FROM wic_kwic('$formula', span => 12, lang => 'zh') WHERE before LIKE '%五點主張%' AND source_id = 4}),
	'  、“五點主張”，倡導構建|網路空間命運共同體|，這一理念得到國際社會廣', 'in other characters, by the width of the terminal');
is(ask('seeds', qq{SELECT count(*), count(DISTINCT wic_display_width(before)) FROM wic_kwic('$formula', span => 12)}),
	'24|1', 'each line is as wide');
is(ask('seeds', qq{SELECT bool_and(substr(s.clean_text, k.start_char + 1, length(k.hit)) = k.hit) FROM wic_kwic('$formula') AS k JOIN corpus.sources AS s USING (source_id)}),
	't', 'the places are those of the sources');

# Counts by year.
is(ask('seeds', q{SELECT formula, string_agg(period || ' ' || n, ', ' ORDER BY period) FROM wic_trend('{共同责任,数字经济,新动能,网络空间命运共同体}') GROUP BY formula ORDER BY formula COLLATE "C"}),
	"共同责任|2019 1, 2022 1, 2023 1\n"
	. "数字经济|2018 2, 2022 2, 2023 2\n"
	. "新动能|2018 1, 2022 1, 2023 3\n"
	. "网络空间命运共同体|2016 1, 2019 1, 2022 3, 2023 19", 'several formulas');
is(ask('seeds', qq{SELECT extract(year FROM period), hits, speeches FROM wic_history('$formula')}),
	"2014|0|0\n2015|0|0\n2016|1|1\n2018|0|0\n2019|1|1\n2021|0|0\n2022|3|2\n2023|19|3", 'one formula through the years');
is(ask('seeds', qq{SELECT sum(hits) FROM wic_facets('$formula', by => 'script')}), '24', 'facets add up');

# Attested is not claimed.
is(ask('seeds', qq{SELECT basis, said_on, speaker, occasion, sources FROM wic_first_use('$formula')}),
	"claimed|2015|习近平|第二届世界互联网大会开幕式|3\nattested|2016-11-16|习近平|第三届世界互联网大会开幕式|1", 'first use');
is(ask('seeds', qq{SELECT uri FROM wic_first_use('$formula'), corpus.sources AS s WHERE basis = 'claimed' AND strpos(source, coalesce(s.publisher, s.uri)) > 0 ORDER BY uri}),
	"001_cbe1c11fac07209a.txt\n003_3c9d054e7e87c488.txt\n004_d6a4e868b2ae8101.txt", 'and which texts claim it');
is(ask('seeds', q{SELECT wic_cite(passage_id, start_char) FROM wic_kwic('构建网络空间命运共同体', since => '2016-11-16', until => '2016-11-16')}),
	'习近平：加快构建网络空间命运共同体[Z]. 党建网微平台, 2022-11-11. 习近平, 第三届世界互联网大会开幕式, 2016-11-16, 第1段第3句.', 'a reference');

# Counts are those of a plain search in the folded texts.  A substring may
# overlap with itself, so places are counted, and it is of Han characters only.
my $differ = ask('reports', q{
	WITH texts AS MATERIALIZED (
		SELECT p.passage_id, wic_fold(p.body, 'script', 1) AS folded
		FROM reports.passages AS p JOIN reports.witnesses AS w USING (witness_id)
		JOIN reports.speeches AS s USING (speech_id)
		WHERE p.role IN ('body', 'lead', 'quote', 'heading') AND s.kind <> 'collection'
	), runs AS (
		SELECT (regexp_matches(folded, '[一-龥]{12,}', 'g'))[1] AS run, passage_id FROM texts
	), samples AS MATERIALIZED (
		SELECT substr(run, 1 + n, 1 + n % 6) AS sample
		FROM (SELECT run, (row_number() OVER (ORDER BY md5(run || passage_id)))::int % 30 AS n
			FROM runs ORDER BY md5(run || passage_id) LIMIT 30) AS r
		WHERE n < 7
		UNION
		SELECT substr(run, 3, 2 + n % 3)
		FROM (SELECT run, (row_number() OVER (ORDER BY md5(passage_id || run)))::int AS n
			FROM runs ORDER BY md5(passage_id || run) LIMIT 40) AS r
	), counts AS (
		SELECT s.sample,
			(SELECT sum((SELECT count(*) FROM generate_series(1, length(t.folded)) AS i
				WHERE substr(t.folded, i, length(s.sample)) = s.sample))
			FROM texts AS t WHERE strpos(t.folded, s.sample) > 0) AS wanted,
			(SELECT coalesce(sum(hits), 0) FROM wic_history(s.sample, level => 'script')) AS found
		FROM samples AS s
	)
	SELECT count(*) >= 30, string_agg(sample || ' ' || wanted || ' ' || found, ', ') FILTER (WHERE wanted <> found)
	FROM counts});
is($differ, 't|', 'counts are those of a plain search');

# Live enough: the most frequent words take longest.
for my $query ('发展', '改革开放', '乡村振兴')
{
	my $limit = $query eq '发展' ? 5 : 2;
	for my $question ("count(*) FROM wic_kwic('$query')", "count(*) FROM wic_kwic('$query', order_by => 'before')", "count(*) FROM wic_history('$query')",
		"count(*) FROM wic_trend('{$query}')", "count(*) FROM wic_facets('$query', by => 'year')", "count(*) FROM wic_first_use('$query')")
	{
		my $begun = time;
		ask('reports', "SELECT $question");
		my $took = time - $begun;
		cmp_ok($took, '<', $limit, sprintf('%s: %.0f ms', $question, 1000 * $took));
	}
}

# A table of somebody's has the same answers.
$node->safe_psql('reports', q{
	CREATE TABLE essays AS SELECT p.passage_id AS id, s.said_on, p.body AS content
		FROM reports.passages AS p JOIN reports.witnesses AS w USING (witness_id) JOIN reports.speeches AS s USING (speech_id)
		WHERE p.role IN ('body', 'lead', 'quote', 'heading') AND s.kind <> 'collection';
	ALTER TABLE essays ADD PRIMARY KEY (id);
	CREATE INDEX ON essays USING wicsearch (content);
	ANALYZE essays;
	SELECT wic_attach('essays', body => 'content', said_on => 'said_on');});
is(ask('reports', q{SELECT period, hits, chars FROM wic_history('改革开放', corpus => 'essays')}),
	ask('reports', q{SELECT period, hits, chars FROM wic_history('改革开放')}), 'an attached table has the same history');

$node->stop;
done_testing();
