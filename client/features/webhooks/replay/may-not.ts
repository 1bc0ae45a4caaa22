import { useRefusal } from "../../users/use-permission";

/** Why the signed-in operator may not do something with webhooks, or `null` when they may. */
export const useMayNotReplay = () => useRefusal("webhooks.replay", "replay webhooks; support may");
export const useMayNotReplayMany = () =>
  useRefusal("webhooks.replayMany", "replay many webhooks at once; an admin may");
export const useMayNotReplayUnproven = () =>
  useRefusal("webhooks.replayRejected", "replay refused requests; an admin may");
export const useMayNotAcknowledge = () =>
  useRefusal("webhooks.acknowledge", "acknowledge issues; support may");
