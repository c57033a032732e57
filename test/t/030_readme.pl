# Every block of SQL in the README runs, and prints what the README shows.
#
# A block marked text is the output of the block before it.  WICSEARCH_README
# names a file to which a README with the true output is written.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{WICSEARCH_TOP};
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;

# What psql prints for some SQL, aligned as people see it.
sub run_sql
{
	my ($sql) = @_;
	my ($out, $err);
	IPC::Run::run([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres') ],
		'<', \$sql, '>', \$out, '2>', \$err);
	return ($out, $err);
}

# What the client prints; only this command is run.
sub run_load
{
	my ($arguments) = @_;
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	local $ENV{PGDATABASE} = 'postgres';
	return run_command([ 'sh', '-c', "cd '$top' && extension/bin/wicsearch-load $arguments" ]);
}

my $readme = slurp_file("$top/README.md");
my ($true, $shown, $n) = ('', undef, 0);

foreach my $piece (split /(^```\w+\n.*?^```\n)/ms, $readme)
{
	if ($piece =~ /^```sql\n(.*?)^```\n/ms)
	{
		my ($out, $err) = run_sql($1);
		$n++;
		is($err, '', "block $n of SQL runs");
		$shown = $out;
	}
	elsif ($piece =~ /^```sh\nwicsearch-load (.*?)\n```\n/ms)
	{
		($shown) = run_load($1);
		$shown .= "\n";
	}
	elsif ($piece =~ /^```text\n(.*?)^```\n/ms)
	{
		my $got = $1;
		(my $expected = $shown) =~ s/\n\n\z/\n/;
		is($got, $expected, "block $n prints what is shown");
		$piece = "```text\n$expected```\n";
	}
	$true .= $piece;
}

cmp_ok($n, '>', 5, 'the README has blocks of SQL');
if ($ENV{WICSEARCH_README})
{
	open my $file, '>', $ENV{WICSEARCH_README} or die;
	print $file $true;
	close $file;
}

done_testing();
