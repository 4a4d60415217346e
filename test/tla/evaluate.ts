// The meaning of the part of TLA+ that the export writes, as TLC computes it: 32-bit integers that overflow with an
// error, LET computed when it is read, and an action carried out conjunct by conjunct from left to right, every
// disjunct and every value of \E a way of its own, so that successors are counted as TLC counts them.

import {
  assign,
  defined,
  elementOf,
  fieldOf,
  int,
  Lazy,
  OPERATORS,
  productOf,
  setOf,
  truth,
  type Value,
  type Values,
  whole,
} from "./operators.ts";
import type { Definition, ModuleSyntax, Node } from "./syntax.ts";

interface World {
  now: Values;
  next: Values;
}

type Frame = (Value | Lazy)[];
type Compute = (world: World, frame: Frame) => Value;
/** Calls `then` once for each way in which the action can be. */
type Act = (world: World, frame: Frame, then: () => void) => void;

function never(): never {
  throw new Error("not made yet");
}

interface Operator {
  readonly params: number;
  compute: Compute;
  act: Act;
}

/** Where names of a definition's locals stand; grows while its body is compiled. */
interface Locals {
  readonly names: ReadonlyMap<string, number>;
  readonly size: { count: number };
}

/** A module that can be run. */
export class Machine {
  readonly variables: ReadonlyMap<string, number>;
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #operators = new Map<string, Operator>();
  #initial = false;

  constructor(module: ModuleSyntax) {
    this.variables = new Map(module.variables.map((name, i) => [name, i]));
    this.#definitions = new Map(module.definitions.map(d => [d.name, d]));
    const names = [...module.variables, ...module.definitions.map(d => d.name)];
    if (new Set(names).size < names.length) throw new Error("a name is defined twice");
  }

  /** Every way to meet the predicate, as values of the variables. */
  initial(name: string, visit: (state: Values) => void): void {
    const now: Values = new Array(this.variables.size).fill(undefined);
    this.#initial = true;
    const { act } = this.#operator(name);
    const states: Values[] = [];
    act({ now, next: now }, [], () => states.push(whole(now)));
    this.#initial = false;
    for (const state of states) visit(state);
  }

  /** Every way in which the action leads on. */
  successors(name: string, now: Values, visit: (next: Values) => void): void {
    const next: Values = new Array(this.variables.size).fill(undefined);
    const operator = this.#operator(name);
    operator.act({ now, next }, [], () => visit(whole(next)));
  }

  holds(name: string, now: Values, next: Values = []): boolean {
    const { compute } = this.#operator(name);
    return truth(compute({ now, next }, []));
  }

  /** Of `P == [][Q]_vars`, the name of Q; undefined for other formulas. */
  stepProperty(name: string): string | undefined {
    const body = this.#definitions.get(name)?.body;
    if (!body) throw new Error(`${name} is not defined`);
    const boxed = body.kind === "unary" && body.op === "[]" ? body.of : undefined;
    const action = boxed?.kind === "box-action" ? boxed.action : undefined;
    return action?.kind === "name" ? action.name : undefined;
  }

  // ---------------------------------------------------------------- definitions

