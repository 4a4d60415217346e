// HTML by a template tag: what is interpolated is escaped unless it is HTML made by the same tag. So no
// reporter can forget to escape a name, and "safe" is a type and not a habit.

import { escapeXml } from "./svg-text.ts";

/** Finished markup. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Content = Html | string | number | undefined | readonly Content[];

/** Markup with escaped texts: html`<p>${name}</p>`. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  const text = parts
    .map((part, i) => part + (i < values.length ? markupOf(values[i]) : ""))
    .join("");
  return new Html(text);
}

function markupOf(value: Content): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map(markupOf).join("\n");
  return escapeXml(String(value));
}

/** A picture of ours, made of escaped pieces already, for the midst of a page. */
export function picture(svg: string): Html {
  return new Html(svg.slice(Math.max(0, svg.indexOf("<svg"))).trimEnd());
}

/** A picture as the address of an image: what is in it stays apart from the page. */
export function pictureAddress(svg: string): string {
  const text = encodeURIComponent(svg.trimEnd()).replace(/%20/g, " ");
  return `data:image/svg+xml,${text.replace(/'/g, "%27")}`;
}
