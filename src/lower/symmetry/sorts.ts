// What might name a replica: every variable, array index, parameter, temporary and message field is a sort, and
// sorts whose values are compared, stored or indexed with each other become one. It is only a
// proposal (the proof is in verify.ts), so an operation that this does not know joins nothing.

import type {
  Command,
  MessageCodes,
  Program,
  Statement,
  Target,
  Term,
} from "../../model/program.ts";
import { bounds, type ScalarType, type Type } from "../../model/types.ts";
import { dimensions } from "../scope.ts";
import type { Table } from "../table.ts";
import { decodedField, digitsAt, encodedField } from "./shapes.ts";

/** An array of slots; a plain variable has no dimensions. */
export interface Layout {
  readonly base: number;
  readonly dimensions: readonly { readonly size: number; readonly sort: number }[];
  readonly value: number;
}

/** What is known of the values of a sort. */
export interface SortFacts {
  readonly kind: "number" | "set" | "holder" | "message";
  /** The numbers that all of it allows: of a set, its members. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Of a set. */
  readonly member?: number | undefined;
  readonly codes?: MessageCodes | undefined;
  /** Of a message: by message, then by field. */
  readonly fields?: readonly (readonly number[])[] | undefined;
}

/** The sorts of a program. */
export class Sorts {
  readonly program: Program;
  /** By slot. */
  readonly layouts: readonly Layout[];
  /** By command, then by parameter or temporary. */
  readonly params: readonly (readonly number[])[];
  readonly temps: readonly (readonly number[])[];
  /** By machine that is replicated: the sort of its index. */
  readonly machines: Map<string, number> = new Map();
  readonly #parents: number[] = [];
  readonly #facts: SortFacts[] = [];

