import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { signInTry } from "../support/members";
import { Scene, system } from "./interleavings-harness";

let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const signsIn = async (email: string) =>
  (await scene.mutate(api.memberSignIn.begin, signInTry(email), system)).credential?.convexId ?? null;
const emailOf = async (id: string) => (await scene.personOf(id)).user?.email ?? "";

describe("one address lets in one person", () => {
  test("also when an import gives somebody the address of somebody else", async () => {
    const [one, other] = [await scene.linked(), await scene.linked()];
    const [address, own] = [await emailOf(one.userId), await emailOf(other.userId)];
    scene.clock.now += 1_000_000;
    const row = { externalId: other.userId, email: address, createdAt: 1, lastSyncedAt: scene.clock.now };
    await scene.mutate(api.imports.users, { users: [row] });
    expect(await emailOf(other.userId)).toBe(address);
    expect(await signsIn(address)).toBe(one.convexId);
    expect(await signsIn(own)).toBe(other.convexId);
  });

  test("also when somebody comes back whose address another kept for signing in", async () => {
    const gone = await scene.linked();
    const address = await emailOf(gone.userId);
    await scene.softDelete(gone.userId);
    const heir = await scene.linked();
    for (const email of [address, ""]) {
      scene.clock.now += 1_000;
      await scene.deliver("user.updated", { frontendUserId: heir.frontendUserId, email });
    }
    await expect(scene.restore(gone.userId)).rejects.toThrow("Another account has this e-mail");
    expect(await signsIn(address)).toBe(heir.convexId);
  });
});
