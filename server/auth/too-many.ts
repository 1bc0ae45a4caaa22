import { refusals } from "../../shared/refusals";
import { expected } from "../expected";

/** What there can be too much of: each says when to come again. */
type TooMany =
  | "manyTries"
  | "manyFromNetwork"
  | "manyWrong"
  | "manyBookings"
  | "manyForAddress"
  | "tooManyMails"
  | "tokenCallsTooMany";

export const tooMany = (key: TooMany, waitMs: number) =>
  expected({ code: "too_many", message: refusals[key].replace("{wait}", waitWords(waitMs)) });

/** Fails with `too_many` where there is a wait. */
export function refuseTooMany({ waitMs }: { waitMs: number }, key: TooMany = "manyWrong"): void {
  if (waitMs > 0) throw tooMany(key, waitMs);
}

/** A wait for people, rounded up. */
const waitWords = (ms: number): string =>
  ms < 60_000 ? `${Math.ceil(ms / 1_000)} s` : `${Math.ceil(ms / 60_000)} min`;
