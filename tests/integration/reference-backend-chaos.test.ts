import { describe, expect, it } from "vitest";
import { createHttpCrm } from "../../server/crm/http";
import type { CrmCall } from "../../server/crm/port";
import type { ChaosInput } from "../../server/reference-backend/chaos/settings";
import { ManualClock } from "../../server/reference-backend/manual-clock";
import { API_KEY, person, startBackend } from "./reference-backend-harness";

const options = { idempotencyKey: "k" };

async function underChaos(settings: ChaosInput) {
  const running = await startBackend({ chaos: true });
  expect((await running.request("POST", "/control/chaos", settings)).status).toBe(200);
  return running;
}

describe("a fault of the backend, as Tandem's client reports it", () => {
  it.each<[ChaosInput, object]>([
    [{ mode: "down" }, { code: "unreachable" }],
    [{ mode: "error" }, { code: "server_error", httpStatus: 500 }],
    [{ mode: "refuse" }, { code: "rejected", httpStatus: 200 }],
    [
      { mode: "refuse", code: "VALIDATION_ERROR" },
      { code: "validation", httpStatus: 200 },
    ],
    [
      { mode: "rate_limited", retryAfterS: 7 },
      { code: "rate_limited", httpStatus: 429, retryAfterMs: 7000 },
    ],
    [{ mode: "unauthorized" }, { code: "unauthorized", httpStatus: 401 }],
    [{ mode: "garbage" }, { code: "invalid_response", httpStatus: 200 }],
    [{ mode: "wrong_json" }, { code: "invalid_response", httpStatus: 200 }],
  ])("%j", async (settings, failure) => {
    const { crm, request } = await underChaos(settings);
    await expect(crm.registerUser(person(), options)).rejects.toMatchObject(failure);
    await expect(crm.listContacts()).rejects.toMatchObject(failure);

    await request("POST", "/control/chaos", { mode: "ok" });
    expect((await crm.listContacts()).total).toBe(0);
  });

  it("a backend slower than the time limit is a timeout, and what it did late is not done again", async () => {
    const { url, crm, clock, backend, mails, request } = await underChaos({ mode: "slow", delayMs: 30_000 });
    const impatient = createHttpCrm({ baseUrl: url, apiKey: API_KEY, timeoutMs: 50 });
    await expect(impatient.registerUser(person(), options)).rejects.toMatchObject({ code: "timeout" });
    await request("POST", "/control/chaos", { mode: "ok" });
    clock.advance(30_000);
    await crm.registerUser(person(), options);
    await backend.settled();
    expect(mails()).toHaveLength(1);
  });

  it.each<ChaosInput["mode"]>(["down", "error", "garbage"])(
    "an answer that is lost after the work was done (%s) is found again by its key",
    async (mode) => {
      const { crm, backend, mails, request } = await underChaos({ mode, phase: "after" });
      await expect(crm.registerUser(person(), options)).rejects.toHaveProperty("code");
      await request("POST", "/control/chaos", { mode: "ok" });
      const ids = await crm.registerUser(person(), options);
      await backend.settled();
      expect((await crm.listContacts()).contacts.map(({ id }) => id)).toEqual([ids.crmContactId]);
      expect((await crm.listExecutions()).executions).toHaveLength(1);
      expect(mails()).toHaveLength(1);
    },
  );

  it("a backend that is not there at all is unreachable", async () => {
    const { crm, close } = await startBackend();
    await close();
    await expect(crm.ping()).rejects.toMatchObject({ code: "unreachable" });
  });

  it("a wrong key is a refusal that no waiting mends", async () => {
    const { url } = await startBackend();
    const stranger = createHttpCrm({ baseUrl: url, apiKey: "wrong" });
    await expect(stranger.ping()).rejects.toMatchObject({ code: "unauthorized", httpStatus: 401 });
  });

  it("a wrong address is not taken for missing contacts", async () => {
    const { url } = await startBackend();
    const lost = createHttpCrm({ baseUrl: new URL(url).origin, apiKey: API_KEY });
    await expect(lost.getContact("obj_1")).rejects.toMatchObject({
      code: "invalid_response",
      httpStatus: 404,
    });
  });
});

