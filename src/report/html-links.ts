// Texts with addresses in them: what is an https address becomes a link, everything else stays text.

import { type Content, html } from "./html-template.ts";
import { printable } from "./svg-text.ts";

const ADDRESS = /(https:\/\/[^\s<>"'`{}|\\^]+)/;
/** A sentence's own marks after an address, and a bracket around it. */
const AFTER = /[.,;:!?)\]]+$/;

/** The text with its addresses as links. */
export function linked(text: string): Content {
  return printable(text)
    .split(ADDRESS)
    .map((part, i) => (i % 2 === 1 ? link(part) : part))
    .reduce<Content>((before, part) => html`${before}${part}`, undefined);
}

function link(part: string): Content {
  const address = part.replace(AFTER, "");
  if (!isAddress(address)) return part;
  return html`<a href="${address}" rel="noreferrer">${address}</a>${part.slice(address.length)}`;
}

/** Of the web, and nobody's name in front of the host that could pass for it. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === "https:" && username === "" && password === "";
}
