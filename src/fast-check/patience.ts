// Waiting for what is not ours, for a limited time: whatever never comes is told instead of waited for.

/** Tests that fake timers do not stop this. */
const [timeout, clear, immediate] = [setTimeout, clearTimeout, setImmediate];

/** Longer timers fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Patience came to its end. */
export class TooLong extends Error {
  override name = "TooLong";
}

/** What is waited for, or a TooLong that says `what` after so many milliseconds (Infinity: never). */
export async function inTime<T>(wait: T, patience: number, what: string): Promise<Awaited<T>> {
  const now = typeof wait !== "object" || wait === null || !("then" in wait);
  if (now || patience === Number.POSITIVE_INFINITY) return await wait;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const end = () => reject(new TooLong(`${what}, for ${patience} ms`));
    timer = timeout(end, Math.min(patience, LONGEST_TIMER));
  });
  try {
    return await Promise.race([wait, late]);
  } finally {
    clear(timer);
  }
}

/** Until all that is ready has run. */
export function turn(): Promise<void> {
  return new Promise(resolve => {
    immediate(resolve);
  });
}
