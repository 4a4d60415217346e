// What `enabled(machine, state)` means: some row that leads to the state can begin now. Its truth is made of the guards of the
// very commands that begin such rows, so it cannot say anything else than what they do. Nothing that runs may ask for it, so
// all commands are there before the first property does.

import type { Parameter, Statement, Term } from "../model/program.ts";
import { termParts } from "../model/term-parts.ts";
import { foreseen } from "./foresight.ts";
import { any, constant, mapped } from "./terms.ts";

/** A command that begins a row. */
export interface Way {
  readonly params: readonly Parameter[];
  readonly guard: Term;
  readonly effect: readonly Statement[];
}

/** By which commands each agent can be led to each of its states. */
export class Ways {
  readonly #ways = new Map<string, Way[]>();
  readonly #terms = new Map<string, Term>();

  add(agent: number, target: number, way: Way): void {
    const key = `${agent} ${target}`;
    const ways = this.#ways.get(key);
    if (ways) ways.push(way);
    else this.#ways.set(key, [way]);
  }

  /** Some of them can be taken; `old`: could be in the state before the step. */
  term(agent: number, target: number, old: boolean): Term {
    const key = `${agent} ${target}`;
    const term = this.#terms.get(key) ?? this.#made(key);
    return old ? mapped(term, before) : term;
  }

  #made(key: string): Term {
    const ways = this.#ways.get(key) ?? [];
    const term = any(ways.map(way => forSome(way.params, foreseen(way))));
    this.#terms.set(key, term);
    return term;
  }
}

/** True for some values of the parameters that it depends on, written out. */
function forSome(params: readonly Parameter[], guard: Term): Term {
  if (params.some(({ values }) => values.length === 0)) return constant(0);
  const guards = params.reduce<readonly Term[]>(
    (so, { values }, param) =>
      so.flatMap(each =>
        says(each, param)
          ? values.map(value => mapped(each, leaf => given(leaf, param, value)))
          : [each],
      ),
    [guard],
  );
  return any(guards);
}

function says(term: Term, param: number): boolean {
  const here = term.kind === "param" && term.param === param;
  return here || termParts(term).some(part => says(part, param));
}

function given(leaf: Term, param: number, value: number): Term {
  return leaf.kind === "param" && leaf.param === param ? constant(value) : leaf;
}

function before(leaf: Term): Term {
  return leaf.kind === "slot" || leaf.kind === "element" ? { ...leaf, old: true } : leaf;
}
