#!/usr/bin/perl
# test/bench/ranked_queries.pl: take 30 queries, rare to frequent, from texts.
#
#   test/bench/ranked_queries.pl FILE
#
# FILE has lines "id, tab, text".  A query is 2 to 8 characters at a random
# place of a run of Han in a random passage.  It goes by its length and by the
# share of passages that contain it, as far as the first 20000 tell; each class
# takes the first that fall into it, so that half of the queries are in more
# than one passage of a hundred, and two thirds have more than two characters.
# Writes lines "class, tab, query", the same in each run.
use strict;
use warnings FATAL => 'all';
use utf8;
use open qw(:std :encoding(UTF-8));

my $sample = 20000;
# Name, least share, and queries of 2, of 3 or 4, and of 5 to 8 characters.
my @classes = (
	[ '> 10 %', 0.1, 4, 3, 0 ],
	[ '1-10 %', 0.01, 3, 3, 2 ],
	[ '.1-1 %', 0.001, 2, 3, 2 ],
	[ '< .1 %', 0, 2, 3, 3 ]);
srand 20261122;

open my $file, '<', $ARGV[0] or die "$ARGV[0]: $!\n";
my @texts;
while (@texts < $sample && defined(my $line = <$file>))
{
	chomp $line;
	push @texts, (split /\t/, $line)[1];
}

sub count_in
{
	my ($query, $n) = @_;
	return scalar grep { index($_, $query) >= 0 } @texts[0 .. $n - 1];
}

my (%seen, %taken);
my $room = 30;
for (my $tries = 0; $room > 0 && $tries < 100000; $tries++)
{
	my @runs = $texts[rand @texts] =~ /\p{Sc=Han}{2,}/g or next;
	my $run = $runs[rand @runs];
	my $length = 2 + int rand 7;
	next if $length > length $run;
	my $query = substr $run, rand(length($run) - $length + 1), $length;
	next if $seen{$query}++;

	# Where there is no room left, a small sample tells enough.
	my $group = $length < 3 ? 2 : $length < 5 ? 3 : 4;
	my ($open) = grep { $_->[$group] > 0 } reverse @classes or next;
	next if $open->[1] > 0 && count_in($query, 500) < $open->[1] * 250;
	my $share = count_in($query, scalar @texts) / @texts;
	my ($class) = grep { $share >= $_->[1] } @classes;
	next if $class->[$group]-- <= 0;
	push @{ $taken{ $class->[0] } }, $query;
	$room--;
}
die "too few passages to take queries from\n" if $room > 0;
for my $class (@classes)
{
	print "$class->[0]\t$_\n" for sort @{ $taken{ $class->[0] } };
}
