# The life of an index: tables of all kinds, everything that rewrites or moves
# it, dumps, and what is left when something was cancelled in the middle.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time usleep);
use WicIndex;

rounds_wanted(1);
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->append_conf('postgresql.conf', "min_parallel_table_scan_size = 0\n");
settle($node);

sub run
{
	my ($sql) = @_;
	return $node->safe_psql('postgres', $sql);
}

sub fine
{
	my ($table, $name) = @_;
	agrees($node, $table, 5, $name);
	is_sound($node, "${table}_idx", $name);
	return;
}

# All that a table without WAL may lose is its rows.
make_articles($node, 300, 'gone');
run('ALTER TABLE gone SET UNLOGGED');
fine('gone', 'unlogged');
run('INSERT INTO gone (body) SELECT made_text(n) FROM generate_series(1001, 1300) AS n');
fine('gone', 'unlogged, with more rows');
$node->stop('immediate');
$node->start;
is(run('SELECT count(*) FROM gone'), '0', 'unlogged, after a crash: no rows');
is_sound($node, 'gone_idx', 'unlogged, after a crash', 'all');
run('INSERT INTO gone (body) SELECT made_text(n) FROM generate_series(1, 300) AS n');
fine('gone', 'unlogged, filled again');
run('ALTER TABLE gone SET LOGGED');
$node->stop('immediate');
$node->start;
is(run('SELECT count(*) FROM gone'), '300', 'logged again, after a crash: all rows');
fine('gone', 'logged again, after a crash');

# wal_level is minimal here: what is built in the transaction that made the
# table is not logged but written.
run(q{BEGIN; CREATE TABLE born AS SELECT n AS id, made_text(n) AS body FROM generate_series(1, 300) AS n;
CREATE INDEX born_idx ON born USING wicsearch (body) WITH (pending_limit = 64);
INSERT INTO born SELECT n, made_text(n) FROM generate_series(301, 900) AS n;
SELECT wic_merge('born_idx'); COMMIT});
$node->stop('immediate');
$node->start;
fine('born', 'built and filled without WAL, after a crash');

# Temporary tables.
is(run(<<'SQL'), '', 'a temporary table');
SET client_min_messages = warning;
CREATE TEMPORARY TABLE passing (id integer, body text) ON COMMIT PRESERVE ROWS;
CREATE INDEX passing_idx ON passing USING wicsearch (body) WITH (pending_limit = 64);
INSERT INTO passing SELECT n, made_text(n) FROM generate_series(1, 600) AS n;
SELECT * FROM unused_scans('passing');
SELECT * FROM random_differences('passing', 10, 1);
DELETE FROM passing WHERE id % 3 = 0;
VACUUM passing;
SELECT * FROM random_differences('passing', 10, 1);
SELECT * FROM wic_check('passing_idx', true) WHERE severity = 'error';
TRUNCATE passing;
SELECT * FROM random_differences('passing', 10, 1);
SELECT * FROM wic_check('passing_idx', true) WHERE severity = 'error';
SQL
is(run(<<'SQL'), '1', 'a temporary table whose rows go with the transaction');
SET client_min_messages = warning;
CREATE TEMPORARY TABLE passing (id integer, body text) ON COMMIT DELETE ROWS;
CREATE INDEX passing_idx ON passing USING wicsearch (body);
BEGIN; INSERT INTO passing VALUES (1, '小溪'); COMMIT;
SELECT * FROM wic_check('passing_idx', true) WHERE severity = 'error';
BEGIN; INSERT INTO passing VALUES (2, '小溪');
SET enable_seqscan = off;
SELECT count(*) FROM passing WHERE body @@ wic_query('小溪');
COMMIT;
SQL

