// Random values of the types in messages.schema.json, values.schema.json and client.schema.json.
// A few of them are variants that no version of AG-UI has.

const names = ["a", "b", "c", "list", "x/y", "m~n", "0", "größe"];
const namesOfMetadata = [...names, "", "length", "toString"];
const texts = ["", "a", "Hello, ", "world", '\n\t"\\', "größe", "🙂", "\u2028", '{"x":', "1}"];
const unknown = 0.002;

export const text = (r) => r.pick(texts);

export const name = (r) => r.pick(names);

/** Returns any JSON. */
export function json(r, depth = 0) {
  const kind = r.below(depth < 3 ? 9 : 6);
  if (kind < 6) return r.pick([null, true, false, 0, -1, 17, 0.5, 1e21, r.below(1000), text(r), text(r)]);
  if (kind === 6) return r.list(3, () => json(r, depth + 1));
  return object(r, depth + 1);
}

export function object(r, depth = 0) {
  return Object.fromEntries(r.list(4, () => [name(r), json(r, depth)]));
}

export function metadata(r) {
  return Object.fromEntries(r.list(3, () => [r.pick(namesOfMetadata), json(r, 2)]));
}

/** Returns the metadata of a snapshot that says which activities it removes if it leaves them out, not always in a valid form. */
export function authority(r) {
  const types = r.pick([null, r.list(4, () => text(r)), r.list(4, () => text(r)), ["a", 1], "a"]);
  return { "@ag-ui/client": r.pick([{ authoritativeActivityTypes: types }, { authoritativeActivityTypes: types }, {}, true]) };
}

/** Returns any JSON but null. */
export const present = (r) => json(r) ?? text(r);

function source(r) {
  if (r.chance(unknown)) return { type: "stream", address: text(r) };
  const value = text(r);
  switch (r.below(3)) {
    case 0:
      return { type: "data", value, mimeType: text(r) };
    case 1:
      return { type: "url", value, ...r.some(0.3, { mimeType: () => text(r) }) };
    default:
      return { type: "file", value, ...r.some(0.3, { provider: () => text(r), mimeType: () => text(r) }) };
  }
}

function part(r) {
  if (r.chance(unknown)) return { type: "hologram", value: json(r) };
  const common = r.some(0.2, { id: () => text(r), metadata: () => present(r) });
  const type = r.pick(["text", "text", "image", "audio", "video", "document"]);
  return type === "text" ? { type, text: text(r), ...common } : { type, source: source(r), ...common };
}

/** Returns the content of a user message or a tool message. */
export const content = (r) => (r.chance(0.7) ? text(r) : r.list(3, () => part(r)));

const encrypted = (r) => r.some(0.1, { encryptedValue: () => text(r) });

function call(r, id) {
  const type = "function";
  const common = { ...encrypted(r), ...r.some(0.2, { metadata: () => metadata(r) }) };
  return { id, type, function: { name: text(r), arguments: text(r) }, ...common };
}

/** Returns a message. The ids of its calls, its kind of owner, and its own id are chosen by the caller. */
export function message(r, { id, owner, calls }) {
  if (r.chance(unknown)) return { id: `unknown-${r.below(1000)}`, role: "critic", content: json(r) };
  const role = r.pick(["developer", "system", "user", "assistant", "assistant", "tool", "activity", "reasoning"]);
  const common = { id, role, ...r.some(0.2, { metadata: () => metadata(r) }) };
  if (owner !== undefined) common.subagentRunId = owner;
  if (role !== "activity") Object.assign(common, encrypted(r));
  switch (role) {
    case "assistant": {
      const toolCalls = () => r.list(2, () => call(r, calls()));
      const own = { ...r.some(0.8, { content: () => text(r) }), ...r.some(0.6, { toolCalls }) };
      return { ...common, ...r.some(0.2, { name: () => text(r) }), ...own };
    }
    case "tool":
      return { ...common, content: content(r), toolCallId: calls(), ...r.some(0.2, { error: () => text(r) }) };
    case "activity":
      return { ...common, activityType: text(r), content: object(r) };
    case "reasoning":
      return { ...common, content: text(r) };
    default: {
      const own = { content: role === "user" ? content(r) : text(r) };
      return { ...common, ...own, ...r.some(0.2, { name: () => text(r) }) };
    }
  }
}

export function usage(r) {
  const count = () => r.below(10000);
  return r.some(0.6, {
    provider: () => text(r),
    model: () => text(r),
    inputTokens: count,
    outputTokens: count,
    totalTokens: count,
    reasoningTokens: count,
    cachedInputTokens: count,
    cacheWriteInputTokens: count,
  });
}

function interrupt(r, owner) {
  return {
    id: r.pick(["i1", "i2", "i3"]),
    reason: r.pick(["tool_call", "input_required", "acme:review"]),
    ...r.some(0.3, {
      message: () => text(r),
      toolCallId: () => text(r),
      responseSchema: () => object(r),
      expiresAt: () => "2126-12-31T23:59:59Z",
      metadata: () => metadata(r),
      subagentRunId: owner,
    }),
  };
}

/** Returns the outcome of a run. */
export function outcome(r, { owner, calls }) {
  if (r.chance(unknown * 10)) return { type: "postponed", until: text(r) };
  switch (r.below(4)) {
    case 0:
      return { type: "cancelled" };
    case 1:
      return { type: "interrupt", interrupts: [interrupt(r, owner), ...r.list(2, () => interrupt(r, owner))] };
    default:
      return { type: "success", ...r.some(0.5, { pendingToolCallIds: () => r.list(2, calls) }) };
  }
}

/** Returns the outcome of a subagent. */
export function subagentOutcome(r) {
  if (r.chance(unknown * 10)) return { type: "postponed", until: text(r) };
  if (r.chance(0.5)) return { type: "success" };
  return { type: "suspended", ...r.some(0.5, { interruptIds: () => r.list(2, () => text(r)) }) };
}

/** Returns the input of a run, with the messages that the caller has made. */
export function input(r, { threadId, runId }, messages) {
  const tool = () => ({
    name: text(r),
    description: text(r),
    ...r.some(0.4, { parameters: () => present(r), metadata: () => metadata(r) }),
  });
  const entry = () => ({
    interruptId: text(r),
    status: r.pick(["resolved", "cancelled"]),
    ...r.some(0.4, { payload: () => present(r), metadata: () => metadata(r) }),
  });
  return {
    threadId,
    runId,
    messages,
    tools: r.list(2, tool),
    context: r.list(2, () => ({ description: text(r), value: text(r) })),
    ...r.some(0.4, {
      protocolVersion: () => "1.0",
      parentRunId: () => text(r),
      state: () => present(r),
      forwardedProps: () => present(r),
      resume: () => r.list(2, entry),
    }),
  };
}
