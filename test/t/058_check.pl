# wic_check() names what is wrong: of one table with many equal indexes, each
# index is damaged in another way.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $page = 8192;
my $data = 24;                  # where the data of a page begin
my $stamp = $page - 32;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->append_conf('postgresql.conf', "autovacuum = off\n");
$node->start;

# Types of pages, and places in the metapage; am/page.h, am/meta.h.
my %type = (meta => 1, pending => 2, overflow => 3, header => 4, docmap => 16, norms => 17, deleted => 18,
	terms => 19, skips => 20, postings => 21, positions => 22, characters => 23);
my %place = (pending_tail => 44, free => 80, id => 96, ndocs => 108, ndeleted => 112, nblocks => 116,
	total_length => 120, nlexemes => 128);

# What is written where (page, place in its data), and what is found.  Others
# may be found as well, as one thing leads to another.
my @damages = (
	[ 'nothing uses', 'meta', $place{free}, pack('V', 0xFFFFFFFF), qr/^warning\|nothing uses \d+ blocks from block \d+ on$/m ],
	[ 'chain', 'meta', $place{pending_tail}, pack('V', 7777), qr/^error\|the pending pages do not end where they should$/m ],
	[ 'manifest', 'meta', $place{ndocs}, pack('V', 7), qr/^error\|segment \d+: its header and the manifest disagree$/m ],
	[ 'length', 'meta', $place{total_length}, pack('V', 7), qr/^error\|segment \d+: its documents cannot have 7 lexemes$/m ],
	[ 'header', 'header', 0, pack('V', 77), qr/^error\|segment \d+: its header and the manifest disagree$/m ],
	[ 'extents', 'header', 188, pack('V', 100000), qr/^error\|block \d+: extent beyond the end$/m ],
	[ 'streams', 'header', 56, pack('V', 7), qr/^error\|segment \d+: index "letters_\w+" is damaged at block \d+: header does not agree with the manifest$/m ],
	[ 'used', 'norms', -12, pack('v', 30), qr/^error\|block \d+: 6 bytes are in use, which is not right$/m ],
	[ 'stamp', 'skips', $stamp - $data, pack('V', 99), qr/^error\|segment \d+: index "letters_\w+" is damaged at block \d+: unexpected page$/m ],
	[ 'row twice', 'docmap', 24, pack('v3', 0, 0, 4), qr/^error\|row \(0,4\) is there more than once$/m ],
	[ 'order', 'docmap', 24, pack('v3', 0, 0, 4), qr/^error\|segment \d+: its rows are said to be in order, but are not$/m ],
	[ 'impossible row', 'docmap', 24, pack('v3', 1, 0, 1), qr/^error\|segment \d+: row \(65536,1\) cannot be$/m ],
	[ 'short norm', 'norms', 3, "\1", qr/^error\|segment \d+, term \d+: document 3 has more occurrences than lexemes$/m ],
	[ 'long norm', 'norms', 3, "\x40", qr/^warning\|segment \d+: document 3 has \d+ lexemes, which is not its length$/m ],
	[ 'deleted', 'deleted', 3, "\xFF", qr/^error\|segment \d+: 14 documents are deleted, not 6$/m ],
	[ 'skip', 'skips', 10, "\x55", qr/^error\|segment \d+, term \d+: documents score more than is said$/m ],
	[ 'places', 'skips', 68, pack('V', 300), qr/^error\|segment \d+, term \d+: the list is not where the one before ends$/m ],
	[ 'ends', 'header', 136, pack('V', 8136), qr/^error\|segment \d+, term \d+: its list is not where the streams end$/m ],
	[ 'node', 'terms', 0, "\xFF" x 8, qr/^error\|segment \d+: index "letters_\w+" is damaged at block \d+: damaged node$/m ],
	[ 'character', 'characters', 5, "\1", qr/^error\|segment \d+, term \d+: the documents of a character are not counted right$/m ],
	[ 'positions', 'positions', 20, "\x11" x 20, qr/^error\|row \(\d+,\d+\) is not in the index as it is in the table$/m ],
	[ 'pending row', 'pending', 4, pack('v', 0), qr/^error\|pending documents: row \(\d+,0\) cannot be$/m ],
	[ 'pending length', 'pending', 12, "\1", qr/^error\|pending documents: row \(\d+,\d+\) has another length$/m ],
	[ 'pending bytes', 'pending', 14, "\xFF" x 8, qr/^error\|pending documents: row \(\d+,\d+\) cannot be read$/m ],
	[ 'overflow', 'overflow', $stamp - $data, pack('V', 99), qr/^error\|pending documents: index "letters_\w+" is damaged/m ],
);

my @names = map { 'letters_' . $_->[0] =~ s/ /_/gr } @damages;
my $indexes = join "\n", map { "CREATE INDEX $_ ON letters USING wicsearch (body);" } @names;
$node->safe_psql('postgres', <<"SQL");
CREATE EXTENSION wicsearch;
CREATE TABLE letters (id integer, body text);
INSERT INTO letters SELECT n, format('第%s条小河的清水流过%s个山谷', n, n * 7) FROM generate_series(1, 20) AS n;
$indexes
SQL
$node->safe_psql('postgres', $_) foreach
	q{INSERT INTO letters SELECT n, format('第%s条小河的清水流过%s个山谷', n, n * 7) FROM generate_series(21, 600) AS n},
	'VACUUM letters',
	join("\n", map { "SELECT wic_merge('$_');" } @names),
	'DELETE FROM letters WHERE id IN (1, 2, 13, 101, 302, 503)',
	'VACUUM letters',
	q{INSERT INTO letters SELECT n, repeat('河水清清', n * n * n) FROM generate_series(2, 15, 13) AS n};

sub check
{
	my ($name) = @_;
	return $node->safe_psql('postgres', "SELECT severity, detail FROM wic_check('$name', true)");
}

is(join('', map { check($_) } @names), '', 'nothing is wrong with any of them');
my %file = map { $_ => $node->data_dir . '/' . $node->safe_psql('postgres', "SELECT pg_relation_filepath('$_')") } @names;
$node->stop;

foreach my $i (0 .. $#names)
{
	my ($what, $type, $place, $new) = @{ $damages[$i] };
	open my $file, '+<:raw', $file{ $names[$i] } or die "$names[$i]: $!";
	my $bytes = do { local $/; <$file> };

	# The first page of its kind; a segment that died may have some, too.
	my ($owner) = unpack 'V', substr $bytes, $data + $place{id}, 4;
	my ($n) = grep {
		my ($of, $number, $is) = unpack 'V x12 V x8 C', substr $bytes, $_ * $page + $stamp, 32;
		$is == $type{$type} && ($is < 4 || $of == $owner) && ($number == 0 || $is == 1);
	} 0 .. length($bytes) / $page - 1;
	die "$what: no page" unless defined $n;
	seek $file, $n * $page + $data + $place, 0;
	print $file $new;
	close $file;
}

$node->start;
like(check($names[$_]), $damages[$_][4], $damages[$_][0]) for 0 .. $#names;
is($node->safe_psql('postgres', q{SELECT count(*) FROM letters}), 596, 'the server goes on');
$node->safe_psql('postgres', "REINDEX INDEX $_") for @names;
is(join('', map { check($_) } @names), '', 'REINDEX cures them all');

done_testing();
