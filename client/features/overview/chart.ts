import type { Overview } from "../../../shared/overview-api";
import { layers as webhookLayers, sumOf } from "../webhooks/watching/layers";
import { t } from "./words";

/** Counts over time, oldest first, empty buckets too. */
export type Series<Counts> = { bucketMs: number; buckets: ReadonlyArray<{ at: number; counts: Counts }> };

/** What a bar is made of, from the bottom up. `look` is a pattern too where a colour alone would tell it. */
type Layer<Counts> = { name: string; look: string; count: (counts: Counts) => number };
export type Chart<Counts> = { title: string; layers: ReadonlyArray<Layer<Counts>> };

export const countIn = <Counts>({ count }: Layer<Counts>, counts: Counts) => count(counts);
export const totalIn = <Counts>({ layers }: Chart<Counts>, counts: Counts) =>
  layers.reduce((sum, layer) => sum + layer.count(counts), 0);

export const syncChart: Chart<Overview["sync"]["totals"]> = {
  title: t("attempts"),
  layers: [
    { name: t("succeeded"), look: "bg-ok/70", count: ({ succeeded }) => succeeded },
    { name: t("failedAttempts"), look: "hatched-bad", count: ({ failed }) => failed },
  ],
};

export const webhooksChart: Chart<Overview["webhooks"]["totals"]> = {
  title: t("webhooks"),
  layers: webhookLayers.map(({ name, outcomes, look }) => ({
    ...{ name, look },
    count: (counts) => sumOf(counts, outcomes),
  })),
};
