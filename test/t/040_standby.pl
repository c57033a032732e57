# Reading functions write nothing: they run on a standby, in a read-only
# transaction, and find what the primary has just got.
use strict;
use warnings FATAL => 'all';

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 1, extra => [ '--encoding=UTF8', '--no-locale' ]);
$primary->start;
$primary->safe_psql('postgres', <<'SQL');
CREATE EXTENSION wicsearch;
SELECT wic_create_corpus();
SELECT FROM wic_load(E'河长日记\n各國應當尊重網路主權。\n網路主權也要尊重。'::text, '{"uri": "a"}');
SELECT wic_add_term('共用', '共享');
SQL
$primary->backup('base');

my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;

my %queries = (
	wic_search => q{SELECT snippet FROM wic_search('网络主权')},
	wic_search_filtered => q{SELECT snippet FROM wic_search('网络主权', lang => 'zh')},
	wic_search_speech => q{SELECT snippet FROM wic_search('网络主权', within => 'speech')},
	wic_suggest => q{SELECT suggestion FROM wic_suggest('网路主')},
	wic_status => q{SELECT object, state FROM wic_status()},
	wic_explain_passage => q{SELECT found FROM wic_explain('网络', 2) WHERE found IS NOT NULL},
	wic_feedback => q{SELECT wic_feedback(wic_query('网络', 'corpus.passages'), 'corpus.passages', ARRAY['网络主权', '主权'], '{1, 1}')},
	wic_tsquery => q{SELECT wic_tsquery('共享 2015年')},
	wic_query => q{SELECT wic_query('网络主权', 'corpus.passages')},
	wic_explain => q{SELECT part, how, hits FROM wic_explain('网络', '網路', 'corpus.passages')},
	ts_headline => q{SELECT ts_headline('wicsearch', '各國應當尊重網路主權', wic_tsquery('网络主权'))},
	wic_align_text => q{SELECT wic_align_text('共享', '共用')},
	wic_same => q{SELECT wic_same('共享', '共用', 'vocab')},
	wic_repairs => q{SELECT rule, before, after FROM wic_repairs('山上的雪化了,水漲起來;')},
	wic_decode => q{SELECT wic_decode('\xb4bac0b4c1cbc9bdc9cfb5c4d1a9bbafc1cb'), (SELECT charset FROM wic_detect('\xb4bac0b4c1cbc9bdc9cfb5c4d1a9bbafc1cb') LIMIT 1)},
	wic_html => q{SELECT document, hints FROM wic_html('<html><nav><a href="/">首页</a></nav><p>大家都来护水。</p></html>')},
	wic_metadata => q{SELECT title, published_at, publisher FROM wic_metadata(E'河长日记\n2024年3月12日 来源:河边邮报\n今天去看小溪。')},
	wic_passages => q{SELECT role, body FROM wic_passages(E'河长日记\n2024年3月12日 来源:河边邮报\n今天去看小溪。')},
	wic_sentences => q{SELECT body FROM wic_sentences('春天来了。山上的雪化了！')},
	speech_list => q{SELECT title, kind, witnesses FROM corpus.speech_list},
	wic_repair => q{SELECT wic_repair('干净的文字')},
);

foreach my $name (sort keys %queries)
{
	$primary->wait_for_catchup($standby);
	is($standby->safe_psql('postgres', $queries{$name}), $primary->safe_psql('postgres', $queries{$name}),
		"$name on the standby");
	isnt($standby->safe_psql('postgres', $queries{$name}), '', "$name gives something");
}

# A term added on the primary counts in a session that is open on the standby.
SKIP:
{
	skip 'this PostgreSQL::Test has no sessions to talk to', 2 unless PostgreSQL::Test::BackgroundPsql->can('query');

	my $session = $standby->background_psql('postgres');
	my $query = q{SELECT wic_tsquery('甲乙')};
	unlike($session->query($query), qr/丙丁/, 'a term that is not there yet');
	$primary->safe_psql('postgres', q{SELECT wic_add_term('甲乙', '丙丁')});
	$primary->wait_for_catchup($standby);
	like($session->query($query), qr/丙丁/, 'counts in an open session when it is');
	$session->quit;
}

done_testing();
