import type { Approval } from "../../../../shared/approval-api";
import { isDestructive, type RunView } from "../../../../shared/runs-api";
import type { ReplayRun } from "../../../../shared/replays-api";
import { actionWords, planUsers } from "../action-words";

/** What somebody asks a second admin for, be it a run over people or over webhooks. */
export type Asked = {
  kind: "run" | "replay";
  runId: string;
  name: string;
  createdBy: string;
  createdAt: number;
  reason: string;
  state: RunView["state"];
  stopCause: string | null;
  approval: Approval;
  /** Of the plan that is approved; there is none where nothing can have become another one unseen. */
  hash: string;
  /** All of it is noted down. */
  ready: boolean;
  danger: boolean;
  /** "Soft-delete 1,204 users". */
  what: string;
  consequence: string;
};

/** A run over people as it is asked for; `null` of one that needs nobody. */
export function askedOfRun(run: RunView): Asked | null {
  const { approval, action, frozen } = run;
  if (!approval) return null;
  const { verb: _verb, on, consequence } = actionWords[action];
  const { plan } = approval;
  const facts = { hash: plan.hash, ready: frozen, danger: isDestructive(action) };
  return { ...run, ...facts, kind: "run", approval, what: on(planUsers(plan)), consequence };
}

/** The same of a run over webhooks. */
export function askedOfReplay(run: ReplayRun, what: string, consequence: string): Asked | null {
  const { approval } = run;
  if (!approval) return null;
  return { ...run, kind: "replay", approval, hash: "", ready: true, danger: false, what, consequence };
}
