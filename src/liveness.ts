// Liveness checks within the limits of the whole check: what exploring has left of the time is theirs. Of those that hold it
// is asked whether they say anything; in large spaces they are not, since each part of a formula costs a search.

import { decideEndless, idlePartsOf } from "./explore/endless.ts";
import type { SearchLimits } from "./explore/liveness/system.ts";
import type { CheckOptions } from "./model/job.ts";
import type { Endlessly, IdlePart, Outcome, Progress, StopReason } from "./model/outcome.ts";
import type { Meaning, Program } from "./model/program.ts";
import { showTerm, TRUTH } from "./model/show-term.ts";
import type { Interpreter } from "./model/stepper.ts";
import { type Atom, showTemporal } from "./model/temporal.ts";

/** The parts of formulas are looked for in spaces up to this many states. */
const MOST_STATES = 20_000;

/** The liveness checks of one program on its explored space. */
export class LivenessChecks {
  readonly #interpreter: Interpreter;
  readonly #outcome: Outcome;
  readonly #limits: SearchLimits;
  readonly #holding: number[] = [];

  /** `start` is when the whole check began. */
  constructor(interpreter: Interpreter, outcome: Outcome, options: CheckOptions, start: number) {
    const memory = options.limits.memory ?? Number.POSITIVE_INFINITY;
    this.#interpreter = interpreter;
    this.#outcome = outcome;
    this.#limits = { memory, stop: stopper(outcome, options, start) };
  }

  /** Decides the check with this index. */
  decide(index: number): Endlessly {
    const live = this.#meaning(index);
    if (!live) return { kind: "refused", message: "it is no liveness check" };
    const found = decideEndless(this.#outcome, this.#interpreter, live, this.#limits);
    if (found.kind === "holds") this.#holding.push(index);
    return found;
  }

  /** What plays no part in those that were found to hold. */
  idle(): IdlePart[] {
    if (this.#outcome.states > MOST_STATES) return [];
    return this.#holding.flatMap(index => this.#idleIn(index));
  }

  #idleIn(index: number): IdlePart[] {
    const { program } = this.#interpreter;
    const live = this.#meaning(index);
    if (!live) return [];
    const show = (atom: number) => atomText(program, live.atoms[atom]);
    const property = program.checks[index]?.property ?? "";
    return idlePartsOf(this.#outcome, this.#interpreter, live, this.#limits).map(
      ({ part, stronger }) => ({
        property,
        part: showTemporal(part, show),
        stronger: showTemporal(stronger, show),
      }),
    );
  }

  #meaning(index: number): Extract<Meaning, { by: "liveness" }> | undefined {
    const meaning = this.#interpreter.program.checks[index]?.meaning;
    return meaning?.by === "liveness" ? meaning : undefined;
  }
}

function atomText(program: Program, atom: Atom | undefined): string {
  if (!atom) return "";
  if (atom.kind === "state") return showTerm(program, atom.term, { as: TRUTH, names: true });
  const mark = program.marks[atom.mark];
  return mark?.kind === "event" ? mark.text : `mark ${atom.mark}`;
}

function stopper(
  { states, transitions, depth }: Outcome,
  { limits, now, progress }: CheckOptions,
  start: number,
): () => StopReason | undefined {
  const end = start + (limits.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const told: Progress = { states, transitions, frontier: 0, depth, memory: 0 };
  return () => {
    if (now() >= end) return "seconds";
    return progress?.(told) === true ? "interrupted" : undefined;
  };
}
