// A small check that a text is well-formed XML (or HTML as we write it, where void elements stand open), so that
// nothing in a name can open or close an element. Gives the elements and attributes found.

export interface Found {
  readonly elements: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  /** Text between the tags, still escaped. */
  readonly texts: readonly string[];
}

const VOID: ReadonlySet<string> = new Set(["meta", "br", "img", "hr"]);
const ATTRIBUTE = /\s+([A-Za-z_:][-A-Za-z0-9_:.]*)="([^"<]*)"/g;
const ENTITY = /^&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** Throws where the text is not well-formed. */
export function wellFormed(xml: string, html = false): Found {
  const elements = new Set<string>();
  const attributes = new Set<string>();
  const texts: string[] = [];
  const open: string[] = [];
  if (FORBIDDEN.test(xml)) throw new Error("a character that XML does not allow");
  const body = html ? xml.replace(/^<!doctype html>/, "") : xml;
  for (const part of body.split(/(<[^>]*>)/)) {
    if (!part.startsWith("<")) {
      texts.push(part);
      if (open.at(-1) !== "style") checkEntities(part);
      continue;
    }
    const close = /^<\/([A-Za-z0-9]+)>$/.exec(part)?.[1];
    if (close !== undefined) {
      if (open.pop() !== close) throw new Error(`${part} does not close what is open`);
      continue;
    }
    const [, name = "", list = "", end = ""] = /^<([A-Za-z0-9]+)([\s\S]*?)(\/?)>$/.exec(part) ?? [];
    if (name === "") throw new Error(`not a tag: ${part}`);
    elements.add(name);
    for (const [, attribute = "", value = ""] of list.matchAll(ATTRIBUTE)) {
      attributes.add(attribute);
      checkEntities(value);
    }
    if (list.replace(ATTRIBUTE, "").trim() !== "") throw new Error(`odd attributes: ${part}`);
    if (end === "" && !(html && VOID.has(name))) open.push(name);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(" ")}`);
  return { elements, attributes, texts };
}

function checkEntities(text: string): void {
  if (text.includes(">") || text.includes("<")) throw new Error(`a bare angle bracket: ${text}`);
  for (let at = text.indexOf("&"); at >= 0; at = text.indexOf("&", at + 1)) {
    if (!ENTITY.test(text.slice(at, at + 12))) throw new Error(`a bare ampersand: ${text}`);
  }
}

/** What a stranger may call a thing. */
export const HOSTILE: readonly string[] = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "]]>",
  "-->",
  "</style><script>alert(1)</script>",
  '" URL="javascript:alert(1)" x="',
  "\\",
  'a\\" ; b -> c [URL="http://x"] //',
  "a\nb\tc\u0000d\u0007",
  "\\N \\G \\l",
  "&lt;b&gt; &amp; &#60;",
  "\ud800",
  "\u202egnp.exe",
  "__proto__",
  "",
  "x".repeat(3000),
  "`$(process) %s {{x}}",
  "状態 🚀 e\u0301",
];

/** The same data with every text of the user's changed; our own words stay. */
export function renamed<T>(data: T, rename: (text: string) => string, key = ""): T {
  if (typeof data === "string") return (OURS.has(key) ? data : rename(data)) as T;
  if (Array.isArray(data)) return data.map(item => renamed(item, rename, key)) as T;
  if (data === null || typeof data !== "object") return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, renamed(value, rename, name)]),
  ) as T;
}

const OURS: ReadonlySet<string> = new Set([
  "kind",
  "type",
  "verdict",
  "status",
  "severity",
  "policy",
  "reason",
]);
