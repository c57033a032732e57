/*-------------------------------------------------------------------------
 *
 * keyword.c
 *	  The words by which lines of web pages and newspapers are known.
 *
 * extension/core/keyword.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/keyword.h"

typedef struct Key
{
	const char *word;
	WicKey		key;
} Key;

/* Before a colon.  Longer words stand before their beginnings. */
static const Key keys[] = {
	{"发布时间", WIC_KEY_PUBLISHED}, {"发表时间", WIC_KEY_PUBLISHED},
	{"发布日期", WIC_KEY_PUBLISHED}, {"发表日期", WIC_KEY_PUBLISHED},
	{"发稿时间", WIC_KEY_PUBLISHED}, {"发文日期", WIC_KEY_PUBLISHED},
	{"成文日期", WIC_KEY_PUBLISHED}, {"公布日期", WIC_KEY_PUBLISHED},
	{"印发日期", WIC_KEY_PUBLISHED}, {"出版日期", WIC_KEY_PUBLISHED},
	{"刊登日期", WIC_KEY_PUBLISHED}, {"上网时间", WIC_KEY_PUBLISHED},
	{"发布于", WIC_KEY_PUBLISHED}, {"发表于", WIC_KEY_PUBLISHED},
	{"发布", WIC_KEY_PUBLISHED}, {"发行日", WIC_KEY_PUBLISHED},
	{"揭载日", WIC_KEY_PUBLISHED}, {"公\u5f00日时", WIC_KEY_PUBLISHED},
	{"公\u5f00日", WIC_KEY_PUBLISHED}, {"配信日时", WIC_KEY_PUBLISHED},
	{"配信日", WIC_KEY_PUBLISHED}, {"投稿日", WIC_KEY_PUBLISHED},
	{"发表日", WIC_KEY_PUBLISHED}, {"公\u5f00", WIC_KEY_PUBLISHED},
	{"揭载", WIC_KEY_PUBLISHED}, {"配信", WIC_KEY_PUBLISHED},
	{"입력", WIC_KEY_PUBLISHED}, {"등록일", WIC_KEY_PUBLISHED},
	{"등록", WIC_KEY_PUBLISHED}, {"게재일", WIC_KEY_PUBLISHED},
	{"발행일", WIC_KEY_PUBLISHED}, {"작성일", WIC_KEY_PUBLISHED},
	{"승인", WIC_KEY_PUBLISHED}, {"published", WIC_KEY_PUBLISHED},
	{"posted", WIC_KEY_PUBLISHED},
	{"更新时间", WIC_KEY_UPDATED}, {"更新日时", WIC_KEY_UPDATED},
	{"更新日期", WIC_KEY_UPDATED}, {"更新于", WIC_KEY_UPDATED},
	{"\u6700终更新", WIC_KEY_UPDATED}, {"\u6700后更新", WIC_KEY_UPDATED},
	{"更新日", WIC_KEY_UPDATED}, {"更新", WIC_KEY_UPDATED},
	{"최종수정", WIC_KEY_UPDATED}, {"수정", WIC_KEY_UPDATED},
	{"updated", WIC_KEY_UPDATED}, {"last updated", WIC_KEY_UPDATED},
	{"会议时间", WIC_KEY_EVENT}, {"讲话时间", WIC_KEY_EVENT},
	{"活动时间", WIC_KEY_EVENT}, {"\u5f00会时间", WIC_KEY_EVENT},
	{"会议日期", WIC_KEY_EVENT}, {"\u5f00催日", WIC_KEY_EVENT},
	{"日时", WIC_KEY_EVENT}, {"일시", WIC_KEY_EVENT},
	{"时间", WIC_KEY_TIME}, {"日期", WIC_KEY_TIME}, {"日付", WIC_KEY_TIME},
	{"날짜", WIC_KEY_TIME}, {"date", WIC_KEY_TIME}, {"time", WIC_KEY_TIME},
	{"会议地点", WIC_KEY_PLACE}, {"地点", WIC_KEY_PLACE},
	{"会场", WIC_KEY_PLACE}, {"场\u6240", WIC_KEY_PLACE}, {"장소", WIC_KEY_PLACE},
	{"文章来源", WIC_KEY_PUBLISHER}, {"信息来源", WIC_KEY_PUBLISHER},
	{"新闻来源", WIC_KEY_PUBLISHER}, {"稿件来源", WIC_KEY_PUBLISHER},
	{"资料来源", WIC_KEY_PUBLISHER}, {"来源", WIC_KEY_PUBLISHER},
	{"来源于", WIC_KEY_PUBLISHER}, {"稿源", WIC_KEY_PUBLISHER},
	{"出处", WIC_KEY_PUBLISHER}, {"转自", WIC_KEY_PUBLISHER},
	{"转载自", WIC_KEY_PUBLISHER}, {"来自", WIC_KEY_PUBLISHER},
	{"出典", WIC_KEY_PUBLISHER}, {"出\u6240", WIC_KEY_PUBLISHER},
	{"提供元", WIC_KEY_PUBLISHER}, {"配信元", WIC_KEY_PUBLISHER},
	{"发行元", WIC_KEY_PUBLISHER}, {"发行", WIC_KEY_PUBLISHER},
	{"출처", WIC_KEY_PUBLISHER}, {"source", WIC_KEY_PUBLISHER},
	{"发布机构", WIC_KEY_ISSUER}, {"发布单位", WIC_KEY_ISSUER},
	{"发文机关", WIC_KEY_ISSUER}, {"发文单位", WIC_KEY_ISSUER},
	{"来文单位", WIC_KEY_ISSUER}, {"供稿单位", WIC_KEY_ISSUER},
	{"供稿", WIC_KEY_ISSUER}, {"发布\u8005", WIC_KEY_OTHER},
	{"发布人", WIC_KEY_OTHER},
	{"作\u8005", WIC_KEY_AUTHOR}, {"撰文", WIC_KEY_AUTHOR},
	{"撰稿", WIC_KEY_AUTHOR}, {"本报记\u8005", WIC_KEY_AUTHOR},
	{"记\u8005", WIC_KEY_AUTHOR}, {"文", WIC_KEY_AUTHOR},
	{"著\u8005", WIC_KEY_AUTHOR}, {"执笔\u8005", WIC_KEY_AUTHOR},
	{"执笔", WIC_KEY_AUTHOR}, {"笔\u8005", WIC_KEY_AUTHOR},
	{"文责", WIC_KEY_AUTHOR}, {"기자", WIC_KEY_AUTHOR},
	{"\uae00쓴이", WIC_KEY_AUTHOR}, {"작성자", WIC_KEY_AUTHOR},
	{"\uc800자", WIC_KEY_AUTHOR}, {"\uae00", WIC_KEY_AUTHOR},
	{"author", WIC_KEY_AUTHOR}, {"written by", WIC_KEY_AUTHOR},
	{"责任编辑", WIC_KEY_EDITOR}, {"网络编辑", WIC_KEY_EDITOR},
	{"本文编辑", WIC_KEY_EDITOR}, {"本期编辑", WIC_KEY_EDITOR},
	{"\u503c班编辑", WIC_KEY_EDITOR}, {"编辑", WIC_KEY_EDITOR},
	{"责编", WIC_KEY_EDITOR}, {"责任编集", WIC_KEY_EDITOR},
	{"编集\u8005", WIC_KEY_EDITOR}, {"编集", WIC_KEY_EDITOR},
	{"편집", WIC_KEY_EDITOR}, {"editor", WIC_KEY_EDITOR},
	{"editors", WIC_KEY_EDITOR},
	{"审核", WIC_KEY_CREDIT}, {"审校", WIC_KEY_CREDIT},
	{"\u603b监制", WIC_KEY_CREDIT}, {"监制", WIC_KEY_CREDIT},
	{"责任校对", WIC_KEY_CREDIT}, {"校对", WIC_KEY_CREDIT},
	{"制作", WIC_KEY_CREDIT}, {"\u603b策划", WIC_KEY_CREDIT},
	{"策划", WIC_KEY_CREDIT}, {"统筹", WIC_KEY_CREDIT},
	{"终审", WIC_KEY_CREDIT}, {"初审", WIC_KEY_CREDIT},
	{"复审", WIC_KEY_CREDIT}, {"\u4e00审", WIC_KEY_CREDIT},
	{"二审", WIC_KEY_CREDIT}, {"三审", WIC_KEY_CREDIT},
	{"主编", WIC_KEY_CREDIT}, {"执行主编", WIC_KEY_CREDIT},
	{"美编", WIC_KEY_CREDIT}, {"美术编辑", WIC_KEY_CREDIT},
	{"版式", WIC_KEY_CREDIT}, {"视频", WIC_KEY_CREDIT},
	{"剪辑", WIC_KEY_CREDIT}, {"配音", WIC_KEY_CREDIT},
	{"摄影", WIC_KEY_CREDIT}, {"图片", WIC_KEY_CREDIT},
	{"图", WIC_KEY_CREDIT}, {"摄", WIC_KEY_CREDIT},
	{"文字", WIC_KEY_CREDIT}, {"海报", WIC_KEY_CREDIT},
	{"文案", WIC_KEY_CREDIT}, {"设计", WIC_KEY_CREDIT},
	{"\u503c班编委", WIC_KEY_CREDIT}, {"编委", WIC_KEY_CREDIT},
	{"译\u8005", WIC_KEY_CREDIT}, {"翻译", WIC_KEY_CREDIT},
	{"\u901a讯员", WIC_KEY_CREDIT}, {"签发", WIC_KEY_CREDIT},
	{"整理", WIC_KEY_CREDIT}, {"供图", WIC_KEY_CREDIT},
	{"撮影", WIC_KEY_CREDIT}, {"翻译", WIC_KEY_CREDIT},
	{"사진", WIC_KEY_CREDIT}, {"번역", WIC_KEY_CREDIT},
	{"photo", WIC_KEY_CREDIT}, {"photos", WIC_KEY_CREDIT},
	{"栏目", WIC_KEY_COLUMN}, {"专栏", WIC_KEY_COLUMN},
	{"版名", WIC_KEY_COLUMN}, {"\u6240属栏目", WIC_KEY_COLUMN},
	{"원문", WIC_KEY_URL}, {"原文链接", WIC_KEY_URL},
	{"原文地\u5740", WIC_KEY_URL}, {"本文链接", WIC_KEY_URL},
	{"文章链接", WIC_KEY_URL}, {"来源链接", WIC_KEY_URL},
	{"网\u5740", WIC_KEY_URL}, {"链接", WIC_KEY_URL}, {"url", WIC_KEY_URL},
	{"原标题", WIC_KEY_OTHER}, {"浏览次数", WIC_KEY_OTHER},
	{"浏览量", WIC_KEY_OTHER}, {"浏览", WIC_KEY_OTHER},
	{"阅读次数", WIC_KEY_OTHER}, {"阅读量", WIC_KEY_OTHER},
	{"阅读数", WIC_KEY_OTHER}, {"阅读", WIC_KEY_OTHER},
	{"点击次数", WIC_KEY_OTHER}, {"点击数", WIC_KEY_OTHER},
	{"点击量", WIC_KEY_OTHER}, {"点击", WIC_KEY_OTHER},
	{"访问量", WIC_KEY_OTHER}, {"人气", WIC_KEY_OTHER},
	{"评论数", WIC_KEY_OTHER}, {"评论", WIC_KEY_OTHER},
	{"点赞", WIC_KEY_OTHER}, {"字号", WIC_KEY_OTHER},
	{"字体大小", WIC_KEY_OTHER}, {"字体", WIC_KEY_OTHER},
	{"分享到", WIC_KEY_OTHER}, {"分享", WIC_KEY_OTHER},
	{"标签", WIC_KEY_OTHER}, {"关键词", WIC_KEY_OTHER},
	{"关键字", WIC_KEY_OTHER}, {"索引号", WIC_KEY_OTHER},
	{"文号", WIC_KEY_OTHER}, {"发文字号", WIC_KEY_OTHER},
	{"主题分类", WIC_KEY_OTHER}, {"分类", WIC_KEY_OTHER},
	{"版次", WIC_KEY_OTHER}, {"有效\u6027", WIC_KEY_OTHER},
	{"主办单位", WIC_KEY_OTHER}, {"承办单位", WIC_KEY_OTHER},
	{"\u6280术支持", WIC_KEY_OTHER}, {"网站标识码", WIC_KEY_OTHER},
	{"조회수", WIC_KEY_OTHER}, {"조회", WIC_KEY_OTHER},
	{"추천", WIC_KEY_OTHER}, {"views", WIC_KEY_OTHER},
	{"tags", WIC_KEY_OTHER}, {"タグ", WIC_KEY_OTHER},
	{"カテゴリ", WIC_KEY_OTHER}, {"阅览数", WIC_KEY_OTHER}
};

