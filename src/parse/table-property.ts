// The directive `property NAME: KIND EXPR because TEXT`, with the kinds of the language.

import { didYouMean } from "../base/nearest.ts";
import type { Word } from "../model/syntax.ts";
import type { PropertySyntax, PropertyTree } from "../model/tree.ts";
import type { Sink } from "./codes.ts";
import { parseExpression } from "./expression.ts";
import { parseFormula } from "./formula.ts";
import type { TextPiece } from "./piece.ts";
import { report } from "./table-codes.ts";
import { cut, masked, spanOf, trim } from "./table-text.ts";

type Kind = PropertySyntax["kind"];
type Reader = (text: TextPiece, sink: Sink) => PropertySyntax | undefined;

const READERS: Record<Kind, Reader> = {
  always: ofState("always"),
  never: ofState("never"),
  step: ofState("step"),
  stable: ofState("stable"),
  reachable: ofState("reachable"),
  possible: ofState("possible"),
  eventually: ofState("eventually"),
  "leads-to": fromTo("leads-to"),
  recoverable: fromTo("recoverable"),
  ltl: (text, sink) => {
    const formula = parseFormula(unquoted(text), sink);
    return formula && { kind: "ltl", formula };
  },
};

/** Reads what stands behind the property's name. */
export function readProperty(name: Word, value: TextPiece, sink: Sink): PropertyTree | undefined {
  const kind = /^[^\s:]+/u.exec(value.text)?.[0] ?? "";
  const at = spanOf(cut(value, 0, kind.length));
  if (!Object.hasOwn(READERS, kind)) {
    report(sink, "unknown-word", at, {
      message: `'${kind}' is not a kind of property`,
      fix:
        didYouMean(kind, Object.keys(READERS)) ?? `write one of ${Object.keys(READERS).join(", ")}`,
    });
    return undefined;
  }
  const skipped = /^\s*:?/u.exec(value.text.slice(kind.length))?.[0].length ?? 0;
  const rest = cut(value, kind.length + skipped);
  const reason = masked(rest.text).search(/\sbecause\s/u);
  const text = trim(reason < 0 ? rest : cut(rest, 0, reason));
  if (text.text === "") {
    report(sink, "expected-expression", at, `'${kind}' of what?`);
    return undefined;
  }
  const property = READERS[kind as Kind](text, sink);
  const because = reason < 0 ? undefined : rest.text.slice(reason).replace(/^\s*because\s+/u, "");
  return property && { name, property, because, span: spanOf(value) };
}

function ofState(kind: Exclude<Kind, "leads-to" | "recoverable" | "ltl">): Reader {
  return (text, sink) => {
    const expr = parseExpression(text, sink);
    return expr && { kind, expr };
  };
}

function fromTo(kind: "leads-to" | "recoverable"): Reader {
  return (text, sink) => readFromTo(kind, text, sink);
}

function readFromTo(
  kind: "leads-to" | "recoverable",
  text: TextPiece,
  sink: Sink,
): PropertySyntax | undefined {
  const mask = masked(text.text);
  const to = mask.search(/\sto\s/u);
  if (!/^from\s/u.test(mask) || to < 0) {
    report(sink, "directive-syntax", spanOf(text), {
      message: `'${kind}' needs two expressions`,
      fix: `write '${kind} from EXPR to EXPR'`,
    });
    return undefined;
  }
  const start = parseExpression(trim(cut(text, "from".length, to)), sink);
  const end = parseExpression(trim(cut(text, to + " to ".length)), sink);
  return start && end && { kind, from: start, to: end };
}

function unquoted(text: TextPiece): TextPiece {
  const whole = /^(["'])[^"']+\1$/u.test(text.text);
  return whole ? cut(text, 1, text.text.length - 1) : text;
}
