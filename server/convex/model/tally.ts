import type { PlannedKind } from "../../../shared/runs-api";

type Entry = Omit<PlannedKind, "count">;

/** How many people get which change, or none and why. */
export class Tally {
  private readonly counts = new Map<string, PlannedKind>();

  add(entry: Entry, count: number): void {
    if (count <= 0) return;
    const key = keyOf(entry);
    this.counts.set(key, { ...entry, count: (this.counts.get(key)?.count ?? 0) + count });
  }

  addAll(other: Tally): void {
    for (const { count, ...entry } of other.counts.values()) this.add(entry, count);
  }

  get total(): number {
    return this.kinds().reduce((sum, { count }) => sum + count, 0);
  }

  /** Takes away whom `other` holds, as far as they are here. */
  subtract(other: Tally): void {
    for (const [key, { count }] of other.counts) {
      const mine = this.counts.get(key);
      if (!mine) continue;
      if (mine.count > count) this.counts.set(key, { ...mine, count: mine.count - count });
      else this.counts.delete(key);
    }
  }

  /** Makes it `total` people in the same proportions; what rounding leaves over goes to the largest. */
  scaleTo(total: number): void {
    const kinds = this.kinds();
    const read = this.total;
    if (read === 0 || read === total) return;
    let left = total;
    for (const kind of kinds.toReversed()) {
      const share = kind === kinds[0] ? left : Math.floor((kind.count * total) / read);
      left -= share;
      if (share > 0) this.counts.set(keyOf(kind), { ...kind, count: share });
      else this.counts.delete(keyOf(kind));
    }
  }

  /** The largest first. */
  kinds(): PlannedKind[] {
    return [...this.counts.values()].sort((a, b) => b.count - a.count || (keyOf(a) < keyOf(b) ? -1 : 1));
  }
}

const keyOf = ({ kind, why }: Entry): string => `${kind}:${why ?? ""}`;
