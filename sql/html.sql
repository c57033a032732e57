--
-- Web pages: the text that a reader sees, and the use of each line.
--

-- one row per line, with its role
CREATE FUNCTION pg_temp.page(html text)
	RETURNS TABLE (role text, line text)
	LANGUAGE sql
AS $$
	SELECT coalesce(hint, '.'), line
	FROM wic_html(html) AS page,
		ROWS FROM (unnest(hints), string_to_table(document, E'\n')) AS t (hint, line)
$$;

\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on

-- a page of a newspaper
CREATE TEMPORARY TABLE news AS SELECT $html$<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="gb2312">
<title>江边小城修好百年老桥_本地新闻_江城网</title>
<meta property="og:site_name" content="江城网">
<meta property="article:published_time" content="2024-03-05T08:30:00+08:00">
<meta name="Author" content="李树">
<meta name="keywords" content="老桥,修缮">
<meta name="description" content="老桥重新
	开放">
<link rel="canonical" href="https://news.example.com/a/1.html">
<style>p { color: red }</style>
<script>document.write("<p>不是文字</p>");</script>
</head>
<body class="page has-sidebar">
<div id="header"><div class="logo"><a href="/"><img alt="图标" src="l.png">江城网</a></div>
<nav><ul><li><a href="/">首页</a></li><li><a href="/s">体育</a></li></ul></nav></div>
<div class="crumbs"><a href="/">首页</a> &gt; <a href="/n">新闻</a> &gt; 正文</div>
<article class="article-content">
<h1>江边小城<br>修好百年老桥</h1>
<div><span class="time">2024年03月05日 08:30</span><span class="source">来源：<a href="#">江城日报</a></span> <span>作者：李树</span></div>
<div class="share"><a>分享到微信</a><a>微博</a></div>
<p>　　江边的老桥经过两年修缮，
昨天重新开放，
用的还是原来的石头&mdash;&mdash;“一块也没有换”。</p>
<figure><img src="a.jpg" alt="老桥"><figcaption>修缮后的老桥。张水 摄</figcaption></figure>
<h2>石头从哪里来</h2>
<p>工匠说：<b>每块</b>石头都有编号。<br>编号写在纸上，由 Bridge
Office 保存。</p>
<blockquote><p>“桥是城的骨头。”</p><p>——老工匠</p></blockquote>
<p>　　</p><p>&nbsp;&nbsp;</p><p>&#8203;</p>
<table><tr><th>年份</th><th>事</th></tr> <tr><td>1910</td> <td>建成</td></tr></table>
<p>更多内容见<a href="x">市志</a>。</p>
<p class="editor">（责任编辑：赵山）</p>
</article>
<div class="related"><h3>相关阅读</h3><ul><li><a href="1">江上又添新桥</a><span>03-01</span></li><li><a href="2">老街修好了</a><span>02-11</span></li></ul></div>
<div style="Display : none">看不见的字</div><div hidden>也看不见</div>
<form><input type="text"><button>搜索</button></form>
<div><a href="m">查看更多</a></div>
<footer><p>版权所有 江城网</p></footer>
</body></html>$html$ AS html;

SELECT wic_is_html(html) FROM news;
SELECT page.* FROM news, pg_temp.page(html) AS page;
SELECT jsonb_pretty(meta) FROM news, wic_html(html);

-- there are as many hints as lines that are not empty, and every line is one
SELECT cardinality(hints), count(*), bool_and(line = btrim(line, E' \t\u00A0\u3000'))
FROM news, wic_html(html), string_to_table(document, E'\n') AS line
GROUP BY hints;

