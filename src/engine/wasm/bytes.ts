// The binary form of a module (WebAssembly core specification 2.0, chapter 5), with a name section, so
// that profilers and stack traces show the model's names. Names become indexes here, and a name that
// is not declared is a bug of ours.

import { Bug, unreachable } from "../../base/bug.ts";
import type {
  FunctionCode,
  FunctionHead,
  Instruction,
  ModuleCode,
  Variable,
} from "./instruction.ts";
import { BULK, CODES, MEMORY, PLAIN, VALUE_TYPES } from "./opcodes.ts";
import { Writer } from "./writer.ts";

/** The most pages a memory can have: 4 GiB. */
export const MOST_PAGES = 65_536;

/** Makes the bytes of a module. */
export function encodeModule(module: ModuleCode): Uint8Array {
  const writer = new Writer();
  writer.raw([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  const { functions, globals } = module;
  writer.section(1, s => s.list(functions, f => writeType(s, f)));
  writer.section(2, s => {
    s.unsigned(1);
    s.name("env");
    s.name("memory");
    s.raw([0x02, 0x03]);
    s.unsigned(module.pages);
    s.unsigned(MOST_PAGES);
  });
  writer.section(3, s => s.list(functions, (_, index) => s.unsigned(index)));
  writer.section(6, s =>
    s.list(globals, () => s.raw([VALUE_TYPES.i32, 0x01, CODES.i32Const, 0x00, CODES.end])),
  );
  writer.section(7, s => writeExports(s, module));
  const names = namesOf(module);
  const locals: (readonly Variable[])[] = [];
  writer.section(10, s =>
    s.list(functions, f => {
      const code = f.code();
      locals.push([...code.params, ...code.locals]);
      s.sized(body => new BodyWriter(body, code, names).write());
    }),
  );
  writer.section(0, s => writeNames(s, functions, locals));
  return writer.bytes();
}

function writeExports(s: Writer, { functions, globals }: ModuleCode): void {
  const all = [
    ...functions.map((f, index) => ({ ...f, index, kind: 0x00 })),
    ...globals.map((g, index) => ({ ...g, index, kind: 0x03 })),
  ].filter(e => e.exported);
  s.list(all, e => {
    s.name(e.name);
    s.byte(e.kind);
    s.unsigned(e.index);
  });
}

function writeType(s: Writer, f: FunctionHead): void {
  s.byte(0x60);
  s.list(f.params, p => s.raw([VALUE_TYPES[p.type]]));
  s.list(f.result ? [f.result] : [], type => s.raw([VALUE_TYPES[type]]));
}

/** The custom section `name`: functions, and their locals. */
function writeNames(
  s: Writer,
  functions: readonly FunctionHead[],
  locals: readonly (readonly Variable[])[],
): void {
  s.name("name");
  s.section(1, sub =>
    sub.list(functions, (f, index) => {
      sub.unsigned(index);
      sub.name(f.name);
    }),
  );
  s.section(2, sub =>
    sub.list(locals, (list, index) => {
      sub.unsigned(index);
      sub.list(list, (local, number) => {
        sub.unsigned(number);
        sub.name(local.name);
      });
    }),
  );
}

interface Names {
  readonly functions: ReadonlyMap<string, number>;
  readonly globals: ReadonlyMap<string, number>;
}

function namesOf({ functions, globals }: ModuleCode): Names {
  return { functions: indexes(functions), globals: indexes(globals) };
}

function indexes(list: readonly { readonly name: string }[]): Map<string, number> {
  const map = new Map(list.map((item, index) => [item.name, index]));
  if (map.size !== list.length) throw new Bug("a name is declared twice in a module");
  return map;
}

/** Writes one function's locals and code. */
class BodyWriter {
  readonly #out: Writer;
  readonly #code: FunctionCode;
  readonly #names: Names;
  readonly #locals: ReadonlyMap<string, number>;
  readonly #labels: string[] = [];

  constructor(out: Writer, code: FunctionCode, names: Names) {
    this.#out = out;
    this.#code = code;
    this.#names = names;
    this.#locals = indexes([...code.params, ...code.locals]);
  }

  write(): void {
    this.#out.list(runsOf(this.#code.locals), ({ type, count }) => {
      this.#out.unsigned(count);
      this.#out.raw([VALUE_TYPES[type]]);
    });
    this.#all(this.#code.body);
    this.#out.byte(CODES.end);
  }

  #all(list: readonly Instruction[]): void {
    // By index: this is where a cold start spends its time, and an iterator costs more than what it gives.
    for (let i = 0; i < list.length; i++) this.#one(list[i] as Instruction);
  }

  #one(i: Instruction): void {
    switch (i.kind) {
      case "op":
        this.#all(i.args);
        this.#out.byte(PLAIN[i.op]);
        break;
      case "const":
        this.#constant(i);
        break;
      case "get":
        this.#indexed(CODES.get, this.#locals, i.name);
        break;
      case "global-get":
        this.#indexed(CODES.globalGet, this.#names.globals, i.name);
        break;
      case "set":
      case "tee":
        this.#one(i.value);
        this.#indexed(CODES[i.kind], this.#locals, i.name);
        break;
      case "global-set":
        this.#one(i.value);
        this.#indexed(CODES.globalSet, this.#names.globals, i.name);
        break;
      case "call":
        this.#all(i.args);
        this.#indexed(CODES.call, this.#names.functions, i.name);
        break;
      case "memory":
      case "bulk":
        this.#memory(i);
        break;
      case "comment":
        break;
      case "sequence":
        this.#all(i.before);
        this.#one(i.value);
        break;
      default:
        this.#control(i);
        break;
    }
  }

  #constant(i: Instruction & { kind: "const" }): void {
    this.#out.byte(i.type === "i32" ? CODES.i32Const : CODES.i64Const);
    if (i.type === "i32") this.#out.signed(i.value);
    else this.#out.signedLarge(i.value);
  }

  #memory(i: Instruction & { kind: "memory" | "bulk" }): void {
    this.#all(i.args);
    if (i.kind === "memory") {
      const [code, align] = MEMORY[i.op];
      if (code > 0xff) this.#out.byte(code >> 8);
      this.#out.byte(code & 0xff);
      this.#out.byte(align);
      this.#out.unsigned(i.offset);
    } else {
      const [code, memories] = BULK[i.op];
      this.#out.raw([CODES.bulk, code, ...new Array<number>(memories).fill(0)]);
    }
  }

  #control(
    i: Extract<Instruction, { kind: "block" | "loop" | "if" | "br" | "br-if" | "return" }>,
  ): void {
    switch (i.kind) {
      case "block":
      case "loop":
        this.#out.byte(CODES[i.kind]);
        this.#out.byte(CODES.empty);
        this.#nested(i.label, i.body);
        this.#out.byte(CODES.end);
        break;
      case "if":
        this.#one(i.test);
        this.#out.byte(CODES.if);
        this.#out.byte(i.result ? VALUE_TYPES[i.result] : CODES.empty);
        this.#nested("", i.then);
        if (i.else.length > 0) {
          this.#out.byte(CODES.else);
          this.#nested("", i.else);
        }
        this.#out.byte(CODES.end);
        break;
      case "br":
        this.#branch(CODES.br, i.label);
        break;
      case "br-if":
        this.#one(i.test);
        this.#branch(CODES.brIf, i.label);
        break;
      case "return":
        if (i.value) this.#one(i.value);
        this.#out.byte(CODES.return);
        break;
      default:
        unreachable(i, "instruction");
    }
  }

  #nested(label: string, body: readonly Instruction[]): void {
    this.#labels.push(label);
    this.#all(body);
    this.#labels.pop();
  }

  #branch(code: number, label: string): void {
    const at = this.#labels.lastIndexOf(label);
    if (at < 0) throw new Bug(`no label ${label} around a branch in ${this.#code.name}`);
    this.#out.byte(code);
    this.#out.unsigned(this.#labels.length - 1 - at);
  }

  #indexed(code: number, names: ReadonlyMap<string, number>, name: string): void {
    const index = names.get(name);
    if (index === undefined) throw new Bug(`${name} is not declared in ${this.#code.name}`);
    this.#out.byte(code);
    this.#out.unsigned(index);
  }
}

function runsOf(locals: readonly Variable[]): { type: Variable["type"]; count: number }[] {
  const runs: { type: Variable["type"]; count: number }[] = [];
  for (const { type } of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  return runs;
}
