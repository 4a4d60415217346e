// What would break: the text of a module that nobody can read, or that is not the code that runs. An
// assembler of others (wat2wasm of the WebAssembly binary toolkit), where there is one, makes the same code
// from the text.
// After a wanted change: npx vitest run -u test/engine/wasm/text.test.ts, and read the diff.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { compileToWasm } from "../../../src/engine/wasm/compile.ts";
import type { MachineCode } from "../../../src/model/machine-code.ts";
import type { Program } from "../../../src/model/program.ts";
import { compileText } from "../../generate/model.ts";
import { programs } from "../../generate/program.ts";
import { codeOf } from "./records.ts";

const COUNTER = `
model: counter
constants: { top: 3 }
variables: { n: 0..9 = 0 }
machines:
  m:
    initial: counting
    states:
      counting:
        always:
          - { name: up, guard: n < top, actions: n = n + 1 }
          - { name: end, guard: n == top, target: done }
      done: { type: final }
properties:
  not-two: { never: n == 2 }
  never-down: { step: n >= old(n) }
`;

const SLOTS = `
model: slots
variables:
  a: { type: array 0..2 of -2..2, initial: 0 }
machines:
  thread:
    count: 2
    initial: idle
    states:
      idle:
        always:
          - name: put
            choose: i in 0..2
            guard: a[i] < 2
            actions:
              - a[i] = a[i] + 1
              - assert(a[i] != 0)
            target: idle
`;

function compiled(program: Program | undefined): MachineCode {
  const code = program && compileToWasm(program, { all: false });
  if (!code) throw new Error("not compiled");
  return code;
}

/** Only the module of the program. */
function textOf(text: string): string {
  const { program, diagnostics } = compileText(text);
  expect(diagnostics.filter(d => d.severity === "error")).toEqual([]);
  return compiled(program).text().split("(module $store")[0] ?? "";
}

describe("the text of a module", () => {
  test("of a counter", async () => {
    await expect(textOf(COUNTER)).toMatchFileSnapshot("golden/counter.wat");
  });

  test("of an array, parameters and an assertion", async () => {
    await expect(textOf(SLOTS)).toMatchFileSnapshot("golden/slots.wat");
  });

  test("of the store", async () => {
    const store = codeOf(1, { shards: 2, workers: 1 }).text().split("(module $store")[1];
    await expect(`(module $store${store}`).toMatchFileSnapshot("golden/store.wat");
  });
});

const found = spawnSync("wat2wasm", ["--version"]).status === 0;
const SUITE = found
  ? "wat2wasm"
  : "wat2wasm is not asked: there is none here (Debian package wabt)";

describe.skipIf(!found)(SUITE, () => {
  const at = mkdtempSync(join(tmpdir(), "migcheck-wat-"));
  afterAll(() => rmSync(at, { recursive: true }));

  /** Assembles the text of a module. */
  function assembled(text: string): Uint8Array {
    const [source, target] = [join(at, "module.wat"), join(at, "module.wasm")];
    writeFileSync(source, text);
    execFileSync("wat2wasm", ["--enable-threads", source, "-o", target]);
    return readFileSync(target);
  }

  function expectSameCode(code: MachineCode): void {
    const [expand = "", store = ""] = code.text().split(/^(?=\(module )/m);
    expect(sections(assembled(expand))).toEqual(sections(code.modules.expand));
    expect(sections(assembled(store))).toEqual(sections(code.modules.store));
  }

  test("makes the same code from the text of random programs", () => {
    fc.assert(
      fc.property(programs(), program => expectSameCode(compiled(program))),
      { numRuns: 20, seed: 21 },
    );
  }, 60_000);

  test.each([1, 2, 3])("makes the same store of %i words, in shards", words => {
    expectSameCode(codeOf(words, { shards: 3, workers: 2 }));
  });
});

/** Functions' types, exports, globals and code, as hexadecimal digits; names are custom sections and left out. */
function sections(bytes: Uint8Array): Map<number, string> {
  const all = new Map<number, string>();
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at] as number;
    let size = 0;
    let next = at + 1;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[next++] as number;
      size |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (COMPARED.has(id))
      all.set(id, Buffer.from(bytes.subarray(next, next + size)).toString("hex"));
    at = next + size;
  }
  return all;
}

/** Imports, globals, exports, code. Types are not: equal ones may be one or several. */
const COMPARED = new Set([2, 6, 10]);
