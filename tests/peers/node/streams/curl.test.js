// curl: the raw bytes.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { gateway, lines, session } from "./gateway.js";

const address = gateway();
const curl = async (path, ...options) =>
  (await promisify(execFile)("curl", ["--silent", "--show-error", "--no-buffer", ...options, address(path)], { encoding: "buffer" }))
    .stdout;

test("server-sent events", async () => {
  const expected = lines("systemprompt").map((line) => `data: ${line}\n\n`);
  assert.deepEqual(await curl("systemprompt"), Buffer.from(expected.join("")));
});

test("newline-delimited JSON", async () => assert.deepEqual(await curl("walrus"), Buffer.from(session("walrus"))));

test("headers", async () => {
  const headers = (await curl("systemprompt", "--dump-header", "-", "--output", "/dev/null")).toString().toLowerCase();
  assert.match(headers, /^http\/1.1 200 ok\r$/m);
  assert.match(headers, /^content-type: text\/event-stream\r$/m);
  assert.match(headers, /^cache-control: no-cache\r$/m);
});

test("a plain request for a WebSocket", async () =>
  assert.match((await curl("cinch", "--include")).toString(), /^HTTP\/1.1 426 /));
