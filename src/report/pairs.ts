// Bugs and their fixes among many results: two checks of one model, where a property is violated in the first,
// as somebody expected, and holds in the second. Scenarios called `NAME-before` and `NAME-after` are such a pair
// by name; a model without these names gives at most one, the two that differ least.

import type { Result, Verdict } from "../model/result.ts";

/** A result and where its page is. */
export interface Checked {
  readonly href?: string | undefined;
  readonly result: Result;
}

/** A property that was broken and holds now. */
export interface BrokenPromise {
  readonly broken: Verdict;
  readonly kept: Verdict;
}

/** A setting that differs; undefined where one side does not have it. */
export interface Difference {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Pair {
  /** What both scenarios' names begin with, else the model's name. */
  readonly name: string;
  /** Called before and after by its author. */
  readonly named: boolean;
  /** The folder of the model's file: `models/museum/qemu`. */
  readonly folder: string;
  readonly before: Checked;
  readonly after: Checked;
  /** The one to tell first. */
  readonly promise: BrokenPromise;
  readonly more: readonly BrokenPromise[];
  readonly differences: readonly Difference[];
  /** Further checks of the model. */
  readonly others: readonly Checked[];
}

/** All pairs: those called so first, then by folder and name. */
export function pairsOf(entries: readonly Checked[]): Pair[] {
  const groups = new Map<string, Checked[]>();
  for (const entry of entries) {
    const { model, source } = entry.result;
    const key = JSON.stringify([model, modelFile(entry.result), ...source]);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()].flatMap(pairsOfModel).sort(byPlace);
}

function byPlace(a: Pair, b: Pair): number {
  return (
    Number(b.named) - Number(a.named) ||
    compareNames(a.folder, b.folder) ||
    compareNames(a.name, b.name)
  );
}

const COLLATOR = new Intl.Collator("en", { numeric: true });

/** `c2` stands before `c10`; never 0 for different texts. */
function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return COLLATOR.compare(a, b) || (a < b ? -1 : 1);
}

function modelFile(result: Result): string {
  return (result.modelFile ?? result.file).replace(/^(?:\.\/)+/, "");
}

function folderOf(result: Result): string {
  const file = modelFile(result);
  return file.slice(0, Math.max(0, file.lastIndexOf("/")));
}

function pairsOfModel(group: readonly Checked[]): Pair[] {
  const named = namedPairs(group);
  return named.length > 0 ? named : nearestPair(group);
}

const BEFORE = /-before$/;

function namedPairs(group: readonly Checked[]): Pair[] {
  const scenarios = new Map(
    group.flatMap(entry => (entry.result.scenario ? [[entry.result.scenario, entry]] : [])),
  );
  return [...scenarios].flatMap(([scenario, before]) => {
    const stem = scenario.replace(BEFORE, "");
    const after = stem === scenario ? undefined : scenarios.get(`${stem}-after`);
    return after ? pairOf({ before, after, name: stem, group }) : [];
  });
}

/** A scenario, having been written for something, goes before the bare model. */
function nearestPair(group: readonly Checked[]): Pair[] {
  const rank = ({ before, after, differences }: Pair) =>
    differences.length * 4 + (after.result.scenario ? 0 : 2) + (before.result.scenario ? 0 : 1);
  const candidates = group.flatMap(before =>
    group.flatMap(after =>
      after === before ? [] : pairOf({ before, after, name: before.result.model, group }),
    ),
  );
  return candidates
    .filter(({ before, after }) => constantsDiffer(before.result, after.result))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 1);
}

interface Candidate {
  readonly before: Checked;
  readonly after: Checked;
  readonly name: string;
  readonly group: readonly Checked[];
}

function pairOf({ before, after, name, group }: Candidate): Pair[] {
  const [promise, ...more] = promisesOf(before.result, after.result);
  if (!promise) return [];
  return [
    {
      name,
      named: BEFORE.test(before.result.scenario ?? "") && name !== before.result.scenario,
      folder: folderOf(before.result),
      before,
      after,
      promise,
      more,
      differences: differencesOf(before.result, after.result),
      others: group.filter(entry => entry !== before && entry !== after),
    },
  ];
}

/** Those with a reason first, then those that the author wrote. */
function promisesOf(before: Result, after: Result): BrokenPromise[] {
  const kept = new Map(
    after.verdicts.flatMap(v => (v.ok && v.verdict === "holds" ? [[v.property, v]] : [])),
  );
  const promises = before.verdicts.flatMap(broken => {
    const now = isBrokenAsExpected(broken) ? kept.get(broken.property) : undefined;
    return now ? [{ broken, kept: now }] : [];
  });
  const rank = ({ broken }: BrokenPromise) =>
    (broken.because === undefined ? 2 : 0) + (BUILT_IN.has(broken.kind) ? 1 : 0);
  return promises.sort((a, b) => rank(a) - rank(b));
}

const BUILT_IN: ReadonlySet<string> = new Set(["deadlock", "unhandled", "range", "assert"]);

function isBrokenAsExpected({ verdict, expected, ok, trace }: Verdict): boolean {
  return verdict === "violated" && expected?.verdict === "violated" && ok && trace !== undefined;
}

/** Budgets and faults alone make another question, not another version. */
function constantsDiffer(before: Result, after: Result): boolean {
  return differing(constantsOf(before), constantsOf(after)).length > 0;
}

/** Constants, budgets and faults; the variant's name where nothing else differs. */
function differencesOf(before: Result, after: Result): Difference[] {
  const values = [
    ...differing(constantsOf(before), constantsOf(after)),
    ...differing(settingsOf(before, "times"), settingsOf(after, "times")),
    ...differing(settingsOf(before, "faults"), settingsOf(after, "faults")),
  ];
  return values.length > 0 ? values : differing(variantOf(before), variantOf(after));
}

type Values = ReadonlyMap<string, string>;

function constantsOf(result: Result): Values {
  return new Map(result.constants.map(({ name, value }) => [name, value]));
}

function settingsOf(result: Result, flag: string): Values {
  const start = `--${flag} `;
  return new Map(
    result.settings.flatMap(setting => {
      const [name = "", value = ""] = setting.slice(start.length).split("=");
      return setting.startsWith(start) ? [[`${flag} ${name}`, value]] : [];
    }),
  );
}

function variantOf({ settings }: Result): Values {
  const start = "--variant ";
  const variant = settings.find(setting => setting.startsWith(start));
  return new Map(variant === undefined ? [] : [["variant", variant.slice(start.length)]]);
}

function differing(before: Values, after: Values): Difference[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .map(name => ({ name, before: before.get(name), after: after.get(name) }))
    .filter(difference => difference.before !== difference.after);
}
