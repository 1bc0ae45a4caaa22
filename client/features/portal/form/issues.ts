import type { z } from "zod";
import type { Errors } from "./form-state";

/** The first thing wrong with each field, as a schema found it. */
export function firstIssues<V>(result: z.ZodSafeParseResult<unknown>): Errors<V> {
  const errors: Errors<V> = {};
  for (const { path, message } of result.error?.issues ?? []) errors[path[0] as keyof V] ??= message;
  return errors;
}
