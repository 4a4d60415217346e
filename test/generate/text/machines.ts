// The machines of a random model: states, rows for triggers, messages, timeouts and own steps.

import type { Tape } from "../tape.ts";
import { Actions, fieldsOf } from "./actions.ts";
import { Expressions } from "./expressions.ts";
import { type EnumKind, type MachineWord, typeText, type Vocabulary, type Word } from "./words.ts";

/** The section of one machine, all from one tape. */
export function machineSection(tape: Tape, machine: MachineWord, words: Vocabulary): unknown {
  const own = localsOf(tape, words);
  const writer = new MachineWriter(tape, machine, { words, own });
  const { states, process, count } = machine;
  const initial = tape.once(6) ? `one of [${states.slice(0, 2).join(", ")}]` : states[0];
  const sections = Object.fromEntries(states.map((name, i) => [name, writer.state(i)]));
  return {
    initial,
    ...(count ? { count: count.text } : {}),
    ...(process ? { process } : {}),
    ...(process && tape.once(2) ? { recovery: states[states.length - 1] } : {}),
    ...(own.length > 0 ? { variables: Object.fromEntries(own.map(w => local(tape, w))) } : {}),
    ...writer.wide(),
    ...unhandled(tape),
    ...(tape.once(4) ? { fair: tape.pick(["strong", "none", "weak"]) } : {}),
    states: sections,
  };
}

function unhandled(tape: Tape): object {
  const kind = tape.pick(["ignore", "violation", "finding", "refuse", undefined]);
  return kind ? { unhandled: kind } : {};
}

function localsOf(tape: Tape, { enums }: Vocabulary): Word[] {
  const offered: Word[] = [
    { text: "seen", of: { kind: "bool" } },
    { text: "tint", of: enums[0] as EnumKind },
  ];
  return offered.filter(() => tape.once(3));
}

function local(tape: Tape, { text, of }: Word): [string, unknown] {
  const initial = of.kind === "enum" ? of.values[0] : "false";
  if (tape.once(2)) return [text, `${typeText(of)} = ${initial}`];
  return [text, { type: typeText(of), initial }];
}

interface Surroundings {
  readonly words: Vocabulary;
  readonly own: readonly Word[];
}

class MachineWriter {
  readonly #tape: Tape;
  readonly #machine: MachineWord;
  readonly #words: Vocabulary;
  readonly #place: readonly Word[];
  readonly #actions: Actions;

