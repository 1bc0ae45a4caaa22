import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { crmId, SweepScene } from "./sweeps-harness";

const MINUTE = 60_000;

let scene: SweepScene;
beforeEach(async () => {
  scene = await SweepScene.open();
});
afterEach(() => scene.close());

describe("a sweep that would mark too many as gone", () => {
  async function quarantined() {
    scene.fill(40);
    scene.server();
    await scene.sweep("full");
    scene.vanish(1, 2, 3);
    scene.clock.now += MINUTE;
    return scene.sweep("full", "quarantined");
  }

  test("stops in quarantine, has asked for nobody and marked nobody", async () => {
    const sweep = await quarantined();
    expect(sweep).toMatchObject({ notMet: 3, mirrored: 40, decision: null });
    expect(sweep.findings).toMatchObject({ absent: 3, gone: 0 });
    expect((await scene.found(sweep.sweepId, "absent")).map(({ contactId }) => contactId)).toEqual(
      [1, 2, 3].map(crmId),
    );
    expect(scene.asked()).toEqual([]);
    expect(await scene.mirrored(1)).not.toBeNull();
  });

  test("marks those who are really gone once an admin has typed how many, and the log says who let it", async () => {
    const { sweepId } = await quarantined();
    await expect(scene.decide(sweepId, { what: "apply", typedCount: 4 })).rejects.toThrow(
      /Type the number.*: 3/u,
    );
    scene.stub.contacts.push(scene.contact(2));
    await scene.decide(sweepId, { what: "apply", typedCount: 3 });
    const sweep = await scene.ends(sweepId);
    expect(sweep.findings).toMatchObject({ absent: 0, gone: 2 });
    expect(sweep.decision).toMatchObject({ what: "apply", by: "Ada Admin", reason: "They left" });
    expect([await scene.mirrored(1), await scene.mirrored(3)]).toEqual([null, null]);
    expect(await scene.mirrored(2)).not.toBeNull();
    expect(await scene.events("Ada Admin")).toContainEqual(
      expect.objectContaining({ action: "reconcile", outcome: "apply", reason: "They left" }),
    );
    await expect(scene.decide(sweepId, { what: "discard" })).rejects.toThrow(/not in quarantine/u);
  });

  test("asks for dozens a few at a time, and ends with the last", async () => {
    scene.fill(100);
    scene.server();
    await scene.sweep("full");
    const gone = Array.from({ length: 40 }, (_, n) => 2 * n);
    scene.vanish(...gone);
    scene.clock.now += MINUTE;
    const { sweepId } = await scene.sweep("full", "quarantined");
    await scene.decide(sweepId, { what: "apply", typedCount: 40 });
    expect((await scene.ends(sweepId)).findings).toMatchObject({ absent: 0, gone: 40 });
    expect(scene.asked().sort()).toEqual(gone.map(crmId));
  });

  test("marks nobody when it is discarded", async () => {
    const { sweepId } = await quarantined();
    expect(await scene.decide(sweepId, { what: "discard" })).toMatchObject({ state: "discarded" });
    expect(await scene.mirrored(1)).not.toBeNull();
  });

  test("gives way to a newer full sweep, so that there is one decision to take and not one a day", async () => {
    const older = await quarantined();
    scene.clock.now += MINUTE;
    const newer = await scene.sweep("full", "quarantined");
    expect(await scene.get(older.sweepId)).toMatchObject({ state: "discarded", decision: { by: "Tandem" } });
    expect(newer.notMet).toBe(3);
  });

  test("can be decided by admins only", async () => {
    const { sweepId } = await quarantined();
    const support = { subject: "op_2", name: "Sven Support", role: "support" };
    await expect(scene.decide(sweepId, { what: "discard" }, support)).rejects.toThrow(/permission/u);
  });

  test("marks many as gone only for an admin who has just proved who they are; to discard it, any admin will do", async () => {
    const { sweepId } = await quarantined();
    const longAgo = { subject: "op_1", name: "Ada Admin", role: "admin", provedAt: 0 };
    await expect(scene.decide(sweepId, { what: "apply", typedCount: 3 }, longAgo)).rejects.toThrow(
      /needs_step_up/u,
    );
    expect(await scene.decide(sweepId, { what: "discard" }, longAgo)).toMatchObject({ state: "discarded" });
  });

  test("waits for its turn while another sweep runs", async () => {
    const { sweepId } = await quarantined();
    scene.stub.before = () => 500;
    await scene.start("changes");
    await expect(scene.decide(sweepId, { what: "apply", typedCount: 3 })).rejects.toThrow(/Another sweep/u);
  });
});
