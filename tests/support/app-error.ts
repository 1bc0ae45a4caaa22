import { TRPCClientError } from "@trpc/client";
import { ConvexError } from "convex/values";
import type { AppRouter } from "../../server/trpc/router";
import type { AppError } from "../../shared/errors";

/** The expected failure of a call, as the client reads it. Throws when the call worked or broke otherwise. */
export async function appErrorOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    const known = error as TRPCClientError<AppRouter>;
    if (error instanceof TRPCClientError && known.data?.app) return known.data.app;
    throw error;
  }
  throw new Error("The call was expected to fail, but it worked.");
}

/** The same of a call to Convex itself. */
export async function appErrorFrom(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ConvexError) return error.data as AppError;
    throw error;
  }
  throw new Error("The call was expected to fail, but it worked.");
}
