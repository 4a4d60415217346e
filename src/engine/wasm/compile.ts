// The compiled engine: a program as machine code. The interpreter says what a program means; this says
// it faster, and test/engine compares the two.

import { wideLayoutOf } from "../../model/layout.ts";
import {
  type Division,
  type Happening,
  isUndivided,
  labelWords,
  type MachineCode,
  type Regions,
  recordBytes,
  UNDIVIDED,
} from "../../model/machine-code.ts";
import type { Program } from "../../model/program.ts";
import { encodeModule } from "./bytes.ts";
import { expandModule } from "./expand.ts";
import { recentBytes, type StoreShape } from "./hashing.ts";
import { globalGet, i32, type ModuleCode } from "./instruction.ts";
import { Keys, marksOf } from "./keys.ts";
import { possible } from "./possible.ts";
import { printModule } from "./print.ts";
import { localsOfWords } from "./program-scope.ts";
import { regionsOf } from "./regions.ts";
import { wideFields } from "./scope.ts";
import { strayBytes } from "./shared-growth.ts";
import { SPARE_BITS } from "./shared-slots.ts";
import { sharedStoreModule } from "./shared-store.ts";
import { stepProbe } from "./step-probe.ts";
import { storeModule } from "./store.ts";

const PAGE = 65_536;
/** A memory of 32 bits has 4 GiB. */
const MOST_PAGES = 65_536;
/** Records of one state's successors are made before anyone looks whether there is room. */
const MOST_ACTIONS = 1 << 20;
/** From so many actions on, what ends an action stands in a function. */
const MANY_ACTIONS = 160;
/** 64-bit words of a state. They are parameters of functions, of which 1,000 are allowed, step probes taking two states. */
const MOST_WORDS = 256;

/** How to compile. With `all`, probes are noted for each command. */
export interface CompileOptions {
  readonly all: boolean;
  readonly division?: Division | undefined;
  /** Make the code that lists all edges and looks for nothing. */
  readonly edges?: boolean | undefined;
  /** Keep hashes of states and not states. */
  readonly compact?: boolean | undefined;
}

/** Compiles a program; undefined where it has too many actions for code, too large states, or too many threads for one memory. */
export function compileToWasm(program: Program, options: CompileOptions): MachineCode | undefined {
  const { all, division: wished = UNDIVIDED, compact = false, edges = false } = options;
  const spare = isUndivided(wished) || compact ? 1 : SPARE_BITS;
  const layout = wideLayoutOf(program.slots, spare);
  // Edges are listed by one thread, of states as the others packed them.
  const division = edges ? UNDIVIDED : wished;
  const shared = !isUndivided(division);
  const words = layout.words >> 1;
  if (words > MOST_WORDS) return undefined;
  const keys = new Keys(program, all);
  const firstAction: number[] = [];
  let actions = 0;
  for (const { params } of program.commands) {
    firstAction.push(actions);
    actions += params.reduce((product, p) => product * p.values.length, 1);
  }
  if (actions > MOST_ACTIONS / recordBytes(words)) return undefined;
  const label = edges ? labelWords(mostMarks(program)) : 0;
  const size = {
    words,
    actions,
    keys: keys.total,
    label,
    recent: recentBytes(compact ? 1 : words),
    strays: strayBytes(compact ? 1 : words),
  };
  const regions = regionsOf(size, division);
  const pages = Math.ceil(regions.table / PAGE);
  if (pages > MOST_PAGES) return undefined;
  const stepProbes = (edges ? [] : program.probes).flatMap((p, probe) =>
    p.kind === "step" ? [stepProbe(probe, p.term)] : [],
  );
  const fields = wideFields(layout);
  const values = program.slots.map(possible);
  const base = shared ? globalGet("base") : i32(0);
  const about = {
    values,
    label,
    program,
    fields,
    words,
    locals: localsOfWords(words),
    keys,
    regions,
    firstAction,
    stepProbes,
    shortly: actions > MANY_ACTIONS,
  };
  const expand = expandModule({ ...about, base }, pages);
  const store = storeOf({ words, compact, pages }, regions, division);
  return {
    modules: {
      words,
      label,
      compact,
      division,
      regions,
      expand: encodeModule(expand),
      store: encodeModule(store),
      keys: keys.total,
      actions,
    },
    layout,
    firstAction,
    meaning: (key): Happening => keys.meaning(key),
    text: () => `${printModule(expand)}\n${printModule(store)}`,
  };
}

function mostMarks({ commands }: Program): number {
  return commands.reduce((most, command) => Math.max(most, marksOf(command).length), 0);
}

/** The module of the set of states. */
function storeOf(shape: StoreShape, regions: Regions, division: Division): ModuleCode {
  if (isUndivided(division)) return storeModule(shape, regions.recent);
  return sharedStoreModule({ ...shape, ...regions, shards: division.shards });
}
