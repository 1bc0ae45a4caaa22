import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { ReferenceBackend } from "../reference-backend/server";
import { newPhone } from "./people";

/** The people who work in the CRM itself: what they do there reaches Tandem as webhooks. */
export type CrmStaff = {
  /** Each answers what happened, for the narration. */
  changePhone(contactId: string): Promise<string>;
  sendTwice(contactId: string): Promise<string>;
};

export function createCrmStaff(backend: ReferenceBackend, apiKey: string): CrmStaff {
  const call = async (method: string, path: string, body: object): Promise<boolean> => {
    const { port } = backend.app.server.address() as AddressInfo;
    const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
    const url = `http://127.0.0.1:${port}${path}`;
    const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
    return response.ok;
  };

  return {
    async changePhone(contactId) {
      const done = await call("PATCH", `/api/v1/crm/contacts/${contactId}`, { phone: newPhone() });
      return done
        ? "Somebody's phone number was changed in the CRM: a webhook brings it over."
        : "Somebody's phone number could not be changed in the CRM: it fails.";
    },
    async sendTwice(contactId) {
      const event = { id: `evt_${randomUUID()}`, type: "contact.updated", data: { contactId } };
      await call("POST", "/control/webhooks/send", event);
      await backend.settled();
      await call("POST", "/control/webhooks/send", event);
      return "The backend sent one webhook twice: the second is a duplicate and changes nothing.";
    },
  };
}
