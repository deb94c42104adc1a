// Both reducers accept streams that are allowed, and make the same of them.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { outcomesOf } from "../results.js";
import { load } from "../schemas.js";
import { stream } from "./streams.js";
import { about, describe, missing, tally, trial } from "./trial.js";
import { causes } from "./unlike.js";

const schemas = load("ag-ui");
const types = schemas.at(schemas.refOf("Event")).oneOf.map(({ properties }) => properties.type.const);

// What no server does that keeps to the schema.
const causedByDamage = ["null-reads-as-absent", "elements-need-a-tag"];

let found;
before(async () => (found = await trial("valid", stream)));

test(`both reducers agree on ${about}`, async () => {
  if (found.faults.length > 0) assert.fail(await describe(found.faults));
});

test("no event is refused", () => {
  const refused = found.results.flatMap(({ outcome, at, rule }, number) =>
    outcome === "refused" ? { number, at, rule } : [],
  );
  assert.deepEqual(refused, []);
});

test("the outcomes of streams and runs follow from the events", (t) => {
  for (const { outcome, runs, events } of found.results)
    assert.deepEqual({ outcome, runs }, outcomesOf({ outcome, events }));
  const outcomes = found.results.map(({ outcome }) => [outcome]);
  t.diagnostic(`outcomes: ${tally(outcomes)}`);
  assert.deepEqual(missing(["finished", "run_error", "truncated"], outcomes), []);
});

test("each type of event is in a stream", (t) => {
  const used = found.inputs.map((events) => events.map(({ type }) => type));
  t.diagnostic(`streams with a type: ${tally(used)}`);
  assert.equal(types.length, 31);
  assert.deepEqual(missing(types, used), []);
});

test("each cause of a difference is needed for a stream", (t) => {
  t.diagnostic(`streams that need a cause: ${JSON.stringify(found.causes)}`);
  const wanted = Object.keys(causes).filter((name) => !causedByDamage.includes(name));
  assert.deepEqual(missing(wanted, [Object.keys(found.causes)]), []);
});
