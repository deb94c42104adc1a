// Both reducers refuse the same event of a damaged stream for the same reason, or make the same of the stream.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { outcomesOf } from "../results.js";
import { damage } from "./damage.js";
import { stream } from "./streams.js";
import { about, describe, missing, tally, trial } from "./trial.js";
import { causes } from "./unlike.js";

const schema = JSON.parse(readFileSync(new URL("../../../../spec/streams.schema.json", import.meta.url), "utf8"));
const rules = schema.definitions.Rule.oneOf.map((rule) => rule.const);

let found;
before(async () => (found = await trial("damaged", (r) => damage(r, stream(r)), 4)));

test(`both reducers agree on ${about}`, async () => {
  if (found.faults.length > 0) assert.fail(await describe(found.faults));
});

test("the outcomes of streams and runs follow from the events", () => {
  for (const { outcome, runs, events } of found.results)
    assert.deepEqual({ outcome, runs }, outcomesOf({ outcome, events }));
});

test("each rule refuses an event of a stream, and some streams stay allowed", (t) => {
  const results = found.results.map(({ rule, outcome }) => [rule ?? outcome]);
  t.diagnostic(`streams with an outcome, or refused by a rule: ${tally(results)}`);
  assert.deepEqual(missing([...rules, "finished", "run_error", "truncated"], results), []);
});

test("each cause of a difference is needed for a stream", (t) => {
  t.diagnostic(`streams that need a cause: ${JSON.stringify(found.causes)}`);
  assert.deepEqual(missing(Object.keys(causes), [Object.keys(found.causes)]), []);
});
