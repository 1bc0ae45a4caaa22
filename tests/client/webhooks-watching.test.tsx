import { fireEvent, render, screen, within } from "@testing-library/react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { describe, expect, test } from "vitest";
import { OutcomeFacets } from "../../client/features/webhooks/log/outcome-facets";
import { parseWebhooksSearch } from "../../client/features/webhooks/webhooks-search";
import { requestsChart } from "../../client/features/webhooks/watching/layers";
import { WatchPanel } from "../../client/features/webhooks/watching/watch-panel";
import { IssuesPage } from "../../client/features/webhooks/issues/issues-page";
import { ReplayManyDialog } from "../../client/features/webhooks/replay/replay-many-dialog";
import { spanWords } from "../../client/lib/span-words";
import { TimeBars } from "../../client/ui/chart/time-bars";
import { TypesPage } from "../../client/features/webhooks/watching/types-page";
import type { OperatorRole } from "../../shared/permissions";
import type { ReplayPreview } from "../../shared/replays-api";
import {
  webhookOutcomes,
  type WebhookFacets,
  type WebhookFilter,
  type WebhookHistogram,
  type WebhookIssue,
} from "../../shared/webhooks-api";
import { openRoutes, textbox, type Answers } from "./portal-harness";

const HOUR_MS = 3_600_000;
const noon = new Date(2026, 10, 3, 12).getTime();
const histogram: WebhookHistogram = {
  ...{ range: "24h", exact: true },
  bucketMs: HOUR_MS,
  buckets: [
    { at: noon, counts: { applied: 120, failed: 1 } },
    { at: noon + HOUR_MS, counts: {} },
    { at: noon + 2 * HOUR_MS, counts: { rejected: 7 } },
    { at: noon + 3 * HOUR_MS, counts: { applied: 3 } },
  ],
  totals: { applied: 123, failed: 1, rejected: 7, duplicate: 2 },
  causes: { timestamp: 2, signature: 5, invalid_email: 1 },
};
const me = (role: OperatorRole) => ({
  "session.me": () => ({ role, name: "Vera", email: "v@desk.example" }),
});
const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>("button", { name });

describe("webhooks over time", () => {
  const panel = (chosen: unknown[], filter: WebhookFilter = {}) => (
    <WatchPanel
      range="24h"
      filter={filter}
      onRange={(range) => chosen.push(range)}
      onChoose={(moments) => chosen.push(moments)}
    />
  );
  const answers: Answers = {
    "webhooks.histogram": () => histogram,
    "webhooks.lag": () => ({ count: 123, p50Ms: 340, p95Ms: 900, p99Ms: 4_100 }),
    "reconcile.silence": () => ({ silent: false, lastAt: Date.now() - 4_000, usualGapMs: 2_400_000 }),
  };

  test("in a few figures: how late, how many twice, how many refused and why, and whether they still come", async () => {
    openRoutes([{ path: "/", element: panel([]) }], "/", answers);
    expect(await screen.findByText("340 ms · 900 ms · 4.1 s")).toBeDefined();
    expect(await screen.findByText("signature 5, timestamp 2")).toBeDefined();
    expect(await screen.findByText("usually at most 40 min apart")).toBeDefined();
    expect(screen.getByText("4 s ago")).toBeDefined();
  });

  test("the bars are of what the log shows, and counted where they are meant; the figures are of everything", async () => {
    const filter = { types: ["user.updated"], from: noon + 2 * HOUR_MS, to: noon + 4 * HOUR_MS };
    const asked: unknown[] = [];
    openRoutes([{ path: "/", element: panel([], filter) }], "/", {
      ...answers,
      "webhooks.histogram": (input) => (asked.push(input), histogram),
    });
    const legend = within(await screen.findByRole("list", { name: "By outcome" }));
    await expect
      .poll(() => legend.getAllByRole("listitem").map(({ textContent }) => textContent))
      .toEqual(["applied3", "nothing to do0", "unmatched0", "failed0", "rejected7"]);
    expect(asked).toContainEqual({ range: "24h", ...filter });
    expect(asked).toContainEqual({ range: "24h" });
    expect(
      screen.getByText("The bars follow the filter; the figures above are of everything."),
    ).toBeDefined();
  });

  test("say it when there may be more than they count, and when only longer ones are known", async () => {
    openRoutes([{ path: "/", element: panel([], { from: noon, to: noon + HOUR_MS }) }], "/", {
      ...answers,
      "webhooks.histogram": () => ({ ...histogram, range: "7d", exact: false }),
    });
    expect(
      await screen.findByText(
        "That far back only hours are known. There may be more: only the newest were counted.",
      ),
    ).toBeDefined();
    expect(screen.getByText("120+")).toBeDefined();
  });

  test("as a table, in which a time is chosen without a pointer", async () => {
    const chosen: unknown[] = [];
    const { user } = openRoutes([{ path: "/", element: panel(chosen) }], "/", answers);
    await screen.findByRole("img", { name: "Requests by outcome over time, at most 121 in a bar" });
    await user.click(await button("Requests by outcome as a table"));
    const rows = screen.getAllByRole("row").slice(1);
    expect(rows.map((row) => within(row).getByRole("button").textContent)).toEqual([
      "3 Nov, 15:00 to 16:00",
      "3 Nov, 14:00 to 15:00",
      "3 Nov, 12:00 to 13:00",
    ]);
    await user.click(await button("3 Nov, 14:00 to 15:00"));
    expect(chosen).toEqual([{ from: noon + 2 * HOUR_MS, to: noon + 3 * HOUR_MS }]);
  });

  test("by dragging over the bars, from either side", () => {
    const chosen: unknown[] = [];
    const choose = (moments: unknown) => chosen.push(moments);
    render(<TimeBars chart={requestsChart} series={histogram} className="h-16" onChoose={choose} />);
    const bars = screen.getByRole("img");
    bars.getBoundingClientRect = () => new DOMRect(0, 0, 400, 64);
    bars.setPointerCapture = () => {};
    fireEvent.pointerDown(bars, { button: 0, clientX: 250 });
    fireEvent.pointerMove(bars, { clientX: 40 });
    expect(screen.getByText("3 Nov, 12:00 to 15:00")).toBeDefined();
    fireEvent.pointerUp(bars, { clientX: 40 });
    expect(chosen).toEqual([{ from: noon, to: noon + 3 * HOUR_MS }]);
  });

  test.each([
    [noon, noon + HOUR_MS, "3 Nov, 12:00 to 13:00"],
    [noon, noon + 20 * HOUR_MS, "3 Nov, 12:00 to 4 Nov, 08:00"],
    [new Date(2026, 10, 3).getTime(), new Date(2026, 10, 4).getTime(), "3 Nov 2026"],
    [new Date(2026, 10, 3).getTime(), new Date(2026, 10, 6).getTime(), "3 Nov 2026 to 5 Nov 2026"],
  ])("a time is said as people say it: %d to %d is %s", (from, to, words) => {
    expect(spanWords(from, to)).toBe(words);
  });
});

