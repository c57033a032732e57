# Character sets: a long document is decoded in bounded time, and a query that
# decodes can be canceled.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');
$node->safe_psql('postgres', q(
	CREATE TABLE long AS
	SELECT convert_to(repeat('山上的雪化了，河里的水涨起来。', 1700000), 'GBK') AS raw;
	CREATE TABLE noise AS
	SELECT string_agg(sha512(n::text::bytea), '') AS raw FROM generate_series(1, 800000) AS n;));

# one line of 51 MB, with no place in it that is safe to begin at
is($node->safe_psql('postgres', q(
	SET statement_timeout = '60s';
	SELECT length(raw), d.charset, d.is_uncertain, length(d.document)
	FROM long, wic_decode_document(raw, NULL) AS d)),
	'51000000|GB18030|f|25500000', 'a document of one long line');

# random bytes are refused as fast as they are read
is($node->safe_psql('postgres', q(
	SET statement_timeout = '60s';
	SELECT count(*), (SELECT wic_bad_byte(raw) FROM noise) FROM noise, wic_detect(raw))),
	'0|1', 'random bytes');

# bytes that are decoded to their end, for longer than the timeout
for my $charset ('GB18030', 'windows-1252', 'UTF-16LE')
{
	my ($result, $out, $err) = $node->psql('postgres', qq(
		SET statement_timeout = '20ms';
		SELECT wic_bad_byte(raw, '$charset') FROM long, generate_series(1, 100)));
	like($err, qr/canceling statement due to statement timeout/, "$charset can be canceled");
}

# converters outlive errors and are used again: the memory does not grow
my $memory = q[substring(pg_read_file('/proc/' || pg_backend_pid() || '/status') from 'VmRSS:\s+(\d+)')::int];
SKIP:
{
	skip 'no /proc', 1 unless -d '/proc/self';
	my $decode = q(
		DO $$
		BEGIN
			FOR i IN 1..20000 LOOP
				BEGIN
					PERFORM wic_decode(convert_to('山上的雪化了，河里的水涨起来。', 'GBK') || CASE WHEN i % 2 = 0 THEN '\xff' ELSE '' END::bytea);
				EXCEPTION WHEN character_not_in_repertoire THEN
				END;
			END LOOP;
		END $$;);
	my $growth = $node->safe_psql('postgres', qq(
		$decode
		CREATE TEMPORARY TABLE before AS SELECT $memory AS kb;
		$decode
		SELECT $memory - kb < 4096 FROM before));
	is($growth, 't', 'memory does not grow with documents and errors');
}

$node->stop;
done_testing();
