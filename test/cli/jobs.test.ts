// Several checks at a time: what is printed and written does not depend on how many.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, migcheck } from "./run.ts";

const INPUTS = ["models/mail", "scenarios/museum/libvirt"];

/** All files of a report by name; timing differs from run to run. */
function reportOf(jobs: string): { readonly out: string; readonly files: Map<string, string> } {
  const dir = folder();
  const { stdout } = migcheck(["check", ...INPUTS, "--jobs", jobs, "--out", dir]);
  const names = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  const text = (path: string) =>
    readFileSync(path, "utf8")
      .replace(/"timing":\s*\{[^}]*\}/, "")
      .replaceAll(/\b[\d.,]+ m?s\b/g, "TIME");
  return {
    out: stdout.replaceAll(dir, "OUT").replaceAll(/[\d.]+ m?s$/gm, "TIME"),
    files: new Map(names.sort().map(path => [path.slice(dir.length), text(path)])),
  };
}

const three = reportOf("3");

test("one at a time and three at a time print and write the same", { timeout: 240_000 }, () => {
  const one = reportOf("1");
  expect(three.out).toBe(one.out);
  expect([...three.files.keys()]).toEqual([...one.files.keys()]);
  for (const [name, text] of one.files) expect(three.files.get(name), name).toBe(text);
});

test("every picture and file that a page names is there, and no picture is there twice", () => {
  const { files } = three;
  for (const [page, text] of files) {
    if (!page.endsWith(".html")) continue;
    for (const [, address = ""] of text.matchAll(/ (?:href|src)="(\.[^"#]*)/g)) {
      const target = decodeURIComponent(new URL(address, `file://${page}`).pathname);
      expect(files.has(target), `${page} names ${address}`).toBe(true);
    }
  }
  const pictures = [...files].flatMap(([name, text]) => (name.endsWith(".svg") ? [text] : []));
  expect(new Set(pictures).size).toBe(pictures.length);
}, 240_000);

test.each(["0", "x", "-1"])("--jobs %s is refused", jobs => {
  const { code, stderr } = migcheck(["check", "models/examples", `--jobs=${jobs}`]);
  expect(code).toBe(2);
  expect(stderr).toContain("--jobs takes a positive whole number");
});
