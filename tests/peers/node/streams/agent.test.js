// AG-UI's own packages and the samples: the official client calls the agent, and the chat calls a server that is made
// with the official encoder.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { mock, test } from "node:test";
import { HttpAgent } from "@ag-ui/client";
import { RunAgentInputSchema } from "@ag-ui/core/schemas";
import { EventEncoder } from "@ag-ui/encoder";
import { run, serve } from "./sample.js";

const address = serve("AgentWire.Samples.Agent");

/** Does something with the official client, and returns its warnings and errors. */
async function warnings(action) {
  const said = [];
  const consoles = ["warn", "error"].map((name) => mock.method(console, name, (...words) => said.push(words.join(" "))));
  try {
    await action();
  } finally {
    consoles.forEach((each) => each.mock.restore());
  }
  return said;
}

const caller = (options) =>
  new HttpAgent({
    url: address("agent"),
    threadId: "t",
    initialMessages: [{ id: "u", role: "user", content: "A table for two, please." }],
    ...options,
  });

const last = (agent) => agent.messages.at(-1).content;

for (const [payload, status, booking, answer] of [
  [true, "resolved", { booking: { table: 7, time: "19:30", status: "booked" } }, "Done: table 7 is yours 🎉"],
  [false, "resolved", {}, "Then nothing is booked."],
  [undefined, "cancelled", {}, "Then nothing is booked."],
]) {
  test(`the official client, with an interrupt that is ${status}: ${payload}`, async () => {
    const agent = caller();
    const said = await warnings(async () => {
      await agent.runAgent({ runId: "r1" });
      assert.deepEqual(agent.state, { booking: { table: 7, time: "19:30", status: "proposed" } });
      assert.deepEqual(
        agent.messages.map((message) => message.role),
        ["user", "reasoning", "assistant", "tool", "assistant"],
      );
      assert.equal(last(agent), "Table 7 is free at 19:30 🍽️.");
      const [call] = agent.messages.at(-1).toolCalls;
      assert.equal(agent.pendingInterrupts.length, 1);
      assert.equal(agent.pendingInterrupts[0].toolCallId, call.id);

      const resume = [{ interruptId: agent.pendingInterrupts[0].id, status, ...(payload === undefined ? {} : { payload }) }];
      await agent.runAgent({ runId: "r2", resume });
      assert.equal(last(agent), answer);
      assert.deepEqual(agent.state, booking);
      assert.deepEqual(agent.pendingInterrupts, []);
      const result = agent.messages.find((message) => message.role === "tool" && message.toolCallId === call.id);
      assert.equal(result.content, payload ? "booked" : "not allowed");
    });
    assert.deepEqual(said, []);
  });
}

test("warnings of the official client are noticed", async () => {
  const stream = ['{"type":"RUN_STARTED","threadId":"t","runId":"r"}', '{"type":"NEW"}', '{"type":"RUN_FINISHED","threadId":"t","runId":"r"}'];
  const body = stream.map((event) => `data: ${event}\n\n`).join("");
  const fetch = async () => new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  assert.notEqual((await warnings(() => caller({ fetch }).runAgent())).length, 0);
});

test("a request that is not valid is refused", async () => {
  const post = (body, type) => fetch(address("agent"), { method: "POST", body, headers: { "Content-Type": type } });
  const refused = await post('{"threadId":"t","runId":7}', "application/json");
  assert.equal(refused.status, 400);
  const { status, code, pointer } = await refused.json();
  assert.deepEqual({ status, code, pointer }, { status: 400, code: "wrong_type", pointer: "/runId" });
  assert.equal((await post("{}", "text/plain")).status, 415);
});

/** Runs the chat with a server that answers each request with events. */
async function chat(lines, ...answers) {
  const inputs = [];
  const server = createServer(async (request, response) => {
    assert.equal(request.headers.accept, "text/event-stream");
    inputs.push(RunAgentInputSchema.parse(JSON.parse(await text(request))));
    const encoder = new EventEncoder({ accept: request.headers.accept });
    response.writeHead(200, { "Content-Type": encoder.getContentType() });
    const { threadId, runId } = inputs.at(-1);
    for (const event of answers[inputs.length - 1](threadId, runId)) {
      response.write(encoder.encode(event));
    }
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const child = run("AgentWire.Samples.Chat", [`http://127.0.0.1:${server.address().port}/agent`], "pipe");
    child.stdin.end(lines.map((line) => `${line}\n`).join(""));
    const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return { inputs, output, errors, code };
  } finally {
    server.close();
  }
}

const started = (threadId, runId) => ({ type: "RUN_STARTED", threadId, runId, protocolVersion: "1.0" });
const finished = (threadId, runId) => ({ type: "RUN_FINISHED", threadId, runId });

test("the chat, with a server of the official encoder", async () => {
  const { inputs, output, errors, code } = await chat(
    ["Delete all 🗑️", "yes"],
    (threadId, runId) => [
      started(threadId, runId),
      { type: "TEXT_MESSAGE_CHUNK", messageId: "m", delta: "I ask " },
      { type: "TEXT_MESSAGE_CHUNK", delta: "first 🤔" },
      { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "delete", parentMessageId: "m" },
      { type: "TOOL_CALL_ARGS", toolCallId: "c", delta: '{"all":true}' },
      { type: "TOOL_CALL_END", toolCallId: "c" },
      { type: "STATE_SNAPSHOT", snapshot: { files: 3 } },
      {
        ...finished(threadId, runId),
        outcome: { type: "interrupt", interrupts: [{ id: "i", reason: "approval", message: "Really?", toolCallId: "c" }] },
      },
    ],
    (threadId, runId) => [
      started(threadId, runId),
      { type: "TOOL_CALL_RESULT", messageId: "x", toolCallId: "c", content: "deleted", role: "tool" },
      { type: "STATE_DELTA", delta: [{ op: "replace", path: "/files", value: 0 }] },
      finished(threadId, runId),
    ],
  );
  assert.equal(errors, "");
  assert.equal(code, 0);
  assert.equal(
    output.replace(/^\uFEFF/, ""),
    '> I ask first 🤔\n[delete {"all":true}]\nstate: {"files":3}\nReally? (yes/no) [= deleted]\nstate: {"files":0}\n> ',
  );
  const [first, second] = inputs;
  assert.equal(first.protocolVersion, "1.0");
  assert.equal(first.messages[0].content, "Delete all 🗑️");
  assert.equal(second.threadId, first.threadId);
  assert.notEqual(second.runId, first.runId);
  assert.deepEqual(second.resume, [{ interruptId: "i", status: "resolved", payload: true }]);
  assert.deepEqual(second.state, { files: 3 });
  assert.deepEqual(
    second.messages.map(({ role, toolCalls }) => [role, toolCalls?.[0].function]),
    [
      ["user", undefined],
      ["assistant", { name: "delete", arguments: '{"all":true}' }],
    ],
  );
});

test("the chat tells a run that failed from one that was cut off", async () => {
  const failed = await chat(["Hello"], (threadId, runId) => [started(threadId, runId), { type: "RUN_ERROR", message: "Busy." }]);
  assert.deepEqual([failed.code, failed.errors], [1, "The run has failed: Busy.\n"]);
  const cut = await chat(["Hello"], (threadId, runId) => [started(threadId, runId)]);
  assert.deepEqual([cut.code, cut.errors], [1, "The stream of events ended before the run.\n"]);
});
