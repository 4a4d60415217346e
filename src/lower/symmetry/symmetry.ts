// Finds the replicas of a program that may be exchanged. What might name a replica is proposed (sorts.ts), and each
// proposal is proven on the program (verify.ts); what cannot be proven is not used, and why is said in words.
// Numbers that are in no sure relation to an index, such as a `turn` that is only given constants, are tried both ways.

import { Bug } from "../../base/bug.ts";
import type { Span } from "../../base/source.ts";
import type { Model } from "../../model/model.ts";
import type { Check, MessageCodes, Program } from "../../model/program.ts";
import {
  type Coordinate,
  type Family,
  type Naming,
  NO_NAME,
  type SlotNaming,
  type Symmetry,
  tangledFamilies,
} from "../../model/symmetry.ts";
import { bounds } from "../../model/types.ts";
import { buildTable, type Table } from "../table.ts";
import { evidenceOf } from "./evidence.ts";
import { Sorts } from "./sorts.ts";
import { type Claim, type Difference, verifyExchange } from "./verify.ts";

/** Why the replicas of some machines cannot be exchanged. */
export interface Unequal {
  readonly machines: readonly string[];
  readonly message: string;
  readonly span?: Span | undefined;
}

export interface FoundSymmetry {
  /** Undefined where no replicas can be exchanged. */
  readonly symmetry?: Symmetry | undefined;
  readonly unequal: readonly Unequal[];
}

/** Numbers tried both ways in all combinations; of more, all or one of them. */
const MOST_COMBINED = 5;
/** Orders of replicas that are tried where pairs of them are remembered. */
const MOST_ORDERS = 720;

/** The symmetry of the program; `model` is what it was lowered from. */
export function findSymmetry(model: Model, program: Program): FoundSymmetry {
  const live = program.checks.find(c => c.meaning.by === "liveness");
  if (live) return { unequal: [livenessOf(live)] };
  const table = buildTable(model);
  if (table.slots.length !== program.slots.length) throw new Bug("a program of another model");
  const sorts = new Sorts(program, table);
  const proven: Proven[] = [];
  const unequal: Unequal[] = [];
  for (const shape of shapesOf(sorts, table)) {
    const found = provenBy(sorts, shape, model);
    if ("message" in found) unequal.push(found);
    else proven.push(found);
  }
  const joined = joinedOf(sorts, proven, program);
  if (!joined) return { unequal };
  const orders = tangledOrders(joined);
  if (orders <= MOST_ORDERS) return { symmetry: joined, unequal };
  const machines = joined.families.flatMap(f => f.machines);
  const message = `something is remembered of pairs of replicas of ${machines.join(", ")}, and they have ${orders} orders: more than ${MOST_ORDERS}`;
  return { unequal: [...unequal, { machines, message }] };
}

/** A run that is fair on the whole space need not be one on the orbits. */
function livenessOf({ property, span }: Check): Unequal {
  const message = `property '${property}' is about whole runs, and those are not looked for among exchanged replicas`;
  return { machines: [], message, span };
}

// ---------------------------------------------------------------- families

interface Shape {
  /** Roots of sorts that surely name its replicas, if anything does. */
  readonly roots: ReadonlySet<number>;
  readonly machines: readonly string[];
  /** 0 where the machines differ in it. */
  readonly size: number;
  readonly low: number;
  readonly agents: Family["agents"];
}

interface Proven {
  readonly shape: Shape;
  /** Roots of the sorts that name its replicas. */
  readonly roots: ReadonlySet<number>;
  readonly commands: readonly Int32Array[];
}

