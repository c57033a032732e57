# Collocates in the 88 reports, counted again from the tokens of the texts.
use strict;
use warnings FATAL => 'all';

use utf8;

use Encode qw(decode_utf8 encode_utf8);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};
my $reports = ($ENV{WICSEARCH_SHARED} || '') . '/corpus/reports';
plan skip_all => 'the reports are not here' unless -d $reports;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');
{
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	my ($out) = run_command([ "$top/extension/bin/wicsearch-load", '-C', '-d', 'postgres', '-c', 'reports', $reports ]);
	like($out, qr/88 added/, 'the reports load');
}

sub query
{
	my ($sql) = @_;
	return map { [ split /\t/, $_, -1 ] }
	  split /\n/, decode_utf8($node->safe_psql('postgres', encode_utf8("COPY ($sql) TO STDOUT")));
}

# Of each text: where its sentences begin, and its tokens, folded.
my @texts = map {
	my ($sentences, $tokens) = @$_;
	{ sentences => [ split /,/, $sentences ], tokens => [ map { [ split /:/, $_, 3 ] } split /;/, $tokens ] }
} query(q{
	SELECT (SELECT string_agg(s.start_char::text, ',' ORDER BY s.start_char) FROM wic_sentences(t.body) AS s),
		(SELECT string_agg(p.tokid || ':' || length(p.token) || ':' || CASE WHEN p.tokid <= 4 THEN wic_fold(p.token) ELSE '' END, ';' ORDER BY p.n)
		 FROM ts_parse('wicsearch', t.body) WITH ORDINALITY AS p (tokid, token, n))
	FROM wic_texts(wic_scope('reports')) AS t});
cmp_ok(scalar @texts, '>', 10000, scalar(@texts) . ' texts');

