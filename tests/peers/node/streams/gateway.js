// The gateway sample, and the sessions that it must send.
import { readFileSync } from "node:fs";
import { serve } from "./sample.js";

const root = new URL("../../../../", import.meta.url);

export const dialects = ["walrus", "cinch", "smooth-operator", "systemprompt", "synaps"];
export const overWebSocket = ["cinch", "smooth-operator", "synaps"];

export const session = (dialect) => readFileSync(new URL(`spec/${dialect}/sessions/server.ndjson`, root), "utf8");

export const lines = (dialect) => session(dialect).trimEnd().split("\n");

/** Starts the gateway before the tests of a file, and returns its address. */
export const gateway = () => serve("AgentWire.Samples.Gateway");
