// Which slots each variable, machine, channel, lock and budget of the model became. Replicas and
// array elements stand side by side, so that `base + index` finds them.

import { Bug } from "../base/bug.ts";
import type { Channel, Machine, Model, Row, Variable, Waitable } from "../model/model.ts";
import type { Agent, MessageCodes, Role, Show, Slot } from "../model/program.ts";
import {
  bounds,
  type IndexType,
  type ScalarType,
  scalarOf,
  showValue,
  sizeOf,
  type Type,
  widthOf,
} from "../model/types.ts";
import { codesOf } from "./codes.ts";
import { carriedChoices, carriesMessage, owes } from "./mentions.ts";

/** One running copy of a machine. */
export interface Instance {
  readonly machine: Machine;
  /** Index into Program.agents. */
  readonly agent: number;
  readonly name: string;
  /** The value of `self`; 0 where the machine is not replicated. */
  readonly self: number;
  /** From 0, within the machine. */
  readonly replica: number;
}

/** Slots side by side; replica r of a local variable starts at `base + r * width`. */
export interface Block {
  readonly base: number;
  readonly width: number;
}

export interface Table {
  readonly model: Model;
  readonly slots: readonly Slot[];
  /** By slot, the values it may start with. */
  readonly initial: readonly (readonly number[])[];
  readonly instances: readonly Instance[];
  readonly agents: readonly Agent[];
  /** `variable:ID`, `state:MACHINE`, `step:MACHINE`, `timer:ROW`, `carry:...`, `channel:NAME`, `wait:NAME`, `debt:NAME:AGENT`, `left:NAME`, `observer:NAME`. */
  readonly blocks: ReadonlyMap<string, Block>;
  readonly codes: ReadonlyMap<string, MessageCodes>;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly machines: ReadonlyMap<string, Machine>;
  readonly channels: ReadonlyMap<string, Channel>;
  /** The number that the step slot has before step 2 of the row. */
  readonly firstStep: ReadonlyMap<string, number>;
}

/** The block of a key, which must exist. */
export function blockOf(table: Table, key: string): Block {
  const block = table.blocks.get(key);
  if (!block) throw new Bug(`no slots for ${key}`);
  return block;
}

export function instancesOf(table: Table, machine: string): readonly Instance[] {
  return table.instances.filter(i => i.machine.name === machine);
}

/** The block of a debt that is a machine's own. */
export function debtKey(debt: string, agent: number): string {
  return `debt:${debt}:${agent}`;
}

/** The slot of an instance's state (or step, timer, carry). */
export function slotOf(table: Table, key: string, instance: Instance): number {
  const block = blockOf(table, key);
  return block.base + instance.replica * block.width;
}

export function buildTable(model: Model): Table {
  const builder = new Builder(model);
  for (const variable of model.variables.filter(v => !v.machine)) builder.variable(variable);
  for (const machine of model.machines) builder.machine(machine);
  for (const channel of model.channels) builder.channel(channel);
  builder.waitables();
  builder.budgets();
  for (const observer of model.observers) {
    const type: ScalarType = { kind: "enum", name: observer.name, values: observer.states };
    const show: Show = { kind: "scalar", type };
    builder.block(`observer:${observer.name}`, 1);
    builder.slot(observer.name, bounds(type), {
      show,
      role: "observer",
      initial: [observer.initial],
    });
  }
  return builder.table();
}

const NUMBER: Show = { kind: "scalar", type: { kind: "int", low: 0, high: 0 } };

interface Range {
  readonly low: number;
  readonly high: number;
}

interface What {
  readonly show: Show;
  readonly role: Role;
  readonly initial: readonly number[];
  readonly rows?: readonly number[];
}

class Builder {
  private readonly model: Model;
  private readonly slots: Slot[] = [];
  private readonly initial: (readonly number[])[] = [];
  private readonly instances: Instance[] = [];
  private readonly agents: Agent[] = [];
  private readonly blocks = new Map<string, Block>();
  private readonly codes = new Map<string, MessageCodes>();
  private readonly firstStep = new Map<string, number>();
  private readonly rowNumbers: ReadonlyMap<string, number>;
  private readonly named = new Map<string, number>();
  private agent: number | undefined;

  constructor(model: Model) {
    this.model = model;
    const rows = model.machines.flatMap(m => m.rows);
    this.rowNumbers = new Map(rows.map(({ id }, number) => [id, number]));
    for (const channel of model.channels) this.codes.set(channel.name, codesOf(channel));
  }

