// The shape of a model in TypeScript: the same keys as in YAML. `Checked` ties its names together, so that a
// misspelt state, trigger or key does not compile. Expressions stay texts; parse and resolve read them.

/** Anything that YAML would read as an expression. */
export type Expr = string | number | boolean;

/** A text or several. */
type Texts = string | readonly string[];

/** Names alone, or with what is said about them. */
type Section<T> = Readonly<Record<string, T>>;
type Listed<T> = readonly string[] | Section<T | null>;

/** A type: a text, or the values of an enum. */
export type TypeShape = string | readonly string[];

/** An initial value. */
export type InitialShape =
  | Expr
  | readonly InitialShape[]
  | { readonly [index: string]: InitialShape };

/** One action or several. */
export type ActionsShape = ActionShape | readonly ActionShape[];
type ActionShape = string | IfShape;

interface IfShape {
  readonly if: Expr;
  readonly then: ActionsShape;
  readonly else?: ActionsShape | undefined;
}

export interface VariableShape {
  readonly type: TypeShape;
  readonly initial?: InitialShape | undefined;
  readonly emits?: string | undefined;
  readonly process?: string | undefined;
  readonly persistent?: boolean | undefined;
  readonly about?: string | undefined;
  readonly when?: Expr | undefined;
}

interface WaitableShape {
  readonly initial?: Expr | undefined;
  readonly max?: Expr | undefined;
  readonly count?: Expr | undefined;
  readonly process?: string | undefined;
  readonly about?: string | undefined;
  readonly when?: Expr | undefined;
}

interface LockShape extends Omit<WaitableShape, "initial" | "max"> {
  readonly debt?: boolean | undefined;
  readonly while?: Expr | undefined;
}

interface DebtShape extends Omit<LockShape, "debt"> {
  readonly shared?: boolean | undefined;
  readonly persistent?: boolean | undefined;
}

export interface ChannelShape {
  readonly kind?: "fifo" | "bag" | "register" | "rendezvous" | undefined;
  readonly capacity?: Expr | undefined;
  readonly messages: Listed<Section<TypeShape>>;
  readonly losses?: Expr | undefined;
  readonly duplicates?: Expr | undefined;
  readonly process?: string | undefined;
  readonly about?: string | undefined;
  readonly when?: Expr | undefined;
}

export interface RowShape {
  readonly target?: string | undefined;
  readonly guard?: Expr | undefined;
  readonly choose?: Texts | undefined;
  readonly actions?: ActionsShape | undefined;
  readonly steps?: readonly ActionsShape[] | undefined;
  readonly ignore?: boolean | undefined;
  readonly refuse?: boolean | undefined;
  readonly when?: Expr | undefined;
  readonly fair?: "weak" | "strong" | "none" | undefined;
  readonly name?: string | undefined;
  readonly about?: string | undefined;
  readonly because?: string | undefined;
  readonly source?: Texts | undefined;
}

type RowsShape = string | RowShape | readonly (string | RowShape)[];
type Unhandled = "violation" | "finding" | "ignore" | "refuse";

export interface StateShape {
  readonly on?: Section<RowsShape> | undefined;
  readonly always?: RowsShape | undefined;
  readonly after?: Section<RowsShape> | undefined;
  readonly entry?: ActionsShape | undefined;
  readonly exit?: ActionsShape | undefined;
  readonly ignore?: Texts | undefined;
  readonly refuse?: Texts | undefined;
  readonly holds?: Texts | undefined;
  readonly type?: "final" | "rest" | undefined;
  readonly about?: string | undefined;
  readonly source?: Texts | undefined;
  readonly when?: Expr | undefined;
  readonly unhandled?: Unhandled | undefined;
}

export interface MachineShape {
  readonly initial: string;
  readonly states: Listed<StateShape>;
  readonly count?: Expr | undefined;
  readonly variables?: Section<string | VariableShape> | undefined;
  readonly on?: Section<RowsShape> | undefined;
  readonly always?: RowsShape | undefined;
  readonly ignore?: Texts | undefined;
  readonly refuse?: Texts | undefined;
  readonly process?: string | undefined;
  readonly recovery?: string | undefined;
  readonly unhandled?: Unhandled | undefined;
  readonly fair?: "weak" | "strong" | "none" | undefined;
  readonly about?: string | undefined;
  readonly source?: Texts | undefined;
  readonly when?: Expr | undefined;
}

