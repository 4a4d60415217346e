// Is the change noticed? By a verdict that differs where both are known, or by the length of a run where the file says how long it is.
// Counts of states are not asked: nearly every change of a model changes them, and they say nothing about what it promises. Nor are
// checks that are only findings, unless the file says what comes of them: a finding stops nobody.

import type { Verdict } from "../model/result.ts";
import type { ExpectTree } from "../model/tree.ts";

/** What the original is known to do. */
export interface Known {
  readonly verdicts: readonly Verdict[];
  readonly expect: readonly ExpectTree[];
  /** Checks whose violation is only a finding. */
  readonly findings: ReadonlySet<string>;
}

/** Which property noticed, and how. */
export interface Noticed {
  readonly property: string;
  readonly was: string;
  readonly is: string;
}

/** The first property, in order, that tells the mutant from the original. */
export function noticed(known: Known, mutant: readonly Verdict[]): Noticed | undefined {
  const now = new Map(mutant.map(v => [v.property, v]));
  for (const was of known.verdicts) {
    const is = now.get(was.property) ?? unbroken(was);
    const said = known.expect.findLast(e => e.name.text === was.property && e.verdict);
    if (known.findings.has(was.property) && !said) continue;
    if (differs(was, is, said?.length !== undefined)) {
      return { property: was.property, was: words(was), is: words(is) };
    }
  }
  return undefined;
}

/** Properties of which it is known what the original does, and not what the mutant does. */
export function unknownIn(known: Known, mutant: readonly Verdict[]): Verdict[] {
  const open = new Set(known.verdicts.filter(v => v.verdict === "undecided").map(v => v.property));
  return mutant.filter(v => v.verdict === "undecided" && !open.has(v.property));
}

/** A check of which nothing is left to break it: the last assertion of a model may be gone. */
function unbroken(was: Verdict): Verdict {
  return { ...was, verdict: "holds", length: undefined, trace: undefined };
}

function differs(was: Verdict, is: Verdict, length: boolean): boolean {
  if (is.verdict === "undecided") return false;
  // A violation is one however much of the space was seen; what the original lacked may only be unseen.
  if (was.verdict === "undecided") return false;
  return was.verdict !== is.verdict || (length && was.length !== is.length);
}

function words({ verdict, length }: Verdict): string {
  return length === undefined || verdict !== "violated" ? verdict : `violated in ${length}`;
}
