// Random actions as text: what a step of a row may do, blocking verbs only where they may stand.

import type { Tape } from "../tape.ts";
import { type Expressions, elementOf } from "./expressions.ts";
import type { ArrayWord, ChannelWord, Kind, MessageWord, Vocabulary, Word } from "./words.ts";

/** Who acts. */
export interface Actor {
  readonly words: Vocabulary;
  /** What it may write: the shared variables and its own. */
  readonly writable: readonly Word[];
  readonly arrays: readonly ArrayWord[];
  /** Locks it may use. */
  readonly locks: readonly string[];
}

/** Writes actions from one tape. */
export class Actions {
  readonly #tape: Tape;
  readonly #actor: Actor;
  #chosen = 0;

  constructor(tape: Tape, actor: Actor) {
    this.#tape = tape;
    this.#actor = actor;
  }

  /** One atomic step: perhaps a blocking verb, then some that do not block. */
  step(expressions: Expressions, blocking: boolean): unknown[] {
    const first = blocking && this.#tape.below(3) === 2 ? this.#blocking(expressions) : undefined;
    const here = first?.expressions ?? expressions;
    const rest = this.list(here, this.#tape.below(3) + (first ? 0 : 1));
    return [...(first ? [first.text] : []), ...rest];
  }

  /** Actions that do not block. */
  list(expressions: Expressions, length: number): unknown[] {
    let here = expressions;
    return this.#tape.list(length, () => {
      const { text, expressions: after } = this.#one(here);
      here = after ?? here;
      return text;
    });
  }

  #one(e: Expressions): { text: unknown; expressions?: Expressions } {
    const tape = this.#tape;
    const { words, locks } = this.#actor;
    const buffered = words.channels.filter(c => c.kind !== "rendezvous");
    const kind = tape.weighted({
      assign: 8,
      element: this.#actor.arrays.length > 0 ? 3 : 0,
      cas: 2,
      if: 2,
      branch: 1,
      choose: 2,
      emit: words.events.length > 0 ? 2 : 0,
      assert: 1,
      send: buffered.length > 0 ? 3 : 0,
      release: locks.length > 0 ? 1 : 0,
      owe: words.debts.length > 0 ? 2 : 0,
      post: words.semaphores.length > 0 ? 2 : 0,
      level: words.levelEvents.length > 0 ? 2 : 0,
      skip: 1,
    });
    switch (kind) {
      case "choose":
        return this.#choose(e);
      case "branch":
        return { text: { if: e.truth(1), then: [this.#assign(e)], else: [this.#assign(e)] } };
      case "send":
        return { text: this.#send(tape.pick(buffered) as ChannelWord, e) };
      default:
        return { text: this.#simple(kind, e) };
    }
  }

  #simple(kind: string, e: Expressions): string {
    const tape = this.#tape;
    const { words, locks } = this.#actor;
    switch (kind) {
      case "element":
        return this.#element(e);
      case "cas":
        return this.#cas(e);
      case "if":
        return this.#if(e);
      case "emit":
        return this.#emit(e);
      case "assert":
        return `assert ${e.truth(1)}`;
      case "release":
        return `release ${tape.pick(locks)}`;
      case "owe":
        return `${tape.pick(["take", "give"])} ${tape.pick(words.debts)}`;
      case "post":
        return `post ${tape.pick(words.semaphores)}`;
      case "level":
        return `${tape.pick(["set", "reset"])} ${tape.pick(words.levelEvents)}`;
      case "skip":
        return "skip";
      default:
        return this.#assign(e);
    }
  }

  #target(): Word {
    return this.#tape.pick(this.#actor.writable) as Word;
  }

  #assign(e: Expressions): string {
    const { text, of } = this.#target();
    return `${text} = ${this.#value(of, e, this.#tape.below(3))}`;
  }

  #element(e: Expressions): string {
    const array = this.#tape.pick(this.#actor.arrays) as ArrayWord;
    const { text } = elementOf(array, e.of(array.by, 0));
    return `${text} = ${this.#value(array.of, e, 1)}`;
  }

  /** Of a wide range one of the ends, so that the space stays small. */
  #value(of: Kind, e: Expressions, depth: number): string {
    const wide = of.kind === "int" && of.high - of.low > 100;
    return wide ? String(this.#tape.pick([of.low, of.high])) : e.of(of, depth);
  }

  #casText(e: Expressions): string {
    const { text, of } = this.#target();
    return `cas(${text}, ${e.of(of, 0)}, ${this.#value(of, e, 0)})`;
  }

  #cas(e: Expressions): string {
    const ok = this.#actor.writable.filter(w => w.of.kind === "bool");
    const text = this.#casText(e);
    const to = this.#tape.once(2) ? this.#tape.pick(ok) : undefined;
    return to ? `${to.text} = ${text}` : text;
  }

  #if(e: Expressions): string {
    const test = this.#tape.once(3) ? this.#casText(e) : e.truth(1);
    const other = this.#tape.pick(["", ` else ${this.#assign(e)}`, " else skip"]);
    return `if ${test} then { ${this.#assign(e)}; ${this.#assign(e)} }${other}`;
  }

  #choose(e: Expressions): { text: string; expressions?: Expressions } {
    const tape = this.#tape;
    const { enums } = this.#actor.words;
    const of = tape.pick(enums) ?? ({ kind: "int", low: 0, high: 1 } as const);
    const domain = of.kind === "enum" ? of.name : "0..1";
    const target = tape.below(2) === 0 ? this.#targetOf(of) : undefined;
    if (target) return { text: `choose ${target} in ${domain}` };
    const binder = { text: `k${this.#chosen++}`, of };
    const after = e.with(binder);
    const where = tape.once(3) ? ` where ${after.truth(0)}` : "";
    return { text: `choose ${binder.text} in ${domain}${where}`, expressions: after };
  }

  #targetOf(of: Kind): string | undefined {
    if (of.kind !== "enum") return;
    const all = this.#actor.writable.filter(w => w.of.kind === "enum" && w.of.name === of.name);
    return this.#tape.pick(all)?.text;
  }

  #emit(e: Expressions): string {
    const event = this.#tape.pick(this.#actor.words.events);
    if (!event?.of) return `emit ${event?.name}`;
    return `emit ${event.name}(${e.of(event.of, 1)})`;
  }

  #send({ name, messages }: ChannelWord, e: Expressions): string {
    const message = this.#tape.pick(messages) as MessageWord;
    const args = message.fields.map(f => `${f.name} = ${e.of(f.of, 1)}`);
    return `send ${message.name}${args.length > 0 ? `(${args.join(", ")})` : ""} to ${name}`;
  }

  #blocking(e: Expressions): { text: string; expressions: Expressions } | undefined {
    const tape = this.#tape;
    const { words, locks } = this.#actor;
    const { semaphores, levelEvents, channels } = words;
    const kind = tape.weighted({
      await: 1,
      acquire: locks.length > 0 ? 2 : 0,
      wait: semaphores.length + levelEvents.length > 0 ? 2 : 0,
      receive: channels.length > 0 ? 2 : 0,
      send: channels.length > 0 ? 2 : 0,
    });
    switch (kind) {
      case "acquire":
        return { text: `acquire ${tape.pick(locks)}`, expressions: e };
      case "wait":
        return { text: `wait ${tape.pick([...semaphores, ...levelEvents])}`, expressions: e };
      case "await":
        return { text: `await ${e.truth(1)}`, expressions: e };
      case "send":
        return { text: this.#send(tape.pick(channels) as ChannelWord, e), expressions: e };
      case "receive": {
        const channel = tape.pick(channels) as ChannelWord;
        const message = tape.pick(channel.messages) as MessageWord;
        const text = `receive ${message.name} from ${channel.name}`;
        return { text, expressions: e.with(...fieldsOf(message)) };
      }
    }
  }
}

/** The fields of a received message as words. */
export function fieldsOf({ fields }: MessageWord): Word[] {
  return fields.map(f => ({ text: `message.${f.name}`, of: f.of }));
}
