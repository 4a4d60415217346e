// One view of a result as text: the table from format and subject to the report function, and the choice of
// the machine and the run that it is of. Report functions are loaded when they are used.

import { nearest } from "../base/nearest.ts";
import type { Chart, Result, StateGraph, Verdict } from "../model/result.ts";
import type { Trace } from "../model/trace.ts";
import type { ReportOptions } from "../report/style.ts";
import type { Format, Subject } from "./formats.ts";
import { plain, refuse, UndecidedError } from "./usage.ts";

/** What is to be shown of a result and how. */
export interface View {
  readonly result: Result;
  readonly format: Format;
  readonly subject: Subject;
  readonly property: string | undefined;
  readonly machine: string | undefined;
  readonly options: ReportOptions;
}

type Render = (view: View) => Promise<string>;

/** The view as text. */
export function viewOf(view: View): Promise<string> {
  const { property, result } = view;
  if (property !== undefined && !result.verdicts.some(v => v.property === property)) {
    return refuse(unknownProperty(result, property));
  }
  const made = FORMAT[view.format];
  if (typeof made === "function") return made(view);
  const drawn = made[view.subject];
  if (drawn) return drawn(view);
  const can = Object.keys(made).join(", ");
  return refuse(`--as ${view.format} has no picture of a ${view.subject}; it has --of ${can}`);
}

// Two literal objects would be shorter than functions, but only what is used is to be loaded.
const FORMAT: Readonly<Record<Format, Render | Partial<Readonly<Record<Subject, Render>>>>> = {
  table: async v => (await import("./table-text.ts")).tableText(charts(v), v.options),
  matrix: async v => {
    const { matrixText } = await import("../report/matrix-text.ts");
    const named = v.result.matrices.filter(m => v.machine === undefined || m.machine === v.machine);
    if (named.length === 0) return refuse(noMachine(v));
    return named.map(m => `${m.machine}\n${matrixText(m, v.options)}`).join("\n\n");
  },
  story: async v => {
    const verdict = runOf(v);
    const { reasonLabel } = await import("../report/words.ts");
    const options = { ...v.options, because: verdict.because, reason: reasonLabel(verdict) };
    return (await import("../report/story.ts")).story(verdict.trace, options);
  },
  markdown: async v => (await import("../report/markdown.ts")).markdown(v.result, v.options),
  json: async v => (await import("../report/json.ts")).toJson([v.result]),
  itf: async v => (await import("../report/itf.ts")).itf(runOf(v).trace),
  dot: {
    machine: async v => (await import("../report/dot.ts")).machineDot(chart(v), marked(v)),
    trace: async v => (await import("../report/dot-trace.ts")).traceDot(runOf(v).trace),
    graph: async v => (await import("../report/dot-graph.ts")).graphDot(await graph(v), marked(v)),
  },
  svg: {
    machine: v => svg(v, "machine"),
    trace: v => svg(v, "trace"),
    graph: v => svg(v, "graph"),
    sequence: async v => (await import("../report/sequence-svg.ts")).sequenceSvg(runOf(v).trace),
  },
  mermaid: {
    machine: async v => (await import("../report/mermaid.ts")).machineDiagram(chart(v), marked(v)),
    sequence: async v => (await import("../report/mermaid.ts")).sequenceDiagram(runOf(v).trace),
    graph: async v => (await import("../report/mermaid.ts")).graphDiagram(await graph(v)),
  },
  plantuml: {
    machine: async v =>
      (await import("../report/plantuml.ts")).machinePlantuml(chart(v), marked(v)),
    sequence: async v => (await import("../report/plantuml.ts")).sequencePlantuml(runOf(v).trace),
  },
};

async function svg(view: View, subject: Subject): Promise<string> {
  const dot = await viewOf({ ...view, format: "dot", subject });
  return (await import("../report/svg.ts")).renderSvg(dot);
}

// ---------------------------------------------------------------- of what

/** The machines, or the one that is named. */
function charts({ result, machine }: View): readonly Chart[] {
  if (machine === undefined) return result.charts;
  const found = result.charts.filter(c => c.machine === machine);
  return found.length > 0 ? found : refuse(noMachine({ result, machine }));
}

function chart(view: View): Chart {
  const all = charts(view);
  const [first] = all;
  if (first && all.length === 1) return first;
  const names = all.map(c => plain(c.machine)).join(", ");
  return refuse(`there are several machines: ${names}; choose one with --machine`);
}

function noMachine({ result, machine }: Pick<View, "result" | "machine">): string {
  const names = result.charts.map(c => plain(c.machine)).join(", ");
  return machine === undefined
    ? "the model has no machine with triggers"
    : `there is no machine '${plain(machine)}'; there is ${names}`;
}

async function graph({ result }: View): Promise<StateGraph> {
  const { isDrawable } = await import("../report/dot-graph.ts");
  if (!result.graph && !result.complete) {
    throw new UndecidedError("not all states were seen: there is no graph to draw");
  }
  if (!result.graph) return refuse("there is no graph to draw");
  return isDrawable(result.graph)
    ? result.graph
    : refuse("the graph of states is too large to draw");
}

type Run = Verdict & { readonly trace: Trace };

/** The run to mark in a picture of something else: only when its property is named. */
function marked(view: View): Trace | undefined {
  return view.property === undefined ? undefined : runOf(view).trace;
}

/** The run of the property, or the first that is not as expected, or any violation, or any. */
function runOf({ result, property }: View): Run {
  const runs = result.verdicts.filter(isRun);
  if (property !== undefined)
    return runs.find(v => v.property === property) ?? noRun(result, property);
  const broken = runs.filter(v => v.verdict === "violated");
  return broken.find(v => !v.ok) ?? broken[0] ?? runs[0] ?? noRunAtAll(result);
}

function isRun(v: Verdict): v is Run {
  return v.trace !== undefined;
}

function noRun({ verdicts }: Result, property: string): never {
  const named = verdicts.find(v => v.property === property);
  if (named && named.verdict !== "undecided") {
    return refuse(`${plain(property)}: ${named.verdict}; there is no run to show`);
  }
  throw new UndecidedError(`${plain(property)}: undecided; there is no run to show${why(named)}`);
}

function noRunAtAll({ verdicts }: Result): never {
  const open = verdicts.find(v => v.verdict === "undecided");
  if (!open) return refuse("no property has a run to show: nothing is violated");
  throw new UndecidedError(
    `no property has a run to show: nothing is violated so far; ${plain(open.property)} is undecided${why(open)}`,
  );
}

function why(verdict: Verdict | undefined): string {
  return verdict?.reason === undefined ? "" : `: ${verdict.reason}`;
}

function unknownProperty({ verdicts }: Result, property: string): string {
  const names = verdicts.map(v => v.property);
  const near = nearest(property, names);
  const hint =
    near === undefined
      ? `; there is ${names.map(plain).join(", ")}`
      : `, did you mean '${plain(near)}'?`;
  return `there is no property '${plain(property)}'${hint}`;
}
