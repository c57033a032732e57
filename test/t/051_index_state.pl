# wic_status() tells which index cannot be used, and what to run; statistics
# and plans come out of the index on a standby too, which merges nothing.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 1, extra => [ '--encoding=UTF8', '--no-locale' ]);
$primary->start;
$primary->safe_psql('postgres', <<'SQL');
CREATE EXTENSION wicsearch;
CREATE TABLE doc AS SELECT i AS id, '各國應當尊重' || CASE WHEN i % 10 = 0 THEN '網路主權' ELSE '彼此' END AS body
FROM generate_series(1, 1000) AS i;
CREATE INDEX doc_body ON doc USING wicsearch (body);
CREATE UNLOGGED TABLE notes AS SELECT * FROM doc LIMIT 10;
CREATE INDEX notes_body ON notes USING wicsearch (body);
INSERT INTO doc SELECT i, '後來的網路' FROM generate_series(1001, 1010) AS i;
ANALYZE doc;
SQL

my $status = q{SELECT object, state, detail, statement FROM wic_status() ORDER BY object};
my $same = q{SELECT wic_query('网络主权 各国', 'doc')::text = wic_query('网络主权 各国', 'doc', stats => 'exact')::text};
my $rows = q{EXPLAIN SELECT * FROM doc WHERE body @@ wic_query('各国', 'doc')};

is($primary->safe_psql('postgres', $status), "doc_body|ok||\nnotes_body|ok||", 'both can be used');
is($primary->safe_psql('postgres', $same), 't', 'statistics are exact');

$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;
$primary->wait_for_catchup($standby);

is($standby->safe_psql('postgres', $same), 't', 'statistics are exact on a standby');
is($standby->safe_psql('postgres', $rows), $primary->safe_psql('postgres', $rows), 'and so are estimates');
is($standby->safe_psql('postgres', $status), 'doc_body|ok||', 'an unlogged index is not looked at there');
is($standby->safe_psql('postgres', q{SELECT documents, pending_documents FROM wic_index_stats('doc_body')}),
	'1000|10', 'pending documents have arrived');
my ($code, $out, $err) = $standby->psql('postgres', q{SELECT wic_merge('doc_body')});
like($err, qr/recovery is in progress.*only be run on the primary/s, 'nothing is merged on a standby');
is($primary->safe_psql('postgres', q{SELECT wic_merge('doc_body')}), 1, 'merged on the primary');
$primary->wait_for_catchup($standby);
is($standby->safe_psql('postgres', q{SELECT documents, pending_documents FROM wic_index_stats('doc_body')}),
	'1010|0', 'the standby follows');
is($standby->safe_psql('postgres', $same), 't', 'and its statistics are exact again');
$standby->stop;

# The metapage: behind the page header of 24 bytes stand magic and version.
sub change_metapage
{
	my ($offset, $bytes) = @_;
	my $file = $primary->data_dir . '/' . $primary->safe_psql('postgres', q{SELECT pg_relation_filepath('doc_body')});

	$primary->stop;
	open(my $handle, '+<:raw', $file) or die "$file: $!";
	seek($handle, $offset, 0);
	print $handle $bytes;
	close $handle;
	$primary->start;
}

change_metapage(28, pack('L', 99));
like($primary->safe_psql('postgres', $status),
	qr/^doc_body\|unreadable version\|it has format version 99, and \d+ is known\|REINDEX INDEX \S*doc_body\nnotes_body\|ok\|\|$/,
	'a newer version is named');
($code, $out, $err) = $primary->psql('postgres', $same);
like($err, qr/index "doc_body" has format version 99.*REINDEX/s, 'and is not read');
$primary->safe_psql('postgres', 'REINDEX INDEX doc_body');
is($primary->safe_psql('postgres', $status), "doc_body|ok||\nnotes_body|ok||", 'REINDEX helps');

change_metapage(0, "\0" x 8192);
like($primary->safe_psql('postgres', $status), qr/^doc_body\|damaged\|its first page is not a metapage\|REINDEX/, 'damage is named');
($code, $out, $err) = $primary->psql('postgres', $same);
like($err, qr/doc_body/, 'and is an error');

my $file = $primary->data_dir . '/' . $primary->safe_psql('postgres', q{SELECT pg_relation_filepath('doc_body')});
$primary->stop;
truncate($file, 0) or die "$file: $!";
$primary->start;
like($primary->safe_psql('postgres', $status), qr/^doc_body\|damaged\|it has no metapage\|REINDEX/, 'an empty file too');
$primary->safe_psql('postgres', 'REINDEX INDEX doc_body');
is($primary->safe_psql('postgres', $same), 't', 'statistics are exact after REINDEX');
$primary->stop;

done_testing();
