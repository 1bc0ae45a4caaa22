import { describe, expect, it } from "vitest";
import { isJsonObject } from "../../shared/backend-api";
import { person, startBackend, startReceiver, temporaryFolder } from "./reference-backend-harness";

const REGISTRATION = "/workflows/wf_user_registration";
const OLD_BOOKING = "/workflows/wf_event_registration_complete";

/** The mail comes before the account it needs, and so it fails: contact, mail (fails), account. */
const mailTooEarly = [
  { type: "create-contact", priority: 100, config: { tags: ["website_user"] } },
  { type: "create-frontend-user", priority: 90 },
  { type: "send-welcome-email", priority: 95 },
];

async function startWith(errorHandling: string, options: Parameters<typeof startBackend>[0] = {}) {
  const started = await startBackend(options);
  const { request, crm, backend, mails } = started;
  await request("PATCH", REGISTRATION, { execution: { errorHandling }, behaviors: mailTooEarly });
  const register = () => {
    const { convexUserId, customer } = person();
    const inputData = { customerData: customer, metadata: { convexUserId } };
    return request("POST", "/workflows/trigger", { trigger: "user_registration", inputData });
  };
  const kept = async () => {
    await backend.settled();
    const contacts = (await crm.listContacts()).total;
    return { contacts, user: await crm.findFrontendUser("convex_1"), mails: mails().length };
  };
  const lastRun = async () => (await crm.listExecutions({ limit: 1 })).executions[0];
  return { ...started, register, kept, lastRun };
}

const failed = { type: "send-welcome-email", success: false, code: "INTERNAL_ERROR" };
const reports = [
  { type: "create-contact", success: true },
  failed,
  { type: "create-frontend-user", success: true },
];

