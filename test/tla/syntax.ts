// A parser for the part of TLA+ that the export writes: definitions, bulleted lists by their columns, and operators
// with TLA+'s precedences. Like the real one it refuses operators side by side whose precedences overlap.

export type Node =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "truth"; readonly value: boolean }
  | { readonly kind: "name"; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: "unary"; readonly op: string; readonly of: Node }
  | { readonly kind: "binary"; readonly op: string; readonly left: Node; readonly right: Node }
  | { readonly kind: "prime"; readonly of: Node }
  | { readonly kind: "index"; readonly of: Node; readonly index: Node }
  | { readonly kind: "field"; readonly of: Node; readonly name: string }
  | { readonly kind: "tuple" | "set"; readonly items: readonly Node[] }
  | { readonly kind: "product"; readonly sets: readonly Node[] }
  | { readonly kind: "record"; readonly fields: readonly (readonly [string, Node])[] }
  | { readonly kind: "except"; readonly of: Node; readonly index: Node; readonly value: Node }
  | { readonly kind: "if"; readonly test: Node; readonly then: Node; readonly else: Node }
  | { readonly kind: "let"; readonly definitions: readonly Definition[]; readonly body: Node }
  | {
      readonly kind: "quantifier";
      readonly op: "\\A" | "\\E";
      readonly bounds: readonly (readonly [string, Node])[];
      readonly body: Node;
    }
  | { readonly kind: "box-action"; readonly action: Node; readonly of: Node };

export interface Definition {
  readonly name: string;
  readonly params: readonly string[];
  readonly body: Node;
}

export interface ModuleSyntax {
  readonly name: string;
  readonly variables: readonly string[];
  readonly definitions: readonly Definition[];
}

interface Token {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Lowest and highest precedence; `left` may stand beside itself. */
const BINARY: Readonly<Record<string, readonly [number, number, boolean]>> = {
  "=>": [1, 1, false],
  "~>": [2, 2, false],
  "/\\": [3, 3, true],
  "\\/": [3, 3, true],
  "=": [5, 5, false],
  "#": [5, 5, false],
  "<": [5, 5, false],
  "<=": [5, 5, false],
  ">": [5, 5, false],
  ">=": [5, 5, false],
  "\\in": [5, 5, false],
  "\\cup": [8, 8, true],
  "\\cap": [8, 8, true],
  "..": [9, 9, false],
  "+": [10, 10, true],
  "-": [11, 11, true],
  "%": [10, 11, false],
  "\\X": [10, 13, true],
  "*": [13, 13, true],
  "\\div": [13, 13, false],
  "^": [14, 14, false],
};

const PREFIX: Readonly<Record<string, readonly [number, number]>> = {
  "~": [4, 4],
  "[]": [4, 15],
  "<>": [4, 15],
  ENABLED: [4, 15],
  UNCHANGED: [4, 15],
  "-": [12, 12],
};

const KEYWORDS = new Set(
  "IF THEN ELSE LET IN EXTENDS VARIABLES RECURSIVE MODULE EXCEPT".split(" "),
);

const TOKEN =
  /(?<space>[ \n]+|\\\*[^\n]*)|(?<token>-{4,}|={4,}|[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*|\d+|"[^"\\]*"|\\[A-Za-z]+|\/\\|\\\/|=>|~>|\|->|<<|>>|<=|>=|==|<>|\[\]|\]_|\.\.|[=#<>+\-%*^~()[\]{},:.!'])/y;

/** Parses a module, or throws. */
export function parseModule(text: string): ModuleSyntax {
  return new Parser(tokens(text)).module();
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let [line, start] = [1, 0];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`no token at line ${line}: ${text.slice(at, at + 20)}`);
    const token = match.groups?.["token"];
    if (token !== undefined) found.push({ text: token, line, column: at - start });
    for (let i = at; i < TOKEN.lastIndex; i++) {
      if (text[i] === "\n") {
        line++;
        start = i + 1;
      }
    }
  }
  return found;
}

