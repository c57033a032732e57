/*-------------------------------------------------------------------------
 *
 * frequent_table.h
 *	  Frequent characters of Chinese and Korean.
 *
 * Lists of single characters, each of three bytes.  They are in a file of
 * their own because pg_bsd_indent destroys such strings.
 *
 * extension/core/frequent_table.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_FREQUENT_TABLE_H
#define WIC_FREQUENT_TABLE_H

/*
 * The 500 most frequent Han characters of Chinese prose, folded, in the order
 * of their code points.  Counted in encyclopedia articles of either script
 * (weight 2 each) and speeches and reports (weight 1/2 each), by their share
 * in each of these.
 */
static const char frequent_han[] =
	"一万三上下不与专且世业东两个中为主举义之乐九也书了"
	"争事二于五亚些交亦产京人今从他代以们件任企众会传但"
	"位体作使供保信元先光克党入全八公六兰共关兴兵其具内"
	"再军农决准出击分划列则创初利别到制前力办加务动包化"
	"北区十华协单南占卡卫印即历原去县参又及反发取受变口"
	"古只可台史号司各合同名后向员周命和品商善四回因团国"
	"土在地场坚型城域基境增士处复外多大天太夫头奥女好如"
	"始委子字存学它安完宗官定实家对导将小少尔就尼局层居"
	"展属山岛州工已巴市布帝带常干平年并广应府度建开式引"
	"张强当形影往很律得德心必快思性总情意成我或战所手技"
	"把投护拉括持指据接推提支收改放政效教数整文斯新方施"
	"族无日早时明易星是普更曾最月有服朝期本术机权村条来"
	"极构林果标校根格次欧正此步武段每比民气水求汉江没河"
	"治法洲活派流济海深清港游湾源演点然版物特率王环现球"
	"理生用由电界白百的皇目直相省石研社神离种科积称程究"
	"空立站第等策管米类系约级纪纳线组经结统继续维罗置美"
	"群者而职联育能自至色节花苏英获营落著行表被西要观规"
	"视角解计认议许论设该语说调质费资赛起足路身车转较达"
	"过运近还这进连选通速造道部都里重量金铁长门问间队防"
	"阶阿际陆院除随集需非面革音项领题风食首香马高鱼鳍龙";

/*
 * The 231 most frequent syllables of Korean, in the same order: put together
 * from endings and common words, and completed by a count of messages of
 * programs.  They are four of five syllables in a text, but one of ten where
 * Chinese or Japanese was read as Korean.
 */
static const char frequent_hangul[] =
	"가간강같개거건것게결경계고공과관교구국군규그금기길"
	"김까끝나난남내너널네년노눈는니닛다단당대더데도동되"
	"된두드든들등때또라러레려력련령로론료류르를름리마만"
	"많말머메며면명모목몸못무문물미민바박반발밤방백버번"
	"베보복본부북분불비사산살상새생서선설성세션소속손수"
	"스습시식신실심십아안않알야약양어업없었에여역연영예"
	"오와외요용우운원월위유으은을음의이인일임입있자작잘"
	"장저적전점정제조좋주죽줄중지진질집차찾처청체최추출"
	"치커크키터테통트특파패편표품프하학한할함합해했행현"
	"호화활회후히";

#endif							/* WIC_FREQUENT_TABLE_H */
