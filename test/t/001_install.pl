# Installing, restarting, dropping: what belongs to the extension and what
# belongs to the user.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;

# A database of another encoding is refused, with a way out.
$node->safe_psql('postgres', q{CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0});
my ($code, $out, $err) = $node->psql('latin', 'CREATE EXTENSION wicsearch');
like($err, qr/wicsearch needs a database in encoding UTF8/, 'LATIN1 is refused');
like($err, qr/The encoding of this database is LATIN1/, 'and named');
like($err, qr/HINT:.*CREATE DATABASE/, 'and a way out is given');

# An ordinary user who may create in the database installs it, in a schema
# with an awkward name.
$node->safe_psql('postgres', <<'SQL');
CREATE ROLE wic_owner LOGIN;
CREATE DATABASE app OWNER wic_owner;
SQL
my $owner = $node->connstr('app') . ' user=wic_owner';
$node->safe_psql('app', <<'SQL', connstr => $owner);
CREATE SCHEMA "Zwei Wörter 100%";
CREATE EXTENSION wicsearch SCHEMA "Zwei Wörter 100%";
SELECT "Zwei Wörter 100%".wic_create_corpus('speeches');
SELECT "Zwei Wörter 100%".wic_add_term('共用', '共享');
SELECT FROM "Zwei Wörter 100%".wic_load('第一段說話'::text, '{"title": "a"}', 'speeches');
SQL
is( $node->safe_psql('app', q{SELECT snippet FROM "Zwei Wörter 100%".wic_search('说话', corpus => 'speeches')}, connstr => $owner),
	'第一段【說話】', 'an ordinary user loads and searches, schema not in search_path');

$node->restart;
is( $node->safe_psql('app', q{SELECT count(*) FROM "Zwei Wörter 100%".wic_search('說話', corpus => 'speeches')}, connstr => $owner),
	'1', 'and finds it after a restart');

# Members are in nobody's dump; a corpus is.
my ($dump) = run_command([ 'pg_dump', '-d', $node->connstr('app') ]);
like($dump, qr/CREATE EXTENSION IF NOT EXISTS wicsearch/, 'the dump names the extension');
unlike($dump, qr/CREATE (?:FUNCTION|TYPE|OPERATOR|TEXT SEARCH)/, 'the dump has no member of it');
like($dump, qr/CREATE TABLE speeches\.passages/, 'the dump has the corpus');

# Restored elsewhere by the same ordinary user, everything is back.
$node->safe_psql('postgres', 'CREATE DATABASE copy OWNER wic_owner');
my $file = PostgreSQL::Test::Utils::tempdir() . '/app.dump';
$node->command_ok([ 'pg_dump', '-Fc', '-f', $file, '-d', $node->connstr('app') . ' user=wic_owner' ], 'pg_dump by the user');
$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr('copy') . ' user=wic_owner', $file ], 'pg_restore by the user');
is( $node->safe_psql('copy', q{SELECT snippet FROM "Zwei Wörter 100%".wic_search('说话', corpus => 'speeches')}, connstr => $node->connstr('copy') . ' user=wic_owner'),
	'第一段【說話】', 'the restored corpus is searched');
is( $node->safe_psql('copy', q{SELECT "Zwei Wörter 100%".wic_tsquery('共享')}), "'共享' | '共用'", 'the terms of the user came back and count');
is( $node->safe_psql('copy', q{SELECT md5(string_agg(s::text, '')) FROM speeches.sources s}),
	$node->safe_psql('app', q{SELECT md5(string_agg(s::text, '')) FROM speeches.sources s}),
	'sources came back byte for byte');

# DROP EXTENSION takes indexes, never rows.
$node->safe_psql('app', 'DROP EXTENSION wicsearch CASCADE', connstr => $owner);
is($node->safe_psql('app', 'SELECT count(*) FROM speeches.passages'), '1', 'DROP EXTENSION keeps every row');
is($node->safe_psql('app', 'SELECT clean_text FROM speeches.sources'), '第一段說話', 'and every text');

# Functions of the extension are not for everybody to replace.
$node->safe_psql('copy', 'CREATE ROLE wic_other LOGIN; GRANT USAGE ON SCHEMA "Zwei Wörter 100%" TO wic_other');
($code, $out, $err) = $node->psql('copy', q{CREATE OR REPLACE FUNCTION "Zwei Wörter 100%".wic_fold(text, text, int) RETURNS text LANGUAGE sql AS 'SELECT NULL::text'},
	connstr => $node->connstr('copy') . ' user=wic_other');
like($err, qr/permission denied/, 'others cannot replace its functions');

# Every object says what it is.
is( $node->safe_psql('copy', <<'SQL'), '', 'every member has a comment');
SELECT string_agg(pg_describe_object(d.classid, d.objid, 0), ', ')
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'wicsearch'
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
	AND d.classid <> 'pg_cast'::regclass
	AND NOT (d.classid = 'pg_type'::regclass AND EXISTS
		(SELECT FROM pg_type t WHERE t.oid = d.objid AND (t.typrelid <> 0 OR t.typelem <> 0)))
	AND obj_description(d.objid, d.classid::regclass::name) IS NULL;
SQL

done_testing();
