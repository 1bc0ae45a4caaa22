import { webhookOutcomes, type WebhookHistogram, type WebhookOutcome } from "../../../../shared/webhooks-api";
import type { Chart, Layer } from "../../../ui/chart/chart";
import { outcomeWord } from "../outcomes";
import { t } from "./words";

type Counts = WebhookHistogram["totals"];

const layer = (name: string, look: string, ...outcomes: WebhookOutcome[]): Layer<Counts> => ({
  ...{ name, look },
  count: (counts) => outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0),
});

/**
 * What a bar is made of, from the bottom up. What changed nothing because nothing had to change is one quiet layer; what
 * was refused is hatched, so that it is told from failures without colours.
 */
export const layers = [
  layer(t("applied"), "bg-ok/70", "applied"),
  layer(t("nothingToDo"), "bg-fg-3/45", "duplicate", "stale", "ignored"),
  layer(t("unmatched"), "bg-warn/80", "unmatched"),
  layer(t("failed"), "bg-bad", "failed"),
  layer(t("rejected"), "hatched-bad", "rejected"),
];
export const requestsChart: Chart<Counts> = { title: t("requests"), layers };
/** For the table, which has room for every outcome. */
export const outcomesChart: Chart<Counts> = {
  title: t("requests"),
  layers: webhookOutcomes.map((outcome) => layer(outcomeWord(outcome), "", outcome)),
};
