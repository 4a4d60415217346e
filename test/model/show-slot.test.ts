// Values must come out in the user's words: messages with fields, holders by name, faults as sentences.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MessageCodes } from "../../src/model/program.ts";
import { showFault, showMessage, showSlot } from "../../src/model/show-slot.ts";
import type { Fault } from "../../src/model/stepper.ts";
import { example, LOCK, STATUS_SLOT, TRIES, WIRE } from "../replay/example.ts";

describe("showSlot", () => {
  test.each([
    [STATUS_SLOT, 2, "cancelled"],
    [STATUS_SLOT, 9, "9"],
    [WIRE, 0, "empty"],
    [WIRE, 1, "ping"],
    [WIRE, 2, "copy(row=a, n=1)"],
    [WIRE, 3, "copy(row=b, n=1)"],
    [WIRE, 7, "copy(row=b, n=3)"],
    [WIRE, 8, "8"],
    [LOCK, 0, "free"],
    [LOCK, 2, "sender"],
    [LOCK, 3, "3"],
    [TRIES, 1, "1"],
  ])("slot %i with value %i is %s", (slot, value, text) => {
    expect(showSlot(example, slot, value)).toBe(text);
  });
});

describe("showMessage", () => {
  test("different codes never read alike", () => {
    const sizes = fc.array(fc.array(fc.nat(3), { maxLength: 3 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sizes, messages => {
        const made = codesOf(messages);
        const all = Array.from({ length: made.end }, (_, code) => showMessage(made, code));
        expect(new Set(all).size).toBe(made.end);
      }),
    );
  });
});

/** Messages m0, m1, ... with fields of these sizes less one. */
function codesOf(messages: readonly (readonly number[])[]): MessageCodes {
  let first = 1;
  const list = messages.map((sizes, i) => {
    const fields = sizes.map((high, k) => ({
      name: `f${k}`,
      type: { kind: "int", low: 0, high } as const,
    }));
    const message = {
      name: `m${i}`,
      first,
      size: sizes.reduce((n, s) => n * (s + 1), 1),
      fields,
    };
    first += message.size;
    return message;
  });
  return { messages: list, end: first };
}

describe("showFault", () => {
  const faults: [Fault, string][] = [
    [{ kind: "range", slot: TRIES, value: 4 }, "tries would become 4, outside 0..1"],
    [{ kind: "index", value: 5, low: 0, high: 3 }, "index 5 outside 0..3"],
    [{ kind: "zero" }, "division by zero"],
    [{ kind: "assert", mark: 0 }, "failed: assert tries == 0"],
  ];
  test.each(faults)("%j", (fault, text) => {
    expect(showFault(example, fault)).toBe(text);
  });
});
