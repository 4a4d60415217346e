// The declarations of a random model: what there is, as the vocabulary for expressions and as the sections
// of the file. Machines are only named here; machines.ts writes their rows.

import type { Tape } from "../tape.ts";
import {
  type ArrayWord,
  type ChannelWord,
  domainText,
  type EnumKind,
  type EventWord,
  type Kind,
  type MachineWord,
  typeText,
  type Vocabulary,
  type Word,
} from "./words.ts";

/** The vocabulary and the sections that declare it. */
export interface Declared {
  readonly words: Vocabulary;
  readonly sections: Record<string, unknown>;
}

const COLOURS = ["red", "green", "blue"];
const MODES = ["idle", "busy", "gone"];

/** So wide that only its ends are ever stored, see actions.ts; products of two still have 32 bits. */
const WIDE: Kind = { kind: "int", low: -30_000, high: 30_000 };

/** Declares everything but what machines do. */
export function declare(tape: Tape): Declared {
  const enums = enumsOf(tape);
  const processes = tape.once(2) ? ["proc"] : [];
  const process = processes[0];
  const ranges = [
    {
      name: "Small",
      of: { kind: "int", low: tape.between(-1, 0), high: tape.below(2) + 1 } as const,
    },
  ];
  const variables = variablesOf(tape, enums, process);
  const waiting = waitingOf(tape, enums, process);
  const channels = channelsOf(tape, enums, process);
  const machines = machinesOf(tape, enums, process);
  const events = eventsOf(tape, enums);
  const triggers = triggersOf(tape, machines.length);
  const sets = setsOf(tape, enums);
  const constants = constantsOf(tape);
  const emitted: EventWord[] = variables.emits ? [{ name: "CHANGED", of: enums[0] }] : [];
  const words: Vocabulary = {
    enums,
    ranges,
    sets: sets.words,
    constants: constants.words,
    variables: variables.words,
    arrays: variables.arrays,
    ...waiting.words,
    channels: channels.words,
    events: events.words,
    processes,
    machines,
    triggers: triggers.words,
    counted: triggers.counted,
  };
  return {
    words,
    sections: {
      ...constants.sections,
      types: {
        ...Object.fromEntries(enums.map(e => [e.name, e.values])),
        Small: typeText(ranges[0]?.of as Kind),
        Alias: enums[0]?.name,
      },
      ...sets.sections,
      ...variables.sections,
      ...waiting.sections,
      ...channels.sections,
      ...events.sections,
      ...(process ? { processes: tape.once(4) ? [process] : { [process]: { crashes: 1 } } } : {}),
      ...triggers.sections,
      ...observersOf(tape, emitted.concat(events.words)),
    },
  };
}

function enumsOf(tape: Tape): EnumKind[] {
  const colours = COLOURS.slice(0, tape.below(2) + 2);
  const first: EnumKind = { kind: "enum", name: "Colour", values: colours };
  if (tape.below(3) === 0) return [first];
  return [first, { kind: "enum", name: "Mode", values: MODES.slice(0, tape.below(2) + 2) }];
}

function setsOf(tape: Tape, enums: readonly EnumKind[]) {
  if (!tape.once(2)) return { words: [], sections: {} };
  const of = enums[0] as EnumKind;
  const inside = tape.some(of.values);
  const outside = of.values.filter(v => !inside.includes(v));
  const both = outside.length > 0 && tape.once(2);
  const warm = { of: of.name, in: inside, ...(both ? { out: outside } : {}) };
  return { words: [{ name: "warm", of }], sections: { sets: { warm } } };
}

function constantsOf(tape: Tape) {
  if (!tape.once(2)) return { words: [], sections: {} };
  const words: Word[] = [
    { text: "cflag", of: { kind: "bool" } },
    { text: "cnum", of: { kind: "int", low: 0, high: 2 } },
  ];
  const cnum = { type: "0..2", value: tape.below(3), about: "a number" };
  const constants = { cflag: tape.once(2), cnum };
  const variants = tape.once(3) ? { variants: { other: { cflag: !constants.cflag } } } : {};
  return { words, sections: { constants, ...variants } };
}

