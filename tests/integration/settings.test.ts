import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { defaultSettings, type Settings } from "../../shared/settings-api";
import { appErrorOf } from "../support/app-error";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import { createVisitor, type Visitor } from "../support/visitor";

let tandem: TestTandem;
let admin: Visitor;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
});
afterAll(() => tandem.close());

const withRate = (settings: Settings, ratePerMinute: number): Settings => ({
  ...settings,
  gate: { ...settings.gate, ratePerMinute },
});

describe("the settings", () => {
  test("are the defaults until somebody changes them, and are followed at once", async () => {
    const before = await admin.trpc.settings.get.query();
    expect(before).toEqual({ version: 0, settings: defaultSettings, changedAt: null, changedBy: null });
    const settings = withRate(before.settings, 6_000);
    const after = await admin.trpc.settings.update.mutate({ version: 0, settings });
    expect(after).toMatchObject({ version: 1, settings, changedBy: "Ada Admin" });
    expect((await admin.trpc.health.get.query()).gate.rate.perMinute).toBe(6_000);
  });

  test("of two admins who change them at the same time, the second is told who was faster", async () => {
    const { version, settings } = await admin.trpc.settings.get.query();
    await admin.trpc.settings.update.mutate({ version, settings: withRate(settings, 5_000) });
    const error = await appErrorOf(
      admin.trpc.settings.update.mutate({ version, settings: withRate(settings, 4_000) }),
    );
    expect(error).toMatchObject({ code: "conflict", field: "version" });
    expect(error?.message).toMatch(
      /^Ada Admin has changed the settings on 20\d\d-\d\d-\d\d at \d\d:\d\d UTC\./u,
    );
    expect((await admin.trpc.settings.get.query()).settings.gate.ratePerMinute).toBe(5_000);
  });

  test("that are saved as they were stay what they were", async () => {
    const { version, settings } = await admin.trpc.settings.get.query();
    expect((await admin.trpc.settings.update.mutate({ version, settings })).version).toBe(version);
  });

  test("that make no sense are refused by the name of the field", async () => {
    const { version, settings } = await admin.trpc.settings.get.query();
    const breaker = { failures: 5, coolDownMs: 60_000, longestCoolDownMs: 5_000 };
    const wrong = { ...settings, gate: { ...settings.gate, breaker } };
    await expect(admin.trpc.settings.update.mutate({ version, settings: wrong })).rejects.toThrow(
      /longestCoolDownMs/u,
    );
    await expect(
      admin.trpc.settings.update.mutate({ version, settings: withRate(settings, 0) }),
    ).rejects.toThrow(/Give a whole number from 30 to 1,000,000\./u);
  });

  test("are read by everybody at the desk and changed by admins only, in Convex too", async () => {
    const support = tandem.convex.as({ kind: "operator", id: "op_2", name: "Sam", role: "support" });
    expect(await support.query(api.settings.get, {})).toHaveProperty("version");
    const change = { version: 0, settings: defaultSettings, requestId: "request" };
    await expect(support.mutation(api.settings.update, change)).rejects.toMatchObject({
      data: { code: "forbidden" },
    });
    await expect(
      support.mutation(api.settings.resumeLane, { reason: "Mended", requestId: "request" }),
    ).rejects.toMatchObject({ data: { code: "forbidden" } });
    await expect(createVisitor(tandem.localUrl).trpc.settings.get.query()).rejects.toThrow("Sign in first.");
  });
});

describe("the test of the connection", () => {
  test("says plainly what works", async () => {
    const result = await admin.trpc.settings.testConnection.mutate();
    expect(result).toMatchObject({ reachable: { ok: true }, key: { ok: true }, contract: { ok: true } });
    expect(result.roundTripMs).toEqual(expect.any(Number));
  });

  test.each([
    ["down", [false, null, null]],
    ["error", [true, null, null]],
    ["unauthorized", [true, false, null]],
    ["garbage", [true, null, false]],
  ] as const)("and what does not, when the backend is made to fail (%s)", async (mode, found) => {
    tandem.backend.setChaos({ mode });
    const { reachable, key, contract, roundTripMs } = await admin.trpc.settings.testConnection.mutate();
    expect([reachable.ok, key.ok, contract.ok]).toEqual(found);
    expect(roundTripMs).toBeNull();
    tandem.backend.setChaos({ mode: "ok" });
  });
});

describe("a key that the backend refuses", () => {
  test("pauses all work and says why, until an admin lets it go on; nobody's attempt was spent", async () => {
    tandem.backend.setChaos({ mode: "unauthorized" });
    const [first, second] = [tandem.visitor(), tandem.visitor()];
    const { userId } = await first.trpc.portal.register.mutate(newPerson());
    await second.trpc.portal.register.mutate(newPerson());
    const { lane } = await admin.trpc.health.get.query();
    expect(lane?.paused).toMatchObject({ cause: { httpStatus: 401 } });
    expect(lane?.paused?.cause.message).toContain("does not accept our key");
    const waiting = await admin.trpc.users.get.query({ id: userId });
    expect(waiting.row).toMatchObject({ state: "pending", attempts: 0 });
    expect(waiting.jobs).toMatchObject([{ finishedAt: null }]);

    tandem.backend.setChaos({ mode: "ok" });
    await admin.trpc.settings.resumeLane.mutate({ reason: "The key was renewed" });
    for (const visitor of [first, second]) {
      await expect.poll(async () => (await visitor.trpc.portal.me.query()).sync.state).toBe("linked");
    }
    const { paused, resumed } = await admin.trpc.settings.lane.query();
    expect({ paused, by: resumed?.by }).toEqual({ paused: null, by: "Ada Admin" });
  });

  test("is not let go on without a reason, and letting go on what goes on is harmless", async () => {
    await expect(admin.trpc.settings.resumeLane.mutate({ reason: "" })).rejects.toThrow(/Say what you have/u);
    const { resumed } = await admin.trpc.settings.lane.query();
    const again = await admin.trpc.settings.resumeLane.mutate({ reason: "To be sure" });
    expect(again).toEqual({ paused: null, resumed });
  });
});
