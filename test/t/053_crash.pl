# Killed at any moment, an index is sound after the restart and finds what a
# sequential scan finds; what a crash leaves behind, VACUUM takes back.
#
#	WICSEARCH_ROUNDS=200 WICSEARCH_SEED=1 PROVE_TESTS=test/t/053_crash.pl test/run tap
#
# In each round four sessions write, one keeps the index in order, one rebuilds
# it, one cancels the others, and then the server or a part of it is killed.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time usleep);
use WicIndex;

my $rounds = rounds_wanted(4);
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(allows_streaming => 1, extra => [ '--encoding=UTF8', '--no-locale', '--wal-segsize=4' ]);
$node->append_conf('postgresql.conf', "restart_after_crash = on\nmin_parallel_table_scan_size = 0\n");
settle($node);
make_articles($node, 1500);

# The processes of a server; the parent stands behind the name in brackets.
sub children_of
{
	my ($parent) = @_;
	my @children;
	foreach my $file (glob('/proc/[0-9]*/stat'))
	{
		open(my $stat, '<', $file) or next;
		my ($pid, $of) = (<$stat> // '') =~ /^(\d+) .*\) \S (\d+)/;
		push @children, $pid if $of && $of == $parent;
	}
	return @children;
}

sub postmaster
{
	my $file = $node->data_dir . '/postmaster.pid';
	my $deadline = time() + $PostgreSQL::Test::Utils::timeout_default;
	usleep(5_000) until -s $file || time() > $deadline;
	my ($pid) = slurp_file($file) =~ /^(\d+)/;
	return $pid;
}

sub wait_until_gone
{
	my (@pids) = @_;
	my $deadline = time() + $PostgreSQL::Test::Utils::timeout_default;
	usleep(10_000) while time() < $deadline && kill(0, @pids);
	return;
}

# The ways to die.
my %death = (
	everything => sub {
		my $pid = postmaster();
		my @all = children_of($pid);
		$node->kill9;
		kill(9, @all);
		wait_until_gone($pid, @all);
		$node->start;
	},
	postmaster => sub {
		my $pid = postmaster();
		my @all = children_of($pid);
		$node->kill9;
		wait_until_gone($pid, @all);
		$node->start;
	},
	immediate => sub {
		$node->stop('immediate');
		$node->start;
	},
	backend => sub {
		my $pid = $node->safe_psql('postgres', q{SELECT pid FROM pg_stat_activity WHERE application_name = 'work' ORDER BY state <> 'active', random() LIMIT 1});
		kill(9, $pid) if $pid;
	},
	recovery => sub {
		$node->stop('immediate');
		my $start = launch('pg_ctl', '-W', '-D', $node->data_dir, '-l', $node->logfile, 'start');
		$start->{run}->finish;
		my $pid = postmaster();
		my @all;
		usleep(5_000) until @all = children_of($pid);
		usleep(chance(200_000));
		@all = children_of($pid);
		kill(9, $pid, @all);
		wait_until_gone($pid, @all);
		$node->start;
	});
my @deaths = qw(everything backend immediate postmaster everything recovery backend);

# What a killed REINDEX CONCURRENTLY leaves is for the user to drop.
sub drop_invalid
{
	my $invalid = $node->safe_psql('postgres', q{SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid});
	$node->safe_psql('postgres', "DROP INDEX $_") for split /\n/, $invalid;
	return;
}

foreach my $round (1 .. $rounds)
{
	my $death = $round <= @deaths ? $deaths[ $round - 1 ] : $deaths[ chance(scalar @deaths) ];
	my $name = "round $round, $death";
	my @work = map { work($node, articles => 4000, writes()) } 1 .. 4;
	push @work, work($node, articles => 4000, upkeep());
	push @work, work($node, articles => 4000, rebuilding()) if chance(2);
	push @work, work($node, articles => 4000, cancel => 1) if chance(2);

	usleep(300_000 + chance(1_500_000));
	$death{$death}->();
	foreach my $work (@work)
	{
		# Whoever goes on after the crash of another is not waited for.
		$work->{run}->kill_kill(grace => 0);
	}
	$node->poll_query_until('postgres', q{SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name IN ('work', 'canceller'))});

	drop_invalid();
	my $good = is_sound($node, 'articles_idx', $name);
	$good &&= agrees($node, 'articles', 10, $name);
	if ($good && chance(2))
	{
		$node->safe_psql('postgres', 'VACUUM articles');
		$good = is_sound($node, 'articles_idx', "$name, after VACUUM", 'all');
	}
	$good = log_is_clean($node, $name) && $good;
	note($node->safe_psql('postgres', q{SELECT s FROM wic_index_stats('articles_idx') AS s}));
	last unless $good;
}
$node->stop;

done_testing();
