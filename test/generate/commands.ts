// Random commands: of every kind, with parameters, temporaries, and effects of every statement. What they
// store keeps to what slots.ts allows, so that the space stays small.

import type {
  Agent,
  Command,
  CommandKind,
  Parameter,
  Program,
  Slot,
  Statement,
  Target,
  Term,
} from "../../src/model/program.ts";
import { nowhere } from "../programs.ts";
import { type Block, isLive, type Memory } from "./slots.ts";
import type { Tape } from "./tape.ts";
import {
  apply,
  binary,
  clamp,
  constant,
  hullOf,
  part,
  type Range,
  Terms,
  wrapped,
} from "./terms.ts";

/** What commands refer to. */
export interface Surroundings {
  readonly memory: Memory;
  readonly agents: readonly Agent[];
  readonly rows: number;
  readonly asserts: number;
  /** Marks that are not of asserts come after those that are. */
  readonly marks: number;
  readonly tells: Program["tells"];
  /** A slot that each command counts down: where it is at its lowest nothing can happen. */
  readonly budget?: number | undefined;
}

const TEMP: Range = { low: -8, high: 15 };

/** One command. */
export function command(tape: Tape, index: number, around: Surroundings): Command {
  const kind = tape.weighted<CommandKind>({ own: 6, trigger: 3, message: 2, timeout: 1, fault: 1 });
  const params = tape.list(tape.weighted(PARAMS).length - 1, i => parameter(tape, i));
  const temps = Math.max(0, tape.below(4) - 1);
  const reads = {
    memory: around.memory,
    params: params.map(({ values }) => ({ low: values[0] ?? 0, high: values.at(-1) ?? 0 })),
    temps: tape.list(temps, () => TEMP),
    old: false,
  };
  const effects = new Effects(tape, new Terms(tape, reads), {
    ...around,
    temps,
    favourite: tape.once(3) ? tape.below(8) : index,
  });
  const guard = guardOf(tape, new Terms(tape, { ...reads, temps: [] }));
  const budget = around.budget === undefined ? undefined : spend(around.memory, around.budget);
  const effect = effects.effect();
  return {
    name: `c${index}`,
    kind,
    ...who(tape, kind, around),
    step: 1,
    steps: 1,
    params,
    guard: budget ? binary("and", budget.guard, guard) : guard,
    effect: budget ? [budget.effect, ...effect] : effect,
    temps,
    fair: tape.pick(["weak", "strong", "none"] as const),
    span: nowhere,
  };
}

function spend({ slots }: Memory, slot: number): { guard: Term; effect: Statement } {
  const to = { kind: "slot", slot } as const;
  const value = binary("-", to, constant(1).term);
  const guard = binary(">", to, constant(slots[slot]?.low ?? 0).term);
  return { guard, effect: { kind: "assign", to, value } };
}

const PARAMS = { n: 12, nn: 6, nnn: 2 };

function guardOf(tape: Tape, terms: Terms): Term {
  return tape.below(3) === 0 ? constant(1).term : terms.truth(tape.below(3) + 1).term;
}

function parameter(tape: Tape, index: number): Parameter {
  const values = [tape.between(-2, 3)];
  for (let n = tape.below(4); n > 0; n--) values.push((values.at(-1) ?? 0) + 1 + tape.below(2));
  const type = { kind: "int", low: values[0] ?? 0, high: values.at(-1) ?? 0 } as const;
  return { name: `p${index}`, type, values };
}

function who(tape: Tape, kind: CommandKind, around: Surroundings): Partial<Command> {
  const cause = kind === "own" || kind === "fault" ? undefined : "cause";
  if (kind === "fault") return { cause };
  const agent = around.agents.length > 0 ? tape.below(around.agents.length) : undefined;
  const state = agent === undefined ? undefined : around.agents[agent]?.state;
  const states = state === undefined ? 0 : (around.memory.slots[state]?.high ?? 0) + 1;
  const acting = states === 0 ? {} : { agent, from: tape.below(states), to: tape.below(states) };
  if (kind === "trigger" && tape.once(3)) {
    return { ...acting, cause, policy: tape.pick(["ignored", "refused"] as const) };
  }
  const row = around.rows > 0 ? tape.below(around.rows) : undefined;
  if (kind !== "message" || agent === undefined || tape.below(2) === 0) {
    return { ...acting, cause, row };
  }
  return { ...acting, cause, row, partner: tape.below(around.agents.length), partnerRow: row };
}

interface Site extends Surroundings {
  readonly temps: number;
  readonly favourite: number;
}

/** Makes statements. */
class Effects {
  readonly #tape: Tape;
  readonly #terms: Terms;
  readonly #around: Site;

  constructor(tape: Tape, terms: Terms, around: Site) {
    this.#tape = tape;
    this.#terms = terms;
    this.#around = around;
  }

