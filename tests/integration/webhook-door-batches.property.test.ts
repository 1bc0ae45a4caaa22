import fc from "fast-check";
import { expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { Webhook } from "../../server/webhooks/intake";
import { contactId, frontendUserId, importPeople } from "../bench/jobs-people";
import { openDoor } from "../support/webhook-door";

const PEOPLE = 4;
const EVENT_AT = Date.UTC(2026, 0, 1);

/** Somebody, or somebody nobody knows. */
const person = fc.integer({ min: 0, max: PEOPLE });
const userId = (n: number) => `j5${String(n).padStart(30, "0")}`;
const emailOf = (n: number) => `person${n}@klinik-haff.example`;
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 3 });

/**
 * Events of all kinds about few people, who may come to name each other, ask for each other's e-mail, or lose one another.
 */
const event = fc.record({
  number: fc.nat({ max: 40 }),
  at: fc.nat({ max: 10 }),
  type: fc.oneof(
    { weight: 3, arbitrary: fc.constant("user.updated") },
    fc.constantFrom("user.deleted", "user.suspended", "user.reactivated", "invoice.paid"),
    fc.constantFrom("contact.created", "contact.updated", "contact.deleted"),
  ),
  about: person,
  lastName: maybe(fc.constantFrom("Müller", "Mueller", "Neu")),
  email: maybe(fc.integer({ min: 0, max: 1 })),
  named: maybe(person),
});
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/**
 * Each address is asked for by one person. Of several who wait for one that is given up, it is for whoever's turn comes
 * first, and turns come between transactions.
 */
const history = fc
  .record({ events: fc.array(event, { minLength: 2, maxLength: 12 }), askers: fc.tuple(person, person) })
  .map(({ events, askers }) =>
    events.map((one) => ({
      ...one,
      email: one.email !== undefined && askers[one.email] === one.about ? one.email : undefined,
    })),
  );

function webhookOf({ number, at, type, about, lastName, email, named }: Event): Webhook {
  const ofContact = type.startsWith("contact.");
  const data = {
    ...(ofContact ? { contactId: contactId(about) } : { frontendUserId: frontendUserId(about) }),
    ...(ofContact && named !== undefined ? { convexUserId: userId(named) } : {}),
    ...(lastName ? { lastName } : {}),
    ...(email === undefined ? {} : { email: emailOf(email) }),
  };
  const eventAt = EVENT_AT + at * 1_000;
  const payload = JSON.stringify({ type, data });
  return {
    event: { eventId: `evt_${number}`, type, eventAt, payload, data },
    arrival: { receivedAt: Date.now(), durationMs: 1, bytes: payload.length, headers: [] },
  };
}

/** What is left in the end, once the steps that go on by themselves have ended too. */
async function endOf(
  take: (webhooks: Webhook[], door: Awaited<ReturnType<typeof openDoor>>) => Promise<void>,
  webhooks: Webhook[],
) {
  const door = await openDoor();
  try {
    await importPeople(door.system, PEOPLE, "linked");
    await take(webhooks, door);
    const atRest = async () => {
      const { disagreements, join } = await door.books();
      return {
        disagreements,
        isJoined: join.rows.join() === join.wanted.join(),
        isCounted: join.counted.join() === join.counts.join(),
      };
    };
    await expect
      .poll(atRest, { timeout: 30_000 })
      .toEqual({ disagreements: [], isJoined: true, isCounted: true });
    return { rows: (await door.books()).join.rows, people: await door.people() };
  } finally {
    await door.close();
  }
}

test("events taken in one transaction leave everybody as they would be one by one", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (events) => {
      const webhooks = events.map(webhookOf);
      const atOnce = await endOf(async (all, { system }) => {
        await system.mutation(api.webhooks.receiveAll, { webhooks: all });
      }, webhooks);
      const oneByOne = await endOf(async (all, { system }) => {
        for (const webhook of all) await system.mutation(api.webhooks.receive, webhook);
      }, webhooks);
      expect(atOnce).toEqual(oneByOne);
    }),
    { numRuns: Number(process.env.BATCH_RUNS ?? 25) },
  );
});
