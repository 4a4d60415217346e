// A trace in the Informal Trace Format of Apalache and Quint (Apalache ADR 015), so that their viewers and readers
// take our counterexamples. One variable per slot; the elements of an array and the replicas of a machine
// are gathered into one `#map`, as a TLA+ or Quint specification would hold them.

import type { Trace } from "../model/trace.ts";
import { rowWords } from "./words.ts";

type Value =
  | string
  | boolean
  | { readonly "#bigint": string }
  | { readonly "#set": readonly Value[] }
  | { readonly "#map": readonly (readonly [Value, Value])[] };

/** The trace as an ITF document; without indentation it is half as long. */
export function itf(trace: Trace, indentation = 2): string {
  const variables = variablesOf(trace.start.map(b => b.name));
  const types = variables.map(v => [v.name, typeOf(v, trace)] as const);
  const names = variables.map(v => [v.name, v.original] as const);
  const document = {
    "#meta": {
      format: "ITF",
      "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
      source: trace.model,
      description: `${trace.property}: ${trace.ending}`,
      varTypes: Object.fromEntries(types),
      names: Object.fromEntries(names),
    },
    vars: variables.map(v => v.name),
    ...(trace.loop === undefined ? {} : { loop: trace.loop }),
    states: trace.states.map((row, index) => ({
      "#meta": { index, ...action(trace, index) },
      ...Object.fromEntries(variables.map(v => [v.name, valueIn(v, row)])),
    })),
  };
  return JSON.stringify(document, undefined, indentation);
}

/** What led into the state, for viewers that show it. */
function action(trace: Trace, index: number): object {
  const step = trace.steps[index - 1];
  if (!step) return {};
  return { action: [step.agent, step.cause ?? rowWords(step)].filter(Boolean).join(": ") };
}

interface Variable {
  /** An identifier in TLA+ and in Quint. */
  readonly name: string;
  /** The slot's name without its indexes: `rm[].seen`. */
  readonly original: string;
  readonly slots: readonly { readonly index: number; readonly keys: readonly string[] }[];
}

/** Slots that differ in their indexes only become one variable. */
function variablesOf(names: readonly string[]): Variable[] {
  const groups = new Map<string, { index: number; keys: readonly string[] }[]>();
  for (const [index, name] of names.entries()) {
    const { stem, keys } = split(name);
    const group = groups.get(stem);
    if (group) group.push({ index, keys });
    else groups.set(stem, [{ index, keys }]);
  }
  const taken = new Set<string>();
  return [...groups].map(([original, slots]) => ({
    name: identifier(original, taken),
    original,
    slots,
  }));
}

/** `rm[2].seen[h1]` is `rm[].seen[]` with keys `2` and `h1`; brackets inside quotes are part of a name. */
function split(name: string): { stem: string; keys: string[] } {
  const keys: string[] = [];
  const stem = name.replaceAll(
    /"(?:[^"\\]|\\.)*"|\[((?:"(?:[^"\\]|\\.)*"|[^\]"])*)\]/g,
    (all, key) => {
      if (key === undefined) return all;
      keys.push(key);
      return "[]";
    },
  );
  return { stem, keys };
}

/** Letters, digits and underscores, starting with a letter, not taken yet. */
function identifier(original: string, taken: Set<string>): string {
  const safe = original
    .replaceAll("[]", "")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  const base = /^[A-Za-z]/.test(safe) ? safe : `v_${safe}`;
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
  taken.add(name);
  return name;
}

function valueIn(v: Variable, row: readonly string[]): Value {
  return gather(v.slots.map(s => ({ keys: s.keys, value: parse(row[s.index] ?? "") })));
}

interface Entry {
  readonly keys: readonly string[];
  readonly value: Value;
}

function gather(entries: readonly Entry[]): Value {
  const first = entries[0];
  if (!first || first.keys.length === 0) return first?.value ?? "";
  const byKey = new Map<string, Entry[]>();
  for (const { keys, value } of entries) {
    const [key = "", ...rest] = keys;
    const group = byKey.get(key);
    if (group) group.push({ keys: rest, value });
    else byKey.set(key, [{ keys: rest, value }]);
  }
  return { "#map": [...byKey].map(([key, group]) => [parse(key), gather(group)] as const) };
}

/** A value as people write it, typed. */
function parse(text: string): Value {
  if (text === "true" || text === "false") return text === "true";
  if (/^-?\d+$/.test(text)) return { "#bigint": text };
  if (text.startsWith("[") && text.endsWith("]")) {
    return { "#set": members(text.slice(1, -1)).map(parse) };
  }
  return unquoted(text);
}

function members(list: string): string[] {
  return list.match(/"(?:[^"\\]|\\.)*"|[^,\s]+/g) ?? [];
}

/** A quoted name without its quotes; anything else as it is. */
function unquoted(text: string): string {
  if (!/^"(?:[^"\\]|\\.)*"$/.test(text)) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

/** The type in Apalache's notation. */
function typeOf(v: Variable, trace: Trace): string {
  const notations = trace.states.map(row => notation(valueIn(v, row)));
  const known = notations.find(t => !t.includes("?"));
  return known ?? (notations[0] ?? "Str").replaceAll("?", "Str");
}

/** `?` where the value is empty and does not tell. */
function notation(value: Value | undefined): string {
  if (value === undefined) return "?";
  if (typeof value === "boolean") return "Bool";
  if (typeof value === "string") return "Str";
  if ("#bigint" in value) return "Int";
  if ("#set" in value) return `Set(${notation(value["#set"][0])})`;
  const entry = value["#map"][0];
  return entry ? `${notation(entry[0])} -> ${notation(entry[1])}` : "?";
}