/* Keys that may stand before a slash or bar: 文/张三 */
static const char *const slash_keys[] = {
	"文", "图", "摄", "摄影", "编辑", "记\u8005", "撰文", "图片", "\uae00", "사진", "文字",
	"作\u8005", "来源", "校对", "审核", "审校", "责编", "责任编辑", "监制", "制作", "统筹", "策划",
	"终审", "初审", "复审", "\u503c班编辑", "美编", "设计", "主编", "供图", NULL
};

/* Keys that need no colon before a blank */
static const char *const bare_keys[] = {
	"责任编辑", "责编", "发布时间", "发表时间", "发布日期", "来源", "更新时间", "입력", "수정",
	"公\u5f00日", "更新日", "配信日", "揭载日", "投稿日", "公\u5f00", "更新", "\u6700终更新", "配信",
	"发表于", "发布于", "发行日", "발행일", "등록", "등록일", "published", "updated", "posted",
	NULL
};

const char *const wic_home_words[] = {
	"首页", "主页", "网站首页", "当前位置", "您的位置", "您当前的位置", "您现在的位置", "你的位置",
	"\u6240在位置", "当前栏目", "位置:", "トップ", "ホーム", "home", "홈", NULL
};

const char *const wic_related_words[] = {
	"相关阅读", "相关新闻", "相关链接", "相关报道", "相关推荐", "相关文章", "相关稿件",
	"相关专题", "相关资讯", "相关内容", "推荐阅读", "推荐新闻", "推荐文章", "热门推荐", "热点推荐",
	"精彩推荐", "为您推荐", "为你推荐", "编辑推荐", "今日推荐", "延伸阅读", "更多新闻", "更多文章",
	"更多阅读", "猜你喜欢", "热门新闻", "热门文章", "热点新闻", "新闻排行", "新闻排行榜", "点击排行",
	"点击排行榜", "阅读排行", "阅读排行榜", "热门排行", "热文排行", "\u5f80期回顾", "大家都在看", "您可能感兴趣",
	"喜欢此内容的人\u8fd8喜欢", "喜欢此内容的人\u8fd8看了", "\u6700新文章", "\u6700新新闻", "\u6700新消息", "即时新闻", "网友评论", "\u6700新评论", "相关新闻", "延伸阅读",
	"关连记事", "关连ニュース", "关连リンク", "おすすめ记事", "おすすめの记事", "あわせて读みたい", "人气记事",
	"新著记事", "アクセスランキング", "人气记事ランキング", "关连キーワード", "\uad00련기사", "\uad00련 기사",
	"\uad00련뉴스", "추천기사", "추천 기사", "인기기사", "인기 기사", "많이 본 뉴스", "많이 본 기사",
	"최신기사", "related stories", "related news", "related articles",
	"related links", "related reading", "related", "recommended",
	"recommended for you", "you may also like", "more stories",
	"more news", "most popular", "most read", "trending", "read more", NULL
};

