// The proof that replicas k and k+1 may be exchanged: the renamed program is the program. Every initial value, every
// command, probe and goal is renamed and found again; commands are paired with the ones that they become.
// Exchanges of neighbours make all renamings, so nothing else is to be shown.

import type { Command, Probe, Program, Term } from "../../model/program.ts";
import {
  exchange,
  type Family,
  movedSlot,
  movedValue,
  type Naming,
  NO_NAME,
  type Renaming,
  type Symmetry,
} from "../../model/symmetry.ts";
import { bounds } from "../../model/types.ts";
import type { Range } from "../passes/safety.ts";
import { effectText, type NormalScope, termText } from "./normal.ts";
import { Renamer } from "./rename.ts";
import { renamedEffect } from "./rename-effect.ts";
import { Asymmetry, type RenameScope } from "./scope.ts";

/** What is claimed to be a symmetry, and what it takes to rename terms. */
export interface Claim {
  readonly program: Program;
  readonly symmetry: Symmetry;
  readonly arrays: RenameScope["arrays"];
  /** By command, then by temporary. */
  readonly temps: readonly (readonly Naming[])[];
}

/** Something that is different for one replica; `command` by index. */
export interface Difference {
  readonly what: string;
  readonly why?: string | undefined;
  readonly command?: number | undefined;
  readonly property?: string | undefined;
  /** The name of a slot. */
  readonly slot?: string | undefined;
}

/** What an exchange makes of each command, or what stands against it. */
export function verifyExchange(claim: Claim, family: number, k: number): Int32Array | Difference {
  const proof = new Proof(claim, exchange(claim.symmetry.families, family, k));
  return proof.slots() ?? proof.properties() ?? proof.commands();
}

/** The keys of commands, which are the same for every exchange. */
const KEYS = new WeakMap<Command, string>();

class Proof {
  readonly #claim: Claim;
  readonly #renaming: Renaming;

  constructor(claim: Claim, renaming: Renaming) {
    this.#claim = claim;
    this.#renaming = renaming;
  }

