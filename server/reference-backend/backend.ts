import { Changes, type Origin } from "./changes";
import type { Clock } from "./clock";
import type { StoredAnswer } from "./store/answers";
import { findAnswer, storeAnswer } from "./store/answers";
import type { Database } from "./store/database";
import type { CallOptions } from "./webhooks/call";
import type { EventOutbox } from "./webhooks/events";

/** What the routes work with. */
export interface Backend {
  db: Database;
  clock: Clock;
  events: EventOutbox;
  /** How webhooks are called, for a test that somebody asks for. */
  calls: CallOptions;
  /** Whether the API takes endpoints that are not public. */
  allowPrivateEndpoints: boolean;
  organizationName: string;
  /** Makes the senders look into their outboxes; `write` does it after every commit. */
  nudge(): void;
}

/** Runs `work` in one transaction with its events, then lets the senders look. Throwing undoes everything. */
export function write<T>(backend: Backend, origin: Origin, work: (changes: Changes) => T): T {
  const result = backend.db.transaction(() => {
    const changes = new Changes(backend.db, backend.clock.now(), backend.events, origin);
    const done = work(changes);
    changes.flush();
    return done;
  });
  backend.nudge();
  return result;
}

/** The answer, and whether it was given before under the same key. */
export type KeyedAnswer = StoredAnswer & { replayed: boolean };

/**
 * `write` whose answer is remembered under an idempotency key: the second request with the key gets the first
 * one's answer and does nothing. Requests are handled one after another, so one that arrives while the first is
 * at work waits for it. The key alone says what is meant: callers build the body of a repeated job anew, and somebody
 * may have changed their phone in between. Refusals (throws) are not remembered: a mended request may use the key again.
 */
export function writeOnce(
  backend: Backend,
  origin: Origin,
  key: string | undefined,
  work: (changes: Changes) => StoredAnswer,
): KeyedAnswer {
  return write(backend, origin, (changes) => {
    const known = key === undefined ? undefined : findAnswer(backend.db, key);
    if (known) return { ...known, replayed: true };
    const answer = work(changes);
    if (key !== undefined && !answer.forget) storeAnswer(backend.db, key, answer, changes.now);
    return { ...answer, replayed: false };
  });
}
