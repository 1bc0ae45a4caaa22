import { setTimeout as sleep } from "node:timers/promises";
import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Logger } from "../log";
import { Alarm } from "../sync/alarm";
import { announce, signHead } from "./chain";
import type { AuditSigner } from "./checkpoints";

/** How often events are looked for that have no place in the chain yet, in ms. */
const LOOK_EVERY_MS = 5_000;
/** How often the chain is signed, in ms, as long as something happens. */
const SIGN_EVERY_MS = 60 * 60_000;
/** Rest after a batch, as a multiple of the time it took: what people wait for goes before what is sealed. */
const REST = 3;

/** Sees to the chain of the audit for as long as this server runs. Several servers may do so at a time. */
export interface AuditKeeper {
  start(): void;
  /** When nothing waited for its place any more, by this process's own clock (`performance.now`); null before. */
  caughtUpAt(): number | null;
  /** Ends after a last checkpoint, so that nobody can edit unseen what happened before while the server is away. */
  stop(): Promise<void>;
}

export function keepAudit(deps: {
  convex: Convex;
  signer: AuditSigner;
  log: Logger;
  now?: () => number;
}): AuditKeeper {
  const { signer, log, now = Date.now } = deps;
  const convex = deps.convex.as(systemActor);
  const alarm = new Alarm();
  let loop: Promise<void> | null = null;
  let announced = false;
  let stopped = false;
  let caughtUpAt: number | null = null;

  async function look(): Promise<void> {
    if (!announced) {
      await announce(convex, signer);
      announced = true;
      log.info({ keyId: signer.keyId }, "checkpoints of the audit are signed by this key");
    }
    await sealSettled();
    await signHead(convex, signer, { now: now(), everyMs: SIGN_EVERY_MS });
  }

  async function sealSettled(): Promise<void> {
    let isMore = true;
    while (isMore && !stopped) {
      const began = performance.now();
      ({ isMore } = await convex.mutation(api.auditChain.seal, {}));
      if (isMore) await sleep(REST * (performance.now() - began));
      else caughtUpAt = performance.now();
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      alarm.set();
      await look().catch(warn);
      if (!stopped) await alarm.ringsWithin(LOOK_EVERY_MS);
    }
  }

  /** A batch at most: who ends a server that is far behind does not wait for it. */
  async function finish(): Promise<void> {
    await convex.mutation(api.auditChain.seal, { all: true });
    await signHead(convex, signer, { now: now(), everyMs: 0 });
  }

  const warn = (error: unknown) => {
    const reason = error instanceof Error ? error.name : typeof error;
    log.warn({ reason }, "the audit could not be sealed; it is tried again");
  };

  return {
    caughtUpAt: () => caughtUpAt,
    start: () => void (loop ??= run()),
    stop: async () => {
      stopped = true;
      alarm.ring();
      if (!loop) return;
      await loop;
      await finish().catch(warn);
    },
  };
}
