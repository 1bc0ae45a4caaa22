import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Selection } from "../../shared/runs-api";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** The CSV of people, over real HTTP. */
let tandem: TestTandem;
let admin: Visitor;
const everyone = 2_600;
const email = (n: number) => `person.${n}@klinik.example`;

beforeAll(async () => {
  tandem = await startTestTandem();
  admin = await tandem.admin();
  const store = tandem.convex.as(systemActor);
  const account = (n: number) => ({
    externalId: `account_${n}`,
    firstName: n === 7 ? "=HYPERLINK(1)" : "Zoë",
    lastName: n % 2 === 0 ? 'Weiß, "Z"' : "Schwarz",
    email: email(n),
    createdAt: n,
    ...(n <= 4 ? { deletedAt: 5 } : {}),
  });
  for (let n = 1; n <= everyone; n += 100) {
    const users = Array.from({ length: 100 }, (_, index) => account(n + index));
    await store.mutation(api.imports.users, { users });
  }
});
afterAll(() => tandem.close());

type Row = Record<string, string>;
const rowsOf = (text: string): Row[] => parse(text, { bom: true, columns: true });
const address = (selection?: Selection) =>
  `/api/export/users.csv${selection ? `?selection=${encodeURIComponent(JSON.stringify(selection))}` : ""}`;
const file = async (selection?: Selection) => rowsOf(await (await admin.fetch(address(selection))).text());
const matching = (filter: Extract<Selection, { by: "filter" }>["filter"], except: string[] = []) => ({
  ...{ by: "filter" as const, filter, except },
});

describe("the CSV of users", () => {
  test("has everybody once, however many pages it takes", async () => {
    const response = await admin.fetch(address());
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(/users-\d{4}-\d{2}-\d{2}\.csv/u);
    const rows = rowsOf(await response.text());
    expect(rows).toHaveLength(everyone);
    expect(new Set(rows.map(({ link_id }) => link_id)).size).toBe(everyone);
    expect(rows[9]).toMatchObject({
      ...{ convex_user_id: "account_10", name: 'Zoë Weiß, "Z"', email: email(10) },
      ...{ state: "convex_only", account: "active", created_at: "1970-01-01T00:00:00.010Z" },
    });
  });

  test("has no value that a spreadsheet would run", async () => {
    const [row] = await file(matching({ query: email(7) }));
    expect(row?.["name"]).toBe("'=HYPERLINK(1) Schwarz");
  });

  test("has whom the filter matches, all that a word finds, and not who was excluded", async () => {
    const deleted = await file(matching({ states: ["deleted"] }));
    expect(deleted.map((row) => row["email"])).toEqual([1, 2, 3, 4].map(email));
    const [first] = deleted;
    expect(await file(matching({ statuses: ["deleted"] }, [first?.["link_id"] ?? ""]))).toHaveLength(3);
    const odd = await file(matching({ query: "schw" }));
    expect(odd).toHaveLength(everyone / 2);
    const some = await file(matching({ query: "weiss", createdFrom: 11, createdTo: 20 }));
    expect(some.map((row) => row["email"])).toEqual([12, 14, 16, 18, 20].map(email));
  });

  test("has the people picked one by one, more of them than an address can hold", async () => {
    const linkIds = (await file(matching({ createdFrom: 101, createdTo: 1_100 }))).map(
      ({ link_id }) => link_id ?? "",
    );
    const response = await admin.fetch(address(), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ by: "ids", linkIds: [...linkIds, "nobody"] }),
    });
    expect(rowsOf(await response.text()).map(({ link_id }) => link_id)).toEqual(linkIds);
  });

  test("is for admins and auditors; what cannot be read as a selection is refused", async () => {
    expect((await tandem.visitor().fetch(address())).status).toBe(401);
    const purple = await admin.fetch('/api/export/users.csv?selection={"by":"colour"}');
    expect(purple.status).toBe(400);
    expect(await purple.json()).toMatchObject({ code: "invalid", field: "selection" });
    expect((await admin.fetch("/api/export/users.csv?selection={")).status).toBe(400);
    const support = tandem.convex.as({ kind: "operator", id: "sam", name: "Sam", role: "support" });
    await expect(support.query(api.exports.usersPage, { cursor: null })).rejects.toThrow(/users.export/u);
  });
});
