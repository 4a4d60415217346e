// The generator of model texts: nearly all compile, and together they use the whole language.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { CONSTRUCTS, constructsOf } from "./constructs.ts";
import { compileText, texts } from "./model.ts";

const sample = fc.sample(texts(), { numRuns: 400, seed: 20_261_122 });
const compiled = sample.map(compileText);

/** Constructs that no text is lowered to: `-x` becomes `0 - x`, sets need no intersection. */
const NOT_FROM_TEXT = new Set(["term negate", "operator bit-and", "a slot of 32 bits"]);

/** What stands in expressions, actions and short forms. */
const WORDS: readonly RegExp[] = [
  / and /,
  / or /,
  / implies /,
  /\(not /,
  / == /,
  / != /,
  / < /,
  / <= /,
  / > /,
  / >= /,
  / \+ /,
  / - /,
  / \* /,
  / % \d/,
  /min\(/,
  /max\(/,
  /-n0/,
  / in \[/,
  / not in /,
  / in -?\d+\.\.\d/,
  / in warm/,
  / in s0/,
  / in \(s0 \+/,
  /\bs0 - \[/,
  /size\(s0/,
  /\(if .* then .* else /,
  /\(all q0 in Colour/,
  /\(any q0 in 0\.\.1/,
  /\(count q/,
  /a0\[e0\]/,
  /a2\[1\]\[/,
  /m0\.state == /,
  /m0\[\d\]\.state == /,
  /m0\[red\]\.state == /,
  /m0\.busy/,
  /enabled\(m0, /,
  /enabled\(m0\[\w+\], /,
  /old\(enabled\(/,
  /wire\.length/,
  /wire\.empty/,
  /wire\.full/,
  /mutex\.held/,
  /mutex\.free/,
  /gate\[red\]\.held/,
  /sem\.count/,
  /flag\.set/,
  /poke\.left/,
  /message\.f/,
  /message\.g/,
  /old\(/,
  /old\(m0\.state/,
  /\bself\b/,
  /\bcflag\b/,
  /\bcnum\b/,
  /a1\[.*\] = /,
  /\bcas\(/,
  /= cas\(/,
  /if cas\(/,
  /if .* then \{ .*; .* \}/,
  / else skip/,
  /choose e0 in Colour/,
  /choose k0 in Colour/,
  /choose k0 in .* where /,
  /emit NOTE/,
  /emit SAID\(/,
  /assert /,
  /send ping\d to wire/,
  /send copy\d\(f = /,
  /receive copy\d from/,
  /acquire mutex/,
  /acquire gate\[/,
  /release /,
  /take owed/,
  /give bond/,
  /owed\.held/,
  /bond\.free/,
  /wait sem/,
  /wait flag/,
  /post sem/,
  /\bset flag/,
  /reset flag/,
  /await /,
  /skip/,
  /one of \[/,
  /: any$|"any"/m,
  /0\.\.\d = /,
];

/** Keys of the language, wherever they stand. */
const KEYS: readonly string[] = [
  ..."constants variants types sets define variables locks semaphores level-events debts".split(
    " ",
  ),
  ..."channels events processes machines triggers observers initially properties checks".split(" "),
  ..."of in out type value initial emits process persistent count max kind capacity".split(" "),
  ..."messages losses duplicates crashes states on always ignore refuse recovery unhandled".split(
    " ",
  ),
  ..."fair after entry exit target guard choose actions steps when name if then else".split(" "),
  ..."cases by times to follows allowed never step stable reachable possible leads-to".split(" "),
  ..."eventually ltl because from deadlock recoverable shared while holds".split(" "),
];

/** Values that a key must have had, `key=value`. */
const VALUES: readonly string[] = [
  ..."kind=fifo kind=bag kind=register kind=rendezvous type=final type=rest guard=else".split(" "),
  ..."unhandled=violation unhandled=finding unhandled=ignore unhandled=refuse".split(" "),
  ..."fair=weak fair=strong fair=none deadlock=on deadlock=off deadlock=finding".split(" "),
];

describe("random models", () => {
  test("nearly all compile", () => {
    const refused = compiled.filter(c => c.program === undefined);
    expect(refused.length / compiled.length).toBeLessThan(0.02);
  });

  test("every word of the language occurs", () => {
    const all = sample.map(text => text.replaceAll('\\"', '"')).join("\n");
    expect(WORDS.filter(word => !word.test(all)).map(String)).toEqual([]);
  });

  test("every key of the language occurs", () => {
    const found = new Set<string>();
    for (const text of sample) noteKeys(parse(text), found);
    expect([...KEYS, ...VALUES].filter(key => !found.has(key))).toEqual([]);
  });

  test("every construct of a program occurs that a text can be lowered to", () => {
    const found = new Set(compiled.flatMap(c => (c.program ? [...constructsOf(c.program)] : [])));
    const missing = CONSTRUCTS.filter(construct => !found.has(construct));
    expect(missing.filter(construct => !NOT_FROM_TEXT.has(construct))).toEqual([]);
  });
});

function noteKeys(value: unknown, found: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    found.add(key);
    if (typeof inner === "string") found.add(`${key}=${inner}`);
    noteKeys(inner, found);
  }
}
