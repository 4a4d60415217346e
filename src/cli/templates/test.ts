// The test that `migcheck init` writes, for node --test.

export const TEST: string = `// node --test; or, without any code: migcheck check protocol.yaml scenarios
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { assertHolds, check } from "migcheck";

const file = new URL("protocol.yaml", import.meta.url);
const model = { name: "protocol.yaml", text: readFileSync(file, "utf8") };

test("the protocol keeps its promises", () => {
  assertHolds(model);
});

test("without care the cancel is lost", () => {
  const checked = check(model, { set: { careful: false } });
  const verdicts = checked.kind === "checked" ? checked.result.verdicts : [];
  assert.equal(verdicts.find(v => v.property === "cancel-is-kept")?.verdict, "violated");
});
`;
