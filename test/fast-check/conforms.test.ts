// An implementation against its model: a planted race is found and shrunk, the same without the race passes, and every other way
// not to conform is told as what it is.

import { describe, expect, test } from "vitest";
import { conforms, Refused, type System } from "../../src/fast-check.ts";
import { defineModel } from "../../src/index.ts";
import { CarefulJobs, changed, failing, failureOf, JOB, Jobs, systemOf } from "./jobs.ts";
import { vast } from "./starts.ts";
import {
  hostSystem,
  hosts,
  lateModel,
  lateSystem,
  modeSystem,
  modes,
  tagSystem,
  tags,
} from "./systems.ts";

// ---------------------------------------------------------------- the race

const RACE = `the implementation does not conform to test/fast-check/job.yaml

start  status = none
   1   start → job
       status: none → active
   2   the system goes on: copy
   3   cancel → job
       status: active → cancelling
   4   the system goes on: persist
       status: cancelling → completed
end    the model does not allow this, but
  status = cancelling  (nothing happens)
  status = cancelled  (after job: stopping -> done)

found in run `;

describe("a completion that checks, waits and then writes", () => {
  test.each([1, 2, 3])(
    "is found and shrunk to the two triggers that race (seed %i)",
    async seed => {
      expect(await failing(systemOf(Jobs), { seed })).toContain(RACE);
    },
  );

  test("is found again from the seed and path that the failure tells", async () => {
    const message = await failing(systemOf(Jobs));
    const [, seed, path] = /\{ seed: (-?\d+), path: "([\d:]+)" \}/.exec(message) ?? [];
    const again = await failing(systemOf(Jobs), { seed: Number(seed), path: path ?? "" });
    expect(again).toContain(`${RACE}1, shrunk 0 times`);
  });

  test("which is one run and no other, whether it fails or is repaired", async () => {
    const message = await failing(systemOf(Jobs));
    const [, path = ""] = /path: "([\d:]+)"/.exec(message) ?? [];
    expect(path).toContain(":");
    let created = 0;
    const { create, ...rest } = systemOf(CarefulJobs);
    const counted: System<Jobs> = {
      ...rest,
      create: world => {
        created++;
        return create(world);
      },
    };
    expect(await conforms(JOB, counted, { path })).toMatchObject({ runs: 1, applied: 2 });
    expect(created).toBe(1);
    expect(await failing(counted, { path: `${path}:9999` })).toContain("no run has the path");
    expect(created).toBe(1);
  });

  test("passes where it writes by compare-and-set", async () => {
    const tested = await conforms(JOB, systemOf(CarefulJobs), { runs: 50 });
    expect(tested).toMatchObject({ runs: 50, skipped: 0 });
    expect(tested.applied).toBeGreaterThan(50);
  });

  test("passes and fails as well with triggers that overlap", async () => {
    await conforms(JOB, systemOf(CarefulJobs), { concurrent: true, runs: 30 });
    const message = await failing(systemOf(Jobs), { concurrent: true });
    expect(message).toContain("status: cancelling → completed");
  });
});

test("two starts race: both find that none is there", async () => {
  class Eager extends Jobs {
    override async start(): Promise<void> {
      if (this.status !== "none") throw new Refused();
      await this.io("prepare");
      this.status = "active";
      void this.run();
    }
  }
  const message = await failing(systemOf(Eager), { concurrent: true });
  expect(message).toContain("the model does not allow the answer 'done' to start, but");
});

// ---------------------------------------------------------------- other ways not to conform

test("a trigger that should be refused and is not", async () => {
  const system = changed(() => ({
    apply: async (jobs, trigger) => {
      if (trigger === "cancel") return jobs.status === "none" ? undefined : jobs.cancel();
      return jobs.start();
    },
  }));
  const message = await failing(system);
  expect(message).toContain("   1   cancel → job\n");
  expect(message).toContain("the model does not allow the answer 'done' to cancel, but\n  refused");
});

test("a trigger that should be taken and is refused", async () => {
  const system = changed(() => ({
    apply: (jobs, trigger) => (trigger === "start" ? jobs.start() : "refused"),
  }));
  expect(await failing(system)).toContain(
    "   4   cancel is answered: refused\nend    the model does not allow this, but\n  status = completed",
  );
});

test("a promise that is never kept: the system rests where the model goes on", async () => {
  class Forgetful extends CarefulJobs {
    override async cancel(): Promise<void> {
      if (this.status !== "active") throw new Refused();
      this.status = "cancelling";
    }
  }
  const { settle, ...unsettled } = systemOf(Forgetful);
  await conforms(JOB, unsettled, { runs: 20 });
  expect(settle).toBeDefined();
  const message = await failing(systemOf(Forgetful));
  expect(message).toContain("nothing goes on any more; in the model this does:");
  expect(message).toContain("job: stopping -> done");
});

