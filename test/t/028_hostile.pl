# Hostile documents: whatever the bytes are, there is a row that says what
# became of them, what is skipped is kept, and the rest goes on.
use strict;
use warnings FATAL => 'all';

use Encode ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $top = $ENV{WICSEARCH_TOP};
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch; SELECT wic_create_corpus()');

# Put documents, as pairs of name and bytes, into the inbox and load them.
# Returns the rows of the report that are not "split".
sub load_all
{
	my ($meta, @documents) = @_;
	my @rows;
	while (my ($name, $bytes) = splice @documents, 0, 2)
	{
		push @rows, sprintf "('%s', '\\x%s'::bytea, %s)", $name =~ s/'/''/gr, unpack('H*', $bytes), $meta;
	}
	$node->safe_psql('postgres', 'TRUNCATE corpus.inbox; INSERT INTO corpus.inbox (file, raw, meta) VALUES ' . join(",\n", @rows));
	$node->safe_psql('postgres', q{SET statement_timeout = '120s'; CALL wic_load_inbox()});
	return split /\n/, $node->safe_psql('postgres', q{SELECT concat_ws('|', file, action, note) FROM corpus.inbox WHERE action IS DISTINCT FROM 'split' ORDER BY inbox_id});
}

# Of whatever was loaded: is each document there, and each passage in it?
sub is_sound
{
	my ($what) = @_;
	is( $node->safe_psql('postgres', q{
SELECT count(*) FROM corpus.inbox AS i
WHERE action IS NULL
	OR action = 'skipped' AND NOT EXISTS (SELECT FROM corpus.load_errors AS e
		WHERE e.uri = i.file AND e.raw = i.raw AND e.message <> '')
	OR action IN ('added', 'updated', 'unchanged') AND NOT EXISTS (
		SELECT FROM corpus.sources AS s WHERE s.source_id = i.source_id AND s.raw = i.raw)}),
		'0', "$what: each document is loaded, or kept with the reason");
	is( $node->safe_psql('postgres', q{
SELECT count(*) FROM corpus.passages AS p JOIN corpus.sources AS s USING (source_id)
WHERE p.body <> substr(s.clean_text, p.start_char + 1, p.end_char - p.start_char)}),
		'0', "$what: passages are what stands there");
}

# A document of one kind through wic_load(): the SQL expression of its text
# is to be loaded before the time is over, and an error of the session fails.
sub loads
{
	my ($what, $text, $like) = @_;
	like( $node->safe_psql('postgres', qq{SET statement_timeout = '120s'; SELECT concat_ws('|', action, note) FROM wic_load($text)}),
		$like, $what);
}

# Bytes

srand(20240501);
my @random = map { my $n = $_; ("random$n", join '', map { chr int rand 256 } 1 .. $n) }
	(1 .. 60, map { int rand 5000 } 1 .. 100);
load_all('NULL', @random);
is_sound('random bytes');
load_all(q{'{"charset": "GB18030"}'}, @random);
is_sound('random bytes that are said to be text');
my @high = map { ("high$_", join '', map { chr 128 + int rand 128 } 1 .. $_) } 1 .. 60;
load_all('NULL', @high);
is_sound('bytes above 127');

utf8::decode(my $sentence = '大家一起去看河邊的樹,山上的雪化了。');
my @cut;
foreach my $charset (qw(UTF-8 gb2312-raw gbk big5-eten big5-hkscs shiftjis euc-jp iso-2022-jp euc-kr UTF-16LE UTF-16BE UTF-32LE UTF-32BE))
{
	my $bytes = Encode::encode($charset, $sentence);
	push @cut, map { ("$charset$_", substr($bytes, 0, $_)) } 1 .. length $bytes;
}
load_all('NULL', @cut);
is_sound('texts in each character set, cut at each byte');

