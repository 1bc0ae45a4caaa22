import { z } from "zod";

/** A JSON object as it came off the wire. */
export type JsonObject = Record<string, unknown>;

/** Narrows an unknown JSON value to an object (arrays and null are not objects here). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Removes the envelope that older endpoints put around an answer (`{ status: "success", data }`).
 * Anything else comes back unchanged.
 */
export function unwrapData(json: unknown): unknown {
  return isJsonObject(json) && json.status === "success" && "data" in json ? json.data : json;
}

/** The first of `keys` that holds something; `null`, blank strings and absent keys count as nothing. */
export function firstPresent(sources: readonly JsonObject[], keys: readonly string[]): unknown {
  for (const source of sources) {
    for (const key of keys) {
      const value = source[key];
      if (value !== undefined && value !== null && !isBlank(value)) return value;
    }
  }
  return undefined;
}

/** Drops the keys whose value is undefined, so that an absent field is absent and not `undefined`. */
export function compact(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}

/** Text that some versions send as a number (phone numbers, legacy IDs). */
export const wireText = z.union([z.string(), z.number().transform(String)]);

/** A point in time: Unix milliseconds, or ISO 8601 text with or without an offset. Reads to milliseconds. */
export const wireTimestamp = z.union([
  z.number().int().nonnegative(),
  z.string().transform((text, ctx) => {
    const ms = Date.parse(text);
    if (Number.isFinite(ms)) return ms;
    ctx.addIssue({ code: "custom", message: "not an ISO 8601 time" });
    return z.NEVER;
  }),
]);

/** The object a reader started from, with every field the backend sent, known or not. */
export const rawObject = z.record(z.string(), z.unknown());

/** Why a document could not be read: where, and what is wrong there. Holds no values, so no personal data. */
export interface ReadIssue {
  path: string;
  message: string;
}

/** zod's issues as data that may be logged and shown. */
export function readIssues(error: z.ZodError): ReadIssue[] {
  return error.issues.map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message }));
}
