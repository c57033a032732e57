# The damage of the two garbled texts done again: from the text that we
# repair, the model of what was done to it has to lead back to the file, byte
# for byte.
use strict;
use warnings FATAL => 'all';
use utf8;

use Encode;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $shared = $ENV{WICSEARCH_SHARED} || '';

plan skip_all => 'the seed texts are not here' unless -d "$shared/truth/repaired";

# The codes before which a comma is put.
my $stops = qr/\xA3\xAC|\xA1\xA2|\xA1\xA3|\xA3\xBB|\xA3\xA1/;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');

# The answer to a query about a document, as characters.
sub ask
{
	my ($query, $document) = @_;
	my $quoted = '$document$' . $document . '$document$';
	return decode('UTF-8', $node->safe_psql('postgres', encode('UTF-8', sprintf($query, $quoted))));
}

sub read_text
{
	my ($file) = @_;
	return decode('UTF-8', slurp_file($file), Encode::FB_CROAK);
}

# Bytes as a sloppy decoder of code page 936 reads them, and then half-width.
sub read_sloppily
{
	my ($bytes) = @_;
	my $text = '';
	while ($bytes =~ /\G(?:([\x00-\x7F])|([\x81-\xFE])(.?))/gs)
	{
		my ($ascii, $lead, $trail) = ($1, $2, $3);
		if (defined $ascii) { $text .= $ascii; next }
		my $char = $trail =~ /[\x40-\xFF]/ ? decode('cp936', my $pair = "$lead$trail") : '?';
		next if "$lead$trail" =~ /^(?:[\xAA-\xAF\xF8-\xFE][\xA1-\xFE]|[\xA1-\xA7][\x40-\xA0])$/;
		$text .= $char;
	}
	$text =~ tr/\x{FF01}-\x{FF5E}\x{3000}/\x21-\x7E\x20/;
	return $text;
}

# How many characters two texts begin with alike.
sub common
{
	my ($a, $b) = @_;
	my ($low, $high) = (0, length($a) < length($b) ? length $a : length $b);
	while ($low < $high)
	{
		my $middle = int(($low + $high + 1) / 2);
		if (substr($a, 0, $middle) eq substr($b, 0, $middle)) { $low = $middle } else { $high = $middle - 1 }
	}
	return $low;
}

# Which of the marks got a comma is not part of the model: as many as agree
# with the file.
sub put_commas
{
	my ($bytes, $wanted) = @_;
	my @pieces = split /(?=$stops)/, $bytes;
	my $done = shift @pieces;
	while (@pieces)
	{
		my $piece = shift @pieces;
		my $behind = substr(join('', @pieces), 0, 60);
		my $with = common(read_sloppily("$done,$piece$behind"), $wanted);
		my $without = common(read_sloppily("$done$piece$behind"), $wanted);
		$done .= $with > $without ? ",$piece" : $piece;
	}
	return $done;
}

# The glosses of a document, by character.
sub glosses
{
	my ($raw) = @_;
	my %gloss = reverse map { split /\t/ } split /\n/, ask(<<'SQL', $raw);
SELECT before || E'\t' || substr(clean, start_char, 1)
FROM (VALUES (%s)) AS t (raw), wic_repair(raw) AS clean, wic_repairs(raw)
WHERE rule = 'pinyin-gloss' AND length = 0
SQL
	return %gloss;
}

sub damage
{
	my ($clean, $raw, %gloss) = @_;
	my $bytes = encode('cp936', $clean, Encode::FB_CROAK);
	for my $char (sort keys %gloss)
	{
		my $code = encode('cp936', my $copy = $char);
		my $gloss = encode('cp936', $copy = $gloss{$char});
		$bytes =~ s/\Q$code\E/$code$gloss/g;
	}
	return read_sloppily(put_commas($bytes, $raw));
}

for my $file (glob "$shared/truth/repaired/*.txt")
{
	my ($name) = $file =~ m{([^/]+)$};
	my $raw = read_text("$shared/corpus/seeds/$name");
	my $clean = ask('SELECT wic_repair(%s)', $raw);

	is($clean, read_text($file), "$name is repaired as it should be");
	is(ask('SELECT count(*) FROM wic_repairs(%s)', $clean), '0', 'and not again');

	# What the model is told: the digit that is lost, and the one character
	# whose every gloss was garbled.
	(my $known = $clean) =~ s/\x{FFFD}/7/;
	my %gloss = glosses($raw);
	$gloss{'內'} = '(nèi)' if $raw =~ /\?nèi\)/;
	is(damage($known, $raw, %gloss), $raw, 'and what was done to it leads back to the file');
}

done_testing();
