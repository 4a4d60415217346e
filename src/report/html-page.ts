// The frame of every page: no script, nothing loaded from anywhere but pictures that lie with it, and a policy in
// the page itself that says so.

import { type Content, Html, html } from "./html-template.ts";
import { PAGE_STYLE } from "./page-style.ts";

/** From a disk, some browsers know no `self`: there it is `file:`. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

/** A whole page; `style` is a sheet of ours for what only this page has. */
export function page(title: string, body: Content, style = ""): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(PAGE_STYLE + style)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.markup;
}

/** How far a picture may shrink and still be read, as a style of the paper it is on; below that the paper scrolls. */
export function leastWidth(svg: string): string {
  const [, width = "0"] = /^<svg [^>]*?width="(\d+)"/.exec(svg) ?? [];
  return `--least:${Math.round(Number(width) * SMALLEST)}px`;
}

/** Letters of 12 points are 9 then. */
const SMALLEST = 0.76;