function variablesOf(tape: Tape, enums: readonly EnumKind[], process: string | undefined) {
  const colour = enums[0] as EnumKind;
  const offered: Word[] = [
    { text: "b0", of: { kind: "bool" } },
    { text: "n0", of: { kind: "int", low: tape.between(-1, 0), high: tape.below(2) + 1 } },
    { text: "e0", of: colour },
    { text: "b1", of: { kind: "bool" } },
    { text: "s0", of: { kind: "set", of: colour } },
  ];
  const rare: Word[] = [
    { text: "z0", of: { kind: "int", low: 1, high: 1 } },
    { text: "w0", of: WIDE },
  ];
  const words = [
    offered[0] as Word,
    ...offered.slice(1).filter(() => tape.below(2) === 1),
    ...rare.filter(() => tape.once(6)),
  ];
  const fate = () => {
    if (!process || !tape.once(3)) return {};
    return { process, ...(tape.once(3) ? { persistent: true } : {}) };
  };
  const emits = words.some(w => w.text === "e0") && tape.once(2);
  const entries = words.map(({ text, of }): [string, unknown] => {
    const initial = initialOf(tape, of);
    if (!(emits && text === "e0") && tape.once(4)) return [text, `${typeText(of)} = ${initial}`];
    const event = emits && text === "e0" ? { emits: "CHANGED" } : {};
    return [text, { type: typeText(of), initial, ...event, ...fate() }];
  });
  const arrays = arraysOf(tape, enums);
  return {
    words,
    emits,
    arrays: arrays.words,
    sections: { variables: Object.fromEntries([...entries, ...arrays.entries]) },
  };
}

/** As text, mostly one value. */
function initialOf(tape: Tape, of: Kind): string {
  const { kind } = of;
  const literal = () => {
    if (kind === "bool") return tape.pick(["false", "true"]) as string;
    if (kind === "int") return String(tape.between(of.low, of.high));
    if (kind === "enum") return tape.pick(of.values) as string;
    return `[${of.of.values.filter(() => tape.once(3)).join(", ")}]`;
  };
  if (tape.once(10) && of !== WIDE) return "any";
  return tape.once(10) && kind !== "set" ? `one of [${literal()}, ${literal()}]` : literal();
}

function arraysOf(tape: Tape, enums: readonly EnumKind[]) {
  const colour = enums[0] as EnumKind;
  const pair = { kind: "int", low: 0, high: 1 } as const;
  const five = { kind: "int", low: 0, high: 4 } as const;
  const offered: { word: ArrayWord; type: string; initial: unknown }[] = [
    {
      word: { name: "a0", by: colour, byText: "Colour", of: { kind: "bool" } },
      type: "array Colour of bool",
      initial: tape.pick([false, Object.fromEntries(colour.values.map((v, i) => [v, i === 0]))]),
    },
    {
      word: { name: "a1", by: pair, byText: "0..1", of: { kind: "int", low: 0, high: 2 } },
      type: "array 0..1 of 0..2",
      initial: tape.pick([0, [0, 1], "one of [1, 2]"]),
    },
    {
      word: { name: "a2[1]", by: pair, byText: "0..1", of: { kind: "bool" } },
      type: "array 0..1 of array 0..1 of bool",
      initial: [
        [false, true],
        [true, false],
      ],
    },
    {
      word: { name: "a3", by: five, byText: "0..4", of: WIDE },
      type: "array 0..4 of -30000..30000",
      initial: tape.pick([7, [0, 1, -2, 3, 30000]]),
    },
  ];
  const taken = offered.filter((_, i) => tape.once(i === 3 ? 8 : 3));
  return {
    words: taken.map(a => a.word),
    entries: taken.map(({ word, type, initial }): [string, unknown] => [
      word.name.slice(0, 2),
      { type, initial },
    ]),
  };
}

function waitingOf(tape: Tape, enums: readonly EnumKind[], process: string | undefined) {
  const locks = tape.once(3) ? ["mutex"] : [];
  const lockArray = tape.once(4) ? { name: "gate", by: enums[0] as EnumKind } : undefined;
  const semaphores = tape.once(3) ? ["sem"] : [];
  const levelEvents = tape.once(3) ? ["flag"] : [];
  const fate = process && tape.once(3) ? { process } : {};
  const lockSection = {
    ...Object.fromEntries(locks.map(name => [name, { ...fate }])),
    ...(lockArray ? { gate: { count: lockArray.by.name } } : {}),
  };
  const sem = { initial: tape.below(2), max: tape.below(2) + 1, ...fate };
  const flag = tape.once(2) ? ["flag"] : { flag: { initial: tape.once(2), ...fate } };
  const debts = tape.once(2) ? ["owed", "bond"] : [];
  const bond = { shared: true, ...fate, ...(tape.once(2) ? { persistent: true } : {}) };
  const owed = tape.once(2) ? {} : { while: "b0", persistent: true };
  return {
    words: { locks, lockArray, debts, semaphores, levelEvents },
    sections: {
      ...(debts.length > 0 ? { debts: { owed, bond } } : {}),
      ...(Object.keys(lockSection).length > 0 ? { locks: lockSection } : {}),
      ...(semaphores.length > 0 ? { semaphores: { sem } } : {}),
      ...(levelEvents.length > 0 ? { "level-events": flag } : {}),
    },
  };
}

