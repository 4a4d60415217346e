// A stranger's text inside Markdown: names and expressions become code, sentences are escaped, fences are longer
// than what they hold. Nothing a model says can end a table cell, open a tag, link, mention a person or load a picture.

import { printable } from "../base/printable.ts";

/** A name or an expression as code that stays code, in tables too. */
export function code(text: string): string {
  const shown = printable(text);
  if (shown.trim() === "" || /[`|\\]/.test(shown)) return `<code>${entities(shown)}</code>`;
  return `\`${shown}\``;
}

/** Every character that is not a letter, digit, blank or dash as a numeric entity: inert in HTML and in Markdown. */
export function entities(text: string): string {
  return printable(text).replaceAll(/[^\p{L}\p{N} -]/gu, c => `&#${c.codePointAt(0)};`);
}

/** A sentence with what Markdown or HTML would read made literal. */
export function prose(text: string): string {
  return printable(text)
    .replaceAll(/[\\`*[\]<>|~$&#]/g, c => `\\${c}`)
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replaceAll("@", "@<!-- -->")
    .replace(/^(\s*)([-+=>:])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2");
}

/** A fenced block that its content cannot close. */
export function fence(language: string, content: string): string {
  const runs = content.match(/`+/g) ?? [];
  const ticks = "`".repeat(Math.max(3, ...runs.map(r => r.length + 1)));
  return `${ticks}${language}\n${content}\n${ticks}`;
}
