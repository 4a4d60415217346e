// Follows an implementation through a model: keeps every situation that agrees with what was applied, answered and observed.
// Between two observations machines may take steps of their own and calls that are under way may take effect, in any
// order. Where no situation is left, the implementation has done what the model does not allow. Where there are too
// many, that is said: nothing is known then.

import { isOwn } from "../model/quiet.ts";
import type { State, Step } from "../model/stepper.ts";
import { hasEnded, isBusy, type Rules, type Seen, takes } from "./rules.ts";
import {
  type Call,
  distinct,
  type Effect,
  keyOf,
  type Pending,
  type Situation,
} from "./situation.ts";

/** What a system says when a trigger was applied. */
export type Reply = "done" | "ignored" | "refused" | "sent";

/** What came of a look at the system. */
export type Finding =
  | { readonly kind: "fits" }
  /** The situations that were possible just before; none of them fits. */
  | { readonly kind: "misfits"; readonly possible: readonly Situation[] }
  | { readonly kind: "too-many"; readonly most: number };

const FITS: Finding = { kind: "fits" };

/** The situations that fit so far. */
export class Tracker {
  readonly #rules: Rules;
  readonly #most: number;
  #situations: readonly Situation[] = [];
  /** Is the closure of #situations what they are. */
  #closed = false;

  constructor(rules: Rules, most: number) {
    this.#rules = rules;
    this.#most = most;
  }

  /** How many situations fit. */
  get size(): number {
    return this.#situations.length;
  }

