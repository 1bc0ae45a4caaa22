import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { WINDOW } from "../../server/convex/model/nextStep";
import { appErrorFrom } from "../support/app-error";
import { createRun } from "../support/runs";
import { failed } from "./interleavings-harness";
import { RunScene } from "./runs-harness";

/** Runs, from the plan to the last outcome, on the real store. Each title is what somebody at the desk relies on. */
let runs: RunScene;
beforeEach(async () => void (runs = await RunScene.open()));
afterEach(() => runs.close());

const everybody = { by: "filter" as const, filter: { states: ["convex_only" as const] }, except: [] };
const plan = (action: "resync" | "soft_delete", selection = everybody as Parameters<RunScene["start"]>[0]) =>
  runs.scene.query(api.runs.preview, { action, selection });
const outcomesOf = async (runId: string) => (await runs.items(runId)).map(({ outcome }) => outcome);

describe("the plan", () => {
  test("of a filter by state says how many, which changes, calls, e-mails, time, and who for example", async () => {
    await runs.convexOnly(24);
    expect(await plan("resync")).toMatchObject({
      ...{ count: 24, exact: true, calls: 72, emails: 24, estimatedMs: 360 },
      kinds: [{ kind: "register", count: 24, why: null }],
    });
    const { samples } = await plan("resync");
    expect(samples).toHaveLength(10);
    expect(samples[0]).toMatchObject({ kind: "register", name: expect.stringContaining("Weiß") });
  });

  test("leaves out who is excluded, and says who would be skipped and why", async () => {
    const [first = "", second = ""] = await runs.convexOnly(3);
    const { userId } = await runs.scene.linked();
    await runs.scene.softDelete(userId);
    const all = { by: "filter" as const, filter: {}, except: [first, second] };
    const { count, kinds } = await plan("resync", all);
    expect({ count, kinds }).toEqual({
      count: 2,
      kinds: [
        { kind: "register", count: 1, why: null },
        { kind: "skip", count: 1, why: "The user is soft-deleted. Restore them first." },
      ],
    });
  });

  test("is the same plan however often it is asked for, and another one when somebody has moved", async () => {
    await runs.convexOnly(3);
    const { hash } = await plan("resync");
    expect((await plan("resync")).hash).toBe(hash);
    expect((await plan("soft_delete")).hash).not.toBe(hash);
    await runs.convexOnly(1);
    expect((await plan("resync")).hash).not.toBe(hash);
  });

  test("of a finer filter counts the people one by one", async () => {
    await runs.convexOnly(5);
    const filter = { statuses: ["active" as const], createdFrom: 2, createdTo: 4 };
    expect(await plan("resync", { by: "filter", filter, except: [] })).toMatchObject({
      count: 3,
      exact: true,
    });
  });

  test("of IDs that nobody has any more says so", async () => {
    const [linkId = ""] = await runs.convexOnly(1);
    const { kinds } = await plan("resync", { by: "ids", linkIds: [linkId, linkId, "nobody"] });
    expect(kinds).toContainEqual({ kind: "skip", count: 1, why: "Nobody has this ID any more." });
    expect(kinds).toContainEqual({ kind: "register", count: 1, why: null });
  });
});

describe("starting", () => {
  test("is refused when the plan has changed since it was shown, and nothing is started", async () => {
    await runs.convexOnly(2);
    const { hash } = await plan("resync");
    await runs.convexOnly(1);
    const error = await appErrorFrom(runs.start(everybody, { hash }));
    expect(error).toMatchObject({ code: "conflict", message: expect.stringContaining("plan has changed") });
    expect((await runs.scene.query(api.runs.list, { cursor: null })).runs).toEqual([]);
  });

  test("of a soft-delete needs the number of people typed", async () => {
    await runs.convexOnly(2);
    const error = await appErrorFrom(
      runs.start(everybody, { action: "soft_delete", options: { typedCount: 3 } }),
    );
    expect(error).toMatchObject({ code: "invalid", field: "typedCount" });
    const runId = await runs.start(everybody, { action: "soft_delete", options: { typedCount: 2 } });
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 2 });
  });

  test("with nobody picked is refused", async () => {
    expect(await appErrorFrom(runs.start(everybody))).toMatchObject({ code: "invalid", field: "selection" });
  });

  test("takes everybody the filter matches, never a page, minus the exclusions; later arrivals are not in it", async () => {
    const [excluded = ""] = await runs.convexOnly(620);
    const runId = await runs.start({ ...everybody, except: [excluded] });
    await runs.convexOnly(1);
    await runs.tick();
    expect(await runs.view(runId)).toMatchObject({ total: 619, frozen: true, state: "running" });
    expect((await runs.items(runId)).map(({ linkId }) => linkId)).not.toContain(excluded);
  });
});

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

