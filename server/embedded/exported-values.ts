/**
 * Documents as a snapshot's JSON lines spell them, which is not how the SDK does: an int64 is a whole number, a float64
 * always has a fraction or an exponent. Bytes, NaN and the infinities are the same one-key objects in both.
 */
import { convexToJson, jsonToConvex } from "convex/values";
import { int64Of, float64Of, kindOf, type Json, type JsonObject } from "./values";

export function toExported(value: Json): string {
  switch (kindOf(value)) {
    case "int64":
      return int64Of(value).toString();
    case "float64":
      return exportedFloat(float64Of(value), value);
    case "array":
      return `[${(value as Json[]).map(toExported).join(",")}]`;
    case "object":
      return `{${Object.entries(value as JsonObject)
        .map(([name, field]) => `${JSON.stringify(name)}:${toExported(field)}`)
        .join(",")}}`;
    default:
      return JSON.stringify(value);
  }
}

function exportedFloat(value: number, encoded: Json): string {
  if (!Number.isFinite(value)) return JSON.stringify(encoded);
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
const WHOLE = /^-?\d+$/;

/** Reads one line; `uniform` is the spelling above, else the line is spelled as the SDK does. */
export function fromExported(line: string, uniform: boolean): Json {
  const encoded = uniform ? line.replace(TEXT_OR_NUMBER, encodeWhole) : line;
  // Through the SDK and back: names and shapes are checked, and each value has its one spelling.
  return convexToJson(jsonToConvex(JSON.parse(encoded) as Json));
}

function encodeWhole(token: string): string {
  if (!WHOLE.test(token)) return token;
  const value = BigInt(token);
  if (BigInt.asIntN(64, value) !== value) return token;
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return `{"$integer":"${bytes.toString("base64")}"}`;
}
