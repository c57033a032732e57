# A damaged index: whatever bytes are in its file, a statement gives the right
# answer or an error, can be cancelled, and does not take the server down.
#
# Bytes are not summed up (initdb --data-checksums does that), so a changed
# byte of a list of documents may change answers; but then wic_check() finds
# it.  What is a page of something else is always noticed.
#
#   WICSEARCH_SEED=7 WICSEARCH_ROUNDS=100 PROVE_TESTS=test/t/052_damage.pl test/run tap
#
# and, to see one round again, WICSEARCH_ROUND=24.
use strict;
use warnings FATAL => 'all';

use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{WICSEARCH_SEED} // 1;
my $rounds = $ENV{WICSEARCH_ROUND} // $ENV{WICSEARCH_ROUNDS} // 2;
my $only = $ENV{WICSEARCH_ROUND};
my $tables = 8;
my $page = 8192;
my $stamp = $page - 32;         # the last bytes of each page; am/page.h
my $timeout = 3;                # of a statement, in seconds
my $patience = 5;               # so much later it must have ended
my $folder = PostgreSQL::Test::Utils::tempdir();
srand($seed);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->append_conf('postgresql.conf', <<"CONF");
autovacuum = off
restart_after_crash = off
log_min_messages = log
log_statement = none
statement_timeout = ${timeout}s
enable_seqscan = off
CONF
$node->start;

# Texts of 40 characters, the first ones frequent.  Some tables have a
# tsvector; the text that is long does not fit a pending page.
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION wicsearch;
CREATE FUNCTION made_text(n integer, length integer) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(CASE WHEN random() < 0.04 THEN '。'
		ELSE chr(24576 + (40 * random() * random())::int) END, '')
	FROM generate_series(1, length + n * 0)
$$;
SELECT setseed(0.5);
CREATE TABLE texts AS SELECT n AS id, made_text(n, CASE n % 100 WHEN 99 THEN 6000 ELSE 10 + n % 90 END) AS body
FROM generate_series(1, 400) AS n;
SQL

sub body
{
	my ($i) = @_;
	return $i % 4 == 0 ? q{to_tsvector('wicsearch', body)} : 'body';
}

sub statements
{
	my ($i) = @_;
	my $insert = "INSERT INTO t$i SELECT id, @{[body($i)]} FROM texts WHERE id";
	return <<"SQL";
CREATE TABLE t$i AS SELECT id, @{[body($i)]} AS body FROM texts WHERE id <= 150;
CREATE INDEX t${i}_body ON t$i USING wicsearch (body);
$insert BETWEEN 151 AND 200;
VACUUM t$i;
$insert BETWEEN 201 AND 250;
VACUUM t$i;
DELETE FROM t$i WHERE id % 9 = 0;
VACUUM t$i;
SQL
}

sub more_statements
{
	my ($i) = @_;
	my $insert = "INSERT INTO t$i SELECT id, @{[body($i)]} FROM texts WHERE id";
	return <<"SQL";
SELECT wic_merge('t${i}_body', 2);
VACUUM t$i;
$insert BETWEEN 251 AND 330;
VACUUM t$i;
$insert BETWEEN 331 AND 340;
VACUUM t$i;
$insert BETWEEN 341 AND 350;
VACUUM t$i;
DELETE FROM t$i WHERE id % 7 = 0;
VACUUM t$i;
SELECT wic_merge('t${i}_body', 3);
$insert > 350;
SQL
}

# Each statement by itself: VACUUM wants that.
sub run_each
{
	my ($sql) = @_;
	$node->command_ok([ 'psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', write_file($sql) ], 'prepared');
}

sub write_file
{
	my ($content) = @_;
	my $name = "$folder/statements.sql";
	open my $file, '>:utf8', $name or die "$name: $!";
	print $file $content;
	close $file;
	return $name;
}

sub slurp
{
	my ($name) = @_;
	open my $file, '<:raw', $name or die "$name: $!";
	local $/;
	return scalar <$file>;
}

# A table or index is in a file, and others that tell of it.
sub restore
{
	my ($name, $content) = @_;
	spew($name, $content);
	unlink "${name}_vm", "${name}_fsm";
}

sub spew
{
	my ($name, $content) = @_;
	open my $file, '>:raw', $name or die "$name: $!";
	print $file $content;
	close $file;
}

