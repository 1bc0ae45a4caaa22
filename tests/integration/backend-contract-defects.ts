import { randomUUID } from "node:crypto";
import { isJsonObject } from "../../shared/backend-api";
import type { Asked, Defect } from "./backend-contract-harness";

/** A backend that is wrong in one way, and the check that has to say so. */
interface NamedDefect extends Defect {
  named: string;
}

/** An answer of calls like this, changed. */
const changed = (method: string, path: RegExp, change: (body: Record<string, unknown>) => unknown) => ({
  answers: ((answered, asked) =>
    asked.method === method && path.test(asked.path) && isJsonObject(answered.body)
      ? { ...answered, body: change(answered.body) }
      : answered) satisfies Defect["answers"],
});

const without = (field: string) => (body: Record<string, unknown>) => {
  const { [field]: _, ...rest } = body;
  return rest;
};

/** The query of a list, with something left out or put in. */
const asking = (path: RegExp, change: (query: URLSearchParams) => void) => ({
  hears(asked: Asked): Asked {
    const [route = "", query] = asked.path.split("?");
    if (!path.test(route) || query === undefined) return asked;
    const params = new URLSearchParams(query);
    change(params);
    return { ...asked, path: `${route}?${params}` };
  },
});

/** Every registration is somebody else's, whatever its key says. */
const forgetful = (asked: Asked): Asked => {
  if (asked.path !== "/workflows/trigger" || !isJsonObject(asked.body)) return asked;
  const input = asked.body.inputData;
  if (!isJsonObject(input) || !isJsonObject(input.customerData) || !isJsonObject(input.metadata))
    return asked;
  const fresh = randomUUID();
  const customerData = { ...input.customerData, email: `backend-check.${fresh}@example.org` };
  const metadata = { ...input.metadata, convexUserId: fresh };
  const headers = { ...asked.headers, "idempotency-key": fresh };
  return { ...asked, headers, body: { ...asked.body, inputData: { ...input, customerData, metadata } } };
};

const IDEMPOTENCY = "The same request with the same Idempotency-Key makes nobody else";
const CONTACT_PAGE =
  "GET /crm/contacts gives { contacts, total, hasMore }, each contact in a form of the contract";
const GONE = "A contact that is gone is CONTACT_NOT_FOUND 404";
const SESSION =
  "POST /checkout/sessions gives { sessionId, expiresAt, total, currency }, the price by the backend";

const inEach = (change: (contact: Record<string, unknown>) => unknown) => (body: Record<string, unknown>) =>
  Array.isArray(body.contacts) ? { ...body, contacts: body.contacts.map(change) } : body;

