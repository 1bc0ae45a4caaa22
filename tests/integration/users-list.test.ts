import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { phoneKey } from "../../shared/normalize";
import { matchRanges } from "../../shared/search-text";
import type { UsersPage } from "../../shared/users-api";
import { parseContact } from "../../shared/backend-api";
import { contactFields } from "../../server/sync/work";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

const contactsFile = `${import.meta.dirname}/../../samples/haff/contacts.jsonl`;

let tandem: TestTandem;
let admin: Visitor;
beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
  const convex = tandem.convex.as(systemActor);
  const batch = [];
  for await (const line of createInterface({ input: createReadStream(contactsFile) })) {
    const reading = parseContact(JSON.parse(line));
    if (reading.ok) batch.push(contactFields(reading.contact));
    if (batch.length === 100) await convex.mutation(api.imports.contacts, { contacts: batch.splice(0) });
  }
});
afterAll(() => tandem.close());

type Input = Parameters<Visitor["trpc"]["users"]["list"]["query"]>[0];
const list = (input: Input) => admin.trpc.users.list.query(input);

async function everyPage(input: Input): Promise<UsersPage["rows"]> {
  const rows = [];
  let cursor: string | null | undefined;
  do {
    const page: UsersPage = await list({ ...input, cursor, limit: 200 });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}

describe("finding people", () => {
  test("mueller finds Müller, and Müller finds Mueller", async () => {
    const typed = await everyPage({ query: "mueller" });
    const written = await everyPage({ query: "Müller" });
    expect(typed.map(({ linkId }) => linkId).sort()).toEqual(written.map(({ linkId }) => linkId).sort());
    const names = typed.map(({ name }) => name);
    expect(names.some((name) => name.includes("Müller"))).toBe(true);
    expect(names.some((name) => name.includes("Mueller"))).toBe(true);
  });

  test("people whose names match come before those who only share an e-mail domain with the word", async () => {
    const rows = await everyPage({ query: "mueller" });
    const byName = rows.map(({ name }) => matchRanges(name, "mueller").length > 0);
    expect(byName).toContain(false);
    expect(byName.lastIndexOf(true)).toBeLessThan(byName.indexOf(false));
  });

  test("two words mean both, in any order, and the last may be unfinished", async () => {
    const [someone] = (await list({ query: "petersen" })).rows;
    const [first = "", last = ""] = (someone?.name ?? "").split(" ");
    for (const query of [`${first} ${last.slice(0, 4)}`, `${last} ${first.slice(0, 3)}`]) {
      const { rows } = await list({ query });
      expect(rows.map(({ linkId }) => linkId)).toContain(someone?.linkId);
    }
  });

  test("an ID, an e-mail in any case or a phone number finds exactly one person", async () => {
    const [someone] = (await list({ query: "fatima petersen" })).rows;
    const { contact } = await admin.trpc.users.get.query({ id: someone?.linkId ?? "" });
    for (const query of [
      contact?.contactId,
      contact?.email?.toUpperCase(),
      contact?.phone,
      contact?.frontendUserId,
    ]) {
      const { rows, total } = await list({ query: query ?? "" });
      expect(rows.map(({ contactId }) => contactId)).toEqual([contact?.contactId]);
      expect(total).toEqual({ count: 1, exact: true });
    }
  });

  test("a phone number is found without its plus, as it is dialled here, and by its beginning", async () => {
    const [someone] = (await list({ query: "fatima petersen" })).rows;
    const { contact } = await admin.trpc.users.get.query({ id: someone?.linkId ?? "" });
    const digits = phoneKey(contact?.phone)?.slice(1) ?? "";
    const dialled = `0${digits.slice(2)}`;
    for (const query of [digits, `00${digits}`, dialled, `${dialled.slice(0, 5)}/${dialled.slice(5, 10)}`]) {
      const { rows } = await list({ query });
      expect(
        rows.map(({ contactId }) => contactId),
        query,
      ).toContain(contact?.contactId);
    }
  });

  test("a query that nobody matches is an empty page, and strange input no error", async () => {
    for (const query of ["zzzzzz", "'", '"a OR b" NEAR(', "   ", "%_*", "🙂"]) {
      const { rows } = await list({ query });
      expect(Array.isArray(rows)).toBe(true);
    }
  });
});

describe("paging through the table", () => {
  test.each(["name", "email", "created", "lastSync", "lastWebhook", "attempts"] as const)(
    "by %s, up and down: every row once, in order",
    async (key) => {
      const { total } = await admin.trpc.users.facets.query();
      for (const direction of ["asc", "desc"] as const) {
        const rows = await everyPage({ sort: { key, direction } });
        expect(rows).toHaveLength(total);
        expect(new Set(rows.map(({ linkId }) => linkId)).size).toBe(total);
        if (key !== "created") continue;
        const times = rows.map(({ createdAt }) => createdAt);
        expect(times).toEqual([...times].sort((a, b) => (direction === "asc" ? a - b : b - a)));
      }
    },
  );

  test("several states at once are merged in order, and the total is exact", async () => {
    const rows = await everyPage({
      states: ["crm_only", "conflict"],
      sort: { key: "created", direction: "asc" },
    });
    const { total } = await list({ states: ["crm_only", "conflict"], limit: 1 });
    expect(total).toEqual({ count: rows.length, exact: true });
    const times = rows.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test("a date range keeps to it", async () => {
    const all = await everyPage({ sort: { key: "created", direction: "asc" } });
    const [createdFrom, createdTo] = [all[100]?.createdAt, all[300]?.createdAt];
    const rows = await everyPage({ createdFrom, createdTo });
    const inside = all.filter(
      ({ createdAt }) => createdAt >= (createdFrom ?? 0) && createdAt <= (createdTo ?? 0),
    );
    expect(rows).toHaveLength(inside.length);
    const oldestFirst = { key: "created", direction: "asc" } as const;
    const inState = await everyPage({ states: ["crm_only"], createdFrom, createdTo, sort: oldestFirst });
    expect(inState).toEqual(inside.filter(({ state }) => state === "crm_only"));
  });

  test("the facets add up to the whole table", async () => {
    const { total, states } = await admin.trpc.users.facets.query();
    const rows = await everyPage({});
    expect(total).toBe(rows.length);
    expect(states.crm_only).toBe(rows.filter(({ state }) => state === "crm_only").length);
  });

  test("the facets of a search or a date range count those whom the list shows, in every state", async () => {
    const newest = await list({ sort: { key: "created", direction: "desc" }, limit: 200 });
    const createdFrom = newest.rows.at(-1)?.createdAt;
    const query = "petersen";
    for (const filter of [{ query }, { createdFrom }, { query, createdTo: createdFrom }]) {
      const rows = await everyPage(filter);
      const facets = await admin.trpc.users.facets.query({ ...filter, states: ["conflict"] });
      expect(facets).toMatchObject({ total: rows.length, exact: true });
      for (const [state, count] of Object.entries(facets.states))
        expect(count).toBe(rows.filter((row) => row.state === state).length);
    }
  });

  test("counting ends after the first thousand whom a filter finds, and says so", async () => {
    const { total, exact } = await admin.trpc.users.facets.query({ createdFrom: 0 });
    const everybody = await admin.trpc.users.facets.query();
    expect({ total, exact }).toEqual({ total: 1_000, exact: false });
    expect(everybody.total).toBeGreaterThan(1_000);
  });
});
