import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { both, countsOf, nothingCounted, type BucketCounts } from "./bucketCounts";
import { cover, type Piece } from "./bucketCover";
import { bucketsOf } from "./webhookBuckets";
import type { Fact } from "./webhookFacts";
import { arrivalsFound, newestAbout } from "./webhookFilter";
import type { WebhookFilter } from "./webhookFilterArgs";
import { typeTotals } from "./webhookTypes";

/** Rows of the log counted one by one: as many as are counted in some milliseconds. */
const MOST_COUNTED = 200;

/** What was counted, and whether that is all: otherwise there is at least so much. */
export type Counted = { counted: BucketCounts; exact: boolean };

/** What the log is narrowed to but for outcome, type and cause: those are told apart in what is counted. */
export type Narrowed = Pick<WebhookFilter, "person" | "eventId" | "from" | "to">;

/** Whether only the rows themselves know what belongs to it. */
export const isByRow = ({ person, eventId }: Narrowed): boolean =>
  person !== undefined || eventId !== undefined;

/** Counts what is in the log, by what was counted when it came wherever that is known. */
export async function countArrivals(ctx: QueryCtx, narrowed: Narrowed): Promise<Counted> {
  const { from = 0, to } = narrowed;
  if (isByRow(narrowed)) return countByRow(ctx, narrowed);
  if (narrowed.from === undefined && to === undefined) return countEverything(ctx);
  const { pieces, rest } = cover({ from, to: to ?? Infinity }, Date.now());
  const counted = [
    ...(await Promise.all(pieces.map((piece) => countPiece(ctx, piece)))),
    ...(await Promise.all(rest.map((span) => countByRow(ctx, span)))),
  ];
  return counted.reduce(together, { counted: nothingCounted, exact: true });
}

const together = (one: Counted, other: Counted): Counted => ({
  counted: both(one.counted, other.counted),
  exact: one.exact && other.exact,
});

async function countEverything(ctx: QueryCtx): Promise<Counted> {
  const { types, all, refused } = await typeTotals(ctx);
  return { counted: { counts: all, types: [...types, { type: "", counts: refused }] }, exact: true };
}

async function countPiece(ctx: QueryCtx, piece: Piece): Promise<Counted> {
  const { found, exact } = await bucketsOf(ctx, piece);
  return { counted: [...found.values()].reduce(both, nothingCounted), exact };
}

async function countByRow(ctx: QueryCtx, narrowed: Narrowed): Promise<Counted> {
  const { facts, exact } = await newestFacts(ctx, narrowed);
  return { counted: countsOf(facts), exact };
}

/** The newest of what is in the log, row by row. `exact`: these are all. */
export async function newestFacts(
  ctx: QueryCtx,
  narrowed: Narrowed,
): Promise<{ facts: Fact[]; exact: boolean }> {
  const rows = await newestRows(ctx, narrowed, MOST_COUNTED + 1);
  const facts = rows.slice(0, MOST_COUNTED).map(factOf);
  return { facts, exact: rows.length <= MOST_COUNTED };
}

async function newestRows(ctx: QueryCtx, narrowed: Narrowed, limit: number) {
  const { person, eventId, from, to } = narrowed;
  if (person !== undefined && eventId === undefined) return newestAbout(ctx, person, { from, to }, limit);
  const found = await arrivalsFound(ctx, { person, eventId, from, to });
  return found ? found.take(limit) : [];
}

const factOf = ({ receivedAt, outcome, cause, type, requests = 1 }: Doc<"webhookAttempts">): Fact => ({
  ...{ at: receivedAt, outcome, cause, type, times: requests },
});
