import type { Fault } from "../chaos/settings";

/** What a fault is called, and what it does to whoever calls or is called. */
export const FAULT_WORDS: Record<Fault["mode"], readonly [name: string, does: string]> = {
  down: ["Down", "breaks the connection without an answer"],
  slow: ["Slow", "answers, but late"],
  rate_limited: ["429", "says that there were too many requests, and when to come back"],
  error: ["500", "says that something went wrong inside"],
  wrong_json: ["Wrong JSON", "answers 200 with JSON that nobody promised"],
  garbage: ["HTML", "answers 200 with the page of a proxy"],
  refuse: ["Refused", "answers 200 and says that it did not work"],
  unauthorized: ["401", "says that the key is not valid"],
  webhook_duplicate: ["Duplicates", "sends each webhook twice"],
  webhook_out_of_order: ["Out of order", "lets the next webhook of a person overtake this one"],
  webhook_lost: ["Lost", "sends no webhook, and does not try again"],
  webhook_clock_skew: ["Wrong clock", "signs webhooks with a clock that is wrong"],
};
