import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { RetryDialog } from "../../client/features/runs/retry-dialog";
import type { RunPreview, RunView } from "../../shared/runs-api";
import { openRoutes, refusal, textbox } from "./portal-harness";

const aRun = (given: Partial<RunView> = {}): RunView => ({
  ...{ runId: "r1", name: "Outage", reason: "It was down", action: "resync", state: "done" },
  ...{
    createdBy: "Ada",
    createdAt: 1,
    finishedAt: 2,
    frozen: true,
    total: 12,
    done: 9,
    skipped: 0,
    failed: 3,
  },
  ...{
    underWay: 0,
    approval: null,
    canary: null,
    stopCause: null,
    rate: null,
    remainingMs: null,
    retryOf: null,
  },
  ...{ retriedBy: null, ...given },
});
const aPlan = (given: Partial<RunPreview> = {}): RunPreview => ({
  ...{ count: 3, exact: true, calls: 9, emails: 3, estimatedMs: 45, samples: [], hash: "seen" },
  approval: null,
  kinds: [{ kind: "register", count: 3, why: null }],
  ...given,
});

/** The dialog open over a run, with plans one after the other; `sent` is what it asked the server for. */
function open(run: RunView, plans: RunPreview[], answer: () => unknown = () => ({ runId: "r2" })) {
  const sent: unknown[] = [];
  const asked: unknown[] = [];
  const routes = [
    { path: "/", element: <RetryDialog run={run} onClose={() => {}} /> },
    { path: "/runs/r2", element: <p>The retry</p> },
  ];
  const { user } = openRoutes(routes, "/", {
    "runs.preview": (input) => {
      asked.push(input);
      return plans[Math.min(asked.length, plans.length) - 1];
    },
    "runs.retryFailed": (input) => {
      sent.push(input);
      return answer();
    },
  });
  return { user, sent, asked };
}

const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });

describe("before the failed are tried again", () => {
  test("the plan says what would happen to them, and exactly that plan is started", async () => {
    const { user, sent, asked } = open(aRun(), [aPlan()]);
    const plan = within(screen.getByRole("region", { name: "Plan" }));
    expect(await plan.findByText("3 e-mails will be sent")).toBeDefined();
    expect(plan.getByText("Register in the backend")).toBeDefined();
    expect(asked).toEqual([{ action: "resync", selection: { by: "failed", runId: "r1" } }]);
    await user.type(textbox("Reason"), "It is back");
    await user.click(await button("Resync 3 failed users"));
    expect(await screen.findByText("The retry")).toBeDefined();
    expect(sent).toEqual([{ runId: "r1", reason: "It is back", hash: "seen" }]);
  });

  test("what takes something away needs their number typed", async () => {
    const kinds = [{ kind: "archive", count: 3, why: null } as const];
    const { user, sent } = open(aRun({ action: "archive_contact" }), [aPlan({ kinds, emails: 0 })]);
    await user.type(await screen.findByRole("textbox", { name: "Type 3 to confirm" }), "2");
    await user.type(textbox("Reason"), "Asked by post");
    const start = await button("Archive the contacts of 3 failed users");
    expect(start.disabled).toBe(true);
    await user.clear(textbox("Type 3 to confirm"));
    await user.type(textbox("Type 3 to confirm"), "3");
    await user.click(start);
    await waitFor(() => expect(sent).toMatchObject([{ typedCount: 3, hash: "seen" }]));
  });

  test("a plan that has become another one is shown, and nothing is started", async () => {
    const kinds = [
      { kind: "register", count: 2, why: null } as const,
      { kind: "skip", count: 1, why: "No longer failed: linked by now." } as const,
    ];
    const changed = refusal({ code: "conflict", field: "hash", message: "The plan has changed." });
    const plans = [aPlan(), aPlan({ kinds, hash: "new", emails: 2 })];
    const { user } = open(aRun(), plans, () => Promise.reject(changed));
    await user.type(textbox("Reason"), "It is back");
    await user.click(await button("Resync 3 failed users"));
    expect((await screen.findByRole("status")).textContent).toContain("Register in the backend – 3 became 2");
    expect(screen.queryByText("The retry")).toBeNull();
  });

  test("a retry that would skip everybody is not started", async () => {
    const kinds = [{ kind: "skip", count: 3, why: "No longer failed: linked by now." } as const];
    const { user } = open(aRun(), [aPlan({ kinds, calls: 0, emails: 0 })]);
    expect(await screen.findByText("Nobody here would be changed.")).toBeDefined();
    await user.type(textbox("Reason"), "It is back");
    expect((await button("Resync 3 failed users")).disabled).toBe(true);
  });
});
