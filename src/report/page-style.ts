// The look of all pages: one column of readable width, system letters, light and dark by the reader's
// setting, tables that scroll by themselves on narrow screens, and everything unfolded in print. Pictures keep
// their white paper in the dark.

/** The style sheet; it contains nothing of the user's. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink:#1f2937; --muted:#5b6472; --line:#d0d5dd; --paper:#ffffff; --panel:#f6f8fa;
  --link:#1d4ed8; --good:#067647; --good-bg:#e7f6ee; --bad:#b42318; --bad-bg:#fef1f0; --warn:#93580a; --warn-bg:#fff4e0;
  --info-bg:#eaf1ff; --shade:#eceff3; }
@media (prefers-color-scheme: dark) { :root { --ink:#e6e9ee; --muted:#a3adbb; --line:#3a4350; --paper:#14181e;
  --panel:#1c222a; --link:#8fb4ff; --good:#6fd6a0; --good-bg:#133225; --bad:#ff9a8f; --bad-bg:#3d1a17; --warn:#f3c06b;
  --warn-bg:#3a2a0f; --info-bg:#1b2b4b; --shade:#262d37; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .35rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; overflow-wrap: anywhere; }
h4 { font-size: .95rem; margin: 1.25rem 0 .4rem; }
p { margin: .4rem 0; max-width: 48rem; overflow-wrap: anywhere; }
a { color: var(--link); }
code { font: .87em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
.muted { color: var(--muted); }
.small { font-size: .87rem; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
.tag { display: inline-block; white-space: nowrap; padding: .05rem .55rem; border-radius: 1rem; font-weight: 600; font-size: .87rem; background: var(--shade); }
.tag.good { background: var(--good-bg); } .tag.bad { background: var(--bad-bg); } .tag.warn { background: var(--warn-bg); }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.1rem 0; padding: 0; list-style: none; }
.tiles li { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .9rem; min-width: 6.5rem; }
.tiles b { display: block; font-size: 1.35rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tiles span { color: var(--muted); font-size: .85rem; }
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem; border-bottom: 1px solid var(--line); }
thead th { font-size: .82rem; color: var(--muted); font-weight: 600; white-space: nowrap; }
table.wide { width: 100%; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 9rem; }
.matrix tbody th, table.values th { min-width: 0; } .place { white-space: nowrap; }
table.wide td:nth-child(4) { min-width: 7.4rem; }
tr.group th { background: var(--panel); font-size: .9rem; padding-top: .7rem; }
.thumb { width: 116px; height: 76px; object-fit: contain; background: #fff; border: 1px solid var(--line); border-radius: .35rem; padding: 3px; display: block; }
figure { margin: .75rem 0; }
figure .paper { background: #fff; border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; overflow: auto; max-height: none; }
figure .paper svg, figure .paper img { display: block; margin: 0 auto; max-width: 100%; height: auto; }
figure.sequence .paper svg, figure.sequence .paper img { min-width: var(--least, 0); }
figcaption { color: var(--muted); font-size: .87rem; margin-top: .3rem; }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; } .pictures figure { max-width: 100%; margin: 0; }
.run { border-left: 4px solid var(--bad); padding-left: 1rem; margin: 1.5rem 0 2.5rem; }
.run.fine { border-left-color: var(--good); }
ol.story { list-style: none; margin: .75rem 0; padding: 0; max-width: 60rem; }
ol.story > li { position: relative; padding: .45rem .6rem .5rem 3rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
ol.story > li > .no { position: absolute; left: .4rem; top: .5rem; min-width: 1.7rem; text-align: center; border-radius: 1rem; background: var(--shade); font-weight: 700; font-size: .85rem; padding: .05rem .3rem; }
ol.story > li.decisive { background: var(--warn-bg); } ol.story > li.last { background: var(--bad-bg); } ol.story.reached > li.last { background: var(--good-bg); }
.change { display: inline-block; margin-right: 1rem; } .change b { white-space: nowrap; }
details > summary { cursor: pointer; color: var(--link); margin: .4rem 0; }
ul.files { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1rem; padding: 0; margin: .5rem 0; font-size: .87rem; }
table.values td, table.values th { padding: .15rem .5rem; font-size: .84rem; white-space: nowrap; }
table.values td { border-left: 1px solid var(--line); } table.values td.changed { background: var(--info-bg); font-weight: 700; }
table.values th[scope=row] { position: sticky; left: 0; background: var(--paper); }
.matrix { max-height: 85vh; overflow: auto; border: 1px solid var(--line); border-radius: .5rem; width: max-content; max-width: 100%; }
.matrix table { border-collapse: separate; border-spacing: 0; }
.matrix th, .matrix td { border-right: 1px solid var(--line); }
.matrix thead th { position: sticky; top: 0; z-index: 2; background: var(--panel); vertical-align: bottom; padding: .5rem .3rem; color: var(--ink); }
.matrix thead th span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 13rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.matrix tbody th { position: sticky; left: 0; z-index: 1; background: var(--panel); white-space: nowrap; max-width: 15rem; overflow: hidden; text-overflow: ellipsis; }
.matrix thead th:first-child { left: 0; z-index: 3; font-weight: 600; color: var(--muted); padding: .5rem .7rem; }
.matrix td { text-align: center; padding: 0; min-width: 2.1rem; height: 2.1rem; vertical-align: middle; font-weight: 700; }
.matrix td a, .matrix td > span { display: block; padding: .3rem .2rem; min-height: 1.9rem; text-decoration: none; color: inherit; }
.matrix tbody tr:hover td, .matrix tbody tr:hover th { box-shadow: inset 0 1px 0 var(--muted), inset 0 -1px 0 var(--muted); }
.cell-handled { color: var(--good); background: var(--good-bg); } .cell-gap { color: var(--warn); background: var(--warn-bg); }
.cell-ignored, .cell-refused { color: var(--muted); background: var(--panel); }
.cell-open { color: var(--paper); background: var(--bad); } .matrix td.cell-open a { text-decoration: underline; }
.cell-cannot-arrive, .cell-unreachable, .cell-final { color: var(--muted); } .cell-unknown { color: var(--warn); }
.cell-unreachable { background: repeating-linear-gradient(45deg, transparent 0 5px, var(--shade) 5px 7px); }
dl.legend { display: flex; flex-wrap: wrap; gap: .35rem 1.1rem; margin: .6rem 0; font-size: .87rem; align-items: center; }
dl.legend div { display: flex; gap: .4rem; align-items: center; } dl.legend dd { margin: 0; }
dl.legend dt { min-width: 1.7rem; text-align: center; font-weight: 700; border-radius: .25rem; border: 1px solid var(--line); }
.race-same { color: var(--muted); } .race-differs { color: var(--warn); background: var(--warn-bg); } .race-open { color: var(--paper); background: var(--bad); } .race-accepted { color: var(--good); background: var(--good-bg); }
.matrix.races tbody th { font-weight: 400; max-width: 26rem; } .matrix.races .ditto { visibility: hidden; } .matrix.races tr.first th, .matrix.races tr.first td { border-top: 2px solid var(--line); }
table.orders { margin: .3rem 0 .6rem; font-size: .87rem; } table.orders th { min-width: 0; font-weight: 400; color: var(--muted); } table.orders thead th { font-weight: 600; color: var(--ink); } table.orders td { min-width: 15rem; } table.orders .common td { color: var(--muted); } table.orders .end td { background: var(--info-bg); font-weight: 600; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 700px) { main { padding: 1rem .8rem 3rem; }
  table.cards thead { display: none; } table.cards, table.cards tbody, table.cards tr, table.cards td, table.cards th { display: block; border: 0; padding: .1rem 0; text-align: left; }
  table.cards tr { border-bottom: 1px solid var(--line); padding: .7rem 0; } table.cards td:empty { display: none; } .place { white-space: normal; } table.cards tr.group th { padding: .3rem .5rem; } table.cards td[data-name]::before { content: attr(data-name) ": "; color: var(--muted); }
  .run { padding-left: .6rem; } figure .paper { padding: .3rem; } figure.sequence .paper svg, figure.sequence .paper img { max-width: none !important; width: var(--least, 760px); height: auto; } .matrix tbody th { max-width: 8.5rem; } }
@media print { main { max-width: none; } figure.sequence .paper svg, figure.sequence .paper img { min-width: 0; } details::details-content { content-visibility: visible; height: auto; } .matrix, .scroll { max-height: none; overflow: visible; } .matrix th { position: static !important; } figure, li { break-inside: avoid; } a { color: inherit; text-decoration: none; } }
`;
