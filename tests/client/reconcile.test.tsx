import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import { createTRPCClient } from "@trpc/client";
import { MemoryRouter } from "react-router";
import { describe, expect, test } from "vitest";
import { ReconcilePage } from "../../client/features/reconcile/reconcile-page";
import { SilenceWords } from "../../client/features/reconcile/silence-notice";
import { waitWords } from "../../client/features/reconcile/sweep-wait";
import { foundWords } from "../../client/features/reconcile/sweeps-list";
import { quarantineWords } from "../../client/features/reconcile/sweep-words";
import { TrendTable } from "../../client/features/reconcile/trend";
import { createQueryClient } from "../../client/lib/query-client";
import { TRPCProvider } from "../../client/lib/trpc";
import type { AppRouter } from "../../server/trpc/router";
import type { Health } from "../../shared/health-api";
import { findingKinds, type FindingCounts, type SweepView } from "../../shared/reconcile-api";
import { openRoutes, wire } from "./portal-harness";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const counts = (given: Partial<FindingCounts> = {}): FindingCounts => ({
  ...(Object.fromEntries(findingKinds.map((kind) => [kind, 0])) as FindingCounts),
  ...given,
});
const aSweep = (given: Partial<SweepView> = {}): SweepView => ({
  ...{ sweepId: "s1", kind: "full", state: "done", phase: "confirming", startedBy: "Tandem" },
  ...{ startedAt: 1_000, finishedAt: 2_000, read: 100, toRead: 100, changed: 3, unreadable: 0 },
  ...{ findings: counts(), mirrored: 100, notMet: 0, decision: null, cause: null, retryAt: null },
  ...given,
});

describe("silence", () => {
  const show = (silence: Parameters<typeof SilenceWords>[0]["silence"]) =>
    render(
      <MemoryRouter>
        <SilenceWords silence={silence} />
      </MemoryRouter>,
    );

  test("is an alarm that says how long, and what is usual", () => {
    show({ silent: true, lastAt: Date.now() - 6 * HOUR_MS, usualGapMs: 40 * MINUTE_MS });
    expect(screen.getByRole("status").textContent).toContain("No webhook for 6 h; usually at most 40 min.");
  });

  test("is none while nobody can say what is usual", () => {
    show({ silent: false, lastAt: Date.now() - HOUR_MS, usualGapMs: null });
    expect(screen.queryByRole("status")).toBeNull();
    expect(screen.getByText(/too few have come/u)).toBeDefined();
  });
});

test("a sweep tells in a line what it found, why it failed, or what it waits for", () => {
  expect(foundWords(aSweep())).toBe("Nothing new");
  expect(foundWords(aSweep({ findings: counts({ missed: 1_200, drifted: 3, gone: 1 }) }))).toBe(
    "New drift 3 · Missed webhooks 1,200 · Gone 1",
  );
  expect(foundWords(aSweep({ state: "quarantined", notMet: 812 }))).toBe("812 not met; waits for a decision");
  const cause = { code: "unreachable", message: "The backend could not be reached." };
  expect(foundWords(aSweep({ state: "failed", cause }))).toBe(cause.message);
});

