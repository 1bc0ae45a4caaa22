import { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { crmId, SweepScene, userId, soon } from "./sweeps-harness";

const MINUTE = 60_000;

let scene: SweepScene;
beforeEach(async () => {
  scene = await SweepScene.open();
});
afterEach(() => scene.close());

describe("a full sweep", () => {
  test("brings everybody of the CRM into the mirror, and says what it found about whom", async () => {
    scene.fill(250);
    scene.stub.contacts[0] = scene.contact(0, { convexUserId: userId(0) });
    scene.stub.contacts[1] = scene.contact(1, { convexUserId: userId(1), lastName: "Anders" });
    scene.stub.contacts[2] = scene.contact(2, { convexUserId: "u-other" });
    for (const n of [0, 1, 2, 3]) await scene.account(n);
    expect(await scene.row(0)).toBe("broken contact_not_found");
    scene.server();
    const sweep = await scene.sweep("full");
    expect(sweep).toMatchObject({
      read: 250,
      toRead: 250,
      changed: 250,
      mirrored: 250,
      notMet: 0,
      unreadable: 0,
    });
    expect(sweep.findings).toMatchObject({
      healed: 1,
      drifted: 1,
      conflict: 1,
      unlinked: 1,
      crm_only: 246,
      gone: 0,
    });
    expect(await scene.found(sweep.sweepId, "healed")).toMatchObject([
      { contactId: crmId(0), name: "Petra Person 0", from: "broken", to: "linked" },
    ]);
    expect(await scene.found(sweep.sweepId, "drifted")).toMatchObject([{ reason: "fields:lastName" }]);
    expect(await scene.row(0)).toBe("linked in_sync");
  });

  test("changes nothing when nothing has changed", async () => {
    scene.fill(120);
    scene.server();
    await scene.sweep("full");
    const before = await scene.mirrored(7);
    scene.clock.now += MINUTE;
    const again = await scene.sweep("full");
    expect(again).toMatchObject({ read: 120, changed: 0, notMet: 0 });
    expect(Object.values(again.findings).every((count) => count === 0)).toBe(true);
    expect(await scene.mirrored(7)).toEqual(before);
  });

  test("of an empty CRM and an empty mirror ends at once", async () => {
    scene.server();
    expect(await scene.sweep("full")).toMatchObject({ read: 0, notMet: 0, mirrored: 0 });
  });

  test("finds who is gone, and says so on the person's timeline", async () => {
    scene.fill(40);
    scene.stub.contacts[5] = scene.contact(5, { convexUserId: userId(5) });
    await scene.account(5);
    scene.server();
    await scene.sweep("full");
    expect(await scene.row(5)).toBe("linked in_sync");
    scene.vanish(5);
    scene.clock.now += MINUTE;
    const sweep = await scene.sweep("full");
    expect(sweep).toMatchObject({ state: "done", notMet: 1, mirrored: 40 });
    expect(sweep.findings).toMatchObject({ gone: 1, absent: 0, broken: 1 });
    expect(await scene.row(5)).toBe("broken contact_not_found");
    expect(await scene.mirrored(5)).toBeNull();
    expect(await scene.found(sweep.sweepId, "gone")).toMatchObject([
      { contactId: crmId(5), name: "Petra Person 5" },
    ]);
    scene.vanish(6);
    scene.clock.now += MINUTE;
    const { sweepId } = await scene.sweep("full");
    expect(await scene.found(sweepId, "gone")).toMatchObject([{ contactId: crmId(6), linkId: null }]);
    const events = await scene.store.run((ctx) => ctx.db.query("auditEvents").collect());
    expect(events).toContainEqual(expect.objectContaining({ action: "reconcile", contactId: crmId(5) }));
  });

  test("does not take somebody for gone who slipped between two pages while it read", async () => {
    scene.fill(250);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    let shifted = false;
    scene.stub.before = ({ path, offset }) => {
      if (path !== "/crm/contacts" || offset !== 100 || shifted) return;
      shifted = true;
      scene.vanish(3);
    };
    const sweep = await scene.sweep("full");
    expect(scene.asked()).toEqual([crmId(100)]);
    expect(sweep).toMatchObject({ notMet: 1, findings: { gone: 0, absent: 0 } });
    expect(await scene.mirrored(100)).not.toBeNull();
    scene.clock.now += MINUTE;
    expect((await scene.sweep("full")).findings.gone).toBe(1);
    expect(await scene.mirrored(3)).toBeNull();
  });

  test("does not take somebody for gone of whom a webhook came meanwhile", async () => {
    scene.fill(40);
    scene.server();
    await scene.sweep("full");
    scene.vanish(5);
    scene.clock.now += MINUTE;
    scene.stub.before = async ({ path }) => {
      scene.clock.now += 1;
      if (path === "/crm/contacts") await scene.webhook(5, { lastName: "Da" });
    };
    expect(await scene.sweep("full")).toMatchObject({ notMet: 0, findings: { gone: 0 } });
    expect(await scene.mirrored(5)).toMatchObject({ lastName: "Da" });
  });

  test("keeps out of the mirror who is gone when an older webhook comes late; a newer one brings them back", async () => {
    scene.fill(40);
    scene.server();
    await scene.sweep("full");
    await scene.account(5);
    scene.vanish(5);
    scene.clock.now += MINUTE;
    const before = scene.clock.now;
    scene.clock.now += MINUTE;
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    expect(await scene.webhook(5, { lastName: "Alt" }, before)).toBe("stale");
    expect(await scene.webhook(5, {}, before + 1, "contact.deleted")).toBe("stale");
    expect(await scene.mirrored(5)).toBeNull();
    expect(await scene.row(5)).toBe("broken contact_not_found");
    expect(await scene.webhook(5, { lastName: "Neu" })).toBe("applied");
    expect(await scene.mirrored(5)).toMatchObject({ lastName: "Neu" });
  });

  test("does not take an answer nobody can read for a proof that somebody is gone", async () => {
    scene.fill(40);
    scene.server();
    await scene.sweep("full");
    scene.vanish(5);
    scene.clock.now += MINUTE;
    scene.stub.before = ({ path }) => (path === "/crm/contacts" ? undefined : { body: { oops: true } });
    expect(await scene.sweep("full")).toMatchObject({
      notMet: 1,
      unreadable: 1,
      findings: { gone: 0, absent: 0 },
    });
    expect(await scene.mirrored(5)).not.toBeNull();
  });

  test("keeps a contact that nobody can read as it was", async () => {
    scene.fill(40);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    scene.stub.before = ({ path }) => {
      if (path !== "/crm/contacts") return;
      const contacts = scene.stub.contacts.map(({ id, fields, ...rest }) => ({
        id,
        ...rest,
        customProperties: fields,
      }));
      const broken = contacts.map((contact) =>
        contact.id === crmId(7) ? { id: crmId(7), tags: 5 } : contact,
      );
      return { body: { contacts: broken, total: 40, hasMore: false } };
    };
    expect(await scene.sweep("full")).toMatchObject({ read: 40, unreadable: 1, notMet: 0 });
    expect(await scene.mirrored(7)).toMatchObject({ lastName: "Person 7" });
  });
});

describe("a sweep that is interrupted", () => {
  test("goes on from its last page in another server when the first one is killed", async () => {
    scene.fill(500);
    const dead = new Promise<void>(() => {});
    scene.stub.before = ({ offset }) => (offset === 300 ? dead : undefined);
    const first = scene.server();
    const { sweepId } = await scene.start("full");
    first.nudge();
    await soon(async () => (await scene.get(sweepId)).read).toBe(300);
    scene.stub.requests.length = 0;
    scene.stub.before = () => {};
    scene.clock.now += 31_000;
    scene.server();
    expect(await scene.ends(sweepId)).toMatchObject({ read: 500, mirrored: 500, notMet: 0 });
    expect(scene.pages()).toEqual([300, 400]);
  });

  test("is not taken from a server that shows signs of life, and books nothing of one that has lost it", async () => {
    scene.fill(150);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    scene.stub.before = ({ offset }) => (offset === 100 ? held : undefined);
    scene.server();
    const { sweepId } = await scene.start("full");
    await soon(async () => (await scene.get(sweepId)).read).toBe(100);
    expect(await scene.takes("another")).toBeNull();
    scene.clock.now += 31_000;
    expect(await scene.takes("another")).toMatchObject({ sweepId, offset: 100 });
    scene.stub.before = () => {};
    release();
    await soon(() => scene.booked).toContainEqual({ fn: "sweeping:page", answer: null });
    expect(await scene.get(sweepId)).toMatchObject({ state: "running", read: 100 });
    scene.clock.now += 31_000;
    expect(await scene.ends(sweepId)).toMatchObject({ read: 150, changed: 150, notMet: 0 });
  });

  test("by a failing page is tried again, then fails with the cause, and marks nobody as gone", async () => {
    scene.fill(900);
    scene.server();
    await scene.sweep("full");
    scene.vanish(1, 2);
    scene.stub.before = ({ offset }) => (offset === 600 ? 503 : undefined);
    scene.clock.now += MINUTE;
    const { sweepId } = await scene.start("full");
    for (let hour = 0; hour < 6; hour++) {
      await soon(async () => (await scene.get(sweepId)).cause?.code).toBe("server_error");
      scene.clock.now += 60 * MINUTE;
      const waits = async () => (await scene.get(sweepId)).retryAt ?? Infinity;
      await soon(async () => (await waits()) > scene.clock.now).toBe(true);
    }
    const failed = await scene.ends(sweepId, "failed");
    expect(failed).toMatchObject({ read: 600, notMet: null, cause: { code: "server_error" } });
    expect(failed.findings.gone).toBe(0);
    expect(await scene.mirrored(1)).not.toBeNull();
    expect(scene.asked()).toEqual([]);
  });

  test("by a page that fails once goes on as if nothing had been", async () => {
    scene.fill(250);
    let failures = 1;
    scene.stub.before = ({ offset }) => (offset === 100 && failures-- > 0 ? 500 : undefined);
    scene.server();
    const { sweepId } = await scene.start("full");
    await soon(async () => (await scene.get(sweepId)).cause?.code).toBe("server_error");
    scene.clock.now += 10_000;
    expect(await scene.ends(sweepId)).toMatchObject({ read: 250, cause: null, retryAt: null });
  });

  test("waits as long as a busy backend asks", async () => {
    scene.fill(10);
    let busy = true;
    scene.stub.before = () => (busy ? { status: 429, headers: { "retry-after": "120" } } : undefined);
    scene.server();
    const { sweepId } = await scene.start("changes");
    await soon(async () => (await scene.get(sweepId)).cause?.code).toBe("rate_limited");
    expect((await scene.get(sweepId)).retryAt).toBeGreaterThanOrEqual(scene.clock.now + 120_000);
    busy = false;
    scene.clock.now += 130_000;
    await scene.ends(sweepId);
  });

  test("by a list that breaks off before its own count compares nothing", async () => {
    scene.fill(200);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    scene.stub.before = ({ path }) =>
      path === "/crm/contacts" ? { body: { contacts: [], total: 200, hasMore: false } } : undefined;
    const { sweepId } = await scene.start("full");
    await soon(async () => (await scene.get(sweepId)).cause?.code).toBe("invalid_response");
    expect(await scene.get(sweepId)).toMatchObject({ phase: "reading", notMet: null });
  });

  test("books a page once, also when the booking comes a second time", async () => {
    const { sweepId } = await scene.start("full");
    await scene.takes("first");
    const page = {
      offset: 0,
      contacts: [],
      others: { count: 3, crmIds: [] },
      toRead: 9,
      last: false,
      askedAt: 0,
    };
    expect(await scene.books("first", { sweepId, ...page })).toMatchObject({ booked: 0 });
    expect(await scene.books("first", { sweepId, ...page })).toBeNull();
    expect(await scene.get(sweepId)).toMatchObject({ read: 3, unreadable: 3 });
  });

  test("is not kept from its end by one contact that the store refuses", async () => {
    scene.fill(150);
    scene.server();
    await scene.sweep("full");
    scene.clock.now += MINUTE;
    scene.edit(7, { company: "\uD800" });
    scene.edit(8, { company: "Klinik Haff" });
    expect(await scene.sweep("full")).toMatchObject({ read: 150, changed: 1, unreadable: 1, notMet: 0 });
    expect(await scene.mirrored(7)).toMatchObject({ lastName: "Person 7" });
    expect(await scene.mirrored(8)).toMatchObject({ company: "Klinik Haff" });
  });

  test("calls nobody unreadable because the store was out of order for a moment", async () => {
    scene.fill(1);
    let refusals = 0;
    scene.beforeBooking = (fn) => {
      if (fn === "sweeping:page" && refusals++ === 0) throw new Error("The store is out of order.");
    };
    scene.server();
    expect(await scene.sweep("full")).toMatchObject({ read: 1, changed: 1, unreadable: 0 });
    expect(refusals).toBe(2);
  });

  test("by a store that refuses for a moment, or is away, costs nothing: nothing is booked of the backend", async () => {
    scene.fill(3);
    const away = new ConvexError({ code: "unavailable", message: "The store cannot be reached." });
    const failures = [
      new Error("Changed while this was run."),
      away,
      new Error("Changed while this was run."),
    ];
    const refused: string[] = [];
    scene.beforeBooking = (fn) => {
      const isLast = fn === "sweeping:comparedAll" || fn === "sweeping:confirmed";
      const failure = isLast ? failures.shift() : undefined;
      if (!failure) return;
      refused.push(fn);
      throw failure;
    };
    scene.server();
    const { sweepId } = await scene.sweep("full");
    expect(refused).toHaveLength(3);
    expect(scene.booked.map(({ fn }) => fn)).not.toContain("sweeping:stumble");
    expect(await scene.get(sweepId)).toMatchObject({ state: "done", read: 3, cause: null });
    expect(scene.logLines.join("")).not.toContain("failure of the backend");
  });

  test("by a store that goes on refusing is tried again later, and the backend is not blamed", async () => {
    scene.fill(1);
    let refuses = true;
    scene.beforeBooking = (fn) => {
      if (refuses && fn === "sweeping:comparedAll") throw new Error("There is no row of petra@x.de.");
    };
    scene.server();
    const { sweepId } = await scene.start("full");
    await soon(async () => (await scene.get(sweepId)).cause?.code).toBe("store_refused");
    const { cause, state, retryAt } = await scene.get(sweepId);
    expect([state, cause?.message]).toEqual([
      "running",
      expect.stringContaining("The backend is not to blame"),
    ]);
    refuses = false;
    scene.clock.now = retryAt ?? scene.clock.now;
    await scene.ends(sweepId);
    expect(scene.logLines.join("")).toContain("a sweep broke");
    expect(scene.logLines.join("")).not.toMatch(/failure of the backend|petra/iu);
  });

  test("by an unreadable answer after other failures is tried again", async () => {
    scene.fill(1);
    const failures = [500, 500, { body: { oops: true } }];
    scene.stub.before = () => failures.shift();
    scene.server();
    const { sweepId } = await scene.start("full");
    for (const code of ["server_error", "server_error", "invalid_response"]) {
      await soon(async () => (await scene.get(sweepId)).cause?.code).toBe(code);
      const { retryAt } = await scene.get(sweepId);
      scene.clock.now = retryAt ?? scene.clock.now;
      await soon(async () => (await scene.get(sweepId)).retryAt).not.toBe(retryAt);
    }
    await scene.ends(sweepId);
  });

  test("by a defect of our own fails with a cause, and so does not stand in the way of all others", async () => {
    scene.stub.crm.listContacts = () => Promise.reject(new TypeError("cannot read p1@x.de of Petra"));
    scene.server();
    const { sweepId } = await scene.start("full");
    await soon(async () => (await scene.get(sweepId)).cause?.code).toBe("invalid_response");
    scene.clock.now += 10_000;
    await scene.ends(sweepId, "failed");
    expect(scene.logLines.join("")).toContain("a sweep broke");
    expect(scene.logLines.join("")).not.toMatch(/petra|p1@x/iu);
  });

  test("says nothing about people in the log", async () => {
    scene.fill(1);
    scene.stub.before = () => 500;
    scene.server();
    const { sweepId } = await scene.start("full");
    await soon(async () => (await scene.get(sweepId)).cause?.code).toBe("server_error");
    expect(scene.logLines.join("")).toContain("a sweep met a failure of the backend");
    expect(scene.logLines.join("")).not.toMatch(/petra|p0@x/iu);
  });
});

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

  test("waits for its turn while another sweep runs", async () => {
    const { sweepId } = await quarantined();
    scene.stub.before = () => 500;
    await scene.start("changes");
    await expect(scene.decide(sweepId, { what: "apply", typedCount: 3 })).rejects.toThrow(/Another sweep/u);
  });
});
