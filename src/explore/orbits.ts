// One state for all that are renamings of each other. Replicas are sorted by what their slots say, which settles
// everything but slots that say something of pairs of replicas: there all orders of replicas that are
// otherwise alike are tried, and the first in lexical order is taken. So two states have the same
// representative iff a renaming leads from one to the other.

import type { Path } from "../model/outcome.ts";
import type { Interpreter, State, Step } from "../model/stepper.ts";
import {
  type Family,
  movedSlot,
  movedValue,
  type Naming,
  NO_NAME,
  type Renaming,
  type SlotNaming,
  type Symmetry,
  subjectOf,
  tangledFamilies,
} from "../model/symmetry.ts";
import { Actions } from "./actions.ts";

/** What a slot says of each replica of a family, as a number. */
type Column = (state: State, replica: number) => number;

/** The orbits of a symmetry. */
export class Orbits {
  readonly #symmetry: Symmetry;
  readonly #interpreter: Interpreter;
  /** By family. */
  readonly #columns: readonly (readonly Column[])[];
  readonly #tangled: readonly number[];
  readonly #actions: Actions;

  /** `interpreter` executes paths anew. */
  constructor(symmetry: Symmetry, interpreter: Interpreter) {
    this.#symmetry = symmetry;
    this.#interpreter = interpreter;
    const { families, slots } = symmetry;
    this.#columns = families.map((_, f) => columnsOf(symmetry, f));
    this.#tangled = [...new Set(slots.flatMap(s => tangledFamilies(s, families.length)))].sort();
    this.#actions = new Actions(interpreter.program);
  }

  /** The state that stands for the orbit, of the caller's own. */
  representative(state: State): State {
    return this.#represent(state).state;
  }

