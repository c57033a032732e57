# What the index finds is, row by row and in order of the scores, what the
# operators say.
#
# Tables with random texts live through random changes.  In each state of a
# table random queries are asked: what is typed, trees of & | ! <-> <N> with
# prefixes and weights, two conditions at once, an order by another query.  A
# sequential scan is the oracle; it is compared with a bitmap scan, an index
# scan, and ordered index scans for several k (test/oracle.sql).
#
# WICSEARCH_QUERIES sets how many queries are compared (50 000 take minutes),
# WICSEARCH_SEED chooses others, WICSEARCH_LIFE runs one table's life alone.
use strict;
use warnings FATAL => 'all';
use utf8;

use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $wanted = $ENV{WICSEARCH_QUERIES} || 3000;
my $seed = $ENV{WICSEARCH_SEED} || 20261122;
my $only = $ENV{WICSEARCH_LIFE};

# Few symbols, so that random queries find something: variants of each other,
# signs that depend on their neighbours, words that are stemmed, what divides
# runs, and words as long as lexemes can be.
my @symbols = (qw(发 發 髮 国 國 会 會 人 人 一 二 〇 年 々 が カ ｶ ー 가 각 Ａ 股 ㍿ 𠮷 台),
	' a ', ' ab ', ' abc ', ' Networks ', ' network ', ' 7 ', ' 2015 ', ' x@y.cn ', 'Ｃ++', ' the ', '，', '。', ' ', "\n", '-',
	'"', '<b>', '&amp;', '😀', "'", '\\', "\x{FE00}", "\x{3099}");
my @long = map { ' ' . 'z' x $_ . ' ' } 255, 2045, 2046, 2047, 2048, 2100;

my $scratch = PostgreSQL::Test::Utils::tempdir();
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
# Nobody but the test changes anything.
$node->append_conf('postgresql.conf', "autovacuum = off\nclient_min_messages = error\njit = off\nmax_parallel_workers_per_gather = 0\n"
	. "min_parallel_table_scan_size = 0\nstatement_timeout = '5min'\n");
$node->start;
my $top = $ENV{WICSEARCH_TOP} || '.';
$node->safe_psql('postgres', "CREATE EXTENSION wicsearch;\n\\i $top/test/oracle.sql");

# Random choices are those of a seed, and of nothing else.

sub one_of { return $_[ rand @_ ] }
sub chance { return rand() < $_[0] }
sub between { return $_[0] + int rand($_[1] - $_[0] + 1) }

sub literal
{
	my ($text) = @_;
	return 'NULL' unless defined $text;
	$text =~ s/'/''/g;
	$text =~ s/\\/\\\\/g;
	return "E'$text'";
}

sub encoded
{
	my ($text) = @_;
	utf8::encode($text);
	return $text;
}

sub write_file
{
	my ($file, $text) = @_;
	unlink $file;
	PostgreSQL::Test::Utils::append_to_file($file, encoded($text));
}

