// Damages a text the way people and disks do: lines lost, doubled or swapped, words exchanged for others
// of the language, numbers changed, characters flipped, the end missing.

import type { Rng } from "../../src/base/rng.ts";

const WORDS = [
  "guard",
  "target",
  "steps",
  "actions",
  "always",
  "never",
  "step",
  "stable",
  "possible",
  "on",
  "initial",
  "states",
  "machines",
  "variables",
  "types",
  "sets",
  "define",
  "channels",
  "fifo",
  "bag",
  "register",
  "rendezvous",
  "acquire",
  "release",
  "wait",
  "post",
  "send",
  "receive",
  "from",
  "to",
  "cas(",
  "choose",
  "if",
  "then",
  "else",
  "implies",
  "and",
  "or",
  "not",
  "in",
  "old(",
  "self",
  "message.x",
  "any",
  "one of",
  "count",
  "true",
  "false",
  "0..3",
  "array",
  "set of",
  "[a, b]",
  "{",
  "}",
  "(",
  ")",
  "==",
  "=",
  "+",
  "-",
  "%",
  "0",
  "-1",
  "99999999999",
  "__proto__",
  "constructor",
  "toString",
  "\u202e",
  "&x",
  "*x",
  "!!js",
  "->",
  "t:x",
  "|",
  ">",
  "\t",
  ": ",
  "- ",
  "#",
  '"',
  "'",
];

const pick = <T>(random: Rng, list: readonly T[]): T => list[random.below(list.length)]!;

type Mutation = (text: string, random: Rng) => string;

const onLines =
  (change: (lines: string[], at: number, random: Rng) => void): Mutation =>
  (text, random) => {
    const lines = text.split("\n");
    change(lines, random.below(lines.length), random);
    return lines.join("\n");
  };

const MUTATIONS: readonly Mutation[] = [
  onLines((lines, at) => lines.splice(at, 1)),
  onLines((lines, at) => lines.splice(at, 0, lines[at]!)),
  onLines((lines, at, random) => {
    const other = random.below(lines.length);
    [lines[at], lines[other]] = [lines[other]!, lines[at]!];
  }),
  onLines((lines, at, random) => {
    lines[at] = " ".repeat(random.below(6)) + lines[at]!.trim();
  }),
  (text, random) => {
    const words = [...text.matchAll(/[A-Za-z_][\w-]*|\d+|[=<>!+*%|:-]+/g)];
    if (words.length === 0) return text;
    const word = pick(random, words);
    const other = random.below(2) === 0 ? pick(random, WORDS) : pick(random, words)[0];
    return text.slice(0, word.index) + other + text.slice(word.index + word[0].length);
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + pick(random, WORDS) + text.slice(at);
  },
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + String.fromCharCode(random.below(0x250)) + text.slice(at + 1);
  },
  (text, random) =>
    text.replace(/\d+/g, n => (random.below(4) === 0 ? String(random.below(1000)) : n)),
];

/** The text with one to four damages. */
export function mutate(text: string, random: Rng): string {
  let out = text;
  for (let n = 1 + random.below(4); n > 0; n--) out = pick(random, MUTATIONS)(out, random);
  return out;
}
