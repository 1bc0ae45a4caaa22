import type { z } from "zod";
import type { BackendErrorCode } from "../../shared/backend-api";

/** Codes of this backend: the documented ones and those the documents leave to the HTTP status. */
export type ApiErrorCode =
  | BackendErrorCode
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "FRONTEND_USER_NOT_FOUND"
  | "USER_SUSPENDED"
  | "ENDPOINT_NOT_FOUND"
  | "ENDPOINT_EXISTS"
  | "ENDPOINT_DISABLED"
  | "ENDPOINT_CONFIGURED"
  | "TOO_MANY_ENDPOINTS"
  | "DELIVERY_NOT_FOUND"
  | "MAIL_NOT_FOUND"
  | "MAIL_NOT_FAILED"
  | "WORKFLOW_NOT_FOUND"
  | "PRODUCT_NOT_FOUND"
  | "KEY_NOT_FOUND"
  | "KEY_CONFIGURED"
  | "CONTACT_TAKEN"
  | "KEY_EXPIRED"
  | "UNKNOWN_ROUTE"
  | "SERVICE_UNAVAILABLE";

export interface FieldError {
  field: string;
  message: string;
}

/** What a refusal may say besides: the fields at fault, and in how many seconds to come again (`Retry-After`). */
interface ErrorDetails {
  errors?: readonly FieldError[];
  retryAfterS?: number;
}

/** A refusal that the caller gets to read as `{ code, message, errors? }` with `status`. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfterS: number | undefined;

  constructor(
    readonly status: number,
    readonly code: ApiErrorCode,
    message: string,
    { errors, retryAfterS }: ErrorDetails = {},
  ) {
    super(message);
    this.errors = errors;
    this.retryAfterS = retryAfterS;
  }

  /** The error body of the contract. */
  toBody() {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

/** 400 with the fields at fault. */
export function validationError(errors: readonly FieldError[]): ApiError {
  const fields = errors.map((error) => error.field).join(", ");
  return new ApiError(400, "VALIDATION_ERROR", `Invalid or missing: ${fields}`, { errors });
}

/** Parses input by `schema`, or throws the 400 that names every field at fault. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  throw validationError(
    read.error.issues.map((issue) => ({ field: issue.path.join(".") || "body", message: issue.message })),
  );
}

export const keyRequired = () => new ApiError(401, "UNAUTHORIZED", "A valid API key is required");
export const contactNotFound = () => new ApiError(404, "CONTACT_NOT_FOUND", "No such contact");
export const contactTaken = () => new ApiError(409, "CONTACT_TAKEN", "This contact is another person's");
export const frontendUserNotFound = () =>
  new ApiError(404, "FRONTEND_USER_NOT_FOUND", "No such frontend user");
export const endpointNotFound = () => new ApiError(404, "ENDPOINT_NOT_FOUND", "No such webhook endpoint");
export const deliveryNotFound = () => new ApiError(404, "DELIVERY_NOT_FOUND", "No such webhook delivery");
export const mailNotFound = () => new ApiError(404, "MAIL_NOT_FOUND", "No such mail");
export const eventNotFound = () => new ApiError(404, "EVENT_NOT_FOUND", "No such event");
export const productNotFound = () => new ApiError(404, "PRODUCT_NOT_FOUND", "No such product");
export const sessionNotFound = () => new ApiError(404, "SESSION_NOT_FOUND", "No such checkout session");
export const workflowNotFound = () => new ApiError(404, "WORKFLOW_NOT_FOUND", "No such workflow");
export const keyNotFound = () => new ApiError(404, "KEY_NOT_FOUND", "No such API key");