function channelsOf(tape: Tape, enums: readonly EnumKind[], process: string | undefined) {
  const colour = enums[0] as EnumKind;
  const kinds = ["fifo", "bag", "register", "rendezvous"] as const;
  const names = tape.list(tape.pick([0, 1, 1, 2]), i => ["wire", "bus"][i] as string);
  const made = names.map((name, i): { word: ChannelWord; section: unknown } => {
    const kind = tape.pick(kinds);
    const field = { name: "f", of: tape.pick<Kind>([{ kind: "bool" }, colour]) };
    const more = { name: "g", of: { kind: "int", low: 0, high: 1 } as const };
    const messages = [
      { name: `ping${i}`, fields: [] },
      { name: `copy${i}`, fields: tape.once(3) ? [field, more] : [field] },
    ].slice(tape.below(2), 2);
    const listed = messages.every(m => m.fields.length === 0);
    const texts = messages.map(m => [
      m.name,
      Object.fromEntries(m.fields.map(f => [f.name, typeText(f.of)])),
    ]);
    const buffered = kind === "fifo" || kind === "bag";
    const section = {
      kind,
      ...(buffered ? { capacity: tape.below(2) + 1 } : {}),
      messages: listed ? messages.map(m => m.name) : Object.fromEntries(texts),
      ...(kind !== "rendezvous" && tape.once(3) ? { losses: 1 } : {}),
      ...(buffered && tape.once(3) ? { duplicates: 1 } : {}),
      ...(process && kind !== "rendezvous" && tape.once(3) ? { process } : {}),
    };
    return { word: { name, kind, messages }, section };
  });
  const sections = Object.fromEntries(made.map(m => [m.word.name, m.section]));
  return {
    words: made.map(m => m.word),
    sections: made.length > 0 ? { channels: sections } : {},
  };
}

function machinesOf(
  tape: Tape,
  enums: readonly EnumKind[],
  process: string | undefined,
): MachineWord[] {
  return tape.list(tape.below(2) + 1, i => {
    const states = ["start", "middle", "end"].slice(0, tape.below(2) + 2).map(s => `${s}${i}`);
    const by = enums[0] as EnumKind;
    const two = { by: { kind: "int", low: 0, high: 1 } as const, text: 2 };
    const count = tape.once(4) ? tape.pick([two, { by, text: domainText(by) }]) : undefined;
    const shared = process !== undefined && tape.once(2) ? process : undefined;
    return { name: `m${i}`, states, count, process: shared };
  });
}

function eventsOf(tape: Tape, enums: readonly EnumKind[]) {
  if (!tape.once(2)) return { words: [] as EventWord[], sections: {} };
  const words: EventWord[] = [{ name: "NOTE" }, { name: "SAID", of: enums[0] as EnumKind }];
  return { words, sections: { events: { NOTE: {}, SAID: (enums[0] as EnumKind).name } } };
}

function triggersOf(tape: Tape, machines: number) {
  const words = ["poke", "stop", "nudge"].slice(0, tape.below(3) + 1);
  const bounded = words.filter(() => tape.below(3) < 2);
  const sections = Object.fromEntries(
    words.map(name => [
      name,
      {
        ...(tape.once(2) ? { by: "operator" } : {}),
        ...(bounded.includes(name) ? { times: tape.below(2) + 1 } : {}),
        ...(tape.once(4) ? { guard: "b0" } : {}),
        ...(machines === 1 && tape.once(3) ? { to: "m0" } : {}),
      },
    ]),
  );
  return { words, counted: bounded, sections: { triggers: sections } };
}

function observersOf(tape: Tape, events: readonly EventWord[]) {
  const valued = events.filter(e => e.of?.kind === "enum");
  const event = tape.pick(valued);
  if (event?.of?.kind !== "enum" || tape.once(4)) return {};
  const { values } = event.of;
  const [first, second] = values as [string, string];
  const follows = {
    follows: event.name,
    initial: first,
    allowed: [values.join(" -> "), ...(tape.once(2) ? [`${second} -> ${first}`] : [])],
  };
  const notifier = {
    initial: "quiet",
    states: {
      quiet: { on: { [`${event.name}(${first})`]: "loud" } },
      loud: { on: { [`${event.name}(${second})`]: "quiet", [`${event.name}(${first})`]: "loud" } },
    },
    ...(events.some(e => e.name === "NOTE") ? { ignore: ["NOTE"] } : {}),
  };
  const both = { follower: follows, notifier };
  const which = tape.below(3);
  if (which === 0) return { observers: { follower: follows } };
  return { observers: which === 1 ? { notifier } : both };
}
