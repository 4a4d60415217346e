// Results that are told and runs that are saved belong together: a signal waits for both.

import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { insistence, undisturbed } from "../../src/cli/signals.ts";

/** A process that writes down what happens to it. */
class Fake extends EventEmitter {
  readonly pid = 1;
  readonly events: string[] = [];

  kill(_: number, signal: string): void {
    this.events.push(`killed by ${signal}, ${this.listenerCount(signal)} listening`);
  }
}

test.each(["SIGINT", "SIGTERM"])("%s waits until the work is done", async signal => {
  const fake = new Fake();
  await undisturbed(async () => {
    fake.emit(signal, signal);
    await Promise.resolve();
    fake.events.push("done");
  }, fake);
  expect(fake.events).toEqual(["done", `killed by ${signal}, 0 listening`]);
});

// `timeout` sends one to the process and one to its group; the second must not cost the result.
test("a signal asks again only a moment after the first", () => {
  let now = 0;
  const asksAgain = insistence(() => now);
  const asked = [0, 1, 249, 250, 9000].map(time => {
    now = time;
    return asksAgain();
  });
  expect(asked).toEqual([false, false, false, true, true]);
});

test("without a signal nothing is left behind", async () => {
  const fake = new Fake();
  const failing = undisturbed(() => Promise.reject(new Error("no")), fake);
  await expect(failing).rejects.toThrow("no");
  expect([fake.events, fake.eventNames()]).toEqual([[], []]);
});