# Partial indexes and expressions.
make_articles($node, 1000, 'part');
run(q{DROP INDEX part_idx;
CREATE INDEX part_idx ON part USING wicsearch (body) WITH (pending_limit = 64) WHERE id % 2 = 0;
CREATE INDEX part_both ON part USING wicsearch ((body || '。' || coalesce(touched::text, ''))) WITH (pending_limit = 64);
UPDATE part SET touched = id WHERE id % 5 = 0;
DELETE FROM part WHERE id % 7 = 0;
INSERT INTO part (body) SELECT made_text(n) FROM generate_series(1001, 1500) AS n});
my $half = q{SELECT array_agg(id ORDER BY id) FROM part WHERE body @@ wic_query('旧 OR 茶') AND id % 2 = 0};
my $both = q{SELECT array_agg(id ORDER BY id) FROM part WHERE body || '。' || coalesce(touched::text, '') @@ wic_query('0* 网络')};
foreach my $moment ('at first', 'after VACUUM', 'after wic_merge')
{
	is(run("SET enable_seqscan = off; $_"), run("SET enable_indexscan = off; SET enable_bitmapscan = off; $_"),
		"partial index or expression $moment") foreach ($half, $both);
	is_sound($node, $_, $moment) foreach qw(part_idx part_both);
	run($moment eq 'at first' ? 'VACUUM part' : q{SELECT wic_merge('part_idx'), wic_merge('part_both')});
}
like(run("SET enable_seqscan = off; EXPLAIN $half"), qr/part_idx/, 'the partial index is used');
like(run("SET enable_seqscan = off; EXPLAIN $both"), qr/part_both/, 'the index of an expression is used');

# Two indexes on one column, of different levels.
make_articles($node, 500, 'two');
run(q{CREATE INDEX two_exact ON two USING wicsearch (body) WITH (level = 'exact')});
run('INSERT INTO two (body) SELECT made_text(n) FROM generate_series(501, 700) AS n');
fine('two', 'beside an index of another level');
is_sound($node, 'two_exact', 'the other one');

# What rewrites the table, or moves the index.
make_articles($node, 1000);
run('DELETE FROM articles WHERE id % 3 = 0');
my $where = $node->basedir . '/elsewhere';
mkdir $where;
my @rewrites = (
	'VACUUM FULL articles',
	'CLUSTER articles USING articles_pkey',
	'REINDEX INDEX articles_idx',
	'REINDEX TABLE CONCURRENTLY articles',
	'ALTER TABLE articles ALTER COLUMN touched TYPE bigint',
	"CREATE TABLESPACE elsewhere LOCATION '$where'",
	'ALTER INDEX articles_idx SET TABLESPACE elsewhere',
	'ALTER TABLE articles SET TABLESPACE elsewhere',
	'REINDEX (TABLESPACE pg_default, CONCURRENTLY) INDEX articles_idx',
	'ALTER INDEX articles_idx SET (pending_limit = 128)',
	'ALTER INDEX articles_idx RESET (pending_limit)',
	'ALTER INDEX articles_idx SET (pending_limit = 64)');
foreach my $rewrite (@rewrites)
{
	(my $name = $rewrite) =~ s/ LOCATION.*//;
	run($rewrite);
	run('INSERT INTO articles (body) SELECT made_text(n) FROM generate_series(2001, 2100) AS n');
	fine('articles', $name);
}
$node->restart('immediate');
fine('articles', 'after a crash');

# Emptied, for good or not.
run('TRUNCATE articles');
is_sound($node, 'articles_idx', 'TRUNCATE', 'all');
run('BEGIN; INSERT INTO articles (body) SELECT made_text(n) FROM generate_series(1, 900) AS n; TRUNCATE articles; INSERT INTO articles (body) VALUES (made_text(7)); ROLLBACK');
is_sound($node, 'articles_idx', 'TRUNCATE, rolled back');
run('INSERT INTO articles (body) SELECT made_text(n) FROM generate_series(1, 1000) AS n');
fine('articles', 'filled again');

