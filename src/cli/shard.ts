// One part of a test run: which, by the flag or by the environment of a CI, and which files belong to it. The files are
// dealt in sorted order, one to each part in turn, so that parts are disjoint, complete, and differ by one file at most.

import { byText } from "../model/baseline.ts";
import type { Shard } from "../model/test-run.ts";
import { plain, refuse } from "./usage.ts";

/** Where CIs say which part a job is. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Of more parts than a flag of six digits can say there are none. */
const MOST_PARTS = 999_999;

/** `2/5`, or `env`: what the environment says. */
export function shardOf(given: string | undefined, env: Environment): Shard | undefined {
  if (given === undefined) return undefined;
  if (given === "env") return fromEnvironment(env);
  const [, index = "", count = ""] = /^(\d{1,6})\/(\d{1,6})$/.exec(given) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return isShard(shard)
    ? shard
    : refuse(
        `--shard takes i/n with i from 1 to n, n at most ${MOST_PARTS}, or env, not '${plain(given)}'`,
      );
}

/** Is there such a part. */
export function isShard({ index, count }: Shard): boolean {
  return index >= 1 && index <= count && count <= MOST_PARTS;
}

/** Variables of an index and of a total; `first` is the index of the first part. */
const PLACES = [
  { index: "MIGCHECK_SHARD", total: "MIGCHECK_SHARDS", first: 1 },
  { index: "CI_NODE_INDEX", total: "CI_NODE_TOTAL", first: 1 },
  { index: "JOB_COMPLETION_INDEX", total: "MIGCHECK_SHARDS", first: 0 },
] as const;

function fromEnvironment(env: Environment): Shard {
  const place = PLACES.find(({ index }) => (env[index] ?? "") !== "");
  if (!place) {
    const names = PLACES.map(({ index, total }) => `${index} and ${total}`).join(", ");
    return refuse(`--shard env needs one of these pairs of variables: ${names}`);
  }
  const { index, total, first } = place;
  const [i, n] = [numberIn(env, index), numberIn(env, total)];
  const shard = { index: i - first + 1, count: n };
  if (isShard(shard)) return shard;
  return refuse(`--shard env: ${index} is ${i}, and ${total} is ${n}: there is no such part`);
}

function numberIn(env: Environment, name: string): number {
  const value = env[name] ?? "";
  if (value === "") return refuse(`--shard env: the variable ${name} is not set`);
  return /^\d{1,6}$/.test(value)
    ? Number(value)
    : refuse(
        `--shard env: ${name} takes a whole number of at most six digits, not '${plain(value)}'`,
      );
}

/** The files of the part, in their order. */
export function filesOf(files: readonly string[], shard: Shard | undefined): readonly string[] {
  if (!shard) return files;
  const { index, count } = shard;
  const mine = new Set([...files].sort(byText).filter((_, i) => i % count === index - 1));
  return files.filter(file => mine.has(file));
}