export const defects: Readonly<Record<string, NamedDefect>> = {
  "takes any key": {
    named: "A caller with another key is refused",
    hears: (asked) => ({ ...asked, headers: { ...asked.headers, authorization: "Bearer key-for-tests" } }),
  },
  "ignores Idempotency-Key and makes a new person each time": { named: IDEMPOTENCY, hears: forgetful },
  "answers a registration without the contact's ID": {
    named: "user_registration answers success, frontendUserId and contactId",
    ...changed("POST", /^\/workflows\/trigger/u, without("contactId")),
  },
  "registers without saying success": {
    named: "user_registration answers success, frontendUserId and contactId",
    ...changed("POST", /^\/workflows\/trigger/u, without("success")),
  },
  "leaves out hasMore": { named: CONTACT_PAGE, ...changed("GET", /^\/crm\/contacts\?/u, without("hasMore")) },
  "says hasMore for ever": {
    named: "An offset behind the last contact gives none, and hasMore false",
    ...changed("GET", /^\/crm\/contacts\?/u, (body) => ({ ...body, hasMore: true })),
  },
  "gives contacts without updatedAt": {
    named: CONTACT_PAGE,
    ...changed("GET", /^\/crm\/contacts\?/u, inEach(without("updatedAt"))),
  },
  "gives times in seconds": {
    named: CONTACT_PAGE,
    ...changed(
      "GET",
      /^\/crm\/contacts\?/u,
      inEach((contact) => ({ ...contact, updatedAt: 1_704_067_200 })),
    ),
  },
  "has a status of its own": {
    named: CONTACT_PAGE,
    ...changed(
      "GET",
      /^\/crm\/contacts\?/u,
      inEach((contact) => ({ ...contact, status: "Petra Geheim" })),
    ),
  },
  "ignores the filter": {
    named: "status filters: active, inactive, unsubscribed, archived",
    ...asking(/^\/crm\/contacts$/u, (query) => query.delete("status")),
  },
  "finds nobody by any status": {
    named: "status filters: active, inactive, unsubscribed, archived",
    ...changed("GET", /[?&]status=/u, (body) =>
      "contacts" in body ? { ...body, contacts: [], total: 0, hasMore: false } : body,
    ),
  },
  "ignores what is searched for": {
    named: "search finds a contact by its e-mail, and nobody by what nobody has",
    ...asking(/^\/crm\/contacts$/u, (query) => query.delete("search")),
  },
  "has nothing behind a cursor": {
    named: "limit is obeyed, and cursor goes on",
    ...changed("GET", /[?&]cursor=/u, (body) => ({ ...body, executions: [] })),
  },
  "ignores offset": {
    named: "offset goes on where the page before ended",
    ...asking(/^\/crm\/contacts$/u, (query) => query.delete("offset")),
  },
  "ignores updatedSince": {
    named: "updatedSince leaves out what changed before",
    ...asking(/^\/crm\/contacts$/u, (query) => query.delete("updatedSince")),
  },
  "answers somebody for a contact that is gone": {
    named: GONE,
    answers: (answered) => (answered.status === 404 ? { ...answered, status: 200 } : answered),
  },
  "answers errors in a form of its own": {
    named: GONE,
    answers: (answered) => (answered.status === 404 ? { ...answered, body: { fault: 17 } } : answered),
  },
  "answers errors with a web page": {
    named: GONE,
    answers: (answered) => (answered.status === 404 ? { ...answered, body: "<h1>Not found</h1>" } : answered),
  },
  "has other codes": {
    named: "An event that is not there is EVENT_NOT_FOUND 404",
    ...changed("GET", /^\/events\/event_backend/u, (body) => ({ ...body, code: "NO_SUCH_THING" })),
  },
  "keeps the old phone": {
    named: "PATCH /crm/contacts/:id changes the fields that are sent, and leaves the others",
    hears: (asked) => (asked.method === "PATCH" ? { ...asked, body: {} } : asked),
  },
  "archives nobody": {
    named: "DELETE /crm/contacts/:id is a soft delete: status becomes archived",
    hears: (asked) => (asked.method === "DELETE" ? { ...asked, method: "GET" } : asked),
  },
  "names no contact on its frontend users": {
    named: "create-frontend-user links the frontend user and the contact, both ways",
    ...changed("GET", /^\/frontend-users\//u, without("crmContactId")),
  },
  "logs behaviors in another order": {
    named: "Every execution is logged, its behaviors by falling priority",
    ...changed("GET", /^\/workflows\/executions/u, (body) => ({
      ...body,
      executions: (body.executions as { logs: unknown[] }[]).map((run) => ({
        ...run,
        logs: run.logs.toReversed(),
      })),
    })),
  },
  "computes another price": {
    named: SESSION,
    ...changed("POST", /^\/checkout\/sessions/u, (body) => ({ ...body, total: Number(body.total) + 1 })),
  },
  "gives prices with a decimal point": {
    named: SESSION,
    ...changed("POST", /^\/checkout\/sessions/u, (body) => ({ ...body, total: 18.9 })),
  },
  "takes everybody for a guest": {
    named: "POST /checkout/confirm books for the member's frontend user",
    ...changed("POST", /^\/checkout\/confirm/u, (body) => ({ ...body, isGuestRegistration: true })),
  },
  "believes what the client says it costs": {
    named: "Another total is PRICE_MISMATCH 400",
    hears: (asked) =>
      isJsonObject(asked.body) && "total" in asked.body
        ? { ...asked, body: without("total")(asked.body) }
        : asked,
  },
  "asks to slow down without saying for how long": {
    named: "RATE_LIMIT_EXCEEDED 429 comes with Retry-After",
    ...once429(),
  },
};

function once429(): Pick<Defect, "answers"> {
  const seen = new Set<string>();
  return {
    answers(answered, { path }) {
      if (!path.startsWith("/events") || seen.has(path)) return answered;
      seen.add(path);
      return {
        status: 429,
        headers: {},
        body: { code: "RATE_LIMIT_EXCEEDED", message: "Too many requests" },
      };
    },
  };
}
