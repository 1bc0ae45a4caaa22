import { randomBytes, randomUUID } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** `prefix` and random characters (5 bits each) without look-alikes. */
function randomId(prefix: string, length: number): string {
  return prefix + Array.from(randomBytes(length), (byte) => ALPHABET[byte & 31]).join("");
}

export const newContactId = () => randomId("obj_", 20);
export const newFrontendUserId = () => randomId("frontend_user_", 16);
export const newEventId = () => `evt_${randomUUID()}`;
export const newEndpointId = () => randomId("ep_", 16);
export const newMailId = () => `mail_${randomUUID()}`;
export const newExecutionId = () => `exec_${randomUUID()}`;
export const newSessionId = () => randomId("cs_", 24);
export const newBookingId = () => randomId("booking_", 16);
export const newTicketId = () => randomId("ticket_", 16);
export const newTransactionId = () => `txn_${randomUUID()}`;
export const newKeyId = () => randomId("key_", 16);
