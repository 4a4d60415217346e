// One run of an implementation beside its model. Triggers are tasks of the scheduler like the implementation's own, so that it
// decides what comes next; after each task everything that it has set off is waited for, and then the system is looked at.

import type * as fc from "fast-check";
import type { Rules, Seen, Watched } from "../conform/rules.ts";
import type { Call } from "../conform/situation.ts";
import { type Finding, type Reply, Tracker } from "../conform/tracker.ts";
import { type AppliedTrigger, triggerText } from "./action.ts";
import { AdapterFault, asked, replyOf, seenOf } from "./adapter.ts";
import { allowedInstead, type Event, effectsInstead, goesOn, runStory } from "./log.ts";
import { inTime, TooLong, turn } from "./patience.ts";
import type { System } from "./system.ts";

/** What does not change from run to run. */
export interface Setting<S> {
  readonly rules: Rules;
  readonly watched: readonly Watched[];
  readonly system: System<S>;
  readonly concurrent: boolean;
  /** Situations that are kept at most. */
  readonly most: number;
  /** Milliseconds that an answer, a task or a call of the adapter may take. */
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

  /** Runs to the end. Throws a Nonconformance or an AdapterFault. */
  async run(): Promise<void> {
    try {
      const created = await this.#ask("create", s => s.create({ scheduler: this.#scheduler }));
      const failed = await this.#live(created).then(
        () => undefined,
        error => ({ error }),
      );
      const disposed = this.#ask("dispose", s => s.dispose?.(created));
      // What was found is not lost where the system cannot be disposed of either.
      await (failed ? disposed.catch(error => void this.#told(error)) : disposed);
      if (failed) throw failed.error;
    } catch (error) {
      throw this.#told(error);
    }
  }

  async #live(created: S): Promise<void> {
    this.#judge(this.#tracker.start(), () => "");
    this.#plan(created);
    await this.#goOn(created);
    if (this.#setting.system.settle) await this.#settle(created);
  }

  async #goOn(created: S): Promise<void> {
    const { patience } = this.#setting;
    for (;;) {
      await turn();
      await this.#look(created);
      if (this.#scheduler.count() > 0) {
        const task = this.#scheduler.waitOne();
        await inTime(task, patience, "a task of the scheduler does not end");
        this.#noteTasks();
      } else if (this.#open.size > 0) {
        await inTime(Promise.race(this.#open), patience, "a trigger is not answered");
      } else {
        return;
      }
    }
  }

  async #settle(created: S): Promise<void> {
    await this.#ask("settle", s => s.settle?.(created));
    await this.#goOn(created);
    const { rules } = this.#setting;
    this.#judge(
      this.#tracker.rest(await this.#observed(created)),
      possible => `nothing goes on any more; in the model this does:\n${goesOn(rules, possible)}`,
    );
  }

  #ask<T>(method: keyof System<S>, call: (system: System<S>) => T): Promise<Awaited<T>> {
    const { system, patience } = this.#setting;
    return asked(method, () => call(system), patience);
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
    const seen = await this.#observed(created);
    this.#events.push({ kind: "observed", seen });
    this.#tally.observed++;
    this.#judge(this.#tracker.observe(seen), possible => {
      const instead = allowedInstead(this.#setting.rules, seen, possible);
      return `the model does not allow this, but\n${instead}`;
    });
    this.#tally.situations = Math.max(this.#tally.situations, this.#tracker.size);
  }

  async #observed(created: S): Promise<readonly Seen[]> {
    const observation = await this.#ask("observe", s => s.observe(created));
    this.#throwFailure();
    return seenOf(this.#setting.watched, observation);
  }

  #noteTasks(): void {
    const report = this.#scheduler.report();
    const done = report.length - this.#scheduler.count();
    for (const { label, metadata, status } of report.slice(this.#tasks, done)) {
      if (metadata !== OURS) this.#events.push({ kind: "task", label, status });
    }
    this.#tasks = done;
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

  /** The error with the story of the run. */
  #told(error: unknown): unknown {
    if (error instanceof TooLong) {
      this.#tally.waits++;
      return new Nonconformance(runStory(this.#events, error.message));
    }
    if (!(error instanceof AdapterFault)) return error;
    return new AdapterFault(runStory(this.#events, error.message), { cause: error.cause });
  }
}

/** Marks our own tasks in the scheduler's report. */
const OURS = Object.freeze({ by: "migcheck" });
