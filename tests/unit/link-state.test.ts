import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { fromBuffer } from "yauzl";
import { parseContact } from "../../shared/backend-api";
import { deriveLink, type ContactFacts, type UserFacts } from "../../shared/link-state";
import { emailKey, nameKey, phoneKey } from "../../shared/normalize";
import { joinFromScratch } from "../support/join-from-scratch";

const haff = `${import.meta.dirname}/../../samples/haff`;

const user = (fields: Partial<UserFacts> = {}): UserFacts => ({ id: "u1", deleted: false, ...fields });
const contact = (fields: Partial<ContactFacts> = {}): ContactFacts => ({
  id: "c1",
  archived: false,
  ...fields,
});
const pair = { by: "reference", pair: true, namedBy: 1 } as const;

describe("which state a person is in", () => {
  test("a soft-deleted user is deleted, whatever else is wrong", () => {
    const facts = {
      user: user({ deleted: true }),
      match: { by: "alone" },
      job: { kind: "register", status: "failed" },
    };
    expect(deriveLink({ ...facts, contact: null } as never)).toEqual({
      state: "deleted",
      reason: "both_gone",
    });
    expect(deriveLink({ ...facts, contact: contact() } as never).reason).toBe("contact_still_active");
  });

  test("an open job says pending before anything the join could say", () => {
    const job = { kind: "register", status: "open" } as const;
    expect(deriveLink({ user: user(), contact: null, match: { by: "alone" }, job }).state).toBe("pending");
  });

  test("a failed job is shown with its error class until something settles", () => {
    const job = { kind: "update", status: "failed", errorCode: "timeout" } as const;
    expect(deriveLink({ user: user(), contact: null, match: { by: "alone" }, job })).toEqual({
      state: "failed",
      reason: "timeout",
    });
    const done = { ...job, status: "done" } as const;
    expect(deriveLink({ user: user(), contact: null, match: { by: "alone" }, job: done }).state).toBe(
      "convex_only",
    );
  });

  test("a pair that agrees is linked, and every compared field that differs is named in order", () => {
    const ids = { crmContactId: "c1" };
    const back = { convexUserId: "u1" };
    const side = { email: "a@x.de", firstName: "Ömer", lastName: "Öz  Al", phone: "0151 2345678" };
    const other = { email: " A@X.DE", firstName: "ömer", lastName: "öz al", phone: "+49 151 2345678" };
    expect(
      deriveLink({ user: user({ ...side, ...ids }), contact: contact({ ...other, ...back }), match: pair })
        .state,
    ).toBe("linked");
    const differs = { ...other, phone: undefined, email: "b@x.de" };
    expect(
      deriveLink({ user: user({ ...side, ...ids }), contact: contact({ ...differs, ...back }), match: pair }),
    ).toEqual({
      state: "drifted",
      reason: "fields:email,phone",
    });
  });
});

describe("normalising before comparing", () => {
  test("two Unicode forms of a name, and white space, are one name", () => {
    expect(nameKey("Jo\u0308rg  von\u00a0Au ")).toBe(nameKey("J\u00f6rg von Au"));
  });
  test("five ways to write one phone number are one number", () => {
    const ways = [
      "+4915112345678",
      "0049 151 12345678",
      "0151/12345678",
      "+49 (0)151 1234 5678",
      "0151 12345678",
    ];
    expect(new Set(ways.map(phoneKey))).toEqual(new Set(["+4915112345678"]));
  });
  test("what cannot be parsed as a number compares by its digits, and nothing at all is missing", () => {
    expect(phoneKey("Durchwahl 1")).toBe("1");
    expect(phoneKey("none")).toBeNull();
    expect(emailKey("  ")).toBeNull();
  });
});

test("the sample organisation's two exports join to exactly the expected rows", async () => {
  const rows = joinFromScratch(await snapshotUsers(), await jsonlContacts());
  const expected = readFileSync(`${haff}/expected.jsonl`, "utf8").trim().split("\n");
  const line = ({ userId, contactId, state, reason }: (typeof rows)[number]) =>
    JSON.stringify({ userId, contactId, state, reason });
  expect(rows.map(line).sort()).toEqual(expected.map((row) => line(JSON.parse(row))).sort());
}, 30_000);

async function jsonlContacts(): Promise<ContactFacts[]> {
  const contacts: ContactFacts[] = [];
  for await (const line of createInterface({ input: createReadStream(`${haff}/contacts.jsonl`) })) {
    const reading = parseContact(JSON.parse(line));
    if (!reading.ok) throw new Error(`unreadable contact: ${JSON.stringify(reading.issues)}`);
    contacts.push({ ...reading.contact, archived: reading.contact.status === "archived" });
  }
  return contacts;
}

async function snapshotUsers(): Promise<UserFacts[]> {
  const users: UserFacts[] = [];
  for await (const line of createInterface({ input: await zipEntry("users/documents.jsonl") })) {
    const { _id, deletedAt, ...fields } = JSON.parse(line);
    users.push({ ...fields, id: _id, deleted: deletedAt !== undefined });
  }
  return users;
}

function zipEntry(name: string): Promise<Readable> {
  const { promise, resolve, reject } = deferred<Readable>();
  fromBuffer(readFileSync(`${haff}/snapshot.zip`), { lazyEntries: true }, (error, zip) => {
    if (error) return reject(error);
    zip.on("entry", (entry) =>
      entry.fileName === name
        ? zip.openReadStream(entry, (failed, stream) => (failed ? reject(failed) : resolve(stream)))
        : zip.readEntry(),
    );
    zip.readEntry();
  });
  return promise;
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}
