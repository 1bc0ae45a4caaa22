import { api } from "../../server/convex/_generated/api";
import type { Scene } from "./interleavings-harness";

export const support = { subject: "op_2", name: "Sam Support", role: "support" };
export const asked = { reason: "The data was mended", requestId: "r" };

/** What is done with webhooks that are tried again, and what is seen of them, in the scene of the moment. */
export function replaysOf(sceneNow: () => Scene) {
  const later = (ms = 1_000) => (sceneNow().clock.now += ms);

  async function newestArrival(): Promise<string> {
    const { rows } = await sceneNow().query(api.webhookLog.page, { cursor: null, limit: 1 });
    return rows[0]?.attemptId ?? "";
  }

  const replay = (attemptId: string, by = support) =>
    sceneNow().mutate(api.webhookReplays.replay, { attemptId, ...asked }, by);

  const detailOf = (attemptId: string) => sceneNow().query(api.webhookLog.get, { attemptId });

  async function timelineOf(id: string) {
    const { events } = await sceneNow().query(api.timeline.page, { id, cursor: null });
    return events.map(({ action, actor }) => [action, actor]);
  }

  /** An event that was taken when the code could not read its data yet. */
  async function failedEvent(type: string, about: object, lastName: string): Promise<string> {
    const failure = { field: "lastName", message: "This must be a text." };
    const payload = JSON.stringify({ type, data: { ...about, lastName } });
    const event = { eventId: `evt_${lastName}`, type, eventAt: later(), payload, failure };
    const arrival = { receivedAt: sceneNow().clock.now, durationMs: 3, bytes: payload.length, headers: [] };
    await sceneNow().mutate(api.webhooks.receive, { event: { ...event, data: about }, arrival });
    return newestArrival();
  }

  const failedBefore = (frontendUserId: string, lastName: string) =>
    failedEvent("user.updated", { frontendUserId }, lastName);

  return { later, newestArrival, replay, detailOf, timelineOf, failedEvent, failedBefore };
}
