import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { Banners } from "../../client/app/banners";
import type { Health } from "../../shared/health-api";
import { openRoutes } from "./portal-harness";

const HOUR_MS = 3_600_000;
const dot = { status: "ok", detail: "Answers.", since: null } as const;
const closed = { state: "closed", since: null, cause: null, probeAt: null } as const;
const rate = { perMinute: 12_000, burst: 1_000, tokens: 1_000, waiting: { live: 0, bulk: 0 } };

/** What stands above every screen while the server tells this. */
function above(silence: Health["silence"]) {
  const gate = { breaker: closed, heldUntil: null, rate };
  const queue = { open: 0, oldestWaitingAt: null };
  const health: Health = { store: dot, backend: dot, queue, gate, lane: null, silence };
  let asked = false;
  const answer = () => ((asked = true), health);
  openRoutes([{ path: "/", element: <Banners /> }], "/", { "health.get": answer });
  return { hasAsked: () => asked };
}

describe("above every screen", () => {
  test("stands that the backend has fallen silent, what is usual, and the way to the deliveries", async () => {
    above({ silent: true, lastAt: Date.now() - 3 * HOUR_MS, usualGapMs: 300_000 });
    expect(await screen.findByText(/No webhook for 3 h; usually at most 5 min\./u)).toBeDefined();
    const link = screen.getByRole("link", { name: "Look at the deliveries" });
    expect(link.getAttribute("href")).toBe("/webhooks");
  });

  test.each([
    ["webhooks come as usual", { silent: false, lastAt: Date.now(), usualGapMs: 300_000 }],
    ["none has ever come", { silent: false, lastAt: null, usualGapMs: null }],
    ["this server does not know yet", null],
  ])("stands nothing while %s", async (_when, silence) => {
    const { hasAsked } = above(silence);
    await expect.poll(hasAsked).toBe(true);
    await screen.findByRole("status", { name: "Webhooks" });
    expect(screen.queryByText(/No webhook/u)).toBeNull();
  });
});
