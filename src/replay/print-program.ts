// A program as a listing: slots, initial states, guarded commands, probes, checks. What the commands do
// (`behaviour`) is apart from what is asked of them and from texts and places of the source, because
// replay files are tied to the former only.

import { unreachable } from "../base/bug.ts";
import { printable } from "../base/printable.ts";
import { place } from "../base/source.ts";
import type {
  Check,
  Command,
  Meaning,
  Probe,
  Program,
  Show,
  Slot,
  Statement,
  Target,
} from "../model/program.ts";
import { showSlot } from "../model/show-slot.ts";
import { showElement, showTerm, type TermScope, TRUTH } from "../model/show-term.ts";
import { type Atom, showTemporal } from "../model/temporal.ts";
import { showValue } from "../model/types.ts";

/** The whole program for readers. */
export function printProgram(program: Program): string {
  const lines = [
    ...behaviour(program),
    ...section(
      "rows",
      program.rows.map((r, i) => `${i} ${r.text}  (${r.id}, ${place(r.span)})`),
    ),
    ...probes(program),
    ...section(
      "checks",
      program.checks.map(c => check(program, c)),
    ),
  ];
  return lines.map(printable).join("\n");
}

/** What the program does, without texts and places of the source: equal for equal behaviour under equal names. */
export function printBehaviour(program: Program): string {
  return behaviour(program).join("\n");
}

/** What an exploration depends on: what the program does, and the probes it looks at. */
export function printExplored(program: Program): string {
  return [...behaviour(program), ...probes(program)].join("\n");
}

function behaviour(program: Program): string[] {
  const truth = { as: TRUTH };
  return [
    `program ${program.name}`,
    ...section(
      "slots",
      program.slots.map((s, i) => slot(program, s, i)),
    ),
    ...section(
      "initially",
      program.initially.map(t => showTerm(program, t, truth)),
    ),
    ...section(
      "agents",
      program.agents.map(agent => agentLine(program, agent)),
    ),
    ...section(
      "commands",
      program.commands.flatMap((c, i) => command(program, c, i)),
    ),
    ...section("at rest", [showTerm(program, program.atRest, truth)]),
  ];
}

function probes(program: Program): string[] {
  return section(
    "probes",
    program.probes.map((p, i) => `${i} ${probe(program, p)}`),
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map(line => `  ${line}`)];
}

function slot(program: Program, of: Slot, index: number): string {
  const values = (program.initial[index] ?? []).map(v => showSlot(program, index, v));
  const initial = values.length === 1 ? values[0] : `one of [${values.join(", ")}]`;
  return `${index} ${of.name}: ${domain(of.show, of)} = ${initial}  (${of.role})`;
}

function domain(show: Show, { low, high }: { low: number; high: number }): string {
  switch (show.kind) {
    case "scalar":
      if (show.type.kind === "bool") return "bool";
      if (show.type.kind === "enum") return `[${enumValues(show.type).join(", ")}]`;
      return show.type.kind === "int" ? `${low}..${high}` : `set in ${low}..${high}`;
    case "message":
      return `message [${show.codes.messages.map(m => m.name).join(", ")}]`;
    case "holder":
      return "holder";
    default:
      return unreachable(show);
  }
}

function enumValues(type: { kind: "enum"; name: string; values: readonly string[] }): string[] {
  return type.values.map((_, i) => showValue(type, i));
}

function agentLine(program: Program, agent: Program["agents"][number]): string {
  const process = agent.process === undefined ? "" : ` of process ${agent.process}`;
  const state = program.slots[agent.state]?.name ?? agent.state;
  return `${agent.name}: machine ${agent.machine}${process}, state in ${state}`;
}

function command(program: Program, of: Command, index: number): string[] {
  const scope: TermScope = { params: of.params };
  const params = of.params.map(p => {
    const values = p.values.map(v => showValue(p.type, v));
    return `for ${p.name} in [${values.join(", ")}]`;
  });
  const body = [
    ...params,
    `when ${showTerm(program, of.guard, { ...scope, as: TRUTH })}`,
    ...statements(program, of.effect, scope),
  ];
  return [`${index} ${of.name}  (${traits(of).join(", ")})`, ...body.map(line => `  ${line}`)];
}

function traits(of: Command): string[] {
  return [
    of.kind,
    ...(of.policy ? [of.policy] : []),
    ...(of.steps > 1 ? [`step ${of.step} of ${of.steps}`] : []),
    ...(of.fair === "weak" ? [] : [`fair ${of.fair}`]),
  ];
}

function statements(program: Program, list: readonly Statement[], scope: TermScope): string[] {
  return list.flatMap(each => statement(program, each, scope));
}

