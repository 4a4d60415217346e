// What only the page of bugs and their fixes has: the two sides with what differs between them, and in print
// each bug on a sheet of its own.

/** The style sheet; it contains nothing of the user's. */
export const MUSEUM_STYLE = `
main > header > p { max-width: 52rem; }
.exhibit { margin: 2rem 0 4.5rem; }
.exhibit h3 { font-size: 1.35rem; margin: 0 0 .3rem; line-height: 1.25; }
.exhibit > p { max-width: 56rem; }
.id { display: inline-block; font: 600 .8em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; color: var(--muted); background: var(--shade); border-radius: .3rem; padding: 0 .4rem; margin-right: .35rem; }
.promise { border-left: 4px solid var(--bad); background: var(--panel); padding: .55rem .9rem; margin: .9rem 0; border-radius: 0 .4rem .4rem 0; }
.promise b { font-size: 1.05rem; } .promise p { margin: .1rem 0; max-width: none; }
.sides { display: grid; grid-template-columns: 1fr auto 1fr; gap: .75rem; align-items: stretch; margin: .9rem 0; }
.side { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .9rem .7rem; min-width: 0; }
.side h4, .differs h4 { margin: 0 0 .3rem; font-size: .82rem; color: var(--muted); font-weight: 600; }
.side .tag { font-size: .95rem; } .side p { margin: .35rem 0 0; }
.side.bad { border-top: 3px solid var(--bad); } .side.good { border-top: 3px solid var(--good); }
.side, .side p { color: var(--ink); } .side .muted { color: var(--muted); }
.differs h4 { text-align: center; } .differs { align-self: center; padding: .3rem .5rem; max-width: 26rem; min-width: 0; }
.differs table { margin: 0 auto; } .differs td, .differs th { border: 0; padding: .12rem .35rem; font-size: .87rem; min-width: 0; overflow-wrap: anywhere; }
.differs tbody th { font-weight: 400; text-align: right; min-width: 0; }
.differs .old { color: var(--bad); } .differs .new { color: var(--good); font-weight: 700; }
ul.others { margin: .5rem 0; padding-left: 1.1rem; font-size: .87rem; max-width: 60rem; } ul.others li { margin: .15rem 0; }
table.bugs .id { margin: 0; } table.bugs a { text-decoration: none; } table.bugs a:hover, table.bugs a:focus { text-decoration: underline; } table.bugs tbody th { font-weight: 600; min-width: 12rem; } table.bugs td:first-child { white-space: nowrap; }
table.wide.bugs td:nth-child(4) { min-width: 0; } table.bugs thead .number { text-align: right; } table.bugs td { padding-top: .3rem; padding-bottom: .3rem; } table.bugs tbody th[scope=row] { padding-top: .3rem; padding-bottom: .3rem; }
@media (max-width: 700px) { .sides { grid-template-columns: 1fr; } .differs { align-self: auto; max-width: none; } .differs h4 { text-align: left; } .differs table { margin: 0; } .differs tbody th { text-align: left; } table.bugs tbody th { min-width: 0; } }
@media print { .room, .exhibit + .exhibit { break-before: page; } .exhibit { margin: 0; } .sides, .promise { break-inside: avoid; } .exhibit figure .paper { border: 0; padding: 0; } .exhibit figure .paper svg { max-height: 12.5cm !important; } }
`;