export interface TriggerShape {
  readonly by?: string | undefined;
  readonly times?: Expr | undefined;
  readonly guard?: Expr | undefined;
  readonly to?: string | undefined;
  readonly about?: string | undefined;
  readonly when?: Expr | undefined;
}

type AllowedShape = string | { readonly path: Texts; readonly when?: Expr | undefined };

export interface ObserverShape {
  readonly follows?: string | undefined;
  readonly initial?: string | undefined;
  readonly allowed?: AllowedShape | readonly AllowedShape[] | undefined;
  readonly states?: Listed<StateShape> | undefined;
  readonly ignore?: Texts | undefined;
  readonly about?: string | undefined;
  readonly when?: Expr | undefined;
}

export interface PropertyShape {
  readonly always?: Expr | undefined;
  readonly never?: Expr | undefined;
  readonly step?: Expr | undefined;
  readonly stable?: Expr | undefined;
  readonly reachable?: Expr | undefined;
  readonly possible?: Expr | undefined;
  readonly recoverable?: { readonly from: Expr; readonly to: Expr } | undefined;
  readonly "leads-to"?: { readonly from: Expr; readonly to: Expr } | undefined;
  readonly eventually?: Expr | undefined;
  readonly ltl?: string | undefined;
  readonly because?: string | undefined;
  readonly about?: string | undefined;
  readonly when?: Expr | undefined;
  readonly source?: Texts | undefined;
}

interface ConstantShape {
  readonly type?: TypeShape | undefined;
  readonly value: Expr | readonly Expr[];
  readonly about?: string | undefined;
}

interface SetShape {
  readonly of: string;
  readonly in: readonly string[];
  readonly out?: readonly string[] | undefined;
  readonly about?: string | undefined;
}

interface DefineShape {
  readonly type?: TypeShape | undefined;
  readonly expr?: Expr | undefined;
  readonly cases?:
    | readonly ({ readonly if: Expr; readonly then: Expr } | { readonly else: Expr })[]
    | undefined;
  readonly emits?: string | undefined;
  readonly about?: string | undefined;
  readonly when?: Expr | undefined;
}

interface RacesShape {
  readonly accepted?: readonly AcceptedRaceShape[] | undefined;
}

interface AcceptedRaceShape {
  readonly events: readonly [string, string];
  readonly state?: string | undefined;
  readonly because: string;
  readonly when?: Expr | undefined;
}

type Verdict = "holds" | "violated" | "reached" | "unreached" | "undecided";

interface ExpectShape {
  readonly states?: number | undefined;
  readonly transitions?: number | undefined;
  readonly depth?: number | undefined;
  readonly properties?:
    | Section<Verdict | { readonly violated: number } | { readonly reached: number }>
    | undefined;
}

/** A whole model. */
export interface ModelShape {
  readonly model: string;
  readonly about?: string | undefined;
  readonly source?: Texts | undefined;
  readonly constants?: Section<Expr | readonly Expr[] | ConstantShape> | undefined;
  readonly variants?: Section<Section<Expr | readonly Expr[]>> | undefined;
  readonly types?: Section<TypeShape> | undefined;
  readonly sets?: Section<SetShape> | undefined;
  readonly define?: Section<Expr | DefineShape> | undefined;
  readonly variables?: Section<string | VariableShape> | undefined;
  readonly locks?: Listed<LockShape> | undefined;
  readonly semaphores?: Listed<WaitableShape> | undefined;
  readonly "level-events"?: Listed<WaitableShape> | undefined;
  readonly debts?: Listed<DebtShape> | undefined;
  readonly channels?: Section<ChannelShape> | undefined;
  readonly events?: Listed<TypeShape | Readonly<Record<string, never>>> | undefined;
  readonly processes?:
    | Listed<{ readonly crashes?: Expr; readonly about?: string; readonly when?: Expr }>
    | undefined;
  readonly machines: Section<MachineShape>;
  readonly triggers?: Listed<TriggerShape> | undefined;
  readonly observers?: Section<ObserverShape> | undefined;
  readonly initially?: Expr | readonly Expr[] | undefined;
  readonly properties?: Section<PropertyShape> | undefined;
  readonly checks?: Section<"on" | "off" | "finding"> | undefined;
  readonly races?: RacesShape | undefined;
  readonly expect?: ExpectShape | undefined;
}

