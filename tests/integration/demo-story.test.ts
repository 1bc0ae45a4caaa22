import { rm } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createStory, type Story } from "../../server/demo/story";
import { createWorld } from "../../server/demo/world";
import type { DemoView } from "../../shared/demo-api";
import { appErrorOf } from "../support/app-error";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

const apiKey = "key-of-the-demo-story";
let tandem: TestTandem;
let admin: Visitor;
let story: Story;
let lines: string[];
let time: number;

beforeEach(() => openDesk());
afterEach(() => tandem.close());

async function openDesk(dataDir?: string): Promise<void> {
  const folder = dataDir ? { dataDir } : {};
  tandem = await startTestTandem({ env: { BACKEND_API_KEY: apiKey }, demo: () => story, ...folder });
  admin = await tandem.admin();
  lines = [];
  time = Date.now();
  const tell = (line: string) => void lines.push(line);
  story = createStory({ world: createWorld(tandem, apiKey), tell, now: () => time });
}

/** The story's own time passes, ten seconds at a look, until it has come this far. */
async function playUntil(isSo: (view: DemoView) => boolean): Promise<DemoView> {
  await expect
    .poll(
      async () => {
        time += 10_000;
        await story.look();
        return isSo(story.view());
      },
      { timeout: 60_000, interval: 50 },
    )
    .toBe(true);
  return story.view();
}
const untilChapter = (chapter: DemoView["chapter"]) => playUntil((view) => view.chapter === chapter);

/** An admin notices the outage's end at once, where else it would take a while until the backend is asked again. */
async function askBackend(): Promise<void> {
  await expect.poll(async () => (await admin.trpc.settings.testConnection.mutate()).reachable.ok).toBe(true);
}

async function failedLinkIds(): Promise<string[]> {
  const { rows } = await admin.trpc.users.list.query({ states: ["failed"] });
  return rows.map(({ linkId }) => linkId);
}

test("a day at the desk: it breaks by itself, and what a person should repair it leaves to them", async () => {
  await untilChapter("outage");
  expect(story.view()).toMatchObject({ linked: 3, waits: false });
  expect(lines.at(0)).toMatch(/^1 of 7\. A healthy morning/u);

  const recovery = await untilChapter("recovery");
  expect(recovery).toMatchObject({ linked: 3, pending: 5, failed: 0 });
  await story.look();
  await askBackend();

  const retry = await untilChapter("retry");
  expect(retry).toMatchObject({ linked: 5, pending: 0, failed: 3, waits: true });
  for (let look = 0; look < 20; look++) await playUntil(() => true);
  expect(story.view()).toMatchObject({ chapter: "retry", failed: 3 });

  for (const linkId of await failedLinkIds()) await admin.trpc.users.resync.mutate({ id: linkId });
  const { driftedId, linked } = await untilChapter("drift");
  expect(linked).toBe(7);
  const stateOf = async (id: string) => (await admin.trpc.users.get.query({ id })).row?.state;
  expect(await stateOf(driftedId ?? "")).toBe("drifted");
  await playUntil(() => true);
  expect(story.view()).toMatchObject({ chapter: "drift", waits: true });

  const { row } = await admin.trpc.users.get.query({ id: driftedId ?? "" });
  await admin.trpc.users.resync.mutate({ id: row?.linkId ?? "" });
  await untilChapter("deletion");
  const evening = await untilChapter("evening");
  expect(evening.deletedId).not.toBe(driftedId);
  expect(await stateOf(evening.deletedId ?? "")).toBe("deleted");
  expect(evening.waits).toBe(true);
});

test("stays at its morning until somebody looks at the console, and then lets them read", async () => {
  for (let look = 0; look < 20; look++) {
    time += 10_000;
    await story.look();
  }
  expect(lines.filter((line) => /^\d of 7/u.test(line))).toEqual([expect.stringMatching(/^1 of 7/u)]);
  expect((await admin.trpc.health.get.query()).demo).toMatchObject({ chapter: "morning" });
  time += 10_000;
  await story.look();
  expect(story.view().chapter).toBe("morning");
  await untilChapter("outage");
});

test("goes on when somebody has seen enough, one chapter at a time, and can be told again", async () => {
  for (const from of ["morning", "outage", "recovery"] as const) {
    await untilChapter(from);
    await story.look();
    await admin.trpc.demo.goOn.mutate({ from });
  }
  await untilChapter("retry");
  // Pressed twice, or in two windows: the chapter after it is not skipped.
  await admin.trpc.demo.goOn.mutate({ from: "recovery" });
  await untilChapter("drift");
  for (const from of ["drift", "deletion", "evening"] as const) {
    await untilChapter(from);
    await story.look();
    await admin.trpc.demo.goOn.mutate({ from });
  }
  const again = await untilChapter("morning");
  expect(again).toMatchObject({ linked: 0, failed: 0, driftedId: null, deletedId: null });
});

test("begins anew on the same folder, whatever an earlier one has left broken", async () => {
  await untilChapter("outage");
  await playUntil((view) => view.pending === 1);
  await tandem.stop();
  await openDesk(tandem.dataDir);
  await untilChapter("outage");
  expect(story.view()).toMatchObject({ linked: 3, pending: 0 });
  await rm(tandem.dataDir, { recursive: true });
});

test("no other desk has a story, or can be told to go on with one", async () => {
  const other = await startTestTandem();
  const { trpc } = await other.admin();
  expect(await trpc.health.get.query()).not.toHaveProperty("demo");
  const refusal = await appErrorOf(trpc.demo.goOn.mutate({ from: "morning" }));
  expect(refusal).toMatchObject({ code: "not_found" });
  await other.close();
});
