import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { readEvent } from "../../server/webhooks/read-event";
import { storedJoin } from "../support/stored-join";
import { admin, failed, Scene, type Settlement, type Work } from "./interleavings-harness";

/**
 * The heart of the webhooks: whatever of a history arrives, in any order, as often as it likes, in either body form,
 * alone or in batches, people and contacts end in the state of the history. What that is is folded here from the
 * history itself, in its order, by nothing of the code under test.
 */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const profileFields = ["email", "firstName", "lastName", "phone"] as const;
const userTypes = ["user.updated", "user.suspended", "user.reactivated", "user.deleted"] as const;
const contactTypes = ["contact.created", "contact.updated", "contact.deleted"] as const;

/**
 * `linked`: known on both sides. `late`: the job that registers them settles in the middle of it all. `told`: only
 * contact.created says whose contact and frontend user that is. `stranger`: a contact without an account.
 */
const roles = ["linked", "late", "told", "stranger"] as const;
type Role = (typeof roles)[number];
/** What is read back when the late one's job settles would hold what was said of the contact before. */
const speaksOf: Record<Role, RegExp> = { linked: /./u, late: /^user/u, told: /./u, stranger: /^contact/u };
type Said = Partial<Record<(typeof profileFields)[number] | "status", string>>;
type Event = { who: number; type: string; at: number; said: Said; short: boolean; id: string };

const said = fc.record(
  {
    email: fc.constantFrom("a", "b", ""),
    firstName: fc.constantFrom("Ada", "Bea", ""),
    lastName: fc.constantFrom("Curie", "Dorn", ""),
    phone: fc.constantFrom("+49301111111", "+49302222222", ""),
    status: fc.constantFrom("active", "inactive", "archived"),
  },
  { requiredKeys: [] },
);
/** Few moments, so that many events share one. */
const event = fc.record({
  who: fc.nat({ max: roles.length - 1 }),
  type: fc.constantFrom(...userTypes, ...contactTypes),
  at: fc.integer({ min: 1, max: 6 }),
  said,
  short: fc.boolean(),
});

/** A history, and how it arrives: each event at least once, in batches; and when the late user's job settles. */
const arrivals = fc
  .array(event, { minLength: 1, maxLength: 14 })
  .map((events): Event[] =>
    [
      ...events.filter(({ who, type }) => speaksOf[roles[who] ?? "told"].test(type)),
      { who: 2, type: "contact.created", at: 1, said: {}, short: false },
    ].map((one, n) => ({ ...one, id: `e${String((n * 7) % 31).padStart(2, "0")}` })),
  )
  .chain((history) =>
    fc.record({
      history: fc.constant(history),
      order: fc.array(fc.constantFrom(...history), { maxLength: 6 }).chain((again) => {
        const all = [...history, ...again];
        return fc.shuffledSubarray(all, { minLength: all.length });
      }),
      batch: fc.integer({ min: 1, max: 5 }),
      settledAfter: fc.nat({ max: 20 }),
      /** Places in the order after which the event is replayed, and whether all of it is once more at the end. */
      replayed: fc.array(fc.nat({ max: 20 }), { maxLength: 4 }),
      allAgain: fc.boolean(),
    }),
  );

type Person = {
  role: Role;
  userId?: string;
  convexId?: string;
  contactId: string;
  frontendUserId: string;
  work?: Work | undefined;
};

async function peopleOf(run: number): Promise<Person[]> {
  const linked = await scene.linked();
  const late = await scene.register();
  const told = await scene.register();
  const works = await scene.claim();
  const workOf = ({ userId }: { userId: string }) => works.find(({ user }) => user.userId === userId);
  await settled(workOf(told), failed("rejected"));
  const ids = ({ userId, convexId }: { userId: string; convexId: string }) => ({
    ...{ userId, convexId, contactId: `obj_${userId}`, frontendUserId: `frontend_user_${userId}` },
  });
  return [
    { role: "linked", ...ids(linked) },
    { role: "late", ...ids(late), work: workOf(late) },
    { role: "told", ...ids(told) },
    { role: "stranger", contactId: `obj_stranger_${run}`, frontendUserId: `frontend_user_stranger_${run}` },
  ];
}

