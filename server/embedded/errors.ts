/**
 * What a function's failure looks like to its callers: the message, and the data if it was a `ConvexError`. Data crosses
 * every boundary (nested call, HTTP) in encoded form; classes do not.
 */
import type { Json } from "./values";

export class FunctionFailure extends Error {
  override name = "FunctionFailure";
  constructor(
    message: string,
    /** Encoded `ConvexError.data`; undefined for any other error. The SDK looks for exactly this field. */
    readonly data: Json | undefined,
    /** What was thrown. */
    readonly thrown: unknown,
  ) {
    super(message);
  }

  /** As Convex prints it: `Uncaught Error: ...` and the stack; without both if the function never ran. */
  get trace(): string {
    if (this.thrown === null) return this.message;
    if (!(this.thrown instanceof Error)) return `Uncaught ${this.message}`;
    const frames = (this.thrown.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
    return [`Uncaught ${this.thrown.name}: ${this.message}`, ...frames.slice(0, 12)].join("\n");
  }
}

/** An error that is the caller's, not the function's: an HTTP 4xx with a code. */
export class RequestError extends Error {
  override name = "RequestError";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The SDK leaves a ConvexError's data as JSON text on the error when it leaves a function. */
export function toFailure(thrown: unknown): FunctionFailure {
  if (thrown instanceof FunctionFailure) return thrown;
  if (
    typeof thrown === "object" &&
    thrown !== null &&
    Symbol.for("ConvexError") in thrown &&
    "data" in thrown
  ) {
    const { data } = thrown;
    return new FunctionFailure(messageOf(thrown), typeof data === "string" ? parseData(data) : null, thrown);
  }
  return new FunctionFailure(messageOf(thrown), undefined, thrown);
}

function parseData(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
