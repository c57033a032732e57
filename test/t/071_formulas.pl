# Formulas and keyness on the texts that the product was asked for.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};
my $shared = $ENV{WICSEARCH_SHARED} || '';

plan skip_all => 'the shared texts are not here'
	unless -d "$shared/corpus/seeds" && -d "$shared/corpus/reports";

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');

# Load a folder with the client.
sub load
{
	my ($corpus, $folder) = @_;
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	run_command([ "$top/extension/bin/wicsearch-load", '-C', '-c', $corpus, '-d', 'postgres', $folder ]);
	return;
}

sub query
{
	my ($sql) = @_;
	return $node->safe_psql('postgres', $sql);
}

load('corpus', "$shared/corpus/seeds");
load('reports', "$shared/corpus/reports");

# Counts are those of a search for the formula.
sub miscounted
{
	my ($corpus, $k, $level) = @_;
	return query(<<"END");
SELECT coalesce(string_agg(f.formula, ' ' ORDER BY f.formula COLLATE "C"), '')
FROM wic_formulas($k, level => '$level', corpus => '$corpus') AS f
CROSS JOIN LATERAL (SELECT count(*) AS hits, count(DISTINCT h.speech_id) AS speeches,
		min(h.said_on) AS first_said_on, max(h.said_on) AS last_said_on
	FROM wic_hits(wic_query('"' || f.formula || '"', NULL, '$level', 'all', 'auto'), wic_scope('$corpus')) AS h) AS h
WHERE (f.hits, f.speeches) <> (h.hits, h.speeches)
	OR (f.first_said_on, f.last_said_on) IS DISTINCT FROM (h.first_said_on, h.last_said_on)
END
}

is(miscounted('corpus', 200, 'script'), '', 'formulas of the seeds occur as often as a search finds them');
is(miscounted('reports', 100, 'script'), '', 'and so do those of the reports');

# At level vocab, words are those of the texts and not of the query, and the
# longest are taken.  A search also finds what is within a longer word, as
# 全国人大 in 全国人大常委会 and 特区 in 特区政府; it does not find 個人資訊, as 個人信息
# is a longer word of the query.
is(miscounted('corpus', 200, 'vocab'), '加強數據安全和個人信息保護', 'at level vocab, too, but for a longer word in the query');
is(miscounted('reports', 100, 'vocab'), '全國人民代表大會 香港特别行政区', 'and but for longer words in the texts');
is(query("SELECT count(*) FROM wic_formulas(60) WHERE formula LIKE '網絡空間承載著%' AND speeches = 3"),
	'1', 'a formula does not begin behind what another region has another word for');
is(query("SELECT coalesce(string_agg(formula, ' '), '') FROM wic_formulas(60) WHERE formula ~ '^空[間间]'"),
	'', 'nor does any');

is(query("SELECT formula FROM wic_formulas(min_chars => 8, min_speeches => 2) LIMIT 1"),
	'构建网络空间命运共同体',
	'the formula that the seeds are about comes first');
is(query("SELECT count(*) FROM wic_formulas(1000, min_chars => 2) WHERE formula IN ('络空间', '络空间命运共同', '命运共同', '共同体')"),
	'0', 'and no part of it that means nothing by itself');

my $known = query(<<'END');
SELECT count(*) FROM (VALUES ('中国特色社会主义'), ('坚持稳中求进工作总基调'), ('供给侧结构性改革'),
	('全面建成小康社会'), ('和平共处五项原则'), ('社会主义市场经济体制'), ('全心全意为人民服务'),
	('社会主义初级阶段'), ('以经济建设为中心'), ('坚持四项基本原则')) AS k (formula)
JOIN wic_formulas(200, corpus => 'reports') USING (formula)
END
is($known, '10', 'formulas that everybody knows are among the first 200 of the reports');
is(query("SELECT count(*) FROM wic_formulas(200, corpus => 'reports') WHERE formula ~ '^(的|了|和|与|届|次|年)|(的|了|和|与|在|第)\$' AND formula !~ '^和平'"),
	'0', 'none of them begins or ends with a particle or a measure');

