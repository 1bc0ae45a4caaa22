import { ConvexError } from "convex/values";
import type { AppError } from "../shared/errors";

/** Longer than any function may run; a deployment that says nothing for so long is down. In ms. */
const PATIENCE_MS = 15_000;

/** The status of a function that has thrown: it was run, and its change undone. */
const THROWN = 560;

/** Statuses that tell of a deployment, or of what stands before it, and not of the function. */
const isAway = (status: number) => status === 429 || (status >= 500 && status !== THROWN);

/** Those after which the function may have run all the same. */
const MAYBE_RUN: ReadonlySet<number> = new Set([500, 504]);

/** Causes of a failed fetch in which the request had not left this machine. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/**
 * A fetch for the Convex client that turns an unreachable deployment into the expected failure `unavailable`, and
 * says honestly whether a change may have been made: an answer that got lost proves nothing.
 */
export function outageAware(network: typeof fetch): typeof fetch {
  return async (input, init) => {
    const isMutation = String(input).endsWith("/api/mutation");
    let response: Response;
    try {
      response = await network(input, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch (error) {
      throw unavailable(isMutation && !neverSent(error), error);
    }
    if (isAway(response.status))
      throw unavailable(isMutation && MAYBE_RUN.has(response.status), response.status);
    return response;
  };
}

/** Whether a call of the Convex client failed because the deployment is away, as opposed to having refused it. */
export function isOutage(error: unknown): boolean {
  return error instanceof ConvexError && (error.data as AppError | undefined)?.code === "unavailable";
}

function neverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && NEVER_SENT.has(String(cause.code));
}

function unavailable(maybeDone: boolean, cause: unknown): ConvexError<AppError> {
  const message = maybeDone
    ? "The store did not answer. Look whether it was done before you try again."
    : "The store cannot be reached. Nothing was changed. You can try again.";
  return Object.assign(new ConvexError<AppError>({ code: "unavailable", message }), { cause });
}