describe("replaying many", () => {
  const aPlan = (given: Partial<ReplayPreview> = {}): ReplayPreview => ({
    ...{ count: 1_024, exact: true, byOutcome: { failed: 1_000, unmatched: 24 } },
    approval: null,
    ...given,
  });
  function open(plan: ReplayPreview, filter: Parameters<typeof ReplayManyDialog>[0]["filter"]) {
    const sent: unknown[] = [];
    const asked: unknown[] = [];
    const routes = [
      { path: "/", element: <ReplayManyDialog filter={filter} onClose={() => {}} /> },
      { path: "/webhooks/replays/:id", element: <p>Its progress</p> },
    ];
    const opened = openRoutes(routes, "/", {
      "webhooks.replayPreview": (input) => (asked.push(input), plan),
      "webhooks.replayAll": (input) => (sent.push(input), { runId: "r7" }),
    });
    return { ...opened, sent, asked };
  }

  test("shows what it would replay, and starts once its number is typed; its progress is shown", async () => {
    const filter = { outcomes: ["failed", "unmatched"] as Array<"failed" | "unmatched"> };
    const { user, sent, address } = open(aPlan(), filter);
    const plan = within(screen.getByRole("region", { name: "Plan" }));
    expect(await plan.findByText("1,000")).toBeDefined();
    await user.type(textbox("Reason"), "They were imported");
    await user.type(textbox("Type 1,024 to confirm"), "124");
    const start = await button("Replay 1,024 webhooks");
    expect(start.disabled).toBe(true);
    await user.clear(textbox("Type 1,024 to confirm"));
    await user.type(textbox("Type 1,024 to confirm"), "1,024");
    await user.click(start);
    expect(await screen.findByText("Its progress")).toBeDefined();
    expect(address()).toBe("/webhooks/replays/r7");
    expect(sent).toMatchObject([{ filter, reason: "They were imported" }]);
  });

  test("without a filter asks since when what failed is replayed", async () => {
    const { asked } = open(aPlan(), null);
    fireEvent.change(screen.getByLabelText("Failed since"), { target: { value: "2026-11-03T12:00" } });
    await expect.poll(() => asked.at(-1)).toEqual({ filter: { outcomes: ["failed"], from: noon } });
  });

  test("is not started when nothing would be", async () => {
    const { user } = open(aPlan({ count: 0, byOutcome: {} }), { types: ["invoice.paid"] });
    expect(await screen.findByText(/Nothing here can be replayed/u)).toBeDefined();
    await user.type(textbox("Reason"), "To see");
    expect((await button("Replay 0 webhooks")).disabled).toBe(true);
  });
});

