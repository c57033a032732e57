# pg_upgrade takes the files of an index as they are; an index of a version
# that is not known is refused, with a way out, and never misread.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use WicIndex;

rounds_wanted(1);
my $old = PostgreSQL::Test::Cluster->new('old');
$old->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
settle($old);
make_articles($old, 500);
$old->safe_psql('postgres', 'INSERT INTO articles (body) SELECT made_text(n) FROM generate_series(501, 1200) AS n; DELETE FROM articles WHERE id % 3 = 0; VACUUM articles');
my $answers = q{SELECT found_by('Index Scan', by_score('articles', ''), wic_query('旧 OR 茶', 'articles'))};
my $before = $old->safe_psql('postgres', $answers);
$old->stop;

my $new = PostgreSQL::Test::Cluster->new('new');
$new->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$new->append_conf('postgresql.conf', "log_line_prefix = '%m [%p] %e '\nlog_statement = none");
my $bin = $new->config_data('--bindir');
my $home = PostgreSQL::Test::Utils::tempdir();
chdir $home;
command_ok(
	[ 'pg_upgrade', '-d', $old->data_dir, '-D', $new->data_dir, '-b', $bin, '-B', $bin,
		'-s', $new->host, '-p', $old->port, '-P', $new->port ],
	'pg_upgrade');
$new->start;
is($new->safe_psql('postgres', $answers), $before, 'the same answers');
is_sound($new, 'articles_idx', 'upgraded');
$new->safe_psql('postgres', 'INSERT INTO articles (body) SELECT made_text(n) FROM generate_series(1201, 1500) AS n; VACUUM articles');
agrees($new, 'articles', 10, 'upgraded, with more rows');
is_sound($new, 'articles_idx', 'upgraded, with more rows', 'all');

# Overwrite a number in the metapage, behind the header of the page.
sub damage
{
	my ($offset, $value) = @_;
	my $file = $new->data_dir . '/' . $new->safe_psql('postgres', q{SELECT pg_relation_filepath('articles_idx')});
	$new->stop;
	open(my $handle, '+<:raw', $file) or die "$file: $!";
	seek($handle, 24 + $offset, 0);
	print $handle pack('L', $value);
	close $handle;
	$new->start;
	return;
}

my @statements = (
	'SELECT count(*) FROM articles WHERE body @@ wic_query($$旧$$)',
	'INSERT INTO articles (body) VALUES ($$旧$$)',
	'VACUUM (INDEX_CLEANUP on) articles',
	q{SELECT wic_merge('articles_idx')});
foreach my $case ([ 4, 99, qr/version/, 'a later version' ], [ 0, 12345, qr/wicsearch/, 'no index of ours' ])
{
	my ($offset, $value, $message, $name) = @$case;
	damage($offset, $value);
	$new->safe_psql('postgres', 'DELETE FROM articles WHERE id % 50 = 0');
	foreach my $statement (@statements)
	{
		my ($code, $out, $err) = $new->psql('postgres', "SET enable_seqscan = off; $statement");
		like($err, qr/ERROR:.*$message/s, "$name: $statement");
	}
	$new->safe_psql('postgres', 'REINDEX INDEX articles_idx');
	agrees($new, 'articles', 5, "$name, after REINDEX");
}
$new->stop;

done_testing();
