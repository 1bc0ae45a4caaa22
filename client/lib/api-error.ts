import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "../../server/trpc/router";
import type { AppError } from "../../shared/errors";
import { OddAnswer } from "./odd-answer";
import { t } from "./words";

/** A failed call in words: what the server said, or that it did not answer. */
export type ApiProblem = {
  message: string;
  /** What kind of refusal, when it was an expected one. */
  code: AppError["code"] | null;
  /** The input to mend, when the server named one. */
  field: string | null;
  requestId: string | null;
  /** The server never answered, so nothing is known about what it did. */
  unanswered: boolean;
  unauthenticated: boolean;
  /** Asking again may help; a refusal stays a refusal. */
  worthRetrying: boolean;
};

const isApiError = (error: unknown): error is TRPCClientError<AppRouter> => error instanceof TRPCClientError;

/** A proxy says these for a server that it does not reach. */
const NOT_REACHED = [502, 503, 504];

/** Whether something answered, though not as tRPC does: a proxy's page, or a server that broke before it came to that. */
function answeredOtherwise(error: unknown): boolean {
  if (!isApiError(error)) return false;
  const answer = error.cause instanceof OddAnswer ? error.cause : error.meta?.["response"];
  if (!(answer instanceof OddAnswer || answer instanceof Response)) return false;
  return !NOT_REACHED.includes(answer.status);
}

export function describeError(error: unknown): ApiProblem {
  if (!isApiError(error) || !error.data) {
    const answered = answeredOtherwise(error);
    return {
      message: t(answered ? "serverFailed" : "noAnswer"),
      code: null,
      field: null,
      requestId: null,
      unanswered: !answered,
      unauthenticated: false,
      worthRetrying: true,
    };
  }
  const { app, code, httpStatus, requestId } = error.data;
  return {
    message: app?.message ?? (httpStatus >= 500 ? t("serverFailed") : readable(error.message)),
    code: app?.code ?? null,
    field: app?.field ?? null,
    requestId,
    unanswered: false,
    unauthenticated: code === "UNAUTHORIZED",
    worthRetrying: httpStatus >= 500 || httpStatus === 429,
  };
}

/** A refused input comes as the JSON of its issues; people get the first one. */
function readable(message: string): string {
  if (!message.startsWith("[")) return message;
  try {
    const issues: unknown = JSON.parse(message);
    const first: unknown = Array.isArray(issues) ? issues[0] : null;
    if (first && typeof first === "object" && "message" in first) return String(first.message);
  } catch {
    return message;
  }
  return message;
}
