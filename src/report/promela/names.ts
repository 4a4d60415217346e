// Names of the model as identifiers of Promela. Names come from strangers, and what is written here is compiled as C:
// an identifier is ASCII, has a prefix that no word of Promela, C or SPIN begins with, and is given once.
// In comments nothing can end the comment or the line.

const LONGEST = 48;

/** Gives each thing an identifier of its own. */
export class Names {
  readonly #taken = new Set<string>();
  readonly #prefix: string;

  /** `prefix` ends in `_`. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** What stands for the name after the prefix; another for each call. */
  add(name: string): string {
    const plain = name.replace(/[^A-Za-z0-9]+/g, "_").slice(0, LONGEST);
    const stem = plain.replace(/^_+|_+$/g, "") || "x";
    let word = stem;
    for (let n = 2; this.#taken.has(word); n++) word = `${stem}_${n}`;
    this.#taken.add(word);
    return `${this.#prefix}${word}`;
  }
}

const LONGEST_COMMENT = 200;

/** A text within a comment: printable ASCII on one line, without an end of comment. */
export function safe(text: string): string {
  const line = text.replace(/[^\x20-\x7e]+/g, run => (/^\s+$/.test(run) ? " " : "?"));
  const cut = line.length > LONGEST_COMMENT ? `${line.slice(0, LONGEST_COMMENT)}...` : line;
  return cut
    .replace(/\*(?=\/)/g, "* ")
    .replace(/\/(?=\*)/g, "/ ")
    .replace(/[\\?]/g, "?");
}

/** A whole comment. */
export function comment(text: string): string {
  return `/* ${safe(text)} */`;
}