# Made beside others, and dropped while somebody reads.
run('DROP INDEX articles_idx; CREATE INDEX CONCURRENTLY articles_idx ON articles USING wicsearch (body) WITH (pending_limit = 64)');
fine('articles', 'CREATE INDEX CONCURRENTLY');
my ($code, $out, $err) = $node->psql('postgres', <<'SQL');
SET enable_seqscan = off;
BEGIN;
DECLARE c CURSOR FOR SELECT id FROM articles WHERE body @@ wic_query('旧') ORDER BY body <=> wic_query('旧', 'articles');
MOVE 3 FROM c;
DROP INDEX articles_idx;
SQL
like($err, qr/cannot DROP INDEX "articles_idx" because it is being used by active queries in this session/, 'not dropped under a cursor');
fine('articles', 'not dropped');

# Dumps keep options and operator classes.
run(q{CREATE TABLE vectors (id bigint, body tsvector);
INSERT INTO vectors SELECT n, to_tsvector('wicsearch', made_text(n)) FROM generate_series(1, 300) AS n;
CREATE INDEX vectors_idx ON vectors USING wicsearch (body) WITH (pending_limit = 96);
CREATE INDEX two_few ON two USING wicsearch (body wic_text_ops) WITH (level = 'exact', pending_limit = 256) WHERE id < 100});
fine('vectors', 'of tsvector');
my $definitions = q{SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
	JOIN pg_am ON pg_am.oid = relam WHERE amname = 'wicsearch' ORDER BY 1};
my $file = PostgreSQL::Test::Utils::tempdir() . '/life.dump';
$node->command_ok([ 'pg_dump', '-Fc', '-f', $file, '-d', $node->connstr('postgres') ], 'pg_dump');
run('CREATE DATABASE copy');
$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr('copy'), $file ], 'pg_restore');
is($node->safe_psql('copy', $definitions), run($definitions), 'the indexes came back as they were');
is($node->safe_psql('copy', "SELECT * FROM unused_scans('articles'); SELECT * FROM random_differences('articles', 10, 1)"), '', 'and find what is there');
is($node->safe_psql('copy', q{SELECT c.* FROM (VALUES ('vectors_idx'::regclass), ('two_few'), ('two_exact')) AS v (i), wic_check(i, true) AS c}), '', 'and are sound');

# What takes long can be cancelled, within a second on a machine that is free.
my $patience = $ENV{WICSEARCH_PATIENCE} || 2;
my $rows = $ENV{WICSEARCH_ROWS} || 12000;
make_articles($node, 10, 'long');
run(qq{DROP INDEX long_idx; ALTER TABLE long SET (autovacuum_enabled = off);
INSERT INTO long (body) SELECT made_text(n) FROM generate_series(1, $rows) AS n;
INSERT INTO long (body) SELECT string_agg(made_text(n), '') FROM generate_series(1, $rows) AS n WHERE made_number(n, 2, 10) = 0});

# Start a statement, cancel it after a while, and see how long it goes on; it
# may have ended before.  Returns whether it had not.
my $active = q{FROM pg_stat_activity WHERE application_name = 'long' AND state = 'active'};

sub cancelled
{
	my ($name, $sql, $seconds, $before) = @_;
	my $job = launch('psql', '-X', '-q', '-o', '/dev/null', '-d', $node->connstr('postgres') . ' application_name=long',
		map { ('-c', $_) } grep { $_ } $before, $sql);
	my $start = substr($sql, 0, 10);
	my $deadline = time() + $PostgreSQL::Test::Utils::timeout_default;
	while (time() < $deadline)
	{
		$job->{run}->pump_nb;
		last if !$job->{run}->pumpable || run(qq{SELECT count(*) $active AND left(query, 10) = '$start'});
	}
	usleep(1e6 * $seconds);
	my $started = time();
	run("SELECT pg_cancel_backend(pid) $active");
	$job->{run}->finish;
	my $took = time() - $started;
	my $was_cancelled = $job->{err} =~ /canceling statement due to user request/;
	note(sprintf('%s: %s after %.3f s', $name, $was_cancelled ? 'cancelled' : 'done', $took));
	is($was_cancelled ? '' : $job->{err}, '', "$name: no other error");
	cmp_ok($took, '<', $patience, "$name ends at once");
	return $was_cancelled;
}

