// The nouns of a sequence picture: lanes, one card per step, messages in flight, and what lasts from one card to
// another. Made by sequence-content, placed by sequence-layout, drawn by the others.

import type { TraceStep } from "../model/trace.ts";

/** What the end of a run is: a violation, or a witness that something is possible. */
export type Ending = "violated" | "reached";

export type LaneKind = "actor" | "agent" | "events";

export interface Lane {
  readonly kind: LaneKind;
  readonly title: string;
  /** State at the start and at the end, of agents. */
  readonly first?: string | undefined;
  readonly last?: string | undefined;
}

export type Tone = "plain" | "head" | "row" | "note" | "bad";

/** A line of a card; `strong` follows the text in bold. */
export interface CardLine {
  readonly tone: Tone;
  readonly text: string;
  readonly strong?: string | undefined;
}

export interface Card {
  readonly step: TraceStep;
  readonly lane: number;
  readonly lines: readonly CardLine[];
  /** The state it enters. */
  readonly enters?: string | undefined;
  /** An arrow from an outside actor. */
  readonly cause?: { readonly lane: number; readonly text: string } | undefined;
  readonly emits: readonly string[];
  /** Other agents whose state changed with it: a partner, or all that crashed. */
  readonly others: readonly { readonly lane: number; readonly enters: string }[];
  readonly mark: "none" | "decisive" | Ending;
}

/** A message from its send to its end; ends are card indexes. */
export interface Flight {
  readonly label: string;
  readonly from: number;
  readonly fromLane: number;
  readonly to?: number | undefined;
  readonly toLane?: number | undefined;
  readonly fate: "received" | "lost" | "under way";
}

/** Something that lasts on a lane from one card to another; without an end, to the last. */
export interface Stretch {
  readonly lane: number;
  readonly from: number;
  readonly to?: number | undefined;
  readonly kind: "busy" | "lock";
  readonly label: string;
}

export interface Sequence {
  readonly lanes: readonly Lane[];
  readonly cards: readonly Card[];
  readonly flights: readonly Flight[];
  readonly stretches: readonly Stretch[];
}