/** The replicated machines; those that something speaks of alike are one shape. */
function shapesOf(sorts: Sorts, table: Table): Shape[] {
  let shapes: Shape[] = [];
  for (const { name, replicas } of table.model.machines) {
    const sort = sorts.machines.get(name);
    if (sort === undefined || !replicas) continue;
    const { low, high } = bounds(replicas);
    const agents = table.instances.filter(i => i.machine.name === name).map(i => i.agent);
    const alone = { machines: [name], size: high - low + 1, low, agents: [agents] };
    const shown = shownBy(sorts, agents).filter(root => fits(sorts, root, alone));
    const shape = { ...alone, roots: new Set([sorts.root(sort), ...shown]) };
    const meets = (other: Shape) => [...other.roots].some(root => shape.roots.has(root));
    shapes = [...shapes.filter(s => !meets(s)), shapes.filter(meets).reduce(together, shape)];
  }
  return shapes.filter(s => s.size !== 1);
}

function shownBy(sorts: Sorts, [first, second]: readonly number[]): readonly number[] {
  return first === undefined || second === undefined ? [] : [...evidenceOf(sorts, first, second)];
}

function together(b: Shape, a: Shape): Shape {
  return {
    roots: new Set([...a.roots, ...b.roots]),
    machines: [...a.machines, ...b.machines],
    size: a.size === b.size && a.low === b.low ? a.size : 0,
    low: a.low,
    agents: [...a.agents, ...b.agents],
  };
}

/** Can the numbers name every replica. */
function fits(sorts: Sorts, root: number, shape: Pick<Shape, "low" | "size">): boolean {
  const { kind, low, high } = sorts.facts(root);
  if (kind !== "number" || low === undefined || high === undefined) return false;
  return low <= shape.low && high >= shape.low + shape.size - 1;
}

function provenBy(sorts: Sorts, shape: Shape, model: Model): Proven | Unequal {
  const { program } = sorts;
  const { machines } = shape;
  const names = machines.join(", ");
  if (shape.size === 0) {
    return {
      machines,
      message: `${names} are indexed alike but have different numbers of replicas`,
    };
  }
  let first: Difference | undefined;
  for (const roots of proposals(sorts, shape)) {
    const claim = claimOf(sorts, [{ shape, roots }], program);
    const commands = exchanges(claim, shape.size);
    if (Array.isArray(commands)) return { shape, roots, commands };
    first ??= commands;
  }
  const said = saidOf(first, names, program);
  return { machines, message: said.message, span: said.span ?? declaredAt(first, model) };
}

function exchanges(claim: Claim, size: number): Int32Array[] | Difference {
  const commands: Int32Array[] = [];
  for (let k = 0; k + 1 < size; k++) {
    const images = verifyExchange(claim, 0, k);
    if (!(images instanceof Int32Array)) return images;
    commands.push(images);
  }
  return commands;
}

function saidOf(
  difference: Difference | undefined,
  names: string,
  program: Program,
): Pick<Unequal, "message" | "span"> {
  const { what, why, command, property } = difference ?? { what: "the table" };
  const message = `the replicas of ${names} are not alike: ${what} tells one from another${why ? ` (${why})` : ""}`;
  const span =
    program.commands[command ?? -1]?.span ??
    program.checks.find(c => c.property === property)?.span;
  return { message, span };
}

/** Where the variable is declared whose values are the difference. */
function declaredAt(difference: Difference | undefined, { variables }: Model): Span | undefined {
  const id = difference?.slot?.replaceAll(/\[[^\]]*\]/g, "");
  return variables.find(v => v.id === id)?.span;
}

/** What surely names replicas; then also with some of the other numbers that could. */
function* proposals(sorts: Sorts, shape: Shape): Generator<ReadonlySet<number>> {
  yield shape.roots;
  const machines = new Set([...sorts.machines.values()].map(s => sorts.root(s)));
  const taken = (root: number) => machines.has(root) || shape.roots.has(root);
  const open = sorts.numbers().filter(root => !taken(root) && fits(sorts, root, shape));
  if (open.length > MOST_COMBINED) {
    for (const root of open) yield new Set([...shape.roots, root]);
    yield new Set([...shape.roots, ...open]);
    return;
  }
  for (let mask = 1; mask < 2 ** open.length; mask++) {
    yield new Set([...shape.roots, ...open.filter((_, i) => (mask >> i) & 1)]);
  }
}