  constructor(program: Program, table: Table) {
    this.program = program;
    for (const { name, replicas } of table.model.machines) {
      if (replicas) this.machines.set(name, this.#make({ kind: "number", ...bounds(replicas) }));
    }
    this.layouts = this.#layoutsOf(table);
    this.params = program.commands.map(c => c.params.map(({ type }) => this.#ofType(type)));
    this.temps = program.commands.map(c =>
      Array.from({ length: c.temps }, () => this.#make({ kind: "number" })),
    );
    this.#joinAll();
  }

  /** The sort that stands for all that it was joined with. */
  root(sort: number): number {
    let at = sort;
    while (this.#parents[at] !== at) at = this.#parents[at] as number;
    return at;
  }

  facts(sort: number): SortFacts {
    return this.#facts[this.root(sort)] as SortFacts;
  }

  /** Roots of numbers. */
  numbers(): number[] {
    return this.#parents.flatMap((p, i) => (p === i && this.facts(i).kind === "number" ? [i] : []));
  }

  // -------------------------------------------------------------- making

  #make(facts: SortFacts): number {
    this.#facts.push(facts);
    return this.#parents.push(this.#parents.length) - 1;
  }

  #ofType(type: ScalarType): number {
    if (type.kind !== "set") return this.#make({ kind: "number", ...bounds(type) });
    const member = this.#make({ kind: "number", ...bounds(type.of) });
    return this.#make({ kind: "set", member, ...bounds(type.of) });
  }

  #message(codes: MessageCodes): number {
    const fields = codes.messages.map(m => m.fields.map(f => this.#ofType(f.type)));
    return this.#make({ kind: "message", codes, fields });
  }

  #layoutsOf(table: Table): Layout[] {
    const layouts: Layout[] = [];
    const channels = new Map<string, number>();
    const holder = this.#make({ kind: "holder" });
    const value = (slot: number): number => {
      const show = table.slots[slot]?.show;
      if (show?.kind === "holder") return holder;
      if (show?.kind !== "message") return this.#ofType(show?.type ?? { kind: "bool" });
      const name = JSON.stringify(show.codes);
      const known = channels.get(name) ?? this.#message(show.codes);
      channels.set(name, known);
      return known;
    };
    for (const [key, { base }] of table.blocks) {
      const dims = this.#dimensionsOf(key, base, table);
      const size = dims.reduce((n, d) => n * d.size, 1);
      if (size === 0 || layouts[base]) continue;
      const layout = { base, dimensions: dims, value: value(base) };
      for (let slot = base; slot < base + size; slot++) layouts[slot] = layout;
    }
    return layouts;
  }

  /** Debts have a key for each replica, and the first stands for all. */
  #dimensionsOf(key: string, base: number, table: Table): Layout["dimensions"] {
    const [what = "", ...rest] = key.split(":");
    const name = rest.join(":");
    const plain = (size: number) => ({ size, sort: this.#make({ kind: "number" }) });
    if (what === "channel") return [plain(table.channels.get(name)?.capacity ?? 0)];
    if (what === "left" || what === "observer") return [];
    const of = (type: Type) =>
      dimensions(type).map(by => {
        const { low, high } = bounds(by);
        return { size: high - low + 1, sort: this.#make({ kind: "number", low, high }) };
      });
    const each = (waitable: string) => {
      const by = table.model.waitables.find(w => w.name === waitable)?.by;
      return by ? of({ kind: "array", by, of: { kind: "bool" } }) : [];
    };
    if (what === "wait") return each(name);
    const agent = table.agents[table.slots[base]?.agent ?? -1];
    const owed = what === "debt" ? (rest[0] ?? "") : "";
    const copies = table.instances.filter(i => i.machine.name === agent?.machine).length;
    const machine = this.machines.get(agent?.machine ?? "");
    const replicas = machine === undefined ? [] : [{ size: copies, sort: machine }];
    const variable = what === "variable" ? table.variables.get(name) : undefined;
    return [...replicas, ...(variable ? of(variable.type) : []), ...each(owed)];
  }

  // -------------------------------------------------------------- joining

  #join(a: number | undefined, b: number | undefined): void {
    if (a === undefined || b === undefined) return;
    const [into, from] = [this.root(a), this.root(b)];
    if (into === from) return;
    const [x, y] = [this.facts(into), this.facts(from)];
    const bare = (f: SortFacts) => f.kind === "number" && f.low === undefined;
    if (x.kind !== y.kind && !bare(x) && !bare(y)) return;
    this.#parents[from] = into;
    this.#facts[into] = bare(x) ? y : { ...x, ...common(x, y) };
    if (bare(x) || bare(y)) return;
    this.#join(x.member, y.member);
    x.fields?.forEach((fields, m) => {
      fields.forEach((field, f) => {
        this.#join(field, y.fields?.[m]?.[f]);
      });
    });
  }

  /** Twice, since what a temporary is may only be known after its first use. */
  #joinAll(): void {
    const { commands, probes, checks, atRest, initially } = this.program;
    const terms = [atRest, ...initially, ...probes.map(p => p.term)];
    for (const { meaning } of checks) {
      if (meaning.by === "possible")
        terms.push(meaning.goal, ...(meaning.from ? [meaning.from] : []));
      if (meaning.by === "quiet") terms.push(meaning.bad);
    }
    for (let pass = 0; pass < 2; pass++) {
      for (const term of terms) this.infer(term);
      for (const [at, command] of commands.entries()) this.#command(command, at);
    }
  }

  #command(command: Command, at: number): void {
    this.infer(command.guard, at);
    const statement = (s: Statement): void => {
      switch (s.kind) {
        case "assign":
          this.#flow(this.#target(s.to, at), s.value, at);
          break;
        case "if":
          this.infer(s.test, at);
          s.then.forEach(statement);
          s.else.forEach(statement);
          break;
        case "require":
        case "assert":
          this.infer(s.test, at);
          break;
        default:
          break;
      }
    };
    command.effect.forEach(statement);
  }

  #target(to: Target, command: number): number | undefined {
    if (to.kind === "temp") return this.temps[command]?.[to.temp];
    if (to.kind === "slot") return this.layouts[to.slot]?.value;
    this.#index(to.base, to.index, command);
    return this.layouts[to.base]?.value;
  }

  /** The value of the term goes where values of the sort are. */
  #flow(into: number | undefined, value: Term, command: number | undefined): void {
    if (value.kind === "if") {
      this.infer(value.test, command);
      this.#flow(into, value.then, command);
      this.#flow(into, value.else, command);
      return;
    }
    this.#join(into, this.infer(value, command));
    const facts = into === undefined ? undefined : this.facts(into);
    if (!facts?.codes) return;
    const encoded = encodedField(facts.codes, value);
    for (const { message, field, term } of encoded ?? []) {
      this.#join(facts.fields?.[message]?.[field], this.infer(term, command));
    }
  }

