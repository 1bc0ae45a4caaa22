import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { Webhook } from "standardwebhooks";

/** A webhook as it came. `at` is Unix milliseconds. */
export type Arrival = { path: string; headers: IncomingHttpHeaders; body: string; at: number };

/** By which scheme of the contract it is signed, and how many seconds its time is off; null where none fits. */
export type Signed = { scheme: "standard" | "timestamped" | "hmac-hex"; offByS: number | null };

/** Written from the contract's table, apart from the receiver that Tandem has: one of the two may be wrong. */
export function signedBy(arrival: Arrival, secret: string): Signed | null {
  return byStandard(arrival, secret) ?? byTimestamped(arrival, secret) ?? byHmacHex(arrival, secret);
}

function byStandard({ headers, body, at }: Arrival, secret: string): Signed | null {
  const [id, time, given] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !time || !given || !/^\d+$/u.test(time)) return null;
  const wanted = new Webhook(secret).sign(id, new Date(Number(time) * 1000), body);
  if (!given.split(" ").some((signature) => same(signature, wanted))) return null;
  return { scheme: "standard", offByS: offBy(time, at) };
}

function byTimestamped({ headers, body, at }: Arrival, secret: string): Signed | null {
  const header = headerOf(headers, "x-l4yercak3-signature") ?? "";
  const time = /(?:^|,)t=(\d+)/u.exec(header)?.[1];
  const given = /(?:^|,)v1=([\da-f]+)/iu.exec(header)?.[1];
  if (!time || !given || !isHmac(given, `${time}.${body}`, secret)) return null;
  return { scheme: "timestamped", offByS: offBy(time, at) };
}

function byHmacHex({ headers, body }: Arrival, secret: string): Signed | null {
  const given = headerOf(headers, "x-webhook-signature");
  return given && isHmac(given.trim(), body, secret) ? { scheme: "hmac-hex", offByS: null } : null;
}

/** The contract does not say whether the hex schemes' key is the secret as written or what its base64 stands for. */
function isHmac(given: string, content: string, secret: string): boolean {
  const keys = [Buffer.from(secret), Buffer.from(secret.replace(/^whsec_/u, ""), "base64")];
  return keys.some((key) =>
    same(given.toLowerCase(), createHmac("sha256", key).update(content).digest("hex")),
  );
}

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const offBy = (seconds: string, at: number): number => Math.round(Math.abs(at / 1000 - Number(seconds)));

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