  /**
   * A real run from what was noted between representatives: each step renamed so that the last state is the last
   * representative itself.
   */
  unfold({ start, steps }: Path): Path {
    const renamings: Renaming[] = [];
    let state = start;
    for (const step of steps) {
      const next = this.#interpreter.apply(state, step)?.next;
      if (!next) break;
      const { renaming, state: representative } = this.#represent(next);
      renamings.push(renaming);
      state = representative;
    }
    let after: Renaming = this.#symmetry.families.map(({ size }) => identity(size));
    const renamed: Step[] = [];
    for (let i = steps.length - 1; i >= 0; i--) {
      const renaming = renamings[i];
      if (renaming) after = composed(after, renaming);
      renamed.push(this.#renamedStep(steps[i] as Step, after));
    }
    return { start: this.#rename(start, after), steps: renamed.reverse() };
  }

  // -------------------------------------------------------------- representatives

  #represent(state: State): { readonly state: State; readonly renaming: Renaming } {
    const orders = this.#symmetry.families.map((family, f) => this.#sorted(family, f, state));
    const sorted = orders.map(inverse);
    const moved = this.#rename(state, sorted);
    if (this.#tangled.length === 0) return { state: moved, renaming: sorted };
    let best = { state: moved, renaming: sorted as Renaming };
    for (const ties of this.#ties(orders, state)) {
      const renaming = ties.map(inverse);
      const candidate = this.#rename(state, renaming);
      if (isBefore(candidate, best.state)) best = { state: candidate, renaming };
    }
    return best;
  }

  /** The replicas in order of their columns. */
  #sorted({ size }: Family, family: number, state: State): number[] {
    return identity(size).sort((a, b) => this.#compare(family, state, a, b) || a - b);
  }

  #compare(family: number, state: State, a: number, b: number): number {
    for (const column of this.#columns[family] ?? []) {
      const difference = column(state, a) - column(state, b);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** All orders in which tangled replicas stand that the columns do not tell apart. */
  *#ties(orders: readonly number[][], state: State, at = 0): Generator<readonly number[][]> {
    const family = this.#tangled[at];
    if (family === undefined) {
      yield orders;
      return;
    }
    const order = orders[family] ?? [];
    const alike = (a: number, b: number) => this.#compare(family, state, a, b) === 0;
    for (const each of ordersWithin(order, alike)) {
      yield* this.#ties(orders.with(family, each), state, at + 1);
    }
  }

  // -------------------------------------------------------------- renaming

  #rename(state: State, renaming: Renaming): State {
    const { slots, families } = this.#symmetry;
    const renamed = new Int32Array(state.length);
    for (let slot = 0; slot < state.length; slot++) {
      const naming = slots[slot] as SlotNaming;
      const value = state[slot] as number;
      const bare = naming.value.kind === "none";
      const moved = bare ? value : movedValue(naming.value, value, renaming, families);
      renamed[naming.coordinates.length === 0 ? slot : movedSlot(slot, naming, renaming)] = moved;
    }
    return renamed;
  }

  /** A renaming is made of exchanges of neighbours, and of those it is known what becomes of a command. */
  #renamedStep({ command, choice }: Step, renaming: Renaming): Step {
    let at = command;
    const { families, params } = this.#symmetry;
    for (const [f, { commands }] of families.entries()) {
      for (const k of exchangesOf(renaming[f] ?? [])) at = commands[k]?.[at] ?? at;
    }
    const values = this.#actions.valuesOf({ command, choice });
    const names = params[command] ?? [];
    const moved = values.map((v, i) => movedValue(names[i] ?? NO_NAME, v, renaming, families));
    return { command: at, choice: this.#actions.choiceOf(at, moved) };
  }
}

// ---------------------------------------------------------------- columns

/** What tells the replicas of a family apart, as far as slots speak of one replica only. */
function columnsOf({ slots, families }: Symmetry, family: number): Column[] {
  return slots.flatMap((naming, slot) => {
    if (tangledFamilies(naming, families.length).length > 0) return [];
    const [place] = naming.coordinates;
    if (place)
      return place.family === family && place.replica === 0 ? [placed(slot, place.stride)] : [];
    return named(naming.value, slot, family, families);
  });
}

function placed(slot: number, stride: number): Column {
  return (state, replica) => state[slot + replica * stride] as number;
}

function named(
  naming: Naming,
  slot: number,
  family: number,
  families: readonly Family[],
): Column[] {
  const value = (state: State) => state[slot] as number;
  switch (naming.kind) {
    case "none":
      return [];
    case "replica":
      return naming.family === family
        ? [(state, replica) => (value(state) - naming.low === replica ? 1 : 0)]
        : [];
    case "replicas":
      return naming.family === family
        ? [(state, replica) => (value(state) >> (replica + naming.shift)) & 1]
        : [];
    case "holder":
      return (families[family]?.agents ?? []).map(
        agents => (state, replica) => (agents[replica] === value(state) - 1 ? 1 : 0),
      );
    case "message":
      return [
        (state, replica) => {
          const about = subjectOf(naming, value(state));
          return about?.family === family && about.replica === replica ? about.rest : 0;
        },
      ];
  }
}

// ---------------------------------------------------------------- renamings

function identity(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}

/** Of an order: where each replica stands in it. */
function inverse(order: readonly number[]): number[] {
  const places = identity(order.length);
  for (const [place, replica] of order.entries()) places[replica] = place;
  return places;
}

/** First `before`, then `after`. */
function composed(after: Renaming, before: Renaming): Renaming {
  return before.map((names, f) => names.map(to => after[f]?.[to] ?? to));
}

/** Exchanges of neighbours k and k+1, one after the other, that make the renaming. */
function exchangesOf(names: readonly number[]): number[] {
  const left = [...names];
  const exchanges: number[] = [];
  for (let end = left.length - 1; end > 0; end--) {
    for (let k = 0; k < end; k++) {
      const [a, b] = [left[k] as number, left[k + 1] as number];
      if (a <= b) continue;
      [left[k], left[k + 1]] = [b, a];
      exchanges.push(k);
    }
  }
  return exchanges;
}

/** All orders in which only neighbours that are alike have changed places. */
function* ordersWithin(
  order: readonly number[],
  alike: (a: number, b: number) => boolean,
): Generator<number[]> {
  const [first] = order;
  if (first === undefined) {
    yield [];
    return;
  }
  const end = order.findIndex(other => !alike(first, other));
  const group = end < 0 ? order : order.slice(0, end);
  for (const each of group) {
    const rest = order.filter(other => other !== each);
    for (const others of ordersWithin(rest, alike)) yield [each, ...others];
  }
}

function isBefore(a: State, b: State): boolean {
  for (let slot = 0; slot < a.length; slot++) {
    const difference = (a[slot] as number) - (b[slot] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
