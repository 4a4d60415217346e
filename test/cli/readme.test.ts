// What the README shows is what happens: its console blocks run in a folder that `init` made, a line `...` stands for
// lines left out; its YAML is in the templates; its TypeScript passes; the commands it names exist.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/program.ts";
import { assertHolds, defineModel } from "../../src/index.ts";
import { folder, migcheck, ROOT, timeless } from "./run.ts";

const README = readFileSync(join(ROOT, "README.md"), "utf8");

function blocks(language: string): string[] {
  return [...README.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, body = ""]) =>
    name === language ? [body] : [],
  );
}

function demo(): string {
  const dir = folder();
  migcheck(["init", "."], { cwd: dir });
  const table = blocks("").find(b => b.startsWith("model: pause"));
  writeFileSync(join(dir, "pause.table"), table ?? "");
  return dir;
}

const SHOWN = blocks("console").flatMap(block =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map(part => {
      const [command = "", ...lines] = part.split("\n");
      return {
        command,
        pieces: lines
          .join("\n")
          .split(/^\.\.\.\n/m)
          .filter(p => p.trim() !== ""),
      };
    }),
);

describe("its console blocks", () => {
  const dir = demo();
  test("are there", () => expect(SHOWN.length).toBeGreaterThan(3));

  test.each(SHOWN)("$command", ({ command, pieces }) => {
    const { stdout, code } = migcheck(command.split(" ").slice(1), { cwd: dir });
    const out = timeless(stdout);
    let from = 0;
    for (const piece of pieces) {
      expect(out.slice(from)).toContain(timeless(piece));
      from = out.indexOf(timeless(piece), from) + timeless(piece).length;
    }
    expect(code).toBeLessThan(2);
  });
});

test("its scenario is the one that init writes", () => {
  const written = readFileSync(join(demo(), "scenarios/careless.yaml"), "utf8");
  const shown = blocks("yaml").find(b => b.startsWith("scenario:")) ?? "";
  for (const line of shown.trim().split("\n")) expect(written).toContain(line);
});

test("its model is a part of the one that init writes, line by line", () => {
  const written = readFileSync(join(demo(), "protocol.yaml"), "utf8");
  const shown = blocks("yaml").find(b => b.startsWith("machines:")) ?? "";
  expect(shown.split("\n").length).toBeGreaterThan(10);
  for (const line of shown.split("\n")) expect(written).toContain(line);
});

test("its TypeScript holds", () => {
  const code = blocks("ts")[0] ?? "";
  const shape = /defineModel\(([\s\S]*)\)\);/.exec(code)?.[1] ?? "";
  const model = {
    model: "light",
    machines: {
      lamp: {
        initial: "off",
        states: { off: { on: { press: "on" } }, on: { on: { press: "off" } } },
      },
    },
    properties: { "can-be-lit": { reachable: "lamp.state == on" } },
  } as const;
  const json = shape.replace(/,(\s*[}\]])/g, "$1").replace(/([{,]\s*)(\w+):/g, '$1"$2":');
  expect(JSON.parse(json)).toEqual(model);
  expect(assertHolds(defineModel(model)).exitCode).toBe(0);
});

test("the commands and files that it names exist", () => {
  const known = COMMANDS.map(c => c.name);
  const named = [...README.matchAll(/(?:`|npx )migcheck (\w+)/g)].map(m => m[1] ?? "");
  expect(named.filter(n => ![...known, "completion"].includes(n))).toEqual([]);
  const links = [...README.matchAll(/\]\(([^)#]+)\)/g)].map(m => m[1] ?? "");
  expect(links.filter(l => !existsSync(join(dirname(join(ROOT, "README.md")), l)))).toEqual([]);
});

test("the scripts that it names exist", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "test"]));
});