-- a page of Taiwan: all of it in a form, the site's name in an h1, no h1 in
-- the head's own words; readings of characters are not of the text
CREATE TEMPORARY TABLE hill AS SELECT $html$<html><head><title>山城開辦夜間圖書館 | 在地 | 山城新聞網</title>
<meta property="og:title" content="山城開辦夜間圖書館 | 山城新聞網"><meta property="og:site_name" content="山城新聞網">
<meta name="pubdate" content="2023-08-01T20:15:00+08:00"></head>
<body><form id="aspnetForm"><header><h1 class="logo"><a href="/">山城新聞網</a></h1><ul class="menu"><li><a>政治</a></li><li><a>生活</a></li></ul></header>
<div class="pageBreadcrumb"><ol><li><a>首頁</a></li><li><a>在地</a></li></ol></div>
<div class="article-header"><h1>山城開辦夜間圖書館</h1><time datetime="2023-08-02">2023/08/01 20:15</time><span class="author">記者林木／山城報導</span></div>
<div class="article-body"><p>山城的圖書館從八月起開放到午夜。</p><p>館長說：「晚上也有人想看書。」</p>
<p><ruby>漢<rp>(</rp><rt>ㄏㄢˋ</rt><rp>)</rp>字<rp>(</rp><rt>ㄗˋ</rt><rp>)</rp></ruby>展同時開幕。</p>
<p class="caption">圖書館夜景（圖／資料照）</p></div>
<div><a href=1>圖書館</a><a href=2>夜讀</a></div>
<aside><h3>熱門新聞</h3><p><a href=4>第一則</a></p></aside>
<div class="disclaimer">本網站文章僅代表作者立場。</div>
</form></body></html>$html$ AS html;

SELECT wic_is_html(html) FROM hill;
SELECT page.* FROM hill, pg_temp.page(html) AS page;
SELECT meta FROM hill, wic_html(html);

-- an old page, laid out by tables, with nothing closed and no h1
SELECT page.* FROM pg_temp.page($html$<HTML><HEAD><TITLE>小学生种下一千棵树--教育--旧报网</TITLE><BODY>
<TABLE><TR><TD><A href=/>首页</A> | <A href=/e>教育</A> | <A href=/c>文化</TABLE>
<TABLE><TR><TD><TABLE><TR><TD><A href=1>校园春色</A><TR><TD><A href=2>老师的一天</A></TABLE>
<TD><CENTER><FONT size=4><B>小学生种下一千棵树</B></FONT></CENTER><BR>旧报网 2003年3月12日<BR><BR>　　今天上午，小学生在河边种树。<BR><BR>（记者 田禾）</TABLE>
<CENTER>【<A href=y>打印</A>】</CENTER>$html$) AS page;

-- no head, no body: blocks, entities, broken tags
SELECT page.* FROM pg_temp.page('雨停了，路上有水。<br>&nbsp;&nbsp;老人说：&ldquo;明天是晴天。&rdquo;<BR/><b>第二天</b>果然<i>晴</i>了&hellip;&hellip;'
	'<p>&#20013;&#x4E2D; a &lt; b &amp;amp; c<p>没有关</b></i><div>块</p></div></div><table><td>甲<td>乙') AS page;

-- between Chinese or Japanese a line break of the source is nothing; between
-- others it is a space, and a space is one everywhere
SELECT page.* FROM pg_temp.page(E'<p>上\n  下，\n“左”\n右</p><p>あ\nア</p><p>가\n나</p><p>a\nb 上\nc</p><p>上 下</p>') AS page;

-- pre keeps its white space, and what has no letters makes no line
SELECT page.* FROM pg_temp.page(E'<pre>表\n  A\t1\n\n  B\t2 \n</pre><p> \u3000 \u00A0</p><p>\u200B\u200D</p><p>完</p>') AS page;

-- what only a script would show is shown if there is nothing else
SELECT page.* FROM pg_temp.page('<div style="display:none">正文</div><div>外面</div>') AS page;
SELECT page.* FROM pg_temp.page('<div style="display:none">正文</div><script>show()</script>') AS page;

-- neither do links around a short article make teasers of it, nor does it hide
-- that they are
SELECT page.* FROM pg_temp.page($html$<div id=wrap><ul class=top><li><a>首页</a><li><a>新闻</a><li><a>体育</a><li><a>国际新闻频道</a></ul>
<a>回到首页</a><div>小桥通车</div><p>小桥通车了。<br><a>看地图</a></p><p>村民很高兴。</p><p>完。</p><p><a>上一篇：新路开工</a></p><p><a>下一篇：老屋修好</a></p>
<div><h2>推荐</h2><p><a>溪边的书店</a> 03-01</p><p><a>水库来了许多鸟</a> 02-01</p><p><a>雨中集市</a></p></div></div>$html$) AS page;

