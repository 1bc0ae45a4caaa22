import { describe, expect, it } from "vitest";
import { createHttpCrm } from "../../server/crm/http";
import { type CrmCall, CrmError, isCrmError } from "../../server/crm/port";
import { parseRetryAfter } from "../../server/crm/retry-after";

const NOW = Date.UTC(2026, 0, 1);
const contact = { id: "obj_1", name: "Max", createdAt: 1, updatedAt: 1 };
const key = { idempotencyKey: "job-1" };
const secretPerson = { convexUserId: "j1", customer: { email: "secret@example.org" } };

/** A client whose backend gives these answers in turn, and what it was asked. */
function withAnswers(...answers: (Response | Error)[]) {
  const asked: { url: URL; method: string; headers: Headers; body: unknown }[] = [];
  const calls: CrmCall[] = [];
  const crm = createHttpCrm({
    baseUrl: "https://api.example.org/api/v1/",
    apiKey: "secret-key",
    orgId: "org_1",
    now: () => NOW,
    onCall: (call) => calls.push(call),
    fetch: async (input, init = {}) => {
      const body = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
      asked.push({
        url: new URL(String(input)),
        method: String(init.method),
        headers: new Headers(init.headers),
        body,
      });
      const answer = answers.shift();
      if (!(answer instanceof Response)) throw answer ?? new Error("no answer left");
      return answer;
    },
  });
  return { crm, asked, calls };
}

const json = (body: unknown, status = 200, headers = {}) => Response.json(body, { status, headers });

describe("what the client sends", () => {
  it("carries key, organisation and idempotency key, and the trigger as the contract has it", async () => {
    const { crm, asked } = withAnswers(json({ success: true, frontendUserId: "f", contactId: "c" }));
    await crm.registerUser({ ...secretPerson, registrationDate: NOW, language: "en" }, key);
    const [request] = asked;
    expect(request?.method).toBe("POST");
    expect(request?.url.href).toBe("https://api.example.org/api/v1/workflows/trigger");
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      authorization: "Bearer secret-key",
      "x-organization-id": "org_1",
      "idempotency-key": "job-1",
      "content-type": "application/json",
    });
    expect(request?.body).toEqual({
      trigger: "user_registration",
      inputData: {
        eventType: "account_created",
        source: "website",
        customerData: { email: "secret@example.org" },
        metadata: {
          convexUserId: "j1",
          registrationDate: "2026-01-01T00:00:00.000Z",
          platform: "web",
          authProvider: "email",
          language: "en",
        },
      },
    });
  });

  it("orders as the contract has it, with a key for each step, and names nobody in its reports", async () => {
    const session = { sessionId: "cs/1", expiresAt: NOW, total: 4500, currency: "EUR" };
    const ids = {
      transactionId: "t",
      ticketId: "k",
      ticketNumber: "T-1",
      contactId: "c",
      frontendUserId: "f",
    };
    const { crm, asked, calls } = withAnswers(
      json({ products: [] }),
      json(session),
      json({ success: true, ...ids }),
    );
    await crm.listProducts("e/1");
    const order = {
      eventId: "e/1",
      products: [{ productId: "p", quantity: 1 }],
      customer: secretPerson.customer,
    };
    await crm.openCheckout({ ...order, total: 4500, convexUserId: "j1", language: "de" }, key);
    await crm.confirmCheckout("cs/1", { idempotencyKey: "job-2" });
    expect(asked.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      "GET /api/v1/events/e%2F1/products",
      "POST /api/v1/checkout/sessions",
      "POST /api/v1/checkout/confirm",
    ]);
    expect(asked.slice(1).map(({ body, headers }) => [body, headers.get("idempotency-key")])).toEqual([
      [
        {
          ...{ eventId: "e/1", products: [{ productId: "p", quantity: 1 }], total: 4500 },
          ...{ customerData: secretPerson.customer, metadata: { convexUserId: "j1", language: "de" } },
        },
        "job-1",
      ],
      [{ sessionId: "cs/1" }, "job-2"],
    ]);
    expect(calls.map(({ route }) => route)).toEqual([
      ...["/events/:id/products", "/checkout/sessions", "/checkout/confirm"],
    ]);
    expect(JSON.stringify(calls)).not.toContain("secret");
  });

  it("escapes IDs and leaves out what was not asked", async () => {
    const { crm, asked } = withAnswers(json({ contact }), json({ items: [], total: 0, hasMore: false }));
    await crm.getContact("a/b?c");
    await crm.listContacts({ limit: 10, status: "active", search: undefined });
    expect(asked[0]?.url.pathname).toBe("/api/v1/crm/contacts/a%2Fb%3Fc");
    expect(asked[1]?.url.search).toBe("?limit=10&status=active&offset=0");
  });
});

