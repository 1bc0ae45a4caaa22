import { z } from "zod";
import {
  type JsonObject,
  compact,
  firstPresent,
  isJsonObject,
  rawObject,
  unwrapData,
  wireText,
  wireTimestamp,
} from "./values";

/**
 * A field of a request. Anybody may send one, and what they sent is given out again on every page of a list: five
 * contacts of a megabyte each would make a page that nobody takes.
 */
const field = z.string().max(500);

/** Who the registering person says they are. Only the e-mail is demanded by the backend. */
export const customerDataSchema = z.object({
  email: field,
  firstName: field.optional(),
  lastName: field.optional(),
  phone: field.optional(),
  salutation: field.optional(),
  title: field.optional(),
  organization: field.optional(),
  profession: field.optional(),
  position: field.optional(),
});
export type CustomerData = z.infer<typeof customerDataSchema>;

/** `inputData` of the trigger `user_registration`. `registrationDate` is ISO 8601. */
export const userRegistrationInputSchema = z.object({
  eventType: z.literal("account_created").default("account_created"),
  source: field.default("website"),
  customerData: customerDataSchema,
  metadata: z.object({
    convexUserId: field,
    registrationDate: field.optional(),
    platform: field.default("web"),
    authProvider: field.default("email"),
    /** In which the person reads mails (`de`, `en`); the backend has its own default. */
    language: field.optional(),
  }),
});
export type UserRegistrationInput = z.output<typeof userRegistrationInputSchema>;

/** `inputData` of the trigger `resend_welcome_email`. */
export const resendWelcomeInputSchema = z.object({
  frontendUserId: field,
  crmContactId: field.optional(),
  email: field.optional(),
  reason: field.optional(),
  language: field.optional(),
});
export type ResendWelcomeInput = z.infer<typeof resendWelcomeInputSchema>;

/** Body of `POST /workflows/trigger`. */
export const triggerRequestSchema = z.object({
  trigger: z.string().min(1).max(100),
  inputData: rawObject,
});

const triggerShape = z.object({
  success: z.boolean(),
  frontendUserId: wireText.optional(),
  crmContactId: wireText.optional(),
  transactionId: wireText.optional(),
  raw: rawObject,
});

/**
 * What a trigger answered. `success: false` comes with HTTP 200 and is a failure; its class is
 * `classifyStatus(200, raw)`.
 */
export type TriggerResult = z.output<typeof triggerShape>;

/** Reads every known form: IDs at the top or in `data`, the contact as `contactId` or `crmContactId`. */
export const triggerResultSchema = z.unknown().transform(toTriggerShape).pipe(triggerShape);

function toTriggerShape(json: unknown): unknown {
  if (!isJsonObject(json)) return json;
  const data = isJsonObject(json.data) ? json.data : {};
  const sources = [json, data];
  return compact({
    success: successOf(json, data),
    frontendUserId: firstPresent(sources, ["frontendUserId"]),
    crmContactId: firstPresent(sources, ["contactId", "crmContactId"]),
    transactionId: firstPresent(sources, ["transactionId"]),
    raw: json,
  });
}

/** `status` is the older envelope's word for `success`. Neither present is an answer nobody promised. */
function successOf(json: JsonObject, data: JsonObject): unknown {
  if (json.success !== undefined) return json.success;
  if (json.status === "error") return false;
  return data.success ?? (json.status === "success" ? true : undefined);
}

/** One logged run of a workflow. Times are Unix milliseconds; `completedAt` is absent while it runs. */
const executionSchema = z.object({
  id: wireText,
  trigger: z.string(),
  status: z.string(),
  startedAt: wireTimestamp,
  completedAt: wireTimestamp.nullish().transform((at) => at ?? undefined),
  logs: z
    .array(
      z.object({
        level: z.string(),
        message: z.string(),
        timestamp: wireTimestamp,
        behavior: z.string().optional(),
      }),
    )
    .default([]),
  result: z.unknown().optional(),
});

/** Reads `GET /workflows/executions`. `nextCursor` is absent on the last page. */
export const executionPageSchema = z
  .unknown()
  .transform(unwrapData)
  .pipe(
    z.object({
      executions: z.array(executionSchema),
      nextCursor: wireText.nullish().transform((cursor) => cursor ?? undefined),
    }),
  );
export type ExecutionPage = z.output<typeof executionPageSchema>;
