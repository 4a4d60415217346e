// One run of an implementation beside its model. Triggers are tasks of the scheduler like the implementation's own, so that it
// decides what comes next; after each task everything that it has set off is waited for, and then the system is looked at.

import type * as fc from "fast-check";
import { type Rules, type Seen, seenIn, type Watched } from "../conform/rules.ts";
import type { Call } from "../conform/situation.ts";
import { type Finding, type Reply, Tracker } from "../conform/tracker.ts";
import { type AppliedTrigger, triggerText } from "./action.ts";
import { allowedInstead, type Event, effectsInstead, goesOn, runStory } from "./log.ts";
import { Refused, type System } from "./system.ts";

/** Tests that fake timers do not stop this. */
const immediate = setImmediate;
const timeout = setTimeout;

/** What does not change from run to run. */
export interface Setting<S> {
  readonly rules: Rules;
  readonly watched: readonly Watched[];
  readonly system: System<S>;
  readonly concurrent: boolean;
  /** Situations that are kept at most. */
  readonly most: number;
  /** Milliseconds that an answer may take. */
  readonly patience: number;
}

/** What a run came to. */
export interface Tally {
  applied: number;
  skipped: number;
  observed: number;
  /** The most situations that fitted at a time. */
  situations: number;
  /** How often patience was at its end. */
  waits: number;
}

/** Thrown where the implementation does not agree with the model, or where that cannot be told. */
export class Nonconformance extends Error {
  override name = "Nonconformance";
}

/** The run of one sequence of triggers. */
export class Session<S> {
  readonly #setting: Setting<S>;
  readonly #scheduler: fc.Scheduler;
  readonly #tally: Tally;
  readonly #tracker: Tracker;
  readonly #events: Event[] = [];
  readonly #left: AppliedTrigger[];
  /** Calls that are not answered yet. */
  readonly #open = new Set<Promise<void>>();
  #calls = 0;
  #tasks = 0;
  #failure: unknown;

  constructor(
    setting: Setting<S>,
    triggers: readonly AppliedTrigger[],
    scheduler: fc.Scheduler,
    tally: Tally,
  ) {
    this.#setting = setting;
    this.#scheduler = scheduler;
    this.#tally = tally;
    this.#left = [...triggers];
    this.#tracker = new Tracker(setting.rules, setting.most);
  }

