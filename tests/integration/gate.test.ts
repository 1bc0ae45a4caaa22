import { describe, expect, test } from "vitest";
import type { CrmCall } from "../../server/crm/port";
import { createGate } from "../../server/sync/gate/gate";
import { createGatedCrm } from "../../server/sync/gate/gated-crm";
import { defaultSettings, type GateSettings } from "../../shared/settings-api";
import { API_KEY, startBackend } from "./reference-backend-harness";

const breaker = { failures: 3, coolDownMs: 5_000, longestCoolDownMs: 60_000 };

/** The backend over real HTTP, behind a gate on a clock that the test turns. `calls` are those that really were made. */
async function startGatedBackend(changes: Partial<GateSettings> = {}) {
  const { backend, clock, url } = await startBackend({ chaos: true });
  const gate = createGate({ ...defaultSettings.gate, breaker, ...changes }, clock);
  const calls: CrmCall[] = [];
  const onCall = (call: CrmCall) => void calls.push(call);
  const crm = createGatedCrm({ baseUrl: url, apiKey: API_KEY, now: clock.now, onCall }, gate);
  return { backend, clock, gate, crm, calls };
}

describe("the gate before a real backend", () => {
  test("one 429 with Retry-After holds everybody back, and nobody asks again before its time", async () => {
    const { backend, clock, gate, crm, calls } = await startGatedBackend();
    backend.setChaos({ mode: "rate_limited", retryAfterS: 7 });
    await expect(crm.ping()).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 7_000 });
    backend.setChaos({ mode: "ok" });
    expect(gate.permits("bulk", 16)).toBe(0);
    await expect(crm.getContact("obj_1", { timeoutMs: 1_500 })).rejects.toMatchObject({ heldBack: true });

    const patient = [crm.listContacts({}, { lane: "bulk" }), crm.getContact("obj_1")];
    clock.advance(6_999);
    expect(calls).toHaveLength(1);
    clock.advance(100);
    await Promise.all(patient);
    expect(calls).toHaveLength(3);
  });

  test("a dead backend is left alone, tried by one call, and used by all when that one comes back", async () => {
    const { backend, clock, gate, crm, calls } = await startGatedBackend();
    backend.setChaos({ mode: "down" });
    const ask = () => Promise.allSettled(Array.from({ length: 10 }, () => crm.ping()));
    for (let n = 0; n < 3; n++) await expect(crm.ping()).rejects.toMatchObject({ code: "unreachable" });
    await ask();
    expect(calls).toHaveLength(3);
    expect(gate.state().breaker).toMatchObject({ state: "open", cause: "unreachable" });

    clock.advance(5_000);
    await ask();
    expect(calls).toHaveLength(4);
    expect(gate.nextChangeInMs()).toBe(10_000);

    backend.setChaos({ mode: "ok" });
    clock.advance(10_000);
    const answers = await ask();
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(gate.state().breaker.state).toBe("closed");
    expect(gate.permits("bulk", 16)).toBe(16);
    await ask();
    expect(calls).toHaveLength(15);
  });

  test("a key that is not accepted is no outage: the breaker stays closed", async () => {
    const { backend, gate, crm } = await startGatedBackend();
    backend.setChaos({ mode: "unauthorized" });
    for (let n = 0; n < 5; n++) await expect(crm.ping()).rejects.toMatchObject({ code: "unauthorized" });
    expect(gate.state().breaker.state).toBe("closed");
  });

  test("somebody who waits goes before a run that came first", async () => {
    const { clock, crm, calls } = await startGatedBackend({ ratePerMinute: 60, burst: 1 });
    await crm.ping();
    const run = [1, 2, 3].map(() => crm.listContacts({}, { lane: "bulk" }));
    const person = crm.getContact("obj_1", { lane: "live" });
    clock.advance(1_000);
    await person;
    expect(calls.map(({ route }) => route)).toEqual(["/crm/contacts", "/crm/contacts/:id"]);
    clock.advance(3_000);
    await Promise.all(run);
  });

  test("a server that stops takes its waiting calls with it", async () => {
    const { crm, gate } = await startGatedBackend({ ratePerMinute: 60, burst: 1 });
    await crm.ping();
    const stopping = new AbortController();
    const waiting = crm.ping({ signal: stopping.signal });
    stopping.abort(new Error("stopped"));
    await expect(waiting).rejects.toThrow("stopped");
    expect(gate.state().rate.waiting).toEqual({ live: 0, bulk: 0 });
  });
});
