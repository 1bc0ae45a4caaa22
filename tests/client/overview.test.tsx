import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { OverviewPage } from "../../client/features/overview/overview-page";
import { formatShare } from "../../client/features/overview/share";
import { verdictOf } from "../../client/features/overview/verdict-words";
import type { Health } from "../../shared/health-api";
import { linkStates, type LinkState } from "../../shared/link-state";
import type { ErrorGroup, Overview } from "../../shared/overview-api";
import type { OperatorRole } from "../../shared/permissions";
import { openRoutes, refusal, type Answers } from "./portal-harness";

const HOUR_MS = 3_600_000;
const nine = new Date(2026, 10, 23, 9).getTime();
const at = (hour: number, minute = 0) => new Date(2026, 10, 23, hour, minute).getTime();

type Counts = Partial<Record<LinkState, number>>;
const linksOf = (counts: Counts, oldestAt = at(2, 14)): Overview["links"] => ({
  total: Object.values(counts).reduce((sum, count) => sum + count, 0),
  states: Object.fromEntries(
    linkStates.map((state) => {
      const count = counts[state] ?? 0;
      return [state, { count, oldestAt: count > 0 ? oldestAt : null }];
    }),
  ) as Overview["links"]["states"],
});
const group = (code: ErrorGroup["code"], count: number, oldestAt = at(2, 14)) => ({ code, count, oldestAt });
const nothingWrong = { failed: [], pending: [] };

const overview = (given: Partial<Overview> = {}): Overview => ({
  at: nine,
  links: linksOf({ linked: 1_000 }),
  errors: nothingWrong,
  sync: {
    bucketMs: HOUR_MS,
    buckets: [
      { at: at(7), counts: { succeeded: 120, failed: 0 } },
      { at: at(8), counts: { succeeded: 3, failed: 41 } },
    ],
    totals: { succeeded: 123, failed: 41 },
  },
  convergence: { asked: 200, within: { "60s": 150, "5min": 180, "1h": 190 }, linked: 190, gaveUp: 4 },
  webhooks: {
    bucketMs: HOUR_MS,
    buckets: [{ at: at(8), counts: { applied: 9, rejected: 1 } }],
    totals: { applied: 9, rejected: 1 },
  },
  trend: [],
  bookings: { count: 0, unknown: 0, oldestAt: null, first: [] },
  ...given,
});
const badMonday = overview({
  links: linksOf({ linked: 900, failed: 412, pending: 7 }),
  errors: { failed: [group("timeout", 400), group("validation", 12)], pending: [group("unreachable", 7)] },
});

const dot = { status: "ok", detail: "Answers.", since: null } as const;
const closed = { state: "closed", since: null, cause: null, probeAt: null } as const;
const rate = { perMinute: 12_000, burst: 1_000, tokens: 640.4, waiting: { live: 0, bulk: 0 } };
const aHealth = (given: Partial<Health> = {}): Health => ({
  ...{ store: dot, backend: dot, lane: null, silence: { silent: false, lastAt: null, usualGapMs: null } },
  ...{ queue: { open: 0, oldestWaitingAt: null }, gate: { breaker: closed, heldUntil: null, rate } },
  ...given,
});

const answersWith = (get: Answers[string], role: OperatorRole = "admin"): Answers => ({
  "overview.get": get,
  "session.me": () => ({ role, name: "Vera", email: "v@desk.example" }),
  "health.get": () => aHealth(),
});
type Scene = { role?: OperatorRole; path?: string; more?: Answers };
const open = (get: Answers[string], { role, path = "/overview", more = {} }: Scene = {}) =>
  openRoutes([{ path: "/overview", element: <OverviewPage /> }], path, {
    ...answersWith(get, role),
    ...more,
  });
const part = (name: string) => screen.findByRole("region", { name });

