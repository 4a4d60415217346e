// The reachable graph for pictures: whole where it is small, else projected to where the machines are,
// so that all states with the same machine states become one node. Nodes are in order of discovery,
// edges in order of their ends, labels sorted: the same program gives the same picture.

import type { Edges, Outcome } from "../model/outcome.ts";
import type { Program } from "../model/program.ts";
import type { StateGraph } from "../model/result.ts";
import { showSlot } from "../model/show-slot.ts";
import type { Stepper } from "../model/stepper.ts";
import { Actions } from "./actions.ts";

/** How large a graph may be. */
export interface GraphLimits {
  /** States that are drawn one by one. */
  readonly largest: number;
  /** Nodes of a projection. */
  readonly nodes?: number | undefined;
  /** States of which a projection is still made; their edges cost as much as exploring. */
  readonly states?: number | undefined;
}

/** The graph of a complete outcome; undefined where there is none worth drawing. */
export function stateGraph(
  outcome: Outcome,
  { program }: Stepper,
  limits: GraphLimits = { largest: 60 },
): StateGraph | undefined {
  if (!outcome.complete || outcome.states === 0) return;
  const projected = outcome.states > limits.largest;
  if (projected && outcome.states > (limits.states ?? 1_000_000)) return;
  const slots = shownSlots(program, projected);
  if (slots.length === 0) return;
  const edges = outcome.edges?.();
  if (edges === undefined || typeof edges === "string") return;
  const most = projected ? (limits.nodes ?? 200) : limits.largest;
  const nodes = gatherNodes(outcome, program, slots, most);
  return {
    projected,
    variables: slots.map(slot => program.slots[slot]?.name ?? ""),
    nodes: nodes.list,
    edges: gatherEdges(edges, program, nodes.of, projected),
    cut: nodes.cut,
  };
}

/** The machines' states, or everything that can change at all. */
function shownSlots(program: Program, projected: boolean): number[] {
  return program.slots.flatMap((slot, index) => {
    const shown = projected ? slot.role === "state" : slot.low < slot.high;
    return shown ? [index] : [];
  });
}

interface Nodes {
  readonly list: { values: string[]; initial: boolean; states: number }[];
  /** By state: its node, or -1 where the graph was cut. */
  readonly of: Int32Array;
  readonly cut: boolean;
}

function gatherNodes(
  { space, initial }: Outcome,
  program: Program,
  slots: readonly number[],
  most: number,
): Nodes {
  const numbers = new Map<string, number>();
  const list: Nodes["list"] = [];
  const of = new Int32Array(space.count).fill(-1);
  const state = new Int32Array(program.slots.length);
  let cut = false;
  for (let at = 0; at < space.count; at++) {
    space.read(at, state);
    const key = slots.map(slot => state[slot]).join(" ");
    let node = numbers.get(key);
    if (node === undefined && list.length < most) {
      const values = slots.map(slot => showSlot(program, slot, state[slot] as number));
      node = list.push({ values, initial: at < initial, states: 0 }) - 1;
      numbers.set(key, node);
    }
    const entry = node === undefined ? undefined : list[node];
    if (entry) entry.states++;
    else cut = true;
    of[at] = node ?? -1;
  }
  return { list, of, cut };
}

function gatherEdges(
  { first, targets, actions }: Edges,
  { commands }: Program,
  nodeOf: Int32Array,
  projected: boolean,
): StateGraph["edges"] {
  const labels = new Map<number, Set<number>>();
  for (let at = 0; at < nodeOf.length; at++) {
    const from = nodeOf[at] as number;
    const end = from < 0 ? 0 : (first[at + 1] as number);
    for (let e = first[at] as number; e < end; e++) {
      const to = nodeOf[targets[e] as number] ?? -1;
      if (to < 0 || (projected && to === from)) continue;
      const key = from * 2 ** 26 + to;
      const known = labels.get(key);
      if (known) known.add(actions[e] as number);
      else labels.set(key, new Set([actions[e] as number]));
    }
  }
  const numbers = new Actions({ commands });
  const names = (of: ReadonlySet<number> = new Set()) =>
    [...new Set([...of].map(action => commands[numbers.commandOf(action)]?.name ?? ""))].sort();
  const keys = [...labels.keys()].sort((a, b) => a - b);
  return keys.map(key => ({
    from: Math.floor(key / 2 ** 26),
    to: key % 2 ** 26,
    labels: names(labels.get(key)),
  }));
}
