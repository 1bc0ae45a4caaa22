import type { Selection } from "../../../shared/runs-api";
import type { UsersFilter } from "../../../shared/users-api";

/**
 * Which people are picked: some, by ID, or everyone the filter matches, minus exclusions. `anchor` is the row last
 * touched, from which a range with Shift starts. All transitions are pure.
 */
export type Picked = {
  by: "ids" | "filter";
  /** The picked IDs, or in `filter` mode the excluded ones. */
  ids: ReadonlySet<string>;
  anchor: string | null;
};

export const nobody: Picked = { by: "ids", ids: new Set(), anchor: null };
export const everyMatch: Picked = { by: "filter", ids: new Set(), anchor: null };

export const isPicked = (picked: Picked, id: string) => picked.ids.has(id) === (picked.by === "ids");
export const isNobody = (picked: Picked) => picked.by === "ids" && picked.ids.size === 0;

/** Picks or unpicks the given rows; the last becomes the anchor. */
export function pick(picked: Picked, ids: readonly string[], on: boolean): Picked {
  const next = new Set(picked.ids);
  for (const id of ids) {
    if (on === (picked.by === "ids")) next.add(id);
    else next.delete(id);
  }
  return { ...picked, ids: next, anchor: ids.at(-1) ?? picked.anchor };
}

export const toggle = (picked: Picked, id: string): Picked => pick(picked, [id], !isPicked(picked, id));

/** Everything from the anchor to `id` in the order shown gets the state that `id` would get. */
export function extendTo(picked: Picked, id: string, order: readonly string[]): Picked {
  const from = picked.anchor === null ? -1 : order.indexOf(picked.anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return toggle(picked, id);
  const between = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  const on = picked.anchor !== null && isPicked(picked, picked.anchor);
  return { ...pick(picked, between, on), anchor: id };
}

export type Total = { count: number; exact: boolean };

/** How many are picked, given how many match the filter. */
export const pickedCount = (picked: Picked, total: Total): Total =>
  picked.by === "ids"
    ? { count: picked.ids.size, exact: true }
    : { count: Math.max(0, total.count - picked.ids.size), exact: total.exact };

/** As `runs.create` takes it. */
export const toSelection = (picked: Picked, filter: UsersFilter): Selection =>
  picked.by === "ids"
    ? { by: "ids", linkIds: [...picked.ids] }
    : { by: "filter", filter, except: [...picked.ids] };
