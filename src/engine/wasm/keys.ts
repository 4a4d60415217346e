// What the compiled code notes down the first time it happens: a command fired, a fault, a mark, a probe,
// the deadlock. Each has a number, its key; the code keeps one byte for each, so a key is noted once.

import type { Happening } from "../../model/machine-code.ts";
import type { Command, Program, Statement } from "../../model/program.ts";
import { FAULT_KINDS, type FaultKind } from "./scope.ts";

/** Numbers everything that can be noted. With `all`, probes of properties have one key for each command. */
export class Keys {
  readonly total: number;
  readonly #commands: number;
  readonly #pairs: readonly { readonly mark: number; readonly command: number }[];
  readonly #pairKeys = new Map<string, number>();
  readonly #probes: readonly { readonly first: number; readonly wide: boolean }[];

  constructor(program: Program, all: boolean) {
    const { commands, probes } = program;
    this.#commands = commands.length;
    let next = 1 + commands.length * 4;
    this.#pairs = commands.flatMap((c, command) =>
      marksOf(c).map(mark => {
        this.#pairKeys.set(`${mark} ${command}`, next++);
        return { mark, command };
      }),
    );
    this.#probes = probes.map(p => {
      const first = next;
      const wide = all && p.about.kind === "property";
      next += wide ? commands.length + 1 : 1;
      return { first, wide };
    });
    this.total = next;
  }

  /** The one deadlock. */
  get deadlock(): number {
    return 0;
  }

  fired(command: number): number {
    return 1 + command;
  }

  /** An assert is a mark and has no key here. */
  fault(kind: FaultKind, command: number): number {
    return 1 + this.#commands * FAULT_KINDS[kind] + command;
  }

  mark(mark: number, command: number): number {
    return this.#pairKeys.get(`${mark} ${command}`) ?? 0;
  }

  /** The key of the probe, or of the first of its commands (then one for each command, the first for none). */
  probe(probe: number): { readonly first: number; readonly wide: boolean } {
    return this.#probes[probe] ?? { first: 0, wide: false };
  }

  /** What the key stands for. */
  meaning(key: number): Happening {
    if (key === 0) return { kind: "deadlock" };
    const place = key - 1;
    const command = place % this.#commands;
    if (place < this.#commands) return { kind: "fired", command };
    if (place < this.#commands * 4) return { kind: "fault", command };
    const pair = this.#pairs[place - this.#commands * 4];
    if (pair) return { kind: "mark", ...pair };
    return { kind: "probe", probe: lastStarting(this.#probes, key) };
  }
}

/** The marks that a command can raise, each once, in order. */
export function marksOf(command: Command): number[] {
  const marks = new Set<number>();
  const visit = (list: readonly Statement[]): void => {
    for (const s of list) {
      if (s.kind === "mark" || s.kind === "assert") marks.add(s.mark);
      if (s.kind !== "if") continue;
      visit(s.then);
      visit(s.else);
    }
  };
  visit(command.effect);
  return [...marks].sort((a, b) => a - b);
}

function lastStarting(list: readonly { readonly first: number }[], key: number): number {
  return list.findLastIndex(p => p.first <= key);
}

/** The kinds of fault that have keys. */
export const KEYED_FAULTS: readonly FaultKind[] = ["range", "index", "zero"];
