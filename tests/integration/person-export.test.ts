import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import { api } from "../../server/convex/_generated/api";
import { tellsOfNobody } from "../../server/convex/model/personPlaces";
import schema from "../../server/convex/schema";
import { personFileParts, type PersonPage } from "../../shared/person-export-api";
import { personJson } from "../../server/http/export/person-file";
import { foundIn } from "../support/every-document";
import { newPerson } from "../support/people";
import { startTestTandem, type TestTandem } from "../support/tandem";
import { admin, Scene } from "./interleavings-harness";
import { MarkedPerson } from "./marked-person";

/** What somebody gets who asks what is kept of them: everything, nothing of others, as a file. */
describe("the file about one person", () => {
  let scene: Scene;
  let person: MarkedPerson;
  beforeAll(async () => {
    scene = await Scene.open();
    person = new MarkedPerson(scene, "qwxyzk");
    await person.register();
    for (const route of Object.values(person.routes)) await route();
    const other = new MarkedPerson(scene, "stayer");
    await other.register();
    for (const route of Object.values(other.routes).slice(0, 6)) await route();
  });
  afterAll(() => scene.store.close());

  const pages: number[] = [];
  const caller = {
    query: async (fn: typeof api.personExport.page, args: never): Promise<PersonPage> => {
      const page = await scene.query(fn, args, admin);
      if ("rows" in page) pages.push(page.rows.length);
      return page;
    },
  } as never;
  const pieces = async (id = person.userId) => {
    const begun = await scene.mutate(api.personExport.begin, { id, requestId: "r" }, admin);
    return personJson(caller, { ...begun, at: 0 }, new Map());
  };
  async function wholeFile(id?: string) {
    let text = "";
    for await (const piece of await pieces(id)) text += piece;
    return { text, file: JSON.parse(text) as { records: Record<string, object[]> } };
  }

  /** What must never leave: how they sign in, and the words of people at the desk in what is about others. */
  const secrets = [
    ...["argon", "first", "second", "third", "sealed", "mailed", "reset"],
    ...["proof of ", "wish of ", "sealed wish of "],
  ];
  const isSecret = (mark: string) => secrets.includes(mark.replace("qwxyzk", ""));

  test("has everything that is found of them in any table, but for what signs them in", async () => {
    const { text } = await wholeFile();
    const everywhere = (await foundIn(scene.store, person.marks)).map((found) => found.split(": ")[1] ?? "");
    const missing = [...new Set(everywhere)].filter(
      (mark) => !isSecret(mark) && !text.toLowerCase().includes(mark.toLowerCase()),
    );
    expect(missing).toEqual([]);
    for (const secret of person.marks.filter(isSecret)) expect(text).not.toContain(`"${secret}"`);
  });

  test("has each row once, and what each part is, of every table but those that tell of nobody", async () => {
    const { file } = await wholeFile();
    for (const [table, rows] of Object.entries(file.records)) {
      const ids = rows.flatMap((row) => ("_id" in row ? [row._id] : []));
      expect(new Set(ids).size).toBe(ids.length);
      expect(personFileParts).toHaveProperty(table);
    }
    const inside = ["syncAttempts", "runItems", "runCauses"];
    const said = [...Object.keys(personFileParts), ...Object.keys(tellsOfNobody), ...inside];
    expect(said.sort()).toEqual(Object.keys(schema.tables).sort());
  });

  test("has nothing of anybody else, and no names of the people at the desk", async () => {
    const { text } = await wholeFile();
    expect(text).not.toMatch(/stayer/iu);
    expect(text).not.toContain("Ada Admin");
  });

  test("is there of a contact without an account too: what the CRM told, and what happened to it", async () => {
    const alone = { contactId: "obj_alone", email: "alone@klinik.example", lastName: "Allein" };
    await scene.deliver("contact.created", alone);
    const invited = { id: alone.contactId, reason: "Asked by phone", tokenHash: "alones", requestId: "r" };
    await scene.mutate(api.repairs.invite, invited, admin);
    const { text, file } = await wholeFile(alone.contactId);
    const tables = [
      "auditEvents",
      "contacts",
      "invitations",
      "links",
      "webhookAttempts",
      "webhookDeliveries",
    ];
    expect(Object.keys(file.records).sort()).toEqual(tables);
    expect(text).toContain("Asked by phone");
    expect(text).not.toMatch(/qwxyzk|stayer|alones|Ada Admin/iu);
  });

  test("has what was written of them under names, addresses and numbers of former days", async () => {
    const { userId, frontendUserId } = await scene.linked();
    const say = async (data: object) => {
      scene.clock.now += 1_000;
      await scene.deliver("user.updated", { frontendUserId, ...data });
    };
    await say({
      firstName: "Zora",
      lastName: "Zuvor",
      email: "zuvor@klinik.example",
      phone: "+49 40 1111111",
    });
    await say({ lastName: "Seither", email: "seither@klinik.example", phone: "+49 40 2222222" });
    for (const words of ["Zuvor, Zora", "Mail to zuvor@klinik.example", "Call 040 1111111", "Zora Anders"]) {
      const view = { name: words, search: "", shared: true, requestId: "r" };
      await scene.mutate(api.savedViews.save, view, admin);
    }
    const { file } = await wholeFile(userId);
    expect(file.records["savedViews"]).toMatchObject([
      { name: "Zuvor, Zora" },
      { name: "Mail to zuvor@klinik.example" },
      { name: "Call 040 1111111" },
    ]);
    const about = file.records["auditEvents"]?.filter((event) => "names" in event);
    expect(about).toHaveLength(3);
  });

  test("is read a page at a time, and no further than it is taken", async () => {
    for (let n = 0; n < 60; n++)
      await scene.deliver("user.updated", { frontendUserId: `frontend_user_${person.userId}`, phone: "1" });
    pages.length = 0;
    const reading = await pieces();
    await reading.next();
    expect(pages).toHaveLength(0);
    await reading.next();
    expect(pages).toHaveLength(1);
    let taken = 2;
    for await (const _piece of reading) taken++;
    expect(Math.max(...pages)).toBeLessThanOrEqual(50);
    expect(taken).toBeGreaterThan(60);
  });

  test("is told of in the audit, and only admins get it", async () => {
    const asked = { id: person.userId, requestId: "r" };
    for (const role of ["viewer", "support", "auditor"])
      await expect(scene.mutate(api.personExport.begin, asked, { ...admin, role })).rejects.toThrow(
        /users.exportPerson/u,
      );
    const events = await scene.store.run(({ db }) => db.query("auditEvents").collect());
    expect(events.filter(({ action }) => action === "export person")[0]).toMatchObject({
      ...{ user: person.userId, outcome: "started", changes: [] },
    });
  });
});