describe("chaos", () => {
  it("strikes only the people it is told to", async () => {
    const { crm } = await underChaos({ mode: "error", match: { email: "PERSON2" } });
    await expect(crm.registerUser(person(2), { idempotencyKey: "2" })).rejects.toHaveProperty("code");
    expect(await crm.registerUser(person(1), { idempotencyKey: "1" })).toHaveProperty("crmContactId");
  });

  it("strikes those who were chosen in whatever they call about them", async () => {
    const { crm, request } = await underChaos({ mode: "ok" });
    const chosen = await crm.registerUser(person(1), { idempotencyKey: "1" });
    const other = await crm.registerUser(person(3), { idempotencyKey: "3" });
    await request("POST", "/control/chaos", {
      mode: "error",
      match: { email: ["person1@example.org", "person2@example.org"] },
    });
    const struck = async (path: string) => (await request("GET", path)).status === 500;
    expect(await struck(`/crm/contacts/${chosen.crmContactId}`)).toBe(true);
    expect(await struck(`/frontend-users/${chosen.frontendUserId}`)).toBe(true);
    expect(await struck("/frontend-users?convexUserId=convex_1")).toBe(true);
    expect(await struck(`/bookings?frontendUserId=${chosen.frontendUserId}`)).toBe(true);
    expect(await struck(`/crm/contacts/${other.crmContactId}`)).toBe(false);
    expect(await struck("/crm/contacts")).toBe(false);
  });

  it("has several faults on at once, each with its own time", async () => {
    const { crm, backend, clock, request } = await startBackend({ chaos: true });
    const start = (settings: object) => request("POST", "/control/drills", settings);
    await start({ mode: "rate_limited", untilMs: clock.now() + 60_000 });
    await start({ mode: "unauthorized", untilMs: clock.now() + 120_000 });
    await expect(crm.ping()).rejects.toHaveProperty("code", "rate_limited");
    clock.advance(60_000);
    await expect(crm.ping()).rejects.toHaveProperty("code", "unauthorized");
    expect((await request("GET", "/control/drills")).body.drills).toMatchObject([
      { fault: { mode: "unauthorized" } },
    ]);
    await request("DELETE", "/control/drills");
    expect(await crm.ping()).toHaveProperty("durationMs");
    expect((await start({ mode: "ok" })).status).toBe(400);
    expect(backend.setChaos({ mode: "down" })).toMatchObject({ mode: "down" });
  });

  it("strikes only its share of the requests", async () => {
    const draws = [0.1, 0.9];
    const { crm, backend } = await startBackend({ chaos: true, random: () => draws.shift() ?? 1 });
    backend.setChaos({ mode: "down", share: 0.5 });
    await expect(crm.ping()).rejects.toHaveProperty("code", "unreachable");
    expect(await crm.ping()).toHaveProperty("durationMs");
  });

  it("ends by itself when its time is over", async () => {
    const { crm, backend, clock, request } = await startBackend({ chaos: true });
    backend.setChaos({ mode: "error", untilMs: clock.now() + 60_000 });
    await expect(crm.ping()).rejects.toHaveProperty("code", "server_error");
    clock.advance(60_000);
    expect(await crm.ping()).toHaveProperty("durationMs");
    expect((await request("GET", "/control/chaos")).body).toMatchObject({ mode: "ok" });
  });

  it("lets go what it delays when it is stopped, and holds nothing longer than it is on", async () => {
    const clock = new ManualClock();
    const waits: number[] = [];
    const after: ManualClock["after"] = (ms, run) => (waits.push(ms), clock.after(ms, run));
    const { request } = await startBackend({ chaos: true, clock: { now: clock.now, after } });
    const slow = (settings: object) => request("POST", "/control/drills", { mode: "slow", ...settings });
    await slow({ delayMs: 600_000 });
    const stopped = request("GET", "/crm/contacts");
    await expect.poll(() => waits).toContain(600_000);
    await request("DELETE", "/control/drills");
    expect((await stopped).status).toBe(200);

    await slow({ delayMs: 600_000, untilMs: clock.now() + 60_000 });
    await slow({ delayMs: 50_000 });
    const outlasted = request("GET", "/crm/contacts");
    await expect.poll(() => waits.slice(-2)).toEqual([60_000, 50_000]);
    clock.advance(60_000);
    expect((await outlasted).status).toBe(200);
  });

  it("ends by itself some time even when nobody has said when", async () => {
    const { crm, backend, clock } = await startBackend({ chaos: true });
    backend.setChaos({ mode: "error" });
    clock.advance(4 * 60 * 60 * 1000 - 1);
    await expect(crm.ping()).rejects.toHaveProperty("code", "server_error");
    clock.advance(1);
    expect(await crm.ping()).toHaveProperty("durationMs");
  });

  it("does not hold up closing", async () => {
    const { crm, close } = await underChaos({ mode: "slow", delayMs: 600_000 });
    const waiting = Promise.allSettled([crm.ping()]);
    const seen: CrmCall[] = [];
    await expect(crm.ping({ timeoutMs: 20, onCall: (call) => seen.push(call) })).rejects.toThrow();
    expect(seen).toMatchObject([{ errorCode: "timeout" }]);
    await close();
    expect(await waiting).toHaveLength(1);
  });

  it("refuses settings that make no sense, and is not there unless it was enabled", async () => {
    const { request } = await startBackend({ chaos: true });
    const wrong = await request("POST", "/control/chaos", { mode: "error", share: 2 });
    expect(wrong).toMatchObject({
      status: 400,
      body: { code: "VALIDATION_ERROR", errors: [{ field: "share" }] },
    });
    const calm = await startBackend();
    expect((await calm.request("GET", "/control/chaos")).status).toBe(404);
    expect((await calm.request("POST", "/control/webhooks/send", {})).status).toBe(404);
  });
});
