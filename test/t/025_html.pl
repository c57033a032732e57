# Web pages that are big, deep or broken: a result, soon, and in little memory.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');

# Length of the text and number of lines of a page.
sub page
{
	my ($html) = @_;
	return $node->safe_psql('postgres', "SELECT length(document), cardinality(hints) FROM wic_html($html)");
}

is(page(q{repeat('<div>', 10000) || 'x' || repeat('</div>', 10000)}), '1|1', 'ten thousand blocks, one in the other');
is(page(q{repeat('<b>', 10000) || 'x' || repeat('</i>', 10000)}), '1|1', 'as many elements that are closed by others');
is(page(q{repeat('<nav><p>x', 20000)}), '39999|20000', 'as many navigations in navigations');
is(page(q{repeat('<br>', 1000000)}), '0|0', 'a million empty lines');
is(page(q{repeat('x<br>', 1000000)}), '1999999|1000000', 'a million short lines');
is(page(q{'<p>' || repeat('漢字', 8000000)}), '16000000|1', 'one line of 48 MB');
is(page(q{'<p class="' || repeat('a b ', 5000000) || '">x'}), '1|1', 'a tag of 20 MB');
is(page(q{'x<!-- ' || repeat('<p>', 1000000)}), '1|1', 'a comment without end');
is(page(q{repeat('<', 100000)}), '99999|1', 'nothing but the beginnings of tags');
is(page(q{repeat('&', 100000)}), '100000|1', 'nothing but the beginnings of entities');

# Random sequences of what pages are made of, and of characters.
my $pieces = q{ARRAY['<div>', '</div>', '<p>', '</p>', '<nav>', '</nav>', '<a>', '</a>', '<a href="', '<table>', '<td>', '</table>',
	'<h1>', '</h1>', '<pre>', '</pre>', '<title>', '</title>', '<script>', '</script>', '<!--', '-->', '<br>', '<ul>', '<li>', '</ul>',
	'<rt>', '<!DOCTYPE', '<![CDATA[', '<?', '?>', '</form>', '<body>', '</html>', '<meta name=', '<article>', '&lt', '"', '字', 'a',
	chr(160), chr(12288), chr(8203), chr(133), chr(1), chr(65535), E'\n']};
is( $node->safe_psql('postgres', qq{
	SELECT setseed(0.5);
	CREATE TABLE random AS
	SELECT page, string_agg((pieces)[1 + floor(random() * cardinality(pieces))::int], '') AS html
	FROM generate_series(1, 2000) AS page, generate_series(1, 200), (SELECT $pieces) AS t (pieces) GROUP BY page
	UNION ALL
	SELECT -page, string_agg(chr(1 + floor(random() * 1000)::int), '')
	FROM generate_series(1, 200) AS page, generate_series(1, 2000) GROUP BY page;
	SELECT count(*) FROM random, wic_html(html) WHERE cardinality(hints) <> (SELECT count(*) FROM wic_paragraphs(document))
		OR document <> (SELECT coalesce(string_agg(line, E'\\n' ORDER BY n), '') FROM string_to_table(document, E'\\n') WITH ORDINALITY AS s (line, n) WHERE line <> '')}),
	"\n0", 'random pages have as many hints as lines');
is($node->safe_psql('postgres', 'SELECT count(wic_is_html(html)) FROM random'), '2200', 'and may be pages or not');

# A page that takes long is given up when asked.
foreach my $html (q{repeat('<b>', 100000) || repeat('</i>', 300000)}, q{'<p>' || repeat('漢字', 8000000)})
{
	my $start = time();
	my ($status, $out, $err) = $node->psql('postgres', "SET statement_timeout = 600; SELECT count(*) FROM generate_series(1, 100) AS i, wic_html(i || $html)");
	like($err, qr/statement timeout/, 'a page is given up');
	cmp_ok(time() - $start, '<', 5, 'soon');
}

SKIP:
{
	skip 'there is no /proc', 1 unless -r '/proc/self/status';
	my $peak = $node->safe_psql('postgres', q{
		CREATE TABLE big AS SELECT repeat('<p class="a b">漢字漢字漢字漢字<a href="x">漢字</a></p>', 300000) AS html;
		SELECT count(*) FROM big, generate_series(1, 5) AS i, wic_html(html || i) WHERE document IS NULL;
		SELECT substring(pg_read_file('/proc/' || pg_backend_pid() || '/status') FROM 'VmHWM:\s+(\d+)')});
	$peak =~ s/.*\n//s;
	cmp_ok($peak, '<', 600_000, "a page of 16 MB, five times, takes $peak kB");
}

# libxml2 says nothing in the server's log.
unlike(slurp_file($node->logfile), qr/parser error|HTML|Entity/, 'nothing of this is in the log');

done_testing();