describe("the first line", () => {
  const line = (counts: Counts, errors: Overview["errors"] = nothingWrong) =>
    verdictOf({ links: linksOf(counts), errors }, nine);

  test.each([
    [{ linked: 5, deleted: 1 }, "ok", "Everybody is linked."],
    [{ linked: 5, crm_only: 3 }, "ok", "Everybody is linked."],
    [{ linked: 5, pending: 2 }, "wait", "2 users are being linked."],
    [{ linked: 5, drifted: 1, pending: 2 }, "warn", "1 user is not in step."],
    [{ linked: 5, drifted: 40, failed: 1 }, "bad", "1 user has failed."],
    [{ linked: 5, drifted: 40, conflict: 1 }, "bad", "41 users are not in step."],
  ] as const)("%o is %s: %s", (counts, tone, title) => {
    expect(line(counts)).toMatchObject({ tone, title });
  });

  test("says since when, of those who failed and of those who wait for the backend", () => {
    expect(line({ failed: 412 }).text).toContain("since 02:14");
    const waiting = line({ pending: 9 }, { failed: [], pending: [group("timeout", 7, at(8, 30))] });
    expect(waiting.title).toBe("7 users wait for the backend.");
    expect(waiting.text).toContain("Since 08:30");
  });

  test("hides nothing behind what it begins with: conflicts before those who wait, then the rest", () => {
    const errors = { failed: [], pending: [group("timeout", 7, at(8, 30))] };
    const worse = line({ conflict: 2, broken: 3, drifted: 4, pending: 7, crm_only: 308 }, errors);
    expect(worse.title).toBe("9 users are not in step.");
    expect(worse.text).toBe(
      "Begin with those in conflict (2) and the broken (3). 7 users wait for the backend. " +
        "308 contacts have no account yet; that is no fault.",
    );
    const milder = line({ drifted: 4, pending: 7 }, errors);
    expect(milder.title).toBe("7 users wait for the backend.");
    expect(milder.text).toMatch(/4 users are not in step\.$/u);
  });
});

test("a share is never rounded up to all, nor down to none", () => {
  expect(formatShare(99_999, 100_000)).toBe("99.9%");
  expect(formatShare(100_000, 100_000)).toBe("100%");
  expect(formatShare(14, 100_000)).toBe("<0.1%");
  expect(formatShare(0, 100_000)).toBe("0%");
  expect(formatShare(0, 0)).toBe("0%");
});

