import { readFileSync } from "node:fs";
import { test } from "vitest";
import { parseModel } from "../src/parse/parse.ts";
import { printTree } from "../src/parse/print.ts";
import { renderDiagnostic } from "../src/base/diagnostic.ts";
test("x", () => {
  for (const f of (process.env.F ?? "").split(",")) {
    const p = parseModel({ name: f.split("/").pop() ?? "", text: readFileSync(f, "utf8") });
    console.log(p.diagnostics.map(renderDiagnostic).join("\n"));
    console.log(p.tree && printTree(p.tree));
  }
});
