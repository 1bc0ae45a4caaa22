import { z } from "zod";
import { first, id, isJson, maybeText, successIn, time } from "./read";

/**
 * What a trigger answers: `{ success, frontendUserId, contactId, transactionId?, message? }`, the contact also as
 * `crmContactId`, the IDs also inside `data`.
 */
export const triggerForm = z
  .unknown()
  .transform(flat)
  .pipe(
    z.object({
      success: z.boolean(),
      ...{ frontendUserId: maybeText, contactId: maybeText, transactionId: maybeText, message: maybeText },
    }),
  );

function flat(json: unknown): unknown {
  if (!isJson(json)) return json;
  const sources = [json, isJson(json.data) ? json.data : {}];
  return {
    success: successIn(json),
    frontendUserId: first(sources, "frontendUserId"),
    contactId: first(sources, "contactId", "crmContactId"),
    ...{ transactionId: first(sources, "transactionId"), message: first(sources, "message") },
  };
}

const logForm = z.object({
  level: z.string(),
  message: z.string(),
  timestamp: time,
  behavior: z.string().nullish(),
});

/** `{ executions: [{ id, trigger, status, startedAt, completedAt, logs, result }] }` */
export const executionsForm = z.object({
  executions: z.array(
    z.looseObject({
      ...{ id, trigger: z.string(), status: z.string(), startedAt: time },
      completedAt: time.nullish(),
      logs: z.array(logForm),
    }),
  ),
  nextCursor: z.union([z.string(), z.number()]).nullish(),
});
export type Execution = z.output<typeof executionsForm>["executions"][number];
