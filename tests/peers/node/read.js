// Reads according to the schema and writes with JSON.stringify, if these two can produce what the contract requires.
// Otherwise, returns the reason why not.

export class Skip extends Error {}

const doesNotSort = "JSON.stringify does not sort members";

export function read(schemas, type, text, value) {
  const { order, emptyWhenAbsent, keepUnknown } = schemas.dialect;
  try {
    if (order?.members === "sorted" || order?.sortedRoots?.includes(type)) throw new Skip(doesNotSort);
    checkText(text, value);
    const ref = schemas.refOf(type);
    if (!schemas.accepts(ref, value)) return { error: "refused", message: "the schema refuses it" };
    return { output: JSON.stringify(arrange(ref, value)) };
  } catch (error) {
    if (error instanceof Skip) return { skip: error.message };
    throw error;
  }

  /** Returns the value with the known members of its type, in the order of the schema. */
  function arrange(ref, value) {
    const schema = schemas.at(ref);
    if (schema.$ref) return arrange(schemas.follow(schema.$ref, ref), value);
    if (schema.type?.includes("number") && value !== null) throw new Skip("JSON.stringify writes no .0");

    const choice = ["oneOf", "anyOf"].find((keyword) => schema[keyword]);
    if (choice) {
      const branch = schema[choice].findIndex((_, i) => schemas.accepts(`${ref}/${choice}/${i}`, value));
      return arrange(`${ref}/${choice}/${branch}`, value);
    }
    if (Array.isArray(value) && schema.items) return value.map((element) => arrange(`${ref}/items`, element));
    if (schema.properties || schema.allOf) {
      const path = schemas.pathOf(ref);
      const own = Object.keys(schema.properties ?? {}).flatMap((name) => {
        if (Object.hasOwn(value, name)) return [[name, arrange(`${ref}/properties/${name}`, value[name])]];
        return emptyWhenAbsent?.includes(`${path}.${name}`) ? [[name, []]] : [];
      });
      const others = (schema.allOf ?? []).map((_, i) => arrange(`${ref}/allOf/${i}`, value));
      const known = Object.assign(Object.fromEntries(own), ...others);
      if (!keepUnknown?.includes(path)) return known;
      checkOpaque(value);
      return { ...known, ...value, ...known };
    }
    checkOpaque(value);
    return value;
  }

  function checkOpaque(value) {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value)) {
      if (order?.opaque !== "insertion") throw new Skip(doesNotSort);
      if (Object.keys(value).some((name) => /^\d+$/.test(name))) {
        throw new Skip("JavaScript puts names that are numbers first");
      }
    }
    Object.values(value).forEach(checkOpaque);
  }
}

/** Looks for facts that JSON.parse does not report. */
export function checkText(text, value) {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[[\]{}]|-?\d[\d.eE+-]*/g) ?? [];
  let depth = 0;
  let names = 0;
  for (const token of tokens) {
    if (token.startsWith('"')) names += token.endsWith(":");
    else if ("[{".includes(token)) depth++;
    else if ("]}".includes(token)) depth--;
    else if (!/^-?\d+$/.test(token) || token === "-0") throw new Skip("JSON.parse forgets how a number is spelled");
    else if (!Number.isSafeInteger(Number(token))) throw new Skip("JSON.parse reads large integers as floats");
    if (depth > 127) throw new Skip("JSON.parse knows no greatest depth");
  }
  const found = survey(value);
  if (found.names !== names) throw new Skip("JSON.parse forgets a member that occurs twice");
  if (!found.wellFormed) throw new Skip("JSON.parse lets lone surrogates pass");
}

/** Returns the number of names in a value, and whether all its strings are valid Unicode. */
function survey(value) {
  if (typeof value === "string") return { names: 0, wellFormed: value.isWellFormed() };
  if (typeof value !== "object" || value === null) return { names: 0, wellFormed: true };
  const names = Array.isArray(value) ? [] : Object.keys(value);
  const inner = Object.values(value).map(survey);
  return {
    names: inner.reduce((sum, each) => sum + each.names, names.length),
    wellFormed: names.every((name) => name.isWellFormed()) && inner.every((each) => each.wellFormed),
  };
}
