import { expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { openCheckouts } from "./checkout-harness";
import { system } from "./interleavings-harness";

/** Members whose accounts came from another deployment: their row has no frontend user's ID yet. */

const booked = { kind: "booked", ticketNumber: "KURS-000001" };

/** An account of before and its contact, which name each other; `frontendUserId` is what the contact carries. */
async function imported({ scene }: Awaited<ReturnType<typeof openCheckouts>>, frontendUserId?: string) {
  const person = { email: "alt@klinik.example", firstName: "Alma", lastName: "Alt" };
  const users = [{ ...person, externalId: "old_42", crmContactId: "obj_alt", createdAt: scene.clock.now }];
  await scene.mutate(api.imports.users, { users }, system);
  const contact = {
    ...person,
    crmId: "obj_alt",
    convexUserId: "old_42",
    status: "active" as const,
    tags: [],
  };
  const at = { createdAt: scene.clock.now, updatedAt: scene.clock.now };
  const contacts = [{ ...contact, ...at, ...(frontendUserId ? { frontendUserId } : {}) }];
  await scene.mutate(api.imports.contacts, { contacts }, system);
  const user = await scene.store.run((ctx) => ctx.db.query("users").first());
  return user?._id ?? "";
}

test("who is known by their contact alone books after one look at it", async () => {
  const all = await openCheckouts();
  const key = await all.asMember(await imported(all, "frontend_user_alt"));
  const work = await all.scene.claimOne();
  expect(work.kind).toBe("update");
  const readBack = { crmId: "obj_alt", frontendUserId: "frontend_user_alt" };
  await all.scene.settle(work, { ...all.scene.achieved(work, readBack), user: {} });
  all.pass(5_000);
  await all.bookDue();
  expect(await all.stepOf(key)).toEqual(booked);
});

test("whom the backend does not know is registered by the same press, and booked", async () => {
  const all = await openCheckouts();
  const key = await all.asMember(await imported(all));
  const work = await all.scene.claimOne();
  expect(work.kind).toBe("register");
  await all.scene.settle(work, all.scene.achieved(work));
  all.pass(5_000);
  await all.bookDue();
  expect(await all.stepOf(key)).toEqual(booked);
});

test("a resync of many registers none of them: they did not ask for a welcome mail", async () => {
  const all = await openCheckouts();
  await imported(all);
  await all.scene.resync("old_42");
  expect((await all.scene.claimOne()).kind).toBe("update");
});
