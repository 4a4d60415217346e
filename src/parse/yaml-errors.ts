// What the YAML library says about a broken text, said again for people who write expressions into YAML.
// A small mistake (a quote, a colon) lets the rest of the file be read; a broken structure does not.
// One message per line, and none after the structure broke: what follows is an echo.

import type { Document, YAMLError } from "yaml";
import { lineAt, type Source, type Span, span } from "../base/source.ts";
import { type ParseCode, report, type Sink } from "./codes.ts";
import { lineNumbers } from "./lines.ts";

/** With more syntax errors than this a text is not worth reading on. */
const MOST_ERRORS = 200;

export interface SyntaxReport {
  readonly damaged: ReadonlySet<number>;
  /** Whether the structure is broken, so that the tree would be about another text. */
  readonly hopeless: boolean;
}

interface Finding {
  readonly code: ParseCode;
  readonly message: string;
  readonly fix?: string | undefined;
  readonly at?: Span | undefined;
  readonly hopeless?: boolean | undefined;
}

interface Problem {
  readonly source: Source;
  readonly error: YAMLError;
  readonly at: Span;
  /** All errors, for those that only make sense together. */
  readonly all: readonly YAMLError[];
}

/** Reports the syntax errors of a YAML document. */
export function reportSyntax(document: Document, source: Source, sink: Sink): SyntaxReport {
  const damaged = new Set<number>();
  const lineOf = lineNumbers(source.text);
  for (const error of document.errors.slice(0, MOST_ERRORS)) {
    const [start, end] = error.pos;
    const stop = Math.min(end, source.text.length);
    const at = span(source, Math.min(start, stop), stop);
    const line = lineOf(at.start);
    const found = describe({ source, error, at, all: document.errors });
    if (damaged.has(line) && !found.hopeless) continue;
    damaged.add(line);
    report(sink, found.code, found.at ?? at, { message: found.message, fix: found.fix });
    if (found.hopeless) return { damaged, hopeless: true };
  }
  return { damaged, hopeless: document.errors.length > MOST_ERRORS };
}

function describe(problem: Problem): Finding {
  const known = DESCRIPTIONS.get(problem.error.code)?.(problem);
  return known ?? other(problem.error.message);
}

function other(message: string): Finding {
  return {
    code: "yaml-syntax",
    message: `this is not YAML: ${lowerFirst(message)}`,
    hopeless: true,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

type Describe = (problem: Problem) => Finding | undefined;

const DESCRIPTIONS: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  ["TAB_AS_INDENT", () => tab()],
  ["BAD_INDENT", indentation],
  ["BLOCK_AS_IMPLICIT_KEY", nestedKey],
  ["BLOCK_IN_FLOW", blockInFlow],
  ["MULTILINE_IMPLICIT_KEY", keyOverLines],
  ["MISSING_CHAR", missingCharacter],
  ["UNEXPECTED_TOKEN", unexpectedToken],
  ["BAD_SCALAR_START", badStart],
  ["BAD_DQ_ESCAPE", badEscape],
  ["MULTIPLE_DOCS", severalDocuments],
  ["RESOURCE_EXHAUSTION", tooDeep],
]);

function tab(): Finding {
  return {
    code: "tab-indentation",
    message: "a tab cannot indent YAML",
    fix: "indent with spaces",
    hopeless: true,
  };
}

function indentation(problem: Problem): Finding {
  if (problem.error.message.startsWith("Flow")) return unclosed(problem);
  return badIndentation(problem.source, problem.at.start);
}

/** At the first word of the line that an offset is on or just before. */
function badIndentation(source: Source, offset: number): Finding {
  const line = source.text.lastIndexOf("\n", offset - 1) + 1;
  const start = line + (/^\s*/.exec(source.text.slice(line))?.[0].length ?? 0);
  return {
    at: span(source, start, start + 1),
    code: "bad-indentation",
    message: "this line does not start in the column of the lines it belongs to",
    fix: "give the keys or items of one map or list the same indentation",
    hopeless: true,
  };
}

function unclosed({ source, at }: Problem): Finding {
  const open = openBefore(source.text, at.start);
  const bracket = open === undefined ? "a bracket" : `'${source.text.charAt(open)}'`;
  return {
    code: "unclosed-bracket",
    message: `${bracket} is not closed`,
    at: open === undefined ? undefined : span(source, open, open + 1),
    hopeless: true,
  };
}

/** The last bracket before an offset that nothing closes. */
function openBefore(text: string, end: number): number | undefined {
  let closed = 0;
  for (let i = end - 1; i >= 0; i--) {
    const char = text.charAt(i);
    if (char === "]" || char === "}") closed++;
    if (char !== "[" && char !== "{") continue;
    if (closed === 0) return i;
    closed--;
  }
  return undefined;
}

function nestedKey(problem: Problem): Finding {
  const { error, all } = problem;
  const list = error.message.startsWith("A block sequence");
  const overLines = all.find(e => e.code === "MULTILINE_IMPLICIT_KEY" && e.pos[0] === error.pos[0]);
  if (list) return badIndentation(problem.source, error.pos[1]);
  return overLines ? badIndentation(problem.source, overLines.pos[1]) : colon(problem);
}

function colon({ source, at }: Problem): Finding {
  return {
    code: "unquoted-colon",
    message: "a text with ': ' in it must be quoted, or YAML takes it for a map",
    fix: `quote the whole text: ${quote(restOfLine(source, at.start))}`,
  };
}

