# User terms that arrive by logical replication count at once in the sessions
# of the subscriber.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @init = (extra => [ '--encoding=UTF8', '--no-locale' ]);
my $publisher = PostgreSQL::Test::Cluster->new('publisher');
$publisher->init(allows_streaming => 'logical', @init);
$publisher->start;
my $subscriber = PostgreSQL::Test::Cluster->new('subscriber');
$subscriber->init(allows_streaming => 'logical', @init);
$subscriber->start;

if (!$subscriber->can('background_psql'))
{
	plan skip_all => 'this PostgreSQL::Test has no sessions to talk to';
}

$_->safe_psql('postgres', 'CREATE EXTENSION wicsearch') for ($publisher, $subscriber);
$publisher->safe_psql('postgres', q{SELECT wic_add_term('甲乙', '丙丁')});
$publisher->safe_psql('postgres', 'ALTER TABLE wic_terms REPLICA IDENTITY FULL');
$publisher->safe_psql('postgres', 'CREATE PUBLICATION terms FOR TABLE wic_terms');

my $session = $subscriber->background_psql('postgres');
my $query = q{SELECT wic_tsquery('甲乙')};
unlike($session->query($query), qr/丙丁/, 'no term before there is a subscription');

my $connection = $publisher->connstr . ' dbname=postgres';
$subscriber->safe_psql('postgres', "CREATE SUBSCRIPTION terms CONNECTION '$connection' PUBLICATION terms");
$subscriber->wait_for_subscription_sync($publisher, 'terms');
like($session->query($query), qr/丙丁/, 'the first copy of the table counts');

my @changes = (
	[ q{SELECT wic_drop_term('甲乙')}, 0, 'a deleted term' ],
	[ q{SELECT wic_add_term('甲乙', '丙丁')}, 1, 'an inserted term' ],
	[ q{UPDATE wic_terms SET enabled = false}, 0, 'a term that was switched off' ],
	[ q{UPDATE wic_terms SET enabled = true}, 1, 'a term that was switched on' ],
	[ q{TRUNCATE wic_terms}, 0, 'a truncated table' ]);
foreach my $change (@changes)
{
	my ($statement, $counts, $name) = @$change;

	$publisher->safe_psql('postgres', $statement);
	$publisher->wait_for_catchup('terms');
	is($session->query($query) =~ /丙丁/ ? 1 : 0, $counts, $name);
}
$session->quit;

done_testing();
