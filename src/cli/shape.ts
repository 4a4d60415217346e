// What JSON from outside must look like before it is taken for one of our values: shapes are put together from a few, and
// what does not fit is said with the path to it. Only what is listed is looked at, so no prototype is ever read.

/** Says what is wrong by throwing `Misfit`; else the value is what it is taken for. */
export type Shape<T> = (value: unknown, at: string) => T;

/** Thrown by shapes, caught where a file is read. */
export class Misfit extends Error {}

/** A shape for each key; keys that may be missing are left out or have a shape that takes undefined. */
export type Shapes<T> = { readonly [K in keyof T]: Shape<T[K]> };

/** A text. */
export const text: Shape<string> = (value, at) =>
  typeof value === "string" ? value : misfit(at, "is not a text");

/** True or false. */
export const flag: Shape<boolean> = (value, at) =>
  typeof value === "boolean" ? value : misfit(at, "is not true or false");

/** A number that is no less than 0. */
export const amount: Shape<number> = (value, at) =>
  typeof value === "number" && value >= 0 ? value : misfit(at, "is not a number from 0");

/** A whole number that is no less than 0. */
export const whole: Shape<number> = (value, at) => integer(amount(value, at), at);

/** A whole number. */
export const integer: Shape<number> = (value, at) =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : misfit(at, "is not whole");

/** One of these texts or numbers. */
export function among<const T extends string | number>(...all: readonly T[]): Shape<T> {
  return (value, at) =>
    all.find(one => one === value) ?? misfit(at, `is none of ${all.join(", ")}`);
}

/** Any number of a kind. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return misfit(at, "is not a list");
    return value.map((one: unknown, i) => item(one, `${at}[${i}]`));
  };
}

/** Two of a kind. */
export function pair<T>(item: Shape<T>): Shape<readonly [T, T]> {
  return (value, at) => {
    const [one, other, ...more] = list(item)(value, at);
    if (one === undefined || other === undefined || more.length > 0) misfit(at, "is not a pair");
    return [one, other] as const;
  };
}

/** May be missing. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, at) => (value === undefined ? undefined : shape(value, at));
}

/** An object of which these keys are known; others are left as they are. */
export function object<T>(shapes: Shapes<T>): Shape<T> {
  const known = Object.entries<Shape<unknown>>(shapes as Record<string, Shape<unknown>>);
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return misfit(at, "is not an object");
    }
    const own = new Map<string, unknown>(Object.entries(value));
    for (const [key, shape] of known) shape(own.get(key), `${at}.${key}`);
    return value as T;
  };
}

/** A shape whose parts must fit together as well; `problem` says how they do not. */
export function fitting<T>(shape: Shape<T>, problem: (value: T) => string | undefined): Shape<T> {
  return (value, at) => {
    const shaped = shape(value, at);
    const said = problem(shaped);
    return said === undefined ? shaped : misfit(at, said);
  };
}

/** An object whose keys are any names. */
export function table<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, at) => {
    const entries = Object.entries(object<object>({})(value, at));
    for (const [key, one] of entries) item(one, `${at}.${key}`);
    return value as Readonly<Record<string, T>>;
  };
}

function misfit(at: string, problem: string): never {
  throw new Misfit(`${at} ${problem}`);
}
