import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { WINDOW } from "../../server/convex/model/nextStep";
import { failed } from "./interleavings-harness";
import { RunScene } from "./runs-harness";

/** Runs, from the plan to the last outcome, on the real store. Each title is what somebody at the desk relies on. */
let runs: RunScene;
beforeEach(async () => void (runs = await RunScene.open()));
afterEach(() => runs.close());

const everybody = { by: "filter" as const, filter: { states: ["convex_only" as const] }, except: [] };
const outcomesOf = async (runId: string) => (await runs.items(runId)).map(({ outcome }) => outcome);

describe("feeding", () => {
  test("keeps at most a thousand people in the queue, and gives others their turn as those end", async () => {
    await runs.convexOnly(WINDOW + 300);
    const runId = await runs.start(everybody);
    expect(await runs.view(runId)).toMatchObject({ total: WINDOW + 300, underWay: WINDOW });
    for (let n = 0; n < 5; n++) await runs.work(50);
    expect(await runs.view(runId)).toMatchObject({ done: 250, underWay: WINDOW });
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: WINDOW + 300, underWay: 0 });
  }, 60_000);

  test("the window fills up again by the end of jobs alone, without anybody looking after the run", async () => {
    await runs.convexOnly(WINDOW + 100);
    const runId = await runs.start(everybody);
    // Every 200th person wakes the run, and claims take people in any order: of so many one is certain to be among them.
    for (let n = 0; n < 18; n++) {
      for (const work of await runs.scene.claim("worker", 50))
        await runs.scene.settle(work, runs.scene.achieved(work));
    }
    await runs.scene.store.runScheduled();
    expect((await runs.view(runId)).underWay).toBeGreaterThan(WINDOW - 900);
  }, 60_000);

  test("a poisoned user fails alone: without a canary nothing stops the rest", async () => {
    const linkIds = await runs.convexOnly(12);
    const runId = await runs.startIds(linkIds);
    let n = 0;
    await runs.workAll(() => (n++ < 11 ? failed("validation") : null));
    expect(await runs.view(runId)).toMatchObject({ state: "done", failed: 11, done: 1 });
  });

  test("the pace says how long the rest will take", async () => {
    await runs.convexOnly(200);
    const runId = await runs.start(everybody);
    await runs.work(50);
    await runs.work(50);
    const { rate, remainingMs } = await runs.view(runId);
    expect(rate).toBeGreaterThan(0);
    expect(remainingMs).toBe(Math.round((100 / (rate ?? 1)) * 1000));
  });
});

describe("whose turn comes has changed since the freeze", () => {
  /** A canary keeps everybody but the first waiting for their turn. */
  const held = { options: { canary: { stopAboveFailedPercent: 100 } } };
  const whyOf = async (runId: string, linkId: string) =>
    (await runs.items(runId)).find((item) => item.linkId === linkId);

  test("soft-deleted meanwhile: skipped, and the reason says so", async () => {
    const { userId, linkId, runId } = await heldRun();
    await runs.scene.softDelete(userId);
    await runs.workAll();
    expect(await whyOf(runId, linkId)).toMatchObject({
      ...{ outcome: "skipped", why: "The user is soft-deleted. Restore them first." },
    });
    expect(await runs.view(runId)).toMatchObject({ state: "done", skipped: 1 });
  });

  test("repaired by somebody else meanwhile: left alone", async () => {
    const { userId, linkId, runId } = await heldRun();
    await runs.scene.resync(userId);
    await runs.workAll();
    expect(await whyOf(runId, linkId)).toMatchObject({
      ...{ outcome: "skipped", why: "No longer failed: linked by now." },
    });
  });

  test("at work in another run: left to that one", async () => {
    const { linkId, runId } = await heldRun({ by: "ids" });
    const [first] = await runs.scene.claim("worker");
    const other = await runs.startIds([linkId]);
    if (first) await runs.scene.settle(first, runs.scene.achieved(first));
    await runs.tick();
    expect(await whyOf(runId, linkId)).toMatchObject({
      ...{ outcome: "skipped", why: "Another run is at work on this user." },
    });
    await runs.workAll();
    expect(await outcomesOf(other)).toEqual(["done"]);
  });

  /** Two people whose sync failed, in a run whose canary has started the one without a name we know. */
  async function heldRun({ by } = { by: "filter" }) {
    const people = [];
    for (let n = 0; n < 2; n++) {
      const { userId } = await runs.scene.register();
      await runs.scene.settle(await runs.scene.claimOne(), failed("validation"));
      people.push({ userId, linkId: (await runs.scene.personOf(userId)).row.linkId });
    }
    const selection =
      by === "ids"
        ? { by: "ids" as const, linkIds: people.map(({ linkId }) => linkId) }
        : { by: "filter" as const, filter: { states: ["failed" as const] }, except: [] };
    const runId = await runs.start(selection, held);
    const waiting = (await runs.items(runId, { outcome: "waiting" }))[0];
    const person = people.find(({ linkId }) => linkId === waiting?.linkId);
    if (!person) throw new Error("Nobody waits for their turn.");
    return { ...person, runId };
  }
});

