// The unchanged schemas of spec/, or of the folder that the first argument names, in ajv's strict mode.
import Ajv from "ajv";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const spec = folder ? pathToFileURL(`${resolve(folder)}/`) : new URL("../../../spec/", import.meta.url);
const json = (path) => JSON.parse(readFileSync(new URL(path, spec), "utf8"));
const dialects = new Map();

export function load(name) {
  if (!dialects.has(name)) {
    dialects.set(name, existsSync(new URL(`${name}/dialect.json`, spec)) ? new Schemas(name) : undefined);
  }
  return dialects.get(name);
}

class Schemas {
  #ajv = new Ajv({ strict: true });
  #files = new Map();
  #validators = new Map();

  constructor(dialect) {
    this.dialect = json(`${dialect}/dialect.json`);
    for (const file of readdirSync(new URL(`${dialect}/`, spec)).filter((name) => name.endsWith(".schema.json"))) {
      const schema = json(`${dialect}/${file}`);
      this.#ajv.addSchema(schema);
      this.#files.set(schema.$id, schema);
    }
  }

  /** Returns the location of a type's definition, such as `walrus/events.schema.json#/definitions/StreamEvent`. */
  refOf(type) {
    for (const [id, { definitions }] of this.#files) {
      if (Object.hasOwn(definitions, type)) return `${id}#/definitions/${type}`;
    }
  }

  at(ref) {
    const [id, path] = ref.split("#/");
    return path.split("/").reduce((schema, name) => schema[name], this.#files.get(id));
  }

  /** Resolves a `$ref` that is in another location. */
  follow($ref, from) {
    return new URL($ref, `spec:/${from}`).href.slice("spec:/".length);
  }

  /** Returns the path of a type or a variant in the manifest, such as `PatchOperation.add`. */
  pathOf(ref) {
    const [type, choice] = ref.split("#/definitions/")[1].split("/");
    if (!choice) return type;
    const { tag } = this.dialect.unions?.[type] ?? {};
    return `${type}.${this.at(ref).properties?.[tag]?.const}`;
  }

  accepts(ref, value) {
    if (!this.#validators.has(ref)) this.#validators.set(ref, this.#ajv.compile({ $ref: ref }));
    return this.#validators.get(ref)(value);
  }
}
