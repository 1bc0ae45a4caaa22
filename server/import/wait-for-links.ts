import { setTimeout as sleep } from "node:timers/promises";
import type { ConvexCaller } from "../convex-client";
import { api } from "../convex/_generated/api";

/** How often to look, in ms. */
const LOOK_EVERY_MS = 100;

/**
 * Waits until no scheduled step of the join is left: an import that meets a crowd (an office's shared e-mail) goes
 * on in the store after its last mutation, and counts read before its end would be wrong.
 */
export async function waitForLinks(convex: ConvexCaller, signal?: AbortSignal): Promise<void> {
  while (await convex.query(api.settling.linksPending, {})) await sleep(LOOK_EVERY_MS, undefined, { signal });
}
