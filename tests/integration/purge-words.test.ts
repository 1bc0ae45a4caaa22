import { afterEach, beforeEach, expect, test } from "vitest";
import fc from "fast-check";
import { api } from "../../server/convex/_generated/api";
import type { Id } from "../../server/convex/_generated/dataModel";
import { startRun } from "../support/runs";
import { foundIn } from "../support/every-document";
import { admin, Scene } from "./interleavings-harness";

/** A purge finds what operators wrote of somebody by names, addresses and numbers they no longer have. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const DAY = 24 * 3_600_000;
const requestId = "r";

/** Somebody who was called, mailed and phoned otherwise once. */
async function renamed() {
  const person = await scene.linked();
  const { frontendUserId } = person;
  const told = async (data: object) => {
    scene.clock.now += 1_000;
    await scene.deliver("user.updated", { frontendUserId, ...data });
  };
  await told({ firstName: "Zoë", lastName: "Früher", email: "frueher@klinik.example" });
  await told({ phone: "+49 40 7654321" });
  await told({ lastName: "Heute", email: "heute@klinik.example", phone: "+49 30 1234567" });
  return person;
}

async function purge(id: string) {
  await scene.softDelete(id);
  scene.clock.now += 31 * DAY;
  await scene.mutate(api.purge.look, {});
  await scene.store.runScheduled();
}

const saved = (name: string, search = "") =>
  scene.mutate(api.savedViews.save, { name, search, shared: true, requestId }, admin);

/** By which words somebody of former days may be meant. */
const writings = [
  ["the former name", "Formerly Zoë Früher merkwort"],
  ["the former name in a list, without its umlaut", "merkwort: Frueher, Zoe"],
  ["the former name in a genitive", "Zoë Frühers merkwort"],
  ["the former address", "merkwort frueher@KLINIK.example"],
  ["the former number as it is dialled here", "merkwort 040 / 765-43-21"],
  ["the former number from abroad", "merkwort 0049 (0)40 7654321"],
] as const;

test.each(writings)("%s, wherever it was written of others", async (_, words) => {
  const other = await scene.linked();
  const { userId } = await renamed();
  const asked = { id: other.userId, reason: words, requestId };
  await scene.mutate(api.commands.resync, asked, admin);
  await scene.deliver("user.updated", { frontendUserId: other.frontendUserId, lastName: "Neu" });
  const [newest] = (await scene.query(api.webhookLog.page, { cursor: null, limit: 1 })).rows;
  const replayed = { attemptId: newest?.attemptId ?? "", reason: words, requestId };
  await scene.mutate(api.webhookReplays.replay, replayed, admin);
  await scene.mutate(api.commands.softDelete, asked, admin);
  await scene.mutate(api.commands.restore, asked, admin);
  const { row } = await scene.personOf(other.userId);
  const selection = { by: "ids" as const, linkIds: [row.linkId] };
  scene.clock.now += 1;
  await startRun(scene.desk, { selection, name: words, reason: "They asked" });
  await scene.store.runScheduled();
  await saved(words);
  expect((await foundIn(scene.store, ["merkwort"])).length).toBeGreaterThan(4);
  await purge(userId);
  expect(await foundIn(scene.store, ["merkwort", "früher", "frueher"])).toEqual([]);
  expect(await foundIn(scene.store, ["zoe.1@klinik.example", "They asked"])).not.toEqual([]);
});

test("what was said of a match of others goes with the event that told of it", async () => {
  const other = await scene.linked();
  const { userId } = await renamed();
  const decision = {
    verdict: "rejected" as const,
    decidedBy: "Ada",
    decidedAt: 1,
    reason: "It is Zoë Früher",
  };
  const user = other.userId as Id<"users">;
  await scene.store.run(async ({ db }) => {
    await db.insert("matchDecisions", { user, contactId: "obj_lone", ...decision });
    const actor = { kind: "operator", id: "op_1", name: "Ada" };
    const event = { at: 1, actor, action: "reject match", summary: "Rejected.", changes: [] };
    await db.insert("auditEvents", { ...event, user, reason: decision.reason });
  });
  await purge(userId);
  expect(await foundIn(scene.store, ["Früher"])).toEqual([]);
});

test("a last name alone is somebody else's too, and so are addresses that only look alike", async () => {
  const { userId } = await renamed();
  const kept = ["All called Früher", "Zoë alone", "fruher@klinik.example", "040 765432"];
  for (const words of kept) await saved(words);
  await purge(userId);
  const views = await scene.store.run(({ db }) => db.query("savedViews").collect());
  expect(views.map(({ name }) => name)).toEqual(kept);
});

test("what is learnt only after others' words were searched is searched for once more", async () => {
  const { userId, crmContactId } = await scene.linked();
  await saved("Call merkwort at spaet@klinik.example");
  scene.clock.now += 1_000;
  await scene.deliver("contact.updated", { contactId: crmContactId, email: "spaet@klinik.example" });
  await scene.deliver("contact.updated", { contactId: crmContactId, email: "zoe.1@klinik.example" });
  await scene.store.run(async ({ db }) => {
    for (const { _id, action } of await db.query("auditEvents").collect())
      if (action.startsWith("webhook ")) await db.delete("auditEvents", _id);
  });
  await purge(userId);
  expect(await foundIn(scene.store, ["merkwort"])).toEqual([]);
});

test("one reason of thousands of events is looked at once, and only theirs are changed", async () => {
  const { userId } = await renamed();
  const reasons = Array.from({ length: 230 }, (_, n) =>
    n % 50 === 7 ? `Zoë Früher ${n} merkwort` : `Reason ${n}`,
  );
  await scene.store.run(async ({ db }) => {
    const actor = { kind: "operator", id: "op_1", name: "Ada" };
    for (const reason of [
      ...reasons,
      ...Array.from({ length: 60 }, () => "One for all, Zoë Früher merkwort"),
    ])
      await db.insert("auditEvents", {
        ...{ at: scene.clock.now, actor, action: "resync", summary: "Asked.", changes: [], reason },
      });
  });
  await purge(userId);
  expect(await foundIn(scene.store, ["merkwort", "früher"])).toEqual([]);
  const events = await scene.store.run(({ db }) => db.query("auditEvents").collect());
  const left = new Set(events.map(({ reason }) => reason));
  expect(reasons.filter((reason) => reason.startsWith("Reason") && !left.has(reason))).toEqual([]);
});

test("whatever somebody was called, in whatever order, nothing of it is left in others' reasons", async () => {
  const name = fc.stringMatching(/^[A-ZÄÖÜ][a-zäöüß]{4,8}$/u);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 4 }), async (names) => {
      const own = await Scene.open();
      try {
        const other = await own.linked();
        const { userId, frontendUserId } = await own.linked();
        for (const [firstName, lastName] of [...names, ["Erika", "Ende"]]) {
          own.clock.now += 1_000;
          await own.deliver("user.updated", { frontendUserId, firstName, lastName });
        }
        for (const [firstName, lastName] of names) {
          const reason = `As with ${lastName}, ${firstName}: merkwort`;
          await own.mutate(api.commands.softDelete, { id: other.userId, reason, requestId }, admin);
          await own.mutate(api.commands.restore, { id: other.userId, requestId }, admin);
        }
        await own.softDelete(userId);
        own.clock.now += 31 * DAY;
        await own.mutate(api.purge.look, {});
        await own.store.runScheduled();
        expect(await foundIn(own.store, ["merkwort"])).toEqual([]);
      } finally {
        await own.store.close();
      }
    }),
    { numRuns: 5 },
  );
});
