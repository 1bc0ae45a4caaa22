import { z } from "zod";
import type { CookieJar } from "../cookies";
import type { Seal } from "../sealing";

/** A sign-in that was begun is of use for so long, in ms. */
const PENDING_MS = 10 * 60_000;

const next = z.string();

/** Gone to the identity provider and not come back yet. */
const Away = z.object({
  kind: z.literal("away"),
  to: z.enum(["sign in", "step up"]),
  checks: z.object({
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    begunAt: z.number(),
    again: z.boolean(),
  }),
  next,
});

/** Come back as this operator, whose second factor is still asked for. */
const AtCode = z.object({
  kind: z.literal("at code"),
  operatorId: z.string(),
  email: z.string(),
  next,
});

const Pending = z.discriminatedUnion("kind", [Away, AtCode]);
export type Pending = z.infer<typeof Pending>;

/**
 * What is remembered of a sign-in between its steps: by the browser in which it was begun, in a cookie that it can neither
 * read nor change. So strangers who begin one make the store write nothing, and any server can go on with it.
 */
export function pendingIn(cookies: CookieJar, seal: Seal) {
  return {
    keep(pending: Pending, now = Date.now()): void {
      const expiresAt = now + PENDING_MS;
      cookies.set("sign_on", seal.seal(JSON.stringify({ pending, expiresAt }), OWNER), expiresAt);
    },
    /** `null`: none was begun here, or too long ago. */
    read<Kind extends Pending["kind"]>(
      kind: Kind,
      now = Date.now(),
    ): Extract<Pending, { kind: Kind }> | null {
      const read = opened(cookies.read("sign_on"), seal);
      if (!read || read.expiresAt <= now || read.pending.kind !== kind) return null;
      return read.pending as Extract<Pending, { kind: Kind }>;
    },
    forget: () => cookies.clear("sign_on"),
  };
}

/** What it is sealed for, so that nothing else that is sealed passes for it. */
const OWNER = "sign-on";

const Kept = z.object({ pending: Pending, expiresAt: z.number() });

function opened(sealed: string | null, seal: Seal): z.infer<typeof Kept> | null {
  if (!sealed) return null;
  try {
    return Kept.parse(JSON.parse(seal.open(sealed, OWNER)));
  } catch {
    // Whoever made it up hears no more than who has none.
    return null;
  }
}
