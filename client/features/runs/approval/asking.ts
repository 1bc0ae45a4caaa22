import type { NeededApproval } from "../../../../shared/approval-api";
import { t } from "./words";

/** What the button of a plan says: that it starts, or that somebody is asked first. */
export const buttonWords = (plan: { approval: NeededApproval | null } | null, what: string): string =>
  plan?.approval ? t("askFor", { what }) : what;

/** What is said after somebody was asked. */
export const askedWords = (name: string) => ({ title: t("asked"), description: t("askedHelp", { name }) });