describe("a sweep that runs but does not get on says why", () => {
  const now = new Date(2026, 10, 3, 9, 14).getTime();
  const closed = { state: "closed", since: null, cause: null, probeAt: null } as const;
  const rate = { perMinute: 12_000, burst: 1_000, tokens: 1_000, waiting: { live: 0, bulk: 0 } };
  const dot = { status: "ok", detail: "Answers.", since: null } as const;
  const aHealth = (gate: Partial<Health["gate"]> = {}, lane: Health["lane"] = null): Health => ({
    ...{ store: dot, backend: dot, queue: { open: 0, oldestWaitingAt: null }, lane, silence: null },
    gate: { breaker: closed, heldUntil: null, rate, ...gate },
  });
  const paused = { at: now - 2 * MINUTE_MS, cause: { httpStatus: 401, message: "Refused." } };
  const since = now - MINUTE_MS;
  const away = { state: "open", since, cause: "unreachable", probeAt: now + 12_000 } as const;
  const running = aSweep({ state: "running", finishedAt: null });

  test.each([
    [
      "the backend refuses the key",
      aHealth({}, { paused, resumed: null }),
      "Waits: the backend refuses Tandem’s key since 09:12: nothing is sent. An admin has to let work go on.",
    ],
    [
      "the breaker is open",
      aHealth({ breaker: away }),
      "Waits: the backend has not answered since 09:13; next try in 12 s. Nothing is lost.",
    ],
    [
      "the backend asked everybody to wait",
      aHealth({ heldUntil: now + 90_000 }),
      "Waits: the backend asked Tandem to wait. It goes on in 2 min.",
    ],
    ["nothing is known to be wrong", aHealth(), null],
    ["nobody answers", null, null],
  ])("when %s", (_when, health, words) => {
    expect(waitWords(running, health, now)).toBe(words);
    expect(waitWords(aSweep(), health, now)).toBeNull();
  });

  test("what the sweep itself met is told where there is nothing else", () => {
    const cause = { code: "timeout", message: "The backend did not answer in time." };
    const waiting = { ...running, cause, retryAt: now + MINUTE_MS };
    expect(waitWords(waiting, aHealth(), now)).toBe(`${cause.message} It goes on in 1 min.`);
    expect(waitWords({ ...waiting, retryAt: null }, null, now)).toBe(
      `${cause.message} It goes on by itself.`,
    );
  });

  test("in its row", async () => {
    const health = aHealth({}, { paused: { ...paused, at: Date.now() }, resumed: null });
    const routes = [{ path: "/reconcile", element: <ReconcilePage /> }];
    const page = { sweeps: [running], nextCursor: null };
    openRoutes(routes, "/reconcile", { "reconcile.list": () => page, "health.get": () => health });
    const row = await screen.findByRole("link", { name: /running.*Waits: the backend refuses/u });
    expect(row.getAttribute("href")).toBe("/reconcile/s1");
  });
});

test("quarantine says how many, of how many, and by which rule", () => {
  expect(quarantineWords(812, 4_486)).toMatch(/^812 of 4,486 contacts .* more than 500 or 5% .* Nobody was/u);
});

test("a trend can be read as figures, and every bar leads to its sweep", () => {
  const sweeps = [0, 12, 3].map((drifted, index) =>
    aSweep({ sweepId: `s${index}`, findings: counts({ drifted }) }),
  );
  render(
    <MemoryRouter>
      <TrendTable sweeps={sweeps} />
    </MemoryRouter>,
  );
  const row = screen.getByRole("row", { name: /^New drift/u });
  expect(
    within(row)
      .getAllByRole("cell")
      .slice(0, 2)
      .map(({ textContent }) => textContent),
  ).toEqual(["3", "12"]);
  const bars = within(row).getAllByRole("link");
  expect(bars.map((bar) => bar.getAttribute("href"))).toEqual(
    ["s0", "s1", "s2"].map((id) => `/reconcile/${id}`),
  );
  expect(bars[1]?.getAttribute("aria-label")).toMatch(/^12, Full, /u);
});

test("a quarantine still waits in sight behind any number of later sweeps, and only an admin may decide", async () => {
  const quarantined = aSweep({ sweepId: "q", state: "quarantined", notMet: 812, mirrored: 4_486 });
  const later = Array.from({ length: 50 }, (_, index) => aSweep({ sweepId: `c${index}`, kind: "changes" }));
  const client = createTRPCClient<AppRouter>({
    links: [
      wire({
        "session.me": () => ({ role: "auditor", name: "Otto", email: "otto@desk.example" }),
        "reconcile.list": (input) => {
          const { kind } = input as { kind?: string };
          return { sweeps: kind === "full" ? [quarantined] : later, nextCursor: null };
        },
        "reconcile.trend": () => [],
        "reconcile.schedule": () => ({ next: { changes: null, hot: null, full: Date.now() + HOUR_MS } }),
        "reconcile.silence": () => ({ silent: false, lastAt: null, usualGapMs: null }),
      }),
    ],
  });
  const queryClient = createQueryClient(() => {});
  render(
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <MemoryRouter>
          <ReconcilePage />
        </MemoryRouter>
      </TRPCProvider>
    </QueryClientProvider>,
  );
  const quarantine = await screen.findByRole("region", { name: "Quarantine" });
  const apply = within(quarantine).getByRole("button", { name: "Apply to 812 contacts" });
  expect(apply.getAttribute("aria-description")).toMatch(/^Your role \(auditor\) may not .*; an admin may/u);
  expect(screen.getAllByText("not by itself")).toHaveLength(2);
  expect(screen.getByText(/^by itself in /u)).toBeDefined();
});
