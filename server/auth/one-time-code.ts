import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";
import type { z } from "zod";
import type { Enrolment } from "../../shared/session-api";

/** What every authenticator app takes: six digits, 30 s, SHA-1 (RFC 6238). */
const SHAPE = { issuer: "Tandem", algorithm: "SHA1", digits: 6, period: 30 } as const;

/** A clock may be one step off, as RFC 6238 advises. */
const WINDOW = 1;

/** A new secret (160 bits, base32), and its picture for the app. `label` says in the app whose it is. */
export function newSecret(label: string): z.infer<typeof Enrolment> {
  const totp = new TOTP({ ...SHAPE, label, secret: new Secret({ size: 20 }) });
  return { secret: totp.secret.base32, qr: renderSVG(totp.toString(), { border: 2 }) };
}

/** The 30 s step to which a code belongs, or `null` when it is wrong. Whether it was used before is the store's to say. */
export function stepOf(secret: string, code: string, now = Date.now()): number | null {
  const totp = new TOTP({ ...SHAPE, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp: now }) + delta;
}