describe("pause, resume and cancel", () => {
  test("a pause lets go of who has not begun, and leaves who has to end by themselves", async () => {
    const linkIds = await runs.convexOnly(5);
    const runId = await runs.startIds(linkIds);
    const [working] = await runs.scene.claim("worker", 1);
    await runs.command("pause", runId);
    expect(await runs.scene.claim("worker")).toEqual([]);
    expect(await runs.view(runId)).toMatchObject({ state: "paused", underWay: 1, rate: null });
    if (working) await runs.scene.settle(working, runs.scene.achieved(working));
    await runs.tick();
    expect(await runs.view(runId)).toMatchObject({ state: "paused", done: 1, underWay: 0 });
    await runs.command("resume", runId);
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 5, skipped: 0, failed: 0 });
  });

  test("paused while it still notes people down: everybody is noted, and nobody is started", async () => {
    await runs.convexOnly(450);
    const { hash } = await plan("resync");
    const more = { name: "Many", reason: "A pause at once", options: {}, requestId: "request", hash };
    const create = { ...more, action: "resync" as const, selection: everybody };
    const { runId } = await createRun(runs.scene.desk, create);
    await runs.command("pause", runId);
    expect(await runs.view(runId)).toMatchObject({ state: "paused", frozen: true, total: 450, underWay: 0 });
    expect(await runs.scene.claim("worker")).toEqual([]);
    await runs.command("resume", runId);
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 450 });
  }, 30_000);

  test("a job that was there before the run goes on through a pause, and is joined again", async () => {
    const { userId } = await runs.scene.register();
    await runs.scene.settle(await runs.scene.claimOne(), failed("timeout"));
    const runId = await runs.startIds([(await runs.scene.personOf(userId)).row.linkId]);
    await runs.command("pause", runId);
    expect((await runs.scene.personOf(userId)).row.state).toBe("pending");
    await runs.command("resume", runId);
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 1 });
    expect((await runs.scene.personOf(userId)).jobs).toHaveLength(1);
  });

  test("paused twice, or resumed while it runs, is refused with the reason", async () => {
    const runId = await runs.startIds(await runs.convexOnly(1));
    expect((await appErrorFrom(runs.command("resume", runId))).message).toContain("cannot be resumed");
    await runs.command("pause", runId);
    expect((await appErrorFrom(runs.command("pause", runId))).message).toContain("cannot be paused");
  });

  test("cancelled during the canary: who waits is skipped with the reason, who is under way ends by itself", async () => {
    const linkIds = await runs.convexOnly(8);
    const runId = await runs.startIds(linkIds, { options: { canary: { stopAboveFailedPercent: 50 } } });
    const work = await runs.scene.claimOne("worker");
    await runs.command("cancel", runId);
    expect(await runs.view(runId)).toMatchObject({ state: "cancelled", skipped: 7, underWay: 1 });
    await runs.scene.settle(work, runs.scene.achieved(work));
    expect(await runs.view(runId)).toMatchObject({ state: "cancelled", done: 1, skipped: 7, underWay: 0 });
    const { causes } = await runs.scene.query(api.runs.causes, { runId });
    expect(causes).toMatchObject([{ outcome: "skipped", count: 7, message: "The run was cancelled." }]);
  });
});