  /** Ranges and initial values. */
  slots(): Difference | undefined {
    const { program } = this.#claim;
    for (const i of program.slots.keys()) {
      const difference = this.#slot(i);
      if (difference) return { ...difference, slot: program.slots[i]?.name };
    }
    const terms = program.initially;
    const image = this.#texts(terms.map((term): [Term, string] => [term, "'initially'"]));
    if (!Array.isArray(image)) return image;
    const own = terms.map(t => termText(t, this.#normal())).sort();
    return image.sort().join() === own.join() ? undefined : { what: "'initially'" };
  }

  #slot(index: number): Difference | undefined {
    const { program, symmetry } = this.#claim;
    const naming = symmetry.slots[index] ?? { coordinates: [], value: NO_NAME };
    const to = movedSlot(index, naming, this.#renaming);
    const [slot, other] = [program.slots[index], program.slots[to]];
    if (!slot) return;
    const what = to === index ? slot.name : `${slot.name} and ${other?.name}`;
    if (other?.low !== slot.low || other.high !== slot.high) {
      return { what, why: "they have different ranges" };
    }
    if (!closed(naming.value, slot, symmetry.families)) {
      return { what: slot.name, why: "it can name some of the replicas only" };
    }
    const moved = (program.initial[index] ?? []).map(v => this.#value(naming.value, v));
    if (sorted(moved) === sorted(program.initial[to] ?? [])) return;
    return { what, why: to === index ? "it starts with some of them" : "they start differently" };
  }

  /** Probes, goals, and what is at rest. */
  properties(): Difference | undefined {
    const { program } = this.#claim;
    const goals = program.checks.flatMap(({ meaning, property }) => {
      if (meaning.by === "quiet") return [{ term: meaning.bad, property }];
      if (meaning.by !== "possible") return [];
      const from = meaning.from ? [{ term: meaning.from, property }] : [];
      return [{ term: meaning.goal, property }, ...from];
    });
    const probes = program.probes.map(({ term, about }) => ({ term, property: propertyOf(about) }));
    for (const { term, property } of [
      ...goals,
      ...probes,
      { term: program.atRest, property: undefined },
    ]) {
      const what = property === undefined ? "the table" : `property '${property}'`;
      const [image] = [this.#texts([[term, what]])];
      if (!Array.isArray(image)) return { ...image, property };
      if (image[0] !== termText(term, this.#normal())) return { what, property };
    }
    return;
  }

  /** Each command becomes one of the same text; of equal ones each is taken once. */
  commands(): Int32Array | Difference {
    const { commands } = this.#claim.program;
    const waiting = new Map<string, number[]>();
    for (const [i, command] of commands.entries()) {
      const key = KEYS.get(command) ?? this.#keyOf(command);
      KEYS.set(command, key);
      waiting.set(key, [...(waiting.get(key) ?? []), i]);
    }
    const images = new Int32Array(commands.length);
    for (const [i, command] of commands.entries()) {
      const key = this.#imageOf(command, i);
      if (typeof key !== "string") return key;
      const image = waiting.get(key)?.shift();
      if (image === undefined) return { what: `'${command.name}'`, command: i };
      images[i] = image;
    }
    return images;
  }

  #value(naming: Naming, value: number): number {
    return movedValue(naming, value, this.#renaming, this.#claim.symmetry.families);
  }

  #texts(terms: readonly (readonly [Term, string])[]): string[] | Difference {
    const texts: string[] = [];
    const renamer = new Renamer(this.#scope(undefined));
    for (const [term, what] of terms) {
      const renamed = attempt(() => renamer.rename(term, NO_NAME));
      if (renamed instanceof Asymmetry) return { what, why: renamed.message };
      texts.push(termText(renamed, this.#normal()));
    }
    return texts;
  }

  #scope(command: number | undefined): RenameScope {
    const { program, symmetry, arrays, temps } = this.#claim;
    return {
      program,
      arrays,
      command,
      slots: symmetry.slots,
      params: symmetry.params[command ?? -1] ?? [],
      temps: temps[command ?? -1] ?? [],
      renaming: this.#renaming,
      families: symmetry.families,
    };
  }

  #normal(command?: Command): NormalScope {
    const { slots, marks } = this.#claim.program;
    return { slots, marks, params: command?.params ?? [] };
  }

  #keyOf(command: Command): string {
    const scope = this.#normal(command);
    const params = command.params.map(p => sorted(p.values));
    const texts = [termText(command.guard, scope), effectText(command.effect, scope)];
    return JSON.stringify([...headOf(command), command.agent, command.partner, params, texts]);
  }

  #imageOf(command: Command, index: number): string | Difference {
    const renamer = new Renamer(this.#scope(index));
    const params = this.#claim.symmetry.params[index] ?? [];
    const agent = (a: number | undefined) =>
      a === undefined ? undefined : this.#value({ kind: "holder" }, a + 1) - 1;
    const renamed = attempt(() => ({
      ...command,
      agent: agent(command.agent),
      partner: agent(command.partner),
      params: command.params.map((p, i) => ({
        ...p,
        values: p.values.map(v => this.#value(params[i] ?? NO_NAME, v)),
      })),
      guard: renamer.rename(command.guard, NO_NAME),
      effect: renamedEffect(command.effect, renamer),
    }));
    if (!(renamed instanceof Asymmetry)) return this.#keyOf(renamed);
    return { what: `'${command.name}'`, why: renamed.message, command: index };
  }
}

/** What is the same for all replicas. */
function headOf(command: Command): readonly unknown[] {
  const { kind, policy, row, partnerRow, step, steps, cause, from, to, fair, temps } = command;
  return [kind, policy, row, partnerRow, step, steps, cause, from, to, fair, temps];
}

function propertyOf(about: Probe["about"]): string | undefined {
  return about.kind === "property" || about.kind === "premise" ? about.property : undefined;
}

/** Can it name every replica, if one. */
function closed(naming: Naming, { low, high }: Range, families: readonly Family[]): boolean {
  switch (naming.kind) {
    case "replica": {
      const size = families[naming.family]?.size ?? 0;
      const pinned = low === high && (low < naming.low || low >= naming.low + size);
      return pinned || (low <= naming.low && naming.low + size - 1 <= high);
    }
    case "replicas": {
      const last = naming.shift + (families[naming.family]?.size ?? 0);
      return low === high ? low === 0 : naming.shift >= 0 && 2 ** last - 1 <= high;
    }
    case "message":
      return naming.codes.messages.every(({ fields }, m) =>
        fields.every(({ type }, f) =>
          closed(naming.fields[m]?.[f] ?? NO_NAME, bounds(type), families),
        ),
      );
    default:
      return true;
  }
}

function sorted(values: readonly number[]): string {
  return values.toSorted((a, b) => a - b).join();
}

function attempt<T>(make: () => T): T | Asymmetry {
  try {
    return make();
  } catch (thrown) {
    if (thrown instanceof Asymmetry) return thrown;
    throw thrown;
  }
}
