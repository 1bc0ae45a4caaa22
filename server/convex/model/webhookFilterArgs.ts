import { v, type Infer } from "convex/values";
import { webhookCauses, webhookOutcomes } from "../../../shared/webhooks-api";
import { oneOf } from "./selectionArgs";

/** The filter of `webhooks.list`. */
export const webhookFilterArgs = {
  outcomes: v.optional(v.array(oneOf(webhookOutcomes))),
  types: v.optional(v.array(v.string())),
  causes: v.optional(v.array(oneOf(webhookCauses))),
  person: v.optional(v.string()),
  eventId: v.optional(v.string()),
  from: v.optional(v.number()),
  to: v.optional(v.number()),
};
export const webhookFilter = v.object(webhookFilterArgs);
export type WebhookFilter = Infer<typeof webhookFilter>;
