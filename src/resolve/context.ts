// What the files of this stage share: the declared names, what each of them resolves to (on demand, so that the order
// in the text does not matter), the list of diagnostics, and who uses what. Filled in by resolve.ts.

import {
  type Diagnostic,
  type DiagnosticExtras,
  diagnostic,
  type Note,
} from "../base/diagnostic.ts";
import { didYouMean, nearest } from "../base/nearest.ts";
import type { Span } from "../base/source.ts";
import type { Expr } from "../model/expression.ts";
import type {
  Channel,
  Constant,
  EventType,
  MessageType,
  Observer,
  Waitable,
} from "../model/model.ts";
import type { Settings } from "../model/settings.ts";
import type { Syntax, Word } from "../model/syntax.ts";
import type {
  ChannelTree,
  ConstantTree,
  DefineTree,
  MachineTree,
  SetTree,
  StateTree,
  Tree,
  TypeTree,
  VariableTree,
  WaitableTree,
} from "../model/tree.ts";
import type { EnumType, IndexType, ScalarType, Type } from "../model/types.ts";
import type { ResolveCode } from "./codes.ts";

/** What a name in an expression can stand for: one namespace. */
export type Entity =
  | { readonly kind: "constant"; readonly tree: ConstantTree }
  | { readonly kind: "type"; readonly tree: TypeTree }
  | { readonly kind: "set"; readonly tree: SetTree }
  | { readonly kind: "define"; readonly tree: DefineTree }
  | { readonly kind: "variable"; readonly tree: VariableTree }
  | { readonly kind: "waitable"; readonly tree: WaitableTree }
  | { readonly kind: "channel"; readonly tree: ChannelTree }
  | { readonly kind: "machine"; readonly tree: MachineTree };

export interface NamedSet {
  readonly of: EnumType;
  readonly values: readonly number[];
}

/** A variable's head: known before initial values are looked at. */
export interface VariableInfo {
  readonly id: string;
  readonly name: string;
  readonly type: Type;
  readonly machine?: string | undefined;
  readonly tree: VariableTree;
}

/** A machine's head: known before its rows are looked at. */
export interface MachineInfo {
  readonly name: string;
  readonly tree: MachineTree;
  readonly states: readonly StateTree[];
  readonly ordinals: ReadonlyMap<string, number>;
  readonly stateType: EnumType;
  readonly replicas?: IndexType | undefined;
  readonly locals: ReadonlyMap<string, VariableTree>;
}

export interface TriggerInfo {
  readonly name: string;
  readonly times?: number | undefined;
  /** The only machine that may know it. */
  readonly to?: string | undefined;
}

export interface Binder {
  readonly id: string;
  readonly type: IndexType;
}

/** What stands in the place of a definition's parameter. */
export interface Substitute {
  readonly expr: Expr;
}

/** The message that a row receives, and whence. */
export interface ReceivedMessage {
  readonly channel: string;
  readonly message: MessageType;
}

/** Where an expression stands. */
export interface Env {
  readonly binders: ReadonlyMap<string, Binder | Substitute | "broken">;
  readonly machine?: MachineInfo | undefined;
  /** Broken: a message of which the error is known. */
  readonly message?: ReceivedMessage | "broken" | undefined;
  readonly old?: boolean | undefined;
  /** What runs stands on it, though it is no machine's: the guard of a trigger. */
  readonly runs?: boolean | undefined;
  /** What it is, such as `the bound of a range`, where only constants may be used. */
  readonly constant?: string | undefined;
}

/** What names resolve to; each computed once. Undefined: an error that has been reported, or no such name. */
export interface Lookups {
  type(name: string): Type | undefined;
  constant(name: string): Constant | undefined;
  set(name: string): NamedSet | undefined;
  define(name: string): Expr | undefined;
  /** By id: `status`, `sender.seen`. */
  variable(id: string): VariableInfo | undefined;
  waitable(name: string): Waitable | undefined;
  channel(name: string): Channel | undefined;
  machine(name: string): MachineInfo | undefined;
  event(name: string): EventType | undefined;
  observer(name: string): Observer | undefined;
  trigger(name: string): TriggerInfo | undefined;
  crashes(process: string): number | undefined;
  /** An expression, with the type that is expected of it where there is one. */
  expr(syntax: Syntax, env: Env, hint?: ScalarType): Expr | undefined;
}

export interface Removed {
  readonly what: string;
  readonly when: Syntax;
  readonly span: Span;
}

