# The committed tables are what the generators make of their inputs.
use strict;
use warnings FATAL => 'all';

use File::Compare;
use File::Copy;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};
my $data = "$top/extension/data";
my $opencc = $ENV{OPENCC} || '';

plan skip_all => 'Debian\'s unicode-data is not installed'
	unless -f '/usr/share/unicode/UnicodeData.txt';

sub regenerates
{
	my ($header, @command) = @_;
	my ($out, $err) = run_command([ 'python3', @command ]);
	my $committed = slurp_file("$top/extension/core/$header");
	is($out . "\n", $committed, "$header") or diag(substr $err, 0, 500);
}

regenerates('compose_table.h', "$data/gen_fold.py", '--compose');
regenerates('charclass_table.h', "$data/gen_charclass.py");
regenerates('speech_table.h', "$data/gen_speech.py");
SKIP:
{
	skip 'OPENCC does not name the unpacked npm package opencc 1.4.2', 4 unless -d "$opencc/data";
	copy("$data/classes.tsv", "$data/classes.tsv.before");
	regenerates('fold_v1_table.h', "$data/gen_fold.py", '--opencc', $opencc);
	is(compare("$data/classes.tsv", "$data/classes.tsv.before"), 0, 'classes.tsv');
	copy("$data/vocab.tsv", "$data/vocab.tsv.before");
	regenerates('vocab_v1_table.h', "$data/gen_vocab.py", '--opencc', $opencc);
	is(compare("$data/vocab.tsv", "$data/vocab.tsv.before"), 0, 'vocab.tsv');
}

command_ok([ 'python3', "$data/check_tables.py", '--normalization-test', '/usr/share/unicode/NormalizationTest.txt.bz2' ],
	'tables keep their promises');

done_testing();
