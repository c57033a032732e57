# A standby replays what the index logs: each page comes out as it is on the
# primary (wal_consistency_checking), queries there find what a sequential scan
# finds while the primary flushes, merges and uses pages again, and a standby
# that is promoted goes on.  The same of a restored base backup.
#
# WICSEARCH_ROUNDS says how often the primary is written to beside queries, and
# how many moments between two changes of the index are restored.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(usleep);
use WicIndex;

my $rounds = rounds_wanted(2);
my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 1, has_archiving => 1, extra => [ '--encoding=UTF8', '--no-locale', '--wal-segsize=4' ]);
$primary->append_conf('postgresql.conf', <<'CONF');
wal_consistency_checking = 'all'
max_standby_streaming_delay = 500ms
max_standby_archive_delay = 500ms
hot_standby_feedback = off
wal_keep_size = 512MB
CONF
settle($primary);
$primary->safe_psql('postgres', 'CREATE EXTENSION pageinspect');
make_articles($primary, 1000);
$primary->backup('base');

my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;

# Conflicts with recovery are the only errors that a standby may answer with:
# a snapshot that is too old, a page that is used again.
my $conflict = qr/^(?:40001|57014|57P0\d|25P02)$/;

# The blocks of the index that differ, but for LSN, checksum and the hole in the
# middle.  New pages at the end are not logged.
sub different_blocks
{
	my @pages = map { {
			map { split /\|/ } split /\n/, $_->safe_psql('postgres', <<'SQL') } } @_;
SELECT n, md5(substr(page, 11, h.lower - 10) || substr(page, h.upper + 1))
FROM generate_series(0, pg_relation_size('articles_idx') / 8192 - 1) AS n,
	get_raw_page('articles_idx', n::integer) AS page, page_header(page) AS h
WHERE h.upper > 0
SQL
	my %blocks = map { %$_ } @pages;
	return join ' ', grep { ($pages[0]{$_} // '') ne ($pages[1]{$_} // '') } sort { $a <=> $b } keys %blocks;
}

# Begin to write; after finish_work() not even autovacuum does.
sub begin_work
{
	my ($node) = @_;
	my @work = map { work($node, articles => 4000, writes()) } 1 .. 2;
	$node->safe_psql('postgres', 'ALTER TABLE articles SET (autovacuum_enabled = on)');
	return (@work, work($node, articles => 4000, upkeep(), pause => 2));
}

sub finish_work
{
	my ($node, @work) = @_;
	$node->safe_psql('postgres', q{SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'work'});
	$_->{run}->finish foreach @work;
	$node->safe_psql('postgres', 'ALTER TABLE articles SET (autovacuum_enabled = off)');
	return;
}

sub fine
{
	my ($node, $name) = @_;
	is_sound($node, 'articles_idx', $name);
	agrees($node, 'articles', 10, $name);
	return;
}

# What some queries find, with bits of scores; statistics come from the index.
sub answers
{
	my ($node) = @_;
	return $node->safe_psql('postgres', <<'SQL');
SELECT q, found_by('Index Scan', by_score('articles', ''), wic_query(q, 'articles'))
FROM unnest('{旧,网络,小溪 -雪,茶 OR 米,w1*,桥}'::text[]) AS q
SQL
}

foreach my $round (1 .. $rounds)
{
	my @work = begin_work($primary);
	my @readers = map { work($standby, articles => 25, agree => 4, cursor => 1) } 1 .. 2;
	$_->{run}->finish foreach @readers;
	finish_work($primary, @work);
	$primary->wait_for_catchup($standby);
	log_is_clean($standby, "round $round, standby", allowed => $conflict);
	log_is_clean($primary, "round $round, primary");
	fine($standby, "round $round, standby");
	is(different_blocks($standby, $primary), '', "round $round: the pages are the same");
	is(answers($standby), answers($primary), "round $round: the answers are the same");
}

# A moment to come back to, and then more to do.
my $start = $primary->safe_psql('postgres', q{SELECT pg_create_restore_point('here')});
my $answers = answers($primary);
my @work = begin_work($primary);
usleep(2_000_000);

# Promoted in the middle, the standby has what had come.
$standby->promote;
$standby->poll_query_until('postgres', 'SELECT NOT pg_is_in_recovery()');
finish_work($primary, @work);
fine($standby, 'promoted');
@work = begin_work($standby);
usleep(1_000_000);
finish_work($standby, @work);
fine($standby, 'promoted, after writes');
$standby->safe_psql('postgres', 'VACUUM articles');
is_sound($standby, 'articles_idx', 'promoted, after VACUUM', 'all');
log_is_clean($standby, 'promoted', allowed => $conflict);
$standby->stop;

my $end = $primary->safe_psql('postgres', 'SELECT pg_switch_wal()');
$primary->poll_query_until('postgres', "SELECT last_archived_wal >= pg_walfile_name('$end') FROM pg_stat_archiver");
fine($primary, 'primary');

# Where the log of the index may be cut: behind any generic record, and mostly
# behind those that change more than one page.
sub places
{
	my ($n) = @_;
	my ($log) = run_command([ 'pg_waldump', '-r', 'Generic', '-p', $primary->archive_dir, '-s', $start, '-e', $end ]);
	my @records = $log =~ /^(.* lsn: .*)$/mg;
	my @large = grep { /blkref #1/ } @records;
	my @chosen = map { my $from = $_ % 3 ? \@large : \@records; $from->[ chance(scalar @$from) ] } 1 .. $n;

	return map { /lsn: (\S+),/ } @chosen;
}

my $n = 0;
foreach my $target ("recovery_target_name = 'here'", map { "recovery_target_lsn = '$_'" } places($rounds))
{
	my $restored = PostgreSQL::Test::Cluster->new('restored' . ++$n);
	$restored->init_from_backup($primary, 'base', has_restoring => 1, standby => 0);
	$restored->append_conf('postgresql.conf', "$target\nrecovery_target_action = promote\narchive_mode = off");
	$restored->start;
	$restored->poll_query_until('postgres', 'SELECT NOT pg_is_in_recovery()');
	is(answers($restored), $answers, 'a restore point: the answers are those of then') if $n == 1;
	fine($restored, $target);
	$restored->safe_psql('postgres', 'VACUUM articles');
	is_sound($restored, 'articles_idx', "$target, after VACUUM", 'all');
	log_is_clean($restored, $target);
	$restored->stop;
}
$primary->stop;

done_testing();
