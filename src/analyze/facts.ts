// What exploration says about the table, looked up by state, cell and row instead of by number.

import type { Machine, Model } from "../model/model.ts";
import type { Hit, Outcome } from "../model/outcome.ts";
import type { ProbeAbout, Program } from "../model/program.ts";

/** A hit of a probe, or `complete` if there was none in the whole space, or unknown. */
export interface Sight {
  readonly hit: Hit | undefined;
  /** Known never to be met. */
  readonly never: boolean;
}

export class Facts {
  readonly model: Model;
  readonly program: Program;
  readonly outcome: Outcome;
  private readonly probes = new Map<string, number>();
  private readonly firedRows = new Map<string, Hit>();

  constructor(model: Model, program: Program, outcome: Outcome) {
    this.model = model;
    this.program = program;
    this.outcome = outcome;
    program.probes.forEach((probe, i) => {
      this.probes.set(key(probe.about), i);
    });
    program.commands.forEach((command, i) => {
      const hit = outcome.fired[i];
      for (const number of [command.row, command.partnerRow]) {
        const row = number === undefined ? undefined : program.rows[number];
        if (row && hit && !this.firedRows.has(row.id)) this.firedRows.set(row.id, hit);
      }
    });
  }

  sight(about: ProbeAbout): Sight {
    const probe = this.probes.get(key(about));
    const hit = probe === undefined ? undefined : this.outcome.probes[probe];
    return { hit, never: probe !== undefined && hit === undefined && this.outcome.complete };
  }

  state(machine: Machine, state: number): Sight {
    return this.sight({ kind: "state", machine: machine.name, state });
  }

  /** Did the row fire: true, false where it never can, undefined where that is not known. */
  fired(row: string): boolean | undefined {
    if (this.firedRows.has(row)) return true;
    return this.outcome.complete ? false : undefined;
  }

  /** Length of the shortest run to the hit, in steps. */
  depth(hit: Hit): number {
    return this.outcome.space.depthOf(hit.state);
  }
}

function key(about: ProbeAbout): string {
  switch (about.kind) {
    case "property":
    case "premise":
      return JSON.stringify([about.kind, about.property]);
    case "cell":
    case "gap":
      return JSON.stringify([about.kind, about.machine, about.state, about.trigger]);
    case "state":
      return JSON.stringify([about.kind, about.machine, about.state]);
    case "overlap":
      return JSON.stringify([about.kind, about.state, ...about.rows]);
  }
}
