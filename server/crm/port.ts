import type {
  BackendBooking,
  BackendContact,
  BackendEvent,
  BackendFrontendUser,
  BackendProduct,
  CheckoutSession,
  ConfirmedCheckout,
  ContactChanges,
  ContactPage,
  ContactStatus,
  ContactSubtype,
  CustomerData,
  EventPage,
  ExecutionPage,
  JsonObject,
  OrderLine,
  ResendWelcomeInput,
  TriggerResult,
} from "../../shared/backend-api";
import type { Lane } from "../../shared/jobs";
import type { SyncErrorCode } from "../../shared/sync-errors";

export { CrmError, isCrmError } from "./error";

/** One finished HTTP call, successful or not. `route` is the template (`/crm/contacts/:id`): no personal data. */
export interface CrmCall {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  route: string;
  /** Unix milliseconds. */
  startedAt: number;
  durationMs: number;
  /** Absent when no answer came. */
  httpStatus?: number;
  /** Absent when the call succeeded or was aborted. */
  errorCode?: SyncErrorCode;
  /** How long the backend asked everybody to wait, in milliseconds. */
  retryAfterMs?: number;
  /** The caller's own signal ended the call: says nothing about the backend. */
  aborted?: true;
  idempotencyKey?: string;
}

/** Settings of one call. */
export interface CallOptions {
  /** Called once per HTTP call, after it ended; the worker records attempts from it. */
  onCall?: (call: CrmCall) => void;
  /** Gives up early; the call then rejects with the signal's own reason, not with a `CrmError`. */
  signal?: AbortSignal;
  /** Overrides the adapter's time limit for this call; it waits no longer than this for its turn either. */
  timeoutMs?: number;
  /** Whether somebody waits for this call (`live`, the default) or it belongs to a run or a sweep. */
  lane?: Lane;
}

/** Settings of a call that must not happen twice. */
export interface WriteOptions extends CallOptions {
  /** The same key on every attempt of one intent; at most 255 characters. */
  idempotencyKey: string;
}

/** A person to register. `registrationDate` is Unix milliseconds. */
export interface RegisterUserInput {
  convexUserId: string;
  customer: CustomerData;
  registrationDate?: number;
  source?: string;
  platform?: string;
  authProvider?: string;
  /** In which the backend writes to the person, where it knows several. */
  language?: string | undefined;
}

/** Both IDs the backend gave. */
export interface RegisteredUser {
  frontendUserId: string;
  crmContactId: string;
  transactionId?: string;
}

/** Which contacts to list. `limit` is 1..100; `updatedSince` is Unix milliseconds, inclusive. */
export interface ContactQuery {
  limit?: number;
  offset?: number;
  status?: ContactStatus;
  subtype?: ContactSubtype;
  search?: string;
  updatedSince?: number;
}

/**
 * What somebody books. Add-ons are lines of their own, beside the product they belong to. `total` is the sum that was
 * shown, in minor units: another one at the backend is `PRICE_MISMATCH`. Without `convexUserId` it is a guest's.
 */
export interface CheckoutOrder {
  eventId: string;
  products: OrderLine[];
  customer: CustomerData;
  total?: number;
  convexUserId?: string;
  /** In which the confirmation is written (`de`, `en`). */
  language?: string;
  /** What the event's own form asked for. */
  formResponses?: JsonObject;
}

/** The backend CRM as Tandem sees it. Every method rejects with a `CrmError` and with nothing else of its own. */
export interface Crm {
  /** Runs a workflow. A `success: false` answer rejects. */
  trigger(trigger: string, inputData: JsonObject, options: WriteOptions): Promise<TriggerResult>;
  /** Registers a person: contact by e-mail, frontend user by Convex user ID, welcome mail once. */
  registerUser(input: RegisterUserInput, options: WriteOptions): Promise<RegisteredUser>;
  /** Sends the welcome mail again, because somebody asked for it. */
  resendWelcome(input: ResendWelcomeInput, options: WriteOptions): Promise<TriggerResult>;

  /** The contact, archived ones too; null when the backend does not know the ID. */
  getContact(id: string, options?: CallOptions): Promise<BackendContact | null>;
  /** One page, in a stable order. */
  listContacts(query?: ContactQuery, options?: CallOptions): Promise<ContactPage>;
  /** Changes the given fields (`null` removes one) and answers the contact as it is now. */
  updateContact(id: string, fields: ContactChanges, options?: CallOptions): Promise<BackendContact>;
  /** Soft-deletes. Archiving an archived contact succeeds; an unknown one is `not_found`. */
  archiveContact(id: string, options?: CallOptions): Promise<void>;

  /** The frontend user, or null when the backend does not know the ID. */
  getFrontendUser(id: string, options?: CallOptions): Promise<BackendFrontendUser | null>;
  /** The frontend user of a Convex user, or null. */
  findFrontendUser(convexUserId: string, options?: CallOptions): Promise<BackendFrontendUser | null>;

  /** One page of the published events, past ones too, those that start last first. `limit` is 1..100. */
  listEvents(query?: { limit?: number; offset?: number }, options?: CallOptions): Promise<EventPage>;
  /** The event, or null when the backend does not know the ID. */
  getEvent(id: string, options?: CallOptions): Promise<BackendEvent | null>;
  /** What can be booked of an event; `not_found` for an event the backend does not know. */
  listProducts(eventId: string, options?: CallOptions): Promise<BackendProduct[]>;
  /**
   * Begins a booking; nothing is booked or charged yet. A refusal rejects with a `CrmError` of class `rejected`,
   * `validation` or `not_found` whose `backendCode` says which: `EVENT_FULL`, `EVENT_CLOSED`, `EVENT_NOT_FOUND`,
   * `PRICE_MISMATCH`, `VALIDATION_ERROR`.
   */
  openCheckout(order: CheckoutOrder, options: WriteOptions): Promise<CheckoutSession>;
  /**
   * Books what the session holds, once. One that was confirmed before answers the same ticket again, or a refusal: that
   * then says nothing of the time before. Refusals as of `openCheckout`, and `PAYMENT_FAILED`, `SESSION_EXPIRED`,
   * `SESSION_NOT_FOUND`, `USER_SUSPENDED`.
   */
  confirmCheckout(sessionId: string, options: WriteOptions): Promise<ConfirmedCheckout>;
  /** What a frontend user has booked, newest first; nothing of one the backend does not know. */
  listBookings(frontendUserId: string, options?: CallOptions): Promise<BackendBooking[]>;

  /** Logged workflow runs, newest first. */
  listExecutions(query?: { limit?: number; cursor?: string }, options?: CallOptions): Promise<ExecutionPage>;
  /** The cheapest authorised call: resolves with the round trip in ms when address, key and contract are right. */
  ping(options?: CallOptions): Promise<{ durationMs: number }>;
}
