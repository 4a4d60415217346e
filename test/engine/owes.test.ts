// What would break: a state that is taken for quiet although a machine can act there, or for busy although only the outside can.

import fc from "fast-check";
import { expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import { isOwn } from "../../src/model/quiet.ts";
import { programs } from "../generate/program.ts";

test("a step is owed exactly where one of the machines' own is enabled, in every state of every program", () => {
  fc.assert(
    fc.property(programs({ states: 200 }), program => {
      const stepper = interpret(program);
      const { space } = explore(stepper, { limits: { states: 200 }, now: () => 0 });
      const state = new Int32Array(program.slots.length);
      for (let number = 0; number < space.count; number++) {
        space.read(number, state);
        const own = stepper.enabled(state).some(s => isOwn(program.commands[s.command]));
        expect(stepper.owes(state)).toBe(own);
      }
    }),
    { numRuns: 20 },
  );
});