# The lexemes of each symbol and of each pair of symbols, as they are folded.
my %lexemes;
{
	my @pairs = map { my $s = $_; ($s, map { $s . $_ } @symbols) } @symbols;
	my $values = join(",\n", map { "($_, " . literal($pairs[$_]) . ')' } 0 .. $#pairs);
	my $file = "$scratch/pairs.sql";
	write_file($file, <<"SQL");
SELECT n, config, l FROM (VALUES $values) AS p (n, pair), (VALUES ('wicsearch'), ('wicsearch_exact')) AS c (config),
	unnest(tsvector_to_array(to_tsvector(config::regconfig, pair))) AS l
SQL
	foreach (split /\n/, $node->safe_psql('postgres', "\\i $file"))
	{
		my ($n, $config, $lexeme) = split /\|/, $_, 3;
		utf8::decode($lexeme);
		push @{ $lexemes{ $pairs[$n] }{$config} }, $lexeme;
	}
}

# A life: a table, its index, and what its texts and queries are made of.
sub new_life
{
	my ($n) = @_;
	srand($seed * 1000 + $n);
	my %life = (n => $n, next_id => 1, history => [], loose => 0);

	$life{symbols} = [ map { one_of(@symbols) } 1 .. one_of(2, 3, 5, 8, 20) ];
	push @{ $life{symbols} }, one_of(@long) if chance(0.03);
	$life{is_vector} = chance(0.5);
	# how many rows, and how many symbols a text has at most; long lists are
	# read block by block, and parts of them skipped
	($life{rows}, $life{most}) = @{ one_of([ 30, 40 ], [ 100, 40 ], [ 300, 20 ], [ 60, 200 ], [ 900, 6 ], [ 2500, 4 ]) };
	$life{is_huge} = $n % 16 == 7;
	$life{is_large} = $n % 16 == 11;
	($life{rows}, $life{most}) = (20, 20) if $life{is_huge};
	($life{rows}, $life{most}) = (10000, 8) if $life{is_large};
	$life{skew} = $life{is_large} ? 3 : one_of(1, 1, 3);
	$life{queries} = $life{is_huge} ? 2 : $life{rows} > 500 ? 10 : 25;
	$life{level} = chance(0.7) ? 'script' : 'exact';
	$life{level} = 'script' if $life{is_vector};
	$life{kind} = one_of(('plain') x 6, 'partial', 'expression', 'partitioned', 'unlogged', 'temporary');
	$life{column} = 'life.' . ($life{is_vector} ? 'v' : 'content');
	$life{column} = $life{is_vector} ? "to_tsvector('wicsearch', life.content)" : "(life.content || '发')"
		if $life{kind} eq 'expression';
	$life{has_vectors} = $life{is_vector} && $life{kind} ne 'expression';
	$life{loose} = 1 if $life{kind} eq 'partitioned';

	my $config = $life{level} eq 'exact' ? 'wicsearch_exact' : 'wicsearch';
	my %seen;
	foreach my $left (@{ $life{symbols} })
	{
		$seen{$_} = 1 foreach map { @{ $lexemes{$_}{$config} || [] } } $left, map { $left . $_ } @{ $life{symbols} };
	}
	$life{lexemes} = [ (sort keys %seen), '无', 'nowhere' ];
	return \%life;
}

# The version has an index, so that a change of it moves the row out of its HOT
# chain: the index orders rows of the same score by where the chain begins.
sub create_table
{
	my ($life) = @_;
	my $persistence = { unlogged => 'UNLOGGED', temporary => 'TEMPORARY' }->{ $life->{kind} } || '';
	my $columns = '(id int, tag int, content text' . ($life->{has_vectors} ? ', v tsvector' : '') . ', version int DEFAULT 0)';
	my $other = "CREATE INDEX other ON life (version);\n";
	return "CREATE $persistence TABLE life $columns WITH (fillfactor = " . one_of(50, 100) . ");\n$other"
		unless $life->{kind} eq 'partitioned';
	return "CREATE TABLE life $columns PARTITION BY HASH (id);\n" . join('', map {
		"CREATE TABLE life_$_ PARTITION OF life FOR VALUES WITH (MODULUS 3, REMAINDER $_);\n" } 0 .. 2) . $other;
}

sub create_index
{
	my ($life, $concurrently) = @_;
	my $column = $life->{column};
	my @options = ('pending_limit = ' . one_of(8, 8, 64, 512, 10000));
	$column =~ s/life\.//;
	$column = "($column)" if $life->{kind} eq 'expression';
	push @options, "level = '$life->{level}'" if !$life->{is_vector} && ($life->{level} ne 'script' || chance(0.3));
	$concurrently = $concurrently && $life->{kind} ne 'partitioned' ? 'CONCURRENTLY' : '';
	return "CREATE INDEX $concurrently life_index ON life USING wicsearch ($column) WITH (" . join(', ', @options) . ')'
		. ($life->{kind} eq 'partial' ? ' WHERE tag < 4' : '') . ";\n";
}

sub text
{
	my ($life, $most) = @_;
	my @symbols = @{ $life->{symbols} };
	@symbols = @symbols[ 0 .. rand @symbols ] if chance(0.3);
	my $text = join('', map { $symbols[ @symbols * rand() ** $life->{skew} ] } 1 .. rand(1 + $most));
	$text = $text x between(2, 30) if chance(0.05);
	return substr($text, 0, 20000);
}

# What to make of the text for column v.
sub vector
{
	my ($text) = @_;
	my $vector = "to_tsvector('wicsearch', $text)";
	my $weighted = "setweight($vector, '" . one_of('A' .. 'D') . "')";
	return one_of($vector, $vector, "strip($vector)", $weighted, "$weighted || $vector", "$vector || strip($weighted)",
		"setweight($vector, 'A', tsvector_to_array($vector))", 'NULL');
}

sub values_of
{
	my ($life, $n) = @_;
	return join(",\n", map {
		my $text = chance(0.03) ? 'NULL' : literal(text($life, $life->{most}));
		'(' . join(', ', $life->{next_id}++, int rand 6, $text, $life->{has_vectors} ? vector($text) : ()) . ')'
	} 1 .. $n);
}

sub insert_rows
{
	my ($life, $n) = @_;
	return 'INSERT INTO life VALUES ' . values_of($life, $n) . ";\n";
}

# Texts of 300 000 characters: at random, all the same, and in between.
sub insert_huge
{
	my ($life) = @_;
	my @symbols = map { literal($_) } @{ $life->{symbols} };
	my $array = 'ARRAY[' . join(', ', @symbols) . ']';
	my $random = "(SELECT string_agg(($array)[1 + (i * 7919 + i * i / 31) % " . @symbols . "], '') FROM generate_series(1, 300000::bigint) AS i)";
	return join('', map {
		my $vector = $life->{has_vectors} ? ", to_tsvector('wicsearch', t)" : '';
		"INSERT INTO life SELECT " . $life->{next_id}++ . ", 1, t$vector FROM left($_, 300000) AS t;\n"
	} $random, 'repeat(' . one_of(@symbols) . ', 300000)', 'repeat(' . literal(text($life, 50) . '人') . ', 300000)');
}

# Changes of a table, as SQL and a name for the state they lead to.

sub insert { return ('inserted', insert_rows($_[0], between(1, $_[0]{rows} > 600 ? 600 : $_[0]{rows}))) }

sub delete_some
{
	return ('deleted', 'DELETE FROM life WHERE ' . one_of('id % ' . between(2, 5) . ' = 0', 'tag = ' . int rand 6, 'id < 20', 'true') . ";\n");
}

sub update
{
	my ($life) = @_;
	my $text = one_of('content', literal(text($life, $life->{most})) . ' || content', "reverse(content)", 'NULL', literal(text($life, 3)));
	my $set = "content = $text" . ($life->{has_vectors} ? ', v = ' . vector($text) : '');
	return ('updated', "UPDATE life SET version = version + 1, $set WHERE id % " . between(1, 6) . " = 0;\n");
}

sub update_tag
{
	my ($life) = @_;
	$life->{loose} = 1;
	return ('updated elsewhere', 'UPDATE life SET tag = (tag + 1) % 6 WHERE id % ' . between(2, 5) . " = 0;\n");
}

# A cursor's pin would keep FREEZE waiting.
sub vacuum { return ('vacuumed', 'VACUUM (INDEX_CLEANUP ON' . one_of('', ', ANALYZE', $_[0]{read} ? () : ', FREEZE') . ") life;\n") }

sub merge
{
	my $most = one_of('', '', ', 2', ', 5');
	return ('merged', "SELECT FROM oracle.indexes('life') AS i, LATERAL wic_merge(i$most);\n");
}

sub reindex
{
	return ('reindexed', 'REINDEX ' . one_of('INDEX life_index', 'TABLE life', 'TABLE CONCURRENTLY life') . ";\n");
}

sub rewrite
{
	my ($life) = @_;
	return vacuum($life) if $life->{kind} eq 'partitioned';
	$life->{loose} = 0;
	return ('rewritten', "VACUUM FULL life;\n");
}

sub truncate_and_insert { return ('truncated', "TRUNCATE life;\n" . insert_rows($_[0], between(1, 50))) }

# Many small segments, with rows that are gone in between.
sub segments
{
	my ($life) = @_;
	my $n = between(2, 30);
	return ('many segments', join('', map {
		insert_rows($life, between(1, 1 + $life->{rows} / $n)) . ($_ % 7 == 3 ? "DELETE FROM life WHERE id % 13 = $_ % 13;\n" : '')
			. "VACUUM life;\n" } 1 .. $n));
}

# Enough for the pending pages to overflow several times.
sub flushed
{
	my ($life) = @_;
	my $n = between(2, 6);
	my $rows = between(100, 400);
	return ('flushed', join('', map { insert_rows($life, $rows) } 1 .. $n));
}

sub rolled_back
{
	my ($life) = @_;
	return ('rolled back', "BEGIN;\n" . insert_rows($life, 20) . "ROLLBACK;\nBEGIN;\n" . insert_rows($life, 5)
		. "SAVEPOINT s;\nDELETE FROM life WHERE id % 2 = 0;\n" . insert_rows($life, 5) . "ROLLBACK TO s;\nCOMMIT;\n");
}

# Queries.

# What somebody may type.
sub typed
{
	my ($life) = @_;
	my @clauses = map {
		my $run = text($life, one_of(1, 2, 2, 4, 8)) || one_of(@{ $life->{symbols} });
		my $other = one_of(@{ $life->{symbols} });
		one_of($run, $run, $run, "\"$run\"", "-$run", "$run*", "near($run $other, " . int(rand 8) . ')', 'OR', one_of('无', '髪', '发展'))
	} 1 .. one_of(1, 1, 1, 2, 2, 3, 4);
	return join(' ', @clauses);
}

sub quoted_lexeme
{
	my ($lexeme) = @_;
	$lexeme =~ s/(['\\])/$1$1/g;
	return "'$lexeme'";
}

sub prefix_of
{
	my ($lexeme) = @_;
	return substr($lexeme, 0, between(1, length $lexeme));
}

# A condition in tsquery's form.
sub tree
{
	my ($life, $depth, $weights) = @_;
	if ($depth == 0 || chance(0.15))
	{
		my $lexeme = one_of(@{ $life->{lexemes} });
		my $label = $weights && chance(0.3) ? one_of('A', 'B', 'C', 'D', 'AB', 'CD', 'ABCD') : '';
		return quoted_lexeme(prefix_of($lexeme)) . ":*$label" if chance(0.2);
		return quoted_lexeme($lexeme) . ($label ? ":$label" : '');
	}
	return '!(' . tree($life, $depth - 1, $weights) . ')' if chance(0.15);
	my $operator = one_of('&', '&', '|', '|', '<->', '<->', '<' . between(0, 5) . '>');
	return '(' . join(" $operator ", map { tree($life, $depth - 1, $weights) } 1 .. 2) . ')';
}

sub tsquery { return literal(tree($_[0], between(0, 4), 1)) . '::tsquery' }

sub json_string
{
	my ($text) = @_;
	$text =~ s/(["\\])/\\$1/g;
	return "\"$text\"";
}

# Lexemes that score, and how.
sub random_terms
{
	my ($life, $least) = @_;
	my %terms;
	foreach (1 .. between($least, 6))
	{
		my ($lexeme, $kind) = (one_of(@{ $life->{lexemes} }), one_of('', '', '', 'prefix', 'companion', 'character'));
		$lexeme = prefix_of($lexeme) if $kind eq 'prefix' || $kind eq 'character';
		$terms{"$lexeme $kind"} = [ $lexeme, $kind ] if length(encoded($lexeme)) < 2047;
	}
	return [ map { $terms{$_} } sort keys %terms ];
}

# A wicquery of any weights, parameters and condition.
sub random_wicquery
{
	my ($life, $terms) = @_;
	my $heavy = one_of(1, 3, 3, 100000, 2**27 - 1);
	my @terms = map { '[' . json_string($_->[0]) . ', ' . int(rand($heavy + 1)) . ", \"$_->[1]\"]" } @$terms;
	my @members = (
		'"level": "' . (chance(0.9) ? $life->{level} : one_of('exact', 'script', 'vocab')) . '"',
		'"match": "' . one_of('all', 'all', 'any') . '"',
		'"k1": ' . one_of(0, 1, 3686, 4915, 40960), '"b": ' . one_of(0, 1638, 3072, 4096),
		'"average_length": ' . one_of(1, 4096, 50000, 10000000, 2**32 - 1),
		'"terms": [' . join(', ', @terms) . ']',
		'"condition": ' . json_string(chance(0.05) ? '' : tree($life, between(0, 4), 0)));
	return literal('{' . join(', ', @members) . '}') . '::wicquery';
}

sub wicquery
{
	my ($life, $least) = @_;
	return random_wicquery($life, random_terms($life, $least)) if chance(0.5);
	my $level = chance(0.8) ? ($life->{level} eq 'exact' ? 'exact' : one_of('script', 'vocab')) : one_of('exact', 'script', 'vocab');
	my $index = chance(0.1) && !$life->{is_huge} ? "'life'" : 'NULL';
	return 'wic_query(' . join(', ', literal(typed($life)), $index, "'$level'", one_of("'all'", "'any'")) . ')';
}

# A row of oracle.queries.
sub query
{
	my ($life) = @_;
	my @filters = map { wicquery($life, 0) } 1 .. (chance(0.1) ? 2 : 1);
	my @vectors = map { tsquery($life) } 1 .. one_of(0, 0, 1, 1, 1, 2);
	@vectors = () unless $life->{is_vector};
	@filters = () if @vectors && chance(0.7);
	my $rank = chance(0.6) && @filters ? $filters[0] : chance(0.85) ? wicquery($life, 1) : 'NULL';
	if (chance(0.1))
	{
		# the same terms with other weights
		my $terms = random_terms($life, 1);
		($filters[0], $rank) = map { random_wicquery($life, $terms) } 1 .. 2;
	}
	my $extra = chance(0.1) ? 'tag <> ' . int rand 6 : undef;
	$extra = 'tag < 4' if $life->{kind} eq 'partial';
	my $is_or = @filters + @vectors > 1 && chance(0.2) ? 'true' : 'false';
	return '(' . join(', ', $filters[0] || 'NULL', $filters[1] || 'NULL', $vectors[0] || 'NULL', $vectors[1] || 'NULL',
		$rank, literal($extra), $is_or) . ')';
}

# The operators decide, and the executor orders, where the index reads texts
# at another level; ties come in any order.
sub ask
{
	my ($life, $n) = @_;
	my $own = $life->{level} eq 'exact' ? "'exact'" : "'script', 'vocab'";
	my $loose = $life->{is_vector} ? 'false' : "coalesce(wanted::text::jsonb ->> 'level' NOT IN ($own), false)"
		. " OR coalesce(also::text::jsonb ->> 'level' NOT IN ($own), false) OR coalesce(rank::text::jsonb ->> 'level' NOT IN ($own), false)";
	return "TRUNCATE oracle.queries RESTART IDENTITY;\n"
		. "INSERT INTO oracle.queries (wanted, also, vector_wanted, vector_also, rank, extra, is_or) VALUES\n"
		. join(",\n", map { query($life) } 1 .. $n) . ";\n"
		. "UPDATE oracle.queries SET loose = $loose;\n";
}

sub arguments
{
	my ($life) = @_;
	return "'life', " . literal($life->{column}) . ', ' . ($life->{loose} ? 'true' : 'false');
}

sub compare
{
	my ($life) = @_;
	return "SELECT * FROM oracle.compare(" . arguments($life) . ");\n";
}

# A session of psql that stays open.
package Session
{
	sub new
	{
		my ($class, $node) = @_;
		my %session = (in => '', out => '', err => '', count => 0);
		my $self = bless \%session, $class;
		$self->{run} = IPC::Run::start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres') ],
			'<', \$self->{in}, '>', \$self->{out}, '2>', \$self->{err},
			IPC::Run::timeout($PostgreSQL::Test::Utils::timeout_default * 10));
		return $self;
	}

	# Its output; dies if there is an error.
	sub run
	{
		my ($self, $sql) = @_;
		my $end = 'end of ' . ++$self->{count};
		my $file = "$scratch/step.sql";
		main::write_file($file, $sql);
		$self->{out} = '';
		$self->{in} .= "\\i $file\n\\echo $end\n";
		while ($self->{out} !~ /^\Q$end\E$/m && $self->{run}->pumpable)
		{
			eval { $self->{run}->pump; 1 } or $self->{err} .= $@ and last;
		}
		my $out = $self->{out};
		utf8::decode($out);
		die "$out\n$self->{err}\n" unless $out =~ s/^\Q$end\E\n//m;
		return $out;
	}

	sub end { eval { $_[0]{in} .= "\\q\n"; $_[0]{run}->finish } }
}

# wic_count() counts what VACUUM would take away as well; here is nothing such.
sub count
{
	my ($life, $state) = @_;
	return '' unless $state =~ /^(built.*|pending only|empty|vacuumed)$/;
	return "SELECT * FROM oracle.count('life', " . literal($life->{column}) . ", '" . ($life->{kind} eq 'partial' ? 'tag < 4' : 'true') . "');\n";
}

my %compared;
my $total = 0;
my $found = 0;
my @complaints;

# Run SQL of a life and look at what oracle.compare() says.
sub live
{
	my ($life, $session, $state, $sql) = @_;
	$life->{script} .= "-- $state\n$sql";
	push @{ $life->{history} }, $state;
	my $out = eval { $session->run($sql) };
	my $bad = $@;
	foreach (split /\n/, $out // '')
	{
		if (/^= (\d+) (\d+)$/)
		{
			$compared{$state} += $1;
			$total += $1;
			$found += $2;
		}
		else
		{
			$bad .= "$_\n";
		}
	}
	return 1 if $bad eq '';
	my $file = "$PostgreSQL::Test::Utils::log_path/life_$life->{n}.sql";
	write_file($file, $life->{script});
	push @complaints, "seed $seed, life $life->{n} ($life->{kind}, $life->{column}, level $life->{level}), after "
		. join(', ', @{ $life->{history} }) . ":\n$bad(replay with WICSEARCH_LIFE=$life->{n}, or $file)\n";
	return 0;
}

sub check { return "SELECT i, c.* FROM oracle.indexes('life') AS i, LATERAL wic_check(i, true) AS c;\n" }

# What can be done while somebody reads, and what cannot.
my @changes_behind = (\&insert, \&insert, \&delete_some, \&delete_some, \&update, \&update_tag, \&vacuum, \&vacuum, \&vacuum,
	\&merge, \&merge, \&segments, \&flushed, \&rolled_back);
my @changes = (@changes_behind, \&reindex, \&rewrite, \&truncate_and_insert);

# Queries see what their own transaction did, and a cursor what was there
# when it was opened, whatever is changed behind it.
sub own_transaction
{
	my ($life, $session) = @_;
	my ($n, $arguments) = ($life->{queries}, arguments($life));
	my (undef, $delete) = delete_some($life);
	my (undef, $update) = update($life);
	live($life, $session, 'own transaction', "BEGIN;\n" . insert_rows($life, 20) . $delete . ask($life, $n) . compare($life)) or return 0;
	$arguments =~ s/, (true|false)$//;
	return live($life, $session, 'own cursors', "SELECT FROM oracle.open($arguments);\n$update" . insert_rows($life, 20)
			. 'SELECT * FROM oracle.close(' . arguments($life) . ");\nROLLBACK;\n" . ask($life, $n) . compare($life));
}

sub old_snapshot
{
	my ($life, $session) = @_;
	my ($n, $arguments) = ($life->{queries}, arguments($life));
	my $other = Session->new($node);
	$arguments =~ s/, (true|false)$//;
	my $good = live($life, $session, 'old snapshot', ask($life, $n)
			. "BEGIN ISOLATION LEVEL REPEATABLE READ;\nSELECT FROM oracle.open($arguments);\n" . compare($life));
	$life->{read} = 1;
	foreach (1 .. between(2, 4))
	{
		my ($state, $sql) = one_of(@changes_behind)->($life);
		$good &&= live($life, $other, 'changed behind', $sql . check());
	}
	$life->{read} = 0;
	$good &&= live($life, $session, 'old snapshot', 'SELECT * FROM oracle.close(' . arguments($life) . ");\n" . compare($life) . "COMMIT;\n");
	$other->end;
	return $good;
}

# How lives begin; then they go on at random.
my @beginnings = (
	[ 'built', sub { return insert_rows($_[0], $_[0]{rows}) . create_index($_[0], chance(0.3)) } ],
	[ 'pending only', sub { return create_index($_[0], chance(0.3)) . insert_rows($_[0], $_[0]{rows}) } ],
	[ 'built and pending', sub { return insert_rows($_[0], $_[0]{rows}) . create_index($_[0]) . insert_rows($_[0], $_[0]{rows}) } ],
	[ 'many segments', sub { return create_index($_[0]) . (segments($_[0]))[1] } ],
	[ 'empty', sub { return create_index($_[0]) } ],
	[ 'built', sub { return insert_rows($_[0], $_[0]{rows}) . (update($_[0]))[1] . create_index($_[0]) } ],
);

sub run_life
{
	my ($life) = @_;
	my ($n, $session) = ($life->{n}, Session->new($node));
	my ($state, $sql) = @{ $beginnings[ $n % @beginnings ] };
	my @script = map { one_of(@changes) } 1 .. between(3, 7);

	# what the README of the access method promises, in this order
	@script = (\&delete_some, \&vacuum, \&update, \&segments, \&merge) if $n % 5 == 0;
	$sql = create_table($life) . $sql->($life);
	$sql .= insert_huge($life) if $life->{is_huge};
	# with little memory an index is built in several runs, with much by workers
	$sql = "SET maintenance_work_mem = '" . one_of(1, 64, 256) . "MB';\nSET wicsearch.first_rows = " . one_of(1, 7, 32, 32, 500) . ";\n"
		. "DROP TABLE IF EXISTS life;\n" . $sql . ask($life, $life->{queries}) . compare($life)
		. count($life, $state) . check();
	my $good = live($life, $session, $state, $sql);
	foreach my $change (@script)
	{
		last if !$good;
		($state, $sql) = $change->($life);
		$good = live($life, $session, $state, $sql . ask($life, $life->{queries}) . compare($life) . count($life, $state) . check());
		$good &&= own_transaction($life, $session) if chance(0.15);
		$good &&= old_snapshot($life, $session) if chance(0.15) && $life->{kind} ne 'temporary';
	}
	$session->end;
}

for (my $n = $only // 1; $total < $wanted && @complaints < 5; $n++)
{
	run_life(new_life($n));
	last if defined $only;
}

diag(encoded($_)) foreach @complaints;
is(scalar @complaints, 0, "$total queries found the same $found rows by every plan");
cmp_ok($found, '>', $total * 3, 'that is enough rows to compare') unless $only;
note("$_: $compared{$_} queries") foreach sort keys %compared;

done_testing();
