// A tree as readable text, one construct on a line: what `show --stage tree` prints and what tests pin.
// Everything that parse understood is in it, in the order of the language page; spans are not.

import { unreachable } from "../base/bug.ts";
import { printable } from "../base/printable.ts";
import { printActions, printChoice, printFormula } from "../model/print-action.ts";
import { printInitial, printName, printSyntax, printType } from "../model/print-syntax.ts";
import type { Syntax, TypeSyntax, Word } from "../model/syntax.ts";
import type {
  ChannelTree,
  Declared,
  DefineTree,
  ExpectTree,
  MachineTree,
  ObserverTree,
  OnTree,
  PropertySyntax,
  RacesTree,
  RowTree,
  StateTree,
  TransitionTree,
  Tree,
  TriggerTree,
  VariableTree,
  WaitableTree,
} from "../model/tree.ts";

type Lines = readonly string[];

/** A tree as indented text. */
export function printTree(tree: Tree): string {
  const lines = [
    `model ${printName(tree.name.text)}`,
    ...indent([
      ...said("about", tree.about),
      ...tree.source.map(s => `source ${s}`),
      ...declarations(tree),
      ...tree.machines.flatMap(machine),
      ...(tree.triggers?.map(trigger) ?? ["triggers: those that are used"]),
      ...tree.observers.flatMap(observer),
      ...tree.initially.map(e => `initially ${printSyntax(e)}`),
      ...tree.properties.flatMap(p => [
        `property ${head(p)}: ${property(p.property)}`,
        ...indent(said("because", p.because)),
      ]),
      ...tree.checks.map(c => `check ${c.name.text}: ${c.policy}`),
      ...(tree.races ? accepted(tree.races) : []),
      ...tree.expect.map(expectation),
      ...tree.open.map(o => `open ${o.code}: ${o.message}`),
    ]),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

function indent(lines: Lines): Lines {
  return lines.map(line => `  ${line}`);
}

/** A line for something that may be missing. */
function said(what: string, value: string | undefined): Lines {
  return value === undefined ? [] : [`${what} ${value.replaceAll(/\s*\n\s*/g, " ")}`];
}

/** A part of a line for something that may be missing. */
function also(what: string, value: Word | Syntax | string | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return `, ${what} ${value}`;
  return `, ${what} ${"kind" in value ? printSyntax(value) : printName(value.text)}`;
}

/** The name of a declared thing, with its condition. */
function head(d: Declared): string {
  return `${printName(d.name.text)}${only(d)}`;
}

function only(d: Declared): string {
  return d.when ? ` when ${printSyntax(d.when)}` : "";
}

function list(words: readonly Word[]): string {
  return `[${words.map(w => printName(w.text)).join(", ")}]`;
}

function typed(type: TypeSyntax | undefined): string {
  return type ? `: ${printType(type)}` : "";
}

function declarations(tree: Tree): Lines {
  return [
    ...tree.constants.map(c => `constant ${head(c)}${typed(c.type)} = ${printSyntax(c.value)}`),
    ...tree.variants.map(v => {
      const settings = v.settings.map(s => `${printName(s.name.text)} = ${printSyntax(s.value)}`);
      return `variant ${head(v)}: ${settings.join(", ")}`;
    }),
    ...tree.types.map(t => `type ${head(t)} = ${printType(t.type)}`),
    ...tree.sets.map(s => {
      const out = s.out ? `, out ${list(s.out)}` : "";
      return `set ${head(s)} of ${printName(s.of.text)}: in ${list(s.in)}${out}`;
    }),
    ...tree.defines.map(define),
    ...tree.variables.map(variable),
    ...tree.waitables.map(waitable),
    ...tree.channels.flatMap(channel),
    ...tree.events.map(e => `event ${head(e)}${typed(e.type)}`),
    ...tree.processes.map(p => `process ${head(p)}${also("crashes", p.crashes)}`),
  ];
}

function define(d: DefineTree): string {
  const given = d.parameters?.map(
    p => `${printName(p.name.text)}${p.type ? ` in ${printType(p.type)}` : ""}`,
  );
  const takes = given ? `(${given.join(", ")})` : "";
  return `define ${printName(d.name.text)}${takes}${only(d)}${typed(d.type)}${also("emits", d.emits)} = ${printSyntax(d.expr)}`;
}

function variable(v: VariableTree): string {
  const initial = v.initial ? ` = ${printInitial(v.initial)}` : "";
  const persistent = v.persistent ? ", persistent" : "";
  const rest = `${also("emits", v.emits)}${also("process", v.process)}${persistent}`;
  return `variable ${head(v)}${typed(v.type)}${initial}${rest}`;
}

function waitable(w: WaitableTree): string {
  const numbers = `${also("initial", w.initial)}${also("max", w.max)}${also("count", w.count)}`;
  const words = ["debt", "shared", "persistent"] as const;
  const said = words.flatMap(word => (w[word] ? [`, ${word}`] : [])).join("");
  return `${w.kind} ${head(w)}${numbers}${also("process", w.process)}${said}${also("while", w.while)}`;
}

function channel(c: ChannelTree): Lines {
  const losses = `${also("losses", c.losses)}${also("duplicates", c.duplicates)}`;
  const first = `channel ${head(c)}: ${c.kind}${also("capacity", c.capacity)}`;
  const messages = c.messages.map(m => {
    const fields = m.fields.map(f => `${printName(f.name.text)}: ${printType(f.type)}`);
    return `message ${printName(m.name.text)}(${fields.join(", ")})`;
  });
  return [`${first}${losses}${also("process", c.process)}`, ...indent(messages)];
}

function trigger(t: TriggerTree): string {
  const rest = `${also("times", t.times)}${also("guard", t.guard)}${also("to", t.to)}`;
  return `trigger ${head(t)}${also("by", t.by)}${rest}`;
}

// ---------------------------------------------------------------- machines

function machine(m: MachineTree): Lines {
  const policy = `${also("unhandled", m.unhandled)}${also("fair", m.fair)}`;
  const fate = `${also("process", m.process)}${also("recovery", m.recovery)}`;
  return [
    `machine ${head(m)}, initial ${m.initial.map(w => printName(w.text)).join(" or ")}${also("count", m.count)}${fate}${policy}`,
    ...indent([
      ...m.variables.map(variable),
      ...m.on.flatMap(o => handlers("on", o)),
      ...m.always.flatMap(r => row("always", r)),
      ...passed("ignore", m.ignore),
      ...passed("refuse", m.refuse),
      ...m.states.flatMap(state),
    ]),
  ];
}

function passed(what: string, words: readonly Word[]): Lines {
  return words.length === 0 ? [] : [`${what} ${list(words)}`];
}

function state(s: StateTree): Lines {
  const type = s.type === "plain" ? "" : `, ${s.type}`;
  return [
    `state ${head(s)}${type}${also("unhandled", s.unhandled)}`,
    ...indent([
      ...(s.entry.length > 0 ? [`entry ${printActions(s.entry)}`] : []),
      ...(s.exit.length > 0 ? [`exit ${printActions(s.exit)}`] : []),
      ...s.on.flatMap(o => handlers("on", o)),
      ...s.always.flatMap(r => row("always", r)),
      ...s.after.flatMap(o => handlers("after", o)),
      ...passed("ignore", s.ignore),
      ...passed("refuse", s.refuse),
      ...passed("holds", s.holds),
    ]),
  ];
}

function handlers(what: string, o: OnTree): Lines {
  const value = o.value ? `(${printSyntax(o.value)})` : "";
  return o.rows.flatMap(r => row(`${what} ${keyText(o.key.text)}${value}`, r));
}

/** `wire.ping` is a key, although it is no name. */
function keyText(key: string): string {
  return key
    .split(".")
    .map(k => printName(k))
    .join(".");
}

function row(key: string, r: RowTree): Lines {
  const guard = r.guard === "else" ? " [else]" : r.guard && ` [${printSyntax(r.guard)}]`;
  const choose = r.choose.map(c => ` choose ${printChoice(c)}`).join("");
  const target = r.target ? ` -> ${printName(r.target.text)}` : "";
  const named = r.name === undefined ? "" : ` "${r.name}"`;
  const when = r.when ? ` when ${printSyntax(r.when)}` : "";
  const fair = r.fair ? ` fair ${r.fair}` : "";
  const [only, ...more] = r.steps;
  const single = more.length === 0;
  const actions = single && only && only.length > 0 ? ` / ${printActions(only)}` : "";
  const policy = r.policy ? ` ${r.policy}` : "";
  return [
    `${key}${named}${choose}${guard ?? ""}${when}${fair}${target}${actions}${policy}`,
    ...indent([
      ...(single ? [] : r.steps.map((s, i) => `${i + 1}. ${printActions(s)}`)),
      ...said("because", r.because),
      ...said("source", r.source),
    ]),
  ];
}

function observer(o: ObserverTree): Lines {
  return [
    `observer ${head(o)}${also("follows", o.follows)}${also("initial", o.initial)}`,
    ...indent([
      ...passed("ignore", o.ignore),
      ...o.allowed.map(allowed),
      ...o.states.flatMap(state),
    ]),
  ];
}

function allowed({ from, to, when }: TransitionTree): string {
  const only = when ? ` when ${printSyntax(when)}` : "";
  return `allowed ${printName(from.text)} -> ${printName(to.text)}${only}`;
}

// ---------------------------------------------------------------- claims

function property(p: PropertySyntax): string {
  switch (p.kind) {
    case "leads-to":
    case "recoverable":
      return `${p.kind} from ${printSyntax(p.from)} to ${printSyntax(p.to)}`;
    case "ltl":
      return `ltl ${printFormula(p.formula)}`;
    case "always":
    case "never":
    case "step":
    case "stable":
    case "reachable":
    case "possible":
    case "eventually":
      return `${p.kind} ${printSyntax(p.expr)}`;
    default:
      return unreachable(p, "property");
  }
}

function accepted({ accepted: all }: RacesTree): Lines {
  return [
    "races",
    ...indent(
      all.flatMap(a => [
        `accepted ${list(a.events)}${also("in", a.state)}${a.when ? ` when ${printSyntax(a.when)}` : ""}`,
        ...indent(said("because", a.because)),
      ]),
    ),
  ];
}

function expectation(e: ExpectTree): string {
  const what = e.count ?? e.verdict ?? "";
  const length = e.length === undefined ? "" : ` in ${e.length} steps`;
  return `expect ${e.name.text}: ${what}${length}`;
}
