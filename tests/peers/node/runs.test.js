// The streams of spec/, run by AG-UI's own client.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { mock, test } from "node:test";
import Ajv from "ajv";
import { run } from "./client.js";
import { differences, outcomesOf } from "./results.js";

const spec = new URL("../../../spec/", import.meta.url);
const read = (url) => readFileSync(url, "utf8");
const schema = JSON.parse(read(new URL("streams.schema.json", spec)));
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
const names = (type) => schema.definitions[type].oneOf.map((each) => each.const);

const folder = new URL("ag-ui/streams/", spec);
const streams = readdirSync(folder).map((file) => [file.replace(".json", ""), JSON.parse(read(new URL(file, folder)))]);

const listed = read(new URL("../ag-ui-client.baseline", import.meta.url))
  .split("\n")
  .map((line) => line.replace(/#.*/, "").trim())
  .filter((line) => line);

// The client warns of what it drops and of deltas that fail, and prints each error.
mock.method(console, "warn", () => {});
mock.method(console, "error", () => {});

for (const [name, stream] of streams) {
  test(name, async () => {
    assert.ok(validate(stream), JSON.stringify(validate.errors, null, 2));
    const { outcome, runs } = stream.expect;
    assert.deepEqual({ outcome, runs }, outcomesOf(stream.expect));

    const actual = await run(stream.input);
    const found = differences(stream.expect, actual).map((part) => `${name}.${part}`);
    const expected = listed.filter((line) => line.startsWith(`${name}.`)).sort();
    assert.deepEqual(found, expected, `the client says ${JSON.stringify(actual, null, 2)}`);
  });
}

/** Returns the rules that no stream keeps, and those that none breaks. */
function missingRules(streams) {
  const shown = streams.map(([, { rule, expect }]) => `${rule} ${expect.rule === rule ? "broken" : "kept"}`);
  const wanted = names("Rule").flatMap((rule) => [`${rule} kept`, `${rule} broken`]);
  wanted.push(...names("Behaviour").map((rule) => `${rule} kept`));
  return wanted.filter((each) => !shown.includes(each));
}

/** Returns the descriptions and inputs that several streams have. */
function repeated(streams) {
  return ["description", "input"].flatMap((key) => {
    const texts = streams.map(([, stream]) => JSON.stringify(stream[key]));
    return texts.filter((text, i) => texts.indexOf(text) !== i);
  });
}

test("each listed difference is one of a stream", () => {
  const known = streams.map(([name]) => name);
  const unknown = listed.filter((line) => !known.includes(line.split(".")[0]));
  assert.deepEqual(unknown, []);
});

test("each rule is kept in one stream and broken in another", () => {
  assert.deepEqual(missingRules(streams), []);
  const without = streams.filter(([, { expect }]) => expect.rule !== "chunk-owner");
  assert.deepEqual(missingRules(without), ["chunk-owner broken"]);
});

test("no description and no input is given twice", () => {
  assert.deepEqual(repeated(streams), []);
  assert.equal(repeated([...streams, streams[0]]).length, 2);
});

for (const [what, change] of [
  ["a rule that does not exist", (stream) => (stream.rule = "no-such-rule")],
  ["a broken rule that is none", (stream) => (stream.expect.rule = "outcome")],
  ["no index of the refused event", (stream) => delete stream.expect.at],
  ["a refused event in a finished stream", (stream) => (stream.expect.outcome = "finished")],
  ["no fault", (stream) => delete stream.fault],
]) {
  test(`the schema refuses a stream with ${what}`, () => {
    const stream = structuredClone(streams.find(([name]) => name === "message-open-twice")[1]);
    change(stream);
    assert.equal(validate(stream), false);
  });
}

for (const [part, name, change] of [
  ["outcome", "message", (expect) => (expect.outcome = "refused")],
  ["at", "message-open-twice", (expect) => expect.at--],
  ["rule", "message-open-twice", (expect) => (expect.rule = "message-not-open")],
  ["events", "chunk-text", (expect) => delete expect.events[1].role],
  ["messages", "message", (expect) => (expect.messages[0].content += "!")],
  ["state", "state-is-null", (expect) => (expect.state = {})],
  ["pendingInterrupts", "interrupt", (expect) => expect.pendingInterrupts.pop()],
]) {
  test(`a changed ${part} is noticed`, async () => {
    const { input, expect } = structuredClone(streams.find(([each]) => each === name)[1]);
    change(expect);
    assert.deepEqual(differences(expect, await run(input)), [part]);
  });
}

for (const [part, name] of [
  ["outcome", "run-truncated"],
  ["runs", "finished-then-new-run"],
]) {
  test(`a changed ${part} does not follow from the events`, () => {
    const { expect } = streams.find(([each]) => each === name)[1];
    const changed = { ...expect, outcome: "finished", runs: ["finished"] };
    assert.notDeepEqual(outcomesOf(changed)[part], changed[part]);
  });
}
