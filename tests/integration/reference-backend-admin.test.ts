import { beforeEach, describe, expect, it } from "vitest";
import { startSmtp } from "../support/smtp";
import { openAdmin, withKey } from "./reference-backend-admin-harness";
import { person } from "./reference-backend-harness";

let admin: Awaited<ReturnType<typeof openAdmin>>;
let ids: { frontendUserId: string; crmContactId: string };

/** The types of the events that came since, and what they say. */
const told = async (from: number) => {
  await admin.backend.settled();
  return admin.endpoint.received.slice(from).map(({ json }) => json);
};

beforeEach(async () => {
  admin = await openAdmin();
  ids = await admin.crm.registerUser(person(1), { idempotencyKey: "1" });
  await admin.crm.registerUser(person(2), { idempotencyKey: "2" });
  await admin.backend.settled();
});

describe("contacts on the backend's own pages", () => {
  const form = async (id: string) => {
    const page = await admin.pageAt(`/contacts/${id}`);
    const inputs = [...page.matchAll(/<input[^>]* name="(\w+)"[^>]* value="([^"]*)"/gu)];
    const seen = /name="seen" value="(\d+)"/u.exec(page)?.[1] ?? "";
    const fields = Object.fromEntries(inputs.map(([, name = "", value = ""]) => [name, value]));
    return { status: "active", subtype: "customer", ...fields, seen };
  };

  it("are found by a part of their name or e-mail, and by their status", async () => {
    expect(await admin.pageAt("/contacts?search=person+2&status=")).toMatch(/Person 2<\/a>/u);
    expect(await admin.pageAt("/contacts?search=person2%40")).not.toContain("Person 1<");
    expect(await admin.pageAt("/contacts?status=archived")).toContain("No contact fits.");
    expect(await admin.pageAt("/contacts?limit=1&offset=1")).toContain("2–2 of 2");
  });

  it("are edited by their form, and everybody is told as of an edit by the API", async () => {
    const before = admin.endpoint.received.length;
    const fields = { ...(await form(ids.crmContactId)), lastName: "Neumann", company: "" };
    const page = await (await admin.submit(`/contacts/${ids.crmContactId}`, fields)).text();
    expect(page).toContain("Saved.");
    expect(page).toContain('value="Neumann"');
    expect(await told(before)).toMatchObject([
      { type: "contact.updated", data: { contactId: ids.crmContactId, lastName: "Neumann" } },
      { type: "user.updated", data: { frontendUserId: ids.frontendUserId, lastName: "Neumann" } },
    ]);
  });

  it("keep what was typed and say what is wrong, at the field, when a form cannot be taken", async () => {
    const fields = { ...(await form(ids.crmContactId)), lastName: "<b>Neu</b>", email: "nonsense" };
    const refused = await admin.submit(`/contacts/${ids.crmContactId}`, fields);
    const page = await refused.text();
    expect(refused.status).toBe(400);
    expect(page).toMatch(/id="field-email-fault"[^>]*>is not an e-mail address</u);
    expect(page).toContain('value="&lt;b&gt;Neu&lt;/b&gt;"');
    expect(await admin.crm.getContact(ids.crmContactId)).toMatchObject({ lastName: "Person 1" });
  });

  it("are not overwritten by a form that was opened before somebody else's change", async () => {
    const fields = await form(ids.crmContactId);
    admin.clock.advance(1000);
    await admin.request("PATCH", `/crm/contacts/${ids.crmContactId}`, { phone: "+49 30 7" });
    const refused = await admin.submit(`/contacts/${ids.crmContactId}`, { ...fields, lastName: "Late" });
    expect(await refused.text()).toContain("was changed by somebody else meanwhile");
    expect(await admin.crm.getContact(ids.crmContactId)).toMatchObject({
      lastName: "Person 1",
      phone: "+49 30 7",
    });
  });

  it("are deleted by archiving them", async () => {
    const before = admin.endpoint.received.length;
    const page = await (await admin.submit(`/contacts/${ids.crmContactId}/delete`)).text();
    expect(page).toContain("Deleted.");
    expect(page).not.toContain("Delete this contact");
    expect(await told(before)).toMatchObject([{ type: "contact.deleted" }]);
  });
});

