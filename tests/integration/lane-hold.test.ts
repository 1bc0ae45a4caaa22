import { getFunctionName } from "convex/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Convex } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { CrmError, type Crm } from "../../server/crm/port";
import { createLog } from "../../server/log";
import { watchSettings } from "../../server/settings";
import { createGate } from "../../server/sync/gate/gate";
import { createWorker } from "../../server/sync/worker";
import { defaultSettings } from "../../shared/settings-api";
import { openStoreOnDisk, type StoreOnDisk } from "../support/store-on-disk";
import { failed, Scene } from "./interleavings-harness";

const MINUTE_MS = 60_000;
const silent = createLog("silent", { write: () => {} });

describe("a backend that answers 429 is left alone by every server", () => {
  let scene: Scene;
  beforeEach(async () => void (scene = await Scene.open()));
  afterEach(() => scene.store.close());

  test("nobody's job is handed out before the time it named, and everybody knows when that is", async () => {
    await scene.register();
    await scene.register();
    await scene.settle(await scene.claimOne("first"), failed("rate_limited", 10 * MINUTE_MS));
    expect(await scene.look()).toEqual({ due: [], nextDueInMs: 10 * MINUTE_MS, paused: false });
    expect(await scene.claim("second")).toEqual([]);
    scene.clock.now += 10 * MINUTE_MS - 1;
    expect(await scene.claim("second")).toEqual([]);
    scene.clock.now += 1;
    expect(await scene.claim("second")).toHaveLength(2);
  });

  test("a shorter wait does not end a longer one, and no wait is believed beyond an hour", async () => {
    await scene.register();
    await scene.register();
    const [first, second] = await scene.claim();
    await scene.settle(first!, failed("rate_limited", 30 * 24 * 60 * MINUTE_MS));
    await scene.settle(second!, failed("rate_limited", MINUTE_MS));
    expect((await scene.look()).nextDueInMs).toBe(60 * MINUTE_MS);
  });

  test("a failure that is no 429 keeps nobody else waiting", async () => {
    await scene.register();
    await scene.register();
    await scene.settle(await scene.claimOne("first"), failed("server_error", 10 * MINUTE_MS));
    expect(await scene.claim("second")).toHaveLength(1);
  });

  test("an admin whose own question the backend answers ends the wait, for everybody", async () => {
    await scene.register();
    await scene.register();
    await scene.settle(await scene.claimOne("first"), failed("rate_limited", 60 * MINUTE_MS));
    const ada = { subject: "op_1", name: "Ada Admin", role: "admin" } as const;
    expect(await scene.mutate(api.settings.endHold, { requestId: "request" }, ada)).toBe(true);
    expect(await scene.claim("second")).toHaveLength(1);
    expect(await scene.mutate(api.settings.endHold, { requestId: "request" }, ada)).toBe(false);
  });

  test("a sweep waits as well, and one that meets the 429 holds the jobs back", async () => {
    const { sweepId } = await scene.mutate(
      api.sweeps.start,
      { kind: "full", requestId: "request" },
      { subject: "op_1", name: "Ada Admin", role: "admin" },
    );
    const since = scene.clock.now;
    const take = (worker: string) => scene.mutate(api.sweeping.take, { worker, since });
    await take("first");
    await scene.mutate(api.sweeping.stumble, {
      ...{ sweepId, worker: "first", startedAt: since },
      ...{ code: "rate_limited", message: "Too many requests.", retryAfterMs: 10 * MINUTE_MS },
    });
    await scene.register();
    expect(await scene.claim("second")).toEqual([]);
    expect(await take("second")).toBeNull();
    scene.clock.now += 10 * MINUTE_MS;
    expect(await scene.claim("second")).toHaveLength(1);
    expect((await take("second"))?.sweepId).toBe(sweepId);
  });
});

describe("two servers on one store", () => {
  let store: StoreOnDisk;
  beforeEach(async () => void (store = await openStoreOnDisk()));
  afterEach(() => store.close());

  const register = (n: number) => {
    const names = { salutation: "", title: "", firstName: "Zoë", lastName: "Müller" };
    const more = { phone: "", organization: "", profession: "", position: "" };
    const profile = { ...names, ...more, email: `zoe.${n}@klinik.example` };
    const session = { tokenHash: `hash-${n}`, expiresAt: Date.now() + MINUTE_MS };
    const args = { profile, passwordHash: "argon2id", session, requestId: "request" };
    return store.system.mutation(api.registration.register, args);
  };

  /** A server, whose backend answers 429 to everything. Counts its looks at the queue, and what the backend was asked. */
  function startServer() {
    const gate = createGate(defaultSettings.gate);
    const settings = watchSettings({ convex: store.convex, gate, log: silent });
    const server = { asked: 0, looks: 0, gate, settings };
    const convex: Convex = {
      as: (actor) => ({
        ...store.convex.as(actor),
        query(query, ...args) {
          if (getFunctionName(query) === "jobs:look") server.looks += 1;
          return store.convex.as(actor).query(query, ...args);
        },
      }),
    };
    const registerUser: Crm["registerUser"] = () => {
      server.asked += 1;
      const told = { message: "Too many requests.", retryAfterMs: 10 * MINUTE_MS };
      return Promise.reject(new CrmError({ code: "rate_limited", ...told }));
    };
    const worker = createWorker({ convex, crm: { registerUser } as Crm, log: silent, gate });
    worker.start();
    return Object.assign(server, { worker });
  }

  test("what one was told the other obeys: it begins nothing, and its own calls wait too", async () => {
    const { jobId } = await register(1);
    const first = startServer();
    expect(await first.worker.waitFor(jobId, 20_000)).toBe(1);
    await register(2);
    const second = startServer();
    // By its third look it would long have begun what it found at the first.
    await expect.poll(() => (second.worker.nudge(), second.looks)).toBeGreaterThanOrEqual(3);
    await second.worker.stop();
    expect([first.asked, second.asked]).toEqual([1, 0]);
    await second.settings.look();
    expect(second.gate.permits("bulk", 16)).toBe(0);
    expect(second.gate.state().heldUntil).toBeGreaterThan(Date.now() + 9 * MINUTE_MS);
    const ada = { kind: "operator", id: "op_1", name: "Ada Admin", role: "admin" } as const;
    await store.convex.as(ada).mutation(api.settings.endHold, { requestId: "request" });
    await second.settings.look();
    expect(second.gate.state().heldUntil).toBeNull();
    await first.worker.stop();
  });
});
