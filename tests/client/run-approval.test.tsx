import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { ApprovalPanel } from "../../client/features/runs/approval/approval-panel";
import { askedOfReplay, askedOfRun } from "../../client/features/runs/approval/asked";
import { NeedsApproval } from "../../client/features/runs/approval/needs-approval";
import type { Approval } from "../../shared/approval-api";
import type { OperatorRole } from "../../shared/permissions";
import type { RunView } from "../../shared/runs-api";
import type { ReplayRun } from "../../shared/replays-api";
import { openRoutes } from "./portal-harness";

const terms: Approval = {
  ...{ over: 1_000, expiresAt: Date.now() + 7_200_000, mayChangePercent: 5, decided: null, makerId: "op_1" },
};
const plan = { hash: "seen", count: 1_204, exact: true, calls: 0, emails: 0 };
const aRun = (given: Partial<RunView> = {}, decided: Approval["decided"] = null): RunView => ({
  ...{ runId: "r1", name: "Away", reason: "All gone.", action: "soft_delete", state: "awaiting_approval" },
  ...{ createdBy: "Ada", createdAt: 1, finishedAt: null, frozen: true, total: 1_204, done: 0, skipped: 0 },
  approval: {
    ...terms,
    decided,
    plan: { ...plan, kinds: [{ kind: "soft_delete", count: 1_204, why: null }] },
  },
  ...{ failed: 0, underWay: 0, canary: null, stopCause: null, rate: null, remainingMs: null },
  ...{ retryOf: null, retriedBy: null, ...given },
});
const aReplay: ReplayRun = {
  ...{ runId: "p1", name: "After the fix", reason: "Mended.", filter: {}, state: "awaiting_approval" },
  ...{ createdBy: "Ada", createdAt: 1, finishedAt: null, stopCause: null, replayed: 0, outcomes: {} },
  ...{ skipped: 0, approval: { ...terms, plan: { count: 3, exact: true, byOutcome: { failed: 3 } } } },
};

/** The panel as somebody sees it; `sent` is what they told the server. */
async function open(asked: Parameters<typeof ApprovalPanel>[0]["asked"], role: OperatorRole, id = "op_2") {
  const sent: unknown[] = [];
  const take = (input: unknown) => (sent.push(input), aRun({ state: "checking" }));
  const element = <ApprovalPanel asked={asked}>the plan</ApprovalPanel>;
  const opened = openRoutes([{ path: "/", element }], "/", {
    "session.me": () => ({ operatorId: id, name: "Otto", email: "otto@desk.example", role }),
    ...{ "runs.approve": take, "runs.reject": take, "runs.withdraw": take },
    ...{ "webhooks.approveReplay": take, "webhooks.rejectReplay": take },
  });
  const panel = await screen.findByRole("region", { name: "Approval" });
  await within(panel).findAllByText(/asks for your|waits for another|asked for it/u);
  const buttons = () =>
    within(panel)
      .queryAllByRole("button")
      .map(({ textContent }) => textContent);
  return { ...opened, sent, panel, buttons };
}

describe("a run that waits for a second admin", () => {
  test("tells another admin how long there is, and gives back the plan that was looked at", async () => {
    const { user, sent, panel, buttons } = await open(askedOfRun(aRun()), "admin");
    await screen.findByRole("button", { name: "Approve" });
    expect(panel.textContent).toContain("Ada asks for your approval. 2 h left");
    expect(buttons()).toEqual(["Reject", "Approve"]);
    await user.click(screen.getByRole("button", { name: "Approve" }));
    await user.click(screen.getByRole("button", { name: "Approve: Soft-delete 1,204 users" }));
    expect(sent).toEqual([{ runId: "r1", hash: "seen" }]);
  });

  test("is rejected with a reason only", async () => {
    const { user, sent } = await open(askedOfReplay(aReplay, "Replay 3 webhooks", ""), "admin");
    await user.click(await screen.findByRole("button", { name: "Reject" }));
    const dialog = within(screen.getByRole("dialog", { name: "Reject this run" }));
    const reject = dialog.getByRole("button", { name: "Reject this run" });
    expect(reject).toHaveProperty("disabled", true);
    await user.type(dialog.getByRole("textbox"), "Not on a Friday");
    await user.click(reject);
    expect(sent).toEqual([{ runId: "p1", reason: "Not on a Friday" }]);
  });

  test("can be withdrawn by who asked, and not approved", async () => {
    const { buttons, panel } = await open(askedOfRun(aRun()), "admin", "op_1");
    await screen.findByRole("button", { name: "Withdraw" });
    expect(buttons()).toEqual(["Withdraw"]);
    expect(panel.textContent).toContain("another admin has to decide");
  });

  test.each([
    [
      "approved",
      aRun({ state: "done" }, { verdict: "approved", by: "Otto", at: 2, reason: null }),
      "Otto approved it",
    ],
    [
      "rejected",
      aRun({ state: "rejected" }, { verdict: "rejected", by: "Otto", at: 2, reason: "Ask first" }),
      "Otto rejected it: “Ask first”",
    ],
    ["expired", aRun({ state: "expired" }), "nobody approved it in time"],
    [
      "outdated",
      aRun({
        state: "outdated",
        stopCause: "2 of 4 (50%) are not as in the plan any more, which is more than the 5% allowed.",
      }),
      "2 of 4 (50%)",
    ],
  ])("says afterwards what became of it: %s", async (_, run, words) => {
    const { panel, buttons } = await open(askedOfRun(run), "admin");
    expect(panel.textContent).toContain("Ada asked for it");
    expect(panel.textContent).toContain(words);
    expect(buttons()).toEqual([]);
  });

  test("is announced before, and so is that nobody could approve it", () => {
    const needs = { over: 1_000, hours: 24, anyApprover: false };
    openRoutes([{ path: "/", element: <NeedsApproval approval={needs} /> }], "/", {});
    expect(document.body.textContent).toContain("More than 1,000: this run needs a second admin.");
    expect(document.body.textContent).toContain("There is no second admin");
  });
});
