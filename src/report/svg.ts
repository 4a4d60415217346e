// DOT to SVG by Graphviz compiled to WebAssembly: nothing installed is needed and the same text gives the same
// bytes. What Graphviz writes passes a list of elements and attributes that a picture needs; all
// else (comments, links, ids, anything that could run) is left out, whatever stood in the labels.

import { FONT_FAMILY } from "./picture-style.ts";
import { escapeXml } from "./svg-text.ts";

interface Layouter {
  layout(dot: string, format: "svg", engine: "dot"): string;
}

let loading: Promise<Layouter> | undefined;

/** Loaded at the first picture only: it is a megabyte of code. */
function graphviz(): Promise<Layouter> {
  loading ??= import("@hpcc-js/wasm-graphviz").then(module => module.Graphviz.load());
  return loading;
}

/** What a picture says to those who do not see it. */
export interface Caption {
  readonly title: string;
  readonly about?: string | undefined;
}

/** The DOT text laid out as a self-contained SVG; the caption's default is the graph's name. */
export async function renderSvg(dot: string, caption?: Caption): Promise<string> {
  const layouter = await graphviz();
  return cleanSvg(layouter.layout(dot, "svg", "dot"), caption);
}

const ELEMENTS: ReadonlySet<string> = new Set(
  "svg g title text polygon polyline ellipse circle path".split(" "),
);

const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    "viewBox transform points d cx cy rx ry r x y fill stroke stroke-width stroke-dasharray " +
    "text-anchor font-size font-weight font-style fill-opacity stroke-opacity"
  ).split(" "),
);

/** A tenth of a point is all that can be seen. */
const NUMBERS: ReadonlySet<string> = new Set("points d cx cy rx ry r x y font-size".split(" "));

/** Keeps what draws; titles are Graphviz's names of nodes and edges. Graphviz escapes `<` and `>` in texts, so a tag is what stands between them. */
function cleanSvg(svg: string, caption: Caption | undefined): string {
  const body = svg
    .slice(Math.max(0, svg.indexOf("<svg")))
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<[^>]*>/g, cleanTag)
    .replace(/<title>[^<]*<\/title>/g, "")
    .replace(/\n\s*/g, "\n")
    .replace(/\n+/g, "\n");
  const size = /<svg[^>]*\swidth="([\d.]+)pt"[^>]*\sheight="([\d.]+)pt"/.exec(svg);
  const name = /<title>([^<]*)<\/title>/.exec(svg)?.[1] ?? "";
  const title = caption ? escapeXml(caption.title) : name;
  const about = caption?.about ? `<desc>${escapeXml(caption.about)}</desc>` : "";
  const open = openTag(/viewBox="([^"]*)"/.exec(body)?.[1] ?? "", size?.[1], size?.[2]);
  return body.replace(/^<svg[^>]*>/, () => `${open}<title>${title}</title>${about}`);
}

function openTag(viewBox: string, width: string | undefined, height: string | undefined): string {
  const size = width && height ? ` width="${pixels(width)}" height="${pixels(height)}"` : "";
  const font = escapeXml(FONT_FAMILY);
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img"${size} viewBox="${viewBox}" style="max-width:100%;height:auto" font-family="${font}">`;
}

/** A point is 4/3 of a pixel. */
function pixels(points: string): number {
  return Math.round((Number(points) * 4) / 3);
}

function cleanTag(tag: string): string {
  const name = /^<\/?([A-Za-z]+)/.exec(tag)?.[1] ?? "";
  if (!ELEMENTS.has(name)) return "";
  if (tag.startsWith("</")) return `</${name}>`;
  const kept = [...tag.matchAll(/\s([A-Za-z-]+)="([^"]*)"/g)]
    .filter(([, name = "", value]) => ATTRIBUTES.has(name) && DEFAULTS.get(name) !== value)
    .map(([, attribute = "", value = ""]) => ` ${attribute}="${shown(attribute, value)}"`);
  return `<${name}${kept.join("")}${tag.endsWith("/>") ? "/>" : ">"}`;
}

const DEFAULTS: ReadonlyMap<string, string> = new Map([["text-anchor", "start"]]);

function shown(attribute: string, value: string): string {
  if (!NUMBERS.has(attribute)) return value;
  return value.replace(/-?\d+\.\d+/g, number => String(Math.round(Number(number) * 10) / 10));
}
