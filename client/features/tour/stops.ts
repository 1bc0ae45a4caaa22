import type { DemoChapter, DemoView } from "../../../shared/demo-api";
import { t } from "./words";

/** What the tour says of a chapter, and the screen where it can be seen. */
type Stop = { title: string; text: string; link: string; to: string };

/** In the order in which they are told. */
export const stops: ReadonlyArray<{ chapter: DemoChapter; at: (demo: DemoView) => Stop }> = [
  {
    chapter: "morning",
    at: () => ({ title: t("morning"), text: t("morningText"), link: t("morningLink"), to: "/users" }),
  },
  {
    chapter: "outage",
    at: ({ pending }) => ({
      ...{ title: t("outage"), text: t("outageText", { pending }) },
      ...{ link: t("outageLink"), to: "/users?state=pending" },
    }),
  },
  {
    chapter: "recovery",
    at: ({ failed }) => ({
      ...{ title: t("recovery"), text: t("recoveryText", { failed }) },
      ...{ link: t("recoveryLink"), to: "/overview" },
    }),
  },
  {
    chapter: "retry",
    at: ({ failed }) => ({
      ...{ title: t("retry"), text: t("retryText", { failed }) },
      ...{ link: t("retryLink"), to: "/users?state=failed" },
    }),
  },
  {
    chapter: "drift",
    at: ({ driftedId }) => ({
      ...{ title: t("drift"), text: t("driftText"), link: t("driftLink") },
      to: driftedId ? `/users/${driftedId}` : "/users?state=drifted",
    }),
  },
  {
    chapter: "deletion",
    at: ({ deletedId }) => ({
      ...{ title: t("deletion"), text: t("deletionText"), link: t("deletionLink") },
      to: deletedId ? `/users/${deletedId}` : "/users?state=deleted",
    }),
  },
  {
    chapter: "evening",
    at: () => ({ title: t("evening"), text: t("eveningText"), link: t("eveningLink"), to: "/audit" }),
  },
];