  block(key: string, width: number): void {
    this.blocks.set(key, { base: this.slots.length, width });
  }

  slot(name: string, range: Range, what: What): void {
    const agent = this.agent === undefined ? {} : { agent: this.agent };
    const { initial, ...shown } = what;
    this.slots.push({ name: this.unique(name), ...range, ...shown, ...agent });
    this.initial.push(initial);
  }

  /** Two rows may both carry a parameter `r`. */
  private unique(name: string): string {
    const count = (this.named.get(name) ?? 0) + 1;
    this.named.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  }

  variable(variable: Variable): void {
    this.block(`variable:${variable.id}`, widthOf(variable.type));
    this.elements(variable, variable.id);
  }

  private elements(variable: Variable, name: string): void {
    const type = scalarOf(variable.type);
    elementNames(name, variable.type).forEach((each, i) => {
      const initial = variable.initial[i] ?? [];
      this.slot(each, bounds(type), { show: { kind: "scalar", type }, role: "variable", initial });
    });
  }

  machine(machine: Machine): void {
    const first = this.slots.length;
    const copies = replicasOf(machine).map(({ name, self }, replica) => {
      const instance = { machine, agent: this.agents.length, name, self, replica };
      this.instances.push(instance);
      const process = machine.process ? { process: machine.process } : {};
      this.agents.push({ name, machine: machine.name, state: first + replica, ...process });
      return instance;
    });
    const state: Show = { kind: "scalar", type: machine.stateType };
    this.each(`state:${machine.name}`, copies, c =>
      this.slot(`${c.name}.state`, bounds(machine.stateType), {
        show: state,
        role: "state",
        initial: machine.initial,
      }),
    );
    this.steps(machine, copies);
    for (const row of machine.rows) this.carried(row, copies);
    for (const row of machine.rows.filter(isTimer)) this.timer(row, copies);
    for (const variable of this.model.variables.filter(v => v.machine === machine.name)) {
      this.block(`variable:${variable.id}`, widthOf(variable.type));
      this.within(copies, c => this.elements(variable, `${c.name}.${variable.name}`));
    }
  }

  private steps(machine: Machine, copies: readonly Instance[]): void {
    const rows: number[] = [];
    for (const row of machine.rows) {
      this.firstStep.set(row.id, rows.length + 1);
      rows.push(...row.steps.slice(1).map(() => this.rowNumber(row)));
    }
    const count = rows.length;
    if (count === 0) return;
    this.each(`step:${machine.name}`, copies, c =>
      this.slot(
        `${c.name}.step`,
        { low: 0, high: count },
        { show: NUMBER, role: "step", initial: [0], rows },
      ),
    );
  }

  /** What a row's later steps still need of its parameters and its message. */
  private carried(row: Row, copies: readonly Instance[]): void {
    const rows = [this.rowNumber(row)];
    for (const choice of carriedChoices(row)) {
      const show: Show = { kind: "scalar", type: choice.type };
      const range = bounds(choice.type);
      this.each(`carry:${choice.binder}`, copies, c =>
        this.slot(`${c.name}.${choice.name}`, range, {
          show,
          role: "variable",
          initial: [range.low],
          rows,
        }),
      );
    }
    if (row.cause.kind !== "message" || !carriesMessage(row)) return;
    const codes = this.codesOf(row.cause.channel);
    const range = { low: 0, high: codes.end - 1 };
    this.each(`carry:${row.id}`, copies, c =>
      this.slot(`${c.name}.message`, range, {
        show: { kind: "message", codes },
        role: "variable",
        initial: [0],
        rows,
      }),
    );
  }

  private timer(row: Row, copies: readonly Instance[]): void {
    const label = row.cause.kind === "timeout" ? row.cause.name : row.id;
    const armed = [...new Set(copies[0]?.machine.initial.map(s => (row.from.includes(s) ? 1 : 0)))];
    this.each(`timer:${row.id}`, copies, c =>
      this.slot(
        `${c.name}.after-${label}`,
        { low: 0, high: 1 },
        { show: NUMBER, role: "timer", initial: armed.sort(), rows: [this.rowNumber(row)] },
      ),
    );
  }

  private rowNumber({ id }: Row): number {
    return this.rowNumbers.get(id) as number;
  }

