import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";
import { LateTour } from "../../client/app/late-tour";
import type { DemoView } from "../../shared/demo-api";
import type { Health } from "../../shared/health-api";
import { openRoutes } from "./portal-harness";

const dot = { status: "ok", detail: "Answers.", since: null } as const;
const closed = { state: "closed", since: null, cause: null, probeAt: null } as const;
const rate = { perMinute: 12_000, burst: 1_000, tokens: 1_000, waiting: { live: 0, bulk: 0 } };
const well = {
  ...{ store: dot, backend: dot, queue: { open: 0, oldestWaitingAt: null } },
  ...{ gate: { breaker: closed, heldUntil: null, rate }, lane: null, silence: null },
} satisfies Health;

const outage: DemoView = {
  ...{ chapter: "outage", waits: false, linked: 3, pending: 2, failed: 0 },
  ...{ driftedId: null, deletedId: null },
};

/** The desk while the story stands there; answers which chapters somebody wanted to leave. */
function showDesk(demo?: DemoView): { left: unknown[]; hasAsked: () => boolean } {
  const left: unknown[] = [];
  let asked = false;
  openRoutes([{ path: "/", element: <LateTour /> }], "/", {
    "health.get": () => ((asked = true), { ...well, ...(demo ? { demo } : {}) }),
    "demo.goOn": (input: unknown) => void left.push(input),
  });
  return { left, hasAsked: () => asked };
}
const button = (name: string) => screen.findByRole("button", { name });

beforeEach(() => localStorage.clear());

describe("the tour of the demo", () => {
  test("is nowhere else", async () => {
    const { hasAsked } = showDesk();
    await expect.poll(hasAsked).toBe(true);
    expect(screen.queryByRole("complementary")).toBeNull();
  });

  test("says what happens, how much is affected, and where it is to be seen", async () => {
    showDesk(outage);
    expect(await screen.findByRole("heading", { name: "2 of 7 · The backend is down" })).toBeDefined();
    expect(screen.getByText(/2 people have registered since, and have accounts\./u)).toBeDefined();
    expect(screen.getByRole("link", { name: "See who waits" }).getAttribute("href")).toBe(
      "/users?state=pending",
    );
  });

  test("looks back at what has been, and only from the newest chapter asks the story to go on", async () => {
    const { left } = showDesk(outage);
    fireEvent.click(await button("Back"));
    await screen.findByRole("heading", { name: "1 of 7 · A healthy morning" });
    fireEvent.click(await button("Next"));
    await screen.findByRole("heading", { name: "2 of 7 · The backend is down" });
    expect(left).toEqual([]);
    fireEvent.click(await button("Next"));
    await expect.poll(() => left).toEqual([{ from: "outage" }]);
  });

  test("says that it waits where a person is to repair something, and lets them skip it", async () => {
    const { left } = showDesk({ ...outage, chapter: "drift", waits: true, driftedId: "j570drifted" });
    expect(await screen.findByText("The story waits for you.")).toBeDefined();
    expect(screen.getByRole("link", { name: "See the difference" }).getAttribute("href")).toBe(
      "/users/j570drifted",
    );
    fireEvent.click(await button("Skip"));
    await expect.poll(() => left).toEqual([{ from: "drift" }]);
  });

  test("can be hidden and brought back", async () => {
    showDesk(outage);
    fireEvent.click(await button("Hide the tour"));
    fireEvent.click(await button("2 of 7 · Tour of the demo"));
    await screen.findByRole("heading", { name: "2 of 7 · The backend is down" });
  });
});