const char *const wic_neighbour_words[] = {
	"上\u4e00篇", "下\u4e00篇", "上\u4e00条", "下\u4e00条", "上\u4e00页", "下\u4e00页", "前\u4e00篇", "后\u4e00篇", "前の记事",
	"次の记事", "이전\uae00", "다음\uae00", "이전기사", "다음기사", NULL
};

const char *const wic_disclaimer_words[] = {
	"免责声明", "版权声明", "版权与免责", "版权及免责", "特别声明:", "郑重声明:", "本网声明",
	"本站声明", "转载声明", "声明:", "凡本网", "凡本站", "凡注明", "本网站转载", "本文仅代表", "以上内容仅代表",
	"disclaimer", "免责事项", "著作权について", NULL
};

const char *const wic_notice_words[] = {
	"版权\u6240有", "著作权归", "未经授权", "未经许可", "未经书面", "禁止转载", "不得转载", "谢绝转载",
	"违法和不良信息", "举报电话", "举报邮箱", "icp备", "icp证", "公网安备", "新闻许可证", "视听许可证", "互联网新闻信息服务",
	"copyright", "all rights reserved", "©", "无断转载", "转载を禁",
	"禁无断", "\uc800작권자", "무단전재", "무단 전재", "재배포", NULL
};

const char *const wic_widget_words[] = {
	"小字号", "大字号", "中字号", "字号", "字体", "放大", "缩小", "分享", "分享到", "分享至", "打印",
	"打印本页", "打印本文", "关闭", "关闭窗口", "关闭本页", "收藏", "收藏本页", "加入收藏", "我要收藏", "返回顶部", "回到顶部",
	"返回首页", "返回", "返回列表", "纠错", "我要纠错", "评论", "我要评论", "发表评论", "查看评论", "写评论",
	"点赞", "赞", "转发", "复制链接", "扫\u4e00扫", "扫码", "二维码", "微信", "微博", "新浪微博", "腾讯微博",
	"qq空间", "qq", "qq好友", "朋友圈", "登录", "注册", "搜索", "设为首页", "展\u5f00全文", "阅读全文",
	"查看全文", "查看更多", "更多", "查看原文", "阅读原文", "手机版", "客户端", "客户端下载", "下载客户端", "手机看",
	"繁体", "\u7b80体", "繁体", "english", "无障碍", "无障碍浏览", "举报", "网站地图", "联系我们", "关于我们",
	"在看", "回复", "引用", "楼主", "只看该作\u8005", "只看楼主", "\u5012序浏览", "列印本页", "转寄友人", "转寄好友",
	"广告服务", "联系方式", "版权声明", "法律顾问", "法律声明", "隐私声明", "隐私政策", "使用条款", "推荐", "播报文章", "播报", "听新闻", "语音播报", "全文", "列印", "友善列印", "分享至facebook",
	"share", "print", "email", "facebook", "twitter", "line", "whatsapp",
	"linkedin", "weibo", "wechat", "back to top", "top", "sign in",
	"log in", "login", "register", "subscribe", "comments", "comment",
	"menu", "search", "close", "copy link", "save", "印刷", "シェア", "シェアする",
	"ツイート", "ツイートする", "ポスト", "共有", "ページトップへ", "ページの先头へ", "先头へ戾る", "トップへ戾る",
	"ページの先头へ戾る", "ページの先头に戾る", "ページトップへ戾る", "このページの先头へ", "ブックマーク", "はてな", "メール", "コメント", "コメントを书く", "ログイン", "会员登录", "保存", "扩大", "缩小",
	"공유", "공유하기", "인쇄", "인쇄하기", "스크랩", "\uae00자크기", "\uae00자크기 설정", "댓\uae00",
	"댓\uae00쓰기", "목록", "맨위로", "카카오톡", "페이스북", "트위터", "네이버", "기사듣기",
	"로그인", "회원\uac00입", "url복사", "북마크", NULL
};

