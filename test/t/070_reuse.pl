# Who repeats whose words, in the five texts that the product was asked for.
# What people have found there is in reuse.tsv; test/reuse_truth.sql says what
# counts as found, and what as right.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};
my $shared = $ENV{WICSEARCH_SHARED} || '';

plan skip_all => 'the five seed texts are not here'
	unless -d "$shared/corpus/seeds" && -f "$shared/truth/reuse.tsv";

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');

# Load files into a corpus with the client.
sub load
{
	my ($corpus, @files) = @_;
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	my ($out, $err) = run_command([ "$top/extension/bin/wicsearch-load", '-C', '-c', $corpus, '-x', '*.txt', '-d', 'postgres', @files ]);
	return $out;
}

sub ask
{
	my ($question) = @_;
	return $node->safe_psql('postgres', "SET client_min_messages = warning;\n$question");
}

my @seeds = sort glob "$shared/corpus/seeds/*.txt";
like(load('corpus', "$shared/corpus/seeds"), qr/5 added/, 'the seeds load');

# The truth

my $truth = ask(qq{\\set QUIET on
\\set truth $shared/truth/reuse.tsv
\\i $top/test/reuse_truth.sql
\\set QUIET off
SELECT concat_ws('|', tier, count(*), count(*) FILTER (WHERE is_found)) FROM found
WHERE substantive GROUP BY tier ORDER BY tier;
SELECT concat_ws('|', 'missed', name, kind) FROM found WHERE substantive AND NOT is_found ORDER BY name COLLATE "C";
SELECT concat_ws('|', 'reported', origins, count(*), count(*) FILTER (WHERE is_true)) FROM reported GROUP BY origins;
SELECT concat_ws('|', 'beside', in_date, chars) FROM reported WHERE NOT is_true AND origins = 'first' ORDER BY chars DESC, in_date;
SELECT concat_ws('|', 'against the dates', in_date, from_date) FROM reported WHERE directed AND from_date > in_date OR NOT directed;});
note($truth);
my ($primary) = $truth =~ /^primary\|28\|(\d+)$/m;
my ($secondary) = $truth =~ /^secondary\|16\|(\d+)$/m;
cmp_ok($primary, '>=', 27, "$primary of 28 primary rows are found");
cmp_ok($secondary, '>=', 15, "$secondary of 16 secondary rows are found");
is(join(' ', sort $truth =~ /^missed\|(.*)$/mg), '004@905 <- 002@358|paraphrase 004@905 <- 002@896|paraphrase',
	'what is missed has no run of more than 6 characters');
for my $origins ('first', 'all')
{
	my ($reported, $right) = $truth =~ /^reported\|$origins\|(\d+)\|(\d+)$/m;
	cmp_ok($right / $reported, '>=', 0.9, "$right of $reported reports are right, origins => $origins");
}

# The first of these is right as well: two speeches in one file, which the
# truth does not compare.  The others are a theme in quotation marks, and two
# set phrases in a row.
is(join(' ', $truth =~ /^beside\|(.*)$/mg), '2022-11-09|27 2023-11-10|27 2023-11-08|19', 'the reports that are not in the truth');
unlike($truth, qr/against the dates/, 'no report is against the dates');

# What QUERIES.md tells of the address of 2023-11-08, and of others

# Who repeats so many characters in a row: day, kind, and the first characters.
sub repeats
{
	my ($longest) = @_;
	return ask(qq{SELECT string_agg(concat_ws(' ', from_date, '->', in_date, kind, left(in_title, 4)), ', ' ORDER BY in_date, in_title)
		FROM wic_quotations(k => 1000) WHERE longest = $longest});
}

is(repeats(66), '2023-11-08 -> 2023-11-08 silent 共同推動, 2023-11-08 -> 2023-11-10 silent 让更多国', '66 characters, silent, in two commentaries');
like(repeats(49), qr/2023-11-08 -> 2023-11-08 silent 共同推動/, '49, of which the quotation before it has less than half');
is(repeats(48), '2023-11-08 -> 2023-11-08 silent 共同推動', '48, silent');
is(repeats(44), '2023-11-08 -> 2023-11-08 silent 共同推動', '44, silent likewise');
is(repeats(35), '2023-11-08 -> 2023-11-08 silent 共同推動', '35, silent');
like(repeats(31), qr/2023-11-08 -> 2023-11-08 inline 共同推動/, '31, marked');
is(ask(q{SELECT string_agg(concat_ws(' ', from_date, '->', in_date, kind, from_speaker, chars), ', ' ORDER BY chars DESC)
	FROM wic_quotations(k => 1000) WHERE in_date = '2022-07-12' AND longest IN (23, 29)}),
	'2022-07-12 -> 2022-07-12 silent 习近平 29, 2015-12-16 -> 2022-07-12 silent 习近平 23', '29 and 23 characters, silent');
is(ask(q{SELECT count(*) FROM wic_quotations(k => 1000, origins => 'all', formulas => true) WHERE in_date = '2022-07-12' AND from_date = '2022-11-09'}),
	'0', 'what was said in November is no source of July');
is(ask(q{SELECT count(*) FROM wic_quotations(k => 1000, origins => 'all', formulas => true) AS r
	JOIN corpus.speeches AS s ON s.speech_id = r.from_speech WHERE s.kind = 'collection'}),
	'0', 'a collection is nobody\'s source');
like(ask(q{SELECT string_agg(alignment, '') FROM wic_quotations(k => 1000) WHERE longest = 44}), qr/\{→只有\}/, 'differences are shown');

# Questions 17 and 18

