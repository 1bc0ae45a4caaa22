import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { MutationCtx } from "../../server/convex/_generated/server";
import { systemActor } from "../../server/convex/functions";
import { contactByCrmId, mirrorContact, removeContact } from "../../server/convex/model/contacts";
import { acceptPair, forgetRejection, rejectPair } from "../../server/convex/model/decideMatch";
import { enqueueJob } from "../../server/convex/model/enqueueJob";
import { cancelOpenJobs, openJobs } from "../../server/convex/model/jobs";
import { refreshLinks } from "../../server/convex/model/links";
import { newTouched, noteJob } from "../../server/convex/model/touched";
import { insertUser, patchUser, userByRef } from "../../server/convex/model/users";
import { openStore, type TestStore } from "../support/store";
import { storedJoin } from "../support/stored-join";

const refs = ["u1", "u2", "u3", "u4"];
const crmIds = ["c1", "c2", "c3", "c4"];
const emails = ["a@x.de", "A@x.de ", "b@x.de", "c@x.de"];

const maybe = <T>(values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const ref = fc.constantFrom(...refs);

/** Anything that can happen to either side: sign-ups, edits, deletions, claims and counter-claims, jobs and their ends. */
const change = fc.oneof(
  fc.record({
    do: fc.constant("user" as const),
    ref,
    email: maybe(emails),
    firstName: maybe(["Jörg", "Jorg"]),
    crmContactId: maybe([...crmIds, "c-gone"]),
    deleted: fc.boolean(),
  }),
  fc.record({
    do: fc.constant("contact" as const),
    crmId: fc.constantFrom(...crmIds),
    email: maybe(emails),
    firstName: maybe(["Jörg", "Jorg"]),
    convexUserId: maybe([...refs, "u-gone"]),
    archived: fc.boolean(),
  }),
  fc.record({
    do: fc.constantFrom("reject" as const, "forget" as const, "accept" as const),
    ref,
    crmId: fc.constantFrom(...crmIds),
  }),
  fc.record({ do: fc.constant("gone" as const), crmId: fc.constantFrom(...crmIds) }),
  fc.record({ do: fc.constant("enqueue" as const), ref, kind: fc.constantFrom("register", "update") }),
  fc.record({ do: fc.constant("fail" as const), ref }),
  fc.record({ do: fc.constant("succeed" as const), ref }),
  fc.record({ do: fc.constant("cancel" as const), ref }),
);
/** The same within one office's e-mail, where who was rejected for whom decides who is left. */
const officeChange = fc.oneof(
  fc.record({
    ...{ do: fc.constant("user" as const), ref, email: fc.constant("a@x.de"), firstName: fc.constant("Jo") },
    ...{ crmContactId: fc.constant(undefined), deleted: fc.boolean() },
  }),
  fc.record({
    ...{ do: fc.constant("contact" as const), crmId: fc.constantFrom(...crmIds) },
    ...{ email: maybe(["a@x.de"]), firstName: fc.constant("Jo"), convexUserId: fc.constant(undefined) },
    archived: fc.boolean(),
  }),
  fc.record({
    do: fc.constantFrom("reject" as const, "reject" as const, "forget" as const),
    ref,
    crmId: fc.constantFrom(...crmIds),
  }),
  fc.record({ do: fc.constant("gone" as const), crmId: fc.constantFrom(...crmIds) }),
);

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

async function apply(ctx: MutationCtx, step: Change, now: number): Promise<void> {
  const touched = newTouched();
  if (step.do === "contact") {
    const { archived, crmId, email, firstName, convexUserId } = step;
    const status = archived ? "archived" : "active";
    const fields = { crmId, email, firstName, convexUserId, status, tags: [], createdAt: 1, updatedAt: now };
    await mirrorContact(ctx, touched, fields, now);
    await refreshLinks(ctx, touched);
    return;
  }
  if (step.do === "gone") {
    const contact = await contactByCrmId(ctx, step.crmId);
    if (contact) await removeContact(ctx, touched, contact, now);
    await refreshLinks(ctx, touched);
    return;
  }
  const user = await userByRef(ctx, step.ref);
  if (step.do === "user") {
    const { email, firstName, crmContactId, deleted } = step;
    const fields = { email, firstName, crmContactId, deletedAt: deleted ? now : undefined };
    if (user) await patchUser(ctx, touched, user, fields);
    else
      await insertUser(ctx, touched, {
        ...fields,
        externalId: step.ref,
        createdAt: now,
        profileUpdatedAt: now,
      });
    await refreshLinks(ctx, touched);
    return;
  }
  if (!user) return;
  if (step.do === "reject" || step.do === "forget" || step.do === "accept") {
    const contact = await contactByCrmId(ctx, step.crmId);
    const by = { actor: systemActor, reason: "test", requestId: "test" };
    if (step.do === "forget") await forgetRejection(ctx, touched, user, step.crmId);
    else if (!contact) return;
    else if (step.do === "reject") await rejectPair(ctx, touched, { user, contact }, by);
    else await acceptPair(ctx, touched, { user, contact }, by);
    await refreshLinks(ctx, touched);
    return;
  }
  if (step.do === "enqueue") {
    const kind = step.kind as "register" | "update";
    await enqueueJob(ctx, touched, { user: user._id, kind, lane: "live", requestedBy: "test" });
  } else if (step.do === "cancel") {
    await cancelOpenJobs(ctx, touched, user._id);
  } else {
    const [job] = await openJobs(ctx, user._id);
    if (job) {
      const state = step.do === "fail" ? ("failed" as const) : ("succeeded" as const);
      await ctx.db.patch("syncJobs", job._id, {
        state,
        errorCode: "timeout",
        wakeAt: undefined,
        finishedAt: now,
      });
      noteJob(touched, user._id);
    }
  }
  await refreshLinks(ctx, touched);
}

let store: TestStore | undefined;
afterEach(async () => {
  await store?.close();
  store = undefined;
});

describe("the table of links", () => {
  test.each([
    ["of changes", change],
    ["of comings, goings and rejections within one e-mail", officeChange],
  ])("after any sequence %s it equals the join from scratch, and so do the counters", async (_, changing) => {
    const sequence: fc.Arbitrary<Change[]> = fc.array<Change>(changing, { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(sequence, async (changes) => {
        const opened = await openStore();
        store = opened.store;
        for (const step of changes) {
          opened.clock.now += 1000;
          await store.run((ctx) => apply(ctx, step, opened.clock.now));
        }
        await store.runScheduled();
        const { rows, wanted, counted, counts } = await store.run(storedJoin);
        await store.close();
        store = undefined;
        expect(rows).toEqual(wanted);
        expect(counted).toEqual(counts);
      }),
      { numRuns: Number(process.env.JOIN_RUNS ?? 100) },
    );
  });

  test("an office's e-mail shared by hundreds is refreshed in bounded steps, and ends right", async () => {
    const opened = await openStore();
    store = opened.store;
    for (let first = 0; first < 130; first += 65) {
      await store.run(async (ctx) => {
        const touched = newTouched();
        for (let n = first; n < first + 65; n++) {
          const fields = { externalId: `u${n}`, email: "office@x.de", createdAt: n, profileUpdatedAt: n };
          await insertUser(ctx, touched, fields);
        }
        await refreshLinks(ctx, touched);
      });
    }
    const contact = {
      crmId: "c1",
      email: "office@x.de",
      status: "active",
      tags: [],
      createdAt: 1,
      updatedAt: 1,
    };
    await store.run((ctx) => applyContact(ctx, contact));
    await store.runScheduled();
    const crowded = await store.run(storedJoin);
    expect(crowded.rows).toEqual(crowded.wanted);
    expect(crowded.rows.filter((row) => row.includes("ambiguous_email"))).toHaveLength(131);
    await store.run((ctx) => applyContact(ctx, { ...contact, status: "archived" }));
    await store.runScheduled();
    const alone = await store.run(storedJoin);
    expect(alone.rows).toEqual(alone.wanted);
    expect(alone.counted).toEqual(alone.counts);
  });
});

async function applyContact(ctx: MutationCtx, contact: Parameters<typeof mirrorContact>[2]): Promise<void> {
  const touched = newTouched();
  await mirrorContact(ctx, touched, contact, 1);
  await refreshLinks(ctx, touched);
}
