// Why a watch goes on: rung at any moment, also while nobody waits, and answered one after the other, the end first.

export type Why = "end" | "all" | "changed";

/** In this order. */
const WHYS: readonly Why[] = ["end", "all", "changed"];

/** For one that waits. */
export class Bell {
  readonly #rung = new Set<Why>();
  #wake: ((why: Why) => void) | undefined;

  ring(why: Why): void {
    this.#rung.add(why);
    this.#answer();
  }

  /** The end was rung; it does not pass. */
  get isEnd(): boolean {
    return this.#rung.has("end");
  }

  /** What was rung and not answered, or is rung next. */
  next(): Promise<Why> {
    return new Promise(resolve => {
      this.#wake = resolve;
      this.#answer();
    });
  }

  #answer(): void {
    const why = WHYS.find(one => this.#rung.has(one));
    const wake = this.#wake;
    if (!why || !wake) return;
    if (why !== "end") this.#rung.delete(why);
    this.#wake = undefined;
    wake(why);
  }
}
