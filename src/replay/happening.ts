// What a step did to the world outside its own variables, from what the program's `tell` statements said.

import { Bug, unreachable } from "../base/bug.ts";
import type { Program } from "../model/program.ts";
import { showMessage } from "../model/show-slot.ts";
import type { Applied } from "../model/stepper.ts";
import type { Happening } from "../model/trace.ts";
import { showValue } from "../model/types.ts";

/** The happenings of a step in order. */
export function happeningsOf(program: Program, applied: Applied): Happening[] {
  return applied.tells.map(({ tell, value }) => happening(program, tell, value));
}

function happening(program: Program, index: number, value: number | undefined): Happening {
  const tell = program.tells[index];
  if (!tell) throw new Bug(`no tell ${index}`);
  switch (tell.kind) {
    case "emit": {
      const { event, type } = tell;
      const known = type && value !== undefined;
      return { kind: "emit", event, ...(known ? { value: showValue(type, value) } : {}) };
    }
    case "send":
    case "receive":
    case "lose":
    case "duplicate": {
      const message = value === undefined ? "a message" : showMessage(tell.codes, value);
      return { kind: tell.kind, channel: tell.channel, message };
    }
    case "cas":
      return { kind: "cas", variable: tell.variable, stored: value === 1 };
    case "crash":
      return { kind: "crash", process: tell.process };
    case "acquire":
    case "release":
    case "wait":
    case "post":
    case "set":
    case "reset":
    case "take":
    case "give":
      return { kind: tell.kind, on: tell.on };
    default:
      return unreachable(tell);
  }
}
