# What the tests of the access method share: texts, queries, and the oracle.
#
#	use WicIndex;
#	settle($node);				settings, the extension, and what is below
#	make_articles($node, 2000);
#	my @work = map { work($node, articles => 1000, writes()) } 1 .. 4;
#	...
#	$_->{run}->finish for @work;
#	agrees($node, 'articles', 20, 'after that');
#	is_sound($node, 'articles_idx', 'after that');
#	log_is_clean($node, 'and');
#
# The oracle and what makes texts and queries is in index_oracle.sql.
package WicIndex;
use strict;
use warnings FATAL => 'all';

use Exporter 'import';
use File::Basename qw(dirname);
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(settle make_articles agrees is_sound differences findings
	chance rounds_wanted launch work writes upkeep rebuilding log_is_clean);

# Settings and functions that all of these tests need.  A checkpoint is never
# far, and the log says what kind of error it was.
sub settle
{
	my ($node) = @_;
	$node->append_conf('postgresql.conf', <<'CONF');
log_statement = none
log_line_prefix = '%m [%p] %e '
full_page_writes = on
checkpoint_timeout = 30s
max_wal_size = 32MB
shared_buffers = 16MB
max_connections = 20
autovacuum_naptime = 1s
CONF
	$node->start;
	$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');
	$node->safe_psql('postgres', slurp_file(dirname(__FILE__) . '/index_oracle.sql'));
	return;
}

# A table articles (id, body, touched) of n rows, whose index is flushed often.
sub make_articles
{
	my ($node, $n, $table) = @_;
	$table //= 'articles';
	$node->safe_psql('postgres', <<"SQL");
CREATE TABLE $table (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text, touched integer DEFAULT 0)
	WITH (fillfactor = 90);
INSERT INTO $table (body) SELECT made_text(n) FROM generate_series(1, $n) AS n;
CREATE INDEX ${table}_idx ON $table USING wicsearch (body) WITH (pending_limit = 64);
SQL
	return;
}

# In which the index differs from a sequential scan; '' if in nothing.
sub differences
{
	my ($node, $table, $n) = @_;
	my $seed = chance(1e9);
	return $node->safe_psql('postgres', "SELECT * FROM random_differences('$table', $n, $seed) LIMIT 5");
}

