// What a visitor is told, as text, for tests that read it line by line.

import { interpret } from "../../src/engine/interpret.ts";
import type { Program } from "../../src/model/program.ts";

/** Everything the visitor is told, as text: `command/choice -> state marks` or `command/choice ! fault marks`. */
export function told(of: Program, state: readonly number[]): string[] {
  const lines: string[] = [];
  const list = (marks: readonly number[]) => (marks.length > 0 ? ` marks ${marks.join()}` : "");
  interpret(of).successors(Int32Array.from(state), {
    step: (c, choice, next, marks) => lines.push(`${c}/${choice} -> ${next.join()}${list(marks)}`),
    fault: (c, choice, fault, marks) =>
      lines.push(`${c}/${choice} ! ${JSON.stringify(fault)}${list(marks)}`),
  });
  return lines;
}
