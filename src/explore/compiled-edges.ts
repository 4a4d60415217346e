// The edges of a space by compiled code: the same as edgesOf (edges.ts) makes with the interpreter, a batch of
// states at a time. What an action raised is asked of the interpreter once for each label.

import { Bug } from "../base/bug.ts";
import { EDGE_LABEL, type MachineCode, recordBytes } from "../model/machine-code.ts";
import type { Edges, Raised, StopReason } from "../model/outcome.ts";
import type { Interpreter } from "../model/stepper.ts";
import type { EdgeLimits } from "./edges.ts";
import { EdgeArrays, edgesOf, RaisedList } from "./edges.ts";
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
  const { log, transitions, space, stepper } = explored;
  // States in another layout cannot be handed to this code.
  if (code.layout.words !== space.words) return edgesOf(space, stepper, limits);
  const arrays = new EdgeArrays(log.count, transitions);
  if (!arrays.fits(limits.memory)) return "memory";
  const machine = new Machine(code.modules);
  const sink = new Sink(code, explored, arrays);
  for (let from = 0; from < log.count; ) {
    const reason = limits.stop();
    if (reason !== undefined) return reason;
    const most = Math.min(code.modules.regions.inputs, log.count - from);
    const count = log.copy(from, most, machine.input);
    const done = machine.expand(count, from);
    sink.take(machine.records);
    from += done;
  }
  if (arrays.count !== transitions) throw new Bug("the edges are not as many as the transitions");
  return arrays.done(sink.raised);
}

/** Where records become edges. */
class Sink {
  readonly #arrays: EdgeArrays;
  readonly #labels: Labels;
  readonly #space: LogSpace;
  /** 32-bit words of a record, and of the state in it. */
  readonly #size: number;
  readonly #words: number;
  #targets: Int32Array = new Int32Array(0);

  constructor(code: MachineCode, explored: Explored, arrays: EdgeArrays) {
    this.#arrays = arrays;
    this.#labels = new Labels(code, explored);
    this.#space = explored.space;
    this.#size = recordBytes(code.modules.words, code.modules.label) >> 2;
    this.#words = code.modules.words * 2;
  }

  get raised(): readonly Raised[] {
    return this.#labels.raised.list;
  }

  /** Adds the edges of a batch. */
  take(records: Int32Array): void {
    const count = records.length / this.#size;
    if (this.#targets.length < count) this.#targets = new Int32Array(count);
    const targets = this.#targets.subarray(0, count);
    const rows = { stride: this.#size, origin: this.#words + 1 };
    this.#space.findAllPacked(records, rows, targets);
    for (let i = 0, at = this.#words; i < count; i++, at += this.#size) {
      const action = records[at] as number;
      const from = records[at + 1] as number;
      const bits = { records, from: at + 2, until: at + this.#size - this.#words };
      const label = this.#labels.of(from, action, bits);
      const faulted = ((records[at + 2] as number) & FAULT) !== 0;
      this.#arrays.begin(from);
      this.#arrays.add(faulted ? -1 : (targets[i] as number), action, label);
    }
  }
}

/** The bits of a label that tell the kind of fault. */
const FAULT = (1 << EDGE_LABEL.faultBits) - 1;

/** A label among records. */
interface Bits {
  readonly records: Int32Array;
  readonly from: number;
  readonly until: number;
}

function isNothing({ records, from, until }: Bits): boolean {
  let at = from;
  while (at < until && records[at] === 0) at++;
  return at === until;
}

function isSame({ records, from, until }: Bits, bits: Int32Array): boolean {
  let at = from;
  while (at < until && records[at] === bits[at - from]) at++;
  return at === until;
}

/** What labels of machine code mean, as indexes into `raised`. */
class Labels {
  readonly raised = new RaisedList();
  readonly #code: MachineCode;
  readonly #explored: Explored;
  /** By action, the labels of the code and what they mean. */
  readonly #known = new Map<number, { readonly bits: Int32Array; readonly label: number }[]>();

  constructor(code: MachineCode, explored: Explored) {
    this.#code = code;
    this.#explored = explored;
  }

  /** `bits`: where the label of the code stands. */
  of(from: number, action: number, bits: Bits): number {
    if (isNothing(bits)) return 0;
    let known = this.#known.get(action);
    if (known === undefined) {
      known = [];
      this.#known.set(action, known);
    }
    for (const k of known) if (isSame(bits, k.bits)) return k.label;
    const label = this.#ask(from, action);
    known.push({ bits: bits.records.slice(bits.from, bits.until), label });
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
