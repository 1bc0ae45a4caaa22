import type { TRPCError } from "@trpc/server";
import { ConvexError } from "convex/values";
import { z, ZodError } from "zod";
import { AppError } from "../../shared/errors";
import { faultOf } from "../../shared/input-fault";
import { readRefusal, refusals } from "../../shared/refusals";
import type { Told } from "../../shared/sentence";

/** A list does not go on at this cursor. */
export const cursorGone: AppError = { code: "invalid", field: "cursor", message: refusals.cursorGone };

/** Any failure as the data people may see, or `null` when it was not an expected one. */
export function appErrorOf(cause: unknown): AppError | null {
  if (isInvalidCursor(cause)) return cursorGone;
  const data: unknown = cause instanceof ConvexError ? cause.data : cause;
  const parsed = AppError.safeParse(data);
  return parsed.success ? parsed.data : null;
}

/** What Convex says of a cursor that was made up, or for another list, or by an older Tandem that asked otherwise. */
const InvalidCursor = z.object({ paginationError: z.literal("InvalidCursor") });

const isInvalidCursor = (cause: unknown) =>
  cause instanceof ConvexError
    ? InvalidCursor.safeParse(cause.data).success
    : cause instanceof Error && cause.message.includes("InvalidCursor");

/**
 * What the client is told of a failure: an input that its check refused by its first fault, the sentence in English, and
 * its key and values, by which the console words it.
 */
export function toldError({ code, cause }: TRPCError): { app: AppError | null; said: Told | null } {
  const app = code === "BAD_REQUEST" && cause instanceof ZodError ? firstFault(cause) : appErrorOf(cause);
  return { app, said: app && readRefusal(app.message) };
}

function firstFault({ issues: [issue] }: ZodError): AppError | null {
  if (!issue) return null;
  const field = issue.path.join(".");
  return { code: "invalid", message: faultOf(issue), ...(field ? { field } : {}) };
}