sub agrees
{
	my ($node, $table, $n, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return is($node->safe_psql('postgres', "SELECT * FROM unused_scans('$table')") || differences($node, $table, $n),
		'', "$name: scans of $table agree");
}

# What wic_check has to say; leaks are warnings.
sub findings
{
	my ($node, $index, $which) = @_;
	my $condition = ($which // 'error') eq 'all' ? '' : "WHERE severity = 'error'";
	return $node->safe_psql('postgres', "SELECT severity, detail FROM wic_check('$index', true) $condition LIMIT 10");
}

sub is_sound
{
	my ($node, $index, $name, $which) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return is(findings($node, $index, $which), '', "$name: $index is sound");
}

# A number from 0 up to below n.
sub chance
{
	my ($n) = @_;
	return int(rand($n));
}

# How often to go round, and where chance begins: by the environment.
sub rounds_wanted
{
	my ($default) = @_;
	my $seed = $ENV{WICSEARCH_SEED} || time() % 100000;
	note("WICSEARCH_SEED=$seed");
	srand($seed);
	return $ENV{WICSEARCH_ROUNDS} || $default;
}

# Start a program in the background; returns its handle, with what it printed.
sub launch
{
	my (@command) = @_;
	my $job = { out => '', err => '' };
	$job->{run} = IPC::Run::start(\@command, '<', \undef, '>', \$job->{out}, '2>', \$job->{err});
	return $job;
}

# What a session can do to a table.
my %statement = (
	insert => sub { sprintf('INSERT INTO %s (body) SELECT made_text(%d + i) FROM generate_series(0, %d) AS i', $_[0], chance(1e9), chance(20)) },
	update => sub { sprintf('UPDATE %s SET body = made_text(%d) WHERE id = (SELECT max(id) - %d FROM %1$s)', $_[0], chance(1e9), chance(3000)) },
	touch => sub { sprintf('UPDATE %s SET touched = touched + 1 WHERE id = (SELECT max(id) - %d FROM %1$s)', $_[0], chance(3000)) },
	delete => sub { sprintf('DELETE FROM %s WHERE id IN (SELECT max(id) - %d - i FROM %1$s, generate_series(0, %d) AS i GROUP BY i)', $_[0], chance(4000), chance(15)) },
	old => sub { "DELETE FROM $_[0] WHERE id < (SELECT max(id) - 4000 FROM $_[0])" },
	rollback => sub { sprintf('BEGIN; INSERT INTO %s (body) SELECT made_text(%d + i) FROM generate_series(1, 10) AS i; ROLLBACK', $_[0], chance(1e9)) },
	slow => sub { sprintf('BEGIN; INSERT INTO %s (body) VALUES (made_text(%d)); SELECT pg_sleep(0.1); INSERT INTO %1$s (body) VALUES (made_text(%d)); COMMIT', $_[0], chance(1e9), chance(1e9)) },
	agree => sub { sprintf("SELECT must_agree('%s', %d)", $_[0], chance(1e9)) },
	cursor => sub { sprintf("BEGIN; DECLARE c CURSOR FOR SELECT id FROM %s WHERE body @@ wic_query('%s') ORDER BY body <=> wic_query('%s'); FETCH 3 FROM c; SELECT pg_sleep(0.2); FETCH ALL FROM c; COMMIT", $_[0], ('旧') x 2) },
	vacuum => sub { "VACUUM $_[0]" },
	merge => sub { sprintf("SELECT wic_merge('%s_idx', %d)", $_[0], 1 + chance(5)) },
	stats => sub { "SELECT wic_index_stats('$_[0]_idx')" },
	check => sub { "SELECT must_be_sound('$_[0]_idx')" },
	limit => sub { sprintf('ALTER INDEX %s_idx SET (pending_limit = %d)', $_[0], 64 << chance(3)) },
	reindex => sub { "REINDEX INDEX CONCURRENTLY $_[0]_idx" },
	checkpoint => sub { 'CHECKPOINT' },
	pause => sub { 'SELECT pg_sleep(0.1)' },
	cancel => sub { q{SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'work' ORDER BY random() LIMIT 1; SELECT pg_sleep(0.2)} });

# Weights of what writers do, and of what is done to keep things in order.  Who
# rebuilds the index does what locks its definition, too: otherwise PostgreSQL
# finds itself in a deadlock.
sub writes { return (insert => 10, update => 5, touch => 3, delete => 4, rollback => 1, slow => 1, agree => 2) }
sub rebuilding { return (reindex => 1, limit => 1, checkpoint => 1, pause => 8) }
sub upkeep { return (vacuum => 4, merge => 3, stats => 2, check => 1, pause => 6, old => 2) }

# Start a session that does n things to a table, by chance, errors or not.
sub work
{
	my ($node, $table, $n, %weights) = @_;
	my @kinds = map { ($_) x $weights{$_} } sort keys %weights;
	my ($handle, $file) = tempfile_of();
	print $handle 'SET client_min_messages = error;', "\n";
	print $handle $statement{ $kinds[ chance(scalar @kinds) ] }->($table), ";\n" for 1 .. $n;
	close $handle;
	my $name = $weights{cancel} ? 'canceller' : 'work';
	return launch('psql', '-X', '-q', '-o', '/dev/null', '-f', $file, '-d', $node->connstr('postgres') . " application_name=$name");
}

sub tempfile_of
{
	my $file = PostgreSQL::Test::Utils::tempdir_short() . '/work.sql';
	open(my $handle, '>', $file) or die "$file: $!";
	return ($handle, $file);
}

# What a log may hold beside what was asked for: the end of sessions, and of
# statements that were cancelled.
sub log_is_clean
{
	my ($node, $name, %options) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $log = slurp_file($node->logfile, $node->{wic_log_read} // 0);
	my $allowed = $options{allowed} // qr/^(?:57014|57P0\d|25P02|08006)$/;
	my @bad;
	$node->{wic_log_read} = -s $node->logfile;
	foreach my $line (split /\n/, $log)
	{
		push @bad, $line if $line =~ /terminated by signal (?!9\b)|TRAP:|inconsistent page|PANIC:/;
		push @bad, $line if $line =~ /\] (\w{5}) (?:ERROR|FATAL): / && $1 !~ $allowed;
	}
	return is(join("\n", splice(@bad, 0, 5)), '', "$name: nothing else in the log");
}

1;