describe("frontend users on the backend's own pages", () => {
  it("are found by e-mail, by their contact's name and by status", async () => {
    expect(await admin.pageAt("/users?search=PERSON2")).toContain("person2@example.org</a>");
    const byName = await admin.pageAt("/users?search=person+1");
    expect(byName).toContain("person1@example.org</a>");
    expect(byName).not.toContain("person2@example.org</a>");
    expect(await admin.pageAt("/users?status=suspended")).toContain("No frontend user fits.");
  });

  it("are suspended, reactivated and deleted, with a reason that goes along", async () => {
    const before = admin.endpoint.received.length;
    const path = `/users/${ids.frontendUserId}`;
    const suspended = await admin.submit(`${path}/suspend`, { reason: "unpaid" });
    expect(await suspended.text()).toContain("Suspended.");
    expect(await (await admin.submit(`${path}/reactivate`)).text()).toContain("Suspend this user");
    await admin.submit(`${path}/delete`, { reason: "asked for it" });
    expect(await told(before)).toMatchObject([
      { type: "user.suspended", data: { frontendUserId: ids.frontendUserId, reason: "unpaid" } },
      { type: "user.reactivated", data: { frontendUserId: ids.frontendUserId } },
      { type: "user.deleted", data: { frontendUserId: ids.frontendUserId, reason: "asked for it" } },
    ]);
  });

  it("get another e-mail, unless it is none", async () => {
    const path = `/users/${ids.frontendUserId}`;
    expect(await (await admin.submit(path, { email: "nowhere" })).text()).toContain(
      "is not an e-mail address",
    );
    await admin.submit(path, { email: "new@example.org" });
    expect((await admin.request("GET", `/frontend-users/${ids.frontendUserId}`)).body.email).toBe(
      "new@example.org",
    );
    expect((await admin.visit("/users/frontend_user_nobody")).status).toBe(404);
  });
});

describe("what has happened, on the backend's own pages", () => {
  it("has the runs of workflows with their logs, and the mails with what they say", async () => {
    const workflows = await admin.pageAt("/workflows");
    expect(workflows).toContain("user_registration");
    expect(workflows).toMatch(/info create-contact: created contact obj_/u);
    const mails = await admin.pageAt("/mails?status=sent");
    const [, mail = ""] = /href="\/backend(\/mails\/mail_[^"]+)"/u.exec(mails) ?? [];
    expect(await admin.pageAt(mail)).toContain("Guten Tag Petra,");
    expect(await admin.pageAt("/mails?status=failed")).toContain("No mail fits.");
    const theirs = await admin.pageAt("/mails?recipient=PERSON1%40example.org");
    expect(theirs).toContain("person1@example.org</a>");
    expect(theirs).not.toContain("person2@example.org</a>");
    expect(await admin.pageAt("/bookings")).toContain("Nothing is booked yet.");
    expect(await admin.pageAt("")).toMatch(/<b>2<\/b>contacts/u);
  });

  it("goes on page by page, and misses no mail", async () => {
    const seen = new Set<string>();
    for (let path: string | undefined = "/mails?limit=1"; path !== undefined;) {
      const page = await admin.pageAt(path);
      for (const [, id = ""] of page.matchAll(/\/mails\/(mail_[^"]+)"/gu)) seen.add(id);
      const [, cursor] = /cursor=([^"&]+)"/u.exec(page) ?? [];
      path = cursor && `/mails?limit=1&cursor=${cursor}`;
    }
    expect(seen.size).toBe(2);
  });

  it("has a button that tries a mail again that was refused", async () => {
    const smtp = await startSmtp();
    admin = await openAdmin({ smtpUrl: smtp.url });
    smtp.refuse(550);
    await admin.crm.registerUser(person(3), { idempotencyKey: "3" });
    await admin.backend.settled();
    const list = await admin.pageAt("/mails?status=failed");
    expect(list).toContain("EENVELOPE 550");
    const [, mail = ""] = /href="\/backend(\/mails\/mail_[^"]+)"/u.exec(list) ?? [];
    const page = await (await admin.press("Try again", await admin.pageAt(mail))).text();
    expect(page).toContain("It will be sent again.");
    await admin.backend.settled();
    expect(smtp.mails).toHaveLength(1);
    await smtp.close();
  });
});

