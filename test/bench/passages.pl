#!/usr/bin/perl
# test/bench/passages.pl N: print N passages, one a line, of 200 characters on
# the average.
#
# Characters and words are as unequal as in real texts (their rank decides how
# frequent they are), and every other passage has a pair of characters of its own,
# so that the dictionary of an index grows as it does there.
use strict;
use warnings;
use utf8;

my $n = shift // 1000;
binmode STDOUT, ':encoding(UTF-8)';
srand(1);

# A rank below the bound; low ones are frequent.
sub rank
{
	my ($bound) = @_;
	return int($bound * rand()**2);
}

my @characters = map { chr(0x4e00 + $_ * 5 % 3499) } 1 .. 3499;
my @words = map { join '', map { $characters[ rank(3499) ] } 1 .. 1 + int(rand(3)) } 1 .. 30000;
my @sentences = map { join('', map { $words[ rank(30000) ] } 1 .. 4 + int(rand(14))) . '。' } 1 .. 50000;

foreach (1 .. $n)
{
	my $text = join '', map { $sentences[ rand @sentences ] } 1 .. 4 + int(rand(11));
	$text .= $characters[ rand @characters ] . $characters[ rand @characters ] if rand() < 0.5;
	print $text, "\n";
}
