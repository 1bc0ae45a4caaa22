import type { FunctionReturnType } from "convex/server";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import type { Work } from "./work";

type Place = FunctionReturnType<typeof api.jobs.look>["due"][number];

/** How old a look at the queue may be, in ms, while there is known work: live jobs of other servers are seen this late. */
const LOOK_MS = 500;
/** The same while there is none: a look costs as much as booking a job. */
const LOOK_AGAIN_MS = 50;
/** Jobs one claim may take. */
const MOST_CLAIMED = 50;

/** Takes jobs out of the queue, live ones first: looks where some are due, then claims place by place. */
export class Intake {
  #due: Place[] = [];
  #lookedAt = -Infinity;
  #isToLook = true;
  #nextDueInMs: number | null = null;

  constructor(
    private readonly convex: ConvexCaller,
    private readonly claim: { worker: string; leaseMs: number | undefined },
  ) {}

  /** In how many ms there is more to do, as far as the last look knows; null when nothing is open. */
  get nextDueInMs(): number | null {
    if (this.#due.length > 0) return 0;
    return this.#nextDueInMs === null ? null : this.#nextDueInMs - (Date.now() - this.#lookedAt);
  }

  /** Somebody says that there may be more: the next `take` looks, and one under way leaves other bulk work to it. */
  lookAgain(): void {
    this.#isToLook = true;
  }

  /** Up to `free` jobs, of which up to `bulk` from the bulk lane. */
  async take(free: number, bulk: number): Promise<Work[]> {
    const age = Date.now() - this.#lookedAt;
    if (this.#isToLook || age > (this.#due.length > 0 ? LOOK_MS : LOOK_AGAIN_MS)) await this.#look();
    const taken: Work[] = [];
    for (const place of [...this.#due]) {
      if (place.lane === "bulk" && this.#isToLook && taken.length > 0) break;
      const limit = (place.lane === "bulk" ? bulk : free) - taken.length;
      if (limit <= 0) continue;
      try {
        taken.push(...(await this.#claim(place, limit)));
      } catch (error) {
        // What was taken already is held, and must be begun.
        if (taken.length === 0) throw error;
        break;
      }
    }
    return taken;
  }

  async #claim(place: Place, limit: number): Promise<Work[]> {
    const { worker, leaseMs } = this.claim;
    const asked = { worker, leaseMs, limit: Math.min(limit, MOST_CLAIMED), places: [place] };
    const jobs = await this.convex.mutation(api.jobs.claim, asked);
    if (jobs.length < asked.limit) this.#due = this.#due.filter((other) => other !== place);
    return jobs.map((job) => ({ ...job, clockAheadMs: job.claimedAt - Date.now() }));
  }

  /** The shards of a lane in any order, so that several servers begin in different ones. */
  async #look(): Promise<void> {
    this.#isToLook = false;
    const { due, nextDueInMs } = await this.convex.query(api.jobs.look, {});
    const mixed = due.map((place) => ({ place, at: (place.lane === "live" ? 0 : 1) + Math.random() }));
    this.#due = mixed.sort((a, b) => a.at - b.at).map(({ place }) => place);
    this.#nextDueInMs = nextDueInMs;
    this.#lookedAt = Date.now();
  }
}