describe("the fire drill's page", () => {
  const start = (fields: Record<string, string>, faults: string[]) =>
    admin.submit("/drill", [...Object.entries(fields), ...faults.map((fault) => ["faults", fault])]);

  it("says hours of a drill that lasts for more than one", async () => {
    const answer = await start({ minutes: "204", share: "100", people: "" }, ["webhook_lost"]);
    expect(await answer.text()).toContain("3 h 24 min left");
  });

  it("starts several faults for chosen people, shows them with the time left, and stops one or all", async () => {
    const answer = await start(
      { minutes: "5", share: "100", people: "person1@example.org\nperson9@", retryAfterS: "7" },
      ["rate_limited", "webhook_lost"],
    );
    const page = await answer.text();
    expect(page).toContain("Fire drill: 2 faults are on.");
    expect(page).toContain("5 min 0 s left");
    expect(await admin.pageAt("/drill")).toContain("person1@example.org, person9@");
    await expect(admin.crm.getContact(ids.crmContactId)).rejects.toMatchObject({ retryAfterMs: 7000 });
    expect((await admin.crm.listContacts()).total).toBe(2);

    admin.clock.advance(60_000);
    const stopped = await (await admin.press("Stop 429", await admin.pageAt("/drill"))).text();
    expect(stopped).toContain("Fire drill: a fault is on.");
    expect(stopped).toContain("4 min 0 s left");
    expect(await admin.crm.getContact(ids.crmContactId)).toHaveProperty("id");
    const calm = await (await admin.press("Stop everything", stopped)).text();
    expect(calm).toContain("Nothing: the backend works as it should.");
  });

  it("ends by itself, and every page says meanwhile that it is on", async () => {
    await start({ minutes: "1" }, ["error"]);
    expect(await admin.pageAt("/contacts")).toContain("Fire drill: a fault is on.");
    admin.clock.advance(60_000);
    expect(await admin.pageAt("/contacts")).not.toContain("Fire drill:");
    expect((await admin.crm.listContacts()).total).toBe(2);
  });

  it("says what is wrong, keeps what was ticked, and starts nothing", async () => {
    const refused = await start({ minutes: "900", share: "half" }, ["down"]);
    const page = await refused.text();
    expect(refused.status).toBe(400);
    expect(page).toContain("must be at most 240");
    expect(page).toContain("must be a whole number from 1 to 100");
    expect(page).toMatch(/name="faults" checked="" value="down"|value="down" checked=""/u);
    expect(await (await start({}, [])).text()).toContain("tick at least one");
    expect((await admin.crm.listContacts()).total).toBe(2);
  });

  it("is closed where drills are not allowed, and says how to open it", async () => {
    admin = await openAdmin({ chaos: false });
    const page = await admin.pageAt("/drill");
    expect(page).toContain("BACKEND_CHAOS=1");
    expect(page).not.toContain("<form");
    expect((await start({ minutes: "5" }, ["down"])).status).toBe(404);
    expect((await admin.submit("/drill/stop-all")).status).toBe(404);
  });
});

describe("whoever has no key, or is lured here by another page", () => {
  const pages = ["", "/contacts", "/users", "/bookings", "/webhooks", "/workflows", "/mails", "/drill"];

  it.each(pages)("sees nothing of /backend%s", async (path) => {
    for (const headers of [{}, withKey("guess"), { authorization: "Bearer guess" }]) {
      const refused = await admin.visit(path, headers);
      expect(refused.status).toBe(401);
      expect(refused.headers.get("www-authenticate")).toMatch(/^Basic /u);
      expect(await refused.text()).not.toContain("<html");
    }
    const shown = await admin.visit(path);
    expect(shown.status).toBe(200);
    expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(shown.headers.get("cache-control")).toBe("no-store");
  });

  it("cannot go on guessing the password", async () => {
    const guess = async (n: number) => (await admin.visit("/contacts", withKey(`guess ${n}`))).status;
    for (let n = 0; n < 10; n++) expect(await guess(n)).toBe(401);
    const refused = await admin.visit("/contacts");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await admin.crm.listContacts()).total).toBe(2);
  });

  it("changes nothing by a form on another page, whatever that page says of itself", async () => {
    const forms = [`/users/${ids.frontendUserId}/suspend`, `/contacts/${ids.crmContactId}/delete`, "/drill"];
    for (const path of forms) {
      const fields = { faults: "down", minutes: "5" };
      expect((await admin.submit(path, fields, "https://evil.example")).status).toBe(403);
      expect((await admin.submit(path, fields, "null")).status).toBe(403);
    }
    const sameSite = await fetch(new URL("/backend/drill", admin.url), {
      method: "POST",
      headers: { ...withKey(), "sec-fetch-site": "same-site" },
      body: new URLSearchParams({ faults: "down", minutes: "5" }),
    });
    expect(sameSite.status).toBe(403);
    expect(await admin.crm.getContact(ids.crmContactId)).toMatchObject({ status: "active" });
    expect(await admin.pageAt("/drill")).toContain("Nothing: the backend works");
  });

  it("cannot put words on a page by its address", async () => {
    const page = await admin.pageAt("/contacts?done=%3Cb%3Eyou+won%3C%2Fb%3E&search=%3Cscript%3E");
    expect(page).not.toContain("you won");
    expect(page).not.toContain("<script>");
    expect((await admin.visit("/contacts?status=nonsense")).status).toBe(400);
  });
});
