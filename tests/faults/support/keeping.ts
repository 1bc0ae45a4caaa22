import { randomUUID } from "node:crypto";
import type { Config } from "../../../server/config";
import { type ConvexCaller, systemActor } from "../../../server/convex-client";
import { api } from "../../../server/convex/_generated/api";
import schema from "../../../server/convex/schema";
import { importPeople } from "../../bench/jobs-people";
import { inStore } from "../../bench/tandem";
import { storedJoin } from "../../support/stored-join";

/** In every field of whoever is to be forgotten, and of nobody else. */
const MARK = "qwxyzk";
const markedEmail = (n: number) => `${MARK}${n}@klinik.example`;
const mailboxOf = (n: number) => `person${n}@klinik-haff.example`;

type Counts = { mails: number; leavers: number };

/** A store in which links wait to be mailed, and people whose time is over to be forgotten. Answers the links' tokens. */
export function prepareKeeping(config: Config, { mails, leavers }: Counts): Promise<{ tokens: string[] }> {
  const tokens = Array.from({ length: mails }, () => `token-${randomUUID()}`);
  return inStore(config, async (store, convex) => {
    const system = convex.as(systemActor);
    await importPeople(system, mails, "linked");
    for (let n = 0; n < leavers; n++) await leave(system, n);
    await store.run(async ({ db }) => {
      for (const [n, token] of tokens.entries()) {
        const tokenHash = `hash of ${token}`;
        const link = { emailKey: mailboxOf(n), tokenHash, sealedToken: config.seal.seal(token, tokenHash) };
        const now = Date.now();
        const mail = { kind: "reset_password" as const, language: "en" as const, attempt: 0, link };
        await db.insert("mails", { ...mail, wakeAt: now, createdAt: now });
      }
      const gone = await db.query("users").collect();
      for (const { _id, deletedAt } of gone)
        if (deletedAt !== undefined) await db.patch("users", _id, { deletionNotedAt: 1 });
    });
    return { tokens };
  });
}

/** Somebody of whom webhooks have told, who was deleted long ago. */
async function leave(system: ConvexCaller, n: number): Promise<void> {
  const names = { email: markedEmail(n), firstName: `First${MARK}`, lastName: `Last${MARK} ${n}` };
  const [externalId, crmId] = [`left${n}`, `obj_left${n}`];
  const dates = { createdAt: 1, deletedAt: 2 };
  await system.mutation(api.imports.users, {
    users: [{ externalId, ...names, ...dates, crmContactId: crmId }],
  });
  const contact = { crmId, convexUserId: externalId, ...names, status: "active", tags: [] };
  await system.mutation(api.imports.contacts, { contacts: [{ ...contact, createdAt: 1, updatedAt: 1 }] });
  for (const type of ["contact.updated", "invoice.paid"]) {
    const data = { contactId: crmId, ...names };
    const event = { eventId: `${type}${n}`, type, eventAt: 3, payload: JSON.stringify({ type, data }), data };
    const arrival = { receivedAt: Date.now(), durationMs: 1, bytes: 100, headers: [] };
    await system.mutation(api.webhooks.receive, { event, arrival });
  }
}

/** Everything the test asks of Tandem's own file, without Tandem. */
export function readKept(config: Config) {
  return inStore(config, async (store) => {
    const { disagreements } = await store.verify();
    return store.run(async (ctx) => {
      const events = await ctx.db.query("auditEvents").collect();
      const named: string[] = [];
      for (const table of Object.keys(schema.tables) as Array<keyof typeof schema.tables>)
        if (JSON.stringify(await ctx.db.query(table).collect()).includes(MARK)) named.push(table);
      const purges = events.filter(({ action }) => action === "purge");
      const ended = (outcome: string) => purges.filter((event) => event.outcome === outcome).length;
      return {
        ...{ disagreements, named, join: await storedJoin(ctx) },
        mailed: events.filter(({ action, outcome }) => action === "send mail" && outcome === "done").length,
        purged: { started: ended("started"), done: ended("done") },
      };
    });
  });
}
