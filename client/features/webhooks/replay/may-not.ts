import { useRefusal } from "../../users/use-permission";
import { t } from "./words";

/** Why the signed-in operator may not do something with webhooks, or `null` when they may. */
export const useMayNotReplay = () => useRefusal("webhooks.replay", t("mayReplay"));
export const useMayNotReplayMany = () => useRefusal("webhooks.replayMany", t("mayReplayMany"));
export const useMayNotReplayUnproven = () => useRefusal("webhooks.replayRejected", t("mayReplayRefused"));
export const useMayNotReadContent = () => useRefusal("pii.read", t("mayReadContent"));
export const useMayNotAcknowledge = () => useRefusal("webhooks.acknowledge", t("mayAcknowledge"));
