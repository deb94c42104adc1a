// A sample as a separate process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

const root = new URL("../../../../", import.meta.url);
const configuration = process.env.CONFIGURATION ?? "Release";

/** Starts a sample that is a program. */
export function run(name, args, stdio) {
  const program = new URL(`samples/${name}/bin/${configuration}/net10.0/${name}.dll`, root);
  return spawn("dotnet", ["exec", fileURLToPath(program), ...args], { stdio });
}

/** Starts a sample that is a server before the tests of a file, and returns its address. */
export function serve(name) {
  const state = {};
  before(async () => {
    const child = run(name, ["--port", "0", "--delay", "0"], ["ignore", "pipe", "inherit"]);
    state.child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const listening = /Now listening on: (http:\S+)/.exec(line);
      if (listening) {
        state.address = listening[1];
        break;
      }
    }
    if (!state.address) {
      throw new Error(`${name} has not started; build the solution first.`);
    }
    child.stdout.resume();
  });
  after(async () => {
    state.child.kill();
    await once(state.child, "exit");
  });
  return (path) => `${state.address}/${path}`;
}
