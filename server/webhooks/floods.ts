import type { FunctionArgs } from "convex/server";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import type { Logger } from "../log";
import type { TooMany } from "./strangers";

type Arrival = FunctionArgs<typeof api.webhooks.reject>["arrival"];

type Flood = {
  /** The row that stands for all of them; null when it could not be written. */
  row: Promise<FunctionReturn | null>;
  /** Not counted in the store yet. */
  more: number;
  end: NodeJS.Timeout;
};
type FunctionReturn = FunctionArgs<typeof api.webhooks.countRefusals>["attempt"];

/** Refused requests beyond the limit: one row per source and window, and at its end how many it stands for. */
export class Floods {
  private readonly under = new Map<string, Flood>();

  constructor(private readonly deps: { caller: ConvexCaller; log: Logger }) {}

  /** Counts one more. Writes at most a row now, and the sum when `waitMs` have passed. */
  note({ source, waitMs }: TooMany, arrival: Arrival): void {
    const flood = this.under.get(source);
    if (flood) {
      flood.more++;
      return;
    }
    this.deps.log.warn({ waitMs }, "too many refused webhooks; more of them are only counted");
    const end = setTimeout(() => void this.finish(source), waitMs);
    end.unref();
    this.under.set(source, { row: this.write(source, arrival), more: 0, end });
  }

  /** Counts what is not counted yet. A server that is killed forgets how many forgeries there were, and no more. */
  async close(): Promise<void> {
    await Promise.all([...this.under.keys()].map((source) => this.finish(source)));
  }

  private async finish(source: string): Promise<void> {
    const flood = this.under.get(source);
    if (!flood) return;
    this.under.delete(source);
    clearTimeout(flood.end);
    const attempt = await flood.row;
    if (!attempt || flood.more === 0) return;
    const counted = this.deps.caller.mutation(api.webhooks.countRefusals, { attempt, more: flood.more });
    await counted.catch((error: unknown) => this.failed(error));
  }

  private write(source: string, arrival: Arrival): Flood["row"] {
    const row = { arrival, source, cause: "rate_limited" as const, body: "" };
    return this.deps.caller.mutation(api.webhooks.reject, row).catch((error: unknown) => this.failed(error));
  }

  private failed(err: unknown): null {
    this.deps.log.warn({ err }, "could not count refused webhooks");
    return null;
  }
}
