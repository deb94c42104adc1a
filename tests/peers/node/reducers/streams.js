// Random streams that every consumer accepts: each event is chosen among those that the events before it allow.
import { Model } from "./model.js";
import { delta } from "./patches.js";
import * as values from "./values.js";

const ids = {
  message: ["m1", "m2", "m3", "m4", "m5", "c1", ""],
  call: ["c1", "c2", "c3", "c4", "m1"],
  reasoning: ["q1", "q2", "q3", "m4"],
  span: ["q1", "q2", "q3", "m4"],
  activity: ["a1", "a2", "m5", "q3"],
};
const subagents = ["s1", "s2", "s3", "s4"];
// The owners of a stream: mostly the parent agent, mostly subagents, or both.
const tagsOfStreams = [
  [undefined, undefined, undefined, undefined, "s1", ""],
  [undefined, "s1", "s2", "s3", ""],
  ["s1", "s1", "s2", "s2", "s3"],
];
const roles = ["developer", "system", "assistant", "user"];

// How often an event of each type is tried. A stream multiplies each of them by a factor of its own.
const weights = {
  TEXT_MESSAGE_START: 3,
  TEXT_MESSAGE_CONTENT: 5,
  TEXT_MESSAGE_END: 1.5,
  TEXT_MESSAGE_CHUNK: 6,
  TOOL_CALL_START: 3,
  TOOL_CALL_ARGS: 5,
  TOOL_CALL_END: 1.5,
  TOOL_CALL_CHUNK: 5,
  TOOL_CALL_RESULT: 2,
  STATE_SNAPSHOT: 0.7,
  STATE_DELTA: 3,
  MESSAGES_SNAPSHOT: 0.7,
  ACTIVITY_SNAPSHOT: 1.5,
  ACTIVITY_DELTA: 2,
  RAW: 0.5,
  CUSTOM: 0.5,
  STEP_STARTED: 2,
  STEP_FINISHED: 1.5,
  REASONING_START: 2,
  REASONING_MESSAGE_START: 2,
  REASONING_MESSAGE_CONTENT: 3,
  REASONING_MESSAGE_END: 1,
  REASONING_MESSAGE_CHUNK: 4,
  REASONING_END: 1,
  REASONING_ENCRYPTED_VALUE: 1,
  SUBAGENT_STARTED: 4,
  SUBAGENT_FINISHED: 1.5,
  SUBAGENT_ERROR: 1,
};

/** Returns a random stream that is allowed. */
export function stream(r) {
  return new Writer(r).write();
}

class Writer {
  #r;
  #model = new Model();
  #events = [];
  #tags;
  #weights;

