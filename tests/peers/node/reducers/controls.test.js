// The comparison finds what it is there for, and the lists are no excuse for anything else.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { damage } from "./damage.js";
import { runAll } from "./ours.js";
import { Random } from "./random.js";
import { shrink } from "./shrink.js";
import { stream } from "./streams.js";
import { missing, rarest, tally } from "./trial.js";
import { causes, compare } from "./unlike.js";

const started = { type: "RUN_STARTED", threadId: "t", runId: "r" };
const finished = { type: "RUN_FINISHED", threadId: "t", runId: "r" };
const interrupt = { type: "interrupt", interrupts: [{ id: "i", reason: "input_required" }] };
const patched = (...delta) => [
  started,
  { type: "STATE_SNAPSHOT", snapshot: { list: [1, 2] } },
  { type: "STATE_DELTA", delta },
];
const activity = { type: "ACTIVITY_SNAPSHOT", messageId: "a", activityType: "plan", content: { a: 1 } };

// A stream that both make the same of.
const agreed = [
  started,
  { type: "TEXT_MESSAGE_CHUNK", messageId: "m", delta: "Hello" },
  { type: "STATE_SNAPSHOT", snapshot: { a: 1 } },
  { ...finished, outcome: interrupt },
];

// A stream that is refused.
const refused = [started, { type: "TEXT_MESSAGE_END", messageId: "m" }];

// For each cause, a stream that differs for it alone, and a similar one that does not differ.
const examples = {
  "unknown-tags-are-kept": [
    [started, { type: "THOUGHT" }, activity],
    [started, { type: "CUSTOM", name: "THOUGHT", value: { type: "THOUGHT" } }, activity],
  ],
  "null-reads-as-absent": [
    [{ ...started, parentRunId: null }, activity],
    [started, { type: "STATE_SNAPSHOT", snapshot: null }, activity],
  ],
  "elements-need-a-tag": [
    [started, { type: "MESSAGES_SNAPSHOT", messages: [{ id: "m", content: "a" }] }],
    [started, { type: "MESSAGES_SNAPSHOT", messages: ["m"] }],
  ],
  "no-leading-zeros": [patched({ op: "add", path: "/list/00", value: 3 }), patched({ op: "remove", path: "/list/00" })],
  "no-move-into-itself": [
    patched({ op: "add", path: "/list", value: [{}, {}] }, { op: "move", from: "/list/0", path: "/list/0/a" }),
    patched({ op: "add", path: "/o", value: {} }, { op: "move", from: "/o", path: "/o/a" }),
  ],
  "moves-remove-first": [
    patched({ op: "add", path: "/list", value: [1, 2, {}] }, { op: "move", from: "/list/0", path: "/list/1/a" }),
    patched({ op: "move", from: "/list/0", path: "/list/1" }),
  ],
  "lists-have-an-end": [
    patched({ op: "move", from: "/list/0", path: "/list/2" }),
    patched({ op: "copy", from: "/list/0", path: "/list/2" }),
  ],
  "scalars-have-no-members": [
    patched({ op: "replace", path: "", value: 5 }, { op: "add", path: "/a", value: 1 }),
    patched({ op: "replace", path: "", value: { a: 1 } }, { op: "add", path: "/b", value: 1 }),
  ],
  "activities-are-objects": [
    [
      started,
      activity,
      { type: "ACTIVITY_DELTA", messageId: "a", activityType: "plan", patch: [{ op: "replace", path: "", value: 5 }] },
    ],
    [
      started,
      activity,
      { type: "ACTIVITY_DELTA", messageId: "a", activityType: "plan", patch: [{ op: "replace", path: "", value: {} }] },
    ],
  ],
  "messages-are-their-own": [
    [
      started,
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "c", role: "user", content: "a" }] },
      { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "f", subagentRunId: "s" },
    ],
    [
      started,
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "m", role: "user", content: "a" }] },
      { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "f", subagentRunId: "s" },
    ],
  ],
};

const inputs = [agreed, refused, ...Object.values(examples).flat()];
let results;
before(async () => (results = new Map((await runAll(inputs)).map((result, index) => [inputs[index], result]))));

for (const [part, input, change] of [
  ["outcome", agreed, (result) => (result.outcome = "refused")],
  ["at", refused, (result) => result.at--],
  ["rule", refused, (result) => (result.rule = "message-open")],
  ["events", agreed, (result) => result.events.pop()],
  ["messages", agreed, (result) => (result.messages[0].content += "!")],
  ["state", agreed, (result) => (result.state.a = "1")],
  ["pendingInterrupts", agreed, (result) => delete result.pendingInterrupts],
]) {
  test(`a changed ${part} is a difference without a cause`, async () => {
    const result = structuredClone(results.get(input));
    assert.deepEqual(await compare(input, result), { parts: [], causes: [] });
    change(result);
    assert.deepEqual(await compare(input, result), { parts: [part], causes: [] });
  });
}

for (const [cause, [unlike, like]] of Object.entries(examples)) {
  test(`${cause} is the cause of its differences only`, async () => {
    assert.deepEqual(await compare(unlike, results.get(unlike)), { parts: [], causes: [cause] });
    assert.deepEqual(await compare(like, results.get(like)), { parts: [], causes: [] });

    const changed = structuredClone(results.get(unlike));
    changed.pendingInterrupts = interrupt.interrupts;
    changed.state = "another";
    assert.deepEqual(await compare(unlike, changed), { parts: ["pendingInterrupts", "state"], causes: [] });
  });
}

test("each cause has an example", () => {
  assert.deepEqual(Object.keys(examples).sort(), Object.keys(causes).sort());
});

test("two causes in one stream are both needed", async () => {
  const input = [started, { type: "THOUGHT" }, ...patched({ op: "add", path: "/list/00", value: 3 }).slice(1)];
  const [result] = await runAll([input]);
  assert.deepEqual(await compare(input, result), {
    parts: [],
    causes: ["unknown-tags-are-kept", "no-leading-zeros"],
  });
});

test("a stream depends on its seed only", () => {
  const make = (seed, number) => {
    const r = new Random(seed, number);
    const events = stream(r);
    return { events, damaged: damage(r, events) };
  };
  assert.deepEqual(make("a", 1), make("a", 1));
  assert.notDeepEqual(make("a", 1), make("a", 2));
  assert.notDeepEqual(make("a", 1), make("b", 1));
});

test("what is missing is noticed, and what occurs is counted by streams", () => {
  assert.deepEqual(missing(["a", "b", "c"], [["a"], ["c", "c"]]), ["b"]);
  assert.equal(tally([["a"], ["c", "c"], ["c"]]), "c 2, a 1");
});

test("of several streams, the one with the rarest outcome is taken", () => {
  const results = ["owner", "owner", "owner", "event", "event", "owner"].map((rule) => ({ rule }));
  assert.deepEqual(rarest(results, 2), [0, 3, 4]);
});

test("a stream is shortened to the events that fail together", async () => {
  const fails = async (candidates) => candidates.map((events) => events.includes(3) && events.includes(7));
  assert.deepEqual(await shrink([...Array(20).keys()], fails), [3, 7]);
});
