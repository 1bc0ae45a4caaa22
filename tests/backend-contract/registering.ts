import { demand } from "./check";
import { type Contact, contactForm } from "./forms/contact";
import { isJson, read, readWhole } from "./forms/read";
import { triggerForm } from "./forms/workflow";
import type { Probe } from "./probe";
import type { Answer } from "./wire";

/** Somebody who was registered, and in which form that was answered. */
export type Registered = {
  frontendUserId: string;
  contactId: string;
  transactionId: string | null;
  form: string;
};

export const trigger = (probe: Probe, name: string, inputData: object, key?: string): Promise<Answer> =>
  probe.post("/workflows/trigger", { trigger: name, inputData }, key);

/** Registers the person of this name; `attempt` makes the idempotency key, so the same one repeats a request. */
export async function register(probe: Probe, name: string, attempt: string): Promise<Registered> {
  const { convexUserId, ...customerData } = probe.people.person(name);
  const metadata = { convexUserId, registrationDate: REGISTERED_AT, platform: "web", authProvider: "email" };
  const answer = await trigger(
    probe,
    "user_registration",
    { eventType: "account_created", source: "website", customerData, metadata },
    `backend-check-${probe.people.mark}-${name}-${attempt}`,
  );
  const result = readWhole(triggerForm, answer, "a registration");
  const { success, frontendUserId, contactId, transactionId } = result;
  if (contactId) probe.people.note(contactId);
  demand(success, "success: true", "success: false");
  demand(Boolean(frontendUserId), "frontendUserId", "none");
  demand(Boolean(contactId), "contactId", "none");
  const ids = { frontendUserId: frontendUserId ?? "", contactId: contactId ?? "" };
  return { ...ids, transactionId: transactionId ?? null, form: formOf(answer.json) };
}

/** The same in every attempt: one intent, one body. */
const REGISTERED_AT = "2026-01-01T00:00:00.000Z";

export async function contactOf(probe: Probe, contactId: string): Promise<Contact> {
  const answer = await probe.get(`/crm/contacts/${encodeURIComponent(contactId)}`);
  return read(contactForm, answer, "the contact");
}

/** In words for the report: which of the contract's forms it was. */
function formOf(json: unknown): string {
  const body = isJson(json) ? json : {};
  const inner = isJson(body.data) ? body.data : body;
  const where = inner === body ? "at the top" : "inside data";
  return `${"crmContactId" in inner && !("contactId" in inner) ? "crmContactId" : "contactId"} ${where}`;
}
