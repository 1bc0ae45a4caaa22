import type { LinkState } from "../../../shared/link-state";
import type { ErrorGroup } from "../../../shared/overview-api";
import { SYNC_ERROR_CODES } from "../../../shared/sync-errors";
import type { QueryCtx } from "../_generated/server";
import { readCounters } from "./counters";
import type { LinkRow } from "./linkRow";

/** States in which an error keeps people: they are counted by its class too. */
export const erringStates = ["failed", "pending"] as const satisfies readonly LinkState[];
type ErringState = (typeof erringStates)[number];
const isErring = (state: LinkState): state is ErringState =>
  (erringStates as readonly LinkState[]).includes(state);

type Counted = Pick<LinkRow, "state"> & { errorCode?: string | undefined };
export type Marked = Counted & { countedByError?: true | undefined };

/**
 * What a row is marked with when it is written: that its error counts too. Rows of an older version were counted by
 * their state alone, and may be in such a state without the mark.
 */
export const errorMarkOf = ({ state, errorCode }: Counted) => ({
  countedByError: isErring(state) && errorCode !== undefined ? (true as const) : undefined,
});

/** The counters that count a row so marked. */
export function countersOf({ state, errorCode, countedByError }: Marked): string[] {
  const ofState = `links:${state}`;
  return countedByError && isErring(state) ? [ofState, `${errorsOf(state)}${errorCode}`] : [ofState];
}

const errorsOf = (state: ErringState) => `errors:${state}:`;

/** People in a state by the class of the error that keeps them there, the most frequent first. */
export async function errorGroups(ctx: QueryCtx, state: ErringState): Promise<ErrorGroup[]> {
  const counts = await readCounters(ctx, errorsOf(state), SYNC_ERROR_CODES.length);
  const codes = SYNC_ERROR_CODES.filter((code) => (counts.get(code) ?? 0) > 0);
  const groups = await Promise.all(
    codes.map(async (code) => ({
      ...{ code, count: counts.get(code) ?? 0 },
      oldestAt: await oldestWith(ctx, state, code),
    })),
  );
  return groups.sort((one, other) => other.count - one.count);
}

/** Since when the one has been in this state who has been in it the longest; `null` while nobody is. */
export async function oldestIn(ctx: QueryCtx, state: LinkState): Promise<number | null> {
  const codes = mayErr(state) ? [undefined, ...SYNC_ERROR_CODES] : [undefined];
  const oldest = await Promise.all(codes.map((code) => oldestWith(ctx, state, code)));
  const known = oldest.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

/** In the other states a row shows no job that has met an error. */
const mayErr = (state: LinkState) => isErring(state) || state === "deleted";

/** Of rows of an older version it is only known that it was not later than their last change. */
async function oldestWith(ctx: QueryCtx, state: LinkState, code: string | undefined): Promise<number | null> {
  const oldest = await ctx.db
    .query("links")
    .withIndex("by_state_errorCode_stateSince", (q) => q.eq("state", state).eq("errorCode", code))
    .first();
  return oldest && (oldest.stateSince ?? oldest.updatedAt);
}
