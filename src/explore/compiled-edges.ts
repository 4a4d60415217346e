// The edges of a space by compiled code: the same as edgesOf (edges.ts) makes with the interpreter, a batch of
// states at a time. What an action raised is asked of the interpreter once for each label.

import { Bug } from "../base/bug.ts";
import { type MachineCode, recordBytes } from "../model/machine-code.ts";
import type { Edges, StopReason } from "../model/outcome.ts";
import type { Interpreter } from "../model/stepper.ts";
import type { EdgeLimits } from "./edges.ts";
import { EdgeArrays, RaisedList } from "./edges.ts";
import type { LogSpace } from "./log-space.ts";
import { Machine } from "./machine.ts";
import { stepOf } from "./noted.ts";
import type { StateLog } from "./state-log.ts";

/** The space and what it was made from. */
export interface Explored {
  readonly space: LogSpace;
  readonly log: StateLog;
  readonly stepper: Interpreter;
  /** How many edges there are. */
  readonly transitions: number;
}

/** The edges of the space, or the limit that was hit. */
export function compiledEdges(
  code: MachineCode,
  explored: Explored,
  limits: EdgeLimits,
): Edges | StopReason {
  const { log, transitions } = explored;
  const arrays = new EdgeArrays(log.count, transitions);
  if (!arrays.fits(limits.memory)) return "memory";
  const machine = new Machine(code.modules);
  const labels = new Labels(code, explored);
  for (let from = 0; from < log.count; ) {
    const reason = limits.stop();
    if (reason !== undefined) return reason;
    const most = Math.min(code.modules.regions.inputs, log.count - from);
    const count = log.copy(from, most, machine.input);
    const done = machine.expand(count, from);
    addRecords(machine.records, code, { arrays, labels, space: explored.space });
    from += done;
  }
  if (arrays.count !== transitions) throw new Bug("the edges are not as many as the transitions");
  return arrays.done(labels.raised.list);
}

interface Sink {
  readonly arrays: EdgeArrays;
  readonly labels: Labels;
  readonly space: LogSpace;
}

function addRecords(
  records: Int32Array,
  { modules }: MachineCode,
  { arrays, labels, space }: Sink,
): void {
  const size = recordBytes(modules.words, true) >> 2;
  const words = modules.words * 2;
  for (let at = 0; at < records.length; at += size) {
    const action = records[at + words] as number;
    const from = records[at + words + 1] as number;
    const low = records[at + words + 2] as number;
    const high = records[at + words + 3] as number;
    const plain = low === 0 && high === 0;
    const label = plain ? 0 : labels.of(from, action, { low, high });
    const target = (low & 7) === 0 ? space.findPacked(records, at) : -1;
    arrays.begin(from);
    arrays.add(target, action, label);
  }
}

/** What labels of machine code mean, as indexes into `raised`. */
class Labels {
  readonly raised = new RaisedList();
  readonly #code: MachineCode;
  readonly #explored: Explored;
  /** By action and label of the code. */
  readonly #known = new Map<string, number>();

  constructor(code: MachineCode, explored: Explored) {
    this.#code = code;
    this.#explored = explored;
  }

  of(from: number, action: number, { low, high }: { low: number; high: number }): number {
    const key = `${action} ${low} ${high}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const label = this.#ask(from, action);
    this.#known.set(key, label);
    return label;
  }

  #ask(from: number, action: number): number {
    const { space, stepper } = this.#explored;
    const state = new Int32Array(stepper.program.slots.length);
    space.read(from, state);
    const { fault, marks = [] } = stepper.apply(state, stepOf(action, this.#code)) ?? {};
    return this.raised.label(fault, marks);
  }
}
