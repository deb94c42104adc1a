// Random deltas that fit a document, and a few that fail, or have an operation that no version of AG-UI has.
import { isDeepStrictEqual } from "node:util";
import { json, name } from "./values.js";

const isContainer = (value) => typeof value === "object" && value !== null;

const escape = (token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** Returns all places in a document: the containers, each with its pointer. */
function containers(document, pointer = "") {
  if (!isContainer(document)) return [];
  const inner = Object.entries(document).flatMap(([key, value]) => containers(value, pointer + escape(key)));
  return [{ pointer, container: document }, ...inner];
}

/** Returns a place of a document that has a value, or undefined if there is none. */
function taken(r, root) {
  const places = containers(root.value).filter(({ container }) => Object.keys(container).length > 0);
  const place = r.pick(places);
  if (!place) return undefined;
  const key = r.pick(Object.keys(place.container));
  return { ...place, key, path: place.pointer + escape(key) };
}

/** Returns a place of a document where a value can be added. */
function free(r, root) {
  const place = r.pick(containers(root.value));
  if (!place) return undefined;
  if (!Array.isArray(place.container)) {
    const key = name(r);
    return { ...place, key, path: place.pointer + escape(key) };
  }
  const key = r.below(place.container.length + 1);
  const isEnd = key === place.container.length && r.chance(0.5);
  return { ...place, key, path: place.pointer + (isEnd ? "/-" : escape(key)) };
}

function insert({ container, key }, value) {
  if (Array.isArray(container)) container.splice(key, 0, value);
  else container[key] = value;
}

function remove({ container, key }) {
  const value = container[key];
  if (Array.isArray(container)) container.splice(key, 1);
  else delete container[key];
  return value;
}

// Each makes an operation or two, and applies them to the document. They return undefined if the document has no place for it.
const operations = {
  add(r, root) {
    const place = free(r, root);
    if (!place) return operations.root(r, root);
    const value = json(r, 1);
    insert(place, structuredClone(value));
    return { op: "add", path: place.path, value };
  },
  remove(r, root) {
    const place = taken(r, root);
    if (!place) return undefined;
    remove(place);
    return { op: "remove", path: place.path };
  },
  replace(r, root) {
    const place = taken(r, root);
    if (!place) return undefined;
    const value = json(r, 1);
    place.container[place.key] = structuredClone(value);
    return { op: "replace", path: place.path, value };
  },
  move(r, root) {
    const from = taken(r, root);
    if (!from) return undefined;
    const value = remove(from);
    const place = free(r, root);
    insert(place, value);
    return { op: "move", from: from.path, path: place.path };
  },
  copy(r, root) {
    const from = taken(r, root);
    if (!from) return undefined;
    const value = structuredClone(from.container[from.key]);
    const place = free(r, root);
    insert(place, value);
    return { op: "copy", from: from.path, path: place.path };
  },
  test(r, root) {
    const place = taken(r, root);
    if (!place) return undefined;
    return { op: "test", path: place.path, value: structuredClone(place.container[place.key]) };
  },
  // Moves a value into a later element of its list, whose index changes with the move.
  shift(r, root) {
    if (!isContainer(root.value) || Array.isArray(root.value)) return undefined;
    root.value.list = [2, { a: 1 }];
    return [
      { op: "add", path: "/list", value: [1, 2, {}] },
      { op: "move", from: "/list/0", path: "/list/1/a" },
    ];
  },
  root(r, root) {
    root.value = json(r);
    return { op: r.pick(["add", "replace"]), path: "", value: structuredClone(root.value) };
  },
};

const weights = { add: 6, remove: 2, replace: 3, move: 2, copy: 2, test: 2, shift: 0.6 };

// Each makes an operation that fails.
const failures = [
  () => ({ op: "remove", path: "/no such member" }),
  () => ({ op: "replace", path: "/no such member", value: 1 }),
  () => ({ op: "add", path: "/no such member/a", value: 1 }),
  () => ({ op: "test", path: "/no such member", value: null }),
  () => ({ op: "copy", from: "/no such member", path: "/a" }),
  () => ({ op: "add", path: "/__proto__", value: 1 }),
  (r, { value }) => ({ op: "test", path: "", value: isDeepStrictEqual(value, 1) ? 2 : 1 }),
  (r, { value }) => {
    const { pointer, container } = r.pick(containers(value).filter(({ container }) => Array.isArray(container))) ?? {};
    if (!container) return { op: "move", from: "/no such member", path: "/a" };
    return { op: "add", path: `${pointer}/${r.pick([container.length + 1, "-1", "x", "1.0"])}`, value: 1 };
  },
];

// Each makes operations with which a delta fails, although a lenient reader accepts them.
const oddities = [
  () => [
    { op: "add", path: "/list", value: [1, 2] },
    { op: "copy", from: "/list/0", path: "/list/3" },
  ],
  () => [
    { op: "add", path: "/list", value: [1, 2] },
    { op: "move", from: "/list/0", path: "/list/2" },
  ],
  () => [
    { op: "add", path: "/list", value: [1] },
    { op: "add", path: "/list/00", value: 2 },
  ],
  () => [
    { op: "add", path: "/list", value: [{}, {}] },
    { op: "move", from: "/list/0", path: "/list/0/a" },
  ],
  () => [
    { op: "replace", path: "", value: "scalar" },
    { op: "add", path: "/a", value: 1 },
  ],
];

/** Returns a delta and the document after it. */
export function delta(r, document) {
  const root = { value: structuredClone(document) };
  const first = r.chance(0.2) ? [operations.root(r, root)] : [];
  const others = r
    .list(3, () => operations[r.weighted(weights)](r, root))
    .flat()
    .filter((operation) => operation);
  const patch = [...first, ...others];
  const extended = r.chance(0.05) && r.pick(patch);
  if (extended) extended.comment = json(r);
  if (r.chance(0.01)) patch.splice(r.below(patch.length + 1), 0, { op: "rename", path: "/a", to: "b" });
  if (r.chance(0.8)) return { patch, document: root.value };
  if (r.chance(0.5)) patch.push(r.pick(failures)(r, root));
  else patch.push(...r.pick(oddities)());
  return { patch, document };
}
