// The rows of a machine: those of its states, then the machine-wide ones written out for the states they hold in. Ids count
// switched-off rows too, so that they do not move with a constant.

import type { Row } from "../model/model.ts";
import type { OnTree, RowTree, StateTree } from "../model/tree.ts";
import { causeOf, type Received } from "./cause.ts";
import { type Context, type MachineInfo, report } from "./context.ts";
import { resolveRow } from "./row.ts";
import { existingRows } from "./switch.ts";

interface Group {
  /** For ids: `cancel`, `always`, `after late`. */
  readonly label: string;
  readonly received: Received | undefined;
  readonly rows: readonly RowTree[];
}

interface Owner {
  readonly machine: MachineInfo;
  /** The state's name, or `*`. */
  readonly state: string;
  readonly wide: boolean;
  /** Where the rows for a cause stand. */
  from(received: Received): readonly number[];
}

const ALWAYS: Received = { cause: { kind: "always" } };
/** Of rows whose cause has an error: they are looked at, and then left out. */
const BROKEN: Received = { ...ALWAYS, message: "broken" };

/** All rows that exist. Rows of final states are a finding and do not. */
export function resolveRows(context: Context, machine: MachineInfo): Row[] {
  const own = machine.states.flatMap((state, i) => {
    const owner: Owner = { machine, state: state.name.text, wide: false, from: () => [i] };
    const rows = groupsOf(context, machine, state).flatMap(g => group(context, g, owner));
    return state.type === "final" ? refused(context, state, rows) : rows;
  });
  const wide: Owner = {
    machine,
    state: "*",
    wide: true,
    from: received => openStates(machine, received),
  };
  const { on, always } = machine.tree;
  const groups = groupsOf(context, machine, { on, always, after: [] });
  return [...own, ...groups.flatMap(g => group(context, g, wide))];
}

function groupsOf(
  context: Context,
  machine: MachineInfo,
  of: Pick<StateTree, "on" | "always" | "after">,
): Group[] {
  const on = of.on.map(each => ({
    label: each.key.text,
    received: alive(context, each) ? causeOf(context, each.key, machine.name) : undefined,
    rows: each.rows,
  }));
  const after = of.after.map(({ key, rows }) => ({
    label: `after ${key.text}`,
    received: { cause: { kind: "timeout", name: key.text } } as const,
    rows,
  }));
  return [...on, ...after, { label: "always", received: ALWAYS, rows: of.always }];
}

/** Has the key a row that is not switched off? */
function alive(context: Context, on: OnTree): boolean {
  return existingRows(context, on.rows).length > 0;
}

function group(context: Context, { label, received, rows }: Group, owner: Owner): Row[] {
  const cause = received ?? BROKEN;
  const found = existingRows(context, rows).map(({ row, number }) =>
    resolveRow(context, row, {
      machine: owner.machine,
      id: `${owner.machine.name}/${owner.state}/${label}/${number}`,
      from: received ? owner.from(received) : [],
      wide: owner.wide,
      received: cause,
    }),
  );
  return received ? found : [];
}

/** A machine-wide row stands where the machine has not ended and the state does not say `ignore` or `refuse`. */
function openStates(machine: MachineInfo, { cause }: Received): number[] {
  const trigger = cause.kind === "trigger" ? cause.trigger : undefined;
  return machine.states.flatMap((state, i) => {
    if (state.type === "final") return [];
    const said = [...state.ignore, ...state.refuse].some(word => word.text === trigger);
    return said ? [] : [i];
  });
}

function refused(context: Context, state: StateTree, rows: readonly Row[]): [] {
  if (rows.length === 0) return [];
  const message = `'${state.name.text}' is final, so its ${rows.length === 1 ? "row never fires" : "rows never fire"}`;
  report(
    context,
    "final-with-way-out",
    { message, span: state.name.span },
    {
      severity: "warning",
      notes: rows.slice(0, 3).map(row => ({ message: "a way out is here", span: row.span })),
      fix: "remove 'type: final', or the rows",
    },
  );
  return [];
}