# ---- questions, and what is right ----

my ($a, $b, $c, $d) = map { chr(24576 + $_) } 0, 3, 11, 38;
my %questions = (
	word => "$a$b",
	rare => "$d$c",
	both => "$a$b $c$a",
	phrase => qq{"$a$b$a"},
	either => "$a$a OR $b$c",
	without => "$a$b -$b$a",
	character => $c,
);

# Rows in any order, and the first in the order of their scores.
sub question
{
	my ($i, $name) = @_;
	my $query = "wic_query('$questions{$name}', NULL::regclass)";
	return <<"SQL";
SELECT 'R|$name|' || coalesce(md5(string_agg(id::text, ' ' ORDER BY id)), '') FROM t$i WHERE body @@ $query;
\\echo S|$name|:SQLSTATE
SELECT 'R|first $name|' || coalesce(string_agg(id || ' ' || far, ' ' ORDER BY far, id), '')
FROM (SELECT id, body <=> $query AS far FROM t$i WHERE body @@ $query ORDER BY body <=> $query LIMIT 20) AS first
WHERE far < (SELECT max(far) FROM (SELECT body <=> $query AS far FROM t$i WHERE body @@ $query ORDER BY body <=> $query LIMIT 20) AS first)
	OR far IS NULL;
\\echo S|first $name|:SQLSTATE
SQL
}

sub statement
{
	my ($name, $sql) = @_;
	return "$sql;\n\\echo S|$name|:SQLSTATE\n";
}

sub check
{
	my ($i) = @_;
	return "SELECT 'C|' || severity || '|' || detail FROM wic_check('t${i}_body', true)";
}

# What is asked, and done, with a damaged index.
sub exercise
{
	my ($i) = @_;
	my $new = "SELECT id, @{[body($i)]} FROM texts WHERE id BETWEEN 90 AND 130";
	return join '', "\\timing on\n",
		statement('check', check($i)),
		(map { question($i, $_) } sort keys %questions),
		statement('query', "SELECT wic_query('$a$b', 't$i')"),
		statement('insert', "INSERT INTO t$i $new"),
		statement('delete', "DELETE FROM t$i WHERE id % 5 = 0"),
		(map { question($i, $_) =~ s/'R\|/'X|/gr } sort keys %questions),
		statement('vacuum', "VACUUM t$i"),
		statement('merge', "SELECT wic_merge('t${i}_body', 1)"),
		statement('insert again', "INSERT INTO t$i $new"),
		statement('vacuum again', "VACUUM t$i"),
		statement('check again', "SELECT 'X|' || detail FROM wic_check('t${i}_body', true)"),
		statement('reindex', "REINDEX INDEX t${i}_body"),
		statement('cured', "SELECT 'N|' || detail FROM wic_check('t${i}_body', true)");
}

# Run a script; returns the exit code and the lines.
sub run_script
{
	my ($script) = @_;
	my ($out, $err) = ('', '');
	my $file = write_file($script);
	my $timer = IPC::Run::timeout(180);
	my $ok = eval {
		IPC::Run::run([ 'psql', '-XqAt', '-d', $node->connstr('postgres'), '-v', 'VERBOSITY=verbose', '-f', $file ],
			'>', \$out, '2>', \$err, $timer);
		1;
	};
	return ($ok ? $? >> 8 : 'timeout', $err, split /\n/, $out);
}

# ---- build ----

$node->safe_psql('postgres', 'SELECT 1');
run_each(join '', map { statements($_) } 1 .. $tables);
my %files = map { $_ => $node->data_dir . '/' . $node->safe_psql('postgres', "SELECT pg_relation_filepath('$_')") }
	map { ("t$_", "t${_}_body") } 1 .. $tables;
$node->stop;
my %old = map { $_ => slurp($files{$_}) } keys %files;
$node->start;
run_each(join '', map { more_statements($_) } 1 .. $tables);
is($node->safe_psql('postgres', join ' UNION ALL ', map { "SELECT * FROM wic_check('t${_}_body', true)" } 1 .. $tables),
	'', 'nothing is wrong with what was built');

