// The sides of a program's races: every command belongs to one, and two commands race if they are not alternatives. Own steps
// of one agent are alternatives, since it takes one or the other; so are the ways in which one trigger arrives or one
// fault strikes. Everything here is read off the program, once.

import type { Command, Program } from "../../model/program.ts";
import { eventOf, type RaceSide } from "../../model/races.ts";

/** What is known of a program's commands before any state is seen. */
export class Sides {
  readonly list: readonly RaceSide[];
  /** By command: its side. */
  readonly of: Int32Array;
  /** By command: those that go on with the same thing, should another row take it up, have the same number. */
  readonly group: Int32Array;
  /** By command: its choice says which message, and positions move when others go. */
  readonly positional: readonly boolean[];
  /** By command: the outside does it. */
  readonly outside: readonly boolean[];
  readonly #program: Program;
  readonly #machines: ReadonlyMap<string, number>;

  constructor(program: Program) {
    this.#program = program;
    const { commands, agents } = program;
    const sides = new Numbers<RaceSide>();
    const groups = new Numbers<number>();
    this.of = new Int32Array(commands.length);
    this.group = new Int32Array(commands.length);
    commands.forEach((command, c) => {
      const { agent, from, step, span, row } = command;
      const event = eventOf(program, command);
      const machine = agents[agent ?? -1]?.machine;
      // Rows without a name may look alike.
      const id = [event.kind, event.name, event.kind === "row" ? row : undefined];
      const key = JSON.stringify([...id, machine, from]);
      this.of[c] = sides.of(key, () => ({ event, machine, state: from, span }));
      this.group[c] = groups.of(JSON.stringify([...id, agent, step]), () => c);
    });
    this.list = sides.list;
    this.positional = commands.map(
      c => (c.kind === "message" || c.kind === "fault") && c.params.length > 0,
    );
    this.outside = commands.map(c => c.kind === "trigger" || c.kind === "fault");
    const counts = new Map<string, number>();
    for (const { machine } of agents) counts.set(machine, (counts.get(machine) ?? 0) + 1);
    this.#machines = counts;
  }

  /** May both happen first, so that there is an order to ask for. */
  race(one: number, other: number): boolean {
    const { commands } = this.#program;
    const [a, b] = [commands[one] as Command, commands[other] as Command];
    const [left, right] = [this.#side(one), this.#side(other)];
    const same = left.event.kind === right.event.kind && left.event.name === right.event.name;
    if (same && (left.event.kind === "trigger" || left.event.kind === "fault")) return false;
    if (!meet(a, b)) return true;
    return !same && !(left.event.kind === "row" && right.event.kind === "row");
  }

  /** Can the two sides be there at once, as far as the program alone tells. */
  conceivable(one: number, other: number): boolean {
    const [left, right] = [this.list[one] as RaceSide, this.list[other] as RaceSide];
    const { kind, name } = left.event;
    const same = kind === right.event.kind && name === right.event.name;
    if (same && (kind === "trigger" || kind === "fault")) return false;
    const alone = left.machine !== undefined && this.#machines.get(left.machine) === 1;
    if (!alone || left.machine !== right.machine) return true;
    if (left.state !== right.state || same) return false;
    return kind !== "row" || right.event.kind !== "row";
  }

  #side(command: number): RaceSide {
    return this.list[this.of[command] as number] as RaceSide;
  }
}

/** Does some agent take part in both. */
function meet(a: Command, b: Command): boolean {
  const who = [a.agent, a.partner].filter(agent => agent !== undefined);
  return who.some(agent => agent === b.agent || agent === b.partner);
}

/** Values by key, numbered in order of their coming. */
class Numbers<T> {
  readonly list: T[] = [];
  readonly #numbers = new Map<string, number>();

  of(key: string, make: () => T): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.list.push(make()) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
