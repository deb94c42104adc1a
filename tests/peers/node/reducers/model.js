// What the events of a stream have opened, and who owns it: as much as decides which events are allowed next.

// An event of these types ends the chunks of its own owner, or of all of them.
const endsLane =
  /^(TEXT_MESSAGE_(START|CONTENT|END)|TOOL_CALL_(START|ARGS|END|RESULT)|STATE_.*|STEP_.*|CUSTOM|REASONING_(MESSAGE_)?(START|CONTENT|END)|SUBAGENT_(FINISHED|ERROR))$/;
const endsAllLanes = ["RUN_STARTED", "RUN_FINISHED", "RUN_ERROR", "MESSAGES_SNAPSHOT"];

const openers = {
  TEXT_MESSAGE_START: "message",
  TOOL_CALL_START: "call",
  REASONING_MESSAGE_START: "reasoning",
  REASONING_START: "span",
};
const closers = {
  TEXT_MESSAGE_END: "message",
  TOOL_CALL_END: "call",
  REASONING_MESSAGE_END: "reasoning",
  REASONING_END: "span",
};
const chunks = { TEXT_MESSAGE_CHUNK: "message", TOOL_CALL_CHUNK: "call", REASONING_MESSAGE_CHUNK: "reasoning" };

const idOf = (event) => event.toolCallId ?? event.messageId;

const stepOf = ({ subagentRunId, stepName }) => JSON.stringify([stepName, subagentRunId]);

// A span and a message of one reasoning have one owner.
const ownerKind = (kind) => (kind === "span" ? "reasoning" : kind);

export class Model {
  /** What is known of the run: `none`, `active`, `finished` or `failed`. */
  run = "none";

  state = {};

  activities = new Map();

  constructor() {
    this.#forget();
  }

  #forget() {
    this.open = { message: new Set(), call: new Set(), reasoning: new Set(), span: new Set() };
    this.steps = new Map();
    this.subagents = { active: new Set(), ended: new Set() };
    this.lanes = new Map();
    this.owners = { message: new Map(), call: new Map(), reasoning: new Map(), activity: new Map() };
  }

  isOwned(kind, id) {
    return this.owners[ownerKind(kind)].has(id);
  }

  ownerOf(kind, id) {
    return this.owners[ownerKind(kind)].get(id);
  }

  #own(kind, id, owner) {
    if (!this.isOwned(kind, id)) this.owners[ownerKind(kind)].set(id, owner);
  }

  /** Says whether something is open once an event with the tag has ended the chunks of its owner. */
  isOpen(kind, id, tag) {
    return this.open[kind].has(id) || this.lanesOf(kind).some(([owner, lane]) => owner !== tag && lane.id === id);
  }

  lanesOf(kind) {
    return [...this.lanes].filter(([, lane]) => lane.kind === kind);
  }

  /** Takes over what an allowed event changes. */
  add(event) {
    if (endsAllLanes.includes(event.type)) this.lanes.clear();
    if (endsLane.test(event.type)) this.lanes.delete(event.subagentRunId);

    const { type, subagentRunId: tag } = event;
    if (openers[type]) {
      this.open[openers[type]].add(idOf(event));
      this.#own(openers[type], idOf(event), this.openingOwner(event));
    }
    if (closers[type]) this.open[closers[type]].delete(idOf(event));
    if (chunks[type]) this.#addChunk(chunks[type], event);

    switch (type) {
      case "RUN_STARTED":
        this.run = "active";
        this.#forget();
        for (const message of event.input?.messages ?? []) this.#addMessage(message, false);
        break;
      case "RUN_FINISHED":
        this.run = "finished";
        break;
      case "RUN_ERROR":
        this.run = "failed";
        break;
      case "TOOL_CALL_RESULT":
        this.owners.message.set(event.messageId, tag);
        break;
      case "ACTIVITY_SNAPSHOT":
        if (event.replace !== false || !this.isOwned("activity", event.messageId)) {
          this.owners.activity.set(event.messageId, tag);
        }
        break;
      case "MESSAGES_SNAPSHOT":
        for (const message of event.messages) this.#addMessage(message, true);
        break;
      case "STEP_STARTED":
        this.steps.set(stepOf(event), event);
        break;
      case "STEP_FINISHED":
        this.steps.delete(stepOf(event));
        break;
      case "SUBAGENT_STARTED":
        this.subagents.active.add(tag);
        break;
      case "SUBAGENT_FINISHED":
      case "SUBAGENT_ERROR":
        this.subagents.active.delete(tag);
        this.subagents.ended.add(tag);
        break;
    }
  }

  hasStep(event) {
    return this.steps.has(stepOf(event));
  }

  /** Returns the owner of what an event opens: its tag, or else the owner of the message that a call belongs to. */
  openingOwner({ subagentRunId, parentMessageId }) {
    return subagentRunId ?? this.owners.message.get(parentMessageId);
  }

  #addChunk(kind, event) {
    const id = idOf(event);
    if (id === undefined || this.lanesOf(kind).some(([, lane]) => lane.id === id)) return;
    this.lanes.set(event.subagentRunId, { ...event, kind, id });
    this.#own(kind, id, this.openingOwner(event));
  }

  #addMessage({ id, role, subagentRunId, toolCalls = [] }, replaces) {
    const kind = ["reasoning", "activity"].includes(role) ? role : "message";
    for (const [each, what] of [[kind, id], ...toolCalls.map((call) => ["call", call.id])]) {
      if (replaces) this.owners[each].set(what, subagentRunId);
      else this.#own(each, what, subagentRunId);
    }
  }
}