my %right;
foreach my $i (1, 4)
{
	my $plan = $node->safe_psql('postgres', "EXPLAIN SELECT id FROM t$i WHERE body @@ wic_query('$a$b', NULL::regclass) ORDER BY body <=> wic_query('$a$b', NULL::regclass) LIMIT 5");
	like($plan, qr/Index Scan using t${i}_body/, 'the index is used');
	foreach my $kind ([ right => 'SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_seqscan = on;' ], [ index => '' ])
	{
		my ($code, $err, @lines) = run_script("$kind->[1]\n" . join '', map { question($i, $_) } sort keys %questions);
		$right{ $kind->[0] }{$i} = join "\n", grep { /^R/ } @lines;
	}
	is($right{index}{$i}, $right{right}{$i}, 'the index gives what the table gives');
	is(scalar(split /\n/, $right{right}{$i}), 2 * keys %questions, 'of each question');
}
$node->stop;
my %sound = map { $_ => slurp($files{$_}) } keys %files;

# ---- damage ----

sub pages
{
	my ($bytes) = @_;
	return length($$bytes) / $page;
}

# The type of a page is in its stamp: 1 meta, 2 pending, 4 header, from 16 on
# streams.
sub page_type
{
	my ($bytes, $n) = @_;
	return ord substr $$bytes, $n * $page + $stamp + 28, 1;
}

sub used
{
	my ($bytes, $n) = @_;
	return unpack 'v', substr $$bytes, $n * $page + 12, 2;
}

sub any_page
{
	my ($bytes, $is_wanted) = @_;
	my @pages = grep { !$is_wanted || $is_wanted->(page_type($bytes, $_)) } 0 .. pages($bytes) - 1;
	return $pages[ rand @pages ];
}

sub any_place
{
	my ($bytes, $n) = @_;
	my $kind = rand;
	return $n * $page + (
		$kind < 0.1 ? int rand 24 :
		$kind < 0.2 ? $stamp + int rand 32 :
		24 + int rand(used($bytes, $n) - 24 || 1));
}

sub flip
{
	my ($bytes, $place) = @_;
	substr($$bytes, $place, 1) ^= chr(rand() < 0.5 ? 1 << rand 8 : 1 + rand 255);
}

sub random_bytes
{
	my ($n) = @_;
	return join '', map { chr rand 256 } 1 .. $n;
}

sub set_page
{
	my ($bytes, $n, $content) = @_;
	substr($$bytes, $n * $page, $page) = $content;
}

sub get_page
{
	my ($bytes, $n) = @_;
	return substr $$bytes, $n * $page, $page;
}

my %damages = (
	flip => sub {
		my ($bytes) = @_;
		flip($bytes, any_place($bytes, any_page($bytes))) for 0 .. rand 6;
	},
	flip_meta => sub {
		my ($bytes) = @_;
		flip($bytes, 24 + int rand 200) for 0 .. rand 2;
	},
	flip_header => sub {
		my ($bytes) = @_;
		flip($bytes, any_place($bytes, any_page($bytes, sub { $_[0] == 4 }))) for 0 .. rand 3;
	},
	flip_pending => sub {
		my ($bytes) = @_;
		flip($bytes, any_place($bytes, any_page($bytes, sub { $_[0] == 2 || $_[0] == 3 }))) for 0 .. rand 3;
	},
	flip_stream => sub {
		my ($bytes) = @_;
		my $kind = 16 + int rand 8;
		flip($bytes, any_place($bytes, any_page($bytes, sub { $_[0] == $kind }))) for 0 .. rand 3;
	},
	number => sub {
		my ($bytes) = @_;
		my $n = any_page($bytes, sub { $_[0] < 5 });
		my @numbers = (0, 1, 2, 127, 128, 255, 65535, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF);
		substr($$bytes, $n * $page + 24 + 4 * int rand 60, 4) = pack 'V', $numbers[ rand @numbers ];
	},
	zero => sub {
		my ($bytes) = @_;
		set_page($bytes, any_page($bytes), "\0" x $page) for 0 .. rand 2;
	},
	junk => sub {
		my ($bytes) = @_;
		set_page($bytes, any_page($bytes), random_bytes($page));
	},
	swap => sub {
		my ($bytes) = @_;
		my ($m, $n) = (any_page($bytes), any_page($bytes));
		my $content = get_page($bytes, $m);
		set_page($bytes, $m, get_page($bytes, $n));
		set_page($bytes, $n, $content);
	},
	copy => sub {
		my ($bytes) = @_;
		set_page($bytes, any_page($bytes), get_page($bytes, any_page($bytes)));
	},
	truncate => sub {
		my ($bytes) = @_;
		$$bytes = substr $$bytes, 0, rand() < 0.8 ? $page * any_page($bytes) : rand length $$bytes;
	},
	old => sub {
		my ($bytes, $old) = @_;
		for (0 .. rand 3)
		{
			my $n = any_page($old);
			set_page($bytes, $n, get_page($old, $n)) if $n < pages($bytes);
		}
	},
);

