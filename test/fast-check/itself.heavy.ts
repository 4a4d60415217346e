// Every model conforms to itself, whatever is shown of it and however triggers overlap: no false alarm. A model before its fix does not
// conform to the one after it, where what is shown tells them apart.

import { expect, test } from "vitest";
import { conforms } from "../../src/fast-check.ts";
import type { CheckSettings } from "../../src/given.ts";
import { itself } from "./itself.ts";

const MODELS: readonly (readonly [string, CheckSettings])[] = [
  ["test/fast-check/job.yaml", {}],
  ["test/cli/files/race.yaml", { times: { cancel: 3 } }],
  ["models/mail/cancel-versus-error.yaml", {}],
  ["models/mail/derived-status.yaml", {}],
  ["models/suspects/qemu/c3-cancel-while-connecting.yaml", {}],
  ["models/museum/nova/n18-queued-abort.yaml", {}],
  ["models/museum/qemu/b02-completed-to-cancelled.yaml", {}],
  ["models/qemu/source-cancel.yaml", {}],
  ["models/libvirt/v3-protocol.yaml", {}],
  ["models/examples/postcopy-switch.yaml", {}],
];

test.each(MODELS)("%s conforms to itself", async (model, settings) => {
  for (const [n, leave] of [() => false, (slot: number) => slot % 3 === 1].entries()) {
    const tested = await conforms(model, itself(model, settings, leave), {
      ...settings,
      runs: 20,
      depth: 20,
      concurrent: n === 1,
      patience: 20_000,
    });
    expect(tested.applied).toBeGreaterThan(0);
  }
});

test("what the fix forbids is found in the model before it", async () => {
  const before = itself("test/cli/files/race.yaml", { set: { careful: false } }, () => false);
  const after = conforms("test/cli/files/race.yaml", before, { set: { careful: true } });
  await expect(after).rejects.toThrow("end    the model does not allow this, but");
});
