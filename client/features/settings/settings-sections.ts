import type { SettingPath } from "../../../shared/settings-api";

type Section = { title: string; intro: string; paths: SettingPath[] };

/** The settings as the screen shows them. */
export const sections: Section[] = [
  {
    title: "Backend gate",
    intro:
      "How hard Tandem leans on the backend, and when it leaves it alone. Each Tandem server keeps to it by itself.",
    paths: [
      "gate.ratePerMinute",
      "gate.burst",
      "gate.concurrency",
      "gate.breaker.failures",
      "gate.breaker.coolDownMs",
      "gate.breaker.longestCoolDownMs",
    ],
  },
  {
    title: "Reconcile",
    intro: "When sweeps begin by themselves, and how long a silence of the backend is worth an alarm.",
    paths: [
      "reconcile.changesEveryMinutes",
      "reconcile.hotEveryMinutes",
      "reconcile.fullDailyAt",
      "reconcile.silenceMinHours",
    ],
  },
  {
    title: "Webhooks",
    intro: "How long the content of webhooks is kept, and what of it is never kept at all.",
    paths: ["webhooks.keepContentDays", "webhooks.redactFields"],
  },
];
