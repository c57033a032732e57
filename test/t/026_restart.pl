# A load that is killed in the middle and run again gives what one that ran
# through gives; two sessions share an inbox; a load can be cancelled.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time usleep);

my $documents = 3000;
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->append_conf('postgresql.conf', "restart_after_crash = on\n");
$node->start;

# Own texts: letters with a date, a speaker, a quotation and a gloss or two.
$node->safe_psql('postgres', <<"SQL");
CREATE EXTENSION wicsearch;
CREATE TABLE documents AS
SELECT n, format(E'第%s封信\\n2024年3月%s日 来源:河边邮报\\n河长李春江指出,“大家要一起爱护第%s条小河的清水。”\\n%s',
	n, n % 28 + 1, n % 40, CASE n % 3 WHEN 0 THEN repeat('山上的雪(xuě)化了,,河(hé)裏的水漲(zhǎng)起來,、又退下去,。', 3)
		ELSE repeat('岸边的树又绿了。', n % 50) END) AS document
FROM generate_series(1, $documents) AS n;
SELECT wic_create_corpus('whole'), wic_create_corpus('killed'), wic_create_corpus('shared');
INSERT INTO whole.inbox (file, document) SELECT n, document FROM documents ORDER BY n;
INSERT INTO killed.inbox (file, document) SELECT n, document FROM documents ORDER BY n;
INSERT INTO shared.inbox (file, document) SELECT n, document FROM documents ORDER BY n;
SQL
$node->safe_psql('postgres', q{CALL wic_load_inbox(corpus => 'whole', batch => 100)});

# All of a corpus but its keys, in an order of its own.
sub content
{
	my ($corpus) = @_;
	return $node->safe_psql('postgres', <<"SQL");
SELECT s.uri, md5(s.clean_text), s.title, s.published_at, s.publisher,
	(SELECT md5(string_agg(concat_ws('|', p.ord, p.role, p.body), '/' ORDER BY p.ord))
	 FROM $corpus.passages AS p WHERE p.source_id = s.source_id),
	(SELECT count(*) FROM $corpus.repairs AS r WHERE r.source_id = s.source_id),
	(SELECT string_agg(concat_ws('|', k.name, t.said_on, w.form, w.start_char, w.end_char), '/' ORDER BY w.start_char, w.end_char)
	 FROM $corpus.witnesses AS w JOIN $corpus.speeches AS t USING (speech_id)
	 LEFT JOIN $corpus.speakers AS k USING (speaker_id)
	 WHERE w.source_id = s.source_id)
FROM $corpus.sources AS s ORDER BY s.uri COLLATE "C"
SQL
}

sub loaded
{
	my ($corpus) = @_;
	return $node->safe_psql('postgres', "SELECT count(*) FROM $corpus.sources");
}

# Start a load in the background; returns its handle.
sub start_load
{
	my ($corpus) = @_;
	my ($out, $err) = ('', '');
	return IPC::Run::start(
		[ 'psql', '-X', '-q', '-d', $node->connstr('postgres'),
			'-c', "CALL wic_load_inbox(corpus => '$corpus', batch => 100)" ],
		'<', \undef, '>', \$out, '2>', \$err);
}

# Wait until so many documents are there.
sub wait_for_loaded
{
	my ($corpus, $n) = @_;
	my $deadline = time() + $PostgreSQL::Test::Utils::timeout_default;
	usleep(20_000) while loaded($corpus) < $n && time() < $deadline;
}

my $load = start_load('killed');
wait_for_loaded('killed', 500);
$node->stop('immediate');
$load->finish;
$node->start;
my $before = loaded('killed');
cmp_ok($before, '>=', 500, 'what was committed stays');
cmp_ok($before, '<', $documents, 'and the load was killed in the middle');
is($before % 100, 0, 'between two batches');

$load = start_load('killed');
wait_for_loaded('killed', $before + 500);
my $cancelled = time();
$node->safe_psql('postgres', q{SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE 'CALL wic_load_inbox%'});
$load->finish;
cmp_ok(time() - $cancelled, '<', 5, 'a load can be cancelled');

$node->safe_psql('postgres', q{CALL wic_load_inbox(corpus => 'killed')});
is(content('killed'), content('whole'), 'run again, it gives what an undisturbed load gives');
is($node->safe_psql('postgres', q{SELECT DISTINCT action FROM killed.inbox}), 'added', 'each document was added once');

my @loads = map { start_load('shared') } 1 .. 2;
$_->finish for @loads;
is(content('shared'), content('whole'), 'two sessions that share an inbox give the same');
is($node->safe_psql('postgres', q{SELECT DISTINCT action FROM shared.inbox}), 'added', 'and load each document once');

# Derived again, nothing changes, not even a key.
my $keys = q{SELECT md5(string_agg(p::text, '/' ORDER BY passage_id)) FROM whole.passages AS p};
my $old_keys = $node->safe_psql('postgres', $keys);
is($node->safe_psql('postgres', q{SELECT action, count(*) FROM wic_reprocess('whole') GROUP BY action}), "unchanged|$documents", 'reprocessing changes nothing');
is($node->safe_psql('postgres', $keys), $old_keys, 'and keeps the keys');

done_testing();
