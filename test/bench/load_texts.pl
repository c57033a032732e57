#!/usr/bin/perl
# test/bench/load_texts.pl: write small web pages of our own words.
#
#   test/bench/load_texts.pl FILES FOLDER
#
# Each is a title, a date with its source, and four to eight paragraphs, 1 to
# 3 kB, in folders of a thousand.  Of a hundred files ten repeat another byte
# by byte, nine are garbled as copy protection garbles them, two are HTML, two
# GBK and two Big5.  In half of them somebody is quoted: one speaker in a fifth
# of those, one of 900 in the rest; in half of the quotations on one of 80
# occasions, whose day is told or not.
use strict;
use warnings FATAL => 'all';
use utf8;
use Encode qw(encode);

my ($files, $folder) = @ARGV;
srand 5;

# The characters of names are the same in both scripts.
my @name = split //, '山水石田木林森竹米豆苗花果草叶天地日月星雨雪冰河江泉池沙土金玉火光明白黑青紫朱丹文字言心手足耳目口牙毛角羽皮衣巾布帛弓刀斤斗升合尺寸分秒年季春夏秋冬早晚午夜古今新旧老少父母兄弟姊妹子女友客主君臣民兵士工匠商旅京都市州府城邑村里坊巷堂宫寺塔台亭桥井社校院部科班';
my @adverb = qw(今年 近日 去年以来 多年来 在当地 在这里 同时 此后 因此 随着春天到来);
my @subject = qw(河边的居民 两岸的村庄 城里的学校 修桥的工人 年轻的教师 图书馆 江河大会 市政府 水文站 种树的农民 退休的船长 报社的记者 研究院 气象部门 志愿者们);
my @verb = qw(参加了 看见了 保护着 正在修复 共同建设 认真研究 重新认识 记录下 介绍了 打开了 支持 推动 关心 学习 讨论);
my @object = qw(清洁的水源 古老的石桥 新的道路 每一条小溪 城市的发展 安全的网络 孩子们的未来 开放的合作 文化的交流 山上的森林 鱼和水鸟 春天的播种 共同的家园 数字经济 传统的手艺);
my @end = qw(，让更多的人受益。 ，大家都很高兴。 。 ，这是一件不容易的事情。 ，效果逐渐显现。 ，但困难仍然不少。);
my @report = qw(指出 强调 表示 说 认为);
my %reading = qw(河 hé 水 shuǐ 山 shān 新 xīn 城 chéng 学 xué 古 gǔ 路 lù 家 jiā 村 cūn 多 duō 人 rén 大 dà 来 lái 春 chūn 发 fā);

sub one_of { return $_[rand @_] }

sub name { return join '', map { one_of(@name) } 1 .. shift }

sub sentence
{
	return one_of(@adverb) . name(2) . one_of(@subject) . one_of(@verb) . name(2) . one_of(@object) . one_of(@end);
}

sub paragraph { return join '', map { sentence() } 1 .. 2 + rand 4 }

sub quotation
{
	my $speaker = rand() < 0.2 ? '林知远' : '李' . $name[rand 30] . $name[rand 30];
	my ($number, $place) = (1 + int rand 20, int rand 4);
	my $event = "第${number}届" . (qw(江河 山林 湖泊 草原))[$place] . '大会';
	my $day = sprintf '%d年%d月%d日', 2000 + $number, 3 * $place + 1, 1 + rand 3;
	return one_of("市长$speaker" . one_of(@report) . '，“' . paragraph() . '”',
		"${day}，市长${speaker}在${event}上" . one_of(@report) . '，“' . paragraph() . '”',
		"市长${speaker}在${event}上" . one_of(@report) . '，“' . paragraph() . '”',
		"“" . paragraph() . "”市长${speaker}说。");
}

sub lines
{
	my ($n) = @_;
	my @lines = (name(2) . one_of(@object) . '的第' . $n . '封来信',
		sprintf('%d年%02d月%02d日 %02d:%02d 来源:%s日报', 2000 + $n % 24, 1 + $n % 12, 1 + $n % 28, $n % 24, $n % 60, name(2)));
	push @lines, map { paragraph() } 1 .. 3 + rand 5;
	splice @lines, 3, 0, quotation() if $n % 2;
	return @lines;
}

sub garbled
{
	my ($text) = @_;
	$text =~ s/(.)/$reading{$1} && rand() < 0.6 ? "$1($reading{$1})" : $1/eg;
	$text =~ s/([，。])/rand() < 0.6 ? ",$1" : $1/eg;
	$text =~ tr/，/,/;
	return $text;
}

sub traditional
{
	my ($text) = @_;
	$text =~ tr/叶边来图书馆农长报记码气门愿们两学师参见护复设认真识录绍开习讨论洁桥条发网络会进动关乡转济数传统艺让个这钱难仍渐显现随着绪医远强调说为届旧宫资游东声过华务经总术业产点无与节讯时间华/葉邊來圖書館農長報記碼氣門願們兩學師參見護復設認真識錄紹開習討論潔橋條發網絡會進動關鄉轉濟數傳統藝讓個這錢難仍漸顯現隨著緒醫遠強調說為屆舊宮資遊東聲過華務經總術業產點無與節訊時間華/;
	return $text;
}

sub html
{
	my ($title, @lines) = @_;
	return "<!DOCTYPE html><html><head><meta charset=\"UTF-8\"><title>$title</title></head>\n<body>"
		. "<h1>$title</h1>\n" . join("\n", map { "<p>$_</p>" } @lines) . "</body></html>\n";
}

sub page
{
	my ($n) = @_;
	my @lines = lines($n);
	my $kind = $n % 100;
	return encode('UTF-8', html(@lines)) if $kind < 2;
	my $text = join("\n\n", @lines) . "\n";
	return encode('gbk', $text) if $kind < 4;
	return encode('big5-eten', traditional($text)) if $kind < 6;
	$text = garbled($text) if $kind >= 10 && $kind < 20;
	return encode('UTF-8', $text);
}

my $first;
for my $n (0 .. $files - 1)
{
	my $dir = sprintf '%s/%03d', $folder, $n / 1000;
	mkdir $dir if $n % 1000 == 0;
	my $page = $n % 10 == 9 ? $first : page($n);
	$first = $page if $n % 10 == 7;
	open my $out, '>:raw', sprintf('%s/%06d.txt', $dir, $n) or die "$dir: $!";
	print $out $page;
	close $out;
}
