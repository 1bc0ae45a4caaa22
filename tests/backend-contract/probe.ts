import { randomUUID } from "node:crypto";
import { NotChecked } from "./check";
import type { WebhookListener } from "./listener";
import type { MadePeople } from "./made-people";
import type { Answer, Request, Wire } from "./wire";

/** What the checks work with: the backend, what was found of it so far, and who was made there. */
export class Probe {
  private readonly found = new Map<string, Promise<unknown>>();

  constructor(
    readonly wire: Wire,
    readonly people: MadePeople,
    /** Null when no webhooks can be received. */
    readonly webhooks: WebhookListener | null,
    /** The event whose places may be booked; null books nothing. */
    readonly eventId: string | null,
  ) {}

  ask(request: Request): Promise<Answer> {
    return this.wire.ask(request);
  }

  get(path: string, query?: Record<string, string | number>): Promise<Answer> {
    return this.ask({ method: "GET", path, ...(query ? { query } : {}) });
  }

  /** Every POST carries a key of its own, unless it repeats another. */
  post(path: string, body: unknown, idempotencyKey: string = randomUUID()): Promise<Answer> {
    return this.ask({ method: "POST", path, body, idempotencyKey });
  }

  /**
   * What several checks need, found by the first of them. That one tells what is wrong with it, and the others that they
   * could not be made without it. `what` says it in words: "a page of contacts".
   */
  async once<T>(what: string, find: () => Promise<T>): Promise<T> {
    const known = this.found.get(what) as Promise<T> | undefined;
    if (known)
      return known.catch((error: unknown) => {
        throw error instanceof NotChecked
          ? error
          : new NotChecked(`it needs ${what}, which could not be had`);
      });
    const finding = find();
    this.found.set(what, finding);
    return finding;
  }
}
