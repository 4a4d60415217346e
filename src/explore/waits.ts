// Who wakes whom, in a space that was seen whole. An agent waits in a state where none of its own steps is enabled
// though it has some where it is. One walk over the edges finds who ends which wait; one walk back from the states in which
// an agent does not wait finds the waits that nothing ends. Agents are bits of a word, so both walks are made for
// all of them at once. Faults of the world wake nobody: a wait that only a crash ends has no waker. Where a step
// may end in an assert or a range that is broken, that is what is wrong, and not that somebody waits.

import type { Machine, Model } from "../model/model.ts";
import type { Edges, Hit, Outcome, Sources } from "../model/outcome.ts";
import type { Program } from "../model/program.ts";
import { isOwn } from "../model/quiet.ts";
import type { State } from "../model/stepper.ts";
import type { WaitSeen, WaitsSeen } from "../model/waits.ts";
import { Actions } from "./actions.ts";
import { sourcesOf } from "./edges.ts";

/** Making edges costs about as much as exploring did: only up to this many states. */
const LARGEST = 250_000;
/** Bits of a word that stay positive. */
const MOST_AGENTS = 30;

/** The waits of all machines; a reason where they could not be looked for. */
export function waitsOf(model: Model, program: Program, outcome: Outcome): WaitsSeen {
  if (!outcome.complete || !outcome.edges) return { seen: [], reason: outcome.reason };
  if (!model.machines.some(mayWait)) return { seen: [] };
  if (outcome.states > LARGEST) return { seen: [], reason: "size" };
  const edges = outcome.edges();
  if (typeof edges === "string") return { seen: [], reason: edges };
  const places = new Places();
  for (let first = 0; first < program.agents.length; first += MOST_AGENTS) {
    const last = Math.min(program.agents.length, first + MOST_AGENTS);
    new Sweep({ model, program, outcome, edges }, { first, last }).solve(places);
  }
  return { seen: places.inOrder(model) };
}

function mayWait(machine: Machine): boolean {
  return machine.rows.some(r => r.cause.kind !== "trigger" || r.steps.length > 1);
}

// ---------------------------------------------------------------- places

interface Found {
  readonly machine: string;
  readonly state: number;
  readonly step: number;
  readonly wakers: Set<number>;
  never?: Hit | undefined;
  outside?: Hit | undefined;
}

/** What is known of each place; all instances of a machine share theirs. */
class Places {
  readonly #all = new Map<string, Found>();

  at(machine: string, state: number, step: number): Found {
    const key = JSON.stringify([machine, state, step]);
    let found = this.#all.get(key);
    if (!found) {
      found = { machine, state, step, wakers: new Set() };
      this.#all.set(key, found);
    }
    return found;
  }

  inOrder(model: Model): WaitSeen[] {
    const rank = new Map(model.machines.map((m, i) => [m.name, i]));
    return [...this.#all.values()]
      .map(place => ({ ...place, wakers: [...place.wakers].sort((a, b) => a - b) }))
      .sort(
        (a, b) =>
          (rank.get(a.machine) ?? 0) - (rank.get(b.machine) ?? 0) ||
          a.state - b.state ||
          a.step - b.step,
      );
  }
}

// ---------------------------------------------------------------- the walks

interface Given {
  readonly model: Model;
  readonly program: Program;
  readonly outcome: Outcome;
  readonly edges: Edges;
}

/** An agent of this sweep: where its place stands, and in which of its states it has steps of its own. */
interface Waiter {
  readonly machine: string;
  readonly bit: number;
  readonly state: number;
  readonly step: number;
  readonly own: readonly boolean[];
}

class Sweep {
  readonly #given: Given;
  readonly #waiters: readonly Waiter[];
  /** By command: the bits of who acts in it as its own step; of who is there. */
  readonly #acts: readonly number[];
  readonly #fault: readonly boolean[];
  readonly #own: readonly boolean[];
  /** By edge its command. */
  readonly #commands: Uint16Array | Uint32Array;
  /** By state the bits of agents that wait there; and of those that may go on some time. */
  readonly #waits: Int32Array;
  readonly #goes: Int32Array;
  readonly #quiet: Uint8Array;
  readonly #state: State;

  constructor(given: Given, { first, last }: { first: number; last: number }) {
    const { program, model, outcome, edges } = given;
    this.#given = given;
    const bit = (agent: number | undefined) =>
      agent === undefined || agent < first || agent >= last ? 0 : 1 << (agent - first);
    this.#waiters = program.agents
      .slice(first, last)
      .map((_, i) => waiter(model, program, first + i, bit(first + i)));
    this.#own = program.commands.map(isOwn);
    this.#acts = program.commands.map(c => (isOwn(c) ? bit(c.agent) | bit(c.partner) : 0));
    this.#fault = program.commands.map(c => c.kind === "fault");
    this.#commands = commandsOf(program, edges);
    this.#waits = new Int32Array(outcome.space.count);
    this.#goes = new Int32Array(outcome.space.count);
    this.#quiet = new Uint8Array(outcome.space.count);
    this.#state = new Int32Array(program.slots.length);
  }

