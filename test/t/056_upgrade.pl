# pg_upgrade takes the files of an index as they are, with what is pending and
# what is deleted.
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

$new->stop;

done_testing();
