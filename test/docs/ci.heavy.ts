// The examples of docs/ci.md work: their commands are run as each CI would run them, part by part, then merged; and every flag
// that the page names exists.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { COMMANDS } from "../../src/cli/program.ts";
import { folder, MAIN, migcheck, plainEnv, ROOT } from "../cli/run.ts";

const PAGE = readFileSync(join(ROOT, "docs/ci.md"), "utf8");

/** A command of the page with the variables of the job that runs it. */
interface Line {
  readonly line: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Example {
  readonly parts: readonly Line[];
  readonly merge: string;
}

function blocks(language: string): string[] {
  return [...PAGE.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, body = ""]) =>
    name === language ? [body] : [],
  );
}

const [GITHUB, GITLAB, KUBERNETES] = blocks("yaml").map(text =>
  parseAllDocuments(text).map(doc => doc.toJS()),
);

const ours = (lines: readonly string[]): string => {
  const [line = "", ...more] = lines.filter(l => l.includes("migcheck"));
  expect(more).toEqual([]);
  return line;
};

function github(): Example {
  const { part, merge } = GITHUB![0].jobs;
  const runs = (job: { steps: { run?: string }[] }) => ours(job.steps.map(s => s.run ?? ""));
  const parts = part.strategy.matrix.part.map((i: number) => ({
    line: runs(part).replaceAll(/\$\{\{ matrix\.part \}\}/g, String(i)),
    env: { GITHUB_ACTIONS: "true" },
  }));
  return { parts, merge: runs(merge) };
}

function gitlab(): Example {
  const { part, merge } = GITLAB![0];
  const parts = Array.from({ length: part.parallel }, (_, i) => ({
    line: ours(part.script),
    env: { CI_NODE_INDEX: String(i + 1), CI_NODE_TOTAL: String(part.parallel) },
  }));
  return { parts, merge: ours(merge.script) };
}

function kubernetes(): Example {
  const [part, merge] = KUBERNETES!.map(({ spec }) => ({
    completions: Number(spec.completions),
    container: spec.template.spec.containers[0],
  }));
  const env = part!.container.env.map((e: { name: string; value: string }) => [e.name, e.value]);
  const parts = Array.from({ length: part!.completions }, (_, i) => ({
    line: ours(part!.container.command),
    env: { ...Object.fromEntries(env), JOB_COMPLETION_INDEX: String(i) },
  }));
  return { parts, merge: ours(merge!.container.command) };
}

/** A project with a baseline; the pods' volume is a folder in it. */
function project(): string {
  const dir = folder();
  cpSync(join(ROOT, "test/cli/files/ci"), dir, { recursive: true });
  mkdirSync(join(dir, "results"));
  const words = ["test", "scenarios", "--baseline", "baseline.json", "--accept", "first"];
  expect(migcheck(words, { cwd: dir }).code).toBe(0);
  return dir;
}

function run({ line, env }: Line, cwd: string): { readonly code: number | null; out: string } {
  const command = line.replaceAll("npx migcheck", `${process.execPath} ${MAIN}`);
  const local = command.replaceAll(" /results/", " results/");
  const { status, stdout } = spawnSync("sh", ["-e", "-c", local], {
    cwd,
    env: plainEnv(env),
    encoding: "utf8",
  });
  return { code: status, out: stdout };
}

describe.each([
  ["GitHub Actions", github],
  ["GitLab CI", gitlab],
  ["Kubernetes", kubernetes],
])("%s", (_, example) => {
  test("the parts together are the whole, and only the merge fails", () => {
    const { parts, merge } = example();
    expect(parts).toHaveLength(3);
    const dir = project();
    for (const part of parts) expect(run(part, dir).code).toBe(0);
    const good = run({ line: merge, env: {} }, dir);
    expect(good.out).toContain("2 checked: 2 as expected");
    expect(good.code).toBe(0);
    const wrong = join(dir, "scenarios/careful.yaml");
    writeFileSync(wrong, readFileSync(wrong, "utf8").replace("states: 5", "states: 6"));
    for (const part of parts) expect(run(part, dir).code).toBe(0);
    expect(run({ line: merge, env: {} }, dir).code).toBe(1);
  });
});

test("every flag that the page names exists", () => {
  const known = COMMANDS.filter(c => ["test", "merge"].includes(c.name));
  const flags = new Set(known.flatMap(c => Object.keys(c.options)));
  const named = [...PAGE.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(m => m[1] ?? "");
  const foreign = ["for"];
  const unknown = named.filter(n => !flags.has(n.replace(/^no-/, "")) && !foreign.includes(n));
  expect(unknown).toEqual([]);
});
