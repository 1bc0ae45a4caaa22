import type { Changes } from "../changes";
import type { ExecutionLog } from "../store/executions";

/** What a behavior may use. `results` holds what the behaviors before it returned. */
export interface BehaviorContext<Input> {
  changes: Changes;
  input: Input;
  config: Readonly<Record<string, unknown>>;
  results: Readonly<Record<string, unknown>>;
  organizationName: string;
  /** Writes a line to the run's log. IDs and words only, no personal data. */
  log(level: ExecutionLog["level"], message: string): void;
}

/**
 * One step of a workflow, as it is stored. Higher priorities run earlier. Its result is merged into the workflow's
 * answer and seen by later behaviors.
 */
export interface Behavior {
  type: string;
  enabled: boolean;
  priority: number;
  config: Readonly<Record<string, unknown>>;
}

/**
 * `rollback`: the first failure stops the run and nothing is kept. In all others every behavior runs, a failed one
 * leaves nothing behind, and the answer reports each: `continue` takes failures for a part of life, `log_and_continue`
 * logs them as errors, and `notify` tells the webhook endpoints besides (`workflow.failed`).
 */
export const ERROR_HANDLINGS = ["rollback", "continue", "log_and_continue", "notify"] as const;
export type ErrorHandling = (typeof ERROR_HANDLINGS)[number];

export const WORKFLOW_STATUSES = ["active", "inactive"] as const;

/** A workflow as the platform describes it. `requiredInputs` are paths into `inputData`. */
export interface Workflow {
  type: "workflow";
  subtype: string;
  name: string;
  status: (typeof WORKFLOW_STATUSES)[number];
  execution: { triggerOn: string; requiredInputs: readonly string[]; errorHandling: ErrorHandling };
  behaviors: readonly Behavior[];
}
