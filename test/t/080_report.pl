# The page of wic_report() in a browser: what it shows, how it looks on light
# and dark, wide and narrow screens and on paper, and that it asks for nothing.
#
# WICSEARCH_PICTURES names a folder to which the pictures are written.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};
my $shared = $ENV{WICSEARCH_SHARED} || '';

sub find_program
{
	my (@names) = @_;
	foreach my $name (@names)
	{
		foreach my $folder (split /:/, $ENV{PATH})
		{
			return "$folder/$name" if -x "$folder/$name";
		}
	}
	return;
}

my $browser = find_program('chromium', 'chromium-browser', 'google-chrome')
  or plan skip_all => 'no Chromium here (Debian: chromium)';

my $folder = PostgreSQL::Test::Utils::tempdir();
my $pictures = $ENV{WICSEARCH_PICTURES} || $folder;
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;

# Run the browser on a page, without sandbox, as containers have none; nothing
# it asks for is found.  Returns what it printed.
sub browse
{
	my ($page, @options) = @_;
	my $profile = PostgreSQL::Test::Utils::tempdir();
	my ($out, $err) = ('', '');
	local $ENV{HOME} = $profile;
	IPC::Run::run([ $browser, '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars',
			'--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
			'--host-resolver-rules=MAP * ~NOTFOUND', '--allow-file-access-from-files',
			"--user-data-dir=$profile", @options, "file://$page" ],
		'>', \$out, '2>', \$err, IPC::Run::timeout(120))
	  or die "$browser: $err";
	return $out;
}

# The hosts that a page makes the browser ask for.
sub asked_for
{
	my ($page) = @_;
	my $log = "$folder/net.json";
	browse($page, '--dump-dom', "--log-net-log=$log");
	my %hosts = map { $_ => 1 } slurp_file($log) =~ m{"url":"https?://([^/"]+\.(?:example|test))}g;
	return join ' ', sort keys %hosts;
}

# What scripts of another page see of it at some widths, by name, for each.
# The policy lets the page itself run none.
sub measure
{
	my ($page, @widths) = @_;
	my $outside = "$folder/outside.html";
	my $frames = join '', map { qq(<iframe src="file://$page" style="width:${_}px;height:900px;border:0"></iframe>\n) } @widths;
	unlink $outside;
	append_to_file($outside, <<"HTML");
<!DOCTYPE html><meta charset="utf-8">$frames<pre id="seen"></pre>
<script>const look = (frame, width) => {
	const page = frame.document, all = s => [...page.querySelectorAll(s)];
	const middle = e => { const r = e.getBoundingClientRect(); return Math.round((r.left + r.right) / 2); };
	const seen = {
		overflow: Math.max(0, page.documentElement.scrollWidth - width),
		h1: frame.getComputedStyle(page.querySelector('h1')).fontSize,
		middles: new Set(all('.kwic mark').map(middle)).size, lines: all('.lines mark').length,
		bars: all('svg .hits rect').filter(e => e.getBoundingClientRect().height > 1).length,
		cut: all('li, td, blockquote').filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0).length,
		scripts: page.scripts.length, images: page.images.length,
	};
	return 'SEEN ' + Object.entries(seen).map(([k, v]) => k + '=' + v).join(' ') + ' SEEN';
};
onload = () => {
	document.getElementById('seen').textContent = [...document.querySelectorAll('iframe')].map(
		frame => look(frame.contentWindow, frame.clientWidth)).join('\\n');
};</script>
HTML
	my @seen = browse($outside, '--dump-dom', '--window-size=1700,1000') =~ /SEEN (\S+=.*?) SEEN\n?/g;
	die "not all was measured" if @seen != @widths;
	return map { { map { split /=/, $_, 2 } split / /, $_ } } @seen;
}

# The first pixel of a picture, and its size.  In the first row of a PNG no
# filter changes the first pixel.
sub look
{
	my ($name, $page, $width, @options) = @_;
	my $file = "$pictures/$name.png";
	browse($page, "--screenshot=$file", "--window-size=$width,1800", @options);
	my $png = slurp_file($file);
	die "$file is no PNG" unless $png =~ /^\x89PNG\r\n\x1a\n.{4}IHDR/s;
	my ($w, $h) = unpack 'x16 N N', $png;
	require Compress::Zlib;
	my $data = join '', map { substr $png, $_->[0], $_->[1] } chunks($png);
	my @pixel = unpack 'x C3', Compress::Zlib::uncompress($data);
	return ($w, length $png, ($pixel[0] + $pixel[1] + $pixel[2]) / 3);
}

