// A server of events in plain Node. It cuts its responses at random bytes, continues after Last-Event-ID, and says 204 after the last event.
import { createServer } from "node:http";

const [count, first] = process.argv.slice(2).map(Number);
let seed = first;
const random = (limit) => {
  seed = (seed * 48271) % 2147483647;
  return Math.floor((seed / 2147483647) * limit);
};

const server = createServer((request, response) => {
  const last = Number(request.headers["last-event-id"] ?? 0);
  if (request.headers.accept !== "text/event-stream" || last >= count) {
    response.writeHead(last >= count ? 204 : 406).end();
    return;
  }

  const fault = random(8);
  if (fault === 0) {
    response.writeHead(503).end();
    return;
  }

  if (fault === 1) {
    request.socket.destroy();
    return;
  }

  response.writeHead(200, { "Content-Type": "text/event-stream" });
  let body = "retry: 1\r\n: hello\r\n\r\n";
  for (let id = last + 1; id <= Math.min(count, last + 20); id++) {
    const data = JSON.stringify({ type: "stream", Chunk: { content: `${id}` } });
    body += `id: ${id}\r\nevent: message\r\ndata: ${data.slice(0, 8)}\r\ndata:${data.slice(8)}\r\n\r\n`;
  }

  if (fault === 2) {
    response.end(body);
    return;
  }

  response.write(body.slice(0, random(body.length)), () => setTimeout(() => request.socket.destroy(), 5));
});

server.listen(0, "127.0.0.1", () => console.log(server.address().port));