const char *const wic_widget_starts[] = {
	"分享到", "分享让", "分享至", "扫\u4e00扫", "扫描二维码", "扫描下方", "扫描上方", "微信扫", "长按", "点击关注",
	"点击下载", "点击查看", "点击阅读", "下载客户端", "打\u5f00客户端", "打\u5f00微信", "请输入", "字体:", "字号:",
	"欢迎关注", "关注我们", "加载中", "正在加载", "已有", "我来说两句", "网友评论仅", "本文来自微信公众号",
	"用微信", "手机扫", "点击上方", "点击蓝字", "点击观看", "点击播放", "点击收听", "轻触阅读",
	"以下文章来源于", "预览时标签不可点", "share this", NULL
};

const char *const wic_counter_words[] = {
	"阅读", "浏览", "点击", "播放", "点赞", "赞", "在看", "转发", "评论", "收藏", "回复", "查看", "围观",
	"人气", NULL
};

const char *const wic_jump_words[] = {
	"下转", "上接", "紧接", "下接", NULL
};

const char *const wic_placeholder_words[] = {
	"无标题文档", "无标题", "无题文档", "未命名", "未命名文档", "新建文档", "新建文本文档",
	"新建microsoft word文档", "新建docx文档", "新建doc文档", "microsoft word", "文档1",
	"untitled", "untitled document", "document1", "new document",
	"名称未设定", "无题のドキュメント", "제목 없음", NULL
};

