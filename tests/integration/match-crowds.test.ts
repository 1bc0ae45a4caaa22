import { afterEach, beforeEach, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { MOST_REJECTIONS } from "../../server/convex/model/decisions";
import { MOST_CANDIDATES } from "../../shared/repairs-api";
import { storedJoin } from "../support/stored-join";
import { admin, Scene } from "./interleavings-harness";

/** An office's e-mail: a hundred accounts, eighty contacts, and nobody can tell who is who. */
const USERS = 100;
const CONTACTS = 80;
let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  const email = "office@klinik.example";
  const users = Array.from({ length: USERS }, (_, n) => ({ externalId: `u${n}`, email, createdAt: n }));
  const contacts = Array.from({ length: CONTACTS }, (_, n) => ({
    ...{ crmId: `c${String(n).padStart(2, "0")}`, email, status: "active", tags: [] },
    ...{ createdAt: n, updatedAt: n },
  }));
  await scene.mutate(api.imports.users, { users });
  await scene.mutate(api.imports.contacts, { contacts });
  await scene.store.runScheduled();
});
afterEach(() => scene.store.close());

const rejectArgs = (n: number) => ({
  ...{ id: "u0", contactId: `c${String(n).padStart(2, "0")}`, reason: "Somebody else", requestId: "r" },
});
const reject = (n: number) => scene.mutate(api.matchReview.reject, rejectArgs(n), admin);

test("in a crowd a few candidates are shown, and it is said that there are more", async () => {
  const { candidates, more } = await scene.query(api.matchReview.candidates, { id: "u0" });
  expect(candidates).toHaveLength(MOST_CANDIDATES);
  expect(more).toBe(true);
});

test("rejections in a crowd are worked off in bounded steps, and there is an end to them", async () => {
  for (let n = 0; n < MOST_REJECTIONS; n++) await reject(n);
  await scene.store.runScheduled();
  const { rows, wanted } = await scene.store.run(storedJoin);
  expect(rows).toEqual(wanted);
  expect((await scene.personOf("u0")).row).toMatchObject({ state: "conflict", reason: "ambiguous_email" });
  await expect(reject(MOST_REJECTIONS)).rejects.toThrow(/e-mail address of its own/u);
});

test("accepting one pair of a crowd takes the two out of it; the others wait on", async () => {
  await scene.mutate(api.matchReview.accept, rejectArgs(3), admin);
  await scene.store.runScheduled();
  const { rows, wanted } = await scene.store.run(storedJoin);
  expect(rows).toEqual(wanted);
  expect((await scene.personOf("u0")).row).toMatchObject({ state: "pending", contactId: "c03" });
});
