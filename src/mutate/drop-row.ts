// A row is gone. Of a cancel or an error (a trigger or message that its name, or who sends it, calls so) the row goes in
// another way: it arrives and is lost, since a cell that is merely open would be noticed by `unhandled` in every model.

import type { RowTree } from "../model/tree.ts";
import { type Change, placeWords, rowWords } from "./operator.ts";
import type { Site } from "./site.ts";

const CANCEL = /cancel|abort/i;
const ERROR = /error|fail/i;

/** The row dropped; a cancel or an error lost. */
export function dropRow(site: Site): readonly Change[] {
  const { row, cause } = site;
  const special = row.policy === undefined ? specialOf(site) : undefined;
  if (special === undefined || cause.kind === "always") {
    const words = `${rowWords(site)} is gone`;
    return [{ operator: "drop-row", words, span: row.span, rows: [] }];
  }
  const which = row.name === undefined || row.name === cause.name ? "" : ` (row '${row.name}')`;
  const words = `${cause.name} is lost by ${placeWords(site)}${which}`;
  return [
    { operator: special, words, span: row.span, rows: [lost(row, cause.kind === "message")] },
  ];
}

function specialOf({ cause, tree }: Site): "drop-cancel" | "drop-error" | undefined {
  if (cause.kind !== "trigger" && cause.kind !== "message") return undefined;
  const by = tree.triggers?.find(t => t.name.text === cause.name)?.by;
  const said = `${cause.name} ${cause.kind === "trigger" ? (by ?? "") : ""}`;
  if (CANCEL.test(said)) return "drop-cancel";
  return ERROR.test(said) ? "drop-error" : undefined;
}

/** A message is taken all the same. */
function lost(row: RowTree, isMessage: boolean): RowTree {
  const skip = { kind: "skip", span: row.span } as const;
  const idle = { ...row, target: undefined, steps: [isMessage ? [skip] : []] };
  return isMessage ? idle : { ...idle, policy: "ignored" };
}
