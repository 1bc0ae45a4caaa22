import { v, type Infer } from "convex/values";
import { linkStates } from "../../../shared/link-state";
import { userStatuses } from "../../../shared/users-list";

/** A validator for a fixed list of words, so that each list is written once, in shared/. */
export const oneOf = <const T extends string>(words: readonly T[]) =>
  v.union(...words.map((word) => v.literal(word)));

/** The filter of `users.list`. */
export const filterArgs = {
  query: v.optional(v.string()),
  states: v.optional(v.array(oneOf(linkStates))),
  statuses: v.optional(v.array(oneOf(userStatuses))),
  errorCodes: v.optional(v.array(v.string())),
  createdFrom: v.optional(v.number()),
  createdTo: v.optional(v.number()),
  changedFrom: v.optional(v.number()),
  changedTo: v.optional(v.number()),
};
export const filterObject = v.object(filterArgs);

/** Rows picked one by one, or everything that a filter matches, minus exclusions. */
export const selectionArgs = v.union(
  v.object({ by: v.literal("ids"), linkIds: v.array(v.string()) }),
  v.object({ by: v.literal("filter"), filter: filterObject, except: v.array(v.string()) }),
);
export type Picked = Infer<typeof selectionArgs>;

/** What can be planned: what was picked, or everybody who failed in a run. */
export const plannableArgs = v.union(selectionArgs, v.object({ by: v.literal("failed"), runId: v.string() }));
export type Plannable = Infer<typeof plannableArgs>;