  constructor(r) {
    this.#r = r;
    this.#tags = r.pick(tagsOfStreams);
    const factors = { chunks: r.pick([0.3, 1, 5, 10]), subagents: r.pick([0.3, 1, 3]), steps: r.pick([0.3, 1, 5]) };
    const factorOf = (type) => {
      if (type.endsWith("_CHUNK")) return factors.chunks * r.pick([0.1, 1, 5]);
      if (type.startsWith("SUBAGENT_")) return factors.subagents;
      return type.startsWith("STEP_") ? factors.steps : r.pick([0.2, 1, 1, 3]);
    };
    this.#weights = Object.fromEntries(
      Object.entries(weights).map(([type, weight]) => [type, weight * factorOf(type)]),
    );
  }

  write() {
    const r = this.#r;
    if (r.chance(0.01)) return this.#events;
    if (r.chance(0.03)) this.#send(this.#error());
    const runs = r.pick([1, 1, 2, 2, 3]);
    for (let run = 1; run <= runs; run++) {
      if (r.chance(0.02)) this.#sendUnknown();
      this.#send(this.#start());
      for (let left = r.below(26); left > 0; left--) this.#sendAny();
      if (run === runs && r.chance(0.1)) break;
      if (r.chance(0.15)) this.#send(this.#error());
      else this.#finish();
      if (r.chance(0.02)) this.#sendUnknown();
      if (this.#model.run === "finished" && r.chance(0.05)) this.#send(this.#error());
    }
    return this.#events;
  }

  #send(event) {
    const r = this.#r;
    const common = {
      timestamp: () => 1764374400000 + r.below(1000),
      rawEvent: () => values.present(r),
      metadata: () => values.metadata(r),
    };
    const full = { ...event, ...r.some(0.1, common) };
    this.#events.push(full);
    this.#model.add(full);
  }

  #sendUnknown() {
    const r = this.#r;
    this.#events.push({
      type: r.pick(["TEXT_MESSAGE_PAUSE", "THOUGHT"]),
      messageId: r.pick(ids.message),
      value: values.json(r),
    });
  }

  #sendAny() {
    if (this.#r.chance(0.003)) this.#sendUnknown();
    for (;;) {
      const event = this.#tryAny();
      if (event) return this.#send(event);
    }
  }

  /** Returns an event that is allowed, or undefined if the choices do not lead to one. */
  #tryAny() {
    const type = this.#r.weighted(this.#weights);
    const members = this.#members[type]();
    return members && { type, ...members };
  }

  #members = {
    TEXT_MESSAGE_START: () => this.#open("message", this.#textFields),
    TEXT_MESSAGE_CONTENT: () => this.#continue("message", () => ({ delta: values.text(this.#r) })),
    TEXT_MESSAGE_END: () => this.#close("message"),
    TEXT_MESSAGE_CHUNK: () => this.#chunk("message", this.#textFields, ["role", "name"]),
    TOOL_CALL_START: () => this.#openCall(() => ({ toolCallName: values.text(this.#r) })),
    TOOL_CALL_ARGS: () => this.#continue("call", () => ({ delta: values.text(this.#r) })),
    TOOL_CALL_END: () => this.#close("call"),
    TOOL_CALL_CHUNK: () => this.#chunk("call", () => ({}), ["toolCallName", "parentMessageId"]),
    TOOL_CALL_RESULT: () => this.#result(),
    STATE_SNAPSHOT: () => {
      const snapshot = this.#r.chance(0.8) ? values.object(this.#r) : values.json(this.#r);
      this.#model.state = snapshot;
      return { snapshot, ...this.#tag() };
    },
    STATE_DELTA: () => {
      const { patch, document } = delta(this.#r, this.#model.state);
      this.#model.state = document;
      return { delta: patch, ...this.#tag() };
    },
    MESSAGES_SNAPSHOT: () => ({
      messages: this.#messages(),
      ...this.#r.some(0.3, { metadata: () => values.authority(this.#r) }),
    }),
    ACTIVITY_SNAPSHOT: () => this.#activity(),
    ACTIVITY_DELTA: () => this.#activityDelta(),
    RAW: () => ({
      event: values.json(this.#r),
      ...this.#r.some(0.5, { source: () => values.text(this.#r) }),
      ...this.#tag(),
    }),
    CUSTOM: () => ({ name: values.text(this.#r), value: values.json(this.#r), ...this.#tag() }),
    STEP_STARTED: () => {
      const step = { stepName: this.#r.pick(["plan", "work", ""]), ...this.#tag() };
      return this.#model.hasStep(step) ? undefined : step;
    },
    STEP_FINISHED: () => {
      const { stepName, subagentRunId } = this.#r.pick([...this.#model.steps.values()]) ?? {};
      return stepName === undefined ? undefined : { stepName, ...tagged(subagentRunId) };
    },
    REASONING_START: () => this.#open("span", () => ({})),
    REASONING_MESSAGE_START: () => this.#open("reasoning", () => ({ role: "reasoning" })),
    REASONING_MESSAGE_CONTENT: () => this.#continue("reasoning", () => ({ delta: values.text(this.#r) })),
    REASONING_MESSAGE_END: () => this.#close("reasoning"),
    REASONING_MESSAGE_CHUNK: () => this.#chunk("reasoning", () => ({}), []),
    REASONING_END: () => this.#close("span"),
    REASONING_ENCRYPTED_VALUE: () => this.#encryptedValue(),
    SUBAGENT_STARTED: () => this.#subagent(),
    SUBAGENT_FINISHED: () => {
      const result = this.#r.some(0.4, {
        result: () => values.present(this.#r),
        outcome: () => values.subagentOutcome(this.#r),
      });
      return this.#active((subagentRunId) => ({ subagentRunId, ...result }));
    },
    SUBAGENT_ERROR: () => this.#active((subagentRunId) => ({ subagentRunId, ...this.#failure() })),
  };

  #start() {
    const r = this.#r;
    const run = { threadId: r.pick(["t1", "t2"]), runId: r.pick(["r1", "r2", "r3"]) };
    const optional = r.some(0.3, {
      protocolVersion: () => r.pick(["1.0", "1.1", "2.0", "next"]),
      parentRunId: () => values.text(r),
      input: () => values.input(r, run, this.#messages()),
    });
    return { type: "RUN_STARTED", ...run, ...optional };
  }

  #error() {
    return { type: "RUN_ERROR", ...this.#failure(), ...this.#r.some(0.3, { usage: () => this.#usage() }) };
  }

  #failure() {
    return { message: values.text(this.#r), ...this.#r.some(0.3, { code: () => values.text(this.#r) }) };
  }

  #usage = () => this.#r.list(2, () => values.usage(this.#r));

  /** Closes what is open in any order, and finishes the run. */
  #finish() {
    const r = this.#r;
    const { open, steps, subagents } = this.#model;
    for (;;) {
      const left = [
        ...[...open.message].map((id) => ({ type: "TEXT_MESSAGE_END", ...this.#named("message", id) })),
        ...[...open.call].map((id) => ({ type: "TOOL_CALL_END", ...this.#named("call", id) })),
        ...[...open.reasoning].map((id) => ({ type: "REASONING_MESSAGE_END", ...this.#named("reasoning", id) })),
        ...[...open.span].map((id) => ({ type: "REASONING_END", ...this.#named("span", id) })),
        ...[...steps.values()].map(({ stepName, subagentRunId }) => ({
          type: "STEP_FINISHED",
          stepName,
          ...tagged(subagentRunId),
        })),
        ...[...subagents.active].map((subagentRunId) => ({ type: "SUBAGENT_FINISHED", subagentRunId })),
      ];
      if (left.length === 0) break;
      this.#send(r.pick(left));
    }
    const optional = r.some(0.4, {
      result: () => values.present(r),
      outcome: () => values.outcome(r, { owner: () => r.pick(subagents), calls: () => r.pick(ids.call) }),
      usage: this.#usage,
    });
    this.#send({
      type: "RUN_FINISHED",
      threadId: r.pick(["t1", "t2"]),
      runId: r.pick(["r1", "r2", "r3"]),
      ...optional,
    });
  }

  #tag = () => tagged(this.#r.pick(this.#tags));

  /** Returns a tag that is allowed for an event of something: that of its owner, none, or any if it has no owner yet. */
  #tagFor(kind, id) {
    if (!this.#model.isOwned(kind, id)) return this.#r.pick(this.#tags);
    return this.#r.chance(0.6) ? this.#model.ownerOf(kind, id) : undefined;
  }

  /** Returns the members that say what an event continues. */
  #named(kind, id) {
    return { [kind === "call" ? "toolCallId" : "messageId"]: id, ...tagged(this.#tagFor(kind, id)) };
  }

  #textFields = () => this.#r.some(0.3, { role: () => this.#r.pick(roles), name: () => values.text(this.#r) });

  #open(kind, fields) {
    const names = this.#named(kind, this.#r.pick(ids[kind]));
    return this.#model.isOpen(kind, names.messageId, names.subagentRunId) ? undefined : { ...names, ...fields() };
  }

  #openCall(fields) {
    const r = this.#r;
    const model = this.#model;
    const names = this.#named("call", r.pick(ids.call));
    if (model.isOpen("call", names.toolCallId, names.subagentRunId)) return undefined;
    const known = [...model.owners.message.keys()];
    const parents = known.length > 0 && r.chance(0.7) ? known : [...ids.message, "p1"];
    const members = { ...names, ...fields(), ...r.some(0.6, { parentMessageId: () => r.pick(parents) }) };
    const parent = members.parentMessageId;
    if (!model.owners.message.has(parent)) return members;
    const owner = model.isOwned("call", names.toolCallId)
      ? model.ownerOf("call", names.toolCallId)
      : model.openingOwner(members);
    return owner === model.owners.message.get(parent) ? members : undefined;
  }

  /** Continues something that is open, also if a chunk of another owner has opened it. */
  #continue(kind, fields) {
    const id = this.#r.pick([...this.#model.open[kind], ...this.#model.lanesOf(kind).map(([, lane]) => lane.id)]);
    if (id === undefined) return undefined;
    const names = this.#named(kind, id);
    return this.#model.isOpen(kind, id, names.subagentRunId) ? { ...names, ...fields() } : undefined;
  }

  #close(kind) {
    const id = this.#r.pick([...this.#model.open[kind]]);
    return id === undefined ? undefined : this.#named(kind, id);
  }

  #chunk(kind, openingFields, repeatable) {
    const r = this.#r;
    const lanes = this.#model.lanesOf(kind);
    const tail = r.some(0.8, { delta: () => values.text(r) });
    const lane = r.chance(0.7) && r.pick(lanes);
    if (lane) return { ...this.#continuation(kind, lane, lanes), ...this.#repeated(lane[1], repeatable), ...tail };

    const withName = () => ({ toolCallName: values.text(r) });
    const members = kind === "call" ? this.#openCall(withName) : this.#open(kind, openingFields);
    if (!members || lanes.some(([, { id }]) => id === (members.toolCallId ?? members.messageId))) return undefined;
    return { ...members, ...tail };
  }

  /** Returns the members that lead a chunk to the lane: an id, a tag, or both, or none if the lane is found without. */
  #continuation(kind, [owner, { id }], lanes) {
    const r = this.#r;
    const named = { [kind === "call" ? "toolCallId" : "messageId"]: id };
    if (r.chance(0.5)) return { ...named, ...(r.chance(0.5) ? tagged(owner) : {}) };
    const isFound = owner === undefined || lanes.length === 1;
    return isFound && r.chance(0.5) ? {} : tagged(owner);
  }

  /** Repeats some of the fields with which a lane was opened. */
  #repeated(lane, repeatable) {
    const fields = { ...lane };
    if (lane.kind === "message") fields.role ??= "assistant";
    const members = repeatable.filter((field) => fields[field] !== undefined);
    return this.#r.some(0.3, Object.fromEntries(members.map((field) => [field, () => fields[field]])));
  }

  #result() {
    const r = this.#r;
    const messageId = r.pick(["t1", "t2", "t3", "t4", "m3"]);
    // The new owner of a message must not differ from the tag of its next chunk.
    if (this.#model.lanesOf("message").some(([, { id }]) => id === messageId)) return undefined;
    const names = { messageId, toolCallId: r.pick([...ids.call, "c9"]), content: values.content(r) };
    return { ...names, ...r.some(0.3, { role: () => "tool" }), ...this.#tag() };
  }

  #messages() {
    const r = this.#r;
    const all = [...ids.message, ...ids.reasoning, ...ids.activity, "t1", "t2"];
    const choices = () => ({ id: r.pick(all), owner: r.pick(this.#tags), calls: () => r.pick(ids.call) });
    return r.list(6, () => values.message(r, choices()));
  }

  #activity() {
    const r = this.#r;
    const messageId = r.pick(ids.activity);
    const content = values.object(r);
    this.#model.activities.set(messageId, content);
    return {
      messageId,
      activityType: values.text(r),
      content,
      ...r.some(0.4, { replace: () => r.chance(0.5) }),
      ...this.#tag(),
    };
  }

  #activityDelta() {
    const r = this.#r;
    const known = [...this.#model.activities.keys()];
    const messageId = r.pick(known.length > 0 && r.chance(0.8) ? known : ids.activity);
    const { patch, document } = delta(r, this.#model.activities.get(messageId) ?? {});
    this.#model.activities.set(messageId, document);
    return { messageId, activityType: values.text(r), patch, ...tagged(this.#tagFor("activity", messageId)) };
  }

  #encryptedValue() {
    const r = this.#r;
    const subtype = r.pick(["tool-call", "message"]);
    const entityId = r.pick(subtype === "message" ? [...ids.message, ...ids.reasoning, ...ids.activity] : ids.call);
    const kind = subtype === "tool-call" ? "call" : this.#model.isOwned("message", entityId) ? "message" : "reasoning";
    return { subtype, entityId, encryptedValue: values.text(r), ...tagged(this.#tagFor(kind, entityId)) };
  }

  #subagent() {
    const r = this.#r;
    const { active, ended } = this.#model.subagents;
    const subagentRunId = r.pick(subagents);
    if (active.has(subagentRunId) || ended.has(subagentRunId)) return undefined;
    const parent = r.pick([...active, ...ended]);
    return {
      subagentRunId,
      name: values.text(r),
      ...(parent !== undefined && r.chance(0.8) ? { parentSubagentRunId: parent } : {}),
      ...r.some(0.3, {
        description: () => values.text(r),
        parentToolCallId: () => r.pick(ids.call),
        parentMessageId: () => r.pick(ids.message),
      }),
    };
  }

  #active(members) {
    const subagentRunId = this.#r.pick([...this.#model.subagents.active]);
    return subagentRunId === undefined ? undefined : members(subagentRunId);
  }
}

const tagged = (owner) => (owner === undefined ? {} : { subagentRunId: owner });
