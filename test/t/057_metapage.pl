# What the metapage says of the index.  A newer format is refused, and so is one
# that was read with other tables or dictionaries; REINDEX cures.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Places in the first block; am/meta.h.
my %place = (magic => 24, version => 28, fingerprint => 40);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->append_conf('postgresql.conf', "autovacuum = off\nenable_seqscan = off\n");
$node->start;
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION wicsearch;
CREATE TABLE letters (body text);
INSERT INTO letters SELECT format('第%s条小河的清水', n) FROM generate_series(1, 50) AS n;
CREATE INDEX letters_body ON letters USING wicsearch (body);
SQL
my $query = q{SELECT count(*) FROM letters WHERE body @@ wic_query('小河', NULL::regclass)};
my $insert = q{INSERT INTO letters VALUES ('又一条小河')};

# Change bytes of the first block while the server is down.
sub patch
{
	my ($what, $bytes) = @_;
	my $name = $node->data_dir . '/' . $node->safe_psql('postgres', q{SELECT pg_relation_filepath('letters_body')});
	$node->stop;
	open my $file, '+<:raw', $name or die "$name: $!";
	seek $file, $place{$what}, 0;
	print $file $bytes;
	close $file;
	$node->start;
}

sub fails
{
	my ($sql, $like, $what) = @_;
	my ($code, $out, $err) = $node->psql('postgres', $sql);
	like($err, $like, $what);
}

sub is_cured
{
	my ($what) = @_;
	$node->safe_psql('postgres', 'REINDEX INDEX letters_body');
	is($node->safe_psql('postgres', $query), 50, "$what: REINDEX cures");
	is($node->safe_psql('postgres', q{SELECT * FROM wic_check('letters_body', true)}), '', "$what: and nothing is wrong");
}

like($node->safe_psql('postgres', "EXPLAIN $query"), qr/letters_body/, 'the index is used');
is($node->safe_psql('postgres', $query), 50, 'and finds the rows');

patch(version => pack 'V', 99);
fails($query, qr/index "letters_body" has format version 99, which is newer than 1/, 'a newer format is not searched');
fails($query, qr/HINT:.*REINDEX/, 'with a hint');
fails($insert, qr/format version 99/, 'nor inserted into');
fails(q{SELECT wic_check('letters_body')}, qr/format version 99/, 'nor checked');
fails('VACUUM letters', qr/format version 99/, 'nor cleaned up');
is_cured('newer format');

patch(fingerprint => 'elsewhen');
fails($query, qr/index "letters_body" was built with other folding tables or dictionaries/, 'what was read in another way is not searched');
fails($query, qr/HINT:\s+Run REINDEX INDEX public\.letters_body;/, 'with a hint');
fails($insert, qr/HINT:\s+Run REINDEX INDEX public\.letters_body;/, 'nor inserted into');
is($node->safe_psql('postgres', q{SELECT severity, detail FROM wic_check('letters_body', true)}),
	'error|the index was built by other tables or dictionaries; REINDEX is needed', 'and wic_check says so');
is_cured('other tables');

patch(magic => 'nobody');
fails($query, qr/index "letters_body" is damaged at block 0: not a metapage/, 'what is no index of ours is not searched');
like($node->safe_psql('postgres', q{SELECT severity, detail FROM wic_check('letters_body')}),
	qr/^error\|metapage: .*not a metapage/, 'and wic_check says so');
is_cured('no index');

done_testing();