describe("what the client makes of answers", () => {
  it("takes both forms of every answer it reads", async () => {
    const { crm } = withAnswers(
      json({ status: "success", data: { frontendUserId: "f", crmContactId: "c" } }),
      json({ items: [contact], total: 5, hasMore: true }),
      json({ status: "success", data: { contact } }),
      json({ users: [{ id: "f", email: "a@b.c" }] }),
    );
    expect(await crm.registerUser(secretPerson, key)).toEqual({ frontendUserId: "f", crmContactId: "c" });
    expect(await crm.listContacts()).toMatchObject({ contacts: [{ id: "obj_1" }], total: 5, hasMore: true });
    expect(await crm.updateContact("obj_1", {})).toMatchObject({ id: "obj_1" });
    expect(await crm.findFrontendUser("j1")).toMatchObject({ id: "f", status: "active" });
  });

  it("reads a contact back when the change was only confirmed", async () => {
    const { crm, asked } = withAnswers(json({ success: true }), json(contact));
    expect(await crm.updateContact("obj_1", { firstName: "Max" })).toMatchObject({ id: "obj_1" });
    expect(asked.map(({ method }) => method)).toEqual(["PATCH", "GET"]);
  });

  it("takes a 404 of the API for nothing there, and a 404 page of a proxy for nonsense", async () => {
    const { crm } = withAnswers(
      json({ status: "error", code: "CONTACT_NOT_FOUND" }, 404),
      new Response("<html>404</html>", { status: 404 }),
    );
    expect(await crm.getContact("x")).toBeNull();
    await expect(crm.getContact("x")).rejects.toMatchObject({ code: "invalid_response", httpStatus: 404 });
  });

  it.each<[string, Response | Error, object]>([
    ["no connection", new TypeError("fetch failed"), { code: "unreachable" }],
    ["a redirect", new Response(null, { status: 302 }), { code: "invalid_response", httpStatus: 302 }],
    ["success without IDs", json({ success: true }), { code: "invalid_response" }],
    ["an empty 200", new Response(null), { code: "invalid_response" }],
    ["a list", json([]), { code: "invalid_response" }],
    [
      "a polite no",
      json({ success: false, error: "secret@example.org" }),
      { code: "rejected", httpStatus: 200 },
    ],
    [
      "a refusal with a code",
      json({ code: "EVENT_FULL", message: "secret@example.org" }, 400),
      { code: "rejected", backendCode: "EVENT_FULL" },
    ],
    ["a wrapped no", json({ status: "error", code: "VALIDATION_ERROR" }, 400), { code: "validation" }],
    ["too many", json({}, 429, { "retry-after": "30" }), { code: "rate_limited", retryAfterMs: 30_000 }],
    [
      "too many, until",
      json({}, 429, { "retry-after": "Thu, 01 Jan 2026 00:01:00 GMT" }),
      { code: "rate_limited", retryAfterMs: 60_000 },
    ],
    [
      "a wrong field",
      json(
        {
          code: "VALIDATION_ERROR",
          message: "secret@example.org",
          errors: [{ field: "email", message: "x" }],
        },
        400,
      ),
      { code: "validation", field: "email" },
    ],
  ])("%s becomes one CrmError without personal data", async (_what, answer, failure) => {
    const { crm } = withAnswers(answer);
    const error: unknown = await crm.registerUser(secretPerson, key).catch((thrown: unknown) => thrown);
    expect(isCrmError(error) && error.toJSON()).toMatchObject(failure);
    expect(JSON.stringify(error)).not.toContain("secret");
  });

  it("refuses an answer that would fill the memory", async () => {
    const { crm } = withAnswers(new Response("x".repeat(9 * 1024 * 1024)));
    await expect(crm.ping()).rejects.toMatchObject({ code: "invalid_response" });
  });
});

describe("reports of calls", () => {
  it("tell method, route without IDs, outcome and key, for good and bad calls", async () => {
    const { crm, calls } = withAnswers(json(contact), json({}, 503), new TypeError("fetch failed"));
    const own: CrmCall[] = [];
    await crm.getContact("obj_1", { onCall: (call) => own.push(call) });
    await expect(crm.trigger("t", {}, key)).rejects.toBeInstanceOf(CrmError);
    await expect(crm.ping()).rejects.toBeInstanceOf(CrmError);
    const at = { startedAt: NOW, durationMs: 0 };
    expect(calls).toEqual([
      { method: "GET", route: "/crm/contacts/:id", httpStatus: 200, ...at },
      {
        method: "POST",
        route: "/workflows/trigger",
        httpStatus: 503,
        errorCode: "server_error",
        idempotencyKey: "job-1",
        ...at,
      },
      { method: "GET", route: "/crm/contacts", errorCode: "unreachable", ...at },
    ]);
    expect(own).toEqual(calls.slice(0, 1));
  });

  it("do not blame the backend when the caller gave up", async () => {
    const reason = new Error("shutting down");
    const { crm, calls } = withAnswers(reason);
    await expect(crm.ping({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(calls).toMatchObject([{ aborted: true }]);
    expect(calls[0]).not.toHaveProperty("errorCode");
  });
});

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    [" 120 ", 120_000],
    ["Thu, 01 Jan 2026 00:00:05 GMT", 5_000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["", undefined],
    ["soon", undefined],
    ["-5", undefined],
    ["1.5", undefined],
  ])("%j is %s ms", (header, ms) => {
    expect(parseRetryAfter(header, NOW)).toBe(ms);
  });
});
