// Signals: which of them ask again, and work between which and its telling none may come.

type Signal = "SIGINT" | "SIGTERM";

/** What signals come from and go to. */
export interface Receiver {
  readonly pid: number;
  on(signal: Signal, heard: (signal: Signal) => void): unknown;
  off(signal: Signal, heard: (signal: Signal) => void): unknown;
  kill(pid: number, signal: Signal): unknown;
}

const SIGNALS: readonly Signal[] = ["SIGINT", "SIGTERM"];

/** Milliseconds in which a second signal is the same wish: `timeout` sends one to us and one to our group. */
const MOMENT = 250;

/** Tells of each signal whether it asks again for what one before it asked. `now`: milliseconds of any clock. */
export function insistence(now: () => number = () => performance.now()): () => boolean {
  let last: number | undefined;
  return () => {
    const asksAgain = last !== undefined && now() - last >= MOMENT;
    last ??= now();
    return asksAgain;
  };
}

/** Does the work to its end; a signal that comes meanwhile is obeyed then. */
export async function undisturbed(
  work: () => Promise<void>,
  receiver: Receiver = process,
): Promise<void> {
  let heard: Signal | undefined;
  const hear = (signal: Signal): void => {
    heard = signal;
  };
  for (const signal of SIGNALS) receiver.on(signal, hear);
  try {
    await work();
    // A signal that came while nobody could listen is heard now.
    await new Promise(resolve => setImmediate(resolve));
  } finally {
    for (const signal of SIGNALS) receiver.off(signal, hear);
    if (heard) receiver.kill(receiver.pid, heard);
  }
}
