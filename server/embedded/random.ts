/** Random bytes from a reserve: one call to the system for many, since each costs more than a whole read. */
import { randomFillSync } from "node:crypto";

const RESERVE = Buffer.alloc(4096);
let at = RESERVE.length;

/** A copy, valid for ever. At most as many as the reserve holds. */
export function randomBytes(count: number): Buffer {
  if (at + count > RESERVE.length) {
    randomFillSync(RESERVE);
    at = 0;
  }
  at += count;
  return Buffer.from(RESERVE.subarray(at - count, at));
}
