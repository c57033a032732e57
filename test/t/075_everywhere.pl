# Every question, everywhere: over any corpus, with any argument, on a standby,
# as somebody who may only read, in an attacker's search_path, in parallel, with
# row security, and from a dump.  test/everywhere.sql says what is asked.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 1, extra => [ '--encoding=UTF8', '--no-locale' ]);
$primary->start;
$primary->safe_psql('postgres', <<"SQL");
SET client_min_messages = warning;
CREATE SCHEMA wic;
CREATE EXTENSION wicsearch SCHEMA wic;
\\set wic wic
\\i $top/test/everywhere.sql
SQL

# What comes of the calls that a condition chooses, by the calls; the options
# are a node, a database, statements to begin with, a user, and SQL that stands
# beside a call.
sub answers
{
	my ($where, %how) = @_;
	my $node = $how{node} // $primary;
	my $around = $how{around} // '';
	my %calls = map { split /\|/, $_, 2 }
		split /\n/, $primary->safe_psql('postgres', "SELECT n || '|' || call FROM probe.calls WHERE $where");
	my $script = "SET statement_timeout = '10s';\nSET client_min_messages = error;\n" . ($how{begin} // '') . "\n";
	foreach my $n (sort { $a <=> $b } keys %calls)
	{
		my $call = $calls{$n} =~ s/'/''/gr;
		$script .= "SELECT $n, a.lines, a.digest, a.state, a.message FROM probe.answer('$call', '$around') AS a;\n";
	}
	my ($status, $out, $err) = $node->psql($how{database} // 'postgres', $script, on_error_stop => 0,
		$how{user} ? (extra_params => [ '-U', $how{user} ]) : ());
	diag(substr($err, 0, 2000)) if $err ne '';
	my %answers = map { $calls{$_} => 'nothing' } keys %calls;
	foreach my $line (split /\n/, $out)
	{
		my ($n, $answer) = split /\|/, $line, 2;
		$answers{$calls{$n}} = $answer if exists $calls{$n};
	}
	return \%answers;
}

# No call is wrong; the first ten of those that are.
sub none
{
	my ($what, $answers, @wrong) = @_;
	is(scalar @wrong, 0, $what . ' (' . keys(%$answers) . ' calls)');
	diag(substr("$_\n     $answers->{$_}", 0, 600)) foreach @wrong[0 .. ($#wrong < 9 ? $#wrong : 9)];
	return;
}

# Two sets of answers are the same.
sub are_same
{
	my ($what, $got, $wanted) = @_;
	none($what, $got, grep { $got->{$_} ne ($wanted->{$_} // 'not asked') } sort keys %$got);
	return;
}

my $is_answer = qr/^[1-9]\d*\|\w{32}\|/;

# Is nobody forgotten?
my $functions = $primary->safe_psql('postgres', q{SELECT count(DISTINCT name) FROM probe.functions});
cmp_ok($functions, '>=', 20, "$functions questions are known");
is( $primary->safe_psql('postgres', q{SELECT string_agg(f.name, ' ') FROM probe.functions AS f
		WHERE NOT EXISTS (SELECT FROM probe.calls AS c WHERE c.function = f.name AND c.argument IS NULL)}),
	'', 'each is asked');
is( $primary->safe_psql('postgres', q{SELECT string_agg(DISTINCT a.name || ' ' || format_type(a.type, NULL), ', ')
		FROM probe.functions AS f
		CROSS JOIN LATERAL (SELECT f.proargnames[i] AS name, f.types[i - 1] AS type
			FROM generate_series(1, f.pronargs) AS i) AS a
		WHERE NOT EXISTS (SELECT FROM probe.bad_values AS b WHERE b.type = a.type)}),
	'', 'and there are values for each of their arguments');

# What all the others are measured by
my $plain = 'argument IS NULL';
my $wanted = answers($plain);
none('each question has an answer, over a corpus and over a table with all columns', $wanted,
	grep { /corpus => '(delta|attached)'/ && $wanted->{$_} !~ $is_answer } sort keys %$wanted);
none('over a table with texts alone there is an answer, or it is said what lacks', $wanted,
	grep { /corpus => 'plain'/ && $wanted->{$_} !~ /$is_answer|\|42703\|attached table "plain" has no/ } sort keys %$wanted);
none('that there is little or nothing is no error', $wanted,
	grep { /corpus => '(empty|single)'/ && $wanted->{$_} !~ /^\d+\|\w*\|\||no (passage|speech) \d/ } sort keys %$wanted);
my %quoted = map { s/'My ''Korpus''; --'/'delta'/r => $wanted->{$_} }
	grep { /Korpus/ && !/wic_report|wic_corpus_schema/ } keys %$wanted;
are_same('a corpus whose name needs quotes answers as any other', \%quoted, $wanted);

# Whatever an argument is, what comes of it is an answer or an error that is
# told as one.
my $strange = answers(q{argument IS NOT NULL});
none('no argument breaks a question', $strange,
	grep { $strange->{$_} !~ /^\d+\|\w*\|\||\|(?:22023|3F000|42703|54000|P0002)\|./
		&& $strange->{$_} !~ /\|42702\|cannot tell which column/ } sort keys %$strange);

# A standby
$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;
$primary->wait_for_catchup($standby);
are_same('a standby answers as the primary', answers($plain, node => $standby), $wanted);

# Somebody who may only read, in a transaction that may not write, and in an
# attacker's search_path.
are_same('whoever may read may ask', answers($plain, user => 'reader', begin => 'BEGIN READ ONLY;'), $wanted);
my ($status, $out, $err) = $primary->psql('postgres',
	q{SET search_path = evil, pg_catalog; SELECT lower('A'::pg_catalog.text)});
like($err, qr/evil\.lower/, 'the attack would catch a function');
($status, $out, $err) = $primary->psql('postgres', q{SET search_path = evil, pg_catalog; SELECT count(*) FROM pg_catalog.pg_class});
like($err, qr/evil\.count/, 'an aggregate');
($status, $out, $err) = $primary->psql('postgres', q{SET search_path = evil, pg_catalog; SELECT 1 + 1});
like($err, qr/evil\.operator \+/, 'and an operator');
are_same('nothing of an attacker is called',
	answers($plain, user => 'reader', begin => "SET search_path = evil, pg_catalog;\nBEGIN READ ONLY;"), $wanted);

# Whoever asks how all corpora are runs nothing that belongs to the owner of
# one: views, operators of types of theirs, policies.
$primary->safe_psql('postgres', <<'SQL');
SET client_min_messages = warning;
CREATE ROLE mallory LOGIN;
GRANT CREATE ON DATABASE postgres TO mallory;
GRANT USAGE ON SCHEMA wic TO mallory;
SET ROLE mallory;
CREATE SCHEMA trap1;
SELECT wic.wic_create_corpus(c) FROM unnest('{trap2,trap3}'::text[]) AS c;
CREATE FUNCTION trap1.sprung() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION $$sprung by %$$, current_user; END';
CREATE VIEW trap1.sources AS SELECT trap1.sprung()::bigint AS source_id, ''::text AS clean_text, trap1.sprung() AS extractor,
	NULL::bigint AS replaced_by, NULL::date AS published_at, NULL::date AS event_on;
CREATE TABLE trap1.passages (LIKE trap2.passages);
CREATE TABLE trap1.inbox (action text);
CREATE TYPE trap2.number AS ENUM ('1');
CREATE FUNCTION trap2.differs(trap2.number, integer) RETURNS boolean LANGUAGE sql AS 'SELECT trap1.sprung() = 1';
CREATE OPERATOR trap2.<> (LEFTARG = trap2.number, RIGHTARG = integer, FUNCTION = trap2.differs);
ALTER TABLE trap2.sources ALTER extractor DROP DEFAULT, ALTER extractor TYPE trap2.number USING '1';
INSERT INTO trap2.sources (sha256, raw, clean_text, extractor) VALUES ('', '', '', '1');
INSERT INTO trap3.sources (sha256, raw, clean_text) VALUES ('', '', '');
ALTER TABLE trap3.sources ENABLE ROW LEVEL SECURITY;
CREATE POLICY trap ON trap3.sources USING (trap1.sprung() = 1);
GRANT USAGE ON SCHEMA trap1, trap2, trap3 TO PUBLIC;
GRANT SELECT ON ALL TABLES IN SCHEMA trap1, trap2, trap3 TO PUBLIC;
SQL
foreach my $user ('', 'SET ROLE reader;')
{
	($status, $out, $err) = $primary->psql('postgres', "$user SELECT DISTINCT object FROM wic.wic_status() WHERE object ~ '^trap.\$'");
	is($err, '', 'the status of all corpora runs nothing of their owners');
	is(join(' ', sort split /\n/, $out), 'trap1 trap2 trap3', 'and names each');
}
$primary->safe_psql('postgres', 'SET client_min_messages = warning; DROP OWNED BY mallory CASCADE; DROP ROLE mallory');

# In parallel, and beside a scan that is
my $setting = $primary->safe_psql('postgres',
	q{SELECT name FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query')});
my $parallel = join "\n", map { "SET $_;" } "$setting = on", 'min_parallel_table_scan_size = 0',
	'min_parallel_index_scan_size = 0', 'parallel_setup_cost = 0', 'parallel_tuple_cost = 0',
	'max_parallel_workers_per_gather = 2';
my $scan = ', (SELECT pg_catalog.count(*) FROM probe.numbers WHERE n % 7 = 1) AS b';
are_same('parallel plans change nothing', answers($plain, begin => $parallel), $wanted);
like($primary->safe_psql('postgres', "$parallel\nEXPLAIN SELECT * FROM (SELECT * FROM wic.wic_kwic('桥', corpus => 'delta')) AS r$scan"),
	qr/Gather/, 'a question can stand beside a parallel scan');
are_same('and be asked there', answers($plain, begin => $parallel, around => $scan), $wanted);

# Row security: what a policy hides is in no answer, and those are the same as
# over a table that has the other rows alone.
$primary->safe_psql('postgres', <<'SQL');
SET client_min_messages = warning;
CREATE TABLE public.shown AS SELECT * FROM public.essays;
ALTER TABLE public.shown ADD PRIMARY KEY (id);
CREATE INDEX ON public.shown USING wicsearch (content);
SELECT wic.wic_attach('public.shown', body => 'content', title => 'heading',
	said_on => 'day', speaker => 'writer', occasion => 'event', kind => 'sort',
	lang => 'language', uri => 'address', corpus => 'shown');
INSERT INTO public.essays
SELECT id + 100, content || '秘密。', '秘密', day, '秘密', '秘密', '秘密', 'xx', '秘密', 'none' FROM public.essays;
SELECT wic.wic_link('attached'), wic.wic_link('shown');
ALTER TABLE public.essays ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON public.essays FOR SELECT TO reader USING (reader = 'all');
GRANT USAGE ON SCHEMA shown TO reader;
GRANT SELECT ON ALL TABLES IN SCHEMA shown TO reader;
GRANT SELECT ON public.shown TO reader;
INSERT INTO probe.calls (function, argument, corpus, call)
SELECT function, 'shown', 'shown', replace(call, quote_literal('attached'), quote_literal('shown'))
FROM probe.calls
WHERE corpus = 'attached' AND argument IS NULL AND function NOT IN ('wic_corpus_schema', 'wic_report');
ANALYZE public.essays, public.shown;
SQL
my $hidden = answers(q{corpus = 'attached' AND argument IS NULL AND function NOT IN ('wic_corpus_schema', 'wic_report')},
	user => 'reader');
are_same('row security is honoured', { map { s/'attached'/'shown'/r => $hidden->{$_} } keys %$hidden },
	answers(q{corpus = 'shown'}, user => 'reader'));
unlike($primary->safe_psql('postgres', q{SET ROLE reader; SELECT wic.wic_report('共护一江清水', corpus => 'attached')}),
	qr/秘密/, 'in a report, too');

# A dump in a new database, and the same rows once the extension has been
# dropped and made again.
my $rows = q{SELECT string_agg(format('%s %s', c.oid::regclass, (xpath('/row/n/text()', query_to_xml(
		format('SELECT count(*) AS n FROM %s', c.oid::regclass), false, true, '')))[1]), ', ' ORDER BY c.oid::regclass::text)
	FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
	WHERE n.nspname IN ('delta', 'single', 'empty', 'public') AND c.relkind = 'r'};
$plain = q{argument IS NULL AND function <> 'wic_corpora'};
$primary->safe_psql('postgres', 'ALTER TABLE public.essays DISABLE ROW LEVEL SECURITY');
$wanted = answers($plain);
my $kept = $primary->safe_psql('postgres', $rows);
my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump.sql';
$primary->command_ok([ 'pg_dump', '-f', $dump, $primary->connstr('postgres') ], 'dump');
$primary->safe_psql('postgres', 'CREATE DATABASE restored');
$primary->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $primary->connstr('restored') ], 'restore');
$primary->safe_psql('restored', 'ANALYZE');
is($primary->safe_psql('restored', $rows), $kept, 'a dump has every row');
are_same('and all questions are answered from it', answers($plain, database => 'restored'), $wanted);

$primary->safe_psql('restored', 'SET client_min_messages = warning; DROP EXTENSION wicsearch CASCADE');
is($primary->safe_psql('restored', $rows), $kept, 'without the extension every row is there');
$primary->safe_psql('restored', <<'SQL');
CREATE EXTENSION wicsearch SCHEMA wic;
CREATE INDEX passages_text ON delta.passages USING wicsearch (body);
ANALYZE;
SQL
$plain = q{argument IS NULL AND corpus = 'delta' AND function NOT IN ('wic_corpora', 'wic_status')};
are_same('and with it again all questions are answered', answers($plain, database => 'restored'),
	{ map { $_ => $wanted->{$_} } grep { /corpus => 'delta'/ } keys %$wanted });

done_testing();