function blockInFlow({ source, at }: Problem): Finding {
  const text = source.text.slice(at.start, at.end).split("\n")[0] ?? "";
  return {
    code: "unquoted-colon",
    message: "a text with ': ' in it must be quoted inside { } and [ ]",
    fix: `quote the whole text: ${quote(text.trim())}; or is a comma missing?`,
  };
}

function keyOverLines({ source, at }: Problem): Finding {
  const first = lineAt(source, at.start).trim();
  const glued = /^([\w-]+):(?=\S)/.exec(first);
  return {
    code: "yaml-syntax",
    message: "no ': ' on this line parts a key from its value",
    fix: glued ? `write a space after '${glued[1]}:'` : "is a ':' or a comma missing on this line?",
    hopeless: true,
  };
}

function missingCharacter(problem: Problem): Finding {
  const { error, source, at } = problem;
  if (/quote$/.test(error.message)) return unclosedQuote(problem);
  if (error.message.startsWith("Implicit map keys"))
    return {
      code: "yaml-syntax",
      message: "this line is neither a key with ':' nor part of the text before it",
      fix: "write 'key: value', or indent the line to go on with the text before",
      hopeless: true,
    };
  if (/[[{]/.test(source.text.charAt(at.start))) return bracketInText();
  return { ...other(error.message), fix: "is a comma missing?" };
}

function unclosedQuote({ source, error, at }: Problem): Finding {
  const mark = error.message.includes('"') ? '"' : "'";
  const open = quoteBefore(source.text, mark, at.start);
  return {
    code: "unclosed-quote",
    message: `the quote ${mark} is not closed`,
    at: span(source, open, open + 1),
    hopeless: true,
  };
}

/** The quote that opens the text which never ends: the first of its kind on the line where it stands as a value. */
function quoteBefore(text: string, mark: string, end: number): number {
  const pattern =
    mark === '"' ? /(?<=(?:^|[\s[{,:]))"(?:[^"\\]|\\.)*$/s : /(?<=(?:^|[\s[{,:]))'[^']*$/s;
  const window = text.slice(Math.max(0, end - 20_000), end);
  const found = pattern.exec(window);
  return found ? found.index + end - window.length : Math.max(0, end - 1);
}

function unexpectedToken(problem: Problem): Finding {
  const { error, source, at } = problem;
  const char = source.text.charAt(at.start);
  const before = source.text
    .slice(Math.max(0, at.start - 200), at.start)
    .trimEnd()
    .slice(-1);
  const atEnd = error.message.endsWith("at node end");
  if (atEnd && /["']/.test(before)) return afterQuote(problem);
  if (atEnd && (/[[{]/.test(char) || /[\]}]/.test(before))) return bracketInText();
  if (/^[\]}]$/.test(char))
    return {
      code: "unclosed-bracket",
      message: `nothing is open that '${char}' closes`,
      hopeless: true,
    };
  if (/block scalar|Not a YAML token/i.test(error.message) && /[|>]/.test(before))
    return badBlock(source, source.text.lastIndexOf(before, at.start));
  return other(error.message);
}

function badBlock(source: Source, start: number): Finding {
  return {
    code: "yaml-syntax",
    message: `a text cannot start with '${source.text.charAt(start)}' unless it is quoted`,
    fix: `quote the whole text: ${quote(restOfLine(source, start))}`,
    at: span(source, start, start + 1),
    hopeless: true,
  };
}

function afterQuote({ source, at }: Problem): Finding {
  return {
    code: "text-after-quote",
    message: "the text goes on after its closing quote",
    fix: `quote the whole text: ${quote(restOfLine(source, valueStart(source, at.start)))}`,
  };
}

function bracketInText(): Finding {
  return {
    code: "unquoted-bracket",
    message: "brackets in a text: YAML takes them for a list or a map of its own",
    fix: "quote the whole text, as in 'x in [a, b]'",
    hopeless: true,
  };
}

function badStart({ source, at }: Problem): Finding {
  return {
    code: "yaml-syntax",
    message: `a text cannot start with '${source.text.charAt(at.start)}' unless it is quoted`,
    fix: `quote the whole text: ${quote(restOfLine(source, at.start))}`,
  };
}

function badEscape({ source, at }: Problem): Finding {
  const written = source.text.slice(at.start, at.start + 2);
  return {
    code: "bad-escape",
    message: `'${written}' is not an escape of a double-quoted text`,
    fix: "write \\\\ for a backslash, or use single quotes",
  };
}

function severalDocuments({ source, at }: Problem): Finding {
  return {
    code: "several-documents",
    message: "a file holds one document",
    fix: "put each model or scenario into its own file",
    at: span(source, at.start, at.start + 3),
    hopeless: true,
  };
}

function tooDeep(): Finding {
  return { code: "nesting-too-deep", message: "nested too deeply", hopeless: true };
}

/** Where the value starts on the line of an offset: after the last ': ' or '- ' before it. */
function valueStart(source: Source, offset: number): number {
  const start = source.text.lastIndexOf("\n", offset - 1) + 1;
  const before = source.text.slice(start, offset);
  const mark = /^.*(?:: +|- +|[[{,] *)(?=["'])/.exec(before)?.[0] ?? /^\s*/.exec(before)?.[0] ?? "";
  return start + mark.length;
}

/** From an offset to the end of its line, without a comment. */
function restOfLine(source: Source, start: number): string {
  const end = source.text.indexOf("\n", start);
  const rest = source.text.slice(start, end < 0 ? undefined : end);
  return rest.replace(/\s+#.*$/, "").trim();
}

/** A text in single quotes, as YAML writes it. */
function quote(text: string): string {
  return text.includes("'") && !/["\\]/.test(text)
    ? `"${text}"`
    : `'${text.replaceAll("'", "''")}'`;
}