describe("actions", () => {
  test("soft-delete and restore are those of the single command: sessions end, and each user's timeline says who and why", async () => {
    const { userId, tokenHash } = await runs.scene.linked();
    const linkIds = [(await runs.scene.personOf(userId)).row.linkId];
    await runs.startIds(linkIds, {
      action: "soft_delete",
      options: { typedCount: 1 },
      reason: "Double accounts",
    });
    expect(await runs.scene.isSignedIn(tokenHash)).toBe(false);
    expect((await runs.scene.personOf(userId)).row.state).toBe("deleted");
    const { events } = await runs.scene.query(api.timeline.page, { id: userId, cursor: null });
    expect(events[0]).toMatchObject({ action: "soft-delete", actor: "Ada Admin", reason: "Double accounts" });
    const restored = await runs.startIds(linkIds, { action: "restore" });
    expect(await runs.view(restored)).toMatchObject({ state: "done", done: 1 });
    expect((await runs.scene.personOf(userId)).row.state).toBe("linked");
  });

  test("an account whose e-mail has a new owner is not restored, and the others are", async () => {
    const form = { userId: (await runs.scene.linked()).userId };
    const other = (await runs.scene.linked()).userId;
    for (const id of [form.userId, other]) await runs.scene.softDelete(id);
    const { email } = (await runs.scene.personOf(form.userId)).row;
    const users = [{ externalId: "new_owner", email: email ?? "", createdAt: 1 }];
    await runs.scene.mutate(api.imports.users, { users });
    const filter = { states: ["deleted" as const] };
    const runId = await runs.start({ by: "filter", filter, except: [] }, { action: "restore" });
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 1, skipped: 1 });
    const [skipped] = await runs.items(runId, { outcome: "skipped" });
    expect(skipped?.why).toContain("Another account has this e-mail");
  });

  test("a welcome e-mail is sent again only to whom the backend knows", async () => {
    const { userId } = await runs.scene.linked();
    const linkIds = [(await runs.scene.personOf(userId)).row.linkId, ...(await runs.convexOnly(1))];
    const runId = await runs.startIds(linkIds, { action: "resend_welcome" });
    expect(await runs.view(runId)).toMatchObject({ underWay: 1, skipped: 1 });
    expect((await runs.scene.claimOne()).kind).toBe("resend_welcome");
  });

  test("link matched stores the IDs of who is matched, and leaves everybody else alone", async () => {
    const [accountLink = ""] = await runs.convexOnly(1);
    const contact = { crmId: "obj_1", email: "ACCOUNT.1@klinik.example", status: "active", tags: [] };
    const contacts = [{ ...contact, createdAt: 1, updatedAt: 1 }];
    await runs.scene.mutate(api.imports.contacts, { contacts });
    const { userId } = await runs.scene.linked();
    const { linkId } = (await runs.scene.personOf(userId)).row;
    const runId = await runs.startIds([accountLink, linkId], { action: "link_matched" });
    expect((await runs.scene.claimOne()).kind).toBe("link_existing");
    expect((await runs.items(runId, { outcome: "skipped" })).map(({ why }) => why)).toEqual([
      "Linked already.",
    ]);
  });

  test("only contacts that are in the way are archived, never a living account's", async () => {
    const [gone, living] = [await runs.scene.linked(), await runs.scene.linked()];
    await runs.scene.softDelete(gone.userId);
    const links = await Promise.all([gone, living].map(({ userId }) => runs.scene.personOf(userId)));
    const linkIds = links.map(({ row }) => row.linkId);
    const runId = await runs.startIds(linkIds, { action: "archive_contact", options: { typedCount: 2 } });
    expect((await runs.scene.claimOne()).kind).toBe("archive");
    const [skipped] = await runs.items(runId, { outcome: "skipped" });
    expect(skipped?.why).toContain("belongs to a living account");
  });
});
