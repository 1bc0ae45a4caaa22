import { createHttpCrm } from "../../server/crm/http";
import type { Crm } from "../../server/crm/port";
import { contactId, frontendUserId, phoneOf } from "./jobs-people";

const calls: Record<string, (crm: Crm, n: number) => Promise<unknown>> = {
  "GET /crm/contacts/:id": (crm, n) => crm.getContact(contactId(n)),
  "PATCH /crm/contacts/:id": (crm, n) => crm.updateContact(contactId(n), { phone: phoneOf(n) }),
  "GET /frontend-users/:id": (crm, n) => crm.getFrontendUser(frontendUserId(n)),
};

/**
 * What a queue beside ours does for one person: the calls that a resync was seen to make, one after the other, by the
 * same client.
 */
export function resyncCalls(baseUrl: string, names: string[]): (n: number) => Promise<void> {
  const crm = createHttpCrm({ baseUrl, apiKey: "key of the bench" });
  const known = names.map((name) => {
    const call = calls[name];
    if (!call) throw new Error(`The bench does not know how to ${name}.`);
    return call;
  });
  return async (n) => {
    for (const call of known) await call(crm, n);
  };
}
