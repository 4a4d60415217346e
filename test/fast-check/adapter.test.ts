// What would break: an adapter that is wrong, or a system that throws or never answers, and a test that hangs or does not tell the run
// to it.

import { expect, test } from "vitest";
import { conforms, type Observation, type System, type World } from "../../src/fast-check.ts";
import { CarefulJobs, changed, failing, JOB, Jobs, systemOf } from "./jobs.ts";

test.each([
  ["no such variable", { observe: () => ({ statu: "none" }) }, "did you mean 'status'?"],
  [
    "no such value",
    { observe: () => ({ status: "canceled" }) },
    "'canceled' is no value of status; did you mean 'cancelled'?",
  ],
  [
    "no such value, with what steers a terminal",
    { observe: () => ({ status: `\u001b[31m\n::error::${"x".repeat(200)}` }) },
    "observe: '\ufffd[31m ::error::xxxxxxxxxxxxxxxxx",
  ],
  [
    "an object as a value",
    { observe: () => ({ status: Object.create(null) }) },
    "observe: 'an object' is no value of status",
  ],
  ["nothing", { observe: () => ({}) }, "observe shows nothing"],
  [
    "no object",
    { observe: () => undefined as unknown as Observation },
    "observe shows nothing: it gave undefined, not an object",
  ],
  [
    "an error of the adapter",
    {
      observe: () => {
        throw new Error("broken pipe");
      },
    },
    "observe threw: broken pipe",
  ],
  ["what is no error", { apply: () => Promise.reject(null) }, "apply threw: null"],
  [
    "an error of dispose",
    {
      dispose: () => {
        throw new TypeError();
      },
    },
    "dispose threw: TypeError",
  ],
  [
    "an error of the system",
    {
      apply: () => {
        throw new Error("no such job");
      },
    },
    "no such job",
  ],
  ["another answer", { apply: () => "maybe" as "done" }, "or 'sent', not maybe"],
  [
    "no answer",
    { apply: () => new Promise<void>(() => undefined) },
    "a trigger is not answered, for 20 ms",
  ],
])("an adapter that is wrong is told so: %s", async (_, wrong, words) => {
  expect(await failing({ ...systemOf(CarefulJobs), ...wrong }, { patience: 20 })).toContain(words);
});

test("where the adapter throws, the run to it is told, and the error is the cause", async () => {
  const boom = new Error("boom");
  const thrown = new WeakSet<Jobs>();
  const throwing = changed(() => ({
    apply: (jobs, trigger) => {
      if (trigger === "start" || jobs.status !== "active") {
        return trigger === "start" ? jobs.start() : jobs.cancel();
      }
      thrown.add(jobs);
      throw boom;
    },
    // It is what was found first that is told.
    dispose: async jobs => {
      if (thrown.has(jobs)) throw new Error("it does not end either");
    },
  }));
  const error = await conforms(JOB, throwing).catch(e => e);
  expect(error.message).toContain(
    "start  status = none\n   1   start → job\n       status: none → active\n   2   the system goes on: copy\n   3   cancel → job\nend    apply threw: boom\n",
  );
  expect(error.cause).toBe(boom);
});

test("where observe shows what is no value, the run to it is told", async () => {
  const misnamed = changed(() => ({
    observe: ({ status }) => ({ status: status === "cancelling" ? "canceling" : status }),
  }));
  expect(await failing(misnamed)).toContain(
    "   3   cancel → job\nend    observe: 'canceling' is no value of status; did you mean 'cancelling'?\n",
  );
});

test.each([
  [undefined, "'create'"],
  [null, "'create'"],
  [{ ...systemOf(Jobs), observe: undefined }, "'observe'"],
  [{ ...systemOf(Jobs), settle: 1 }, "'settle'"],
])("what is no adapter is refused before anything runs: %#", async (system, method) => {
  const message = await failing(system as unknown as System<Jobs>);
  const right = "an adapter with the methods create, apply and observe";
  expect(message).toBe(`conforms needs ${right}: ${method} is no function`);
});

const never = () => new Promise<never>(() => undefined);

test.each<[string, Partial<System<Jobs>>, string]>([
  ["create", { create: never }, "create does not end, for 20 ms"],
  ["observe", { observe: never }, "observe does not end, for 20 ms"],
  ["settle", { settle: never }, "settle does not end, for 20 ms"],
  ["dispose", { dispose: never }, "dispose does not end, for 20 ms"],
  [
    "a task",
    { create: ({ scheduler }) => new Jobs(what => scheduler.schedule(never(), what)) },
    "a task of the scheduler does not end, for 20 ms",
  ],
])("patience guards %s", async (_, wrong, words) => {
  const begun = performance.now();
  expect(await failing({ ...systemOf(CarefulJobs), ...wrong }, { patience: 20 })).toContain(words);
  expect(performance.now() - begun).toBeLessThan(5000);
});

test.each([3e9, Number.POSITIVE_INFINITY])(
  "patience for %d ms is not at once at its end",
  async patience => {
    const slow = changed(() => ({
      apply: async (jobs, trigger) => {
        await new Promise(resolve => setTimeout(resolve, 5));
        return trigger === "start" ? jobs.start() : jobs.cancel();
      },
    }));
    expect((await conforms(JOB, slow, { runs: 2, patience })).runs).toBe(2);
  },
);

test.each(["a run", "settle"])("work that goes on for ever in %s is told so", async where => {
  const poll = async (scheduler: World["scheduler"]): Promise<void> => {
    for (;;) await scheduler.schedule(Promise.resolve(), "poll");
  };
  const schedulers = new WeakMap<Jobs, World["scheduler"]>();
  const polling = changed(() => ({
    create: ({ scheduler }) => {
      if (where === "a run") void poll(scheduler);
      const jobs = new Jobs(async () => undefined);
      schedulers.set(jobs, scheduler);
      return jobs;
    },
    settle: async jobs => {
      const scheduler = schedulers.get(jobs);
      if (scheduler) void poll(scheduler);
      await scheduler?.waitAll();
    },
  }));
  const message = await failing(polling);
  expect(message).toContain("it never comes to rest, after 10000 tasks.");
  expect(message.split("\n").length).toBeLessThan(250);
});

test("a task that fails is told as failing", async () => {
  const failingTask = changed(() => ({
    create: ({ scheduler }) => {
      const gone = Promise.reject(new Error());
      gone.catch(() => undefined);
      const jobs = new CarefulJobs(what => scheduler.schedule(gone, what));
      return Object.assign(jobs, {
        run: () => jobs.io("copy").catch(() => (jobs.status = "none")),
      });
    },
  }));
  expect(await failing(failingTask)).toContain("the system goes on: copy (fails)\n");
});
