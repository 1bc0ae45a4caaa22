import { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SweepScene, soon } from "./sweeps-harness";

const MINUTE = 60_000;

let scene: SweepScene;
beforeEach(async () => {
  scene = await SweepScene.open();
});
afterEach(() => scene.close());

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
