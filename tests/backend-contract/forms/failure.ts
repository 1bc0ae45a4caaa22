import { z } from "zod";
import { demand, kindOf, shown } from "../check";
import type { Answer } from "../wire";
import { isJson } from "./read";

const plain = z.object({
  message: z.string().nullish(),
  code: z.string().nullish(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).nullish(),
});

/**
 * Demands an error of this status in the contract's form: `{ message?, code?, errors? }`, the older
 * `{ status: "error", message, code }`, or with it `success: false`. A `code` that is there must be the documented one.
 */
export function demandError(answer: Answer, status: number, code: string): void {
  const expected = `${status} ${code}`;
  demand(answer.status === status, expected, `status ${answer.status}`);
  const body = plain.safeParse(answer.json);
  demand(
    body.success && isJson(answer.json),
    `${expected} as { message?, code?, errors? }`,
    whatItIs(answer),
  );
  const { message, code: given } = body.data;
  demand(Boolean(message ?? given), `${expected} with message or code`, "an error that says neither");
  demand(!given || given === code, expected, `${status} ${shown(given)}`);
}

/** A refusal of any kind: an error status, or 200 that says `success: false`. */
export function isRefusal({ status, json }: Answer): boolean {
  if (status >= 400 && status < 500) return true;
  const body = isJson(json) && isJson(json.data) ? { ...json.data, ...json } : json;
  return isJson(body) && (body.success === false || body.status === "error");
}

const whatItIs = ({ json }: Answer): string =>
  isJson(json) ? "fields of other kinds" : json === undefined ? "a body that is no JSON" : kindOf(json);
