import { once } from "node:events";
import { getFunctionName } from "convex/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Convex } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { type CallOptions, CrmError, type Crm } from "../../server/crm/port";
import { createLog } from "../../server/log";
import { ManualClock } from "../../server/reference-backend/manual-clock";
import { createGate, type Gate } from "../../server/sync/gate/gate";
import { createWorker, type Worker } from "../../server/sync/worker";
import { LEASE_MS } from "../../shared/jobs";
import type { BackendContact } from "../../shared/backend-api";
import { defaultSettings } from "../../shared/settings-api";
import { startRun } from "../support/runs";
import { openStoreOnDisk, type StoreOnDisk } from "../support/store-on-disk";

/** The worker on the real store, with a backend that does just what a test needs. */
let store: StoreOnDisk;
let worker: Worker;
let logLines: string[];
beforeEach(async () => {
  store = await openStoreOnDisk();
  logLines = [];
});
afterEach(async () => {
  await worker.stop();
  await store.close();
});

const admin = { kind: "operator", id: "op_1", name: "Ada Admin", role: "admin" } as const;
const desk = () => store.convex.as(admin);

type Options = { convex?: Convex; concurrency?: number; leaseMs?: number; patienceMs?: number; gate?: Gate };

function startWorker(
  crm: Partial<Crm>,
  { concurrency = 8, leaseMs = LEASE_MS, ...options }: Options = {},
): void {
  const log = createLog("info", { write: (line) => void logLines.push(line) });
  const { convex } = store;
  worker = createWorker({ convex, crm: crm as Crm, log, concurrency, leaseMs, ...options });
  worker.start();
}

/** The store, which books nothing before `held` resolves. */
const bookingAfter = (held: () => Promise<void> | null): Convex => ({
  ...store.convex,
  as(actor) {
    const caller = store.convex.as(actor);
    return {
      ...caller,
      async mutation(fn, args) {
        if (getFunctionName(fn) === getFunctionName(api.jobs.settle)) await held();
        return caller.mutation(fn, args);
      },
    };
  },
});

let people = 0;
function register(lastName = "Müller") {
  const n = ++people;
  const names = { salutation: "", title: "", firstName: "Zoë", lastName, email: `zoe.${n}@klinik.example` };
  const profile = { ...names, phone: "", organization: "", profession: "", position: "" };
  const session = { tokenHash: `hash-${n}`, expiresAt: Date.now() + 60_000 };
  const args = { profile, passwordHash: "argon2id", session, requestId: "request" };
  return store.system.mutation(api.registration.register, args);
}

const jobOf = async (id: string) => (await desk().query(api.people.get, { id }))?.jobs[0];
/** People who are linked; answers their rows. */
async function linkedPeople(count: number): Promise<string[]> {
  const early = [];
  for (let n = 0; n < count; n++) early.push(await register());
  for (const { userId } of early)
    await expect.poll(async () => (await jobOf(userId))?.state).toBe("succeeded");
  const rows = await Promise.all(early.map(({ userId }) => desk().query(api.people.get, { id: userId })));
  return rows.map((person) => person?.row.linkId ?? "");
}
const resyncAll = (linkIds: string[]) => startRun(desk(), { selection: { by: "ids", linkIds } });

/** A backend that knows everybody it is asked about. */
function agreeable(): Partial<Crm> {
  const contacts = new Map<string, BackendContact>();
  return {
    async registerUser({ convexUserId, customer }) {
      const ids = { frontendUserId: `fu_${convexUserId}`, crmContactId: `obj_${convexUserId}` };
      contacts.set(ids.crmContactId, {
        ...{ id: ids.crmContactId, subtype: "customer", status: "active", name: "", tags: [], raw: {} },
        ...{ email: customer.email, firstName: customer.firstName, lastName: customer.lastName },
        ...{ convexUserId, frontendUserId: ids.frontendUserId, createdAt: 1, updatedAt: 1 },
      });
      return ids;
    },
    getContact: async (id) => contacts.get(id) ?? null,
    getFrontendUser: async (id) => ({ id, status: "active", email: "", raw: {} }),
  };
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error("There is none.");
  return value;
}

