// What the user wishes while a watch waits: q or Ctrl-C ends it, a runs all again. On a terminal single keys count; from a pipe
// lines do, and its end means nothing, so that a watch in the background goes on. Where nobody reads the output it ends.

export type Wish = "end" | "all";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

const KEYS: ReadonlyMap<string, Wish> = new Map([
  ["q", "end"],
  ["\u0003", "end"],
  ["a", "all"],
]);

/** Tells of each wish until the function that is returned is called. */
export function listen(tell: (wish: Wish) => void): () => void {
  const { stdin, stdout } = process;
  const end = (): void => tell("end");
  const read = (chunk: Buffer): void => {
    for (const wish of wishesIn(String(chunk), stdin.isTTY)) {
      // Checks that run hear of an end by the signal, as from outside.
      if (wish === "end") process.emit("SIGINT", "SIGINT");
      else tell(wish);
    }
  };
  for (const signal of SIGNALS) process.on(signal, end);
  stdout.on("error", end);
  if (stdin.isTTY) stdin.setRawMode(true);
  stdin.on("data", read);
  // A terminal that is gone is no reason to fail.
  stdin.on("error", () => undefined);
  return () => {
    for (const signal of SIGNALS) process.off(signal, end);
    stdout.off("error", end);
    stdin.off("data", read);
    if (stdin.isTTY) stdin.setRawMode(false);
    stdin.destroy();
  };
}

/** In raw mode Ctrl-C is a key. */
function wishesIn(text: string, isTerminal: boolean): Wish[] {
  const keys = isTerminal ? [...text] : text.split(/\s+/);
  return keys.flatMap(key => KEYS.get(key) ?? []);
}
