// Runs a stream through AG-UI's own client: the parser of server-sent events, enforcement, expansion of chunks,
// verification and application.
import { setImmediate } from "node:timers/promises";
import { HttpAgent } from "@ag-ui/client";
import { tap } from "rxjs";

// The client has texts for errors, and no names. Each of them belongs to one rule.
const rules = {
  "first-event": /^First event must be /,
  "after-error": /The run has already errored /,
  "after-finish": /The run has already finished /,
  "run-active": /while a run is still active/,
  "message-open": /A text message with ID .* is already in progress/,
  "message-not-open": /No active text message found/,
  "tool-call-open": /A tool call with ID .* is already in progress/,
  "tool-call-not-open": /No active tool call found/,
  "parent-owner": /A tool call belongs to the message that carries it/,
  "step-open": /^Step ".*" is already active/,
  "step-not-open": /for step ".*" that was not started$/,
  "step-owner": /A step must be finished by whoever started it/,
  "reasoning-span-open": /A reasoning span with ID .* is already in progress/,
  "reasoning-span-not-open": /No active reasoning span found/,
  "reasoning-message-open": /A reasoning message with ID .* is already in progress/,
  "reasoning-message-not-open": /No active reasoning message found/,
  "subagent-active": /subagent '.*' is already active/,
  "subagent-ended": /subagent '.*' has already finished in this run/,
  "subagent-parent": /parentSubagentRunId '.*' has not been started in this run/,
  "subagent-not-active": /no active subagent found/,
  "steps-left-open": /while steps are still active/,
  "messages-left-open": /while text messages are still active/,
  "reasoning-messages-left-open": /while reasoning messages are still active/,
  "reasoning-spans-left-open": /while reasoning spans are still active/,
  "tool-calls-left-open": /while tool calls are still active/,
  "subagents-left-open": /while subagents are still active/,
  owner: /does not match the .* opener's subagent/,
  "chunk-owner": /^Cannot continue .*: chunk subagentRunId /,
  "chunk-ambiguous": /^Ambiguous /,
  "chunk-field": /^Cannot continue .*: chunk (role|name|toolCallName|parentMessageId) /,
  "chunk-without-id": /^First .* must have a (messageId|toolCallId)$/,
  "chunk-without-name": /^First .* must have a toolCallName$/,
};

class Agent extends HttpAgent {
  events = [];

  // Application changes the events that it receives, so they are copied first.
  apply(input, events, subscribers) {
    const verified = events.pipe(tap((event) => this.events.push(structuredClone(event))));
    return super.apply(input, verified, subscribers);
  }
}

/** Returns what becomes of a stream, in the form of `expect`. The client does not report truncated streams. */
export async function run(input) {
  let sent = -1;
  let failure;
  const body = new ReadableStream(
    {
      // A frame is sent after the previous one was applied. The client verifies events before it applies them, and an
      // error would discard those that are not applied yet.
      async pull(frames) {
        await setImmediate();
        if (++sent === input.length) frames.close();
        else frames.enqueue(Buffer.from(`data: ${frameOf(input[sent])}\n\n`));
      },
    },
    { highWaterMark: 0 },
  );
  const response = new Response(body, { headers: { "content-type": "text/event-stream" } });
  const agent = new Agent({ url: "http://agent.invalid/", fetch: async () => response });
  await agent.runAgent({}, { onRunFailed: ({ error }) => void (failure = { at: sent, error }) }).catch((error) => {
    if (error !== failure?.error) throw error;
  });

  const { events, messages, state, pendingInterrupts } = agent;
  const outcome = failure
    ? { outcome: "refused", at: failure.at, rule: ruleOf(failure.error) }
    : { outcome: "accepted" };
  return { ...outcome, ...plain({ events, messages, state, pendingInterrupts }) };
}

const frameOf = (frame) => (typeof frame === "string" ? frame : JSON.stringify(frame));

/** Returns the value without the members that are undefined. */
const plain = (value) => JSON.parse(JSON.stringify(value));

function ruleOf(error) {
  const isUnreadable = ["SyntaxError", "ZodError"].includes(error.name) || /^Invalid event: /.test(error.message);
  if (isUnreadable) return "event";
  const found = Object.keys(rules).filter((rule) => rules[rule].test(error.message));
  if (found.length !== 1) throw new Error(`${found.length} rules have this error: ${error.message}`);
  return found[0];
}
