import { type FunctionReference, getFunctionName } from "convex/server";
import { ConvexError } from "convex/values";
import { afterEach, beforeEach, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { Convex } from "../../server/convex-client";
import type { Crm } from "../../server/crm/port";
import { createLog } from "../../server/log";
import { createWorker, type Worker } from "../../server/sync/worker";
import type { BackendContact } from "../../shared/backend-api";
import { openStoreOnDisk, type StoreOnDisk } from "../support/store-on-disk";

/** The store refuses a call in the middle of an attempt, as a deployment does that gave up on a write conflict. */
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

const conflict = () =>
  new Error("Documents read from or written to the table changed while this was being run.");
/** How a deployment's 503 arrives, by which it tells of a write conflict, too. */
const away = () => new ConvexError({ code: "unavailable", message: "The store cannot be reached." });

/** The store, which refuses the first `times` calls of one query. */
function refusing(name: string, times: number, refusal: () => Error): Convex {
  let refused = 0;
  const isRefused = (called: FunctionReference<"query">) =>
    getFunctionName(called) === name && refused++ < times;
  return {
    as: (actor) => {
      const caller = store.convex.as(actor);
      return {
        ...caller,
        query: (query, ...args) =>
          isRefused(query) ? Promise.reject(refusal()) : caller.query(query, ...args),
      };
    },
  };
}

/** A backend that knew the person already, under the ID of an account that exists no more. */
function knowing() {
  const asked = { registerUser: 0 };
  let contact: BackendContact = {
    ...{ id: "obj_1", subtype: "customer", status: "active", name: "", tags: [], raw: {} },
    ...{ email: "zoe@klinik.example", firstName: "Zoë", lastName: "Müller" },
    ...{ convexUserId: "an account of before", createdAt: 1, updatedAt: 1 },
  };
  const crm: Partial<Crm> = {
    async registerUser() {
      asked.registerUser += 1;
      return { frontendUserId: "fu_1", crmContactId: "obj_1" };
    },
    getContact: async () => contact,
    getFrontendUser: async (id) => ({ id, status: "active", email: "", raw: {} }),
    async updateContact(_id, { convexUserId, frontendUserId }) {
      contact = {
        ...contact,
        ...(convexUserId ? { convexUserId } : {}),
        ...(frontendUserId ? { frontendUserId } : {}),
      };
      return contact;
    },
  };
  return { crm: crm as Crm, asked };
}

async function registerWhile(refusals: number, refusal = conflict) {
  const { crm, asked } = knowing();
  const log = createLog("info", { write: (line) => void logLines.push(line) });
  worker = createWorker({ convex: refusing("jobs:isGone", refusals, refusal), crm, log, leaseMs: 1_500 });
  worker.start();
  const names = { salutation: "", title: "", firstName: "Zoë", lastName: "Müller" };
  const more = { phone: "", organization: "", profession: "", position: "" };
  const profile = { ...names, ...more, email: "zoe@klinik.example" };
  const session = { tokenHash: "hash", expiresAt: Date.now() + 60_000 };
  const args = { profile, passwordHash: "argon2id", session, requestId: "request" };
  const { userId } = await store.system.mutation(api.registration.register, args);
  worker.nudge();
  const admin = { kind: "operator", id: "op_1", name: "Ada Admin", role: "admin" } as const;
  const job = async () => (await store.convex.as(admin).query(api.people.get, { id: userId }))?.jobs[0];
  await expect.poll(async () => (await job())?.state, { timeout: 30_000 }).toBe("succeeded");
  return { job: await job(), asked };
}

test.each([
  ["as an error", conflict],
  ["as a deployment that is away", away],
])(
  "a write conflict, told %s, that passes costs nothing: the backend is asked once",
  async (_how, refusal) => {
    const { job, asked } = await registerWhile(2, refusal);
    expect(job?.attempts).toMatchObject([{ number: 1, outcome: "succeeded" }]);
    expect(asked.registerUser).toBe(1);
  },
);

test("an attempt that the store goes on refusing is tried anew, and the backend is not blamed for it", async () => {
  const { job } = await registerWhile(4);
  expect(job?.attempts.map(({ outcome }) => outcome).sort()).toEqual(["failed", "succeeded"]);
  for (const { errorCode } of job?.attempts ?? []) expect(errorCode).toBeNull();
  const log = logLines.join("");
  expect(log).toContain("the store refuses what an attempt needs");
  expect(log).not.toMatch(/zoe|klinik|müller|could not make sense/iu);
});