  /** Before anything was seen: the initial states. */
  start(): Finding {
    const first: Situation[] = [];
    this.#rules.interpreter.initial(state => {
      first.push({ state: state.slice(), pending: [], from: undefined, step: undefined });
      return first.length <= this.#most;
    });
    return this.#become(first);
  }

  /** Can the trigger be applied now: some situation takes it, or it comes too late for all. */
  accepts(call: Call): boolean {
    const closed = this.#close();
    if (!closed) return true;
    const late = !this.#rules.guarded.has(call.trigger);
    return closed.some(
      ({ state }) =>
        (late && hasEnded(this.#rules, call, state)) || this.#taking(call, state).steps,
    );
  }

  /** The trigger is applied; what it does to the model may happen from now on. */
  call(call: Call): Finding {
    const closed = this.#close();
    if (!closed) return this.#tooMany();
    const waiting: Pending = { call, effect: undefined, sent: false };
    return this.#become(closed.map(s => ({ ...s, pending: [...s.pending, waiting] })));
  }

  /** The call is answered. */
  answer(id: number, reply: Reply): Finding {
    const closed = this.#close();
    if (!closed) return this.#tooMany();
    const left = closed.flatMap(s => {
      const pending = answered(s.pending, id, reply);
      return pending ? [{ ...s, pending }] : [];
    });
    return left.length > 0 ? this.#become(distinct(left)) : { kind: "misfits", possible: closed };
  }

  /** This is what the system shows. */
  observe(seen: readonly Seen[]): Finding {
    const closed = this.#close();
    if (!closed) return this.#tooMany();
    const left = closed.filter(situation => shows(situation, seen));
    // Ways are told from the last observation on.
    return left.length > 0 ? this.#become(left.map(begun)) : { kind: "misfits", possible: closed };
  }

  /** It shows this and nothing goes on in it by itself: so all calls are dealt with, and nothing goes on in the model. */
  rest(seen: readonly Seen[]): Finding {
    const closed = this.#close();
    if (!closed) return this.#tooMany();
    const same = closed.filter(situation => shows(situation, seen));
    const left = same.filter(
      s => s.pending.length === 0 && this.#next(s).every(next => !this.#isOwed(next)),
    );
    return left.length > 0 ? this.#become(left) : { kind: "misfits", possible: same };
  }

  #become(situations: readonly Situation[]): Finding {
    this.#situations = situations;
    this.#closed = false;
    return situations.length > this.#most ? this.#tooMany() : FITS;
  }

  #tooMany(): Finding {
    return { kind: "too-many", most: this.#most };
  }

  // -------------------------------------------------------------- what may happen unseen

  /** All situations that those kept may have turned into unseen, nearest first; undefined where they are too many. */
  #close(): readonly Situation[] | undefined {
    if (this.#closed) return this.#situations;
    const found = new Map(this.#situations.map(s => [keyOf(s), s]));
    for (const situation of found.values()) {
      for (const next of this.#next(situation)) {
        const key = keyOf(next);
        if (!found.has(key)) found.set(key, next);
        if (found.size > this.#most) return undefined;
      }
    }
    this.#situations = [...found.values()];
    this.#closed = true;
    return this.#situations;
  }

  /** What may happen next unseen. */
  #next(from: Situation): Situation[] {
    const { unseen } = this.#rules;
    const { state, pending } = from;
    const waiting = pending.filter(p => p.effect === undefined);
    const next: Situation[] = [];
    const note = (command: number, choice: number, to: State) => {
      const step: Step = { command, choice };
      if (unseen[command]) next.push({ state: to.slice(), pending, from, step });
      for (const each of waiting) {
        if (!takes(this.#rules, each.call, command, choice)) continue;
        const left = effected(pending, each, this.#effectOf(command));
        next.push({ state: to.slice(), pending: left, from, step });
      }
    };
    this.#rules.interpreter.successors(state, { step: note, fault: () => undefined });
    for (const each of waiting) {
      if (!this.#lapses(each.call, state)) continue;
      next.push({ state, pending: effected(pending, each, "lapsed"), from, step: undefined });
    }
    return next;
  }

  /** The machines' own steps; what the outside does, and what need not happen, may stay away. */
  #isOwed({ step }: Situation): boolean {
    const command = this.#rules.interpreter.program.commands[step?.command ?? -1];
    return isOwn(command) && command?.fair !== "none";
  }

  #effectOf(command: number): Effect {
    return this.#rules.interpreter.program.commands[command]?.policy ?? "handled";
  }

  /** Nobody takes the call here, and it is not because somebody is busy. */
  #lapses(call: Call, state: State): boolean {
    if (isBusy(this.#rules, call, state)) return false;
    const { steps, faults } = this.#taking(call, state);
    return !steps && !faults;
  }

  /** Is there a way to take the call, and is there one that fails: of that the model says that it must not come. */
  #taking(call: Call, state: State): { readonly steps: boolean; readonly faults: boolean } {
    let [steps, faults] = [false, false];
    this.#rules.interpreter.successors(state, {
      step: (command, choice) => {
        steps ||= takes(this.#rules, call, command, choice);
      },
      fault: (command, choice) => {
        faults ||= takes(this.#rules, call, command, choice);
      },
    });
    return { steps, faults };
  }
}

function begun({ state, pending }: Situation): Situation {
  return { state, pending, from: undefined, step: undefined };
}

function shows({ state }: Situation, seen: readonly Seen[]): boolean {
  return seen.every(s => s.watched.show(state) === s.value);
}

/** The calls under way after this one took effect. */
function effected(pending: readonly Pending[], of: Pending, effect: Effect): readonly Pending[] {
  if (of.sent) return pending.filter(p => p !== of);
  return pending.map(p => (p === of ? { ...p, effect } : p));
}

/** The calls under way after the answer to one; undefined where the model did something else with it. */
function answered(
  pending: readonly Pending[],
  id: number,
  reply: Reply,
): readonly Pending[] | undefined {
  const of = pending.find(p => p.call.id === id);
  if (!of) return pending;
  const rest = pending.filter(p => p !== of);
  if (reply === "sent" && of.effect === undefined) {
    return pending.map(p => (p === of ? { ...p, sent: true } : p));
  }
  return of.effect !== undefined && REPLIES[reply].has(of.effect) ? rest : undefined;
}

/** Which effects an answer allows. Who comes too late may be told anything; what is sent is told nothing. */
const REPLIES: Readonly<Record<Reply, ReadonlySet<Effect>>> = {
  done: new Set(["handled", "ignored", "lapsed"]),
  sent: new Set(["handled", "ignored", "refused", "lapsed"]),
  ignored: new Set(["ignored", "lapsed"]),
  refused: new Set(["refused", "lapsed"]),
};