my $create = 'CREATE INDEX long_idx ON long USING wicsearch (body) WITH (pending_limit = 64)';
my $started = time();
run($create);
my $build = time() - $started;
note(sprintf('built in %.3f s', $build));
fine('long', 'built');
run('DROP INDEX long_idx');
foreach my $part (0.1, 0.3, 0.5, 0.7, 0.9)
{
	run('DROP INDEX long_idx') if !cancelled("CREATE INDEX at $part of its time", $create, $build * $part);
}
run($create);
fine('long', 'built at last');

# Many documents are pending, in many segments.
sub spread
{
	run("UPDATE long SET body = body || '。' WHERE id % 4 = 0");
	run('ALTER INDEX long_idx SET (pending_limit = 1000000)');
	run("UPDATE long SET body = body || '，' WHERE id % 4 = 1");
	run('ALTER INDEX long_idx SET (pending_limit = 64)');
	return;
}

my $n = 0;
foreach my $seconds (0, 0.1, 0.3)
{
	spread();
	$n += cancelled("wic_merge after $seconds s", q{SELECT wic_merge('long_idx')}, $seconds);
	run('DELETE FROM long WHERE id % 10 = 0');
	$n += cancelled("VACUUM after $seconds s", 'VACUUM (INDEX_CLEANUP on) long', $seconds);
	is_sound($node, 'long_idx', 'then');
}
cmp_ok($n, '>=', 2, 'some were cancelled');
ok(cancelled('an INSERT that flushes', 'INSERT INTO long (body) SELECT made_text(n) FROM generate_series(1, 50000) AS n', 0.3), 'it was');
fine('long', 'after an INSERT that was cancelled');

my $many = join(' OR ', map { "$_*" } qw(河 小 春 山 雪 化 大 爱 清 岸 树 绿 主 渔 夜 灯 桥 一 石 鱼 花 秋 风 云 月 船 木 米 茶 旧 网), 0 .. 9, 'w');
ok(cancelled('a long query', "SELECT count(*) FROM generate_series(1, 1000000) AS n, LATERAL (SELECT id FROM long WHERE body @@ wic_query('$many') AND id <> n ORDER BY body <=> wic_query('$many') LIMIT 1000 OFFSET n * 0) AS s",
	0.5, 'SET enable_seqscan = off; SET enable_sort = off'), 'it was');
ok(cancelled('wic_check', "SELECT wic_check('long_idx', true) FROM generate_series(1, 1000000)", 0.5), 'it was');
fine('long', 'after all that');

# An error while documents are flushed loses none, and leaves no room unused.
run('BEGIN; INSERT INTO long (body) SELECT made_text(n) FROM generate_series(70001, 70400) AS n; ROLLBACK');
($code, $out, $err) = $node->psql('postgres', q{SET statement_timeout = '150ms'; INSERT INTO long (body) SELECT made_text(n) FROM generate_series(1, 1000000) AS n});
like($err, qr/statement timeout/, 'time ran out');
($code, $out, $err) = $node->psql('postgres', q{INSERT INTO long (body) SELECT CASE WHEN n = 3000 THEN (1 / (n - n))::text ELSE made_text(n) END FROM generate_series(1, 5000) AS n});
like($err, qr/division by zero/, 'an error of the statement');
fine('long', 'after errors');
run('VACUUM (INDEX_CLEANUP on) long');
is_sound($node, 'long_idx', 'after VACUUM', 'all');
fine('long', 'after VACUUM');

log_is_clean($node, 'in the end', allowed => qr/^(?:57014|57P0\d|22012|55006)$/);
$node->stop;

done_testing();
