# Snippets and headlines show the original text, and mark what matches.
#
# On random texts of few characters (marks, selectors, long runs without
# punctuation, Latin, tags) it is checked, without the code under test:
#
# - without marks and ellipses, what is shown is made of pieces of the text,
#   in their order, and no more than was asked for;
# - no piece begins or ends inside a word, a tag, or a character with its marks;
# - what is marked holds a word of the query, what is not marked holds none;
# - ts_headline of the whole text is wic_highlight, but for its own marks.
#
# WICSEARCH_TEXTS and WICSEARCH_SEED choose others.
use strict;
use warnings FATAL => 'all';
use utf8;

use Encode qw(decode_utf8 encode_utf8);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $texts = $ENV{WICSEARCH_TEXTS} || 1500;
srand($ENV{WICSEARCH_SEED} || 20261121);

# Marks of the output that no text contains.
my ($start, $stop, $ellipsis) = ("\x01", "\x02", "\x03");

my @cjk = (qw(发 發 髮 国 國 会 會 々 一 二 ○ 〇 年 が か ｶ メ － ー 가 金), "\x{20BB7}");
my @marks = ("\x{3099}", "\x{FE00}", "\x{E0100}", "\x{301}", "\x{200D}");
my @other = ('，', '。', '！', '”', '「', ' ', '. ', "\n", '-', '&', '😀', ' xy ', ' zebra ', '9', ' 2014 ');
my @tags = ('<b>', '</b>', '<p>', '</p>', '&amp;');
my @words = qw(国会 会 发国 一二年 xy zebra 2014);

sub random_text
{
	my ($length, @alphabet) = @_;
	return join('', map { $alphabet[ rand @alphabet ] . (rand() < 0.05 ? $marks[ rand @marks ] : '') } 1 .. $length);
}

sub some_text
{
	my $kind = rand;
	return random_text(1 + rand 60, @cjk, @other) if $kind < 0.3;
	return random_text(50 + rand 400, @cjk, @cjk, @other, @tags) if $kind < 0.8;
	return random_text(450 + rand 1500, @cjk, @cjk[ 7, 10, 17 ]) if $kind < 0.9;
	return random_text(1 + rand 3, @other) . join('', map { $cjk[ rand 3 ] x rand 900 } 1 .. 3);
}

sub some_query
{
	return join(rand() < 0.5 ? ' OR ' : ' ', map { $words[ rand @words ] } 0 .. rand 3);
}

sub copy_field
{
	my ($text) = @_;
	$text =~ s/\\/\\\\/g;
	$text =~ s/\n/\\n/g;
	return $text;
}

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');

my $script = "CREATE TABLE cases (id serial, body text, q text, chars int, fragments int, words int);\n";
$script .= "COPY cases (body, q, chars, fragments, words) FROM stdin;\n";
$script .= join("\t", copy_field(some_text()), some_query(), 1 + int rand(rand() < 0.5 ? 20 : 120),
	1 + int rand 4, 2 + int rand 40) . "\n" for 1 .. $texts;
$script .= "\\.\n";
utf8::encode($script);
my $file = PostgreSQL::Test::Utils::tempdir() . '/cases.sql';
PostgreSQL::Test::Utils::append_to_file($file, $script);
$node->safe_psql('postgres', "\\i $file");

# What is shown for each case, and by which rules it is checked.
my $columns = <<'SQL';
encode(convert_to(body, 'UTF8'), 'hex'), chars, fragments, words,
encode(convert_to(wic_snippet(body, q, chars, fragments, E'\x01', E'\x02', E'\x03', level => 'script'), 'UTF8'), 'hex'),
encode(convert_to(wic_snippet(body, q, 10 + chars * fragments, fragments, E'\x01', E'\x02', E'\x03', true, 'script'), 'UTF8'), 'hex'),
encode(convert_to(wic_highlight(body, q, E'\x01', E'\x02', level => 'script'), 'UTF8'), 'hex'),
encode(convert_to(ts_headline('wicsearch', regexp_replace(body, '[<>&;]', '-', 'g'), wic_tsquery(q, 'script'), format(
	E'StartSel="\x01", StopSel="\x02", FragmentDelimiter="\x03", MinWords=1, MaxWords=%s, MaxFragments=%s', words, fragments - 1)), 'UTF8'), 'hex')
SQL

sub text_of
{
	return decode_utf8(pack('H*', $_[0]));
}

sub decode_entities
{
	my ($text) = @_;
	my %entities = (lt => '<', gt => '>', quot => '"', '#39' => "'", amp => '&');
	$text =~ s/&([^;]+);/$entities{$1}/g;
	return $text;
}

