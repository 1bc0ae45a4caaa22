import type { z } from "zod";
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

/** One step of a workflow. Its result is merged into the workflow's answer and seen by later behaviors. */
export interface Behavior<Input> {
  type: string;
  enabled: boolean;
  /** Higher runs earlier. */
  priority: number;
  config: Readonly<Record<string, unknown>>;
  run(context: BehaviorContext<Input>): Record<string, unknown>;
}

/**
 * `rollback`: the first failure stops the run and nothing is kept. `continue`, `log_and_continue` and `notify`: all
 * behaviors run, a failed one leaves nothing behind, and the answer reports each.
 */
type ErrorHandling = "rollback" | "continue" | "log_and_continue" | "notify";

/** A workflow as the platform describes them. */
export interface Workflow<Input> {
  type: "workflow";
  subtype: string;
  name: string;
  status: "active" | "inactive";
  execution: { triggerOn: string; requiredInputs: readonly string[]; errorHandling: ErrorHandling };
  inputSchema: z.ZodType<Input>;
  behaviors: readonly Behavior<Input>[];
}
