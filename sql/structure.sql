-- The structure of documents: what each paragraph is, and what is said of it.

\pset null '~'
\pset format unaligned

-- all that is shown of a page
PREPARE roles (text) AS
	SELECT role, lang, script, left(body, 24) AS body
	FROM wic_passages($1) ORDER BY ord;
PREPARE metadata (text) AS
	SELECT key, value
	FROM wic_metadata($1) AS m,
		json_each_text(to_json(m)) WITH ORDINALITY AS e (key, value, n)
	WHERE value IS NOT NULL ORDER BY n;

--
-- A page of a newspaper
--

SELECT E'首页 » 新闻 » 国内
滨江日报
共护一江清水（江声）
2024-05-06 08:42:00
来源：滨江网-滨江日报　作者：王小河
  守护江水，目的在于让两岸更加宜居，关键在于让每一个村庄都参与其中
　　5月4日，市长李江在2024年滨江论坛开幕式上发表致辞，强调要让孩子们重新下河游泳。
　　图为孩子们在江边放风筝。记者 赵船 摄
一、把水变清
　　水清，先要岸清。去年以来，两岸关闭了十二家小厂。
二、把路修好
　　路通了，船也就多了。
《 滨江日报 》( 2024年5月6日 03 版)
(责编：陈桥、周帆)
分享到：微信 微博 QQ空间
返回顶部
相关阅读
• 江边新修的小路通车了
  昨天上午，江边新修的小路正式通车，附近的村民一早就来到路口...
时间:05-03
免责声明：本网转载文字仅供参考，不代表本网观点。
' AS page \gset

EXECUTE roles(:'page');
EXECUTE metadata(:'page');

--
-- A page from Taiwan, with the text once more in English
--

SELECT E'首頁 > 頭條
縣長向2023年水鄉博覽會發表視訊致詞
發佈時間:2023-11-09 08:58:53 | 來源:水鄉新聞網 | 作者: | 責任編輯:林小橋
11月8日上午，縣長陳大河向2023年水鄉博覽會開幕式發表視訊致詞。
11月8日上午，縣長陳大河發表視訊致詞。水鄉社記者 林小橋 攝
陳大河指出，水鄉的孩子應該認得每一條河。
Magistrate opens the water country fair by video
Magistrate Chen said on Wednesday that every child should know every river.
"Rivers are the roads of our grandparents," he said.
' AS page \gset

EXECUTE roles(:'page');
EXECUTE metadata(:'page');

--
-- Excerpts with their attributions
--

SELECT E'王小河谈治水
2022年3月4日，滨江网整理了王小河关于治水的部分论述。
水是村庄的镜子
水清了，人心也就静了。我们要像爱护眼睛一样爱护每一条小溪。
——2014年11月19日，王小河在第一届水乡论坛上的讲话
修一座桥，要问过两岸的人。
2015年，第二届水乡论坛在滨江举行。（图源：滨江新闻）
——2015年12月16日，王小河致水乡论坛的贺信
“桥修好了，路就近了。”
——李江
我们还要做三件事：
——加快修路
——加快架桥
监制：陈桥
校对：周 帆
' AS page \gset

EXECUTE roles(:'page');

--
-- A meeting record
--

SELECT E'关于修桥的会议记录
时间：2023年5月3日
地点：村委会二楼会议室
一、通过上次的记录
（一）修改一处数字
全体同意。
（二）增加一名委员
2人反对。
二、讨论桥的位置
王小河：桥应该修在村东。
李江：村西的人更多。
' AS page \gset

EXECUTE roles(:'page');
EXECUTE metadata(:'page');

--
-- Japanese and Korean
--

SELECT E'ホーム > 地域
川辺の橋、十年ぶりに開通
公開日：2023年11月9日 8時58分
著者：山田花子
出典：川辺新聞
橋が開通し、町長は「子どもたちの道ができた。」と述べた。
写真：橋を渡る子どもたち（川辺新聞提供）
関連記事
新しい船が着いた
' AS page \gset

