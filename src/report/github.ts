// A test run as annotations of GitHub: workflow commands, one line each. Texts from models are escaped as the runner's own
// toolkit does.

import { printable } from "../base/printable.ts";
import type { TestRun } from "../model/test-run.ts";
import type { Rooted } from "./sarif.ts";
import { type Problem, problemsOf } from "./test-problems.ts";

/** An `::error ...` for each problem, then a `::warning ...` for each check that a limit left undecided: a step shows ten of each. */
export function githubAnnotations(run: TestRun, { where }: Rooted): string[] {
  const problems = problemsOf(run);
  const errors = problems.filter(p => p.level === "error");
  return [...errors, ...oneOfEach(problems)].map(problem => annotation(problem, where));
}

/** The first warning of each file, with how many more there are. */
function oneOfEach(problems: readonly Problem[]): Problem[] {
  const files = new Map<string, Problem[]>();
  for (const problem of problems.filter(p => p.level === "warning")) {
    files.set(problem.file, [...(files.get(problem.file) ?? []), problem]);
  }
  return [...files.values()].flatMap(([first, ...more]) => {
    if (!first || more.length === 0) return first ? [first] : [];
    return [{ ...first, message: `${first.message}; and ${more.length} more like this` }];
  });
}

function annotation(problem: Problem, where: Rooted["where"]): string {
  const { level, check, subject, message, place } = problem;
  const properties = [
    ["file", where(place.file).replace(/^(?:\.\/)+/, "")],
    ["line", String(place.line)],
    ...(place.column === undefined ? [] : [["col", String(place.column)]]),
    ["title", subject === "" ? check : `${check}: ${subject}`],
  ];
  const list = properties.map(([name, value = ""]) => `${name}=${property(value)}`).join(",");
  return `::${level} ${list}::${data(message)}`;
}

/** The message of a command. */
function data(text: string): string {
  return text
    .split("\n")
    .map(printable)
    .join("\n")
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

/** The value of a property of a command. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
