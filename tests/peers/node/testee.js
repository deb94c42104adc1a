// The testee: answers requests, one per line, until the input ends.
import { createInterface } from "node:readline";
import { read } from "./read.js";
import { load } from "./schemas.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function answer({ op, dialect, type, input }) {
  const schemas = load(dialect);
  const ref = schemas?.refOf(type);
  if (ref === undefined) return { skip: `spec/ has no ${dialect} ${type}` };

  let text, value;
  try {
    text = utf8.decode(Buffer.from(input, "base64"));
    value = JSON.parse(text);
  } catch (error) {
    return op === "schema" ? { valid: false } : { error: "refused", message: error.message };
  }

  if (op === "schema") return { valid: schemas.accepts(ref, value) };
  if (op === "read") return read(schemas, type, text, value);
  return { skip: `no ${op} here` };
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const { output, ...rest } = answer(request);
  if (output !== undefined) rest.output = Buffer.from(output).toString("base64");
  process.stdout.write(JSON.stringify({ id: request.id, ...rest }) + "\n");
}
