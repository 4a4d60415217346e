// What liveness is checked of: the state graph, what its states and steps say, and what every run owes. Commands of kind own,
// message and timeout are owed unless the model says otherwise; a trigger, a fault, and what is ignored or refused never
// is. An action that ends in a fault has no successor: it is no step, so it is not enabled either, and an
// agent that can only run into a fault owes nothing (the fault is reported for itself).

import type { Edges, StopReason } from "../../model/outcome.ts";
import type { Command, Program, Term } from "../../model/program.ts";
import type { Atom, FairnessConstraint } from "../../model/temporal.ts";

/** Truth of atoms, as bits: atom k is bit k. */
export interface Atoms {
  /** Which atoms are of steps. */
  readonly steps: number;
  state(state: number): number;
  step(edge: number): number;
}

export interface Fairness {
  readonly constraints: readonly FairnessConstraint[];
  /** By action the constraint that it is owed by, or -1. */
  readonly of: Int32Array;
}

export interface System {
  readonly edges: Pick<Edges, "first" | "targets" | "actions">;
  /** The states with lower numbers are the initial ones. */
  readonly initial: number;
  /** Every state is reached from an initial one, as in a space; not known where undefined. */
  readonly isReached?: boolean | undefined;
  readonly atoms: Atoms;
  readonly fairness: Fairness;
  readonly lasting?: Lasting | undefined;
}

/** By state, 1 where a fair run may stay for ever; undefined as long as it is not known. `nodes`: how many are to be decomposed. */
export type Lasting = (nodes: number) => Uint8Array | undefined;

/** Memory in MiB beside the graph, and who says when to stop. */
export interface SearchLimits {
  readonly memory: number;
  readonly stop: () => StopReason | undefined;
}

/** The atoms over a graph; `truthOf` gives the truth of a term by the number of the state. */
export function atomsOf(
  atoms: readonly Atom[],
  { labels, raised }: Pick<Edges, "labels" | "raised">,
  truthOf: (term: Term) => (state: number) => boolean,
): Atoms {
  const terms = atoms.flatMap((a, i) =>
    a.kind === "state" ? [{ bit: 1 << i, isTrueAt: truthOf(a.term) }] : [],
  );
  const marks = atoms.flatMap((a, i) => (a.kind === "step" ? [{ bit: 1 << i, mark: a.mark }] : []));
  const byLabel = raised.map(r =>
    marks.reduce((bits, { bit, mark }) => (r.marks.includes(mark) ? bits | bit : bits), 0),
  );
  return {
    steps: marks.reduce((bits, { bit }) => bits | bit, 0),
    state: state => {
      let bits = 0;
      for (const { bit, isTrueAt } of terms) if (isTrueAt(state)) bits |= bit;
      return bits;
    },
    step: edge => byLabel[labels[edge] as number] as number,
  };
}

/** What the commands of a program owe. */
export function fairnessOf({ commands }: Pick<Program, "commands">): Fairness {
  const constraints: FairnessConstraint[] = [];
  const numbers = new Map<string, number>();
  const of: number[] = [];
  for (const command of commands) {
    const constraint = constraintOf(command);
    let number = -1;
    if (constraint !== undefined) {
      const { kind, agent } = constraint;
      const key = `${kind} ${agent} ${kind === "strong" ? constraint.row : ""}`;
      number = numbers.get(key) ?? constraints.push(constraint) - 1;
      numbers.set(key, number);
    }
    const choices = command.params.reduce((product, p) => product * p.values.length, 1);
    for (let choice = 0; choice < choices; choice++) of.push(number);
  }
  return { constraints, of: Int32Array.from(of) };
}

function constraintOf({ kind, agent, policy, fair, row }: Command): FairnessConstraint | undefined {
  const own = kind === "own" || kind === "message" || kind === "timeout";
  if (!own || policy !== undefined || agent === undefined || fair === "none") return;
  if (fair === "weak") return { kind: "weak", agent };
  return row === undefined ? undefined : { kind: "strong", agent, row };
}
