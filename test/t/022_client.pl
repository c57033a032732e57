# The client: any file name, any bytes, exit codes, JSON lines.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION wicsearch');

$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
$ENV{PGDATABASE} = 'postgres';

# Run the client; returns exit code, output and errors.
sub load
{
	my (@arguments) = @_;
	my ($out, $err) = ('', '');
	IPC::Run::run([ "$top/extension/bin/wicsearch-load", @arguments ], '>', \$out, '2>', \$err);
	return ($? >> 8, $out, $err);
}

my $folder = PostgreSQL::Test::Utils::tempdir();
my %files = (
	'plain.txt' => "第一篇文字",
	'with blank and \'quote".txt' => "第二篇文字",
	'back\\slash.txt' => "第三篇文字",
	"tab\there.txt" => "第四篇文字",
	"new\nline.txt" => "第五篇文字",
	'$HOME `id` %s.txt' => "第六篇文字",
	'-x.txt' => "第七篇文字",
	'文件.txt' => "第八篇文字",
	"gbk\xB9\xFA.txt" => "第九篇文字",
);
mkdir "$folder/sub folder";
foreach my $name (keys %files)
{
	append_to_file("$folder/$name", $files{$name});
}
append_to_file("$folder/sub folder/deep.txt", '第十篇文字');

my ($code, $out, $err) = load('-C', $folder);
is($code, 0, 'every file name is taken');
like($out, qr/10 added, 0 updated, 0 unchanged, 0 skipped/, 'and every file');
is( $node->safe_psql('postgres', q{SELECT count(*) FROM wic_search('篇文字', k => 100)}),
	'10', 'and found');
foreach my $name ('back\\slash.txt', "tab\there.txt", "new\nline.txt", '-x.txt', 'sub folder/deep.txt')
{
	(my $quoted = $name) =~ s/'/''/g;
	is($node->safe_psql('postgres', "SELECT count(*) FROM corpus.sources WHERE uri = '$quoted'"), '1', "name kept: $name");
}

($code, $out, $err) = load($folder);
is($code, 0, 'a second time');
like($out, qr/0 added, 0 updated, 10 unchanged, 0 skipped/, 'nothing changes');

# What is no text is kept and reported, and the rest goes on.
my $bad = "$folder-bad";
mkdir $bad;
append_to_file("$bad/a.txt", "good\xFFbad");
append_to_file("$bad/b.txt", "nul\0here");
append_to_file("$bad/c.txt", '第十一篇文字');
append_to_file("$bad/d.txt", '');
append_to_file("$bad/e.jsonl", qq({"title": "一", "content": "第十二篇文字"}\nnot json\n{"title": "二"}\n));
($code, $out, $err) = load($bad);
is($code, 1, 'exit code 1 where something was skipped');
like($out, qr/3 added, 0 updated, 0 unchanged, 4 skipped/, 'bad bytes, NUL, bad JSON and JSON without text are skipped');
is($node->safe_psql('postgres', q{SELECT string_agg(encode(raw, 'escape'), '|' ORDER BY message) FROM corpus.load_errors WHERE uri IN ('a.txt', 'b.txt')}),
	'nul\000here|good\377bad', 'their bytes are kept');

# A CSV file goes through the inbox, bytes of any encoding as hexadecimal.
my $csv = "$folder-inbox.csv";
append_to_file($csv, qq(file,document,raw,meta\n)
	. qq(letter 1,"第十三篇文字,\n带换行","","{""author"": ""周小满""}"\n)
	. qq(letter 2,,\\xb5dacaaecbc4c6aacec4d7d6a3acb4bac0b4c1cb,\n)
	. qq(letter 3,,,\n));
$node->safe_psql('postgres', "\\copy corpus.inbox (file, document, raw, meta) FROM '$csv' WITH (FORMAT csv, HEADER, FORCE_NULL (raw, document, meta))\nCALL wic_load_inbox()");
is( $node->safe_psql('postgres', q{SELECT file, action, charset, note FROM corpus.inbox ORDER BY inbox_id}),
	"letter 1|added|UTF-8|\nletter 2|added|GB18030|\nletter 3|skipped||document has no bytes", 'CSV is loaded from the inbox');
is( $node->safe_psql('postgres', q{SELECT author, clean_text FROM corpus.sources WHERE uri = 'letter 2' OR author = '周小满' ORDER BY uri}),
	"周小满|第十三篇文字，\n带换行\n|第十四篇文字，春来了", 'as it was written');

# A dry run adds nothing; a named character set is taken.
my $old = "$folder-old";
mkdir $old;
append_to_file("$old/big5.txt", "\xB2\xC4\xA4\xE5\xA6\x72");
($code, $out, $err) = load('-n', '-e', 'Big5', $old);
like($out, qr/big5\.txt\s+\| added\s+\| Big5-HKSCS/, 'the character set that is named');
is($node->safe_psql('postgres', q{SELECT count(*) FROM corpus.sources WHERE uri = 'big5.txt'}), '0', 'a dry run adds nothing');
($code, $out, $err) = load('-e', 'Klingon', $old);
is($code, 1, 'exit code 1 for a character set that nobody knows');
like($out, qr/skipped.*Klingon/, 'which is named');

# Usage
($code, $out, $err) = load();
is($code, 2, 'exit code 2 without arguments');
($code, $out, $err) = load('-z', $folder);
is($code, 2, 'or with an unknown option');
($code, $out, $err) = load("$folder/not there");
isnt($code, 0, 'a folder that is not there');
($code, $out, $err) = load('-c', 'nowhere', $folder);
isnt($code, 0, 'a corpus that is not there');
like($err, qr/corpus "nowhere" does not exist.*Corpora in this database: corpus/s, 'is named, with those there are');
($code, $out, $err) = load('-p', '1', $folder);
is($code, 3, 'exit code 3 where the server is not reached');
($code, $out, $err) = load('--help');
is($code, 0, 'help');
like($out, qr/Usage: wicsearch-load/, 'says how to use it');

# A schema of somebody else's that looks like a corpus is not loaded into.
$node->safe_psql('postgres', <<'SQL');
CREATE ROLE wic_other LOGIN;
CREATE ROLE wic_loader LOGIN;
GRANT CREATE ON DATABASE postgres TO wic_other, wic_loader;
SET SESSION AUTHORIZATION wic_other;
SELECT wic_create_corpus('trap');
SQL
($code, $out, $err) = load('-C', '-c', 'trap', '-U', 'wic_loader', $folder);
isnt($code, 0, 'somebody else\'s corpus is not taken for one\'s own');

done_testing();
