/**
 * Document IDs in Convex's own format, so that they stay valid when the data moves to a real deployment: base 32 of
 * table number (varint), sixteen bytes, and a Fletcher-16 checksum. The sixteen bytes begin with the creation time, which
 * keeps inserts at the end of the ID index, and end with 72 random bits, which keeps IDs unguessable.
 */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const NO_LETTER = 255;
/** By character code: every read of a document decodes an ID, often two. */
const VALUE_OF = new Uint8Array(128).fill(NO_LETTER);
for (let value = 0; value < ALPHABET.length; value++) VALUE_OF[ALPHABET.charCodeAt(value)] = value;
const SHORTEST = 31;
const LONGEST = 37;

function encodeBase32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
}

function decodeBase32(text: string): Uint8Array | null {
  const bytes = new Uint8Array((text.length * 5) >> 3);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let letter = 0; letter < text.length; letter++) {
    const value = VALUE_OF[text.charCodeAt(letter)] ?? NO_LETTER;
    if (value === NO_LETTER) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
      held &= (1 << bits) - 1;
    }
  }
  return bytes;
}

function checksum(bytes: Uint8Array): number {
  let low = 0;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) & 255;
    high = (high + low) & 255;
  }
  return (high << 8) | low;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  bytes.push(value);
  return bytes;
}

export function encodeId(tableNumber: number, internal: Uint8Array): string {
  const body = Uint8Array.from([...varint(tableNumber), ...internal]);
  const sum = checksum(body);
  return encodeBase32(Uint8Array.from([...body, sum & 255, sum >> 8]));
}

export const RANDOM_BYTES = 9;

/** A new ID: seven bytes of microseconds, nine random ones. */
export function newId(tableNumber: number, microseconds: number, random: Uint8Array): string {
  const internal = new Uint8Array(16);
  const view = new DataView(internal.buffer);
  view.setBigUint64(0, BigInt(microseconds) << 8n);
  internal.set(random.subarray(0, RANDOM_BYTES), 7);
  const id = encodeId(tableNumber, internal);
  remember(id, tableNumber);
  return id;
}

/** What was decoded lately: an ID comes many times, in arguments, in documents and to be read. */
let decoded = new Map<string, number>();
const MOST_DECODED = 50_000;

function remember(id: string, number: number): void {
  if (decoded.size >= MOST_DECODED) decoded = new Map();
  decoded.set(id, number);
}

/** The table number an ID belongs to, or null for a text that is no ID. */
export function tableNumberOf(id: string): number | null {
  const known = decoded.get(id);
  if (known !== undefined) return known;
  const number = decode(id);
  if (number !== null) remember(id, number);
  return number;
}

function decode(id: string): number | null {
  if (id.length < SHORTEST || id.length > LONGEST) return null;
  const bytes = decodeBase32(id);
  if (bytes === null) return null;
  let number = 0;
  let read = 0;
  for (;;) {
    const byte = bytes[read];
    if (byte === undefined || read >= 5) return null;
    number += (byte & 127) * 128 ** read;
    read += 1;
    if (byte < 128) break;
  }
  if (number === 0 || bytes.length !== read + 18) return null;
  const footer = bytes[read + 16]! | (bytes[read + 17]! << 8);
  const valid = checksum(bytes.subarray(0, read + 16)) === footer;
  // Base 32 leaves spare bits: only the canonical spelling of an ID is that ID.
  return valid && encodeBase32(bytes) === id ? number : null;
}

/** Why a text is no ID, in Convex's words; null if it is one, of whatever table. */
export function whyNoId(text: string): string | null {
  if (tableNumberOf(text) !== null) return null;
  if (decodeBase32(text) === null) return "ID wasn't valid base32";
  if (text.length < SHORTEST || text.length > LONGEST) return `Invalid ID length ${text.length}`;
  return "Invalid table number";
}