-- names of classes are believed only where they fit: an article is no widget
SELECT page.* FROM pg_temp.page('<div class="login-page"><p>小河流过村庄，两岸是稻田和菜地。</p><p>夏天孩子们在河里游泳。</p></div><div class="login"><p>登录</p></div>') AS page;
SELECT page.* FROM pg_temp.page('<nav><main><p>小河流过村庄，两岸是稻田和菜地。</p></main></nav>') AS page;

-- a page that is a quotation is none; a heading that is a text is none
SELECT page.* FROM pg_temp.page('<blockquote><p>小河流过村庄，两岸是稻田和菜地。</p></blockquote>') AS page;
SELECT role, length(line) FROM pg_temp.page('<h3>' || repeat('小河流过村庄。', 40) || '</h3>');

-- what the page says of itself, in JSON-LD, in broken JSON-LD, and in the
-- names that offices use
SELECT meta FROM wic_html('<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
	{"@type": ["NewsArticle"], "headline": "新桥", "author": [{"name": "李树"}, "王石"], "publisher": {"name": "江城网"}, "datePublished": "2024-03-05"}]}</script><p>文');
SELECT meta FROM wic_html('<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script><p>文');
SELECT meta FROM wic_html('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "\u0000"}</script><p>文');
SELECT meta FROM wic_html('<script type="application/ld+json">' || repeat('[', 100000) || '</script><p>文');
SELECT meta FROM wic_html('<script type="application/ld+json">[1e999999, "x", null]</script><script type="application/ld+json">"x"</script><p>文');
SELECT meta FROM wic_html('<meta http-equiv="Content-Type" content="text/html; charset=Big5"><meta name="ArticleTitle" content="关于修桥的通知">
	<meta name="PubDate" content="2024-03-05 08:30"><meta name="ContentSource" content="来源：市政府"><meta name="SiteName" content="江城市人民政府">
	<meta property="article:author" content="https://example.com/u/1"><meta property="og:locale" content="zh_CN"><link rel="canonical" href="/a">');

-- nothing is nothing
SELECT document = '' AS empty, hints, meta FROM wic_html('');
SELECT document = '' AS empty, hints, meta FROM wic_html('<!-- -->');
SELECT document IS NULL AS unknown FROM wic_html(NULL);

-- the page is UTF-8, whatever it says, and nothing is fetched
SELECT document FROM wic_html('<meta charset="iso-8859-1"><!DOCTYPE html SYSTEM "http://127.0.0.1:1/x.dtd"><p>漢字</p>');

-- the server's own use of libxml2 goes on beside ours
SELECT x.a, (wic_html('<p>' || x.a || '<')).document
FROM xmltable('/r/a' PASSING xml '<r><a>1</a><a>2</a></r>' COLUMNS a text PATH '.') AS x;
\set VERBOSITY terse
SELECT xml '<r><a></r>';
\set VERBOSITY default

--
-- What is a page?
--

SELECT wic_is_html(document), left(document, 24) FROM (VALUES
	('<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><p>文'),
	(E'\uFEFF\n<!-- saved --><?xml version="1.0"?><html xmlns="x"><p>文'),
	('<head><title>题</title></head>文'),
	('<body bgcolor=white>文'),
	('<div><h1>题</h1><p>文</p></div>'),
	('<p>一段</p><p>二段</p>'),
	('第一段。<br>第二段。<br>第三段。<br>')
) AS t (document);

SELECT wic_is_html(document), left(document, 24) FROM (VALUES
	(''),
	('文字'),
	('a < b, c > d, <b>粗</b>和<b>细</b>和<i>斜</i>'),
	('网页里 <p> 是段落，<br> 是换行，<div> 是块，</div> 是块的结束。'),
	('<html> 是根元素，里面有 <head> 和 <body>，<p> 是段落，</p> 是结束。'),
	('<!DOCTYPE html> 说明文件的类型，<p>…</p> 是段落。'),
	(E'教程\n先写：\n<p>你好</p>\n<div>块</div>\n<br>\n然后保存文件。\n再打开浏览器。\n看结果。\n最后关上。'),
	('<?xml version="1.0"?><rss><title>题</title><p>文</p><p>文</p></rss>'),
	('<<<>>><p<p<p')
) AS t (document);