const char *const wic_site_ends[] = {
	"新闻公报", "新闻稿", "新闻发布", "门户网站", "官方网站", "官网", "新闻网", NULL
};

const char *const wic_greeting_words[] = {
	"同志们", "各位代表", "各位来宾", "各位同事", "各位朋友", "各位委员", "女士们", "先生们", "朋友们",
	"同学们", "代表们", "尊敬的", "敬爱的", "亲爱的", NULL
};

const char *const wic_caption_starts[] = {
	"图为", "图:", "图说:", "图片说明", "上图:", "下图:", "上图为", "下图为", "左图", "右图", "▲", "△",
	"图注", "图源", "图片来源", "资料图", "配图", "写真:", "写真=", "写真は", "写真提供", "画像:",
	"图:", "사진:", "사진=", "사진 =", "▲ ", "photo:", "photo by", "figure",
	NULL
};

const char *const wic_caption_ends[] = {
	"资料图", "资料图)", "资料照片", "资料照片)", "资料图片", "资料图片)", "(资料图)", "视频截图", "视频截图)",
	"供图", "供图)", "发(视觉中国)", "制图", "制图)", "写真提供)", "提供)", "撮影)", "=撮影", "사진)",
	"제공)", "제공", "图)", "(photo)", "/xinhua)", "[photo]", NULL
};

