import { act, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LateTour } from "../../client/app/late-tour";
import type { DemoView } from "../../shared/demo-api";
import type { Health } from "../../shared/health-api";
import { noAnswer, openRoutes } from "./portal-harness";

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
function showDesk(demo?: DemoView, goOn: () => unknown = () => null) {
  const left: unknown[] = [];
  let asked = false;
  let isAway = false;
  openRoutes([{ path: "/", element: <LateTour /> }], "/", {
    "health.get": () => {
      asked = true;
      return isAway ? Promise.reject(noAnswer()) : { ...well, ...(demo ? { demo: { ...demo } } : {}) };
    },
    "demo.goOn": (input: unknown) => {
      left.push(input);
      return goOn();
    },
  });
  return { left, hasAsked: () => asked, goAway: () => void (isAway = true) };
}
const button = (name: string) => screen.findByRole("button", { name });

beforeEach(() => localStorage.clear());
afterEach(() => vi.useRealTimers());

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

  test("says that the story did not go on when nobody answers, and lets them press again", async () => {
    let tries = 0;
    showDesk(outage, () => (++tries === 1 ? Promise.reject(noAnswer()) : null));
    fireEvent.click(await button("Next"));
    expect(await screen.findByText(/^No answer came: the story stands where it was/u)).toBeDefined();
    fireEvent.click(await button("Next"));
    await expect.poll(() => screen.queryByText(/^No answer came/u)).toBeNull();
    expect(tries).toBe(2);
  });

  test("stays at the button that was pressed: next, as the story goes on, hide and show", async () => {
    const user = userEvent.setup();
    const demo = { ...outage };
    showDesk(demo, () => void Object.assign(demo, { chapter: "recovery" }));
    await user.click(await button("Back"));
    await user.click(await button("Next"));
    await user.click(await button("Next"));
    await screen.findByRole("heading", { name: "3 of 7 · The backend is back" });
    expect(document.activeElement?.textContent).toBe("Next");
    await user.click(await button("Hide the tour"));
    expect(document.activeElement).toBe(await button("3 of 7 · Tour of the demo"));
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(await button("Hide the tour"));
  });

  test("stays while a look at how the story is goes unanswered", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { goAway } = showDesk(outage);
    await screen.findByRole("heading", { name: "2 of 7 · The backend is down" });
    goAway();
    await act(() => vi.advanceTimersByTimeAsync(8_000));
    expect(screen.getByRole("heading", { name: "2 of 7 · The backend is down" })).toBeDefined();
  });

  test("can be hidden and brought back", async () => {
    showDesk(outage);
    fireEvent.click(await button("Hide the tour"));
    fireEvent.click(await button("2 of 7 · Tour of the demo"));
    await screen.findByRole("heading", { name: "2 of 7 · The backend is down" });
  });
});
