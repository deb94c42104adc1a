// Runs random streams through both reducers. SEED and STREAMS say which streams, and how many.
import { mock } from "node:test";
import { run } from "../client.js";
import { runAll } from "./ours.js";
import { Random } from "./random.js";
import { shrink } from "./shrink.js";
import { compare } from "./unlike.js";

const seed = process.env.SEED ?? "20261129";
const count = Number(process.env.STREAMS ?? 1000);

// The client warns of what it drops and of deltas that fail, and prints each error.
mock.method(console, "warn", () => {});
mock.method(console, "error", () => {});

/**
 * Makes the streams and compares what becomes of them. Of each number of choices, takes the one whose outcome is the rarest
 * so far. Returns the streams, our results, how many streams need each cause, and the differences that have no cause.
 */
export async function trial(kind, make, choices = 1) {
  const candidates = Array.from({ length: count * choices }, (_, number) => make(new Random(seed, kind, number)));
  const answers = await runAll(candidates);
  const numbers = rarest(answers, choices);
  const inputs = numbers.map((number) => candidates[number]);
  const results = numbers.map((number) => answers[number]);
  const causes = {};
  const faults = [];
  for (const [index, input] of inputs.entries()) {
    const verdict = await compare(input, results[index]);
    for (const cause of verdict.causes) causes[cause] = (causes[cause] ?? 0) + 1;
    if (verdict.parts.length > 0) faults.push({ number: numbers[index], input, parts: verdict.parts });
  }
  return { inputs, results, causes, faults };
}

/** Returns one index of each group of results: that of the outcome or rule that was taken least so far. */
export function rarest(results, choices) {
  const taken = {};
  const times = (index) => taken[results[index].rule ?? results[index].outcome] ?? 0;
  return Array.from({ length: results.length / choices }, (_, group) => {
    const indexes = Array.from({ length: choices }, (_, choice) => group * choices + choice);
    const index = indexes.reduce((best, each) => (times(each) < times(best) ? each : best));
    taken[results[index].rule ?? results[index].outcome] = times(index) + 1;
    return index;
  });
}

/** Returns a text with the first differences, each with a short stream that has it too. */
export async function describe(faults) {
  const texts = [`${faults.length} of ${count} streams with the seed ${seed} differ.`];
  for (const { number, input, parts } of faults.slice(0, 3)) {
    const short = await shrink(input, async (candidates) => {
      const results = await runAll(candidates);
      const verdicts = [];
      for (const [index, candidate] of candidates.entries()) verdicts.push(await compare(candidate, results[index]));
      return verdicts.map((verdict) => verdict.parts.join() === parts.join());
    });
    const [ours] = await runAll([short]);
    const [left, right] = [ours, await run(short)].map((result) =>
      parts.map((part) => `${part} ${JSON.stringify(result[part])}`),
    );
    texts.push(
      `Stream ${number}: ${JSON.stringify(short)}`,
      `  ours:   ${left.join(", ")}`,
      `  theirs: ${right.join(", ")}`,
    );
  }
  return texts.join("\n");
}

/** Returns how often each name occurs in lists of names, as a text. */
export function tally(lists) {
  const counts = {};
  for (const name of lists.flatMap((list) => [...new Set(list)])) counts[name] = (counts[name] ?? 0) + 1;
  const sorted = Object.entries(counts).sort(([, one], [, other]) => other - one);
  return sorted.map(([name, times]) => `${name} ${times}`).join(", ");
}

/** Returns the names that are in none of the lists. */
export const missing = (names, lists) => names.filter((name) => !lists.some((list) => list.includes(name)));

export const about = `${count} streams with the seed ${seed}`;
