// The parser of AG-UI's own client. It returns the result of JSON.parse for an event, so this is compared.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSSEStream, runHttpRequest } from "@ag-ui/client";
import { gateway, lines } from "./gateway.js";

const address = gateway();

const parse = (response) =>
  new Promise((resolve, reject) => {
    const events = [];
    parseSSEStream(runHttpRequest(response)).subscribe({
      next: (event) => events.push(event),
      error: reject,
      complete: () => resolve(events),
    });
  });

test("systemprompt", async () => {
  const events = await parse(() => fetch(address("systemprompt")));
  assert.deepEqual(
    events.map((event) => JSON.stringify(event)),
    lines("systemprompt").map((line) => JSON.stringify(JSON.parse(line))),
  );
});

test("an event with a byte less is noticed", () =>
  assert.rejects(parse(async () => new Response(`data: ${lines("systemprompt")[0].slice(0, -1)}\n\n`))));
