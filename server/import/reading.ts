import { type JsonObject, isJsonObject } from "../../shared/backend-api";

/** One person's record read from a file, or why it could not be. `line` is from 1. */
export type Reading<Value> = { line: number; value: Value } | { line: number; problem: string };

/** A file cannot be imported at all. The message is for people and names the fix. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}

/** The bytes of a file. Rejects with an `ImportError` where they cannot be read to their end. */
export async function* toItsEnd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    const message =
      "A file could not be read to its end: it is damaged. What was imported until then is kept.";
    throw new ImportError(message, { cause: error });
  }
}

/** A JSON object from one line, or what is wrong with it. */
export function parseJsonLine(text: string): { object: JsonObject } | { problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? { object: value } : { problem: "is not a JSON object" };
  } catch {
    return { problem: "is not valid JSON" };
  }
}

/** What a schema found wrong, as one sentence without any value of the line. */
export function describeIssues(issues: readonly { path: string; message: string }[]): string {
  const [first] = issues;
  if (!first) return "cannot be read";
  return first.path ? `cannot be read: ${first.path}: ${first.message}` : `cannot be read: ${first.message}`;
}
