// The intentional differences from AG-UI's own client. Each has a cause, and says how to take the cause out of an event or
// out of the messages. A difference is explained if it is gone when neither side sees its causes.
import { isDeepStrictEqual } from "node:util";
import { run } from "../client.js";
import { differences } from "../results.js";
import { gone, rewrite } from "./typed.js";

// A delta that fails on any document.
const failing = [
  { op: "test", path: "", value: 1 },
  { op: "test", path: "", value: 2 },
];

// An operation that is none of these is left out.
const operations = ["add", "remove", "replace", "move", "copy", "test"];

const isContainer = (value) => typeof value === "object" && value !== null;

const isOperation = (value) => isContainer(value) && typeof value.op === "string" && typeof value.path === "string";

/** Changes the delta of an event that has a valid one. */
function changeDelta(change) {
  return (event) => {
    const member = { STATE_DELTA: "delta", ACTIVITY_DELTA: "patch" }[event.type];
    const patch = event[member];
    return Array.isArray(patch) && patch.every(isOperation) ? { ...event, [member]: change(patch, event) } : event;
  };
}

/** Gives an event a delta that fails, if its own has the fault. */
const failIf = (isFaulty) => changeDelta((patch, event) => (isFaulty(patch, event) ? failing : patch));

/** Returns where a place is before a value is removed from the same list, if the place is behind this value. */
function beforeRemoval(from, path) {
  const [, list, index] = /^(.*\/)(\d+)$/.exec(from) ?? [];
  if (list === undefined || !path.startsWith(list)) return path;
  const [, later, rest = ""] = /^(\d+)(\/.*)?$/.exec(path.slice(list.length)) ?? [];
  return Number(later) > Number(index) ? `${list}${Number(later) + 1}${rest}` : path;
}

/** Returns a move as a copy and a removal, if its removal changes where its new place is. */
function copyAndRemove({ op, from, path }) {
  const place = op === "move" ? beforeRemoval(from, path) : path;
  if (place === path) return undefined;
  return [
    { op: "copy", from, path: place },
    { op: "remove", path: from },
  ];
}

/** Returns operations that change nothing, and fail if a value is to be copied or moved to a place behind the end of a list. */
function checkPlace({ op, from, path }) {
  const isWithin = `${from}/`.startsWith(`${path}/`);
  if (!["copy", "move"].includes(op) || !/\/\d+$/.test(path) || isWithin) return [];
  const place = op === "move" ? beforeRemoval(from, path) : path;
  return [
    { op: "add", path: place, value: null },
    { op: "remove", path: place },
  ];
}

/** Returns the last value that a delta gives to the whole document, or undefined if it gives none. */
function wholeOf(patch) {
  const last = patch.findLast(({ op, path }) => path === "" && ["add", "replace", "remove"].includes(op));
  return last && (last.value ?? null);
}