/** The event as the door reads it from its body. */
function asRead(
  person: Person,
  start: number,
  run: number,
  { type, at, said, short, id }: Event,
  who: number,
) {
  const isAboutUser = type.startsWith("user.");
  const { status, email, ...rest } = said;
  const values = {
    ...rest,
    ...(email === undefined ? {} : { email: email && `${email}.${who}.${run}@klinik.example` }),
    ...(status === undefined || isAboutUser ? {} : { status }),
  };
  const whom = isAboutUser
    ? {
        frontendUserId: person.frontendUserId,
        // Some name the account itself: then it is known before its contact is.
        ...(person.role === "told" && short ? { convexUserId: person.userId } : {}),
      }
    : {
        contactId: person.contactId,
        ...(person.role === "told" && type === "contact.created"
          ? { convexUserId: person.userId, frontendUserId: person.frontendUserId }
          : {}),
      };
  const data = { ...whom, ...(type === "user.updated" || !isAboutUser ? values : { reason: id }) };
  const eventId = `${run}-${id}`;
  const timestamp = new Date(start + at).toISOString();
  const body = short ? { event: type, data } : { id: eventId, type, timestamp, data };
  const sentAt = short ? start + at : start + 60_000;
  const proof = { eventId, sentAt, happenedBy: sentAt };
  const event = readEvent(Buffer.from(JSON.stringify(body)), proof);
  if (!event) throw new Error("The door could not read the event.");
  return event;
}

type Read = ReturnType<typeof asRead>;
const byHistory = (a: Read, b: Read) =>
  a.eventAt - b.eventAt || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

/** What the history makes of one person, event by event in its order. */
function foldUser(events: Read[], before: Record<string, unknown>) {
  const user = { ...before };
  for (const { type, eventAt, data } of events) {
    if (type === "user.updated")
      for (const field of profileFields)
        if (data[field] !== undefined) user[field] = data[field] || undefined;
    if (type === "user.suspended") user.suspendedAt = eventAt;
    if (type === "user.reactivated") user.suspendedAt = undefined;
    if (type === "user.deleted") Object.assign(user, { deletedAt: eventAt, deletionReason: data.reason });
  }
  return user;
}

/** And of the mirror, which hears what is said of the user too; it begins with the first event that is no deletion. */
function foldContact(events: Read[], before: Record<string, unknown> | null) {
  const isOfContact = ({ type }: Read) => type.startsWith("contact.");
  const born = events.some((event) => isOfContact(event) && event.type !== "contact.deleted");
  if (!before && !born) return null;
  const contact: Record<string, unknown> = { status: "active", ...before };
  for (const event of events) {
    if (!isOfContact(event) && event.type !== "user.updated") continue;
    for (const field of profileFields)
      if (event.data[field] !== undefined) contact[field] = event.data[field] || undefined;
    if (event.type === "contact.deleted") contact.status = "archived";
    else if (isOfContact(event) && event.data.status) contact.status = event.data.status;
  }
  return contact;
}

const userFields = [...profileFields, "suspendedAt", "deletedAt", "deletionReason"] as const;
const contactFields = [...profileFields, "status"] as const;
const pick = (whole: object | null | undefined, fields: readonly string[]) =>
  whole && Object.fromEntries(fields.map((field) => [field, (whole as Record<string, unknown>)[field]]));

const stateOf = (person: Person) =>
  scene.store.run(async (ctx) => {
    const id = person.convexId && ctx.db.normalizeId("users", person.convexId);
    const user = id ? await ctx.db.get("users", id) : null;
    const contact = await ctx.db
      .query("contacts")
      .withIndex("by_crmId", (q) => q.eq("crmId", person.contactId))
      .first();
    return { user: pick(user, userFields), contact: pick(contact, contactFields) };
  });

