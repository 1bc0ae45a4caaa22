import type { SettingPath } from "../../../shared/settings-api";
import { t } from "./words";

type Section = { title: string; intro: string; paths: SettingPath[] };

/** The settings as the screen shows them. */
export const sections: Section[] = [
  {
    title: t("organization"),
    intro: t("organizationIntro"),
    paths: [
      "organization.name",
      "organization.color",
      "organization.termsUrl",
      "organization.privacyUrl",
      "organization.tellsTaken",
    ],
  },
  {
    title: t("gate"),
    intro: t("gateIntro"),
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
    title: t("reconcile"),
    intro: t("reconcileIntro"),
    paths: [
      "reconcile.changesEveryMinutes",
      "reconcile.hotEveryMinutes",
      "reconcile.fullDailyAt",
      "reconcile.silenceMinHours",
    ],
  },
  {
    title: t("ownership"),
    intro: t("ownershipIntro"),
    paths: [
      "fieldOwnership.email",
      "fieldOwnership.firstName",
      "fieldOwnership.lastName",
      "fieldOwnership.phone",
    ],
  },
  {
    title: t("webhooks"),
    intro: t("webhooksIntro"),
    paths: ["webhooks.keepContentDays", "webhooks.redactFields"],
  },
  {
    title: t("access"),
    intro: t("accessIntro"),
    paths: [
      "access.sessionHours",
      "access.idleMinutes",
      "access.secondFactorForAdmins",
      "access.endlessTokens",
      "access.revealsPerHour",
    ],
  },
  {
    title: t("approval"),
    intro: t("approvalIntro"),
    paths: [
      "approval.over",
      "approval.harmlessOver",
      "approval.expiresAfterHours",
      "approval.changedPercent",
    ],
  },
  { title: t("retention"), intro: t("retentionIntro"), paths: ["retention.deletedDays"] },
];
