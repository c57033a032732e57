#!/usr/bin/perl
# test/bench/ranked_texts.pl: make as many passages as wanted out of real ones.
#
#   xz -dc passages.tsv.xz | test/bench/ranked_texts.pl PASSAGES
#
# Reads lines "id, tab, source, tab, text" and writes lines "id, tab, text",
# ids from 1.  Up to as many as there are, passages are taken as they are; the
# rest are made of their sentences.  A made passage takes its source and its
# length from a real one, and its sentences, each drawn by itself, from all
# that are of that source: a passage never mixes sources or scripts, and has
# about the length of a real one.  Poems are not mixed.  What is lost is what
# sentences of one passage have to do with each other; and as the sentences
# are those that there are, more passages bring few new terms.  Real and made
# ones stand in random order, the same in each run.
use strict;
use warnings FATAL => 'all';
use utf8;
use open qw(:std :encoding(UTF-8));

my $wanted = shift // die "usage: ranked_texts.pl PASSAGES\n";
srand 20261122;

sub one_of { return $_[0][rand @{ $_[0] }] }

# What is called NAME_mix is of the same source as NAME.
my (@real, @prose, %sentences, %seen);
while (my $line = <STDIN>)
{
	chomp $line;
	my (undef, $source, $text) = split /\t/, $line;
	$source =~ s/_mix//;
	push @real, $text;
	next if $source eq 'poem';
	push @prose, [ $source, $text ];
	for ($text =~ /[^。！？]+[。！？]*[」』”’）]*/g)
	{
		push @{ $sentences{$source} }, $_ unless $seen{$source}{$_}++;
	}
}
undef %seen;

# A sentence is added if that brings the length nearer to the one wanted.
sub made
{
	my ($source, $like) = @{ +shift };
	my $text = one_of($sentences{$source});
	while (1)
	{
		my $next = one_of($sentences{$source});
		return $text if length($text) + length($next) / 2 > length $like;
		$text .= $next;
	}
}

my @left = @real;
for my $id (1 .. $wanted)
{
	my $taken;
	if (rand($wanted - $id + 1) < @left)
	{
		my $n = int rand @left;
		$taken = $left[$n];
		$left[$n] = $left[-1];
		pop @left;
	}
	print $id, "\t", $taken // made(one_of(\@prose)), "\n";
}
