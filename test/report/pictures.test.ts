// The names of picture files: safe on every file system, different for different things, the same each time.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameGiver, safeName } from "../../src/report/file-name.ts";
import { picturesOf, tracesOf } from "../../src/report/pictures.ts";
import { raceResult } from "./picture-fixtures.ts";
import { HOSTILE, renamed, wellFormed } from "./well-formed.ts";

const SAFE = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

describe("names of files", () => {
  test.each([...HOSTILE, "../../etc/passwd", "..", ".hidden", "a/b\\c:d", "-rf"])(
    "%j is made safe",
    text => {
      expect(safeName(text)).toMatch(SAFE);
      expect(safeName(text)).not.toContain("..");
    },
  );

  test("any texts get safe names, all different where case is ignored", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), texts => {
        const name = nameGiver();
        const names = texts.map(name);
        for (const n of names) expect(n).toMatch(SAFE);
        expect(new Set(names.map(n => n.toLowerCase())).size).toBe(texts.length);
      }),
    );
  });

  test("a name that is like a numbered one is not given twice", () => {
    const name = nameGiver();
    expect(["a", "a-2", "a", "A"].map(name)).toEqual(["a", "a-2", "a-3", "A-4"]);
  });
});

describe("picturesOf", () => {
  test("has machines, the graph, and for each trace its pictures", async () => {
    const names = [...(await picturesOf(raceResult)).keys()].filter(name => name.endsWith(".svg"));
    expect(names).toEqual([
      "machine-monitor.svg",
      "machine-sender.svg",
      "graph.svg",
      "trace-cancel-wins.sequence.svg",
      "trace-cancel-wins.states.svg",
      "trace-cancel-wins.machine-monitor.svg",
      "trace-cancel-wins.machine-sender.svg",
      "trace-cancel-wins.graph.svg",
      "trace-cancel-wins-2.sequence.svg",
      "trace-cancel-wins-2.states.svg",
      "trace-cancel-wins-2.machine-sender.svg",
      "trace-cancel-wins-2.graph.svg",
    ]);
  });

  test("is the same each time", async () => {
    expect([...(await picturesOf(raceResult))]).toEqual([...(await picturesOf(raceResult))]);
  });

  test("names of strangers lead nowhere and draw nothing", async () => {
    const result = renamed(raceResult, s => `../<script>${s}`);
    for (const [name, text] of await picturesOf(result)) {
      expect(name).toMatch(SAFE);
      if (name.endsWith(".svg")) expect(wellFormed(text).elements).not.toContain("script");
    }
  });

  test("each trace of a property has a name of its own", () => {
    expect(tracesOf(raceResult).map(({ stem }) => stem)).toEqual([
      "trace-cancel-wins",
      "trace-cancel-wins-2",
    ]);
  });
});
