import type { Overview } from "../../../shared/overview-api";
import type { Chart } from "../../ui/chart/chart";
import { layers } from "../webhooks/watching/layers";
import { t } from "./words";

export const syncChart: Chart<Overview["sync"]["totals"]> = {
  title: t("attempts"),
  layers: [
    { name: t("succeeded"), look: "bg-ok/70", count: ({ succeeded }) => succeeded },
    { name: t("failedAttempts"), look: "hatched-bad", count: ({ failed }) => failed },
  ],
};

export const webhooksChart: Chart<Overview["webhooks"]["totals"]> = { title: t("webhooks"), layers };
