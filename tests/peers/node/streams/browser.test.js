// Debian's chromium: EventSource, WebSocket and fetch as in any page, and the page of the sample.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { dialects, gateway, lines, overWebSocket, session } from "./gateway.js";

const address = gateway();
let browser;

before(async () => {
  browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});

after(() => browser.close());

async function open() {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(address(""));
  return { page, errors };
}

test("EventSource", async () => {
  const { page } = await open();
  const received = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const events = [];
        const source = new EventSource("/systemprompt");
        source.onmessage = (event) => events.push(event.data);
        source.onerror = () => {
          source.close();
          resolve(events);
        };
      }),
  );
  assert.deepEqual(received, lines("systemprompt"));
});

for (const dialect of overWebSocket) {
  test(`WebSocket: ${dialect}`, async () => {
    const { page } = await open();
    const [received, status, clean] = await page.evaluate(
      (path) =>
        new Promise((resolve) => {
          const messages = [];
          const socket = new WebSocket(new URL(path, location).href.replace("http", "ws"));
          socket.onmessage = (event) => messages.push(event.data);
          socket.onclose = (event) => resolve([messages, event.code, event.wasClean]);
        }),
      dialect,
    );
    assert.deepEqual(received, lines(dialect));
    assert.deepEqual([status, clean], [1000, true]);
  });
}

test("fetch: walrus", async () => {
  const { page } = await open();
  const body = await page.evaluate(async () => (await fetch("/walrus")).text());
  assert.equal(body, session("walrus"));
});

for (const dialect of dialects) {
  test(`the page: ${dialect}`, async () => {
    const { page, errors } = await open();
    await page.click(`[data-dialect=${dialect}]`);
    await page.waitForFunction(() => document.getElementById("state").textContent.includes("ended"));
    const [state, text] = await page.evaluate(() =>
      ["state", "text"].map((id) => document.getElementById(id).textContent),
    );
    assert.equal(state, `${dialect}: ended, ${lines(dialect).length} messages`);
    assert.ok(text.length > 100, text);
    assert.deepEqual(errors, []);
  });
}