export const causes = {
  // The client drops events, messages, parts, sources, operations and outcomes that it does not know.
  "unknown-tags-are-kept": { event: (event) => rewrite(event, { unknown: () => gone }) },

  // The client refuses null for most optional members.
  "null-reads-as-absent": { event: (event) => rewrite(event, { nulled: () => gone }) },

  // The client drops elements that do not say which variant they are. An event with such an element is refused here.
  "elements-need-a-tag": {
    event(event) {
      let isRefused = false;
      rewrite(event, { untagged: () => (isRefused = true) });
      return isRefused ? {} : event;
    },
  },

  // RFC 6901 has no index with a leading zero.
  "no-leading-zeros": {
    event: failIf((patch) => patch.some(({ path, from }) => /\/0\d/.test(`${path} ${from}`))),
  },

  // RFC 6902 refuses to move a value into itself. The client checks this for members of objects only.
  "no-move-into-itself": {
    event: failIf((patch) => patch.some(({ op, path, from }) => op === "move" && path.startsWith(`${from}/`))),
  },

  // RFC 6902 removes what is moved, and then looks for its new place. The client looks for the place first, and does not find
  // it behind an index that the removal changes.
  "moves-remove-first": {
    event: changeDelta((patch) => patch.flatMap((operation) => copyAndRemove(operation) ?? operation)),
  },

  // RFC 6902 refuses an index behind the end of a list. The client does so where it adds, and appends what it copies or moves.
  "lists-have-an-end": {
    event: changeDelta((patch) => patch.flatMap((operation) => [...checkPlace(operation), operation])),
  },

  // A scalar has no members. If it is the whole document, the client ignores that one is added, and sees those of JavaScript.
  "scalars-have-no-members": {
    event: failIf((patch) =>
      patch.some(({ op, path, from = "" }, index) => {
        const whole = wholeOf(patch.slice(0, index));
        const isBelow = operations.includes(op) && (path !== "" || from !== "");
        return isBelow && whole !== undefined && !isContainer(whole);
      }),
    ),
  },

  // The content of an activity is an object. The client accepts any result of a delta.
  "activities-are-objects": {
    event: failIf((patch, { type }) => {
      const whole = wholeOf(patch);
      return type === "ACTIVITY_DELTA" && whole !== undefined && (!isContainer(whole) || Array.isArray(whole));
    }),
  },

  // A tool call can make a second message with an id. The client does not give it an owner, and if a snapshot replaces
  // both, a change of one changes the other.
  "messages-are-their-own": {
    messages: (messages) =>
      messages.map((message, index) => {
        const { id, role } = message;
        return messages.findIndex((each) => each.id === id) < index ? { id, role } : message;
      }),
  },
};

const isEvent = (frame) => isContainer(frame) && !Array.isArray(frame);

/** Returns a frame without the causes. */
const frameWithout = (names, frame) =>
  names.reduce((frame, name) => (isEvent(frame) && causes[name].event ? causes[name].event(frame) : frame), frame);

/** Returns messages without the causes. */
function messagesWithout(names, messages) {
  const snapshot = frameWithout(names, { type: "MESSAGES_SNAPSHOT", messages });
  return names.reduce((messages, name) => causes[name].messages?.(messages) ?? messages, snapshot.messages);
}

/** Returns our result without the causes. */
function oursWithout(names, { events, messages, ...rest }) {
  const without = events.map((event) => frameWithout(names, event)).filter((event) => event !== gone);
  return { ...rest, events: without, messages: messagesWithout(names, messages) };
}

/** Returns what the client makes of a stream without the causes. */
async function theirsWithout(names, input) {
  const frames = input.map((frame) => frameWithout(names, frame));
  const kept = [...frames.keys()].filter((index) => frames[index] !== gone);
  const { at, messages, ...rest } = await run(kept.map((index) => frames[index]));
  return { ...rest, messages: messagesWithout(names, messages), ...(at === undefined ? {} : { at: kept[at] }) };
}

/**
 * Compares a result with that of the client. Returns the parts that differ without a listed cause, and the causes without
 * which other parts would differ.
 */
export async function compare(input, ours) {
  const differ = async (names) => differences(oursWithout(names, ours), await theirsWithout(names, input));
  const found = await differ([]);
  if (found.length === 0) return { parts: [], causes: [] };

  const present = Object.keys(causes).filter(
    (name) =>
      input.some((frame) => !isDeepStrictEqual(frameWithout([name], frame), frame)) ||
      !isDeepStrictEqual(messagesWithout([name], ours.messages), ours.messages),
  );
  if (present.length === 0) return { parts: found, causes: [] };
  const parts = await differ(present);
  if (parts.length > 0 || present.length === 1) return { parts, causes: parts.length > 0 ? [] : present };

  const needed = [];
  for (const name of present) {
    const others = present.filter((each) => each !== name);
    if ((await differ(others)).length > 0) needed.push(name);
  }
  return { parts: [], causes: needed };
}