# Files that are no text, through the client, beside one that is.
$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
$ENV{PGDATABASE} = 'postgres';
my $gzip = pack 'H*', '1f8b08000000000000ff';
my %files = (
	'a.txt.gz' => $gzip . join('', map { chr int rand 256 } 1 .. 500),
	'b.gz' => $gzip,
	'c.docx' => "PK\3\4\x14\0\6\0\x08\0\0\0!\0",
	'd.pdf' => "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n\x80\xFF\x00",
	'e.png' => "\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
	'f.doc' => pack('H*', 'd0cf11e0a1b11ae1') . "\0" x 100,
	'g.jpg' => "\xFF\xD8\xFF\xE0\0\x10JFIF\0",
	'h.txt' => '河邊的樹',
);
my $folder = PostgreSQL::Test::Utils::tempdir();
append_to_file("$folder/$_", $files{$_}) foreach keys %files;
my $deep = join '/', $folder, ('n' x 200) x 6;
IPC::Run::run([ 'mkdir', '-p', $deep ]);
append_to_file("$deep/x.txt", '山上的雪');
my ($out, $err) = ('', '');
IPC::Run::run([ "$top/extension/bin/wicsearch-load", $folder ], '>', \$out, '2>', \$err);
is($? >> 8, 1, 'files that are no text are skipped');
like($out, qr/2 added, 0 updated, 0 unchanged, 7 skipped/, 'and the texts are loaded');
like($out, qr/a\.txt\.gz .*no text but a gzip file/, 'gzip is named');
like($out, qr/b\.gz .*no text but a gzip file/, 'cut gzip as well');
like($out, qr/c\.docx .*no text but a ZIP archive/, 'docx is named');
like($out, qr/d\.pdf .*no text but a PDF document/, 'PDF is named');
like($out, qr/e\.png .*no text but a PNG image/, 'PNG is named');
like($out, qr/f\.doc .*no text but a document of an old Office/, 'doc is named');
like($out, qr/g\.jpg .*no text but a JPEG image/, 'JPEG is named');
is( $node->safe_psql('postgres', q{SELECT count(*) FROM corpus.sources WHERE length(uri) > 1200}),
	'1', 'a path of 1200 bytes is kept');

# Names and metadata

my @names = load_all('NULL',
	'=cmd|\' /C calc\'!A1' => '第一條河', '"; DROP TABLE corpus.sources; --' => '第二條河',
	'../../etc/passwd' => '第三條河', ('n' x 100_000) => '第四條河');
is(scalar(grep { /\|added/ } @names), 4, 'any name is only a name');
is_sound('names');

foreach my $meta (
	'{"title": {"a": 1}, "date": 7, "lang": 5, "url": [], "author": ["甲", 2, "乙"], "publisher": null}',
	'{"title": "", "date": "99999-99-99", "lang": "zh_TW", "url": "", "author": {"name": "甲"}}',
	'{"date": "0000-00-00"}', '{"date": "infinity"}', '{"date": "2024-02-31"}', '{"date": {}}',
	'{"repair": {"a": 1}, "charset": []}')
{
	loads("meta $meta", "'水 $meta'::text, '$meta'", qr/^added/);
}
is( $node->safe_psql('postgres', q{SELECT concat_ws('|', uri, url, coalesce(title, '-'), lang, author, publisher) FROM corpus.sources WHERE meta ->> 'date' = '7'}),
	'-|zh|甲, 乙', 'what is no text is not taken for one');
is( $node->safe_psql('postgres', q{SELECT concat_ws('|', uri, url, coalesce(title, '-'), lang, author) FROM corpus.sources WHERE meta ->> 'lang' = 'zh_TW'}),
	'-|zh', 'nor is an object');
loads('an unknown mode of repair', q{'水'::text, '{"repair": "bogus"}'}, qr/^skipped\|unknown repair mode "bogus"/);
loads('an unknown character set', q{'水'::bytea, '{"charset": "nonsense"}'}, qr/^skipped\|unknown character set "nonsense"/);
loads('a dry run that is NULL', q{'\xff'::bytea, '{}', dry_run => NULL}, qr/^skipped/);
is( $node->safe_psql('postgres', q{SELECT count(*) FROM corpus.load_errors WHERE raw = '\xff' AND uri IS NULL}),
	'1', 'and loses no error');

# JSON lines

