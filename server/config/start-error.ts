/** Why Tandem cannot start, in one sentence that names the fix. It is shown as it is, without a stack. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** The system's own short code of an error (`EADDRINUSE`), or null. */
export function errnoOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
