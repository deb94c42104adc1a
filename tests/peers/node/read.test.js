import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./read.js";
import { load } from "./schemas.js";

const answer = (dialect, type, text) => read(load(dialect), type, text, JSON.parse(text));
const sorted = "JSON.stringify does not sort members";
const numbersFirst = "JavaScript puts names that are numbers first";
const round = '{"type":"round","round":1,"max_rounds":2,"context_pct":0}';
const snapshot = '{"snapshot":{"b":1,"a":{"d":2,"c":[]}}}';

for (const [dialect, type, text, skip] of [
  ["walrus", "ServerMessage", '{"type":"pong","x":1.0}', "JSON.parse forgets how a number is spelled"],
  ["walrus", "ServerMessage", '{"type":"pong","x":-0}', "JSON.parse forgets how a number is spelled"],
  ["walrus", "ServerMessage", '{"type":"pong","x":9007199254740992}', "JSON.parse reads large integers as floats"],
  ["walrus", "ServerMessage", '{"type":"pong" , "type":"pong"}', "JSON.parse forgets a member that occurs twice"],
  ["walrus", "ServerMessage", '{"type":"pong","x":"\\ud800"}', "JSON.parse lets lone surrogates pass"],
  ["walrus", "ServerMessage", `{"x":${"[".repeat(127)}${"]".repeat(127)}}`, "JSON.parse knows no greatest depth"],
  ["cinch", "ServerMessage", round, "JSON.stringify writes no .0"],
  ["cinch", "ServerMessage", '{"type":"extension","data":[{}]}', sorted],
  ["cinch", "UiStateSnapshot", "{}", sorted],
  ["smooth-operator", "ServerEvent", '{"type":"pong"}', sorted],
  ["systemprompt", "StateSnapshotPayload", '{"snapshot":{"b":1,"2":3}}', numbersFirst],
]) {
  test(`skips ${text.slice(0, 60)}`, () => assert.deepEqual(answer(dialect, type, text), { skip }));
}

for (const [dialect, type, text, output] of [
  ["walrus", "ServerMessage", ' { "x" : "1.0" , "t\\u0079pe" : "pong" } ', '{"type":"pong"}'],
  [
    "walrus",
    "ServerMessage",
    '{"Chunk":{"content":"\\"1e9\\":"},"type":"stream"}',
    '{"type":"stream","Chunk":{"content":"\\"1e9\\":"}}',
  ],
  [
    "cinch",
    "UserQuestion",
    '{"max_edit_length":null,"editable":true,"choices":[],"prompt":""}',
    '{"prompt":"","choices":[],"editable":true,"max_edit_length":null}',
  ],
  ["systemprompt", "StateSnapshotPayload", snapshot, snapshot],
  ["ag-ui", "PatchOperation", '{"x":[1],"path":"","op":"remove"}', '{"op":"remove","path":"","x":[1]}'],
  [
    "ag-ui",
    "RunAgentInput",
    '{"context":[],"messages":[],"threadId":"t","runId":"r"}',
    '{"threadId":"t","runId":"r","messages":[],"tools":[],"context":[]}',
  ],
]) {
  test(`reads ${text.slice(0, 60)}`, () => assert.deepEqual(answer(dialect, type, text), { output }));
}

test("refuses what the schema refuses", () => {
  assert.equal(answer("walrus", "ServerMessage", '{"type":"error","code":65536,"message":""}').error, "refused");
});
