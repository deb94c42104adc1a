// Rewrites the parts of AG-UI's events that have a type. What can be any JSON stays as it is.
import { load } from "../schemas.js";

const schemas = load("ag-ui");

/** The result of a handler that takes the part away. Where it is required, the part around it goes too. */
export const gone = Symbol("gone");

/**
 * Returns an event with what the handlers made of its parts: `unknown` of a variant that its type does not have, `untagged`
 * of an object that does not say which variant it is, and `nulled` of an optional member that is null.
 */
export function rewrite(event, handlers) {
  return part(schemas.refOf("Event"), event, handlers);
}

function part(ref, value, handlers) {
  const schema = schemas.at(ref);
  if (schema.$ref) return part(schemas.follow(schema.$ref, ref), value, handlers);
  if (schema.oneOf) return variant(ref, schema.oneOf, value, handlers);
  if (Array.isArray(value) && schema.items) {
    return value.map((element) => part(`${ref}/items`, element, handlers)).filter((element) => element !== gone);
  }
  if (!isObject(value) || !schema.properties) return value;
  const members = [];
  for (const [name, member] of Object.entries(value)) {
    const isKnown = Object.hasOwn(schema.properties, name);
    const isOptional = isKnown && !schema.required?.includes(name);
    const after =
      isOptional && member === null && handlers.nulled
        ? handlers.nulled(member)
        : isKnown
          ? part(`${ref}/properties/${name}`, member, handlers)
          : member;
    if (after !== gone) members.push([name, after]);
    else if (!isOptional) return gone;
  }
  return Object.fromEntries(members);
}

function variant(ref, choices, value, handlers) {
  const { tag } = schemas.dialect.unions[ref.split("/").at(-1)] ?? {};
  const isList = Array.isArray(value);
  if (!tag) {
    const branch = choices.findIndex(({ type }) => type === "array" && isList);
    return branch < 0 ? value : part(`${ref}/oneOf/${branch}`, value, handlers);
  }
  if (!isObject(value)) return value;
  if (typeof value[tag] !== "string") return handlers.untagged ? handlers.untagged(value) : value;
  const branch = choices.findIndex(({ properties }) => properties[tag].const === value[tag]);
  if (branch < 0) return handlers.unknown ? handlers.unknown(value) : value;
  return part(`${ref}/oneOf/${branch}`, value, handlers);
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