// ---------------------------------------------------------------- what names what

interface Proposed {
  readonly shape: Shape;
  readonly roots: ReadonlySet<number>;
}

function claimOf(sorts: Sorts, proposed: readonly Proposed[], program: Program): Claim {
  const naming = namer(sorts, proposed);
  const families = proposed.map(({ shape }) => ({ ...shape, commands: [] }));
  const slots = program.slots.map((_, slot) => slotNaming(sorts, slot, naming));
  const arrays = sorts.layouts.map(({ base, dimensions }) => ({
    base,
    sizes: dimensions.map(d => d.size),
    names: dimensions.map(d => indexNaming(naming(d.sort))),
  }));
  const params = sorts.params.map(list => list.map(naming));
  const temps = sorts.temps.map(list => list.map(naming));
  return { program, arrays, temps, symmetry: { families, slots, params } };
}

/** What the values of a sort name. */
function namer(sorts: Sorts, proposed: readonly Proposed[]): (sort: number) => Naming {
  const familyOf = (sort: number) => proposed.findIndex(p => p.roots.has(sorts.root(sort)));
  const naming = (sort: number): Naming => {
    const { kind, member, low = 0, codes, fields } = sorts.facts(sort);
    if (kind === "holder") return { kind };
    if (kind === "message") {
      return messageNaming(codes, fields?.map(list => list.map(naming)) ?? []);
    }
    const family = familyOf(kind === "set" ? (member ?? sort) : sort);
    const shape = proposed[family]?.shape;
    if (!shape) return NO_NAME;
    if (kind === "set") return { kind: "replicas", family, shift: shape.low - low };
    return { kind: "replica", family, low: shape.low };
  };
  return naming;
}

function messageNaming(
  codes: MessageCodes | undefined,
  fields: readonly (readonly Naming[])[],
): Naming {
  const named = fields.some(list => list.some(n => n.kind !== "none"));
  return named && codes ? { kind: "message", codes, fields } : NO_NAME;
}

/** Indexes count from 0. */
function indexNaming(naming: Naming): Naming {
  return naming.kind === "replica" ? { ...naming, low: 0 } : naming;
}

function slotNaming(sorts: Sorts, slot: number, naming: (sort: number) => Naming): SlotNaming {
  const layout = sorts.layouts[slot];
  if (!layout) return { coordinates: [], value: NO_NAME };
  const coordinates: Coordinate[] = [];
  let stride = 1;
  for (const { size, sort } of layout.dimensions.toReversed()) {
    const named = naming(sort);
    const replica = Math.floor((slot - layout.base) / stride) % size;
    if (named.kind === "replica") coordinates.push({ family: named.family, replica, stride });
    stride *= size;
  }
  return { coordinates, value: naming(layout.value) };
}

/** All families together. A number that names replicas of two of them names none surely: then only the first is kept. */
function joinedOf(sorts: Sorts, proven: readonly Proven[], program: Program): Symmetry | undefined {
  const kept: Proven[] = [];
  for (const each of proven) {
    const clash = kept.some(k => [...k.roots].some(root => each.roots.has(root)));
    if (!clash) kept.push(each);
  }
  if (kept.length === 0) return;
  const { symmetry } = claimOf(sorts, kept, program);
  const families = kept.map(({ shape: { machines, size, agents }, commands }) => ({
    machines,
    size,
    agents,
    commands,
  }));
  return { ...symmetry, families };
}

/** How many orders have to be tried of replicas of which pairs are remembered; 1 where sorting is enough. */
function tangledOrders({ families, slots }: Symmetry): number {
  const tangled = new Set(slots.flatMap(slot => tangledFamilies(slot, families.length)));
  return families.reduce((n, { size }, f) => (tangled.has(f) ? n * factorial(size) : n), 1);
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
