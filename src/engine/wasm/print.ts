// The text form of a module (WebAssembly core specification 2.0, chapter 6), in folded notation: what
// `show --stage wat` prints. What fits on a line stands on a line; names of the model survive as names
// and comments.

import { unreachable } from "../../base/bug.ts";
import { MOST_PAGES } from "./bytes.ts";
import type { FunctionCode, Instruction, ModuleCode, Variable } from "./instruction.ts";

const WIDTH = 100;

/** Prints a module. */
export function printModule(module: ModuleCode): string {
  const lines = [
    `(module ${name(module.name)}`,
    `  (import "env" "memory" (memory ${module.pages} ${MOST_PAGES} shared))`,
    ...module.globals.map(
      g => `  (global ${name(g.name)}${exported(g.name, g.exported)} (mut i32) (i32.const 0))`,
    ),
    ...module.functions.flatMap(f => ["", ...printFunction(f.code())]),
    ")",
  ];
  return `${lines.join("\n")}\n`;
}

function printFunction(f: FunctionCode): string[] {
  const result = f.result ? ` (result ${f.result})` : "";
  const head = `  (func ${name(f.name)}${exported(f.name, f.exported)}${f.params.map(param).join("")}${result}`;
  const locals = f.locals.map(l => `    (local ${name(l.name)} ${l.type})`);
  return [head, ...locals, ...f.body.flatMap(i => lay(tree(i), 4)), "  )"];
}

function param(p: Variable): string {
  return ` (param ${name(p.name)} ${p.type})`;
}

function exported(of: string, is: boolean): string {
  return is ? ` (export ${JSON.stringify(of)})` : "";
}

/** An identifier of the text format: everything else that a name may hold becomes an underscore. */
function name(text: string): string {
  return `$${text.replace(/[^A-Za-z0-9_.:+*/<=>!?@^~-]/g, "_")}`;
}

/** A head and what is nested in it; a head that begins with `;;` is a comment. */
interface Folded {
  readonly head: string;
  readonly parts: readonly Folded[];
}

function fold(head: string, parts: readonly Folded[] = []): Folded {
  return { head, parts };
}

function tree(i: Instruction): Folded {
  switch (i.kind) {
    case "op":
    case "bulk":
      return fold(i.op, i.args.map(tree));
    case "const":
      return fold(`${i.type}.const ${i.value}`);
    case "get":
      return fold(`local.get ${name(i.name)}`);
    case "set":
    case "tee":
      return fold(`local.${i.kind} ${name(i.name)}`, [tree(i.value)]);
    case "global-get":
      return fold(`global.get ${name(i.name)}`);
    case "global-set":
      return fold(`global.set ${name(i.name)}`, [tree(i.value)]);
    case "memory":
      return fold(i.offset === 0 ? i.op : `${i.op} offset=${i.offset}`, i.args.map(tree));
    case "call":
      return fold(`call ${name(i.name)}`, i.args.map(tree));
    case "comment":
      return fold(`;; ${i.text().replace(/[^\x20-\x7e]/g, "?")}`);
    default:
      return control(i);
  }
}

function control(
  i: Extract<
    Instruction,
    { kind: "block" | "loop" | "if" | "br" | "br-if" | "return" | "sequence" }
  >,
): Folded {
  switch (i.kind) {
    case "block":
    case "loop":
      return fold(`${i.kind} ${name(i.label)}`, i.body.map(tree));
    case "if": {
      const sides = [fold("then", i.then.map(tree))];
      if (i.else.length > 0) sides.push(fold("else", i.else.map(tree)));
      return fold(i.result ? `if (result ${i.result})` : "if", [tree(i.test), ...sides]);
    }
    case "br":
      return fold(`br ${name(i.label)}`);
    case "br-if":
      return fold(`br_if ${name(i.label)}`, [tree(i.test)]);
    case "return":
      return fold("return", i.value ? [tree(i.value)] : []);
    case "sequence":
      return fold("", [...i.before, i.value].map(tree));
    default:
      return unreachable(i, "instruction");
  }
}

/** Lines of at most WIDTH where that is possible. */
function lay(folded: Folded, indent: number): string[] {
  const pad = " ".repeat(indent);
  if (folded.head.startsWith(";;")) return [pad + folded.head];
  if (folded.head === "") return folded.parts.flatMap(part => lay(part, indent));
  const line = flat(folded, WIDTH - indent);
  if (line !== undefined) return [pad + line];
  return [
    `${pad}(${folded.head}`,
    ...folded.parts.flatMap(part => lay(part, indent + 2)),
    `${pad})`,
  ];
}

/** On one line, if that has room; a sequence or a comment never has. */
function flat({ head, parts }: Folded, room: number): string | undefined {
  if (head === "" || head.startsWith(";;") || head.length + 2 > room) return undefined;
  let line = `(${head}`;
  for (const part of parts) {
    const inner = flat(part, room - line.length - 2);
    if (inner === undefined) return undefined;
    line += ` ${inner}`;
  }
  return `${line})`;
}
