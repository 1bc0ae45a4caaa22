import type { DatabaseReader } from "../_generated/server";
import type { PersonPlace, Table } from "./personPlace";
import { placesOfAudit } from "./placesOfAudit";
import { placesOfBooking } from "./placesOfBooking";
import { placesOfGuesses } from "./placesOfGuesses";
import { placesOfJoin } from "./placesOfJoin";
import { placesOfMail } from "./placesOfMail";
import { placesOfMember } from "./placesOfMember";
import { placesOfTold } from "./placesOfTold";
import { placesOfWebhooks } from "./placesOfWebhooks";
import { placesOfWords } from "./placesOfWords";
import { placesOfWork } from "./placesOfWork";
import type { WholePerson } from "./wholePerson";

/**
 * Where something is known of a person. Every table of the schema is either here or in `tellsOfNobody`: one that is added
 * does not compile until somebody has decided.
 */
const places = [
  // First: it tells how the person was known before.
  ...placesOfAudit,
  ...placesOfMember,
  ...placesOfGuesses,
  ...placesOfMail,
  ...placesOfBooking,
  ...placesOfJoin,
  ...placesOfWebhooks,
  ...placesOfWords,
  // Late: what is refused to somebody deleted may still have been asked for meanwhile.
  ...placesOfWork,
  // Last: the runs and replays that are told of there are found on the way, and their ranges come with them.
  ...placesOfTold,
] as const;
type Placed = (typeof places)[number]["table"];

/** Tables whose rows are reached from another one of the person's. */
type Inside = "syncAttempts" | "runItems" | "runCauses";

/** Why nothing of a person is to be looked for in the other tables. */
export const tellsOfNobody: Record<Exclude<Table, Placed | Inside>, string> = {
  syncBuckets: "counts of attempts",
  lanes: "whether the backend refuses Tandem",
  webhookBeats: "times",
  webhookBuckets: "counts of requests",
  webhookTypes: "counts of requests",
  webhookUpkeep: "how far the upkeep is",
  sweepIds: "CRM contact IDs, deleted with the sweep",
  counters: "counts",
  rateLimits: "hashes of addresses, forgotten after a day",
  settings: "how the desk works",
  auditCheckpoints: "hashes and signatures",
  auditKeys: "public keys",
  auditRefusals: "counts of what operators were refused",
  operators: "the people at the desk",
  operatorSessions: "the people at the desk",
  operatorInvites: "the people at the desk",
  operatorFactors: "the people at the desk",
  operatorIdentities: "the people at the desk",
  operatorResets: "the people at the desk",
  operatorPreferences: "the people at the desk",
  apiTokens: "the people at the desk",
  purges: "the purge itself: deleted with its last step",
  purgedIds: "keyed hashes of IDs",
  purgeKeys: "the key of those hashes",
};

/** A range of one table, by its number among all of the person's. */
export type PersonRange = { place: PersonPlace; range: number };

/** All ranges of a person, in the order of the walk. */
export const rangesOf = (db: DatabaseReader, person: WholePerson): PersonRange[] =>
  (places as readonly PersonPlace[]).flatMap((place) =>
    Array.from({ length: place.count(db, person) }, (_, range) => ({ place, range })),
  );

/** The first range from `from` on that holds anything, of those that are `wanted`; `null` at the end. */
export async function nextRange(
  db: DatabaseReader,
  person: WholePerson,
  from: number,
  wanted: (place: PersonPlace) => boolean = () => true,
): Promise<(PersonRange & { number: number }) | null> {
  const ranges = rangesOf(db, person);
  for (let number = from; number < ranges.length; number++) {
    const found = ranges[number];
    if (found && wanted(found.place) && !(await found.place.isEmpty(db, person, found.range)))
      return { ...found, number };
  }
  return null;
}

/** The first range that is searched for words. What is learnt before it, was learnt in time. */
export const firstSearched = (db: DatabaseReader, person: WholePerson): number => places[0].count(db, person);
