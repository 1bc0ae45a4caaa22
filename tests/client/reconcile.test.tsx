import { cleanup, render, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, describe, expect, test } from "vitest";
import { SilenceWords } from "../../client/features/reconcile/silence-notice";
import { foundWords } from "../../client/features/reconcile/sweeps-list";
import { quarantineWords } from "../../client/features/reconcile/sweep-words";
import { TrendTable } from "../../client/features/reconcile/trend";
import { findingKinds, type FindingCounts, type SweepView } from "../../shared/reconcile-api";

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
