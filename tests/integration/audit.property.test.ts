import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { Id } from "../../server/convex/_generated/dataModel";
import type { AuditFilter, AuditRow } from "../../shared/audit-api";
import { openStore, type TestStore } from "../support/store";

/**
 * Whatever the audit is asked for, in whatever combination and page by page: it answers what looking at every event
 * one by one finds, the newest first, each once.
 */
let store: TestStore;
let known: { operators: Id<"operators">[]; users: Id<"users">[] };
beforeEach(async () => {
  ({ store } = await openStore());
  known = await store.run(async ({ db }) => {
    const operator = (n: number) => ({
      ...{ email: `${n}@desk.example`, emailKey: `${n}@desk.example`, name: `Op ${n}` },
      ...{ role: "admin" as const, passwordHash: "x" },
    });
    const user = (n: number) => ({ lastName: `${n}`, createdAt: n, profileUpdatedAt: n });
    return {
      operators: [await db.insert("operators", operator(0)), await db.insert("operators", operator(1))],
      users: [await db.insert("users", user(0)), await db.insert("users", user(1))],
    };
  });
});
afterEach(() => store.close());

const actorKinds = ["operator 0", "operator 1", "member", "tandem", "backend"] as const;
/** Of members one does not ask by ID, but for all they did, or for a user. */
const askable = ["operator 0", "operator 1", "tandem", "backend", "operators", "members"] as const;
const actions = ["resync", "settings", "webhook user.updated", "job register"] as const;
const contacts = ["obj_a", "obj_b"] as const;
const targets = ["run1", "run2"] as const;
const requests = ["req-1", "req-2"] as const;
/** Few moments and few values, so that much coincides. */
const happened = fc.record({
  at: fc.integer({ min: 1, max: 6 }),
  actor: fc.constantFrom(...actorKinds),
  action: fc.constantFrom(...actions),
  user: fc.option(fc.nat({ max: 1 }), { nil: undefined }),
  contactId: fc.option(fc.constantFrom(...contacts), { nil: undefined }),
  target: fc.option(fc.constantFrom(...targets), { nil: undefined }),
  requestId: fc.option(fc.constantFrom(...requests), { nil: undefined }),
});
type Happened = typeof happened extends fc.Arbitrary<infer Value> ? Value : never;

const asked = fc.record(
  {
    actors: fc.uniqueArray(fc.constantFrom(...askable), { maxLength: 3 }),
    actions: fc.uniqueArray(fc.constantFrom(...actions, "no such action"), { maxLength: 3 }),
    about: fc.constantFrom("user 0", "user 1", ...contacts, ...targets, "nobody"),
    requestId: fc.constantFrom(...requests, "req-3"),
    from: fc.integer({ min: 0, max: 7 }),
    to: fc.integer({ min: 0, max: 7 }),
  },
  { requiredKeys: [] },
);
type Asked = typeof asked extends fc.Arbitrary<infer Value> ? Value : never;

const actorOf = (name: Happened["actor"], { user }: Happened) => {
  if (name === "member") return { kind: "member", id: known.users[user ?? 0] ?? "", name: "Member" };
  const [kind, n] = name.split(" ");
  if (kind === "operator") return { kind, id: known.operators[Number(n)] ?? "", name };
  return { kind: "system", id: name, name };
};

const write = (events: Happened[]) =>
  store.run(async ({ db }) => {
    for (const one of events) {
      const { at, action, contactId, requestId } = one;
      await db.insert("auditEvents", {
        ...{ at, action, contactId, requestId, summary: "…", changes: [] },
        actor: actorOf(one.actor, one),
        user: one.user === undefined ? undefined : known.users[one.user],
        target: one.target === undefined ? undefined : { kind: "run", id: one.target },
      });
    }
  });

const idOf = (word: string, ids: readonly string[]) => ids[Number(word.split(" ")[1])] ?? word;
const filterOf = ({ actors, about, ...rest }: Asked): AuditFilter => ({
  ...rest,
  ...(actors && { actors: actors.map((word) => idOf(word, known.operators)) }),
  ...(about && { about: idOf(about, known.users) }),
});

/** The same by looking at everything. */
function isWanted({ actors, actions: named, about, requestId, from = 0, to = 9 }: Asked, one: Happened) {
  const by = [one.actor, one.actor.startsWith("operator") ? "operators" : "", `${one.actor}s`];
  const of = [one.user === undefined ? "" : `user ${one.user}`, one.contactId, one.target];
  return (
    (!actors?.length || actors.some((word) => by.includes(word))) &&
    (!named?.length || named.some((word) => word === one.action)) &&
    (about === undefined || of.includes(about)) &&
    (requestId === undefined || one.requestId === requestId) &&
    one.at >= from &&
    one.at < to
  );
}

async function read(filter: AuditFilter, limit: number): Promise<AuditRow[]> {
  const identity = { subject: "op", name: "Otto", role: "auditor" };
  const rows: AuditRow[] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: AuditRow[]; nextCursor: string | null } = await store.run(
      (ctx) => ctx.runQuery(api.audit.page, { ...filter, cursor, limit }),
      { identity },
    );
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

test("any filter, any page size: exactly the events that looking at each of them finds, newest first", async () => {
  const events: Happened[] = fc.sample(happened, { numRuns: 700, seed: 7 });
  await write(events);
  const all = await read({}, 200);
  expect(all).toHaveLength(events.length);
  const order = new Map(all.map(({ eventId }, place) => [eventId, place]));
  // In the order of their creation, the newest of one moment comes first.
  const newest = events
    .map((one, place) => ({ one, place }))
    .sort((a, b) => b.one.at - a.one.at || b.place - a.place);
  await fc.assert(
    fc.asyncProperty(asked, fc.integer({ min: 20, max: 200 }), async (wanted, limit) => {
      const expected = newest.flatMap(({ one }, rank) => (isWanted(wanted, one) ? [rank] : []));
      const found = await read(filterOf(wanted), limit);
      expect(found.map(({ eventId }) => order.get(eventId))).toEqual(expected);
    }),
    { numRuns: 80 },
  );
});
