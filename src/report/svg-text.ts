// Text on its way into XML, HTML and pictures. Names and expressions come from strangers' files, so
// whatever stands in them is escaped here and nowhere else; control characters and text that turns the
// reading direction are replaced. Widths are those of Helvetica (Adobe's metrics, Arial is the same),
// because pictures are laid out without a browser.

const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** The text on one line, with a replacement character for what cannot be shown. */
export function printable(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/g, " ").replace(UNPRINTABLE, "\ufffd");
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** The text as content or attribute value of XML and HTML. */
export function escapeXml(text: string): string {
  return printable(text).replace(/[&<>"']/g, c => ENTITIES.get(c) ?? c);
}

/** At most `limit` lines of about `width` characters; what does not fit ends in an ellipsis. */
export function wrapText(text: string, width: number, limit: number): string[] {
  return wrapBy(text, { fits: line => length(line) <= width, limit });
}

/** The same by width in pixels at a font size. */
export function wrapPixels(text: string, pixels: number, size: number, limit: number): string[] {
  return wrapBy(text, { fits: line => textWidth(line, size) <= pixels, limit });
}

interface Wrapping {
  readonly fits: (line: string) => boolean;
  readonly limit: number;
}

/** Longer texts are cut before they are measured. */
const LONGEST = 2000;

function wrapBy(text: string, { fits, limit }: Wrapping): string[] {
  const words = printable(text)
    .slice(0, LONGEST)
    .replace(/\p{Surrogate}$/u, "")
    .trim()
    .split(/\s+/)
    .flatMap(word => pieces(word, fits));
  const lines: string[] = [];
  let line = "";
  for (const { text: word, glued } of words) {
    const longer = line === "" || glued ? line + word : `${line} ${word}`;
    if (line !== "" && !fits(longer)) {
      lines.push(line);
      if (lines.length > limit) break;
      line = word;
    } else line = longer;
  }
  lines.push(line);
  if (lines.length <= limit) return lines;
  return [...lines.slice(0, limit - 1), shortened(lines[limit - 1] ?? "", fits)];
}

interface Piece {
  readonly text: string;
  /** Continues the piece before it. */
  readonly glued: boolean;
}

/** A word too long for a line is broken after a dash, dot, comma or opening bracket, else anywhere. */
function pieces(word: string, fits: (line: string) => boolean): Piece[] {
  if (fits(word)) return [{ text: word, glued: false }];
  const texts = word
    .split(/(?<=[-_.,(/:])/)
    .flatMap(part => (fits(part) ? [part] : chopped(part, fits)));
  return texts.map((text, i) => ({ text, glued: i > 0 }));
}

function chopped(part: string, fits: (line: string) => boolean): string[] {
  const texts: string[] = [];
  let text = "";
  for (const c of part) {
    if (text !== "" && !fits(text + c)) {
      texts.push(text);
      text = "";
    }
    text += c;
  }
  return [...texts, text];
}

function shortened(line: string, fits: (line: string) => boolean): string {
  const symbols = Array.from(line);
  while (symbols.length > 1 && !fits(`${symbols.join("")} \u2026`)) symbols.pop();
  return `${symbols.join("").trimEnd()} \u2026`;
}

function length(text: string): number {
  return Array.from(text).length;
}

// Widths of the characters from space to tilde, in thousandths of the font size.
const WIDTHS: readonly number[] = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
  222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** About how wide the text is, in pixels; bold is some percent wider. */
export function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const c of text) sum += characterWidth(c.codePointAt(0) ?? 0);
  return (sum * size * (bold ? 1.07 : 1)) / 1000;
}

function characterWidth(code: number): number {
  const known = WIDTHS[code - 32];
  if (known !== undefined) return known;
  return code < 0x500 ? 600 : 1000;
}
