import { test } from "vitest";
import { parseModel } from "../src/parse/parse.ts";
import { isScenario } from "../src/parse/scenario.ts";
import { renderDiagnostic } from "../src/base/diagnostic.ts";
const N = (Number(process.env.MB ?? 4)) * 1024 * 1024 - 200;
const rep = (s: string, n = N) => s.repeat(Math.floor(n / s.length));
const head = "model: m\nmachines: { m: { initial: a, states: [a] } }\n";
const T: Record<string, string> = {
  brackets: rep("["), dashes: rep("- "), maps: rep("{a: "), quotes: `${head}about: "${rep("a")}`, bigtext: `${head}about: "${rep("a")}"`,
  expr: `${head}initially: ${rep("a and ")}`, many: `${head}initially:\n${rep("  - a && b\n")}`, keys: `model: m\nmachines: {}\ntypes:\n${Array.from({ length: 50000*Number(process.env.MB??4) }, (_, i) => `  k${i}: [a, b]`).join("\n")}`,
  escapes: `${head}about: "${rep("\\u0041")}"`, block: `${head}about: |\n${rep("  aaa\n")}`, colons: rep("a: "), amps: rep("&a "), stars: rep("*a "), q: rep("'"), dq: `a: ${rep('"')}`, lines: rep("\n"), enums: `${head}types: { S: [${Array.from({ length: 100000 *Number(process.env.MB??4)}, (_, i) => `n${i}`).join(",")}] }`,
  scen: `{${rep('"a":1,')}"scenario": 2}`, unk: `model: m\n${Array.from({ length: 25000 *Number(process.env.MB??4)}, (_, i) => `keyyy${i}: 1`).join("\n")}`, indent: Array.from({ length: 1400*Math.sqrt(Number(process.env.MB??4)) }, (_, i) => `${" ".repeat(i)}a:`).join("\n"), badesc: `about: "${rep("\\q")}"`, errs: rep("a: @b\n"), tabs: rep("a:\n\tb: c\n"), question: rep("? "), deepok: rep("x: [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]\n"), flowplain: `[${rep("a b c ")}]`, cols: rep("a:\n"), hash: rep("#"), percent: rep("%"), dots: rep("...\n"), docs: rep("---\n"),
};
for (const [k, text] of Object.entries(T)) test(k, () => {
  const t = performance.now();
  isScenario({ name: "m.yaml", text });
  const { diagnostics } = parseModel({ name: "m.yaml", text });
  const u = performance.now();
  const r = diagnostics.map(renderDiagnostic).length;
  console.log(k, Math.round(u - t), "ms, render", Math.round(performance.now() - u), r, diagnostics[0]?.code);
}, 120000);
