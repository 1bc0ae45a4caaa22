import { ConvexError } from "convex/values";
import { AppError } from "../../../shared/errors";

const statuses: Partial<Record<AppError["code"], number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  unavailable: 503,
};

/** An expected failure as an HTTP answer; what is not expected is thrown on. */
export function expectedFailure(error: unknown): AppError & { status: number } {
  const failure = error instanceof ConvexError ? AppError.safeParse(error.data) : null;
  if (!failure?.success) throw error;
  return { ...failure.data, status: statuses[failure.data.code] ?? 400 };
}
