import type { Database } from "../store/database";
import type { Chaos } from "./chaos";
import { emailOfEvent } from "./person";
import { strikesWebhooks } from "./settings";

/** What a drill does to one attempt to deliver an event. */
export interface Strike {
  /** It is never sent, and nothing follows. */
  lost: boolean;
  /** It is sent twice. */
  twice: boolean;
  /** It is held back until another of the same person has overtaken it, for so long at most; null when it is not. */
  holdMs: number | null;
  /** How wrong the clock of its signature is. */
  skewMs: number;
}

const UNHARMED: Strike = { lost: false, twice: false, holdMs: null, skewMs: 0 };

/** Draws the lots for one attempt; the event's person is read only while there is a drill. */
export function strikeOf(db: Database, chaos: Chaos, body: string): Strike {
  const faults = chaos.draw(strikesWebhooks, () => emailOfEvent(db, body));
  if (faults.length === 0) return UNHARMED;
  const of = (mode: (typeof faults)[number]["mode"]) => faults.find((fault) => fault.mode === mode);
  const held = of("webhook_out_of_order");
  return {
    lost: of("webhook_lost") !== undefined,
    twice: of("webhook_duplicate") !== undefined,
    holdMs: held ? held.holdS * 1000 : null,
    skewMs: (of("webhook_clock_skew")?.skewS ?? 0) * 1000,
  };
}
