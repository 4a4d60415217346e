// What compiled code noted, as the hits of an outcome: each list in the order in which the reference
// exploration would have met them.

import type { MachineCode } from "../model/machine-code.ts";
import { NO_ACTION } from "../model/machine-code.ts";
import type { Hit, Outcome, Space } from "../model/outcome.ts";
import type { Program } from "../model/program.ts";
import type { Interpreter, Step } from "../model/stepper.ts";

/** The first time something happened: in which state (or which state it was), by which action. */
export interface Noted {
  readonly key: number;
  readonly state: number;
  readonly action: number;
}

/** The parts of an outcome that are first places. */
export type Hits = Pick<Outcome, "probes" | "more" | "marks" | "faults" | "deadlock" | "fired">;

/** Turns notes into hits; notes in the order in which things were met. */
export function hitsOf(
  notes: readonly Noted[],
  code: MachineCode,
  stepper: Interpreter,
  space: Space,
): Hits {
  const { program } = stepper;
  const probes: (Hit | undefined)[] = program.probes.map(() => undefined);
  const more: Hit[][] = program.probes.map(() => []);
  const marks: Hit[][] = program.marks.map(() => []);
  const faults: Hit[] = [];
  const fired: (Hit | undefined)[] = program.commands.map(() => undefined);
  let deadlock: Hit | undefined;
  for (const note of notes) {
    const what = code.meaning(note.key);
    switch (what.kind) {
      case "deadlock":
        deadlock = { state: note.state };
        break;
      case "fired":
        fired[what.command] = stepHit(note, code);
        break;
      case "fault":
        faults.push(withFault(stepHit(note, code), stepper, space));
        break;
      case "mark":
        marks[what.mark]?.push(withFault(stepHit(note, code), stepper, space));
        break;
      default: {
        const hit = probeHit(note, what.probe, program, code);
        if (probes[what.probe] === undefined) probes[what.probe] = hit;
        else more[what.probe]?.push(hit);
      }
    }
  }
  return { probes, more, marks, faults, deadlock, fired };
}

/** By state, then by action: as they were met. Several threads may have noted the same; the first counts. */
export function inOrder(notes: readonly Noted[]): Noted[] {
  const met = new Set<number>();
  const sorted = [...notes].sort((a, b) => a.state - b.state || a.action - b.action);
  return sorted.filter(({ key }) => !met.has(key) && met.add(key));
}

function probeHit(note: Noted, probe: number, program: Program, code: MachineCode): Hit {
  return program.probes[probe]?.kind === "state" ? { state: note.state } : stepHit(note, code);
}

function stepHit(note: Noted, code: MachineCode): Hit {
  return note.action === NO_ACTION
    ? { state: note.state }
    : { state: note.state, step: stepOf(note.action, code) };
}

/** The command and choice of an action. */
export function stepOf(action: number, { firstAction }: MachineCode): Step {
  const command = firstAction.findLastIndex(first => first <= action);
  return { command, choice: action - (firstAction[command] ?? 0) };
}

/** The reference stepper says what went wrong. */
function withFault(hit: Hit, stepper: Interpreter, space: Space): Hit {
  if (!hit.step) return hit;
  const state = new Int32Array(stepper.program.slots.length);
  space.read(hit.state, state);
  return { ...hit, fault: stepper.apply(state, hit.step)?.fault };
}