# Where the image data are.
sub chunks
{
	my ($png) = @_;
	my ($at, @found) = (8);
	while ($at < length $png)
	{
		my ($length, $type) = unpack "x$at N A4", $png;
		push @found, [ $at + 8, $length ] if $type eq 'IDAT';
		$at += 12 + $length;
	}
	return @found;
}

# Write a page as people do.
sub report
{
	my ($name, $database, $call) = @_;
	my $file = "$folder/$name.html";
	unlink $file;
	append_to_file($file, $node->safe_psql($database, "SELECT $call"));
	return $file;
}

$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION wicsearch;
SELECT wic_create_corpus();
SELECT wic_load('第' || y || E'届小桥论坛\n' || CASE WHEN y % 3 > 0 THEN '各位来宾，小桥虽小，连着两岸。我们要修好每一座小桥，也要记得修桥的人。' ELSE '今年修路。' END
	|| E'\n' || repeat('两岸的人家越来越多，路也越来越宽。', 5) || CASE WHEN y % 2 = 0 THEN '小橋流水，人家依舊。' ELSE '' END,
	jsonb_build_object('uri', 'https://bridges.example/' || y || '?a=1&b=' || repeat('%E6%A1%A5', 30), 'title', '小桥论坛' || y, 'date', y || '-05-01', 'publisher', '桥报'))
FROM generate_series(2001, 2020) AS y;
SELECT wic_create_corpus('hostile');
INSERT INTO hostile.speakers (name) VALUES ('<img src="http://speaker.example/x.png">');
INSERT INTO hostile.sources (uri, publisher, title, sha256, raw, clean_text)
VALUES ('javascript:alert(1)', '<script src="http://publisher.example/x.js"></script>', '"><style>@import "http://title.example/x.css"</style>', '\x00', '', '');
INSERT INTO hostile.speeches (title, speaker_id, said_on) VALUES ('<link rel="stylesheet" href="http://speech.example/x.css">', 1, '2020-01-01');
INSERT INTO hostile.witnesses (speech_id, source_id, start_char, end_char) VALUES (1, 1, 0, 1);
INSERT INTO hostile.passages (source_id, witness_id, ord, body, start_char, end_char)
VALUES (1, 1, 1, '小桥<script>document.title = "bad"</script><iframe src="http://body.example/"></iframe><svg onload="fetch(''http://svg.example/'')">', 0, 1);
SQL

my $page = report('page', 'postgres', q{wic_report('小桥')});
my $hostile = report('hostile', 'postgres', q{wic_report('小桥 OR script OR "img src"', corpus => 'hostile')});

# What it shows.
my $dom = browse($page, '--dump-dom');
my $rows = () = $dom =~ m{<tr><td>\d{4}</td>}g;
is($rows, 20, 'the figures have a row for each year');
my ($seen) = measure($page, 1200);
my $hits = $node->safe_psql('postgres', q{SELECT count(*) FROM wic_hits(wic_query('小桥'), wic_scope('corpus'))});
is($seen->{lines}, $hits, 'each hit is marked');
is($seen->{h1}, '32px', 'the policy lets the style sheet in');
cmp_ok($seen->{bars}, '>', 10, 'there are bars');
is($seen->{middles}, 1, 'the hits stand in one column');
is($seen->{scripts} + $seen->{images}, 0, 'no scripts and no images');

# On screens of any width nothing sticks out, and nothing is cut off.
my @widths = (320, 390, 600, 800, 1000, 1100, 1200, 1600);
my $none = join ' ', ('0:0') x @widths;
is(join(' ', map { "$_->{overflow}:$_->{cut}" } measure($page, @widths)), $none, 'all is seen at any width');
is(join(' ', map { "$_->{overflow}:$_->{cut}" } measure($hostile, @widths)), $none, 'and so is hostile text');

