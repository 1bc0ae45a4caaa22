import { cleanup, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { RunCommands } from "../../client/features/runs/run-commands";
import { ToastProvider } from "../../client/ui/toast";
import type { OperatorRole } from "../../shared/permissions";
import type { RunView } from "../../shared/runs-api";
import { openRoutes } from "./portal-harness";

const aRun = (given: Partial<RunView>): RunView => ({
  ...{ runId: "run_1", name: "Outage", reason: "The CRM was away.", action: "resync", state: "running" },
  ...{ createdBy: "Ada Admin", createdAt: 1_000, finishedAt: null, frozen: true },
  ...{ total: 412, done: 100, skipped: 0, failed: 0, underWay: 12 },
  ...{
    approval: null,
    canary: null,
    stopCause: null,
    rate: 12,
    remainingMs: 25_000,
    retryOf: null,
    retriedBy: null,
  },
  ...given,
});

/** What somebody in this role can press for a run. */
async function commandsFor(role: OperatorRole, run: RunView, retry?: RunView) {
  const element = (
    <ToastProvider>
      <RunCommands run={run} />
    </ToastProvider>
  );
  const me = { operatorId: "op_1", name: "Vera", email: "vera@desk.example", role };
  openRoutes([{ path: "/", element }], "/", { "session.me": () => me, "runs.get": () => retry });
  await screen.findAllByText(role === "admin" ? /Cancel run|Retry only|Resume/u : /may look at runs/u);
  return screen.queryAllByRole("button").map((button) => button.textContent);
}

describe("what can be pressed for a run", () => {
  test("while it runs an admin can pause or cancel it", async () => {
    expect(await commandsFor("admin", aRun({}))).toEqual(["Pause", "Cancel run"]);
  });

  test("stopped by the canary it is resumed or cancelled before who failed is tried again: more could fail", async () => {
    const stopped = aRun({ state: "stopped", failed: 11, stopCause: "11 of 11 failed." });
    expect(await commandsFor("admin", stopped)).toEqual(["Resume", "Cancel run"]);
  });

  test("cancelled, who failed can be tried again when nobody is under way any more", async () => {
    const cancelled = aRun({ state: "cancelled", failed: 11, underWay: 0 });
    expect(await commandsFor("admin", cancelled)).toEqual(["Retry only the failed (11)"]);
  });

  test("who failed can be tried again when the retry before was cancelled", async () => {
    const ended = aRun({ state: "done", underWay: 0, failed: 412, retriedBy: "run_2" });
    const cancelled = aRun({ runId: "run_2", state: "cancelled" });
    expect(await commandsFor("admin", ended, cancelled)).toEqual(["Retry only the failed (412)"]);
  });

  test.each(["viewer", "support", "auditor"] as const)(
    "a %s sees it without the buttons, and reads why",
    async (role) => {
      expect(await commandsFor(role, aRun({}))).toEqual([]);
      expect(screen.getByText(`Your role (${role}) may look at runs; an admin steers them.`)).toBeDefined();
    },
  );

  test("admins and auditors can take the outcomes along, and nobody else", async () => {
    await commandsFor("auditor", aRun({}));
    const link = screen.getByRole("link", { name: "Download CSV" });
    expect(link.getAttribute("href")).toBe("/api/export/runs/run_1.csv");
    cleanup();
    await commandsFor("support", aRun({}));
    expect(screen.queryByRole("link", { name: "Download CSV" })).toBeNull();
  });
});