is(ask(q{SELECT count(*) FILTER (WHERE marked), count(*) FILTER (WHERE NOT marked), bool_and(r.from_speech = s.speech_id)
	FROM corpus.speeches AS s CROSS JOIN LATERAL wic_quotations(from_speech => s.speech_id, k => 100) AS r
	WHERE s.said_on = '2023-11-08' AND s.speaker_id IS NOT NULL}), '3|16|t', 'of one speech, marked and not');
is(ask(q{SELECT bool_and(NOT marked AND chars >= 20), count(*) FROM wic_quotations(marked => false, min_chars => 20)}), 't|20', 'silent reuse only');

# Names and set phrases

is(ask(q{SELECT count(*) FROM wic_quotations(k => 1000) WHERE quoting_text ~ '(发表视频致辞|發表視頻致辭)$'}), '0', 'the name of an occasion is no quotation');
is(ask(q{SELECT count(*) > 0 FROM wic_quotations(k => 1000, formulas => true) WHERE NOT substantive AND quoting_text ~ '(发表视频致辞|發表視頻致辭)$'}),
	't', 'unless it is asked for');

# The quotations that the texts mark

is(ask(q{SELECT string_agg(concat_ws(' ', in_end - in_start, matched, s.said_on), ', ' ORDER BY q.matched DESC)
	FROM corpus.quotations AS q JOIN corpus.speeches AS s ON s.speech_id = q.from_speech WHERE q.matched > 0}),
	'23 114 2023-11-08, 23 86 2023-11-08, 35 34 2022-11-09, 33 31 2023-11-08, 23 27 2023-11-08', 'know where they are from');

# Whatever came first

my $facts = q{SELECT string_agg(concat_ws(' ', f.a, f.start_a, f.end_a, f.b, f.start_b, f.end_b, f.chars, f.longest), E'\n' ORDER BY f.*)
	FROM (SELECT least(left(s.uri, 3), left(t.uri, 3)) AS a, greatest(left(s.uri, 3), left(t.uri, 3)) AS b,
			CASE WHEN (s.uri, r.start_a) <= (t.uri, r.start_b) THEN r.start_a ELSE r.start_b END AS start_a,
			CASE WHEN (s.uri, r.start_a) <= (t.uri, r.start_b) THEN r.end_a ELSE r.end_b END AS end_a,
			CASE WHEN (s.uri, r.start_a) <= (t.uri, r.start_b) THEN r.start_b ELSE r.start_a END AS start_b,
			CASE WHEN (s.uri, r.start_a) <= (t.uri, r.start_b) THEN r.end_b ELSE r.end_a END AS end_b,
			r.chars, r.longest
		FROM CORPUS.reuses AS r JOIN CORPUS.passages AS p ON p.passage_id = r.passage_a
		JOIN CORPUS.passages AS q ON q.passage_id = r.passage_b
		JOIN CORPUS.sources AS s ON s.source_id = p.source_id JOIN CORPUS.sources AS t ON t.source_id = q.source_id) AS f};
my $shown = q{SELECT string_agg(concat_ws(' ', in_date, in_title, from_date, from_title, kind, chars, longest, substantive, start_char, from_start), E'\n'
		ORDER BY in_date, in_title, start_char, from_date, from_title, from_start)
	FROM wic_quotations(k => 1000, formulas => true, corpus => 'CORPUS')};
my $marks = q{SELECT string_agg(concat_ws(' ', s.uri, q.in_start, q.from_start, q.from_end, q.matched, f.said_on), E'\n' ORDER BY s.uri, q.in_start)
	FROM CORPUS.quotations AS q JOIN CORPUS.witnesses AS w ON w.witness_id = q.in_witness JOIN CORPUS.sources AS s ON s.source_id = w.source_id
	LEFT JOIN CORPUS.speeches AS f ON f.speech_id = q.from_speech};

sub all_of
{
	my ($corpus) = @_;
	return join "\n\n", map { ask($_ =~ s/CORPUS/$corpus/gr) } $facts, $shown, $marks;
}

my $wanted = all_of('corpus');
load('backwards', $_) for reverse @seeds;
is(all_of('backwards'), $wanted, 'the same comes of loading backwards');
load('otherwise', $seeds[$_]) for 2, 0, 4, 1, 3;
is(all_of('otherwise'), $wanted, 'and of another order');

# A corpus from before there was linking

ask('DROP TABLE otherwise.reuses, otherwise.common_prints, otherwise.fingerprints');
my ($stdout, $stderr);
$node->psql('postgres', q{SELECT * FROM wic_quotations(corpus => 'otherwise')}, stderr => \$stderr);
like($stderr, qr/ERROR:  corpus "otherwise" is not linked\nHINT:  SELECT wic_link\('otherwise'\); /, 'is told to be linked');
is(ask(q{SELECT wic_link('otherwise')}), ask('SELECT count(*) FROM corpus.fingerprints'), 'is linked later');
is(all_of('otherwise'), $wanted, 'and has the same');
is(ask(q{SELECT wic_link('otherwise')}), '0', 'once');

# Taking away and bringing back

ask(q{SELECT wic_underive('otherwise', source_id) FROM otherwise.sources WHERE uri LIKE '003%'});
is(ask(q{SELECT count(*) FROM wic_quotations(k => 1000, formulas => true, corpus => 'otherwise') WHERE from_date = '2023-11-08' AND from_speaker IS NOT NULL}),
	'0', 'what is gone is no source');
is(ask(q{SELECT count(*) FROM otherwise.quotations WHERE matched > 30 AND attributed_on = '2023-11-08'}), '0', 'and no quotation is from there');

# As somebody who may only read

ask(q{CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA corpus TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA corpus TO reader});
is(ask(q{SET ROLE reader; SET default_transaction_read_only = on; SELECT count(*) FROM wic_quotations(k => 1000)}),
	ask(q{SELECT count(*) FROM wic_quotations(k => 1000)}), 'who may read may ask');

done_testing();
