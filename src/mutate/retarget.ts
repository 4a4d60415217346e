// The row leads to another state: the next one that is declared, not its own source where there is a choice.

import type { Change } from "./operator.ts";
import { rowWords } from "./operator.ts";
import type { Site } from "./site.ts";

/** The row with another target. */
export function retarget(site: Site): readonly Change[] {
  const { row, machine, state } = site;
  const { target } = row;
  if (!target) return [];
  const states = machine.states.filter(s => s.when === undefined).map(s => s.name);
  const at = states.findIndex(name => name.text === target.text);
  const others = [...states.slice(at + 1), ...states.slice(0, Math.max(at, 0))];
  const next = others.find(name => name.text !== state?.name.text) ?? others[0];
  if (!next || next.text === target.text) return [];
  const words = `${rowWords(site)} leads to ${next.text} instead of ${target.text}`;
  const rows = [{ ...row, target: { ...target, text: next.text } }];
  return [{ operator: "retarget", words, span: target.span, rows }];
}