is(query("SELECT md5(string_agg(f::text, ',')) = (SELECT md5(string_agg(g::text, ',')) FROM wic_formulas(100, corpus => 'reports') AS g) FROM wic_formulas(100, corpus => 'reports') AS f"),
	't', 'asked twice, the answer is the same');

# Keyness
sub misjudged
{
	my ($level) = @_;
	return query(<<"END");
SELECT coalesce(string_agg(f.term, ' ' ORDER BY f.term COLLATE "C"), '')
FROM wic_keyness('2013-01-01', '2025-12-31', '1998-01-01', '2012-12-31', k => 60, show => 'both', level => '$level', corpus => 'reports') AS f
CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE h.said_on >= '2013-01-01') AS hits,
		count(*) FILTER (WHERE h.said_on < '2013-01-01') AS ref_hits
	FROM wic_hits(wic_query('"' || f.term || '"', NULL, '$level', 'all', 'auto'), wic_scope('reports', NULL, '1998-01-01', '2025-12-31')) AS h) AS h
WHERE (f.hits, f.ref_hits) <> (h.hits, h.ref_hits)
END
}
is(misjudged('script'), '', 'keyness counts what a search finds');

# A search also finds words of tier B: 继续 for 持续, 社保 for 社会保障.
is(misjudged('vocab'), '持续 社会保障', 'at level vocab, too, but for words that are only often the same');
is(query("SELECT coalesce(string_agg(term, ' '), '') FROM wic_keyness('2022-01-01', '2023-12-31', '2014-01-01', '2018-12-31', kind => 'speech') WHERE term IN ('網路', '網路空間', '網際網路', '資訊')"),
	'', 'wording of another region is not new');
like(query("SELECT string_agg(term, ' ') FROM wic_keyness('2022-01-01', '2023-12-31', '2014-01-01', '2018-12-31', kind => 'speech', level => 'script')"),
	qr/網路/, 'as it is at level script');
is(query(<<'END'), '5', 'what is new since 2013 is found');
SELECT count(*) FROM (VALUES ('高质量发展'), ('脱贫'), ('新型城镇化'), ('一带一路'), ('供给侧结构性改革')) AS k (term)
JOIN wic_keyness('2013-01-01', '2025-12-31', '1998-01-01', '2012-12-31', k => 60, corpus => 'reports') USING (term)
END
is(query("SELECT string_agg(term, ' ' ORDER BY term COLLATE \"C\") FROM wic_keyness('2022-01-01', '2023-12-31', '2014-01-01', '2018-12-31', k => 300) WHERE term IN ('文明互鑒', '鑒', '明互鑒')"),
	'文明互鑒', 'of the seeds, too');

# psql shows them within 120 columns, in which a character of CJK takes two.
sub widest
{
	my ($question) = @_;
	local $ENV{PGOPTIONS} = '-c client_min_messages=warning';
	my $out;
	$node->psql('postgres', "\\pset format aligned\n\\pset tuples_only off\n$question;", stdout => \$out);
	my $width = 0;
	for my $line (split /\n/, $out)
	{
		utf8::decode($line);
		my $wide = () = $line =~ /[\x{2E80}-\x{9FFF}\x{F900}-\x{FAFF}\x{FF00}-\x{FF60}]/g;
		$width = length($line) + $wide if length($line) + $wide > $width;
	}
	return $width;
}

cmp_ok(widest("SELECT * FROM wic_keyness('2013-01-01', '2025-12-31', '1998-01-01', '2012-12-31', corpus => 'reports')"),
	'<=', 120, 'keyness fits a terminal');
cmp_ok(widest("SELECT formula, speeches, first_said_on, last_said_on, spark FROM wic_formulas(min_chars => 8, corpus => 'reports')"),
	'<=', 120, 'and so do formulas');

$node->stop;
done_testing();
