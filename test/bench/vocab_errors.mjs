// vocab_errors.mjs: how often is a word of the vocabulary found where there is none?
//
//	node vocab_errors.mjs JIEBA TEXT... [--words N] [--seen]
//
// JIEBA is the folder of the npm package @node-rs/jieba, TEXT a file of lines:
// .jsonl with a "content" in each, .tsv with the text in the second column, or
// plain.  The texts are folded and cut into runs of CJK as a query is; jieba
// says where words begin and end.  A match that does not sit on such
// boundaries is an error of one of two kinds:
//
//	crosses	it begins or ends within a word that it does not lie in;
//	inside	it lies in a longer word.
//
// Most of what lies in a longer word is right: 信息 in 信息化, 执行 in 贯彻执行.
// It counts by itself, as "part", if what remains of the longer word at either
// side is made of words of jieba's and of affixes; so does what holds a whole
// word of jieba's and a part of the next, as 经济增长 in 经济|增长点.  "wrong"
// is the rest.
//
// Two rules are compared: plain leftmost longest match, and that of lexicon.h,
// which is written here a second time.  "kept" is the share of the matches on
// boundaries that the rule of lexicon.h takes as well, or covers by a longer
// word.  --words N lists the N worst surfaces with the words they hit, --seen
// what is accepted, both for the second rule.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const DATA = join(HERE, "../../extension/data");
const RUN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]+/gu;

// ---------------------------------------------------------------- inputs

function* lines(path) {
	for (const line of readFileSync(path, "utf8").split("\n"))
		if (line.trim() !== "" && !line.startsWith("#"))
			yield line;
}

function readFold() {
	const classes = new Map();
	for (const line of lines(join(DATA, "classes.tsv"))) {
		const [from, to] = line.split("\t");
		classes.set(parseInt(from, 16), String.fromCodePoint(parseInt(to, 16)));
	}
	return text => Array.from(
		text.normalize("NFKC").toLowerCase(),
		c => classes.get(c.codePointAt(0)) ?? c).join("");
}

// In which texts does a word touch a surface?  Calls add(text, offset).
function guards(surface, word, add) {
	for (let at = word.indexOf(surface); at >= 0; at = word.indexOf(surface, at + 1))
		add(word, at);
	for (let n = 1; n < Math.min(surface.length, word.length); n++) {
		if (word.endsWith(surface.slice(0, n)))
			add(word + surface.slice(n), word.length - n);
		if (word.startsWith(surface.slice(-n)))
			add(surface + word.slice(n), 0);
	}
}

// Where do two words, one behind the other, share a surface?
function joints(surface, left, right, add) {
	for (let n = 1; n < surface.length; n++)
		if (left.endsWith(surface.slice(0, n)) && right.startsWith(surface.slice(n)))
			add(left + right, left.length - n);
}

// The guards of a surface by a list of words, or by two that must meet in it.
function addGuards(surface, left, right, add) {
	const guard = (text, at) => add(text, [at, at + surface.length]);
	for (const word of left)
		if (right === undefined)
			guards(surface, word, guard);
		else
			for (const next of right)
				joints(surface, word, next, guard);
}

function readLexicon(fold) {
	const words = new Set();
	for (const line of lines(join(DATA, "vocab.tsv"))) {
		const [tier, a, b] = line.split("\t");
		if (tier !== "X")
			words.add(a).add(b);
	}
	const alone = new Set();
	for (const line of lines(join(DATA, "vocab_own.txt"))) {
		const [kind, word] = line.split(/\s+/);
		if (kind === "alone")
			alone.add(fold(word));
	}
	const blockers = new Map();
	const folded = text => fold(text).split(/\s+/).filter(w => w !== "");
	const add = (text, guard) =>
		blockers.set(text, (blockers.get(text) ?? []).concat([guard]));
	for (const line of lines(join(DATA, "vocab_blockers.txt"))) {
		const [words, surfaces] = line.split("#")[0].split(/\s+:\s+/).reverse();
		const [left, right] = words.split("+").map(folded);
		if (surfaces === undefined)
			left.forEach(word => add(word, null));
		else
			for (const surface of folded(surfaces))
				addGuards(surface, left, right, add);
	}
	return { words, alone, blockers };
}

