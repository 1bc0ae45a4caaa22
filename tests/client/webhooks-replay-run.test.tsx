import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { progressWords } from "../../client/features/webhooks/replay/replay-progress";
import { ReplayRunPage } from "../../client/features/webhooks/replay/replay-run-page";
import type { OperatorRole } from "../../shared/permissions";
import type { ReplayRun } from "../../shared/replays-api";
import { openRoutes, type Answers } from "./portal-harness";

const aRun = (given: Partial<ReplayRun> = {}): ReplayRun => ({
  ...{ runId: "r1", name: "After the fix", reason: "Mended.", filter: { outcomes: ["failed"] } },
  ...{ state: "running", createdBy: "Ada", createdAt: 1_000, finishedAt: null, stopCause: null },
  approval: null,
  ...{ replayed: 1_204, outcomes: { applied: 1_200, failed: 4 }, skipped: 3 },
  ...given,
});
const item = { attemptId: "a1", eventId: "evt_1", type: "user.updated", at: 1_000 };

async function open(run: ReplayRun, role: OperatorRole, answers: Answers = {}) {
  const routes = [{ path: "/webhooks/replays/:id", element: <ReplayRunPage /> }];
  const opened = openRoutes(routes, "/webhooks/replays/r1", {
    "session.me": () => ({ operatorId: "op_1", name: "Vera", email: "vera@desk.example", role }),
    "webhooks.replayRun": () => run,
    "webhooks.replayItems": () => ({
      items: [
        { ...item, outcome: "applied", why: null },
        { ...item, attemptId: "a2", outcome: null, why: "Its content was removed." },
      ],
      nextCursor: null,
    }),
    ...answers,
  });
  await screen.findByRole("heading", { name: run.name });
  return opened;
}

describe("a replay of many", () => {
  test("says how far it is, for nobody knows of how many before it has looked at all", () => {
    expect(progressWords(aRun())).toBe("1,204 replayed so far · 1,200 applied, 4 failed · 3 skipped");
    expect(progressWords(aRun({ state: "done", skipped: 0 }))).toBe(
      "1,204 replayed · 1,200 applied, 4 failed",
    );
  });

  test("keeps an outcome for each, and why one was passed over; what it looks for leads to the log", async () => {
    await open(aRun({ state: "done", finishedAt: 2_000 }), "auditor");
    expect(await screen.findByText("Its content was removed.")).toBeDefined();
    expect(screen.getByText("skipped")).toBeDefined();
    expect(screen.getByRole("link", { name: "failed" }).getAttribute("href")).toBe(
      "/webhooks?outcome=failed",
    );
    expect(screen.queryByRole("button", { name: "Cancel replay" })).toBeNull();
  });

  test("waits when an admin pauses it, and goes on when they resume it", async () => {
    const sent: unknown[] = [];
    let state: ReplayRun["state"] = "running";
    const become = (next: ReplayRun["state"]) => () => (sent.push(next), aRun({ state: (state = next) }));
    const { user } = await open(aRun(), "admin", {
      "webhooks.replayRun": () => aRun({ state }),
      "webhooks.pauseReplay": become("paused"),
      "webhooks.resumeReplay": become("running"),
    });
    await user.click(await screen.findByRole("button", { name: "Pause" }));
    await user.click(await screen.findByRole("button", { name: "Resume" }));
    await screen.findByRole("button", { name: "Pause" });
    expect(sent).toEqual(["paused", "running"]);
  });

  test("that stopped by itself says why, and can be resumed or cancelled", async () => {
    await open(aRun({ state: "stopped", stopCause: "It broke." }), "admin");
    expect(screen.getByText("It broke. Resume it to try once more.")).toBeDefined();
    expect(await screen.findByRole("button", { name: "Resume" })).toBeDefined();
    expect(screen.getByRole("button", { name: "Cancel replay" })).toBeDefined();
    expect(progressWords(aRun({ state: "stopped" }))).toContain("so far");
  });

  test("is cancelled by an admin while it runs", async () => {
    const sent: unknown[] = [];
    const { user } = await open(aRun(), "admin", {
      "webhooks.cancelReplay": (input) => (sent.push(input), aRun({ state: "cancelled" })),
    });
    await user.click(await screen.findByRole("button", { name: "Cancel replay" }));
    expect(sent).toEqual([{ runId: "r1" }]);
  });
});
