import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { anyApi } from "convex/server";
import { expect, onTestFinished, test } from "vitest";
import { openInThread } from "../../server/embedded/thread";
import { clientOf, openStore, temporaryDirectory } from "./support/deployment";

const FILE = new URL("support/thread.js", import.meta.url);
const notes = anyApi.notes!;

async function openThread(workerData: { path: string; shared?: SharedArrayBuffer; ending?: string }) {
  const store = await openInThread(FILE, { workerData, execArgv: [] });
  onTestFinished(() => store.close());
  return store;
}

const newPath = () => join(temporaryDirectory(), "store.sqlite");

test("many callers are answered, each with what their own call came to", async () => {
  const client = clientOf(await openThread({ path: newPath() }));
  const texts = Array.from({ length: 50 }, (_, i) => `note ${i}`);
  const counts = await Promise.all(
    texts.map((text) => client.mutation(notes.add!, { text }, { skipQueue: true })),
  );
  expect(counts).toEqual(texts.map((_, i) => i + 1));
  await expect(client.mutation(notes.add!, { text: "" })).rejects.toThrow("An empty note.");
  expect(await client.query(notes.all!, {})).toEqual(texts);
});

test("while the store is busy, its callers' own thread goes on", async () => {
  const shared = new SharedArrayBuffer(4);
  const client = clientOf(await openThread({ path: newPath(), shared }));
  const answer = client.query(notes.stubborn!, {});
  // Nothing but this thread can wake the other one: if it stood still too, the answer would be "timed-out".
  const wake = setInterval(() => Atomics.notify(new Int32Array(shared), 0), 1);
  expect(await answer.finally(() => clearInterval(wake))).toBe("ok");
});

test("closing waits for what was asked before, and refuses what comes after", async () => {
  const path = newPath();
  const store = await openThread({ path });
  const client = clientOf(store);
  const asked = client.mutation(notes.add!, { text: "asked before" });
  const closed = store.close();
  await expect(client.mutation(notes.add!, { text: "too late" }, { skipQueue: true })).rejects.toThrow(
    "The store is closed.",
  );
  expect(await asked).toBe(1);
  await closed;
  await store.close();
  expect(await clientOf(await openThread({ path })).query(notes.all!, {})).toEqual(["asked before"]);
});

test("a store that cannot be opened says why, as it does without a thread", async () => {
  const path = newPath();
  await openStore({ path });
  await expect(openThread({ path })).rejects.toMatchObject({
    name: "StoreInUseError",
    message: expect.stringContaining(`The store ${path} is in use by another process.`) as string,
  });
});

test("a thread that ends before its store is open is an error, and not a wait without end", async () => {
  await expect(openThread({ path: newPath(), ending: "at once" })).rejects.toThrow(
    "The thread of the store ended before it was open, with code 3.",
  );
});

test.each([
  ["breaks", "The thread broke."],
  ["exits", "The thread of the store has ended by itself, with code 4."],
])(
  "a thread that %s while the store is open ends the process: it is not left without a store",
  async (ending, message) => {
    const process = new Worker(new URL("support/thread-asker.js", import.meta.url), {
      workerData: { path: newPath(), ending },
      execArgv: [],
    });
    const [error] = (await once(process, "error")) as [Error];
    expect(error.message).toBe(message);
  },
);

test("a store that stands still neither keeps its callers waiting for ever nor those who close it", async () => {
  const shared = new SharedArrayBuffer(4);
  const store = await openInThread(FILE, { workerData: { path: newPath(), shared }, execArgv: [] }, 1);
  const patience = new AbortController();
  const asked = store.fetch("http://embedded.invalid/api/query", {
    method: "POST",
    body: JSON.stringify({ path: "notes:stubborn", args: {} }),
    signal: patience.signal,
  });
  patience.abort(new Error("They have waited long enough."));
  await expect(asked).rejects.toThrow("They have waited long enough.");
  await store.close();
});
