import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { ReferenceBackend } from "../reference-backend/server";
import { newPhone } from "./people";

/** The people who work in the CRM itself: what they do there reaches Tandem as webhooks, or is lost on the way. */
export interface CrmStaff {
  changePhone(contactId: string): Promise<void>;
  deleteUser(frontendUserId: string): Promise<void>;
  /** One webhook, as a provider's "resend" sends it again. */
  sendTwice(contactId: string): Promise<void>;
}

export function createCrmStaff(backend: ReferenceBackend, apiKey: string): CrmStaff {
  const call = async (method: string, path: string, body: object): Promise<void> => {
    const { port } = backend.app.server.address() as AddressInfo;
    const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
    const url = `http://127.0.0.1:${port}${path}`;
    const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`The CRM answered ${response.status}.`);
  };
  return {
    changePhone: (contactId) => call("PATCH", `/api/v1/crm/contacts/${contactId}`, { phone: newPhone() }),
    deleteUser: (id) => call("DELETE", `/api/v1/frontend-users/${id}`, { reason: "gdpr_request" }),
    async sendTwice(contactId) {
      const event = { id: `evt_${randomUUID()}`, type: "contact.updated", data: { contactId } };
      await call("POST", "/control/webhooks/send", event);
      await backend.settled();
      await call("POST", "/control/webhooks/send", event);
    },
  };
}
