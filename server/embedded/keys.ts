/**
 * Index keys: byte strings whose memcmp order is the order of Convex values, so that SQLite can sort and range over
 * them without knowing what they hold. Self-delimiting, hence the key of several fields is their concatenation.
 *
 * Tags leave room between types: undefined < null < int64 < float64 < booleans < strings < bytes < arrays < objects.
 */
import { bytesOf, float64Of, int64Of, kindOf, type Json, type JsonObject } from "./values";

const UNDEFINED = 0x01;
const NULL = 0x03;
const ZERO_INT64 = 0x08;
const FLOAT64 = 0x0d;
const FALSE = 0x0e;
const TRUE = 0x0f;
const STRING = 0x10;
const BYTES = 0x11;
const ARRAY = 0x12;
const OBJECT = 0x15;
const END = 0x00;
const ESCAPED = 0xff;

/** Above every key, because no tag is this high. */
export const AFTER_EVERYTHING: Uint8Array = Uint8Array.of(0xff);
export const BEFORE_EVERYTHING: Uint8Array = new Uint8Array(0);

// One scratch buffer for all keys: encoding is synchronous, and an index write needs several keys per document.
let scratch = Buffer.allocUnsafe(4096);
let at = 0;

function reserve(bytes: number): void {
  if (at + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + bytes));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

function putByte(byte: number): void {
  reserve(1);
  scratch[at++] = byte;
}

function putEscaped(bytes: Uint8Array): void {
  reserve(bytes.length * 2 + 1);
  for (const byte of bytes) {
    scratch[at++] = byte;
    if (byte === END) scratch[at++] = ESCAPED;
  }
  scratch[at++] = END;
}

function putText(text: string): void {
  if (text.includes("\0")) return putEscaped(Buffer.from(text, "utf8"));
  reserve(text.length * 3 + 1);
  at += scratch.write(text, at, "utf8");
  scratch[at++] = END;
}

/** The tag tells sign and width (1, 2, 4 or 8 bytes), so that shorter numbers sort inside longer ones. */
function putInt64(value: bigint): void {
  if (value === 0n) return putByte(ZERO_INT64);
  const step = [8n, 16n, 32n, 64n].findIndex((bits) => BigInt.asIntN(Number(bits), value) === value);
  const width = 1 << step;
  putByte(value < 0n ? ZERO_INT64 - 1 - step : ZERO_INT64 + 1 + step);
  reserve(8);
  const whole = Buffer.allocUnsafe(8);
  whole.writeBigInt64BE(value);
  whole.copy(scratch, at, 8 - width);
  at += width;
}

/** IEEE total order: negatives get all bits flipped, positives only the sign. */
function putFloat64(value: number): void {
  reserve(9);
  scratch[at++] = FLOAT64;
  scratch.writeDoubleBE(value, at);
  const negative = (scratch[at]! & 0x80) !== 0;
  if (negative) for (let i = 0; i < 8; i++) scratch[at + i]! ^= 0xff;
  else scratch[at]! ^= 0x80;
  at += 8;
}

function putObject(value: JsonObject): void {
  putByte(OBJECT);
  for (const key of Object.keys(value).sort()) {
    putText(key);
    put(value[key]);
  }
  putByte(END);
}

function put(value: Json | undefined): void {
  switch (kindOf(value)) {
    case "undefined":
      return putByte(UNDEFINED);
    case "null":
      return putByte(NULL);
    case "int64":
      return putInt64(int64Of(value as Json));
    case "float64":
      return putFloat64(float64Of(value as Json));
    case "boolean":
      return putByte(value === true ? TRUE : FALSE);
    case "string":
      putByte(STRING);
      return putText(value as string);
    case "bytes":
      putByte(BYTES);
      return putEscaped(bytesOf(value as Json));
    case "array":
      putByte(ARRAY);
      for (const element of value as Json[]) put(element);
      return putByte(END);
    case "object":
      return putObject(value as JsonObject);
    case "commitTs":
      throw new Error("Commit timestamps cannot be indexed by the embedded store.");
  }
}

/** The key of a row of field values; a missing value is `undefined`. */
export function encodeKey(values: readonly (Json | undefined)[]): Uint8Array {
  at = 0;
  for (const value of values) put(value);
  return new Uint8Array(scratch.subarray(0, at));
}

/**
 * The end of the keys that continue `prefix` with further values. These go on with a tag; FF, which is none, can only
 * follow where a zero byte is escaped, i.e. in another, greater text ("a" and "a\0b").
 */
export function afterPrefix(prefix: Uint8Array): Uint8Array {
  const end = new Uint8Array(prefix.length + 1);
  end.set(prefix);
  end[prefix.length] = ESCAPED;
  return end;
}

export function compareKeys(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

/** The order of two values, by their keys. */
export function compareEncoded(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === "string" && a === b) return 0;
  return compareKeys(encodeKey([a]), encodeKey([b]));
}
