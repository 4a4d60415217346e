import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "vitest";
import { parseModel } from "../src/parse/parse.ts";
import { parseScenario, isScenario } from "../src/parse/scenario.ts";
import { renderDiagnostic } from "../src/base/diagnostic.ts";
import { position } from "../src/base/source.ts";
test("x", () => {
  let all = "";
  for (const f of readdirSync("test/parse/cases").sort()) {
    const p = `test/parse/cases/${f}`;
    const text = readFileSync(p, "utf8");
    const source = { name: f, text };
    const d = (isScenario(source) && f !== "not-a-model.yaml" ? parseScenario(source) : parseModel(source)).diagnostics;
    const line = d.map(x => { const q = position(source, x.span?.start ?? 0); return `${x.code} ${q.line}:${q.column}`; }).join(" ");
    writeFileSync(p, text.replace(/^# expect:.*/, `# expect: ${line}`));
    all += `=== ${f}\n${d.map(renderDiagnostic).join("\n")}\n`;
  }
  writeFileSync("/tmp/cases.out", all);
});
