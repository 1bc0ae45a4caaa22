import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import { createTRPCClient } from "@trpc/client";
import { MemoryRouter } from "react-router";
import { afterEach, describe, expect, test } from "vitest";
import { ReconcilePage } from "../../client/features/reconcile/reconcile-page";
import { SilenceWords } from "../../client/features/reconcile/silence-notice";
import { foundWords } from "../../client/features/reconcile/sweeps-list";
import { quarantineWords } from "../../client/features/reconcile/sweep-words";
import { TrendTable } from "../../client/features/reconcile/trend";
import { createQueryClient } from "../../client/lib/query-client";
import { TRPCProvider } from "../../client/lib/trpc";
import type { AppRouter } from "../../server/trpc/router";
import { findingKinds, type FindingCounts, type SweepView } from "../../shared/reconcile-api";
import { wire } from "./portal-harness";

afterEach(cleanup);

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

test("quarantine says how many, of how many, and by which rule", () => {
  expect(quarantineWords(812, 4_486)).toMatch(
    /^812 of 4,486 contacts .* more than 500 or 5 % .* Nobody was/u,
  );
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