describe("the worker", () => {
  test("says in the job what failed in our own words, and logs nothing about the person", async () => {
    startWorker({
      registerUser: () => Promise.reject(new TypeError("cannot read zoe@klinik.example of Müller")),
    });
    const { userId } = await register();
    worker.nudge();
    // Not the state: the next attempt may come at once, and that is the last.
    await expect.poll(async () => (await jobOf(userId))?.errorCode).toBe("invalid_response");
    expect(await jobOf(userId)).toMatchObject({
      errorMessage: "Tandem could not make sense of the backend's answer.",
    });
    expect(logLines.join("")).toContain("an attempt broke");
    expect(logLines.join("")).not.toMatch(/zoe|klinik|müller/iu);
  });

  test("does not put what it read over what a webhook said while the answer was on its way", async () => {
    const crm = agreeable();
    const getContact = crm.getContact as Crm["getContact"];
    let read = getContact;
    startWorker({
      ...crm,
      getContact: (id) => read(id),
      updateContact: async (id) => required(await read(id)),
    });
    const { userId } = await register();
    worker.nudge();
    await expect.poll(async () => (await jobOf(userId))?.state).toBe("succeeded");
    const phone = "+49 381 12345";
    read = async (id) => {
      const older = await getContact(id);
      // The CRM's clock is a second behind ours.
      const eventAt = Date.now() - 1_000;
      read = async () => ({ ...required(older), phone, updatedAt: eventAt });
      const event = { eventId: "evt_1", type: "contact.updated", eventAt, payload: "{}" };
      const arrival = { receivedAt: Date.now(), durationMs: 1, bytes: 2, headers: [] };
      const data = { contactId: id, phone };
      await store.system.mutation(api.webhooks.receive, { event: { ...event, data }, arrival });
      return older;
    };
    await desk().mutation(api.commands.resync, { id: userId, requestId: "request" });
    worker.nudge();
    await expect.poll(async () => (await jobOf(userId))?.kind).toBe("update");
    await expect.poll(async () => (await jobOf(userId))?.state).toBe("succeeded");
    const person = await desk().query(api.people.get, { id: userId });
    expect([person?.contact?.phone, person?.user?.phone]).toEqual([phone, phone]);
  });

  test("drops the outcome of a job that was cancelled meanwhile, and says so without names", async () => {
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      const answered = new Promise<void>((done) => (answer = done));
      startWorker({
        async registerUser() {
          resolve();
          await answered;
          throw new CrmError({ code: "validation", message: "The backend refused the data." });
        },
      });
    });
    const { userId } = await register();
    worker.nudge();
    await asked;
    await desk().mutation(api.commands.softDelete, { id: userId, reason: "By phone", requestId: "request" });
    answer();
    await worker.stop();
    expect((await jobOf(userId))?.state).toBe("cancelled");
    expect(logLines.join("")).toContain("this outcome was dropped");
    expect(logLines.join("")).not.toMatch(/zoe|klinik|müller/iu);
  });

  test("asks the backend nothing more for a job that is not its own any more", async () => {
    let asked = () => {};
    const asking = new Promise<void>((resolve) => (asked = resolve));
    const registerUser: Crm["registerUser"] = (_input, { signal }) => {
      asked();
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("called off")));
      });
    };
    startWorker({ registerUser }, { leaseMs: 300 });
    const { userId } = await register();
    worker.nudge();
    await asking;
    await desk().mutation(api.commands.softDelete, { id: userId, reason: "By phone", requestId: "request" });
    await expect.poll(() => logLines.join("")).toContain("this attempt stops");
    await worker.stop();
    expect(await jobOf(userId)).toMatchObject({ state: "cancelled", attempts: [] });
    expect(logLines.join("")).not.toContain("an attempt broke");
  });

  test("told to stop while the backend hangs does not wait for it: the next worker has the job at once, with the same key", async () => {
    const keys: Array<string | undefined> = [];
    const asked = new EventTarget();
    const hangs: Crm["registerUser"] = (_input, { idempotencyKey, signal }) => {
      keys.push(idempotencyKey);
      asked.dispatchEvent(new Event("asked"));
      return new Promise((_resolve, reject) =>
        signal?.addEventListener("abort", () => reject(new Error("called off"))),
      );
    };
    const first = once(asked, "asked");
    startWorker({ registerUser: hangs }, { patienceMs: 0 });
    await register();
    worker.nudge();
    await first;
    await worker.stop();
    const second = once(asked, "asked");
    startWorker({ registerUser: hangs }, { patienceMs: 0 });
    await second;
    expect(keys[0]).toBeDefined();
    expect(keys[1]).toBe(keys[0]);
  });

  test("closes a run whose last person is done, also while others keep it busy", async () => {
    const { userId } = await register();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const crm = agreeable();
    const registerUser = crm.registerUser;
    startWorker(
      {
        ...crm,
        async registerUser(input, options) {
          if (input.customer.lastName === "Slow") await held;
          return registerUser?.(input, options) ?? Promise.reject(new Error("no such call"));
        },
      },
      { concurrency: 2 },
    );
    await expect.poll(async () => (await jobOf(userId))?.state).toBe("succeeded");
    await register("Slow");
    const row = (await desk().query(api.people.get, { id: userId }))?.row;
    const { runId } = await resyncAll([row?.linkId ?? ""]);
    const run = () => desk().query(api.runs.get, { runId });
    await expect.poll(run, { timeout: 20_000 }).toMatchObject({ state: "done", done: 1 });
    release();
  });

  test("links who registers while a run's calls fill all the slots that bulk work may have", async () => {
    const crm = agreeable();
    const out = new Set<string>();
    let hold: Promise<void> | null = null;
    let release = () => {};
    const getContact: Crm["getContact"] = async (id, options) => {
      if (hold && options?.lane === "bulk") {
        out.add(id);
        await hold;
      }
      return crm.getContact?.(id, options) ?? null;
    };
    startWorker({ ...crm, getContact }, { concurrency: 4 });
    const linkIds = await linkedPeople(12);
    hold = new Promise((resolve) => (release = resolve));
    await resyncAll(linkIds);
    worker.nudge();
    await expect.poll(() => out.size).toBe(4);
    const { userId } = await register("Neu");
    worker.nudge();
    await expect.poll(async () => (await jobOf(userId))?.state).toBe("succeeded");
    expect(out.size).toBe(4);
    release();
  });

  test("begins with who registers while more outcomes of a run wait to be booked than a run may have", async () => {
    const crm = agreeable();
    const asked = new Set<string>();
    let hold: Promise<void> | null = null;
    let release = () => {};
    const ofRun: Crm["getContact"] = async (id, options) => {
      if (options?.lane === "bulk") asked.add(id);
      return crm.getContact?.(id, options) ?? null;
    };
    const registered: string[] = [];
    const registerUser: Crm["registerUser"] = (input, options) => {
      registered.push(input.customer.lastName ?? "");
      return crm.registerUser?.(input, options) ?? Promise.reject(new Error("no such call"));
    };
    const convex = bookingAfter(() => hold);
    startWorker({ ...crm, getContact: ofRun, registerUser }, { convex, concurrency: 1 });
    const linkIds = await linkedPeople(9);
    hold = new Promise((resolve) => (release = resolve));
    await resyncAll(linkIds);
    worker.nudge();
    await expect.poll(() => asked.size).toBeGreaterThan(4);
    await register("Neu");
    worker.nudge();
    await expect.poll(() => registered).toContain("Neu");
    release();
  });

  test("gives who registers the next turn at a slow rate, though the run's calls have waited longer", async () => {
    const crm = agreeable();
    startWorker(crm);
    const linkIds = await linkedPeople(4);
    await worker.stop();

    const clock = new ManualClock();
    const gate = createGate({ ...defaultSettings.gate, ratePerMinute: 60, burst: 1 }, clock);
    const turns: string[] = [];
    const turn = async (options?: CallOptions) => {
      await gate.take(options?.lane ?? "live", { patienceMs: 1e9 });
      turns.push(options?.lane ?? "live");
    };
    const registerUser: Crm["registerUser"] = async (input, options) => {
      await turn(options);
      return crm.registerUser?.(input, options) ?? Promise.reject(new Error("no such call"));
    };
    const getContact: Crm["getContact"] = async (id, options) => {
      if (options?.lane === "bulk") await turn(options);
      return crm.getContact?.(id) ?? null;
    };
    startWorker({ ...crm, registerUser, getContact }, { gate });
    await resyncAll(linkIds);
    worker.nudge();
    const waiting = () => gate.state().rate.waiting;
    await expect.poll(() => waiting().bulk).toBe(1);
    const { userId } = await register("Neu");
    worker.nudge();
    await expect.poll(() => waiting().live).toBe(1);
    clock.advance(1_000);
    await expect.poll(async () => (await jobOf(userId))?.state).toBe("succeeded");
    expect(turns).toEqual(["bulk", "live"]);
    gate.configure(defaultSettings.gate);
    clock.advance(60_000);
  });
});