const char *const wic_lead_words[] = {
	"摘要", "内容提要", "内容摘要", "内容提示", "核心提示", "导语", "导读", "提要", "编\u8005按", "编\u8005的话", "阅读提示",
	"概要", "要旨", "요약", "abstract", NULL
};

const char *const wic_publisher_ends[] = {
	"网", "社", "报", "台", "刊", "新闻", "客户端", "杂志", "公众号", "频道", "网站", "新闻", "\u901a信",
	"日报", "뉴스", "일보", "신문", "news", "times", "daily", "post", "agency",
	"people", ".com", ".cn", NULL
};

const char *const wic_no_column_words[] = {
	"全文", "全文实录", "实录", "图", "组图", "多图", "图文", "视频", "附图", "附全文", "摘要", "节\u9009",
	"摘编", "摘录", "讲话全文", "修订版", "试行", "草案", "征求意见稿", "上", "中", "下", "续", "完", "二", "\u4e00",
	"三", "四", "五", "双语", "中英文", "中英对照", "双语全文", "更新", "全文如下", NULL
};

const char *const wic_event_words[] = {
	"致辞", "致贺", "贺信", "贺电", "讲话", "演讲", "发\u8a00", "发表", "会见", "会谈", "会晤", "\u901a电话", "主持",
	"出席", "举行", "\u5f00幕", "闭幕", "召\u5f00", "\u8003察", "调研", "指出", "强调", "表示", "签署", "公布", "宣布",
	"会议", "论坛", "峰会", "大会", "座谈", "揭牌", "\u5f00会", "述べ", "\u5f00催", "会见", "演说",
	"挨拶", "发表", "열린", "개최", "밝혔", "연설", "참석", NULL
};

/* And these, but not where a line begins: 记者 你好 */
static const char *const inner_keys[] = {
	"记\u8005", "作\u8005", "编辑", "责任编辑", NULL
};

/* Where the value begins, or 0 if what ends at the place is no key. */
static size_t
value_at(const WicLine *line, size_t start, size_t length)
{
	size_t		at = start + length;
	size_t		blanks = 0;

	for (; at < line->n && wic_is_blank(line->folded[at]); at++)
		blanks++;
	if (at < line->n && line->folded[at] == ':')
		return at + 1;
	if (at < line->n && (line->folded[at] == '/' || line->folded[at] == '|' ||
						 line->folded[at] == 0x31D1) &&
		wic_line_words_at(line, start, slash_keys) == length)
		return at + 1;
	if (blanks > 0 && wic_line_words_at(line, start, bare_keys) == length)
		return at;
	if (blanks > 0 && start > 0 &&
		wic_line_words_at(line, start, inner_keys) == length)
		return at;
	return 0;
}

WicKey
wic_key_at(const WicLine *line, size_t at, size_t *length)
{
	WicKey		key = WIC_KEY_NONE;
	size_t		longest = 0;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
	{
		size_t		n = wic_line_word_at(line, at, keys[i].word);
		size_t		value = n > longest ? value_at(line, at, n) : 0;

		if (value == 0)
			continue;
		longest = n;
		*length = value - at;
		key = keys[i].key;
	}
	return key;
}

const char *
wic_keyword(size_t i)
{
	static const char *const *const lists[] = {
		slash_keys, bare_keys, wic_home_words, wic_related_words,
		wic_neighbour_words, wic_disclaimer_words, wic_notice_words,
		wic_counter_words, wic_jump_words, wic_placeholder_words,
		wic_site_ends, wic_greeting_words, inner_keys,
		wic_widget_words, wic_widget_starts, wic_caption_starts,
		wic_caption_ends, wic_lead_words, wic_publisher_ends,
		wic_no_column_words, wic_event_words
	};

	if (i < sizeof(keys) / sizeof(keys[0]))
		return keys[i].word;
	i -= sizeof(keys) / sizeof(keys[0]);
	for (size_t list = 0; list < sizeof(lists) / sizeof(lists[0]); list++)
		for (const char *const *word = lists[list]; *word != NULL; word++)
			if (i-- == 0)
				return *word;
	return NULL;
}