describe("a behavior that fails", () => {
  it("under rollback stops the run, keeps nothing of it, and leaves a log that says where", async () => {
    const { register, kept, lastRun } = await startWith("rollback");
    expect(await register()).toMatchObject({ status: 500, body: { code: "INTERNAL_ERROR" } });
    expect(await kept()).toEqual({ contacts: 0, user: null, mails: 0 });
    const run = await lastRun();
    expect(run).toMatchObject({ status: "failed", result: { code: "INTERNAL_ERROR" } });
    expect(run?.logs.map(({ behavior, level }) => [behavior, level])).toEqual([
      ["create-contact", "info"],
      ["send-welcome-email", "error"],
    ]);
  });

  it.each([
    ["continue", "warn"],
    ["log_and_continue", "error"],
    ["notify", "error"],
  ])("under %s holds nobody else up: the others are kept, and each is reported", async (mode, level) => {
    const { register, kept, lastRun, crm } = await startWith(mode);
    const { status, body } = await register();
    expect({ status, body }).toMatchObject({ status: 200, body: { success: true, behaviors: reports } });
    const user = await crm.getFrontendUser(body.frontendUserId);
    expect(await kept()).toEqual({ contacts: 1, user, mails: 0 });
    expect(user).toMatchObject({ convexUserId: "convex_1", crmContactId: body.contactId });
    const run = await lastRun();
    expect(run).toMatchObject({ status: "completed", result: { behaviors: reports } });
    expect(run?.logs.filter((log) => log.level !== "info")).toMatchObject([
      { level, behavior: "send-welcome-email", message: "failed: INTERNAL_ERROR" },
    ]);
  });

  it("under notify is told to the endpoints, under the others not", async () => {
    const receiver = await startReceiver();
    const { register, backend, lastRun, request } = await startWith("notify", { webhook: receiver.webhook });
    await register();
    await backend.settled();
    const told = receiver.received.find(({ event }) => event.type === "workflow.failed")?.event.data;
    expect(told).toEqual({
      executionId: (await lastRun())?.id,
      ...{ workflow: "user_registration", trigger: "user_registration", behaviors: [failed] },
    });
    await request("PATCH", REGISTRATION, { execution: { errorHandling: "log_and_continue" } });
    await register();
    await backend.settled();
    expect(receiver.types().filter((type) => type === "workflow.failed")).toHaveLength(1);
  });

  it("leaves nothing of itself behind, however far it came", async () => {
    const { request, crm, backend, mails, clock } = await startBackend();
    const product = { id: "p", name: "Platz", price: 100, currency: "EUR", paymentRefused: true };
    const startDate = clock.now() + 1_000;
    await backend.seed({ events: [{ id: "e", name: "Kurs", startDate, capacity: 1, products: [product] }] });
    await request("PATCH", OLD_BOOKING, {
      execution: { errorHandling: "continue" },
      behaviors: [
        { type: "book-event", priority: 100 },
        { type: "create-contact", priority: 90 },
      ],
    });
    const { convexUserId, customer } = person();
    const inputData = { eventId: "e", productId: "p", customerData: customer, metadata: { convexUserId } };
    const { body } = await request("POST", "/workflows/trigger", {
      trigger: "event_registration_complete",
      inputData,
    });
    expect(body).toMatchObject({
      success: true,
      behaviors: [{ type: "book-event", success: false, code: "PAYMENT_FAILED" }, { success: true }],
    });
    expect(body).not.toHaveProperty("ticketId");
    expect(await crm.getEvent("e")).toMatchObject({ registrations: 0 });
    expect(await crm.findFrontendUser(convexUserId)).toBeNull();
    expect(await crm.getContact(body.contactId)).toMatchObject({ firstName: "Petra" });
    await backend.settled();
    expect(mails()).toEqual([]);
  });

  it("may be tried again under the same key: what is mended then is done", async () => {
    const { request, kept, crm } = await startWith("continue");
    const key = { idempotencyKey: "k" };
    await crm.registerUser(person(), key);
    await request("PATCH", REGISTRATION, {
      behaviors: [...mailTooEarly.slice(0, 2), { type: "send-welcome-email", priority: 80 }],
    });
    await crm.registerUser(person(), key);
    expect(await kept()).toMatchObject({ contacts: 1, mails: 1 });
  });

  it("fails the trigger when no other succeeded", async () => {
    const { register, request, kept } = await startWith("continue");
    await request("PATCH", REGISTRATION, { behaviors: [{ type: "send-welcome-email", priority: 1 }] });
    expect((await register()).body).toMatchObject({ success: false, code: "WORKFLOW_FAILED" });
    expect(await kept()).toEqual({ contacts: 0, user: null, mails: 0 });
  });
});

describe("a workflow", () => {
  it("is an object as the platform describes it, and says what runs in which order", async () => {
    const { request } = await startBackend();
    const { body } = await request("GET", REGISTRATION);
    expect(body).toMatchObject({
      ...{ type: "workflow", subtype: "user_registration", name: "User registration", status: "active" },
      execution: { triggerOn: "user_registration", errorHandling: "rollback" },
      behaviors: [
        {
          type: "create-contact",
          enabled: true,
          priority: 100,
          config: { tags: ["website_user", "active"] },
        },
        { type: "create-frontend-user", enabled: true, priority: 90 },
        { type: "send-welcome-email", enabled: true, priority: 80 },
      ],
    });
    const all = (await request("GET", "/workflows")).body.workflows;
    expect(all).toHaveLength(3);
    expect((await request("GET", "/workflows/wf_nobody")).body).toMatchObject({ code: "WORKFLOW_NOT_FOUND" });
    const odd = await request("PATCH", REGISTRATION, { behaviors: [{ type: "format-disk", priority: 1 }] });
    expect(odd).toMatchObject({ status: 400, body: { errors: [{ field: "behaviors.0.type" }] } });
  });

  it("does not run what is switched off, and is not found when it is inactive itself", async () => {
    const { request, crm, backend, mails } = await startBackend();
    const { behaviors } = (await request("GET", REGISTRATION)).body;
    const silent = behaviors.map((behavior: unknown) =>
      isJsonObject(behavior) && behavior.type === "send-welcome-email"
        ? { ...behavior, enabled: false }
        : behavior,
    );
    await request("PATCH", REGISTRATION, { behaviors: silent });
    await crm.registerUser(person(), { idempotencyKey: "a" });
    await backend.settled();
    expect(mails()).toEqual([]);
    await request("PATCH", REGISTRATION, { status: "inactive" });
    await expect(crm.registerUser(person(2), { idempotencyKey: "b" })).rejects.toMatchObject({
      ...{ code: "validation", field: "trigger" },
    });
  });

  it("stays as it was changed when the backend starts again", async () => {
    const path = `${temporaryFolder()}/backend.sqlite`;
    const first = await startBackend({ path });
    await first.request("PATCH", REGISTRATION, { execution: { errorHandling: "notify" } });
    await first.close();
    const second = await startBackend({ path });
    const { body } = await second.request("GET", REGISTRATION);
    expect(body.execution.errorHandling).toBe("notify");
  });
});

