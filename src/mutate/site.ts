// Where a tree can be changed: every row of every machine, with its place and the tree that has other rows there, or none.
// Ids are those of resolve's rows (machine, state or *, cause, number), so that a site can be asked whether its row exists
// under a setting.

import type { MachineTree, OnTree, RowTree, StateTree, Tree } from "../model/tree.ts";

/** What makes a row fire, as the tree has it. */
export type SiteCause =
  | { readonly kind: "trigger" | "message" | "timeout"; readonly name: string }
  | { readonly kind: "always" };

/** One row and where it stands. */
export interface Site {
  /** `thread/parked/always/1`. */
  readonly id: string;
  readonly tree: Tree;
  readonly machine: MachineTree;
  /** Undefined: machine-wide. */
  readonly state: StateTree | undefined;
  readonly cause: SiteCause;
  readonly row: RowTree;
  /** The tree with these rows in its place. */
  readonly replace: (rows: readonly RowTree[]) => Tree;
}

/** The rows of a state or of a whole machine. */
interface Holder {
  readonly on: readonly OnTree[];
  readonly after: readonly OnTree[];
  readonly always: readonly RowTree[];
}

interface Group {
  readonly label: string;
  readonly cause: SiteCause;
  readonly rows: readonly RowTree[];
  readonly put: (rows: readonly RowTree[]) => Holder;
}

/** All rows in the order of the tree. */
export function sitesOf(tree: Tree): Site[] {
  const messages = messagesOf(tree);
  return tree.machines.flatMap((machine, m) => {
    const put = (changed: MachineTree): Tree => ({
      ...tree,
      machines: tree.machines.with(m, changed),
    });
    const sites = (state: StateTree | undefined, holder: Holder, back: (h: Holder) => Tree) =>
      groupsOf(holder, messages).flatMap(group =>
        group.rows.map((row, i) => ({
          id: `${machine.name.text}/${state?.name.text ?? "*"}/${group.label}/${i + 1}`,
          tree,
          machine,
          state,
          cause: group.cause,
          row,
          replace: (rows: readonly RowTree[]) =>
            back(group.put([...group.rows.slice(0, i), ...rows, ...group.rows.slice(i + 1)])),
        })),
      );
    const own = machine.states.flatMap((state, s) =>
      sites(state, state, ({ on, after, always }) =>
        put({ ...machine, states: machine.states.with(s, { ...state, on, after, always }) }),
      ),
    );
    const wide = sites(undefined, { ...machine, after: [] }, ({ on, always }) =>
      put({ ...machine, on, always }),
    );
    return [...own, ...wide];
  });
}

/** `ping` and `wire.ping`. */
function messagesOf(tree: Tree): Set<string> {
  const names = tree.channels.flatMap(({ name, messages }) =>
    messages.flatMap(m => [m.name.text, `${name.text}.${m.name.text}`]),
  );
  return new Set(names);
}

function groupsOf({ on, after, always }: Holder, messages: ReadonlySet<string>): Group[] {
  return [
    ...on.map(({ key, rows }, i) => ({
      label: key.text,
      cause: { kind: messages.has(key.text) ? "message" : "trigger", name: key.text } as const,
      rows,
      put: (changed: readonly RowTree[]) => ({ on: withRows(on, i, changed), after, always }),
    })),
    ...after.map(({ key, rows }, i) => ({
      label: `after ${key.text}`,
      cause: { kind: "timeout", name: key.text } as const,
      rows,
      put: (changed: readonly RowTree[]) => ({ on, after: withRows(after, i, changed), always }),
    })),
    {
      label: "always",
      cause: { kind: "always" },
      rows: always,
      put: changed => ({ on, after, always: changed }),
    },
  ];
}

/** A key without rows goes with them. */
function withRows(list: readonly OnTree[], at: number, rows: readonly RowTree[]): OnTree[] {
  return list.flatMap((each, i) => {
    if (i !== at) return [each];
    return rows.length === 0 ? [] : [{ ...each, rows }];
  });
}