# Is there a cut in the text at that place that there may not be?
sub is_bad_cut
{
	my ($text, $at, $longest) = @_;
	return 0 if $at == 0 || $at == length $text;
	my ($before, $after) = (substr($text, 0, $at), substr($text, $at));
	return 1 if $after =~ /^[\p{M}\x{200D}]/ && $longest > 12;
	return 1 if $before =~ /[a-z0-9][\p{M}\x{200D}]*\z/ && $after =~ /^[a-z0-9]/ && $longest > 16;
	return 1 if $before =~ /<[^<>]*\z/ && $after =~ /^[^<>]*>/ && $longest > 16;
	return 0;
}

# Can the pieces be found in the text one after the other, cut well?
sub find_pieces
{
	my ($text, $from, $longest, @pieces) = @_;
	return 1 if !@pieces;
	my ($piece, @rest) = @pieces;
	for (my $at = index($text, $piece, $from); $at >= 0; $at = index($text, $piece, $at + 1))
	{
		my $end = $at + length $piece;
		next if is_bad_cut($text, $at, $longest) || is_bad_cut($text, $end, $longest);
		return 1 if find_pieces($text, $end, $longest, @rest);
	}
	return 0;
}

my %bad;
my $shown = 0;

sub check
{
	my ($claim, $holds, $case) = @_;
	push @{ $bad{$claim} }, $case if !$holds;
	return;
}

sub check_pieces
{
	my ($name, $text, $output, $longest) = @_;
	my $plain = $output =~ s/[$start$stop]//gr;
	my @pieces = grep { $_ ne '' } split /$ellipsis/, $plain;
	$shown++ if $output =~ /$start/;
	check("$name shows pieces of the text", find_pieces($text, 0, $longest, @pieces), "$output\nof $text");
	check("$name has paired marks", scalar($output =~ /^([^\x01\x02]*\x01[^\x01\x02]+\x02)*[^\x01\x02]*\z/), $output);
	return @pieces;
}