# With these no page is another version of what it should be.
my %is_noticed = map { $_ => 1 } qw(zero junk swap copy truncate);

# Errors that speak of damage, of a newer format or another fingerprint, as
# these bytes may be hit as well; and that it took too long.
my %is_expected = map { $_ => 1 } qw(00000 XX001 XX002 0A000 55000 57014);

# A damaged list of rows may name blocks that a table cannot have.
sub is_of_table
{
	my ($i, $err) = @_;
	my $path = $files{"t$i"} =~ s/.*pgdata.//r;
	return $err =~ /could not open file "$path\.\d+"/;
}

# ---- rounds ----

my ($cases, $failed, $found, $noticed) = (0, 0, 0, 0);
my %seen;

sub fail_case
{
	my ($case, $what) = @_;
	$failed++;
	diag("seed $seed, $case: $what");
}

# One table after its damage: what the lines of its exercise tell.
sub judge
{
	my ($case, $i, $kind, $code, $err, @lines) = @_;
	my ($time, $was_found, %state) = (0, 0);
	my %right = map { (split /\|/, $_, 3)[ 1, 2 ] } split /\n/, $right{right}{ $i % 4 == 0 ? 4 : 1 };

	return fail_case($case, "psql ended with $code: $err") if $code ne '0';
	my @wrong;
	foreach (@lines)
	{
		if (/^Time: ([\d.]+) ms/) { $time = $1 / 1000 }
		elsif (/^C\|(error|warning)\|/) { $was_found = 1 }
		elsif (/^N\|(.*)/) { fail_case($case, "after REINDEX: $1") }
		elsif (/^R\|([^|]*)\|(.*)/) { push @wrong, $1 if $2 ne $right{$1} }
		elsif (/^S\|([^|]*)\|(\w+)/)
		{
			$state{$1} = $2;
			$seen{$2}++;
			fail_case($case, "$1 took $time s") if $time > $timeout + $patience;
			fail_case($case, "$1: $2 in $err") unless $is_expected{$2} || is_of_table($i, $err);
		}
	}
	$found += $was_found || $state{check} ne '00000';
	$noticed += grep { $_ =~ /^XX/ } values %state;
	return unless @wrong;
	fail_case($case, "wrong answers (@wrong), and nothing noticed") if $is_noticed{$kind};
	fail_case($case, "wrong answers (@wrong), and nothing found") if $state{check} eq '00000' && !$was_found;
}

my @kinds = sort keys %damages;
foreach my $round (1 .. $rounds)
{
	my %kind;
	restore($files{$_}, $sound{$_}) for keys %files;
	foreach my $i (1 .. $tables)
	{
		my $bytes = $sound{"t${i}_body"};
		$kind{$i} = $kinds[ ($round * $tables + $i) % @kinds ];
		$damages{ $kind{$i} }->(\$bytes, \$old{"t${i}_body"});
		spew($files{"t${i}_body"}, $bytes);
	}
	next if defined $only && $round != $only;
	$node->start;
	foreach my $i (1 .. $tables)
	{
		$cases++;
		judge("round $round, table $i, $kind{$i}", $i, $kind{$i}, run_script(exercise($i)));
	}
	# After REINDEX an index has another file.
	$files{"t${_}_body"} = $node->data_dir . '/' . $node->safe_psql('postgres', "SELECT pg_relation_filepath('t${_}_body')") for 1 .. $tables;
	$node->stop;
}

is($failed, 0, "$cases damaged indexes: right answers or errors");
cmp_ok($found, '>', $cases / 3, "wic_check() found something in $found of them");
note(join ', ', map { "$_: $seen{$_}" } sort keys %seen);
unlike(slurp($node->logfile), qr/PANIC|TRAP|terminated by signal/, 'the server did not crash');

done_testing();