  constructor(tape: Tape, machine: MachineWord, { words, own }: Surroundings) {
    const self: Word[] = machine.count ? [{ text: "self", of: machine.count.by }] : [];
    this.#tape = tape;
    this.#machine = machine;
    this.#words = words;
    this.#place = [...own, ...self];
    this.#actions = new Actions(tape, {
      words,
      writable: [...own, ...words.variables],
      arrays: words.arrays,
      locks: [
        ...words.locks,
        ...(words.lockArray ? [`gate[${words.lockArray.by.values[0]}]`] : []),
      ],
    });
  }

  state(index: number): unknown {
    const tape = this.#tape;
    const last = index === this.#machine.states.length - 1;
    if (last && tape.once(3)) return { type: "final" };
    const { on, silent } = this.#triggers();
    const section = {
      ...(tape.once(4) ? { type: "rest" } : {}),
      ...(Object.keys(on).length > 0 ? { on } : {}),
      ...silent,
      ...(tape.below(3) > 0 ? { always: this.#rows(2, false) } : {}),
      ...(tape.once(5) ? { after: { patience: this.#row(true) } } : {}),
      ...(tape.once(6) ? { entry: this.#plain() } : {}),
      ...(tape.once(6) ? { exit: this.#plain() } : {}),
      ...(this.#words.debts.length > 0 && tape.once(5) ? { holds: "owed" } : {}),
    };
    return Object.keys(section).length > 0 ? section : null;
  }

  /** Machine-wide rows. */
  wide(): object {
    const tape = this.#tape;
    if (!tape.once(4)) return {};
    const trigger = tape.pick(this.#words.triggers) as string;
    const kind = tape.pick(["on", "always", "ignore", "refuse"]) as string;
    if (kind === "on") return { on: { [trigger]: this.#row(true) } };
    return { [kind]: kind === "always" ? this.#row(false) : [trigger] };
  }

  #triggers(): { on: Record<string, unknown>; silent: object } {
    const tape = this.#tape;
    const on: [string, unknown][] = [];
    const ignore: string[] = [];
    const refuse: string[] = [];
    for (const trigger of this.#words.triggers) {
      const kind = tape.weighted({ row: 3, none: 2, ignore: 1, refuse: 1 });
      if (kind === "row") on.push([trigger, this.#rows(2, true)]);
      if (kind === "ignore") ignore.push(trigger);
      if (kind === "refuse") refuse.push(trigger);
    }
    for (const { name, messages } of this.#words.channels) {
      const message = tape.pick(messages);
      if (!message || !tape.once(2)) continue;
      const key = tape.once(2) ? `${name}.${message.name}` : message.name;
      on.push([key, this.#row(true, fieldsOf(message))]);
    }
    const silent = {
      ...(ignore.length > 0 ? { ignore } : {}),
      ...(refuse.length > 0 ? { refuse } : {}),
    };
    return { on: Object.fromEntries(on), silent };
  }

  #rows(most: number, caused: boolean): unknown {
    const tape = this.#tape;
    const rows = tape.list(tape.below(most) + 1, () => this.#row(caused));
    if (caused && rows.length > 1 && tape.once(3)) {
      const guarded = { guard: this.#expressions().truth(1), target: this.#someState() };
      return [guarded, { guard: "else", target: this.#someState() }];
    }
    return rows.length === 1 ? rows[0] : rows;
  }

  /** A row that something causes may be just a name. */
  #row(caused: boolean, fields: readonly Word[] = []): unknown {
    const tape = this.#tape;
    if (caused && tape.once(6)) return this.#someState();
    const choose = this.#parameters();
    const here = this.#expressions(...fields, ...choose.words);
    const guard = tape.below(5) < 3 ? { guard: here.truth(2) } : {};
    const target = tape.below(2) === 0 ? { target: this.#someState() } : {};
    const does = this.#does(here, fields.length === 0 && !caused);
    const constants = this.#words.constants.length > 0;
    return {
      ...(tape.once(5) ? { name: `row-${tape.below(50)}` } : {}),
      ...choose.section,
      ...guard,
      ...(constants && tape.once(8) ? { when: "cflag or cnum >= 0" } : {}),
      ...does,
      ...target,
      ...(tape.once(12) ? { fair: "strong" } : {}),
    };
  }

  #does(here: Expressions, blocking: boolean): object {
    const tape = this.#tape;
    const kind = tape.weighted({ actions: 5, steps: 2, text: 1 });
    if (kind === "actions") return { actions: this.#actions.step(here, blocking) };
    if (kind === "text")
      return { actions: this.#actions.list(here, 2).filter(isText).join("; ") || "skip" };
    const steps = [
      this.#actions.step(here, blocking),
      ...tape.list(tape.below(2) + 1, () => this.#later()),
    ];
    return { steps };
  }

  #later(): unknown[] {
    return this.#actions.step(this.#expressions(), true);
  }

  #parameters(): { words: readonly Word[]; section: object } {
    const tape = this.#tape;
    if (!tape.once(5)) return { words: [], section: {} };
    const of = this.#words.enums[0] as EnumKind;
    const first = { text: "p", of };
    if (tape.below(2) === 0) return { words: [first], section: { choose: "p in Colour" } };
    const second = { text: "r", of: { kind: "int", low: 0, high: 1 } as const };
    return { words: [first, second], section: { choose: ["p in Colour", "r in 0..1"] } };
  }

  #plain(): unknown[] {
    return this.#actions.list(this.#expressions(), 1);
  }

  #someState(): string {
    return this.#tape.pick(this.#machine.states) as string;
  }

  #expressions(...more: readonly Word[]): Expressions {
    return new Expressions(this.#tape, this.#words, {
      own: [...more, ...this.#place],
      world: true,
    });
  }
}

function isText(action: unknown): action is string {
  return typeof action === "string";
}
