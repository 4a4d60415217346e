// The values of TLA+ that the export uses, and what its operators do with them: integers of 32 bits, as TLC has them.

export type Value =
  | number
  | boolean
  | string
  | readonly Value[]
  | ReadonlySet<Value>
  | ReadonlyMap<string, Value>;

export const OPERATORS: Readonly<Record<string, (l: Value, r: Value) => Value>> = {
  "=": (l, r) => same(l, r),
  "#": (l, r) => !same(l, r),
  "<": (l, r) => int(l) < int(r),
  "<=": (l, r) => int(l) <= int(r),
  ">": (l, r) => int(l) > int(r),
  ">=": (l, r) => int(l) >= int(r),
  "+": (l, r) => int(int(l) + int(r)),
  "-": (l, r) => int(int(l) - int(r)),
  "*": (l, r) => int(int(l) * int(r)),
  "\\div": (l, r) => int(Math.floor(int(l) / positive(r))),
  "%": (l, r) => int(((int(l) % positive(r)) + int(r)) % int(r)),
  "^": (l, r) => int(int(l) ** int(r)),
  "..": (l, r) => {
    const [low, high] = [int(l), int(r)];
    return new Set(Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i));
  },
  "\\in": (l, r) => [...setOf(r)].some(item => same(item, l)),
  "\\cup": (l, r) => new Set([...setOf(l), ...setOf(r)]),
  "\\cap": (l, r) => new Set([...setOf(l)].filter(item => setOf(r).has(item))),
};

export function int(value: Value): number {
  if (typeof value !== "number" || value !== (value | 0)) throw new Error(`${value} overflows`);
  return value + 0;
}

function positive(value: Value): number {
  if (int(value) <= 0) throw new Error(`the divisor ${value} is not positive`);
  return int(value);
}

export function truth(value: Value): boolean {
  if (typeof value !== "boolean") throw new Error(`${value} is no truth`);
  return value;
}

export function same(a: Value, b: Value): boolean {
  if (typeof a !== typeof b) throw new Error(`${a} and ${b} cannot be compared`);
  if (typeof a !== "object") return a === b;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => same(item, b[i]));
  }
  if (a instanceof Set && b instanceof Set) {
    return a.size === b.size && [...a].every(item => b.has(item));
  }
  throw new Error("these cannot be compared");
}

export function setOf(value: Value): ReadonlySet<Value> {
  if (!(value instanceof Set)) throw new Error(`${value} is no set`);
  return value;
}

export function elementOf(of: Value, index: Value): Value {
  const item = Array.isArray(of) && typeof index === "number" ? of[index - 1] : undefined;
  return defined(item, `element ${index}`);
}

export function fieldOf(of: Value, name: string): Value {
  return defined(of instanceof Map ? of.get(name) : undefined, `field ${name}`);
}

export function productOf(sets: readonly (readonly Value[])[]): Set<Value> {
  let all: (readonly Value[])[] = [[]];
  for (const set of sets) all = all.flatMap(so => set.map(item => [...so, item]));
  return new Set(all);
}

export function defined<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} has no value`);
  return value;
}

/** Values by variable; undefined as long as an action has not said it. */
export type Values = (Value | undefined)[];

export function assign(next: Values, variable: number, value: Value, then: () => void): void {
  const before = next[variable];
  if (before !== undefined) {
    if (same(before, value)) then();
    return;
  }
  next[variable] = value;
  then();
  next[variable] = undefined;
}

export function whole(values: Values): Values {
  if (values.includes(undefined)) throw new Error("an action leaves a variable open");
  return [...values];
}

/** A value that is computed when it is read. */
export class Lazy {
  readonly #compute: () => Value;
  #value: Value | undefined;
  constructor(compute: () => Value) {
    this.#compute = compute;
  }
  get value(): Value {
    this.#value ??= this.#compute();
    return this.#value;
  }
}