// ---------------------------------------------------------------- names tied together

/** The names of a section, written as a list or as a map. */
type Names<T> = T extends readonly (infer N extends string)[] ? N : keyof T & string;

/** The shape T, and no other keys than T has. */
type Exact<X, T> = { readonly [K in keyof X]: K extends keyof T ? X[K] : never };

/** Keys that `on` may have: the declared triggers and messages; any where there is no section `triggers`. */
type Keys<M> = M extends { readonly triggers: infer T }
  ? Names<T> | Messages<M> | `${string}.${string}`
  : string;

type Messages<M> = M extends { readonly channels: infer C }
  ? { [K in keyof C]: C[K] extends { readonly messages: infer X } ? Names<X> : never }[keyof C]
  : never;

/** What the rows of a machine may name. */
interface Scope {
  readonly states: string;
  readonly keys: string;
}

type CheckedRows<R, S extends Scope> = R extends string
  ? S["states"]
  : R extends readonly unknown[]
    ? { readonly [I in keyof R]: CheckedRows<R[I], S> }
    : { readonly [K in keyof R]: K extends "target" ? S["states"] : Exact<R, RowShape>[K] };

type CheckedOn<O, S extends Scope> = {
  readonly [K in keyof O]: K extends S["keys"] ? CheckedRows<O[K], S> : never;
};

type CheckedAfter<O, S extends Scope> = { readonly [K in keyof O]: CheckedRows<O[K], S> };

/** `on`, `always` and `after` of a state or of a machine; other keys as they are. */
type CheckedHandlers<X, S extends Scope> = {
  readonly [K in keyof X]: K extends "on"
    ? CheckedOn<X[K], S>
    : K extends "always"
      ? CheckedRows<X[K], S>
      : K extends "after"
        ? CheckedAfter<X[K], S>
        : X[K];
};

type CheckedStates<X, S extends Scope> = X extends readonly unknown[]
  ? X
  : { readonly [N in keyof X]: CheckedHandlers<X[N], S> & Exact<X[N], StateShape> };

type ScopeOf<X, K> = X extends { readonly states: infer T }
  ? { readonly states: Names<T>; readonly keys: K & string }
  : Scope;

type CheckedMachine<X, S extends Scope> = {
  readonly [K in keyof X]: K extends "states"
    ? CheckedStates<X[K], S>
    : K extends "initial"
      ? S["states"] | `one of [${string}]`
      : K extends "recovery"
        ? S["states"]
        : CheckedHandlers<Exact<X, MachineShape>, S>[K];
};

type CheckedMachines<X, K> = {
  readonly [N in keyof X]: CheckedMachine<X[N], ScopeOf<X[N], K>>;
};

/** Every entry of a section has the keys of its shape only. */
type CheckedSection<X, T> = {
  readonly [N in keyof X]: X[N] extends object ? Exact<X[N], T> : X[N];
};

/** A model whose keys are all known and whose states and triggers all exist. */
export type Checked<M> = {
  readonly [K in keyof M]: K extends "machines"
    ? CheckedMachines<M[K], Keys<M>>
    : K extends "properties"
      ? CheckedSection<M[K], PropertyShape>
      : K extends "triggers"
        ? M[K] extends readonly unknown[]
          ? M[K]
          : CheckedSection<M[K], TriggerShape>
        : K extends "channels"
          ? CheckedSection<M[K], ChannelShape>
          : K extends "observers"
            ? CheckedSection<M[K], ObserverShape>
            : K extends keyof ModelShape
              ? M[K]
              : never;
};
