// The testee of AG-UI's own package: reads with the validators of @ag-ui/core, and writes with JSON.stringify.
import { createInterface } from "node:readline";
import * as validators from "@ag-ui/core/schemas";
import { checkText, Skip } from "./read.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// The types that have another name in the package.
const names = { EncryptedValueSubtype: "ReasoningEncryptedValueSubtype", PatchOperation: "JsonPatchOperation" };

function answer({ op, dialect, type, input }) {
  const validator = dialect === "ag-ui" && validators[`${names[type] ?? type}Schema`];
  if (op !== "read" || !validator) return { skip: `@ag-ui/core has no ${op} of ${dialect} ${type}` };
  try {
    const text = utf8.decode(Buffer.from(input, "base64"));
    const value = JSON.parse(text);
    const output = JSON.stringify(validator.parse(value));
    checkText(text, value);
    return { output: Buffer.from(output).toString("base64") };
  } catch (error) {
    if (error instanceof Skip) return { skip: error.message };
    return { error: "refused", message: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  process.stdout.write(JSON.stringify({ id: request.id, ...answer(request) }) + "\n");
}