describe("the canary", () => {
  const canary = { options: { canary: { stopAboveFailedPercent: 20 } } };

  test("starts one, then ten, then the rest, each when the stage before has ended", async () => {
    const runId = await runs.startIds(await runs.convexOnly(30), canary);
    expect(await runs.view(runId)).toMatchObject({ underWay: 1, canary: { stage: 1 } });
    await runs.work();
    expect(await runs.view(runId)).toMatchObject({ done: 1, underWay: 10, canary: { stage: 2 } });
    await runs.work(9);
    expect(await runs.view(runId)).toMatchObject({ done: 10, underWay: 1, canary: { stage: 2 } });
    await runs.work();
    expect(await runs.view(runId)).toMatchObject({ done: 11, underWay: 19, canary: { stage: 3 } });
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", done: 30 });
  });

  test("stops the run by itself when the first one fails, says why, and a person can let it go on", async () => {
    const runId = await runs.startIds(await runs.convexOnly(5), canary);
    await runs.work(1, () => failed("validation"));
    const stopped = await runs.view(runId);
    expect(stopped).toMatchObject({ state: "stopped", failed: 1, underWay: 0 });
    expect(stopped.stopCause).toBe("1 of 1 failed (100%), which is more than the 20% allowed.");
    expect(await runs.scene.claim("worker")).toEqual([]);
    await runs.command("resume", runId);
    await runs.workAll();
    expect(await runs.view(runId)).toMatchObject({ state: "done", failed: 1, done: 4, stopCause: null });
  });

  test("goes on judging the rest, and lets go of those in the queue when it stops", async () => {
    const runId = await runs.startIds(await runs.convexOnly(60), canary);
    await runs.work();
    await runs.work();
    await runs.work(20, () => failed("validation"));
    const stopped = await runs.view(runId);
    expect(stopped).toMatchObject({ state: "stopped", done: 11, failed: 20, underWay: 0 });
    expect(await runs.scene.claim("worker")).toEqual([]);
  });

  test("somebody who is skipped says nothing about the backend: the next one is tried instead", async () => {
    const linkIds = await runs.convexOnly(3);
    const { userId } = await runs.scene.linked();
    await runs.scene.softDelete(userId);
    const { linkId } = (await runs.scene.personOf(userId)).row;
    const runId = await runs.startIds([linkId, ...linkIds], canary);
    expect(await runs.view(runId)).toMatchObject({ skipped: 1, underWay: 1, canary: { stage: 1 } });
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

describe("afterwards", () => {
  test("failures are grouped by cause, whatever names the person, and each group can be opened", async () => {
    const runId = await runs.startIds(await runs.convexOnly(7));
    let n = 0;
    await runs.workAll(() => {
      n++;
      if (n <= 4) return refusal(`Contact obj_${n} of zoe.${n}@klinik.example was refused.`);
      return n <= 6 ? failed("rejected") : null;
    });
    const { causes } = await runs.scene.query(api.runs.causes, { runId });
    expect(causes.map(({ code, message, count }) => ({ code, message, count }))).toEqual([
      { code: "validation", message: "Contact … of … was refused.", count: 4 },
      { code: "rejected", message: "The backend failed (rejected).", count: 2 },
    ]);
    const items = await runs.items(runId, { causeId: causes[0]?.causeId ?? "" });
    expect(items.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => "validation"));
    expect(new Set(items.map(({ why }) => why)).size).toBe(4);
  });

  test("however many causes there are, the list stays short", async () => {
    const runId = await runs.startIds(await runs.convexOnly(60));
    const word = (n: number) => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
    let n = 0;
    await runs.workAll(() => refusal(`It said ${word(n++)}.`));
    const { causes } = await runs.scene.query(api.runs.causes, { runId });
    expect(causes).toHaveLength(51);
    expect(causes[0]).toMatchObject({ message: "Other causes", count: 10 });
    expect(await runs.items(runId, { causeId: causes[0]?.causeId ?? "" })).toHaveLength(10);
  });

  test("only the failed are tried again, in a run of their own; each run knows the other", async () => {
    const runId = await runs.startIds(await runs.convexOnly(4));
    let n = 0;
    await runs.workAll(() => (n++ < 3 ? failed("validation") : null));
    const retryId = await runs.retry(runId);
    expect(await runs.view(retryId)).toMatchObject({ total: 3, underWay: 3, retryOf: runId });
    expect(await runs.view(runId)).toMatchObject({ state: "done", failed: 3, retriedBy: retryId });
    expect((await appErrorFrom(runs.retry(runId))).message).toContain("tried again by the run");
    await runs.workAll();
    expect(await runs.view(retryId)).toMatchObject({ state: "done", done: 3 });
    expect((await appErrorFrom(runs.retry(retryId))).message).toBe("Nobody failed in this run.");
  });

  test("to archive again whose contact could not be archived, their number is typed again", async () => {
    const { userId } = await runs.scene.linked();
    await runs.scene.softDelete(userId);
    const linkIds = [(await runs.scene.personOf(userId)).row.linkId];
    const runId = await runs.startIds(linkIds, { action: "archive_contact", options: { typedCount: 1 } });
    await runs.workAll(() => failed("rejected"));
    expect(await runs.retryPlan(runId)).toMatchObject({ count: 1, kinds: [{ kind: "archive", count: 1 }] });
    expect(await appErrorFrom(runs.retry(runId))).toMatchObject({ code: "invalid", field: "typedCount" });
    const retryId = await runs.retry(runId, 1);
    expect(await runs.view(retryId)).toMatchObject({ total: 1, underWay: 1 });
  });

  test("before the failed are tried again their plan says what would happen; who is repaired meanwhile changes it", async () => {
    const runId = await runs.startIds(await runs.convexOnly(4));
    let n = 0;
    await runs.workAll(() => (n++ < 3 ? failed("validation") : null));
    const seen = await runs.retryPlan(runId);
    expect(seen).toMatchObject({ count: 3, exact: true, kinds: [{ kind: "register", count: 3 }], calls: 9 });
    expect(seen.samples).toHaveLength(3);
    await runs.scene.resync(seen.samples[0]?.linkId ?? "");
    await runs.workAll();
    const kinds = [
      { kind: "register", count: 2 },
      { kind: "skip", count: 1, why: "No longer failed: linked by now." },
    ];
    expect(await runs.retryPlan(runId)).toMatchObject({ count: 3, kinds });
    const refused = await appErrorFrom(runs.retry(runId, undefined, seen.hash));
    expect(refused).toMatchObject({ code: "conflict", field: "hash" });
    expect((await runs.view(runId)).retriedBy).toBeNull();
    await runs.workAll();
    expect(await runs.view(await runs.retry(runId))).toMatchObject({ total: 3, underWay: 2, skipped: 1 });
  });

  test("who was repaired since the first run is not touched by the retry", async () => {
    const { userId } = await runs.scene.register();
    await runs.scene.settle(await runs.scene.claimOne(), failed("validation"));
    const runId = await runs.startIds([(await runs.scene.personOf(userId)).row.linkId]);
    await runs.workAll(() => failed("validation"));
    await runs.scene.resync(userId);
    await runs.workAll();
    const retryId = await runs.retry(runId);
    expect(await runs.items(retryId)).toMatchObject([
      { outcome: "skipped", why: "No longer failed: linked by now." },
    ]);
  });

  test("the audit has one event for the run and for each thing done to it, and one on every user", async () => {
    const runId = await runs.startIds(await runs.convexOnly(3));
    await runs.command("pause", runId);
    await runs.command("resume", runId);
    await runs.workAll();
    const { events } = await runs.scene.everything();
    const of = (action: string) => events.filter((event) => event.action === action);
    expect([of("run"), of("pause run"), of("resume run")].map((list) => list.length)).toEqual([1, 1, 1]);
    expect(of("run")[0]).toMatchObject({ actor: { name: "Ada Admin" }, reason: "The backend was down" });
    expect(new Set(of("resync").map(({ user }) => user)).size).toBe(3);
  });
});

test("two admins start the same run: everybody is done once, and the second says why it left them alone", async () => {
  const linkIds = await runs.convexOnly(5);
  const { hash } = await plan("resync", { by: "ids", linkIds });
  const run = { name: "Twice", reason: "Both pressed it", options: {}, requestId: "request", hash };
  const create = { ...run, action: "resync" as const, selection: { by: "ids" as const, linkIds } };
  const both = [await createRun(runs.scene.desk, create), await createRun(runs.scene.desk, create)];
  await runs.scene.store.runScheduled();
  await runs.workAll();
  const views = await Promise.all(both.map(({ runId }) => runs.view(runId)));
  expect(views.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(views.reduce((sum, { done }) => sum + done, 0)).toBe(5);
  expect(views.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(5);
});

test("a chain that a broken deploy has cut off is taken up again", async () => {
  const runId = await runs.startIds(await runs.convexOnly(3), {
    options: { canary: { stopAboveFailedPercent: 100 } },
  });
  await runs.scene.store.run(async (ctx) => {
    const [run] = await ctx.db.query("runs").collect();
    if (run) await ctx.db.patch("runs", run._id, { chain: 99, stepDueAt: runs.scene.clock.now });
  });
  await runs.work();
  expect(await runs.view(runId)).toMatchObject({ done: 1, underWay: 0 });
  runs.scene.clock.now += 60_000;
  await runs.tick();
  await runs.workAll();
  expect(await runs.view(runId)).toMatchObject({ state: "done", done: 3 });
});

test("a person whose data breaks the step has failed, and everybody else goes on", async () => {
  const linkIds = await runs.convexOnly(5);
  await runs.scene.store.run(async (ctx) => {
    const { _id, _creationTime, ...row } = (await ctx.db.query("links").collect())[2] ?? never();
    await ctx.db.insert("links", row);
  });
  const runId = await runs.startIds(linkIds.slice(0, 5));
  expect(await runs.view(runId)).toMatchObject({ state: "running", underWay: 0 });
  for (let n = 0; n < 2; n++) {
    runs.scene.clock.now += 60_000;
    await runs.tick();
  }
  await runs.workAll();
  expect(await runs.view(runId)).toMatchObject({ state: "done", done: 4, failed: 1 });
  const { causes } = await runs.scene.query(api.runs.causes, { runId });
  expect(causes).toMatchObject([{ outcome: "failed", message: "Tandem could not begin with this person." }]);
});

const never = (): never => {
  throw new Error("There is no such row.");
};
const refusal = (message: string) => ({ ok: false as const, code: "validation" as const, message });
