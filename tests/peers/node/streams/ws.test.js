// The ws client of Node.
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import WebSocket from "ws";
import { gateway, lines, overWebSocket } from "./gateway.js";

const address = gateway();
const open = (path, options) => new WebSocket(address(path).replace("http", "ws"), options);

for (const dialect of overWebSocket) {
  test(dialect, async () => {
    const socket = open(dialect);
    const received = [];
    socket.on("message", (data, isBinary) => received.push([data.toString(), isBinary]));
    const [status] = await once(socket, "close");
    assert.deepEqual(received, lines(dialect).map((line) => [line, false]));
    assert.equal(status, 1000);
  });
}

test("a page of another origin is refused", async () => {
  const [, response] = await once(open("cinch", { origin: "https://elsewhere.example" }), "unexpected-response");
  assert.equal(response.statusCode, 403);
});

test("a client that goes in the middle", async () => {
  const socket = open("cinch");
  await once(socket, "message");
  socket.close(1001);
  const [status] = await once(socket, "close");
  assert.ok([1000, 1001].includes(status), `${status}`);
});