  /** Runs to the end. Throws a Nonconformance, or what the adapter throws. */
  async run(): Promise<void> {
    const { system } = this.#setting;
    const created = await system.create({ scheduler: this.#scheduler });
    try {
      this.#judge(this.#tracker.start(), () => "");
      this.#plan(created);
      await this.#goOn(created);
      if (system.settle) await this.#settle(created);
    } finally {
      await system.dispose?.(created);
    }
  }

  async #goOn(created: S): Promise<void> {
    for (;;) {
      await turn();
      await this.#look(created);
      if (this.#scheduler.count() > 0) {
        await this.#patiently(this.#scheduler.waitOne(), "a task of the scheduler does not end");
        this.#noteTasks();
      } else if (this.#open.size > 0) {
        await this.#patiently(Promise.race(this.#open), "a trigger is not answered");
      } else {
        return;
      }
    }
  }

  async #settle(created: S): Promise<void> {
    await this.#setting.system.settle?.(created);
    await this.#goOn(created);
    const { rules } = this.#setting;
    this.#judge(
      this.#tracker.rest(this.#seen(await this.#setting.system.observe(created))),
      possible => `nothing goes on any more; in the model this does:\n${goesOn(rules, possible)}`,
    );
  }

  // -------------------------------------------------------------- triggers

  /** The next trigger becomes a task: it comes when the scheduler picks it. */
  #plan(created: S): void {
    const trigger = this.#left.shift();
    if (!trigger) return;
    const come = this.#scheduler.schedule(Promise.resolve(), triggerText(trigger), OURS);
    come.then(() => this.#apply(created, trigger)).catch(error => this.#fail(error));
  }

  #apply(created: S, trigger: AppliedTrigger): void {
    const { system, concurrent } = this.#setting;
    const params = new Map(Object.entries(trigger.params));
    const call: Call = { id: this.#calls++, trigger: trigger.name, agent: trigger.agent, params };
    if (!this.#tracker.accepts(call)) {
      this.#events.push({ kind: "skipped", trigger });
      this.#tally.skipped++;
      this.#plan(created);
      return;
    }
    this.#events.push({ kind: "applied", trigger });
    this.#tally.applied++;
    this.#judge(this.#tracker.call(call), () => "");
    const reply = replyOf(() => system.apply(created, trigger.name, trigger.params, trigger));
    const answered = reply
      .then(said => this.#answer(call, trigger, said))
      .catch(error => this.#fail(error))
      .finally(() => {
        this.#open.delete(answered);
        if (!concurrent) this.#plan(created);
      });
    this.#open.add(answered);
    if (concurrent) this.#plan(created);
  }

  #answer({ id }: Call, trigger: AppliedTrigger, reply: Reply): void {
    if (reply !== "done") this.#events.push({ kind: "answered", trigger, reply });
    const { rules } = this.#setting;
    this.#judge(this.#tracker.answer(id, reply), possible => {
      const said = `the model does not allow the answer '${reply}' to ${trigger.name}, but`;
      return `${said}\n${effectsInstead(rules, id, possible)}`;
    });
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
  }

  // -------------------------------------------------------------- looking

  async #look(created: S): Promise<void> {
    this.#throwFailure();
    const observation = await this.#setting.system.observe(created);
    this.#throwFailure();
    const seen = this.#seen(observation);
    this.#events.push({ kind: "observed", seen });
    this.#tally.observed++;
    this.#judge(this.#tracker.observe(seen), possible => {
      const instead = allowedInstead(this.#setting.rules, seen, possible);
      return `the model does not allow this, but\n${instead}`;
    });
    this.#tally.situations = Math.max(this.#tally.situations, this.#tracker.size);
  }

  #seen(observation: object): readonly Seen[] {
    const observed = new Map<string, unknown>(Object.entries(observation));
    if (observed.size === 0) throw new Error("observe shows nothing: then everything would agree");
    const seen = seenIn(this.#setting.watched, observed);
    if (typeof seen === "string") throw new Error(`observe: ${seen}`);
    return seen;
  }

  #noteTasks(): void {
    const done = this.#scheduler.report().filter(task => task.status !== "pending");
    for (const { label, metadata } of done.slice(this.#tasks)) {
      if (metadata !== OURS) this.#events.push({ kind: "task", label });
    }
    this.#tasks = done.length;
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  #judge(
    finding: Finding,
    misfit: (possible: Extract<Finding, { kind: "misfits" }>["possible"]) => string,
  ): void {
    switch (finding.kind) {
      case "fits":
        return;
      case "misfits": {
        const [last = "", ...instead] = misfit(finding.possible).split("\n");
        throw new Nonconformance([runStory(this.#events, last), ...instead].join("\n"));
      }
      case "too-many": {
        const why = `more than ${finding.most} situations of the model fit what was seen`;
        const help = "Let observe show more, or raise 'most'.";
        throw new Nonconformance(runStory(this.#events, `undecided: ${why}. ${help}`));
      }
    }
  }

  /** A real wait that is too long is told as what it is. */
  async #patiently(wait: Promise<unknown>, what: string): Promise<void> {
    const { patience } = this.#setting;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<string>(resolve => {
      timer = timeout(() => resolve("too long"), patience);
    });
    const came = await Promise.race([wait, tooLong]);
    clearTimeout(timer);
    if (came !== "too long") return;
    this.#tally.waits++;
    this.#throwFailure();
    throw new Nonconformance(runStory(this.#events, `${what}, for ${patience} ms`));
  }
}

/** Marks our own tasks in the scheduler's report. */
const OURS = Object.freeze({ by: "migcheck" });

/** Until all that is ready has run. */
function turn(): Promise<void> {
  return new Promise(resolve => {
    immediate(resolve);
  });
}

async function replyOf(apply: () => unknown): Promise<Reply> {
  try {
    const said = await apply();
    if (said === undefined) return "done";
    if (isReply(said)) return said;
  } catch (error) {
    if (error instanceof Refused) return "refused";
    throw error;
  }
  throw new Error("apply answers nothing, 'done', 'ignored', 'refused' or 'sent'");
}

const REPLIES: readonly unknown[] = ["done", "ignored", "refused", "sent"] satisfies Reply[];

function isReply(said: unknown): said is Reply {
  return REPLIES.includes(said);
}
