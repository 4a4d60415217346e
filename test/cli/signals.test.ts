// Results that are told and runs that are saved belong together: a signal waits for both.

import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { undisturbed } from "../../src/cli/signals.ts";

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

test("without a signal nothing is left behind", async () => {
  const fake = new Fake();
  const failing = undisturbed(() => Promise.reject(new Error("no")), fake);
  await expect(failing).rejects.toThrow("no");
  expect([fake.events, fake.eventNames()]).toEqual([[], []]);
});