my @json = load_all('NULL',
	'a.jsonl' => join("\n",
		'{"a" "byte offset 99999999999999999999999"}', '[' x 100_000, '{"content": ' . '{"a":' x 100_000,
		'{"content": "a\u0000b"}', '{"content": "水\ud800"}', '{"content": "水", "title": 1e400000}',
		'{"content": "x', "\x01", 'null', '[]', '{"content": {"a": 1}}', "{\"content\": \"\xFF\"}",
		'{"content": "水", "x": "' . 'y' x 1_000_000 . '"}', '{"content": "最後的水"}'));
is(scalar @json, 14, 'each line is a document');
is(scalar(grep { /\|skipped\|/ } @json), 12, 'lines that are no JSON, or hold no document');
like($json[-1], qr/added/, 'do not stop the others');
is(scalar(grep { length > 1200 } @json), 0, 'no report repeats a document');
is_sound('JSON lines');

# Depth and size

loads('nested quotation marks', q{repeat('「『', 5000) || '水' || repeat('』」', 5000)}, qr/^added/);
loads('marks that never close', q{repeat('“', 100000) || '水'}, qr/^added/);
loads('nested quotations with speakers', q{repeat('他说:“水,', 10000)}, qr/^added/);
loads('nested tags', q{'<html><body>' || repeat('<div>', 10000) || '河邊的水' || repeat('</div>', 10000)}, qr/^added/);
loads('tags that never close', q{'<html><body>' || repeat('<div><p><b>', 30000) || '河邊的山水'}, qr/^added/);
loads('a huge attribute', q{'<html><meta name="author" content="' || repeat('江-_(', 500000) || '"><p>江水'}, qr/^added/);
loads('deep JSON in HTML', q{'<script type="application/ld+json">' || repeat('[', 100000) || '</script><p>河水'}, qr/^added/);
loads('NUL in JSON in HTML', q{'<script type="application/ld+json">{"@type": "Article", "headline": "a\u0000b"}</script><p>湖水'}, qr/^added/);
loads('a title of brackets', q{'水流'::text, jsonb_build_object('title', repeat('(', 200000))}, qr/^added/);
loads('a name without end', q{repeat('李春江', 100000) || '说:“水。”'}, qr/^added/);
loads('a long line', q{repeat('江河湖海的水流過山間小路', 50000)}, qr/^added/);
loads('many short lines', q{(SELECT string_agg('山' || i, E'\n') FROM generate_series(1, 20000) AS i)}, qr/^added/);

# Twice as many quoted blocks take about twice as long.
my @took;
foreach my $n (1000, 4000)
{
	my $start = time();
	loads("$n blocks with attributions", qq{(SELECT string_agg('水流' || i || E'去,山在那裏。\\n——2024年3月5日,李春江在第三屆江河大會上的講話', E'\\n') FROM generate_series(1, $n) AS i)}, qr/^added/);
	push @took, time() - $start;
}
cmp_ok($took[1], '<', 12 * $took[0], 'time grows with the number of blocks');

SKIP:
{
	skip 'set WICSEARCH_SLOW for a line of 50 MB and a million lines', 2 unless $ENV{WICSEARCH_SLOW};
	loads('a line of 50 MB', q{repeat('江河湖海的水流過山間小路', 1460000)}, qr/^added/);
	loads('a million lines', q{(SELECT string_agg('山' || i, E'\n') FROM generate_series(1, 1000000) AS i)}, qr/^added/);
}

# Cancelled in any step

$node->safe_psql('postgres', <<'SQL');
CREATE TABLE big (name text, document bytea);
INSERT INTO big VALUES
('line', convert_to(repeat('江河湖海的水流过山间小路', 300000), 'UTF8')),
('quotes', convert_to(repeat('他说:“江河湖海的水”流过山间。', 200000), 'UTF8')),
('html', convert_to('<html><body>' || repeat('<p>江河<b>湖海</b>的水流过山间', 250000), 'UTF8')),
('gbk', convert_to(repeat('江河湖海的水流过山间小路,', 500000), 'GBK')),
('gloss', convert_to(repeat('山上的雪(xuě)化了,,河(hé)裏的水漲(zhǎng)起來,、又退下去,。', 100000), 'UTF8')),
('dates', convert_to(repeat('2024年3月5日', 500000), 'UTF8'))
SQL
foreach my $name (qw(line quotes html gbk gloss dates))
{
	my @late;
	foreach my $timeout (200, 700, 1500, 3000)
	{
		my $start = time();
		my ($code) = $node->psql('postgres', qq{SET statement_timeout = $timeout; SELECT action FROM wic_load((SELECT document FROM big WHERE name = '$name'))});
		push @late, $timeout if time() - $start > $timeout / 1000 + 2;
		last if $code == 0;
	}
	is("@late", '', "$name: cancelled within two seconds");
}
$node->safe_psql('postgres', 'DROP TABLE big');

