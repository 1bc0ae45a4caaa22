import type { Delivery } from "./deliveries";

/**
 * Which deliveries a drill holds back so that the next one of the same person overtakes them: one of each person at a
 * time. In memory alone: after a restart they are due as ever.
 */
export class HeldBack {
  private readonly held = new Map<string, Delivery>();
  /** Overtaken, or out of patience: not held a second time. */
  private readonly letGo = new Set<number>();

  /** Whether this attempt has to wait, if a drill wants it to. One that is asked about again has waited long enough. */
  holds(delivery: Delivery, wanted: boolean): boolean {
    const key = keyOf(delivery);
    const other = this.held.get(key);
    if (other?.pk === delivery.pk) this.held.delete(key);
    const waited = this.letGo.delete(delivery.pk);
    if (!wanted || waited || other) return false;
    this.held.set(key, delivery);
    return true;
  }

  /** The one that this one has overtaken, if any: it may go now. */
  overtakenBy(delivery: Delivery): Delivery | undefined {
    const key = keyOf(delivery);
    const other = this.held.get(key);
    if (!other || other.pk === delivery.pk) return undefined;
    this.held.delete(key);
    this.letGo.add(other.pk);
    return other;
  }
}

const keyOf = ({ endpointUrl, person }: Delivery) => `${endpointUrl} ${person ?? ""}`;
