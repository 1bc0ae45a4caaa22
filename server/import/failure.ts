import { ConvexError } from "convex/values";
import { AppError } from "../../shared/errors";
import { ImportError } from "./reading";

/** Why an import ended early, in words for people. What was imported until then stays in either case. */
export function describeFailure(error: unknown): string {
  if (error instanceof ImportError) return error.message;
  const expected = error instanceof ConvexError ? AppError.safeParse(error.data) : null;
  if (expected?.success) return `${expected.data.message} What was imported until then is kept.`;
  if (error instanceof Error && error.name === "AbortError")
    return "Tandem was stopped. Start the import again.";
  return "The import broke off, and not because of a file. What was imported until then is kept; start it again.";
}
