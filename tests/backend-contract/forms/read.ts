import { z } from "zod";
import { Differs, demand, kindOf, shown } from "../check";
import type { Answer } from "../wire";

export type Json = Record<string, unknown>;

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Older endpoints wrap success as `{ status: "success", data }`. */
export const unwrapped = (json: unknown): unknown =>
  isJson(json) && json.status === "success" && "data" in json ? json.data : json;

/** Reads an answer of status 200 or 201 by the contract's form, or says where it differs. */
export function read<T>(form: z.ZodType<T>, answer: Answer, what: string): T {
  return readWhole(z.unknown().transform(unwrapped).pipe(form), answer, what);
}

/** `read` for answers that say themselves whether they are a success: the form gets the wrapping too. */
export function readWhole<T>(form: z.ZodType<T>, answer: Answer, what: string): T {
  const isSuccess = answer.status === 200 || answer.status === 201;
  demand(isSuccess, `${what} with status 200`, `status ${answer.status}${codeIn(answer.json)}`);
  demand(answer.json !== undefined, `${what} as JSON`, "a body that is no JSON");
  const reading = form.safeParse(answer.json);
  if (reading.success) return reading.data;
  throw new Differs(`${what} as the contract describes it`, issuesOf(reading.error));
}

/** What the answer, or the data in it, says of having succeeded; the older wrapping says it by being there. */
export const successIn = (json: Json): unknown => {
  const inner = isJson(json.data) ? json.data.success : undefined;
  if (json.success !== undefined) return json.success;
  if (json.status === "error") return false;
  return inner ?? (json.status === "success" ? true : undefined);
};

/** Where it is wrong and how. Paths are names of fields, and messages name kinds, so no values are told. */
const issuesOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join(".") || "the body"}: ${message}`)
    .join("; ");

/** The code of an error body, to be said with its status. */
function codeIn(json: unknown): string {
  const body = unwrapped(json);
  return isJson(body) && typeof body.code === "string" ? ` ${shown(body.code)}` : "";
}

/** The first of these keys that is there. */
export const first = (sources: readonly Json[], ...keys: string[]): unknown =>
  sources.flatMap((source) => keys.map((key) => source[key])).find((value) => value !== undefined);

/** The fields that a document keeps in `customProperties`, or at the top level. */
export const nestedIn = (body: Json): Json => (isJson(body.customProperties) ? body.customProperties : {});

export const id = z.string().min(1);
/** Fields that nobody filled in are absent or null. */
export const maybeText = z.string().nullish();

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d/u;
/** Seconds in the place of milliseconds would be 1970. */
const EARLIEST_MS = 100_000_000_000;

const isTime = (value: unknown): boolean =>
  typeof value === "number"
    ? Number.isInteger(value) && value > EARLIEST_MS
    : typeof value === "string" && ISO.test(value) && Number.isFinite(Date.parse(value));

/** A moment in either form of the contract, read to Unix milliseconds. */
export const time = z
  .custom<number | string>(isTime, {
    error: ({ input }) => `neither Unix milliseconds nor ISO 8601, but ${kindOf(input)}`,
  })
  .transform((value) => (typeof value === "number" ? value : Date.parse(value)));

/** Money: integer minor units. */
export const money = z.int().nonnegative();
export const currency = z.string().regex(/^[A-Z]{3}$/u, "no ISO 4217 currency");
