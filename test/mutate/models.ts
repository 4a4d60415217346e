// Small models for the tests of mutation, and how they are tried.

import type { Plan } from "../../src/model/job.ts";
import type { Fate } from "../../src/model/mutation.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { listMutants, type Suite, Trial } from "../../src/mutate.ts";

/** A worker that may be cancelled, and somebody who writes with and without looking. */
export const RACE = `model: race
variables:
  status: { type: [active, done, cancelled], initial: active }
  spare: { type: bool, initial: false }
machines:
  worker:
    initial: working
    states:
      working:
        on:
          cancel:
            - { name: in-time, guard: status == active, actions: status = cancelled, target: ended }
            - { name: late, guard: else }
        always:
          - name: finish
            guard: status == active
            actions:
              - cas(status, active, done)
              - spare = true
            target: ended
      ended:
        type: rest
        ignore: [cancel]
triggers:
  cancel: { by: operator, times: 1 }
properties:
  cancel-wins:
    stable: status == cancelled
  finishes:
    reachable: status == done
  cancels:
    reachable: status == cancelled
  ended-is-told:
    always: worker.state == ended implies status != active
`;

/** The plan of a plain check. */
export const PLAN: Plan = {
  settings: NO_SETTINGS,
  limits: {},
  all: false,
  graph: false,
  command: "migcheck check race.yaml",
};

/** A model under one setting, with all its mutants. */
export function suiteOf(text: string, plan: Partial<Plan> = {}): Suite {
  return {
    source: { name: "race.yaml", text },
    settings: [{ name: "plain", plan: { ...PLAN, ...plan } }],
    selection: {},
  };
}

/** By id: what became of each mutant. */
export function fatesOf(suite: Suite): ReadonlyMap<string, Fate> {
  const trial = new Trial(suite, { now: () => 0 });
  return new Map(listMutants(suite).mutants.map((mutant, i) => [mutant.id, trial.fate(i)]));
}
