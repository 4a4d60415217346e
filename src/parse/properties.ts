// What is claimed: properties, built-in checks, and what verdicts and counts are expected.

import { nearest } from "../base/nearest.ts";
import type { CheckTree, ExpectTree, PropertySyntax, PropertyTree } from "../model/tree.ts";
import { report, type Sink } from "./codes.ts";
import { Fields } from "./fields.ts";
import { parseFormula } from "./formula.ts";
import type { Entry, Node } from "./node.ts";
import { entries, integer, mapOnly, oneOf, shorten, text, textNode, texts } from "./reader.ts";
import { expr, given, named, whole } from "./shapes.ts";

const KINDS: readonly PropertySyntax["kind"][] = [
  "always",
  "never",
  "step",
  "stable",
  "reachable",
  "possible",
  "recoverable",
  "leads-to",
  "eventually",
  "ltl",
];

/** `properties`: each a map with exactly one kind. */
export function properties(node: Node | undefined, sink: Sink): readonly PropertyTree[] {
  return named(mapOnly(node, "'properties'", sink), "a property", sink).flatMap(entry => {
    const fields = Fields.open("property", entry.value, sink);
    if (!fields) return [];
    texts(fields.get("source"), "'source'", sink);
    const property = claim(entry, fields);
    const rest = {
      because: text(fields.get("because"), "'because'", sink),
      about: text(fields.get("about"), "'about'", sink),
      when: expr(fields.get("when"), "'when'", sink),
    };
    return property ? [{ name: entry.key, span: whole(entry), property, ...rest }] : [];
  });
}

function claim(entry: Entry, fields: Fields<"property">): PropertySyntax | undefined {
  const { sink } = fields;
  const [kind, second] = KINDS.filter(k => fields.has(k));
  if (!kind) {
    if (KINDS.some(k => fields.meant(k))) return undefined;
    report(sink, "property-without-kind", entry.key.span, {
      message: `the property '${entry.key.text}' claims nothing`,
      fix: `write one of ${KINDS.join(", ")}`,
    });
    return undefined;
  }
  if (second) {
    const first = fields.keySpan(kind);
    report(sink, "property-two-kinds", fields.keySpan(second) ?? entry.key.span, {
      message: `a property has one kind; '${entry.key.text}' has '${kind}' and '${second}'`,
      fix: "give each its own name",
      notes: first ? [{ message: `'${kind}' is here`, span: first }] : [],
    });
  }
  if (kind === "leads-to" || kind === "recoverable") return fromTo(kind, fields);
  const said = textNode(fields.get(kind), `'${kind}'`, sink);
  if (kind !== "ltl") {
    const e = expr(said, `'${kind}'`, sink);
    return e && { kind, expr: e };
  }
  const formula = said && parseFormula(said.piece, sink);
  return formula && { kind, formula };
}

function fromTo(
  kind: "leads-to" | "recoverable",
  outer: Fields<"property">,
): PropertySyntax | undefined {
  const { sink } = outer;
  const node = outer.get(kind);
  const fields = node && Fields.open(kind, node, sink);
  if (!fields) return undefined;
  const from = expr(fields.required("from"), "'from'", sink);
  const to = expr(fields.required("to"), "'to'", sink);
  return from && to && { kind, from, to };
}

// ---------------------------------------------------------------- checks

const CHECKS = ["deadlock", "unhandled", "range", "assert", "debts"] as const;
const POLICIES = ["on", "off", "finding"] as const;

/** `checks`: built-in checks switched. */
export function checks(node: Node | undefined, sink: Sink): readonly CheckTree[] {
  return entries(node, "'checks'", sink).flatMap(entry => {
    const name = entry.key.text;
    const known = CHECKS.some(c => c === name) || /^observer \S/.test(name);
    if (!known) refuseCheck(entry, sink);
    const policy = oneOf(given(entry, sink), POLICIES, `the check '${shorten(name)}'`, sink);
    return policy && known ? [{ name: entry.key, policy }] : [];
  });
}

function refuseCheck(entry: Entry, sink: Sink): void {
  const near = nearest(entry.key.text, CHECKS);
  report(sink, "unknown-key", entry.key.span, {
    message: `there is no check '${shorten(entry.key.text)}'`,
    fix: near
      ? `did you mean '${near}'?`
      : `checks are ${CHECKS.join(", ")} and 'observer NAME'; to leave out others, use 'when'`,
  });
}

// ---------------------------------------------------------------- expectations

const COUNTS = ["states", "transitions", "depth"] as const;
const VERDICTS = ["holds", "violated", "reached", "unreached", "undecided"] as const;

/** `expect` of a model: counts, and verdicts under `properties`. */
export function expectations(node: Node | undefined, sink: Sink): readonly ExpectTree[] {
  const fields = node && Fields.open("expect", node, sink);
  if (!fields) return [];
  const counted = entries(node, "'expect'", sink).filter(e => e.key.text !== "properties");
  const verdicts = entries(fields.getOrEmpty("properties"), "'properties'", sink);
  return [
    ...counted.flatMap(e => (isCount(e) ? (count(e, sink) ?? []) : [])),
    ...verdicts.flatMap(e => verdict(e, sink) ?? []),
  ];
}

/** `expect` of a scenario: counts and verdicts side by side. */
export function expected(node: Node | undefined, sink: Sink): readonly ExpectTree[] {
  return entries(node, "'expect'", sink).flatMap(
    e => (isCount(e) ? count(e, sink) : verdict(e, sink)) ?? [],
  );
}

function isCount(entry: Entry): boolean {
  return COUNTS.some(c => c === entry.key.text);
}

function count(entry: Entry, sink: Sink): ExpectTree | undefined {
  const number = integer(given(entry, sink), `'${entry.key.text}'`, sink);
  return number === undefined ? undefined : { name: entry.key, count: number, span: whole(entry) };
}

function verdict(entry: Entry, sink: Sink): ExpectTree | undefined {
  const node = given(entry, sink);
  const what = `the verdict of '${shorten(entry.key.text)}'`;
  if (node?.kind !== "map") {
    const word = oneOf(node, VERDICTS, what, sink);
    return word && { name: entry.key, verdict: word, span: whole(entry) };
  }
  const [said, ...more] = node.entries;
  const known = VERDICTS.find(v => v === said?.key.text);
  if (!said || more.length > 0 || (known !== "violated" && known !== "reached")) {
    report(sink, "bad-expectation", (said?.key ?? entry.key).span, {
      message: "this is not a verdict with a length",
      fix: "write 'violated', or '{ violated: 5 }' for a shortest trace of 5 steps",
    });
    return undefined;
  }
  const length = integer(given(said, sink), "the length of the trace", sink);
  return length === undefined
    ? undefined
    : { name: entry.key, verdict: known, length, span: whole(entry) };
}
