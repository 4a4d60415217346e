// The sections that name things without behaviour: constants, variants, types, sets, definitions, events, processes.

import type { Syntax } from "../model/syntax.ts";
import type {
  ConstantTree,
  DefineTree,
  EventTree,
  ProcessTree,
  SetTree,
  TypeTree,
  VariantTree,
} from "../model/tree.ts";
import { report, type Sink } from "./codes.ts";
import { defineHead } from "./define-head.ts";
import { covering } from "./expression.ts";
import { Fields } from "./fields.ts";
import type { ListNode, Node } from "./node.ts";
import { entries, list, mapOnly, text, word, words } from "./reader.ts";
import { expr, given, named, type, value, whole } from "./shapes.ts";

/** `constants`: a value, or a map with a type. */
export function constants(node: Node | undefined, sink: Sink): readonly ConstantTree[] {
  return named(mapOnly(node, "'constants'", sink), "a constant", sink).flatMap(entry => {
    const found = given(entry, sink);
    const what = `the constant '${entry.key.text}'`;
    const base = { name: entry.key, span: whole(entry) };
    if (found?.kind !== "map") {
      const plain = value(found, what, sink);
      return plain ? [{ ...base, value: plain }] : [];
    }
    const fields = Fields.open("constant", found, sink);
    const held = value(fields?.required("value", entry.key.span), what, sink);
    const of = type(fields?.get("type"), `the type of ${what}`, sink);
    const about = text(fields?.get("about"), "'about'", sink);
    return held ? [{ ...base, value: held, type: of, about }] : [];
  });
}

/** `variants`: named settings of constants. */
export function variants(node: Node | undefined, sink: Sink): readonly VariantTree[] {
  return named(mapOnly(node, "'variants'", sink), "a variant", sink).map(entry => {
    const what = `the variant '${entry.key.text}'`;
    const settings = entries(entry.value, what, sink).flatMap(setting => {
      const held = value(given(setting, sink), `the constant '${setting.key.text}'`, sink);
      return held ? [{ name: setting.key, value: held }] : [];
    });
    return { name: entry.key, settings, span: whole(entry) };
  });
}

/** `types`: enums, ranges, other names. */
export function types(node: Node | undefined, sink: Sink): readonly TypeTree[] {
  return named(mapOnly(node, "'types'", sink), "a type", sink).flatMap(entry => {
    const of = type(given(entry, sink), `the type '${entry.key.text}'`, sink);
    return of ? [{ name: entry.key, type: of, span: whole(entry) }] : [];
  });
}

/** `sets`: named sets of values of an enum. */
export function sets(node: Node | undefined, sink: Sink): readonly SetTree[] {
  return named(mapOnly(node, "'sets'", sink), "a set", sink).flatMap(entry => {
    const fields = Fields.open("set", entry.value, sink);
    const of = word(fields?.required("of", entry.key.span), "'of'", sink);
    const inside = fields?.required("in", entry.key.span);
    const out = fields?.get("out");
    if (!fields || !of || !inside) return [];
    const about = text(fields.get("about"), "'about'", sink);
    const base = {
      name: entry.key,
      of,
      in: words(inside, "'in'", sink),
      about,
      span: whole(entry),
    };
    return [{ ...base, out: out && words(out, "'out'", sink) }];
  });
}

/** `define`: an expression, or a map with an expression or cases. */
export function defines(node: Node | undefined, sink: Sink): readonly DefineTree[] {
  return entries(mapOnly(node, "'define'", sink), "'define'", sink).flatMap(entry => {
    const head = defineHead(entry, sink);
    const found = given(entry, sink);
    if (!head) return [];
    const what = `the definition '${head.name.text}'`;
    const base = { ...head, span: whole(entry) };
    if (found?.kind !== "map") {
      const plain = value(found, what, sink);
      return plain ? [{ ...base, expr: plain }] : [];
    }
    const fields = Fields.open("define", found, sink);
    if (!fields) return [];
    const said = definition(fields, entry.key.span);
    const of = type(fields.get("type"), `the type of ${what}`, sink);
    const emits = word(fields.get("emits"), "'emits'", sink);
    const about = text(fields.get("about"), "'about'", sink);
    const when = expr(fields.get("when"), "'when'", sink);
    return said ? [{ ...base, expr: said, type: of, emits, about, when }] : [];
  });
}

function definition(fields: Fields<"define">, at: Fields<"define">["span"]): Syntax | undefined {
  fields.exclusive("expr", "cases");
  if (!fields.has("cases")) return value(fields.required("expr", at), "'expr'", fields.sink);
  const found = list(fields.get("cases"), "'cases'", fields.sink);
  return found && cases(found, fields.sink);
}

interface Case {
  readonly test: Syntax | undefined;
  readonly then: Syntax;
  readonly span: Fields<"case">["span"];
}

/** The first case that is true: nested ifs, the last one with `else`. */
function cases(node: ListNode, sink: Sink): Syntax | undefined {
  const all = node.items.flatMap(item => oneCase(item, sink) ?? []);
  const last = all.at(-1);
  const early = all.slice(0, -1).find(c => !c.test);
  if (early) {
    const message = "cases after 'else' are never reached";
    report(sink, "case-after-else", early.span, message);
    return undefined;
  }
  if (!last || last.test) {
    const at = last?.span ?? node.span;
    report(sink, "case-without-else", at, {
      message: "the last case has a condition: where no case is true there is no value",
      fix: "end with '- { else: value }'",
    });
    return undefined;
  }
  if (all.length > MOST_CASES) {
    report(sink, "nesting-too-deep", node.span, `more than ${MOST_CASES} cases`);
    return undefined;
  }
  return all.slice(0, -1).reduceRight<Syntax>((rest, { test, then }) => {
    const at = covering((test ?? then).span, then.span);
    return test ? { kind: "if", test, then, else: rest, span: at } : rest;
  }, last.then);
}

const MOST_CASES = 500;

function oneCase(node: Node, sink: Sink): Case | undefined {
  const fields = Fields.open("case", node, sink);
  if (!fields) return undefined;
  fields.exclusive("if", "else");
  if (fields.has("else")) {
    fields.exclusive("then", "else");
    const then = expr(fields.get("else"), "'else'", sink);
    return then && { test: undefined, then, span: node.span };
  }
  const test = expr(fields.required("if"), "'if'", sink);
  const then = expr(fields.required("then"), "'then'", sink);
  return test && then && { test, then, span: node.span };
}

/** `events`: with or without the type of their value. */
export function events(node: Node | undefined, sink: Sink): readonly EventTree[] {
  return named(node, "an event", sink).flatMap(entry => {
    const { key, value: held } = entry;
    const bare = held.kind === "empty" || (held.kind === "map" && held.entries.length === 0);
    const of = bare ? undefined : type(held, `the type of the event '${key.text}'`, sink);
    return bare || of ? [{ name: key, type: of, span: whole(entry) }] : [];
  });
}

/** `processes`: a list of names, or how often each crashes. */
export function processes(node: Node | undefined, sink: Sink): readonly ProcessTree[] {
  return named(node, "a process", sink).map(entry => {
    const base = { name: entry.key, span: whole(entry) };
    if (entry.value.kind === "empty") return base;
    const fields = Fields.open("process", entry.value, sink);
    const crashes = expr(fields?.get("crashes"), "'crashes'", sink);
    const when = expr(fields?.get("when"), "'when'", sink);
    return { ...base, crashes, about: text(fields?.get("about"), "'about'", sink), when };
  });
}