describe("on a bad Monday", () => {
  test("every state leads to its users, with its count and its age", async () => {
    open(() => badMonday);
    expect(await screen.findByText("412 users have failed.")).toBeDefined();
    const states = within(await part("Link states"));
    const failed = states.getByRole("link", { name: /^failed/u });
    expect(failed.getAttribute("href")).toBe("/users?state=failed");
    expect(failed.textContent).toContain("412");
    expect(failed.querySelector("time")?.getAttribute("datetime")).toBe(new Date(at(2, 14)).toISOString());
    expect(states.getByRole("link", { name: /^drifted/u }).textContent).toContain("nobody");
  });

  test("each cause says how many, since when and whether trying again can help, and leads to its users", async () => {
    open(() => badMonday);
    const [timeout, validation, unreachable] = within(await part("Failures by cause")).getAllByRole(
      "listitem",
    );
    expect(timeout?.textContent).toContain("The backend did not answer in time.400 users, the first since");
    expect(timeout?.textContent).toContain("It may have passed");
    expect(validation?.textContent).toContain("look at one of them first");
    expect(unreachable?.textContent).toContain("Tandem tries again by itself.");
    const link = within(validation ?? document.body).getByRole("link");
    expect(link.getAttribute("href")).toBe("/users?state=failed&error=validation");
    expect(within(unreachable ?? document.body).queryByRole("button")).toBeNull();
  });

  test("“Retry all 400” shows the plan of a resync of exactly those", async () => {
    const asked: unknown[] = [];
    const preview = (input: unknown) => {
      asked.push(input);
      return new Promise(() => {});
    };
    const { user } = open(() => badMonday, { more: { "runs.preview": preview } });
    await user.click(await screen.findByRole("button", { name: "Retry all 400" }));
    expect(await screen.findByRole("dialog", { name: "Resync users" })).toBeDefined();
    const filter = { states: ["failed"], errorCodes: ["timeout"] };
    expect(asked).toEqual([{ action: "resync", selection: { by: "filter", filter, except: [] } }]);
  });

  test("who may not start runs is told so", async () => {
    const { user } = open(() => badMonday, { role: "support" });
    await screen.findByRole("button", { name: "Retry all 400" });
    const retry = () => screen.getByRole("button", { name: "Retry all 400" });
    const why = /Your role \(support\) may not start runs/u;
    await expect.poll(() => retry().getAttribute("aria-description") ?? "").toMatch(why);
    await user.click(retry());
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("over time", () => {
  test("how far back is in the address, and what was there stays until the other range has come", async () => {
    const asked: unknown[] = [];
    const { user, address } = open(
      (input) => {
        asked.push(input);
        return asked.length === 1 ? overview() : new Promise(() => {});
      },
      { path: "/overview?range=7d" },
    );
    expect(await screen.findByText("75% of 164 attempts succeeded")).toBeDefined();
    await user.click(screen.getByRole("radio", { name: "30 days" }));
    expect(address()).toBe("/overview?range=30d");
    expect(asked).toEqual([{ range: "7d" }, { range: "30d" }]);
    expect(screen.getByText("75% of 164 attempts succeeded")).toBeDefined();
  });

  test("bars have a table beside them, the newest time first", async () => {
    const { user } = open(() => overview());
    expect(
      await screen.findByRole("img", { name: "Sync attempts over time, at most 120 in a bar" }),
    ).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Sync attempts as a table" }));
    const rows = within(screen.getByRole("table")).getAllByRole("row").slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      "23 Nov, 08:00 to 09:00341",
      "23 Nov, 07:00 to 08:001200",
    ]);
  });

  test("how fast people are linked, and how many still wait or failed", async () => {
    open(() => overview());
    const fast = await part("How fast people are linked");
    for (const words of ["within 60 s75%", "within 5 min90%", "within 1 h95%"])
      expect(fast.textContent).toContain(words);
    expect(fast.textContent).toContain(
      "Of 200 registrations and resyncs, runs left out. 6 wait still, 4 failed.",
    );
  });
});

describe("at this moment", () => {
  const now = async (health: Partial<Health>) => {
    open(() => overview(), { more: { "health.get": () => aHealth(health) } });
    return part("At this moment");
  };

  test("all is well: an empty queue, a closed breaker, and what may be called at once", async () => {
    const panel = await now({});
    await within(panel).findByText("Empty: no job waits.");
    expect(panel.textContent).toContain("Closed: calls go through.");
    expect(panel.textContent).toContain("640 may be made at once, 12,000 a minute");
    expect(panel.textContent).toContain("None has come yet.");
  });

  test("an outage: how many jobs wait, since when, until when the backend is left alone, and that it is silent", async () => {
    const hourAgo = Date.now() - HOUR_MS;
    const breaker = {
      state: "open",
      since: hourAgo,
      cause: "timeout",
      probeAt: Date.now() + 30_000,
    } as const;
    const panel = await now({
      queue: { open: 1_000, oldestWaitingAt: hourAgo },
      gate: { breaker, heldUntil: null, rate: { ...rate, waiting: { live: 2, bulk: 3 } } },
      silence: { silent: true, lastAt: hourAgo, usualGapMs: 300_000 },
    });
    await within(panel).findByText("1,000+ open jobs");
    expect(within(panel).getByText("1 h ago")).toBeDefined();
    expect(panel.textContent).toMatch(
      /The backend has not answered since .*; next try in 30 s\. Nothing is lost\./u,
    );
    expect(panel.textContent).toContain("5 wait for a turn");
    expect(panel.textContent).toContain("No webhook for 1 h; usually at most 5 min.");
  });

  test("a pause for the refused key is told before everything else of the backend", async () => {
    const cause = { httpStatus: 401, message: "Key refused." };
    const panel = await now({ lane: { paused: { at: nine, cause }, resumed: null } });
    expect(await within(panel).findByText("Paused: the backend refuses Tandem’s key.")).toBeDefined();
  });
});

describe("when there is nothing to tell", () => {
  test("a fresh install says what to do first", async () => {
    open(() => overview({ links: linksOf({}) }));
    expect(await screen.findByRole("heading", { name: "Nobody is here yet" })).toBeDefined();
    expect(screen.getByRole("link", { name: "Import two exports" })).toBeDefined();
    expect(screen.queryByText(/Everybody is linked/u)).toBeNull();
  });

  test("the first load shows the shape of what will come, and a failure what failed", async () => {
    open(() =>
      Promise.reject(refusal({ code: "forbidden", message: "Your role (viewer) may not do this." })),
    );
    expect(screen.getByRole("status", { name: "Loading the overview" })).toBeDefined();
    expect(await screen.findByRole("heading", { name: "The overview could not be loaded" })).toBeDefined();
  });

  test("a failure later keeps what was there, and says how old it is", async () => {
    let failing = false;
    const { user } = open(() =>
      failing
        ? Promise.reject(refusal({ code: "forbidden", message: "Your role may not do this any more." }))
        : overview(),
    );
    await screen.findByText("Everybody is linked.");
    failing = true;
    await user.click(screen.getByRole("radio", { name: "7 days" }));
    expect(await screen.findByText(/^This is how it was at 09:00\./u)).toBeDefined();
    expect(screen.getByText("Everybody is linked.")).toBeDefined();
  });
});