# A text as items: [folded, kind, joined to the last, begins a sentence]
sub items
{
	my ($text) = @_;
	my @sentences = @{ $text->{sentences} };
	my @items;
	my $at = 0;
	foreach my $token (@{ $text->{tokens} })
	{
		my ($kind, $length, $folded) = @$token;
		my @pieces = $kind == 1 ? split(//, $folded) : $kind <= 4 ? ($folded) : ();
		my $joined = 0;
		foreach my $i (0 .. $#pieces)
		{
			my $begins = 0;
			while (@sentences && $sentences[0] <= $at + $i) { shift @sentences; $begins = 1; }
			push @items, [ $pieces[$i], $kind, $joined && !$begins, $begins ];
			$joined = $kind == 1;
		}
		$at += $length;
	}
	return \@items;
}
$_->{items} = items($_) foreach @texts;

# Count all sequences of up to $max characters that are near a hit, within
# $span items before or behind it, and the places there are for them.
sub oracle
{
	my ($wanted, $span, $max) = @_;
	my $length = length $wanted;
	my (%near, %before, %after, @r1, @n, @runs);
	foreach my $text (@texts)
	{
		my $items = $text->{items};
		my (@hit, @side);
		foreach my $i (0 .. $#$items)
		{
			my $last = $i + $length - 1;
			next if $last > $#$items || grep { $items->[$_][1] != 1 || ($_ > $i && !$items->[$_][2]) } $i .. $last;
			next if join('', map { $_->[0] } @$items[ $i .. $last ]) ne $wanted;
			$hit[$_] = 1 foreach $i .. $last;
			my $j = $i;
			for (my $k = 0; $k < $span && $j > 0 && !$items->[$j][3]; $k++) { $side[ --$j ] |= 1; }
			$j = $last + 1;
			for (my $k = 0; $k < $span && $j <= $#$items && !$items->[$j][3]; $k++, $j++) { $side[$j] |= 2; }
		}
		my $run = '';
		foreach my $i (0 .. $#$items)
		{
			my $sides = 3;
			if (!$items->[$i][2] || $hit[$i] || $hit[ $i - 1 ]) { push @runs, $run if $run ne ''; $run = ''; }
			next if $hit[$i];
			$n[1]++;
			if ($items->[$i][1] == 1) { $run .= $items->[$i][0]; }
			else { push @runs, "\t$items->[$i][0]\t"; }
			my $sequence = '';
			foreach my $chars (1 .. $max)
			{
				my $j = $i + $chars - 1;
				last if $j > $#$items || $hit[$j] || ($chars > 1 && (!$items->[$j][2] || $items->[$j][1] != 1));
				$sides &= $side[$j] || 0;
				last if !$sides;
				$sequence .= $items->[$j][1] == 1 ? $items->[$j][0] : "\t$items->[$j][0]\t";
				$near{$sequence}++;
				$before{$sequence}++ if $sides & 1;
				$after{$sequence}++ if $sides & 2;
				$r1[$chars]++;
			}
		}
		push @runs, $run if $run ne '';
	}
	foreach my $run (grep { !/^\t/ } @runs)
	{
		foreach my $chars (2 .. $max) { $n[$chars] += length($run) - $chars + 1 if length($run) >= $chars; }
	}
	return { near => \%near, before => \%before, after => \%after, r1 => \@r1, n => \@n, all => "\n" . join("\n", @runs) . "\n" };
}

sub total
{
	my ($oracle, $sequence) = @_;
	my $n = 0;
	my $at = -1;
	$n++ while ($at = index($oracle->{all}, $sequence, $at + 1)) >= 0;
	return $n;
}

sub g2
{
	my ($o11, $r1, $c1, $n) = @_;
	my $sum = 0;
	foreach my $cell ([ $o11, $r1, $c1 ], [ $r1 - $o11, $r1, $n - $c1 ], [ $c1 - $o11, $n - $r1, $c1 ],
		[ $n - $r1 - $c1 + $o11, $n - $r1, $n - $c1 ])
	{
		my ($o, $r, $c) = @$cell;
		$sum += $o * log($o * $n / $r / $c) if $o > 0;
	}
	return 2 * $sum;
}

# What wic_collocates says, as lines, and what it should say of the same.
sub compare
{
	my ($wanted, $span, $unit) = @_;
	my $oracle = oracle($wanted, $span, $unit eq 'term' ? ($span < 8 ? $span : 8) : 1);
	my @rows = query(qq{SELECT wic_fold(collocate), together, total, before, after, expected, log_likelihood,
			collocate ~ '^[[:ascii:]]+\$'
		FROM wic_collocates('$wanted', k => 100000, span => $span, unit => '$unit', level => 'script', corpus => 'reports')});
	my @wrong;
	foreach my $row (@rows)
	{
		my ($collocate, $together, $total, $before, $after, $expected, $g2, $is_word) = @$row;
		my $sequence = $is_word eq 't' ? "\t$collocate\t" : $collocate;
		my $chars = $is_word eq 't' ? 1 : length $collocate;
		my @counts = ($oracle->{near}{$sequence}, total($oracle, $sequence),
			$oracle->{before}{$sequence} || 0, $oracle->{after}{$sequence} || 0);
		my ($r1, $n) = ($oracle->{r1}[$chars], $oracle->{n}[$chars]);
		my ($want_expected, $want_g2) = ($r1 * $counts[1] / $n, g2($counts[0], $r1, $counts[1], $n));
		push @wrong, "$collocate: got $together $total $before $after $expected $g2, want @counts $want_expected $want_g2\n"
		  if "$together $total $before $after" ne "@counts"
		  || abs($expected - $want_expected) > 0.0051 || abs($g2 - $want_g2) > 0.0051;
	}
	is(encode_utf8(join '', @wrong[ 0 .. ($#wrong < 9 ? $#wrong : 9) ]), '',
		encode_utf8(scalar(@rows) . " collocates of $wanted, by $unit within $span, are counted as the tokens say"));
	return ($oracle, map { $_->[0] } @rows);
}

compare('网络', 5, 'term');
compare('外交', 9, 'term');
compare('安全', 5, 'term');

# At level vocab, what is counted is what a search finds outside of the node,
# but for words of tier B (数据 = 资料), and that the guards of the vocabulary
# hold in the texts: there is no 品质 in 产品质量.
my @compared = query(q{
	SELECT c.collocate, c.total = h.n
	FROM wic_collocates('安全', k => 100, corpus => 'reports') AS c
	CROSS JOIN LATERAL (SELECT count(*) AS n
		FROM wic_hits(wic_query('"' || c.collocate || '"', NULL, 'vocab', 'all', 'auto'), wic_scope('reports')) AS h
		WHERE NOT EXISTS (SELECT FROM wic_hits(wic_query('安全', NULL, 'vocab', 'all', 'auto'), wic_scope('reports')) AS node
			WHERE node.passage_id = h.passage_id AND node.start_char < h.end_char AND h.start_char < node.end_char)) AS h});
cmp_ok(scalar @compared, '>', 20, scalar(@compared) . ' collocates at level vocab');
is(encode_utf8(join ' ', sort map { $_->[0] } grep { $_->[1] ne 't' } @compared), encode_utf8('数据 质量'),
	'nearly all of them are counted as a search counts them');

# Of characters all are listed that are near often enough.
my ($oracle, @listed) = compare('网络', 4, 'character');
my @should = grep {
	my $c1 = total($oracle, $_);
	my $o11 = $oracle->{near}{$_};
	my ($r1, $n) = ($oracle->{r1}[1], $oracle->{n}[1]);
	!/\t/ && !/[网络]/ && $o11 >= 3 && $o11 > $r1 * $c1 / $n && g2($o11, $r1, $c1, $n) >= 3.84
} keys %{ $oracle->{near} };
is(encode_utf8(join '', sort @listed), encode_utf8(join '', sort @should), 'all ' . @should . ' characters are listed, and no other');

done_testing();
