// How deeply a YAML text is nested, before its structure is built: building takes quadratic time and much memory
// for a text of nothing but brackets or dashes, so such a text is found here in one pass over the tokens.

import { Lexer } from "yaml";

/** The offset at which a text is nested more deeply than `limit`, or undefined. */
export function tooDeepAt(text: string, limit: number): number | undefined {
  const nesting = new Nesting();
  let offset = 0;
  let content = false;
  for (const token of new Lexer().lex(text)) {
    if (MARKS.has(token)) {
      content = token === SCALAR;
      continue;
    }
    if (nesting.see(token, offset, content) > limit) return offset;
    offset += token.length;
    content = false;
  }
  return undefined;
}

/** What the lexer puts between tokens: byte order mark, start of a document, end of a flow collection, scalar. */
const SCALAR = "\u001f";
const MARKS: ReadonlySet<string> = new Set(["\u0002", "\u0018", SCALAR]);

class Nesting {
  /** Open [ and {. */
  #flow = 0;
  /** Columns in which block maps and lists have started. */
  readonly #columns: number[] = [];
  #lineStart = 0;
  /** Whether a map or list may start here: at the start of a line or after a dash. */
  #fresh = true;

  /** Takes one token; gives the depth at its place. */
  see(token: string, offset: number, content: boolean): number {
    const newline = token.lastIndexOf("\n");
    if (this.#isBlank(token, content)) {
      if (newline >= 0) this.#fresh = true;
    } else this.#see(content ? "" : token, offset - this.#lineStart);
    if (newline >= 0) this.#lineStart = offset + newline + 1;
    return this.#flow + this.#columns.length;
  }

  #isBlank(token: string, content: boolean): boolean {
    return !content && (token.trim() === "" || token.startsWith("#"));
  }

  #see(token: string, column: number): void {
    if (this.#flow === 0 && this.#fresh) {
      while ((this.#columns.at(-1) ?? -1) >= column) this.#columns.pop();
      this.#columns.push(column);
    }
    if (token === "[" || token === "{") this.#flow++;
    if (token === "]" || token === "}") this.#flow = Math.max(0, this.#flow - 1);
    this.#fresh = token === "-" || token === "?" || token === ":";
  }
}
