// Models and systems for the tests of conforms: a trigger that comes too late, and one with parameters for replicas.

import type { ShownBy, System } from "../../src/fast-check.ts";
import { defineModel, type Source } from "../../src/index.ts";

/** A job that ends by itself; the guard says when a cancel can come. */
export const lateModel = (guard?: string): Source =>
  defineModel({
    model: "late",
    variables: { status: { type: ["active", "completed", "cancelled"], initial: "active" } },
    machines: {
      job: {
        initial: "running",
        states: {
          running: {
            on: { cancel: { actions: "status = cancelled", target: "done" } },
            always: { actions: "status = completed", target: "done" },
          },
          done: { type: "final" },
        },
      },
      other: { initial: "up", states: { up: { on: { ping: { actions: "skip" } } } } },
    },
    triggers: {
      cancel: { times: 1, ...(guard === undefined ? {} : { guard }) },
      ping: { times: 2 },
    },
  });
export interface Job {
  status: string;
}
export const lateSystem = (late: (job: Job) => "done" | "refused"): System<Job> => ({
  create: ({ scheduler }) => {
    const job: Job = { status: "active" };
    void scheduler.schedule(Promise.resolve(), "work").then(() => {
      if (job.status === "active") job.status = "completed";
    });
    return job;
  },
  apply: (job, trigger) => {
    if (trigger === "ping") return;
    if (job.status !== "active") return late(job);
    job.status = "cancelled";
    return "done";
  },
  observe: ({ status }) => ({ status }),
});

/** Two machines that move something to a host. */
export const hosts: Source = defineModel({
  model: "hosts",
  types: { Host: ["h1", "h2"] },
  variables: { place: { type: "Host", initial: "h1" }, ok: "bool = true" },
  define: { elsewhere: "place != h1" },
  machines: {
    vm: {
      count: 2,
      initial: "up",
      variables: { moves: "0..9 = 0" },
      states: {
        up: {
          on: {
            migrate: {
              choose: "to in Host",
              guard: "moves < 9",
              actions: ["place = to", "moves = moves + 1", "choose r in [true, false]", "ok = r"],
            },
          },
        },
      },
    },
  },
  triggers: { migrate: { times: 3 } },
});

export function hostSystem(
  move: (to: string, from: string) => string,
): System<{ place: string; moves: number[] }> {
  return {
    create: () => ({ place: "h1", moves: [0, 0] }),
    apply: (s, _trigger, { to }, { agent }) => {
      s.place = move(String(to), s.place);
      const at = agent === "vm[0]" ? 0 : 1;
      s.moves[at] = (s.moves[at] ?? 0) + 1;
    },
    observe: s => ({
      elsewhere: s.place !== "h1",
      "vm[0].moves": s.moves[0] ?? 0,
      "vm[1].moves": s.moves[1] ?? 0,
    }),
  };
}

/** Hosts that boot in a mode whose name needs quotes in expressions. */
export const modes: Source = defineModel({
  model: "modes",
  types: { Host: ["h1", "h2"], Mode: ["fast", "slow mode"] },
  variables: {
    up: { type: "array Host of bool", initial: false },
    mode: { type: "Mode", initial: "fast" },
  },
  machines: {
    host: {
      count: "Host",
      initial: "off",
      states: {
        off: {
          type: "rest",
          on: {
            boot: {
              choose: "m in Mode",
              actions: ["up[self] = true", "mode = m"],
              target: "on",
            },
          },
        },
        on: { type: "rest", ignore: ["boot"] },
      },
    },
  },
  triggers: { boot: { times: 3 } },
});

export function modeSystem(
  kept: (mode: string) => string,
): System<{ up: Map<string, boolean>; mode: string }> {
  return {
    create: () => ({ up: new Map(), mode: "fast" }),
    apply: (s, _trigger, { m }, { agent = "" }) => {
      if (s.up.get(agent)) return "ignored";
      s.up.set(agent, true);
      s.mode = kept(String(m));
      return "done";
    },
    observe: ({ up, mode }) => ({
      "up[h1]": up.get("host[h1]") ?? false,
      "up[h2]": up.get("host[h2]") ?? false,
      mode,
    }),
  };
}

/** Tags are put on, in any order. */
export const tags: Source = defineModel({
  model: "tags",
  types: { Tag: ["a", "b c", "d"] },
  variables: { shown: { type: "set of Tag", initial: "[]" } },
  machines: {
    m: {
      initial: "s",
      states: { s: { on: { put: { choose: "t in Tag", actions: "shown = shown + [t]" } } } },
    },
  },
  triggers: { put: { times: 3 } },
});

export function tagSystem<O extends ShownBy<O>>(show: (tags: string[]) => O): System<string[], O> {
  return {
    create: () => [],
    apply: (s, _trigger, { t }) => {
      if (!s.includes(String(t))) s.push(String(t));
    },
    observe: show,
  };
}
