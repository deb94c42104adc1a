// Damages streams: each kind of damage is one that a faulty server or a bad network does.
import { json } from "./values.js";

// The members whose values name something: what can be exchanged for each other.
const references = ["messageId", "toolCallId", "parentMessageId", "parentSubagentRunId", "entityId", "stepName"];
const tag = "subagentRunId";
const optional = ["timestamp", "rawEvent", "metadata", tag, "name", "role", "parentMessageId", "code", "usage"];

/** Chooses an event: first its type, so that rare types are chosen as often as others. */
function choose(r, events, isWanted = () => true) {
  const indexes = [...events.keys()].filter((index) => typeof events[index] === "object" && isWanted(events[index]));
  const type = r.pick([...new Set(indexes.map((index) => events[index].type))]);
  return r.pick(indexes.filter((index) => events[index].type === type));
}

const isChunk = ({ type }) => /_CHUNK$/.test(type);

/** Chooses a member at any depth of an event, and returns the object or list that has it, and its name. */
function member(r, event) {
  let place = { container: event, key: r.pick(Object.keys(event)) };
  for (;;) {
    const inner = place.container[place.key];
    if (typeof inner !== "object" || inner === null || Object.keys(inner).length === 0 || r.chance(0.4)) return place;
    place = { container: inner, key: r.pick(Object.keys(inner)) };
  }
}

// Each changes the list of events.
const kinds = {
  drop(r, events) {
    events.splice(choose(r, events), 1);
  },
  // Leaves something open, if the last event of the type closes it.
  dropLast(r, events) {
    const { type } = events[choose(r, events)];
    const last = events.findLastIndex((event) => event.type === type);
    events.splice(last, 1);
  },
  duplicate(r, events) {
    const index = choose(r, events);
    const end = events.findIndex(({ type }, later) => later > index && /^RUN_/.test(type));
    const before = r.pick([index + 1, index + 1 + r.below(events.length - index), end < 0 ? events.length : end]);
    events.splice(before, 0, structuredClone(events[index]));
  },
  swap(r, events) {
    const first = choose(r, events);
    const second = r.chance(0.5) ? (first + 1) % events.length : r.below(events.length);
    [events[first], events[second]] = [events[second], events[first]];
  },
  cut(r, events) {
    events.splice(r.below(events.length));
  },
  retarget(r, events) {
    const names = (event) => references.filter((name) => event[name] !== undefined);
    const index = choose(r, events, (event) => names(event).length > 0);
    if (index === undefined) return;
    const name = r.pick(names(events[index]));
    const others = events.map((event) => event[name]).filter((value) => value !== undefined);
    if (r.chance(0.2)) delete events[index][name];
    else events[index][name] = r.chance(0.3) ? "elsewhere" : r.pick([...new Set(others)]);
  },
  retag(r, events) {
    const index = choose(r, events);
    const owner = r.pick([undefined, "s1", "s2", "s3", "s4", ""]);
    if (owner === undefined) delete events[index][tag];
    else events[index][tag] = owner;
  },
  // Takes away what leads a chunk to its message.
  anonymize(r, events) {
    const index = choose(r, events, isChunk);
    if (index === undefined) return;
    const { messageId, toolCallId, subagentRunId, ...rest } = events[index];
    events[index] = rest;
  },
  // Contradicts, or takes away, what a chunk has opened.
  contradict(r, events) {
    const index = choose(r, events, isChunk);
    if (index === undefined) return;
    const isCall = events[index].type.startsWith("TOOL_");
    const name = r.pick(isCall ? ["toolCallName", "toolCallName", "parentMessageId", tag] : ["role", "name", tag]);
    if (r.chance(0.4)) delete events[index][name];
    else events[index][name] = name === "role" ? "system" : r.pick(["s1", "s2", "s3", "elsewhere"]);
  },
  replace(r, events) {
    const { container, key } = member(r, events[choose(r, events)]);
    if (Array.isArray(container) || r.chance(0.7)) container[key] = r.chance(0.2) ? null : json(r);
    else delete container[key];
  },
  nullify(r, events) {
    events[choose(r, events)][r.pick(optional)] = null;
  },
  // Takes away what says which variant an element is.
  untag(r, events) {
    const lists = ({ messages, delta, patch, content }) =>
      [messages, delta, patch, content].filter(Array.isArray).flat();
    const index = choose(r, events, (event) => lists(event).length > 0);
    if (index === undefined) return;
    const element = r.pick(lists(events[index]));
    for (const name of ["role", "op", "type"]) delete element[name];
  },
  garble(r, events) {
    const index = choose(r, events);
    const text = JSON.stringify(events[index]);
    events[index] = text.slice(0, r.below(text.length));
  },
};

const weights = {
  drop: 2,
  dropLast: 4,
  duplicate: 7,
  swap: 2,
  cut: 0.3,
  retarget: 5,
  retag: 5,
  anonymize: 3,
  contradict: 3,
  replace: 1.2,
  nullify: 0.5,
  untag: 0.5,
  garble: 0.1,
};

/** Returns a stream that is damaged in one to three places. */
export function damage(r, stream) {
  const events = structuredClone(stream);
  for (let left = 1 + r.below(3); left > 0 && choose(r, events) !== undefined; left--) {
    kinds[r.weighted(weights)](r, events);
  }
  return events;
}