describe("'sent'", () => {
  const queued = (deal: (jobs: Jobs, trigger: string) => Promise<void> | void): System<Jobs> => ({
    ...systemOf(CarefulJobs),
    apply: (jobs, trigger) => {
      void jobs
        .io("queue")
        .then(() => deal(jobs, trigger))
        .catch(() => undefined);
      return "sent";
    },
  });

  test("lets the effect come after the answer, whatever it is", async () => {
    const system = queued((jobs, trigger) => (trigger === "start" ? jobs.start() : jobs.cancel()));
    expect(
      (await conforms(JOB, system, { concurrent: true, runs: 20 })).situations,
    ).toBeGreaterThan(1);
    expect(await failing({ ...system, apply: (...args) => void system.apply(...args) })).toContain(
      "end    the model does not allow this, but",
    );
  });

  test("and then nothing is a promise that is not kept", async () => {
    const system = queued(() => undefined);
    expect(await failing(system)).toContain("start, which was sent");
  });
});

test("too many situations are no pass: nothing is known then", async () => {
  const wide = defineModel({
    model: "wide",
    variables: { hidden: "0..299 = 0", shown: "0..1 = 0" },
    machines: {
      m: {
        initial: "a",
        states: {
          a: {
            on: { go: { actions: "shown = 1" } },
            always: { guard: "hidden < 299", actions: "hidden = hidden + 1" },
          },
        },
      },
    },
    triggers: { go: {} },
  });
  let shown = 0;
  const system: System<object> = {
    create: () => {
      shown = 0;
      return {};
    },
    apply: () => {
      shown = 1;
    },
    observe: () => ({ shown }),
  };
  expect(await failureOf(conforms(wide, system, { most: 100 }))).toContain(
    "undecided: more than 100 situations of the model fit what was seen",
  );
  expect((await conforms(wide, system, { runs: 3, depth: 5 })).situations).toBe(300);
});

describe("a trigger that comes too late", () => {
  test("for a machine that has ended may be told anything, and changes nothing", async () => {
    for (const answer of ["done", "refused"] as const) {
      const tested = await conforms(
        lateModel(),
        lateSystem(() => answer),
        { runs: 30 },
      );
      expect(tested.skipped).toBe(0);
    }
    const back = lateSystem(job => {
      job.status = "cancelled";
      return "done";
    });
    expect(await failureOf(conforms(lateModel(), back))).toContain("status: completed → cancelled");
  });

  test("is left out where its guard says that it does not come", async () => {
    const never = lateSystem(() => {
      throw new Error("it came");
    });
    const tested = await conforms(lateModel("status == active"), never, { runs: 30 });
    expect(tested.skipped).toBeGreaterThan(0);
  });
});

// ---------------------------------------------------------------- settings

test.each<[object, string]>([
  [{ concurent: true }, "there is no setting 'concurent'; did you mean 'concurrent'?"],
  [{ runs: -1 }, "'runs' takes a whole number from 1 on, not -1"],
  [{ runs: "9" }, "'runs' takes a whole number from 1 on, not \"9\""],
  [{ depth: Number.NaN }, "'depth' takes a whole number from 1 on, not NaN"],
  [{ most: Number.NaN }, "'most' takes a whole number from 1 on, not NaN"],
  [{ patience: 0 }, "'patience' takes a number above 0, not 0"],
  [{ path: "x" }, "'path' takes a path as a failure tells it, such as 7:2:3, not \"x\""],
  [{ raises: "cancel" }, "'raises' takes a list of texts, not \"cancel\""],
  [{ raises: ["cancle"] }, "'raises' names 'cancle', which is no trigger; did you mean 'cancel'?"],
])("a setting that is wrong is refused before anything runs: %j", async (settings, words) => {
  expect(await failing(systemOf(CarefulJobs), settings)).toBe(words);
});

test("where nothing is ever applied, the test fails", async () => {
  expect(await failing(systemOf(CarefulJobs), { raises: ["start", "cancel"], runs: 5 })).toContain(
    "no trigger of test/fast-check/job.yaml was ever applied",
  );
});

test("every system is disposed of, whether it conforms or not", async () => {
  let alive = 0;
  const counted = (of: System<Jobs>): System<Jobs> => ({
    ...of,
    create: world => {
      alive++;
      return of.create(world);
    },
    dispose: () => {
      alive--;
    },
  });
  await conforms(JOB, counted(systemOf(CarefulJobs)), { runs: 10 });
  await failing(counted(systemOf(Jobs)));
  expect(alive).toBe(0);
});

