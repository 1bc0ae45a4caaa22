import { ConvexError } from "convex/values";
import { AppError } from "../../shared/errors";
import type { ConvexCaller } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { AuditSigner } from "./checkpoints";

/** What the server does with the chain; all of it through Convex, as Tandem itself. */

/** Makes the public key known. A second time changes nothing. */
export async function announce(convex: ConvexCaller, { keyId, publicKey }: AuditSigner): Promise<void> {
  await convex.mutation(api.auditChain.announceKey, { keyId, publicKey });
}

/** Seals and signs everything that has happened until now. Answers the newest record, zero where there is none. */
export async function proveUntilNow(convex: ConvexCaller, signer: AuditSigner, now: number): Promise<number> {
  await announce(convex, signer);
  while ((await convex.mutation(api.auditChain.seal, { all: true })).isMore);
  await signHead(convex, signer, { now, everyMs: 0 });
  const { checkpoint } = await convex.query(api.auditChain.state, {});
  return checkpoint?.seq ?? 0;
}

/**
 * Signs the newest record, unless that was done within `everyMs` or there is none that is not signed. Answers whether it
 * was done. Of servers that sign at a time one is first, and that is enough.
 */
export async function signHead(
  convex: ConvexCaller,
  signer: AuditSigner,
  { now, everyMs }: { now: number; everyMs: number },
): Promise<boolean> {
  const next = await convex.query(api.auditChain.statement, {});
  if (!next) return false;
  const { lastAt, ...statement } = next;
  // A clock that was set back must not keep the chain unsigned until it comes where it was.
  if (lastAt !== null && Math.abs(now - lastAt) < everyMs) return false;
  try {
    await convex.mutation(api.auditChain.checkpoint, signer.sign({ ...statement, at: now }));
    return true;
  } catch (error) {
    if (error instanceof ConvexError && AppError.safeParse(error.data).data?.code === "conflict")
      return false;
    throw error;
  }
}
