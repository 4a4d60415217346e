// TLC's configuration for a module: which specification, and which of its properties. Liveness and goals are named in
// comments unless one is asked for: liveness is slow and not for several machines, and a goal that is reached stops TLC.

import { comment } from "./names.ts";
import type { Property } from "./property.ts";

/** The configuration. `property`: only this one, by the model's name. */
export function configOf(properties: readonly Property[], property: string | undefined): string {
  const asked = properties.filter(p => p.check.property === property);
  const chosen = property === undefined ? properties.filter(isUsual) : asked;
  const others = property === undefined ? properties.filter(p => !isUsual(p)) : [];
  const fair = chosen.some(p => p.fair);
  return [
    `SPECIFICATION ${fair ? "FairSpec" : "Spec"}`,
    "CHECK_DEADLOCK FALSE",
    ...section(
      "INVARIANTS",
      chosen.flatMap(p => p.invariants),
    ),
    ...section(
      "PROPERTIES",
      chosen.flatMap(p => p.properties),
    ),
    ...chosen.flatMap(p => (p.note ? [comment(`${p.check.property}: ${p.note.text}`)] : [])),
    ...(others.length > 0 ? ["", "\\* Not asked for here:"] : []),
    ...others.flatMap(other),
    "",
  ].join("\n");
}

/** Found by looking at states and steps, and its violation counts. */
function isUsual({ check, note, fair }: Property): boolean {
  return check.policy === "on" && !note && !fair;
}

function section(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [title, ...names.map(name => `  ${name}`)];
}

function other({ check, invariants, properties, fair, note }: Property): string[] {
  const why = note?.text ?? (fair ? "under FairSpec" : "only a finding");
  return [
    comment(`${check.property}: ${why}`),
    ...invariants.map(name => `\\* INVARIANT ${name}`),
    ...properties.map(name => `\\* PROPERTY ${name}`),
  ];
}