describe("over HTTP", () => {
  let tandem: TestTandem;
  beforeAll(async () => void (tandem = await startTestTandem()));
  afterAll(() => tandem.close());

  test("it is a ZIP of JSON and a summary, saved under no name of a person", async () => {
    const ada = await tandem.admin();
    const form = newPerson({ firstName: "Zoë", email: "zoe@klinik.example" });
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(form);
    const address = `/api/export/people/${userId}.zip`;
    expect((await tandem.visitor().fetch(address)).status).toBe(401);
    expect((await ada.fetch("/api/export/people/nobody.zip")).status).toBe(404);
    const response = await ada.fetch(address);
    expect(response.headers.get("content-disposition")).toMatch(/filename="person-[a-z0-9]+\.zip"/u);
    const files = await unzipped(Buffer.from(await response.arrayBuffer()));
    expect([...files.keys()]).toEqual(["person.json", "README.txt"]);
    expect(JSON.parse(files.get("person.json") ?? "")).toMatchObject({
      ...{ format: "tandem-person", version: 1 },
      records: { users: [{ firstName: "Zoë" }], credentials: [{ emailKey: "zoe@klinik.example" }] },
    });
    expect(files.get("README.txt")).toMatch(/1 {2}credentials[\s\S]+ohne Passwort/u);
    expect(files.get("README.txt")).not.toContain("Zoë");
  });
});

async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(bytes);
  const files = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => void chunks.push(chunk));
    await once(stream, "end");
    files.set(entry.fileName, Buffer.concat(chunks).toString());
  }
  return files;
}