describe("event_registration_complete", () => {
  it("books for callers from before the checkout, once for each key", async () => {
    const { request, crm, backend, clock } = await startBackend();
    const product = { id: "p", name: "Platz", price: 9_500, currency: "EUR" };
    const startDate = clock.now() + 1_000;
    await backend.seed({ events: [{ id: "e", name: "Kurs", startDate, products: [product] }] });
    const inputData = { eventId: "e", productId: "p", customerData: { email: "gast@example.org" } };
    const book = () => crm.trigger("event_registration_complete", inputData, { idempotencyKey: "once" });
    const { raw } = await book();
    expect(raw).toMatchObject({ success: true, ticketNumber: "T-000001", isGuestRegistration: true });
    expect((await book()).raw).toEqual(raw);
    expect(await crm.listBookings(String(raw.frontendUserId))).toMatchObject([{ total: 9_500 }]);
    const missing = await request("POST", "/workflows/trigger", {
      ...{ trigger: "event_registration_complete", inputData: { eventId: "" } },
    });
    expect(missing.body.errors).toMatchObject([{ field: "eventId" }, { field: "customerData.email" }]);
    const closed = { ...inputData, eventId: "e_nobody" };
    await expect(
      crm.trigger("event_registration_complete", closed, { idempotencyKey: "x" }),
    ).rejects.toMatchObject({ code: "not_found", backendCode: "EVENT_NOT_FOUND" });
  });
});

describe("the log of runs", () => {
  it("says of a call that was refused at which fields, and nothing of what stood in them", async () => {
    const { request, crm } = await startBackend();
    const trigger = (trigger: string, inputData: object) =>
      request("POST", "/workflows/trigger", { trigger, inputData });
    await trigger("user_registration", {
      customerData: { email: "nobody at all" },
      metadata: { convexUserId: "c" },
    });
    await trigger("user_registration", { metadata: {} });
    await trigger("unheard_of", {});
    const { executions } = await crm.listExecutions({ limit: 3 });
    expect(executions.map(({ status, logs }) => [status, ...logs.map(({ message }) => message)])).toEqual([
      ["failed", "not run: VALIDATION_ERROR at trigger"],
      ["failed", "not run: VALIDATION_ERROR at customerData.email, metadata.convexUserId"],
      ["failed", "not run: VALIDATION_ERROR at customerData.email"],
    ]);
    expect(JSON.stringify(executions)).not.toContain("nobody at all");
  });

  it("is read page by page to its end, each run once, newest first", async () => {
    const { crm } = await startBackend();
    for (const n of [1, 2, 3, 4, 5]) await crm.registerUser(person(n), { idempotencyKey: `${n}` });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await crm.listExecutions({ limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.executions.map(({ id }) => id));
      // What comes meanwhile is newer, and moves no page.
      await crm
        .resendWelcome({ frontendUserId: "nobody" }, { idempotencyKey: `${seen.length}` })
        .catch(() => {});
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });
});
