// docs/vitest.md: its examples are run as they stand, but for where migcheck is imported from and the addresses of the model; what
// it shows of failures is what comes.

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { conforms } from "../../src/fast-check.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PAGE = readFileSync(join(ROOT, "docs/vitest.md"), "utf8");

function blocks(language: string): string[] {
  return [...PAGE.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, body = ""]) =>
    name === language ? [body] : [],
  );
}

const FOLDER = mkdtempSync(join(tmpdir(), "migcheck-docs-"));
const [MODEL = ""] = blocks("yaml");
writeFileSync(join(FOLDER, "job.yaml"), MODEL);
mkdirSync(join(FOLDER, "scenarios"));
writeFileSync(
  join(FOLDER, "scenarios/careful.yaml"),
  "scenario: careful\nmodel: ../job.yaml\nexpect: { cancel-is-kept: holds }\n",
);

function runnable(code: string): string {
  return code
    .replaceAll('"migcheck/vitest"', JSON.stringify(join(ROOT, "src/vitest.ts")))
    .replaceAll('"migcheck/fast-check"', JSON.stringify(join(ROOT, "src/fast-check.ts")))
    .replaceAll('"vitest"', JSON.stringify(join(ROOT, "node_modules/vitest/dist/index.js")))
    .replaceAll(
      '"fast-check"',
      JSON.stringify(join(ROOT, "node_modules/fast-check/lib/fast-check.js")),
    )
    .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(join(FOLDER, "x.ts")).href));
}

const EXAMPLES = blocks("ts").map((code, i) => {
  const [, name = `example-${i + 1}.test.ts`] = /^\/\/ (\S+\.ts)$/m.exec(code) ?? [];
  const path = join(FOLDER, name);
  writeFileSync(path, runnable(code));
  return { name, path, code };
});

const RED = "jobs.test.ts";

// Those with tests add them to this file.
for (const { name, path } of EXAMPLES) if (name !== RED) await import(path);

test("there are examples of everything", () => {
  expect(EXAMPLES.map(e => e.name)).toEqual(expect.arrayContaining(["jobs.ts", RED]));
  expect(EXAMPLES.length).toBeGreaterThan(5);
});

/** What a page shows is there in order, between lines of three dots. */
function expectShown(text: string, shown: string): void {
  let from = 0;
  for (const piece of shown.split(/^\.\.\.\n/m).map(p => p.trimEnd())) {
    expect(text.slice(from)).toContain(piece);
    from = text.indexOf(piece, from) + piece.length;
  }
}

function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

test("the failure of a matcher is told as shown", () => {
  const job = join(FOLDER, "job.yaml");
  const pictures = join(FOLDER, ".migcheck");
  const message = messageOf(() =>
    expect(job).toHold("cancel-is-kept", { set: { careful: false }, pictures }),
  );
  const [shown = ""] = blocks("text");
  const here = message.replace(/^picture: .*\.migcheck/m, "picture: .migcheck");
  expectShown(here.replace(/-[0-9a-f]{8}\.svg$/m, "-1f3c5a70.svg"), shown);
});

test("the job manager fails as shown, and passes as repaired", async () => {
  const code = EXAMPLES.find(e => e.name === RED)?.code ?? "";
  const jobs = EXAMPLES.find(e => e.name === "jobs.ts");
  const job = pathToFileURL(join(FOLDER, "job.yaml"));
  const adapter = join(FOLDER, "adapter.ts");
  const part = code.slice(0, code.indexOf("test(")).replace("const system", "export const system");
  writeFileSync(adapter, runnable(part));
  const message = await conforms(job, (await import(adapter)).system).catch(String);
  expectShown(String(message), blocks("text")[1] ?? "");

  const [, repair = ""] = /^With `([^`]*)` at the end of `run` it passes\.$/m.exec(PAGE) ?? [];
  const repaired = (jobs?.code ?? "").replace('this.status = "completed";', `${repair};`);
  writeFileSync(join(FOLDER, "repaired.ts"), runnable(repaired));
  writeFileSync(
    adapter.replace("adapter", "again"),
    runnable(part.replace("./jobs.ts", "./repaired.ts")),
  );
  const { system } = await import(join(FOLDER, "again.ts"));
  expect((await conforms(job, system, { runs: 30 })).runs).toBe(30);
});

test("the settings and matchers that it names exist", () => {
  const sources = ["src/vitest.ts", "src/fast-check/conforms.ts", "src/fast-check/system.ts"]
    .map(file => readFileSync(join(ROOT, file), "utf8"))
    .join("\n");
  const rows = PAGE.split("\n").filter(line => line.startsWith("| `"));
  const named = rows.flatMap(row => {
    const [, first = ""] = row.split("|");
    return [...first.matchAll(/`(\w+)/g)].map(m => m[1] ?? "");
  });
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter(name => !new RegExp(`\\b${name}\\b`).test(sources))).toEqual([]);
});
