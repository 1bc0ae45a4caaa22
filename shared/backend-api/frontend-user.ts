import { z } from "zod";
import { compact, firstPresent, isJsonObject, rawObject, unwrapData, wireText } from "./values";

export const FRONTEND_USER_STATUSES = ["active", "suspended", "deleted"] as const;
export type FrontendUserStatus = (typeof FRONTEND_USER_STATUSES)[number];

const frontendUserShape = z.object({
  id: z.string().min(1),
  email: wireText,
  status: z.enum(FRONTEND_USER_STATUSES),
  crmContactId: wireText.optional(),
  convexUserId: wireText.optional(),
  raw: rawObject,
});

/** The backend's own account of a person, in Tandem's one form. */
export type BackendFrontendUser = z.output<typeof frontendUserShape>;

/** Reads one frontend user, bare or wrapped in `frontendUser`, `user` or `{ status: "success", data }`. */
export const frontendUserSchema = z
  .unknown()
  .transform((json) => toShape(unwrapOne(unwrapData(json))))
  .pipe(frontendUserShape);

/**
 * Reads the answer to `GET /frontend-users?convexUserId=…`: the one object, or a list of them under any known
 * name. An empty list reads to `null`.
 */
export const frontendUserLookupSchema = z
  .unknown()
  .transform((json) => {
    const body = unwrapData(json);
    const list = listIn(body);
    const found = list ? list[0] : unwrapOne(body);
    return found === undefined ? null : toShape(found);
  })
  .pipe(frontendUserShape.nullable());

function listIn(body: unknown): unknown[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isJsonObject(body)) return undefined;
  const list = body.frontendUsers ?? body.users ?? body.items;
  return Array.isArray(list) ? list : undefined;
}

function unwrapOne(body: unknown): unknown {
  if (!isJsonObject(body)) return body;
  const inner = body.frontendUser ?? body.user;
  return isJsonObject(inner) ? inner : body;
}

function toShape(body: unknown): unknown {
  if (!isJsonObject(body)) return body;
  const nested = isJsonObject(body.customProperties) ? body.customProperties : {};
  return compact({
    id: firstPresent([body], ["id", "_id"]),
    email: firstPresent([body, nested], ["email"]),
    status: firstPresent([body], ["status"]) ?? "active",
    crmContactId: firstPresent([body, nested], ["crmContactId", "contactId"]),
    convexUserId: firstPresent([nested, body], ["convexUserId"]),
    raw: body,
  });
}
