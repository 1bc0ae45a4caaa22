import type { FastifyRequest } from "fastify";
import { isJsonObject } from "../../../shared/backend-api";
import { findSession } from "../store/checkout-sessions";
import { findContact } from "../store/contacts";
import type { Database } from "../store/database";
import { findByConvexUser, findFrontendUser } from "../store/frontend-users";

/** The e-mail a request is about: in its body, or of the contact or frontend user that its path or query names. */
export function emailOfRequest(db: Database, request: FastifyRequest): string | undefined {
  const sent = emailIn(request.body) ?? emailOfCheckout(db, request.body);
  if (sent !== undefined) return sent;
  const { id } = request.params as { id?: string };
  const { frontendUserId, convexUserId } = request.query as Record<string, unknown>;
  for (const named of [id, frontendUserId]) {
    const email = typeof named === "string" ? emailOfId(db, named) : undefined;
    if (email !== undefined) return email;
  }
  return typeof convexUserId === "string" ? findByConvexUser(db, convexUserId)?.email : undefined;
}

/** The e-mail an event is about, from the body of its webhook. */
export function emailOfEvent(db: Database, body: string): string | undefined {
  const event: unknown = JSON.parse(body);
  const data = isJsonObject(event) && isJsonObject(event.data) ? event.data : {};
  if (typeof data.email === "string") return data.email;
  for (const named of [data.contactId, data.crmContactId, data.frontendUserId]) {
    const email = typeof named === "string" ? emailOfId(db, named) : undefined;
    if (email !== undefined) return email;
  }
  return undefined;
}

/** A confirmation names only what was opened before. */
function emailOfCheckout(db: Database, body: unknown): string | undefined {
  if (!isJsonObject(body) || typeof body.sessionId !== "string") return undefined;
  return findSession(db, body.sessionId)?.request?.customerData.email;
}

function emailOfId(db: Database, id: string): string | undefined {
  return findContact(db, id)?.customProperties.email ?? findFrontendUser(db, id)?.email;
}

/** Where the bodies of this API keep an e-mail, outermost first. */
const EMAIL_HOLDERS = ["inputData", "customerData", "updates", "customProperties"] as const;

function emailIn(body: unknown): string | undefined {
  if (!isJsonObject(body)) return undefined;
  if (typeof body.email === "string") return body.email;
  for (const key of EMAIL_HOLDERS) {
    const found = emailIn(body[key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
