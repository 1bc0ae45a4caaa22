/**
 * Convex values in their encoded JSON form, as the SDK hands them over: int64, bytes, NaN, the infinities and -0
 * arrive as one-key objects (`$integer`, `$bytes`, `$float`), a missing field as `$undefined`. The store works on
 * this form directly, so that a document is never decoded only to be encoded again.
 */
import { Base64, type JSONValue } from "convex/values";

export type Json = JSONValue;
export type JsonObject = { [key: string]: Json };

export type Kind =
  | "undefined"
  | "null"
  | "int64"
  | "float64"
  | "boolean"
  | "string"
  | "bytes"
  | "array"
  | "object"
  | "commitTs";

const specials: Record<string, Kind> = {
  $integer: "int64",
  $float: "float64",
  $bytes: "bytes",
  $undefined: "undefined",
  $commitTs: "commitTs",
};

export function kindOf(value: Json | undefined): Kind {
  if (value === undefined) return "undefined";
  if (value === null) return "null";
  if (typeof value === "number") return "float64";
  if (typeof value === "boolean" || typeof value === "string") return typeof value as Kind;
  if (Array.isArray(value)) return "array";
  return kindOfObject(value);
}

function kindOfObject(value: JsonObject): Kind {
  let only: string | undefined;
  for (const key in value) {
    if (only !== undefined) return "object";
    only = key;
  }
  return only !== undefined && only.startsWith("$") ? (specials[only] ?? "object") : "object";
}

/** The payload of a special value: the base64 text of `$integer`, `$float` or `$bytes`. */
function payloadOf(value: Json): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error("Expected an encoded Convex value.");
  }
  const payload = Object.values(value)[0];
  if (typeof payload !== "string") throw new Error(`Malformed value ${JSON.stringify(value)}.`);
  return payload;
}

export function bytesOf(value: Json): Uint8Array {
  return Base64.toByteArray(payloadOf(value));
}

export function int64Of(value: Json): bigint {
  const bytes = bytesOf(value);
  if (bytes.byteLength !== 8) throw new Error(`Received ${bytes.byteLength} bytes, expected 8 for $integer`);
  return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0, true);
}

export function float64Of(value: Json): number {
  if (typeof value === "number") return value;
  const bytes = bytesOf(value);
  if (bytes.byteLength !== 8) throw new Error(`Received ${bytes.byteLength} bytes, expected 8 for $float`);
  return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return kindOf(value) === "object";
}

/** A field by its dotted path; `undefined` when any step of the path is missing, as Convex indexes it. */
export function fieldAt(document: JsonObject, path: readonly string[]): Json | undefined {
  let at: Json | undefined = document;
  for (const step of path) {
    // A document is an object. Looking whether it is a special value would go through its fields for each index.
    if ((at !== document && !isObject(at)) || !Object.hasOwn(at as JsonObject, step)) return undefined;
    at = (at as JsonObject)[step];
  }
  return kindOf(at) === "undefined" ? undefined : at;
}

/** Bytes of a value by Convex's own measure (what its limits count), without decoding it. */
export function sizeOf(value: Json): number {
  switch (kindOf(value)) {
    case "undefined":
      return 0;
    case "null":
    case "boolean":
      return 1;
    case "int64":
    case "float64":
    case "commitTs":
      return 9;
    case "string":
      return 2 + Buffer.byteLength(value as string, "utf8");
    case "bytes":
      return 2 + bytesOf(value).byteLength;
    case "array":
      return (value as Json[]).reduce<number>((sum, element) => sum + sizeOf(element), 2);
    case "object":
      return sizeOfObject(value as JsonObject);
  }
}

function sizeOfObject(value: JsonObject): number {
  let size = 2;
  for (const key in value) size += key.length + 1 + sizeOf(value[key] as Json);
  return size;
}
