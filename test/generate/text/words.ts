// What a random model text can talk about: its types, and everything that has a value, with the words for
// it. Words are made unique by their first letter, so that no name hides another.

/** The types of values that texts use. */
export type Kind =
  | { readonly kind: "bool" }
  | { readonly kind: "int"; readonly low: number; readonly high: number }
  | { readonly kind: "enum"; readonly name: string; readonly values: readonly string[] }
  | { readonly kind: "set"; readonly of: EnumKind };

export type EnumKind = Extract<Kind, { kind: "enum" }>;
export type IntKind = Extract<Kind, { kind: "int" }>;
export type IndexKind = EnumKind | IntKind;

/** Something that can be read as it stands: `b0`, `a0[red]`, `m1.state`. */
export interface Word {
  readonly text: string;
  readonly of: Kind;
}

/** An array: something that can be read with an index. */
export interface ArrayWord {
  readonly name: string;
  readonly by: IndexKind;
  /** What index types are called in the text. */
  readonly byText: string;
  readonly of: Kind;
}

export interface ChannelWord {
  readonly name: string;
  readonly kind: "fifo" | "bag" | "register" | "rendezvous";
  readonly messages: readonly MessageWord[];
}

export interface MessageWord {
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly of: Kind }[];
}

export interface MachineWord {
  readonly name: string;
  readonly states: readonly string[];
  /** Undefined: one machine. */
  readonly count?: { readonly by: IndexKind; readonly text: string | number } | undefined;
  readonly process?: string | undefined;
}

export interface EventWord {
  readonly name: string;
  readonly of?: Kind | undefined;
}

/** All of a model that others refer to. */
export interface Vocabulary {
  readonly enums: readonly EnumKind[];
  readonly ranges: readonly { readonly name: string; readonly of: IntKind }[];
  readonly sets: readonly { readonly name: string; readonly of: EnumKind }[];
  readonly constants: readonly Word[];
  readonly variables: readonly Word[];
  readonly arrays: readonly ArrayWord[];
  readonly locks: readonly string[];
  readonly lockArray?: { readonly name: string; readonly by: EnumKind } | undefined;
  /** Those of each machine, and a shared one. */
  readonly debts: readonly string[];
  readonly semaphores: readonly string[];
  readonly levelEvents: readonly string[];
  readonly channels: readonly ChannelWord[];
  readonly events: readonly EventWord[];
  readonly processes: readonly string[];
  readonly machines: readonly MachineWord[];
  readonly triggers: readonly string[];
  /** Those with a bound. */
  readonly counted: readonly string[];
}

/** How an index type is written where a domain stands. */
export function domainText(of: IndexKind): string {
  return of.kind === "enum" ? of.name : `${of.low}..${of.high}`;
}

/** How a type is written. */
export function typeText(of: Kind): string {
  switch (of.kind) {
    case "bool":
      return "bool";
    case "int":
      return `${of.low}..${of.high}`;
    case "enum":
      return of.name;
    case "set":
      return `set of ${of.of.name}`;
  }
}

/** Can a value of one be compared with, or stored in, the other. */
export function fits(a: Kind, b: Kind): boolean {
  if (a.kind === "int" && b.kind === "int") return a.low <= b.high && b.low <= a.high;
  return typeText(a) === typeText(b);
}
