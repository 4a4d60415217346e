// What only the front page has: folders that unfold, and scenarios as narrow lines under their model.

/** The style sheet; it contains nothing of the user's. */
export const INDEX_STYLE = `
details.folder { border: 1px solid var(--line); border-radius: .5rem; margin: .6rem 0; }
details.folder > summary { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; padding: .55rem .9rem; margin: 0; color: var(--ink); list-style-position: inside; }
details.folder > summary::before { content: "\\25B8"; color: var(--muted); } details.folder[open] > summary::before { content: "\\25BE"; }
details.folder > summary::-webkit-details-marker { display: none; } details.folder > summary { list-style: none; }
details.folder[open] > summary { border-bottom: 1px solid var(--line); background: var(--panel); border-radius: .5rem .5rem 0 0; }
details.folder h2 { display: inline; border: 0; margin: 0; padding: 0; font-size: 1.05rem; overflow-wrap: anywhere; }
details.folder .counts { margin-left: auto; display: flex; flex-wrap: wrap; gap: .3rem; }
table.results { table-layout: fixed; min-width: 52rem; } table.results .picture { width: 8.6rem; } table.results .result { width: 9.8rem; } table.results .found { width: 10.5rem; } table.results .count { width: 6.6rem; text-align: right; }
table.results tbody tr.scenario > * { border-bottom-color: var(--shade); padding-top: .25rem; padding-bottom: .25rem; }
table.results tr.scenario th { font-weight: 400; } table.results tbody tr.scenario:last-child > *, table.results tbody tr.model:last-child > * { border-bottom-color: var(--line); }
table.results tr.model:not(:last-child) > * { border-bottom-color: var(--shade); }
ul.look { margin: .4rem 0 1rem; padding-left: 1.1rem; } ul.look li { margin: .2rem 0; overflow-wrap: anywhere; }
@media (max-width: 700px) { details.folder .counts { margin-left: 0; } details.folder > .scroll { padding: 0 .8rem; } table.results { min-width: 0; }
  table.results td[data-name] { display: inline-block !important; margin-right: .8rem; font-size: .87rem; } table.results tr.scenario { padding: .45rem 0 .45rem .7rem !important; border-left: 3px solid var(--shade); } }
`;
