import fc from "fast-check";
import { expect, test } from "vitest";
import { contactFields } from "../../server/sync/work";
import { storedJoin } from "../support/stored-join";
import { crmId, SweepScene, userId, soon } from "./sweeps-harness";

const people = fc.nat(7);
const emails = ["p0@x.de", "p1@x.de", "Office@x.de", "office@x.de "];

/** Anything either side can do between two sweeps; the mirror hears of none of it by itself. */
const change = fc.oneof(
  fc.record({
    do: fc.constant("contact" as const),
    n: people,
    email: fc.option(fc.constantFrom(...emails), { nil: undefined }),
    names: fc.option(people, { nil: undefined }),
    archived: fc.boolean(),
  }),
  fc.record({ do: fc.constant("vanish" as const), n: people }),
  fc.record({
    do: fc.constant("account" as const),
    n: people,
    email: fc.constantFrom(...emails),
    named: fc.option(people, { nil: undefined }),
  }),
  fc.record({ do: fc.constant("restart" as const) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

async function apply(scene: SweepScene, step: Change, accounts: Set<number>): Promise<void> {
  scene.clock.now += 1000;
  if (step.do === "vanish") scene.vanish(step.n);
  if (step.do === "contact") {
    const { n, email, names, archived } = step;
    scene.vanish(n);
    const fields = {
      ...(email ? { email } : {}),
      ...(names === undefined ? {} : { convexUserId: userId(names) }),
    };
    const contact = {
      ...scene.contact(n, fields),
      status: archived ? "archived" : "active",
      updatedAt: scene.clock.now,
    };
    scene.stub.contacts.splice(n % (scene.stub.contacts.length + 1), 0, contact);
  }
  if (step.do === "account" && !accounts.has(step.n)) {
    accounts.add(step.n);
    const { n, email, named } = step;
    await scene.account(n, { email, crmContactId: named === undefined ? undefined : crmId(named) });
  }
}

/** Sweeps until there is an end to it, as an admin would who believes the CRM. */
async function fullSweep(scene: SweepScene, restarts: boolean): Promise<void> {
  scene.clock.now += 1000;
  const { sweepId } = await scene.start("full");
  const first = scene.server();
  if (restarts) await first.stop();
  scene.clock.now += restarts ? 31_000 : 0;
  if (restarts) scene.server();
  const ended = async () => (await scene.get(sweepId)).state;
  await soon(ended).not.toBe("running");
  const { notMet } = await scene.get(sweepId);
  if ((await ended()) !== "quarantined") return;
  await scene.decide(sweepId, { what: "apply", typedCount: notMet ?? 0 });
  await scene.ends(sweepId);
}

test("after a full sweep the mirror is what the CRM holds, and the links are the join from scratch", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(change, { maxLength: 12 }), { minLength: 1, maxLength: 3 }),
      async (rounds) => {
        const scene = await SweepScene.open();
        try {
          const accounts = new Set<number>();
          for (const round of rounds) {
            for (const step of round) await apply(scene, step, accounts);
            await fullSweep(
              scene,
              round.some((step) => step.do === "restart"),
            );
            await scene.store.runScheduled();
            const mirror = await scene.store.run((ctx) => ctx.db.query("contacts").collect());
            const crm = (await scene.stub.crm.listContacts({ limit: 100 })).contacts.map(contactFields);
            expect(sorted(mirror.map(asTheCrmTells))).toEqual(sorted(crm));
            const { rows, wanted, counted, counts } = await scene.store.run(storedJoin);
            expect(rows).toEqual(wanted);
            expect(counted).toEqual(counts);
          }
        } finally {
          await scene.close();
        }
      },
    ),
    { numRuns: Number(process.env.SWEEP_RUNS ?? 25) },
  );
});

const added = new Set([
  "_id",
  "_creationTime",
  "emailKey",
  "phoneKey",
  "matchEmail",
  "reviewed",
  "readAt",
  "lastWebhook",
]);
const asTheCrmTells = (contact: object) =>
  Object.fromEntries(Object.entries(contact).filter(([field]) => !added.has(field)));
const sorted = (contacts: object[]) =>
  contacts.map((contact) => JSON.stringify(contact, Object.keys(contact).sort())).sort();