# Rows that cannot be marked as loaded would be loaded for ever.
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE keyless (LIKE corpus.inbox INCLUDING DEFAULTS);
ALTER TABLE keyless ALTER inbox_id DROP NOT NULL;
INSERT INTO keyless (document) VALUES ('第五條河');
CREATE TABLE stuck (LIKE corpus.inbox INCLUDING ALL);
CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER never BEFORE UPDATE ON stuck FOR EACH ROW EXECUTE FUNCTION never();
INSERT INTO stuck (document) VALUES ('第六條河');
SQL
foreach my $inbox (qw(keyless stuck))
{
	my ($code, $stdout, $stderr) = $node->psql('postgres', "SET statement_timeout = '60s'; CALL wic_load_inbox('$inbox')");
	like($stderr, qr/rows of inbox "$inbox" do not change/, "inbox $inbox");
}

# Rights

$node->safe_psql('postgres', <<'SQL');
CREATE ROLE stranger;
CREATE ROLE reader;
GRANT USAGE ON SCHEMA corpus TO reader;
GRANT SELECT ON ALL TABLES IN SCHEMA corpus TO reader;
SQL
my $before = $node->safe_psql('postgres', 'SELECT count(*) FROM corpus.load_errors');
foreach my $role (qw(stranger reader))
{
	foreach my $call (q{SELECT wic_load('第七條河'::text)}, q{CALL wic_load_inbox()}, q{SELECT wic_reprocess()})
	{
		my ($code, $stdout, $stderr) = $node->psql('postgres', "SET ROLE $role; $call");
		like($stderr, qr/permission denied/, "$role: $call");
	}
}
$node->safe_psql('postgres', <<'SQL');
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA corpus TO reader;
ALTER TABLE corpus.sources ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON corpus.sources TO reader USING (publisher = 'reader');
SQL
my ($code, $stdout, $stderr) = $node->psql('postgres', q{SET ROLE reader; SELECT action FROM wic_load('第七條河'::text, '{"publisher": "other"}')});
like($stderr, qr/violates row-level security/, 'a policy on sources holds');
is($node->safe_psql('postgres', q{SET ROLE reader; SELECT action FROM wic_load('第七條河'::text, '{"publisher": "reader"}')}),
	'added', 'for what it forbids');
is($node->safe_psql('postgres', 'SELECT count(*) FROM corpus.load_errors'), $before, 'a right that is missing is not the document\'s fault');
$node->safe_psql('postgres', 'ALTER TABLE corpus.sources DISABLE ROW LEVEL SECURITY');

# Somebody spoils what was derived: it is derived again.
$node->safe_psql('postgres', <<'SQL');
SELECT wic_create_corpus('again');
SELECT FROM wic_load('2024年3月5日,河长李春江在第三届江河大会上指出,“大家要一起爱护第一条小河的清水。”'::text, corpus => 'again');
SQL
foreach my $change ('again.quotations SET attributed_to = NULL', 'again.speeches SET said_on = said_on + 1',
	"again.speakers SET name = '山'", 'again.passages SET witness_id = NULL', "again.sources SET title = '山'")
{
	$node->safe_psql('postgres', "UPDATE $change");
	is($node->safe_psql('postgres', q{SELECT action FROM wic_reprocess('again')}), 'updated', "$change is undone");
}
is($node->safe_psql('postgres', q{SELECT action FROM wic_reprocess('again')}), 'unchanged', 'and then nothing changes');