function statement(program: Program, of: Statement, scope: TermScope): string[] {
  const truth = (term: Parameters<typeof showTerm>[1]) =>
    showTerm(program, term, { ...scope, as: TRUTH });
  switch (of.kind) {
    case "assign": {
      const as = of.to.kind === "temp" ? undefined : slotShow(program, of.to);
      return [
        `${target(program, of.to, scope)} = ${showTerm(program, of.value, { ...scope, as })}`,
      ];
    }
    case "if": {
      const inner = (list: readonly Statement[]) =>
        statements(program, list, scope).map(line => `  ${line}`);
      const otherwise = of.else.length === 0 ? [] : ["else", ...inner(of.else)];
      return [`if ${truth(of.test)}`, ...inner(of.then), ...otherwise];
    }
    case "require":
      return [`require ${truth(of.test)}`];
    case "mark":
      return [`mark ${markName(program, of.mark)}`];
    case "assert":
      return [`assert ${truth(of.test)}  (${markName(program, of.mark)})`];
    case "tell": {
      const value = of.value === undefined ? "" : ` ${showTerm(program, of.value, scope)}`;
      return [`tell ${tellName(program, of.tell)}${value}`];
    }
    default:
      return unreachable(of);
  }
}

function slotShow(program: Program, to: Exclude<Target, { kind: "temp" }>): Show | undefined {
  return program.slots[to.kind === "slot" ? to.slot : to.base]?.show;
}

function target(program: Program, to: Target, scope: TermScope): string {
  switch (to.kind) {
    case "slot":
      return program.slots[to.slot]?.name ?? `slot ${to.slot}`;
    case "element":
      return showElement(program, to.base, to.index, scope);
    case "temp":
      return `temp ${to.temp}`;
    default:
      return unreachable(to);
  }
}

function markName(program: Program, index: number): string {
  const mark = program.marks[index];
  switch (mark?.kind) {
    case undefined:
      return String(index);
    case "assert":
      return `${index}`;
    case "observer":
      return `${index}: observer ${mark.observer} in ${mark.state} gets ${mark.event}`;
    case "event":
      return `${index}: ${mark.text}`;
    case "cas-tried":
    case "cas-stored":
      return `${index}: ${mark.kind} ${mark.cas}`;
    default:
      return unreachable(mark);
  }
}

function tellName(program: Program, index: number): string {
  const tell = program.tells[index];
  if (!tell) return String(index);
  const [kind, ...words] = Object.values(tell).filter(v => typeof v === "string");
  return [kind, ...words].join(" ");
}

function probe(program: Program, of: Probe): string {
  const fault = of.onFault ? ", also on a fault" : "";
  return `${of.kind} ${showTerm(program, of.term, { as: TRUTH })}  (${about(of.about)}${fault})`;
}

function about(of: Probe["about"]): string {
  switch (of.kind) {
    case "property":
    case "premise":
      return `${of.kind} ${of.property}`;
    case "cell":
    case "gap":
      return `${of.kind} ${of.machine} ${of.state} ${of.trigger}`;
    case "state":
      return `state ${of.machine} ${of.state}`;
    case "overlap":
      return `overlap ${of.rows.join(" ")} in ${of.state}`;
    default:
      return unreachable(of);
  }
}

function check(program: Program, of: Check): string {
  const policy = of.policy === "on" ? "" : `, ${of.policy}`;
  return `${of.property} (${of.kind}${policy}): ${meaning(program, of.meaning)}`;
}

/** As a formula of the language writes it. */
function atomText(program: Program, atom: Atom | undefined): string {
  if (!atom) return "";
  if (atom.kind === "state") return showTerm(program, atom.term, { as: TRUTH });
  const mark = program.marks[atom.mark];
  return mark?.kind === "event" ? mark.text : `mark ${atom.mark}`;
}

function meaning(program: Program, of: Meaning): string {
  switch (of.by) {
    case "bad-probe":
      return `violated where probe ${of.probe} is true`;
    case "good-probe":
      return `reached where probe ${of.probe} is true`;
    case "possible":
      return `from ${of.from ? `where ${showTerm(program, of.from, { as: TRUTH })} to` : "everywhere"} ${showTerm(program, of.goal, { as: TRUTH })}`;
    case "quiet":
      return `violated where no machine owes a step and ${showTerm(program, of.bad, { as: TRUTH })}`;
    case "deadlock":
      return "violated where nothing can happen and not all is at rest";
    case "cells":
      return `violated where one of probes [${of.probes.join(", ")}] is true`;
    case "marks":
      return `violated where one of marks [${of.marks.join(", ")}] is raised`;
    case "faults":
      return "violated where an action faults";
    case "liveness":
      return `every fair run: ${showTemporal(of.formula, i => atomText(program, of.atoms[i]))}`;
    default:
      return unreachable(of);
  }
}
