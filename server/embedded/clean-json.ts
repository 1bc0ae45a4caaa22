/** A value as plain JSON for callers that know no Convex values: readable, and not always to be turned back. */
import { bytesOf, float64Of, int64Of, kindOf, type Json, type JsonObject } from "./values";

/** int64 as decimal text, bytes as base64 text, `"NaN"` and the infinities as text, -0 as it is. */
export function toCleanJson(value: Json): string {
  switch (kindOf(value)) {
    case "int64":
      return JSON.stringify(int64Of(value).toString());
    case "float64":
      return cleanNumber(float64Of(value));
    case "bytes":
      return JSON.stringify(Buffer.from(bytesOf(value)).toString("base64"));
    case "array":
      return `[${(value as Json[]).map(toCleanJson).join(",")}]`;
    case "object":
      return `{${Object.entries(value as JsonObject)
        .map(([name, field]) => `${JSON.stringify(name)}:${toCleanJson(field)}`)
        .join(",")}}`;
    default:
      return JSON.stringify(value);
  }
}

function cleanNumber(value: number): string {
  if (!Number.isFinite(value)) return JSON.stringify(String(value));
  return Object.is(value, -0) ? "-0.0" : JSON.stringify(value);
}