export interface Context extends Lookups {
  /** Without what `when` switched off, once that is known. */
  tree: Tree;
  readonly settings: Settings;
  readonly diagnostics: Diagnostic[];
  readonly entities: Map<string, Entity>;
  /** By name, local names and states as `machine.name`. */
  readonly removed: Map<string, Removed>;
  /** Every name that stands in something switched off: not unused, only not used now. */
  readonly mentioned: Set<string>;
  /** `kind name` of all that is used; variables as `read ID` and `write ID`. */
  readonly used: Set<string>;
  /** `cut`: the expression being typed is nested too deeply; `work`: nodes of definitions with parameters, too many of which are `told`. */
  readonly counters: { binders: number; depth: number; cut: boolean; work: number; told: boolean };
  /** The definitions with parameters that are being written out. */
  readonly open: string[];
}

/** An expression of constants only. */
export function constantEnv(what: string): Env {
  return { binders: new Map(), constant: what };
}

/** An expression of the whole model, such as a property. */
export const SHARED: Env = { binders: new Map() };

/** Where an expression may use one more bound name; of a broken one the error is known already. */
export function bind(env: Env, name: string, binder: Binder | "broken"): Env {
  return { ...env, binders: new Map(env.binders).set(name, binder) };
}

/** Appends an error (or, by `extras`, a finding); gives undefined, so that callers can return it. */
export function report(
  context: Context,
  code: ResolveCode,
  at: { readonly message: string; readonly span?: Span | undefined },
  extras: DiagnosticExtras = {},
): undefined {
  context.diagnostics.push(diagnostic(code, at.message, at.span, extras));
  return undefined;
}

export interface Unknown {
  readonly code: ResolveCode;
  /** `variable`, `state of sender`. */
  readonly what: string;
  readonly word: Word;
  /** The names that would do, with the place of their declaration where there is one. */
  readonly known: ReadonlyMap<string, Span | undefined>;
  /** The key among removed things, where it is not the word itself. */
  readonly key?: string | undefined;
}

/** Is this declared, and the error of its declaration known. */
export function isUnread(context: Context, name: string): boolean {
  return context.tree.unread?.has(name) === true;
}

/** Is something declared of which neither the type nor what it emits is known; the error is. */
export function lacksParts({ tree }: Context): boolean {
  return (tree.unread?.size ?? 0) > 0;
}

/** The error for a name that is not known: what was switched off, or what was probably meant. None where its declaration has one. */
export function reportUnknown(context: Context, unknown: Unknown): undefined {
  const { code, what, word } = unknown;
  if (isUnread(context, word.text)) return undefined;
  const removed = context.removed.get(unknown.key ?? word.text);
  if (removed) return reportRemoved(context, unknown, removed);
  const near = nearest(word.text, unknown.known.keys());
  const at = near === undefined ? undefined : unknown.known.get(near);
  const notes: Note[] = at ? [{ message: `'${near}' is declared here`, span: at }] : [];
  const other = near === undefined ? elsewhere(context, word.text) : [];
  const message = `there is no ${what} '${word.text}'`;
  const fix = minus(word.text, unknown.known) ?? didYouMean(word.text, unknown.known.keys());
  return report(context, code, { message, span: word.span }, { notes: [...notes, ...other], fix });
}

/** A dash belongs to the name, so `n-1` is one name: perhaps a difference was meant. */
function minus(name: string, known: ReadonlyMap<string, Span | undefined>): string | undefined {
  const dash = name.lastIndexOf("-");
  const [left, right] = [name.slice(0, dash), name.slice(dash + 1)];
  if (dash < 1 || !known.has(left) || !(known.has(right) || /^\d+$/.test(right))) return undefined;
  return `a minus needs spaces: '${left} - ${right}'`;
}

function reportRemoved(context: Context, unknown: Unknown, removed: Removed): undefined {
  const { what, word } = unknown;
  const message = `the ${what} '${word.text}' is switched off`;
  const note = { message: "by this 'when', under the present constants", span: removed.when.span };
  return report(
    context,
    "switched-off",
    { message, span: word.span },
    { notes: [note], fix: "give what uses it the same 'when'" },
  );
}

function elsewhere(context: Context, name: string): Note[] {
  const entity = context.entities.get(name);
  if (!entity) return [];
  return [{ message: `'${name}' is a ${describe(entity)}`, span: entity.tree.name.span }];
}

/** What an entity is, in the reader's words. */
export function describe(entity: Entity): string {
  if (entity.kind === "waitable") return entity.tree.kind;
  return entity.kind === "define" ? "definition" : entity.kind;
}

/** The names of one kind, with their places. */
export function namesOf(
  trees: readonly { readonly name: Word }[],
): ReadonlyMap<string, Span | undefined> {
  return new Map(trees.map(t => [t.name.text, t.name.span]));
}

/** Notes that something is used. */
export function use(context: Context, kind: string, name: string): void {
  context.used.add(`${kind} ${name}`);
}

/** A name for a binder that no other binder of the model has. */
export function freshBinder(context: Context, name: string, type: IndexType): Binder {
  context.counters.binders += 1;
  return { id: `${name}#${context.counters.binders}`, type };
}
