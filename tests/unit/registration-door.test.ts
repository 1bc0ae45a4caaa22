import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { registrationDoor } from "../../server/auth/register-by-mail";
import { createSeal } from "../../server/auth/sealing";
import type { Convex } from "../../server/convex-client";
import { newPerson } from "../support/people";

/** Registering where nobody is told that an address is taken: an account is made, or none, and the answer must not say so. */
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

/** How long it takes until there is an answer, in ms, when the store works for `storeMs`. */
async function answeredAfter(storeMs: number): Promise<number> {
  const pass = (ms: number) => void vi.setSystemTime(Date.now() + ms);
  const mutation = async () => {
    pass(storeMs);
    return { waitMs: 0, sentLately: false };
  };
  const convex = { as: () => ({ mutation }) } as unknown as Convex;
  const seal = createSeal("", Buffer.alloc(32, 1).toString("base64"));
  const about = { convex, seal, address: "192.0.2.1", requestId: "r" };
  const door = registrationDoor(about, async (ms) => pass(ms));
  const before = Date.now();
  let storedAfter = Infinity;
  await door.registerByMail(newPerson(), () => {
    storedAfter = Date.now() - before;
  });
  expect(storedAfter, "what follows from it begins at once").toBe(storeMs);
  return Date.now() - before;
}

test("the answer takes as long for an address that is taken, which is little work, as for a new account", async () => {
  expect([await answeredAfter(3), await answeredAfter(250)]).toEqual([700, 700]);
});

test("a store that takes longer than that is not waited for any longer", async () => {
  expect(await answeredAfter(900)).toBe(900);
});
