// Values of a program's slots, messages and faults as people read them: enum values by name, messages
// with their fields, holders of locks by agent. Traces, listings and pictures all use these words.

import { unreachable } from "../base/bug.ts";
import type { MessageCodes, Program, Show } from "./program.ts";
import type { Fault } from "./stepper.ts";
import { bounds, showValue } from "./types.ts";

/** The value of a slot. */
export function showSlot(program: Program, slot: number, value: number): string {
  const of = program.slots[slot];
  return of ? showAs(program, of.show, value) : String(value);
}

/** A value that is shown in this way; a number where it is none of the values. */
export function showAs(program: Program, show: Show, value: number): string {
  switch (show.kind) {
    case "scalar": {
      const { low, high } = bounds(show.type);
      return value < low || value > high ? String(value) : showValue(show.type, value);
    }
    case "message":
      return showMessage(show.codes, value);
    case "holder":
      return value === 0 ? "free" : (program.agents[value - 1]?.name ?? String(value));
    default:
      return unreachable(show);
  }
}

/** A message code: `copy(row=active, n=2)`, `ping`; `empty` is no message. */
export function showMessage(codes: MessageCodes, code: number): string {
  if (code === 0) return "empty";
  const message = codes.messages.find(m => code >= m.first && code < m.first + m.size);
  if (!message) return String(code);
  let rest = code - message.first;
  const fields = message.fields.map(field => {
    const { low, high } = bounds(field.type);
    const size = high - low + 1;
    const value = low + (rest % size);
    rest = Math.floor(rest / size);
    return `${field.name}=${showValue(field.type, value)}`;
  });
  return fields.length === 0 ? message.name : `${message.name}(${fields.join(", ")})`;
}

/** Why an action has no successor, or an expression no value. */
export function showFault(program: Program, fault: Fault): string {
  switch (fault.kind) {
    case "range": {
      const slot = program.slots[fault.slot];
      // Lowering stores -1 where a message finds no room.
      if (slot?.role === "channel" && fault.value === -1) {
        return `the channel ${slot.name.replace(/\[\d+\]$/, "")} is full`;
      }
      const range = slot ? `${slot.low}..${slot.high}` : "its range";
      return `${slot?.name ?? `slot ${fault.slot}`} would become ${fault.value}, outside ${range}`;
    }
    case "index":
      return `index ${fault.value} outside ${fault.low}..${fault.high}`;
    case "zero":
      return "division by zero";
    case "assert": {
      const mark = program.marks[fault.mark];
      return mark?.kind === "assert" ? `failed: ${mark.text}` : `mark ${fault.mark}`;
    }
    default:
      return unreachable(fault);
  }
}
