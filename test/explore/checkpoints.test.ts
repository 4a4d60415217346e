// What would break: a checkpoint that is written too often, or not again after one that could not be written.

import { describe, expect, test } from "vitest";
import { Checkpoints } from "../../src/explore/checkpoints.ts";
import { StateLog } from "../../src/explore/state-log.ts";
import type { Standing } from "../../src/model/checkpoint.ts";
import { layoutOf } from "../../src/model/layout.ts";

const SECONDS = 10;

function standing(count: number): Standing {
  return {
    count,
    expanded: 0,
    initial: 1,
    transitions: 0,
    memory: 0,
    levels: [0],
    end: 1,
    notes: [],
  };
}

/** Asks at each of these seconds, when there are as many states, and tells at which it was kept. */
function keptAt(asked: readonly number[]): number[] {
  const kept: number[] = [];
  let now = 0;
  const keep = {
    seconds: SECONDS,
    load: () => undefined,
    save: ({ count }: Standing) => kept.push(count),
  };
  const checkpoints = new Checkpoints(keep, () => now * 1000);
  const log = new StateLog(layoutOf([]));
  for (now of asked) checkpoints.keepWhenDue({ log, standing: () => standing(now) });
  return kept;
}

test.each<[readonly number[], readonly number[]]>([
  [[0, 9, 9.9], []],
  [
    [9, 10, 11, 19, 20],
    [10, 20],
  ],
  [
    [15, 20, 24, 25],
    [15, 25],
  ],
])("asked at %j it keeps at %j", (asked, kept) => {
  expect(keptAt(asked)).toEqual(kept);
});

describe("one that cannot be kept", () => {
  test("is told with what the last one has, taken up or kept, until the next one is kept", () => {
    let full = true;
    const keep = {
      seconds: SECONDS,
      load: () => standing(3),
      save: () => {
        if (full) throw new Error("no room");
      },
    };
    const checkpoints = new Checkpoints(keep, () => 0);
    const of = (count: number) => ({
      log: new StateLog(layoutOf([])),
      standing: () => standing(count),
    });
    checkpoints.load(() => undefined);
    checkpoints.keep(of(5));
    expect(checkpoints.unkept).toEqual({ why: "no room", states: 3 });
    full = false;
    checkpoints.keep(of(7));
    expect(checkpoints.unkept).toBeUndefined();
    full = true;
    checkpoints.keep(of(9));
    expect(checkpoints.unkept).toEqual({ why: "no room", states: 7 });
  });
});

test("where nothing is kept nobody is asked where it stands", () => {
  const checkpoints = new Checkpoints(undefined, () => 0);
  const never = () => {
    throw new Error("asked");
  };
  const of = { log: new StateLog(layoutOf([])), standing: never };
  checkpoints.keepWhenDue(of);
  checkpoints.keep(of);
  expect(checkpoints.load(never)).toBeUndefined();
});