describe("issues", () => {
  const anIssue = (given: Partial<WebhookIssue> = {}): WebhookIssue => ({
    ...{ issueId: "i1", type: "user.updated", cause: "invalid_email", message: "It is no e-mail address." },
    ...{ count: 412, open: 9, firstSeenAt: noon, lastSeenAt: noon, acknowledged: null },
    ...given,
  });
  const show = (issues: WebhookIssue[], role: OperatorRole, answers: Answers = {}) =>
    openRoutes([{ path: "/", element: <IssuesPage /> }], "/", {
      ...me(role),
      "webhooks.issues": () => ({ issues }),
      ...answers,
    });

  test("come with what nobody looks after first, and lead to their webhooks", async () => {
    const acknowledged = { at: noon, by: "Sam", note: "The CRM mends it." };
    const known = anIssue({ issueId: "i2", type: "contact.updated", acknowledged });
    const mended = anIssue({ issueId: "i3", type: "contact.created", open: 0 });
    show([mended, known, anIssue()], "auditor");
    const lines = await screen.findAllByRole("listitem");
    expect(lines.map((line) => line.getAttribute("aria-label"))).toEqual([
      "user.updated: invalid e-mail",
      "contact.updated: invalid e-mail",
      "contact.created: invalid e-mail",
    ]);
    expect(screen.getByText(/Sam looks after it/u).textContent).toContain("“The CRM mends it.”");
    expect(screen.getByRole("link", { name: "user.updated: invalid e-mail" }).getAttribute("href")).toBe(
      "/webhooks?outcome=failed&type=user.updated&cause=invalid_email",
    );
    await expect.poll(() => screen.queryByRole("button")).toBeNull();
  });

  test("are acknowledged with a note by support, who leaves replaying them to an admin", async () => {
    const sent: unknown[] = [];
    const { user } = show([anIssue()], "support", {
      "webhooks.acknowledge": (input) => (sent.push(input), anIssue()),
    });
    await user.click(await button("Acknowledge"));
    expect(screen.queryByRole("button", { name: /^Replay/u })).toBeNull();
    await user.type(textbox("Note (optional)"), "I write to them.");
    await user.click(await button("Acknowledge issue"));
    await expect.poll(() => sent).toEqual([{ issueId: "i1", note: "I write to them." }]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

test("the outcomes of the log are counted, or said to be the least there can be", () => {
  const outcomes = Object.fromEntries(
    webhookOutcomes.map((outcome) => [outcome, 250]),
  ) as WebhookFacets["outcomes"];
  const show = (exact: boolean) => {
    const facets = { outcomes, causes: {}, types: [], exact };
    const params = new URLSearchParams();
    const search = parseWebhooksSearch(params);
    const element = <OutcomeFacets {...{ search, params, facets }} onChange={() => {}} />;
    return render(<RouterProvider router={createMemoryRouter([{ path: "/", element }])} />);
  };
  const names = () => screen.getAllByRole("link").map(({ textContent }) => textContent);
  const { unmount } = show(true);
  expect(names().slice(0, 2)).toEqual(["All1,750", "Applied250"]);
  unmount();
  show(false);
  expect(names().slice(0, 2)).toEqual(["All1,750+", "Applied250+"]);
});

test("event types tell since when they come, and what Tandem does with them", async () => {
  const aType = { handled: true, count: 90_000, firstSeenAt: noon, lastSeenAt: noon };
  openRoutes([{ path: "/", element: <TypesPage /> }], "/", {
    "webhooks.types": () => ({
      types: [
        { ...aType, type: "user.updated" },
        { ...aType, type: "invoice.paid", handled: false, lastSeenAt: noon + 1 },
      ],
    }),
    "webhooks.issues": () => ({ issues: [] }),
  });
  const rows = await screen.findAllByRole("row");
  expect(rows.slice(1).map((row) => within(row).getByRole("rowheader").textContent)).toEqual([
    "invoice.paid",
    "user.updated",
  ]);
  expect(screen.getByRole("row", { name: /^user\.updated 90,000 .* Applies it$/u })).toBeDefined();
  expect(screen.getByRole("row", { name: /^invoice\.paid .* Keeps it, changes nothing$/u })).toBeDefined();
});
