# CREATE INDEX by several processes: what they make is what one makes, and an
# error or a cancelled statement leaves nothing behind.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use WicIndex;

rounds_wanted(1);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->append_conf('postgresql.conf', <<'CONF');
max_parallel_maintenance_workers = 2
maintenance_work_mem = 8MB
log_temp_files = 0
autovacuum = off
CONF
settle($node);

sub run
{
	my ($sql) = @_;
	return $node->safe_psql('postgres', $sql);
}

# How many processes took part since it was last asked: each has a file.
my $log_read = 0;

sub participants
{
	my $log = slurp_file($node->logfile, $log_read);
	my %numbers = map { $_ => 1 } $log =~ m{\.fileset/(\d+)\.runs}g;
	$log_read = -s $node->logfile;
	return scalar keys %numbers;
}

# Run a statement that makes an index.
sub built
{
	my ($sql, $expected, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	participants();
	run($sql);
	return is(participants(), $expected, "$name: so many processes");
}

# What is known of an index, and does not depend on who made it.
sub content
{
	my ($index) = @_;
	return run("SELECT level, documents, deleted_documents, pending_documents, segments, lexemes FROM wic_index_stats('$index');"
		. "SELECT average_length FROM wic_index_segments('$index')");
}

sub leftovers
{
	return join ' ', glob($node->data_dir . '/base/pgsql_tmp/*');
}

make_articles($node, 3000);
run('DELETE FROM articles WHERE id % 10 = 0; UPDATE articles SET touched = id WHERE id % 9 = 0');
run('ALTER TABLE articles SET (parallel_workers = 2)');

# ---- what they make is what one makes ----

my $as = 'ON articles USING wicsearch';
built("SET max_parallel_maintenance_workers = 0; REINDEX INDEX articles_idx", 0, 'alone');
my $alone = content('articles_idx');
agrees($node, 'articles', 20, 'alone');
built('REINDEX INDEX articles_idx', 3, 'together');
is(content('articles_idx'), $alone, 'the same documents and lexemes');
is_sound($node, 'articles_idx', 'together', 'all');
agrees($node, 'articles', 40, 'together');

# Each has so little memory that it writes many runs.
built("SET maintenance_work_mem = '1MB'; REINDEX INDEX articles_idx", 3, '1MB');
is(content('articles_idx'), $alone, 'the same with 1MB');
agrees($node, 'articles', 20, '1MB');
built("SET maintenance_work_mem = '1MB'; SET max_parallel_maintenance_workers = 0; REINDEX INDEX articles_idx", 0, '1MB alone');
is(content('articles_idx'), $alone, 'the same with 1MB alone');
is_sound($node, 'articles_idx', '1MB alone', 'all');

# The number of workers comes from the size of the table, and from the memory.
run('ALTER TABLE articles RESET (parallel_workers)');
built("SET min_parallel_table_scan_size = 0; SET maintenance_work_mem = '64MB'; REINDEX INDEX articles_idx", 2, 'as the planner wants');
built("SET min_parallel_table_scan_size = 0; SET maintenance_work_mem = '63MB'; REINDEX INDEX articles_idx", 0, 'too little memory');
run('ALTER TABLE articles SET (parallel_workers = 2)');

# Without blocking writers.
built('REINDEX INDEX CONCURRENTLY articles_idx', 3, 'REINDEX CONCURRENTLY');
is(content('articles_idx'), $alone, 'the same when made concurrently');
run('DROP INDEX articles_idx');
built("CREATE INDEX CONCURRENTLY articles_idx $as (body) WITH (pending_limit = 64)", 3, 'CREATE INDEX CONCURRENTLY');
is_sound($node, 'articles_idx', 'concurrently', 'all');
agrees($node, 'articles', 20, 'concurrently');

# What it is made of afterwards is logged like anything else.
$node->restart('immediate');
is_sound($node, 'articles_idx', 'after a crash', 'all');
agrees($node, 'articles', 5, 'after a crash');

# Others can delete, merge and insert.
run('DELETE FROM articles WHERE id % 7 = 0; INSERT INTO articles (body) SELECT made_text(n) FROM generate_series(5001, 5300) AS n');
run('VACUUM articles');
run("SELECT wic_merge('articles_idx')");
is_sound($node, 'articles_idx', 'after changes', 'all');
agrees($node, 'articles', 10, 'after changes');

# ---- all kinds of indexes ----

built("CREATE INDEX exact $as (body) WITH (level = 'exact')", 3, 'another level');
built("CREATE INDEX part $as ((body || touched)) WHERE id % 2 = 0", 3, 'partial, of an expression');
is_sound($node, $_, 'another kind', 'all') foreach qw(exact part);
my $halves = q{SELECT array_agg(id ORDER BY id) FROM articles WHERE body || touched @@ wic_query('旧 OR 茶') AND id % 2 = 0};
is(run("SET enable_seqscan = off; $halves"), run("SET enable_indexscan = off; SET enable_bitmapscan = off; $halves"), 'of which it finds the rows');

run(q{CREATE UNLOGGED TABLE vectors (id bigint, body tsvector) WITH (parallel_workers = 2);
INSERT INTO vectors SELECT n, CASE WHEN n % 5 = 0 THEN strip(v) ELSE v END
FROM generate_series(1, 2000) AS n, LATERAL (SELECT to_tsvector('wicsearch', made_text(n)) AS v OFFSET 0) AS s});
built('CREATE INDEX vectors_idx ON vectors USING wicsearch (body)', 3, 'of tsvector, not logged');
is_sound($node, 'vectors_idx', 'of tsvector', 'all');
agrees($node, 'vectors', 10, 'of tsvector');

run(q{CREATE TABLE nothing (body text) WITH (parallel_workers = 2); INSERT INTO nothing SELECT NULL FROM generate_series(1, 1000)});
built('CREATE INDEX nothing_idx ON nothing USING wicsearch (body)', 3, 'of NULLs');
is_sound($node, 'nothing_idx', 'of NULLs', 'all');
built('TRUNCATE nothing', 0, 'of nothing');
is_sound($node, 'nothing_idx', 'of nothing', 'all');

# What workers must not or cannot do is done alone.
run(q{CREATE FUNCTION unsafe(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE AS 'BEGIN RETURN t; END'});
built("CREATE INDEX unsafe_idx $as (unsafe(body))", 0, 'a function that is not safe');
is(run(q{CREATE TEMPORARY TABLE passing (body text) WITH (parallel_workers = 2);
	INSERT INTO passing SELECT made_text(n) FROM generate_series(1, 100) AS n;
	CREATE INDEX ON passing USING wicsearch (body); SELECT 0}) + participants(), 0, 'a temporary table');

# A row has older versions, of which a snapshot may see one.
is(run(q{BEGIN; CREATE TABLE chains (id integer, body text) WITH (parallel_workers = 2, fillfactor = 40);
	INSERT INTO chains SELECT n, made_text(n) FROM generate_series(1, 600) AS n; COMMIT;
	BEGIN; UPDATE chains SET body = body || '茶';
	CREATE INDEX chains_idx ON chains USING wicsearch (body);
	SELECT indcheckxmin FROM pg_index WHERE indexrelid = 'chains_idx'::regclass; COMMIT}), 't', 'broken HOT chains are told of');
is(participants(), 3, 'by all processes');
agrees($node, 'chains', 5, 'broken HOT chains');

# ---- errors ----

log_is_clean($node, 'so far');

# Whoever comes upon the row.
run(q{CREATE FUNCTION failing(t text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN t || 1 / (n - 2501)});
foreach my $how ('', 'CONCURRENTLY')
{
	my ($code, $out, $err) = $node->psql('postgres', "CREATE INDEX $how failing $as (failing(body, id))");
	like($err, qr/division by zero/, "an error of a participant $how");
	run('DROP INDEX IF EXISTS failing');
}
is(leftovers(), '', 'no file is left');

# A build that goes on for a while: whoever waits sees how far it is.
run(q{CREATE FUNCTION slow(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
	BEGIN PERFORM pg_sleep(0.02); RETURN t; END $$});
my $workers = q{SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'parallel worker'};
foreach my $how ('cancel', 'terminate')
{
	my $job = launch('psql', '-X', '-d', $node->connstr('postgres') . ' application_name=slow', '-c', "CREATE INDEX slow $as (slow(body))");
	$node->poll_query_until('postgres', q{SELECT EXISTS (SELECT FROM pg_stat_progress_create_index
		WHERE phase = 'building index: scanning table' AND tuples_done >= 256 AND blocks_total > blocks_done)});
	is(run("$workers AND query LIKE 'CREATE INDEX slow%'"), '2', 'workers are seen, with the statement');
	run("SELECT pg_${how}_backend(pid) FROM pg_stat_activity WHERE application_name = 'slow' AND backend_type = 'client backend'");
	$job->{run}->finish;
	like($job->{err}, qr/canceling statement due to user request|terminating connection due to administrator command/, "$how");
	ok($node->poll_query_until('postgres', "SELECT ($workers) = 0"), 'workers end');
	ok($node->poll_query_until('postgres', q{SELECT NOT EXISTS (SELECT FROM pg_ls_tmpdir())}), 'and leave no file');
	run('DROP INDEX IF EXISTS slow');
}

# A worker that is gone.
my $job = launch('psql', '-X', '-d', $node->connstr('postgres') . ' application_name=slow', '-c', "CREATE INDEX slow $as (slow(body))");
$node->poll_query_until('postgres', "SELECT ($workers) = 2");
run(q{SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'parallel worker' LIMIT 1});
$job->{run}->finish;
like($job->{err}, qr/ERROR:  terminating background worker "parallel worker" due to administrator command/, 'a worker that is terminated');
built('REINDEX INDEX articles_idx', 3, 'after all that');
is_sound($node, 'articles_idx', 'after all that', 'all');
agrees($node, 'articles', 10, 'after all that');

# There may be no worker.
$node->append_conf('postgresql.conf', 'max_worker_processes = 0');
$node->restart;
built('REINDEX INDEX articles_idx', 0, 'no worker to be had');
is(content('articles_idx') ne '', 1, 'the index is made');
agrees($node, 'articles', 5, 'no worker to be had');

log_is_clean($node, 'in the end', allowed => qr/^(?:57014|57P0\d|22012)$/);
$node->stop;

done_testing();
