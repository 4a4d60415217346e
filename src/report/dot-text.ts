// Text on its way into DOT. Three ways lead in: a quoted string (an id), an HTML-like label, and a keyword of
// ours; a user's text takes the first two only, through the functions of this file. No attribute
// that links, loads or names a file is ever written.

import { escapeXml, printable, wrapText } from "./svg-text.ts";

/** A quoted DOT string. */
export function quoted(text: string): string {
  return `"${printable(text).replace(/[\\"]/g, c => `\\${c}`)}"`;
}

/** A value that is safe without quotes of the caller: our own words and numbers. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `[a="b" label=<...>]`; a value of `Label` type is written as it is. */
export function attributes(list: Attributes, label?: Label): string {
  const texts = Object.entries(list)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${quoted(String(value))}`);
  if (label) texts.push(`label=<${label.html}>`);
  return texts.length === 0 ? "" : ` [${texts.join(" ")}]`;
}

/** An HTML-like label, made by the functions below only. */
export interface Label {
  readonly html: string;
}

/** How a line of a label looks. */
export interface LineStyle {
  readonly bold?: boolean | undefined;
  readonly small?: boolean | undefined;
  readonly color?: string | undefined;
}

/** A line of a label: the user's text and our style. */
export interface LabelLine extends LineStyle {
  readonly text: string;
}

/** A line as markup; an empty text becomes a space, since empty elements are an error in DOT. */
function markup(line: LabelLine): string {
  const text = escapeXml(line.text) || "&#160;";
  const weighted = line.bold ? `<b>${text}</b>` : text;
  const size = line.small ? ' point-size="9"' : "";
  const color = line.color ? ` color="${line.color}"` : "";
  return size + color === "" ? weighted : `<font${size}${color}>${weighted}</font>`;
}

/** Lines below each other, centred. */
export function centredLabel(lines: readonly LabelLine[]): Label {
  return { html: lines.map(markup).join("<br/>") };
}

/** A small filled box with a few characters: a step number. */
export interface Badge {
  readonly text: string;
  readonly color: string;
}

/** One row of a table label: badges and lines, flush left. */
export interface LabelRow {
  readonly badges: readonly Badge[];
  readonly lines: readonly LabelLine[];
}

/** Rows below each other, each with its badges in front. */
export function tableLabel(rows: readonly LabelRow[]): Label {
  const html = rows.map(tableRow).join("");
  return {
    html: `<table border="0" cellborder="0" cellspacing="0" cellpadding="0">${html}</table>`,
  };
}

/** A badge is beside the first line only: a cell is as high as its row. */
function tableRow(row: LabelRow): string {
  const [first, ...rest] = row.lines;
  if (row.badges.length === 0) {
    return `<tr><td align="left" colspan="2" cellpadding="3">${row.lines.map(line).join("") || " "}</td></tr>`;
  }
  const head = textCell(first ? markup(first) : " ");
  const below = rest.length === 0 ? "" : `<tr><td></td>${textCell(rest.map(line).join(""))}</tr>`;
  return `<tr>${badgeCell(row.badges)}${head}</tr>${below}`;
}

function textCell(content: string): string {
  return `<td align="left" cellpadding="1">${content}</td>`;
}

function line(content: LabelLine): string {
  return `${markup(content)}<br align="left"/>`;
}

function badgeCell(badges: readonly Badge[]): string {
  const cells = badges.map(
    ({ text, color }) =>
      `<td bgcolor="${color}" cellpadding="1"><font color="#ffffff" point-size="10"><b>${escapeXml(text)}</b></font></td>`,
  );
  return `<td cellpadding="2"><table border="0" cellborder="0" cellspacing="1" cellpadding="0"><tr>${cells.join("")}</tr></table></td>`;
}

/** The text wrapped, each line in the given style. */
export function wrapped(text: string, style: LineStyle, width = 28, limit = 3): LabelLine[] {
  return wrapText(text, width, limit).map(line => ({ ...style, text: line }));
}
