-- How a report looks: on light and dark screens of any width, and on paper.
--
-- Only fonts of the reader's system are named, and for Chinese, Japanese and
-- Korean by language, so that characters have the shapes of their region.

CREATE FUNCTION wic_report_style()
	RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN $css$
:root {
	color-scheme: light dark;
	--paper: #fcfbf8; --ink: #1d1c1a; --quiet: #6c675f; --rule: #dcd7cc;
	--seal: #9b2d26; --bar: #9b2d26; --rate: #5b7083; --mark: #f7e2a0; --on-mark: #1d1c1a;
}
@media (prefers-color-scheme: dark) {
	:root {
		--paper: #181715; --ink: #e5e1d8; --quiet: #a09a8f; --rule: #3a3732;
		--seal: #e58a7d; --bar: #cf6f62; --rate: #8aa2b7; --mark: #5c4a12; --on-mark: #fff4cf;
	}
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
	margin: 0 auto; padding: 2.5rem 1.5rem 3rem; max-width: 70rem;
	background: var(--paper); color: var(--ink);
	font: 16px/1.7 system-ui, sans-serif;
	text-autospace: normal; overflow-wrap: anywhere;
}
:lang(zh-Hans) { font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
:lang(zh-Hant) { font-family: system-ui, "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", sans-serif; }
:lang(ja) { font-family: system-ui, "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", sans-serif; }
:lang(ko) { font-family: system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", sans-serif; }
header { border-top: 3px solid var(--seal); padding-top: .75rem; }
header p { margin: 0; color: var(--quiet); letter-spacing: .08em; font-size: .875rem; }
h1 { margin: .1rem 0 1rem; font-size: 2rem; line-height: 1.3; font-weight: 600; }
h2 { margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 1px solid var(--rule); font-size: 1.25rem; font-weight: 600; }
small { margin-left: .6em; color: var(--quiet); font-size: .875rem; font-weight: 400; }
h3 { margin: 0; font-size: 1rem; line-height: 1.5; font-weight: 600; }
h3 time { margin-right: .5em; color: var(--seal); font-variant-numeric: tabular-nums; }
h3 i { color: var(--quiet); font-style: normal; font-weight: 400; }
h3 bdi + bdi::before { content: "·"; margin: 0 .4em; color: var(--quiet); font-weight: 400; }
.cite, .note { margin: 0; color: var(--quiet); font-size: .875rem; }
.cite > * + *::before { content: "·"; display: inline-block; margin: 0 .4em; }
figure { margin: 0; }
a { color: inherit; text-decoration-color: var(--seal); text-underline-offset: .2em; }
mark { background: var(--mark); color: var(--on-mark); padding: .05em .1em; border-radius: 2px; }
.sums { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin: 0 0 1rem; padding: 0; list-style: none; color: var(--quiet); font-size: .875rem; }
.sums b { display: block; color: var(--ink); font-size: 1.5rem; line-height: 1.3; font-weight: 400; font-variant-numeric: tabular-nums; }
.asked { display: grid; grid-template-columns: max-content 1fr; gap: 0 1.25rem; margin: 0; font-size: .875rem; }
.asked dt { color: var(--quiet); }
.asked dd { margin: 0; }
.asked span { white-space: nowrap; margin-right: .9em; }
.asked b { font-weight: 400; color: var(--quiet); }
time { white-space: nowrap; }
svg { display: block; overflow: visible; margin-bottom: .5rem; width: 100%; font-size: 12px; fill: var(--quiet); }
svg .rule { stroke: var(--rule); }
svg .axis { stroke: var(--quiet); }
svg .hits { fill: var(--bar); }
svg .rate { fill: var(--rate); }
svg .seen { fill: var(--quiet); }
svg .over rect { fill: transparent; }
svg .over :hover rect { fill: var(--ink); fill-opacity: .08; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
th { color: var(--quiet); font-weight: 400; text-align: right; border-bottom: 1px solid var(--rule); }
td { text-align: right; }
th, td { padding: .1rem 1.25rem .1rem 0; vertical-align: baseline; }
th:first-child, td:first-child { text-align: left; }
svg.bar { display: inline-block; width: 8rem; height: 9px; margin: 0; fill: var(--rate); }
table.quotes { width: 100%; }
.quotes th, .quotes td { text-align: left; padding: .4rem 1.25rem .4rem 0; }
.quotes tr > :nth-child(-n+2) { width: 22%; }
.quotes td { border-bottom: 1px solid var(--rule); }
.quotes p { margin: 0 0 .25rem; }
.quotes small { margin: 0 0 0 .4em; white-space: nowrap; }
.quotes time { display: block; color: var(--seal); }
summary { cursor: pointer; color: var(--quiet); font-size: .875rem; }
.scroll { overflow-x: auto; }
.scroll th, .scroll td { white-space: nowrap; }
blockquote { margin: .25rem 0 .5rem; padding-left: 1rem; border-left: 3px solid var(--rule); }
.group, .cite + h3 { margin-top: 1.5rem; }
.lines { list-style: none; margin: .4rem 0 0; padding: 0; }
.lines li { border-top: 1px solid var(--rule); padding: .25rem 0; }
.lines .at { color: var(--quiet); font-size: .75rem; margin-right: .75em; }
.lines .text { unicode-bidi: isolate; }
footer { margin-top: 3.5rem; padding-top: .75rem; border-top: 1px solid var(--rule); color: var(--quiet); font-size: .8125rem; }
footer p { margin: 0 0 .4rem; }
code { font: .8125rem/1.5 ui-monospace, monospace; }
@media screen and (min-width: 66rem) {
	.kwic li, .kwic .text { display: grid; align-items: baseline; }
	.kwic li { grid-template-columns: 4.5rem 1fr; font-size: .9375rem; }
	.kwic .at { margin: 0; }
	.kwic .text { grid-column: 2; grid-template-columns: 1fr auto 1fr; column-gap: .2em; }
	.kwic .before { grid-column: 1; text-align: right; }
	.kwic mark { grid-column: 2; line-height: 1.4; }
	.kwic .after { grid-column: 3; }
}
@media (max-width: 40rem) {
	body { padding: 1.25rem 1rem 2rem; }
	h1 { font-size: 1.5rem; }
	.quotes thead { display: none; }
	.quotes tbody, .quotes tr, .quotes td { display: block; width: auto; }
	.quotes tr { padding: .4rem 0; border-bottom: 1px solid var(--rule); }
	.quotes tr > :nth-child(-n+2) { width: auto; }
	.quotes td { padding: .1rem 0; border: 0; }
	.quotes td:nth-child(2)::before { content: "→ "; float: left; margin-right: .3em; color: var(--quiet); }
	.quotes time { display: inline; }
	.scroll th, .scroll td { padding-right: .75rem; }
	svg.bar { width: 2.5rem; }
	.sums { gap: .5rem 1.75rem; }
	.sums b { font-size: 1.25rem; }
}
@page { margin: 18mm 16mm; }
@media print {
	:root {
		color-scheme: light;
		--paper: #fff; --ink: #000; --quiet: #555; --rule: #ccc;
		--seal: #8c1d18; --bar: #8c1d18; --rate: #5b7083; --mark: #f7e2a0; --on-mark: #000;
	}
	body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.6; }
	h1 { font-size: 18pt; }
	h2 { margin-top: 1.75rem; font-size: 13pt; }
	h1, h2, h3, blockquote, .group .cite { break-after: avoid; }
	p, li { orphans: 2; widows: 2; }
	li, tr, figure, blockquote { break-inside: avoid; }
	svg, mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
	a { text-decoration: none; }
	a::after { content: " (" attr(href) ")"; font-size: 8pt; overflow-wrap: anywhere; }
	details { display: none; }
}
$css$::text;
COMMENT ON FUNCTION wic_report_style() IS
	'(internal)';
