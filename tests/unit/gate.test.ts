import { describe, expect, test } from "vitest";
import type { CrmCall } from "../../server/crm/port";
import { ManualClock } from "../../server/reference-backend/manual-clock";
import { createGate } from "../../server/sync/gate/gate";
import type { GateState } from "../../shared/gate";
import { defaultSettings, type GateSettings } from "../../shared/settings-api";

const NOW = Date.UTC(2026, 10, 23, 9);
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function openGate(changes: Partial<GateSettings> = {}) {
  const clock = new ManualClock(NOW);
  const settings = {
    ...defaultSettings.gate,
    breaker: { failures: 3, coolDownMs: 1_000, longestCoolDownMs: 60_000 },
    ...changes,
  };
  const gate = createGate(settings, clock);
  const changesSeen: GateState[] = [];
  gate.onChange((state) => changesSeen.push(state));
  const report = (outcome: Partial<CrmCall>) =>
    gate.report({
      ...{ method: "GET", route: "/crm/contacts/:id", startedAt: clock.now(), durationMs: 1 },
      ...outcome,
    });
  const breakDown = () => {
    for (let n = 0; n < 3; n++) report({ errorCode: "unreachable" });
  };
  return { gate, clock, settings, report, breakDown, changesSeen };
}

describe("the gate", () => {
  test("lets as many attempts begin as there are places while all is well", async () => {
    const { gate } = openGate();
    expect(gate.permits("bulk", 16)).toBe(16);
    expect(gate.nextChangeInMs()).toBeNull();
    await gate.take("live");
    expect(gate.state()).toMatchObject({ breaker: { state: "closed" }, heldUntil: null });
  });

  test("lets nothing begin while the backend is down, then one attempt that tries", async () => {
    const { gate, clock, breakDown, changesSeen } = openGate();
    breakDown();
    expect(changesSeen.map(({ breaker }) => breaker.state)).toEqual(["open"]);
    expect(gate.permits("bulk", 16)).toBe(0);
    expect(gate.nextChangeInMs()).toBe(1_000);
    expect([gate.opensWithin(999), gate.opensWithin(1_000)]).toEqual([false, true]);
    await expect(gate.take("live")).rejects.toMatchObject({ code: "unreachable", heldBack: true });

    clock.advance(1_000);
    expect(gate.permits("bulk", 16)).toBe(1);
    await gate.take("bulk");
    expect(gate.permits("bulk", 16)).toBe(0);
    await expect(gate.take("live")).rejects.toMatchObject({ heldBack: true });
  });

  test("goes on with everything as soon as the one that tried came back", async () => {
    const { gate, clock, breakDown, report, changesSeen } = openGate();
    breakDown();
    clock.advance(1_000);
    await gate.take("live");
    report({ httpStatus: 200 });
    expect(changesSeen.at(-1)?.breaker.state).toBe("closed");
    expect(gate.permits("bulk", 16)).toBe(16);
  });

  test.each([
    ["not_found", 404],
    ["unauthorized", 401],
    ["validation", 400],
  ] as const)("takes an answer it does not like (%s) for a sign of life", (errorCode, httpStatus) => {
    const { gate, report } = openGate();
    for (let n = 0; n < 50; n++) report({ errorCode, httpStatus });
    expect(gate.state().breaker.state).toBe("closed");
  });

  test("does not blame the backend for a caller that gave up", () => {
    const { gate, report } = openGate();
    for (let n = 0; n < 50; n++) report({ aborted: true });
    expect(gate.permits("bulk", 1)).toBe(1);
  });

  test("holds the whole lane back for as long as a 429 asks, and never asks a backend that wants hours", async () => {
    const { gate, clock, report } = openGate();
    report({ errorCode: "rate_limited", httpStatus: 429, retryAfterMs: 7_000 });
    expect(gate.state()).toMatchObject({ breaker: { state: "closed" }, heldUntil: NOW + 7_000 });
    expect(gate.permits("bulk", 16)).toBe(0);
    expect(gate.nextChangeInMs()).toBeGreaterThanOrEqual(7_000);
    await expect(gate.take("live", { patienceMs: 1_500 })).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterMs: 7_000,
      heldBack: true,
    });
    const patient = gate.take("bulk");
    clock.advance(7_010);
    await patient;
    expect(gate.permits("bulk", 16)).toBe(16);

    report({ errorCode: "rate_limited", httpStatus: 429, retryAfterMs: 30 * 86_400_000 });
    expect(gate.state().heldUntil).toBe(clock.now() + 3_600_000);
  });

  test("begins no more attempts than the rate can feed within a second", async () => {
    const { gate, clock } = openGate({ ratePerMinute: 120, burst: 3 });
    expect(gate.permits("bulk", 16)).toBe(5);
    for (let n = 0; n < 3; n++) await gate.take("bulk");
    expect(gate.permits("bulk", 16)).toBe(2);
    const waiting = [gate.take("bulk"), gate.take("bulk")];
    expect(gate.permits("bulk", 16)).toBe(0);
    expect(gate.nextChangeInMs()).toBe(500);
    clock.advance(1_000);
    await Promise.all(waiting);
  });

  test("lets somebody who registers begin while a run's calls wait for their turn, however slow the rate", async () => {
    const { gate, clock } = openGate({ ratePerMinute: 30, burst: 1 });
    await gate.take("bulk");
    const run = [gate.take("bulk"), gate.take("bulk")];
    expect([gate.permits("live", 16), gate.permits("bulk", 16)]).toEqual([0, 0]);
    expect(gate.nextChangeInMs()).toBe(1_000);
    expect([gate.opensWithin(999), gate.opensWithin(1_000)]).toEqual([false, true]);
    clock.advance(1_000);
    expect([gate.permits("live", 16), gate.permits("bulk", 16)]).toEqual([1, 0]);
    const person = gate.take("live");
    expect(gate.permits("live", 16)).toBe(0);
    clock.advance(1_000);
    await person;
    clock.advance(4_000);
    await Promise.all(run);
  });

  test("says so when too many calls wait, instead of keeping a job beyond its lease", async () => {
    const { gate, clock } = openGate({ ratePerMinute: 30, burst: 1 });
    await gate.take("bulk");
    const waits = Promise.allSettled(Array.from({ length: 12 }, () => gate.take("bulk")));
    clock.advance(20_000);
    await settled();
    const refused = (await waits).filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(2);
    expect(refused).toMatchObject([
      { reason: { code: "rate_limited", heldBack: true } },
      { reason: { heldBack: true } },
    ]);
  });

  test("begins nothing while a person has to mend the key, whatever time it is", async () => {
    const { gate, changesSeen } = openGate();
    gate.setPaused(true);
    gate.setPaused(true);
    expect(gate.permits("bulk", 16)).toBe(0);
    expect(gate.nextChangeInMs()).toBeNull();
    expect(gate.opensWithin(3_000)).toBe(false);
    await gate.take("live");
    gate.setPaused(false);
    expect(gate.permits("bulk", 16)).toBe(16);
    expect(changesSeen).toHaveLength(2);
  });

  test("tries at once when a webhook shows that the backend lives", () => {
    const { gate, clock, settings, breakDown, changesSeen } = openGate();
    gate.configure({ ...settings, breaker: { ...settings.breaker, coolDownMs: 60_000 } });
    breakDown();
    gate.configure(settings);
    clock.advance(2_000);
    expect(gate.permits("bulk", 16)).toBe(0);
    expect(gate.heardFromBackend()).toBe(true);
    expect(gate.permits("bulk", 16)).toBe(1);
    const seen = changesSeen.length;
    gate.heardFromBackend();
    expect(changesSeen).toHaveLength(seen);
    expect(openGate().gate.heardFromBackend()).toBe(false);
  });

  test("follows new settings at once and tells whoever listens, until they stop listening", () => {
    const { gate, settings } = openGate();
    const rates: number[] = [];
    const stop = gate.onChange(({ rate }) => rates.push(rate.perMinute));
    gate.configure({ ...settings, ratePerMinute: 600, burst: 10 });
    stop();
    gate.configure(settings);
    expect(rates).toEqual([600]);
  });
});
