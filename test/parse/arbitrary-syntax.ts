// Random syntax for properties of parser and printer. Spans are all the same: no property looks at them.

import fc from "fast-check";
import { printSyntax } from "../../src/model/print-syntax.ts";
import type { Formula, Syntax, Word } from "../../src/model/syntax.ts";

const span = { source: { name: "", text: "" }, start: 0, end: 0 };

const NAMES = [
  "a",
  "b-c",
  "x_1",
  "count",
  "all",
  "any",
  "set",
  "emits",
  "postcopy-paused",
  "_",
  "not",
];
const STRANGE = ["running (post-copy)", 'say "x"', "back\\slash", "true", "a b", "é", "1", "'"];

const word: fc.Arbitrary<Word> = fc
  .constantFrom(...NAMES, ...STRANGE)
  .map(text => ({ text, span }));

const plainWord: fc.Arbitrary<Word> = fc
  .constantFrom("a", "b-c", "x_1")
  .map(text => ({ text, span }));

const PLAIN = /^[A-Za-z_][\w-]*$/;

/** A bare name is quoted exactly where it must be; a quoted one always is. */
const name: fc.Arbitrary<Syntax> = fc.tuple(word, fc.boolean()).map(([w, quoted]) => ({
  kind: "name",
  name: w.text,
  quoted: quoted || !PLAIN.test(w.text) || w.text === "not" || w.text === "true",
  span,
}));

const BINARY = [
  "implies",
  "or",
  "and",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "in",
  "not in",
  "+",
  "-",
  "*",
  "%",
] as const;

/** Any expression the grammar can write. */
export const syntax: fc.Arbitrary<Syntax> = fc.letrec<{ e: Syntax }>(tie => ({
  e: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    name,
    fc.boolean().map((value): Syntax => ({ kind: "bool", value, span })),
    fc
      .integer({ min: -2147483647, max: 2147483647 })
      .map((value): Syntax => ({ kind: "int", value: value === 0 ? 0 : value, span })),
    fc
      .tuple(fc.constantFrom(...BINARY), tie("e"), tie("e"))
      .map(([op, left, right]): Syntax => ({ kind: "binary", op, left, right, span })),
    tie("e").map((of): Syntax => ({ kind: "not", of, span })),
    tie("e").map((of): Syntax => ({ kind: "negate", of, span })),
    fc
      .tuple(tie("e"), tie("e"), tie("e"))
      .map(([test, then, other]): Syntax => ({ kind: "if", test, then, else: other, span })),
    fc.tuple(tie("e"), word).map(([of, member]): Syntax => ({ kind: "member", of, member, span })),
    fc.tuple(tie("e"), tie("e")).map(([of, index]): Syntax => ({ kind: "index", of, index, span })),
    fc.array(tie("e"), { maxLength: 3 }).map((items): Syntax => ({ kind: "list", items, span })),
    fc.tuple(tie("e"), tie("e")).map(([low, high]): Syntax => ({ kind: "range", low, high, span })),
    fc.tuple(fc.constantFrom("all", "any", "count"), word, tie("e"), tie("e")).map(
      ([op, binder, domain, body]): Syntax => ({
        kind: "quantifier",
        op,
        binder,
        domain,
        body,
        span,
      }),
    ),
    fc
      .tuple(
        fc.constantFrom("min", "max", "old", "size", "enabled", "f"),
        fc.array(tie("e"), { maxLength: 3 }),
      )
      .map(([text, args]): Syntax => ({ kind: "call", name: { text, span }, args, span })),
  ),
})).e;

/** Two atoms under a plain connective are one atom: the parser makes no others. */
function joined(op: "and" | "or" | "implies", left: Formula, right: Formula): Formula {
  if (left.kind !== "holds" || right.kind !== "holds")
    return { kind: "binary", op, left, right, span };
  const expr: Syntax = { kind: "binary", op, left: left.expr, right: right.expr, span };
  return { kind: "holds", expr, span };
}

function negated(of: Formula): Formula {
  if (of.kind !== "holds") return { kind: "unary", op: "not", of, span };
  return { kind: "holds", expr: { kind: "not", of: of.expr, span }, span };
}

/** `[]` may mean G in a formula; */
const atom: fc.Arbitrary<Syntax> = syntax.filter(e => !printSyntax(e).includes("[]"));

/** Any formula in the form that the parser gives it. */
export const formula: fc.Arbitrary<Formula> = fc.letrec<{ f: Formula }>(tie => ({
  f: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom.map((expr): Formula => ({ kind: "holds", expr, span })),
    fc.tuple(plainWord, fc.option(syntax, { nil: undefined })).map(
      ([event, value]): Formula => ({
        kind: "emits",
        event,
        ...(value ? { value } : {}),
        span,
      }),
    ),
    fc
      .tuple(fc.constantFrom("X", "F", "G", "Y", "O", "H"), tie("f"))
      .map(([op, of]): Formula => ({ kind: "unary", op, of, span })),
    tie("f").map(negated),
    fc
      .tuple(fc.constantFrom("U", "W", "R", "S"), tie("f"), tie("f"))
      .map(([op, left, right]): Formula => ({ kind: "binary", op, left, right, span })),
    fc
      .tuple(fc.constantFrom("and", "or", "implies"), tie("f"), tie("f"))
      .map(([op, left, right]) => joined(op, left, right)),
  ),
})).f;

/** A value without its spans, to compare by meaning. */
export function spanless(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, v: unknown) => (key === "span" ? undefined : v)));
}