sub check_case
{
	my ($body, $chars, $fragments, $words, $snippet, $html, $highlight, $headline) = @_;

	my @pieces = check_pieces('snippet', $body, $snippet, $chars / $fragments);
	check('snippet keeps the number of characters', length(join '', @pieces) <= $chars, $snippet);
	check('snippet keeps the number of fragments', @pieces <= $fragments, $snippet);
	check('snippet is not empty', @pieces > 0 || $body eq '' || $chars < 16, $body);

	my $decoded = decode_entities($html);
	@pieces = check_pieces('html', $body, $decoded, (10 + $chars * $fragments) / $fragments);
	check('html keeps the number of characters', length(join '', @pieces) <= 10 + $chars * $fragments, $html);
	check('html is escaped', scalar($html !~ /[<>"']|&(?!(?:lt|gt|amp|quot|#39);)/), $html);

	check('highlight shows all', $highlight =~ s/[$start$stop]//gr eq $body, $highlight);

	my $text = $body =~ s/[<>&;]/-/gr;
	@pieces = check_pieces('headline', $text, $headline, 1000);
	check('headline keeps the number of fragments', @pieces <= ($fragments > 1 ? $fragments - 1 : 1), $headline);
	my $count = () = join(' ', @pieces) =~ /[a-z0-9][a-z0-9\p{M}\x{200D}]*|[^\p{M}\p{P}\p{S}\s\x{200D}a-z0-9]/g;
	check('headline keeps the number of words', $count <= $words * ($fragments > 1 ? $fragments - 1 : 1), "$count > $words: $headline");
	return;
}

foreach my $row (split /\n/, $node->safe_psql('postgres', "SELECT $columns FROM cases"))
{
	my ($body, $chars, $fragments, $words, @outputs) = split /\|/, $row, -1;
	check_case(text_of($body), $chars, $fragments, $words, map { text_of($_) } @outputs);
}
foreach my $claim ('snippet shows pieces of the text', 'snippet has paired marks', 'snippet keeps the number of characters',
	'snippet keeps the number of fragments', 'snippet is not empty', 'html shows pieces of the text', 'html has paired marks',
	'html keeps the number of characters', 'html is escaped', 'highlight shows all', 'headline shows pieces of the text',
	'headline has paired marks', 'headline keeps the number of fragments', 'headline keeps the number of words')
{
	my $examples = delete $bad{$claim} || [];
	is(scalar @$examples, 0, $claim) or diag(encode_utf8($examples->[0] =~ tr/\x01\x02\x03/【】…/r));
}
is_deeply([ keys %bad ], [], 'no other claim was checked');
cmp_ok($shown, '>', $texts / 2, "$shown outputs have marks: enough to judge");

# What is marked, judged by folding.  Where no part of a query is found, its
# single terms are marked instead, which is another matter; and what 々 repeats
# stands in front of the mark.
my $marked = $node->safe_psql('postgres', encode_utf8(<<'SQL'));
DELETE FROM cases WHERE NOT EXISTS (SELECT FROM regexp_split_to_table(q, '( OR | )') AS word
	WHERE body @@ wic_query(word, level => 'script'));
CREATE TABLE outputs AS
	SELECT id, 'snippet' AS kind, q, wic_snippet(body, q, 20 + chars, 1, E'\x01', E'\x02', E'\x03', level => 'script') AS shown FROM cases
	UNION ALL SELECT id, 'highlight', q, wic_highlight(body, q, E'\x01', E'\x02', level => 'script') FROM cases
	UNION ALL SELECT id, 'headline', q, ts_headline('wicsearch', body, wic_tsquery(q, 'script'),
		E'StartSel="\x01", StopSel="\x02", FragmentDelimiter="\x03", MaxFragments=2') FROM cases;
SELECT kind, count(*),
	count(*) FILTER (WHERE m[1] NOT LIKE '々%' AND NOT EXISTS (SELECT FROM regexp_split_to_table(q, '( OR | )') AS word
		WHERE strpos(wic_fold(m[1]), wic_fold(word)) > 0))
FROM outputs, regexp_matches(shown, E'\x01([^\x02]*)\x02', 'g') AS m GROUP BY kind ORDER BY kind;
SQL
like($marked, qr/^headline\|\d{3,}\|0\nhighlight\|\d{3,}\|0\nsnippet\|\d{3,}\|0$/, 'what is marked holds a word of the query');

my $unmarked = $node->safe_psql('postgres', <<'SQL');
SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT FROM regexp_split_to_table(q, '( OR | )') AS word
	WHERE piece @@ wic_query(word, level => 'script')))
FROM outputs, regexp_split_to_table(regexp_replace(shown, E'\x01[^\x02]*\x02', E'\x03', 'g'), E'\x03') AS piece
WHERE kind = 'highlight';
SQL
like($unmarked, qr/^\d{4,}\|0$/, 'what is not marked holds none');

# Runs that the parser cut and repeated in part are whole again.
is($node->safe_psql('postgres', <<'SQL'), '0|0', 'ts_headline of all is wic_highlight');
SELECT count(*) FILTER (WHERE ts_headline('wicsearch', body, wic_tsquery(q, 'script'), E'HighlightAll=on, StartSel="\x01", StopSel="\x02"')
		<> wic_highlight(body, q, E'\x01', E'\x02', level => 'script')),
	count(*) FILTER (WHERE ts_headline('wicsearch_exact', body, wic_tsquery(q, 'exact'), E'HighlightAll=on, StartSel="\x01", StopSel="\x02"')
		<> wic_highlight(body, q, E'\x01', E'\x02', level => 'exact'))
FROM cases WHERE EXISTS (SELECT FROM regexp_split_to_table(q, '( OR | )') AS word
	WHERE body @@ wic_query(word, level => 'exact'));
SQL

# Eight megabytes, of several kinds, and all can be stopped.
$node->safe_psql('postgres', encode_utf8(<<'SQL'));
CREATE TABLE large AS
	SELECT repeat('各国应当尊重網路主權。hello <b>world</b> ', 130000) AS body
	UNION ALL SELECT repeat('国', 2790000)
	UNION ALL SELECT repeat('国々々', 930000)
	UNION ALL SELECT '国' || repeat(chr(769), 4000000)
	UNION ALL SELECT repeat('<国&', 1300000)
	UNION ALL SELECT repeat('。', 2700000) || '国';
SQL
is($node->safe_psql('postgres', encode_utf8(<<'SQL')), '6|t|t|t|t', 'long texts are shown');
SELECT count(*),
	bool_and(length(ts_headline('wicsearch', body, '国'::tsquery, 'MaxFragments=5')) > 0),
	bool_and(md5(ts_headline('wicsearch', body, '国:*'::tsquery, 'HighlightAll=on, StartSel="", StopSel=""')) = md5(body)),
	bool_and(length(wic_snippet(body, '国 world', 100, 50, '', '', '')) BETWEEN 1 AND 100),
	bool_and(md5(wic_highlight(body, '国 world', '', '')) = md5(body))
FROM large;
SQL

foreach my $call ("ts_headline('wicsearch', body, '国:*'::tsquery, 'MaxFragments=1000')", "wic_snippet(body, '国', 1000, 1000)",
	"wic_highlight(body, '国')")
{
	my ($status, $out, $err) = $node->psql('postgres',
		encode_utf8("SET statement_timeout = 100; SELECT count($call) FROM large, generate_series(1, 100)"));
	like($err, qr/canceling statement due to statement timeout/, (split /\(/, $call)[0] . ' can be stopped');
}

done_testing();