// What is put before or after a word and leaves it what it is.
const AFFIXES = new Set(
	"上下中内外前后总副大小多高低超非无不未可反双单各新旧老全半次亚被再重最" +
	"化性者力率员部队馆室站网版机器仪型式体类级值量度数学派系层区处口制子分" +
	"人民国族语文王杯奖赛团军兵役司所局院校厂店社会组长师家商业界圈点线面群" +
	"权法令案书表册簿图片板盘卡包件品物料剂油压质费额税期年月日代纪世府节号" +
	"出起到给于入成过得了着的地时感战车船道路街城镇乡村省市县州港湾弹泵经核" +
	"一二三四五六七八九十百千万亿两几每某这那少南北东西水电母轻步按向乘架创破");

// Is what remains at one side of a surface nothing, or words and affixes?
function isRest(text, dictionary) {
	if (text === "" || AFFIXES.has(text) || (text.length > 1 && dictionary.has(text)))
		return true;
	for (let n = 1; n < text.length; n++)
		if ((n > 1 ? dictionary.has(text.slice(0, n)) : AFFIXES.has(text[0])) &&
			isRest(text.slice(n), dictionary))
			return true;
	return false;
}

// What jieba makes of a surface that does not sit on its boundaries.
function kindOf(hit, surface, start, end, dictionary) {
	const first = hit[0];
	const last = hit[hit.length - 1];
	const before = first.text.slice(0, start - first.start);
	const after = last.text.slice(last.text.length - (last.end - end));
	const rest = isRest(before, dictionary) &&
		isRest(last.end > end ? after : "", dictionary);
	if (hit.length === 1)
		return rest ? "part" : "inside";
	const holds = hit.some(w => w.text.length > 1 && w.start >= start && w.end <= end);
	return rest && holds ? "part" : "crosses";
}

function readDictionary(dict) {
	const words = new Set();
	for (const line of new TextDecoder().decode(dict).split("\n"))
		words.add(line.split(" ", 1)[0]);
	return words;
}

function* runsOf(path, fold) {
	for (const line of lines(path)) {
		let text = line;
		if (path.endsWith(".jsonl"))
			text = JSON.parse(line).content;
		else if (path.endsWith(".tsv"))
			text = line.split("\t")[1];
		for (const [run] of fold(text).matchAll(RUN))
			yield run;
	}
}

// ----------------------------------------------------------------- rules

const longestOf = words => Array.from(words).reduce((n, w) => Math.max(n, w.length), 0);

// Plain leftmost longest match: [start, end] of each.
function plainMatches(run, lexicon, accepts = () => true) {
	const found = [];
	for (let i = 0; i < run.length;) {
		let end = Math.min(run.length, i + lexicon.longest);
		while (end > i && !(lexicon.words.has(run.slice(i, end)) && accepts(i, end)))
			end--;
		if (end > i)
			found.push([i, end]);
		i = end > i ? end : i + 1;
	}
	return found;
}

// The rule of lexicon.h.
function matches(run, lexicon) {
	const blockers = [];
	for (let i = 0; i < run.length; i++)
		for (let end = i + 2; end <= i + lexicon.longestBlocker && end <= run.length; end++)
			for (const guard of lexicon.blockers.get(run.slice(i, end)) ?? [])
				blockers.push([i, end, guard]);
	return plainMatches(run, lexicon, (start, end) =>
		(!lexicon.alone.has(run.slice(start, end)) || end - start === run.length) &&
		!blockers.some(([from, to, guard]) => guard !== null
			? from + guard[0] === start && from + guard[1] === end
			: from < end && to > start && (from < start || to > end)));
}

// --------------------------------------------------------------- counting

class Count {
	constructor() {
		Object.assign(this, { all: 0, good: 0, crosses: 0, inside: 0, part: 0 });
		this.surfaces = new Map();
	}

	add(run, start, end, words, dictionary) {
		const surface = run.slice(start, end);
		const hit = words.filter(w => w.start < end && w.end > start);
		const first = hit[0];
		const last = hit[hit.length - 1];
		const kind = first.start === start && last.end === end
			? "good" : kindOf(hit, surface, start, end, dictionary);
		this.all++;
		this[kind]++;
		this.note(surface, kind, hit.map(w => w.text).join("|"));
		return kind;
	}