const arrival = () => ({ receivedAt: scene.clock.now, durationMs: 3, bytes: 200, headers: [] });

async function settled(work: Work | undefined, outcome?: Settlement): Promise<true> {
  if (!work) throw new Error("Nobody is late.");
  const updatedAt = scene.clock.now - 10_000;
  const given = outcome ?? scene.achieved(work, { updatedAt });
  expect(await scene.settle(work, given)).toBe("settled");
  return true;
}

const asked = { reason: "To see that it changes nothing", requestId: "r" };

async function replay(eventId: string): Promise<void> {
  const { rows } = await scene.query(api.webhookLog.page, { eventId, cursor: null, limit: 1 });
  await scene.mutate(api.webhookReplays.replay, { attemptId: rows[0]?.attemptId ?? "", ...asked }, admin);
}

async function replayAll(eventId: string): Promise<void> {
  scene.clock.now += 1;
  await scene.mutate(api.webhookReplays.replayAll, { name: "All", filter: { eventId }, ...asked }, admin);
  await scene.store.runScheduled();
}

let runs = 0;
test("people and contacts end in the state of the history, whatever arrives or is replayed when and how often", async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async ({ history, order, batch, settledAfter, replayed, allAgain }) => {
      const run = ++runs;
      const people = await peopleOf(run);
      const before = await Promise.all(people.map(stateOf));
      const registered = scene.clock.now;
      scene.clock.now += 10_000;
      const read = (one: Event) => {
        const person = people[one.who];
        if (!person) throw new Error("Nobody has this part.");
        return asRead(person, registered + 1_000, run, one, one.who);
      };
      let isSettled = false;
      for (let taken = 0; taken < order.length; taken += batch) {
        if (!isSettled && taken >= settledAfter) isSettled = await settled(people[1]?.work);
        const webhooks = order
          .slice(taken, taken + batch)
          .map((one) => ({ event: read(one), arrival: arrival() }));
        await scene.mutate(api.webhooks.receiveAll, { webhooks });
        for (const [place, { event }] of webhooks.entries())
          if (replayed.includes(taken + place)) await replay(event.eventId);
        await scene.store.runScheduled();
      }
      if (allAgain) await replayAll(`${run}-`);
      if (!isSettled) await settled(people[1]?.work);
      await scene.store.runScheduled();

      for (const [who, person] of people.entries()) {
        const events = history
          .filter((one) => one.who === who)
          .map(read)
          .sort(byHistory);
        const known = before[who];
        const settledContact =
          person.role === "late" ? pick(before[who]?.user, profileFields) : known?.contact;
        const { user, contact } = await stateOf(person);
        expect(user ?? null).toEqual(known?.user ? foldUser(events, known.user) : null);
        expect(contact ?? null).toEqual(foldContact(events, settledContact ?? null));
      }
      await everyEventOnce(run, history.map(read), order.length);
    }),
    { numRuns: 120 },
  );
  const { rows, wanted, counted, counts } = await scene.store.run(storedJoin);
  expect([rows, counted]).toEqual([wanted, counts]);
}, 120_000);

/** One delivery per event, one arrival per request, and none of them forgotten. */
async function everyEventOnce(run: number, history: Read[], requests: number): Promise<void> {
  const { deliveries, arrivals } = await scene.store.run(async (ctx) => ({
    deliveries: (await ctx.db.query("webhookDeliveries").collect()).filter(({ eventId }) =>
      eventId.startsWith(`${run}-`),
    ),
    arrivals: (await ctx.db.query("webhookAttempts").collect()).filter(({ eventId }) =>
      eventId?.startsWith(`${run}-`),
    ),
  }));
  expect(deliveries.map(({ eventId }) => eventId).sort()).toEqual(
    history.map(({ eventId }) => eventId).sort(),
  );
  expect(arrivals).toHaveLength(requests);
  expect(arrivals.filter(({ outcome }) => outcome === "duplicate")).toHaveLength(requests - history.length);
}