EXECUTE roles(:'page');
EXECUTE metadata(:'page');

SELECT E'강변 다리, 십 년 만에 개통
입력 2023.11.09. 오전 8:58 수정 2023.11.10. 오전 9:00
출처: 강변신문
강변 다리가 다시 열렸다. 군수는 아이들의 길이 생겼다고 밝혔다.
김강변 기자
저작권자 ⓒ 강변신문, 무단전재 및 재배포 금지
' AS page \gset

EXECUTE roles(:'page');
EXECUTE metadata(:'page');

--
-- Texts that are no pages
--

-- a post in a forum has no title, a poem is no menu and has no headings
EXECUTE roles(E'今天去看小溪，水很清。\n有人问路，我说过桥就到。\n谢谢大家\n');
EXECUTE roles(E'小溪\n溪水从山里来\n带着石头的凉\n带着叶子的黄\n溪水从山里来\n一直走到海上\n');

-- so has a letter, and it keeps its end
EXECUTE roles(E'各位朋友：\n桥修好了，请大家来看。\n王小河\n2022年7月12日\n');

-- an interview
EXECUTE roles(E'记者：桥什么时候修好？\n王小河：明年春天。\n记者：路呢？\n王小河：路要晚一点。\n');

-- an article about copyright is not a notice of it
EXECUTE roles(E'谁写的归谁\n未经许可不得转载，这句话人人见过。\n它从哪里来，却少有人问。\n');

-- the menu of a site
EXECUTE roles(E'首页\n新闻\n图片\n视频\n论坛\n地图\n桥修好了吗？\n来源：滨江网 2023年1月2日\n桥修好了。\n');

-- nothing
EXECUTE roles('');
EXECUTE metadata('');
SELECT * FROM wic_passages(NULL);
SELECT wic_metadata(NULL) IS NULL AS is_null;

-- passages are the paragraphs, word for word
SELECT count(*), bool_and(p.body = substr(d, p.start_char + 1, p.end_char - p.start_char)) AS exact
FROM (VALUES (E' 题目\n\n\u3000第一段。\n' || repeat('雨下了一整天。', 3000))) AS t (d), wic_passages(d) AS p;

--
-- Roles that are known
--

-- hints are believed, and the lines of which nothing is known are judged
SELECT role, body
FROM wic_passages(E'滨江\n\n桥修好了\n桥通了。\n更多', ARRAY['breadcrumb', 'title', NULL, 'teaser'])
ORDER BY ord;
SELECT title FROM wic_metadata(E'滨江\n桥修好了\n桥通了。', ARRAY['title']);
SELECT * FROM wic_passages('水', ARRAY['header']);

--
-- Titles
--

SELECT wic_title(E'滨江日报\n首页 » 新闻\n共护一江清水 携手建设河湖\n2024年3月\n正文开始了。') AS below_the_site,
	wic_title(E'河长日记\n今天去看小溪。') AS short,
	wic_title(E'修桥三问（一）\n桥在哪里修？') AS no_column,
	wic_title(E'首页 > 新闻\n今天去看小溪。') AS breadcrumb,
	wic_title('河长日记') AS alone,
	wic_title(E'今天去看小溪。\n河长日记') AS behind;

--
-- Sentences
--

SELECT ord, start_char, end_char, body
FROM wic_sentences(E'雨停了。“走吧！”他说。\n他提出“走。留。”的办法。\n「橋だ。」と言った。It rained. Mr. Li stayed.')
ORDER BY ord;

--
-- Dates
--

-- the year of a month and day is that of the sentence, if it names one
SELECT start_char, end_char, body, said_on, "precision", is_inferred
FROM wic_dates(E'2014年11月19日开幕，11月21日闭幕。12月1日再会。\n民國103年。令和5年11月9日 8:58。二〇一四年十一月')
ORDER BY start_char;
