import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Logger } from "../log";
import type { Seal } from "./sealing";

/**
 * Seals by the key in use what an older one has sealed, so that the older may go. Codes that come meanwhile are judged all
 * the same, by every server that has both. Says in the log what it has found.
 */
export async function sealAnew(deps: { convex: Convex; seal: Seal; log: Logger }): Promise<void> {
  const convex = deps.convex.as(systemActor);
  const found = { anew: 0, unknown: 0 };
  let cursor: string | null = null;
  do {
    const page: Page = await convex.query(api.operatorFactors.sealed, { cursor });
    for (const factor of page.factors) {
      if (!deps.seal.isOld(factor.sealedSecret)) continue;
      const to = resealed(deps.seal, factor);
      if (to === null) found.unknown++;
      else if (await convex.mutation(api.operatorFactors.sealAnew, { ...factor, to })) found.anew++;
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  if (found.anew > 0) deps.log.info(found, "second factors were sealed anew; the older sealing key may go");
  if (found.unknown > 0) {
    deps.log.warn(found, "second factors are sealed by a key that is not in TANDEM_SEALING_KEY");
  }
}

type Factor = { operatorId: string; sealedSecret: string };
type Page = { factors: Factor[]; nextCursor: string | null };

/** `null`: the key that has sealed it is not here. */
function resealed(seal: Seal, { operatorId, sealedSecret }: Factor): string | null {
  try {
    return seal.seal(seal.open(sealedSecret, operatorId), operatorId);
  } catch {
    return null;
  }
}