  /** The sort of the term's value, where it has one. */
  infer(term: Term, command?: number): number | undefined {
    switch (term.kind) {
      case "slot":
        return this.layouts[term.slot]?.value;
      case "element":
        this.#index(term.base, term.index, command);
        return this.layouts[term.base]?.value;
      case "param":
        return this.params[command ?? -1]?.[term.param];
      case "temp":
        return this.temps[command ?? -1]?.[term.temp];
      case "not":
      case "negate":
        this.infer(term.of, command);
        return;
      case "bit-count":
        this.infer(term.of, command);
        return;
      case "bound":
        return this.infer(term.of, command);
      case "if": {
        this.infer(term.test, command);
        const then = this.infer(term.then, command);
        const otherwise = this.infer(term.else, command);
        this.#join(then, otherwise);
        return then ?? otherwise;
      }
      case "binary":
        return this.#binary(term, command);
      default:
        return;
    }
  }

  #binary(
    term: Extract<Term, { kind: "binary" }>,
    command: number | undefined,
  ): number | undefined {
    const { op } = term;
    const [left, right] = [this.infer(term.left, command), this.infer(term.right, command)];
    switch (op) {
      case "==":
      case "!=":
        this.#join(left, right);
        return;
      case "bit-or":
      case "bit-and":
      case "bit-clear":
        this.#join(left, right);
        return left ?? right;
      case "bit-test":
        if (left !== undefined) this.#join(this.facts(left).member, right);
        return;
      case "-":
      case "+":
        if (term.right.kind === "const" && this.#isNumber(left)) return left;
        return this.#decoded(term, command);
      default:
        return this.#decoded(term, command);
    }
  }

  #isNumber(sort: number | undefined): boolean {
    return sort !== undefined && this.facts(sort).kind === "number";
  }

  #decoded(term: Term, command: number | undefined): number | undefined {
    const found = decodedField(term, leaf => {
      const sort = this.infer(leaf, command);
      return sort === undefined ? undefined : this.facts(sort).codes;
    });
    if (!found) return;
    const sort = this.infer(found.leaf, command);
    return sort === undefined ? undefined : this.facts(sort).fields?.[found.message]?.[found.field];
  }

  #index(base: number, index: Term, command: number | undefined): void {
    const dims = this.layouts[base]?.dimensions ?? [];
    const array = { base: this.layouts[base]?.base ?? base, sizes: dims.map(d => d.size) };
    const digits = digitsAt(array, base, index, this.#reads(command));
    digits?.forEach((digit, i) => {
      this.#join(dims[i]?.sort, this.infer(digit, command));
    });
  }

  #reads(command: number | undefined) {
    const params = this.program.commands[command ?? -1]?.params ?? [];
    return { slots: this.program.slots, params };
  }
}

function common(a: SortFacts, b: SortFacts): Pick<SortFacts, "low" | "high"> {
  const { low = b.low, high = b.high } = a;
  if (low === undefined || high === undefined) return {};
  return { low: Math.max(low, b.low ?? low), high: Math.min(high, b.high ?? high) };
}
