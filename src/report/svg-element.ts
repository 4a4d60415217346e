// SVG as text from typed pieces: every attribute and every text is escaped here. Pictures have no ids,
// no links, no styles and no scripts, so that many fit on one page and none can do anything.

import { escapeXml } from "./svg-text.ts";

export type SvgAttributes = Readonly<Record<string, string | number | undefined>>;

/** An element with finished children. */
export function element(
  name: string,
  list: SvgAttributes,
  children: readonly string[] = [],
): string {
  const text = Object.entries(list)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(value ?? "")}"`)
    .join("");
  return children.length === 0
    ? `<${name}${text}/>`
    : `<${name}${text}>${children.join("")}</${name}>`;
}

function attribute(value: string | number): string {
  return typeof value === "number" ? String(Math.round(value * 10) / 10) : escapeXml(value);
}

/** A text; the content is escaped. */
export function textElement(content: string, list: SvgAttributes): string {
  return element("text", list, [escapeXml(content)]);
}

/** What is shown while the pointer rests on a group. */
export function hoverTitle(text: string): string {
  return element("title", {}, [escapeXml(text)]);
}

export interface SvgDocument {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly about: string;
  readonly attributes: SvgAttributes;
  readonly shapes: readonly string[];
}

/** The whole picture; it shrinks with the page. */
export function svgDocument(document: SvgDocument): string {
  const { width, height } = document;
  const list = {
    xmlns: "http://www.w3.org/2000/svg",
    role: "img",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    style: "max-width:100%;height:auto",
    ...document.attributes,
  };
  const about = element("desc", {}, [escapeXml(document.about)]);
  return `${element("svg", list, [hoverTitle(document.title), about, "\n", document.shapes.join("\n"), "\n"])}\n`;
}
