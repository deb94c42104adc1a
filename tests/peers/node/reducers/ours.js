// Runs streams through the reducer of this repository: the built tool, `agentwire run --batch`.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const configuration = process.env.CONFIGURATION ?? "Release";
const program = new URL(
  `../../../../src/AgentWire.Tool/bin/${configuration}/net10.0/AgentWire.Tool.dll`,
  import.meta.url,
);

/** Returns what becomes of each stream. */
export async function runAll(streams) {
  const child = spawn("dotnet", ["exec", fileURLToPath(program), "run", "--batch"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  // A tool that does not read its input has no answers, which says more than the closed pipe.
  child.stdin.on("error", () => {});
  child.stdin.end(streams.map((events) => `${JSON.stringify(events)}\n`).join(""));
  const output = await text(child.stdout);
  const results = output
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  if (results.length !== streams.length) throw new Error("The tool has not answered; build the solution first.");
  return results;
}