  #operator(name: string): Operator {
    const known = this.#operators.get(name);
    if (known) return known;
    const definition = this.#definitions.get(name);
    if (!definition) throw new Error(`${name} is not defined`);
    const { params, body } = definition;
    const operator: Operator = { params: params.length, compute: never, act: never };
    this.#operators.set(name, operator);
    const size = { count: params.length };
    const locals = { names: new Map(params.map((param, i) => [param, i])), size };
    // Each is made when it is first used: an action is no value, and few values are actions.
    operator.compute = (world, frame) => {
      operator.compute = this.#compute(body, locals);
      return operator.compute(world, frame);
    };
    operator.act = (world, frame, then) => {
      operator.act = this.#act(body, locals);
      operator.act(world, frame, then);
    };
    return operator;
  }

  #call({ name, args }: Extract<Node, { kind: "name" }>, locals: Locals): [Operator, Compute[]] {
    const operator = this.#operator(name);
    if (operator.params !== args.length) throw new Error(`${name} takes ${operator.params}`);
    return [operator, args.map(arg => this.#compute(arg, locals))];
  }

  // ---------------------------------------------------------------- values

  #compute(node: Node, locals: Locals): Compute {
    const compile = (of: Node) => this.#compute(of, locals);
    switch (node.kind) {
      case "number":
      case "string":
      case "truth":
        return () => node.value;
      case "name":
        return this.#named(node, locals);
      case "prime": {
        const of = compile(node.of);
        return ({ next }, frame) => of({ now: next, next: [] }, frame);
      }
      case "index": {
        const [of, index] = [compile(node.of), compile(node.index)];
        return (world, frame) => elementOf(of(world, frame), index(world, frame));
      }
      case "field": {
        const of = compile(node.of);
        return (world, frame) => fieldOf(of(world, frame), node.name);
      }
      case "tuple": {
        const items = node.items.map(compile);
        return (world, frame) => items.map(item => item(world, frame));
      }
      case "set": {
        const items = node.items.map(compile);
        return (world, frame) => new Set(items.map(item => item(world, frame)));
      }
      case "product": {
        const sets = node.sets.map(compile);
        return (world, frame) => productOf(sets.map(set => [...setOf(set(world, frame))]));
      }
      case "record": {
        const fields = node.fields.map(([name, of]) => [name, compile(of)] as const);
        return (world, frame) => new Map(fields.map(([name, of]) => [name, of(world, frame)]));
      }
      case "except": {
        const [of, index, value] = [compile(node.of), compile(node.index), compile(node.value)];
        return (world, frame) => {
          const tuple = of(world, frame);
          const at = index(world, frame);
          elementOf(tuple, at);
          return (tuple as readonly Value[]).with((at as number) - 1, value(world, frame));
        };
      }
      case "if": {
        const [test, then, otherwise] = [
          compile(node.test),
          compile(node.then),
          compile(node.else),
        ];
        return (world, frame) =>
          truth(test(world, frame)) ? then(world, frame) : otherwise(world, frame);
      }
      case "let": {
        const { bind, inner } = this.#bind(node.definitions, locals);
        const body = this.#compute(node.body, inner);
        return (world, frame) => {
          bind(world, frame);
          return body(world, frame);
        };
      }
      case "quantifier":
        return this.#quantified(node, locals);
      case "unary":
        return this.#unary(node, locals);
      case "binary":
        return this.#binary(node, locals);
      case "box-action":
        throw new Error("a temporal formula is no value");
    }
  }

  #named(node: Extract<Node, { kind: "name" }>, locals: Locals): Compute {
    const local = locals.names.get(node.name);
    if (local !== undefined) {
      return (_, frame) => {
        const value = frame[local];
        return value instanceof Lazy ? value.value : defined(value, node.name);
      };
    }
    const variable = this.variables.get(node.name);
    if (variable !== undefined) return ({ now }) => defined(now[variable], node.name);
    const [operator, args] = this.#call(node, locals);
    return (world, frame) => {
      const inner: Frame = [];
      for (let i = 0; i < args.length; i++) inner[i] = args[i]!(world, frame);
      return operator.compute(world, inner);
    };
  }

  /** Names that are computed when they are read. */
  #bind(definitions: readonly Definition[], locals: Locals) {
    let inner = locals;
    const bound = definitions.map(({ name, body }) => {
      const compute = this.#compute(body, inner);
      const at = inner.size.count++;
      inner = { ...inner, names: new Map([...inner.names, [name, at]]) };
      return { at, compute };
    });
    const bind = (world: World, frame: Frame) => {
      const { now, next } = world;
      for (const { at, compute } of bound) {
        frame[at] = new Lazy(() => compute({ now, next }, frame));
      }
    };
    return { bind, inner };
  }

  #domains({ bounds }: Extract<Node, { kind: "quantifier" }>, locals: Locals) {
    const sets = bounds.map(([, set]) => this.#compute(set, locals));
    const places = bounds.map(() => locals.size.count++);
    const names = new Map([
      ...locals.names,
      ...bounds.map(([name], i) => [name, places[i]!] as const),
    ]);
    const each = (world: World, frame: Frame) => {
      const values = sets.map(set => [...setOf(set(world, frame))]);
      return [...productOf(values)] as (readonly Value[])[];
    };
    return { each, places, inner: { ...locals, names } };
  }

  #quantified(node: Extract<Node, { kind: "quantifier" }>, locals: Locals): Compute {
    const { each, places, inner } = this.#domains(node, locals);
    const body = this.#compute(node.body, inner);
    return (world, frame) => {
      const met = (values: readonly Value[]) => {
        for (const [i, place] of places.entries()) frame[place] = values[i]!;
        return truth(body(world, frame));
      };
      return node.op === "\\E" ? each(world, frame).some(met) : each(world, frame).every(met);
    };
  }

  #unary({ op, of }: Extract<Node, { kind: "unary" }>, locals: Locals): Compute {
    if (op === "ENABLED") {
      const act = this.#act(of, locals);
      return ({ now }, frame) => {
        let ways = 0;
        act({ now, next: now.map(() => undefined) }, frame, () => ways++);
        return ways > 0;
      };
    }
    const inner = this.#compute(of, locals);
    if (op === "~") return (world, frame) => !truth(inner(world, frame));
    if (op === "-") return (world, frame) => int(-(inner(world, frame) as number));
    throw new Error(`'${op}' is no value`);
  }

  #binary({ op, left, right }: Extract<Node, { kind: "binary" }>, locals: Locals): Compute {
    const [l, r] = [this.#compute(left, locals), this.#compute(right, locals)];
    switch (op) {
      case "/\\":
        return (world, frame) => truth(l(world, frame)) && truth(r(world, frame));
      case "\\/":
        return (world, frame) => truth(l(world, frame)) || truth(r(world, frame));
      case "=>":
        return (world, frame) => !truth(l(world, frame)) || truth(r(world, frame));
      default: {
        const compute = OPERATORS[op];
        if (!compute) throw new Error(`'${op}' is no value`);
        return (world, frame) => compute(l(world, frame), r(world, frame));
      }
    }
  }

  // ---------------------------------------------------------------- actions

  #act(node: Node, locals: Locals): Act {
    switch (node.kind) {
      case "if": {
        const test = this.#compute(node.test, locals);
        const [then, otherwise] = [this.#act(node.then, locals), this.#act(node.else, locals)];
        return (world, frame, go) =>
          truth(test(world, frame)) ? then(world, frame, go) : otherwise(world, frame, go);
      }
      case "let": {
        const { bind, inner } = this.#bind(node.definitions, locals);
        const body = this.#act(node.body, inner);
        return (world, frame, go) => {
          bind(world, frame);
          body(world, frame, go);
        };
      }
      case "quantifier":
        return node.op === "\\E" ? this.#some(node, locals) : this.#test(node, locals);
      case "name":
        return this.#namedAct(node, locals);
      case "unary":
        return node.op === "UNCHANGED" ? this.#unchanged(node.of) : this.#test(node, locals);
      case "binary":
        return this.#binaryAct(node, locals);
      default:
        return this.#test(node, locals);
    }
  }

  #test(node: Node, locals: Locals): Act {
    let compute: Compute | undefined;
    return (world, frame, then) => {
      compute ??= this.#compute(node, locals);
      if (truth(compute(world, frame))) then();
    };
  }

  #namedAct(node: Extract<Node, { kind: "name" }>, locals: Locals): Act {
    if (locals.names.has(node.name) || this.variables.has(node.name))
      return this.#test(node, locals);
    const [operator, args] = this.#call(node, locals);
    return (world, frame, then) => {
      const inner: Frame = [];
      for (let i = 0; i < args.length; i++) inner[i] = args[i]!(world, frame);
      operator.act(world, inner, then);
    };
  }

  #some(node: Extract<Node, { kind: "quantifier" }>, locals: Locals): Act {
    const { each, places, inner } = this.#domains(node, locals);
    const body = this.#act(node.body, inner);
    return (world, frame, then) => {
      for (const values of each(world, frame)) {
        for (const [i, place] of places.entries()) frame[place] = values[i]!;
        body(world, frame, then);
      }
    };
  }

  #binaryAct(node: Extract<Node, { kind: "binary" }>, locals: Locals): Act {
    const { op, left, right } = node;
    if (op === "/\\") {
      const [l, r] = [this.#act(left, locals), this.#act(right, locals)];
      return (world, frame, then) => l(world, frame, () => r(world, frame, then));
    }
    if (op === "\\/") {
      const [l, r] = [this.#act(left, locals), this.#act(right, locals)];
      return (world, frame, then) => {
        l(world, frame, then);
        r(world, frame, then);
      };
    }
    const variable = this.#assigned(left);
    if (variable === undefined || (op !== "=" && op !== "\\in")) return this.#test(node, locals);
    const value = this.#compute(right, locals);
    return (world, frame, then) => {
      const of = value(world, frame);
      for (const each of op === "=" ? [of] : setOf(of)) assign(world.next, variable, each, then);
    };
  }

  /** `x'`, or at the start `x`. */
  #assigned(node: Node): number | undefined {
    const of = node.kind === "prime" && !this.#initial ? node.of : node;
    if (of === node && !this.#initial) return undefined;
    return of.kind === "name" ? this.variables.get(of.name) : undefined;
  }

  #unchanged(of: Node): Act {
    const tuple = of.kind === "name" ? this.#definitions.get(of.name)?.body : of;
    if (tuple?.kind !== "tuple") throw new Error("UNCHANGED of something else");
    const variables = tuple.items.map(item =>
      defined(item.kind === "name" ? this.variables.get(item.name) : undefined, "variable"),
    ) as number[];
    return (world, _, then) => {
      const from = (i: number): void => {
        const variable = variables[i];
        if (variable === undefined) then();
        else assign(world.next, variable, defined(world.now[variable], "state"), () => from(i + 1));
      };
      from(0);
    };
  }
}
