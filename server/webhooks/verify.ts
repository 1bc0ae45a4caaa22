import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Claim, SignatureScheme } from "./schemes/scheme";
import { type SchemeName, schemeNames, schemes } from "./schemes/table";
import type { Secret } from "./secrets";

/** How far the sender's clock may be from ours, in seconds, in both directions. */
const TOLERANCE_S = 300;

/** What a genuine request has proven. `clockSkewS`: the sender's clock minus ours; null where the scheme has no time. */
export type Proof = {
  ok: true;
  scheme: SchemeName;
  secretLabel: string;
  clockSkewS: number | null;
  /**
   * For an event that has none of its own: that of the signed headers, else one that follows from what was signed. Where
   * neither body nor headers have a time, the same said twice has one ID (schemes/hmac-hex.ts).
   */
  eventId: string;
  /** When it was sent, as well as is known, in ms since epoch: the time of an event that has none of its own. */
  sentAt: number;
  /** Nothing that it tells of happened later than this, in ms since epoch. */
  happenedBy: number;
};
export type Doubt = { ok: false; cause: "signature" | "timestamp"; clockSkewS?: number };

/** How requests may be signed here. */
export type Trust = { secrets: Secret[]; schemes: readonly SchemeName[] };

/**
 * Checks a request against every scheme that is switched on, over the raw bytes; one that matches is enough. The
 * signature is checked before the time, so that a wrong clock is only reported of a genuine sender.
 */
export function verify(
  headers: IncomingHttpHeaders,
  body: Buffer,
  { secrets, schemes: on }: Trust,
  nowMs: number,
): Proof | Doubt {
  let doubt: Doubt = { ok: false, cause: "signature" };
  for (const name of schemeNames.filter((known) => on.includes(known))) {
    const claim = schemes[name].read(headers);
    if (claim === "no_time") doubt = { ok: false, cause: "timestamp" };
    if (claim === null || claim === "no_time") continue;
    const signer = secrets.find((secret) => isSignedBy(secret, schemes[name], claim, body));
    if (!signer) continue;
    const found = checkTime(claim, nowMs);
    if (found.ok) return proofOf(name, signer, claim, body, nowMs, found.clockSkewS);
    doubt = found;
  }
  return doubt;
}

function isSignedBy(secret: Secret, scheme: SignatureScheme, claim: Claim, body: Buffer): boolean {
  return scheme.keys(secret).some((key) => {
    const expected = createHmac("sha256", key).update(claim.prefix).update(body).digest();
    // Every signature is compared, so that the time says nothing about which one matched.
    return claim.signatures.reduce((found, given) => isEqual(given, expected) || found, false);
  });
}

const isEqual = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b);

function checkTime({ sentAtS }: Claim, nowMs: number): { ok: true; clockSkewS: number | null } | Doubt {
  if (sentAtS === null) return { ok: true, clockSkewS: null };
  const clockSkewS = sentAtS - Math.round(nowMs / 1000);
  return Math.abs(clockSkewS) > TOLERANCE_S
    ? { ok: false, cause: "timestamp", clockSkewS }
    : { ok: true, clockSkewS };
}

function proofOf(
  scheme: SchemeName,
  { label }: Secret,
  { eventId, sentAtS, prefix }: Claim,
  body: Buffer,
  nowMs: number,
  clockSkewS: number | null,
): Proof {
  const ok = true as const;
  return {
    ...{ ok, scheme, secretLabel: label, clockSkewS },
    eventId: eventId ?? `sha256:${createHash("sha256").update(prefix).update(body).digest("hex")}`,
    ...timesOf(sentAtS, nowMs),
  };
}

/** Signed times know only the second. Within it our own clock tells which of two events came first. */
function timesOf(sentAtS: number | null, nowMs: number): Pick<Proof, "sentAt" | "happenedBy"> {
  if (sentAtS === null) return { sentAt: nowMs, happenedBy: nowMs };
  const [first, last] = [sentAtS * 1000, sentAtS * 1000 + 999];
  return { sentAt: Math.min(Math.max(nowMs, first), last), happenedBy: last };
}
