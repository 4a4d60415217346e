// Resolution on demand: a name is resolved when it is first asked for, once, and a name that is asked for
// while it is being resolved is a circle. Chains of names are cut at a depth the stack surely holds.

/** What went wrong on the way to a name. */
export interface Trouble {
  /** From the name to itself. */
  circle(names: readonly string[]): void;
  tooDeep(name: string): void;
}

const DEEPEST = 100;

/** The function from names to results, each computed at most once. */
export function lazily<T>(
  compute: (name: string) => T | undefined,
  trouble: Trouble,
): (name: string) => T | undefined {
  const known = new Map<string, T | undefined>();
  const open: string[] = [];
  return name => {
    if (known.has(name)) return known.get(name);
    const start = open.indexOf(name);
    if (start >= 0) {
      trouble.circle([...open.slice(start), name]);
      return undefined;
    }
    if (open.length >= DEEPEST) {
      trouble.tooDeep(name);
      return undefined;
    }
    open.push(name);
    const result = compute(name);
    open.pop();
    known.set(name, result);
    return result;
  };
}
