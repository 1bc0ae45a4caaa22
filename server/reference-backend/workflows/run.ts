import { isJsonObject } from "../../../shared/backend-api";
import { ApiError, validationError } from "../api-error";
import type { Changes } from "../changes";
import type { ExecutionLog } from "../store/executions";
import { type Prepare, behaviorOf } from "./behaviors";
import type { Behavior, ErrorHandling, Workflow } from "./workflow";

interface RunOptions {
  workflow: Workflow;
  inputData: unknown;
  changes: Changes;
  organizationName: string;
  /** Filled while the run goes on, so that a failed run has its log too. */
  logs: ExecutionLog[];
}

/** How one behavior ended. `code` says why it failed. */
export interface BehaviorReport {
  type: string;
  success: boolean;
  code?: string;
}

/** What a run came to: the merged results of those that succeeded, and how each ended. */
export interface RunOutcome {
  results: Record<string, unknown>;
  reports: BehaviorReport[];
}

/**
 * Runs a workflow inside the caller's transaction. Throws when the input is invalid, before anything ran, or when a
 * behavior fails under `rollback`: the caller's transaction then takes everything back.
 */
export function runWorkflow(options: RunOptions): RunOutcome {
  const { workflow, inputData } = options;
  demandInputs(workflow, inputData);
  const steps = inOrder(workflow.behaviors).map((behavior) => ({
    behavior,
    step: behaviorOf(behavior.type)(inputData),
  }));
  const outcome: RunOutcome = { results: {}, reports: [] };
  for (const { behavior, step } of steps) runStep(options, behavior, step, outcome);
  return outcome;
}

function demandInputs({ execution }: Workflow, inputData: unknown): void {
  const missing = execution.requiredInputs.filter((path) => isMissing(inputData, path.split(".")));
  if (missing.length === 0) return;
  throw validationError(missing.map((field) => ({ field, message: "is required" })));
}

function isMissing(value: unknown, [key, ...rest]: string[]): boolean {
  if (key !== undefined) return !isJsonObject(value) || isMissing(value[key], rest);
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

function inOrder(behaviors: readonly Behavior[]): Behavior[] {
  return behaviors.filter((behavior) => behavior.enabled).sort((a, b) => b.priority - a.priority);
}

function runStep(
  { workflow, changes, organizationName, logs }: RunOptions,
  { type, config }: Behavior,
  step: ReturnType<Prepare>,
  { results, reports }: RunOutcome,
): void {
  const log = (level: ExecutionLog["level"], message: string) =>
    void logs.push({ level, message, timestamp: changes.now, behavior: type });
  try {
    // Its own savepoint: where the run goes on, a failed behavior must not leave half of itself behind.
    const result = changes.db.transaction(() => step({ changes, config, results, organizationName, log }));
    Object.assign(results, result);
    reports.push({ type, success: true });
  } catch (error) {
    const { errorHandling } = workflow.execution;
    const code = error instanceof ApiError ? error.code : "INTERNAL_ERROR";
    log(levelOf(errorHandling), `failed: ${code}`);
    if (errorHandling === "rollback") throw error;
    reports.push({ type, success: false, code });
  }
}

function levelOf(errorHandling: ErrorHandling): ExecutionLog["level"] {
  return errorHandling === "continue" ? "warn" : "error";
}