# The index has followed all of it, and follows a source that is taken away.
my $check = q{SELECT c, w.* FROM wic_corpora() AS c, wic_check(format('%I.passages_text', c)::regclass, true) AS w};
is($node->safe_psql('postgres', $check), '', 'the indexes are as they should be');
$node->safe_psql('postgres', q{SELECT FROM wic_load(E'白鹭飞过\n大家都来护水'::text, '{"uri": "guest"}', 'again')});
my $guests = q{SELECT count(*) FROM wic_search('白鹭', corpus => 'again') WHERE NOT partial};
is($node->safe_psql('postgres', $guests), '1', 'a source is found');
$node->safe_psql('postgres', q{SELECT wic_unload(source_id, 'again') FROM again.sources WHERE uri = 'guest'});
is($node->safe_psql('postgres', $guests), '0', 'and not when it is taken away');
$node->safe_psql('postgres', 'VACUUM again.passages, corpus.passages');
is($node->safe_psql('postgres', $check), '', 'nor after VACUUM is anything wrong');
is($node->safe_psql('postgres', q{SELECT deleted_documents FROM wic_index_stats('again.passages_text')}), '0', 'which has taken it out');

# Dump and restore, and the end of the extension

$node->safe_psql('postgres', <<'SQL');
DROP TABLE keyless, stuck;
CREATE TABLE articles (id int PRIMARY KEY, title text, content text);
INSERT INTO articles VALUES (1, '一', '江河的水'), (2, '二', '山上的樹');
CREATE INDEX ON articles USING gin (to_tsvector('wicsearch', content));
SELECT wic_attach('articles', 'content', title => 'title');
UPDATE corpus.inbox SET action = NULL WHERE action <> 'split';
CALL wic_load_inbox();
SQL
$node->safe_psql('postgres', 'CREATE DATABASE restored');
my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump.sql';
$node->command_ok([ 'pg_dump', '-f', $dump, $node->connstr('postgres') ], 'dump');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $node->connstr('restored') ], 'restore');
my $content = join ';', map { qq{SELECT '$_', count(*), md5(string_agg(t::text, '|' ORDER BY t::text COLLATE "C")) FROM $_ AS t} }
	qw(corpus.sources corpus.repairs corpus.speakers corpus.occasions corpus.speeches corpus.witnesses corpus.passages corpus.quotations articles.passages articles.speech_list);
is($node->safe_psql('restored', $content), $node->safe_psql('postgres', $content), 'every row is restored');
# Statistics are not dumped, so ranks may differ; what is found may not.
my $search = q{SELECT source_id FROM wic_search('河', k => 10000) ORDER BY 1; SELECT title FROM wic_search('江河', corpus => 'articles') ORDER BY 1};
is($node->safe_psql('restored', $search), $node->safe_psql('postgres', $search), 'and found');
$node->safe_psql('restored', q{UPDATE corpus.inbox SET action = NULL WHERE action <> 'split'; CALL wic_load_inbox()});
is($node->safe_psql('restored', q{SELECT DISTINCT action FROM corpus.inbox WHERE action NOT IN ('split', 'skipped')}), 'unchanged', 'loaded again, nothing changes');
is( $node->safe_psql('restored', q{SELECT DISTINCT action FROM wic_reprocess('again')}), 'unchanged', 'nor if derived again');
is($node->safe_psql('restored', q{SELECT action FROM wic_load('新的一條河'::text)}), 'added', 'and keys go on');

my $rows = 'SELECT count(*) FROM corpus.sources; SELECT count(*) FROM corpus.passages; SELECT count(*) FROM corpus.speech_list; SELECT count(*) FROM articles';
my $kept = $node->safe_psql('restored', $rows);
$node->safe_psql('restored', 'DROP EXTENSION wicsearch CASCADE');
is($node->safe_psql('restored', $rows), $kept, 'without the extension every row is there');
$node->safe_psql('restored', q{CREATE EXTENSION wicsearch; CREATE INDEX passages_text ON corpus.passages USING wicsearch (body); DROP SCHEMA articles CASCADE; SELECT wic_attach('articles', 'content')});
is($node->safe_psql('restored', q{SELECT action FROM wic_load('新的兩條河'::text); SELECT count(*) > 0 FROM wic_search('河')}), "added\nt", 'and with it again, it goes on');

done_testing();
