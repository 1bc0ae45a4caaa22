import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { keepSecrets } from "../../server/config/secrets";
import { systemActor } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { crmStaff } from "../support/crm-staff";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** What Tandem makes of a backend whose webhooks go wrong: the drills of its own page, over real HTTP. */
let tandem: TestTandem;
let admin: Visitor;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
});
afterEach(() => void tandem.backend.setChaos({ mode: "ok" }));
afterAll(() => tandem.close());

/** A contact that Tandem knows, how to change it, and what Tandem has made of what it was told. */
async function somebody() {
  const { email, firstName, lastName } = newPerson();
  const { id } = await crmStaff(tandem).create({ email, firstName, lastName });
  const { backendApiKey } = await keepSecrets(tandem.dataDir);
  return {
    async calls(phone: string): Promise<void> {
      const headers = { authorization: `Bearer ${backendApiKey}` };
      const url = `/api/v1/crm/contacts/${id}`;
      await tandem.backend.app.inject({ method: "PATCH", url, headers, payload: { phone } });
      await tandem.backend.settled();
      // Events are put in order by their time.
      for (const now = Date.now(); Date.now() === now;) await new Promise(setImmediate);
    },
    phone: async () => (await tandem.convex.as(systemActor).query(api.people.get, { id }))?.contact?.phone,
    /** Newest first. */
    async outcomes(): Promise<string[]> {
      const { rows } = await admin.trpc.webhooks.list.query({ types: ["contact.updated"], person: id });
      return rows.map(({ outcome }) => outcome);
    },
  };
}

test("a webhook that comes twice is applied once", async () => {
  const person = await somebody();
  tandem.backend.setChaos({ mode: "webhook_duplicate" });
  await person.calls("+4930111");
  await expect.poll(person.outcomes).toEqual(["duplicate", "applied"]);
  expect(await person.phone()).toBe("+4930111");
});

test("a webhook that was overtaken does not undo the one that overtook it", async () => {
  const person = await somebody();
  tandem.backend.setChaos({ mode: "webhook_out_of_order" });
  await person.calls("+4930111");
  await person.calls("+4930222");
  await expect.poll(person.outcomes).toEqual(["stale", "applied"]);
  expect(await person.phone()).toBe("+4930222");
});

test("a webhook that was signed by a wrong clock is refused, and why is in the log", async () => {
  const person = await somebody();
  tandem.backend.setChaos({ mode: "webhook_clock_skew", skewS: -600 });
  await person.calls("+4930111");
  const refused = () => admin.trpc.webhooks.list.query({ causes: ["timestamp"] });
  await expect.poll(async () => (await refused()).rows.length).toBe(1);
  expect(await person.phone()).not.toBe("+4930111");
});

test("what a lost webhook would have told is found by the next sweep", async () => {
  const person = await somebody();
  tandem.backend.setChaos({ mode: "webhook_lost" });
  await person.calls("+4930111");
  expect(await person.outcomes()).toEqual([]);
  expect(await person.phone()).not.toBe("+4930111");
  await admin.trpc.reconcile.start.mutate({ kind: "full" });
  await expect.poll(person.phone).toBe("+4930111");
});
