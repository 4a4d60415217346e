// Random model texts that cover the language: declarations, machines and properties, each machine and
// property from a tape of its own. Nearly every text compiles; `models` drops the few that do not.

import fc from "fast-check";
import { stringify } from "yaml";
import { type Compiled, compile } from "../../src/compile.ts";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import type { Program } from "../../src/model/program.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { Tape, tapes } from "./tape.ts";
import { declare } from "./text/declare.ts";
import { Expressions } from "./text/expressions.ts";
import { machineSection } from "./text/machines.ts";
import { propertiesSection } from "./text/properties.ts";
import type { Vocabulary } from "./text/words.ts";

/** Random models that compile and have no more states than that, as text. */
export function models(states: number = 3000): fc.Arbitrary<string> {
  return texts().filter(text => {
    const { program } = compileText(text);
    return program !== undefined && isSmall(program, states);
  });
}

function isSmall(program: Program, states: number): boolean {
  return explore(interpret(program), { limits: { states }, now: () => 0 }).complete;
}

/** Random models, not all of which compile. */
export function texts(): fc.Arbitrary<string> {
  return fc
    .record({
      declared: tapes(200),
      machines: fc.array(tapes(400), { minLength: 2, maxLength: 2 }),
      properties: fc.array(tapes(40), { maxLength: 6, size: "max" }),
      frame: tapes(60),
    })
    .map(({ declared, machines, properties, frame }) => {
      const { words, sections } = declare(new Tape(declared));
      const each = words.machines.map((machine, i): [string, unknown] => {
        const tape = new Tape(machines[i % machines.length] ?? []);
        return [machine.name, machineSection(tape, machine, words)];
      });
      const watched = properties.map(numbers => new Tape(numbers));
      const model = {
        model: "random",
        ...sections,
        ...frameOf(new Tape(frame), words),
        machines: Object.fromEntries(each),
        ...propertiesSection(watched, words),
      };
      return written(new Tape(frame), model);
    });
}

/** Text to program, as `check` does it. */
export function compileText(text: string): Compiled {
  return compile({ name: "random.yaml", text }, NO_SETTINGS);
}

/** JSON is YAML too. */
function written(tape: Tape, model: unknown): string {
  return tape.once(4) ? JSON.stringify(model, undefined, 1) : stringify(model, { lineWidth: 0 });
}

function frameOf(tape: Tape, words: Vocabulary): object {
  const e = new Expressions(tape, words, { own: [] });
  const pick = (of: number) => tape.once(of);
  const cases = [{ if: e.truth(1), then: e.literal({ kind: "bool" }) }, { else: e.truth(0) }];
  const shown = { type: "bool", cases, ...(pick(2) ? { emits: "SHOWN" } : {}) };
  const define = { ...(pick(3) ? { d0: e.truth(1) } : {}), ...(pick(3) ? { d1: shown } : {}) };
  const policy = () => tape.pick(["on", "off", "finding"]) as string;
  return {
    ...(Object.keys(define).length > 0 ? { define } : {}),
    ...(pick(8) ? { initially: e.truth(1) } : {}),
    ...(pick(5) ? { checks: { deadlock: policy(), unhandled: policy() } } : {}),
  };
}