	note(surface, kind, seen) {
		let row = this.surfaces.get(surface);
		if (!row)
			this.surfaces.set(surface, row = { all: 0, bad: 0, seen: new Map() });
		row.all++;
		if (kind === "crosses" || kind === "inside") {
			row.bad++;
			row.seen.set(seen, (row.seen.get(seen) ?? 0) + 1);
		}
	}

	show(name) {
		const percent = n => (100 * n / this.all).toFixed(2);
		const off = this.all - this.good;
		console.log(
			`${name}\t${this.all} matches\toff boundaries ${off} = ${percent(off)} %` +
			`\t(crosses ${this.crosses}, inside ${this.inside}, part ${this.part})` +
			`\twrong ${percent(off - this.part)} %`);
	}
}

// jieba does not know the spelling 部份, and would cut 一|部份 as 一部|份.
function wordsOf(jieba, run) {
	let end = 0;
	return jieba.cut(run.replaceAll("部份", "部分")).map(({ length }) => {
		const start = end;
		end += length;
		return { text: run.slice(start, end), start, end };
	});
}

// Is a match that the first rule takes also taken, or covered, by the second?
const isKept = ([start, end], found) => found.some(([s, e]) => s <= start && e >= end);

function measure(path, jieba, fold, lexicon, dictionary) {
	const result = { plain: new Count(), ours: new Count(), lost: new Map(), kept: 0 };
	for (const run of runsOf(path, fold)) {
		const plain = plainMatches(run, lexicon);
		if (plain.length === 0)
			continue;
		const words = wordsOf(jieba, run);
		const ours = matches(run, lexicon);
		for (const [start, end] of ours)
			result.ours.add(run, start, end, words, dictionary);
		for (const match of plain) {
			if (result.plain.add(run, ...match, words, dictionary) !== "good")
				continue;
			const surface = run.slice(...match);
			if (isKept(match, ours))
				result.kept++;
			else
				result.lost.set(surface, (result.lost.get(surface) ?? 0) + 1);
		}
	}
	return result;
}

const byCount = map => Array.from(map).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

function showWorst(count, n) {
	const rows = Array.from(count.surfaces).filter(([, row]) => row.bad > 0);
	rows.sort((a, b) => b[1].bad - a[1].bad || (a[0] < b[0] ? -1 : 1));
	for (const [surface, row] of rows.slice(0, n))
		console.log(`  ${surface}\t${row.bad}/${row.all}\t` + byCount(row.seen)
			.slice(0, 12).map(([seen, times]) => `${seen} ${times}`).join(", "));
}

function main(args) {
	const seen = args.includes("--seen");
	const at = args.indexOf("--words");
	const worst = at < 0 ? 0 : Number(args.splice(at, 2)[1]);
	const [module, ...texts] = args.filter(arg => arg !== "--seen");
	const require = createRequire(import.meta.url);
	const { Jieba } = require(module);
	const { dict } = require(join(module, "dict.js"));
	const jieba = Jieba.withDict(dict);
	const fold = readFold();
	const lexicon = readLexicon(fold);
	lexicon.longest = longestOf(lexicon.words);
	lexicon.longestBlocker = longestOf(Array.from(lexicon.blockers.keys()));
	const dictionary = readDictionary(dict);

	for (const path of texts) {
		const { plain, ours, lost, kept } = measure(path, jieba, fold, lexicon, dictionary);
		console.log(path.replace(/.*\//, ""));
		plain.show("plain");
		ours.show("ours");
		console.log(`kept ${kept} of ${plain.good} = ${(100 * kept / plain.good).toFixed(2)} %; lost: ` +
			byCount(lost).slice(0, 30).map(([word, times]) => `${word} ${times}`).join(" "));
		showWorst(ours, worst);
		if (seen)
			for (const [surface, row] of ours.surfaces)
				console.log(`+\t${surface}\t${row.all}\t${row.bad}`);
	}
}

main(process.argv.slice(2));
