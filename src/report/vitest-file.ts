// A counterexample as a test file: the run by the names of its actions, which breaks its property until the model is repaired.
// Every name in it comes from a model or a replay file of a stranger: a name is only ever a string literal or a part of a
// comment without line breaks, never code.

import { printable } from "../base/printable.ts";
import type { Binding } from "../model/trace.ts";

/** What the test is to say. */
export interface TestedRun {
  /** The model's file: a path from where tests are run, or one from the folder of the test. */
  readonly file: { readonly path: string; readonly from: "here" | "test" };
  readonly model: string;
  readonly property: string;
  readonly settings: TestSettings;
  readonly start: readonly Binding[];
  readonly steps: readonly {
    readonly action: string;
    readonly params: readonly Binding[];
    readonly unhandled?: { readonly machine: string; readonly state: string } | undefined;
  }[];
  readonly loop?: number | undefined;
  readonly ending: string;
  /** One run alone shows the violation; otherwise the whole model is checked. */
  readonly alone: boolean;
}

/** Settings by flag, as lists of name and value. */
export interface TestSettings {
  readonly set: readonly Binding[];
  readonly variant?: string | undefined;
  readonly times: readonly Binding[];
  readonly faults: readonly Binding[];
}

/** The file's text. */
export function vitestFile(run: TestedRun): string {
  return [...head(run), "", ...imports(run), "", modelLine(run), "", ...body(run), ""].join("\n");
}

function head({ property, model, ending, alone }: TestedRun): string[] {
  const until = alone
    ? "It fails until this run is not possible any more, or does not break the property."
    : "It fails until no run breaks the property.";
  return [
    `// A run that breaks ${printable(property)} of ${printable(model)}: ${printable(ending)}.`,
    `// ${until}`,
    "// Written by migcheck replay --as vitest.",
  ];
}

function imports({ alone }: TestedRun): string[] {
  const ours = alone ? 'import { runOf } from "migcheck/vitest";' : 'import "migcheck/vitest";';
  return [ours, 'import { expect, test } from "vitest";'];
}

function modelLine({ file: { path, from } }: TestedRun): string {
  if (from === "here") return `const model = ${literal(path)};`;
  const segments = path.split("/").map(s => encodeURIComponent(s.replaceAll(/\p{Cs}/gu, "\ufffd")));
  const address = segments[0] === ".." ? segments.join("/") : `./${segments.join("/")}`;
  return `const model = new URL(${literal(address)}, import.meta.url);`;
}

function body(run: TestedRun): string[] {
  const { property, model, alone } = run;
  const name = alone ? `${model}: this run does not break ${property}` : `${model}: ${property}`;
  const lines = alone ? runLines(run) : holdLines(run);
  // A test's name goes to the terminal, and the literal's escapes would be undone on the way.
  return [`test(${literal(printable(name))}, () => {`, ...lines.map(indented), "});"];
}

function holdLines({ property, settings }: TestedRun): string[] {
  const fields = settingFields(settings);
  const more = fields.length === 0 ? "" : `, { ${fields.join(", ")} }`;
  return [`expect(model).toHold(${literal(property)}${more});`];
}

function runLines(run: TestedRun): string[] {
  const { property, settings, start, steps, loop } = run;
  const fields = [
    ...settingFields(settings),
    ...(start.length > 0 ? [`start: ${object(start)}`] : []),
    ...(loop === undefined ? [] : [`loop: ${loop}`]),
  ];
  return [
    "const run = runOf(",
    "  model,",
    ...(steps.length === 0 ? ["  [],"] : ["  [", ...steps.map(s => `    ${stepText(s)},`), "  ],"]),
    ...(fields.length === 0 ? [] : [`  { ${fields.join(", ")} },`]),
    ");",
    `expect(run).not.toBreak(${literal(property)});`,
  ];
}

function stepText({ action, params, unhandled }: TestedRun["steps"][number]): string {
  if (params.length === 0 && !unhandled) return literal(action);
  const cell = unhandled && [
    { name: "machine", value: unhandled.machine },
    { name: "state", value: unhandled.state },
  ];
  const fields = [
    `action: ${literal(action)}`,
    ...(params.length === 0 ? [] : [`params: ${object(params)}`]),
    ...(cell ? [`unhandled: ${object(cell)}`] : []),
  ];
  return `{ ${fields.join(", ")} }`;
}

function settingFields({ set, variant, times, faults }: TestSettings): string[] {
  const counts = (of: readonly Binding[]) =>
    `{ ${of.map(b => `${key(b.name)}: ${Number(b.value)}`).join(", ")} }`;
  return [
    ...(set.length > 0 ? [`set: ${object(set)}`] : []),
    ...(variant === undefined ? [] : [`variant: ${literal(variant)}`]),
    ...(times.length > 0 ? [`times: ${counts(times)}`] : []),
    ...(faults.length > 0 ? [`faults: ${counts(faults)}`] : []),
  ];
}

function object(bindings: readonly Binding[]): string {
  return `{ ${bindings.map(b => `${key(b.name)}: ${literal(b.value)}`).join(", ")} }`;
}

/** `__proto__` as a plain key would set what the object inherits from. */
export function key(name: string): string {
  if (name === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_]\w*$/.test(name) ? name : literal(name);
}

const HIDDEN = /[\p{C}\u2028\u2029]/gu;

/** The text as a string literal; what cannot be seen, or turns the direction of writing, by its number. */
export function literal(text: string): string {
  return JSON.stringify(text).replace(HIDDEN, c => `\\u{${c.codePointAt(0)?.toString(16)}}`);
}

function indented(line: string): string {
  return `  ${line}`;
}