  solve(places: Places): void {
    this.#lookAtStates();
    this.#goBack();
    this.#findWakers(places);
    this.#findForsaken(places);
  }

  #lookAtStates(): void {
    const { space } = this.#given.outcome;
    const { first, targets } = this.#given.edges;
    const all = this.#waiters.reduce((bits, w) => bits | w.bit, 0);
    for (let number = 0; number < space.count; number++) {
      space.read(number, this.#state);
      let acts = 0;
      let own = false;
      let faults = false;
      for (let e = first[number] as number; e < (first[number + 1] as number); e++) {
        const command = this.#commands[e] as number;
        acts |= this.#acts[command] as number;
        own ||= this.#own[command] as boolean;
        faults ||= (targets[e] as number) < 0;
      }
      let waits = 0;
      for (const w of this.#waiters) if ((acts & w.bit) === 0 && this.#hasSteps(w)) waits |= w.bit;
      this.#waits[number] = waits;
      this.#goes[number] = faults ? all : all & ~waits;
      this.#quiet[number] = own ? 0 : 1;
    }
  }

  /** Has the agent own steps where it is in the state that was read. */
  #hasSteps({ state, step, own }: Waiter): boolean {
    if (step >= 0 && this.#state[step] !== 0) return true;
    return own[this.#state[state] as number] === true;
  }

  /** Who can go on after a step could go on before it. */
  #goBack(): void {
    const { first, states } = this.#sources();
    const goes = this.#goes;
    const waiting = new Uint8Array(goes.length).fill(1);
    const stack = Array.from(goes, (_, i) => i);
    for (let to = stack.pop(); to !== undefined; to = stack.pop()) {
      waiting[to] = 0;
      for (let i = first[to] as number; i < (first[to + 1] as number); i++) {
        const from = states[i] as number;
        const before = goes[from] as number;
        const after = before | (goes[to] as number);
        if (after === before) continue;
        goes[from] = after;
        if (waiting[from] === 1) continue;
        waiting[from] = 1;
        stack.push(from);
      }
    }
  }

  /** The way back over all steps but faults. */
  #sources(): Sources {
    const { edges } = this.#given;
    if (!this.#fault.includes(true)) return edges.sources();
    const targets = edges.targets.map((to, e) =>
      this.#fault[this.#commands[e] as number] ? -1 : to,
    );
    return sourcesOf(edges.first, targets);
  }

  #findWakers(places: Places): void {
    const { edges, outcome } = this.#given;
    for (let from = 0; from < outcome.space.count; from++) {
      const waits = this.#waits[from] as number;
      if (waits === 0) continue;
      outcome.space.read(from, this.#state);
      const here = this.#waiters
        .filter(w => (waits & w.bit) !== 0)
        .map(w => ({ bit: w.bit, place: this.#placeOf(w, places) }));
      for (let e = edges.first[from] as number; e < (edges.first[from + 1] as number); e++) {
        const woken = waits & ~this.#waitingAfter(e);
        if (woken === 0) continue;
        const command = this.#commands[e] as number;
        for (const { bit, place } of here) if (woken & bit) place.wakers.add(command);
      }
    }
  }

  /** Who waits after the step; after a fault of any kind it counts as everybody. */
  #waitingAfter(edge: number): number {
    const to = this.#given.edges.targets[edge] as number;
    const wakesNobody = to < 0 || this.#fault[this.#commands[edge] as number];
    return wakesNobody ? -1 : (this.#waits[to] as number);
  }

  #findForsaken(places: Places): void {
    const { space } = this.#given.outcome;
    for (let number = 0; number < space.count; number++) {
      const waits = this.#waits[number] as number;
      const forsaken = waits & ~(this.#goes[number] as number);
      const quiet = this.#quiet[number] === 1 ? waits & ~forsaken : 0;
      if ((forsaken | quiet) === 0) continue;
      space.read(number, this.#state);
      for (const w of this.#waiters) {
        if (forsaken & w.bit) this.#placeOf(w, places).never ??= { state: number };
        if (quiet & w.bit) this.#placeOf(w, places).outside ??= { state: number };
      }
    }
  }

  #placeOf({ machine, state, step }: Waiter, places: Places): Found {
    return places.at(
      machine,
      this.#state[state] as number,
      step < 0 ? 0 : (this.#state[step] as number),
    );
  }
}

function waiter(model: Model, program: Program, agent: number, bit: number): Waiter {
  const { machine: name, state } = program.agents[agent] as Program["agents"][number];
  const machine = model.machines.find(m => m.name === name);
  const step = program.slots.findIndex(s => s.role === "step" && s.agent === agent);
  const own = (machine?.states ?? []).map(
    (_, s) => machine?.rows.some(r => r.cause.kind !== "trigger" && r.from.includes(s)) ?? false,
  );
  return { machine: name, bit, state, step, own };
}

function commandsOf(program: Program, { actions }: Edges): Uint16Array | Uint32Array {
  const numbers = new Actions(program);
  const commands =
    program.commands.length < 65_536
      ? new Uint16Array(actions.length)
      : new Uint32Array(actions.length);
  for (let e = 0; e < actions.length; e++) commands[e] = numbers.commandOf(actions[e] as number);
  return commands;
}
