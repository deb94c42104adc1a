// Compares what becomes of a stream with what AG-UI's own client makes of it.
import { isDeepStrictEqual } from "node:util";

/** Returns the parts of a result that differ from those of the client. It does not report truncated streams. */
export function differences(expect, actual) {
  const { outcome, runs, pendingInterrupts = [], ...rest } = expect;
  const wanted = { outcome: outcome === "refused" ? outcome : "accepted", pendingInterrupts, ...rest };
  const parts = new Set([...Object.keys(wanted), ...Object.keys(actual)]);
  return [...parts].filter((part) => !isDeepStrictEqual(wanted[part], actual[part])).sort();
}

/** Returns the outcomes that follow from the events, which the client does not report. */
export function outcomesOf({ outcome, events }) {
  const runs = [];
  for (const { type } of events) {
    if (type === "RUN_STARTED" || (type === "RUN_ERROR" && runs.length === 0)) runs.push("truncated");
    if (type === "RUN_FINISHED") runs.splice(-1, 1, "finished");
    if (type === "RUN_ERROR") runs.splice(-1, 1, "run_error");
  }
  const open = runs.at(-1) === "truncated";
  if (outcome === "refused") return { outcome, runs: open ? runs.with(-1, "refused") : runs };
  if (open || runs.length === 0) return { outcome: "truncated", runs };
  return { outcome: runs.includes("run_error") ? "run_error" : "finished", runs };
}
