import { healthSays } from "../shared/health-sentences";
import { say } from "../shared/sentence";
import type { Health } from "../shared/health-api";
import { type Convex, systemActor } from "./convex-client";
import { api } from "./convex/_generated/api";
import { type Crm, isCrmError } from "./crm/port";
import type { Gate } from "./sync/gate/gate";
import type { SilenceWatch } from "./webhooks/silence-watch";

/** How long the answer of the backend is believed, in ms: everyone at the desk asks, and it has a rate limit. */
const BACKEND_CACHE_MS = 5_000;

/** A backend that takes longer than this to say hello is as good as down, in ms. */
const PING_TIMEOUT_MS = 3_000;

type Status = Health["store"]["status"];
type Dot = Health["store"];

/** Whether the two sides can be reached, how much waits, and what the gate lets through. */
export type HealthMonitor = {
  read(): Promise<Health>;
  /** Whether this server can serve: the store answers. */
  ready(): Promise<boolean>;
};

export function createHealthMonitor(options: {
  convex: Convex;
  crm: Crm;
  gate: Gate;
  silence: Pick<SilenceWatch, "current">;
  now?: () => number;
}): HealthMonitor {
  const { convex, crm, gate, silence, now = Date.now } = options;
  const store = new Memory(now);
  const backend = new Memory(now);
  let lastPing: { at: number; result: Promise<Dot> } | null = null;

  const askStore = async (): Promise<Pick<Health, "store" | "queue" | "lane">> => {
    const tandem = convex.as(systemActor);
    try {
      const [queue, lane] = await Promise.all([
        tandem.query(api.jobs.queueHealth, {}),
        tandem.query(api.settings.lane, {}),
      ]);
      return { store: store.note("ok", healthSays.answers), queue, lane };
    } catch {
      return {
        store: store.note("failing", healthSays.storeSilent),
        queue: { open: 0, oldestWaitingAt: null },
        lane: null,
      };
    }
  };
  const ping = async (): Promise<Dot> => {
    try {
      const { durationMs } = await crm.ping({ timeoutMs: PING_TIMEOUT_MS });
      return backend.note("ok", say(healthSays.answersIn, { ms: Math.round(durationMs) }));
    } catch (error) {
      return backend.note(isWaitAsked(error) ? "unknown" : "failing", reasonOf(error));
    }
  };
  const askBackend = (): Promise<Dot> => {
    if (!lastPing || now() - lastPing.at >= BACKEND_CACHE_MS) lastPing = { at: now(), result: ping() };
    return lastPing.result;
  };

  return {
    async read() {
      const [stored, dot] = await Promise.all([askStore(), askBackend()]);
      return { ...stored, backend: dot, gate: gate.state(), silence: silence.current() };
    },
    ready: async () => (await askStore()).store.status === "ok",
  };
}

/** Remembers since when one of the two has been as it is. */
class Memory {
  #status: Status = "unknown";
  #since: number | null = null;

  constructor(private readonly now: () => number) {}

  note(status: Status, detail: string): Dot {
    if (status !== this.#status) this.#since = this.now();
    this.#status = status;
    return { status, detail, since: this.#since };
  }
}

/** A `CrmError` says it in words for people; anything else is kept to itself. */
const reasonOf = (error: unknown): string => (isCrmError(error) ? error.message : healthSays.silent);

/** A backend that wants to be left alone for a while was not asked, and is not known to fail. */
const isWaitAsked = (error: unknown): boolean =>
  isCrmError(error) && error.heldBack === true && error.code === "rate_limited";
