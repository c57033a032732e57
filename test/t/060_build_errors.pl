# What can go wrong while documents become a segment: a damaged document, and
# temporary files that are cut short or too large.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use WicIndex;

rounds_wanted(1);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->append_conf('postgresql.conf', "autovacuum = off\nmaintenance_work_mem = 1MB\nmax_parallel_maintenance_workers = 0");
settle($node);

sub run
{
	my ($sql) = @_;
	return $node->safe_psql('postgres', $sql);
}

sub fails
{
	my ($sql, $like, $what) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my ($code, $out, $err) = $node->psql('postgres', $sql);
	return like($err, $like, $what);
}

# ---- a damaged document ----

run(q{CREATE TABLE letters (id integer, body text);
INSERT INTO letters VALUES (1, '第一条小河');
CREATE INDEX letters_idx ON letters USING wicsearch (body);
INSERT INTO letters VALUES (2, '第二条小河 zebra'), (3, '第三条小河')});
my $name = $node->data_dir . '/' . run(q{SELECT pg_relation_filepath('letters_idx')});
$node->stop;

# The numbers behind the lexeme.
my $bytes = slurp_file($name);
my $place = index($bytes, 'zebra');
cmp_ok($place, '>', 0, 'the document is pending');
open(my $file, '+<:raw', $name) or die "$name: $!";
seek $file, $place + length('zebra'), 0;
print $file "\xff\xff\xff";
close $file;
$node->start;

fails('VACUUM letters', qr/a document in a wicsearch index is damaged/, 'it is not flushed');
fails('VACUUM letters', qr/HINT:.*REINDEX/, 'with a hint');
like(findings($node, 'letters_idx'), qr/^error\|/, 'wic_check finds it');
run('REINDEX INDEX letters_idx');
is_sound($node, 'letters_idx', 'after REINDEX', 'all');

# ---- temporary files ----

# The leader waits at its first row; meanwhile its worker reads the others.
make_articles($node, 2000);
run(q{DROP INDEX articles_idx;
ALTER TABLE articles SET (parallel_workers = 1);
CREATE FUNCTION waiting(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
	IF pg_backend_pid()::text = current_setting('test.leader', true) THEN
		WHILE (pg_stat_file('go', true)).size IS NULL LOOP
			PERFORM pg_sleep(0.01);
		END LOOP;
	END IF;
	RETURN t;
END $$});
my $temporary = $node->data_dir . '/base/pgsql_tmp';
my $build = 'CREATE INDEX waiting_idx ON articles USING wicsearch (waiting(body))';
foreach my $what (qw(runs documents))
{
	my $job = launch('psql', '-X', '-q', '-o', '/dev/null', '-d', $node->connstr('postgres'), '-c', 'SET max_parallel_maintenance_workers = 1',
		'-c', q{SELECT set_config('test.leader', pg_backend_pid()::text, false)}, '-c', $build);
	$node->poll_query_until('postgres', q{SELECT EXISTS (SELECT FROM pg_ls_dir('base/pgsql_tmp', true, false) AS folder,
			pg_stat_file('base/pgsql_tmp/' || folder || '/1.documents.0', true) AS file WHERE file.size > 0)
		AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'parallel worker')});
	my @files = glob("$temporary/*/1.$what.0");
	is(scalar(@files), 1, "the $what of a worker are in a file");
	truncate($files[0], 1000) or die "$files[0]: $!";
	append_to_file($node->data_dir . '/go', 'go');
	$job->{run}->finish;
	like($job->{err}, qr/ERROR:  unexpected end of a temporary file/, 'one that is cut short is noticed');
	unlink($node->data_dir . '/go');
}

fails("SET temp_file_limit = '300kB'; $build", qr/temporary file size exceeds temp_file_limit/, 'and one that is too large refused');
is(join(' ', glob("$temporary/*")), '', 'none is left');
run($build);
is_sound($node, 'waiting_idx', 'at last', 'all');

log_is_clean($node, 'in the end', allowed => qr/^(?:XX00[12]|53400|58P01|XX000|58030)$/);
$node->stop;

done_testing();
