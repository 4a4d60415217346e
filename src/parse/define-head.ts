// The name of a definition, with its parameters where it has some: `up-hosts`, `owns(h)`, `near(a in Host, n in 0..3)`.

import type { Word } from "../model/syntax.ts";
import type { ParameterTree } from "../model/tree.ts";
import { RESERVED } from "../model/words.ts";
import { report, type Sink } from "./codes.ts";
import { Cursor } from "./cursor.ts";
import type { Entry } from "./node.ts";
import { declared } from "./reader.ts";
import { parameterType } from "./type.ts";

/** What a definition is called and what it is given. */
export interface DefineHead {
  readonly name: Word;
  /** Undefined: it is an expression, not a function of something. */
  readonly parameters?: readonly ParameterTree[] | undefined;
}

/** Reads the key of a definition; undefined after an error. */
export function defineHead({ keyText }: Entry, sink: Sink): DefineHead | undefined {
  if (!keyText.text.includes("(")) return { name: declared(keyText, "a definition", sink) };
  const c = new Cursor(keyText.piece, sink);
  const name = newName(c, "the name of a definition");
  const open = c.expect("(", "after the name");
  const parameters: ParameterTree[] = [];
  while (!c.is(")") && !c.failed) {
    parameters.push(parameter(c));
    if (!c.accept(",")) break;
  }
  c.close(open);
  if (parameters.length === 0)
    c.fail("empty-list", c.since(open.span), "no parameters", "leave the parentheses out");
  const head = c.finish({ name, parameters });
  return head && distinct(head, sink);
}

function parameter(c: Cursor): ParameterTree {
  const name = newName(c, "a parameter");
  const type = c.accept("in") ? parameterType(c) : undefined;
  return { name, type };
}

function newName(c: Cursor, what: string): Word {
  const bare = c.peek().kind === "name";
  const name = c.name(what);
  if (bare && RESERVED.has(name.text))
    c.complain("reserved-word", name.span, `'${name.text}' is a word of the language, not ${what}`);
  return name;
}

function distinct(head: DefineHead, sink: Sink): DefineHead {
  const first = new Map<string, Word>();
  for (const { name } of head.parameters ?? []) {
    const before = first.get(name.text);
    if (before)
      report(sink, "duplicate-name", name.span, {
        message: `the parameter '${name.text}' stands twice`,
        notes: [{ message: "the first one is here", span: before.span }],
      });
    first.set(name.text, name);
  }
  return head;
}