  private each(key: string, copies: readonly Instance[], make: (copy: Instance) => void): void {
    this.block(key, 1);
    this.within(copies, make);
  }

  private within(copies: readonly Instance[], make: (copy: Instance) => void): void {
    for (const copy of copies) {
      this.agent = copy.agent;
      make(copy);
    }
    this.agent = undefined;
  }

  channel(channel: Channel): void {
    const codes = this.codesOf(channel.name);
    this.block(`channel:${channel.name}`, channel.capacity);
    for (let i = 0; i < channel.capacity; i++) {
      const name = channel.capacity === 1 ? channel.name : `${channel.name}[${i}]`;
      this.slot(
        name,
        { low: 0, high: codes.end - 1 },
        { show: { kind: "message", codes }, role: "channel", initial: [0] },
      );
    }
  }

  waitables(): void {
    for (const waitable of this.model.waitables) {
      if (waitable.kind === "debt" && !waitable.shared) {
        this.debts(waitable);
        continue;
      }
      this.block(`wait:${waitable.name}`, 1);
      const holders = { low: 0, high: this.agents.length };
      const held = waitable.kind === "lock" || waitable.kind === "debt";
      const range = held ? holders : { low: 0, high: waitable.max };
      const flag: Show = { kind: "scalar", type: { kind: "bool" } };
      const holder: Show = { kind: "holder" };
      const show = { lock: holder, debt: holder, semaphore: NUMBER, "level-event": flag }[
        waitable.kind
      ];
      for (const name of indexNames(waitable.name, waitable.by)) {
        this.slot(name, range, { show, role: waitable.kind, initial: [waitable.initial] });
      }
    }
  }

  /** One for each machine instance that takes or gives it. */
  private debts({ name, by }: Waitable): void {
    const show: Show = { kind: "scalar", type: { kind: "bool" } };
    for (const { machine, agent, name: owner } of this.instances) {
      if (!owes(machine, name)) continue;
      this.agent = agent;
      this.block(debtKey(name, agent), 1);
      for (const each of indexNames(`${owner}.${name}`, by))
        this.slot(each, { low: 0, high: 1 }, { show, role: "debt", initial: [0] });
      this.agent = undefined;
    }
  }

  budgets(): void {
    for (const t of this.model.triggers)
      if (t.times !== undefined) this.budget(`${t.name}.left`, t.times);
    for (const p of this.model.processes)
      if (p.crashes > 0) this.budget(`${p.name}.crashes-left`, p.crashes);
    for (const c of this.model.channels) {
      if (c.losses > 0) this.budget(`${c.name}.losses-left`, c.losses);
      if (c.duplicates > 0) this.budget(`${c.name}.duplicates-left`, c.duplicates);
    }
  }

  private budget(name: string, times: number): void {
    this.block(`left:${name}`, 1);
    this.slot(name, { low: 0, high: times }, { show: NUMBER, role: "budget", initial: [times] });
  }

  private codesOf(channel: string): MessageCodes {
    const codes = this.codes.get(channel);
    if (!codes) throw new Bug(`no channel ${channel}`);
    return codes;
  }

  table(): Table {
    const { model, slots, initial, instances, agents, blocks, codes, firstStep } = this;
    return {
      model,
      slots,
      initial,
      instances,
      agents,
      blocks,
      codes,
      firstStep,
      variables: new Map(model.variables.map(v => [v.id, v])),
      machines: new Map(model.machines.map(m => [m.name, m])),
      channels: new Map(model.channels.map(c => [c.name, c])),
    };
  }
}

/** A timeout without target fires once for each entry, which takes a bit of memory. */
export function isTimer(row: Row): boolean {
  return row.cause.kind === "timeout" && row.target === undefined;
}

function replicasOf(machine: Machine): { name: string; self: number }[] {
  const type = machine.replicas;
  if (!type) return [{ name: machine.name, self: 0 }];
  const { low } = bounds(type);
  return indexNames(machine.name, type).map((name, i) => ({ name, self: low + i }));
}

function indexNames(name: string, by: IndexType | undefined): string[] {
  if (!by) return [name];
  const { low } = bounds(by);
  return Array.from({ length: sizeOf(by) }, (_, i) => `${name}[${showValue(by, low + i)}]`);
}

function elementNames(name: string, type: Type): string[] {
  if (type.kind !== "array") return [name];
  return indexNames(name, type.by).flatMap(each => elementNames(each, type.of));
}
