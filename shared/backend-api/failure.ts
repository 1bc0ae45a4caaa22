import { z } from "zod";
import { type JsonObject, isJsonObject, rawObject } from "./values";

/** The error codes that Tandem knows. Others may come; they are classed by their HTTP status. */
export type BackendErrorCode =
  | "VALIDATION_ERROR"
  | "EVENT_FULL"
  | "EVENT_CLOSED"
  | "PRICE_MISMATCH"
  | "PAYMENT_FAILED"
  | "EVENT_NOT_FOUND"
  | "SESSION_NOT_FOUND"
  | "SESSION_EXPIRED"
  | "CONTACT_NOT_FOUND"
  | "RATE_LIMIT_EXCEEDED"
  | "INTERNAL_ERROR";

const fieldErrorSchema = z.object({ field: z.string(), message: z.string().catch("") });

const failureShape = z.object({
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  errors: z.array(fieldErrorSchema).catch([]),
  raw: rawObject,
});

/**
 * An error body. `message` is the backend's own sentence and may hold personal data: show it to nobody who
 * may not see the person, and do not log it.
 */
export type BackendFailure = z.output<typeof failureShape>;

/**
 * Reads `{ message?, code?, errors? }`, `{ status: "error", message, code }`, `{ success: false, error? }`, and the
 * last one inside `data`.
 */
export function parseFailure(json: unknown): BackendFailure {
  const body = innermost(json);
  const inner = isJsonObject(body.error) ? body.error : {};
  const error = typeof body.error === "string" ? body.error : undefined;
  return failureShape.parse({
    code: body.code ?? inner.code,
    message: body.message ?? inner.message ?? error,
    errors: body.errors ?? inner.errors,
    raw: body,
  });
}

/** True for a body that says "failed" whatever the HTTP status was. */
export function saysFailure(json: unknown): boolean {
  const body = innermost(json);
  return body.success === false || body.status === "error";
}

function innermost(json: unknown): JsonObject {
  if (!isJsonObject(json)) return {};
  return isJsonObject(json.data) && json.data.success === false ? json.data : json;
}