  /** An effect: every other one is a single move; mostly something is stored first, so that there is somewhere to go. */
  effect(): Statement[] {
    if (this.#tape.below(2) === 0) return [this.#assign(true)];
    const first = this.#tape.once(8) ? [] : [this.#assign()];
    return [...first, ...this.list(this.#tape.below(4), 2)];
  }

  list(length: number, depth: number): Statement[] {
    return this.#tape.list(length, () => this.#statement(depth));
  }

  #statement(depth: number): Statement {
    const tape = this.#tape;
    const { temps, asserts, marks, tells } = this.#around;
    const kind = tape.weighted({
      assign: 8,
      temp: temps > 0 ? 4 : 0,
      if: depth > 0 ? 3 : 0,
      require: 1,
      assert: asserts > 0 ? 3 : 0,
      mark: marks > asserts ? 3 : 0,
      tell: tells.length > 0 ? 1 : 0,
    });
    switch (kind) {
      case "assign":
        return this.#assign();
      case "temp": {
        const to: Target = { kind: "temp", temp: tape.below(temps) };
        return { kind: "assign", to, value: this.#temporary() };
      }
      case "if":
        return {
          kind: "if",
          test: this.#terms.truth(2).term,
          then: this.list(tape.below(3), depth - 1),
          else: this.list(tape.below(3), depth - 1),
        };
      case "require":
        return { kind: "require", test: this.#terms.truth(2).term };
      case "mark":
        return { kind: "mark", mark: asserts + tape.below(marks - asserts) };
      case "assert":
        return { kind: "assert", test: this.#terms.truth(2).term, mark: tape.below(asserts) };
      case "tell":
        return this.#tell();
    }
  }

  #temporary(): Term {
    const made = this.#terms.number(2);
    const fits = made.low >= TEMP.low && made.high <= TEMP.high;
    return fits ? made.term : clamp(made, TEMP).term;
  }

  /** With `move`, to another value if there is one. */
  #assign(move = false): Statement {
    const { memory, budget } = this.#around;
    const live = memory.blocks.filter(b => isLive(b) && b.base !== budget);
    const few = live.length > 0 && !this.#tape.once(16) ? live : memory.blocks;
    // Each command keeps to one block, so that they move without each other and a few of them move everything.
    const other = move || this.#tape.below(2) === 0 ? 0 : this.#tape.below(few.length);
    const block = few[(this.#around.favourite + other) % few.length] as Block;
    const { to, slots } = this.#place(block);
    const value = move || this.#tape.below(3) === 0 ? next(block, to, slots) : undefined;
    return { kind: "assign", to, value: value ?? this.#value(block, slots) };
  }

  /** Where to store, and which slots that may be. */
  #place(block: Block): { to: Target; slots: readonly Slot[] } {
    const { slots } = this.#around.memory;
    if (block.size === 1 || this.#tape.below(3) === 0) {
      const slot = block.base + this.#tape.below(block.size);
      return { to: { kind: "slot", slot }, slots: slots.slice(slot, slot + 1) };
    }
    const { base, size } = part(this.#tape, block);
    const index = this.#terms.index(size, 1);
    return { to: { kind: "element", base, size, index }, slots: slots.slice(base, base + size) };
  }

  #value({ pool }: Block, slots: readonly Slot[]): Term {
    if (pool === undefined) return this.#terms.inRange(hullOf(slots), this.#tape.below(3));
    const value = this.#tape.pick(pool) ?? beyond(slots, 0);
    if (!this.#tape.once(4)) return constant(value).term;
    const test = this.#terms.truth(1).term;
    const other = this.#tape.once(3) ? beyond(slots, value) : (this.#tape.pick(pool) ?? value);
    return { kind: "if", test, then: constant(value).term, else: constant(other).term };
  }

  #tell(): Statement {
    const tell = this.#tape.below(this.#around.tells.length);
    const made = this.#around.tells[tell];
    if (made?.kind === "emit" && made.type === undefined) return { kind: "tell", tell };
    const codes = made && "codes" in made ? made.codes.end - 1 : 9;
    const value = clamp(this.#terms.number(1), { low: 0, high: codes }).term;
    return { kind: "tell", tell, value };
  }
}

/** The value after the present one, going round. */
function next({ pool }: Block, to: Target, slots: readonly Slot[]): Term | undefined {
  if (to.kind === "temp") return;
  const { low, high } = hullOf(slots);
  if (pool === undefined) {
    return wrapped(apply("+", { term: to, low, high }, constant(low <= 0 ? 1 - low : 1)), {
      low,
      high,
    });
  }
  // No value is in all their ranges: what is stored there is a fault, or there would be one more.
  const [first] = pool;
  if (first === undefined) return;
  return pool.slice(1).reduceRight<Term>((rest, value, i) => {
    const test = binary("==", to, constant(pool[i] ?? 0).term);
    return { kind: "if", test, then: constant(value).term, else: rest };
  }, constant(first).term);
}

/** Outside of all their ranges; where 32 bits have no such number, the other one. */
function beyond(slots: readonly Slot[], other: number): number {
  const { low, high } = hullOf(slots);
  if (high < 2 ** 31 - 1) return high + 1;
  return low > -(2 ** 31) ? low - 1 : other;
}
