// Values by name: each enum value that the module mentions is a definition `Status_active == 3`, so that guards read
// as in the model. Numbers stay numbers; so do messages with fields, of which there may be thousands.

import type { Show } from "../../model/program.ts";
import type { EnumType } from "../../model/types.ts";
import type { Names } from "./names.ts";
import { ATOM, number, type Value } from "./value.ts";

/** The named values that were mentioned. */
export class Constants {
  readonly #names: Names;
  readonly #known = new Map<string, string>();
  /** By what they are values of. */
  readonly #groups = new Map<string, { readonly name: string; readonly value: number }[]>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** The value as the module writes it. */
  value(value: number, show: Show | undefined): Value {
    const name = show && this.#nameOf(value, show);
    return name === undefined
      ? number(value)
      : { text: name, level: ATOM, low: value, high: value };
  }

  /** Values of one type together, ascending. */
  definitions(): readonly string[] {
    const groups = [...this.#groups.values()].map(g => g.toSorted((a, b) => a.value - b.value));
    return groups.flat().map(({ name, value }) => `${name} == ${value}`);
  }

  #nameOf(value: number, show: Show): string | undefined {
    if (show.kind === "scalar" && show.type.kind === "enum")
      return this.#enumValue(value, show.type);
    if (show.kind !== "message") return undefined;
    const message = show.codes.messages.find(m => m.first === value && m.size === 1);
    return message && this.#define("messages", message.name, value);
  }

  #enumValue(value: number, type: EnumType): string | undefined {
    const name = type.values[value];
    if (name === undefined) return undefined;
    return this.#define(JSON.stringify(type), `${type.name} ${name}`, value);
  }

  #define(group: string, original: string, value: number): string {
    const key = `${group}\n${original}\n${value}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const name = this.#names.module(original);
    this.#known.set(key, name);
    const members = this.#groups.get(group) ?? [];
    if (members.length === 0) this.#groups.set(group, members);
    members.push({ name, value });
    return name;
  }
}