test("without the scheduler: a synchronous system, and one with timers", async () => {
  for (const wait of [() => undefined, () => new Promise(resolve => setTimeout(resolve, 0))]) {
    const system: System<{ status: string }> = {
      create: () => ({ status: "none" }),
      apply: async (job, trigger) => {
        await wait();
        const next = trigger === "start" ? ["none", "active"] : ["active", "cancelled"];
        if (job.status !== next[0]) return "refused";
        job.status = next[1] ?? "";
        return "done";
      },
      observe: job => ({ status: job.status }),
    };
    expect((await conforms(JOB, system, { runs: 20 })).applied).toBeGreaterThan(20);
  }
});

// ---------------------------------------------------------------- parameters, replicas, definitions, what happens by itself

test("parameters and replicas are the caller's, what an action chooses is the model's", async () => {
  const tested = await conforms(
    hosts,
    hostSystem(to => to),
  );
  expect(tested.situations).toBeGreaterThan(1);
  const message = await failureOf(
    conforms(
      hosts,
      hostSystem((_, from) => from),
    ),
  );
  expect(message).toContain("(to = h2)\n       vm[");
  expect(message).toContain("elsewhere = true");
});

test("a parameter whose value needs quotes in expressions is tested as any other", async () => {
  const tested = await conforms(
    modes,
    modeSystem(mode => mode),
  );
  expect(tested.applied).toBeGreaterThan(200);
  const forgets = modeSystem(() => "fast");
  expect(await failureOf(conforms(modes, forgets))).toContain("boot → host[h1] (m = slow mode)");
});

test.each<[string, (shown: string[]) => readonly string[] | ReadonlySet<string>]>([
  ["a list in its own order", shown => shown],
  ["another order", shown => shown.toReversed()],
  ["a Set", shown => new Set(shown)],
])("a set is shown as %s", async (_, show) => {
  interface Tags {
    readonly shown: readonly string[] | ReadonlySet<string>;
  }
  const shows = (shown: string[]): Tags => ({ shown: show(shown) });
  expect((await conforms(tags, tagSystem(shows), { runs: 20 })).applied).toBeGreaterThan(20);
  const forgets = tagSystem(shown => shows(shown.slice(0, 1)));
  expect(await failureOf(conforms(tags, forgets))).toContain('shown = [a, "b c"]');
});

test("what the system raises itself may happen unseen, and is not applied", async () => {
  const model = defineModel({
    model: "link",
    variables: { up: "bool = true", asked: "0..3 = 0" },
    machines: {
      m: {
        initial: "a",
        states: {
          a: { on: { drop: { actions: "up = false" }, ask: { actions: "asked = asked + 1" } } },
        },
      },
    },
    triggers: { drop: { times: 1 }, ask: { times: 3 } },
  });
  const system: System<{ asked: number }> = {
    create: () => ({ asked: 0 }),
    apply: (s, trigger) => {
      expect(trigger).toBe("ask");
      s.asked++;
    },
    observe: s => ({ asked: s.asked, up: s.asked < 2 }),
  };
  await conforms(model, system, { raises: ["drop"], depth: 4, runs: 20 });
  const unraised = await failureOf(conforms(model, { ...system, apply: s => void s.asked++ }));
  expect(unraised).toContain("up: true → false\nend    the model does not allow this, but");
});

test("a name like __proto__ is a parameter like any other", async () => {
  const model = defineModel({
    model: "names",
    variables: { seen: "0..2 = 0" },
    machines: {
      m: {
        initial: "a",
        states: {
          a: { on: { go: { choose: '"__proto__" in 1..2', actions: 'seen = "__proto__"' } } },
        },
      },
    },
    triggers: { go: { times: 2 } },
  });
  const system: System<{ seen: number }> = {
    create: () => ({ seen: 0 }),
    apply: (s, _, params) => {
      s.seen = Number(new Map(Object.entries(params)).get("__proto__"));
    },
    observe: ({ seen }) => ({ seen }),
  };
  await conforms(model, system, { runs: 10 });
});

describe("initial states that cannot all be known", () => {
  const system: System<object> = {
    create: () => ({}),
    apply: () => undefined,
    observe: () => ({ a: 0 }),
    settle: () => undefined,
  };

  test.each([
    ["none was found", "d == 300", "no initial state was found; 'initially' leaves too few"],
    [
      "one was found",
      "d == 0 and c == 0 and b == 0 and a == 0",
      "'initially' leaves few of very many combinations, and not all of them were found",
    ],
    ["there are too many", undefined, "more than 10000 situations of the model fit"],
  ])("%s", async (_, initially, words) => {
    await expect(conforms(vast(initially), system)).rejects.toThrow(words);
  });
});
