// Explores an exported module as TLC does and says what TLC would print: states found and generated, depth, and which
// of the configuration's invariants and step properties are violated.

import { Machine } from "./evaluate.ts";
import type { Values } from "./operators.ts";
import { type ModuleSyntax, parseModule } from "./syntax.ts";

export interface Explored {
  readonly initial: number;
  /** Ways to start; more than `initial` where some state is made twice. */
  readonly started: number;
  readonly distinct: number;
  readonly generated: number;
  /** Levels, as TLC counts them. */
  readonly levels: number;
  readonly violated: ReadonlySet<string>;
}

export interface Config {
  readonly invariants: readonly string[];
  readonly properties: readonly string[];
  readonly specification: string;
}

const KEYWORDS = new Set(["SPECIFICATION", "CHECK_DEADLOCK", "INVARIANTS", "PROPERTIES"]);

/** Reads what the export writes. */
export function readConfig(text: string): Config {
  const words = text
    .replaceAll(/\\\*.*/g, "")
    .split(/\s+/)
    .filter(Boolean);
  const lists: Record<string, string[]> = {};
  let list: string[] = [];
  for (const word of words) {
    if (KEYWORDS.has(word)) {
      list = lists[word] ?? [];
      lists[word] = list;
    } else list.push(word);
  }
  return {
    invariants: lists["INVARIANTS"] ?? [],
    properties: lists["PROPERTIES"] ?? [],
    specification: lists["SPECIFICATION"]?.[0] ?? "",
  };
}

/** Reads, parses and explores; throws where TLC would stop with an error. */
export function exploreTla(text: string, { invariants, properties }: Config): Explored {
  const module: ModuleSyntax = parseModule(text);
  const machine = new Machine(module);
  const steps = properties.map(name => [name, machine.stepProperty(name)] as const);
  const seen = new Map<string, number>();
  const queue: Values[] = [];
  const violated = new Set<string>();
  let [started, generated, levels] = [0, 0, 0];
  const arrive = (state: Values, level: number) => {
    const key = JSON.stringify(state);
    if (seen.has(key)) return;
    seen.set(key, level);
    queue.push(state);
    levels = Math.max(levels, level);
    for (const name of invariants) if (!machine.holds(name, state)) violated.add(name);
  };
  machine.initial("Init", state => {
    started++;
    arrive(state, 1);
  });
  const initial = seen.size;
  for (let i = 0; i < queue.length; i++) {
    const state = queue[i] as Values;
    const level = (seen.get(JSON.stringify(state)) ?? 0) + 1;
    machine.successors("Next", state, next => {
      generated++;
      const still = JSON.stringify(next) === JSON.stringify(state);
      for (const [name, action] of steps) {
        if (action && !still && !machine.holds(action, state, next)) violated.add(name);
      }
      arrive(next, level);
    });
  }
  return {
    initial,
    started,
    distinct: seen.size,
    generated: started + generated,
    levels,
    violated,
  };
}
