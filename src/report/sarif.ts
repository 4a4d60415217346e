// A test run as SARIF 2.1.0, for code review: what is not as expected stands at the row that breaks it, with the run as a code
// flow; what is odd about a table stands at its place. The same thing found under several settings is one result.

import { unreachable } from "../base/bug.ts";
import { fnv1a64 } from "../base/hash.ts";
import { printable } from "../base/printable.ts";
import type { Finding } from "../model/result.ts";
import type { Place, TestRun } from "../model/test-run.ts";
import type { Trace } from "../model/trace.ts";
import { type Problem, placeOf, problemsOf, stepWords } from "./test-problems.ts";

/** How files are called in a report: from the root of the repository; an absolute path stays one. */
export interface Rooted {
  readonly where: (file: string) => string;
}

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** The file's text. */
export function sarif(run: TestRun, { where }: Rooted): string {
  const problems = problemsOf(run).map(p => problemResult(p, where));
  const findings = run.entries.flatMap(entry =>
    entry.kind === "tested"
      ? entry.result.findings.map(f => findingResult(f, entry.file, where))
      : [],
  );
  const results = distinct([...problems, ...findings]);
  const rules = [...new Set(results.map(r => r.ruleId))].sort();
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "migcheck", rules: rules.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        invocations: [{ executionSuccessful: run.entries.every(e => e.kind === "tested") }],
        results: results.map(r => ({ ...r, ruleIndex: rules.indexOf(r.ruleId) })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 1)}\n`;
}

type Where = Rooted["where"];

interface SarifResult {
  readonly ruleId: string;
  readonly level: "error" | "warning" | "note";
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  readonly partialFingerprints: Readonly<Record<"migcheck/v1", string>>;
  readonly codeFlows?: readonly object[] | undefined;
  readonly relatedLocations?: readonly object[] | undefined;
}

function distinct(results: readonly SarifResult[]): SarifResult[] {
  const seen = new Set<string>();
  const key = (r: SarifResult) => JSON.stringify([r.ruleId, r.message, r.locations]);
  return results.filter(r => !seen.has(key(r)) && seen.add(key(r)));
}

function problemResult(problem: Problem, where: Where): SarifResult {
  const { rule, check, subject, message, level, verdict, file } = problem;
  const property = verdict && placeOf(verdict.place);
  return {
    ruleId: rule,
    level,
    message: { text: literal(`${check}: ${message}`) },
    locations: [location(problem.place, where)],
    relatedLocations: property && [
      { id: 1, ...location(property, where), message: { text: "the property" } },
    ],
    codeFlows: verdict?.trace && [codeFlow(verdict.trace, where)],
    partialFingerprints: fingerprint([rule, where(file), subject]),
  };
}

function findingResult(finding: Finding, file: string, where: Where): SarifResult {
  const { code, severity, message, position, fix } = finding;
  const at = position ?? { file, line: 1 };
  const help = fix === undefined ? "" : `; ${fix}`;
  return {
    ruleId: `finding/${code}`,
    level: severity,
    message: { text: literal(`${message}${help}`) },
    locations: [location(at, where)],
    partialFingerprints: fingerprint([code, where(at.file), message]),
  };
}

/** A text in which no viewer finds a link or a placeholder. */
function literal(text: string): string {
  return printable(text)
    .replaceAll("](", "] (")
    .replaceAll(/[{}]/g, brace => brace + brace);
}

/** The same for the same trouble, wherever in its file it has moved. */
function fingerprint(parts: readonly string[]): SarifResult["partialFingerprints"] {
  return { "migcheck/v1": fnv1a64(JSON.stringify(parts)) };
}

/** The steps of the run, each at its row. */
function codeFlow({ steps }: Trace, where: Where): object {
  const locations = steps.flatMap(step =>
    step.row
      ? [
          {
            executionOrder: step.number,
            location: {
              ...location(placeOf(step.row.place), where),
              message: { text: literal(`${step.number} ${stepWords(step)}`) },
            },
          },
        ]
      : [],
  );
  return { threadFlows: [{ locations }] };
}

function location({ file, line, column }: Place, where: Where): object {
  return {
    physicalLocation: {
      artifactLocation: artifact(where(file)),
      region: { startLine: line, startColumn: column },
    },
  };
}

/** A path as a URI reference: relative ones stand on the root of the source. */
function artifact(path: string): object {
  const parts = path
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/, "")
    .split("/");
  const uri = parts
    .map(part => encodeURIComponent(part.replaceAll(/\p{Cs}/gu, "\ufffd")))
    .join("/");
  if (uri.startsWith("/")) return { uri: `file://${uri}` };
  return { uri, uriBaseId: "%SRCROOT%" };
}

// ---------------------------------------------------------------- rules

function ruleOf(id: string): object {
  const [group = "", name = ""] = id.split("/");
  return {
    id,
    shortDescription: { text: description(group, name) },
    defaultConfiguration: { level: LEVELS.get(group) ?? "error" },
  };
}

const LEVELS: ReadonlyMap<string, string> = new Map([
  ["undecided", "warning"],
  ["finding", "warning"],
]);

function description(group: string, name: string): string {
  switch (group) {
    case "violated":
      return `A property of the kind '${name}' is violated.`;
    case "holds":
    case "reached":
    case "unreached":
      return `A property of the kind '${name}' came out as ${group}, against what was expected.`;
    case "undecided":
      return `A property of the kind '${name}' was not decided within the limits.`;
    case "count":
      return `The number of ${name} is not the expected one.`;
    case "baseline":
      return `Less than the baseline records: ${name}.`;
    case "input":
      return `The file cannot be checked: ${name}.`;
    case "finding":
      return `Something is odd about the table: ${name}.`;
    default:
      return unreachable(group as never, "group of rules");
  }
}
