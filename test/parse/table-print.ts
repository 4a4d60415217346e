// A table's tree as compact text, one fact a line, for comparison with the case files.

import { position, type Span } from "../../src/base/source.ts";
import type { MachineTree, OnTree, RowTree, StateTree, Tree } from "../../src/model/tree.ts";
import type { Parsed } from "../../src/parse/parsed.ts";

/** `line:column`. */
export function at(span: Span | undefined): string {
  if (!span) return "-";
  const { line, column } = position(span.source, span.start);
  return `${line}:${column}`;
}

/** Everything that a case file states. */
export function printParsed({ tree, diagnostics }: Parsed): string {
  const marks = { error: "!", warning: "~", note: "." };
  return [
    ...(tree ? printTree(tree) : ["no tree"]),
    ...diagnostics.map(d => `${marks[d.severity]} ${d.code} ${at(d.span)}`),
    ...(tree?.open ?? []).map(q => `? ${q.code} ${at(q.span)}`),
  ].join("\n");
}

function printTree(tree: Tree): string[] {
  const machine = tree.machines[0];
  if (!machine) return ["no machine"];
  return [
    ...(tree.name.text === "case" ? [] : [`model ${tree.name.text}`]),
    ...(machine.name.text === "case" ? [] : [`machine ${machine.name.text}`]),
    ...(tree.about ? [`about ${tree.about.replaceAll("\n", " | ")}`] : []),
    ...tree.source.map(s => `source ${s}`),
    `initial ${machine.initial.map(w => w.text).join(", ")}`,
    ...rowsOf("any", machine),
    ...machine.states.flatMap(s => [...rowsOf(s.name.text, s), ...typeOf(s)]),
    ...(machine.unhandled ? [`unhandled ${machine.unhandled}`] : []),
    ...(tree.triggers ?? []).map(t => `trigger ${t.name.text} by ${t.by} times ${count(t.times)}`),
    ...tree.properties.map(p =>
      `property ${p.name.text} ${p.property.kind} ${p.because ?? ""}`.trim(),
    ),
    ...tree.expect.map(
      e => `expect ${e.name.text} ${e.count ?? `${e.verdict} ${e.length ?? ""}`.trim()}`,
    ),
  ];
}

function count(times: { kind: string; value?: unknown } | undefined): string {
  return times?.kind === "int" ? `${times.value}` : "unbounded";
}

function typeOf(state: StateTree): string[] {
  return state.type === "plain" ? [] : [`${state.type} ${state.name.text}`];
}

function rowsOf(from: string, of: MachineTree | StateTree): string[] {
  const list = (what: "ignore" | "refuse"): string[] =>
    of[what].length > 0 ? [`${what} ${from}: ${of[what].map(w => w.text).join(", ")}`] : [];
  return [
    ...of.on.flatMap((on: OnTree) => on.rows.map(r => rowText(from, r, on.key.text))),
    ...of.always.map(r => rowText(from, r, undefined)),
    ...list("ignore"),
    ...list("refuse"),
  ];
}

function rowText(from: string, row: RowTree, trigger: string | undefined): string {
  const guard = row.guard === "else" ? "else" : row.guard?.kind;
  const actions = row.steps[0]?.map(a => a.kind).join("; ");
  return [
    from,
    ...(trigger === undefined ? [] : [`-> t:${trigger}`]),
    ...(row.target ? [`-> ${row.target.text}`] : []),
    ...(row.name === undefined ? [] : [`(phase ${row.name})`]),
    ...(guard ? [`[${guard}]`] : []),
    ...(actions ? [`/ ${actions}`] : []),
    `@${at(row.span)}`,
  ].join(" ");
}
