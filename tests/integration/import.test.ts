import { createReadStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { allRows, expectedRows, haff, haffFile, importFiles } from "../support/import-files";
import { type StoreOnDisk, openStoreOnDisk } from "../support/store-on-disk";
import { type TestTandem, startTestTandem } from "../support/tandem";
import { zipOf } from "../support/zip";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-import-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = async (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return { path, name };
};

describe("importing haff", () => {
  let store: StoreOnDisk;
  beforeAll(async () => {
    store = await openStoreOnDisk();
  });
  afterAll(() => store.close());

  const snapshot = haffFile("snapshot.zip");

  test("gives the counts and every row that are expected", async () => {
    const expected = JSON.parse(await readFile(haff("expected.json"), "utf8")) as Record<string, number>;
    const progress = await importFiles(store.system, { snapshot, contacts: haffFile("contacts.jsonl") });
    const { usersRead, contactsRead, rejectedCount } = progress;
    expect({ users: usersRead, contacts: contactsRead, rejectedCount }).toEqual({
      users: expected.users,
      contacts: expected.contacts,
      rejectedCount: 0,
    });
    expect(progress.counts).toMatchObject(expected.counts ?? {});
    expect(progress.bytesRead).toBe(progress.bytesTotal);
    expect(await allRows(store.system)).toEqual(await expectedRows());
  });

  test.each(["contacts.jsonl", "contacts.csv"])("again with %s changes nothing", async (name) => {
    expect((await importFiles(store.system, { snapshot, contacts: haffFile(name) })).changed).toBe(0);
    expect(await allRows(store.system)).toEqual(await expectedRows());
  });
});

describe("lines that cannot be read", () => {
  let store: StoreOnDisk;
  beforeEach(async () => {
    store = await openStoreOnDisk();
  });
  afterEach(() => store.close());

  const user = (id: string, more: object = {}) => JSON.stringify({ _id: id, _creationTime: 1, ...more });

  test("of a snapshot are rejected by number, and the others come in", async () => {
    const lines = [
      user("u1", { email: "a@x.example", firstName: "  ", phone: "" }),
      "{ not json",
      "",
      JSON.stringify({ _creationTime: 1, email: "b@x.example" }),
      `{"_id":"u3","_creationTime":1,"note":"${"x".repeat(1024 * 1024)}"}`,
      user("u4", { email: { nested: true } }),
      user("u5"),
    ];
    const snapshot = await file("snapshot.zip", zipOf({ "users/documents.jsonl": lines.join("\n") }));
    const progress = await importFiles(store.system, { snapshot });
    expect(progress).toMatchObject({ phase: "done", usersRead: 2, changed: 2, rejectedCount: 4 });
    expect(progress.rejected).toEqual([
      { file: "snapshot.zip", line: 2, message: "is not valid JSON" },
      { file: "snapshot.zip", line: 4, message: "cannot be read: _id: is missing" },
      { file: "snapshot.zip", line: 5, message: "is longer than 1 MB" },
      { file: "snapshot.zip", line: 6, message: expect.stringContaining("cannot be read: email") },
    ]);
  });

  test("of a CSV are rejected by number, whatever is wrong with their quotes", async () => {
    const csv = [
      "Record ID,First Name,Last Name,Email,Create Date,Last Modified Date",
      '"obj_1","Anna ""Anni""","von\nHaff",anna@x.example,2024-01-01,2024-01-01',
      'obj_2,Bad "quote,X,b@x.example,2024-01-01,2024-01-01',
      "obj_3,Carl,Short",
      ",No,Id,d@x.example,2024-01-01,2024-01-01",
      "obj_5,Eva,Haff,eva@x.example,2024-01-01,not a day",
      "obj_6,Fritz,Haff,fritz@x.example,2024-01-01,2024-01-01",
      'obj_7,"never closed,X,g@x.example,2024-01-01,2024-01-01',
    ];
    const contacts = await file("contacts.csv", `\uFEFF${csv.join("\r\n")}\r\n`);
    const progress = await importFiles(store.system, { contacts });
    expect(progress).toMatchObject({ phase: "done", contactsRead: 2, rejectedCount: 5 });
    expect(progress.rejected.map(({ line }) => line)).toEqual([4, 5, 6, 7, 9]);
    expect((await allRows(store.system)).map(({ contactId }) => contactId)).toEqual(["obj_1", "obj_6"]);
  });

  test("of JSON lines that are no UTF-8 or no contact are rejected by number", async () => {
    const contacts = await file(
      "contacts.jsonl",
      Buffer.concat([
        Buffer.from('{"id":"obj_1","createdAt":1}\n{"id":"obj_2","name":"'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}\n[]\n{"id":"obj_4","status":"gone","createdAt":1}\n'),
      ]),
    );
    const progress = await importFiles(store.system, { contacts });
    expect(progress).toMatchObject({ contactsRead: 1, rejectedCount: 3 });
    expect(progress.rejected.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  test.each([
    ["a snapshot that is no zip file", { snapshot: "x" }, /is not a zip file/u],
    ["contacts without a column Record ID", { contacts: "Name,Email\nA,a@x.example\n" }, /"Record ID"/u],
  ])("%s is refused as a whole, with the fix", async (_what, content, message) => {
    const [[kind, text] = ["", ""]] = Object.entries(content);
    await expect(importFiles(store.system, { [kind]: await file("file", text) })).rejects.toThrow(message);
  });

  test("a snapshot without users says which table it wants", async () => {
    const snapshot = await file("snapshot.zip", zipOf({ "_tables/documents.jsonl": "{}" }));
    await expect(importFiles(store.system, { snapshot })).rejects.toThrow(
      /holds no users\/documents\.jsonl/u,
    );
  });

  test("a large office's shared e-mail is settled before the counts are read", async () => {
    const users = Array.from({ length: 1_500 }, (_, n) => user(`u${n}`, { email: "office@x.example" }));
    const snapshot = await file("snapshot.zip", zipOf({ "users/documents.jsonl": users.join("\n") }));
    const contacts = await file(
      "contacts.jsonl",
      '{"id":"obj_1","email":"office@x.example","createdAt":1}\n',
    );
    const progress = await importFiles(store.system, { snapshot, contacts });
    expect(progress.counts).toMatchObject({ conflict: 1_501, convex_only: 0, crm_only: 0 });
  });
});

describe("importing in the console", () => {
  let tandem: TestTandem;
  beforeAll(async () => {
    tandem = await startTestTandem();
  });
  afterAll(() => tandem.close());

  const upload = (
    visitor: Awaited<ReturnType<TestTandem["admin"]>>,
    name: string,
    path: string,
    headers = {},
  ) =>
    visitor.fetch(`/api/import/upload?name=${name}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", ...headers },
      body: Readable.toWeb(createReadStream(path)) as ReadableStream,
      duplex: "half",
    } as RequestInit);

  test("an admin uploads both files, starts, and sees how far it is until it is done", async () => {
    const admin = await tandem.admin();
    const users = Array.from({ length: 1_000 }, (_, n) => JSON.stringify({ _id: `u${n}`, _creationTime: 1 }));
    const snapshot = await file("snapshot.zip", zipOf({ "users/documents.jsonl": users.join("\n") }));
    const contacts = await file("contacts.jsonl", '{"id":"obj_1","email":"a@x.example","createdAt":1}\n');
    const ids = await Promise.all(
      [snapshot, contacts].map(async ({ name, path }) => {
        const response = await upload(admin, name, path);
        return ((await response.json()) as { uploadId: string }).uploadId;
      }),
    );
    const [snapshotUploadId = null, contactsUploadId = null] = ids;
    const input = { snapshotUploadId, contactsUploadId };
    expect(await admin.trpc.imports.start.mutate(input)).toMatchObject({ phase: "users", error: null });
    await expect(admin.trpc.imports.start.mutate(input)).rejects.toThrow(/under way/u);
    await expect
      .poll(async () => (await admin.trpc.imports.get.query()).phase, { timeout: 60_000 })
      .toBe("done");
    expect(await admin.trpc.imports.get.query()).toMatchObject({ usersRead: 1_000, contactsRead: 1 });
    await expect(admin.trpc.imports.start.mutate(input)).rejects.toThrow(/no longer there/u);
    const { rows } = await admin.trpc.audit.list.query({ actions: ["import"] });
    expect(rows.map(({ actor, summary, outcome }) => [actor.name, summary, outcome])).toEqual([
      ["Tandem", "The import is complete. Read: 1001; changed: 1001; rejected: 0.", "complete"],
      ["Ada Admin", "Imports a snapshot of Convex and contacts of the CRM.", null],
    ]);
    expect(rows[0]?.requestId).toBe(rows[1]?.requestId);
  });

  test("one that breaks is in the audit too, with what it had read until then", async () => {
    const admin = await tandem.admin();
    const { uploadId } = (await (await upload(admin, "x.zip", haff("expected.json"))).json()) as {
      uploadId: string;
    };
    await admin.trpc.imports.start.mutate({ snapshotUploadId: uploadId, contactsUploadId: null });
    const newest = async () => (await admin.trpc.audit.list.query({ actions: ["import"], limit: 1 })).rows[0];
    await expect.poll(async () => (await newest())?.outcome, { timeout: 60_000 }).toBe("incomplete");
    expect((await newest())?.summary).toBe("The import ended early. Read: 0; changed: 0; rejected: 0.");
  });

  test("nobody else may upload, and no other site may make an admin's browser do it", async () => {
    expect((await upload(tandem.visitor(), "x.zip", haff("expected.json"))).status).toBe(401);
    const admin = await tandem.admin();
    const foreign = { origin: "https://evil.example" };
    expect((await upload(admin, "x.zip", haff("expected.json"), foreign)).status).toBe(403);
  });
});