const END: Token = { text: "", line: 0, column: -1 };

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  /** A bulleted item ends before a token that does not stand to the right of its bullet. */
  #edge = -1;

  constructor(all: readonly Token[]) {
    this.#tokens = all;
  }

  module(): ModuleSyntax {
    this.#expect("----");
    this.#expect("MODULE");
    const name = this.#take().text;
    this.#expect("----");
    this.#expect("EXTENDS");
    this.#expect("Integers");
    this.#expect("VARIABLES");
    const variables = this.#names();
    const definitions: Definition[] = [];
    while (this.#peek().text !== "====") {
      if (this.#accept("RECURSIVE")) this.#recursive();
      else definitions.push(this.#definition());
    }
    this.#take();
    if (this.#next < this.#tokens.length) this.#fail("something stands behind the module");
    return { name, variables, definitions };
  }

  #recursive(): void {
    this.#take();
    this.#expect("(");
    while (!this.#accept(")")) this.#take();
  }

  #definition(): Definition {
    const name = this.#identifier();
    const params = this.#accept("(") ? this.#names() : [];
    if (params.length > 0) this.#expect(")");
    this.#expect("==");
    return { name, params, body: this.#expression() };
  }

  #names(): string[] {
    const names = [this.#identifier()];
    while (this.#accept(",")) names.push(this.#identifier());
    return names;
  }

  #expression(): Node {
    return this.#infix(undefined);
  }

  #infix(before: readonly [number, number, string] | undefined): Node {
    let left = this.#prefix();
    for (;;) {
      const op = this.#peek().text;
      const known = BINARY[op];
      if (!known) return left;
      const [low, high, repeats] = known;
      if (before && !(low > before[1])) {
        if (high < before[0] || (before[2] === op && repeats)) return left;
        this.#fail(`'${op}' and '${before[2]}' need parentheses`);
      }
      this.#take();
      left = joined(op, left, this.#infix([low, high, op]));
    }
  }

  #prefix(): Node {
    const { text, column } = this.#peek();
    if (text === "/\\" || text === "\\/") return this.#list(text, column);
    const known = PREFIX[text];
    if (!known) return this.#postfix(this.#atom());
    this.#take();
    return { kind: "unary", op: text, of: this.#infix([known[0], known[1], text]) };
  }

  #list(bullet: string, column: number): Node {
    const items: Node[] = [];
    const edge = this.#edge;
    while (this.#peek().text === bullet && this.#peek().column === column) {
      this.#take();
      this.#edge = column;
      items.push(this.#expression());
      this.#edge = edge;
    }
    return items.reduce((left, right) => ({ kind: "binary", op: bullet, left, right }));
  }

  #postfix(of: Node): Node {
    let node = of;
    for (;;) {
      if (this.#accept("'")) node = { kind: "prime", of: node };
      else if (this.#accept(".")) node = { kind: "field", of: node, name: this.#identifier() };
      else if (this.#accept("[")) {
        node = { kind: "index", of: node, index: this.#expression() };
        this.#expect("]");
      } else return node;
    }
  }

  #atom(): Node {
    const { text } = this.#take();
    if (/^\d+$/.test(text)) return { kind: "number", value: this.#literal(text) };
    if (text.startsWith('"')) return { kind: "string", value: text.slice(1, -1) };
    if (text === "TRUE" || text === "FALSE") return { kind: "truth", value: text === "TRUE" };
    switch (text) {
      case "(": {
        const inner = this.#expression();
        this.#expect(")");
        // A product in parentheses is one set of another product.
        return inner.kind === "product" ? { ...inner, sets: [...inner.sets] } : inner;
      }
      case "{":
        return { kind: "set", items: this.#items("}") };
      case "<<":
        return { kind: "tuple", items: this.#items(">>") };
      case "[":
        return this.#bracket();
      case "IF":
        return this.#choice();
      case "LET":
        return this.#let();
      case "\\A":
      case "\\E":
        return this.#quantifier(text);
      default:
        return this.#name(text);
    }
  }

  #literal(text: string): number {
    const value = Number(text);
    if (value > 2 ** 31 - 1) this.#fail(`TLC does not read ${text}`);
    return value;
  }

  #name(name: string): Node {
    if (!/^\w*[A-Za-z_]\w*$/.test(name) || KEYWORDS.has(name)) this.#fail(`'${name}' is no name`);
    const args = this.#accept("(") ? this.#items(")") : [];
    return { kind: "name", name, args };
  }

  #items(end: string): Node[] {
    const items: Node[] = [];
    while (!this.#accept(end)) {
      if (items.length > 0) this.#expect(",");
      items.push(this.#expression());
    }
    return items;
  }

  /** A record, `[f EXCEPT ![i] = e]`, or `[A]_v`. */
  #bracket(): Node {
    if (this.#tokens[this.#next + 1]?.text === "|->") return this.#record();
    const of = this.#expression();
    if (this.#accept("]_")) return { kind: "box-action", action: of, of: this.#atom() };
    this.#expect("EXCEPT");
    this.#expect("!");
    this.#expect("[");
    const index = this.#expression();
    this.#expect("]");
    this.#expect("=");
    const value = this.#expression();
    this.#expect("]");
    return { kind: "except", of, index, value };
  }

  #record(): Node {
    const fields: [string, Node][] = [];
    do {
      const name = this.#identifier();
      this.#expect("|->");
      fields.push([name, this.#expression()]);
    } while (this.#accept(","));
    this.#expect("]");
    if (new Set(fields.map(([name]) => name)).size < fields.length) this.#fail("a field twice");
    return { kind: "record", fields };
  }

  #choice(): Node {
    const test = this.#expression();
    this.#expect("THEN");
    const then = this.#expression();
    this.#expect("ELSE");
    return { kind: "if", test, then, else: this.#expression() };
  }

  #let(): Node {
    const definitions: Definition[] = [];
    while (!this.#accept("IN")) definitions.push(this.#definition());
    return { kind: "let", definitions, body: this.#expression() };
  }

  #quantifier(op: "\\A" | "\\E"): Node {
    const bounds: [string, Node][] = [];
    do {
      const name = this.#identifier();
      this.#expect("\\in");
      bounds.push([name, this.#expression()]);
    } while (this.#accept(","));
    this.#expect(":");
    return { kind: "quantifier", op, bounds, body: this.#expression() };
  }

  // ---------------------------------------------------------------- tokens

  #identifier(): string {
    const { text } = this.#take();
    if (!/^\w*[A-Za-z_]\w*$/.test(text) || KEYWORDS.has(text) || /^[WS]F_/.test(text)) {
      this.#fail(`'${text}' is no identifier`);
    }
    return text;
  }

  /** Nothing, where the next token ends a bulleted item. */
  #peek(): Token {
    const token = this.#tokens[this.#next] ?? END;
    return token.column <= this.#edge ? END : token;
  }

  #take(): Token {
    const token = this.#peek();
    if (token === END) this.#fail("an expression ends too early");
    this.#next++;
    return token;
  }

  #accept(text: string): boolean {
    if (this.#peek().text !== text) return false;
    this.#next++;
    return true;
  }

  #expect(text: string): void {
    const token = this.#take();
    if (token.text !== text) this.#fail(`'${text}' is missing before '${token.text}'`);
  }

  #fail(message: string): never {
    const token = this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] ?? END;
    throw new Error(`line ${token.line}, column ${token.column + 1}: ${message}`);
  }
}

function joined(op: string, left: Node, right: Node): Node {
  if (op !== "\\X") return { kind: "binary", op, left, right };
  const sets = left.kind === "product" ? [...left.sets, right] : [left, right];
  return { kind: "product", sets };
}
