import type { z } from "zod";
import {
  type BackendContact,
  type ResendWelcomeInput,
  type TriggerResult,
  bookingsSchema,
  checkoutSessionSchema,
  confirmedCheckoutSchema,
  contactPageSchema,
  contactSchema,
  eventPageSchema,
  eventSchema,
  executionPageSchema,
  frontendUserLookupSchema,
  frontendUserSchema,
  isJsonObject,
  parseContact,
  productsSchema,
  triggerResultSchema,
} from "../../shared/backend-api";
import { CrmError, isCrmError } from "./error";
import type {
  CallOptions,
  CheckoutOrder,
  Crm,
  RegisterUserInput,
  RegisteredUser,
  WriteOptions,
} from "./port";
import { readBody } from "./response";
import { createTransport, type HttpCall, type HttpCrmOptions } from "./transport";

export type { HttpCrmOptions } from "./transport";

/** The backend over HTTP, as contracts/backend-api.md describes it. Holds no state. */
export function createHttpCrm(settings: HttpCrmOptions): Crm {
  const send = createTransport(settings);
  const now = settings.now ?? Date.now;

  async function call<T>(request: HttpCall, schema: z.ZodType<T>, options?: CallOptions): Promise<T> {
    return readBody(await send(request, options), schema);
  }

  async function trigger(name: string, inputData: object, options: WriteOptions): Promise<TriggerResult> {
    const request = { ...post("/workflows/trigger", options), body: { trigger: name, inputData } };
    const result = await call(request, triggerResultSchema, options);
    if (!result.success) throw unreadable("says neither success nor failure");
    return result;
  }

  async function getContact(id: string, options?: CallOptions): Promise<BackendContact | null> {
    const request = { method: "GET", ...contactRoute(id) } as const;
    return orNull(call(request, contactSchema, options));
  }

  return {
    trigger,
    async registerUser(input, options) {
      return registeredUser(await trigger("user_registration", registrationInput(input), options));
    },
    resendWelcome: (input: ResendWelcomeInput, options) => trigger("resend_welcome_email", input, options),

    getContact,
    listContacts({ offset = 0, ...query } = {}, options) {
      const request = { method: "GET", route: "/crm/contacts", query: { ...query, offset } } as const;
      return call(request, contactPageSchema(offset), options);
    },
    async updateContact(id, fields, options) {
      const answer = await send({ method: "PATCH", ...contactRoute(id), body: fields }, options);
      const reading = parseContact(answer.json);
      if (reading.ok) return reading.contact;
      // Some versions only confirm. Then the contact is read back, which is what the caller wants to know.
      const contact = isJsonObject(answer.json) || answer.empty ? await getContact(id, options) : null;
      if (!contact) throw unreadable("confirms a change to a contact that cannot be read back");
      return contact;
    },
    async archiveContact(id, options) {
      await send({ method: "DELETE", ...contactRoute(id) }, options);
    },

    getFrontendUser(id, options) {
      const path = `/frontend-users/${encodeURIComponent(id)}`;
      return orNull(call({ method: "GET", route: "/frontend-users/:id", path }, frontendUserSchema, options));
    },
    findFrontendUser(convexUserId, options) {
      const request = { method: "GET", route: "/frontend-users", query: { convexUserId } } as const;
      return orNull(call(request, frontendUserLookupSchema, options));
    },

    listEvents({ offset = 0, limit } = {}, options) {
      const query = { status: "published", limit, offset };
      return call({ method: "GET", route: "/events", query }, eventPageSchema(offset), options);
    },
    getEvent(id, options) {
      return orNull(call({ method: "GET", ...eventRoute(id) }, eventSchema, options));
    },
    listProducts(eventId, options) {
      return call({ method: "GET", ...eventRoute(eventId, "/products") }, productsSchema, options);
    },
    openCheckout(order, options) {
      const request = { ...post("/checkout/sessions", options), body: checkoutBody(order) };
      return call(request, checkoutSessionSchema, options);
    },
    confirmCheckout(sessionId, options) {
      const request = { ...post("/checkout/confirm", options), body: { sessionId } };
      return call(request, confirmedCheckoutSchema, options);
    },
    async listBookings(frontendUserId, options) {
      const request = { method: "GET", route: "/bookings", query: { frontendUserId } } as const;
      return (await orNull(call(request, bookingsSchema, options))) ?? [];
    },

    listExecutions(query = {}, options) {
      return call({ method: "GET", route: "/workflows/executions", query }, executionPageSchema, options);
    },
    async ping(options) {
      const startedAt = now();
      await call(
        { method: "GET", route: "/crm/contacts", query: { limit: 1 } },
        contactPageSchema(0),
        options,
      );
      return { durationMs: now() - startedAt };
    },
  };
}

function contactRoute(id: string) {
  return { route: "/crm/contacts/:id", path: `/crm/contacts/${encodeURIComponent(id)}` };
}

function eventRoute(id: string, rest = "") {
  return { route: `/events/:id${rest}`, path: `/events/${encodeURIComponent(id)}${rest}` };
}

function post(route: string, { idempotencyKey }: WriteOptions) {
  return { method: "POST", route, idempotencyKey } as const;
}

function checkoutBody({ customer, convexUserId, language, ...order }: CheckoutOrder) {
  return { ...order, customerData: customer, metadata: { convexUserId, language } };
}

function registrationInput(input: RegisterUserInput) {
  const { convexUserId, customer, registrationDate, source, platform, authProvider, language } = input;
  return {
    eventType: "account_created",
    source: source ?? "website",
    customerData: customer,
    metadata: {
      convexUserId,
      ...(registrationDate === undefined
        ? {}
        : { registrationDate: new Date(registrationDate).toISOString() }),
      platform: platform ?? "web",
      authProvider: authProvider ?? "email",
      language,
    },
  };
}

function registeredUser({ frontendUserId, crmContactId, transactionId }: TriggerResult): RegisteredUser {
  if (!frontendUserId || !crmContactId) throw unreadable("reports success without both IDs");
  return { frontendUserId, crmContactId, ...(transactionId ? { transactionId } : {}) };
}

function unreadable(what: string): CrmError {
  return new CrmError({ code: "invalid_response", message: `The backend's answer ${what}.` });
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (isCrmError(error) && error.code === "not_found") return null;
    throw error;
  }
}
