import { z } from "zod";
import { first, id, isJson, maybeText, nestedIn } from "./read";

/** `{ id, email, status, crmContactId, customProperties: { convexUserId, authProvider, registrationSource } }` */
export const frontendUserForm = z
  .unknown()
  .transform(flat)
  .pipe(
    z.object({
      id,
      email: z.string(),
      status: z.enum(["active", "suspended", "deleted"]),
      crmContactId: maybeText,
      ...{ convexUserId: maybeText, authProvider: maybeText, registrationSource: maybeText },
    }),
  );

function flat(json: unknown): unknown {
  if (!isJson(json)) return json;
  const sources = [nestedIn(json), json];
  return {
    ...{ id: first([json], "id", "_id"), email: json.email, status: json.status },
    crmContactId: json.crmContactId,
    convexUserId: first(sources, "convexUserId"),
    authProvider: first(sources, "authProvider"),
    registrationSource: first(sources, "registrationSource"),
  };
}
