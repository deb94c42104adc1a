// The gateway sample as a separate process, and the sessions that it must send.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

const root = new URL("../../../../", import.meta.url);
const configuration = process.env.CONFIGURATION ?? "Release";
const program = new URL(
  `samples/AgentWire.Samples.Gateway/bin/${configuration}/net10.0/AgentWire.Samples.Gateway.dll`,
  root,
);

export const dialects = ["walrus", "cinch", "smooth-operator", "systemprompt", "synaps"];
export const overWebSocket = ["cinch", "smooth-operator", "synaps"];

export const session = (dialect) => readFileSync(new URL(`spec/${dialect}/sessions/server.ndjson`, root), "utf8");

export const lines = (dialect) => session(dialect).trimEnd().split("\n");

/** Starts the gateway before the tests of a file, and returns its address. */
export function gateway() {
  const state = {};
  before(async () => {
    const child = spawn("dotnet", ["exec", fileURLToPath(program), "--port", "0", "--delay", "0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    state.child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const listening = /Now listening on: (http:\S+)/.exec(line);
      if (listening) {
        state.address = listening[1];
        break;
      }
    }
    if (!state.address) {
      throw new Error("The gateway has not started; build the solution first.");
    }
    child.stdout.resume();
  });
  after(async () => {
    state.child.kill();
    await once(state.child, "exit");
  });
  return (path) => `${state.address}/${path}`;
}