# It asks for nothing, whatever is in the texts.
my $control = "$folder/control.html";
append_to_file($control, '<!DOCTYPE html><img src="http://control.example/x.png">');
is(asked_for($control), 'control.example', 'what a page asks for is noticed');
is(asked_for($page), '', 'the report asks for nothing');
is(asked_for($hostile), '', 'nor do the texts in it');
($seen) = measure($hostile, 1200);
is("$seen->{scripts} $seen->{images}", '0 0', 'no text is markup');
my ($title) = browse($hostile, '--dump-dom') =~ m{<title>(.*?)</title>};
unlike($title, qr/^bad/, 'no script of a text has run');

# How it looks.
my @dark = ('--blink-settings=preferredColorScheme=0');
my ($width, $size, $light) = look('report_light', $page, 1200);
cmp_ok($size, '>', 20000, 'there is much to see');
cmp_ok($light, '>', 240, 'on a light screen it is light');
($width, $size, $light) = look('report_dark', $page, 1200, @dark);
cmp_ok($size, '>', 20000, 'as much in the dark');
cmp_ok($light, '<', 40, 'where it is dark');
($width, $size, $light) = look('report_phone', $page, 390);
cmp_ok($size, '>', 20000, 'as much on a phone');

# On paper.
my $pdf = "$pictures/report.pdf";
browse($page, "--print-to-pdf=$pdf", '--no-pdf-header-footer');
like(slurp_file($pdf), qr/^%PDF-/, 'it can be printed');
cmp_ok(-s $pdf, '>', 20000, 'there is much to print');
SKIP:
{
	my $pdftotext = find_program('pdftotext') or skip 'no pdftotext here (Debian: poppler-utils)', 2;
	my ($text) = run_command([ $pdftotext, '-raw', $pdf, '-' ]);
	ok($text =~ s/\s//gr =~ m{\(https://bridges\.example/2002\?a=1&b=(%E6%A1%A5){30}\)}, 'addresses of links are printed');
	my @lines = $text =~ /(第 *\d+ *段)/g;
	is(scalar @lines, $hits, 'every line is printed');
}

# What is wrong with the HTML, if somebody is here who knows.
SKIP:
{
	my $xmllint = find_program('xmllint') or skip 'no xmllint here (Debian: libxml2-utils)', 2;
	foreach my $file ($page, $hostile)
	{
		my ($out, $err) = run_command([ $xmllint, '--noout', $file ]);
		is($err, '', 'well-formed');
	}
}
SKIP:
{
	my $tidy = find_program('tidy') or skip 'no tidy here (Debian: tidy)', 2;
	foreach my $file ($page, $hostile)
	{
		my ($out, $err) = run_command([ $tidy, '-quiet', '-errors', '-utf8', $file ]);
		is($err, '', 'tidy finds nothing wrong');
	}
}

# What texts claim of the first use, and what they have.
SKIP:
{
	skip 'the five seed texts are not here', 2 unless -d "$shared/corpus/seeds";

	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	$node->safe_psql('postgres', q{SELECT wic_create_corpus('seeds')});
	run_command([ "$top/extension/bin/wicsearch-load", '-x', '*.txt', '-c', 'seeds', '-d', 'postgres', "$shared/corpus/seeds" ]);
	$page = report('seeds', 'postgres', q{wic_report('网络空间命运共同体', corpus => 'seeds', labels => 'en')});
	($seen) = measure($page, 1200);
	is($seen->{lines}, 24, 'the seeds have as many hits as they should');
	my ($first) = slurp_file($page) =~ m{<h2>First use</h2>(.*?)</section>}s;
	is(join(' ', $first =~ m{<time>([\d-]+)</time>.*?<small>(\w+)}gs), '2015 claimed 2016-11-16 attested', 'and the first use that they should');
}

# A word that is everywhere.
SKIP:
{
	skip 'the reports are not here', 3 unless -d "$shared/corpus/reports";

	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	run_command([ "$top/extension/bin/wicsearch-load", '-C', '-c', 'reports', '-d', 'postgres', "$shared/corpus/reports" ]);
	$page = report('reports', 'postgres', q{wic_report('发展', corpus => 'reports')});
	cmp_ok(-s $page, '<', 1_000_000, 'a report about thousands of hits is less than a megabyte');
	($seen) = measure($page, 1200);
	is($seen->{lines}, 200, 'it shows as many lines as it should');
	is("$seen->{overflow}:$seen->{cut}", '0:0', 'all of each');
}

done_testing();
